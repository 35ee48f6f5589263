//! What is read of sessions: scorecards, feedback, comparisons, lists, exports, the example.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use serde_json::json;

use crate::support::{BRIEF, Sandbox, full_interview};

use super::plans::with_kit;

/// Two candidates by two interviewers over one kit; beside them a no-show, one who stopped early, and one not submitted.
pub(crate) fn panel() -> Sandbox {
    let sandbox = with_kit();
    let held = [
        (["Ann Lee", "Kim Park"], full_interview([4, 4, 3, 4])),
        (["Ann Lee", "Robin Hale"], full_interview([3, 4, 4, 5])),
        (["Bo Chen", "Kim Park"], full_interview([5, 4, 5, 4])),
        (["Bo Chen", "Robin Hale"], full_interview([2, 3, 3, 3])),
        (["Cy Gray", "Kim Park"], "/end no-show\n/yes\n/yes\n".into()),
        (["Dee Moss", "Kim Park"], "/n\nlate, and left\n/end early\n/yes\n/submit\n/yes\n".into()),
        (["Eve Wood", "Kim Park"], "/n\nstill here\n".into()),
    ];
    for (chance, (pair, script)) in (11..).zip(held) {
        sandbox.interview("--kit opening --round 1", pair).chance(chance).stdin(&script).run().fine();
    }
    sandbox
}

/// The first session of a candidate.
fn session_of(sandbox: &Sandbox, candidate: &str) -> String {
    let found = sandbox.call(["sessions", "--json", "--candidate", candidate]).run().json();
    found[0]["session"].as_str().expect("a session").to_owned()
}

#[test]
fn scorecard() {
    let sandbox = panel();
    let session = session_of(&sandbox, "Ann Lee");
    for (name, flag) in
        [("", None), ("-csv", Some("--csv")), ("-json", Some("--json")), ("-markdown", Some("--markdown"))]
    {
        let call = sandbox.call(["scorecard", session.as_str()].into_iter().chain(flag));
        assert_snapshot!(format!("scorecard{name}"), call.run());
    }
    for (name, candidate) in [("no-show", "Cy Gray"), ("stopped-early", "Dee Moss")] {
        let session = session_of(&sandbox, candidate);
        assert_snapshot!(format!("scorecard-{name}"), sandbox.call(["scorecard", &session]).run());
    }
    let said = sandbox.call(["scorecard", &session, "--csv", "-o", "card.csv"]).inside().run();
    assert_eq!(said.stdout, "");
    said.says(0, "wrote card.csv as CSV\n");
    assert_eq!(sandbox.read("card.csv"), sandbox.call(["scorecard", &session, "--csv"]).run().fine());
}

/// What practice lacks is made good by no other round: no comparison counts it.
#[test]
fn the_scorecard_of_practice_without_a_total_speaks_of_no_comparison() {
    let sandbox = Sandbox::furnished();
    let script = "/next\n/t 4\n/end early\n/yes\n/submit\n/yes\n/no\n";
    sandbox.interview(&format!("{BRIEF} --mock"), ["Ann Lee", "Kim Park"]).stdin(script).run().fine();
    let card = sandbox.run("scorecard ann").fine();
    assert!(card.contains("Not assessed: ") && !card.contains("compare"), "{card}");
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
    let mut sums: BTreeMap<String, (i128, i128, i128, String)> = BTreeMap::new();
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
        assert_snapshot!(format!("feedback{name}"), call.run());
    }
}

#[test]
fn compare() {
    let sandbox = panel();
    for (name, flag) in [("", ""), ("-csv", " --csv"), ("-json", " --json"), ("-markdown", " --markdown")] {
        assert_snapshot!(format!("compare{name}"), sandbox.run(&format!("compare{flag}")));
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
    assert_eq!(standing["scores"], json!({"technical": "4", "problem-solving": "4.5", "communication": "5"}));
    assert_eq!(standing["result"]["total_fraction"], "149/34");
    // Kim holds the second round alone and rates nothing but 1. Kim's mean is then (19/5 + 1) / 2 = 12/5, and the panel's
    // (12/5 + 21/5) / 2 = 33/10; on communication ((5 + 1) / 2 + 5) / 2 = 4. Were sessions pooled at once, it would be 3 and 11/3.
    let script = "/1 1\n/n\n/1 1\n/n\n/1 1\n/end\n/yes\n/submit\n/yes\n";
    let second = sandbox.interview("--kit opening --round 2", ["Ann Lee", "Kim Park"]);
    second.chance(21).stdin(script).run().fine();
    let standing = ann(&sandbox);
    assert_eq!(standing["scores"], json!({"technical": "3.3", "problem-solving": "4.5", "communication": "4"}));
    // (40·3.3 + 25·4.5 + 20·4) / 85 = 324.5 / 85 = 649/170, just above the edge of 3.8 = 646/170.
    assert_eq!(standing["result"]["total_fraction"], "649/170");
    assert_eq!(standing["result"]["band"], "hire");
}

#[test]
fn sessions_and_export() {
    let sandbox = panel();
    assert_snapshot!("sessions", sandbox.run("sessions"));
    assert_snapshot!("sessions-json", sandbox.call(["sessions", "--json", "--candidate", "Dee Moss"]).run());
    assert_snapshot!("export", sandbox.run("export"));
    let cards = sandbox.run("export --json").json();
    assert_eq!(cards.as_array().map(Vec::len), Some(6));
}

/// Everybody who interviewed is named, and whose scorecard it is.
#[test]
fn a_hand_over_is_named_wherever_a_session_is() {
    let sandbox = with_kit();
    let script = "/n\n/t 4\n/c 4\n/handover Robin Hale\n/yes\n/t 3\n/end\n/yes\n/submit\n/yes\n";
    sandbox.interview("--kit opening --round 1", ["Ann Lee", "Kim Park"]).stdin(script).run().fine();
    assert!(sandbox.run("sessions").fine().contains("with Kim Park, then Robin Hale"));
    let listed = sandbox.run("sessions --json").json();
    assert_eq!((&listed[0]["interviewer"], &listed[0]["handed_over"]), (&json!("Robin Hale"), &json!(["Kim Park"])));
    let compared = sandbox.run("compare --json").json();
    let standing = &compared["groups"][0]["unranked"][0];
    assert_eq!(standing["interviewers"], json!(["Kim Park", "Robin Hale"]), "{compared}");
    assert_eq!(standing["handed_over"], json!([{"from": "Kim Park", "to": "Robin Hale"}]));
    let exported = sandbox.run("export").fine();
    let (head, rows) = exported.split_once("\r\n").expect("a head");
    assert!(head.contains(",recommendation,handed_over,note,interviewer_id,conclusion_reason,kinds,"), "{head}");
    assert!(rows.lines().all(|row| row.contains(",Kim Park,,robin-hale,") && row.contains(",Robin Hale,")), "{rows}");
    let said = sandbox.run("calibrate");
    assert!(said.stderr.contains("1 session was handed over: all of its scores count as those of who"), "{said}");
}

/// What was asked of all is little: that is said, in words and for programs.
#[test]
fn candidates_who_were_asked_little_of_the_same_are_compared_with_a_caution() {
    let sandbox = Sandbox::furnished();
    let held = |seed: u64, name: &str, script: &str| {
        let line = format!("brief --level mid --track maker --seed {seed}");
        let call = sandbox.interview(&line, [name, "Kim Park"]).chance(seed);
        // Each in a minute of its own, so that the first is known to the draw of the second.
        let call = call.env("HOTSEAT_NOW", &format!("2026-11-21T10:0{seed}:00Z"));
        call.stdin(&format!("{script}/end\n/yes\n/submit\n/yes\n")).run().fine();
    };
    let caution = || sandbox.run("compare --json").json()["groups"][0].clone();
    held(7, "Ann Lee", "/n\n/t 4\n");
    assert!(caution().get("caution").is_none(), "there is nobody to compare with");
    held(8, "Bo Chen", "/n\n/n\n/t 4\n");
    let group = caution();
    let asked = (group["questions_in_common"].as_u64(), group["questions"].as_u64());
    let wanted = match asked {
        (Some(0), Some(1..)) => "none-in-common",
        (Some(common), Some(all)) if common * 2 < all => "few-in-common",
        other => panic!("{other:?}: draw others"),
    };
    assert_eq!(group["caution"], wanted);
    assert!(sandbox.run("compare").fine().contains("Careful: "));
    let example = sandbox.run("compare --example --json").json();
    assert!(example["groups"][0].get("caution").is_none(), "5 of 8 are in common");
}

/// The example is shown where it is asked for, and to a person who looks into a workspace without sessions; it never mixes with a person's
/// own.
#[test]
fn the_example_is_for_reading_alone() {
    let empty = Sandbox::empty();
    for command in ["sessions", "compare", "scorecard", "export"] {
        let said = empty.run(command);
        let note = "no sessions in [WORKSPACE] yet; --example shows the shipped example panel\n";
        assert_eq!((said.stderr.as_str(), said.code), (note, 0), "{said:?}");
        let asked = empty.run(&format!("{command} --example"));
        assert!(asked.stdout.contains("Thorne") && !said.stdout.contains("Thorne"), "{command}: {asked}{said}");
        assert_eq!(asked.stderr, "", "{command}");
    }
    let mut person = empty.call(["sessions"]).on_terminal(100, 40);
    person.sees("yet: this is the shipped example panel").sees("Thorne").ends_with(0);
    assert!(!empty.path("sessions").exists());
    let own = panel();
    assert!(!own.run("sessions").stderr.contains("example"));
    let example = own.run("sessions --example").fine();
    assert!(!example.contains("Ann Lee"), "{example}");
}

/// Whoever listens hears a sentence a candidate, with whole words, and nothing that only an eye makes sense of.
#[test]
fn a_table_is_a_list_of_sentences_with_plain() {
    let sandbox = Sandbox::furnished();
    let said = sandbox.run("compare --example --plain").fine();
    let first = "- 1, Rowan Alder: total 4.71, band Strong hire, Technical skills 4.62, Problem\n  solving 4.67, ";
    assert!(said.contains(first), "{said}");
    assert!(!said.contains("---") && !said.contains("rank  candidate"), "{said}");
    let sessions = sandbox.run("sessions --example --plain").fine();
    assert!(sessions.lines().all(|line| !line.contains(" · ") && !line.contains("     ")), "{sessions}");
    assert!(sessions.starts_with("  - Linden Moss, 2026-11-12, Deep technical, "), "the candidate first: {sessions}");
}

/// What is said of a calibrated panel is whole sentences, with the titles of columns and dimensions, and no signs of its table.
#[test]
fn a_calibrated_panel_is_said_in_sentences() {
    let sandbox = Sandbox::furnished();
    let said = sandbox.run("calibrate --example --details --plain").fine();
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    for sentence in [
        "35 ratings of 3 candidates on 4 dimensions, on a scale from 1 to 5. Each candidate was seen by 3 interviewers.",
        "This is advice: what decides are the exact scores.",
        "- Rowan Alder, rank 1: a total of 4.81, at 95 percent between 4.60 and 5.00; 4.71 as rated; with a chance of over 99% above Linden Moss",
        "Linden Moss and Hazel Thorne cannot be told apart at 95% for the panel as a whole.",
        "- Over all dimensions, 12 pairs of candidate and dimension were scored by two or more; 34% of the pairs are equal;",
        "- On Problem solving, 3 candidates were scored by two or more",
        "- Linden Moss: borderline 77%, hire 23%, and any other under 1%; the best of all under 1%",
        "- Problem solving: 4.80, at 95 percent between 4.53 and 5.00; 4.67 as rated; it weighs 25",
        "with a chance of over 99% of being the best.",
        "Left out of this: 3 means that are between two scores of the scale.",
        "Technical skills: - alpha, nominal: value minus 0.364, 95% interval minus 0.67 to minus 0.36",
        "- Basil Reed rates 0.38 points more leniently than the panel, at 95 percent between 0.28 and 0.61 more leniently. That rests on 12 ratings and 3 shared candidates; the scores given have a standard deviation of 0.51. That is too few to say; it takes about 2 more shared candidates.",
        "- Fern Ash rates 0.56 points more strictly than the panel, at 95 percent between 0.45 and 0.80 more strictly.",
    ] {
        assert!(said.contains(sentence), "{sentence}: {said}");
    }
    for sign in ["grp", "next\"", "Next:", " · ", " > ", " < ", "- : ", "(3 each)", "problem-solving", "code-quality"]
    {
        assert!(!said.contains(sign), "{sign}: {said}");
    }
    let is_signed = |word: &str| {
        word.trim_start_matches('(')
            .strip_prefix('-')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    assert!(!said.split(' ').any(is_signed), "{said}");
    // One alone has nothing in common with anybody, and nobody to be compared with.
    let alone = sandbox.run("compare --example --plain Hazel").fine();
    assert!(alone.contains("Hazel Thorne is the only one to be ranked: there is nobody to compare with."), "{alone}");
    assert!(!alone.contains("Questions in common") && !alone.contains("t Technical skills ·"), "{alone}");
}
