//! What is kept, and what is left alone: crashes, failed writes, reading commands, people's names, who may read.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::support::{Hotseat, WHOLE};

fn tree(folder: &Path) -> BTreeMap<PathBuf, (u64, SystemTime)> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("it reads").flatten() {
        let data = entry.metadata().expect("it has data");
        found.insert(entry.path(), (data.len(), data.modified().expect("a time")));
        if data.is_dir() {
            found.extend(tree(&entry.path()));
        }
    }
    found
}

#[test]
fn law_3_a_killed_process_loses_nothing_that_was_acknowledged() {
    for after in [1, 4, 9] {
        let hotseat = Hotseat::small();
        let arguments = [
            "run",
            "warm-up",
            "--level",
            "mid",
            "--track",
            "backend",
            "--candidate",
            "Ann",
            "--interviewer",
            "Kim",
            "--seed",
            "3",
            "--plain",
        ];
        let mut child = hotseat.spawn(&arguments);
        let mut input = child.stdin.take().expect("a pipe");
        let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
        input.write_all(b"/next\n").expect("it hears");
        for number in 0..after {
            input.write_all(format!("note {number}\n").as_bytes()).expect("it hears");
        }
        let mut acknowledged = 0;
        let mut line = String::new();
        while acknowledged < after {
            line.clear();
            assert!(output.read_line(&mut line).expect("it reads") > 0);
            acknowledged += usize::from(line.ends_with("noted\n"));
        }
        input.write_all(b"half a no").expect("it hears");
        child.kill().expect("it is killed");
        child.wait().expect("it ends");
        let journal = fs::read_to_string(hotseat.journal()).expect("it reads");
        for number in 0..after {
            assert!(journal.contains(&format!("\"note {number}\"")), "{journal}");
        }
        let ran = hotseat.run_with(&["resume", "--plain"], "/quit\n");
        assert_eq!(ran.code, 0, "{}", ran.whole());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn law_3_a_failed_write_is_shown_and_nothing_is_applied() {
    let hotseat = Hotseat::small();
    hotseat.warm_up("Ann Lee", "Kim", "/next\nfirst\n/quit\n");
    let journal = hotseat.journal();
    let before = fs::read_to_string(&journal).expect("it reads");
    // A limit on the size of files makes every further write fail, even for root.
    let limit = before.len() as u64 + 150;
    let session = hotseat.sessions().remove(0);
    let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"", limit.div_ceil(1024));
    let mut command = std::process::Command::new("bash");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_hotseat"), "resume", &session, "--plain"]);
    command
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("HOTSEAT_WORKSPACE", hotseat.path())
        .env("HOTSEAT_NOW", "2026-11-21T11:00:00+01:00");
    command
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    let long = "x".repeat(3000);
    child.stdin.take().expect("a pipe").write_all(format!("{long}\n/time\n").as_bytes()).expect("it hears");
    let output = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("NOT SAVED: can't write"), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let after = fs::read_to_string(&journal).expect("it reads");
    assert!(after.starts_with(&before) && after.ends_with('\n') && !after.contains(&long), "{after}");
    assert_eq!(hotseat.run(&["sessions"]).code, 0);
}

#[test]
fn law_11_reading_commands_create_and_change_nothing() {
    let hotseat = Hotseat::small();
    hotseat.warm_up("Ann Lee", "Kim", WHOLE).ok();
    let session = hotseat.sessions().remove(0);
    let before = tree(hotseat.path());
    let commands: &[&[&str]] = &[
        &["sessions"],
        &["scorecard", &session],
        &["feedback", &session],
        &["compare"],
        &["export"],
        &["check"],
        &["plan", "warm-up"],
        &["plan", "warm-up", "--candidate", "Ann Lee", "--json"],
        &["questions"],
        &["formats"],
        &["loops"],
        &["tracks"],
        &["rubrics"],
        &["score", "technical=4"],
        &["schema", "bank"],
        &["completions", "bash"],
        &["copy"],
        &["scorecard", "--example"],
        &["resume", &session],
        &["resume", "nothing"],
    ];
    for command in commands {
        hotseat.run(command);
        assert_eq!(tree(hotseat.path()), before, "{command:?}");
    }
    let empty = Hotseat::shipped();
    for command in commands {
        empty.run(command);
        assert_eq!(tree(empty.path()), BTreeMap::new(), "{command:?}");
    }
}

#[test]
fn names_stand_in_one_place_and_only_the_owner_reads() {
    let hotseat = Hotseat::small();
    hotseat.warm_up("Ann Lee", "Kim Park", WHOLE).ok();
    for (path, _) in tree(&hotseat.path().join("sessions")) {
        if path.is_file() && path.file_name().is_some_and(|name| name != "people.json") {
            let text = fs::read_to_string(&path).expect("it reads");
            assert!(!text.contains("Ann Lee") && !text.contains("Kim Park"), "{}", path.display());
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(&path).expect("it has data").permissions().mode();
            let lock = path.file_name().is_some_and(|name| name == "lock" || name == ".people.lock");
            assert!(mode.trailing_zeros() >= 6 || lock, "{}: {mode:o}", path.display());
        }
    }
}

#[test]
fn nobody_is_asked_a_question_twice() {
    let hotseat = Hotseat::small();
    hotseat.warm_up("Ann Lee", "Kim", WHOLE).ok();
    let asked = |hotseat: &Hotseat, session: &str| -> Vec<String> {
        let card = hotseat.run(&["scorecard", session, "--json"]).json();
        card["questions"].as_array().expect("a list").iter().map(|question| question["id"].to_string()).collect()
    };
    let first = asked(&hotseat, &hotseat.sessions()[0]);
    let again = hotseat.chance(8);
    again.warm_up("Ann Lee", "Kim", WHOLE).ok();
    let sessions = again.sessions();
    let second: Vec<String> = sessions.iter().flat_map(|session| asked(&again, session)).collect();
    assert!(second.len() > first.len());
    assert!(first.iter().all(|id| second.iter().filter(|other| *other == id).count() == 1), "{second:?}");
}
