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

/// Numbers beyond any scale, and names that would fill a screen, are named as what they are, and shortly.
#[test]
fn what_is_far_too_much_is_a_problem_of_its_row() {
    let zeros = "0".repeat(308);
    let one = |score: &str| format!("{HEAD}Ada One,Fern Ash,technical,{score}\nBea Two,Fern Ash,technical,3\n");
    for (score, more, why) in [
        ("1e308", "", "column D: `1e308` has an exponent: write the score out"),
        (&format!("1{zeros}"), "", "column D: 1e308 is no score: it is beyond a million"),
        (&format!("-1{zeros}"), "", "column D: -1e308 is no score: it is beyond a million"),
        (&format!("1{zeros}"), " --scale 1..5", "column D: 1e308 is not on the scale 1..5"),
        ("2000000", "", "column D: 2e6 is no score: it is beyond a million"),
        ("7", " --scale 1..5", "column D: 7 is not on the scale 1..5"),
        ("7", " --scale 1..5 --step 0.5", "column D: 7 is not on the scale 1..5"),
    ] {
        for notation in ["", " --json", " --details", " --plain"] {
            let case = Case::of("far.csv", one(score));
            let refused = case.run(&format!("calibrate{notation}{more} --from"), &[]);
            assert!(refused.code == 3 && refused.stderr.contains(why), "no {why} in {refused}");
            assert!(refused.stdout.is_empty() && refused.stderr.len() < 600, "{refused}");
        }
    }
    let wide = Case::of("wide.csv", one("1000000")).run(CALIBRATE, &[]);
    let why = "wide.csv:3, column D: with 3 the scores range over more than 1000 steps, as those before it are 1000000 to 1000000";
    assert!(wide.code == 3 && wide.stderr.contains(why), "{wide}");

    let long = "n".repeat(900_000);
    for (text, why) in [
        (format!("{HEAD}{long},Fern Ash,technical,4\n"), "column A: the candidate: a name has at most 200 characters"),
        (
            format!("{HEAD}Ada One,Fern Ash,{long},4\n"),
            "column C: the dimension has 900000 characters, and may have 200",
        ),
        (format!("Candidate,Interviewer,{long}\nAda One,Fern Ash,4\n"), "characters, and may have 200"),
        (
            format!("{},round\nAda One,Fern Ash,technical,4,{long}\n", HEAD.trim_end()),
            "column D: the round has 900000 characters, and may have 200",
        ),
        (
            format!("candidate,candidate id,interviewer,dimension,score\nAda One,{long},Fern Ash,technical,4\n"),
            "column A: the candidate's id has 900000 characters, and may have 200",
        ),
    ] {
        let case = Case::of("long.csv", text);
        for command in [CALIBRATE, "calibrate --dry-run --from"] {
            let refused = case.run(command, &["--scale", "1..5"]);
            assert!(refused.code == 3 && refused.stderr.contains(why), "no {why} in {:.900}", refused.stderr);
            assert!(refused.stdout.len() < 4000 && refused.stderr.len() < 4000, "{:.900}", refused.stderr);
        }
    }
    // A note may be as long; it is shown as far as it fits.
    let noted = Case::of("noted.csv", format!("{},note\nAda One,Fern Ash,technical,4,{long}\n", HEAD.trim_end()));
    let read = noted.run("calibrate --dry-run --from", &[]);
    assert!(read.code == 0 && read.stdout.contains("nnnn") && read.stdout.len() < 4000, "{} bytes", read.stdout.len());
}
