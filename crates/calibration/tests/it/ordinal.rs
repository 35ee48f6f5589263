//! The ordinal model against R's `clmm` and mgcv, and what must change nothing.

use calibration::{
    Model, OrdinalError, OrdinalFit, Prediction, Rating, Ratings, RatingsBuilder, Scale, Score, Term, fit_ordinal,
};
use serde_json::Value;

use super::reference::read;

/// The sets of `ordinal.json`, each with what was fitted to it.
const SETS: [&str; 4] = ["shrout_fleiss_1979", "wine_randall", "drawn_unbalanced", "drawn_dimensions"];

fn model_of(set: &str) -> Model {
    if set == "drawn_dimensions" { Model::full().without(Term::Round) } else { Model::plain() }
}

fn expected() -> Value {
    let path = format!("{}/tests/data/ordinal.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).expect("it is there")).expect("it is there")
}

fn fitted(ratings: &Ratings, model: Model) -> OrdinalFit {
    let weights = vec![1; ratings.dimensions().len()];
    fit_ordinal(ratings, model, &weights).expect("a model")
}

fn variances(fit: &OrdinalFit) -> [(&'static str, Option<f64>); 4] {
    let variance = fit.variance;
    [
        ("ratee", variance.candidate),
        ("rater", variance.interviewer),
        ("strength", variance.candidate_dimension),
        ("halo", variance.halo),
    ]
}

/// What is further off than that, in parts of what it is held against.
struct Wrong(Vec<String>, f64);

impl Wrong {
    fn hold(&mut self, what: &str, found: f64, wanted: &Value) {
        self.hold_at_least(what, found, (wanted.as_f64().unwrap_or(f64::NAN), 0.0));
    }

    /// Of what may be near zero, no less than so much.
    fn hold_at_least(&mut self, what: &str, found: f64, (wanted, least): (f64, f64)) {
        let off = (found - wanted).abs() / wanted.abs().max(least);
        if off.is_nan() || off >= self.1 {
            self.0.push(format!("{what}: {found}, not {wanted} ({off:.1e} off)"));
        }
    }
}

#[test]
fn the_optimum_is_that_of_clmm() {
    let expected = expected();
    let mut wrong = Wrong(Vec::new(), 1e-4);
    for set in SETS {
        let (ratings, clmm) = (read(set), &expected[set]["clmm"]);
        let fit = fitted(&ratings, model_of(set));
        for (threshold, wanted) in fit.thresholds.iter().zip(clmm["thresholds"].as_array().expect("a list")) {
            wrong.hold(&format!("{set}, threshold {}", threshold.below), threshold.value, wanted);
        }
        assert_eq!(fit.thresholds.len(), clmm["thresholds"].as_array().expect("a list").len());
        for effect in &fit.fixed {
            let wanted = clmm["fixed"][format!("item{}", effect.name)].as_f64().expect("a number");
            wrong.hold_at_least(&format!("{set}, {}", effect.name), effect.value, (wanted, 0.1));
        }
        for (name, found) in variances(&fit) {
            if let Some(found) = found {
                wrong.hold(&format!("{set}, variance of {name}"), found, &clmm["variance"][name]);
            }
        }
        wrong.hold(&format!("{set}, likelihood"), fit.log_likelihood, &clmm["log_likelihood"]);
        let reached = clmm["log_likelihood"].as_f64().expect("a number");
        assert!(fit.log_likelihood > reached - 1e-7, "{set}: {}, less than {reached}", fit.log_likelihood);
        let people =
            [(ratings.candidates(), &fit.candidates, "ratee"), (ratings.interviewers(), &fit.interviewers, "rater")];
        for (names, predictions, term) in people {
            for (name, Prediction { effect, sd }) in names.iter().zip(predictions) {
                let wanted = clmm["effects"][term][name].as_f64().expect("a number");
                wrong.hold_at_least(&format!("{set}, {name}"), *effect, (wanted, 0.1));
                wrong.hold(&format!("{set}, deviation of {name}"), *sd, &clmm["sd"][term][name]);
            }
        }
    }
    assert!(wrong.0.is_empty(), "{:#?}", wrong.0);
}

/// mgcv takes the intercept at the joint mode with the random effects, which moves all thresholds alike, and hardly anything else where
/// there are no fixed effects. What it integrates, and its effects, are held against ours in the crate's own tests.
#[test]
fn steps_and_variances_are_those_of_mgcv() {
    let expected = expected();
    let mut wrong = Wrong(Vec::new(), 1e-4);
    for set in &SETS[..3] {
        let (ratings, ocat) = (read(set), &expected[*set]["ocat"]);
        // Where the panel is far from complete, what mgcv does with the intercept is seen in the fourth digit.
        wrong.1 = if *set == "drawn_unbalanced" { 1.2e-4 } else { 1e-4 };
        let fit = fitted(&ratings, model_of(set));
        let theirs: Vec<f64> =
            ocat["thresholds"].as_array().expect("a list").iter().filter_map(Value::as_f64).collect();
        for (index, pair) in fit.thresholds.windows(2).enumerate() {
            let wanted = theirs[index + 1] - theirs[index];
            wrong.hold_at_least(&format!("{set}, step {index}"), pair[1].value - pair[0].value, (wanted, 0.0));
        }
        for (name, found) in &variances(&fit)[..2] {
            wrong.hold(&format!("{set}, variance of {name}"), found.expect("a term"), &ocat["variance"][*name]);
        }
        wrong.hold(&format!("{set}, likelihood"), fit.log_likelihood, &ocat["log_likelihood"]);
    }
    assert!(wrong.0.is_empty(), "{:#?}", wrong.0);
}

/// A row of a drawn table: candidate, interviewer, dimension, score.
type Row = (u64, u64, u64, i32);

/// Five candidates, four interviewers, two dimensions; scores follow who was rated, and luck.
fn drawn(number: u64) -> Vec<Row> {
    let mut state = number * 7919 + 1;
    let mut below = |bound: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % bound
    };
    let mut rows = Vec::new();
    for candidate in 0..5 {
        for interviewer in 0..4 {
            for dimension in 0..2 {
                if below(6) > 0 {
                    let score = 1 + (2 * below(4) + candidate + interviewer).min(9) / 2;
                    rows.push((candidate, interviewer, dimension, i32::try_from(score).expect("small")));
                }
            }
        }
    }
    rows
}

fn table(rows: &[Row], (min, max): (i32, i32), score: impl Fn(i32) -> i32) -> Ratings {
    let mut builder = RatingsBuilder::new(Scale::new(min, max).expect("a scale"));
    for &(candidate, interviewer, dimension, given) in rows {
        let names = [format!("c{candidate}"), format!("i{interviewer}"), format!("d{dimension}")];
        let [candidate, interviewer, dimension] = names.each_ref().map(String::as_str);
        let score = Score::Conclusion(score(given));
        builder.push(Rating { candidate, interviewer, dimension, round: None, score }).expect("on the scale");
    }
    builder.build()
}

/// Everything of a fit, by names, with effects and thresholds times `sign`.
fn all(ratings: &Ratings, fit: &OrdinalFit, sign: f64) -> Vec<(String, f64)> {
    let mut found = vec![("likelihood".to_owned(), fit.log_likelihood)];
    let thresholds = fit.thresholds.iter().map(|threshold| sign * threshold.value);
    let mut thresholds: Vec<f64> = thresholds.collect();
    thresholds.sort_by(f64::total_cmp);
    found.extend(thresholds.into_iter().enumerate().map(|(index, value)| (format!("threshold {index}"), value)));
    found.extend(variances(fit).into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
    let people = [
        (ratings.candidates(), &fit.candidates),
        (ratings.interviewers(), &fit.interviewers),
        (ratings.candidates(), &fit.totals),
    ];
    for (part, (names, predictions)) in people.into_iter().enumerate() {
        for (name, Prediction { effect, sd }) in names.iter().zip(predictions) {
            found.push((format!("{part} {name}"), sign * effect));
            found.push((format!("{part} {name} sd"), *sd));
        }
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

fn assert_alike(number: u64, what: &str, found: &[(String, f64)], wanted: &[(String, f64)]) {
    assert_eq!(found.len(), wanted.len(), "table {number}, {what}");
    for ((name, found), (_, wanted)) in found.iter().zip(wanted) {
        assert!(
            (found - wanted).abs() < 1e-5 * (1.0 + wanted.abs()),
            "table {number}, {what}: {name} {found}, not {wanted}"
        );
    }
}

/// Only the order of the categories counts, whatever they are called and whichever are not used; turned around, all is mirrored; and the
/// order of rows is none of the data.
#[test]
fn what_must_change_nothing_changes_nothing() {
    let model = Model::of(&[Term::Dimension, Term::Candidate, Term::Interviewer]);
    let mut fits = 0;
    for number in 0..12 {
        let rows = drawn(number);
        let given = table(&rows, (1, 5), |score| score);
        let fit = |ratings: &Ratings| fit_ordinal(ratings, model, &[2, 1]);
        let Ok(first) = fit(&given) else { continue };
        fits += 1;
        let wanted = all(&given, &first, 1.0);
        for (what, ratings) in [
            ("other scores in the same order", table(&rows, (-3, 32), |score| score * score - 4)),
            ("scores that nobody gave", table(&rows, (0, 9), |score| score + 2)),
            ("rows in another order", table(&rows.iter().rev().copied().collect::<Vec<_>>(), (1, 5), |score| score)),
        ] {
            let mut other = fit(&ratings).expect("a model as well");
            if what.starts_with("rows") {
                // Whoever comes first is the dimension that others are held against: moved, both say the same.
                let shift = if ratings.dimensions()[0] == given.dimensions()[0] { 0.0 } else { first.fixed[0].value };
                other.thresholds.iter_mut().for_each(|threshold| threshold.value += shift);
            }
            assert_alike(number, what, &all(&ratings, &other, 1.0), &wanted);
        }
        let turned = table(&rows, (1, 5), |score| 6 - score);
        let other = fit(&turned).expect("a model as well");
        assert_alike(number, "turned around", &all(&turned, &other, -1.0), &wanted);
    }
    assert!(fits > 8, "{fits}");
}

#[test]
fn where_there_is_no_model_it_is_said_why() {
    let plain = |ratings: &Ratings| fit_ordinal(ratings, Model::plain(), &[1; 2][..ratings.dimensions().len()]).err();
    let rows = drawn(1);
    assert_eq!(plain(&table(&rows, (1, 5), |_| 3)), Some(OrdinalError::OneCategory));
    assert_eq!(plain(&RatingsBuilder::new(Scale::new(1, 5).expect("a scale")).build()), Some(OrdinalError::NoScores));
    // Everybody agrees: the better tell candidates apart, the higher the likelihood.
    let agreed: Vec<Row> = rows
        .iter()
        .map(|&(candidate, interviewer, dimension, _)| {
            (candidate, interviewer, dimension, 1 + i32::try_from(candidate).expect("small"))
        })
        .collect();
    assert_eq!(plain(&table(&agreed, (1, 5), |score| score)), Some(OrdinalError::NoOptimum));
    // On the second dimension everybody was given a 5.
    let topped: Vec<Row> = rows
        .iter()
        .map(|&(candidate, interviewer, dimension, score)| {
            (candidate, interviewer, dimension, if dimension == 1 { 5 } else { score })
        })
        .collect();
    let model = Model::of(&[Term::Dimension, Term::Candidate, Term::Interviewer]);
    let found = fit_ordinal(&table(&topped, (1, 5), |score| score), model, &[1, 1]).err();
    assert_eq!(found, Some(OrdinalError::Separated { of: Term::Dimension, level: 1 }));
    // Each score another one.
    let each: Vec<Row> = (0..60).map(|index| (index % 9, index % 7, 0, i32::try_from(index).expect("small"))).collect();
    assert_eq!(plain(&table(&each, (0, 60), |score| score)), Some(OrdinalError::TooManyCategories));
    assert_eq!(
        fit_ordinal(&table(&rows, (1, 5), |score| score), Model::of(&[]), &[1, 1]).err(),
        Some(OrdinalError::NoTerms)
    );
}

/// Everybody gives every score twice, and everybody is given every score once: people differ less than luck alone would make them.
#[test]
fn a_variance_of_zero_is_zero() {
    let rows: Vec<Row> = (0..32)
        .map(|cell| (cell / 4, cell % 4, 0, 1 + i32::try_from((cell / 4 + cell % 4) % 4).expect("small")))
        .collect();
    let fit = fitted(&table(&rows, (1, 5), |score| score), Model::plain());
    assert!(fit.singular, "{fit:#?}");
    assert_eq!((fit.variance.candidate, fit.variance.interviewer), (Some(0.0), Some(0.0)));
    assert!(fit.candidates.iter().chain(&fit.interviewers).all(|one| one.effect == 0.0 && one.sd == 0.0));
    // Without effects the thresholds are those of the shares: a quarter, a half, three quarters.
    for (threshold, wanted) in fit.thresholds.iter().zip([-3.0_f64.ln(), 0.0, 3.0_f64.ln()]) {
        assert!((threshold.value - wanted).abs() < 1e-6, "{threshold:?}");
    }
}
