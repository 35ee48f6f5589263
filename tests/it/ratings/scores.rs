//! Scores: scales that are turned, and words beside numbers.

use super::{CALIBRATE, Case, HEAD, IMPORT};

#[test]
fn a_scale_without_known_ends_is_not_turned() {
    let case = Case::of("best.csv", format!("{HEAD}Ada One,Fern Ash,technical,1\nBea Two,Fern Ash,technical,4\n"));
    let refused = case.run(CALIBRATE, &["--reverse"]);
    assert_eq!(refused.code, 2, "{refused}");
    assert!(refused.stderr.contains("--scale 1..5"), "{refused}");
    let turned = case.run(CALIBRATE, &["--reverse", "--scale", "1..5"]).json();
    let names: Vec<&str> =
        turned["candidates"].as_array().expect("a list").iter().filter_map(|c| c["id"].as_str()).collect();
    assert_eq!(names, ["Ada One", "Bea Two"], "{turned}");
    // An import is always from 1 to 5.
    case.run(IMPORT, &["--reverse"]).fine();
}

#[test]
fn words_say_what_they_mean_and_are_not_turned() {
    let text = format!(
        "{HEAD}Ada One,Fern Ash,technical,1\nBea Two,Fern Ash,technical,Good\nCy Three,Fern Ash,technical,1 - Excellent\n"
    );
    let case = Case::of("words.csv", text);
    case.run(IMPORT, &["--reverse"]).fine();
    let export = case.sandbox.run("export").fine();
    let scores: Vec<&str> = export.lines().skip(1).filter_map(|line| line.split(",technical,40,").nth(1)).collect();
    let mut scores: Vec<&str> = scores.iter().filter_map(|rest| rest.split(',').next()).collect();
    scores.sort_unstable();
    assert_eq!(scores, ["4", "5", "5"], "{export}");
    // Not turned, the third says two things.
    let refused = case.run(CALIBRATE, &["--scale", "1..5"]);
    assert_eq!(refused.code, 3, "{refused}");
    assert!(
        refused.stderr.contains("`1 - Excellent` says two things: its number counts as 1, its word as 5"),
        "{refused}"
    );
    // A word of the rubric is no score of another scale.
    let refused = case.run(CALIBRATE, &["--scale", "1..9"]);
    assert!(refused.stderr.contains("`Good` is 4 on the rubric's scale 1..5, and the scale here is 1..9"), "{refused}");
    // One step is how people differ.
    Case::of("near.csv", format!("{HEAD}Ada One,Fern Ash,technical,5 - Good\n")).run(IMPORT, &[]).fine();
}
