//! One broken file stops nothing else: every command goes on without it and names it once.

use std::fs;

use serde_json::Value;

use crate::support::{BRIEF, Said, Sandbox, full_interview};

const PAIR: [&str; 2] = ["Ann Lee", "Kim Park"];

/// Commands that read sessions, with words that fit the furnished workspace.
const READING: [&str; 6] = ["sessions", "compare", "export", "calibrate", "scorecard", "feedback"];

/// A workspace with a submitted session of Ann Lee and one of Bo Diaz; the names of both.
fn two_sessions() -> (Sandbox, [String; 2]) {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).chance(1).stdin(&full_interview([4, 4, 3, 4])).run().fine();
    let first = sandbox.session();
    sandbox.interview(BRIEF, ["Bo Diaz", "Kim Park"]).chance(2).stdin(&full_interview([4, 3, 3, 4])).run().fine();
    let second = sandbox.sessions().into_iter().find(|name| *name != first).expect("another session");
    (sandbox, [first, second])
}

/// What is broken, by a name.
type Breaking = (&'static str, fn(&Sandbox, &str), &'static str);

/// Each breaks a file of the workspace, the first session's where it is one of a session; and what is said of it.
const BREAKING: [Breaking; 8] = [
    (
        "a flipped bit",
        |sandbox, id| sandbox.change(&format!("sessions/{id}/journal.jsonl"), "\"seq\":2", "\"sep\":2"),
        "journal.jsonl:2:1: this line is damaged",
    ),
    (
        "a missing plan",
        |sandbox, id| fs::remove_file(sandbox.path(&format!("sessions/{id}/plan.json"))).expect("it goes"),
        "plan.json: the file is missing",
    ),
    (
        "a half plan",
        |sandbox, id| sandbox.write(&format!("sessions/{id}/plan.json"), "{\"version\": 1,"),
        "plan.json:1:",
    ),
    (
        "a missing journal",
        |sandbox, id| fs::remove_file(sandbox.path(&format!("sessions/{id}/journal.jsonl"))).expect("it goes"),
        "journal.jsonl: the file is missing",
    ),
    (
        "a folder for a journal",
        |sandbox, id| {
            let path = sandbox.path(&format!("sessions/{id}/journal.jsonl"));
            fs::remove_file(&path).expect("it goes");
            fs::create_dir(path).expect("a folder");
        },
        "journal.jsonl: a folder stands where a file belongs",
    ),
    (
        "a broken import",
        |sandbox, _| sandbox.write("sessions/import-0123456789abcdef.json", "{}"),
        "import-0123456789abcdef.json:1:1:",
    ),
    (
        "broken people",
        |sandbox, _| sandbox.write("sessions/people.json", "{\"version\": 1, \"candidates\": ["),
        "people.json:1:",
    ),
    (
        "a half-edited bank",
        |sandbox, _| sandbox.write("banks/half.json", "{\"version\": 1, \"id\": \"half\","),
        "banks/half.json:1:",
    ),
];

fn left_out(said: &Said) -> usize {
    said.stderr.matches("left out: ").count()
}

#[test]
fn a_broken_file_stops_no_reading_command_and_is_named_once() {
    for (what, breaks, says) in BREAKING {
        let (sandbox, [first, second]) = two_sessions();
        breaks(&sandbox, &first);
        // The bank is not read by these.
        let needed = what != "a half-edited bank";
        for command in READING {
            // Several sessions are named by a script that wants one.
            let one = matches!(command, "feedback" | "scorecard");
            let line = if one { format!("{command} {second}") } else { command.to_owned() };
            let said = sandbox.run(&format!("{line} --json"));
            assert_eq!(said.code, 0, "{what}, {line}: {said}");
            assert_eq!(left_out(&said), usize::from(needed), "{what}, {line}: {said}");
            assert_eq!(said.stderr.contains(says), needed, "{what}, {line}: {said}");
            let json: Value = serde_json::from_str(&said.stdout).expect("JSON");
            let beside = json.get("unreadable").or_else(|| json.as_array()?.last()?.get("unreadable"));
            assert_eq!(
                beside.map(|list| list.as_array().expect("a list").len()),
                needed.then_some(1),
                "{what}, {line}: {json}"
            );
        }
        // A new interview and a plan go on; what needs the broken thing refuses.
        let said = sandbox.interview(BRIEF, ["Cy Orr", "Kim Park"]).chance(3).stdin("/quit\n/yes\n").run();
        let refused = what == "broken people";
        assert_eq!(said.code, if refused { 3 } else { 0 }, "{what}: {said}");
        assert!(said.stderr.contains(says), "{what}: {said}");
        let plan = sandbox.run("plan brief --track maker --seed 3");
        assert_eq!(plan.code, 0, "{what}: {plan}");
        // A check finds it.
        let check = sandbox.run("check");
        assert_eq!(check.code, 3, "{what}: {check}");
        assert!(check.stdout.contains(says), "{what}: {check}");
    }
}

#[test]
fn a_damaged_session_that_is_named_is_refused_with_its_place() {
    let (sandbox, [first, _]) = two_sessions();
    sandbox.change(&format!("sessions/{first}/journal.jsonl"), "\"seq\":2", "\"sep\":2");
    for line in [
        format!("scorecard {first}"),
        format!("feedback {first}"),
        format!("resume {first}"),
        format!("present {first}"),
        format!("amend {first} --reason x --note y"),
    ] {
        let said = sandbox.run(&line);
        assert_eq!(said.code, 3, "{line}: {said}");
        assert!(said.stderr.contains("journal.jsonl:2: this line is damaged"), "{line}: {said}");
    }
}

/// By the candidate's name it is meant as by its own; and what was asked in it is not known where questions are drawn for them.
#[test]
fn a_damaged_session_is_meant_by_its_candidate() {
    let (sandbox, [first, _]) = two_sessions();
    let asked = sandbox.run("history --json").json();
    let asked = asked.as_array().expect("a list").iter().find(|asked| asked["candidate"] == "Ann Lee").expect("one");
    let include = asked["question"].as_str().expect("an id").to_owned();
    sandbox.change(&format!("sessions/{first}/journal.jsonl"), "\"seq\":2", "\"sep\":2");
    for line in ["scorecard ann", "feedback ann", "amend ann --reason x --note y", "resume ann"] {
        let said = sandbox.run(line);
        assert_eq!(said.code, 3, "{line}: {said}");
        assert!(said.stderr.contains("journal.jsonl:2: this line is damaged"), "{line}: {said}");
        assert!(said.stderr.contains("keep a copy"), "{line}: {said}");
    }
    let note = format!("note: {first} can't be read, so what was asked there may be asked again");
    let plan = format!("plan brief --level mid --track maker --seed 7 --include {include}");
    let drawn = sandbox.run(&format!("{plan} --candidate Ann"));
    assert!(drawn.code == 0 && drawn.stderr.contains(&note), "{drawn}");
    assert!(!sandbox.run(&format!("{plan} --candidate Bo")).stderr.contains("may be asked again"));
    let again = sandbox.interview(BRIEF, PAIR).chance(3).stdin("/quit\n").run();
    assert!(again.stderr.contains(&note), "{again}");
}

/// Whoever is not found where names can't be read may be there all the same: what keeps them from being found is said.
#[test]
fn where_names_cannot_be_read_nobody_is_said_to_be_unknown() {
    let (sandbox, [first, _]) = two_sessions();
    sandbox.write("sessions/people.json", "{");
    for line in [
        "scorecard ann",
        "feedback ann",
        "resume ann",
        "amend ann --reason x --note y",
        "sessions --candidate ann",
        "plan brief --level mid --track maker --candidate Ann",
    ] {
        let said = sandbox.run(line);
        assert_eq!((said.code, said.stdout.as_str()), (3, ""), "{line}: {said}");
        assert!(said.stderr.contains("error: 1 problem in [WORKSPACE]/sessions/people.json"), "{line}: {said}");
        assert!(!said.stderr.contains("there is no"), "{line}: {said}");
    }
    // By its own name a session is found, and the example has names of its own.
    sandbox.run(&format!("scorecard {first}")).fine();
    assert_eq!(sandbox.run("scorecard nobody --example").code, 2);
}

/// A new interview needs a name to be written; one that is not finished goes on without.
#[test]
fn an_unfinished_interview_goes_on_where_names_cannot_be_read() {
    let (sandbox, _) = two_sessions();
    sandbox.interview(BRIEF, ["Cy Fox", "Kim Park"]).chance(3).stdin("/quit\n").run().fine();
    sandbox.write("sessions/people.json", "{");
    let mut person = sandbox.call(["--plain"]).on_terminal(100, 40);
    person
        .reads("so no new interview can begin")
        .reads("/begin or yes begins")
        .types("/quit\r")
        .reads("Enter means no: ")
        .types("/yes\r")
        .reads("go on with")
        .ends_with(0);
    // Without one there is nothing that could go on, and what is wrong is said.
    let (sandbox, _) = two_sessions();
    sandbox.write("sessions/people.json", "{");
    let mut person = sandbox.call(["--plain"]).on_terminal(100, 40);
    person.reads("people.json").reads("or put it back from a").ends_with(3);
}

/// A session whose plan is gone is named by whatever means it, also where another one of the candidate's is left.
#[test]
fn a_session_without_its_plan_is_named_before_it_is_amended() {
    let (sandbox, [first, _]) = two_sessions();
    fs::remove_file(sandbox.path(&format!("sessions/{first}/plan.json"))).expect("it goes");
    sandbox.interview(&format!("{BRIEF} --again"), PAIR).chance(3).stdin(&full_interview([4, 4, 3, 4])).run().fine();
    for line in ["amend ann --reason x --note y".to_owned(), "amend ann".to_owned(), format!("amend {first}")] {
        let said = sandbox.run(&line);
        assert_eq!(said.code, 3, "{line}: {said}");
        assert!(said.stderr.contains("plan.json: the file is missing"), "{line}: {said}");
    }
}

/// Where sessions can't be read, nobody knows whether nothing was asked.
#[test]
fn a_history_without_the_sessions_that_hold_it_does_not_say_that_nothing_was_asked() {
    let (sandbox, sessions) = two_sessions();
    for id in &sessions {
        sandbox.change(&format!("sessions/{id}/journal.jsonl"), "\"seq\":2", "\"sep\":2");
    }
    let said = sandbox.run("history");
    assert_eq!((said.code, said.stdout.as_str()), (0, "Nothing that can be read was asked.\n"), "{said}");
    // What else can't be read says nothing of what was asked.
    let sandbox = Sandbox::furnished();
    let call = sandbox.interview(BRIEF, PAIR).stdin("/end no-show\n/yes\n/submit\n/yes\n");
    call.run().fine();
    sandbox.write("sessions/people.json", "{");
    let said = sandbox.run("history");
    assert_eq!(said.stdout, "Nothing was asked yet.\n", "{said}");
}

/// An import that can't be read is none that is not there.
#[test]
fn a_list_of_imports_names_one_that_cannot_be_read() {
    let sandbox = Sandbox::furnished();
    sandbox.write("sessions/import-0123456789abcdef.json", "{}");
    let listed = sandbox.run("import --list");
    assert!(listed.stdout.contains("No import can be read.") && !listed.stdout.contains("Nothing"), "{listed}");
    assert!(listed.stderr.contains("`hotseat import --remove import-0123456789abcdef`"), "{listed}");
}

#[test]
fn a_bank_that_cannot_be_read_is_not_replaced_by_the_shipped_one_that_it_stood_for() {
    let sandbox = Sandbox::empty();
    sandbox.run("copy banks/django.json").fine();
    assert!(sandbox.run("questions --bank django").stdout.contains("dj-"), "it is there");
    sandbox.write("banks/django.json", "{");
    let said = sandbox.run("questions --bank django");
    assert!(!said.stdout.contains("dj-"), "{said}");
    assert!(said.stderr.contains("banks/django.json:1:"), "{said}");
    // A check names what is broken, and not what refers to it besides.
    let check = sandbox.run("check");
    assert_eq!(check.stdout.lines().filter(|line| !line.starts_with("    hint: ")).count(), 1, "{check}");
}

#[test]
fn a_workspace_whose_sessions_cannot_be_read_shows_no_example() {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).stdin("/quit\n/yes\n").run().fine();
    sandbox.write(&sandbox.of_session("plan.json"), "{");
    let mut said = sandbox.call(["sessions"]).on_terminal(100, 24);
    said.sees("left out: ").ends_with(0);
    let said = sandbox.run("compare");
    assert!(!said.stdout.contains("Hazel") && !said.stderr.contains("example"), "{said}");
}

#[test]
fn a_script_gets_nothing_from_a_workspace_without_sessions() {
    let sandbox = Sandbox::furnished();
    for (line, empty) in [
        ("sessions --json", "[]\n"),
        ("export --json", "[]\n"),
        ("scorecard --json", "[]\n"),
        ("compare --json", "{\n  \"groups\": []\n}\n"),
    ] {
        let said = sandbox.run(line);
        let note = "no sessions in [WORKSPACE] yet; --example shows the shipped example panel\n";
        assert_eq!((said.code, said.stdout.as_str(), said.stderr.as_str()), (0, empty, note), "{line}");
    }
    assert_eq!(sandbox.run("calibrate --json").code, 0);
    assert_eq!(sandbox.run("calibrate").code, 0);
}

#[test]
fn a_check_finds_what_commands_do_not_stumble_over() {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).stdin("/quit\n/yes\n").run().fine();
    let session = sandbox.session();
    sandbox.write(&sandbox.of_session("journal.jsonl"), "");
    sandbox.write("sessions/.new-2026-11-21-c1-r1-kim/plan.json", "{}");
    sandbox.write("banks/.hotseat-abc123", "half");
    sandbox.write(&format!("sessions/{session}/.hotseat-xyz"), "half");
    sandbox.write("hotseat.json", "{\"version\": 2}");
    sandbox.write("kits/none.json", "{\"version\":1,\"id\":\"none\",\"title\":\"None\",\"level\":\"mid\",\"track\":\"maker\",\"technologies\":[],\"seed\":1,\"rounds\":[]}");
    sandbox.write(
        "sessions/people.json",
        "{\"version\": 1,\n\"candidates\": {\"ca\": \"Ann Lee\",\n\"cb\": \"ann  LEE\"}}",
    );
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", sandbox.path("banks/gone.json")).expect("a link");
    let said = sandbox.run("check");
    assert_eq!(said.code, 3, "{said}");
    for line in [
        "banks/.hotseat-abc123: a process that was killed left this behind",
        "banks/gone.json: this link leads nowhere",
        "hotseat.json:1:",
        "kits/none.json:1:",
        "journal.jsonl: the journal is empty: nothing was recorded",
        ".hotseat-xyz: a process that was killed left this behind",
        ".new-2026-11-21-c1-r1-kim: a process that was killed left this behind",
        "people.json:3:7: `ann  LEE` is the name of `ca`, too",
    ] {
        assert!(said.stdout.contains(line), "{line}\n{said}");
    }
}

#[test]
fn a_session_that_reads_but_is_not_whole_is_named() {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).stdin("/quit\n/yes\n").run().fine();
    for (left, said) in [
        ("", "journal.jsonl: the journal is empty: nothing was recorded"),
        ("{\"seq\"", "journal.jsonl:1:1: the last line was not written whole"),
    ] {
        sandbox.write(&sandbox.of_session("journal.jsonl"), left);
        let found = sandbox.run("sessions");
        assert_eq!(found.code, 0, "{found}");
        assert!(found.stderr.starts_with("note: ") && found.stderr.contains(said), "{found}");
    }
}

#[test]
fn a_wrong_value_in_the_list_of_people_is_no_unknown_field() {
    let sandbox = Sandbox::furnished();
    sandbox.write("sessions/people.json", "{\"version\": 1, \"candidates\": {\"ca\": 7}}");
    let said = sandbox.run("check");
    assert!(said.stdout.contains("people.json:1:37: expected text, found the number 7"), "{said}");
}
