//! Headers: units and scales behind names, two columns for one thing, and hints that can be pasted.

use super::{CALIBRATE, Case, IMPORT};

#[test]
fn scales_and_units_behind_a_header_are_understood() {
    let text = "Interview Date,Applicant,Reviewer,Skill,Rating (1-5)\n2026-11-20,Ada One,Fern Ash,technical,4\n";
    let case = Case::of("units.csv", text);
    let read = case.run(CALIBRATE, &[]);
    assert!(read.stderr.contains("scale 1 to 5, 5 is best: as the header says"), "{read}");
    assert!(!read.stderr.contains("not read"), "{read}");
    read.fine();
    case.run(IMPORT, &[]).fine();
    let wide = Case::of(
        "wide.csv",
        "Candidate,Interviewer,Technical skills (1-5),Communication (1-5),Years of experience,Req. No.,Pros\n\
         Ada One,Fern Ash,4,3,12,1,fine\nBea Two,Fern Ash,2,5,3,2,x\n",
    );
    let read = wide.run(IMPORT, &[]);
    assert!(read.stderr.contains("one column per dimension: 2 (Technical skills, Communication)"), "{read}");
    assert!(read.stderr.contains("columns that are not read: `Years of experience`, `Req. No.`, `Pros`"), "{read}");
    read.fine();
    assert_eq!(wide.kept_ratings(), 4);
}

#[test]
fn a_scale_of_the_header_is_held_against_the_one_declared() {
    let head = "Candidate,Interviewer,Dimension,Score (1-10)\n";
    let case = Case::of("ten.csv", format!("{head}Ada One,Fern Ash,technical,4\n"));
    let refused = case.run(IMPORT, &[]);
    let why = "the header `Score (1-10)` says 1 to 10, but scores would be read on 1..5";
    assert!(refused.code == 3 && refused.stderr.contains(why), "{refused}");
    assert!(refused.stderr.contains("--scale 1..10"), "{refused}");
    case.run(CALIBRATE, &["--scale", "1..10"]).fine();
    let beyond = Case::of("beyond.csv", format!("{head}Ada One,Fern Ash,technical,12\nBea Two,Fern Ash,technical,3\n"));
    for more in [&[][..], &["--dry-run"]] {
        let refused = beyond.run(CALIBRATE, more);
        let why = "beyond.csv:2, column D: 12 is not on the table's own scale, 1 to 10";
        assert!(refused.code == 3 && refused.stderr.contains(why), "{more:?}: {refused}");
    }
    // What is not on it is no rating, and widens nothing.
    for more in [&["--skip-bad"][..], &["--skip-bad", "--dry-run"]] {
        let read = beyond.run(CALIBRATE, more);
        assert!(read.code == 0 && read.stderr.contains("scale 1 to 10, 10 is best: as the header says"), "{read}");
        assert!(read.stderr.contains("1 rating from"), "{read}");
    }
    let none = Case::of("none.csv", format!("{head}Ada One,Fern Ash,technical,99\nBea Two,Fern Ash,technical,3\n"));
    let refused = none.run(CALIBRATE, &["--dry-run"]);
    assert!(refused.code == 3 && refused.stderr.contains("add --not-rated=99"), "{refused}");
    assert!(refused.stderr.contains("scale 1 to 10, 10 is best: as the header says"), "{refused}");
    none.run(CALIBRATE, &["--not-rated=99"]).fine();
    // A file without a scale of its own may be on that of another, or not.
    beyond.sandbox.write("more.csv", "Candidate,Interviewer,Dimension,Score\nCy Three,Fern Ash,technical,12\n");
    for more in ["", " --dry-run", " --skip-bad"] {
        let both = format!("calibrate{more} --from workspace/ten.csv workspace/more.csv");
        beyond.sandbox.write("ten.csv", format!("{head}Ada One,Fern Ash,technical,4\n"));
        let refused = beyond.sandbox.call(both.split(' ')).run();
        assert!(refused.code == 3 && refused.stderr.contains("12 is not on the table's own scale"), "{refused}");
        assert!(!refused.stderr.contains("as the header says"), "{refused}");
    }
    let mixed = Case::of("mixed.csv", "Candidate,Interviewer,A (1-5),B (1-10)\nAda One,Fern Ash,4,7\n");
    let refused = mixed.run(CALIBRATE, &[]);
    assert!(refused.stderr.contains("`A (1-5)` and `B (1-10)` are on different scales"), "{refused}");
}

/// What a message offers after `--columns`.
fn offered(text: &str) -> Vec<String> {
    let offers = text.split("--columns ").skip(1).filter_map(|rest| rest.split([' ', ')', '\n']).next());
    offers.map(|offer| offer.trim_end_matches([',', ';', ':']).to_owned()).collect()
}

/// Each way out that a message names works when it is pasted.
#[test]
fn every_hint_for_columns_works() {
    let tables = [
        "Subject,Fern,Basil\nS1,4,3\nS2,2,2\n",
        "Who,Fern,Basil\nS1,4,3\nS2,2,2\n",
        "Candidate,Interviewer,Dimension,Score,Rating\nAda One,Fern Ash,technical,4,3\n",
        "Candidate,Interviewer,Dimension,Score,Score\nAda One,Fern Ash,technical,4,3\n",
        "Candidate,Applicant,Interviewer,Score\nAda One,A-1,Fern Ash,4\n",
        "Candidate,\"Rater, first\",\"Interviewer\",Reviewer,Score\nAda One,x,Fern Ash,Basil Reed,4\n",
        "Candidate,Technical skills,Communication\nAda One,4,3\n",
        "Person,Technical skills,Communication\nAda One,4,3\n",
        "Timestamp,Interview Date,Candidate,Interviewer,Score\n2026-11-20,2026-11-19,Ada One,Fern Ash,4\n",
    ];
    for (number, text) in tables.into_iter().enumerate() {
        let case = Case::of("table.csv", text);
        let refused = case.run(CALIBRATE, &[]);
        let offered = offered(&refused.stderr);
        assert!(refused.code == 3 && !offered.is_empty(), "{number}: {refused}");
        for offer in offered {
            let read = case.run(CALIBRATE, &["--columns", &offer]);
            assert_eq!(read.code, 0, "{number}: --columns {offer}: {read}");
        }
    }
}

#[test]
fn two_columns_for_one_thing_are_both_shown() {
    let text = "Candidate,Interviewer,Dimension,Score,Rating\nAda One,Fern Ash,technical,4,2\n";
    let case = Case::of("two.csv", text);
    let refused = case.run(CALIBRATE, &[]);
    let why = "`Score` (#4) and `Rating` (#5) could each be the score; choose with --columns score=#4 or --columns score=#5 (#4 begins with `4`, #5 begins with `2`)";
    assert!(refused.stderr.contains(why), "{refused}");
    let read = case.run(CALIBRATE, &["--columns", "score=#5"]);
    assert!(read.stderr.contains("columns that are not read: `Score`"), "{read}");
    let twice = Case::of("twice.csv", "Candidate,Interviewer,Score,Score\nAda One,Fern Ash,4,2\n");
    let refused = twice.run(CALIBRATE, &["--columns", "score=score"]);
    assert!(refused.stderr.contains("`Score` (#3) and `Score` (#4) could each be the score"), "{refused}");
}

#[test]
fn a_second_row_of_headers_is_no_rating() {
    let text = "Candidate,Fern Ash,,Basil Reed,\n,technical,communication,technical,communication\nAda One,4,3,2,5\n";
    let refused = Case::of("two-rows.csv", text).run(CALIBRATE, &["--columns", "interviewer=*"]);
    assert!(refused.code == 3 && refused.stderr.contains("two header rows? keep one"), "{refused}");
    let unnamed = Case::of("unnamed.csv", "Candidate,Interviewer,Score,\nAda One,Fern Ash,4,5\n").run(CALIBRATE, &[]);
    assert!(unnamed.stderr.contains("not read, as the header has no name for them: D"), "{unnamed}");
}
