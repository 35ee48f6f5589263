//! What was asked: listed, shared without names, and taken from others.

use insta::assert_snapshot;
use serde_json::Value;

use super::words::said;
use crate::support::{BRIEF, Sandbox, full_interview};

/// A furnished workspace in which Ann Lee was asked one round.
fn held() -> Sandbox {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, ["Ann Lee", "Kim Park"]).stdin(&full_interview([4, 3, 5, 4])).run().fine();
    sandbox
}

fn questions(plan: &Value) -> Vec<String> {
    let sections = plan["sections"].as_array().expect("sections").iter();
    let questions = sections.flat_map(|section| section["questions"].as_array().expect("questions"));
    questions.map(|question| question["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn what_was_asked_is_listed() {
    let sandbox = held();
    assert_snapshot!("history", sandbox.run("history"));
    assert_snapshot!("history-plain", sandbox.run("history --plain"));
    assert_snapshot!("history-csv", sandbox.run("history --csv").stdout.replace('\r', ""));
    assert_snapshot!("history-anonymous", sandbox.run("history --csv --anonymous").stdout.replace('\r', ""));
    let anonymous = sandbox.run("history --json --anonymous").json().to_string();
    assert!(!anonymous.contains("candidate") && !anonymous.contains("session"), "{anonymous}");
    // Of no session there is nothing, which is said, and its head for programs.
    for line in ["history", "history --plain", "history --markdown"] {
        assert!(Sandbox::furnished().run(line).fine().contains("Nothing was asked yet."), "{line}");
    }
    assert_eq!(Sandbox::furnished().run("history --csv").stdout, "question,asked_at,candidate,format,session\r\n");
}

/// Who did not come was asked nothing.
#[test]
fn a_no_show_was_asked_nothing() {
    let sandbox = Sandbox::furnished();
    let call = sandbox.interview(BRIEF, ["Ann Lee", "Kim Park"]);
    call.stdin("/next\n/end no-show\n/yes\n/submit\n/yes\n").run().fine();
    assert_eq!(sandbox.run("sessions --json").json()[0]["ending"], "no-show");
    assert_eq!(sandbox.run("history --json").json(), serde_json::json!([]));
    let usage = sandbox.run("questions --usage --json").json();
    assert!(usage.as_array().expect("a list").iter().all(|line| line["asked"] == 0), "{usage}");
}

/// A draw in a workspace without sessions, with the history of one that has them, is the draw there.
#[test]
fn what_one_team_asked_rests_with_another() {
    let sandbox = held();
    sandbox.run("history --csv -o theirs.csv").fine();
    sandbox.run("history --csv --anonymous -o names-nobody.csv").fine();
    let other = Sandbox::furnished();
    for file in ["theirs.csv", "names-nobody.csv"] {
        std::fs::copy(sandbox.folder().join(file), other.folder().join(file)).expect("it copies");
    }
    let later = |sandbox: &Sandbox, line: &str| {
        let line = format!("plan brief --level mid --track maker --seed 9 --json {line}");
        sandbox.call(line.split_whitespace()).env("HOTSEAT_NOW", "2026-12-01T10:00:00Z").run()
    };
    let there = later(&sandbox, "").json();
    for file in ["theirs.csv", "names-nobody.csv"] {
        let here = later(&other, &format!("--history {file}"));
        let says = if file == "theirs.csv" {
            "note: theirs.csv names 1 candidate who is not known here; what they were asked rests all the same\n"
        } else {
            ""
        };
        assert_eq!((here.stderr.as_str(), &here.clone().json()), (says, &there));
    }
    assert_ne!(questions(&later(&other, "").json()), questions(&there));
    // Where candidates are named, one who is known here is not asked the same again.
    std::fs::create_dir_all(other.path("sessions")).expect("a folder");
    other.write("sessions/people.json", sandbox.read("sessions/people.json"));
    let asked = questions(&sandbox.run(&format!("plan {BRIEF} --without-history --json")).json());
    let again = questions(&later(&other, "--candidate Ann --history theirs.csv").json());
    assert!(!again.is_empty() && again.iter().all(|id| !asked.contains(id)), "{again:?} after {asked:?}");
}

#[test]
fn everything_that_is_wrong_with_a_history_is_named_at_once() {
    let sandbox = Sandbox::furnished();
    let rows = [
        "asked_at;by;question",
        "2026-11-21;x;flaky-test",
        "2026-11-22;x;flaky-test",
        "2026-11-21T10:00:01Z;x;flaky-test",
        "yesterday;x;Flaky Test",
        ";;",
        ";x;",
        "2026-11-20T09:00:00+02:00;x;of-another-bank",
    ];
    sandbox.write("../wrong.csv", rows.join("\n"));
    sandbox.write("../headless.csv", "flaky-test,2026-11-21\n");
    sandbox.write("../empty.csv", "");
    sandbox.write("../open.csv", "question,asked_at\n\"flaky-test,2026-11-21\n");
    sandbox.write("../kit.csv", "{\"version\": 1}");
    sandbox.write("../good.csv", "sep=|\nquestion|asked_at\nof-another-bank|2026-11-20\nflaky-test|2026-11-20\n");
    let with = |file: &str| sandbox.call(format!("plan {BRIEF} --history {file}").split(' '));
    assert_snapshot!(
        "history-wrong",
        said([
            ("rows", with("wrong.csv")),
            ("no header", with("headless.csv")),
            ("nothing", with("empty.csv")),
            ("an open quote", with("open.csv")),
            ("JSON", with("kit.csv")),
            ("no file", with("nosuch.csv")),
            ("and none of it", with("good.csv --without-history")),
        ])
    );
    // What is later than the draw is left out of it, as sessions are; only what is yet to come is a mistake.
    with("good.csv --now 2026-11-01T00:00:00Z").run().says(0, "");
    // A day begins by Universal Time, wherever it is looked at.
    sandbox.write("../day.csv", "question,asked_at\nflaky-test,2026-11-22\n");
    let at = |time: &str| with("day.csv").env("HOTSEAT_NOW", time).run();
    at("2026-11-21T22:00:00-05:00").says(0, "");
    let early = at("2026-11-22T00:30:00+02:00");
    assert!(early.code == 3 && early.stderr.contains("`2026-11-22` is yet to come"), "{early}");
    let good = with("good.csv").run();
    let note = "note: good.csv names 1 question that is not in the library: of-another-bank\n";
    good.says(0, note);
}

/// How often, when, how rated, and how well it separates: against a formula of its own over the numbers that were typed.
#[test]
fn the_use_of_questions_is_counted_and_computed() {
    let sandbox = Sandbox::furnished();
    let rated = [[3, 3, 4, 2], [4, 4, 3, 4], [2, 3, 2, 2], [5, 4, 5, 5], [3, 2, 3, 3], [1, 2, 2, 1], [4, 3, 3, 4]];
    let rated = [&rated[..], &[[3, 4, 4, 4], [2, 3, 3, 2], [4, 5, 4, 3]]].concat();
    let interview = |at: usize, line: &str| {
        let line = format!("{BRIEF} --without-history {line}");
        let call = sandbox
            .interview(&line, [&format!("Candidate {}", "abcdefghijkl".chars().nth(at).expect("one")), "Kim Park"]);
        call.stdin(&full_interview(rated[at % 10])).chance(at as u64).run().fine();
    };
    (0..9).for_each(|at| interview(at, ""));
    // Practice is asked, and rated for nobody.
    interview(10, "--mock");
    assert_snapshot!("usage", sandbox.run("questions --usage --bank craft --level mid"));
    assert_snapshot!("usage-plain", sandbox.run("questions --usage --plain --bank craft design"));
    interview(9, "");
    let plan = sandbox.run(&format!("plan {BRIEF} --without-history --json")).json();
    let text = sandbox.run("questions --usage --bank craft --json").stdout;
    let fields = ["question", "bank", "asked", "candidates", "last_asked", "rated", "mean", "discrimination"]
        .map(|field| text.find(&format!("\"{field}\"")));
    assert!(fields.is_sorted() && fields.iter().all(Option::is_some), "the order of docs/json.md: {text}");
    let lines = sandbox.run("questions --usage --bank craft --json").json();
    let lines = lines.as_array().expect("a list");
    for (at, question) in questions(&plan).iter().enumerate() {
        let line = lines.iter().find(|line| line["question"] == question.as_str()).expect("it is listed");
        assert_eq!((&line["asked"], &line["candidates"], &line["rated"]), (&11.into(), &11.into(), &10.into()));
        let sum: u32 = rated.iter().map(|rated| u32::from(rated[at])).sum();
        assert_eq!(line["mean"], format!("{}.{}", sum / 10, sum % 10).trim_end_matches(".0"));
        let pairs = rated.iter().map(|rated| {
            let sum: u8 = rated.iter().sum();
            (f64::from(rated[at]), f64::from(sum - rated[at]) / 3.0)
        });
        let (mut n, mut x, mut y, mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (a, b) in pairs {
            (n, x, y, xx, xy, yy) = (n + 1.0, x + a, y + b, xx + a * a, xy + a * b, yy + b * b);
        }
        let expected = (n * xy - x * y) / ((n * xx - x * x) * (n * yy - y * y)).sqrt();
        let found = line["discrimination"]["correlation"].as_f64().expect("there are ten");
        assert!((found - expected).abs() < 1e-9, "{question}: {found} is not {expected}");
    }
    let never = lines.iter().find(|line| line["asked"] == 0).expect("one was never asked");
    assert_eq!((&never["last_asked"], &never["mean"]), (&Value::Null, &Value::Null));
    assert_eq!(never["discrimination"]["is"], "too-few");
}
