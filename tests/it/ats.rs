//! Scorecards from and to applicant tracking systems, through the program.

use std::path::Path;

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::Sandbox;

/// The folder of a system's scorecards.
fn scorecards(system: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ats").join(system).display().to_string()
}

/// A workspace in which a system's scorecards lie in `in/`.
fn with(system: &str) -> Sandbox {
    let sandbox = Sandbox::empty();
    let folder = scorecards(system);
    let mut open = vec![std::path::PathBuf::from(&folder)];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(&path).expect("it reads").map(|entry| entry.expect("an entry").path()));
        } else {
            let below = path.strip_prefix(&folder).expect("below").display().to_string();
            sandbox.write(&format!("in/{below}"), std::fs::read(&path).expect("it reads"));
        }
    }
    sandbox
}

/// Calibrates what lies in `in/`, as JSON.
fn calibrated(sandbox: &Sandbox, more: &str) -> crate::support::Said {
    let line = format!("calibrate --from in --json {more}");
    sandbox.call(line.split_whitespace()).inside().run()
}

pub(crate) const IMPORT: &str = "import in --format deep-technical --level mid --date 2026-10-01";

#[test]
fn the_scorecards_of_every_system_are_calibrated() {
    let mut said = String::new();
    for system in ["greenhouse-v3", "greenhouse-v1", "ashby", "lever", "merge", "unified"] {
        let run = calibrated(&with(system), "");
        assert_eq!(run.code, 0, "{system}: {run}");
        said += &format!("# {system}\n{}\n", run.stderr);
    }
    assert_snapshot!("calibrated", said);
}

#[test]
fn greenhouse_s_five_ratings_are_imported_as_they_are() {
    let sandbox = with("greenhouse-v3");
    let said = sandbox.call(IMPORT.split_whitespace()).inside().run();
    assert_eq!(said.code, 0, "{said}");
    let (found, kept) = said.stderr.split_once("imported ").expect("it says so");
    assert_snapshot!("imported", found);
    assert!(kept.starts_with("5 ratings of 2 candidates: "), "{kept}");
    let cards = sandbox.run("export --json").json();
    let mut rows: Vec<String> = Vec::new();
    for card in cards.as_array().expect("cards") {
        for line in card["dimensions"].as_array().expect("dimensions") {
            if let Some(score) = line["conclusion"].as_u64() {
                let [candidate, interviewer] =
                    ["candidate", "interviewer"].map(|who| card[who]["name"].as_str().expect("a name"));
                rows.push(format!(
                    "{candidate}, {interviewer}, {}, {score}, {}",
                    line["id"].as_str().expect("an id"),
                    card["round"]["date"].as_str().expect("a day")
                ));
            }
        }
    }
    rows.sort();
    assert_eq!(
        rows,
        [
            "Ada One, Basil Reed, communication, 2, 2026-10-07",
            "Ada One, Basil Reed, technical, 1, 2026-10-07",
            "Ada One, Fern Ash, communication, 3, 2026-10-06",
            "Ada One, Fern Ash, technical, 5, 2026-10-06",
            "Bea Two, Fern Ash, technical, 4, 2026-10-09",
        ]
    );
}

/// What is refused, each with nothing taken.
#[test]
fn what_can_t_be_taken_is_refused_with_a_word() {
    let mut said = String::new();
    let mut refused = |name: &str, sandbox: &Sandbox, line: &str| {
        let run = sandbox.call(line.split_whitespace()).inside().run();
        assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{name}: {run}");
        assert!(!sandbox.path("sessions").exists(), "{name}: nothing is kept");
        said += &format!("# {name}\n{}\n", run.stderr);
    };
    let sandbox = with("ashby");
    sandbox.write(
        "in/applicationFeedback.list.page-2.json",
        r#"{"success":false,"errors":["invalid_input"],"errorInfo":{"message":"Application not found"}}"#,
    );
    refused("a page that is an error message", &sandbox, IMPORT);
    refused("the same, calibrated", &sandbox, "calibrate --from in");
    let sandbox = with("greenhouse-v1");
    sandbox.change("in/scorecards.json", "[", "[ ");
    std::fs::rename(sandbox.path("in/scorecards.json"), sandbox.path("in/v3-scorecards.json")).expect("it is moved");
    refused("a file of v1 that is called v3", &sandbox, IMPORT);
    refused("scorecards of another system than was said", &sandbox, &format!("{IMPORT} --ats ashby"));
    let sandbox = with("greenhouse-v3");
    std::fs::remove_file(sandbox.path("in/job_candidate_attributes.jsonl")).expect("it is removed");
    refused("a needed file is missing", &sandbox, "calibrate --from in");
    let sandbox = with("greenhouse-v3");
    std::fs::remove_file(sandbox.path("in/candidates.jsonl")).expect("it is removed");
    refused("names are missing", &sandbox, IMPORT);
    let sandbox = with("greenhouse-v3");
    sandbox.change("in/scorecard_candidate_attributes.jsonl", "mixed", "meh");
    refused("a word that nobody knows", &sandbox, IMPORT);
    let sandbox = with("merge");
    refused("what no dimension is called", &sandbox, IMPORT);
    sandbox.write("in/scorecards.json", "<html><body>502 Bad Gateway</body></html>");
    sandbox.write("in/users.jsonl", "{\"id\": 1}\n{\"id\":");
    refused("a web page, and a file that was cut", &sandbox, "calibrate --from in");
    let sandbox = with("merge");
    sandbox.write("in/scorecards.json", "{\"results\": [], \"next\": null}");
    for other in ["applications", "candidates", "remote_users"] {
        sandbox.write(&format!("in/{other}.json"), "[]");
    }
    refused("empty lists", &sandbox, IMPORT);
    let sandbox = with("merge");
    sandbox.change("in/scorecards.json", "\"next\": null", "\"next\": \"https://example.org/?cursor=2\"");
    refused("a page after which others follow", &sandbox, "calibrate --from in");
    sandbox.write("in/scorecards.json", "{\"id\": 1, \"overall_recommendation\": \"YES\"}\n{\"id\": 2, \"overall_rec");
    refused("JSON Lines that were cut in the middle", &sandbox, IMPORT);
    assert_snapshot!("refused", said);
}

#[test]
fn the_table_of_words_is_one_s_own() {
    let sandbox = with("greenhouse-v3");
    sandbox.run("copy formats/ats").fine();
    sandbox.change("formats/ats.json", "\"dimensions\": {}", "\"dimensions\": { \"communication\": null }");
    let said = calibrated(&sandbox, "");
    assert!(said.stderr.contains("2 ratings on what formats/ats.json leaves out"), "{said}");
    sandbox.change("formats/ats.json", "\"mixed\": 3", "\"mixed\": 9");
    let said = calibrated(&sandbox, "");
    assert_eq!(said.code, 3, "{said}");
    assert!(said.stderr.contains("formats/ats.json"), "{said}");
}

#[test]
fn names_that_are_missing_may_be_ids() {
    let sandbox = with("greenhouse-v3");
    std::fs::remove_file(sandbox.path("in/candidates.jsonl")).expect("it is removed");
    let said = sandbox.call(format!("{IMPORT} --ids").split_whitespace()).inside().run();
    assert_eq!(said.code, 0, "{said}");
    assert!(sandbox.read("sessions/people.json").contains("candidate 4001"));
}

/// A feedback form of Ashby's, as `feedbackFormDefinition.info` answers.
pub(crate) fn form() -> Value {
    let field = |kind: &str, path: &str, title: &str| json!({ "isRequired": kind == "Score", "field": { "id": path, "type": kind, "path": path, "title": title } });
    let mut overall = field("ValueSelect", "overall_recommendation", "Overall Recommendation");
    overall["field"]["selectableValues"] = json!([
        { "label": "Strong Yes", "value": "4" }, { "label": "Yes", "value": "3" }, { "label": "No", "value": "2" }, { "label": "Strong No", "value": "1" }
    ]);
    let fields = [
        field("Score", "p-tech", "Technical skills"),
        field("Score", "p-solve", "Problem solving"),
        field("Score", "p-talk", "Communication"),
        field("Score", "p-code", "Code Quality"),
        field("Score", "p-lead", "Leadership"),
        overall,
        field("RichText", "feedback", "Feedback"),
    ];
    json!({ "success": true, "results": { "id": "form-1", "title": "Deep technical", "isArchived": false, "formDefinition": { "sections": [{ "title": "All", "fields": fields }] } } })
}

/// The example panel's mapping for a system, completed.
fn mapped(sandbox: &Sandbox, system: &str, form: &Value) {
    sandbox.write("form.json", form.to_string());
    let made =
        sandbox.call(format!("export --example --ats {system} --template form.json").split_whitespace()).inside().run();
    assert_eq!(made.code, 0, "{made}");
    // Whatever a person has to fill in is said.
    for field in form.pointer("/data/fields").and_then(Value::as_array).into_iter().flatten() {
        if field["type"] == "yes-no" {
            assert!(made.stderr.contains(&format!("`{}` (yes-no)", field["text"].as_str().expect("a text"))), "{made}");
        }
    }
    assert!(made.stderr.contains("every session needs its `application`"), "{made}");
    let mut mapping: Value = serde_json::from_str(&made.stdout).expect("JSON");
    for (id, session) in mapping["sessions"].as_object_mut().expect("sessions") {
        session["application"] = json!(format!("application-{}", id.len()));
        session["user"] = json!("user-1");
    }
    sandbox.write("mapping.json", mapping.to_string());
}

#[test]
fn greenhouse_s_form_is_filled_in_by_pasting() {
    let sandbox = Sandbox::empty();
    assert_snapshot!("greenhouse", sandbox.run("export --example --ats greenhouse --since 2026-11-12"));
    assert_snapshot!(
        "greenhouse-csv",
        sandbox.run("export --example --ats greenhouse --since 2026-11-12 --csv").fine()
    );
    let json = sandbox.run("export --example --ats greenhouse --json").json();
    assert_eq!(json.as_array().map(Vec::len), Some(9));
}

#[test]
fn ashby_s_bodies_are_made_by_a_mapping() {
    let sandbox = Sandbox::empty();
    mapped(&sandbox, "ashby", &form());
    assert_snapshot!("ashby-mapping", sandbox.read("mapping.json"));
    assert_snapshot!(
        "ashby",
        sandbox
            .call("export --example --ats ashby --mapping mapping.json --since 2026-11-12".split_whitespace())
            .inside()
            .run()
    );
}

#[test]
fn lever_s_bodies_are_made_by_a_mapping() {
    let sandbox = Sandbox::empty();
    let options =
        ["4 - Strong Hire", "3 - Hire", "2 - No Hire", "1 - Strong No Hire"].map(|text| json!({ "text": text }));
    let form = json!({ "data": { "id": "template-1", "text": "Deep technical", "fields": [
        { "id": "q0", "type": "score-system", "text": "Rating", "required": true, "options": options },
        { "id": "q1", "type": "score", "text": "Technical skills", "required": true },
        { "id": "q2", "type": "textarea", "text": "Notes", "required": false },
        { "id": "q3", "type": "scorecard", "text": "More", "required": false,
          "scores": [{ "text": "Problem solving" }, { "text": "Leadership" }, { "text": "Code quality" }] },
        { "id": "q4", "type": "yes-no", "text": "Would you work with them?", "required": false },
    ] } });
    mapped(&sandbox, "lever", &form);
    assert_snapshot!(
        "lever",
        sandbox
            .call("export --example --ats lever --mapping mapping.json --since 2026-11-12".split_whitespace())
            .inside()
            .run()
    );
}

#[test]
fn what_no_field_takes_and_what_no_words_fill_is_said() {
    let sandbox = Sandbox::empty();
    let mut short = form();
    let fields = short.pointer_mut("/results/formDefinition/sections/0/fields").and_then(Value::as_array_mut);
    fields.expect("fields").drain(1..);
    mapped(&sandbox, "ashby", &short);
    let run = |line: &str| sandbox.call(line.split_whitespace()).inside().run().stderr;
    assert_snapshot!("ashby-lost", run("export --example --ats ashby --mapping mapping.json"));
    assert_snapshot!("merge-lost", run("export --example --ats merge"));
}

#[test]
fn what_a_mapping_leaves_open_is_listed_and_nothing_is_written() {
    let sandbox = Sandbox::empty();
    mapped(&sandbox, "ashby", &form());
    let text =
        sandbox.read("mapping.json").replace("\"application-38\"", "\"\"").replace("\"RichText\"", "\"Boolean\"");
    sandbox.write("mapping.json", text);
    let said = sandbox
        .call("export --example --ats ashby --mapping mapping.json --since 2026-11-12".split_whitespace())
        .inside()
        .run();
    assert_eq!((said.code, said.stdout.as_str()), (3, ""), "{said}");
    assert!(said.stderr.contains("field `Feedback` (Boolean) can't hold notes"), "{said}");
    sandbox.run("export --example --ats ashby").says(2, "error: ashby needs to know which field of its form takes what\nhint: --template FORM.json makes a mapping from a saved form definition, --mapping FILE takes it; see docs/ats.md\n");
    assert_eq!(sandbox.run("export --example --ats merge --csv").code, 2);
}

#[test]
fn ratings_without_their_scorecard_and_scorecards_without_ratings_are_counted() {
    let sandbox = with("greenhouse-v3");
    let ratings = sandbox.read("in/scorecard_candidate_attributes.jsonl");
    let first = ratings.lines().next().expect("a rating").replace("\"id\": 1", "\"id\": 99");
    sandbox.write("in/scorecard_candidate_attributes.jsonl", format!("{ratings}{}\n", first.replace("501", "777")));
    let said = calibrated(&sandbox, "");
    let why =
        "1 rating whose scorecard is not here (fetch scorecards and scorecard_candidate_attributes again, together)";
    assert!(said.code == 0 && said.stderr.contains(why), "{said}");
    // A scorecard of which no rating is left.
    let left: String = ratings.lines().filter(|line| !line.contains("502")).map(|line| format!("{line}\n")).collect();
    sandbox.write("in/scorecard_candidate_attributes.jsonl", left);
    let said = calibrated(&sandbox, "");
    assert!(said.stderr.contains("1 scorecard without a rating"), "{said}");
    // A field that is called otherwise is no place where nobody rated; the file's name says what its records are.
    sandbox.write(
        "in/scorecard_candidate_attributes.jsonl",
        ratings.replace("candidate_attribute_rating", "candidate_rating"),
    );
    let said = calibrated(&sandbox, "");
    assert!(said.code == 3 && said.stderr.contains("a rating without `candidate_attribute_rating`"), "{said}");
    assert!(said.stderr.contains("`candidate_rating`") && !said.stderr.contains("nobody rated"), "{said}");
}

#[test]
fn what_is_for_tables_is_refused_beside_scorecards() {
    let sandbox = with("greenhouse-v1");
    for flags in ["--reverse", "--words yes=5", "--not-rated mixed"] {
        let said = sandbox.call(format!("{IMPORT} {flags}").split_whitespace()).inside().run();
        let name = flags.split(' ').next().unwrap_or_default();
        let why = format!("hint: {name} is for tables: leave it out; what a system's words count as");
        assert!(said.code == 2 && said.stderr.contains(&why), "{said}");
    }
    assert!(!sandbox.path("sessions").exists(), "nothing is kept");
}

#[test]
fn bodies_go_into_a_file_of_json_lines() {
    let sandbox = Sandbox::empty();
    mapped(&sandbox, "ashby", &form());
    let line = "export --example --ats ashby --mapping mapping.json -o bodies.jsonl";
    let said = sandbox.call(line.split_whitespace()).inside().run();
    assert_eq!(said.code, 0, "{said}");
    let bodies = sandbox.read("bodies.jsonl");
    assert!(bodies.lines().count() > 1 && bodies.lines().all(|line| line.starts_with('{')), "{bodies}");
    let refused = sandbox.call("export --example -o cards.jsonl".split_whitespace()).inside().run();
    assert!(refused.code == 2 && refused.stderr.contains("which hotseat can't write"), "{refused}");
}
