//! `--fill-down`: as far as the cell above reaches, and said.

use super::{CALIBRATE, Case, IMPORT};

const SCALE: [&str; 3] = ["--scale", "1..5", "--fill-down"];

#[test]
fn what_is_filled_is_said_and_ends_at_an_empty_row() {
    let text = "candidate,interviewer,dimension,score\n\
                Ada One,Fern Ash,technical,4\n,,communication,3\n,Basil Reed,technical,5\nBea Two,Fern Ash,technical,2\n";
    let case = Case::of("merged.csv", text);
    let read = case.run(CALIBRATE, &SCALE);
    assert!(read.stderr.contains("filled 2 cells of column `candidate` with what stands above"), "{read}");
    assert!(read.stderr.contains("filled 1 cell of column `interviewer` with what stands above"), "{read}");
    assert_eq!(read.json()["n"], 4);
    let below = Case::of("below.csv", format!("{text}\n,Iris Holly,technical,1\n"));
    let refused = below.run(IMPORT, &["--fill-down"]);
    assert!(
        refused.code == 3
            && refused.stderr.contains("below.csv:7, column A: the candidate is missing; nothing above it is its name"),
        "{refused}"
    );
}

#[test]
fn a_row_of_totals_is_never_filled() {
    let text = "candidate,interviewer,dimension,score\nAda One,Fern Ash,technical,4\nBea Two,Fern Ash,technical,2\n";
    for (total, said) in [
        (",,,3", "the candidate is missing, and the row names nobody: is this a row of totals? remove it"),
        (",,Average,3", "`Average` stands where a dimension should: is this a row of totals? remove it"),
        (",Mean,technical,3", "`Mean` stands where an interviewer should: is this a row of totals? remove it"),
    ] {
        for fill in [vec![], vec!["--fill-down"]] {
            let refused = Case::of("total.csv", format!("{text}{total}\n")).run(IMPORT, &fill);
            assert!(refused.code == 3 && refused.stderr.contains(said), "{refused}");
            assert!(!refused.stderr.contains("--fill-down"), "{refused}");
        }
    }
}
