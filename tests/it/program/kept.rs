//! Laws 2, 3, 5, 8 and 11 as the program keeps them on disk: what was acknowledged is there, whatever ends the process.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::commands::panel;
use super::sandbox::{Sandbox, full_interview};

const RUN: &str = "run brief --plain --level mid --track maker --seed 7 --candidate Ann --interviewer Kim";

/// The process is killed while lines are still coming in; whatever was acknowledged before is in the journal, in order.
#[test]
fn law_3_a_process_killed_at_any_moment_loses_nothing_acknowledged() {
    for acknowledged in [0, 1, 7, 23] {
        let sandbox = Sandbox::furnished();
        let mut child = sandbox.call(RUN.split(' ')).open();
        let mut stdin = child.stdin.take().expect("a pipe");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        writeln!(stdin, "/next").expect("it reads");
        for number in 0..60 {
            writeln!(stdin, "note number {number}.").expect("it reads");
        }
        stdin.flush().expect("it reads");
        if acknowledged == 0 {
            assert!(lines.any(|line| line.expect("text").starts_with("Ratings:")));
        }
        for _ in 0..acknowledged {
            assert!(lines.any(|line| line.expect("text").ends_with("> noted")));
        }
        child.kill().expect("it dies");
        child.wait().expect("it is dead");
        let journal = sandbox.journal();
        for number in 0..acknowledged {
            assert!(journal.contains(&format!("note number {number}.")), "{number}: {journal}");
        }
        // Whole lines follow each other; at most the last is cut.
        let (entries, _) = hotseat::store::parse(journal.as_bytes()).expect("no line in the middle is damaged");
        let notes = entries.len() - 2;
        let resumed = sandbox.call(["resume"]).stdin("after the crash\n/plan\n/quit\n").run();
        assert_eq!(resumed.code, 0, "{}", resumed.all());
        let journal = sandbox.journal();
        assert!(journal.contains("after the crash"), "{journal}");
        assert_eq!(journal.matches("note number").count(), notes, "none is lost and none doubled");
        assert_eq!(sandbox.run("check").code, 0);
    }
}

/// Killed in the middle of the first moments, a folder that is not whole is no session.
#[test]
fn law_3_a_session_has_its_name_only_once_it_is_whole() {
    let sandbox = Sandbox::furnished();
    sandbox.hold("run brief --plain --level mid --track maker --seed 7", "Ann Lee", "Kim Park", 7, "/q\n").fine();
    let folder = sandbox.path("sessions");
    fs::create_dir(folder.join(".new-2026-11-21-cxxxxx-r1-kim-park-zzzz")).expect("a folder");
    fs::create_dir(folder.join("2026-11-21-cxxxxx-r1-kim-park-yyyy")).expect("a folder");
    assert_eq!(sandbox.run("sessions --json").json().as_array().map(Vec::len), Some(1));
    assert_eq!(sandbox.run("check").code, 0);
}

/// The disk refuses the line: it is said at once, nothing is applied, and what comes next is recorded again.
#[cfg(unix)]
#[test]
fn law_3_a_failed_write_is_shown_and_nothing_is_applied() {
    let sandbox = Sandbox::furnished();
    sandbox.call(RUN.split(' ')).stdin("/n\n/4 4\n").run().fine();
    let before = sandbox.journal();
    // One block more than there is, in units of 512 bytes; a file that would grow beyond it fails as a full disk does.
    let blocks = before.len() / 512 + 2;
    let long = "x".repeat(3000);
    let script = format!("{long}\n/time\n/undo\nshort\n/quit\n");
    let said = sandbox.call(["resume"]).stdin(&script).below(&format!("trap '' XFSZ; ulimit -f {blocks}")).run();
    let refused = said.stdout.lines().find(|line| line.contains("NOT SAVED")).expect("it is said");
    assert!(refused.contains("> NOT SAVED: can't write [WORKSPACE]/sessions/"), "{refused}");
    assert!(refused.contains("journal.jsonl: File too large (os error 27)"), "{refused}");
    // The note was not applied, so that the undo takes the rating before it back.
    assert!(said.stdout.contains("undone: communication 4 at Q1"), "{}", said.all());
    assert!(said.stdout.contains("> noted"), "{}", said.all());
    assert_eq!(said.code, 0, "{}", said.all());
    let after = sandbox.journal();
    assert!(after.starts_with(&before) && !after.contains("xxx") && after.contains("short"), "{after}");
    assert_eq!(sandbox.run("check").code, 0, "not even half a line is left");
}

/// Nothing can be written at all: nothing is begun, and the message says what to do.
#[cfg(unix)]
#[test]
fn law_3_a_session_that_cannot_be_kept_is_not_begun() {
    let sandbox = Sandbox::furnished();
    let said = sandbox.call(RUN.split(' ')).stdin("/n\nlost?\n").below("trap '' XFSZ; ulimit -f 0").run();
    assert_eq!(said.code, 1, "{}", said.all());
    assert!(said.stderr.starts_with("error: can't write "), "{}", said.stderr);
    assert!(!said.stdout.contains("noted"), "{}", said.stdout);
    assert_eq!(sandbox.sessions().iter().filter(|name| !name.starts_with('.')).count(), 0);
}

/// A half-typed note that a crash left becomes a note when the session goes on.
#[test]
fn law_3_a_draft_is_kept_and_offered() {
    let sandbox = Sandbox::furnished();
    sandbox.call(RUN.split(' ')).stdin("/n\n").run().fine();
    let draft = format!("sessions/{}/draft.txt", sandbox.session());
    sandbox.write(&draft, "half a tho");
    let said = sandbox.call(["resume"]).stdin("/q\n").run();
    assert!(said.stdout.starts_with("your half-typed note was kept:\nhalf a tho\n"), "{}", said.all());
    assert!(sandbox.journal().contains("half a tho"));
    assert!(!sandbox.path(&draft).exists());
}

/// Cut at every byte: the whole lines before the cut are read, and what was dropped is said.
#[test]
fn law_2_the_journal_of_a_whole_interview_cut_at_every_byte() {
    let sandbox = Sandbox::furnished();
    sandbox.call(RUN.split(' ')).stdin(&full_interview([4, 3, 5, 2])).run().fine();
    let journal = sandbox.journal().into_bytes();
    let (all, none) = hotseat::store::parse(&journal).expect("it reads");
    assert_eq!(none, None);
    for cut in 0..=journal.len() {
        let (entries, dropped) = hotseat::store::parse(&journal[..cut]).expect("whole lines read");
        let whole = journal[..cut].split(|byte| *byte == b'\n').count() - 1;
        assert_eq!(entries, all[..whole]);
        let kept = journal[..cut].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        match dropped {
            Some(dropped) => assert_eq!((dropped.line, dropped.bytes), (whole + 1, cut - kept)),
            None => assert_eq!(cut, kept),
        }
    }
}

/// The bank, the format and the rubric are changed beyond recognition after the session; its card stays as it was.
#[test]
fn law_5_no_edit_changes_a_recorded_score() {
    let sandbox = Sandbox::furnished();
    sandbox.call(RUN.split(' ')).stdin(&full_interview([4, 3, 5, 2])).run().fine();
    let session = sandbox.session();
    let card = |flag: &str| sandbox.call(["scorecard", &session, flag]).run().fine();
    let before = (card("--json"), card("--csv"), sandbox.run("compare --json").fine());
    sandbox.change("rubrics/craft.json", "\"weight\": 40", "\"weight\": 10");
    sandbox.change("rubrics/craft.json", "\"weight\": 15", "\"weight\": 45");
    sandbox.change("rubrics/craft.json", "\"at_least\": \"3.8\"", "\"at_least\": \"4.4\"");
    sandbox.change("banks/craft.json", "Your build got slow", "Your tests got slow");
    sandbox.change("formats/brief.json", "\"title\": \"Brief interview\"", "\"title\": \"Other\"");
    assert_eq!((card("--json"), card("--csv"), sandbox.run("compare --json").fine()), before);
    for folder in ["banks", "formats", "rubrics"] {
        fs::remove_dir_all(sandbox.path(folder)).expect("it goes");
    }
    assert_eq!((card("--json"), card("--csv"), sandbox.run("compare --json").fine()), before);
}

/// A question brought in stands whole in its event.
#[test]
fn law_5_a_question_brought_in_is_kept_whole() {
    let sandbox = Sandbox::furnished();
    let script = "/n\n/bring own-project\n/4 4\n/end\ny\n/submit\ny\n";
    sandbox.call(RUN.split(' ')).stdin(script).run().fine();
    let session = sandbox.session();
    let before = sandbox.call(["scorecard", &session]).run().fine();
    assert!(before.contains("own-project"), "{before}");
    fs::remove_dir_all(sandbox.path("banks")).expect("it goes");
    assert_eq!(sandbox.call(["scorecard", &session]).run().fine(), before);
}

/// Elapsed time is carried on over leaving, pausing, undoing and a night in between.
#[test]
fn law_8_time_used_never_runs_backward() {
    let sandbox = Sandbox::furnished();
    sandbox.call(RUN.split(' ')).stdin("/n\n/extend 5\n/pause\n/resume\n/undo\nnote\n/undo\n/q\n").run().fine();
    for now in ["2026-11-22T08:00:00Z", "2026-11-20T08:00:00Z", "2025-01-01T00:00:00Z"] {
        let script = "/time\n/pause\n/time\n/resume\n/4\n/undo\n/time\n/q\n";
        let said = sandbox.call(["resume"]).env("HOTSEAT_NOW", now).stdin(script).run();
        assert_eq!(said.code, 0, "{}", said.all());
        let clocks: Vec<u64> = said.stdout.split("all ").skip(1).filter_map(seconds).collect();
        assert!(clocks.len() > 8 && clocks.is_sorted(), "{clocks:?}");
    }
    let times: Vec<u64> = sandbox
        .journal()
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["ms"].as_u64().expect("a time"))
        .collect();
    assert!(times.is_sorted(), "{times:?}");
}

/// `12:05/25:00] ...` in seconds.
fn seconds(text: &str) -> Option<u64> {
    let (minutes, rest) = text.split_once(':')?;
    Some(minutes.parse::<u64>().ok()? * 60 + rest.get(..2)?.parse::<u64>().ok()?)
}

/// Every file and folder with its size, its time of change and its text.
fn tree(folder: &Path) -> BTreeMap<PathBuf, (SystemTime, Vec<u8>)> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(path) = open.pop() {
        let changed = fs::metadata(&path).and_then(|data| data.modified()).expect("it is there");
        let text = if path.is_dir() { Vec::new() } else { fs::read(&path).expect("it reads") };
        if path.is_dir() {
            open.extend(fs::read_dir(&path).expect("it reads").map(|entry| entry.expect("an entry").path()));
        }
        found.insert(path, (changed, text));
    }
    found
}

/// Reading commands, all of them, over an empty workspace and over a full one.
#[test]
fn law_11_reading_commands_create_and_change_nothing() {
    let full = panel();
    let sessions = full.sessions();
    let submitted =
        sessions.iter().find(|name| full.call(["scorecard", name]).run().code == 0).expect("one is submitted");
    let card = format!("scorecard {submitted} --csv");
    let feedback = format!("feedback {submitted}");
    let lines = [
        "",
        "--help",
        "plan brief --track maker",
        "plan two-rounds --track maker --json",
        &card,
        &feedback,
        "score t=4 ps=3 c=4 cq=5",
        "compare",
        "compare --csv",
        "export",
        "sessions",
        "sessions --example",
        "questions clock",
        "questions design-inbox",
        "formats",
        "formats warm-up",
        "loops",
        "tracks",
        "rubrics",
        "rubrics core",
        "check",
        "check --json",
        "copy",
        "schema bank",
        "completions fish",
        "resume nobody",
        "run",
        "frobnicate",
    ];
    let empty = Sandbox::empty();
    for sandbox in [&full, &empty] {
        for line in lines {
            let before = tree(sandbox.folder());
            let said = sandbox.run(line);
            assert!(!said.stderr.contains("panicked"), "{line}: {}", said.stderr);
            assert_eq!(tree(sandbox.folder()), before, "{line}");
        }
    }
}

/// People and sessions are for their owner's eyes alone.
#[cfg(unix)]
#[test]
fn sessions_and_people_are_readable_by_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = Sandbox::furnished();
    sandbox.call(RUN.split(' ')).stdin("/n\nnote\n/q\n").below("umask 000").run().fine();
    for (path, _) in tree(&sandbox.path("sessions")) {
        let mode = fs::metadata(&path).expect("it is there").permissions().mode() & 0o777;
        // A lock holds nothing, and below a private folder nobody else comes to it.
        let lock = path.file_name().is_some_and(|name| name.to_string_lossy().ends_with("lock"));
        assert!(mode.trailing_zeros() >= 6 || lock, "{} is {mode:o}", path.display());
    }
}
