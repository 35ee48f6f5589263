//! Closed pipes, a session that never began, a second terminal, folders that cannot be made: each gets a clear word.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};

use insta::assert_snapshot;

use crate::support::{BRIEF, Sandbox};

use super::words::said;

const PAIR: [&str; 2] = ["Ann Lee", "Kim Park"];

#[test]
fn a_closed_pipe_is_silent() {
    let sandbox = Sandbox::furnished();
    for line in ["questions", "formats --json", "rubrics craft", "schema plan", "completions bash", "--help", "check"] {
        let mut child = sandbox.call(line.split(' ')).open();
        drop(child.stdout.take());
        let mut stderr = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut stderr).expect("text");
        let code = child.wait().expect("it ends").code();
        assert!(!stderr.contains("panicked") && !stderr.contains("error"), "{line}: {stderr}");
        assert_eq!(code, Some(0), "{line}: {stderr}");
    }
}

/// A process killed before the first entry leaves a session that nobody began; it is named, and in nobody's way.
#[test]
fn a_session_that_never_began_is_refused_and_in_nobodys_way() {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).stdin("/q\n").run().fine();
    let session = sandbox.session();
    for left in ["", "{\"seq\":1,\"at\":\"2026"] {
        sandbox.write(&sandbox.of_session("journal.jsonl"), left);
        let said = sandbox.call(["resume", &session]).stdin("a note\n/q\n").run();
        assert_eq!(said.code, 1, "{said}");
        let error = format!("error: the session {session} never began: nothing was recorded in it\n");
        assert!(said.stderr.ends_with(&(error + "hint: start again with `hotseat run`\n")), "{said}");
        assert_eq!(sandbox.run("sessions").code, 0);
        assert_eq!(sandbox.call(["resume"]).run().code, 1);
        assert_eq!(sandbox.run("plan brief --track maker").code, 0);
    }
}

#[test]
fn a_session_open_in_another_terminal_is_left_alone() {
    let sandbox = Sandbox::furnished();
    let mut child = sandbox.interview(BRIEF, PAIR).open();
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    writeln!(stdin, "/next\nheld open").expect("it reads");
    assert!(lines.any(|line| line.expect("text").ends_with("> noted")));
    let session = sandbox.session();
    let before = sandbox.journal();
    let said = sandbox.call(["resume", &session]).stdin("from the side\n").run();
    let error = format!("error: the session {session} is open in another terminal\n");
    said.says(1, &(error + "hint: leave it there first (Ctrl-C, or /quit), then resume it here\n"));
    // Reading is free.
    assert!(sandbox.run("sessions").fine().contains("Ann Lee"));
    assert_eq!(sandbox.journal(), before);
    writeln!(stdin, "and on\n/quit").expect("it reads");
    drop(stdin);
    lines.for_each(drop);
    assert!(child.wait().expect("it ends").success());
    assert!(sandbox.journal().contains("and on"));
}

#[test]
fn a_workspace_that_is_missing_is_named_where_it_was_and_one_that_cannot_be_made_is_named() {
    let sandbox = Sandbox::empty();
    let missing = sandbox.folder().join("nowhere").display().to_string();
    let refused = |named: &str| {
        let hint = format!("check the path; `hotseat init {missing}` makes a workspace there");
        format!("error: there is no folder {missing}, which {named} names\nhint: {hint}\n")
    };
    for line in ["sessions", "check", "questions", "plan warm-up", "resume", "import --list", "score technical=4"] {
        let named = || line.split(' ').chain(["--workspace", &missing]);
        sandbox.call(named()).run().says(1, &refused("--workspace"));
        let call = sandbox.call(line.split(' ')).env("HOTSEAT_WORKSPACE", &missing);
        call.run().says(1, &refused("HOTSEAT_WORKSPACE"));
    }
    // Nobody named the user's data folder, which is made at the first write.
    let home = sandbox.folder().join("home").display().to_string();
    let call = sandbox.call(["sessions"]).without("HOTSEAT_WORKSPACE").env("HOME", &home).below("cd /");
    assert_eq!(call.run().code, 0);
    // What makes a workspace may make that one.
    let new = sandbox.folder().join("new").display().to_string();
    let held =
        sandbox.interview(&format!("warm-up --level mid --track backend --seed 7 --workspace {new}"), ["A", "B"]);
    held.stdin("/quit\n").run().fine();
    assert!(sandbox.folder().join("new/sessions").is_dir());
    sandbox.call(["sessions", "--workspace", &missing, "--example"]).run().fine();
    assert!(!sandbox.folder().join("nowhere").exists(), "reading makes nothing");
    // Below a file there is no folder, not even for root.
    sandbox.write("file", "");
    let below = sandbox.path("file/workspace").display().to_string();
    let warm_up = format!("warm-up --level mid --track backend --seed 7 --workspace {below}");
    assert_snapshot!(
        "workspace",
        said([
            ("run", sandbox.interview(&warm_up, ["A", "B"]).stdin("/q\n")),
            ("init", sandbox.call(["init", &below])),
            ("check", sandbox.call(["check", &missing])),
            ("-o", sandbox.call(["score", "t=4", "--workspace", &below, "--rubric", "none"])),
        ])
        .replace(&missing, "[MISSING]")
    );
    let file = format!("{below}/kit.json");
    let said = sandbox.call(["plan", "warm-up", "--track", "backend", "--seed", "1", "-o", &file]).run();
    assert_eq!(said.code, 1, "{said}");
    assert!(said.stderr.starts_with("error: there is no folder [WORKSPACE]/file/workspace\n"), "{said}");
    let said = sandbox.call(["sessions"]).env("HOTSEAT_NOW", "yesterday").run();
    said.says(2, "error: HOTSEAT_NOW is `yesterday`\nhint: give a time such as 2026-11-21T10:00:00Z\n");
    let said = sandbox.call(["sessions"]).without("HOTSEAT_WORKSPACE").without("HOME").below("cd /").run();
    said.says(1, "error: there is no home folder to keep data in\nhint: give a folder with --workspace DIR\n");
}
