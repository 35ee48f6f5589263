//! Every line is answered: with what was recorded, with what stands already, or with why nothing was.

use hotseat::core::event::{Event, Finding, Recording};

use super::driver::{Held, hold};

const AT_Q1: &str = "\n/next\n";
const SCORING: &str = "\n/next\n/4 4\n/end early\n/yes\n";

/// What was answered to the last line but the end of input.
fn answer(held: &Held) -> String {
    let parts = held.parts();
    parts.last().expect("an answer").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn findings(held: &Held) -> usize {
    let is_finding = |event: &Event| match event {
        Event::Recording(recording) => !matches!(recording, Recording::Found(Finding::Noted { .. })),
        Event::Course(_) | Event::Talk(_) | Event::Undone { .. } | Event::Redone { .. } | Event::Amended { .. } => {
            false
        }
    };
    held.session.state().entries.iter().filter(|entry| is_finding(&entry.event)).count()
}

#[test]
fn what_stands_already_is_said_to_stand_and_an_undo_takes_back_what_changed() {
    for (twice, said) in [
        ("/t 4", "Technical skills 4 stands already at Q1. Nothing changed."),
        ("/saw 1", "signal 1 is ticked already: nothing changed"),
        (
            "/flag 1 \"it was them\"",
            "that red flag stands already at this question, in the same words: nothing changed",
        ),
        ("/probe 1", "that was asked already"),
    ] {
        let held = hold(&format!("{AT_Q1}{twice}\n{twice}\n"));
        assert!(answer(&held).starts_with(said), "{twice}: {}", answer(&held));
        assert_eq!(findings(&held), 1, "{twice}");
        let undone = hold(&format!("{AT_Q1}{twice}\n{twice}\n/undo\n/undo\n"));
        assert!(answer(&undone).starts_with("there is nothing to undo"), "{twice}: {}", answer(&undone));
    }
    let hint = hold(&format!("{AT_Q1}/hint\n/yes\n/hint 1\n"));
    assert!(answer(&hint).starts_with("hint 1 was given already: "), "{}", answer(&hint));
    let none = hold(&format!("{AT_Q1}/t 0\n"));
    assert!(answer(&none).starts_with("Technical skills is not rated at Q1, so there is nothing to take back."));
    assert_eq!(hold(&format!("{AT_Q1}asks first\nasks first\n")).notes().len(), 2, "a note is another each time");
}

#[test]
fn the_same_conclusion_keeps_its_reason() {
    let held = hold(&format!("{SCORING}1\nguessed\n/back\n1\n"));
    assert!(answer(&held).starts_with("that stands already, so nothing changed: your conclusion: Technical skills 1"));
    let conclusion = held.session.state().conclusions.values().next().expect("a conclusion");
    assert_eq!(conclusion.reason, "guessed");
}

#[test]
fn every_answer_in_scoring_says_what_was_recorded() {
    for (typed, said) in [
        ("4\n", "recorded: your conclusion: Technical skills 4, good"),
        ("1\nguessed\n", "recorded: your conclusion on Technical skills, 1, because \"guessed\""),
        ("/go criteria\nyes\n", "recorded: "),
        ("/go recommendation\n4\n", "recorded: you recommend Hire"),
        ("/go recommendation\n0\n", "that stands already, so nothing changed: you recommend no band"),
        ("/go recommendation\n4\nfor us\n", "recorded: why you recommend it"),
        ("/go take-aways\nasks first\n", "recorded: line 1 of what went well"),
        ("/why clear\n", "recorded: your reason on Technical skills, though no score is concluded"),
        ("/remove\n", "/remove takes a line off at the take-aways: /go take-aways first"),
    ] {
        let held = hold(&format!("{SCORING}{typed}"));
        assert!(answer(&held).starts_with(said), "{typed}: {}", answer(&held));
    }
}

#[test]
fn where_nothing_was_recorded_that_is_said() {
    for typed in ["/4 4 4 4 4 4", "/saw 99", "/probe 99", "/hint 99", "/flag 1", "/extend 99", "/rate Q99 t 4"] {
        let held = hold(&format!("{AT_Q1}{typed}\n"));
        assert!(answer(&held).to_lowercase().contains("nothing was recorded"), "{typed}: {}", answer(&held));
        assert!(held.notes().is_empty() && findings(&held) == 0, "{typed}");
    }
}

#[test]
fn ratings_are_understood_as_they_are_said_and_quoted_whole() {
    for typed in ["/rate 4 for technical", "/4 for technical", "/rate technical skills is a 4", "/t4", "/rate t=4"] {
        let held = hold(&format!("{AT_Q1}{typed}\n"));
        assert!(answer(&held).starts_with("Q1: Technical skills 4"), "{typed}: {}", answer(&held));
    }
    for typed in ["/rate t 3.5", "/rate 3.5 t", "/rate t3.5", "/3.5"] {
        let held = hold(&format!("{AT_Q1}{typed}\n"));
        assert!(answer(&held).contains("`3.5`"), "{typed}: {}", answer(&held));
        assert_eq!(held.notes(), [typed]);
    }
    let several = hold(&format!("{AT_Q1}/rate co 4\n"));
    let said = "`co` could be more than one dimension; did you mean `communication` or `code-quality`?";
    assert!(answer(&several).starts_with(said), "{}", answer(&several));
}

#[test]
fn a_rating_that_is_said_where_one_is_asked_for_is_taken() {
    for typed in ["4 for technical", "t 4", "4"] {
        let held = hold(&format!("\n/next\n/end early\n/yes\n{typed}\n"));
        let asking = &held.session.state().asking[0];
        assert_eq!(asking.ratings.len(), 1, "{typed}: {}", held.said);
        assert!(held.notes().is_empty(), "{typed}");
    }
}

#[test]
fn a_line_that_looks_like_a_command_is_a_note_that_says_so_and_is_counted_before_submission() {
    let held = hold(&format!("{AT_Q1}rat t 4\n"));
    assert!(answer(&held).starts_with("noted; if you meant a command, type /rate t 4"), "{}", answer(&held));
    let plain = hold(&format!("{AT_Q1}asks for the limits first\n"));
    assert!(answer(&plain).starts_with("noted Q1"), "{}", answer(&plain));
    let kept = hold(&format!("{SCORING}/go take-aways\nback\n"));
    assert!(answer(&kept).starts_with("that looks like the command /back. The line is kept as a note."));
    let read = hold(&format!("{AT_Q1}rat t 4\n/ratee t 4\nasks first\n/end early\n/yes\n/submit\n")).said;
    let said = read.split_whitespace().collect::<Vec<_>>().join(" ");
    let counted = "2 notes look like commands that were not obeyed: \"rat t 4\" at Q1, \"/ratee t 4\" at Q1.";
    assert!(said.contains(counted), "{said}");
}

#[test]
fn what_is_raised_is_marked_in_the_list_of_red_flags() {
    let held = hold(&format!("{AT_Q1}/flag 1 \"it was them\"\n/flag own Came late: \"sorry\"\n/flag\n"));
    let said = answer(&held);
    assert!(said.starts_with("1. raised at Q1: "), "{said}");
    assert!(said.contains("Your own, raised at Q1: Came late"), "{said}");
}

#[test]
fn a_reason_without_a_score_is_read_back() {
    let said = hold("\n/next\n/end early\n/yes\n/go technical skills\n/why too short to say\n/submit\n").said;
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("On Technical skills there is no score. You wrote: \"too short to say\""), "{said}");
}
