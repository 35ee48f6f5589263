//! Every command's whole output.

use crate::support::{Hotseat, WHOLE};

/// A snapshot that is called as the command.
macro_rules! shows {
    ($name:literal, $ran:expr) => {
        insta::assert_snapshot!($name, $ran.whole())
    };
}

#[test]
fn plans_are_drawn_explained_and_written() {
    let hotseat = Hotseat::small();
    let request = ["plan", "technical-screening", "--level", "mid", "--track", "backend", "--seed", "7"];
    shows!("plan", hotseat.run(&request));
    shows!("plan-explain", hotseat.run(&[&request[..], &["--explain"]].concat()));
    shows!(
        "plan-lacking",
        hotseat.run(&["plan", "practical-assessment", "--level", "lead", "--track", "backend", "--seed", "7"])
    );
    let plan = hotseat.run(&[&request[..], &["--json"]].concat()).json();
    for field in ["format", "level", "track", "seed", "minutes", "sections"] {
        assert!(plan.get(field).is_some(), "{field} is missing");
    }
    let question = &plan["sections"][0]["questions"][0];
    for field in ["id", "bank", "kind", "level", "difficulty", "minutes", "topics", "must_ask"] {
        assert!(question.get(field).is_some(), "{field} is missing");
    }
    let rounds =
        hotseat.run(&["plan", "individual-contributor", "--level", "mid", "--track", "backend", "--json"]).json();
    assert_eq!(rounds["rounds"].as_array().map(Vec::len), Some(3));
    let written = hotseat.run(&[&request[..], &["-o", "kits/a.json"]].concat());
    shows!("plan-kit", written);
    assert!(!hotseat.run(&["check"]).stdout.contains("kits/"));
    let held = ["run", "--kit", "a", "--candidate", "Ann", "--interviewer", "Kim", "--plain"];
    assert_eq!(hotseat.run_with(&held, "/quit\n").code, 0);
}

#[test]
fn only_known_technologies_are_asked_about() {
    let hotseat = Hotseat::small();
    let plan = |technology: &str| {
        let request = [
            "plan",
            "technical-screening",
            "--level",
            "mid",
            "--track",
            "backend",
            "--seed",
            "7",
            "--tech",
            technology,
            "--json",
        ];
        hotseat.run(&request).json().to_string()
    };
    assert!(plan("DRF").contains("\"django\""), "what knows DRF knows Django");
    assert!(!plan("react").contains("\"technologies\":[\"django\"]"));
}

#[test]
fn a_session_from_the_first_line_to_the_card() {
    let hotseat = Hotseat::small();
    shows!("run-warm-up", hotseat.warm_up("Ann Lee", "Kim", WHOLE));
    let session = hotseat.sessions().remove(0);
    shows!("sessions", hotseat.run(&["sessions"]));
    shows!("sessions-json", hotseat.run(&["sessions", "--json"]));
    for (name, flag) in
        [("text", None), ("csv", Some("--csv")), ("json", Some("--json")), ("markdown", Some("--markdown"))]
    {
        let card: Vec<&str> = ["scorecard", session.as_str()].into_iter().chain(flag).collect();
        insta::assert_snapshot!(format!("scorecard-{name}"), hotseat.run(&card).whole());
        let compare: Vec<&str> = std::iter::once("compare").chain(flag).collect();
        insta::assert_snapshot!(format!("compare-{name}"), hotseat.run(&compare).whole());
    }
    shows!("feedback", hotseat.run(&["feedback", &session]));
    shows!("feedback-markdown", hotseat.run(&["feedback", &session, "--markdown"]));
    shows!("export", hotseat.run(&["export"]));
    shows!("resume-submitted", hotseat.run(&["resume", &session]));
    shows!("amend", hotseat.run(&["amend", &session, "--reason", "read my notes again", "--rate", "Q1:technical=5"]));
    shows!("scorecard-amended", hotseat.run(&["scorecard", &session]));
}

#[test]
fn practice_ends_with_feedback_instead_of_a_band() {
    let hotseat = Hotseat::small();
    let request = [
        "run",
        "warm-up",
        "--level",
        "mid",
        "--track",
        "backend",
        "--candidate",
        "Ann",
        "--interviewer",
        "Kim",
        "--seed",
        "3",
        "--plain",
        "--mock",
    ];
    let lines = "/next\n/4 4\n/saw 1\n/next\n/3 3\n/end\ny\n/done\n/done\nClear\n\n\ny\n";
    shows!("run-mock", hotseat.run_with(&request, lines));
    let card = hotseat.run(&["scorecard", &hotseat.sessions()[0], "--json"]).json();
    assert!(card["result"]["band"].is_null());
}

#[test]
fn a_no_show_ends_cleanly_and_counts_for_nobody() {
    let hotseat = Hotseat::small();
    shows!("run-no-show", hotseat.warm_up("Ann Lee", "Kim", "/end no-show\ny\ny\n"));
    shows!("compare-no-show", hotseat.run(&["compare"]));
}

#[test]
fn the_library_is_listed_and_shown() {
    let hotseat = Hotseat::small();
    shows!("formats", hotseat.run(&["formats"]));
    shows!("formats-one", hotseat.run(&["formats", "system-design"]));
    shows!("loops", hotseat.run(&["loops"]));
    shows!("rubrics", hotseat.run(&["rubrics"]));
    shows!("questions-one", hotseat.run(&["questions", "s-3"]));
    shows!("questions", hotseat.run(&["questions", "--bank", "small", "--kind", "concept", "--level", "mid"]));
    for command in ["formats", "loops", "tracks", "rubrics"] {
        let list = hotseat.run(&[command, "--json"]).json();
        assert!(list.as_array().is_some_and(|list| !list.is_empty()), "{command}");
    }
    for document in
        ["bank", "format", "loops", "tracks", "technologies", "rubric", "kit", "plan", "people", "scorecard"]
    {
        let schema = hotseat.run(&["schema", document]).json();
        assert!(schema.get("properties").is_some(), "{document}");
    }
    for shell in ["bash", "zsh", "fish"] {
        assert!(hotseat.run(&["completions", shell]).ok().contains("hotseat"));
    }
}

#[test]
fn a_workspace_is_made_and_documents_are_copied() {
    let hotseat = Hotseat::shipped();
    shows!("init", hotseat.run(&["init", "mine"]));
    shows!("init-again", hotseat.run(&["init", "mine"]));
    shows!("copy", hotseat.run(&["--workspace", "mine", "copy", "core", "formats/warm-up.json"]));
    shows!("copy-again", hotseat.run(&["--workspace", "mine", "copy", "core"]));
    insta::assert_snapshot!("check-copied", hotseat.run(&["--workspace", "mine", "check", "--json"]).ok());
}

#[test]
fn an_empty_workspace_shows_the_example_and_says_so() {
    let hotseat = Hotseat::shipped();
    for command in ["sessions", "compare", "scorecard", "export", "feedback"] {
        let ran = hotseat.run(&[command]);
        assert_eq!(ran.code, 0, "{command}: {}", ran.whole());
        assert!(ran.stderr.contains("shipped example panel"), "{command}: {}", ran.stderr);
        assert!(!hotseat.run(&[command, "--example"]).ok().is_empty());
    }
}

#[test]
fn help_names_every_command_and_the_exit_codes() {
    shows!("help", Hotseat::shipped().run(&["--help"]));
    shows!("no-terminal", Hotseat::shipped().run(&["run"]));
}
