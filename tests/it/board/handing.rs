//! Another interviewer goes on: what is whose, and what an undo takes back.

use hotseat::core::event::{Course, Event};
use hotseat::core::plan::Slot;

use super::driver::Interviewer;

/// The sizes of a small window and of the usual one.
const SIZES: [(u16, u16); 2] = [(60, 18), (80, 24)];

/// An interviewer at the first question, who knows Lee Ray.
fn knows_lee(columns: u16, rows: u16) -> Interviewer {
    let kim = Interviewer::asks(columns, rows);
    kim.world.known.borrow_mut().extend(["Lee Ray".to_owned(), "Kim".to_owned()]);
    kim
}

fn hands_over(kim: &mut Interviewer) {
    kim.chooses("hand over to another").types("Lee Ray").presses("Enter").sees("Hand over to Lee Ray?");
}

#[test]
fn what_is_half_typed_is_theirs_who_typed_it() {
    for (columns, rows) in SIZES {
        let mut kim = knows_lee(columns, rows);
        kim.presses("Ctrl-F Enter").types("never tests").presses("Esc").types("half a no");
        hands_over(&mut kim);
        kim.sees("Half typed, on Q1: half a no").sees("becomes a note first").presses("Esc");
        assert!(
            kim.notes().is_empty() && kim.half_typed() == "half a no",
            "nothing happens before the box is answered"
        );
        hands_over(&mut kim);
        kim.presses("Ctrl-Y").says("Lee Ray interviews now");
        let notes = kim.notes();
        assert_eq!((notes.len(), notes[0].as_str(), kim.half_typed().as_str()), (2, "half a no", ""));
        let place = notes[1].strip_prefix("Half typed, in the quote of the red flag ").expect("it says where it stood");
        assert!(place.ends_with(" at Q1: never tests"), "{place}");
        assert!(
            matches!(kim.journal().last(), Some(Event::Course(Course::HandedOver { .. }))),
            "they are recorded before"
        );
        kim.presses("Ctrl-F Enter").does_not_see("> never tests");
    }
}

#[test]
fn a_hand_over_that_is_refused_keeps_nothing() {
    let mut kim = knows_lee(80, 24);
    kim.types("half").chooses("hand over to another").types("Kim").presses("Enter Ctrl-Y");
    kim.says("that is who interviews already");
    assert_eq!((kim.notes().len(), kim.half_typed().as_str()), (0, "half"));
}

#[test]
fn undo_does_not_cross_a_hand_over_unasked() {
    for (columns, rows) in SIZES {
        let mut kim = knows_lee(columns, rows);
        kim.types("theirs").presses("Enter");
        hands_over(&mut kim);
        kim.presses("Ctrl-Y Ctrl-R 4 Ctrl-X").says("undone: Technical skills 4");
        kim.presses("Ctrl-X").sees("Take this back?").sees("from before the hand-over").sees("Q1 · note: theirs");
        assert_eq!(kim.notes(), ["theirs"]);
        kim.presses("Ctrl-X Enter").says("Ctrl-Y does it").presses("Esc");
        assert_eq!(kim.notes(), ["theirs"]);
        kim.presses("Ctrl-X Ctrl-Y").says("undone: the note \"theirs\"").says("the hand-over, which stands");
        assert!(kim.notes().is_empty());
        kim.presses("F12").sees("Make this again?").sees("from before the hand-over").presses("Ctrl-Y");
        assert_eq!(kim.notes(), ["theirs"]);
        assert!(kim.state().asking(Slot(1)).is_some_and(|asking| asking.ratings.is_empty()));
    }
}

/// Whose notes these are can be seen before a hand-over, and after it which of them are another one's.
#[test]
fn who_interviews_and_whose_an_older_note_is_can_be_seen() {
    for (columns, rows) in SIZES {
        let mut kim = knows_lee(columns, rows);
        kim.presses("Ctrl-R Esc").sees(" Kim Park interviews").types("theirs").presses("Enter").sees("00:00 theirs");
        hands_over(&mut kim);
        kim.presses("Ctrl-Y").sees("00:00 Kim Park: theirs").types("mine").presses("Enter").sees("00:00 mine");
        kim.presses("Ctrl-R Esc").sees(" Lee Ray interviews").presses("F10 End Delete");
        kim.sees("It is from before the hand-over");
    }
}

#[test]
fn the_history_has_the_hand_over_with_its_name() {
    let mut kim = knows_lee(80, 24);
    hands_over(&mut kim);
    kim.waits(60).presses("Ctrl-Y F10").sees("01:00 Kim Park handed over to Lee Ray; handing over again goes back");
    kim.types("lee")
        .sees("handed over to Lee Ray")
        .presses("Enter")
        .says("handing over again (under Ctrl-O) goes back");
}
