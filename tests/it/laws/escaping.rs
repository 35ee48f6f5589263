//! Law 9: nothing that came from a file, a flag or a prompt reaches a terminal or a CSV cell as anything but text.

use serde_json::Value;

use crate::support::{BRIEF, Sandbox, document, full_interview};

/// Colors, clears the screen, rings, turns the direction of writing, and does the first two in eight bits.
const EVIL: &str = "\u{1b}[31m\u{1b}[2J\u{7}\u{8}\u{202e}\u{2066}\u{9b}31m\u{7f}\u{200f}\u{feff}\r";

/// What must not be printed: characters that steer a terminal, and marks that turn the direction of writing (UAX #9).
fn steering(text: &str) -> Vec<char> {
    let allowed = ['\n'];
    let marks = "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}\u{2028}\u{2029}\u{feff}";
    text.chars().filter(|c| !allowed.contains(c) && (c.is_control() || marks.contains(*c))).collect()
}

/// Puts the evil into every text that a person writes, and leaves names and numbers alone.
fn poison(value: &mut Value, key: &str) {
    const TEXTS: [&str; 16] = [
        "title",
        "summary",
        "script",
        "prompt",
        "answer",
        "handout",
        "why",
        "meaning",
        "looks_like",
        "hints",
        "follow_ups",
        "strong",
        "weak",
        "before",
        "during",
        "after",
    ];
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let scores = name.len() == 1;
                poison(value, if scores { "why" } else { name });
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| poison(value, key)),
        Value::String(text) if TEXTS.contains(&key) || key.starts_with("candidate_") => {
            *text = format!("={EVIL}{text}{EVIL}");
        }
        _ => {}
    }
}

/// The furnished workspace with evil in every text of every document.
fn poisoned() -> Sandbox {
    let sandbox = Sandbox::furnished();
    for name in [
        "banks/craft.json",
        "formats/brief.json",
        "formats/chat.json",
        "formats/loops.json",
        "formats/tracks.json",
        "rubrics/craft.json",
    ] {
        let mut value: Value = serde_json::from_str(&document(name)).expect("it reads");
        poison(&mut value, "");
        let text = serde_json::to_string_pretty(&value).expect("it writes");
        assert!(text.contains("\u{9b}"), "{name} is poisoned");
        sandbox.write(name, text);
    }
    sandbox
}

/// An interview in which everything typed is evil, too.
fn held(sandbox: &Sandbox) -> String {
    let evil = EVIL.replace('\r', "");
    let script = full_interview([5, 1, 4, 2])
        .replace("says what", &format!("=cmd() {evil} says what"))
        .replace("it was the other team", &format!("@SUM(A1) {evil}"))
        .replace("held every", &format!("+held {evil} every"))
        .replace("Knows the craft", &format!("-knows {evil}"))
        .replace("Asks before", &format!("=asks {evil}"))
        .replace("Say numbers", &format!("\t=say {evil}"));
    let all = format!(
        "/zzz{evil}\n/t {evil}\n/go {evil}\n/swap {evil}\n/bring {evil}\n/flag {evil} x\n/list\n/plan\n/end {evil}\n{script}"
    );
    let said = sandbox.interview(BRIEF, ["=cmd()|'/c calc'!A1", "@Kim"]).stdin(&all).run();
    assert_eq!(said.code, 0, "{said:?}");
    said.to_string()
}

#[test]
fn law_09_nothing_from_outside_steers_a_terminal() {
    let sandbox = poisoned();
    let talk = held(&sandbox);
    assert_eq!(steering(&talk), Vec::<char>::new(), "the interview: {talk:?}");
    assert!(talk.contains('\u{fffd}'), "what was there is shown as a sign");
    // People's names are checked when they are taken up, but the file may be edited by hand.
    sandbox.change("sessions/people.json", "@Kim", "@Kim\\u001b[31m\\u202e\\u009b");
    let session = sandbox.session();
    let mut lines: Vec<String> = ["", " --markdown"].map(|flag| format!("scorecard {session}{flag}")).to_vec();
    lines.extend(["", " --markdown"].map(|flag| format!("feedback {session}{flag}")));
    lines.extend(["", " --markdown"].map(|flag| format!("compare{flag}")));
    for line in [
        "plan brief --level mid --track maker --seed 1 --explain",
        "sessions",
        "history",
        "questions clock --bank craft",
        "questions design-inbox",
        "formats",
        "formats brief",
        "loops",
        "tracks",
        "tracks maker",
        "rubrics",
        "rubrics craft",
        "check",
    ] {
        lines.push(line.to_owned());
    }
    for line in lines {
        let said = sandbox.run(&line);
        assert_eq!(steering(&said.to_string()), Vec::<char>::new(), "{line}: {said:?}");
        assert!(said.code == 0 || line.starts_with("check"), "{line}: {said:?}");
    }
}

#[test]
fn law_09_nothing_from_outside_stands_raw_in_json_which_still_means_what_it_meant() {
    let sandbox = poisoned();
    held(&sandbox);
    let session = sandbox.session();
    for line in [
        "plan brief --level mid --track maker --seed 1 --json",
        &format!("scorecard {session} --json"),
        &format!("feedback {session} --json"),
        "compare --json",
        "sessions --json",
        "questions design-inbox --json",
        "formats --json",
        "loops --json",
        "tracks --json",
        "rubrics --json",
        "export --json",
        "check --json",
    ] {
        let said = sandbox.run(line);
        assert_eq!(steering(&said.to_string()), Vec::<char>::new(), "{line}");
    }
    let found = sandbox.run("questions design-inbox --json").json();
    assert!(found["prompt"].as_str().expect("a prompt").contains(EVIL));
}

#[test]
fn law_09_flags_are_shown_as_text() {
    let sandbox = poisoned();
    let evil = EVIL;
    for arguments in [
        vec!["plan", evil],
        vec!["plan", "brief", "--track", evil],
        vec!["plan", "brief", "--tech", evil],
        vec!["plan", "brief", "--level", evil],
        vec!["plan", "brief", "--now", evil],
        vec!["plan", "brief", "--seed", evil],
        vec!["plan", "brief", "--candidate", evil],
        vec!["score", evil],
        vec!["score", "technical=\u{1b}[31m4"],
        vec!["score", "\u{202e}=4"],
        vec!["scorecard", evil],
        vec!["resume", evil],
        vec!["sessions", "--candidate", evil],
        vec!["compare", evil],
        vec!["questions", evil],
        vec!["questions", "--bank", evil],
        vec!["formats", evil],
        vec!["check", evil],
        vec!["copy", evil],
        vec!["schema", evil],
        vec![evil],
        vec!["sessions", evil],
        vec!["sessions", "--workspace", "\u{1b}[31m\u{202e}/\u{9b}"],
        vec!["init", "/dev/null/\u{1b}[31m\u{202e}\u{9b}"],
        vec!["man", "--all", "man\u{1b}[31m\u{202e}\u{9b}"],
        vec!["score", "technical=4", "-o", "\u{1b}[31m\u{202e}\u{9b}.txt"],
        vec!["score", "technical=4", "--csv", "-o", "\u{1b}[31m\u{202e}\u{9b}.html"],
    ] {
        let said = sandbox.call(arguments.iter().copied()).run();
        assert_eq!(steering(&said.to_string()), Vec::<char>::new(), "{arguments:?}: {said:?}");
    }
}

/// Every command that reads, in every notation: nothing steers, and in HTML nothing that was written is markup.
#[test]
fn law_09_nothing_from_outside_steers_in_any_notation() {
    const MARKUP: &str = "<script>alert(1)</script><img src=x>";
    let sandbox = poisoned();
    held(&sandbox);
    sandbox.change("sessions/people.json", "@Kim", &format!("@Kim\\u001b[31m\\u202e\\u009b{MARKUP}"));
    let session = sandbox.session();
    let reason = format!("=why{EVIL}\n{MARKUP}");
    let note = format!("first{EVIL}\nsecond {MARKUP}");
    sandbox.call(["amend", &session, "--reason", &reason, "--note", &note, "--went-well", &note]).run().fine();
    for line in [
        format!("scorecard {session}"),
        format!("feedback {session}"),
        "compare".into(),
        "compare --calibrated".into(),
        "calibrate --details".into(),
        "sessions".into(),
        "export".into(),
        "plan brief --level mid --track maker --seed 1 --explain".into(),
        "questions clock --bank craft".into(),
        "questions design-inbox".into(),
        "formats".into(),
        "formats brief".into(),
        "loops".into(),
        "tracks".into(),
        "tracks maker".into(),
        "rubrics".into(),
        "rubrics craft".into(),
        "score technical=4 --rubric craft".into(),
        "check --unnamed".into(),
    ] {
        for flag in ["", " --json", " --csv", " --markdown", " --html"] {
            let said = sandbox.run(&format!("{line}{flag}"));
            let has_no_table = line.starts_with("feedback") && flag == " --csv";
            assert_eq!(said.code, if has_no_table { 2 } else { 0 }, "{line}{flag}: {said}");
            let text = said.to_string().replace("\r\n", "\n");
            assert_eq!(steering(&text), Vec::<char>::new(), "{line}{flag}: {text:?}");
            if flag == " --html" {
                assert!(!said.stdout.contains("<script") && !said.stdout.contains("<img"), "{line}: {}", said.stdout);
            }
        }
    }
}

/// A cell that a spreadsheet would run begins, after blanks, with one of these; a number may.
fn runs(cell: &str) -> bool {
    let start = cell.trim_start().chars().next();
    matches!(start, Some('=' | '+' | '-' | '@' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}'))
        && cell.parse::<f64>().is_err()
}

#[test]
fn law_09_no_cell_is_a_formula() {
    let sandbox = poisoned();
    held(&sandbox);
    sandbox.change("sessions/people.json", "@Kim", "\u{ff1d}cmd()\\u001b[31m\\u202e\\t");
    let session = sandbox.session();
    let mut cells = 0;
    for line in ["export".to_owned(), format!("scorecard {session} --csv"), "compare --csv".into()] {
        let text = sandbox.run(&line).fine();
        assert_eq!(steering(&text.replace("\r\n", "\n")), Vec::<char>::new(), "{line}: {text:?}");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        for row in reader.records() {
            for cell in &row.expect("a row") {
                assert!(!runs(cell), "{line}: {cell:?}");
                cells += 1;
            }
        }
        assert!(text.contains("'=cmd()"), "the name is there, as text: {text}");
    }
    assert!(cells > 100, "{cells}");
}

/// On a terminal, where colors are not stripped on the way, flags are no less cleaned.
#[test]
fn law_09_flags_are_shown_as_text_on_a_terminal() {
    let sandbox = Sandbox::furnished();
    for arguments in [
        ["plan", "brief", "--level", "\u{1b}[31mx\u{202e}"],
        ["sessions", "--json", "\u{1b}]0;title\u{7}", "x"],
        ["score", "a", "--rubric", "\u{1b}[2J\u{9b}31m"],
    ] {
        let mut terminal = sandbox.call(arguments).on_terminal(100, 50);
        terminal.ends_with(2);
        let shown = String::from_utf8_lossy(&terminal.raw()).into_owned();
        assert!(!shown.is_empty());
        for evil in ["\u{1b}[31mx", "\u{202e}", "\u{1b}]0;", "\u{7}", "\u{1b}[2J", "\u{9b}"] {
            assert!(!shown.contains(evil), "{arguments:?}: {shown:?}");
        }
    }
}

/// The board, on every page that a chord opens: a terminal gets no mark that turns the direction of writing, no control of eight bits,
/// and no bell, whatever the documents hold. (What stands for them is no sign that vt100 draws, so the screen itself is not looked at.)
#[test]
fn law_09_no_screen_of_the_board_shows_what_steers() {
    let sandbox = poisoned();
    let arguments = "run brief --level mid --track maker --seed 1 --candidate Ann --interviewer Kim";
    let mut terminal = sandbox.call(arguments.split(' ')).without("HOTSEAT_NOW").on_terminal(80, 24);
    terminal.sees("What now?").types("\r").sees("Before you begin").types("\x19").sees("the clocks run");
    for _ in 0..4 {
        terminal.types("\x0e").sees("NOTE");
        for chord in ["\x1bOP", "\x1b[21~", "\x06", "\x07", "\x05"] {
            terminal.types(chord);
            std::thread::sleep(std::time::Duration::from_millis(60));
            terminal.types("\x1b");
            std::thread::sleep(std::time::Duration::from_millis(60));
        }
    }
    let raw = String::from_utf8_lossy(&terminal.raw()).into_owned();
    let evil: Vec<char> = steering(&raw).into_iter().filter(|c| !matches!(c, '\u{1b}' | '\r' | '\u{8}')).collect();
    assert_eq!(evil, Vec::<char>::new(), "{raw:?}");
}
