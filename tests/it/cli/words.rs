//! Words that name nothing, scores that are none, names of people: what to do next, and the right exit code.

use std::collections::BTreeSet;

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::{BRIEF, Call, Sandbox, full_interview};

/// Each call with all that it printed, said and returned. None may panic or go on as if nothing were wrong.
pub(super) fn said<const N: usize>(calls: [(&str, Call); N]) -> String {
    let mut out = String::new();
    for (name, call) in calls {
        let said = call.run();
        assert!(!said.stderr.contains("panicked"), "{name}: {said}");
        assert_ne!(said.code, 0, "{name}: {said}");
        out += &format!("$ {name}\n{said}\n");
    }
    out
}

#[test]
fn unknown_names_suggest_the_nearest() {
    let sandbox = Sandbox::furnished();
    let line = |line: &'static str| (line, sandbox.call(line.split(' ')));
    assert_snapshot!(
        "unknown-names",
        said([
            line("plan breif"),
            line("plan zzz --track maker"),
            line("plan brief --level midd --track maker"),
            line("plan brief --track makr"),
            line("plan brief --track maker --tech postgres"),
            line("plan brief --track maker --tech zzz"),
            line("plan technical-screening --track maker"),
            line("score technicl=4"),
            line("score --rubric cor technical=4 --level expert"),
            line("score --rubric crft technical=4"),
            line("formats chatt"),
            line("loops tworounds"),
            line("tracks ux"),
            line("rubrics kraft"),
            line("questions --bank craf-t"),
            line("questions --kind desing"),
            line("questions design-inbx"),
            line("scorecard 2026 --example"),
            line("feedback nobody --example"),
            line("resume nobody"),
            line("sessions --candidate Nobody --example"),
            line("compare Nobody --example"),
            line("compare --kit nothing --example"),
            line("run brief --plain --level mid --track maker --candidate A --interviewer B --kit missing.json"),
            line("run two-rounds --plain --level mid --track maker --candidate A --interviewer B"),
            line("run brief --plain --level mid --track maker --candidate A --interviewer B --fill projct=x"),
            line("run brief --plain --level mid --track maker --candidate A --interviewer B --extra-time 301"),
            line("frobnicate"),
        ])
    );
}

/// The same over nothing but what is shipped.
#[test]
fn unknown_names_suggest_the_nearest_shipped() {
    let sandbox = Sandbox::empty();
    let line = |line: &'static str| (line, sandbox.call(line.split(' ')));
    assert_snapshot!(
        "unknown-names-shipped",
        said([
            line("plan system-design --track ux-design"),
            line("plan technical-leadership --level junior"),
            line("plan warm-up --tech pyton"),
            line("copy croe"),
            line("scorecard 2026 --example"),
            line("compare Nobody --example"),
            line("compare --kit nothing --example"),
            line("check no/such/folder"),
        ])
    );
}

#[test]
fn only_whole_scores_from_one_to_five_are_scores() {
    let sandbox = Sandbox::empty();
    let line = |line: &'static str| (line, sandbox.call(line.split(' ')));
    assert_snapshot!(
        "scores",
        said([
            line("score technical=0"),
            line("score technical=6"),
            line("score technical=3.5"),
            line("score technical=four"),
            line("score technical=04"),
            line("score technical=+4"),
            line("score technical=-4"),
            line("score technical="),
            line("score technical"),
            line("score technical=4 t=4"),
            line("score"),
        ])
    );
}

#[test]
fn the_calculator_at_the_edges() {
    let sandbox = Sandbox::empty();
    let mut shown = String::new();
    for scores in [
        "technical=4 problem-solving=3 communication=4 code-quality=5",
        "t=4 ps=5 c=4 cq=4 --level senior",
        "t=5 ps=5 c=4 cq=3 --level lead",
        "t=2 ps=5 c=5 cq=5",
        "t=4 ps=4 c=3",
        "t=4 ps=3 cq=3",
        "c=5 cq=5",
    ] {
        let [text, json] = ["", " --json"].map(|flag| sandbox.run(&format!("score {scores}{flag}")));
        shown += &format!("$ hotseat score {scores}\n{text}{}\n", json.stdout);
    }
    assert_snapshot!("score", shown);
}

#[test]
fn names_of_people() {
    let sandbox = Sandbox::furnished();
    let long = "x".repeat(300);
    let refused = |name: &str| sandbox.interview(BRIEF, [name, "Kim Park"]).stdin("/q\n");
    assert_snapshot!(
        "people",
        said([
            ("an escape sequence", refused("Ann\u{1b}[31m")),
            ("a right-to-left override", refused("Ann\u{202e}eeL")),
            ("three hundred letters", refused(&long)),
            ("nothing", refused("  ")),
            ("punctuation", refused("...")),
        ])
    );
    assert!(!sandbox.path("sessions").exists(), "nobody was taken up");
    let odd = ["../../etc", "=cmd()", "अनिता शर्मा", "李", "O'Neill, \"Ann\"", "Ann Lee"];
    for name in odd {
        let held = sandbox.interview(BRIEF, [name, "Kim Park"]).chance(name.len() as u64);
        held.stdin(&full_interview([4, 3, 5, 4])).run().fine();
    }
    let people: Value = serde_json::from_str(&sandbox.read("sessions/people.json")).expect("JSON");
    let known: BTreeSet<&str> =
        people["candidates"].as_object().expect("people").values().filter_map(Value::as_str).collect();
    assert_eq!(known, BTreeSet::from(odd));
    let sessions = sandbox.sessions();
    assert_eq!(sessions.len(), odd.len());
    for session in sessions {
        assert!(session.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'), "{session}");
        assert!(sandbox.path("sessions").join(session).join("plan.json").is_file());
    }
    let beside = std::fs::read_dir(sandbox.folder()).expect("it reads").flatten();
    assert!(beside.map(|entry| entry.file_name()).all(|name| name == "workspace"), "no name is a path");
    sandbox.run("export").fine();
    assert_snapshot!("people-near", said([("one letter away", refused("Ann Leo"))]));
    assert_eq!(sandbox.sessions().len(), odd.len(), "who is near is asked about first");
    sandbox
        .interview(&format!("{BRIEF} --new-candidate"), ["Ann Leo", "Kim Park"])
        .chance(99)
        .stdin("/q\n")
        .run()
        .fine();
    assert!(sandbox.read("sessions/people.json").contains("Ann Leo"));
}

#[test]
fn without_a_terminal_nobody_is_asked() {
    let sandbox = Sandbox::furnished();
    let line = |line: &'static str| (line, sandbox.call(line.split(' ')));
    assert_snapshot!("no-terminal", said([line("run"), line("run brief --level mid"), line("resume")]));
}
