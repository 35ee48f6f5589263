//! Tables of `docs/peers.md`, on which other programs say something else: what is right there, by hand.

use calibration::agreement::{self, Resampling};
use calibration::{Model, Rating, Ratings, RatingsBuilder, Scale, Score, fit};

/// A row for each candidate, a column for each interviewer.
fn table<const K: usize>(rows: &[[i32; K]], scale: Scale) -> Ratings {
    let mut builder = RatingsBuilder::new(scale);
    for (row, scores) in rows.iter().enumerate() {
        for (column, score) in scores.iter().enumerate() {
            let (candidate, interviewer) = (format!("C{row}"), format!("J{column}"));
            let score = Score::Conclusion(*score);
            let rating =
                Rating { candidate: &candidate, interviewer: &interviewer, dimension: "all", round: None, score };
            builder.push(rating).expect("on the scale");
        }
    }
    builder.build()
}

/// Nobody gave a 3: by the positions of the categories that occur, kappa would be 17/29 and alpha 26/35.
#[test]
fn distances_are_of_values_and_not_of_positions_among_those_that_occur() {
    let rows = [[1, 1], [2, 4], [4, 4], [4, 2], [2, 2], [1, 1], [4, 4], [2, 1]];
    let ratings = table(&rows, Scale::new(1, 4).expect("a scale"));
    // Distances of the pairs add up to 5, of all pairs of margins to 88: 1 - (5/8) / (88/64).
    let kappa = agreement::pair_kappas(&ratings, None, 0.95)[0].linear.value().expect("two people");
    assert!((kappa - 6.0 / 11.0).abs() < 1e-12, "{kappa}");
    // Squares of the pairs add up to 9, of the 16 scores among each other to 830: 1 - (18/16) / (830/240).
    let full = agreement::full(&ratings, None, Resampling { times: 20, ..Resampling::default() });
    let alpha = full.alpha.interval.value().expect("scores that differ");
    assert!((alpha - 56.0 / 83.0).abs() < 1e-12, "{alpha}");
}

/// lme4's own stopping rule ends 7e-4 (relative) below this optimum.
#[test]
fn four_by_four_have_the_variances_of_the_closed_form() {
    let rows = [[3, 2, 3, 2], [1, 2, 3, 2], [5, 3, 5, 5], [3, 2, 4, 3]];
    let fit = fit(&table(&rows, Scale::new(1, 5).expect("a scale")), Model::plain()).expect("it fits");
    // Mean squares of candidates 14/3, of interviewers 3/2, of what is left 7/18.
    let found = [fit.variance.candidate, fit.variance.interviewer, Some(fit.variance.residual)];
    for (found, wanted) in found.into_iter().zip([77.0 / 72.0, 5.0 / 18.0, 7.0 / 18.0]) {
        let found = found.expect("the term is fitted");
        assert!((found / wanted - 1.0).abs() < 1e-9, "{found}, not {wanted}");
    }
}
