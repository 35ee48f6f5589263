//! Variances that the ratings say nothing of: the search goes on in the others, and no result hangs on how a sum was rounded.

use calibration::{Calibration, Model, Options, Rating, Ratings, RatingsBuilder, Scale, Score, Term, fit};

type Row = (&'static str, &'static str, &'static str, i32, Option<&'static str>);

/// Every candidate and interviewer has rounds of their own, so the fixed effects of rounds explain both.
const PAPER: [Row; 8] = [
    ("Ann Lee", "Una Mertz", "technical", 4, None),
    ("Ann Lee", "Una Mertz", "communication", 3, None),
    ("Quin Abel", "Una Mertz", "technical", 2, Some("first")),
    ("Quin Abel", "Una Mertz", "problem-solving", 3, Some("first")),
    ("Quin Abel", "Una Mertz", "communication", 5, Some("first")),
    ("Quin Abel", "Kim Park", "technical", 3, Some("second")),
    ("Quin Abel", "Kim Park", "problem-solving", 2, Some("second")),
    ("Quin Abel", "Kim Park", "communication", 4, Some("second")),
];

/// One dimension, each pair once: what colors a pair is the error.
const SINGLE: [Row; 9] = [
    ("a", "x", "d", 1, None),
    ("a", "y", "d", 2, None),
    ("a", "z", "d", 2, None),
    ("b", "x", "d", 3, None),
    ("b", "y", "d", 5, None),
    ("b", "z", "d", 3, None),
    ("c", "x", "d", 4, None),
    ("c", "y", "d", 4, None),
    ("c", "z", "d", 2, None),
];

fn table(rows: &[Row]) -> Ratings {
    let mut builder = RatingsBuilder::new(Scale::new(1, 5).expect("a scale"));
    for &(candidate, interviewer, dimension, score, round) in rows {
        let score = Score::Conclusion(score);
        builder.push(Rating { candidate, interviewer, dimension, round, score }).expect("on the scale");
    }
    builder.build()
}

fn near(found: f64, wanted: f64, tolerance: f64) {
    assert!((found - wanted).abs() <= tolerance * wanted.abs(), "{found} is not {wanted}");
}

/// After the fixed effects three contrasts are left. Two are Quin Abel's, of round by dimension, and hold the error alone: their
/// squares sum to 4/3, so its variance is 2/3. One is (4 − 3) − (2.5 − 4.5) = 3, of variance s²(3 + 4γ) with γ the ratio of
/// candidate × dimension, so 9 = 2/3·(3 + 4γ) and γ = 21/8. Dense matrices in `NumPy` give the same criterion there, 12.384832210136.
#[test]
fn a_variance_that_fixed_effects_explain_does_not_stop_the_search() {
    let fit = fit(&table(&PAPER), Model::of(&Term::ALL[..5])).expect("a fit");
    near(fit.variance.residual, 2.0 / 3.0, 1e-9);
    near(fit.variance.candidate_dimension.expect("a term"), 7.0 / 4.0, 1e-9);
    near(fit.reml_criterion, 12.384_832_210_136, 1e-12);
}

/// Candidates differ by θσ with θ uniform up to half the scale's range over the residual SD of the fit without the ends, 2/√0.7004,
/// and σ² = y'Py/χ²₃ where γ has the density of the restricted likelihood times its prior. The half-widths are from that integral
/// over 4,000 values of √γ, 400 of θ and 20,000 quantiles of χ²₃ (`SciPy`), with the refits for the ends done in dense matrices.
#[test]
fn intervals_are_those_of_the_integral() {
    let ratings = table(&PAPER);
    for (points, tolerance) in [(96, 0.03), (2000, 0.02)] {
        let options = Options { points, ..Options::default() };
        let calibration = Calibration::new(&ratings, Model::full(), options).expect("a fit");
        let calibrated = calibration.compare(&[40, 20, 25], &[]).expect("a comparison");
        for candidate in calibrated.candidates {
            let half = 0.5 * (candidate.ability.upper - candidate.ability.lower);
            near(half, [5.238_605, 1.777_593][candidate.candidate], tolerance);
        }
    }
}

/// The order of the rows decides how sums are rounded; names decide the order.
#[test]
fn no_result_hangs_on_how_a_sum_was_rounded() {
    let renamed = |rows: &[Row]| -> Vec<Row> {
        let other = |name| match name {
            "Ann Lee" | "Kim Park" => "Zed",
            "a" => "e",
            "z" => "w",
            name => name,
        };
        rows.iter().rev().map(|&(c, i, d, score, round)| (other(c), other(i), d, score, round)).collect()
    };
    for (rows, terms) in
        [(&PAPER[..], &Term::ALL[..5]), (&SINGLE[..], &[Term::Candidate, Term::Interviewer, Term::Halo])]
    {
        let [one, two] =
            [rows.to_vec(), renamed(rows)].map(|rows| fit(&table(&rows), Model::of(terms)).expect("a fit"));
        let variances = |fit: &calibration::Fit| {
            let own = fit.variance;
            [own.candidate, own.interviewer, own.candidate_dimension, own.halo, Some(own.residual)]
        };
        for (one, two) in variances(&one).into_iter().zip(variances(&two)) {
            near(one.unwrap_or(0.0), two.unwrap_or(0.0), 1e-9);
        }
        near(one.reml_criterion, two.reml_criterion, 1e-12);
    }
}
