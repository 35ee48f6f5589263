//! What was imported: listed, taken back, compared, corrected where it came from; and files that are read together.

use super::{CALIBRATE, Case, HEAD, IMPORT, NOW};

fn two() -> Case {
    let rows = "Ada One,Fern Ash,technical,4\nBea Two,Basil Reed,technical,3\n";
    let case = Case::of("ratings.csv", format!("{HEAD}{rows}"));
    case.run(IMPORT, &[]).fine();
    case
}

/// The names of all imports.
fn listed(case: &Case) -> Vec<String> {
    let all = case.sandbox.run("import --list --json").json();
    all.as_array().expect("a list").iter().map(|own| own["import"].as_str().expect("a name").to_owned()).collect()
}

#[test]
fn imports_are_listed_and_taken_back() {
    let case = two();
    case.sandbox.write("more.csv", format!("{HEAD}Cy Three,Fern Ash,technical,2\n"));
    case.sandbox.run("import --format warm-up --level senior --date 2026-11-21 workspace/more.csv").fine();
    let all = case.sandbox.run("import --list --json").json();
    let facts: Vec<String> = (0..2)
        .map(|at| {
            let own = &all[at];
            format!(
                "{} {} {}-{} {} {}",
                own["format"], own["level"], own["first"], own["last"], own["ratings"], own["candidates"]
            )
        })
        .collect();
    assert!(facts.contains(&"\"warm-up\" \"senior\" \"2026-11-21\"-\"2026-11-21\" 1 1".to_owned()), "{facts:?}");
    assert!(
        facts.contains(&"\"technical-screening\" \"mid\" \"2026-11-20\"-\"2026-11-20\" 2 2".to_owned()),
        "{facts:?}"
    );
    let text = case.sandbox.run("import --list").fine();
    // The one has two ratings of two candidates, and the other one of each.
    let spoken = case.sandbox.run("import --list --plain").fine();
    let spoken = spoken.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in ["1 rating", "1 candidate", "1 interviewer", "2 ratings", "2 candidates", "2 interviewers"] {
        assert!(spoken.contains(said), "no {said} in {spoken}");
    }
    for said in ["1 ratings", "1 candidates", "1 interviewers"] {
        assert!(!spoken.contains(said), "{said} in {spoken}");
    }
    let names = listed(&case);
    assert!(names.iter().all(|name| text.contains(name.as_str())), "{text}");
    let (first, rest) = (names[0].clone(), names[1].clone());
    // Its whole name is wanted, whatever else begins so; other names are refused, and those like it are named.
    let begun: String = first.chars().take(15).collect();
    for given in ["i", "import-", &begun] {
        let refused = case.sandbox.run(&format!("import --remove {given} --yes"));
        assert!(refused.code == 2 && refused.stderr.contains(&format!("there is no import `{given}`")), "{refused}");
        assert!(refused.stderr.contains(first.as_str()), "{refused}");
    }
    let refused = case.sandbox.run("import --remove nothing --yes");
    assert!(refused.code == 2 && refused.stderr.contains("there is no import `nothing`"), "{refused}");
    // What would be done without doing it is asked of a file alone.
    let dry = case.sandbox.run(&format!("import --remove {first} --yes --dry-run"));
    assert!(dry.code == 2 && listed(&case).contains(&first), "{dry}");
    // Where nobody can be asked it stays, and a person at a terminal is asked.
    let refused = case.sandbox.run(&format!("import --remove {first}"));
    assert!(refused.code == 1 && refused.stderr.contains("add --yes to remove it"), "{refused}");
    case.sandbox
        .call(["import", "--remove", &first])
        .on_terminal(100, 24)
        .sees("/yes removes")
        .types("\r")
        .ends_with(0);
    assert_eq!(listed(&case).len(), 2);
    let removed = case.sandbox.run(&format!("import --remove {first} --yes"));
    assert!(removed.code == 0 && removed.stderr.contains(&format!("removed {first}: ")), "{removed}");
    assert_eq!(listed(&case), [rest]);
    // One that can't be read is named, and can be taken away all the same.
    case.sandbox.write("sessions/import-broken.json", "{");
    assert!(case.sandbox.run("import --list").stderr.contains("import-broken.json"));
    case.sandbox.run("import --remove import-broken --yes").fine();
    assert!(!case.sandbox.path("sessions/import-broken.json").exists());
    let refused = case.run(IMPORT, &["--json"]);
    assert!(refused.code == 2 && refused.stderr.contains("--list and --dry-run"), "{refused}");
}

#[test]
fn compare_says_why_nobody_of_an_import_is_ranked() {
    let case = two();
    let said = case.sandbox.run("compare").fine();
    assert!(said.contains("No candidate can be ranked yet: it takes a score on"), "{said}");
    assert!(said.contains("`hotseat compare --calibrated`"), "{said}");
    case.sandbox.run("compare --calibrated").fine();
}

#[test]
fn what_was_imported_is_not_offered_to_be_amended() {
    let case = two();
    let card = case.sandbox.run("scorecard ada").fine();
    assert!(card.contains("Not assessed: ") && !card.contains("hotseat amend"), "{card}");
    for words in [&["amend", "--reason", "why"][..], &["amend", "ada", "--reason", "why", "--note", "x"]] {
        let refused = case.sandbox.call(words.to_vec()).run();
        assert!(refused.code == 1 && refused.stderr.contains("were imported"), "{refused}");
    }
}

#[test]
fn whole_dimensions_are_not_left_out_by_the_way() {
    let rows = "Ada One,Fern Ash,technical,4\nAda One,Fern Ash,Coding,3\nBea Two,Fern Ash,Coding,2\nBea Two,Fern Ash,Culture,5\n";
    let case = Case::of("named.csv", format!("{HEAD}{rows}"));
    let refused = case.run(IMPORT, &["--skip-bad"]);
    for said in ["every rating on dimensions that the rubric has not", "Coding: 2 ratings", "Culture: 1 rating"] {
        assert!(refused.code == 3 && refused.stderr.contains(said), "no {said} in {refused}");
    }
    assert!(refused.stderr.contains("--dimension \"Coding=code-quality\""), "{refused}");
    assert_eq!(case.kept_ratings(), 0);
    let dimensions = ["--dimension", "Coding=code-quality", "--dimension", "culture=none"];
    let taken = case.run(IMPORT, &dimensions);
    assert!(taken.code == 0 && taken.stderr.contains("left out: 1 rating on culture, as --dimension says"), "{taken}");
    assert_eq!(case.kept_ratings(), 3);
    let read = case.run(CALIBRATE, &dimensions);
    assert!(read.stderr.contains("3 ratings from workspace/named.csv"), "{read}");
}

#[test]
fn several_files_are_read_as_one() {
    let case = Case::of("a.csv", format!("{HEAD}Ada One,Fern Ash,technical,4\nBea Two,Fern Ash,technical,2\n"));
    case.sandbox.write("b.csv", "Candidate;Interviewer;Dimension;Score\nAda One;Fern Ash;technical;5\nAda One;Basil Reed;technical;3\nBea Two;Basil Reed;technical;\nCy Three;Fern Ash;technical;9\n");
    for call in [
        "calibrate --json --from workspace/a.csv workspace/b.csv",
        "calibrate --json --from workspace/a.csv --from workspace/b.csv",
    ] {
        let read = case.sandbox.run(call);
        assert!(read.stderr.contains("4 ratings from workspace/a.csv, workspace/b.csv; nothing is kept"), "{read}");
        assert!(read.stderr.contains("1 rating repeats another"), "{read}");
        assert!(read.stderr.contains("workspace/a.csv: commas"), "{read}");
        assert!(read.stderr.contains("workspace/b.csv: semicolons"), "{read}");
    }
    let refused = case.sandbox.run(&format!("{IMPORT} workspace/a.csv workspace/b.csv"));
    assert!(refused.code == 3 && refused.stderr.contains("workspace/b.csv:5, column D: "), "{refused}");
    case.sandbox.write("b.csv", format!("{HEAD}Ada One,Basil Reed,technical,3\nCy Three,Fern Ash,technical,4\n"));
    case.sandbox.run(&format!("{IMPORT} workspace/a.csv workspace/b.csv")).fine();
    assert_eq!(case.kept_ratings(), 4);
}

/// The days of several files are read by one rule, and no file speaks for another.
#[test]
fn the_order_of_days_is_said_by_each_of_several_files() {
    let case = two();
    let head = "candidate,interviewer,dimension,score,date\n";
    let days = [("us", "11/25/2025"), ("eu", "25/11/2025"), ("either", "03/04/2025"), ("whole", "2025-04-03")];
    for (name, day) in days {
        case.sandbox.write(&format!("{name}.csv"), format!("{head}Ann Lee,Kim Park,technical,4,{day}\n"));
    }
    let with = |files: [&str; 2]| {
        let files = files.map(|name| format!("workspace/{name}.csv")).join(" ");
        case.sandbox.run(&format!("import --format warm-up --level mid {files} --apart --dry-run"))
    };
    let unclear = with(["us", "either"]);
    assert!(unclear.code != 0 && unclear.stderr.contains("add --days day-first or --days month-first"), "{unclear}");
    let two = with(["us", "eu"]);
    assert!(two.code != 0 && two.stderr.contains("eu.csv: its days are in another order"), "{two}");
    let fine = with(["us", "whole"]);
    assert!(!fine.stderr.contains("order"), "{fine}");
}

#[test]
fn a_sheet_without_ratings_keeps_nobody_from_the_others() {
    let case = Case::book("plain.xlsx");
    let all = case.run(CALIBRATE, &["--sheet", "all"]);
    assert!(all.stderr.contains("note: sheet Notes is not read, as it holds no ratings: "), "{all}");
    assert!(all.stderr.contains("3 ratings from"), "{all}");
}

#[test]
fn no_csv_is_called_a_workbook_and_a_mark_begins_it_where_it_is_wanted() {
    let case = two();
    for (call, said) in [
        ("export -o ratings.xlsx", "ratings.xlsx ends in .xlsx, which hotseat can't write"),
        ("export --csv -o ratings.xlsx", "ratings.xlsx ends in .xlsx, which hotseat can't write"),
        ("sessions -o list.rst", "list.rst ends in .rst, which hotseat can't write"),
        ("sessions --json --bom -o list.json", "--bom is for CSV"),
    ] {
        let refused = case.sandbox.run(call);
        assert!(refused.code == 2 && refused.stderr.contains(said), "{call}: {refused}");
        assert!(refused.stderr.contains(".csv"), "{call}: {refused}");
    }
    case.sandbox.run("export -o workspace/plain.csv").fine();
    case.sandbox.run("export --bom -o workspace/marked.csv").fine();
    let (plain, marked) = (case.sandbox.read("plain.csv"), case.sandbox.read("marked.csv"));
    assert_eq!(marked.strip_prefix('\u{FEFF}'), Some(plain.as_str()));
    case.sandbox.run("sessions --csv -o workspace/list.txt").fine();
}

#[test]
fn an_import_of_a_day_that_is_yet_to_come_is_refused() {
    let case = Case::of("ratings.csv", format!("{HEAD}Ada One,Fern Ash,technical,4\n"));
    let import = "import --format technical-screening --level mid --date";
    // It is 2026-11-24 here.
    for more in [&[][..], &["--dry-run"]] {
        let refused = case.run(&format!("{import} 2026-11-25"), more);
        assert!(refused.code == 2 && refused.stderr.contains("--date 2026-11-25 is yet to come: it is 2026-11-24 now"));
    }
    assert_eq!(case.kept_ratings(), 0);
    case.run(&format!("{import} 2026-11-24"), &[]).fine();
    assert_eq!(case.kept_ratings(), 1);
}

/// Where the file itself says it, too, in both commands; but east of here it may be tomorrow already.
#[test]
fn a_row_of_a_day_that_is_yet_to_come_is_no_rating() {
    let head = "candidate,interviewer,dimension,score,date";
    let rows = "Ada One,Fern Ash,technical,4,2026-11-25\nBea Two,Fern Ash,technical,3,2026-11-26T09:00:00Z\n";
    let slashes = "Bea Two,Fern Ash,technical,3,1/12/2026\nAda One,Fern Ash,technical,3,21/10/2026\n";
    let case = Case::of("ratings.csv", format!("{head}\n{rows}"));
    for command in [IMPORT, "calibrate --from"] {
        let refused = case.run(command, &[]);
        let why = "ratings.csv:3, column E: `2026-11-26T09:00:00Z` is yet to come";
        assert!(refused.code == 3 && refused.stderr.contains(why), "{refused}");
        assert!(!refused.stderr.contains("2026-11-25"), "{refused}");
    }
    let case = Case::of("ratings.csv", format!("{head}\n{slashes}"));
    let refused = case.run(IMPORT, &[]);
    let why = "`1/12/2026` is read as 2026-12-01, which is yet to come; --days says which of day and month is first";
    assert!(refused.code == 3 && refused.stderr.contains(why), "{refused}");
}

#[test]
fn a_dry_run_counts_and_shows_what_would_be_taken() {
    // Of five ratings one is no score, and one repeats another: three are taken.
    let rows = "Ada One,Fern Ash,technical,4\nAda One,Fern Ash,technical,5\nBea Two,Fern Ash,technical,nine\nBea Two,Basil Reed,technical,2\nCy Three,Basil Reed,technical,3\n";
    let case = Case::of("ratings.csv", format!("{HEAD}{rows}"));
    let shown = case.run(IMPORT, &["--skip-bad", "--dry-run", "--json"]).json();
    let scores: Vec<&str> =
        shown["first"].as_array().expect("rows").iter().filter_map(|row| row["score"].as_str()).collect();
    assert_eq!((&shown["ratings"], scores.as_slice()), (&3.into(), &["4", "2", "3"][..]));
    let real = case.run(IMPORT, &["--skip-bad"]);
    assert!(real.code == 0 && real.stderr.contains("imported 3 ratings of 3 candidates"), "{real}");
}

#[test]
fn what_is_wrong_with_a_cell_is_said_of_its_column() {
    // Candidate, interviewer, dimension, score, date.
    let rows = "Ada One,Fern Ash,coding,4,2026-11-20\nAda One,Fern Ash,technical,nine,2026-11-20\nBea Two,Fern Ash,technical,4,soon\n?,Fern Ash,technical,4,2026-11-20\nBea Two,?,technical,4,2026-11-20\nBea Two,Fern Ash,technical,3.5,2026-11-20\n";
    let case = Case::of("ratings.csv", format!("{},date\n{rows}", HEAD.trim_end()));
    let refused = case.run(IMPORT, &[]);
    for (line, column) in [(2, "C: there is no dimension `coding`"), (3, "D"), (4, "E"), (5, "A"), (6, "B"), (7, "D")] {
        let said = format!("ratings.csv:{line}, column {column}");
        assert!(refused.code == 3 && refused.stderr.contains(&said), "no {said} in {refused}");
    }
}

#[test]
fn a_sheet_is_wanted_of_the_workbooks_alone_where_there_is_one() {
    let case = Case::book("plain.xlsx");
    case.sandbox.write("more.csv", format!("{HEAD}Zed Last,Fern Ash,technical,4\n"));
    case.sandbox.write("other.csv", format!("{HEAD}Yan Last,Fern Ash,technical,2\n"));
    for files in ["workspace/plain.xlsx workspace/more.csv", "workspace/more.csv workspace/plain.xlsx"] {
        let line = format!("calibrate --json --sheet all --from {files}");
        let read = case.sandbox.call(line.split(' ')).env("HOTSEAT_NOW", NOW).run();
        assert!(read.stderr.contains("4 ratings from"), "{read}");
    }
    for files in ["workspace/more.csv", "workspace/more.csv workspace/other.csv"] {
        let refused = case.sandbox.run(&format!("calibrate --json --sheet all --from {files}"));
        assert!(refused.code != 0 && refused.stderr.contains("more.csv: it is no workbook"), "{refused}");
    }
}

/// A copy that broke off lost who knows how many rows; what is left of its last one is no rating that somebody left out.
#[test]
fn a_table_that_is_cut_off_is_refused() {
    let rows = "Ada One,Fern Ash,technical,4\nBea Two,Fern Ash,technical,3\n";
    let head = HEAD.trim_end();
    for (text, line) in [
        (format!("{HEAD}{rows}Cy Three,Fern"), 4),
        (format!("{HEAD}{rows}Cy Three,Fern Ash,technical"), 4),
        (format!("{HEAD}{rows}Cy Thr"), 4),
        (format!("{HEAD}{rows}\"Three, Cy\",Fern Ash"), 4),
        (format!("Ratings of November\n\n{HEAD}{rows}\nCy Three,Fern"), 7),
        (format!("{head},note\r\nAda One,Fern Ash,technical,4,fine\r\nBea Two,Fern Ash,technical,3"), 3),
    ] {
        let case = Case::of("ratings.csv", &text);
        for command in [IMPORT, "calibrate --from", "calibrate --dry-run --from", "calibrate --skip-bad --from"] {
            let refused = case.run(command, &[]);
            let why = format!("ratings.csv:{line}: the table is cut off");
            assert!(refused.code == 3 && refused.stderr.contains(&why), "{command}, {text:?}: {refused}");
        }
    }
    // In a workbook's export of another encoding, and behind more than is read at once.
    let utf_16: Vec<u8> =
        format!("\u{feff}{HEAD}{rows}Cy Three,Fern").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let row = |row: usize| format!("Candidate {},Interviewer {},technical,{}\n", row / 100, row % 100, 1 + row % 5);
    let long: String = (0..30_000).map(row).collect();
    for (bytes, line) in [(utf_16, 4), (format!("{HEAD}{long}Cy Three,Fern").into_bytes(), 30_002)] {
        let refused = Case::of("ratings.csv", bytes).run(CALIBRATE, &[]);
        let why = format!("ratings.csv:{line}: the table is cut off");
        assert!(refused.code == 3 && refused.stderr.contains(&why), "{refused}");
    }
    // Many write no line break behind the last row, and leave out empty cells at the end of any row; or they end it.
    for text in [
        format!("{HEAD}{}", rows.trim_end()),
        format!("{head},note\nAda One,Fern Ash,technical,4\nBea Two,Fern Ash,technical,3"),
        format!("{HEAD}{rows}Cy Three,Fern Ash,technical\n"),
    ] {
        assert_eq!(Case::of("ratings.csv", &text).run(CALIBRATE, &[]).json()["n"], 2, "{text:?}");
    }
}
