//! Laws 2, 3, 5, 8 and 11 as the program keeps them on disk: what was acknowledged is there, whatever ends the process.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Write as _};

use insta::assert_snapshot;
use serde_json::Value;

use crate::cli::panel;
use crate::support::{BRIEF, Sandbox, full_interview};

const PAIR: [&str; 2] = ["Ann Lee", "Kim Park"];

/// The process is killed while lines are still coming in; whatever was acknowledged before is in the journal, in order.
#[test]
fn law_03_a_process_killed_at_any_moment_loses_nothing_acknowledged() {
    for acknowledged in [0, 1, 7, 23] {
        let sandbox = Sandbox::furnished();
        let mut child = sandbox.interview(BRIEF, PAIR).open();
        let mut stdin = child.stdin.take().expect("a pipe");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        writeln!(stdin, "/next").expect("it reads");
        for number in 0..60 {
            writeln!(stdin, "note number {number}.").expect("it reads");
        }
        write!(stdin, "half a no").expect("it reads");
        stdin.flush().expect("it reads");
        if acknowledged == 0 {
            assert!(lines.any(|line| line.expect("text").starts_with("Ratings: ")));
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
        assert_eq!(resumed.code, 0, "{resumed}");
        let journal = sandbox.journal();
        assert!(journal.contains("after the crash"), "{journal}");
        assert_eq!(journal.matches("note number").count(), notes, "none is lost and none doubled");
        assert_eq!(sandbox.run("check").code, 0);
    }
}

/// Killed in the middle of the first moments, a folder that is not whole is no session.
#[test]
fn law_03_a_session_has_its_name_only_once_it_is_whole() {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).stdin("/q\n").run().fine();
    let folder = sandbox.path("sessions");
    fs::create_dir(folder.join(".new-2026-11-21-cxxxxx-r1-kim-park-zzzz")).expect("a folder");
    fs::create_dir(folder.join("2026-11-21-cxxxxx-r1-kim-park-yyyy")).expect("a folder");
    assert_eq!(sandbox.run("sessions --json").json().as_array().map(Vec::len), Some(1));
    let check = sandbox.run("check");
    assert_eq!(
        (check.code, check.stdout.matches("left this behind").count()),
        (3, 1),
        "it may be cleared away: {check}"
    );
}

/// What something else does to the journal while an interview runs.
#[cfg(unix)]
type Taking = (&'static str, fn(&std::path::Path), &'static str);

/// The journal is deleted, replaced, cut or written to while the interview runs: the line is not acknowledged, the session is saved anew,
/// whole, and nothing that was recorded is missing there.
#[cfg(unix)]
#[test]
fn law_03_a_journal_that_something_else_takes_away_is_saved_anew_from_memory() {
    let taking: [Taking; 6] = [
        ("its plan deleted", |path| fs::remove_file(path.with_file_name("plan.json")).expect("it goes"), "was deleted"),
        ("deleted", |path| fs::remove_file(path).expect("it goes"), "was deleted"),
        (
            "its folder moved away",
            |path| {
                let folder = path.parent().expect("a folder");
                fs::rename(folder, folder.with_file_name("elsewhere")).expect("it goes");
            },
            "was deleted",
        ),
        (
            "replaced by a copy",
            |path| {
                fs::copy(path, path.with_extension("copy")).expect("it copies");
                fs::rename(path.with_extension("copy"), path).expect("it is put in its place");
            },
            "was replaced by another file",
        ),
        (
            "cut",
            |path| File::options().write(true).open(path).and_then(|file| file.set_len(20)).expect("it is cut"),
            "was cut",
        ),
        (
            "written to",
            |path| {
                let mut file = File::options().append(true).open(path).expect("it opens");
                writeln!(file, "{{}}").expect("it is written");
            },
            "was written to by something else",
        ),
    ];
    for (what, take, said) in taking {
        let sandbox = Sandbox::furnished();
        let mut child = sandbox.interview(BRIEF, PAIR).open();
        let mut stdin = child.stdin.take().expect("a pipe");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        writeln!(stdin, "/next\nbefore it").expect("it reads");
        assert!(lines.any(|line| line.expect("text").ends_with("> noted")), "{what}");
        let id = sandbox.session();
        take(&sandbox.path(&format!("sessions/{id}/journal.jsonl")));
        writeln!(stdin, "at that moment\nafter it\n/quit\n/yes").expect("it reads");
        drop(stdin);
        let rest: Vec<String> = lines.map(|line| line.expect("text")).collect();
        assert!(child.wait().expect("it ends").success(), "{what}: {rest:?}");
        let rest: String = rest.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(rest.contains("NOT SAVED: ") && rest.contains(said), "{what}: {rest}");
        let saved = format!("{id}-saved");
        let journal = sandbox.read(&format!("sessions/{saved}/journal.jsonl"));
        for note in ["before it", "at that moment", "after it"] {
            assert_eq!(journal.matches(note).count(), 1, "{what}: {journal}");
        }
        let (entries, dropped) = hotseat::store::parse(journal.as_bytes()).expect("it reads");
        assert!(dropped.is_none() && entries.len() > 4, "{what}");
        let resumed = sandbox.call(["resume", &saved]).stdin("and on\n/quit\n/yes\n").run();
        assert_eq!(resumed.code, 0, "{what}: {resumed}");
    }
}

/// The disk refuses the line: it is said at once, nothing is applied, and what comes next is recorded again.
#[cfg(unix)]
#[test]
fn law_03_a_failed_write_is_shown_and_nothing_is_applied() {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).stdin("/n\n/4 4\n").run().fine();
    let before = sandbox.journal();
    // One block more than there is, in units of 512 bytes; a file that would grow beyond it fails as a full disk does.
    let blocks = before.len() / 512 + 2;
    let long = "x".repeat(3000);
    let script = format!("{long}\n/time\n/undo\nshort\n/quit\n");
    let said = sandbox.call(["resume"]).stdin(&script).below(&format!("trap '' XFSZ; ulimit -f {blocks}")).run();
    // It is wrapped, and a long path is broken.
    let refused = said.stdout.split_whitespace().collect::<String>();
    assert!(refused.contains(">NOTSAVED:can'twrite[WORKSPACE]/sessions/"), "{refused}");
    assert!(refused.contains("journal.jsonl:Filetoolarge(oserror27)"), "{refused}");
    // The note was not applied, so that the undo takes the rating before it back.
    assert!(said.stdout.contains("undone: Communication 4 at Q1"), "{said}");
    assert!(said.stdout.contains("> noted"), "{said}");
    // What could not be written to the end is not lost in silence.
    assert_eq!(said.code, 1, "{said}");
    assert!(said.stderr.contains(&format!("error: NOT SAVED: {long}\n")), "{said}");
    assert!(said.stderr.contains("what was recorded is kept; go on with:\n  hotseat resume "), "{said}");
    let after = sandbox.journal();
    assert!(after.starts_with(&before) && !after.contains("xxx") && after.contains("short"), "{after}");
    assert_eq!(sandbox.run("check").code, 0, "not even half a line is left");
}

/// Nothing can be written at all: nothing is begun, and the message says what to do.
#[cfg(unix)]
#[test]
fn law_03_a_session_that_cannot_be_kept_is_not_begun() {
    let sandbox = Sandbox::furnished();
    let said = sandbox.interview(BRIEF, PAIR).stdin("/n\nlost?\n").below("trap '' XFSZ; ulimit -f 0").run();
    assert_eq!(said.code, 1, "{said}");
    assert!(said.stderr.starts_with("error: can't write "), "{}", said.stderr);
    assert!(!said.stdout.contains("noted"), "{}", said.stdout);
    assert!(sandbox.sessions().iter().all(|name| name.starts_with('.')));
}

/// A half-typed note that a crash left becomes a note when the session goes on.
#[test]
fn law_03_a_draft_is_kept_and_becomes_a_note() {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).stdin("/n\n").run().fine();
    let draft = sandbox.of_session("draft.txt");
    sandbox.write(&draft, "half a tho");
    let said = sandbox.call(["resume"]).stdin("/q\n").run();
    assert!(said.stdout.contains("\nyour half-typed note was kept, and is a note now:\nhalf a tho\n"), "{said}");
    assert!(sandbox.journal().contains("half a tho"));
    assert!(!sandbox.path(&draft).exists());
}

/// Cut at every byte: the whole lines before the cut are read, and what was dropped is said.
#[test]
fn law_02_a_whole_interview_cut_at_every_byte_gives_its_whole_lines() {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).stdin(&full_interview([4, 3, 5, 2])).run().fine();
    let journal = sandbox.journal().into_bytes();
    let (all, none) = hotseat::store::parse(&journal).expect("it reads");
    assert_eq!(none, None);
    for cut in 0..=journal.len() {
        let (entries, dropped) = hotseat::store::parse(&journal[..cut]).expect("whole lines read");
        let ended = journal[..cut].split(|byte| *byte == b'\n').count() - 1;
        let kept = journal[..cut].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        // A line that lacks nothing but its end is whole.
        let lacks_end = cut > kept && journal.get(cut) == Some(&b'\n');
        let (whole, kept) = if lacks_end { (ended + 1, cut) } else { (ended, kept) };
        assert_eq!(entries, all[..whole]);
        match dropped {
            Some(dropped) => assert_eq!((dropped.line, dropped.bytes), (whole + 1, cut - kept)),
            None => assert_eq!(cut, kept),
        }
    }
}

/// The bank, the format and the rubric are changed beyond recognition after the session; its card stays as it was.
#[test]
fn law_05_no_edit_changes_a_recorded_score() {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).stdin(&full_interview([4, 3, 5, 2])).run().fine();
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
fn law_05_a_question_brought_in_is_kept_whole_in_its_event() {
    let sandbox = Sandbox::furnished();
    let script = "/n\n/bring own-project\n/yes\n/4 4\n/end\n/yes\n/submit\n/yes\n";
    sandbox.interview(BRIEF, PAIR).stdin(script).run().fine();
    let session = sandbox.session();
    let before = sandbox.call(["scorecard", &session]).run().fine();
    assert!(before.contains("own-project"), "{before}");
    fs::remove_dir_all(sandbox.path("banks")).expect("it goes");
    assert_eq!(sandbox.call(["scorecard", &session]).run().fine(), before);
}

/// Elapsed time is carried on over leaving, pausing, undoing and a night in between.
#[test]
fn law_08_time_used_is_carried_on_and_never_runs_backward() {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).stdin("/n\n/extend 5\n/pause\n/resume\n/undo\nnote\n/undo\n/q\n").run().fine();
    for now in ["2026-11-22T08:00:00Z", "2026-11-20T08:00:00Z", "2025-01-01T00:00:00Z"] {
        let script = "/time\n/pause\n/time\n/resume\n/4\n/undo\n/time\n/q\n";
        let said = sandbox.call(["resume"]).env("HOTSEAT_NOW", now).stdin(script).run();
        assert_eq!(said.code, 0, "{said}");
        let clocks: Vec<u64> = said.stdout.split("The whole round: ").skip(1).filter_map(used).collect();
        assert!(clocks.len() == 3 && clocks.is_sorted(), "{clocks:?}");
    }
    let times: Vec<u64> = sandbox
        .journal()
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["ms"].as_u64().expect("a time"))
        .collect();
    assert!(times.is_sorted(), "{times:?}");
}

/// `12:55 left, 12:05 of 25:00 used`: what is used, in seconds.
fn used(text: &str) -> Option<u64> {
    let (_, rest) = text.split_once(", ")?;
    let (minutes, rest) = rest.split_once(':')?;
    Some(minutes.parse::<u64>().ok()? * 60 + rest.get(..2)?.parse::<u64>().ok()?)
}

/// Reading commands, all of them, over an empty workspace and over a full one.
#[test]
fn law_11_reading_commands_create_and_change_nothing() {
    let full = panel();
    let sessions = full.sessions();
    let submitted =
        sessions.iter().find(|name| full.call(["scorecard", name]).run().code == 0).expect("one is submitted");
    let of_session = ["scorecard", "feedback", "resume"].map(|command| format!("{command} {submitted}"));
    let lines = [
        "",
        "--help",
        "plan brief --track maker",
        "plan warm-up --track backend --candidate Ann --json",
        "plan two-rounds --track maker --json",
        "score t=4 ps=3 c=4 cq=5",
        "scorecard --example --csv",
        "compare",
        "compare --csv",
        "compare --calibrated",
        "calibrate",
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
        for line in lines.into_iter().chain(of_session.iter().map(String::as_str)) {
            let before = sandbox.tree();
            let said = sandbox.run(line);
            assert!(!said.stderr.contains("panicked"), "{line}: {}", said.stderr);
            assert_eq!(sandbox.tree(), before, "{line}");
        }
    }
}

/// People and sessions are for their owner's eyes alone, and names stand in one file.
#[cfg(unix)]
#[test]
fn names_stand_in_one_place_and_only_the_owner_reads() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = Sandbox::furnished();
    let script = full_interview([4, 3, 5, 2]);
    sandbox.interview(BRIEF, PAIR).stdin(&script).below("umask 000").run().fine();
    let sessions = sandbox.path("sessions");
    for (path, (_, text)) in sandbox.tree().into_iter().filter(|(path, _)| path.starts_with(&sessions)) {
        let mode = fs::metadata(&path).expect("it is there").permissions().mode() & 0o777;
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // A lock holds nothing, and below a private folder nobody else comes to it.
        assert!(mode.trailing_zeros() >= 6 || file.ends_with("lock"), "{} is {mode:o}", path.display());
        let text = String::from_utf8(text).expect("text");
        let named = PAIR.iter().any(|name| text.contains(name));
        assert_eq!(named, file == "people.json", "{}", path.display());
    }
}

/// What an earlier version or a restored copy left open to others is named, and closed where hotseat next writes; reading changes nothing.
#[cfg(unix)]
#[test]
fn what_is_open_to_others_is_named_and_closed_at_the_next_write() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).stdin("/n\na note\n").run().fine();
    let everything = || sandbox.tree().into_keys().filter(|path| path.starts_with(sandbox.path("sessions")));
    let opened = || {
        for path in everything() {
            let mode = if path.is_dir() { 0o755 } else { 0o644 };
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("it is ours");
        }
    };
    let open = || -> Vec<_> {
        let mode = |path: &std::path::Path| fs::metadata(path).expect("it is there").permissions().mode();
        everything().filter(|path| mode(path) & 0o077 != 0).collect()
    };
    opened();
    let all = open();
    let said = sandbox.run("check");
    let noted = "note: others on this computer can read [WORKSPACE]/sessions and ";
    assert!(said.code == 0 && said.stderr.contains(noted), "{said}");
    let listed = sandbox.run("check --json").json()["open_to_others"].as_array().expect("a list").len();
    assert_eq!((listed, open().len()), (all.len(), all.len()));
    for line in ["resume", "import", "run"] {
        opened();
        let said = match line {
            "resume" => sandbox.call(["resume"]).stdin("/q\n").run(),
            "run" => sandbox.interview(BRIEF, ["Bo Diaz", "Kim Park"]).chance(2).stdin("/q\n").run(),
            _ => {
                sandbox.write("ratings.csv", "candidate,interviewer,dimension,score\nCy Orr,Kim Park,technical,4\n");
                let file = sandbox.path("ratings.csv").display().to_string();
                sandbox.call(["import", &file, "--format", "brief", "--level", "mid", "--date", "2026-11-20"]).run()
            }
        };
        assert_eq!((said.code, open()), (0, Vec::new()), "{line}: {said}");
    }
    assert!(!sandbox.run("check").stderr.contains("others on this computer"));
}

/// Where `sessions/` is a link, what it leads to is named as well; it is left to its owner to close it.
#[cfg(unix)]
#[test]
fn what_is_open_to_others_behind_a_link_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = Sandbox::furnished();
    let elsewhere = sandbox.folder().join("elsewhere");
    fs::create_dir(&elsewhere).expect("a folder");
    fs::set_permissions(&elsewhere, fs::Permissions::from_mode(0o755)).expect("it is ours");
    std::os::unix::fs::symlink(&elsewhere, sandbox.path("sessions")).expect("a link");
    sandbox.interview(BRIEF, PAIR).stdin("/n\na note\n").run().fine();
    let real = elsewhere.canonicalize().expect("it is there").display().to_string();
    let said = sandbox.run("check");
    let noted = format!(
        "note: others on this computer can read {real}, and it is about candidates; sessions/ is a link to it, and hotseat closes nothing that a link leads to; this does: chmod -R go= {real}\n"
    );
    assert!(said.code == 0 && said.stderr.contains(&noted), "{said}");
    assert_eq!(sandbox.run("check --json").json()["open_to_others"], serde_json::json!([real]));
    fs::set_permissions(&elsewhere, fs::Permissions::from_mode(0o700)).expect("it is ours");
    assert!(!sandbox.run("check").stderr.contains("others on this computer"));
}

/// The pipe closes in the middle of an interview: what was acknowledged is kept.
#[test]
fn law_03_a_pipe_that_closes_loses_nothing_that_was_acknowledged() {
    let sandbox = Sandbox::furnished();
    let mut child = sandbox.interview(BRIEF, PAIR).open();
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    writeln!(stdin, "/next\nkept before the pipe closed").expect("it reads");
    assert!(lines.any(|line| line.expect("text").ends_with("> noted")));
    drop(lines);
    // The program may be gone before it reads this.
    let _ = writeln!(stdin, "and after\n/time\n/time\n/time");
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(!stderr.contains("panicked"), "{stderr}");
    assert!(sandbox.journal().contains("kept before the pipe closed"));
    assert_eq!(sandbox.call(["resume"]).stdin("still goes on\n/q\n").run().code, 0);
    assert!(sandbox.journal().contains("still goes on"));
}

#[test]
fn law_02_a_journal_cut_in_its_last_line_goes_on_without_it_and_says_so() {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).stdin("/n\nfirst\nsecond\n").run().fine();
    let whole = sandbox.journal();
    let cut = &whole[..whole.len() - 20];
    let file = sandbox.of_session("journal.jsonl");
    sandbox.write(&file, cut);
    let checked = sandbox.run("check");
    assert_eq!(checked.code, 3);
    assert!(checked.stdout.contains("journal.jsonl:5:1: the last line was not written whole ("), "{checked}");
    assert!(checked.stdout.contains("hint: `hotseat resume` drops it and goes on"), "{checked}");
    assert_eq!(sandbox.journal(), cut, "checking changes nothing");
    let resumed = sandbox.call(["resume"]).stdin("third\n/q\n").run();
    assert_eq!(resumed.code, 0, "{resumed}");
    let dropped = "the last line of the journal (line 5) was not written whole and was dropped (";
    assert!(resumed.stderr.lines().any(|line| line.starts_with(dropped)), "{resumed}");
    let journal = sandbox.journal();
    assert!(journal.starts_with(&cut[..=cut.rfind('\n').expect("a line")]), "{journal}");
    for kept in ["first", "second", "third"] {
        assert!(journal.contains(kept), "{journal}");
    }
    assert_eq!(sandbox.run("check").code, 0);
}

#[test]
fn law_02_a_journal_damaged_in_the_middle_is_reported_by_its_line_and_left_alone() {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).stdin("/n\nfirst\nsecond\n").run().fine();
    let file = sandbox.of_session("journal.jsonl");
    let whole = sandbox.journal();
    let lines: Vec<&str> = whole.lines().collect();
    let session = sandbox.session();
    let mut out = String::new();
    let with = |index: usize, line: &str| {
        let mut damaged: Vec<&str> = lines.clone();
        damaged[index] = line;
        damaged.join("\n") + "\n"
    };
    let cases = [
        ("half a line", with(2, &lines[2][..30])),
        (
            "a line is missing",
            lines.iter().enumerate().filter(|(n, _)| *n != 2).map(|(_, l)| format!("{l}\n")).collect(),
        ),
        ("a line is there twice", format!("{}\n{}\n{}\n", lines[0], lines[1], lines[1])),
        ("time runs backward", with(3, &lines[3].replace("\"ms\":10000", "\"ms\":1"))),
        ("a question that is not there", with(1, &lines[1].replace("\"slot\":1", "\"slot\":99"))),
        ("an unknown event", with(2, &lines[2].replace("noted", "sung"))),
        ("an unknown field", with(2, &lines[2].replace("\"text\"", "\"txt\":1,\"text\""))),
        ("an empty line", with(2, "")),
        (
            "a rating of 6",
            with(
                2,
                "{\"seq\":3,\"at\":\"2026-11-21T10:00:07Z\",\"ms\":7000,\"event\":{\"type\":\"rated\",\"slot\":1,\"dimension\":\"technical\",\"rating\":6}}",
            ),
        ),
    ];
    for (name, damaged) in cases {
        assert_ne!(damaged, whole, "{name}");
        sandbox.write(&file, &damaged);
        for (command, call) in
            [("resume", sandbox.call(["resume", &session]).stdin("never\n")), ("check", sandbox.call(["check"]))]
        {
            let said = call.run();
            assert_eq!(said.code, 3, "{name}, {command}: {said}");
            let shown = said.to_string().replace(&session, "[SESSION]");
            let shown: String = shown.lines().filter(|l| !l.starts_with("note: ")).map(|l| format!("{l}\n")).collect();
            out += &format!("# {name}, {command}\n{shown}\n");
        }
        // Only what is about this session refuses; the others go on without it.
        for (line, code) in [(&*format!("scorecard {session}"), 3), ("sessions", 0), ("compare", 0), ("export", 0)] {
            let said = sandbox.run(line);
            assert_eq!(said.code, code, "{name}, {line}: {said}");
            assert!(said.stderr.contains("journal.jsonl:"), "{name}, {line}: {said}");
        }
        assert_eq!(sandbox.journal(), damaged, "{name}: nothing was changed");
    }
    assert_snapshot!("damaged", out);
}

/// An hour back on the clock on the wall: the session's clock goes on.
#[test]
fn law_08_a_clock_that_is_set_back_changes_no_time_used() {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).stdin("/n\nbefore\n").run().fine();
    let resumed = sandbox
        .call(["resume"])
        .env("HOTSEAT_NOW", "2026-11-21T09:00:00Z")
        .stdin("after\n/end\n/yes\n/submit\n/yes\n")
        .run();
    assert_eq!(resumed.code, 0, "{resumed}");
    let entries: Vec<Value> = sandbox.journal().lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let times: Vec<u64> = entries.iter().map(|entry| entry["ms"].as_u64().expect("a time")).collect();
    assert!(times.is_sorted(), "{times:?}");
    assert!(entries.iter().any(|entry| entry["at"].as_str().expect("a time").starts_with("2026-11-21T09:00")));
    let card = sandbox.call(["scorecard", &sandbox.session(), "--json"]).run().json();
    assert_eq!(card["round"]["date"], "2026-11-21");
    assert_eq!(sandbox.run("check").code, 0);
}
