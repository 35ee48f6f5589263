//! What one command writes another reads (law 15): `export` by `calibrate --from` and by `import`, notes included.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value;

use crate::support::Sandbox;

const IMPORT: &str = "import --format technical-screening --level mid --date 2026-11-20";

/// A rating of a candidate by an interviewer on a dimension, and a note.
type Rated = (u8, Option<String>);

/// A table of ratings with notes that need care.
fn table() -> impl Strategy<Value = Vec<Vec<Rated>>> {
    let note = prop::option::of("[a-z=+@'\"#,;\n -]{1,12}".prop_filter("it says something", |text| {
        text.trim().len() == text.len() && text.chars().any(char::is_alphanumeric)
    }));
    prop::collection::vec(prop::collection::vec((1..=5_u8, note), 4), 4..=6)
}

const PEOPLE: [&str; 6] = ["Ada One", "=Bea Two", "'Cy Three", "+Do, Four", "Ed \"Five\"", "Zoë Grün"];
const INTERVIEWERS: [&str; 3] = ["Fern Ash", "Basil Reed", "Iris Holly"];
const DIMENSIONS: [&str; 4] = ["technical", "problem-solving", "communication", "code-quality"];

fn csv(rows: &[Vec<Rated>]) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut text = "candidate,interviewer,dimension,score,note\n".to_owned();
    for (at, row) in rows.iter().enumerate() {
        for (dimension, (score, note)) in DIMENSIONS.iter().zip(row) {
            let (candidate, interviewer) = (quoted(PEOPLE[at]), INTERVIEWERS[at % 3]);
            let second = INTERVIEWERS[(at + 1) % 3];
            let note = quoted(note.as_deref().unwrap_or_default());
            text += &format!(
                "{candidate},{interviewer},{dimension},{score},{note}\n{candidate},{second},{dimension},{},\n",
                6 - score
            );
        }
    }
    text
}

/// Cards without what tells two imports of one file apart: ids, which are drawn, and the sessions' names, which have them.
fn cards(sandbox: &Sandbox) -> Vec<Value> {
    let cards = sandbox.run("export --json").json();
    let mut cards: Vec<Value> = cards.as_array().expect("a list").clone();
    for card in &mut cards {
        card["session"] = Value::Null;
        card["candidate"]["id"] = Value::Null;
    }
    cards.sort_by_key(ToString::to_string);
    cards
}

#[test]
fn law_15_what_export_writes_calibrate_and_import_read() {
    let mut runner = TestRunner::new(Config { cases: 6, failure_persistence: None, ..Config::default() });
    let ran = runner.run(&table(), |rows| {
        let first = Sandbox::empty();
        first.write("ratings.csv", csv(&rows));
        first.run(&format!("{IMPORT} workspace/ratings.csv --apart")).fine();
        let from_sessions = first.run("calibrate --json").fine();
        for wide in ["", " --wide"] {
            let exported = first.run(&format!("export{wide}")).fine();
            first.write("export.csv", &exported);
            let from_file = first.run("calibrate --json --scale 1..5 --from workspace/export.csv").fine();
            prop_assert_eq!(&from_file, &from_sessions);
            let second = Sandbox::empty();
            second.write("export.csv", &exported);
            second.run(&format!("{IMPORT} workspace/export.csv --apart")).fine();
            if wide.is_empty() {
                prop_assert_eq!(cards(&second), cards(&first));
            }
            prop_assert_eq!(names(&second), names(&first));
        }
        Ok(())
    });
    ran.expect("it holds");
}

/// The names of all candidates.
fn names(sandbox: &Sandbox) -> Vec<String> {
    let people: Value = serde_json::from_str(&sandbox.read("sessions/people.json")).expect("JSON");
    let mut names: Vec<String> =
        people["candidates"].as_object().expect("people").values().map(ToString::to_string).collect();
    names.sort();
    names
}

/// The example panel has means, flags and amendments: what is counted of it is the same from its export.
#[test]
fn law_15_the_example_panel_is_calibrated_alike_from_its_export() {
    let sandbox = Sandbox::empty();
    let exported = sandbox.run("export --example").fine();
    sandbox.write("export.csv", exported);
    let from_file = sandbox.run("calibrate --json --scale 1..5 --from workspace/export.csv").fine();
    assert_eq!(from_file, sandbox.run("calibrate --example --json").fine());
}
