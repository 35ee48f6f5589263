//! Ratings from elsewhere: every kind of table that people have, what is made of it, and what is refused.

mod filled;
mod first_use;
mod headers;
mod held;
mod long;
mod names;
mod round_trip;
mod scales;
mod scores;
mod stored;
mod totals;
mod workbooks;

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;

use crate::support::{Said, Sandbox};

fn here(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/ratings").join(name)
}

const CALIBRATE: &str = "calibrate --json --from";
/// After the last day in any of the tables.
const NOW: &str = "2026-11-24T10:00:00Z";
const IMPORT: &str = "import --format technical-screening --level mid --date 2026-11-20";

/// A table in a workspace of its own.
struct Case {
    sandbox: Sandbox,
    name: String,
}

impl Case {
    fn of(name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let sandbox = Sandbox::empty();
        sandbox.write(name, bytes);
        Self { sandbox, name: name.to_owned() }
    }

    fn kept(path: &Path) -> Self {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        Self::of(&name, fs::read(path).expect("it reads"))
    }

    fn book(name: &str) -> Self {
        Self::kept(&here("books").join(name))
    }

    /// Runs a command on it, with more flags.
    fn run(&self, command: &str, more: &[&str]) -> Said {
        let file = format!("workspace/{}", self.name);
        let words: Vec<&str> = command.split(' ').chain([file.as_str()]).chain(more.iter().copied()).collect();
        self.sandbox.call(words).env("HOTSEAT_NOW", NOW).run()
    }

    /// How many ratings were kept.
    fn kept_ratings(&self) -> usize {
        let cards = self.sandbox.run("export --json").json();
        let dimensions =
            cards.as_array().into_iter().flatten().filter_map(|card| card["dimensions"].as_array()).flatten();
        dimensions.filter(|dimension| !dimension["score"].is_null()).count()
    }
}

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(here("cases")).expect("there are cases");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

/// What each case gives, by both commands; `cases/README.md` of the project says what is right.
#[test]
fn every_case_gives_what_is_right() {
    let (mut calibrated, mut imported) = (String::new(), String::new());
    for path in cases() {
        let case = Case::kept(&path);
        let said = case.run(CALIBRATE, &[]);
        calibrated += &format!("== {}: {}\n{}", case.name, said.code, said.stderr);
        let said = case.run(IMPORT, &[]);
        imported += &format!("== {}: {}, kept {}\n{}", case.name, said.code, case.kept_ratings(), said.stderr);
    }
    assert_snapshot!("cases-calibrate", calibrated);
    assert_snapshot!("cases-import", imported);
}

const HEAD: &str = "candidate,interviewer,dimension,score\n";

#[test]
fn a_corrected_file_is_never_averaged_with_the_first() {
    let case = Case::kept(&here("cases/numbered-1.csv"));
    case.run(IMPORT, &[]).fine();
    case.sandbox.write("corrected.csv", fs::read(here("cases/numbered-1-corrected.csv")).expect("it reads"));
    case.sandbox.write("second.csv", fs::read(here("cases/numbered-2.csv")).expect("it reads"));
    let refused = case.sandbox.run(&format!("{IMPORT} workspace/corrected.csv"));
    assert_eq!(refused.code, 1, "{refused}");
    assert!(refused.stderr.contains("would count twice") && refused.stderr.contains("--replace"), "{refused}");
    case.sandbox.run(&format!("{IMPORT} workspace/corrected.csv --replace")).fine();
    assert_eq!(case.kept_ratings(), 2);
    assert!(case.sandbox.run("export").fine().contains(",technical,40,4,4,1,,4,"), "the corrected score counts");
    // Numbers tell candidates apart.
    case.sandbox.run(&format!("{IMPORT} workspace/second.csv")).fine();
    assert_eq!(case.kept_ratings(), 4);
}

#[test]
fn one_person_typed_several_ways_is_one() {
    let case = Case::kept(&here("cases/one-interviewer-many-ways.csv"));
    let refused = case.run(IMPORT, &[]);
    for part in
        ["`Ash, Fern` is near to `Fern Ash`", "`F. Ash` is near to `Fern Ash`", "`Ada Onne` is near to `Ada One`"]
    {
        assert!(refused.code == 3 && refused.stderr.contains(part), "no {part} in {refused}");
    }
    assert_eq!(case.kept_ratings(), 0);
    let same = ["--same", "Ash, Fern=Fern Ash", "--same", "F. Ash=Fern Ash", "--apart"];
    case.run(IMPORT, &same).fine();
    let people = case.sandbox.read("sessions/people.json");
    let known: serde_json::Value = serde_json::from_str(&people).expect("JSON");
    let names = |list: &str| known[list].to_string();
    assert_eq!(names("interviewers").matches("Ash").count(), 1, "{people}");
    assert_eq!(names("candidates").matches("Ada").count(), 2, "{people}");
    assert_eq!(known["spellings"]["interviewers"]["fern-ash"], serde_json::json!(["Ash, Fern", "F. Ash"]));
    // A known name that is near is asked about in the next file, too, and on a terminal a person answers.
    case.sandbox.write("more.csv", format!("{HEAD}Gil Seven,Fern Ashe,technical,3\n"));
    let refused = case.sandbox.run(&format!("{IMPORT} workspace/more.csv"));
    assert!(refused.code == 3 && refused.stderr.contains("`Fern Ashe` is near to `Fern Ash`"), "{refused}");
}

#[test]
fn a_terminal_is_asked_who_is_meant() {
    let case = Case::of("near.csv", format!("{HEAD}Ada One,Fern Ash,technical,3\nAda Onne,Basil Reed,technical,4\n"));
    let words: Vec<&str> = IMPORT.split(' ').chain(["workspace/near.csv", "--plain"]).collect();
    case.sandbox
        .call(words)
        .on_terminal(80, 24)
        .sees("Who is Ada Onne")
        .types("2\r")
        .sees("`Ada Onne` was taken for Ada One")
        .ends_with(0);
    let people = case.sandbox.read("sessions/people.json");
    assert!(people.contains("\"Ada One\"") && !people.contains(": \"Ada Onne\""), "{people}");
    // What was settled is not asked again.
    case.sandbox.write("again.csv", format!("{HEAD}ada onne,Fern Ash,technical,5\n"));
    let run = case.sandbox.run(&format!("{} workspace/again.csv", IMPORT.replace("-20", "-21")));
    assert!(run.code == 0 && run.stderr.contains("of 1 candidate"), "{run}");
    assert!(run.stderr.contains("`ada onne` was taken for Ada One"), "{run}");
}

#[test]
fn what_is_missing_is_said_before_anybody_is_asked() {
    let case = Case::of("near.csv", format!("{HEAD}Ada One,Fern Ash,technical,3\nAda Onne,Basil Reed,technical,4\n"));
    let words = ["import", "workspace/near.csv", "--plain"];
    case.sandbox.call(words).on_terminal(80, 40).sees("does not say what was held").ends_with(2);
    // Enter alone makes no two people one.
    let words: Vec<&str> = IMPORT.split(' ').chain(["workspace/near.csv", "--plain"]).collect();
    case.sandbox.call(words).on_terminal(80, 24).sees("Who is Ada Onne").types("\r").ends_with(0);
    let people = case.sandbox.read("sessions/people.json");
    assert!(people.contains("\"Ada One\"") && people.contains("\"Ada Onne\""), "{people}");
}

#[test]
fn the_fullest_spelling_is_kept_as_the_name() {
    let rows = "ADA ONE,F. Ash,technical,3\nada one,F. Ash,communication,3\nAda One,Fern Ash,code-quality,2\n";
    let case = Case::of("near.csv", format!("{HEAD}{rows}"));
    let words: Vec<&str> = IMPORT.split(' ').chain(["workspace/near.csv", "--plain"]).collect();
    case.sandbox.call(words).on_terminal(80, 24).sees("Who is Fern Ash").types("2\r").ends_with(0);
    let people = case.sandbox.read("sessions/people.json");
    assert!(people.contains(": \"Ada One\"") && people.matches("Ada").count() == 1, "{people}");
    assert!(people.contains(": \"Fern Ash\""), "{people}");
}

#[test]
fn steps_scales_and_reversed_scales_are_declared() {
    let case = Case::kept(&here("cases/half-points.csv"));
    let means = case.run(CALIBRATE, &["--scale", "1..5"]);
    assert!(means.stderr.contains("3 scores are between whole numbers"), "{means}");
    assert_eq!(means.json()["agreement"]["overall"]["left_out"]["means"], 3);
    let steps = case.run(CALIBRATE, &["--scale", "1..5", "--step", "0.5"]).json();
    assert_eq!(steps["agreement"]["overall"]["left_out"]["means"], 0);
    // 3.5 and 4 are half a point apart, 2.5 and 2.5 are equal.
    assert_eq!(steps["agreement"]["overall"]["equal"], 0.5);
    assert_eq!(steps["agreement"]["overall"]["within_one"], 1.0);
    let off = Case::of("off.csv", format!("{HEAD}A,X,technical,3.3\n")).run(CALIBRATE, &["--step", "0.5"]);
    assert!(off.code == 3 && off.stderr.contains("3.3 is between two steps of 0.5"), "{off}");
    // Where 1 is best, 1 counts as 5.
    let case = Case::of("best.csv", format!("{HEAD}Ada One,Fern Ash,technical,1\nBea Two,Fern Ash,technical,4\n"));
    case.run(IMPORT, &["--reverse"]).fine();
    let export = case.sandbox.run("export").fine();
    assert!(export.contains(",technical,40,5,5,1,,5,") && export.contains(",technical,40,2,2,1,,2,"), "{export}");
}

#[test]
fn what_is_left_out_is_said_and_nothing_else_is() {
    let text =
        format!("{HEAD}Ada One,Fern Ash,technical,4\nBea Two,Fern Ash,technical,nine\nCy Three,Fern Ash,technical,\n");
    let case = Case::of("bad.csv", text);
    let refused = case.run(IMPORT, &[]);
    assert_eq!((refused.code, case.kept_ratings()), (3, 0), "{refused}");
    let skipped = case.run(IMPORT, &["--skip-bad"]);
    assert_eq!((skipped.code, case.kept_ratings()), (0, 1), "{skipped}");
    assert_snapshot!("skipped", skipped.stderr);
}

#[test]
fn a_dry_run_shows_how_a_file_is_understood_and_keeps_nothing() {
    let case = Case::kept(&here("cases/wide-by-interviewer.csv"));
    let shown = case.run(IMPORT, &["--dry-run"]);
    assert_eq!(case.sandbox.sessions().len(), 0);
    assert_snapshot!("dry-run", shown.fine());
    let json = case.run("calibrate --json --dry-run --from", &[]).json();
    assert_eq!((&json["ratings"], &json["not_rated"]), (&10.into(), &2.into()));
}

/// What a dry run says is all that the real one says, but for what that one does.
#[test]
fn a_dry_run_says_all_that_the_real_run_says() {
    for path in cases() {
        let case = Case::kept(&path);
        for command in [CALIBRATE, IMPORT] {
            let dry = case.run(command, &["--dry-run"]);
            assert_eq!(case.kept_ratings(), 0, "{}", case.name);
            let real = case.run(command, &[]);
            for line in real.stderr.lines().filter(|line| !line.starts_with("imported ")) {
                let line = line.replace("error: some names are near to others; nothing was imported", "");
                assert!(dry.stderr.contains(line.trim()), "{}: no {line:?} in {dry}", case.name);
            }
        }
    }
}

/// Separators, encodings and line ends of one table give the same ratings.
#[test]
fn one_table_in_every_dress_is_one_table() {
    let rows = [
        ["Reviewer", "Applicant", "Criterion", "Rating", "Comment"],
        ["Zoë Grün", "Ada One", "technical", "4", "fine; \"so\", and, so\ton"],
        ["Basil Reed", "Ada One", "technical", "3", "two\nlines"],
        ["Zoë Grün", "Bea Two", "technical", "2", ""],
        ["Basil Reed", "Bea Two", "technical", "5", "x"],
    ];
    let written_with = |separator: &str, end: &str| {
        let cell = |text: &&str| format!("\"{}\"", text.replace('"', "\"\""));
        let line = |row: &[&str; 5]| row.iter().map(cell).collect::<Vec<_>>().join(separator) + end;
        rows.iter().map(line).collect::<String>()
    };
    let wanted = Case::of("plain.csv", written_with(",", "\n")).run(CALIBRATE, &["--scale", "1..5"]).fine();
    let utf16 = |text: &str, little: bool| -> Vec<u8> {
        let bytes = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(bytes).collect()
    };
    let latin = |text: &str| -> Vec<u8> { text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin")).collect() };
    let dresses: Vec<(&str, Vec<u8>, &str)> = vec![
        ("semicolons.csv", written_with(";", "\r\n").into(), "semicolons, "),
        ("tabs.tsv", written_with("\t", "\n").into(), "tabs, "),
        ("bars.txt", written_with("|", "\r").into(), "bars, "),
        ("sep.csv", format!("sep=;\r\n{}", written_with(";", "\r\n")).into(), "semicolons, "),
        ("mark.csv", format!("\u{feff}{}", written_with(",", "\r\n")).into(), "commas, "),
        ("little.csv", utf16(&written_with(";", "\r\n"), true), "semicolons, UTF-16, "),
        ("big.csv", utf16(&written_with("\t", "\n"), false), "tabs, UTF-16, "),
        ("latin.csv", latin(&written_with(",", "\n")), "commas, Windows-1252, as it is not UTF-8, "),
    ];
    for (name, bytes, said) in dresses {
        let found = Case::of(name, bytes).run(CALIBRATE, &["--scale", "1..5"]);
        assert!(found.stderr.contains(&format!("{name}: {said}")), "{name}: {found}");
        assert_eq!(found.fine(), wanted, "{name}");
    }
}

#[test]
fn two_readings_are_both_shown_and_either_can_be_said() {
    let case = Case::of("wide.csv", "Subject,Fern,Basil\nS1,4,3\nS2,2,2\n");
    let refused = case.run(CALIBRATE, &[]);
    assert_eq!(refused.code, 3);
    assert_snapshot!("two-readings", refused.stderr);
    let read = case.run(CALIBRATE, &["--columns", "interviewer=*"]);
    assert!(read.stderr.contains("one column per interviewer: 2 (Fern, Basil), all on one dimension"), "{read}");
    assert_eq!(read.json()["n"], 4);
    let read = case.run(CALIBRATE, &["--columns", "dimension=*,interviewer:Iris Holly"]);
    assert!(
        read.stderr.contains("one column per dimension: 2 (Fern, Basil), interviewer Iris Holly throughout"),
        "{read}"
    );
    let numbered = Case::of("numbered.csv", "Subject,Rater 1,Rater 2\nS1,4,3\nS2,2,2\n").run(CALIBRATE, &[]);
    assert!(numbered.stderr.contains("one column per interviewer: 2"), "{numbered}");
}

#[test]
fn decimal_commas_are_read_where_commas_separate_nothing() {
    let case = Case::of("comma.csv", "candidate;interviewer;dimension;score\nA;X;technical;3,5\nB;X;technical;4\n");
    let found = case.run(CALIBRATE, &["--step", "0.5"]);
    assert!(found.stderr.contains("semicolons, decimal commas, one row per rating"), "{found}");
    let mixed = Case::of("mixed.csv", "candidate;interviewer;dimension;score\nA;X;technical;3,5\nB;X;technical;2.5\n");
    let refused = mixed.run(CALIBRATE, &[]);
    assert!(refused.stderr.contains("`2.5` has a decimal point, and scores above have a decimal comma"), "{refused}");
}

#[test]
fn workbooks_are_read_as_tables_are() {
    let mut found = String::new();
    for name in ["plain.xlsx", "plain.ods", "hidden.xlsx", "total.xlsx"] {
        let said = Case::book(name).run(CALIBRATE, &["--skip-bad"]);
        found += &format!("== {name}: {}\n{}", said.code, said.stderr);
    }
    for name in
        ["formulas.xlsx", "dates.xlsx", "merged.xlsx", "columns.xlsx", "far.xlsx", "two_headers.xlsx", "total.xlsx"]
    {
        let case = Case::book(name);
        let said = case.run(IMPORT, &[]);
        found += &format!("== {name}: {}, kept {}\n{}", said.code, case.kept_ratings(), said.stderr);
    }
    let filled = Case::book("merged.xlsx");
    filled.run(IMPORT, &["--fill-down"]).fine();
    assert_eq!(filled.kept_ratings(), 2);
    let no_sheet = Case::book("plain.xlsx").run(CALIBRATE, &["--sheet", "Rating"]);
    found += &no_sheet.stderr;
    assert_snapshot!("workbooks", found);
}

#[test]
fn what_is_no_table_is_said_to_be_what_it_is() {
    let bad: [(&str, &[u8]); 10] = [
        ("a.pdf", b"%PDF-1.7\n1 0 obj\n"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"),
        ("a.zip", b"PK\x03\x04 no zip at all"),
        ("a.gz", b"\x1f\x8b\x08\x00rest"),
        ("a.html", b"<!doctype html><table></table>"),
        ("a.json", b"{\"ratings\": []}"),
        ("a.bin", b"\x00\x01\x02\x03\xfe\x00\x00"),
        ("empty.csv", b""),
        ("head.csv", b"candidate,interviewer,dimension,score\n"),
        ("prose.txt", b"Dear all,\nplease find the ratings below.\n"),
    ];
    let mut said = String::new();
    for (name, bytes) in bad {
        let case = Case::of(name, bytes);
        let found = case.run(CALIBRATE, &[]);
        assert!(found.code == 1 || found.code == 3, "{name}: {found}");
        said += &format!("== {name}: {}\n{}", found.code, found.stderr);
        assert_ne!(case.run(IMPORT, &[]).code, 0, "{name}");
        assert_eq!(case.sandbox.sessions().len(), 0, "{name}");
    }
    assert_snapshot!("no-tables", said);
}

#[test]
fn more_ratings_than_an_import_takes_are_refused() {
    let mut text = HEAD.to_owned();
    for number in 0..100_001 {
        text += &format!("c{number},X,technical,3\n");
    }
    let case = Case::of("many.csv", text);
    let refused = case.run(IMPORT, &[]);
    assert!(refused.code == 1 && refused.stderr.contains("more than 100000 ratings"), "{refused}");
}
