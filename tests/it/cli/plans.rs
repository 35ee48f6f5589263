//! Drawing: what `plan` prints, what a kit is, and who is asked what.

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::{BRIEF, Sandbox, document, full_interview};

use super::words::said;

const PAIR: [&str; 2] = ["Ann Lee", "Kim Park"];

/// The furnished workspace with a kit of two rounds, `kits/opening.json`.
pub(super) fn with_kit() -> Sandbox {
    let sandbox = Sandbox::furnished();
    sandbox.run("plan two-rounds --level mid --track maker --seed 7 -o workspace/kits/opening.json").fine();
    sandbox
}

#[test]
fn plan() {
    let sandbox = Sandbox::furnished();
    assert_snapshot!("plan", sandbox.run(&format!("plan {BRIEF}")));
    assert_snapshot!("plan-explain", sandbox.run("plan brief --level senior --track maker --seed 7 --explain"));
    // What the first round asked leaves the bank nothing for the second.
    assert_snapshot!("plan-lacking", sandbox.run("plan two-rounds --level lead --track maker --seed 7"));
    assert_snapshot!("plan-loop", sandbox.run("plan two-rounds --level mid --track maker --seed 7"));
    let drawn = sandbox.run("plan chat --track maker");
    assert_eq!((drawn.code, drawn.stdout.contains("seed 42")), (0, drawn.stderr.contains("seed 42")), "{drawn}");
    assert!(drawn.stderr.starts_with("seed "), "{drawn}");
}

#[test]
fn plan_json() {
    let sandbox = Sandbox::furnished();
    let plan = sandbox.run(&format!("plan {BRIEF} --json")).json();
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

/// A candidate of whom nothing is known is no mistake before the first interview; but it is said.
#[test]
fn a_plan_for_somebody_unknown_says_so() {
    let sandbox = Sandbox::furnished();
    let said = sandbox.run(&format!("plan {BRIEF} --candidate Nobody"));
    assert_eq!(said.code, 0);
    assert_eq!(said.stderr, "note: nobody called Nobody is known here, so no question was left out for them\n");
    assert_eq!(said.stdout, sandbox.run(&format!("plan {BRIEF}")).stdout);
}

#[test]
fn a_kit_is_written_checked_and_held() {
    let sandbox = Sandbox::furnished();
    assert_snapshot!("plan-kit", sandbox.run(&format!("plan {BRIEF} -o workspace/kits/a.json")));
    sandbox.run("check").fine();
    sandbox.interview("--kit a", PAIR).stdin("/quit\n").run().fine();
}

#[test]
fn a_kit_that_is_wrong_is_refused() {
    let sandbox = with_kit();
    let run = |round: &str| sandbox.interview(&format!("--kit opening {round}"), ["A", "B"]);
    assert_snapshot!(
        "kit",
        said([
            ("without a round", run("")),
            ("round 0", run("--round 0")),
            ("round 3", run("--round 3")),
            ("round x", run("--round x")),
        ])
    );
    sandbox.change("kits/opening.json", "\"seed\"", "\"sead\"");
    assert_snapshot!("kit-damaged", said([("--round 1", run("--round 1"))]));
}

/// A technology is known by its title, too, and implies others.
#[test]
fn only_known_technologies_are_asked_about() {
    let sandbox = Sandbox::furnished();
    sandbox.write("banks/craft.json", document("banks/craft.json").replace("\"postgresql\"", "\"django\""));
    let plan = |technology: &str| {
        let plan = format!("plan chat --level mid --track maker --seed 7 --json --tech {technology}");
        sandbox.run(&plan).json().to_string()
    };
    assert!(plan("DRF").contains("\"technologies\":[\"django\"]"), "what knows DRF knows Django");
    assert!(!plan("React").contains("\"technologies\":[\"django\"]"));
}

#[test]
fn nobody_is_asked_a_question_twice() {
    let sandbox = Sandbox::furnished();
    let mut asked: Vec<String> = Vec::new();
    for chance in [7, 8] {
        let before = sandbox.sessions();
        let again = format!("{BRIEF} --again");
        // Each in a minute of its own: what a draw looks at was asked before its minute.
        let call = sandbox.interview(&again, PAIR).env("HOTSEAT_NOW", &format!("2026-11-21T10:0{chance}:00Z"));
        call.stdin(&full_interview([4, 3, 5, 4])).chance(chance).run().fine();
        let session = sandbox.sessions().into_iter().find(|session| !before.contains(session)).expect("a new one");
        let card = sandbox.call(["scorecard", &session, "--json"]).run().json();
        let questions = card["questions"].as_array().expect("a list").iter();
        // What goes on in another section is the same question.
        let mut ids: Vec<String> = questions.map(|question| question["id"].to_string()).collect();
        ids.dedup();
        assert!(ids.iter().all(|id| !asked.contains(id)), "{ids:?} after {asked:?}");
        asked.extend(ids);
    }
    assert!(asked.len() > 4, "{asked:?}");
}

/// What is included comes, what is excluded does not, and a kit that was made holds nothing of what it costs.
#[test]
fn questions_are_included_and_excluded() {
    let sandbox = Sandbox::furnished();
    let ids = |plan: &serde_json::Value| -> Vec<String> {
        let sections = plan["sections"].as_array().expect("sections").iter();
        let questions = sections.flat_map(|section| section["questions"].as_array().expect("questions"));
        questions.map(|question| question["id"].as_str().expect("an id").to_owned()).collect()
    };
    let first = sandbox.run(&format!("plan {BRIEF} --json")).json();
    let out = ids(&first)[0].clone();
    let without = sandbox.run(&format!("plan {BRIEF} --json --exclude {out}")).json();
    assert!(!ids(&without).contains(&out), "{without}");
    assert!(without["assembly"]["cost"].as_u64() >= first["assembly"]["cost"].as_u64(), "the first was the optimum");
    // A kit is called as one likes, and is no workbook all the same.
    sandbox.run(&format!("plan {BRIEF} -o kit-v1.2")).fine();
    assert_eq!(sandbox.run(&format!("plan {BRIEF} -o kit.xlsx")).code, 2);
    // Nor as a backup.
    let backups = |plan: &serde_json::Value| {
        let sections = plan["sections"].as_array().expect("sections").clone();
        let backups = sections.iter().flat_map(|section| section["backups"].as_array().cloned().unwrap_or_default());
        backups.map(|backup| backup["id"].as_str().expect("an id").to_owned()).collect::<Vec<_>>()
    };
    let spare = backups(&first)[0].clone();
    let without = sandbox.run(&format!("plan {BRIEF} --json --exclude {spare}")).json();
    assert!(!ids(&without).contains(&spare) && !backups(&without).contains(&spare), "{without}");
    // Where nothing is left, that is why, and nothing else is advised.
    let all = sandbox.run("questions --json").json();
    let all: Vec<&str> =
        all.as_array().expect("a list").iter().filter_map(|question| question["id"].as_str()).collect();
    let nothing = sandbox.run(&format!("plan {BRIEF} --exclude {}", all.join(",")));
    let said = &nothing.stderr;
    assert!(said.contains(" are excluded") && said.ends_with("or leave --exclude out\n"), "{said}");
    let other = first["assembly"]["questions"][0]["alternative"]["question"].as_str().expect("another one").to_owned();
    let with = sandbox.run(&format!("plan {BRIEF} --json --include {other}")).json();
    assert!(ids(&with).contains(&other), "{with}");
    // Two seeds without chance give one interview, but for ties.
    let pure = |seed: u64| {
        sandbox.run(&format!("plan brief --level mid --track maker --seed {seed} --variety 0 --json")).json()
    };
    assert_eq!(pure(1)["assembly"]["cost"], pure(2)["assembly"]["cost"]);
    sandbox.run(&format!("plan {BRIEF} --explain -o workspace/kits/held.json")).fine();
    let kit = std::fs::read_to_string(sandbox.workspace().join("kits/held.json")).expect("a kit");
    assert!(
        !kit.contains("\"cost\"") && !kit.contains("\"assembly\""),
        "a frozen plan reads the same in every version"
    );
}

/// The code of a draw.
fn code(sandbox: &Sandbox, line: &str) -> String {
    sandbox.run(&format!("plan {line} --json")).json()["assembly"]["draw"].as_str().expect("a code").to_owned()
}

/// What was asked since and another time change what a seed draws; its code draws the same all the same, as long as nothing else changes.
#[test]
fn a_draw_code_draws_the_same_again_or_says_what_changed() {
    let sandbox = Sandbox::furnished();
    let plan = format!("plan {BRIEF}");
    let first = sandbox.run(&plan);
    let code = code(&sandbox, BRIEF);
    assert!(first.stdout.ends_with(&format!("\n  draw code {code}\n")), "{first}");
    // An interview that is held an hour later asks what was drawn.
    let later = |line: &str| sandbox.call(line.split(' ')).env("HOTSEAT_NOW", "2026-11-21T11:30:00Z");
    sandbox
        .interview(&format!("{BRIEF} --again"), PAIR)
        .stdin(&full_interview([4, 3, 5, 4]))
        .env("HOTSEAT_NOW", "2026-11-21T11:00:00Z")
        .run()
        .fine();
    assert_ne!(later(&plan).run().stdout, first.stdout, "what was asked rests");
    let asked = "brief --level mid --track maker";
    let again = later(&format!("plan {asked} --draw {code}")).run();
    assert_eq!((again.stdout, again.stderr, again.code), (first.stdout.clone(), String::new(), 0));
    // Without history, time changes nothing, and the code of such a draw needs none.
    let without = later(&format!("{plan} --without-history")).run().stdout;
    let questions = |text: &str| text.lines().filter(|line| !line.contains("draw code")).collect::<Vec<_>>().join("\n");
    assert_eq!(questions(&without), questions(&first.stdout));
    let changed = |line: &str| later(&format!("plan {line} --draw {code}"));
    sandbox.write("banks/craft.json", sandbox.read("banks/craft.json").replace("\"minutes\": 4", "\"minutes\": 5"));
    assert_snapshot!(
        "draw-code",
        said([
            ("the library changed, too", changed(asked)),
            ("and another level", changed("brief --level senior --track maker")),
            ("and another time", changed(&format!("{asked} --now 2026-11-21T11:30:00Z"))),
            ("two seeds", changed(&format!("{asked} --seed 8"))),
            ("a slip of the tongue", later(&format!("plan {asked} --draw {}", code.replacen('3', "4", 1)))),
            ("a kit is frozen", with_kit().interview("--kit opening --round 1 --without-history", PAIR)),
        ])
    );
}

/// Of a code without a history nothing that was asked counts, unless it is named: then what it changes is said.
#[test]
fn a_history_that_is_named_counts_beside_a_draw_code_that_has_none() {
    let sandbox = Sandbox::furnished();
    let request = "brief --level mid --track maker";
    let first = sandbox.run(&format!("plan {BRIEF}"));
    let code = code(&sandbox, BRIEF);
    let drawn = sandbox.run(&format!("plan {request} --draw {code} --json")).json();
    let asked = drawn["sections"].as_array().expect("sections").iter().flat_map(|section| {
        let questions = section["questions"].as_array().expect("questions").iter();
        questions.map(|question| question["id"].as_str().expect("an id").to_owned())
    });
    let rows: String = asked.map(|id| format!("{id},2026-11-20T10:00:00Z\n")).collect();
    sandbox.write("../asked.csv", format!("question,asked_at\n{rows}"));
    let again = sandbox.run(&format!("plan {request} --draw {code}"));
    assert_eq!((again.stdout, again.code), (first.stdout, 0));
    let other = sandbox.run(&format!("plan {request} --draw {code} --history asked.csv"));
    assert!(other.code == 1 && other.stderr.contains("the history: what was asked before that time"), "{other}");
}

/// An interview that begins within the minute of its own draw is not a part of what its code draws from; what was asked before is.
#[test]
fn a_draw_code_draws_the_same_where_its_interview_began_at_once() {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).stdin(&full_interview([4, 3, 5, 4])).run().fine();
    let at = |time: &str, line: &str| sandbox.call(line.split(' ')).env("HOTSEAT_NOW", time).run();
    let first = at("2026-11-22T10:00:05Z", &format!("plan {BRIEF}"));
    let drawn = at("2026-11-22T10:00:05Z", &format!("plan {BRIEF} --json")).json();
    let code = drawn["assembly"]["draw"].as_str().expect("a code");
    let call = sandbox.interview(&format!("{BRIEF} --again"), ["Bo Chen", "Kim Park"]);
    call.stdin(&full_interview([4, 3, 5, 4])).chance(8).env("HOTSEAT_NOW", "2026-11-22T10:00:20Z").run().fine();
    let draw = format!("plan brief --level mid --track maker --draw {code}");
    let again = at("2026-11-25T09:00:00Z", &draw);
    assert_eq!((again.stdout, again.stderr, again.code), (first.stdout.clone(), String::new(), 0));
    assert_ne!(
        at("2026-11-22T10:01:00Z", &format!("plan {BRIEF}")).stdout,
        first.stdout,
        "it counts from the next minute on"
    );
    // Nor are rows of a table that are as late: they are left out as sessions are.
    let rows = "question,asked_at,candidate\nindex-cost,2026-11-22T10:00:00Z,Cy Fox\nnosuch,2026-11-23,\n";
    sandbox.write("../late.csv", rows);
    let again = at("2026-11-25T09:00:00Z", &format!("{draw} --history late.csv"));
    assert_eq!((again.stdout, again.stderr, again.code), (first.stdout, String::new(), 0));
}

#[test]
fn wishes_that_can_t_be_kept_are_named_all_at_once() {
    let sandbox = Sandbox::furnished();
    let wishes = "--include nosuch,git-bisect,design-inbox,own-project --exclude git-bisect,nosuch-either";
    let kit = with_kit();
    assert_snapshot!(
        "wishes",
        said([
            ("several", sandbox.call(format!("plan {BRIEF} {wishes}").split(' '))),
            ("too much chance", sandbox.call(format!("plan {BRIEF} --variety 10001").split(' '))),
            ("with a kit", kit.interview("--kit opening --round 1 --include git-bisect --variety 0", PAIR)),
        ])
    );
}

/// What is wrong with a kit's file is said before what is missing beside it, all at once, and as what the file is.
#[test]
fn a_kit_that_cannot_be_read_says_what_is_wrong_with_its_file() {
    let sandbox = Sandbox::furnished();
    sandbox.run(&format!("plan {BRIEF} -o kit.json")).fine();
    let text = std::fs::read_to_string(sandbox.folder().join("kit.json")).expect("a kit");
    let mut kit: Value = serde_json::from_str(&text).expect("a kit");
    kit["title"] = 3.into();
    kit["level"] = 5.into();
    kit["rounds"][0]["minutes"] = "long".into();
    kit["rounds"][0]["sections"][1]["questions"][0]["must_ask"] = "yes".into();
    sandbox.write("../wrong.json", kit.to_string());
    let said = sandbox.run("run --kit wrong.json");
    assert!(said.code == 3 && said.stderr.starts_with("error: 4 problems in wrong.json\n"), "{said}");
    for line in [
        "expected text, found the number 3\n",
        "expected one of \"junior\", \"mid\", \"senior\", \"lead\", found the number 5\n",
        "expected a whole number, found the text \"long\"\n",
        "expected true or false, found the text \"yes\"\n",
    ] {
        assert!(said.stderr.contains(line), "{line}: {said}");
    }
    sandbox.write("../notes.txt", "ask about queues\n");
    let said = sandbox.run("run --kit notes.txt");
    let problem = "error: 1 problem in notes.txt\n  notes.txt:1:1: this is no JSON document, which begins with {\n";
    said.says(3, &format!("{problem}hint: mend the file, or write it anew with `hotseat plan FORMAT -o FILE`\n"));
    // What is missing is said once the kit reads; and of a file that is not there, nothing else.
    let said = sandbox.run("run --kit kit.json");
    assert!(said.code == 2 && said.stderr.contains("missing: --candidate, --interviewer"), "{said}");
    let said = sandbox.run("run --kit nope.json");
    assert!(said.code == 2 && said.stderr.contains("there is no kit `nope.json`"), "{said}");
}

/// Text is what a file's name promises; without an ending, and as JSON, it is the kit.
#[test]
fn a_plan_is_written_as_what_its_file_is_called() {
    let sandbox = Sandbox::furnished();
    let plan = |line: &str| sandbox.call(format!("plan {BRIEF} {line}").split_whitespace()).inside().run();
    let drawn = plan("").stdout;
    plan("-o plan.txt").says(0, "wrote plan.txt as text: Brief interview, mid, Maker\n");
    assert_eq!(sandbox.read("plan.txt"), drawn);
    plan("-o kit").says(0, "wrote kit as a kit: Brief interview, mid, Maker\n");
    let both = plan("--json -o kit.json");
    assert_eq!(sandbox.read("kit.json"), sandbox.read("kit"));
    assert_eq!(both.stdout, plan("--json").stdout, "what a flag asks for is printed");
}

/// What looks like a flag and is a number is what was given, and what is expected in its place is said.
#[test]
fn a_negative_number_is_told_what_is_expected_in_its_place() {
    let sandbox = Sandbox::furnished();
    for (line, said) in [
        ("plan brief --seed -1", "invalid value '-1' for '--seed <N>'"),
        ("plan brief --variety -5", "invalid value '-5' for '--variety <V>'"),
        ("run brief --extra-time -25", "invalid value '-25' for '--extra-time <"),
        ("score technical=4 -1", "`-1`"),
        ("scorecard -1", "there is no session and no candidate `-1`"),
        ("score -1.5", "`-1.5`"),
    ] {
        let refused = sandbox.run(line);
        assert!(refused.code == 2 && refused.stderr.contains(said), "{line}: {refused}");
        assert!(!refused.stderr.contains("-- -"), "{line}: {refused}");
    }
}

/// A bank that can't give what a format needs: what gives way is said, with and without reasons.
#[test]
fn what_gives_way_is_said() {
    let sandbox = Sandbox::furnished();
    let more = "\"min_questions\": 6,\n      \"max_questions\": 6";
    sandbox.change("formats/brief.json", "\"min_questions\": 1,\n      \"max_questions\": 3", more);
    assert_snapshot!("plan-gave-way", sandbox.run("plan brief --level mid --track maker --seed 7 --tech postgresql"));
    sandbox.change("formats/brief.json", "\"version\": 1,", "\"version\": 1, \"assembly\": { \"mix\": 10001 },");
    assert_snapshot!("assembly-check", said([("a weight that is too large", sandbox.call(["check"]))]));
}
