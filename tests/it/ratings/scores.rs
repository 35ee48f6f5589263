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
