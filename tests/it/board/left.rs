//! What is typed into a field, a list or a box that is left without being used is kept, and said.

use hotseat::core::event::Ending;
use hotseat::core::plan::Slot;
use hotseat::core::session::Phase;

use super::driver::Interviewer;

/// The sizes of a small window and of the usual one.
const SIZES: [(u16, u16); 2] = [(60, 18), (80, 24)];

/// The half-typed notes, the one in sight last.
fn half_typed(kim: &Interviewer) -> Vec<String> {
    let behind = kim.behind().into_iter();
    behind.chain([kim.half_typed()]).filter(|text| !text.is_empty()).collect()
}

#[test]
fn a_sentence_is_no_name() {
    let sentence = "she is still thinking about it";
    for keys in ["Esc", "Enter Esc", "Ctrl-C Esc", "Enter Ctrl-C Esc", "Ctrl-L Ctrl-Y", "Ctrl-O Ctrl-C Esc"] {
        for (columns, rows) in SIZES {
            let mut kim = Interviewer::asks(columns, rows);
            kim.types("good start").chooses("hand over to another").types(sentence).presses(keys);
            assert_eq!(half_typed(&kim), ["good start", sentence], "after {keys}");
        }
    }
    // A name is no text about the candidate.
    let mut kim = Interviewer::asks(80, 24);
    kim.chooses("hand over to another").types("Lee Ray").presses("Enter Esc");
    assert!(half_typed(&kim).is_empty());
}

#[test]
fn what_no_line_of_a_list_has_is_kept() {
    for list in ["F10", "Ctrl-O", "F4", "Ctrl-F"] {
        for text in ["and memory doubles", "no shows up late"] {
            for leaves in ["Esc", "Enter Esc", "Ctrl-L Ctrl-Y", "Ctrl-C Esc"] {
                if list == "Ctrl-F" && leaves == "Enter Esc" {
                    continue; // There it is a title, which is used.
                }
                let mut kim = Interviewer::asks(80, 24);
                kim.presses(list).types(text).presses(leaves);
                assert_eq!(half_typed(&kim), [text], "{list}, left by {leaves}");
            }
        }
        // A search that found something was one, and a stray letter is none.
        let mut kim = Interviewer::asks(80, 24);
        kim.types("the pool is shared").presses("Enter").presses(list).types("x").presses("Esc");
        assert!(half_typed(&kim).is_empty(), "{list}");
    }
    let mut kim = Interviewer::asks(80, 24);
    kim.types("the pool is shared").presses("Enter F10").types("pool").presses("Esc F4").types("pool").presses("Esc");
    kim.presses("Ctrl-O").types("pause").presses("Esc");
    assert!(half_typed(&kim).is_empty(), "{:?}", half_typed(&kim));
}

#[test]
fn letters_that_come_slowly_at_a_box_are_a_text() {
    for open in ["F6", "F9", "Ctrl-C"] {
        let mut kim = Interviewer::asks(80, 24);
        kim.presses(open).types_every(1000, "af33h").sees("\"af33h\"").presses("Esc");
        assert_eq!(half_typed(&kim), ["af33h"], "{open}");
        // A word that comes much later is another one.
        let mut kim = Interviewer::asks(80, 24);
        kim.presses(open).types_every(1000, "bf").waits(2).types("words after that").presses("Esc");
        assert_eq!(half_typed(&kim), ["bfwords after that"], "once it is a text, it goes on");
        let mut kim = Interviewer::asks(80, 24);
        kim.presses(open).types("b").waits(2).types("words after that").presses("Esc");
        assert_eq!(half_typed(&kim), ["b words after that"], "{open}");
    }
}

#[test]
fn at_the_box_of_an_undo_a_half_typed_sentence_goes_on_and_is_seen() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses("Ctrl-R 4 Esc").types("vague on broker").presses("Ctrl-X").sees("Take this back?");
        kim.types_every(100, "also can-i-deploy").says("vague on broker also can-i-deploy").presses("Esc");
        assert_eq!(half_typed(&kim), ["vague on broker also can-i-deploy"]);
    }
}

#[test]
fn half_typed_notes_are_found_by_up_and_by_their_name() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::asks(columns, rows);
        kim.types("one").presses("F9").types_every(100, "two more").presses("Esc F6").types_every(100, "the third");
        kim.presses("Esc").sees("2 more half typed (Up)").presses("Up").says("2 more wait");
        assert_eq!(kim.half_typed(), "two more");
        kim.presses("Up");
        assert_eq!(kim.half_typed(), "one");
        kim.presses("Up Ctrl-O").types("half typed").sees("half-typed notes").presses("Esc Ctrl-O").types("draft");
        kim.sees("half-typed notes").presses("Esc Ctrl-N").says("your 3 half-typed notes were kept with Q1");
        assert_eq!(kim.notes().len(), 3);
    }
}

#[test]
fn a_reason_typed_at_the_box_of_the_end_is_a_note_and_the_end_is_said() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::asks(columns, rows);
        kim.types("half a note").presses("F9").types_every(100, "stopped early since she had to go");
        kim.presses("Ctrl-Y").says("it counts as stopped early").says("2 half-typed texts are notes now");
        kim.says("the one that was typed at the box on the interview");
        assert_eq!((kim.state().phase, kim.state().ending), (Phase::Scoring, Some(Ending::StoppedEarly)));
        assert_eq!(noted(&kim), [(Some(1), "half a note"), (None, "stopped early since she had to go")]);
    }
}

/// The notes with the numbers of their questions; none where one is on the interview.
fn noted(kim: &Interviewer) -> Vec<(Option<u16>, &str)> {
    kim.state().notes.iter().map(|note| (note.slot.map(|slot| slot.0), note.text.as_str())).collect()
}

/// A reason for what a box asks about is no evidence on the question that one stands at.
#[test]
fn what_is_typed_at_any_box_is_on_the_interview_once_the_box_is_answered() {
    for (columns, rows) in SIZES {
        for keys in ["F9", "F6", "F8"] {
            let mut kim = Interviewer::asks(columns, rows);
            kim.waits(60).presses(keys).types_every(100, "it is not her field").presses("Ctrl-Y");
            kim.says("what you typed at the box is a note on the interview now");
            assert_eq!(noted(&kim), [(None, "it is not her field")], "{keys}");
            let note = &kim.state().notes[0];
            assert_eq!(note.ms.0 / 1000, 61, "{keys}");
            // Closed, it is a half-typed note like any other.
            let mut kim = Interviewer::asks(columns, rows);
            kim.presses(keys).types_every(100, "it is not her field").presses("Esc");
            assert_eq!((kim.half_typed().as_str(), kim.notes().len()), ("it is not her field", 0), "{keys}");
            kim.presses("End Enter");
            assert_eq!(noted(&kim), [(Some(1), "it is not her field")], "{keys}");
        }
        // The chord of the box once more changes nothing of that.
        for keys in ["F9", "F6", "F8"] {
            let mut kim = Interviewer::asks(columns, rows);
            kim.presses(keys).types_every(100, "she was late").waits(2).presses(keys).presses("Ctrl-Y");
            kim.says("what you typed at the box is a note on the interview now");
            assert_eq!(noted(&kim), [(None, "she was late")], "{keys}");
        }
        // Who takes over reads it before; it stays with who typed it.
        let mut kim = Interviewer::asks(columns, rows);
        kim.world.known.borrow_mut().push("Lee Ray".to_owned());
        kim.chooses("hand over to another").types("Lee Ray").presses("Enter");
        kim.types_every(100, "my train leaves").sees("Half typed, on the interview: my train leaves").presses("Ctrl-Y");
        assert_eq!(noted(&kim), [(None, "my train leaves")]);
        // An end that is made again takes no note after it: what is typed there is half typed at the desk.
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses("F9 Ctrl-Y Ctrl-X Ctrl-Y F12").sees("Make the end of the conversation again?");
        kim.types_every(100, "she left after all").presses("Ctrl-Y").says("is in the last look");
        assert_eq!((noted(&kim).len(), kim.state().phase), (0, Phase::Scoring));
        kim.presses("Ctrl-S").sees("Half typed, on the interview: she left after all");
    }
}

/// A word that people type at a box answers it where that does nothing, and does nothing where it would do something.
#[test]
fn a_no_closes_a_box_and_a_yes_names_the_key() {
    for (columns, rows) in SIZES {
        for (before, keys) in
            [("", "F6"), ("", "F9"), ("", "Ctrl-C"), ("", "F8"), ("F9 Ctrl-Y Ctrl-S", "Ctrl-S"), ("F9 Ctrl-Y", "F9")]
        {
            for (no, pace) in [("no", 100), ("No.", 100), ("n", 100), ("no", 2000)] {
                let mut kim = Interviewer::asks(columns, rows);
                if !before.is_empty() {
                    kim.presses(before);
                }
                kim.presses(keys);
                let recorded = kim.journal().len();
                kim.types_every(pace, "yes").presses("Enter").says("Ctrl-Y does it, Esc goes back");
                assert!(kim.view().ask.is_some(), "{keys}");
                kim.types_every(pace, no).presses("Enter").says("no: nothing was done");
                assert!(kim.view().ask.is_none(), "{keys} {no} {pace}");
                assert_eq!((kim.journal().len(), kim.half_typed().as_str()), (recorded, ""), "{keys}");
                assert!(kim.view().unfinished.is_empty(), "{keys}");
            }
        }
        // A sentence with a no in it is a text.
        let mut kim = Interviewer::asks(columns, rows);
        kim.types("half").presses("F9").types_every(100, "no, wait").presses("Enter").sees("End the conversation?");
        kim.presses("Esc");
        assert_eq!(kim.half_typed(), "no, wait\n");
        let mut kim = Interviewer::asks(columns, rows);
        kim.types("half").presses("F9").types_every(100, "no").presses("Enter");
        assert_eq!(kim.half_typed(), "half", "what was half typed before is there again");
    }
}

/// What was only passed through is said to be so at the desk, one by one, and each can be taken back.
#[test]
fn a_question_that_was_only_passed_through_counts_as_not_asked_once_that_is_said() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses("Ctrl-R 4 3 Ctrl-N Ctrl-N Ctrl-N F9")
            .sees("Nothing is recorded at Q2, Q3 and Q4.")
            .sees("Where you only passed");
        kim.presses("Ctrl-Y Ctrl-S").sees("Q2 has nothing recorded: rate it, or F6").presses("F6");
        kim.says("Q2 was only passed through: it counts as skipped, and not as asked; Ctrl-X takes that back");
        assert_eq!(asked(&kim), [1, 3, 4]);
        kim.presses("F10").sees("Q2 · only passed through, and not asked").presses("Esc");
        kim.presses("Ctrl-X").says("undone: that Q2 was only passed through");
        assert_eq!(asked(&kim), [1, 2, 3, 4]);
        // At the ratings as well; what has anything recorded was asked.
        kim.presses("Ctrl-S Esc")
            .presses("Esc Esc Esc Esc Esc Esc Esc Esc Home F6")
            .says("something is recorded at Q1, so it was asked");
        while asked(&kim).len() > 1 {
            kim.presses("End F6").says("was only passed through");
        }
        assert_eq!(asked(&kim), [1]);
        assert_eq!(kim.session().summary().put.len(), 1, "nobody heard the others");
        kim.sees("all rated");
    }
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("F9 Ctrl-Y F6").says("was only passed through").sees("nothing was asked");
}

/// The numbers of the questions that count as asked.
fn asked(kim: &Interviewer) -> Vec<u16> {
    let asked = |slot: &u16| {
        let asking = kim.state().asking(Slot(*slot));
        asking.is_some_and(|asking| asking.asked.is_some() && asking.skipped.is_none())
    };
    (1..=4).filter(asked).collect()
}

#[test]
fn the_recommendation_rests_on_no_band() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses("F9 Ctrl-Y");
        while !kim.screen().contains("Your recommendation") {
            kim.presses("Tab");
        }
        let before = kim.journal().len();
        kim.does_not_see("> ").presses("Space").says("the cursor is on no band");
        assert_eq!(kim.journal().len(), before);
        // Whichever arrow shows the cursor, it is in the middle: near no band more than another.
        for arrow in ["Down", "Up"] {
            let mut kim = Interviewer::asks(80, 24);
            kim.presses("Ctrl-R 4 F9 Ctrl-Y Ctrl-S BackTab BackTab").presses(arrow).presses("Space");
            let given = kim.state().recommendation.clone().and_then(|given| given.band).expect("a band");
            let bands = &kim.session().plan().rubric.bands;
            assert_eq!(bands.iter().position(|band| band.id == given), Some((bands.len() - 1) / 2), "{arrow}");
            kim.presses("Ctrl-S Ctrl-S").sees("You recommend: ");
        }
        kim.presses("Down Space");
        assert!(kim.state().recommendation.as_ref().is_some_and(|given| given.band.is_some()));
    }
}

#[test]
fn down_leaves_the_next_line_of_the_take_aways() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("F9 Ctrl-Y Ctrl-S BackTab Enter").types("asks first").presses("Enter Down Enter");
    kim.sees("What to work on").types("learn SameSite").presses("Enter Enter");
    let given = kim.state().recommendation.clone().expect("take-aways");
    assert_eq!((given.strengths, given.growth), (vec!["asks first".to_owned()], vec!["learn SameSite".to_owned()]));
}

#[test]
fn what_asked_before_it_was_done_asks_before_it_is_undone() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("F8 Ctrl-Y").types("a note").presses("Enter Ctrl-X").says("undone").presses("Ctrl-X");
    kim.sees("Take this back?").presses("Esc");
    assert!(kim.state().asking.iter().any(|asking| asking.replaced_by.is_some()));
    kim.presses("Ctrl-X Ctrl-Y").says("undone");
    let mut kim = Interviewer::sits_down(80, 24);
    kim.presses("F9 Ctrl-Y Ctrl-X").sees("the conversation had not begun").presses("Ctrl-Y").sees("Ctrl-Y begins");
}

#[test]
fn every_digit_that_was_not_taken_is_named_and_a_rating_before_a_text_is_said_to_stand() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R").types_every(250, "443").says("the second 4").says("3 came too soon after that");
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 3").waits(2).types_every(100, "/10 i say").presses("Esc");
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 3").waits(2).types_every(100, "is what i say").says("3 stands, as it was recorded before it");
}

#[test]
fn a_hand_over_in_the_history_says_what_goes_back() {
    let mut kim = Interviewer::asks(80, 24);
    kim.world.known.borrow_mut().push("Lee Ray".to_owned());
    kim.chooses("hand over to another").types("Lee Ray").presses("Enter Ctrl-Y F10 Delete");
    kim.says("handing over again (under Ctrl-O) goes back");
}
