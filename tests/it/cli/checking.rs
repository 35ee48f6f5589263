//! Documents that are wrong: `check` names every problem with its place, and no command guesses.

use std::fs::File;

use insta::assert_snapshot;

use crate::support::{Sandbox, document};

use super::words::said;

/// A workspace with one document that is wrong in one way.
fn with(name: &str, text: impl AsRef<[u8]>) -> Sandbox {
    let sandbox = Sandbox::furnished();
    sandbox.write(name, text);
    sandbox
}

/// The same, made from a document of the furnished workspace.
fn changed(name: &str, from: &str, to: &str) -> Sandbox {
    let sandbox = Sandbox::furnished();
    sandbox.change(name, from, to);
    sandbox
}

/// A field, a kind, a difficulty, a length and the signals are wrong.
const SEVERAL: &str = r#"{"version": 1, "id": "x", "title": "X", "questions": [
  {"id": "a", "promt": "Hi", "kind": "concpt", "level": "mid", "difficulty": 9, "minutes": "5", "topics": [], "dimensions": ["technical"],
   "answer": "a", "signals": {"strong": []}, "follow_ups": []}]}"#;

/// What is wrong only beside the other documents: no command but `check` looks for it.
const BETWEEN: [&str; 7] = [
    "an id in two banks",
    "an unknown technology",
    "an unknown dimension",
    "an unknown rubric",
    "an enemy that is nowhere",
    "a loop over nothing",
    "a track over no bank",
];

/// What a plan for the furnished workspace can't do without.
const NEEDED: [&str; 5] = [
    "banks/craft.json",
    "formats/brief.json",
    "formats/technologies.json",
    "formats/tracks.json",
    "rubrics/craft.json",
];

/// What `check` says of each, with the notes on what the workspace replaces left out.
fn checked<const N: usize>(workspaces: [(&str, Sandbox); N]) -> String {
    let mut out = String::new();
    for (name, sandbox) in workspaces {
        let said = sandbox.run("check");
        assert_eq!(said.code, 3, "{name}: {said}");
        let stderr: String =
            said.stderr.lines().filter(|line| !line.starts_with("note: ")).map(|line| format!("{line}\n")).collect();
        out += &format!("# {name}\n{}{stderr}\n", said.stdout);
        let plan = sandbox.run("plan brief --track maker --seed 1");
        let left_out = |file: &&str| plan.stderr.contains(&format!("left out: [WORKSPACE]/{file}"));
        assert_eq!(plan.code == 3, NEEDED.iter().any(left_out), "{name}: {plan}");
        assert_eq!(!plan.stderr.contains("left out: "), BETWEEN.contains(&name), "{name}: {plan}");
    }
    out
}

#[test]
fn every_problem_of_a_rubric_is_named_with_its_place() {
    let rubric = "rubrics/craft.json";
    assert_snapshot!(
        "rubrics",
        checked([
            ("weights that add to 99", changed(rubric, "\"weight\": 40", "\"weight\": 39")),
            ("a threshold out of order", changed(rubric, "\"at_least\": \"3.8\"", "\"at_least\": \"4.6\"")),
            ("a threshold that is no decimal", changed(rubric, "\"at_least\": \"3.8\"", "\"at_least\": \"3,8\"")),
            ("a floor on nothing", changed(rubric, "\"dimension\": \"technical\"", "\"dimension\": \"techncal\"")),
            ("a cap at no band", changed(rubric, "\"caps_at\": \"no-hire\"", "\"caps_at\": \"nohire\"")),
            ("a dimension twice", changed(rubric, "\"id\": \"code-quality\"", "\"id\": \"technical\"")),
            ("an anchor is missing", changed(rubric, "\"3\": \"fair\",", "")),
        ])
    );
}

#[test]
fn every_problem_of_a_format_is_named_with_its_place() {
    let format = "formats/brief.json";
    assert_snapshot!(
        "formats",
        checked([
            ("minutes that do not add up", changed(format, "\"minutes\": 25", "\"minutes\": 26")),
            ("a mix that does not", changed(format, "\"mid\": [\n      10,", "\"mid\": [\n      11,")),
            ("continues nothing", changed(format, "\"continues\": \"design\"", "\"continues\": \"desing\"")),
            ("continues itself", changed(format, "\"continues\": \"design\"", "\"continues\": \"trade-offs\"")),
            ("continue each other", {
                let sandbox = changed(format, "\"continues\": \"design\"", "\"continues\": \"core\"");
                sandbox.change(format, "\"id\": \"core\",", "\"id\": \"core\",\n \"continues\": \"trade-offs\",");
                sandbox
            }),
            (
                "continues a later one",
                changed(format, "\"id\": \"core\",", "\"id\": \"core\",\n \"continues\": \"design\","),
            ),
            ("continues a script", changed(format, "\"continues\": \"design\"", "\"continues\": \"opening\"")),
            ("an unknown dimension", changed(format, "\"communication\"", "\"comunication\"")),
            ("an unknown rubric", changed(format, "\"rubric\": \"craft\"", "\"rubric\": \"crafts\"")),
            ("another id than its file", changed(format, "\"id\": \"brief\"", "\"id\": \"short\"")),
            ("a loop over nothing", changed("formats/loops.json", "\"chat\"", "\"chats\"")),
            ("a track over no bank", changed("formats/tracks.json", "\"craft\"", "\"crafts\"")),
        ])
    );
}

#[test]
fn every_problem_of_a_bank_is_named_with_its_place() {
    let bank = "banks/craft.json";
    let own = document(bank);
    let twice = own.replacen("\"id\": \"craft\"", "\"id\": \"second\"", 1);
    let only = |text: &str| {
        let mut bank: serde_json::Value = serde_json::from_str(text).expect("it reads");
        let questions = bank["questions"].as_array_mut().expect("questions");
        questions.truncate(1);
        serde_json::to_string_pretty(&bank).expect("it writes")
    };
    let deep = format!("{{\"version\": 1, \"id\": {}1{}}}", "[".repeat(10_000), "]".repeat(10_000));
    assert_snapshot!(
        "banks",
        checked([
            ("an id in two banks", {
                let sandbox = with("banks/second.json", only(&twice));
                sandbox.change("formats/tracks.json", "\"craft\"", "\"craft\", \"second\"");
                sandbox
            }),
            ("an unknown field", changed(bank, "\"difficulty\": 2", "\"difficulty\": 2,\n      \"dificulty\": 3")),
            ("an unknown kind", changed(bank, "\"kind\": \"concept\"", "\"kind\": \"concpt\"")),
            ("an unknown level", changed(bank, "\"level\": \"mid\"", "\"level\": \"middle\"")),
            ("an unknown technology", changed(bank, "\"postgresql\"", "\"postgresq\"")),
            ("a difficulty of 6", changed(bank, "\"difficulty\": 2", "\"difficulty\": 6")),
            ("a difficulty of 2.5", changed(bank, "\"difficulty\": 2", "\"difficulty\": 2.5")),
            ("a newer version", changed(bank, "\"version\": 1", "\"version\": 2")),
            ("a name that is a path", changed(bank, "\"id\": \"caching-basics\"", "\"id\": \"../../etc\"")),
            ("an enemy that is nowhere", changed(bank, "\"backoff\"\n", "\"backof\"\n")),
            ("a blank that nothing fills", changed(bank, "{project}", "{projct}")),
            ("a comma is missing", changed(bank, "\"difficulty\": 2,", "\"difficulty\": 2")),
            ("empty", with("banks/empty.json", "")),
            ("invalid UTF-8", with("banks/broken.json", b"{\"version\": 1,\n \"id\": \"bro\xffken\"}")),
            ("nested ten thousand deep", with("banks/deep.json", deep)),
            ("a list", with("banks/list.json", "[]")),
            ("an id twice", changed(bank, "\"id\": \"index-cost\"", "\"id\": \"caching-basics\"")),
            ("several at once", with("banks/x.json", SEVERAL)),
            ("without questions", with("banks/none.json", "{\"version\": 1, \"id\": \"none\", \"title\": \"None\"}")),
        ])
    );
}

#[test]
fn a_bank_of_a_hundred_megabytes_is_not_read() {
    let sandbox = Sandbox::furnished();
    let file = File::create(sandbox.path("banks/huge.json")).expect("a file");
    file.set_len(100 << 20).expect("a sparse file");
    assert_snapshot!("huge", checked([("100 MB", sandbox)]));
}

/// A document that is wrong keeps every command that needs it from guessing.
#[test]
fn commands_say_what_is_wrong_with_the_documents_they_need() {
    let sandbox = changed("formats/brief.json", "\"minutes\": 25", "\"minutes\": 26");
    let plan = "plan brief --track maker";
    assert_snapshot!("needed", said([(plan, sandbox.call(plan.split(' ')))]));
}
