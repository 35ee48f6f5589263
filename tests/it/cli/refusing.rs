//! What is refused says what is expected, by an example, and what mends it; nothing is asked before, and nothing is said that does not hold.

use std::fs;

use insta::assert_snapshot;

use crate::support::{BRIEF, Sandbox};

use super::words::said;

const PAIR: [&str; 2] = ["Ann Lee", "Kim Park"];

#[test]
fn what_is_expected_is_said_by_an_example() {
    let sandbox = Sandbox::furnished();
    sandbox.run("plan brief --track maker --seed 7 --cohort 1 -o plans").fine();
    let line = |line: &'static str| (line, sandbox.call(line.split(' ')));
    assert_snapshot!(
        "expected",
        said([
            line("plan brief --now yesterday"),
            line("plan brief --now 2026-11-21"),
            line("plan brief --seed abc"),
            line("calibrate --example --seed 1.5"),
            line("questions nopee"),
            line("run --plain --candidate A --interviewer B --plan plans"),
            line("run --plain --candidate A --interviewer B --kit plans"),
            // A seed is said once there is something that it draws.
            line("plan brief --track maker -o nowhere/kit.json"),
            line("plan brief --track maker --cohort 1 -o plans"),
        ])
    );
    // For programs nothing found is an empty list.
    assert_eq!(sandbox.run("questions nopee --json").fine(), "[]\n");
}

#[test]
fn a_history_that_was_cut_off_is_named() {
    let sandbox = Sandbox::furnished();
    let draws = |rows: &str| {
        sandbox.write("../history.csv", format!("question,asked_at,candidate\n{rows}"));
        sandbox.run(&format!("plan {BRIEF} --history history.csv"))
    };
    // Without its line's end the last row is whole all the same.
    assert_eq!(draws("flaky-test,2026-11-12,\nhttp-cache,2026-11-12,").code, 0);
    let cut = draws("flaky-test,2026-11-12,Ann Lee\nhttp-cache,2026-11-1");
    let cut = cut.stderr + &draws("flaky-test,2026-11-12,Ann Lee\nhttp-cache,2026-11-12").stderr;
    assert_snapshot!("history-cut", cut);
}

#[test]
fn people_that_cant_be_read_are_said_before_anything_is_asked() {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).stdin("/q\n/yes\n").run().fine();
    let whole = sandbox.read("sessions/people.json");
    sandbox.write("sessions/people.json", &whole[..60]);
    let call = || sandbox.interview("chat --level mid --track maker --seed 7", ["Bo Ek", "Kim Park"]);
    let cut = said([("run", call()), ("check", sandbox.call(["check"]))]);
    for plain in [vec!["run"], vec!["run", "--plain"]] {
        let mut terminal = sandbox.call(plain).on_terminal(80, 24);
        terminal.reads("known by an id alone").ends_with(3);
        assert!(!terminal.screen().contains("Which"), "{}", terminal.screen());
    }
    fs::remove_file(sandbox.path("sessions/people.json")).expect("it is there");
    let gone = said([("run", call()), ("check", sandbox.call(["check"]))]);
    assert_eq!(sandbox.sessions().len(), 1);
    assert_snapshot!("people-unread", format!("cut in half:\n{cut}\ngone:\n{gone}"));
}

#[test]
fn what_is_damaged_says_what_mends_it_and_what_that_costs() {
    let sandbox = Sandbox::furnished();
    sandbox.write("../scores.csv", "candidate,interviewer,dimension,score\nAnn,Bo,t,4\nAnn,Cy,t,3\nEve,Bo,t,2\n");
    sandbox.run("import scores.csv --date 2026-11-20 --format brief --level mid").fine();
    let import = fs::read_dir(sandbox.path("sessions")).expect("a folder").map(|entry| entry.expect("an entry"));
    let import = import.map(|entry| entry.file_name().into_string().expect("text"));
    let import = import.filter(|name| name.starts_with("import")).collect::<String>();
    let whole = sandbox.read(&format!("sessions/{import}"));
    sandbox.write(&format!("sessions/{import}"), &whole[..whole.len() / 2]);
    sandbox.interview(BRIEF, PAIR).stdin("she asks first\nthen she draws\n/q\n/yes\n").run().fine();
    let session = sandbox.session();
    let journal = sandbox.read(&format!("sessions/{session}/journal.jsonl"));
    sandbox
        .write(&format!("sessions/{session}/journal.jsonl"), journal.replacen("she asks first\"", "she asks first", 1));
    sandbox.run(&format!("plan {BRIEF} -o kit.json")).fine();
    let kit = sandbox.read("../kit.json");
    let broken = kit.replace("\"minutes\"", "\"minuets\"");
    sandbox.write("../kit.json", broken);
    let held = "run --plain --kit kit.json --round 1 --candidate A --interviewer B";
    assert_snapshot!(
        "damaged",
        said([
            ("check", sandbox.call(["check"])),
            ("resume", sandbox.call(["resume", session.as_str()])),
            (held, sandbox.call(held.split(' '))),
        ])
    );
    // As the hint says: the file puts it back.
    sandbox.run("import scores.csv --date 2026-11-20 --format brief --level mid").fine();
    assert_eq!(sandbox.read(&format!("sessions/{import}")), whole);
    sandbox.write(&format!("sessions/{import}"), &whole[..whole.len() / 2]);
    sandbox.run(&format!("import --yes --remove {}", import.trim_end_matches(".json"))).fine();
}
