//! Every command, whole: what it prints, says and returns, over a workspace of its own.

use insta::assert_snapshot;

use super::sandbox::{Sandbox, full_interview};

/// Two candidates by two interviewers over one kit; beside them a no-show, one who stopped early, and one not submitted.
pub(crate) fn panel() -> Sandbox {
    let sandbox = Sandbox::furnished();
    let kit = sandbox.path("kits/opening.json").display().to_string();
    sandbox.call(["plan", "two-rounds", "--level", "mid", "--track", "maker", "--seed", "7", "-o", &kit]).run().fine();
    let run = "run --plain --kit opening --round 1";
    sandbox.hold(run, "Ann Lee", "Kim Park", 11, &full_interview([4, 4, 3, 4])).fine();
    sandbox.hold(run, "Ann Lee", "Robin Hale", 12, &full_interview([3, 4, 4, 5])).fine();
    sandbox.hold(run, "Bo Chen", "Kim Park", 13, &full_interview([5, 4, 5, 4])).fine();
    sandbox.hold(run, "Bo Chen", "Robin Hale", 14, &full_interview([2, 3, 3, 3])).fine();
    sandbox.hold(run, "Cy Gray", "Kim Park", 15, "/end no-show\ny\ny\n").fine();
    sandbox.hold(run, "Dee Moss", "Kim Park", 16, "/n\nlate, and left\n/end early\ny\n/submit\ny\n").fine();
    sandbox.hold(run, "Eve Wood", "Kim Park", 17, "/n\nstill here\n").fine();
    sandbox
}

/// The first session of a candidate.
fn session_of(sandbox: &Sandbox, candidate: &str) -> String {
    let found = sandbox.call(["sessions", "--json", "--candidate", candidate]).run().json();
    found[0]["session"].as_str().expect("a session").to_owned()
}

#[test]
fn help_stands_on_stdout() {
    let sandbox = Sandbox::empty();
    let said = sandbox.run("");
    assert_eq!((said.code, said.stderr.as_str()), (0, ""));
    assert!(said.stdout.starts_with("Run, score and compare technical interviews"), "{}", said.stdout);
    for command in ["run", "resume", "plan", "scorecard", "feedback", "score", "compare", "export", "sessions"] {
        let said = sandbox.call([command, "--help"]).run();
        assert_eq!((said.code, said.stderr.as_str()), (0, ""), "{command}");
        assert!(said.stdout.contains("Usage: hotseat"), "{}", said.stdout);
    }
    assert!(sandbox.run("--version").fine().starts_with("hotseat "));
}

#[test]
fn plan() {
    let sandbox = Sandbox::furnished();
    assert_snapshot!("plan", sandbox.run("plan brief --level mid --track maker --seed 7").all());
    assert_snapshot!("plan-explain", sandbox.run("plan brief --level senior --track maker --seed 7 --explain").all());
    assert_snapshot!("plan-loop", sandbox.run("plan two-rounds --level mid --track maker --seed 7").all());
    let drawn = sandbox.run("plan chat --track maker");
    assert_eq!((drawn.code, drawn.stdout.contains("seed 42")), (0, drawn.stderr.contains("seed 42")), "{drawn:?}");
    assert!(drawn.stderr.starts_with("seed "), "{}", drawn.stderr);
}

#[test]
fn plan_json() {
    let sandbox = Sandbox::furnished();
    let plan = sandbox.run("plan brief --level mid --track maker --seed 7 --json").json();
    for (key, value) in [("format", "brief"), ("level", "mid"), ("track", "maker")] {
        assert_eq!(plan[key], value);
    }
    assert_eq!((plan["seed"].as_u64(), plan["minutes"].as_u64()), (Some(7), Some(25)));
    for section in plan["sections"].as_array().expect("sections") {
        for key in ["id", "title", "minutes", "used_minutes", "questions", "backups"] {
            assert!(section.get(key).is_some(), "{key}: {section}");
        }
        for question in section["questions"].as_array().expect("questions") {
            for key in ["id", "bank", "kind", "level", "difficulty", "minutes", "topics", "must_ask"] {
                assert!(question.get(key).is_some(), "{key}: {question}");
            }
        }
    }
    let rounds = sandbox.run("plan two-rounds --level mid --track maker --seed 7 --json").json();
    assert_eq!(rounds["rounds"].as_array().map(Vec::len), Some(2));
}

#[test]
fn an_interview_line_by_line() {
    let sandbox = Sandbox::furnished();
    let run = "run brief --plain --level mid --track maker --seed 7";
    assert_snapshot!("run", sandbox.hold(run, "Ann Lee", "Kim Park", 7, &full_interview([4, 3, 5, 4])).all());
}

/// Everything that fingers may do, each with what it answers.
#[test]
fn every_command_of_the_conversation() {
    let sandbox = Sandbox::furnished();
    let script = "/back\n/4\n/hint\n/probe 1\n/next\n/?\n/zzz\n/nxt\n/saw\n/saw 9\n/saw 1 3\n/unsaw 3\n/hint\n/probe 7\n\
                  /probe 2\n/4\n/t 5\n/r t=4 c=3\n/t 0\n/x 4\n/r x 4\n/6\n/3.5\n/t four\n/4 4 4 4\n//slash\n/undo\n/undo\n/list\n\
                  /anchors t\n/answer\n/pause\n/pause\n/resume\n/extend\n/extend 90\n/extend 5\n/time\n/plan\n/swap\n/swap easier\n\
                  /swap easier\n/swap harder\n/skip too long ago\n/flag\n/flag blames\n/flag blames-otter x\n\
                  /flag blames-others \"them\"\n/go Q99\n/go\n/go Q1\n/drop\n/drop\n/bring\n/bring zzyzx\n/bring craft design-\n\
                  /bring own-project\n/show\n/back\n/end maybe\n/end\nn\n/quit\n";
    let run = "run brief --plain --level mid --track maker --seed 7";
    assert_snapshot!("conversation", sandbox.hold(run, "Ann Lee", "Kim Park", 7, script).all());
}

#[test]
fn resume_goes_on_and_scoring_can_wait() {
    let sandbox = Sandbox::furnished();
    let run = "run brief --plain --level mid --track maker --seed 7";
    sandbox.hold(run, "Ann Lee", "Kim Park", 7, "/n\na note\n/end\ny\n/quit\n").fine();
    let resumed = sandbox.call(["resume"]).stdin("3\n4\n/done\n/quit\n").run();
    assert_snapshot!("resume-scoring", resumed.all());
    let back = sandbox.call(["resume"]).stdin("/back\n/4\n/quit\n").run();
    assert_snapshot!("resume-back-into-the-conversation", back.all());
    let journal = sandbox.journal();
    assert!(!journal.contains("submitted"), "{journal}");
}

#[test]
fn mock_ends_with_feedback_and_no_band() {
    let sandbox = Sandbox::furnished();
    let run = "run chat --plain --mock --level junior --track maker --seed 7";
    let script = "/saw 1\n/4 4\n/n\n/2 3\n/n\n/n\n/end\ny\n\n\n\n\n\n\n\n\n\n\nclear\n\nread on\n\ny\n";
    let said = sandbox.hold(run, "Ann Lee", "Kim Park", 7, script);
    assert_snapshot!("mock", said.all());
    let card = sandbox.call(["scorecard", &sandbox.session(), "--json"]).run().json();
    assert_eq!(card["result"]["band"], serde_json::Value::Null);
    assert!(!said.stdout.to_lowercase().contains("hire"), "{}", said.stdout);
}

#[test]
fn scorecard() {
    let sandbox = panel();
    let session = session_of(&sandbox, "Ann Lee");
    for (name, flag) in
        [("", None), ("-csv", Some("--csv")), ("-json", Some("--json")), ("-markdown", Some("--markdown"))]
    {
        let call = sandbox.call(["scorecard", session.as_str()].into_iter().chain(flag));
        assert_snapshot!(format!("scorecard{name}"), call.run().all());
    }
    for (name, candidate) in [("no-show", "Cy Gray"), ("stopped-early", "Dee Moss")] {
        let session = session_of(&sandbox, candidate);
        assert_snapshot!(format!("scorecard-{name}"), sandbox.call(["scorecard", &session]).run().all());
    }
    let file = sandbox.path("card.csv").display().to_string();
    let said = sandbox.call(["scorecard", &session, "--csv", "-o", &file]).run();
    assert_eq!((said.stdout.as_str(), said.stderr.as_str()), ("", "wrote [WORKSPACE]/card.csv\n"));
    let written = std::fs::read_to_string(file).expect("it was written");
    assert_eq!(written, sandbox.call(["scorecard", &session, "--csv"]).run().fine());
}

/// The total is recomputed from the rows alone, as the header says it can be: Σ weight·score / Σ weight.
#[test]
fn a_row_holds_all_that_the_total_needs() {
    let sandbox = panel();
    let text = sandbox.run("export").fine();
    assert!(text.split_inclusive("\r\n").all(|line| line.ends_with("\r\n")), "RFC 4180 ends lines with CR LF");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().expect("a head").clone();
    let column = |name: &str| head.iter().position(|title| title == name).expect("a column");
    let mut sums: std::collections::BTreeMap<String, (i128, i128, i128, String)> = std::collections::BTreeMap::new();
    for row in reader.records() {
        let row = row.expect("a row");
        let number = |name: &str| row[column(name)].parse::<i128>().expect("a number");
        let entry = sums.entry(row[column("session")].to_owned()).or_insert((0, 1, 0, String::new()));
        entry.3 = row[column("total")].to_owned();
        if !row[column("score")].is_empty() {
            let (weight, above, below) = (number("weight"), number("score_numerator"), number("score_denominator"));
            *entry = (entry.0 * below + weight * above * entry.1, entry.1 * below, entry.2 + weight, entry.3.clone());
        }
    }
    assert_eq!(sums.len(), 6, "one session is not submitted");
    for (session, (above, below, weight, total)) in sums {
        if weight < 60 {
            assert_eq!(total, "", "{session}");
            continue;
        }
        // Six places are enough to tell whether the printed decimal is the same number.
        let micros = (above * 1_000_000 * 2 / (below * weight) + 1) / 2;
        let (whole, part) = total.split_once('.').unwrap_or((&total, ""));
        let printed = format!("{whole}{part:0<6}").parse::<i128>().expect("a decimal");
        assert_eq!(printed, micros, "{session}");
    }
}

#[test]
fn feedback() {
    let sandbox = panel();
    let session = session_of(&sandbox, "Ann Lee");
    for (name, flag) in [("", None), ("-json", Some("--json")), ("-markdown", Some("--markdown"))] {
        let call = sandbox.call(["feedback", session.as_str()].into_iter().chain(flag));
        assert_snapshot!(format!("feedback{name}"), call.run().all());
    }
}

#[test]
fn compare() {
    let sandbox = panel();
    for (name, flag) in [("", ""), ("-csv", " --csv"), ("-json", " --json"), ("-markdown", " --markdown")] {
        assert_snapshot!(format!("compare{name}"), sandbox.run(&format!("compare{flag}")).all());
    }
    let one = sandbox.call(["compare", "Bo Chen", "--json"]).run().json();
    let ranked = one["groups"][0]["ranked"].as_array().expect("ranked");
    assert_eq!(ranked.len(), 1);
    assert_eq!(ranked[0]["candidate"]["name"], "Bo Chen");
}

/// Worked by hand. Ann: Kim's technical ratings are 4 4 3 4 4 and Robin's 3 4 4 5 5, so (19/5 + 21/5) / 2 = 4; problem solving is
/// (4 + 5) / 2; both concluded 5 on communication. The total is (40·4 + 25·4.5 + 20·5) / 85 = 149/34.
#[test]
fn a_panel_is_the_mean_over_interviewers_of_the_mean_over_their_sessions() {
    let sandbox = panel();
    let ann = |sandbox: &Sandbox| {
        sandbox.call(["compare", "Ann Lee", "--json"]).run().json()["groups"][0]["ranked"][0].clone()
    };
    let standing = ann(&sandbox);
    assert_eq!(
        standing["scores"],
        serde_json::json!({"technical": "4", "problem-solving": "4.5", "communication": "5"})
    );
    assert_eq!(standing["result"]["total_fraction"], "149/34");
    // Kim holds the second round alone and rates nothing but 1. Kim's mean is then (19/5 + 1) / 2 = 12/5, and the panel's
    // (12/5 + 21/5) / 2 = 33/10; on communication ((5 + 1) / 2 + 5) / 2 = 4. Were sessions pooled at once, it would be 3 and 11/3.
    let script = "/1 1\n/n\n/1 1\n/n\n/1 1\n/end\ny\n/submit\ny\n";
    sandbox.hold("run --plain --kit opening --round 2", "Ann Lee", "Kim Park", 21, script).fine();
    let standing = ann(&sandbox);
    assert_eq!(
        standing["scores"],
        serde_json::json!({"technical": "3.3", "problem-solving": "4.5", "communication": "4"})
    );
    // (40·3.3 + 25·4.5 + 20·4) / 85 = 324.5 / 85 = 649/170, just above the edge of 3.8 = 646/170.
    assert_eq!(standing["result"]["total_fraction"], "649/170");
    assert_eq!(standing["result"]["band"], "hire");
}

#[test]
fn sessions_and_export() {
    let sandbox = panel();
    assert_snapshot!("sessions", sandbox.run("sessions").all());
    assert_snapshot!("sessions-json", sandbox.call(["sessions", "--json", "--candidate", "Dee Moss"]).run().all());
    assert_snapshot!("export", sandbox.run("export").all());
    let cards = sandbox.run("export --json").json();
    assert_eq!(cards.as_array().map(Vec::len), Some(6));
}

#[test]
fn questions() {
    let sandbox = Sandbox::furnished();
    assert_snapshot!("questions", sandbox.run("questions --bank craft --kind system-design").all());
    assert_snapshot!(
        "questions-wide",
        sandbox.call(["questions", "--bank", "craft", "clock"]).env("COLUMNS", "120").run().all()
    );
    assert_snapshot!("questions-one", sandbox.run("questions design-inbox").all());
    assert_snapshot!("questions-one-json", sandbox.run("questions design-inbox --json").all());
    let found = sandbox.run("questions --bank craft --tech postgresql --level mid --json").json();
    let ids: Vec<&str> = found.as_array().expect("a list").iter().map(|q| q["id"].as_str().expect("an id")).collect();
    assert_eq!(ids, ["index-cost", "schema-change"]);
}

#[test]
fn listings() {
    let sandbox = Sandbox::furnished();
    for line in [
        "formats brief",
        "loops",
        "loops two-rounds --json",
        "tracks",
        "tracks maker",
        "tracks --json",
        "rubrics craft",
    ] {
        assert_snapshot!(line.replace(' ', "-"), sandbox.run(line).all());
    }
    for line in ["formats brief --json", "rubrics craft --json"] {
        let (folder, _) = line.split_once(' ').expect("two words");
        let file = if folder == "formats" { "formats/brief.json" } else { "rubrics/craft.json" };
        let own: serde_json::Value = serde_json::from_str(&super::sandbox::document(file)).expect("it reads");
        let printed = sandbox.run(line).json();
        assert_eq!(printed["id"], own["id"]);
        assert_eq!(printed["title"], own["title"]);
    }
    let all = sandbox.run("formats --json").json();
    // The shipped ones of the framework, and the two of the workspace.
    assert_eq!(all.as_array().map(Vec::len), Some(14));
    assert!(sandbox.run("formats").fine().contains("warm-up"));
    assert!(sandbox.run("rubrics").fine().contains("core"));
}

#[test]
fn init_and_copy() {
    let sandbox = Sandbox::empty();
    let made = sandbox.run("init new");
    assert_snapshot!("init", made.all());
    assert_eq!(sandbox.run("init new").code, 1);
    let inside = |line: &str| {
        let mut arguments: Vec<&str> = vec!["--workspace", "new"];
        arguments.extend(line.split_whitespace());
        sandbox.call(arguments).run()
    };
    assert_snapshot!("copy", inside("copy formats/warm-up.json core").all());
    assert_snapshot!("copy-again", inside("copy core").all());
    assert_snapshot!("copy-unknown", inside("copy warm-upp").all());
    assert!(inside("copy").fine().contains("formats/warm-up.json\n"));
    let checked = inside("check");
    assert_eq!(checked.code, 0, "{}", checked.all());
    assert!(checked.stderr.contains("note: formats/warm-up.json of the workspace replaces the shipped one"));
    // A folder below the marker is in the workspace.
    let below = sandbox.folder().join("new/banks").display().to_string();
    let said = sandbox.call(["copy", "tracks"]).without("HOTSEAT_WORKSPACE").below(&format!("cd {below}")).run();
    assert_eq!(said.code, 0, "{}", said.all());
    assert!(sandbox.folder().join("new/formats/tracks.json").is_file());
}

#[test]
fn schemas_are_json_and_completions_are_printed() {
    let sandbox = Sandbox::empty();
    for document in ["bank", "format", "loops", "tracks", "technologies", "rubric", "kit", "plan"] {
        let schema = sandbox.call(["schema", document]).run().json();
        assert!(schema["properties"]["version"].is_object() || document == "card", "{document}: {schema}");
    }
    assert_snapshot!("schema-unknown", sandbox.run("schema bnk").all());
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(sandbox.call(["completions", shell]).run().fine().contains("hotseat"), "{shell}");
    }
}

/// The example stands in for a workspace without sessions, and says so; it never mixes with a person's own.
#[test]
fn the_example_is_for_reading_alone() {
    let empty = Sandbox::empty();
    for command in ["sessions", "compare", "export"] {
        let said = empty.run(command);
        assert!(
            said.stderr.starts_with("no sessions in [WORKSPACE] yet: this is the shipped example panel\n"),
            "{said:?}"
        );
        let asked = empty.run(&format!("{command} --example"));
        assert_eq!(asked.stdout, said.stdout, "{command}");
        assert_eq!(asked.stderr, "", "{command}");
    }
    assert!(!empty.path("sessions").exists());
    let own = panel();
    assert!(!own.run("sessions").stderr.contains("example"));
    let example = own.run("sessions --example").fine();
    assert!(!example.contains("Ann Lee"), "{example}");
}
