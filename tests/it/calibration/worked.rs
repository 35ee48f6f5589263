//! The worked example of `docs/calibration.md`: every number on the page is the program's.

use std::fs;
use std::path::Path;

use calibration::agreement::Coefficient;
use calibration::report::{Called, Report, Wanted, report};
use calibration::{Rating, Ratings, RatingsBuilder, Scale, Score, SureOf};
use hotseat::page::Answer as _;
use hotseat::page::calibrate::{Panel, Titles};

fn page() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/calibration.md")).expect("the page")
}

fn example() -> Ratings {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/calibration/tests/data/shrout_fleiss_1979.csv");
    let mut builder = RatingsBuilder::new(Scale::new(1, 10).expect("a scale"));
    for line in fs::read_to_string(path).expect("the file").lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let score = Score::Conclusion(fields[3].parse().expect("a number"));
        let (candidate, interviewer, dimension) = (fields[0], fields[1], fields[2]);
        builder.push(Rating { candidate, interviewer, dimension, round: None, score }).expect("on the scale");
    }
    builder.build()
}

fn calibrated() -> Report {
    reported(true)
}

fn reported(ordinal: bool) -> Report {
    let groups = SureOf::Panel;
    let wanted = Wanted {
        exact: None,
        weights: vec![1],
        bands: Vec::new(),
        seed: 1,
        groups,
        ordinal,
        details: true,
        severity: true,
    };
    report(&example(), &Called::default(), &wanted)
}

#[test]
fn the_numbers_of_the_page_are_those_of_the_program() {
    let (page, report) = (page(), calibrated());
    let overall = &report.agreement.overall.coefficients;
    let of = |coefficient: Coefficient| overall.value(coefficient).expect("a value");
    let four = |value: f64| format!("{value:.4}").replace('-', "\u{2212}");
    let person = |id: &str| report.candidates.iter().find(|line| line.id == id).expect("the candidate");
    let interviewers = report.interviewers.as_ref().expect("they are there");
    let [s5, s3] = [person("S5"), person("S3")].map(|line| (line, line.total.expect("a total")));
    let j2 = &interviewers[1];
    let variance = report.model.variance.expect("a model");
    let mut wanted = vec![
        format!("{:.3}, {:.3}", of(Coefficient::Equal), of(Coefficient::WithinOne)),
        format!("{}; {}", four(of(Coefficient::AlphaOrdinal)), four(of(Coefficient::AlphaNominal))),
        four(of(Coefficient::FleissKappa)),
        [Coefficient::Ac1, Coefficient::Ac2Linear, Coefficient::Ac2Quadratic].map(|one| four(of(one))).join("; "),
        [Coefficient::Icc1, Coefficient::Icc2, Coefficient::Icc3].map(|one| four(of(one))).join("; "),
        [Coefficient::Icc1k, Coefficient::Icc2k, Coefficient::Icc3k].map(|one| four(of(one))).join("; "),
        four(of(Coefficient::Rwg)),
        format!(
            "{:.4} (candidates), {:.4} (interviewers), {:.4} (error); intercept {:.4}; REML criterion {:.6}",
            variance.candidate.expect("a term"),
            variance.interviewer.expect("a term"),
            variance.residual,
            report.model.intercept.expect("a model"),
            report.model.reml_criterion.expect("a model")
        ),
        format!(
            "S5 raw {:.2}, calibrated {:.2} [{:.2}, {:.2}], chance of being the best {:.2}; S3 {:.2} [{:.2}, {:.2}], P(S5 > S3) = {:.2}",
            s5.0.raw.expect("raw"),
            s5.1.value,
            s5.1.lower,
            s5.1.upper,
            s5.0.best.expect("a chance"),
            s3.1.value,
            s3.1.lower,
            s3.1.upper,
            s5.0.place.and_then(|place| place.above_next).expect("a chance")
        ),
        format!("above S1 only with chance {:.2}", s3.0.place.and_then(|place| place.above_next).expect("a chance")),
        format!(
            "J2 is {:.2} lower [{:.2}, {:.2}], J1 {:.2} higher",
            j2.severity.expect("severity"),
            j2.lower.expect("an end"),
            j2.upper.expect("an end"),
            -interviewers[0].severity.expect("severity")
        ),
        format!("({:.4} in the example)", j2.sd.expect("a deviation")),
    ];
    let interval_of = |coefficient: Coefficient| {
        overall.estimate(coefficient).and_then(|estimate| estimate.interval.ok()).expect("an interval")
    };
    let interval = interval_of(Coefficient::AlphaInterval);
    let alpha = of(Coefficient::AlphaInterval);
    wanted.push(format!("{alpha:.4} [{:.2}, {:.2}]", interval.lower, interval.upper).replace('-', "\u{2212}"));
    let interval = interval_of(Coefficient::Icc2);
    wanted.push(format!("{:.3} to {:.3}, as published", interval.lower, interval.upper));
    let missing: Vec<&String> = wanted.iter().filter(|text| !page.contains(text.as_str())).collect();
    assert!(missing.is_empty(), "not on the page: {missing:#?}");
}

#[test]
fn the_ordinal_numbers_of_the_page_are_those_of_the_program() {
    let (page, report) = (page(), calibrated());
    let ordinal = report.ordinal.expect("it was asked for");
    let two = |value: f64| format!("{value:.2}").replace('-', "\u{2212}");
    let thresholds: Vec<String> = ordinal.thresholds.iter().map(|threshold| two(threshold.value)).collect();
    let (last, others) = thresholds.split_last().expect("thresholds");
    let width = |score: f64| {
        let above = ordinal.thresholds.iter().find(|one| (one.below - score).abs() < 1e-9).expect("a threshold");
        let below = ordinal.thresholds.iter().find(|one| (one.above - score).abs() < 1e-9).expect("a threshold");
        two(above.value - below.value)
    };
    let effect = |id: &str| two(ordinal.candidates.iter().find(|line| line.id == id).expect("the candidate").effect);
    let variance = ordinal.variance.expect("a model");
    let wanted = [
        format!(
            "thresholds {} and {last}, so that a 6 is {} wide and a 3 is {};",
            others.join(", "),
            width(6.0),
            width(3.0)
        ),
        format!(
            "variances {:.4} (candidates), {:.4} (interviewers); log-likelihood {};",
            variance.candidate.expect("a term"),
            variance.interviewer.expect("a term"),
            format!("{:.4}", ordinal.log_likelihood.expect("a model")).replace('-', "\u{2212}")
        ),
        format!("S5 {}, S3 {}. The order of the six is the same.", effect("S5"), effect("S3")),
    ];
    assert_eq!(ordinal.order.expect("an order").turned, 0);
    let missing: Vec<&String> = wanted.iter().filter(|text| !page.contains(text.as_str())).collect();
    assert!(missing.is_empty(), "not on the page: {missing:#?}");
}

#[test]
fn the_screen_of_the_page_is_what_is_printed() {
    let page = page();
    let (_, after) = page.split_once("## The example's screen\n```text\n").expect("the screen");
    let (shown, _) = after.split_once("```").expect("its end");
    let (report, title) = (reported(false), "Ratings of shrout_fleiss_1979.csv".to_owned());
    let printed = Panel { report: &report, title, titles: Titles::default(), details: false }.page().text(80);
    assert_eq!(printed, shown);
}
