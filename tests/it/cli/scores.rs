//! The rubric as a calculator: all 625 combinations at every level, against integers worked out here.

use std::collections::BTreeMap;

use hotseat::core::exact::Exact;
use hotseat::core::ids::DimensionId;
use hotseat::core::scale::Level;
use hotseat::core::scorecard::{Floors, Scores, score, weighing_of};
use hotseat::store::{self, Parts, Workspace};

use crate::support::Hotseat;

/// Twentieths of a point: 0.40, 0.25, 0.20 and 0.15 are 8, 5, 4 and 3 of them (FRAMEWORK, rubric).
const WEIGHTS: [i64; 4] = [8, 5, 4, 3];
const DIMENSIONS: [&str; 4] = ["technical", "problem-solving", "communication", "code-quality"];

/// The band by lower edges in twentieths: 4.5, 3.8, 3.0, 2.0 (FRAMEWORK, bands).
fn band(twentieths: i64) -> &'static str {
    match twentieths {
        90.. => "strong-hire",
        76.. => "hire",
        60.. => "borderline",
        40.. => "no-hire",
        _ => "strong-no-hire",
    }
}

/// Whether whole scores reach the level's floors (DESIGN, scoring): in halves, so that 2.5 is 5.
fn reaches_floors(level: Level, scores: [i64; 4]) -> bool {
    let [technical, problem_solving, ..] = scores.map(|score| score * 2);
    match level {
        Level::Junior => technical >= 5,
        Level::Mid => technical >= 6,
        Level::Senior => technical >= 7 && problem_solving >= 6,
        Level::Lead => scores.iter().all(|score| score * 2 >= 7),
    }
}

#[test]
fn all_combinations_at_every_level() {
    let nowhere = Workspace { root: "/nonexistent/hotseat".into(), origin: store::Origin::Flag };
    let library = store::load(&nowhere, Parts::WithoutBanks).expect("the shipped documents read").library;
    let rubric = library.rubrics.values().next().expect("a rubric");
    let mut checked = 0;
    for level in Level::ALL {
        for number in 0..625_i64 {
            let scores = [number / 125, number / 25 % 5, number / 5 % 5, number % 5].map(|score| score + 1);
            let sum: i64 = scores.iter().zip(WEIGHTS).map(|(score, weight)| score * weight).sum();
            let uncapped = band(sum);
            let capped = !reaches_floors(*level, scores) && ["strong-hire", "hire"].contains(&uncapped);
            let wanted = if capped { "borderline" } else { uncapped };

            let given: BTreeMap<DimensionId, Exact> = DIMENSIONS
                .iter()
                .zip(scores)
                .map(|(id, score)| (DimensionId::new(*id).expect("an id"), Exact::from(score)))
                .collect();
            let expected = given.keys().cloned().collect();
            let floors = Floors { level: *level, dimensions: expected, kinds: Vec::new() };
            let verdict = score(rubric, &floors, &Scores { dimensions: given, ..Scores::default() });
            let shown = weighing_of(rubric, &verdict, false);
            let what = format!("{level} {scores:?}");
            assert_eq!(shown.band.as_ref().map(AsRef::as_ref), Some(wanted), "{what}");
            assert_eq!(shown.uncapped_band.as_ref().map(AsRef::as_ref), Some(uncapped), "{what}");
            assert_eq!(shown.capped_by.is_empty(), !capped, "{what}");
            assert_eq!(shown.total, Exact::ratio(sum, 20), "{what}");
            assert_eq!(shown.total.as_ref().map(ToString::to_string), Some(decimal(sum * 5)), "{what}");
            assert!(!shown.provisional, "{what}");
            checked += 1;
        }
    }
    assert_eq!(checked, 2500);
}

/// Hundredths as a decimal without zeros at its end.
fn decimal(hundredths: i64) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[test]
fn the_calculator_at_the_edges() {
    let hotseat = Hotseat::shipped();
    let cases: &[&[&str]] = &[
        &["technical=4", "problem-solving=3", "communication=4", "code-quality=5"],
        &["t=4", "ps=5", "c=4", "cq=4", "--level", "senior"],
        &["t=5", "ps=5", "c=4", "cq=3", "--level", "lead"],
        &["t=2", "ps=5", "c=5", "cq=5"],
        &["t=4", "ps=4", "c=3"],
        &["t=4", "ps=3", "cq=3"],
        &["c=5", "cq=5"],
    ];
    let mut shown = String::new();
    for case in cases {
        let text = hotseat.run(&[&["score"], *case].concat());
        let json = hotseat.run(&[&["score", "--json"], *case].concat());
        shown += &format!("$ hotseat score {}\n{}{}\n", case.join(" "), text.whole(), json.stdout);
    }
    insta::assert_snapshot!("score", shown);
}
