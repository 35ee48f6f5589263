//! What a listener hears of lists and of a calibrated panel: whole words, what matters most first, an id only where the next command needs it.

use std::collections::BTreeSet;

use insta::assert_snapshot;

use super::cards::panel;
use crate::support::{BRIEF, Sandbox, full_interview};

/// Each call with what it printed and said.
fn heard(sandbox: &Sandbox, lines: &[&str]) -> String {
    lines.iter().fold(String::new(), |heard, line| {
        let said = sandbox.run(&format!("{line} --plain"));
        assert_eq!(said.code, 0, "{line}: {said}");
        heard + &format!("$ {line}\n{}{}\n", said.stdout, said.stderr)
    })
}

/// Three sessions: one submitted, one of the same candidate that nobody came to, one that goes on.
fn held() -> Sandbox {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, ["Ann Lee", "Kim Park"]).stdin(&full_interview([4, 3, 5, 4])).run().fine();
    let chat = |whom: &str, typed: &str| {
        let line = "chat --level mid --track maker --seed 7";
        sandbox.interview(line, [whom, "Kim Park"]).stdin(typed).run().fine();
    };
    chat("Ann Lee", "/end no-show\n/yes\n/yes\n");
    chat("Bo O'Neill", "asks before she answers\n/quit\n/yes\n");
    sandbox
}

#[test]
fn lists_of_what_was_held_begin_with_whom_and_what() {
    let sandbox = held();
    assert_snapshot!("held", heard(&sandbox, &["sessions", "history", "history --anonymous"]));
    // What is offered opens what it is said of.
    let said = sandbox.run("sessions --plain").fine();
    assert!(said.contains("`hotseat resume 'Bo O'\\''Neill' --plain`"), "{said}");
    let resumed = sandbox.call(["resume", "Bo O'Neill", "--plain"]).stdin("/quit\n/yes\n").run().fine();
    assert!(resumed.contains("Bo O'Neill, interviewed by Kim Park"), "{resumed}");
}

/// What counts for nobody comes after what counts, by the candidate's name alone.
#[test]
fn what_is_not_counted_comes_last_and_without_ids() {
    let sandbox = panel();
    for line in ["compare --plain", "compare --calibrated --plain", "calibrate --plain"] {
        let said = sandbox.run(line);
        let heard = format!("{}{}", said.stdout, said.stderr);
        let (before, after) = heard.split_once("Cy Gray").unwrap_or_else(|| panic!("{line}: {heard}"));
        assert!(after.contains("no-show"), "{line}: {heard}");
        assert!(
            before.contains("Ann Lee") && !heard.contains("(session ") && !heard.contains("2026-11-21-c"),
            "{line}: {heard}"
        );
    }
}

#[test]
fn the_library_is_heard_by_titles() {
    let sandbox = held();
    let lines = ["formats", "formats brief", "loops", "loops two-rounds", "tracks", "tracks maker", "rubrics"];
    assert_snapshot!("library", heard(&sandbox, &lines));
    let lines = [
        "questions index --bank craft",
        "questions flaky-test",
        "questions index --bank craft --usage",
        "rubrics craft",
    ];
    assert_snapshot!("questions", heard(&sandbox, &lines));
    let questions = sandbox.run("questions --json").json();
    let ids = questions.as_array().expect("a list").iter().map(|question| question["id"].as_str().expect("an id"));
    let ids: BTreeSet<&str> = ids.filter(|id| id.contains('-')).collect();
    for line in ["sessions", "history", "questions", "formats", "loops", "tracks", "rubrics"] {
        let said = sandbox.run(&format!("{line} --plain")).fine();
        // A name by itself is what the command that was said once takes.
        let is_command =
            |line: &&str| ["to ", "`hotseat ", "its name: "].iter().any(|start| line.trim_start().starts_with(start));
        for line in said.lines().filter(|line| !is_command(line)) {
            let is_id =
                |word: &str| ids.contains(word.trim_matches([',', ':', '.'])) || word.starts_with("2026-11-21-");
            assert!(!line.split(' ').any(is_id), "{line}");
        }
    }
}

#[test]
fn a_calibrated_panel_is_heard_with_the_answer_first() {
    let sandbox = Sandbox::furnished();
    assert_snapshot!("calibrate", heard(&sandbox, &["calibrate --example"]));
    assert_snapshot!("compare-calibrated", heard(&sandbox, &["compare --example --calibrated"]));
    // Two who share nobody, and ratings of which nothing can be said.
    sandbox.write("../few.csv", "candidate,interviewer,dimension,score\nAnn,Bo,t,4\nEve,Cy,t,2\n");
    sandbox.write(
        "../alike.csv",
        "candidate,interviewer,dimension,score\nAnn,Bo,t,4\nAnn,Cy,t,3\nEve,Bo,t,3\nEve,Cy,t,4\nIda,Bo,t,4\nIda,Cy,t,4\n",
    );
    let few = heard(
        &sandbox,
        &["calibrate --from ../few.csv", "calibrate --from ../alike.csv"]
            .map(|line| line.replace("../", ""))
            .each_ref()
            .map(String::as_str),
    );
    assert_snapshot!("calibrate-few", few);
}

#[test]
fn reasons_for_a_plan_are_heard_in_words() {
    let sandbox = Sandbox::furnished();
    let said = heard(&sandbox, &[&format!("plan {BRIEF} --explain")]);
    assert_snapshot!("explained", said);
    for word in [" cost", "mix ", "bound", "slot", "variety", "breadth"] {
        assert!(!said.to_lowercase().contains(word), "{word}: {said}");
    }
}
