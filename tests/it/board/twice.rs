//! Keys that are pressed twice, or once too often: nothing is recorded, ended or passed by that which nobody looked at.

use hotseat::core::event::Ending;
use hotseat::core::plan::Slot;
use hotseat::core::session::{Phase, Place};

use super::driver::Interviewer;

/// The sizes of a small window and of the usual one.
const SIZES: [(u16, u16); 2] = [(60, 18), (80, 24)];

/// The ratings of a question, by the titles of their dimensions.
fn ratings(kim: &Interviewer, slot: u16) -> Vec<(String, u8)> {
    let asking = kim.state().asking(Slot(slot)).expect("a question");
    asking.ratings.iter().map(|(id, rating)| (id.to_string(), rating.get())).collect()
}

fn pair(communication: u8, technical: u8) -> Vec<(String, u8)> {
    vec![("communication".into(), communication), ("technical".into(), technical)]
}

#[test]
fn a_digit_pressed_twice_rates_one_line_and_says_what_is_next() {
    for pace in [50, 200, 290] {
        let mut kim = Interviewer::asks(80, 24);
        kim.presses("Ctrl-R").waits(2).types_every(pace, "33");
        assert_eq!(ratings(&kim, 1), [("technical".to_owned(), 3)], "{pace}");
        kim.says("Technical skills 3; the second 3 was not taken: press it again for Communication");
        // Nor is what comes right after it, which may be meant for any line.
        kim.types_every(pace, "5")
            .says("5 came too soon after that, and was not taken: press it again for Communication");
        assert_eq!(ratings(&kim, 1).len(), 1, "{pace}");
        // That stays at the foot until the next recording, whatever else is pressed.
        kim.presses("Esc").says("the second 3 was not taken").presses("Ctrl-R Down").waits(2);
        kim.types_every(310, "3").does_not_see("was not taken");
        assert_eq!(ratings(&kim, 1), pair(3, 3), "{pace}");
    }
    // Digits that differ come as fast as one likes, and so do equal ones with a pause or a key between them.
    for (pace, keys) in [(50, "43"), (200, "34"), (310, "44"), (500, "44")] {
        let mut kim = Interviewer::asks(80, 24);
        kim.presses("Ctrl-R").waits(2).types_every(pace, keys);
        assert_eq!(ratings(&kim, 1).len(), 2, "{keys}");
    }
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R").types("4").presses("Up Down").types("4");
    assert_eq!(ratings(&kim, 1), pair(4, 4));
}

#[test]
fn a_digit_pressed_twice_at_the_desk_rates_one_line() {
    let mut kim = Interviewer::asks(80, 24);
    kim.waits(300).presses("Ctrl-N").waits(300).presses("F9 Ctrl-Y").waits(2).types_every(250, "44");
    kim.says("the second 4 was not taken: press it again for Q1, Communication");
    kim.types_every(250, "32").says("2 came too soon after that");
    assert_eq!((ratings(&kim, 1), ratings(&kim, 2)), (vec![("technical".to_owned(), 4)], vec![]));
    kim.types_every(310, "3").types_every(200, "45");
    assert_eq!((ratings(&kim, 1), ratings(&kim, 2)), (pair(3, 4), pair(5, 4)));
}

#[test]
fn a_rating_taken_back_twice_is_one_rating_and_a_line_removed_twice_one_line() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 4 3 Home").presses("0 0").says("Technical skills is not rated already");
    assert_eq!(ratings(&kim, 1), [("communication".to_owned(), 3)]);
    kim.presses("F9 Ctrl-Y Down Delete Delete");
    assert_eq!(ratings(&kim, 1), []);
    kim.presses("Ctrl-S BackTab Enter").types("one").presses("Enter").types("two").presses("Enter Esc Home");
    kim.presses("Delete Delete").says("no line is under the cursor");
    assert_eq!(kim.texts(), ["two"]);
}

#[test]
fn a_question_that_is_walked_over_is_named_with_the_way_back() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::begins(columns, rows);
        kim.presses("Ctrl-N").does_not_see("you passed").presses("Ctrl-N");
        kim.says("you passed Q1, where nothing is recorded; Ctrl-P goes back to it").presses("Ctrl-P");
        assert_eq!(kim.state().place, Place::Slot(Slot(1)));
        // Whatever was recorded there is enough.
        for keys in ["Ctrl-R 4", "Ctrl-R a", "Ctrl-G Ctrl-Y"] {
            let mut kim = Interviewer::asks(columns, rows);
            kim.presses(keys).presses("Ctrl-N").does_not_see("you passed");
        }
        let mut kim = Interviewer::asks(columns, rows);
        kim.types("half").presses("Ctrl-N").says("your note was kept").does_not_see("you passed");
    }
}

/// A step, or minutes more, that nobody has seen yet are not made twice.
#[test]
fn a_step_pressed_twice_in_a_moment_is_one_step() {
    for (columns, rows) in SIZES {
        for again in ["Ctrl-N Ctrl-N", "Ctrl-N Ctrl-N Ctrl-N"] {
            let mut kim = Interviewer::begins(columns, rows);
            kim.presses_at_once(again).says("the second Ctrl-N came too soon and was not taken: you are at Q1");
            assert_eq!(kim.state().place, Place::Slot(Slot(1)));
            kim.waits(1).presses("Ctrl-N");
            assert_eq!(kim.state().place, Place::Slot(Slot(2)));
        }
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses_at_once("F5 F5").says("the second F5 came too soon");
        assert_eq!(kim.session().history().len(), 1);
        kim.waits(1)
            .presses("F5")
            .says("5 more minutes for this section; Ctrl-X takes that back")
            .presses("Ctrl-X Ctrl-X");
        kim.says("undone: 5 more minutes").presses("Ctrl-X").says("nothing to undo");
        // What differs comes as fast as one likes.
        kim.presses_at_once("Ctrl-N Ctrl-P Ctrl-N");
        assert_eq!(kim.state().place, Place::Slot(Slot(2)));
        // A second press that is meant is taken, and one that is not says so.
        for (pace, slot) in [(340, 1), (360, 2)] {
            let mut kim = Interviewer::begins(columns, rows);
            let now = kim.presses("Ctrl-N").world.now.clone();
            now.set(now.get() + pace);
            kim.presses_at_once("Ctrl-N");
            assert_eq!(kim.state().place, Place::Slot(Slot(slot)), "{pace}");
        }
    }
}

#[test]
fn an_undo_while_a_note_is_typed_asks_first() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::asks(columns, rows);
        kim.types("older").presses("Enter").types("half").presses("Ctrl-X").sees("Take this back?").sees("older");
        kim.says("Ctrl-/ undoes within it").presses("Esc");
        assert_eq!((kim.notes(), kim.half_typed()), (vec!["older".to_owned()], "half".to_owned()));
        kim.presses("Ctrl-X Ctrl-Y").says("undone");
        assert_eq!((kim.notes().len(), kim.half_typed()), (0, "half".to_owned()));
        kim.presses("F12").sees("Make this again?").presses("Ctrl-Y").says("redone");
        kim.presses("Ctrl-U Ctrl-X").says("undone");
        assert_eq!(kim.notes().len(), 0);
    }
}

/// Where nothing comes next, no key is said to lead there.
#[test]
fn what_leads_on_is_the_end_where_nothing_comes_next() {
    let mut kim = Interviewer::begins(80, 24);
    kim.presses("Ctrl-R").says("Ctrl-N goes on").presses("Ctrl-G").says("Ctrl-N goes on");
    for _ in 0..20 {
        kim.presses("Ctrl-N");
    }
    assert!(kim.state().current().is_none(), "the last section has no question");
    kim.presses("Ctrl-R").says("F9 (or its line under Ctrl-O) ends the conversation").does_not_see("Ctrl-N goes");
    kim.presses("Ctrl-G").says("ends the conversation");
}

#[test]
fn one_undo_too_many_asks_before_the_conversation_goes_on() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses("Ctrl-R 4 Ctrl-N F9 Ctrl-Y Ctrl-X").sees("Take this back?").sees("goes on where it was");
        kim.presses("Ctrl-X Enter").types("y");
        assert_eq!(kim.state().phase, Phase::Scoring);
        kim.presses("Esc Ctrl-X Ctrl-Y").says("the conversation goes on, and the clocks run again");
        assert_eq!((kim.state().phase, kim.state().clock.running), (Phase::Live, true));
        kim.presses("Ctrl-X Ctrl-X").says("there is nothing to undo; the conversation has begun, and Ctrl-T stops");
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses("Ctrl-T F9 Ctrl-Y Ctrl-X Ctrl-Y").says("the clocks stand still").sees("PAUSED");
    }
}

#[test]
fn what_was_undone_is_listed_and_brought_back_after_something_else_was_recorded() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::asks(columns, rows);
        kim.types("she measured it").presses("Enter Ctrl-X").says("undone").presses("Ctrl-R 4 Alt-X");
        kim.says("F10 lists what was taken back").presses("F10").sees("undone: Q1 · note: she measured it");
        kim.presses("Down Enter").sees("Record this again?").presses("Enter").types("y");
        assert_eq!(kim.notes(), [""; 0]);
        kim.presses("Ctrl-Y").says("recorded: Q1 · note: she measured it");
        assert_eq!(kim.notes(), ["she measured it"]);
        assert_eq!(ratings(&kim, 1).len(), 1, "what was recorded since stands");
    }
    // At the desk as well; of a recommendation what it changed.
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 4 F9 Ctrl-Y Ctrl-S BackTab BackTab 3 Enter").types("solid").presses("Enter Ctrl-X 2 F10");
    kim.sees("undone: recommendation: Borderline, because solid").presses("Down Enter Ctrl-Y");
    let given = kim.state().recommendation.clone().expect("a recommendation");
    let bands = &kim.session().plan().rubric.bands;
    assert_eq!(
        (given.band.as_ref(), given.reason.as_str()),
        (bands.get(bands.len() - 2).map(|band| &band.id), "solid")
    );
    // A skip is done again where it was done, and the next redo is one.
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("F6 Ctrl-Y Ctrl-X F10 Enter").sees("Skip Q1 again?").presses("Esc Ctrl-R 4 F10 Down Enter");
    kim.says("do it again where it was done");
}

#[test]
fn the_box_of_the_end_opens_on_what_was_looked_for() {
    let looked_for = [
        ("no-show", Ending::NoShow),
        ("absent", Ending::NoShow),
        ("did not come", Ending::NoShow),
        ("stopped", Ending::StoppedEarly),
        ("completed", Ending::Completed),
        // Words that mean no one way to end open the box on what fits.
        ("end", Ending::StoppedEarly),
        ("finish", Ending::StoppedEarly),
    ];
    for (words, ending) in looked_for {
        for (columns, rows) in SIZES {
            let mut kim = Interviewer::asks(columns, rows);
            kim.presses("Ctrl-O").types(words).presses("Enter").sees("End the conversation?").sees("choose");
            kim.presses("Ctrl-Y");
            assert_eq!(kim.state().ending, Some(ending), "{words}");
        }
    }
    // Who has asked nothing yet mostly waits for somebody.
    let mut kim = Interviewer::begins(80, 24);
    kim.presses("F9").sees("does it: a no-show").presses("Esc Ctrl-N F9").sees("does it: stopped early");
}

#[test]
fn a_word_ticks_nothing_in_rate() {
    for word in ["ok", "hm", "go", "be", "bad", "fed up"] {
        for pace in [60, 150, 240] {
            let mut kim = Interviewer::asks(80, 24);
            kim.presses("Ctrl-R").waits(2).types_every(pace, word).presses("Esc");
            let asking = kim.state().asking(Slot(1)).expect("a question");
            assert!(asking.signals.is_empty() && asking.follow_ups.is_empty(), "{word}");
            assert_eq!(kim.half_typed(), word);
        }
    }
    // The same letter twice is one tick, and two that are chosen are two.
    for (pace, letters, ticks) in [(60, "aa", 1), (300, "ac", 2), (900, "gf", 2)] {
        let mut kim = Interviewer::asks(80, 24);
        kim.presses("Ctrl-R").waits(2).types_every(pace, letters).sees("RATE");
        let asking = kim.state().asking(Slot(1)).expect("a question");
        assert_eq!(asking.signals.len() + asking.follow_ups.len(), ticks, "{letters}");
    }
}

#[test]
fn words_of_what_people_want_find_a_line_everywhere() {
    for keys in [
        "",
        "Ctrl-Y Ctrl-N",
        "Ctrl-Y Ctrl-N Ctrl-R",
        "Ctrl-Y Ctrl-N F9 Ctrl-Y",
        "Ctrl-Y Ctrl-N Ctrl-R 4 F9 Ctrl-Y Ctrl-S",
    ] {
        for word in ["leave", "swap", "no-show", "hand over", "undo", "redo", "history", "skip", "submit"] {
            let mut kim = Interviewer::sits_down(80, 24);
            if !keys.is_empty() {
                kim.presses(keys);
            }
            kim.presses("Ctrl-O").types(word).does_not_see("nothing is like that");
        }
    }
    let mut kim = Interviewer::sits_down(60, 18);
    kim.sees("^Y begin").sees("F9 no-show").sees("^C leave");
}

/// A rating that is taken back is most often about to be given anew: the cursor is on it again, and not on the line after it.
#[test]
fn the_digit_after_an_undo_is_about_the_rating_that_was_taken_back() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses("Ctrl-R").waits(2).types("2").presses("Ctrl-X").waits(2).types("5");
        assert_eq!(ratings(&kim, 1), [("technical".to_owned(), 5)]);
        kim.waits(2).types("4").presses("Ctrl-X Ctrl-X F12").waits(2).types("3");
        assert_eq!(ratings(&kim, 1), [("technical".to_owned(), 3)]);
        let mut kim = Interviewer::asks(columns, rows);
        kim.waits(300).presses("F9 Ctrl-Y").waits(2).types("3").presses("Ctrl-X").waits(2).types("4");
        assert_eq!(ratings(&kim, 1), [("technical".to_owned(), 4)]);
    }
}
