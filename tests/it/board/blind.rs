//! Who types without looking: a key does the same whatever was pressed before, a second press never does the opposite, no text acts,
//! and every key says what it did or why it does nothing.

use hotseat::core::bank::QuestionText;
use hotseat::core::event::{Ending, Signal};
use hotseat::core::plan::Slot;
use hotseat::core::session::{Phase, Place};
use hotseat::live::Left;

use super::driver::Interviewer;
use super::plan;

/// The sizes of a small window and of the usual one.
const SIZES: [(u16, u16); 2] = [(60, 18), (80, 24)];

fn ratings(kim: &Interviewer, slot: u16) -> Vec<u8> {
    let asking = kim.state().asking(Slot(slot)).expect("a question");
    asking.ratings.values().map(|rating| rating.get()).collect()
}

#[test]
fn the_same_keys_rate_the_next_question_whatever_had_the_focus() {
    for before in
        ["Esc", "Ctrl-R", "Ctrl-R Ctrl-R", "Ctrl-R 4", "Tab Tab", "BackTab", "F2", "F3", "Ctrl-R F2", "Ctrl-R a"]
    {
        let mut kim = Interviewer::asks(80, 24);
        kim.presses(before).presses("Ctrl-N").sees("NOTE").presses("Ctrl-R 4").sees("RATE");
        assert_eq!((ratings(&kim, 2), kim.half_typed().as_str()), (vec![4], ""), "{before}");
    }
}

#[test]
fn every_way_to_another_question_leads_to_its_note() {
    for way in ["Ctrl-N", "Tab Down Enter", "F6 Ctrl-Y", "F8 Ctrl-Y", "F4 Down Enter"] {
        let mut kim = Interviewer::asks(80, 24);
        kim.presses("Ctrl-R").presses(way).sees("NOTE");
        assert_ne!(kim.state().place, Place::Slot(Slot(1)), "{way}");
        kim.presses("Ctrl-R Ctrl-P");
        kim.sees("NOTE");
    }
    // Where there is nowhere to go, one stays.
    let mut kim = Interviewer::begins(80, 24);
    kim.presses("Ctrl-R").says("nothing is rated here").presses("Ctrl-P").sees("this is the beginning").sees("NOTE");
}

#[test]
fn a_second_press_never_does_the_opposite() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R Ctrl-R").sees("RATE").presses("a a").says("ticked already");
    let seen = |kim: &Interviewer| kim.state().asking(Slot(1)).expect("a question").signals.len();
    assert_eq!(seen(&kim), 1);
    kim.waits(2).presses("Space").says("ticked already").presses("0").says("not seen: Asks who may keep a copy");
    assert_eq!(seen(&kim), 0);
    kim.presses("-").says("that is not ticked").presses("Ctrl-L Ctrl-L").does_not_see("Strong").presses("Ctrl-Y");
    kim.sees("Strong");
    assert_eq!(kim.state().asking(Slot(1)).expect("a question").signals.get(&Signal::Strong(0)), None);
}

#[test]
fn a_second_press_of_redo_does_not_answer_its_box() {
    for key in ["Alt-X", "F12"] {
        let mut kim = Interviewer::asks(80, 24);
        kim.presses("F6 Ctrl-Y Ctrl-X").presses(key).sees("Skip Q1 again?").presses(key).says("Ctrl-Y does it");
        assert!(kim.state().asking(Slot(1)).expect("a question").skipped.is_none());
        kim.presses("Ctrl-Y").says("redone: skipping Q1").presses("Ctrl-Y").says("none is open");
    }
}

#[test]
fn the_key_that_answers_is_never_taken_by_the_box_of_another_chord() {
    // A note is half typed, so that an undo asks; and then something else is wanted.
    let closed = "not done, and closed: \"Take this back?\"";
    for (other, opens) in [("F4", "FIND"), ("F10", "HISTORY"), ("Ctrl-F", "FLAG")] {
        let mut kim = Interviewer::asks(80, 24);
        kim.presses("F5").types("half").presses("Ctrl-X").sees("Take this back?");
        let before = kim.journal().len();
        kim.presses(other).says(closed).sees(opens).presses("Ctrl-Y");
        assert_eq!((kim.journal().len(), kim.half_typed().as_str()), (before, "half"), "{other}");
    }
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("F5 F6").sees("Skip Q1").presses("F9").says("closed: \"Skip Q1 and go on?\"").sees("End the conv");
    kim.presses("Ctrl-C").says("closed: \"End the conversation?\"").sees("Leave?");
    // Undo and redo only close it: nobody has read what they would do.
    let before = kim.journal().len();
    kim.presses("Esc F6 Ctrl-X")
        .says("press Ctrl-X again")
        .does_not_see("Ctrl-Y does it")
        .presses("Ctrl-Y")
        .says("none is open");
    assert_eq!(kim.journal().len(), before);
    kim.presses("F6 F6").says("Ctrl-Y does it").sees("Skip Q1").presses("Ctrl-X Ctrl-X").says("undone: 5 more minutes");
    kim.presses("F6 Ctrl-O").sees("What is used most").presses("Ctrl-Y");
    assert_eq!(kim.journal().len(), before + 1);
}

/// Where keys act and letters do nothing, and how one gets there.
const KEYED: [(&str, &str); 8] = [
    ("RATE", "Ctrl-R Down Down"),
    ("PLAN", "BackTab Down"),
    ("SCORE", "F9 Ctrl-Y"),
    ("SCORE", "F9 Ctrl-Y Tab"),
    ("SCORE", "F9 Ctrl-Y Tab Tab Tab Tab Tab"),
    ("SCORE", "F9 Ctrl-Y Ctrl-S BackTab BackTab"),
    ("SCORE", "F9 Ctrl-Y Ctrl-S BackTab"),
    ("SCORE", "F9 Ctrl-Y Ctrl-S"),
];

#[test]
fn enter_after_a_short_text_keeps_it_and_does_nothing_else() {
    for (mode, keys) in KEYED {
        for pace in [100, 3000] {
            let mut kim = Interviewer::asks(80, 24);
            kim.presses(keys).sees(mode);
            let (before, place) = (kim.journal().len(), kim.state().place);
            kim.types_every(pace, "ok");
            // A word is noticed at once where letters tick.
            if !(mode == "RATE" && pace == 100) {
                kim.presses("Enter");
            }
            kim.says("reads like a ");
            assert_eq!((kim.journal().len(), kim.state().place), (before, place), "{keys}");
            kim.presses("Enter");
            assert_eq!(kim.texts(), ["ok"], "{keys}");
        }
        let mut kim = Interviewer::asks(80, 24);
        kim.presses(keys);
        let (before, place) = (kim.journal().len(), kim.state().place);
        kim.types("k").presses("Enter").says("that followed a letter, so it did nothing");
        assert_eq!((kim.journal().len(), kim.state().place), (before, place), "{keys}");
    }
    let mut kim = Interviewer::sits_down(80, 24);
    kim.types("ok").presses("Enter").sees("READY").sees("Your half-typed note: ok").sees("Ctrl-Y begins");
    kim.presses("Enter Ctrl-Y");
    assert_eq!(kim.notes(), ["ok"]);
}

#[test]
fn a_short_text_is_in_the_note_whatever_key_comes_after_it() {
    for (mode, keys) in KEYED {
        for key in ["Esc", "Down", "F10", "Ctrl-X", "Tab"] {
            let mut kim = Interviewer::asks(80, 24);
            kim.presses(keys).sees(mode).types("ok").presses(key);
            if mode != "RATE" {
                kim.says("what you typed before is ");
            }
            kim.pauses();
            assert!(kim.world.draft.borrow().contains("ok"), "{keys} {key}");
        }
    }
    for keys in ["F6", "F7", "F8", "F9", "Ctrl-C"] {
        let mut kim = Interviewer::asks(80, 24);
        kim.presses(keys).types("ok").presses("Esc").says("in your note");
        assert_eq!(kim.half_typed(), "ok", "{keys}");
        let mut kim = Interviewer::asks(80, 24);
        kim.presses(keys).types("y").presses("Esc");
        assert_eq!(kim.half_typed(), "", "one letter is a key that was missed");
    }
    // What is typed at the box of the submission is read there, and submitted.
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 4 5 F9 Ctrl-Y Ctrl-S Ctrl-S")
        .types("ok")
        .presses("Down")
        .sees("Half typed, on the interview: ok");
    kim.presses("Ctrl-Y");
    assert_eq!(kim.notes(), ["ok"]);
}

#[test]
fn letters_that_tick_are_no_text() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R").types_every(300, "ab").presses("Enter").says("so it did nothing").presses("Esc");
    assert_eq!(kim.half_typed(), "");
    assert_eq!(kim.state().asking(Slot(1)).expect("a question").signals.len(), 2);
}

#[test]
fn every_known_key_says_what_it_did_or_why_it_does_nothing_here() {
    let said = [
        ("", "Ctrl-N", "Ctrl-N does nothing before the conversation: Ctrl-Y begins it"),
        ("", "Ctrl-X", "Ctrl-Y begins it"),
        ("", "Tab", "Ctrl-Y begins it"),
        ("", "Enter", "Enter begins nothing: Ctrl-Y begins the conversation"),
        ("Ctrl-Y Ctrl-N", "Enter", "the note is empty"),
        ("Ctrl-Y Ctrl-N", "Esc", "this is the note"),
        ("Ctrl-Y Ctrl-N", "Ctrl-S", "Ctrl-S does nothing here: Ctrl-O shows"),
        ("Ctrl-Y Ctrl-N", "Ctrl-Y", "it answers a box that asks, and none is open"),
        ("Ctrl-Y Ctrl-N", "F11", "that key does nothing here"),
        ("Ctrl-Y Ctrl-N Ctrl-R", "Left", "Technical skills is not rated already"),
        ("Ctrl-Y Ctrl-N Ctrl-R 5 Up", "Right", "Technical skills is 5 already"),
        ("Ctrl-Y Ctrl-N Ctrl-F Enter x", "Tab", "Tab does nothing in a text: Enter keeps it, Esc closes it"),
        ("Ctrl-Y Ctrl-N Ctrl-F Enter", "Ctrl-S", "Ctrl-S does nothing in a text"),
        ("Ctrl-Y Ctrl-N F4", "Tab", "Tab does nothing in a list: Enter chooses, Esc closes it"),
        ("Ctrl-Y Ctrl-N F4 z z z z", "Enter", "no line is left to choose"),
        ("Ctrl-Y Ctrl-N F10", "Enter", "no line is left to choose"),
        ("Ctrl-Y Ctrl-N F9", "Ctrl-N", "Ctrl-Y does it, Esc goes back"),
        ("Ctrl-Y Ctrl-N Ctrl-R 4 F9 Ctrl-Y", "BackTab", "this is the first part"),
        ("Ctrl-Y Ctrl-N Ctrl-R 4 F9 Ctrl-Y Tab Enter x", "Tab", "Esc closes it; then Tab goes on to the next part"),
        ("Ctrl-Y Ctrl-N Ctrl-R 4 F9 Ctrl-Y Ctrl-S", "Tab", "this is the last part"),
        ("Ctrl-Y Ctrl-N Ctrl-R 4 F9 Ctrl-Y Ctrl-S", "Ctrl-G", "Ctrl-G does nothing here: Ctrl-O shows"),
        ("Ctrl-Y Ctrl-N Ctrl-R 4 F9 Ctrl-Y Ctrl-S BackTab", "Delete", "no line is under the cursor"),
        ("Ctrl-Y Ctrl-N Ctrl-R 4 F9 Ctrl-Y Ctrl-S Ctrl-S Ctrl-Y", "Ctrl-X", "`hotseat amend` changes it"),
        ("Ctrl-Y Ctrl-N Ctrl-R 4 F9 Ctrl-Y Ctrl-S Ctrl-S Ctrl-Y", "Tab", "`hotseat amend` changes it"),
    ];
    for (arrive, key, says) in said {
        for (columns, rows) in SIZES {
            let mut kim = Interviewer::sits_down(columns, rows);
            if !arrive.is_empty() {
                kim.presses(arrive);
            }
            let before = kim.journal().len();
            kim.presses(key).says(says);
            assert_eq!(kim.journal().len(), before, "{arrive} {key}");
        }
    }
}

#[test]
fn the_card_is_left_by_its_keys_and_nothing_there_says_that_it_can_be_resumed() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses("Ctrl-R 4 F9 Ctrl-Y Ctrl-S Ctrl-S Ctrl-Y Ctrl-O").types("leave").sees("hotseat amend");
        kim.does_not_see("resume").presses("Esc Ctrl-C");
        assert_eq!(kim.left(), Some(Left::Submitted));
    }
}

#[test]
fn words_that_people_look_for_find_a_line_and_none_is_found_within_a_word() {
    let words = [
        "swap", "exchange", "replace", "change", "search", "anchor", "outline", "previous", "quit", "finish", "edit",
        "timer", "evidence", "criteria", "level", "extra",
    ];
    for word in words {
        for (columns, rows) in SIZES {
            let mut kim = Interviewer::asks(columns, rows);
            kim.presses("Ctrl-O").types(word).does_not_see("nothing is like that");
        }
    }
    let first =
        [("swap", "backup"), ("search", "find a question"), ("previous", "the question before"), ("quit", "leave")];
    for (word, line) in first {
        let mut kim = Interviewer::asks(80, 24);
        kim.presses("Ctrl-O").types(word).sees(line);
    }
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-O").types("end").sees("end the conversation").does_not_see("recommend");
}

#[test]
fn a_no_show_is_recorded_before_the_beginning() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::sits_down(columns, rows);
        kim.sees("F9 no-show")
            .presses("Ctrl-O")
            .types("no-show")
            .presses("Enter")
            .sees("No-show: the candidate does not come?");
        kim.presses("Enter").types("y").presses("Enter");
        assert_eq!(kim.state().phase, Phase::Live);
        kim.presses("Ctrl-Y").sees("no-show: the candidate did not come");
        assert_eq!(kim.state().ending, Some(Ending::NoShow));
        kim.presses("Ctrl-X Ctrl-Y").says("undone: the end, as a no-show; it has not begun").sees("READY");
        kim.presses("Ctrl-Y").sees("NOTE");
    }
}

#[test]
fn in_the_last_section_both_clocks_say_how_long_the_interview_lasts() {
    for (columns, rows) in SIZES {
        // The sections before took all but a minute.
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses("Ctrl-N Ctrl-N Ctrl-N").world.now.set(44 * 60_000);
        kim.presses("Ctrl-N");
        kim.sees("Ask what they would like to know.").sees("interview 01:00 left").sees("the interview has 01:00 left");
        assert_eq!(kim.screen().matches("01:00 left").count(), 3, "{}", kim.screen());
        kim.waits(90).sees("interview OVER by 00:30").sees("the time is up").presses("F5").sees("interview 04:30 left");
        // They took little of it.
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses("Ctrl-N Ctrl-N Ctrl-N").world.now.set(60_000);
        kim.presses("Ctrl-N").sees("interview 44:00 left").sees("on pace").sees("  05:00 left");
        assert_eq!(kim.screen().matches("44:00 left").count(), 1, "{}", kim.screen());
        // What they spared may be used, though the section's own minutes are over.
        kim.waits(330).sees("  OVER by 00:30").sees("interview 38:30 left").sees("on pace");
    }
}

#[test]
fn what_is_unrated_elsewhere_is_named() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-N Ctrl-P").sees("Q2 is unrated").presses("Ctrl-N Ctrl-N").sees("Q1 and Q2 are unrated");
    kim.resizes(100, 30).presses("Ctrl-N").sees("3 others are unrated");
}

#[test]
fn a_question_that_is_half_rated_says_how_many_of_how_many() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 4 Ctrl-N").sees("Q1 is rated on 1 of 2").does_not_see("unrated");
    kim.presses("Ctrl-N").sees("Q1 and Q2 lack ratings");
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses("Ctrl-R 4 Ctrl-N BackTab").sees("Q1  1 of 2 rated A colleague");
    }
}

#[test]
fn what_is_asked_and_said_is_read_whole_in_a_small_window() {
    let mut plan = plan::plan();
    plan.rubric.red_flags[0].title =
        "Says of every question that somebody else in the team would have done that".into();
    plan.sections[1].questions[0].banked.question.topics = vec!["accessible-usable-design".parse().expect("a topic")];
    for (columns, rows) in SIZES {
        let whole = |kim: &mut Interviewer| kim.screen().split_whitespace().collect::<Vec<_>>().join(" ");
        let mut kim = Interviewer::with_plan(plan.clone(), columns, rows);
        kim.presses("Ctrl-Y Ctrl-N Ctrl-F Enter");
        let screen = whole(&mut kim);
        assert!(screen.contains("would have done that, at Q1: what was said or seen?"), "{screen}");
        kim.presses("Esc F6").types_every(100, "she saw it");
        let screen = whole(&mut kim);
        assert!(screen.contains("Ctrl-Y does what the box asks, Esc goes back"), "{screen}");
        kim.presses("Esc BackTab").sees("accessible usable design").does_not_see("accessible-usable");
    }
}

#[test]
fn an_empty_line_of_the_note_gives_way_to_a_question_that_has_no_room() {
    let last_but_two = |kim: &mut Interviewer| kim.screen().lines().nth_back(2).unwrap_or_default().to_owned();
    let mut kim = Interviewer::asks(80, 24);
    kim.sees("What changes for a page behind").sees("How would you find a wrong header?");
    assert_eq!(last_but_two(&mut kim), "");
    let mut plan = plan::plan();
    let question = &mut plan.sections[1].questions[0].banked.question;
    question.wording =
        QuestionText { prompt: "What do you look at first, and why? ".repeat(14), ..(**question).clone() }.into();
    let mut kim = Interviewer::with_plan(plan, 80, 24);
    kim.presses("Ctrl-Y Ctrl-N").sees("below: PgDn");
    assert_eq!(last_but_two(&mut kim), ">");
    kim.types("one").presses("Ctrl-J").types("two").sees("> one").sees("  two");
}

#[test]
fn ctrl_z_says_what_takes_back_and_what_leaves() {
    for keys in ["Esc", "Ctrl-R", "BackTab", "Ctrl-F", "F9", "F9 Ctrl-Y"] {
        let mut kim = Interviewer::asks(80, 24);
        kim.presses(keys);
        let before = kim.journal().len();
        kim.presses("Ctrl-Z").says("Ctrl-X takes back what was recorded last").says("Ctrl-C leaves");
        assert_eq!((kim.journal().len(), kim.left()), (before, None), "{keys}");
    }
}

#[test]
fn what_belongs_to_the_question_that_is_asked_is_not_done_where_the_eyes_are_on_another_one() {
    for key in ["F6", "F7", "F8", "Ctrl-G", "Ctrl-F"] {
        let mut kim = Interviewer::asks(80, 24);
        kim.presses("BackTab Down");
        let before = kim.journal().len();
        kim.presses(key).says("not what the cursor is on: Esc closes the plan first");
        assert!(kim.view().ask.is_none() && kim.journal().len() == before, "{key}");
        kim.presses("Esc").presses(key);
        assert!(kim.view().ask.is_some(), "{key}");
    }
}

#[test]
fn what_is_not_in_sight_is_not_ticked() {
    for (key, columns) in [("F2", 80), ("F2", 140), ("F3", 80)] {
        let mut kim = Interviewer::asks(columns, 24);
        kim.presses("Ctrl-R").presses(key).sees("RATE").screen();
        for press in ["a", "Space"] {
            kim.waits(2).presses(press).says(&format!("nothing is ticked: {key} shows them again"));
        }
        assert!(kim.state().asking(Slot(1)).expect("a question").signals.is_empty());
        kim.presses("4");
        assert_eq!(ratings(&kim, 1), [4], "the digits still rate");
    }
    // The page stays at its dimension, and the cursor in sight.
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R Down Down Down F2").sees("> Communication").presses("Down Down").sees("> Communication");
}

#[test]
fn where_nothing_is_rated_the_note_keeps_the_keys() {
    let mut kim = Interviewer::begins(80, 24);
    kim.presses("Ctrl-R")
        .says("nothing is rated here")
        .sees("NOTE")
        .presses("Tab")
        .sees("PLAN")
        .presses("BackTab")
        .sees("NOTE");
}

#[test]
fn going_back_to_a_skipped_question_says_that_it_is_asked_after_all() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("F6 Ctrl-Y Tab Tab Up Enter").says("Q1 is no longer skipped; F6 skips it again").presses("F10");
    kim.sees("Q1 · skipped; gone back to, and asked after all");
}

#[test]
fn nothing_in_rate_jumps_from_key_to_key_and_no_heading_stands_over_nothing() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::asks(columns, rows);
        let row =
            |screen: &str| screen.lines().position(|line| line.contains(" Technical skills ") && line.contains(" 3 "));
        kim.presses("Ctrl-R");
        let stood = row(&kim.screen());
        for press in ["4", "3", "Up", "Up", "1", "2", "0"] {
            let screen = kim.waits(2).presses(press).screen();
            assert_eq!(row(&screen), stood, "{press}:\n{screen}");
            let lines: Vec<&str> = screen.lines().collect();
            let empty = lines.windows(2).any(|pair| pair[0].starts_with("── ") && pair[1].contains(" below: "));
            assert!(!empty, "{screen}");
        }
    }
}
