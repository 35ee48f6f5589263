//! Starting: what contradicts, what exists already, and which session a word means.

use insta::assert_snapshot;

use crate::support::{BRIEF, Sandbox, full_interview};

use super::cards::panel;
use super::plans::with_kit;
use super::words::said;

const PAIR: [&str; 2] = ["Ann Lee", "Kim Park"];

#[test]
fn a_second_session_of_the_same_three_needs_a_word() {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).stdin("/next\n/quit\n").run().fine();
    let again = |chance, line: &str, pair| sandbox.interview(line, pair).chance(chance).stdin("/quit\n");
    let unfinished = again(8, BRIEF, ["ANN LEE", "kim park"]);
    assert_snapshot!("twice-unfinished", said([("the same three", unfinished)]));
    assert_eq!(sandbox.sessions().len(), 1);
    // Another interviewer, another candidate, another round, and practice are something else.
    again(10, BRIEF, ["Ann Lee", "Robin Hale"]).run().fine();
    again(11, BRIEF, ["Bo Chen", "Kim Park"]).run().fine();
    again(12, "chat --level mid --track maker --seed 7", PAIR).run().fine();
    again(13, &format!("{BRIEF} --mock"), PAIR).run().fine();
    assert_eq!(sandbox.sessions().len(), 5);
    again(14, &format!("{BRIEF} --again"), PAIR).run().fine();
    assert_eq!(sandbox.sessions().len(), 6);
}

/// A second interview under one name: each case has its word, and each hint works as it is given.
#[test]
fn a_name_that_is_known_leads_to_the_same_person_or_to_another_one() {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).stdin("/quit\n").run().fine();
    let id = sandbox.session().split('-').nth(3).expect("an id").to_owned();
    let twice = sandbox.interview(BRIEF, PAIR).chance(8).run();
    let hint = "--again starts another one with the same person; another person of that name needs one of their own: \
                --candidate 'Ann Lee (2)' --new-candidate\n";
    assert!(twice.code == 1 && twice.stderr.ends_with(hint), "{twice}");
    let known = sandbox.interview(&format!("{BRIEF} --new-candidate"), PAIR).chance(8).run();
    assert!(known.stderr.starts_with(&format!("error: Ann Lee ({id}) is known here already\n")), "{known}");
    let other = ["Ann Lee (2)", "Kim Park"];
    let near = sandbox.interview(BRIEF, ["Ann Leo", "Kim Park"]).chance(8).run();
    let hint =
        format!("hint: --candidate {id} where that is who is meant; --new-candidate where it is somebody else\n");
    assert!(near.code == 2 && near.stderr.ends_with(&hint), "{near}");
    assert_eq!(sandbox.sessions().len(), 1);
    sandbox.interview(&format!("{BRIEF} --again"), [&id, "Kim Park"]).chance(9).stdin("/begin\n/quit\n").run().fine();
    sandbox.interview(&format!("{BRIEF} --new-candidate"), other).chance(10).stdin("/quit\n").run().fine();
    let listed = sandbox.run("sessions --json").json();
    let listed = listed.as_array().expect("a list");
    let of = |name: &str| listed.iter().filter(|line| line["candidate"] == name).count();
    assert_eq!((of("Ann Lee"), of("Ann Lee (2)")), (2, 1));
}

/// What is offered after submission stands on lines of its own, and works as it stands there.
#[test]
fn what_is_offered_after_submission_works_as_it_is_given() {
    let sandbox = Sandbox::furnished();
    let elsewhere = sandbox.workspace().display().to_string();
    let script = "/next\n/t 4\n/c 4\n/end\n/yes\n/submit\n/yes\n";
    let line = format!("{BRIEF} --workspace {elsewhere}");
    let said = sandbox.interview(&line, PAIR).without("HOTSEAT_WORKSPACE").stdin(script).run();
    let offered: Vec<&str> = said.stderr.lines().filter_map(|line| line.strip_prefix("  hotseat ")).collect();
    assert_eq!(offered.len(), 3, "{said}");
    for words in offered {
        let words = words.replace("[WORKSPACE]", &elsewhere).replace("'Ann Lee'", "Ann+Lee");
        let words: Vec<String> = words.split(' ').map(|word| word.replace('+', " ")).collect();
        sandbox.call(words.iter().map(String::as_str)).without("HOTSEAT_WORKSPACE").run().fine();
    }
}

#[test]
fn a_submitted_session_is_not_held_twice_without_a_word() {
    let sandbox = with_kit();
    let round = |line: &str| sandbox.interview(&format!("--kit opening {line}"), PAIR).chance(8);
    round("--round 1").stdin(&full_interview([4, 3, 5, 4])).run().fine();
    assert_snapshot!("twice-submitted", said([("the same round", round("--round 1"))]));
    round("--round 2").stdin("/quit\n").run().fine();
    round("--round 1 --again").chance(9).stdin("/quit\n").run().fine();
}

#[test]
fn flags_that_contradict_the_kit_are_named() {
    let sandbox = with_kit();
    let run = |flags: &str| sandbox.interview(&format!("--kit opening --round 1 {flags}"), PAIR).stdin("/quit\n");
    assert_snapshot!(
        "kit-against-flags",
        said([
            ("one", run("--level senior")),
            ("several", run("chat --level senior --track other --tech react,django --seed 8")),
        ])
    );
    // What says the same as the kit contradicts nothing, in any case.
    run("Brief --level MID --track Maker --seed 7").run().fine();
}

#[test]
fn names_are_found_in_any_case_and_by_titles() {
    let sandbox = Sandbox::furnished();
    let plan = sandbox.run(&format!("plan {BRIEF}")).fine();
    assert_eq!(sandbox.run("plan BRIEF --level MID --track Maker --seed 7").fine(), plan);
    let score = sandbox.run("score --rubric core technical=4 problem-solving=3 communication=4").fine();
    let call = ["score", "--rubric", "CORE", "Technical skills=4", "PS=3", "Communication=4"];
    assert_eq!(sandbox.call(call).run().fine(), score);
}

/// In a script, several sessions are named, and none is picked in silence.
#[test]
fn which_session_a_word_means() {
    let sandbox = panel();
    let call = |line: &[&'static str]| sandbox.call(line.iter().copied());
    assert_snapshot!(
        "which-session",
        said([
            ("scorecard", call(&["scorecard"])),
            ("scorecard 'ann lee'", call(&["scorecard", "ann lee"])),
            ("scorecard 'Ann Leo'", call(&["scorecard", "Ann Leo"])),
            ("scorecard 'Eve Wood'", call(&["scorecard", "Eve Wood"])),
            ("feedback", call(&["feedback"])),
            ("feedback 'BO CHEN'", call(&["feedback", "BO CHEN"])),
            ("feedback --example", call(&["feedback", "--example"])),
            ("resume 'Cy Gray'", call(&["resume", "Cy Gray"])),
            ("resume Nobody", call(&["resume", "Nobody"])),
            ("sessions --candidate 'Ann Leo'", call(&["sessions", "--candidate", "Ann Leo"])),
        ])
    );
    let card = sandbox.call(["scorecard", "cy GRAY"]).run().fine();
    assert!(card.starts_with("Scorecard: Cy Gray"), "{card}");
    assert!(sandbox.call(["feedback", "dee moss"]).run().fine().contains("Dee Moss"));
    sandbox.call(["resume", "eve wood"]).stdin("/quit\n").run().fine();
    sandbox.interview(BRIEF, ["Ann Lee", "Kim Park"]).chance(30).stdin("/quit\n").run().fine();
    assert_snapshot!("which-to-resume", said([("resume", call(&["resume"]))]));
}

/// A part of a name, another case, a mistyped one, one whom nobody knows.
#[test]
fn a_candidate_is_found_by_a_part_of_the_name_and_asked_about_where_it_is_mistyped() {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).stdin("/next\n/quit\n/yes\n").run().fine();
    for word in ["Ann Lee", "ANN", "lee", "Le", "an"] {
        let shown = sandbox.call(["present", word]).run().fine();
        assert!(shown.contains("One test in a hundred runs fails."), "{word}: {shown}");
        sandbox.call(["resume", word]).stdin("/quit\n/yes\n").run().fine();
    }
    for command in ["present", "resume", "scorecard", "feedback"] {
        let near = sandbox.call([command, "Leee"]).run();
        assert_eq!(near.code, 2, "{near}");
        assert!(near.stderr.contains("did you mean Ann Lee"), "{near}");
        let nobody = sandbox.call([command, "Zoe Quill"]).run();
        assert_eq!(nobody.code, 2, "{nobody}");
        assert!(nobody.stderr.contains("there is no session and no candidate `Zoe Quill`"), "{nobody}");
    }
    let open = sandbox.call(["scorecard", "Ann"]).run();
    assert!(open.stderr.contains("no session with Ann Lee is submitted yet"), "{open}");
    sandbox.interview(BRIEF, ["Bo Lee", "Kim Park"]).chance(9).stdin("/next\n/quit\n/yes\n").run().fine();
    let two = sandbox.call(["present", "lee"]).run();
    assert!(two.stderr.contains("Ann Lee") && two.stderr.contains("Bo Lee"), "{two}");
}
