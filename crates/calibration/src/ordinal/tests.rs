//! The likelihood and its slope, against differences and against mgcv.

use std::fs;

use serde_json::Value;

use super::laplace::{Parameters, likelihood};
use super::rows::Rows;
use crate::mixed::{CANDIDATE, DIMENSION, HALO, INTERVIEWER, Model};
use crate::ratings::{Rating, Ratings, RatingsBuilder, Scale, Score};

fn read(name: &str) -> Ratings {
    let path = format!("{}/tests/data/{name}.csv", env!("CARGO_MANIFEST_DIR"));
    let mut builder = RatingsBuilder::new(Scale::new(1, 10).unwrap());
    for line in fs::read_to_string(path).unwrap().lines().skip(1) {
        let fields: Vec<&str> = line.split(',').map(|field| field.trim_matches('"')).collect();
        let score = Score::Conclusion(fields[3].parse().unwrap());
        let (candidate, interviewer, dimension) = (fields[0], fields[1], fields[2]);
        builder.push(Rating { candidate, interviewer, dimension, round: None, score }).unwrap();
    }
    builder.build()
}

/// Seven people of one kind and three of the other, some of whom met, on three dimensions in two rounds.
fn drawn(many_candidates: bool) -> Ratings {
    let mut builder = RatingsBuilder::new(Scale::new(1, 4).unwrap());
    let mut state = 5_u64;
    let mut below = |bound: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % bound
    };
    for _ in 0..60 {
        let (many, few) = (format!("m{}", below(7)), format!("f{}", below(3)));
        let (candidate, interviewer) = if many_candidates { (&many, &few) } else { (&few, &many) };
        let (dimension, round) = (format!("d{}", below(3)), format!("r{}", below(2)));
        let score = Score::Conclusion(1 + i32::try_from(below(4)).unwrap());
        builder.push(Rating { candidate, interviewer, dimension: &dimension, round: Some(&round), score }).unwrap();
    }
    builder.build()
}

/// A point as one list, and back.
fn listed(at: &Parameters) -> Vec<f64> {
    at.thresholds.iter().chain(&at.fixed).chain(&at.deviations).copied().collect()
}

fn moved(at: &Parameters, index: usize, by: f64) -> Parameters {
    let mut moved = at.clone();
    let (thresholds, fixed) = (at.thresholds.len(), at.fixed.len());
    match index {
        index if index < thresholds => moved.thresholds[index] += by,
        index if index < thresholds + fixed => moved.fixed[index - thresholds] += by,
        index => moved.deviations[index - thresholds - fixed] += by,
    }
    moved
}

#[test]
fn the_slope_is_that_of_the_likelihood() {
    for many_candidates in [true, false] {
        let rows = Rows::new(&drawn(many_candidates), Model::full());
        assert_eq!(rows.rest > 3, !many_candidates, "the few remain, with the dimensions of candidates");
        let fixed = vec![0.3, -0.4, 0.2];
        assert_eq!(rows.fixed(), fixed.len());
        let at = Parameters { thresholds: vec![-1.1, 0.2, 1.4], fixed, deviations: [0.9, 0.5, 0.7, 0.6] };
        let start = vec![0.0; rows.size()];
        let found = likelihood(&rows, &at, &start).unwrap();
        let slopes = listed(&found.slope);
        for (index, slope) in slopes.iter().enumerate() {
            let log = |by: f64| likelihood(&rows, &moved(&at, index, by), &found.mode).unwrap().log;
            // Richardson: the error of differences goes with the fourth power of the step.
            let difference = |step: f64| (log(step) - log(-step)) / (2.0 * step);
            let wanted = (4.0 * difference(1e-3) - difference(2e-3)) / 3.0;
            assert!((slope - wanted).abs() < 1e-8, "{many_candidates}, {index}: {slope}, not {wanted}");
        }
    }
}

/// At mgcv's own values its likelihood is ours, and so are its effects: two programs integrate alike, wherever each of them thinks the optimum is.
#[test]
fn the_likelihood_is_mgcvs_at_its_own_values() {
    let path = format!("{}/tests/data/ordinal.json", env!("CARGO_MANIFEST_DIR"));
    let expected: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    for (set, model) in [
        ("shrout_fleiss_1979", Model::plain()),
        ("wine_randall", Model::plain()),
        ("drawn_unbalanced", Model::plain()),
        ("drawn_dimensions", Model::full().without(crate::mixed::Term::Round)),
    ] {
        let ocat = &expected[set]["ocat"];
        let ratings = read(set);
        let rows = Rows::new(&ratings, model);
        let mut deviations = [0.0; 4];
        for (term, name) in [(CANDIDATE, "ratee"), (DIMENSION, "strength"), (INTERVIEWER, "rater"), (HALO, "halo")] {
            deviations[term] = ocat["variance"][name].as_f64().unwrap_or(0.0).sqrt();
        }
        let thresholds = ocat["thresholds"].as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).collect();
        let fixed = ["itemd2", "itemd3", "itemd4"].iter().filter_map(|name| ocat["fixed"][name].as_f64()).collect();
        let at = Parameters { thresholds, fixed, deviations };
        let found = likelihood(&rows, &at, &vec![0.0; rows.size()]).unwrap();
        let wanted = ocat["log_likelihood"].as_f64().unwrap();
        assert!((found.log - wanted).abs() < 1e-8 * wanted.abs(), "{set}: {}, not {wanted}", found.log);
        for (&candidate, &place) in &rows.places.candidates {
            let name = &ratings.candidates()[candidate as usize];
            let (effect, wanted) = (deviations[CANDIDATE] * found.mode[place], &ocat["effects"]["ratee"][name]);
            let wanted = wanted.as_f64().unwrap();
            assert!((effect - wanted).abs() < 1e-6 * wanted.abs().max(0.1), "{set}, {name}: {effect}, not {wanted}");
        }
    }
}
