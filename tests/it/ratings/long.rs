//! Tables that are longer than what is read of them at once.

use super::{CALIBRATE, Case, HEAD};

/// So many rows that all rate something else; every hundredth has two lines.
fn rows(count: usize) -> String {
    let note = |row: usize| if row.is_multiple_of(100) { "\"two\nlines\"" } else { "" };
    let row = |row: usize| {
        format!("\"Candidate, {}\",Interviewer {},technical,{},{}\n", row / 100, row % 100, 1 + row % 5, note(row))
    };
    (0..count).map(row).collect()
}

#[test]
fn a_slip_at_the_end_of_a_long_table_is_named_by_its_line() {
    let count = 60_000;
    let text =
        format!("candidate,interviewer,dimension,score,note\n{}Ada One,Interviewer 1,technical,x\n", rows(count));
    // More than two stretches.
    assert!(text.len() > 2 << 20, "{}", text.len());
    let line = text.matches('\n').count();
    assert_eq!(line, 1 + count + count / 100 + 1);
    let case = Case::of("long.csv", text);
    let refused = case.run(CALIBRATE, &["--dry-run"]);
    assert_eq!(refused.code, 3, "{refused}");
    assert!(refused.stderr.contains(&format!("long.csv:{line}, column D: `x` is no score")), "{refused}");
    assert!(refused.stderr.contains("60000 ratings from"), "{refused}");
    assert!(refused.stderr.contains("1 problem in"), "{refused}");
}

#[test]
fn of_many_slips_the_first_is_named_and_the_others_are_counted() {
    let count = 60_000;
    let slips: String = (0..count)
        .map(|row| format!("Candidate {},Interviewer {},technical,good-ish\n", row / 100, row % 100))
        .collect();
    let case = Case::of("long.csv", format!("{HEAD}{slips}"));
    let refused = case.run(CALIBRATE, &["--dry-run"]);
    assert_eq!(refused.code, 3, "{refused}");
    let first = "long.csv:2, column D: `good-ish` is no score";
    assert!(refused.stderr.contains(first), "{refused}");
    assert!(refused.stderr.contains("; and 59999 more like it, at lines 3-60001"), "{refused}");
    assert!(refused.stderr.contains("60000 problems in"), "{refused}");
}
