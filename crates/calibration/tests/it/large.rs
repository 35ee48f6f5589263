//! Tables that are too large to factor, and extreme ones: an answer with what it is off by chance, or a clear word.

use std::cell::RefCell;

use calibration::report::{Called, Wanted, report, watched};
use calibration::{Rating, Ratings, RatingsBuilder, Scale, Score, SureOf};

/// A small generator, so that the table is the same each time.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// 5,000 candidates, each seen by four of 4,500 interviewers.
fn crowd() -> Ratings {
    let mut draw = Draw(7);
    let severity: Vec<u64> = (0..4_500).map(|_| draw.below(3)).collect();
    let mut builder = RatingsBuilder::new(Scale::new(1, 9).expect("a scale"));
    for candidate in 0..5_000 {
        let ability = draw.below(4);
        for _ in 0..4 {
            let interviewer = draw.below(4_500);
            let score = 1 + ability + severity[usize::try_from(interviewer).expect("small")] + draw.below(3);
            let (candidate, interviewer) = (format!("c{candidate}"), format!("i{interviewer}"));
            let score = Score::Conclusion(i32::try_from(score).expect("a score"));
            let (candidate, interviewer) = (candidate.as_str(), interviewer.as_str());
            let rating = Rating { candidate, interviewer, dimension: "all", round: None, score };
            builder.push(rating).expect("on the scale");
        }
    }
    builder.build()
}

fn wanted() -> Wanted {
    Wanted {
        exact: None,
        weights: vec![1],
        bands: Vec::new(),
        seed: 1,
        groups: SureOf::Panel,
        details: false,
        ordinal: false,
        severity: true,
    }
}

#[test]
fn what_is_too_large_to_factor_says_how_far_off_it_is_by_chance() {
    let ratings = crowd();
    let heard = RefCell::new(Vec::new());
    let found = watched(&ratings, &Called::default(), &wanted(), &|done| heard.borrow_mut().push(done));
    let accuracy = found.model.accuracy.unwrap_or_else(|| panic!("{:?}", found.model));
    assert!(accuracy.deviation > 0.0 && accuracy.deviation <= accuracy.tolerance, "{accuracy:?}");
    assert!(accuracy.probes >= 12 && accuracy.criterion > 0.0, "{accuracy:?}");
    // Drawn with variances of 5/4 and 2/3, each with as much error as three equal chances have: 2/3.
    let variance = found.model.variance.expect("a model");
    let [candidate, interviewer] = [variance.candidate, variance.interviewer].map(|one| one.expect("a term"));
    assert!((candidate - 1.25).abs() < 0.06 && (interviewer - 2.0 / 3.0).abs() < 0.05, "{variance:?}");
    assert!((variance.residual - 2.0 / 3.0).abs() < 0.03, "{variance:?}");
    let heard = heard.into_inner();
    assert!(heard.is_sorted() && heard.len() > 5 && heard.last().is_some_and(|&last| last <= 1000), "{heard:?}");
    // The same table and seed give the same digits.
    let text = |found| serde_json::to_string(&found).expect("it serializes");
    assert_eq!(text(found), text(report(&ratings, &Called::default(), &wanted())));
}

/// One candidate of 20,000 interviewers: nothing tells candidates apart, and nothing is put together that grows by the square.
#[test]
fn one_candidate_of_very_many_interviewers_has_a_clear_word() {
    let mut builder = RatingsBuilder::new(Scale::new(1, 5).expect("a scale"));
    for interviewer in 0..20_000 {
        let name = format!("i{interviewer}");
        let score = Score::Conclusion(1 + interviewer % 5);
        let rating = Rating { candidate: "c", interviewer: &name, dimension: "d", round: None, score };
        builder.push(rating).expect("on the scale");
    }
    let found = report(&builder.build(), &Called::default(), &wanted());
    assert!(found.candidates[0].undefined.is_some() && found.model.undefined.is_some(), "{:?}", found.model);
}

#[test]
fn names_of_a_megabyte_are_names() {
    let long = "x".repeat(1 << 20);
    let mut builder = RatingsBuilder::new(Scale::new(1, 5).expect("a scale"));
    for (index, score) in [1, 5, 2, 4, 3, 3, 2, 5].into_iter().enumerate() {
        let candidate = format!("{long}{}", index % 4);
        let interviewer = format!("{long}{}", index / 4);
        let score = Score::Conclusion(score);
        let rating = Rating { candidate: &candidate, interviewer: &interviewer, dimension: &long, round: None, score };
        builder.push(rating).expect("on the scale");
    }
    let found = report(&builder.build(), &Called::default(), &wanted());
    assert_eq!(found.candidates.len(), 4);
    assert!(found.candidates.iter().all(|line| line.id.len() == long.len() + 1));
}

#[test]
fn scores_of_any_size_are_refused_and_none_is_no_table() {
    let mut builder = RatingsBuilder::open();
    for score in [1e308, -1e308, f64::INFINITY, f64::NAN] {
        let rating =
            Rating { candidate: "c", interviewer: "i", dimension: "d", round: None, score: Score::Mean(score) };
        assert!(builder.push(rating).is_err(), "{score}");
    }
    let found = report(&builder.build(), &Called::default(), &Wanted { weights: Vec::new(), ..wanted() });
    assert!(found.candidates.is_empty() && found.model.undefined.is_some(), "{:?}", found.model);
}
