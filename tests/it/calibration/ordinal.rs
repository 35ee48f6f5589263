//! `calibrate --ordinal`: whether it matters that steps of the scale are taken as equal, as a person reads it.

use serde_json::Value;

use super::cli::{HEAD, data, file, from, json};

/// What stands on the screen, as one line.
fn said(path: &std::path::Path, more: &[&str]) -> String {
    from(path, more).stdout.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_order_is_held_against_that_of_an_ordinal_model() {
    let path = data("shrout_fleiss_1979.csv");
    let said = |more: &[&str]| said(&path, &[&["--scale", "1..10", "--ordinal"], more].concat());
    let same = "a model that only knows their order (ordinal) puts the candidates in the same order.";
    for more in [&[][..], &["--plain"], &["--details"], &["--details", "--plain"], &["--markdown"]] {
        assert!(said(more).contains(same), "{more:?}: {}", said(more));
    }
    assert!(!from(&path, &["--scale", "1..10"]).stdout.contains("ordinal"), "nobody asked");
    let details = said(&["--details"]);
    assert!(details.contains("between threshold standard error to the next 1 and 2 -7.88"), "{details}");
    assert!(details.contains("variances in squared logits: candidate 10.0370, interviewer 19.930"), "{details}");
    let found = json(&path, &["--scale", "1..10", "--ordinal"]);
    let (order, ordinal) = (&found["ordinal"]["order"], &found["ordinal"]);
    assert_eq!(
        (&order["pairs"], &order["turned"], &order["farthest"]),
        (&Value::from(15), &Value::from(0), &Value::from(0))
    );
    assert_eq!(order["tau"], 1.0);
    assert_eq!((&ordinal["n"], &ordinal["left_out"]), (&Value::from(24), &Value::from(0)));
    assert_eq!(ordinal["terms"], serde_json::json!(["candidate", "interviewer"]));
    let rows = from(&path, &["--scale", "1..10", "--ordinal", "--csv"]).stdout;
    assert!(rows.lines().any(|row| row.starts_with("ordinal,1,1,,S5,S5,,,,4.21")), "{rows}");
}

/// Candidate and interviewer are drawn; what was given is what the step says, or half a point more.
fn panel(halves: usize) -> String {
    let mut rows = String::from(HEAD);
    let mut left = halves;
    for candidate in 0..8_usize {
        for interviewer in 0..4_usize {
            let whole = 1 + (candidate + (candidate * 5 + interviewer * 3) % 4 + interviewer) / 4;
            let half = if left > 0 && whole < 5 && (candidate + interviewer) % 3 == 0 { ".5" } else { "" };
            left -= usize::from(!half.is_empty());
            rows += &format!("c{candidate},i{interviewer},d,{whole}{half}\n");
        }
    }
    rows
}

/// Whoever asks is answered, also where there is nothing to fit and nobody is ranked.
#[test]
fn where_all_scores_are_equal_the_answer_is_that_it_cannot_be_told() {
    let rows: String = (0..12).map(|cell| format!("c{},i{},d,3\n", cell / 3, cell % 3)).collect();
    let path = file("equal", &format!("candidate,interviewer,dimension,score\n{rows}"));
    let text = said(&path, &["--scale", "1..5", "--ordinal"]);
    assert!(text.contains("cannot be told: the ratings do not vary."), "{text}");
}

#[test]
fn scores_between_steps_are_left_out_and_counted() {
    let path = file("halves", &panel(3));
    let found = json(&path, &["--scale", "1..5", "--ordinal"]);
    assert_eq!((&found["ordinal"]["n"], &found["ordinal"]["left_out"]), (&Value::from(29), &Value::from(3)));
    let text = said(&path, &["--scale", "1..5", "--ordinal"]);
    assert!(text.contains("Neither of the two orders counts the 3 scores that are between two steps."), "{text}");
    // Where half points are steps, they count, and have thresholds of their own.
    let halves = json(&path, &["--scale", "1..5", "--ordinal", "--step", "0.5"]);
    assert_eq!((&halves["ordinal"]["n"], &halves["ordinal"]["left_out"]), (&Value::from(32), &Value::from(0)));
    let thresholds = |found: &Value| found["ordinal"]["thresholds"].as_array().map_or(0, Vec::len);
    assert!(thresholds(&halves) > thresholds(&found), "{halves:#}");
    // All of them are between steps.
    let rows =
        panel(0).lines().skip(1).map(|row| format!("{row}.5\n")).filter(|row| !row.contains("5.5")).collect::<String>();
    let text = said(&file("all-halves", &format!("{HEAD}{rows}")), &["--scale", "1..5", "--ordinal"]);
    assert!(text.contains("cannot be told: no score is on a step of the scale."), "{text}");
}

#[test]
fn where_no_ordinal_model_fits_it_is_said_why() {
    // On dimension e everybody was given the highest score.
    let mut rows = panel(0);
    for candidate in 0..8 {
        rows += &format!("c{candidate},i{},e,5\n", candidate % 4);
    }
    let text = said(&file("separated", &rows), &["--scale", "1..5", "--ordinal"]);
    assert!(text.contains("cannot be told: all scores of e are at one end of the scale"), "{text}");
    // Parts of the panel that share nobody are each an order of their own.
    let row = |cell: usize| {
        let (candidate, interviewer) = (cell / 4, cell % 4);
        let twice = candidate / 2 + (candidate + interviewer * 3) % 4;
        let score = 1 + twice / 2 + candidate / 4;
        format!("c{candidate},i{interviewer},d,{score}\nzc{candidate},zi{interviewer},d,{score}\n")
    };
    let rows: String = (0..32).map(row).collect();
    let found = json(&file("two-parts", &format!("{HEAD}{rows}")), &["--scale", "1..5", "--ordinal"]);
    assert_eq!(found["design"]["parts"], 2);
    assert_eq!(found["ordinal"]["order"]["pairs"], 2 * 28);
    assert_eq!(found["ordinal"]["order"]["neighbors"], 2 * 7);
}
