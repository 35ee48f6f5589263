//! On which scale scores are, wherever a table says it; and what a person says of words and numbers.

use super::{CALIBRATE, Case, HEAD, IMPORT};

const ROWS: &str = "Rosa,Ana,technical,4\nRosa,Bo,technical,3\nSam,Ana,technical,2\nSam,Bo,technical,1\n";

#[test]
fn a_scale_is_understood_however_a_header_writes_it() {
    for (header, scale) in [
        ("Rating 1-10", "1 to 10"),
        ("Score 1 to 10", "1 to 10"),
        ("Score out of 10", "1 to 10"),
        ("Score 0–10", "0 to 10"),
        ("Score (1=low 10=high)", "1 to 10"),
        ("Score (10 = best)", "1 to 10"),
        ("Score (10 max)", "1 to 10"),
        ("Rating (7-point scale)", "1 to 7"),
        ("Rating (5 point scale)", "1 to 5"),
        ("Bewertung (1 bis 10)", "1 to 10"),
        ("Bewertung von 10", "1 to 10"),
    ] {
        let case = Case::of("table.csv", format!("Candidate,Interviewer,Dimension,{header}\n{ROWS}"));
        let read = case.run(CALIBRATE, &[]).fine();
        let said = format!("scale {scale}, ");
        assert!(case.run(CALIBRATE, &[]).stderr.contains(&said), "{header}: {read}");
        let imported = case.run(IMPORT, &[]);
        if scale == "1 to 5" {
            assert_eq!(imported.code, 0, "{header}: {imported}");
        } else {
            assert!(
                imported.code != 0 && imported.stderr.contains("hotseat calibrate --from FILE --scale"),
                "{imported}"
            );
            assert!(imported.stderr.contains("--words"), "{imported}");
        }
    }
}

#[test]
fn a_scale_is_understood_where_a_title_or_a_column_says_it() {
    let title = format!("Scale: 1 (no hire) to 4 (strong hire)\n{HEAD}{ROWS}");
    let most = "candidate,interviewer,dimension,score,Out of\nRosa,Ana,technical,4,10\nSam,Bo,technical,3,10\n";
    for (text, scale, by) in [
        (title.as_str(), "scale 1 to 4, 4 is best: as what stands above the header says", "`Scale: 1 (no hire)"),
        (most, "scale 1 to 10, 10 is best: as the column of the most that can be given says", "`Out of` says up to 10"),
    ] {
        let case = Case::of("table.csv", text);
        let read = case.run(CALIBRATE, &[]);
        assert!(read.code == 0 && read.stderr.contains(scale) && !read.stderr.contains("are not read"), "{read}");
        let refused = case.run(IMPORT, &[]);
        assert!(refused.code != 0 && refused.stderr.contains(by), "{refused}");
    }
    let several = most.replace("technical,3,10", "technical,3,5");
    let refused = Case::of("several.csv", several).run(CALIBRATE, &[]);
    assert!(
        refused.code != 0 && refused.stderr.contains("`Out of` says that scores are out of `10`, `5`"),
        "{refused}"
    );
}

#[test]
fn words_for_the_end_of_a_scale_beside_a_number_say_where_it_ends() {
    let rows = "Rosa,Ana,technical,4 - Strong hire\nRosa,Bo,technical,3 - Hire\nSam,Ana,technical,2 - No hire\nSam,Bo,technical,1 - Strong no hire\n";
    let case = Case::of("hire.csv", format!("{HEAD}{rows}"));
    let read = case.run(CALIBRATE, &[]);
    assert!(read.stderr.contains("scale 1 to 4, 4 is best: as the words beside the highest score say"), "{read}");
    let refused = case.run(IMPORT, &[]);
    let why = "`4 - Strong hire` is the best by its words, and the best on 1..5 is 5";
    assert!(refused.code == 3 && refused.stderr.contains(why), "{refused}");
    // What each number counts as is a person's judgment: here as formats/ats.json has it for Lever.
    let told = ["--words", "1=1,2=2,3=4,4=5"];
    case.run(IMPORT, &told).fine();
    let export = case.sandbox.run("export").fine();
    assert!(export.contains(",technical,40,5,5,1,") && !export.contains(",technical,40,3,3,1,"), "{export}");
}

#[test]
fn what_a_person_says_of_words_is_obeyed_or_said_to_change_nothing() {
    let case = Case::of("table.csv", format!("{HEAD}{ROWS}"));
    let read = case.run(CALIBRATE, &["--words", "Foo=4", "--not-rated", "77", "--scale", "1..5"]);
    for part in ["--words \"Foo=4\" changes nothing", "--not-rated \"77\" changes nothing"] {
        assert!(read.code == 0 && read.stderr.contains(part), "no {part} in {read}");
    }
    let refused = case.run(CALIBRATE, &["--words", "3=4,4=5", "--scale", "1..5"]);
    let why = "`2` is not among the numbers of which --words says what they count as";
    assert!(refused.code == 3 && refused.stderr.contains(why), "{refused}");
    let read = case.run(CALIBRATE, &["--words", "1=1,2=2,3=4,4=5", "--scale", "1..5"]);
    assert!(read.code == 0 && !read.stderr.contains("changes nothing"), "{read}");
}

#[test]
fn an_export_of_our_own_is_on_its_rubrics_scale() {
    let case = Case::of("high.csv", format!("{HEAD}{}", ROWS.replace(",1\n", ",3\n").replace(",2\n", ",5\n")));
    case.run(IMPORT, &[]).fine();
    let export = case.sandbox.run("export").fine();
    let read = Case::of("export.csv", export).run(CALIBRATE, &[]);
    assert!(read.stderr.contains("scale 1 to 5, 5 is best: as its rubric has it"), "{read}");
}
