//! What sums up others is nobody's rating.

use super::{CALIBRATE, Case, IMPORT};

#[test]
fn totals_are_told_from_people_by_their_words() {
    let rows = "Applicant,Criterion,Max,Min Jun,Overall avg\nAda One,technical,4,3,3.5\nBea Two,technical,2,3,2.5\n";
    let case = Case::of("people.csv", rows);
    let read = case.run(CALIBRATE, &["--scale", "1..5"]);
    assert!(read.stderr.contains("one column per interviewer: 2 (Max, Min Jun)"), "{read}");
    assert!(read.stderr.contains("columns that are not read: `Overall avg`"), "{read}");
    for total in ["AVG", "Average score", "Mean", "Subtotal", "Total", "Sum", "Overall avg", "Ø"] {
        let case = Case::of("total.csv", format!("{rows}{total},,6,6,6\n"));
        let refused = case.run(IMPORT, &[]);
        let why = format!("`{total}` stands where a candidate should: is this a row of totals? remove it");
        assert!(refused.code == 3 && refused.stderr.contains(&why), "{refused}");
        assert!(!refused.stderr.contains("--fill-down"), "{refused}");
    }
}

#[test]
fn rows_of_the_highest_and_the_lowest_are_told_from_people_by_their_scores() {
    let rows = "Applicant,Reviewer,technical,communication\nAda One,Fern Ash,4,2\nBea Two,Fern Ash,2,3\n";
    for (total, scores) in [("Max", "4,3"), ("MIN", "2,2"), ("Median", "3,2.5"), ("StdDev", "1,0.5")] {
        let case = Case::of("total.csv", format!("{rows}{total},,{scores}\n"));
        for command in [IMPORT, CALIBRATE] {
            let refused = case.run(command, &[]);
            let why = format!("`{total}` stands where a candidate should");
            assert!(refused.code == 3 && refused.stderr.contains(&why), "{refused}");
            assert!(refused.stderr.contains("is this a row of totals? remove it"), "{refused}");
        }
        let left = case.run(IMPORT, &["--skip-bad"]);
        assert!(left.code == 0 && case.kept_ratings() == 4, "{left}");
    }
    // A person of that name is somebody, with scores of her own.
    let case = Case::of("people.csv", format!("{rows}Max,Fern Ash,3,3\nMin,Fern Ash,2,3\n"));
    case.run(IMPORT, &[]).fine();
    assert_eq!(case.kept_ratings(), 8);
}
