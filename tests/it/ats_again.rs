//! What is written for a system and read again from it is what its documented losses leave: random scorecards through every system that
//! both takes and gives them.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use crate::ats::{IMPORT, form};
use crate::support::Sandbox;

const DIMENSIONS: [&str; 4] = ["technical", "problem-solving", "communication", "code-quality"];
const TITLES: [&str; 4] = ["Technical skills", "Problem solving", "Communication", "Code quality"];
const CANDIDATES: [&str; 4] = ["Linden Moss", "Rowan Hill", "Aspen Wood", "Hazel Brook"];

/// What a candidate got on a dimension: a score, and a note on it.
type Given = Option<(u8, Option<String>)>;

/// Candidate, dimension, score, and why.
type Conclusion = (String, String, u64, String);

fn scorecards() -> impl Strategy<Value = Vec<Vec<Given>>> {
    let note = prop::option::of("[a-z][a-z <>&\"'=,;:()é-]{0,10}[a-z]");
    let given = prop::option::weighted(0.8, (1..=5_u8, note));
    let card = prop::collection::vec(given, 4).prop_filter("somebody rated", |card| card.iter().any(Option::is_some));
    prop::collection::vec(card, 1..=4)
}

/// A workspace with these scorecards of one interviewer.
fn imported(cards: &[Vec<Given>]) -> Sandbox {
    let sandbox = Sandbox::empty();
    let mut csv = String::from("candidate,interviewer,dimension,score,note\n");
    for (name, card) in CANDIDATES.iter().zip(cards) {
        for (dimension, given) in DIMENSIONS.iter().zip(card) {
            if let Some((score, note)) = given {
                let note = note.as_deref().unwrap_or_default().replace('"', "\"\"");
                csv += &format!("{name},Fern Ash,{dimension},{score},\"{note}\"\n");
            }
        }
    }
    sandbox.write("ratings.csv", csv);
    inside(&sandbox, "import ratings.csv --format deep-technical --level mid --date 2026-10-01");
    sandbox
}

fn inside(sandbox: &Sandbox, line: &str) -> String {
    sandbox.call(line.split_whitespace()).inside().run().fine()
}

/// What the sessions of a workspace come to.
fn conclusions(sandbox: &Sandbox) -> Vec<Conclusion> {
    let cards = sandbox.run("export --json").json();
    let mut found = Vec::new();
    for card in cards.as_array().expect("cards") {
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        for line in card["dimensions"].as_array().expect("dimensions") {
            if let Some(score) = line["conclusion"].as_u64() {
                found.push((text(&card["candidate"]["name"]), text(&line["id"]), score, text(&line["reason"])));
            }
        }
    }
    found.sort();
    found
}

/// What comes back where a system has every step, or else four of five: a 3 is written as a 2, which its comment says.
fn expected(cards: &[Vec<Given>], has_middle: bool) -> Vec<Conclusion> {
    let mut all = Vec::new();
    for (name, card) in CANDIDATES.iter().zip(cards) {
        for (dimension, given) in DIMENSIONS.iter().zip(card) {
            let Some((score, note)) = given else { continue };
            let is_lost = *score == 3 && !has_middle;
            let said = is_lost.then(|| "3 of 5 in hotseat (average)".to_owned());
            let said: Vec<String> = said.into_iter().chain(note.clone()).collect();
            let reason = if said.is_empty() { "imported".to_owned() } else { said.join("\n") };
            all.push((
                (*name).to_owned(),
                (*dimension).to_owned(),
                if is_lost { 2 } else { u64::from(*score) },
                reason,
            ));
        }
    }
    all.sort();
    all
}

/// A workspace into which the files of a folder were imported.
fn again(files: &[(String, Value)]) -> Sandbox {
    let sandbox = Sandbox::empty();
    for (name, value) in files {
        sandbox.write(&format!("in/{name}"), value.to_string());
    }
    inside(&sandbox, IMPORT);
    sandbox
}

/// A mapping for a form, completed: the candidates by the applications that they got, and the bodies that come of it.
fn bodies(sandbox: &Sandbox, system: &str, form: &Value) -> (Vec<(String, Value)>, Vec<Value>) {
    sandbox.write("form.json", form.to_string());
    let made = inside(sandbox, &format!("export --ats {system} --template form.json"));
    let mut mapping: Value = serde_json::from_str(&made).expect("JSON");
    let mut names = Vec::new();
    for (number, (_, session)) in mapping["sessions"].as_object_mut().expect("sessions").iter_mut().enumerate() {
        session["application"] = json!(format!("a{number}"));
        session["user"] = json!("u1");
        names.push((format!("a{number}"), session["candidate"].clone()));
    }
    sandbox.write("mapping.json", mapping.to_string());
    let bodies = inside(sandbox, &format!("export --ats {system} --mapping mapping.json"));
    (names, bodies.lines().map(|body| serde_json::from_str(body).expect("JSON")).collect())
}

fn through_ashby(sandbox: &Sandbox) -> Sandbox {
    let (names, bodies) = bodies(sandbox, "ashby", &form());
    let submission = |(number, body): (usize, &Value)| {
        let values = body["feedbackForm"]["fieldSubmissions"].as_array().expect("values").iter();
        let values: serde_json::Map<String, Value> =
            values.map(|value| (value["path"].as_str().expect("a path").to_owned(), value["value"].clone())).collect();
        json!({
            "id": format!("f{number}"), "applicationId": body["applicationId"], "submittedAt": "2026-10-01T12:00:00.000Z",
            "submittedByUser": { "id": "u1", "firstName": "Fern", "lastName": "Ash", "email": "fern@example.org" },
            "formDefinition": form()["results"]["formDefinition"], "submittedValues": values,
        })
    };
    let submissions: Vec<Value> = bodies.iter().enumerate().map(submission).collect();
    let application =
        |(id, name): &(String, Value)| json!({ "id": id, "candidate": { "id": format!("c-{id}"), "name": name } });
    let applications: Vec<Value> = names.iter().map(application).collect();
    again(&[
        ("applicationFeedback.list.json".into(), json!({ "success": true, "results": submissions })),
        ("application.list.json".into(), json!({ "success": true, "results": applications })),
    ])
}

fn through_lever(sandbox: &Sandbox) -> Sandbox {
    let scores: Vec<Value> = TITLES.iter().map(|title| json!({ "text": title })).collect();
    let fields = json!([{ "id": "q1", "type": "scorecard", "text": "Rate each", "required": true, "scores": scores }]);
    let form = json!({ "data": { "id": "template-1", "text": "Deep technical", "fields": fields } });
    let (names, bodies) = bodies(sandbox, "lever", &form);
    let mut files = Vec::new();
    for (number, body) in bodies.iter().enumerate() {
        let mut fields = fields.clone();
        fields[0]["value"] = body["body"]["fieldValues"][0]["value"].clone();
        let feedback = json!({
            "id": format!("f{number}"), "text": "Deep technical", "baseTemplateId": "template-1", "user": body["perform_as"],
            "createdAt": 1_790_856_000_000_i64, "completedAt": 1_790_856_000_000_i64, "fields": fields,
        });
        let opportunity = body["opportunity"].as_str().expect("an opportunity");
        files.push((format!("feedback/{opportunity}.json"), json!({ "data": [feedback], "hasNext": false })));
    }
    let opportunities: Vec<Value> = names.iter().map(|(id, name)| json!({ "id": id, "name": name })).collect();
    files.push(("opportunities.json".into(), json!({ "data": opportunities })));
    files.push(("users.json".into(), json!({ "data": [{ "id": "u1", "name": "Fern Ash" }] })));
    again(&files)
}

#[test]
fn what_is_written_is_read_again_but_for_the_documented_losses() {
    let mut runner =
        TestRunner::new(Config { cases: 16, failure_persistence: None, max_shrink_iters: 40, ..Config::default() });
    let ran = runner.run(&scorecards(), |cards| {
        let sandbox = imported(&cards);
        prop_assert_eq!(conclusions(&sandbox), expected(&cards, true), "as they were imported");
        let page = serde_json::from_str(&sandbox.run("export --ats merge").fine()).expect("JSON");
        let merge = again(&[("scorecards.json".to_owned(), page)]);
        prop_assert_eq!(conclusions(&merge), expected(&cards, true), "Merge");
        prop_assert_eq!(conclusions(&through_ashby(&sandbox)), expected(&cards, false), "Ashby");
        prop_assert_eq!(conclusions(&through_lever(&sandbox)), expected(&cards, false), "Lever");
        Ok(())
    });
    ran.expect("it holds");
}
