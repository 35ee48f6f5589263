//! Bad input: a clear error with what to do next, the right exit code, nothing lost, no panic.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};

use crate::support::{Hotseat, WHOLE, bank};

fn transcript(hotseat: &Hotseat, cases: &[&[&str]]) -> String {
    cases.iter().map(|case| format!("$ hotseat {}\n{}\n", case.join(" "), hotseat.run(case).whole())).collect()
}

#[test]
fn words_that_name_nothing() {
    let hotseat = Hotseat::shipped();
    let cases: &[&[&str]] = &[
        &["plan", "technical-screning"],
        &["plan", "warm-up", "--level", "snr"],
        &["plan", "warm-up", "--track", "bakend"],
        &["plan", "warm-up", "--tech", "pyton"],
        &["plan", "system-design", "--track", "ux-design"],
        &["plan", "technical-leadership", "--level", "junior"],
        &["score", "tecnical=4"],
        &["score", "technical=0"],
        &["score", "technical=6"],
        &["score", "technical=3.5"],
        &["score", "technical=four"],
        &["score", "technical"],
        &["score", "technical=4", "technical=4"],
        &["score", "--rubric", "cor", "technical=4", "--level", "mid"],
        &["rubrics", "kore"],
        &["questions", "--bank", "djang"],
        &["questions", "no-such-question-at-all"],
        &["resume", "2026"],
        &["scorecard", "2026", "--example"],
        &["compare", "Nobody", "--example"],
        &["compare", "--kit", "nothing", "--example"],
        &["schema", "bnak"],
        &["copy", "croe"],
        &["nonsense"],
        &[
            "run",
            "individual-contributor",
            "--level",
            "mid",
            "--track",
            "backend",
            "--candidate",
            "A",
            "--interviewer",
            "B",
        ],
        &["check", "no/such/folder"],
    ];
    insta::assert_snapshot!("bad-words", transcript(&hotseat, cases));
}

#[test]
fn documents_with_mistakes() {
    let question = r#"{"id": "a", "prompt": "Why {foo}?", "kind": "concept", "level": "mid", "difficulty": 2, "minutes": 5, "topics": ["t"],
      "dimensions": ["technical"], "answer": "Because.", "signals": {"strong": ["a"], "weak": ["b"]}, "follow_ups": []}"#;
    let deep = "[".repeat(10_000);
    let twice = format!(r#"{{"version": 1, "id": "x", "title": "X", "questions": [{question}, {question}]}}"#);
    let cases: &[(&str, &str, &[u8])] = &[
        ("a typing mistake", "banks/x.json", br#"{"version": 1, "id": "x", "title": "X", "questions": [
  {"id": "a", "promt": "Hi", "kind": "concpt", "level": "mid", "difficulty": 9, "minutes": "5", "topics": [], "dimensions": ["technical"],
   "answer": "a", "signals": {"strong": []}, "follow_ups": []}]}"#),
        ("an id twice", "banks/x.json", twice.as_bytes()),
        ("a missing comma", "banks/x.json", b"{\"version\": 1\n \"id\": \"x\"}"),
        ("a newer version", "banks/x.json", br#"{"version": 2, "id": "x", "title": "X", "questions": []}"#),
        ("not UTF-8", "banks/x.json", b"{\"version\": 1,\n \"id\": \"\xff\"}"),
        ("an empty file", "banks/x.json", b""),
        ("deep nesting", "banks/x.json", deep.as_bytes()),
        ("another name than the file", "banks/x.json", br#"{"version": 1, "id": "y", "title": "X", "questions": []}"#),
        ("weights that add to 99, a threshold out of order", "rubrics/core.json", b""),
        ("minutes that do not add up, a circle", "formats/f.json", br#"{"version": 1, "id": "f", "title": "F", "summary": "s", "minutes": 20,
  "rubric": "core", "dimensions": ["tecnical"], "mix": {"junior": [20,20,20,20,20], "mid": [20,20,20,20,10], "senior": [20,20,20,20,20],
  "lead": [20,20,20,20,20]}, "sections": [
  {"id": "a", "title": "A", "minutes": 5, "continues": "b"}, {"id": "b", "title": "B", "minutes": 5, "continues": "a"},
  {"id": "c", "title": "C", "minutes": 5, "continues": "nowhere"}, {"id": "d", "title": "D", "minutes": 4, "kinds": ["concept"]}]}"#),
    ];
    let mut shown = String::new();
    for (what, name, bytes) in cases {
        let hotseat = Hotseat::shipped();
        if name.starts_with("rubrics") {
            let text = include_str!("../../../rubrics/core.json");
            let text = text.replacen("\"weight\": 40", "\"weight\": 39", 1).replacen(
                "\"at_least\": \"3.8\"",
                "\"at_least\": \"4.6\"",
                1,
            );
            hotseat.write(name, &text);
        } else {
            hotseat.write_bytes(name, bytes);
        }
        shown += &format!("# {what}\n{}\n", hotseat.run(&["check"]).whole());
        assert_eq!(hotseat.run(&["plan", "warm-up", "--seed", "1"]).code, 3, "{what}");
    }
    insta::assert_snapshot!("bad-documents", shown);
}

#[test]
fn an_id_in_two_banks() {
    let hotseat = Hotseat::small();
    let mut other = bank();
    other["id"] = "other".into();
    other["questions"].as_array_mut().expect("a list").truncate(1);
    hotseat.write("banks/other.json", &other.to_string());
    let ran = hotseat.run(&["check"]);
    assert_eq!(ran.code, 3);
    assert!(ran.stdout.contains("the id `s-0` is used in bank `other`, too"), "{}", ran.stdout);
}

#[test]
fn a_bank_of_100_megabytes() {
    let hotseat = Hotseat::shipped();
    let filler = "a".repeat(100 << 20);
    hotseat.write(
        "banks/x.json",
        &format!("{{\"version\": 1, \"id\": \"x\", \"title\": \"{filler}\", \"questions\": []}}"),
    );
    let ran = hotseat.run(&["check"]);
    assert_eq!(ran.code, 3);
    assert!(
        ran.stdout
            .starts_with("[workspace]/banks/x.json: the file has 100 MB; at most 32 MB are read\n    hint: split it"),
        "{}",
        ran.stdout
    );
}

#[test]
fn candidates_with_odd_names() {
    let long = "a".repeat(300);
    let cases = [
        ("../../etc", 0),
        ("=cmd()", 0),
        ("अनिता शर्मा", 0),
        ("李", 0),
        ("O'Neill, \"Ann\"", 0),
        ("\u{1b}[31mred", 2),
        ("a\u{202e}b", 2),
        (long.as_str(), 2),
        ("   ", 2),
        ("...", 2),
    ];
    for (name, code) in cases {
        let hotseat = Hotseat::small();
        let ran = hotseat.warm_up(name, "Kim", WHOLE);
        assert_eq!(ran.code, code, "{name}: {}", ran.whole());
        assert_eq!(hotseat.sessions().len(), usize::from(code == 0), "{name}");
        if code == 2 {
            assert!(ran.stderr.contains("error: ") && ran.stderr.contains("hint: "), "{}", ran.stderr);
        }
        let stray: Vec<_> =
            fs::read_dir(hotseat.path().parent().expect("a parent")).expect("it reads").flatten().collect();
        assert!(stray.iter().all(|entry| entry.file_name() != "etc"));
    }
}

#[test]
fn law_9_nothing_from_outside_steers_a_terminal_or_a_spreadsheet() {
    let evil = "note \u{1b}[2Jx\u{7}\u{202e}y\u{9b}31m";
    let hotseat = Hotseat::small();
    let lines =
        WHOLE.replace("knocks before entering", evil).replace("Would open every door with her.", "=HYPERLINK(\"x\")");
    hotseat.warm_up("=cmd()", "@Kim", &lines).ok();
    let session = hotseat.sessions().remove(0);
    let mut outputs = vec![hotseat.run(&["compare"]), hotseat.run(&["sessions"]), hotseat.run(&["feedback", &session])];
    for flag in ["--csv", "--markdown", "--json"] {
        outputs.push(hotseat.run(&["scorecard", &session, flag]));
    }
    outputs.push(hotseat.run(&["scorecard", &session]));
    outputs.push(hotseat.run(&["plan", "\u{1b}[2Jx"]));
    outputs.push(hotseat.run(&["resume", "\u{1b}[2Jx"]));
    for ran in outputs {
        let text = format!("{}{}", ran.stdout, ran.stderr);
        let steers = text
            .chars()
            .find(|c| (c.is_control() && !matches!(c, '\n' | '\r')) || ('\u{202a}'..='\u{202e}').contains(c));
        assert_eq!(steers, None, "{text:?}");
    }
    let csv = hotseat.run(&["scorecard", &session, "--csv"]).ok();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    for record in reader.records() {
        for cell in &record.expect("RFC 4180") {
            assert!(!cell.starts_with(['=', '+', '@', '\t']), "{cell}");
        }
    }
}

#[test]
fn a_name_one_letter_away_asks() {
    let hotseat = Hotseat::small();
    hotseat.warm_up("Robin Hale", "Kim", WHOLE).ok();
    let ran = hotseat.warm_up("Robin Hall", "Kim", WHOLE);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("`Robin Hall` is not known, but Robin Hale (c"), "{}", ran.stderr);
    assert!(ran.stderr.contains("--new-candidate"), "{}", ran.stderr);
    assert_eq!(hotseat.sessions().len(), 1);
}

#[test]
fn a_journal_cut_in_its_last_line_goes_on_and_says_so() {
    let hotseat = Hotseat::small();
    hotseat.warm_up("Ann Lee", "Kim", "/next\nfirst\nsecond\n/quit\n");
    let journal = hotseat.journal();
    let bytes = fs::read(&journal).expect("it reads");
    let whole = bytes.split(|byte| *byte == b'\n').count() - 1;
    fs::OpenOptions::new()
        .write(true)
        .open(&journal)
        .expect("it opens")
        .set_len(bytes.len() as u64 - 9)
        .expect("it is cut");
    let check = hotseat.run(&["check"]);
    assert_eq!(check.code, 3);
    assert!(check.stdout.contains("the last line was not written whole"), "{}", check.stdout);
    let ran = hotseat.run_with(&["resume", "--plain"], "/quit\n");
    assert_eq!(ran.code, 0, "{}", ran.whole());
    assert!(ran.stderr.contains(&format!("(line {whole}) was not written whole and was dropped")), "{}", ran.stderr);
}

#[test]
fn a_journal_damaged_in_the_middle_is_left_alone() {
    let hotseat = Hotseat::small();
    hotseat.warm_up("Ann Lee", "Kim", "/next\nfirst\nsecond\n/quit\n");
    let journal = hotseat.journal();
    let text = fs::read_to_string(&journal).expect("it reads").replacen("\"first\"", "first", 1);
    let name = journal.strip_prefix(hotseat.path()).expect("below").display().to_string();
    hotseat.write(&name, &text);
    for command in [&["resume", "--plain"][..], &["sessions"], &["compare"], &["export"]] {
        let ran = hotseat.run(command);
        assert_eq!(ran.code, 3, "{command:?}: {}", ran.whole());
        assert!(ran.stderr.contains("journal.jsonl:3: this line is damaged"), "{}", ran.stderr);
    }
    assert_eq!(fs::read_to_string(&journal).expect("it reads"), text);
}

#[test]
fn the_same_session_opened_twice() {
    let hotseat = Hotseat::small();
    hotseat.warm_up("Ann Lee", "Kim", "/quit\n");
    let session = hotseat.sessions().remove(0);
    let mut first = hotseat.spawn(&["resume", &session, "--plain"]);
    let mut lines = BufReader::new(first.stdout.take().expect("a pipe"));
    let mut line = String::new();
    while !line.contains("Introduction") {
        line.clear();
        assert!(lines.read_line(&mut line).expect("it reads") > 0, "it began");
    }
    let second = hotseat.run(&["resume", &session, "--plain"]);
    assert_eq!(second.code, 1);
    assert!(second.stderr.contains("is open in another terminal"), "{}", second.stderr);
    first.stdin.take().expect("a pipe").write_all(b"/quit\n").expect("it hears");
    let mut rest = String::new();
    lines.read_to_string(&mut rest).expect("it reads");
    assert!(first.wait().expect("it ends").success());
}

#[test]
fn a_closed_pipe_is_silent() {
    let hotseat = Hotseat::shipped();
    let mut child = hotseat.spawn(&["questions"]);
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("it reads");
    assert_eq!(said, "");
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}

#[test]
fn a_workspace_that_is_missing_or_is_a_file() {
    let hotseat = Hotseat::shipped();
    assert_eq!(hotseat.run(&["--workspace", "not/there", "sessions", "--example"]).code, 0);
    hotseat.write("file", "x");
    let arguments = [
        "--workspace",
        "file",
        "run",
        "warm-up",
        "--level",
        "mid",
        "--track",
        "backend",
        "--candidate",
        "A",
        "--interviewer",
        "B",
        "--plain",
    ];
    let ran = hotseat.run_with(&arguments, "/quit\n");
    assert_eq!(ran.code, 1, "{}", ran.whole());
    assert!(ran.stderr.starts_with("error: can't "), "{}", ran.stderr);
}
