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

#[test]
fn rows_of_totals_are_known_in_the_languages_people_write_them_in() {
    let rows = "Bewerber;Ana;Bo;Cy\nRosa;4;3;4\nSam;3;3;3\nTia;4;4;4\n";
    for total in [
        "Durchschnitt",
        "Mittelwert",
        "Mittel",
        "Gew. Mittel",
        "Summe",
        "Gesamt",
        "Gesamtnote",
        "Moyenne",
        "Promedio",
        "Media",
        "Totaal",
        "Max score",
        "Average per interviewer",
        "Weight",
        "Rank",
        "Threshold",
        "Hire bar",
        "Pass mark",
        "Range",
        "Spread",
        "Benchmark",
    ] {
        let case = Case::of("total.csv", format!("{rows}{total};3,5;3;4\n"));
        for command in [IMPORT, CALIBRATE] {
            let refused = case.run(command, &["--columns", "interviewer=*"]);
            let why = format!("total.csv:5, column A: `{total}` stands where a candidate should");
            assert!(refused.code == 3 && refused.stderr.contains(&why), "{refused}");
        }
        let left = case.run(CALIBRATE, &["--columns", "interviewer=*", "--skip-bad"]);
        assert!(left.code == 0 && left.stderr.contains("9 ratings from"), "{left}");
    }
}

#[test]
fn a_row_that_is_computed_from_those_above_is_asked_about_whatever_it_is_called() {
    let rows = "Candidate,Ana,Bo,Cy\nRosa,4,3,4\nSam,3,3,3\nTia,4,4,4\n";
    // By hand: 11/3, 10/3, 11/3; the sums; how many there are.
    for (total, scores, way) in
        [("Team", "3.67,3.33,3.67", "the mean"), ("Ekipa", "11,10,11", "the sum"), ("n", "3,3,3", "the number")]
    {
        let case = Case::of("total.csv", format!("{rows}{total},{scores}\n"));
        let refused = case.run(CALIBRATE, &["--columns", "interviewer=*"]);
        let why = format!("total.csv:5: its scores are {way} of those of all rows above: is this a row of totals?");
        assert!(refused.code == 3 && refused.stderr.contains(&why), "{refused}");
    }
    // Whole scores agree by chance, and are somebody's.
    let case = Case::of("people.csv", format!("{rows}Uma,4,3,4\n"));
    case.run(CALIBRATE, &["--columns", "interviewer=*"]).fine();
    // What somebody says is a person stands above.
    let moved = rows.replace("Rosa", "Team,3.67,3.33,3.67\nRosa");
    Case::of("moved.csv", moved).run(CALIBRATE, &["--columns", "interviewer=*"]).fine();
    // The mean of one candidate's rows.
    let rows = "Candidate,Interviewer,technical,communication\nRosa,Ana,4,3\nRosa,Bo,3,3\nRosa,Cy,4,5\nRosa,Team,3.67,3.67\nSam,Ana,2,2\n";
    let refused = Case::of("own.csv", rows).run(CALIBRATE, &[]);
    assert!(refused.code == 3 && refused.stderr.contains("own.csv:5: its scores are the mean of"), "{refused}");
}

#[test]
fn the_top_of_the_scale_over_all_scores_is_no_person() {
    let rows = "Applicant,Reviewer,technical,communication\nAda One,Fern Ash,4,2\nBea Two,Fern Ash,2,3\n";
    for (total, scores) in [("Max", "5,5"), ("Min", "1,1")] {
        let case = Case::of("total.csv", format!("{rows}{total},Fern Ash,{scores}\n"));
        let refused = case.run(IMPORT, &[]);
        let why = format!("`{total}` stands where a candidate should, over the scores of all rows above");
        assert!(refused.code == 3 && refused.stderr.contains(&why), "{refused}");
    }
}

#[test]
fn columns_that_hold_no_scores_of_their_own_are_left_out_by_their_words() {
    let rows = |name: &str| {
        format!("Candidate,Interviewer,technical,communication,{name}\nRosa,Ana,4,3,8\nSam,Ana,2,3,5\nTia,Bo,3,3,6\n")
    };
    for name in [
        "Summe",
        "Durchschnitt",
        "Moyenne",
        "Gesamt",
        "Gesamtnote",
        "Gesamteindruck",
        "Weighted score",
        "Overall recommendation",
        "Overall impression",
        "Hire score",
        "Level",
        "Week",
        "Attempts",
        "Order",
        "Interview length",
        "# of interviews",
    ] {
        let read = Case::of("table.csv", rows(name)).run(CALIBRATE, &["--scale", "1..5"]);
        assert!(read.code == 0, "{name}: {read}");
        let said = format!("columns that are not read: `{name}`");
        assert!(read.stderr.contains(&said) && read.stderr.contains("6 ratings from"), "{name}: {read}");
    }
    // Words that only begin so are dimensions, and whoever wants such a column says so.
    for name in ["Energy level", "Social media", "Order of arguments"] {
        let read = Case::of("table.csv", rows(name)).run(CALIBRATE, &[]);
        assert!(read.stderr.contains("9 ratings from"), "{name}: {read}");
    }
    let told = ["--columns", "dimension=#3,dimension=#4,dimension=#5"];
    let read = Case::of("table.csv", rows("Level")).run(CALIBRATE, &told);
    assert!(read.stderr.contains("9 ratings from"), "{read}");
}

#[test]
fn a_column_that_is_computed_from_others_is_asked_about_whatever_it_is_called() {
    // By hand: the sums and means of 4 3 4, 3 3 3 and 4 4 4.
    for (name, values, way) in [("Razem", ["11", "9", "12"], "the sum"), ("Ekipa", ["3.67", "3", "4"], "the mean")] {
        let [one, two, three] = values;
        let rows = format!("Candidate,Ana,Bo,Cy,{name}\nRosa,4,3,4,{one}\nSam,3,3,3,{two}\nTia,4,4,4,{three}\n");
        let case = Case::of("table.csv", rows);
        let asked = case.run(CALIBRATE, &["--columns", "interviewer=*"]);
        let why = format!("`{name}` holds in each row {way} of other columns");
        assert!(asked.code != 0 && asked.stderr.contains(&why), "{asked}");
        assert!(
            asked.stderr.contains("--columns interviewer=#2,interviewer=#3,interviewer=#4 leaves it out"),
            "{asked}"
        );
        let told = ["--columns", "interviewer=#2,interviewer=#3,interviewer=#4"];
        let read = case.run(CALIBRATE, &told);
        assert!(read.code == 0 && read.stderr.contains("9 ratings from"), "{read}");
    }
}

#[test]
fn weights_are_nobody_where_cells_are_filled_from_above() {
    let rows = "Candidate,Interviewer,technical,communication\nRosa,Ana,4,3\nWeight,,2,1\nSam,,2,3\nTia,Bo,3,3\n";
    for command in [IMPORT, CALIBRATE] {
        let refused = Case::of("weights.csv", rows).run(command, &["--fill-down"]);
        let why = "weights.csv:3, column A: `Weight` stands where a candidate should: is this a row of weights";
        assert!(refused.code == 3 && refused.stderr.contains(why), "{refused}");
    }
}
