//! Every line is answered: with what was recorded, with what stands already, or with why nothing was.

use hotseat::core::event::{Event, Finding, Recording};
use hotseat::core::plan::Slot;

use super::driver::{Held, hold};

const AT_Q1: &str = "/begin\n/next\n";
const SCORING: &str = "/begin\n/next\n/4 4\n/end early\n/yes\n";

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
    let held = hold(&format!("{SCORING}1\nguessed twice\n/back\n1\n"));
    assert!(answer(&held).starts_with("that stands already, so nothing changed: your conclusion: Technical skills 1"));
    let conclusion = held.session.state().conclusions.values().next().expect("a conclusion");
    assert_eq!(conclusion.reason, "guessed twice");
}

#[test]
fn every_answer_in_scoring_says_what_was_recorded() {
    for (typed, said) in [
        ("4\n", "recorded: your conclusion: Technical skills 4, good"),
        ("1\nguessed twice\n", "recorded: your conclusion on Technical skills, 1, because \"guessed twice\""),
        ("/go criteria\nyes\n", "recorded: "),
        ("/go recommendation\n4\n", "recorded: you recommend Hire"),
        ("/go recommendation\n0\n", "that stands already, so nothing changed: you recommend no band"),
        ("/go recommendation\n4\nfor us\n", "recorded: why you recommend it"),
        ("/go take-aways\nasks first\n", "recorded: line 1 of what went well"),
        ("/why clear enough\n", "recorded: your reason on Technical skills, though no score is concluded"),
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
        assert_eq!((held.aside(), held.notes().len()), (vec![typed], 0));
    }
    let several = hold(&format!("{AT_Q1}/rate co 4\n"));
    let said = "`co` could be more than one dimension; did you mean `communication` or `code-quality`?";
    assert!(answer(&several).starts_with(said), "{}", answer(&several));
}

#[test]
fn a_rating_that_is_said_where_one_is_asked_for_is_taken() {
    for typed in ["4 for technical", "t 4", "4"] {
        let held = hold(&format!("/begin\n/next\n/end early\n/yes\n{typed}\n"));
        let asking = &held.session.state().asking[0];
        assert_eq!(asking.ratings.len(), 1, "{typed}: {}", held.said);
        assert!(held.notes().is_empty(), "{typed}");
    }
}

#[test]
fn a_line_that_looks_like_a_command_is_no_note_by_itself_and_is_read_before_submission() {
    for (typed, command) in [("rat t 4", "/rate t 4"), ("next", "/next"), ("5", "/5"), ("saw 1", "/saw 1")] {
        let held = hold(&format!("{AT_Q1}{typed}\n"));
        let said = format!("if you meant a command, type {command}. Nothing was recorded; /keep keeps the line");
        assert!(answer(&held).starts_with(&said), "{typed}: {}", answer(&held));
        assert_eq!((held.notes().len(), held.aside()), (0, vec![typed]));
        // Once it is typed with its slash, it is over.
        let typed_now = hold(&format!("{AT_Q1}{typed}\n{command}\n"));
        let said = format!("\"{typed}\" is no longer aside, as you typed the command now");
        assert!(answer(&typed_now).starts_with(&said), "{typed}: {}", answer(&typed_now));
        assert!(typed_now.aside().is_empty() && typed_now.notes().is_empty(), "{typed}");
        // Not by another line, and not later.
        for other in ["/time\n", "asks first\n/time\n", "/time\n/t 4\n"] {
            let held = hold(&format!("{AT_Q1}{typed}\n{other}"));
            assert_eq!(held.aside(), [typed], "{typed}, {other}");
        }
    }
    // Nor by that command where it is not obeyed.
    for (typed, command) in
        [("t 3", "/rate t 9"), ("skip", "/skip\n"), ("skip", "/skip\nwait, no, she goes on"), ("go q3", "/go Q99")]
    {
        let held = hold(&format!("{AT_Q1}{typed}\n{command}\n"));
        assert_eq!(held.aside()[0], typed, "{command}: {}", held.said);
        assert!(!held.said.contains("no longer aside"), "{command}: {}", held.said);
    }
    // Typed once more, it is over.
    let held = hold(&format!("{AT_Q1}t 3\n/rate t 9\n/rate t 3\n"));
    assert_eq!(held.aside(), ["/rate t 9"], "{}", held.said);
    let skipped = hold(&format!("{AT_Q1}skip\n/skip\n/yes\n"));
    assert!(skipped.aside().is_empty() && skipped.said.contains("\"skip\" is no longer aside"), "{}", skipped.said);
    let kept = hold(&format!("{AT_Q1}next\n/keep\n"));
    assert_eq!(kept.notes(), ["next"]);
    let plain = hold(&format!("{AT_Q1}asks for the limits first\n"));
    assert!(answer(&plain).starts_with("noted Q1"), "{}", answer(&plain));
    let kept = hold(&format!("{SCORING}/go take-aways\nback\n"));
    assert!(answer(&kept).starts_with("that looks like the command /back. Nothing was recorded; /keep"));
    let read = hold(&format!("{AT_Q1}rat t 4\n/keep\n/ratee t 4\nasks first\n/end early\n/yes\n/submit\n")).said;
    let said = read.split_whitespace().collect::<Vec<_>>().join(" ");
    let counted = "1 note looks like a command that was not obeyed: \"rat t 4\" at Q1.";
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
    let said =
        hold("/begin\n/next\n/end early\n/yes\n/go technical skills\n/why too short to say\n/submit\n/show\n").said;
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("On Technical skills there is no score. You wrote: \"too short to say\""), "{said}");
}

/// Whoever hears it knows what it replaced, and hears what a score stands for once.
#[test]
fn a_rating_that_replaces_another_says_so() {
    let held = hold(&format!("{AT_Q1}/t 4\n/t 3\n"));
    assert!(answer(&held).starts_with("Q1: Technical skills 3, was 4; Communication not rated Q1"), "{}", held.said);
    assert_eq!(held.said.matches("Technical skills 4, good: ").count(), 1, "{}", held.said);
    let undone = hold(&format!("{AT_Q1}/t 4\n/t 3\n/undo\n/undo\n"));
    assert!(undone.said.contains("undone: Technical skills 3 at Q1; back to 4"), "{}", undone.said);
    assert!(undone.said.contains("undone: Technical skills 4 at Q1; not rated now"), "{}", undone.said);
}

#[test]
fn of_several_things_all_are_recorded_or_none() {
    for typed in ["/saw 1 4 9", "/probe 1 9", "/t 4 x 3", "/4 6"] {
        let held = hold(&format!("{AT_Q1}{typed}\n"));
        assert_eq!(findings(&held), 0, "{typed}: {}", held.said);
        assert!(answer(&held).contains("Nothing was recorded"), "{typed}: {}", held.said);
    }
    assert_eq!(findings(&hold(&format!("{AT_Q1}/probe 2 1\n"))), 2);
    assert!(answer(&hold(&format!("{AT_Q1}/saw 4\n"))).starts_with("saw (weak): "));
}

/// A question is read whole once, flags by their titles, and what was read back only where it changed.
#[test]
fn what_was_heard_is_not_read_again() {
    let back = hold(&format!("{AT_Q1}/next\n/back\n"));
    assert!(answer(&back).contains("/show reads the question again") && !answer(&back).contains("Strong signals"));
    let flags = answer(&hold(&format!("{AT_Q1}/flag\n")));
    assert!(flags.starts_with("1. ") && flags.contains("/flag 1 says what the first looks like"), "{flags}");
    let twice = hold(&format!("{SCORING}/submit\n/no\n/submit\n"));
    assert!(answer(&twice).starts_with("Nothing has changed since it was read back."), "{}", answer(&twice));
    let changed = hold(&format!("{SCORING}/submit\n/no\n/rate Q1 t 3\n/submit\n"));
    assert!(answer(&changed).contains("Q1: Technical skills 3, Communication 4."), "{}", answer(&changed));
    assert!(!answer(&changed).contains("What will be submitted"), "{}", answer(&changed));
}

/// The same line twice is no second line for the candidate.
#[test]
fn a_line_to_take_home_that_is_there_already_is_said_to_be_so() {
    let held = hold(&format!("{SCORING}/go take-aways\nasks first\nlistens well\n Asks  first\n"));
    let said = "that line is there already, as line 1: nothing changed";
    assert!(answer(&held).starts_with(said), "{}", answer(&held));
    let given = held.session.state().recommendation.clone().expect("lines");
    assert_eq!(given.strengths, ["asks first", "listens well"]);
}

/// A command at the end of a note is a part of it.
#[test]
fn a_command_within_a_note_is_said_not_to_be_done() {
    for (typed, command) in [
        ("she used a map /next", "/next"),
        ("draws first /rate t 4", "/rate t 4"),
        ("draws first /4 3", "/4 3"),
        ("too slow /t 2", "/t 2"),
        ("done now /end", "/end"),
        ("agrees /yes", "/yes"),
    ] {
        let held = hold(&format!("{AT_Q1}{typed}\n"));
        let said = format!("noted whole, with {command} in it, which was not done");
        assert!(answer(&held).starts_with(&said), "{typed}: {}", answer(&held));
        assert_eq!((held.notes(), findings(&held), held.protected()), (vec![typed], 0, 0), "{typed}");
    }
    for typed in
        ["reads /etc/hosts first", "map and/or set", "4 / 5", "goes to /next to the cache", "serves / and /api"]
    {
        let held = hold(&format!("{AT_Q1}{typed}\n"));
        assert!(answer(&held).starts_with("noted Q1"), "{typed}: {}", answer(&held));
    }
}

/// Where no question comes any more, none is promised.
#[test]
fn what_comes_next_is_said_only_where_it_comes() {
    let first = hold("/begin\n/skip\n");
    assert!(answer(&first).starts_with("there is no question here: /next goes to the next one"), "{}", first.said);
    let last = hold(&format!("/begin\n{}/hint\n/skip\n/flag 1 \"so\"\n", "/next\n".repeat(20)));
    let said = "there is no question here, and none comes after: /end ends the conversation";
    let told = last.said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(told.matches(said).count(), 3, "{told}");
}

#[test]
fn a_recommendation_that_is_passed_is_said_to_be_open() {
    let held = hold(&format!("{SCORING}/go recommendation\n\n"));
    let said = "no recommendation is given; /go recommendation gives it later";
    assert!(answer(&held).starts_with(said), "{}", answer(&held));
    let given = hold(&format!("{SCORING}/go recommendation\n4\n/back\n\n"));
    assert!(!given.said.contains(said), "{}", given.said);
}

/// A question, a dimension and what scoring asks for are found by words of them.
#[test]
fn what_is_gone_to_is_found_by_its_words() {
    let said = |way: &str| answer(&hold(way));
    assert!(said(&format!("{SCORING}/go well\n")).ends_with("What went well:"));
    assert!(said(&format!("{SCORING}/go work on\n")).ends_with("What to work on:"));
    assert!(said(&format!("{SCORING}/go t\n")).ends_with("Your conclusion on Technical skills, 1 to 5:"));
    assert!(said(&format!("{SCORING}/go take\n")).ends_with("What went well:"));
    assert!(said(&format!("{SCORING}/go what\n")).contains("“what” could be more than one: "));
    let alone = said(&format!("{AT_Q1}/t\n"));
    assert!(alone.starts_with("Technical skills alone is no command: /rate t 4 rates it, and /evidence t"), "{alone}");
    let evidence = said(&format!("{AT_Q1}/probe 1\n/evidence t\n"));
    assert!(evidence.contains("Follow-ups asked at Q1: "), "{evidence}");
    let half = said(&format!("{AT_Q1}/4\n/next\n/plan\n"));
    assert!(half.contains("Q1, 1 of 2 rated: "), "{half}");
}

#[test]
fn hints_follow_ups_and_skips_are_read_back() {
    let said =
        hold(&format!("{AT_Q1}/probe 1\n/hint\n/yes\n/next\n/skip no time\n/yes\n/end early\n/yes\n/submit\n/show\n"))
            .said;
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in ["Follow-ups asked at Q1: ", "Hints given at Q1: ", "Q2 is skipped, because \"no time\"."] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn what_a_person_would_try_next_is_named() {
    for (typed, said) in [
        ("/unskip", "there is no command /unskip; /undo takes a skip back"),
        ("/sw 1 3", "/swap changes the question; /saw 1 3 ticks signals"),
        ("/resume", "the clocks run already"),
        ("no-show", "if you meant a command, type /end no-show"),
    ] {
        let held = hold(&format!("{AT_Q1}{typed}\n"));
        assert!(answer(&held).starts_with(said), "{typed}: {}", answer(&held));
    }
}

/// What was typed is named as it was typed, and a slash before an answer is no other answer.
#[test]
fn a_slip_is_told_by_what_was_typed() {
    for (typed, said) in [
        ("/t 9", "`9`"),
        ("/saw 2 x", "there is no signal x at Q1"),
        ("undo", "if you meant a command, type /undo. Nothing was recorded"),
        ("x\n/remove 2 1", "one thing is removed at a time"),
    ] {
        let held = hold(&format!("{AT_Q1}{typed}\n"));
        assert!(answer(&held).contains(said), "{typed}: {}", answer(&held));
        assert!(!answer(&held).contains("there is no command"), "{typed}: {}", answer(&held));
    }
    let judged = hold(&format!("{SCORING}/go criteria\n/yes\n"));
    assert!(answer(&judged).starts_with("recorded: "), "{}", answer(&judged));
    let part = answer(&hold(&format!("{SCORING}/submit\n/no\n/show takeaways\n")));
    assert!(part.starts_with("take-aways: none"), "{part}");
}

/// Many lines that were not obeyed are counted, and dropped on a word.
#[test]
fn lines_aside_are_counted_and_dropped_on_a_word() {
    let typed = "/nxt\n/zzz\n/yyy\n/xxx\n";
    let held = hold(&format!("{SCORING}{typed}/submit\n"));
    assert!(answer(&held).contains("4 lines were not recorded: /notes reads them"), "{}", answer(&held));
    let kept = hold(&format!("{SCORING}{typed}/keep none\n\n"));
    assert!(kept.said.contains("Drop 4 lines that were kept aside? /undo does not bring them back."), "{}", kept.said);
    assert_eq!(kept.aside().len(), 4, "{}", kept.said);
    let one = hold(&format!("{SCORING}/zzz\n/keep none\n/yes\n"));
    assert!(one.said.contains("1 line that was kept aside: dropped") && one.aside().is_empty(), "{}", one.said);
    let dropped = hold(&format!("{SCORING}{typed}/submit\n/no\n/keep none\n/yes\n/submit\n"));
    assert!(dropped.said.contains("4 lines that were kept aside: dropped"), "{}", dropped.said);
    assert!(dropped.aside().is_empty() && dropped.notes().is_empty(), "{}", dropped.said);
}

/// As a rating, a signal or a flag, a note goes to the question that is named first.
#[test]
fn a_note_goes_to_the_question_that_is_named_first() {
    let held = hold(&format!("{AT_Q1}/next\n/note Q1 asks for the limits first\n"));
    assert!(answer(&held).starts_with("noted at Q1 Q2,"), "{}", answer(&held));
    let note = &held.session.state().notes[0];
    assert_eq!((note.slot, note.text.as_str()), (Some(Slot(1)), "asks for the limits first"));
    // A line without a slash is the note as it stands, at the question of now.
    let plain = hold(&format!("{AT_Q1}/next\nQ1 was easier\n"));
    let note = &plain.session.state().notes[0];
    assert_eq!((note.slot, note.text.as_str()), (Some(Slot(2)), "Q1 was easier"));
    let missing = hold(&format!("{AT_Q1}/note Q99 asks first\n"));
    assert_eq!((missing.notes().len(), missing.aside()), (0, vec!["/note Q99 asks first"]), "{}", missing.said);
}

/// Where only `/yes` does something, what sounds like an answer is no evidence.
#[test]
fn what_sounds_like_an_answer_is_no_note_at_a_question_that_wants_yes() {
    for typed in [
        "no wait I want to ask one more thing",
        "oh no that was not what I meant",
        "Wait, she has a question for us first",
        "yes but let me finish the notes first",
        "cargo test --workspace and then look at it",
        "cd /srv && ls -la | less",
        "let me think",
    ] {
        let held = hold(&format!("{AT_Q1}/skip\n{typed}\n"));
        assert!(
            answer(&held).starts_with("not done; /skip asks again. Nothing was recorded; /keep keeps"),
            "{}",
            answer(&held)
        );
        assert_eq!((held.notes().len(), held.aside(), held.protected()), (0, vec![typed], 0), "{typed}");
    }
    let held = hold(&format!("{SCORING}/go criteria\nyes she asked before she began\n"));
    assert_eq!((held.notes().len(), held.aside()), (0, vec!["yes she asked before she began"]), "{}", held.said);
    for typed in ["she draws the queue first", "nobody asked about the load at all"] {
        let held = hold(&format!("{AT_Q1}/skip\n{typed}\n"));
        assert_eq!(held.notes(), [typed], "{}", held.said);
    }
}

/// What a score stands for is read once, signals are named as they are said, and what is passed in scoring is said to be open.
#[test]
fn what_was_heard_is_short_and_what_is_passed_is_open() {
    let held = hold(&format!("{AT_Q1}/t 4\n/next\n/t 4\n"));
    assert_eq!(held.said.matches("Technical skills 4, good: ").count(), 1, "{}", held.said);
    assert!(answer(&held).contains("Technical skills 4, good"), "{}", answer(&held));
    assert_eq!(findings(&hold(&format!("{AT_Q1}/saw 1, 2 and 3\n"))), 3);
    for way in ["", "/go criteria\n"] {
        let held = hold(&format!("{SCORING}{way}\n"));
        assert!(answer(&held).starts_with("left open"), "{}", answer(&held));
    }
    let given = hold(&format!("{SCORING}/go criteria\nyes\n/back\n\n"));
    assert!(!answer(&given).contains("left open"), "{}", answer(&given));
}
