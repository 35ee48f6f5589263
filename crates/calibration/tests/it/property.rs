//! Whatever the table: no NaN, and a reason beside every gap.

use calibration::agreement::{self, Interval, Resampling, Statistic};
use calibration::report::{Called, Wanted, report};
use calibration::{Model, Rating, Ratings, RatingsBuilder, Scale, Score, SureOf, Term};
use serde_json::Value;

/// A small generator, so that a failing table can be drawn again by its number.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

fn table(number: u64) -> Ratings {
    let mut draw = Draw(number * 7919 + 1);
    let scale = [(1, 5), (0, 20), (1, 2), (-3, 3)][usize::try_from(draw.below(4)).expect("small")];
    let mut builder = RatingsBuilder::new(Scale::new(scale.0, scale.1).expect("a scale"));
    let (candidates, interviewers) = (1 + draw.below(5), 1 + draw.below(4));
    let (dimensions, rounds) = (1 + draw.below(3), 1 + draw.below(2));
    let values = 1 + draw.below(4);
    for _ in 0..draw.below(24) {
        let score = i32::try_from(draw.below(values)).expect("small") + scale.0;
        let score = score.min(scale.1);
        let mean = draw.below(5) == 0 && score < scale.1;
        let score = if mean { Score::Mean(f64::from(score) + 0.5) } else { Score::Conclusion(score) };
        let (candidate, interviewer) = (draw.below(candidates), draw.below(interviewers));
        let (dimension, round) = (draw.below(dimensions), draw.below(rounds));
        let names = [candidate, interviewer, dimension, round].map(|index| format!("n{index}"));
        let [candidate, interviewer, dimension, round] = names.each_ref().map(String::as_str);
        builder.push(Rating { candidate, interviewer, dimension, round: Some(round), score }).expect("on the scale");
    }
    builder.build()
}

/// Keys that are `null` by nature, with what they lack said elsewhere in the document.
const MAY_BE_NULL: [&str; 9] =
    ["interval", "above_next", "next", "grouping", "candidate", "interviewer", "candidate_dimension", "halo", "bands"];

fn gaps(value: &Value, path: &str, reasoned: bool, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            let reasoned = reasoned
                || map.get("undefined").is_some_and(|reason| match reason {
                    Value::Object(reasons) => !reasons.is_empty(),
                    other => !other.is_null(),
                });
            for (key, value) in map {
                if value.is_null() && !reasoned && !MAY_BE_NULL.contains(&key.as_str()) {
                    found.push(format!("{path}/{key}"));
                }
                gaps(value, &format!("{path}/{key}"), reasoned, found);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| gaps(value, path, reasoned, found)),
        _ => {}
    }
}

#[test]
fn no_table_gives_nan_and_every_gap_has_a_reason() {
    for number in 0..160 {
        let ratings = table(number);
        for exact in [None, Some(Model::of(&[Term::Candidate, Term::Interviewer]))] {
            let weights: Vec<u32> = ratings.dimensions().iter().map(|_| 1).collect();
            let wanted = Wanted {
                exact,
                weights,
                bands: Vec::new(),
                seed: 1,
                groups: SureOf::Panel,
                ordinal: number % 4 == 0,
                details: true,
                severity: true,
            };
            let found = serde_json::to_value(report(&ratings, &Called::default(), &wanted)).expect("it is written");
            // serde_json writes NaN and infinity as null: a gap without a reason is one of them.
            let mut unreasoned = Vec::new();
            gaps(&found, "", false, &mut unreasoned);
            assert!(unreasoned.is_empty(), "table {number}, {exact:?}: {unreasoned:?}\n{found:#}");
            for line in found["candidates"].as_array().expect("a list") {
                let ends = (line["lower"].as_f64(), line["calibrated"].as_f64(), line["upper"].as_f64());
                if let (Some(lower), Some(value), Some(upper)) = ends {
                    assert!(lower <= value + 1e-9 && value <= upper + 1e-9, "table {number}: {line}");
                }
            }
        }
    }
}

#[test]
fn an_interval_is_ordered_and_holds_its_value() {
    let mut held = 0;
    for number in 0..600 {
        let ratings = table(number);
        let full = agreement::full(&ratings, None, Resampling { seed: number, ..Resampling::default() });
        let (icc, gwet, alpha) = (full.icc, full.gwet, full.alpha);
        let mut all = vec![full.brief.equal, full.brief.within_one, full.fleiss, full.r_wg];
        all.extend([alpha.nominal, alpha.ordinal, alpha.interval, gwet.ac1, gwet.ac2_linear, gwet.ac2_quadratic]);
        all.extend([icc.icc1, icc.icc2, icc.icc3, icc.icc1k, icc.icc2k, icc.icc3k]);
        let pairs = agreement::pair_kappas(&ratings, None, 0.95);
        all.extend(pairs.iter().flat_map(|pair| [pair.unweighted, pair.linear, pair.quadratic]));
        for (index, found) in all.iter().filter_map(Statistic::estimate).enumerate() {
            if let Ok(Interval { lower, upper, .. }) = found.interval {
                held += 1;
                // Few that are all alike are no proof that others are.
                assert!(found.n >= 10 || upper - lower > 1e-6, "table {number}, {index}: {found:?}");
                assert!(lower <= found.value && found.value <= upper, "table {number}, {index}: {found:?}");
            }
        }
    }
    assert!(held > 2000, "{held} intervals");
}

/// Rows in the other order are the same ratings, whatever is drawn.
#[test]
fn agreement_does_not_depend_on_the_order_of_rows() {
    for seed in 0..20 {
        let mut draw = Draw(seed + 5);
        let mut rated = std::collections::BTreeMap::new();
        for _ in 0..60 {
            rated.insert((draw.below(12), draw.below(3)), i32::try_from(draw.below(5)).expect("small") + 1);
        }
        let table = |rows: &mut dyn Iterator<Item = (&(u64, u64), &i32)>| {
            let mut builder = RatingsBuilder::new(Scale::new(1, 5).expect("a scale"));
            for ((candidate, interviewer), score) in rows {
                let (candidate, interviewer) = (format!("c{candidate}"), format!("i{interviewer}"));
                let (candidate, interviewer) = (candidate.as_str(), interviewer.as_str());
                let score = Score::Conclusion(*score);
                let rating = Rating { candidate, interviewer, dimension: "d", round: None, score };
                builder.push(rating).expect("on the scale");
            }
            builder.build()
        };
        let (one, other) = (table(&mut rated.iter()), table(&mut rated.iter().rev()));
        let of = |ratings: &Ratings| agreement::full(ratings, None, Resampling::default());
        assert_eq!(format!("{:.9?}", of(&one)), format!("{:.9?}", of(&other)), "{seed}");
    }
}

/// A rating: candidate, interviewer, dimension, round, score.
type Row = (u64, u64, u64, u64, i32);

/// Rows of a table in which nobody is rated twice on one thing.
fn rows(seed: u64) -> Vec<Row> {
    let mut draw = Draw(seed * 104_729 + 3);
    let (candidates, interviewers, dimensions) = (2 + draw.below(7), 2 + draw.below(4), 1 + draw.below(3));
    let (rounds, scores) = (1 + draw.below(2), 2 + draw.below(4));
    let mut rated = std::collections::BTreeMap::new();
    for _ in 0..6 + draw.below(50) {
        let (candidate, interviewer) = (draw.below(candidates), draw.below(interviewers));
        let what = (candidate, interviewer, draw.below(dimensions), draw.below(rounds));
        rated.insert(what, i32::try_from(draw.below(scores)).expect("small") + 1);
    }
    rated.into_iter().map(|((c, i, d, r), score)| (c, i, d, r, score)).collect()
}

/// What comes of rows, in which people are called so, without what is listed in the order of the table: the lists are put in the order of the
/// former names, and the chances to be above the next stand by themselves.
fn found(rows: &[Row], called: impl Fn(char, u64) -> String) -> (Value, Value) {
    let mut builder = RatingsBuilder::new(Scale::new(1, 5).expect("a scale"));
    let mut names = std::collections::BTreeMap::new();
    for &(candidate, interviewer, dimension, round, score) in rows {
        let (whom, by) = (called('c', candidate), called('i', interviewer));
        names.insert(whom.clone(), format!("c{candidate}"));
        names.insert(by.clone(), format!("i{interviewer}"));
        let (dimension, round) = (format!("d{dimension}"), format!("r{round}"));
        let rating = Rating {
            candidate: &whom,
            interviewer: &by,
            dimension: &dimension,
            round: Some(&round),
            score: Score::Conclusion(score),
        };
        builder.push(rating).expect("on the scale");
    }
    let ratings = builder.build();
    // Weights belong to dimensions, not to their places.
    let weights = ratings.dimensions().iter().map(|name| if name == "d1" { 3 } else { 2 }).collect();
    let (details, severity) = (true, true);
    let wanted = Wanted {
        exact: None,
        weights,
        bands: Vec::new(),
        seed: 1,
        groups: SureOf::Panel,
        ordinal: false,
        details,
        severity,
    };
    let mut text = serde_json::to_string(&report(&ratings, &Called::default(), &wanted)).expect("it is written");
    for (name, former) in names {
        text = text.replace(&format!("\"{name}\""), &format!("\"{former}\""));
    }
    let mut found: Value = serde_json::from_str(&text).expect("it is read");
    let lines = found["candidates"].as_array_mut().expect("a list");
    // Which of several with one total stands last of them is the table's; their chances differ by rounding.
    let next = rounded(&lines.iter_mut().map(|line| line["above_next"].take()).collect());
    for list in ["candidates", "interviewers", "dimensions"] {
        let lines = found[list].as_array_mut().expect("a list");
        lines.sort_by_key(|line| line["id"].to_string());
    }
    let pairs = found["agreement"]["overall"]["cohen_kappa"].as_array_mut().expect("a list");
    for pair in &mut *pairs {
        pair["interviewers"].as_array_mut().expect("two").sort_by_key(ToString::to_string);
    }
    pairs.sort_by_key(|pair| pair["interviewers"].to_string());
    // Of several that would take away as much, the first is named.
    if let Some(pair) = found["design"]["next"].as_object_mut() {
        pair.retain(|key, _| key == "relief");
    }
    (found, next)
}

/// Numbers to nine digits: of people who can be exchanged for each other, rounding tells who is who.
fn rounded(value: &Value) -> Value {
    match value {
        Value::Number(number) => number.as_f64().map_or(Value::Null, |number| format!("{number:.9}").into()),
        Value::Array(list) => list.iter().map(rounded).collect(),
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), rounded(value))).collect(),
        other => other.clone(),
    }
}

/// That two documents are one; says where they part.
fn same(one: &(Value, Value), other: &(Value, Value), of: &str) {
    let text = |found: &(Value, Value)| format!("{:#}\n{:#}", found.0, found.1);
    let (one, other) = (text(one), text(other));
    let parts = one.lines().zip(other.lines()).enumerate().find(|(_, (one, other))| one != other);
    assert!(one == other, "{of}: {parts:?}");
}

/// In the other order, and in one that is no order, the rows give the same, to the last digit; and so they do where people are called
/// something else, whatever is drawn, but for rounding.
#[test]
fn no_result_depends_on_the_order_of_rows_or_on_names() {
    let mut ranked = 0;
    for seed in 0..40 {
        let rows = rows(seed);
        let as_is = |kind: char, number: u64| format!("{kind}{number}");
        let one = found(&rows, as_is);
        ranked += usize::from(one.0["candidates"][0]["total"].is_object());
        let mut others = rows.clone();
        others.reverse();
        same(&found(&others, as_is), &one, &format!("{seed}, in the other order"));
        let mut draw = Draw(seed);
        others.sort_by_cached_key(|_| draw.below(1000));
        same(&found(&others, as_is), &one, &format!("{seed}, in no order"));
        let other = found(&others, |kind, number| format!("{kind}-{}", (number * 7 + 3) % 11));
        let rounded_of = |found: &(Value, Value)| (rounded(&found.0), found.1.clone());
        same(&rounded_of(&other), &rounded_of(&one), &format!("{seed}, other names"));
    }
    assert!(ranked > 20, "{ranked} of them were ranked");
}
