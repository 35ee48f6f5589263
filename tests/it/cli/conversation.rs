//! An interview line by line, from the opening to the submission.

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::{BRIEF, Sandbox, full_interview};

const PAIR: [&str; 2] = ["Ann Lee", "Kim Park"];

#[test]
fn an_interview_line_by_line() {
    let sandbox = Sandbox::furnished();
    assert_snapshot!("run", sandbox.interview(BRIEF, PAIR).stdin(&full_interview([4, 3, 5, 4])).run());
}

/// Everything that fingers may do, each with what it answers.
#[test]
fn every_command_of_the_conversation() {
    let sandbox = Sandbox::furnished();
    let script = "/back\n/4\n/hint\n/probe 1\n/next\n/?\n/help rate\n/help zzz\n/zzz\n/nxt\n/next to it\n/saw\n/saw 9\n/saw 1 3\n\
                  /unsaw 3\n/hint\n/probe 7\n/probe 2\n/4\n/t 5\n/r t=4 c=3\n/rate technical skills 2\n/RATE Q1 Communication 5\n\
                  /t 0\n/x 4\n/r x 4\n/6\n/3.5\n/t four\n/4 4 4 4\n//slash\n/note by word\n/undo\n/undo\n/redo\n/redo\n/redo\n\
                  /history\n/history 2\n/history 99\n/list\n/anchors technical skills\n/answer\n/handout\n/evidence\n/pause\n/pause\n\
                  /resume\n/extend\n/extend 90\n/extend 5\n/time\n/plan\n/swap\n/swap easier\nno\n/swap easier\n/yes\n\
                  /swap easier\n/swap harder\n/yes\n/skip too long ago\n\n/skip too long ago\n/yes\n/flag\n/flag blames\n\
                  /flag blames-otter x\n/flag Blames others: \"them\"\n/flag 1 \"us\"\n/go Q99\n/go\n/go Q1\n/show Q3\n/drop\n/drop Q3\n\
                  /yes\n/drop\n/bring\n/find zzyzx\n/find craft design-\n/bring 1\n/no\n/bring 3\n/yes\n/bring own-project\n/yes\n\
                  /show\n/back\n/yes\n/submit\n/reopen\n/end maybe\n/end\nn\n/end\n/time\n/quit\n/quit now\n/quit\n/yes\n";
    assert_snapshot!("conversation", sandbox.interview(BRIEF, PAIR).stdin(script).run());
}

#[test]
fn resume_goes_on_and_scoring_can_wait() {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).stdin("/n\na note\n/end\n/yes\n/quit\n/yes\n").run().fine();
    let resumed = sandbox.call(["resume"]).stdin("3\n4\n/done\n/quit\n/yes\n").run();
    assert_snapshot!("resume-scoring", resumed);
    let back = sandbox.call(["resume"]).stdin("/reopen\n/yes\n/4\n/quit\n/yes\n").run();
    assert_snapshot!("resume-back-into-the-conversation", back);
    let journal = sandbox.journal();
    assert!(!journal.contains("submitted"), "{journal}");
}

#[test]
fn mock_ends_with_feedback_and_no_band() {
    let sandbox = Sandbox::furnished();
    let script = "/saw 1\n/4 4\n/n\n/2 3\n/n\n/n\n/end\n/yes\n/go take-aways\nclear words\n\nread on\n\n/yes\n";
    let said = sandbox.interview("chat --mock --level junior --track maker --seed 7", PAIR).stdin(script).run();
    assert_snapshot!("mock", said);
    let card = sandbox.call(["scorecard", &sandbox.session(), "--json"]).run().json();
    assert_eq!(card["result"]["band"], Value::Null);
    assert!(!said.stdout.to_lowercase().contains("hire"), "{}", said.stdout);
}

/// Two sessions of one candidate that count for nobody are told apart by whom they were with.
#[test]
fn what_is_not_counted_is_told_apart_where_it_is_heard() {
    let sandbox = Sandbox::furnished();
    for (chance, interviewer) in [(1, "Kim Park"), (2, "Lee Ray")] {
        let call = sandbox.interview(BRIEF, ["Ann Lee", interviewer]).chance(chance);
        call.stdin("/end no-show\n/yes\n/yes\n").run().fine();
    }
    let said = sandbox.run("compare --plain").fine().split_whitespace().collect::<Vec<_>>().join(" ");
    for interviewer in ["Kim Park", "Lee Ray"] {
        assert!(said.contains(&format!("Ann Lee, with {interviewer}, 2026-11-21: no-show")), "{said}");
    }
}

#[test]
fn a_no_show_ends_cleanly_and_counts_for_nobody() {
    let sandbox = Sandbox::furnished();
    assert_snapshot!("no-show", sandbox.interview(BRIEF, PAIR).stdin("/end no-show\n/yes\n/yes\n").run());
    assert_snapshot!("compare-no-show", sandbox.run("compare"));
    let feedback = sandbox.run("feedback").fine();
    assert!(feedback.contains("The candidate did not come") && !feedback.contains("take-aways"), "{feedback}");
}

#[test]
fn a_submitted_session_is_amended_and_not_resumed() {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).stdin(&full_interview([4, 3, 5, 4])).run().fine();
    let session = sandbox.session();
    assert_snapshot!("resume-submitted", sandbox.call(["resume", &session]).run());
    let amend = ["amend", &session, "--reason", "read my notes again", "--rate", "Q1:technical=5"];
    assert_snapshot!("amend", sandbox.call(amend).run());
    assert_snapshot!("scorecard-amended", sandbox.call(["scorecard", &session]).run());
}

#[test]
fn an_ending_and_a_recommendation_are_amended_and_the_card_says_from_what_to_what() {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).stdin(&full_interview([4, 3, 5, 4])).run().fine();
    let session = sandbox.session();
    let amend =
        |rest: &[&str]| sandbox.call([&["amend", &session, "--reason", "read my notes again"], rest].concat()).run();
    let refused = amend(&["--ending", "no-show"]);
    assert_eq!(refused.code, 1, "{refused}");
    assert!(refused.stderr.contains("somebody who did not come has no ratings"), "{refused}");
    // All of it or nothing.
    assert_ne!(amend(&["--ending", "stopped-early", "--rate", "Q99:technical=3"]).code, 0);
    assert!(!sandbox.journal().contains("amended"), "nothing of it was recorded");
    amend(&["--ending", "stopped-early"]).fine();
    amend(&["--recommend", "STRONG hire"]).fine();
    amend(&["--recommend", "Borderline", "--because", "the design was thin"]).fine();
    for notation in ["", "--markdown", "--html", "--json"] {
        let call = ["scorecard", session.as_str(), notation];
        let card = sandbox.call(call.into_iter().filter(|word| !word.is_empty())).run().fine();
        // However the lines of a notation break.
        let card = card.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in
            ["the ending", "stopped early", "Strong hire (read my notes again)", "Borderline (the design was thin)"]
        {
            assert!(card.contains(part), "{notation} {part}: {card}");
        }
    }
}

#[test]
fn everything_that_was_recorded_is_amended_with_a_reason_and_the_card_says_from_what_to_what() {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).stdin(&full_interview([4, 3, 5, 4])).run().fine();
    let session = sandbox.session();
    let amend = |rest: &[&str]| sandbox.call([&["amend", &session, "--reason", "read again"], rest].concat()).run();
    let says = |rest: &[&str], said: &str| {
        let run = amend(rest);
        assert!(run.code == 0 && run.stderr.contains(said), "{rest:?}: {said}: {run}");
        let card = sandbox.call(["scorecard", session.as_str()]).run().fine();
        let card = card.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(card.contains(said.split(": ").last().expect("a change")), "{said}: {card}");
    };
    says(&["--signal", "Q1:A=not-seen"], "at Q1: from seen to not seen");
    says(&["--signal", "Q1:1=seen"], "at Q1: from not seen to seen");
    says(&["--criterion", "databases=not-shown"], "from shown to not shown");
    says(&["--criterion", "databases=none"], "from not shown to not judged");
    says(&["--criterion", "databases=shown"], "from not judged to shown");
    says(&["--flag", "Q1:Came unprepared=what job is this?"], "Came unprepared: \"what job is this?\"");
    says(
        &["--withdraw", "unprepared job"],
        "withdrew a red flag at Q1, after the end: Came unprepared: \"what job is this?\"",
    );
    says(&["--note", "it was about caching", "--at", "Q1"], "added a note at Q1: it was about caching");
    says(&["--withdraw", "about caching"], "withdrew a note at Q1, after the end: it was about caching");
    says(&["--went-well", "clear questions"], "what the candidate takes home: went well: clear questions");
    says(&["--to-work-on", "testing"], "changed what the candidate takes home: to work on: testing");
    says(&["--withdraw", "clear questions"], "went well: clear questions was taken back");
    let refused = |rest: &[&str], code: i32, said: &str| {
        let (before, run) = (sandbox.journal(), amend(rest));
        assert!(run.code == code && run.stderr.contains(said), "{rest:?}: {said}: {run}");
        assert_eq!(sandbox.journal(), before);
    };
    refused(&["--signal", "Q1:a=seen"], 1, "recorded as seen already");
    refused(&["--criterion", "databases=shown"], 1, "`shown` already");
    refused(&["--signal", "Q1:zzz=seen"], 2, "they are:\n  1 or a: ");
    refused(&["--signal", "Q1:99=seen"], 2, "they are:\n  1 or a: ");
    refused(&["--signal", "Q1:a"], 2, "write it as Q3:a=seen");
    refused(&["--rate", "Q2:c=7"], 2, "such as Q2:communication=4");
    refused(&["--rate", "Q2:seven"], 2, "write it as Q2:technical=4");
    refused(&["--criterion", "wit=shown"], 2, "there is no criterion");
    refused(&["--criterion", "mobile"], 2, "=shown, =not-shown or =none");
    refused(&["--flag", "Q1:rude"], 2, "has no quote");
    refused(&["--withdraw", "nobody said this"], 2, "no note, red flag or line");
    refused(&["--withdraw", ""], 2, "give more words");
}

#[test]
fn a_no_show_that_was_none_is_amended_before_anything_else() {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).stdin("/next\n/end no-show\n/yes\n/yes\n").run().fine();
    let session = sandbox.session();
    let amend = |rest: &[&str]| sandbox.call([&["amend", &session, "--reason", "wrong key"], rest].concat()).run();
    let refused = amend(&["--rate", "Q1:technical=4"]);
    assert!(refused.stderr.contains("amend the ending first"), "{refused}");
    amend(&["--ending", "completed", "--rate", "Q1:technical=4", "--rate", "Q1:communication=3"]).fine();
    let card = sandbox.call(["scorecard", &session, "--json"]).run().json();
    assert_eq!((&card["round"]["ending"], &card["dimensions"][0]["score"]), (&"completed".into(), &"4".into()));
}

#[test]
fn somebody_rated_who_did_not_come_is_amended_in_one_call_that_names_what_is_taken_back() {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).stdin("/next\n/t 4\n/end early\n/yes\n/submit\n/yes\n").run().fine();
    let amend = |rest: &[&str]| sandbox.call([&["amend", "Lee", "--reason", "another day"], rest].concat()).run();
    let concluded = amend(&["--conclude", "technical=3"]);
    assert!(concluded.stderr.contains("the conclusion on Technical skills: from the mean"), "{concluded}");
    let rated = amend(&["--rate", "Q1:technical=5"]);
    for said in ["changed Technical skills at Q1: from 4 to 5", "your conclusion of 3 on Technical skills stands"] {
        assert!(rated.stderr.contains(said), "{rated}");
    }
    let refused = amend(&["--ending", "noshow"]);
    for said in ["Technical skills 5 at Q1", "--rate Q1:technical=none --conclude technical=none"] {
        assert!(refused.stderr.contains(said), "{refused}");
    }
    let back = ["--ending", "noshow", "--rate", "Q1:technical=none", "--conclude", "technical=-"];
    let all = amend(&back);
    assert_eq!(all.code, 0, "{all}");
    assert!(all.stderr.contains("the ending: from stopped early to no-show"), "{all}");
    assert_eq!(amend(&["--rate", "Q1:technical=0"]).code, 1, "there is nothing to take back any more");
}

#[test]
fn an_undo_does_not_cross_a_hand_over_unasked() {
    let sandbox = Sandbox::furnished();
    let typed = "/next\ntheirs\n/handover Robin\n/yes\n/undo\n\n/undo\n/yes\n/quit\n/yes\n";
    let said = sandbox.interview(BRIEF, PAIR).stdin(typed).run().fine();
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(said.matches("Take this back, which is from before the hand-over").count(), 2, "{said}");
    assert_eq!(said.matches("undone: the note \"theirs\"").count(), 1, "{said}");
}
