//! Small, empty and degenerate tables: an answer or a clear word, never NaN.

use calibration::Verdict;
use calibration::agreement::{self, Resampling};
use calibration::{Calibration, Options};
use calibration::{DropReason, FitError, Model, Term, fit};
use calibration::{Rating, Ratings, RatingsBuilder, RatingsError, Scale, Score};
use calibration::{components, confounded};

fn table(rows: &[(&str, &str, &str, i32)]) -> Ratings {
    let mut builder = RatingsBuilder::new(Scale::new(1, 5).expect("it is there"));
    for (candidate, interviewer, dimension, score) in rows {
        let score = Score::Conclusion(*score);
        builder.push(Rating { candidate, interviewer, dimension, round: None, score }).expect("it is there");
    }
    builder.build()
}

/// Runs everything and refuses NaN and infinity anywhere in its JSON.
fn all(ratings: &Ratings) -> String {
    let mut text = String::new();
    let show = |value: Result<String, serde_json::Error>| value.expect("it is there");
    text += &show(serde_json::to_string(&agreement::full(ratings, None, Resampling::default())));
    text += &show(serde_json::to_string(&agreement::pair_kappas(ratings, None, 0.95)));
    match Calibration::new(ratings, Model::full(), Options::default()) {
        Err(error) => text += &error.to_string(),
        Ok(calibration) => {
            text += &show(serde_json::to_string(&calibration.fit()));
            text += &show(serde_json::to_string(&calibration.severities()));
            let weights = vec![1; ratings.dimensions().len()];
            match calibration.compare(&weights, &[2.5, 3.5]) {
                Ok(comparison) => {
                    text += &show(serde_json::to_string(&comparison));
                    text.push_str(
                        &calibration
                            .next_pair(&comparison, &weights)
                            .map_or(String::new(), |next| next.relief.to_string()),
                    );
                }
                Err(error) => text += &error.to_string(),
            }
        }
    }
    let zero = ["-0.0,", "-0.0}", "-0.0]"];
    assert!(!zero.iter().any(|zero| text.contains(zero)), "{text}");
    // serde_json writes NaN and infinity as null; the only nulls allowed are absent intervals and values.
    let bare = text
        .replace("\"interval\":null", "")
        .replace("\"raw\":null", "")
        .replace("\"above_next\":null", "")
        .replace("\"spread\":null", "")
        .replace("\"halo\":null", "")
        .replace("\"candidate\":null", "")
        .replace("\"interviewer\":null", "")
        .replace("\"candidate_dimension\":null", "");
    assert!(!bare.contains("null") && !text.contains("NaN") && !text.contains("inf"), "{text}");
    text
}

#[test]
fn degenerate_tables_have_a_clear_word() {
    assert!(all(&table(&[])).contains("no random term"));
    assert!(all(&table(&[("a", "x", "d", 3)])).contains("no random term"));
    all(&table(&[("a", "x", "d", 3), ("b", "x", "d", 4)]));
    all(&table(&[("a", "x", "d", 3), ("a", "y", "d", 4)]));
    // One interviewer, one candidate, no variation.
    all(&table(&[("a", "x", "d", 3), ("b", "x", "d", 4), ("a", "x", "e", 3), ("b", "x", "e", 5)]));
    all(&table(&[("a", "x", "d", 3), ("a", "y", "d", 4), ("a", "x", "e", 3), ("a", "y", "e", 5)]));
    let flat = [("a", "x", "d", 3), ("b", "x", "d", 3), ("a", "y", "d", 3), ("b", "y", "d", 3)];
    assert!(all(&table(&flat)).contains("do not vary"));
    assert_eq!(fit(&table(&flat), Model::plain()).expect_err("it is refused"), FitError::NoVariation);
}

#[test]
fn perfect_fits_and_ceilings_stay_finite() {
    // Additive to the last digit: no residual at all.
    all(&table(&[("a", "x", "d", 1), ("b", "x", "d", 2), ("a", "y", "d", 2), ("b", "y", "d", 3)]));
    // Everybody at the top but one.
    let mut rows = Vec::new();
    let names = ["a", "b", "c", "d", "e", "f"];
    for candidate in names {
        for interviewer in ["x", "y", "z"] {
            for dimension in ["p", "q"] {
                rows.push((candidate, interviewer, dimension, if candidate == "f" { 4 } else { 5 }));
            }
        }
    }
    rows[0].3 = 4;
    all(&table(&rows));
}

#[test]
fn singular_fits_are_zero_and_said_to_be() {
    // Interviewers alike: the variance between them is estimated as exactly zero.
    let mut rows = Vec::new();
    for (index, candidate) in ["a", "b", "c", "d", "e", "f"].into_iter().enumerate() {
        for (other, interviewer) in ["x", "y", "z"].into_iter().enumerate() {
            let wobble = [0, 1, -1][(index + other) % 3];
            rows.push((candidate, interviewer, "d", 3 + wobble * i32::from(index % 2 == 0)));
        }
    }
    let ratings = table(&rows);
    let fit = fit(&ratings, Model::plain()).expect("it is there");
    assert!(fit.singular);
    assert_eq!(fit.variance.interviewer, Some(0.0));
    assert!(fit.interviewers.iter().all(|prediction| prediction.effect == 0.0 && prediction.sd == 0.0));
    all(&ratings);
}

#[test]
fn scores_off_the_scale_are_refused() {
    let mut builder = RatingsBuilder::new(Scale::new(1, 5).expect("it is there"));
    for score in [Score::Conclusion(6), Score::Mean(f64::NAN)] {
        let rating = Rating { candidate: "a", interviewer: "x", dimension: "d", round: None, score };
        assert!(matches!(builder.push(rating), Err(RatingsError::OffScale { .. })));
    }
    assert!(Scale::new(3, 3).is_err());
}

#[test]
fn parts_that_share_nobody_are_found() {
    let ratings = table(&[("a", "x", "d", 1), ("b", "x", "d", 2), ("c", "y", "d", 2), ("d", "y", "d", 3)]);
    let parts = components(&ratings);
    assert_eq!((parts.count, parts.of_candidate, parts.of_interviewer), (2, vec![0, 0, 1, 1], vec![0, 1]));
}

#[test]
fn who_alone_takes_the_hard_round_is_not_called_severe() {
    let mut builder = RatingsBuilder::new(Scale::new(1, 5).expect("it is there"));
    for index in 0..12 {
        let candidate = format!("c{index}");
        let base = 3 + i32::from(index % 3 == 0);
        for (interviewer, round, shift) in
            [("x", "easy", 0), ("y", "easy", i32::from(index % 2 == 0)), ("z", "hard", -2)]
        {
            for dimension in ["p", "q"] {
                let score = Score::Conclusion(base + shift);
                let rating = Rating { candidate: &candidate, interviewer, dimension, round: Some(round), score };
                builder.push(rating).expect("it is there");
            }
        }
    }
    let ratings = builder.build();
    assert_eq!(confounded(&ratings), vec![None, None, Some(1)]);
    let calibration = Calibration::new(&ratings, Model::full(), Options::default()).expect("it is there");
    assert_eq!(calibration.severities()[2].verdict, Verdict::Confounded { round: 1 });
}

#[test]
fn the_same_seed_gives_the_same_answer_and_the_mean_is_kept() {
    let mut rows = Vec::new();
    let names: Vec<String> = (0..10).map(|index| format!("c{index}")).collect();
    for (index, name) in names.iter().enumerate() {
        for step in 0..3 {
            let interviewer = ["u", "v", "w", "x", "y"][(index + step) % 5];
            for (at, dimension) in ["p", "q"].into_iter().enumerate() {
                let score = 1 + ((index * 7 + step * 3 + at * 5 + index * step) % 5);
                rows.push((name.as_str(), interviewer, dimension, i32::try_from(score).expect("it is there")));
            }
        }
    }
    let ratings = table(&rows);
    let run = || {
        let calibration = Calibration::new(&ratings, Model::full(), Options::default()).expect("it is there");
        calibration.compare(&[1, 1], &[1.0, 2.5, 3.5]).expect("it is there")
    };
    let (first, second) = (run(), run());
    assert_eq!(
        serde_json::to_string(&first).expect("it is there"),
        serde_json::to_string(&second).expect("it is there")
    );
    let kept: f64 = first.candidates.iter().map(|s| s.n as f64 * s.total.value).sum::<f64>() / ratings.len() as f64;
    assert!((kept - ratings.mean().expect("it is there")).abs() < 1e-9);
    let best: f64 = first.candidates.iter().map(|standing| standing.best).sum();
    assert!((best - 1.0).abs() < 1e-9);
    assert!(first.candidates.iter().all(|s| s.bands.iter().sum::<f64>() <= 1.0 + 1e-9));
}

/// Where two give the same scores, or the same but for one point, the likelihood grows without bound as the error goes to zero. With one
/// score that differs there is an optimum: balanced data have a closed form, by the analysis of variance.
#[test]
fn ratings_without_error_have_no_model() {
    let scores = [1, 2, 3, 4, 4, 2, 3, 1, 4, 3];
    let names: Vec<String> = (0..scores.len()).map(|index| format!("c{index}")).collect();
    let panel = |shift: i32, first: i32| {
        let each = names.iter().zip(scores).enumerate();
        let rows: Vec<_> = each
            .flat_map(|(index, (name, score))| {
                let other = score + shift + if index == 0 { first } else { 0 };
                [(name.as_str(), "x", "d", score), (name.as_str(), "y", "d", other)]
            })
            .collect();
        table(&rows)
    };
    for shift in [0, 1] {
        let found = fit(&panel(shift, 0), Model::plain());
        assert_eq!(found.err(), Some(FitError::NoError), "{shift}");
    }
    // Differences within candidates: 1 once and 0 nine times. Mean squares: interviewers 0.05, error (1/2 - 0.05) / 9 = 0.05, so that
    // interviewers have none of their own, and the error is (1/2) / 10.
    let found = fit(&panel(0, 1), Model::plain()).expect("there is an error");
    let (mean, mean_of) = (2.75, |index: usize| f64::from(scores[index]) + if index == 0 { 0.5 } else { 0.0 });
    let between: f64 = (0..10).map(|index| 2.0 * (mean_of(index) - mean).powi(2)).sum::<f64>() / 9.0;
    let candidate = (between - 0.05) / 2.0;
    assert!((found.variance.residual - 0.05).abs() < 1e-6, "{:?}", found.variance);
    assert!((found.variance.candidate.expect("a term") - candidate).abs() < 1e-6, "{candidate} {:?}", found.variance);
}

/// Who rates all dimensions of a candidate alike shows no more than one rating each: the term for that goes, and is named.
#[test]
fn a_halo_that_leaves_no_error_is_left_out() {
    let names: Vec<String> = (0..8).map(|index| format!("c{index}")).collect();
    let rows: Vec<_> = names
        .iter()
        .enumerate()
        .flat_map(|(index, name)| {
            let score = |seat: usize| i32::try_from((index * 3 + seat * (index % 3)) % 5 + 1).expect("it is small");
            let own = |seat, interviewer, dimension| (name.as_str(), interviewer, dimension, score(seat));
            [own(0, "x", "p"), own(0, "x", "q"), own(1, "y", "p"), own(1, "y", "q")]
        })
        .collect();
    let ratings = table(&rows);
    let found = Calibration::new(&ratings, Model::full(), Options::default()).expect("it is there");
    let reasons: Vec<_> = found.dropped().iter().map(|dropped| (dropped.term, dropped.reason)).collect();
    assert!(reasons.contains(&(Term::Halo, DropReason::LeavesNoError)), "{reasons:?}");
    assert!(!found.model().has(Term::Halo));
}
