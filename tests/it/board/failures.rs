//! When the disk refuses: nothing is applied, the status line says so, and what was pressed is kept.

use hotseat::core::plan::Slot;
use hotseat::core::session::Place;

use super::driver::Interviewer;

#[test]
fn law_03_a_failed_write_fills_the_status_line_until_it_succeeds_and_the_key_is_kept() {
    let mut kim = Interviewer::asks(80, 24);
    kim.world.full.set(true);
    kim.presses("Ctrl-R 4").sees("NOT SAVED: no space left; 1 entry is kept and tried again (can't write");
    assert!(kim.state().asking(Slot(1)).is_some_and(|asking| asking.ratings.is_empty()), "nothing is applied");
    kim.presses("Esc").types("a note").presses("Enter").sees("2 entries are kept");
    assert_eq!(kim.notes(), [""; 0]);
    kim.waits(5).sees("NOT SAVED");
    kim.world.full.set(false);
    kim.waits(2).sees("saved again").does_not_see("NOT SAVED").sees("Technical skills 4");
    assert_eq!(kim.notes(), ["a note"]);
}

#[test]
fn the_next_key_tries_again_before_it_acts_itself() {
    let mut kim = Interviewer::asks(80, 24);
    kim.world.full.set(true);
    kim.types("kept").presses("Enter");
    kim.world.full.set(false);
    kim.presses("Ctrl-N");
    assert_eq!(kim.state().place, Place::Slot(Slot(2)));
    assert_eq!(kim.state().notes[0].slot, Some(Slot(1)), "the note stays with the question that it was typed at");
}

#[test]
fn undo_takes_back_what_was_not_saved_first() {
    let mut kim = Interviewer::asks(80, 24);
    kim.types("saved").presses("Enter");
    kim.world.full.set(true);
    kim.presses("Ctrl-R 4 Ctrl-X").sees("taken back before it was saved");
    kim.world.full.set(false);
    kim.waits(2);
    assert_eq!(kim.notes(), ["saved"]);
    assert!(kim.state().asking(Slot(1)).is_some_and(|asking| asking.ratings.is_empty()));
}

#[test]
fn a_note_that_was_refused_is_in_the_draft_as_soon_as_that_can_be_written() {
    let mut kim = Interviewer::asks(80, 24);
    kim.world.full.set(true);
    kim.types("first").presses("Enter").types("second").pauses().sees("NOT SAVED");
    // The draft may have room where the journal has none.
    let journal_only = kim.world.clone();
    journal_only.full.set(false);
    kim.pauses();
    let again = Interviewer::comes_back(journal_only, 80, 24);
    assert_eq!((again.half_typed(), again.behind()), ("second".to_owned(), vec!["first".to_owned()]));
}

#[test]
fn a_draft_that_could_not_be_kept_is_said_and_tried_again() {
    let mut kim = Interviewer::asks(80, 24);
    kim.world.full.set(true);
    kim.types("half").pauses().sees("NOT SAVED: no space left; the half-typed note is tried again");
    kim.world.full.set(false);
    kim.waits(2).does_not_see("NOT SAVED");
    assert_eq!(*kim.world.draft.borrow(), "note@0\u{1f}half");
}

#[test]
fn leaving_with_something_unsaved_says_what_would_be_lost() {
    let mut kim = Interviewer::asks(80, 24);
    kim.world.full.set(true);
    kim.presses("Ctrl-R 4 Ctrl-C").sees("This would be lost: NOT SAVED");
}
