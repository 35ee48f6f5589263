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

#[test]
fn numbers_that_stand_for_none_are_asked_about() {
    let rows = "Ada One,Fern Ash,technical,4\nBea Two,Fern Ash,technical,99\nCy Three,Fern Ash,technical,2\nDi Four,Fern Ash,technical,99\n";
    let case = Case::of("none.csv", format!("{HEAD}{rows}"));
    let refused = case.run(CALIBRATE, &[]);
    assert_eq!(refused.code, 3, "{refused}");
    assert!(refused.stderr.contains("99 may be a score or mean that nobody rated: all others are 2 to 4"), "{refused}");
    assert!(refused.stderr.contains("none.csv:3, column D: 99, and 1 more of it"), "{refused}");
    let read = case.run(CALIBRATE, &["--not-rated=99"]);
    assert!(read.stderr.contains("left out: 2 places where nobody rated"), "{read}");
    assert_eq!(read.json()["n"], 2);
    assert_eq!(case.run(CALIBRATE, &["--scale", "1..99"]).json()["n"], 4);
    case.run(IMPORT, &["--not-rated", "99"]).fine();
    assert_eq!(case.kept_ratings(), 2);
    // What a scale of a hundred points has is a score.
    let hundred =
        Case::of("hundred.csv", format!("{HEAD}Ada One,Fern Ash,technical,64\nBea Two,Fern Ash,technical,99\n"));
    hundred.run(CALIBRATE, &[]).fine();
    let minus = Case::of("minus.csv", format!("{HEAD}Ada One,Fern Ash,technical,4\nBea Two,Fern Ash,technical,-1\n"));
    assert!(minus.run(CALIBRATE, &[]).stderr.contains("--not-rated=-1"), "it is asked about");
    assert_eq!(minus.run(CALIBRATE, &["--not-rated=-1"]).json()["n"], 1);
}

#[test]
fn the_step_that_is_offered_fits_all_scores() {
    for (scores, said) in [
        (["3.5", "2.5"], "--step 0.5 makes half points categories"),
        (["3.25", "2.5"], "--step 0.25 makes steps of 0.25 points categories"),
        (["3.25", "2.2"], "no --step makes categories of all"),
        (["3.33", "2.5"], "no --step makes categories of all, as with 3.33"),
    ] {
        let rows = format!("Ada One,Fern Ash,technical,{}\nBea Two,Fern Ash,technical,{}\n", scores[0], scores[1]);
        let read = Case::of("steps.csv", format!("{HEAD}{rows}")).run(CALIBRATE, &["--scale", "1..5"]);
        assert!(read.stderr.contains("2 scores are between whole numbers and count as means"), "{read}");
        assert!(read.stderr.contains(said), "{scores:?}: {read}");
    }
}

#[test]
fn a_scale_that_nobody_saw_is_not_called_seen() {
    let one = Case::of("one.csv", format!("{HEAD}Ada One,Fern Ash,technical,5\n")).run(CALIBRATE, &[]);
    assert!(one.stderr.contains("scale 5 to 6, 6 is best: made up around 5, the only score seen"), "{one}");
    let of = Case::of("of.csv", format!("{HEAD}Ada One,Fern Ash,technical,4/5\n")).run(CALIBRATE, &[]);
    assert!(of.stderr.contains("scale 1 to 5, 5 is best: as scores such as 4/5 say"), "{of}");
    let words = Case::of("words.csv", format!("{HEAD}Ada One,Fern Ash,technical,good\nBea Two,Fern Ash,technical,9\n"));
    let refused = words.run(CALIBRATE, &[]);
    assert!(
        refused.stderr.contains("`good` is a word of the rubric's scale 1..5, and other scores are 4 to 9"),
        "{refused}"
    );
}

#[test]
fn a_problem_that_stands_again_is_said_once() {
    let mut text = HEAD.to_owned();
    for number in 1..=24 {
        text += &format!("Candidate {number},Fern Ash,technical,bad\n");
    }
    let refused = Case::of("again.csv", text).run(IMPORT, &[]);
    assert_eq!(refused.stderr.matches("`bad`").count(), 1, "{refused}");
    assert!(
        refused.stderr.contains("24 problems") && refused.stderr.contains("; and 23 more like it, at lines 3-25"),
        "{refused}"
    );
}

#[test]
fn a_problem_with_a_day_names_the_cell_of_the_day() {
    let text = "date,candidate,interviewer,dimension,score\n46347,Ada One,Fern Ash,technical,4\n";
    let refused = Case::of("day.csv", text).run(IMPORT, &[]);
    assert!(refused.stderr.contains("day.csv:2, column A: `46347` is a spreadsheet's number"), "{refused}");
}

#[test]
fn what_is_shown_claims_no_more_than_a_tiny_table_can_say() {
    let rows = "Ada One,Fern Ash,technical,5\nAda One,Basil Reed,technical,5\nBea Two,Fern Ash,technical,4\nBea Two,Basil Reed,technical,4\n";
    let case = Case::of("tiny.csv", format!("{HEAD}{rows}"));
    let read = case.run("calibrate --scale 1..5 --from", &[]).fine();
    for said in ["too few to say", "Whether the interviewers agree cannot be told", "nobody is ranked: who was rated"] {
        assert!(read.contains(said), "no {said} in {read}");
    }
    for claim in ["1.00 to 1.00", "5.01 to 5.01", "> 99%", "agree closely"] {
        assert!(!read.contains(claim), "{claim} in {read}");
    }
    // Two decimals of 3.275 and 3.325, which no binary number is.
    let rows = "Ada One,Fern Ash,technical,3.275\nBea Two,Fern Ash,technical,3.325\n";
    let read = Case::of("halves.csv", format!("{HEAD}{rows}")).run("calibrate --scale 1..5 --from", &[]).fine();
    assert!(read.contains("3.28") && read.contains("3.33"), "{read}");
}
