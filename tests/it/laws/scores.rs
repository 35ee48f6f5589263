//! Laws 6 and 7: scores are exact, and absent is absent. Every combination at every level, against integers of another making.

use std::collections::BTreeMap;

use hotseat::core::exact::Exact;
use hotseat::core::ids::{DimensionId, RubricId};
use hotseat::core::rubric::Rubric;
use hotseat::core::scale::Level;
use hotseat::core::scorecard::{Floors, Scores, score, weighing_of};
use hotseat::store::Parts;
use serde_json::{Value, json};

use crate::support::{Sandbox, shipped_library};

const DIMENSIONS: [&str; 4] = ["technical", "problem-solving", "communication", "code-quality"];

fn rubric() -> Rubric {
    shipped_library(Parts::WithoutBanks).rubrics[&RubricId::new("core").expect("an id")].clone()
}

/// Bands from the best, with their lower edges in hundredths (FRAMEWORK, rubric `core`).
const BANDS: [(&str, u32); 5] =
    [("strong-hire", 450), ("hire", 380), ("borderline", 300), ("no-hire", 200), ("strong-no-hire", 0)];

/// What the framework says of whole scores, in hundredths and nothing but integers.
struct Wanted {
    total: String,
    band: &'static str,
    uncapped: &'static str,
    caps: Vec<&'static str>,
}

fn wanted(level: Level, scores: [u32; 4]) -> Wanted {
    let hundredths: u32 = [40, 25, 20, 15].iter().zip(scores).map(|(weight, score)| weight * score).sum();
    let (whole, part) = (hundredths / 100, hundredths % 100);
    let total = match (part, part % 10) {
        (0, _) => whole.to_string(),
        (_, 0) => format!("{whole}.{}", part / 10),
        _ => format!("{whole}.{part:02}"),
    };
    let at = BANDS.iter().position(|(_, edge)| hundredths >= *edge).expect("the last edge is 0");
    // Floors in tenths (DESIGN, scoring); the scores are whole.
    let floors: &[(usize, u32)] = match level {
        Level::Junior => &[(0, 25)],
        Level::Mid => &[(0, 30)],
        Level::Senior => &[(0, 35), (1, 30)],
        Level::Lead => &[(0, 35), (1, 35), (2, 35), (3, 35)],
    };
    let missed: Vec<&str> =
        floors.iter().filter(|(n, floor)| scores[*n] * 10 < *floor).map(|(n, _)| DIMENSIONS[*n]).collect();
    let caps = if at < 2 { missed } else { Vec::new() };
    let band = if caps.is_empty() { BANDS[at].0 } else { "borderline" };
    Wanted { total, band, uncapped: BANDS[at].0, caps }
}

/// The result as `score --json` prints it.
fn result(rubric: &Rubric, level: Level, scores: &BTreeMap<DimensionId, Exact>) -> Value {
    let dimensions = rubric.dimensions.iter().map(|dimension| dimension.id.clone()).collect();
    let floors = Floors { level, dimensions, kinds: Vec::new() };
    let verdict = score(rubric, &floors, &Scores { dimensions: scores.clone(), ..Scores::default() });
    serde_json::to_value(weighing_of(rubric, &verdict, false)).expect("it writes")
}

fn whole(scores: [u32; 4]) -> BTreeMap<DimensionId, Exact> {
    let id = |name: &str| DimensionId::new(name).expect("an id");
    DIMENSIONS.iter().zip(scores).map(|(name, score)| (id(name), Exact::from(i64::from(score)))).collect()
}

fn all_combinations() -> impl Iterator<Item = [u32; 4]> {
    (0..625_u32).map(|n| [n / 125 + 1, n / 25 % 5 + 1, n / 5 % 5 + 1, n % 5 + 1])
}

#[test]
fn law_06_scores_are_exact_for_all_625_combinations_at_every_level() {
    let rubric = rubric();
    let (mut counted, mut capped) = (0, 0);
    for level in Level::ALL {
        for scores in all_combinations() {
            let found = result(&rubric, *level, &whole(scores));
            let wanted = wanted(*level, scores);
            assert_eq!(found["total"], json!(wanted.total), "{level} {scores:?}");
            assert_eq!(found["band"], json!(wanted.band), "{level} {scores:?}");
            assert_eq!(found["uncapped_band"], json!(wanted.uncapped), "{level} {scores:?}");
            assert_eq!(found["provisional"], json!(false), "{level} {scores:?}");
            assert_eq!(found["assessed_weight"], json!(100), "{level} {scores:?}");
            let caps: Vec<&str> = found["capped_by"].as_array().expect("a list").iter().map(dimension).collect();
            assert_eq!(caps, wanted.caps, "{level} {scores:?}");
            counted += 1;
            capped += usize::from(!caps.is_empty());
        }
    }
    assert_eq!(counted, 2500);
    assert!(capped > 20, "{capped}");
}

fn dimension(cap: &Value) -> &str {
    cap["dimension"].as_str().expect("a dimension")
}

/// The combinations nearest to each edge, through the program itself.
#[test]
fn law_06_scores_are_exact_at_the_edges_of_bands_in_the_program_itself() {
    let sandbox = Sandbox::empty();
    let mut tried = 0;
    for level in Level::ALL {
        for edge in [200, 300, 380, 450] {
            for below in [0, 5] {
                let hundredths = |s: &[u32; 4]| 40 * s[0] + 25 * s[1] + 20 * s[2] + 15 * s[3];
                let Some(scores) = all_combinations().find(|s| hundredths(s) == edge - below) else { continue };
                let given: Vec<String> =
                    DIMENSIONS.iter().zip(scores).map(|(name, score)| format!("{name}={score}")).collect();
                let start = ["score", "--json", "--level", level.as_str()];
                let found = sandbox.call(start.into_iter().chain(given.iter().map(String::as_str))).run().json();
                let wanted = wanted(*level, scores);
                assert_eq!(found["total"], json!(wanted.total), "{level} {scores:?}");
                assert_eq!(found["band"], json!(wanted.band), "{level} {scores:?}");
                assert_eq!(found["uncapped_band"], json!(wanted.uncapped), "{level} {scores:?}");
                tried += 1;
            }
        }
    }
    assert!(tried >= 24, "{tried}");
}

/// Every field of a result. Junior to lead have no floor that 4 3 4 5 misses but lead's on problem solving.
#[test]
fn law_06_scores_are_printed_exactly_with_what_capped_them() {
    let sandbox = Sandbox::empty();
    let scores = "technical=4 problem-solving=3 communication=4 code-quality=5 --json";
    let found = sandbox.run(&format!("score --rubric core --level mid {scores}")).json();
    for (key, value) in [
        // 0.40·4 + 0.25·3 + 0.20·4 + 0.15·5 = 1.6 + 0.75 + 0.8 + 0.75
        ("total", json!("3.9")),
        ("band", json!("hire")),
        ("provisional", json!(false)),
        ("assessed_weight", json!(100)),
        ("capped_by", json!([])),
        ("uncapped_band", json!("hire")),
    ] {
        assert_eq!(found[key], value, "{key}");
    }
    let lead = sandbox.run(&format!("score --level lead {scores}")).json();
    assert_eq!(lead["band"], "borderline");
    assert_eq!(lead["uncapped_band"], "hire");
    assert_eq!(
        lead["capped_by"],
        json!([{"by": "dimension", "dimension": "problem-solving", "score": "3", "at_least": "3.5", "caps_at": "borderline"}])
    );
    // The floors on kinds of question can't be seen in four numbers; they are named, and don't make it provisional.
    assert_eq!(lead["not_checked"].as_array().map(Vec::len), Some(2));
    assert_eq!(lead["provisional"], json!(false));
}

/// Law 7 in the calculator: what is left out is not assessed, and the total is over the rest.
#[test]
fn law_07_what_is_left_out_is_not_assessed() {
    let sandbox = Sandbox::empty();
    // 60% of the weight is enough: (40·4 + 20·5) / 60 = 260/60 = 13/3.
    let enough = sandbox.run("score technical=4 communication=5 --json").json();
    assert_eq!(enough["total"], "4.333333");
    assert_eq!(enough["total_fraction"], "13/3");
    assert_eq!((enough["band"].as_str(), enough["provisional"].as_bool()), (Some("hire"), Some(true)));
    assert_eq!(enough["assessed_weight"], json!(60));
    // 55% is not.
    let little = sandbox.run("score technical=5 code-quality=5 --json").json();
    assert_eq!(
        (&little["total"], &little["band"], &little["uncapped_band"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
    assert_eq!(little["assessed_weight"], json!(55));
    // A floor on what was not assessed is a gap, not a cap: (25·5 + 20·5 + 15·5) / 60 = 5.
    let without = sandbox.run("score ps=5 c=5 cq=5 --json").json();
    assert_eq!((without["total"].as_str(), without["band"].as_str()), (Some("5"), Some("strong-hire")), "{without}");
    assert_eq!((without["provisional"].as_bool(), &without["capped_by"]), (Some(true), &json!([])));
    assert_eq!(without["missing"], json!([{"missing": "dimension", "dimension": "technical"}]));
}

/// Just below an edge by a hair no floating-point number of this size tells from it.
#[test]
fn law_06_scores_are_exact_to_a_hair_below_an_edge() {
    let rubric = rubric();
    for (edge, above, below) in [
        ("4.5", "strong-hire", "hire"),
        ("3.8", "hire", "borderline"),
        ("3.0", "borderline", "no-hire"),
        ("2.0", "no-hire", "strong-no-hire"),
    ] {
        let exact: Exact = edge.parse().expect("a decimal");
        let hair = Exact::ratio(1, 1_000_000_007_000_000).expect("a ratio");
        let all = |value: &Exact| -> BTreeMap<DimensionId, Exact> {
            DIMENSIONS.iter().map(|name| (DimensionId::new(*name).expect("an id"), value.clone())).collect()
        };
        // For a junior the floor is 2.5 and caps at borderline, so that it lies below both edges that it could touch.
        assert_eq!(result(&rubric, Level::Junior, &all(&exact))["uncapped_band"], above, "{edge}");
        let under = result(&rubric, Level::Junior, &all(&(exact - hair)));
        assert_eq!(under["uncapped_band"], below, "{edge}");
    }
}
