//! Cohorts: drawn, written, held and compared.

use std::fs;

use insta::assert_snapshot;

use crate::support::{BRIEF, Sandbox, full_interview};

use super::words::said;

/// The furnished workspace with a cohort of three in the folder `cohort`.
fn with_cohort() -> Sandbox {
    let sandbox = Sandbox::furnished();
    sandbox.run(&format!("plan {BRIEF} --cohort 3 -o cohort")).fine();
    sandbox
}

/// The text of a file beside the workspace.
fn read(sandbox: &Sandbox, name: &str) -> String {
    fs::read_to_string(sandbox.folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn hold(sandbox: &Sandbox, what: &str, candidate: &str, seed: u64) {
    let input = full_interview([4, 3, 5, 4]);
    // Each in a minute of its own: a draw looks at what was asked before its minute.
    let call =
        sandbox.interview(what, [candidate, "Kim Park"]).env("HOTSEAT_NOW", &format!("2026-11-21T09:0{seed}:00Z"));
    call.stdin(&input).chance(seed).run().fine();
}

#[test]
fn a_cohort_is_drawn() {
    let sandbox = Sandbox::furnished();
    let call = |folder: &str, more: &str| sandbox.run(&format!("plan {BRIEF} --cohort 3 -o {folder} {more}"));
    assert_snapshot!("cohort", call("a", ""));
    assert_snapshot!("cohort-json", call("b", "--json"));
    assert_snapshot!("cohort-csv", call("c", "--csv"));
    assert_snapshot!("cohort-spoken", call("d", "--plain"));
    assert_snapshot!("cohort-sharing", call("e", "--max-use 2 --overlap 2"));
    for folder in ["b", "c", "d"] {
        for number in 1..=3 {
            let kit = |folder: &str| read(&sandbox, &format!("{folder}/cohort-0{number}.json"));
            assert!(kit("a") == kit(folder), "the same seed draws the same, whatever is printed");
        }
    }
    // A cohort of one is the interview that is drawn alone, but for its name and its place.
    sandbox.run(&format!("plan {BRIEF} --cohort 1 -o one")).fine();
    sandbox.run(&format!("plan {BRIEF} -o alone.json")).fine();
    let json = |name: &str| -> serde_json::Value { serde_json::from_str(&read(&sandbox, name)).expect("JSON") };
    let (one, alone) = (json("one/cohort-01.json"), json("alone.json"));
    assert_eq!(one["rounds"][0]["sections"], alone["rounds"][0]["sections"]);
    assert!(alone["rounds"][0].get("cohort").is_none(), "what is drawn alone reads as it did");
}

#[test]
fn a_cohort_is_written_whole_or_not_at_all() {
    let sandbox = with_cohort();
    fs::remove_file(sandbox.folder().join("cohort/cohort-01.json")).expect("it goes");
    let again = format!("plan {BRIEF} --cohort 2 -o cohort");
    assert_snapshot!("cohort-exists", said([("plan --cohort 2 -o cohort", sandbox.call(again.split(' ')))]));
    assert!(!sandbox.folder().join("cohort/cohort-01.json").exists(), "nothing is written beside what is kept");
    assert_snapshot!("cohort-replaced", sandbox.run(&format!("{again} --force")).stderr);
}

#[test]
fn a_cohort_that_can_t_be_is_refused() {
    let sandbox = with_cohort();
    let line = |line: &'static str| (line, sandbox.call(line.split(' ')));
    assert_snapshot!(
        "cohort-refused",
        said([
            line("plan brief --track maker --cohort 0 -o x"),
            line("plan brief --track maker --cohort 201 -o x"),
            line("plan brief --track maker --cohort 2 --max-use 0 -o x"),
            line("plan brief --track maker --max-use 2"),
            line("plan brief --track maker --cohort 2 --overlap 99 -o x"),
            line("plan brief --track maker --cohort 9 --seed 7 -o x"),
            line("plan brief --track maker --cohort 2 --candidate Ann --explain"),
            line("plan brief --track maker --cohort 2 -o cohort/cohort-01.json"),
            line("plan brief --track maker --cohort 2 -o workspace/sessions/x"),
            line("plan brief --track maker --cohort 2 --include index-cost -o x"),
            line("plan two-rounds --track maker --cohort 2 -o x"),
        ])
    );
    assert!(!sandbox.folder().join("x").exists(), "what is refused makes no folder");
}

/// A question that must come may be in every plan where that is allowed.
#[test]
fn what_all_may_share_can_be_included() {
    let sandbox = Sandbox::furnished();
    let call = format!("plan {BRIEF} --cohort 2 --include index-cost,index-cost --max-use 2 --overlap 1 -o x");
    sandbox.run(&call).fine();
    for number in 1..=2 {
        assert!(read(&sandbox, &format!("x/cohort-0{number}.json")).contains("\"index-cost\""));
    }
}

#[test]
fn minutes_that_no_section_has_and_too_many_of_them_are_refused() {
    let sandbox = Sandbox::furnished();
    let call = || sandbox.call("plan brief --track maker --cohort 2 -o x".split(' '));
    let format = sandbox.read("formats/brief.json");
    let minutes = |many: &str| format.replacen("\"minutes\": 25", &format!("\"minutes\": {many}"), 1);
    sandbox.write("formats/brief.json", minutes("0"));
    let none = call();
    assert_eq!(none.run().code, 3);
    sandbox.write("formats/brief.json", minutes("10000"));
    assert_eq!(call().run().code, 3);
}

#[test]
fn one_plan_is_held() {
    let sandbox = with_cohort();
    hold(&sandbox, "--plan cohort/cohort-02.json", "Ann Lee", 7);
    let plan: serde_json::Value = serde_json::from_str(&sandbox.read(&sandbox.of_session("plan.json"))).expect("JSON");
    assert_eq!((plan["cohort"]["number"].as_u64(), plan["cohort"]["plans"].as_u64()), (Some(2), Some(3)));
    // The plan of a session is held again, by its format where it is of no kit.
    let of_session = format!("--plan workspace/sessions/{}/plan.json", sandbox.session());
    sandbox.interview(&of_session, ["Bo Kim", "Kim Park"]).stdin("/quit\n").chance(8).run().fine();
    let alone = Sandbox::furnished();
    hold(&alone, BRIEF, "Ann Lee", 7);
    let of_session = format!("--plan workspace/sessions/{}/plan.json", alone.session());
    alone.interview(&of_session, ["Bo Kim", "Kim Park"]).stdin("/quit\n").chance(8).run().fine();
    sandbox.run("plan two-rounds --level mid --track maker --seed 7 -o loop.json").fine();
    sandbox.write("empty.json", "{}");
    let run = |line: &str| sandbox.interview(line, ["Cy Fox", "Kim Park"]);
    assert_snapshot!(
        "plan-refused",
        said([
            ("a loop", run("--plan loop.json")),
            ("neither", run("--plan workspace/empty.json")),
            ("nowhere", run("--plan nobody")),
            ("both", run("--plan cohort/cohort-01.json --kit cohort/cohort-01.json")),
            ("another level", run("--plan cohort/cohort-01.json --level senior --seed 9")),
            ("twice", sandbox.interview("--plan cohort/cohort-02.json", ["Ann Lee", "Kim Park"])),
            ("twice without a kit", alone.interview(&of_session, ["Ann Lee", "Kim Park"])),
        ])
    );
}

#[test]
fn those_of_a_cohort_are_compared() {
    let sandbox = with_cohort();
    for (number, candidate) in (1..).zip(["Ann Lee", "Bo Kim"]) {
        hold(&sandbox, &format!("--plan cohort/cohort-0{number}.json"), candidate, number);
    }
    assert_snapshot!("compare-cohort", sandbox.run("compare"));
    assert_snapshot!("compare-cohort-csv", sandbox.run("compare --csv"));
    let group = &sandbox.run("compare --json").json()["groups"][0];
    let cohort = &group["cohorts"]["each"][0];
    assert_eq!((&group["cohort"], &group["kit"]), (&cohort["id"], &serde_json::Value::Null));
    assert_eq!((group["cohorts"]["same"].as_bool(), cohort["candidates"].as_u64()), (Some(true), Some(2)));
    assert_eq!(
        (cohort["spread"].as_u64(), cohort["equal"].as_bool()),
        (Some(2), Some(false)),
        "60 and 62 differ by 3.3%"
    );
    assert!(sandbox.run("compare --calibrated").fine().contains("All had plans of one cohort"));
    // Beside one of another draw, nothing says that it is as hard.
    hold(&sandbox, "brief --level mid --track maker --seed 9", "Cy Fox", 3);
    sandbox.run("plan brief --level mid --track maker --seed 8 --cohort 2 -o other").fine();
    hold(&sandbox, "--plan other/cohort-01.json", "Di Wu", 4);
    assert_snapshot!("compare-cohorts", sandbox.run("compare --format brief"));
    // Whoever comes second to a plan may have heard of it.
    hold(&sandbox, "--plan cohort/cohort-01.json", "Ed Ray", 5);
    let careful = "Careful: 2 candidates had plan 1 of ";
    assert!(sandbox.run("compare --format brief").fine().contains(careful));
    let by_kit = sandbox.run("compare --json").json();
    let repeated = by_kit["groups"].as_array().expect("groups").iter().find_map(|group| {
        group["cohorts"]["each"]
            .as_array()?
            .iter()
            .map(|cohort| &cohort["repeated"])
            .find(|plans| **plans != serde_json::json!([]))
    });
    assert_eq!(repeated, Some(&serde_json::json!([{"number": 1, "candidates": 2}])));
    assert_eq!(by_kit["groups"].as_array().map(Vec::len), Some(3), "two cohorts, and what has no kit");
}
