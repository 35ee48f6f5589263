//! Any one recording is removed from the history by itself, and a note gets another text.

use hotseat::core::plan::Slot;

use super::driver::Interviewer;

const SIZES: [(u16, u16); 2] = [(60, 18), (80, 24)];

/// An older note, a newer one, a rating and a tick.
fn with_notes(columns: u16, rows: u16) -> Interviewer {
    let mut kim = Interviewer::asks(columns, rows);
    kim.types("the older").presses("Enter").types("the newer").presses("Enter Ctrl-R 4 a Esc");
    kim
}

#[test]
fn any_one_recording_is_removed_by_itself_and_comes_back() {
    for (columns, rows) in SIZES {
        let mut kim = with_notes(columns, rows);
        kim.presses("F10 End Delete").sees("Remove this note, or change its text?").sees("the older");
        // No text does it.
        let before = kim.journal().len();
        kim.types("yes y").presses("Enter Tab Space").sees("Remove this note");
        assert_eq!(kim.journal().len(), before);
        kim.presses("Ctrl-Y").says("removed: the note \"the older\"").says("Ctrl-X brings it back");
        assert_eq!(kim.notes(), ["the newer"]);
        assert_eq!(kim.state().asking(Slot(1)).expect("a question").ratings.len(), 1);
        kim.presses("Esc Ctrl-U Ctrl-X").says("undone: removing the note");
        assert_eq!(kim.notes(), ["the older", "the newer"]);
        // A rating under a tick goes, and the tick stays.
        kim.presses("F10 Down Down Delete")
            .sees("Remove this by itself?")
            .presses("Ctrl-Y")
            .says("removed: Technical skills 4");
        let asking = kim.state().asking(Slot(1)).expect("a question");
        assert_eq!((asking.ratings.len(), asking.signals.len()), (0, 1));
        kim.presses("F10").types("nothing like it").presses("Delete").says("no line is under the cursor");
        // What can't go by itself says so.
        kim.presses("Esc F5 F10 Delete").says("that can't be removed by itself");
    }
}

#[test]
fn a_note_gets_another_text_and_its_old_one_stands_until_then() {
    for (columns, rows) in SIZES {
        let mut kim = with_notes(columns, rows);
        kim.presses("F10 End Delete Down").sees("does it: change its text").presses("Ctrl-Y").sees("the older");
        kim.types(" one").presses("Esc").says("is kept in the new text of a note on Q1");
        assert_eq!(kim.notes(), ["the older", "the newer"]);
        kim.presses("F10 End Delete Down Ctrl-Y").sees("the older one").presses("End").types("!").presses("Enter");
        kim.says("the note has its new text");
        assert_eq!(kim.notes(), ["the older one!", "the newer"]);
        kim.presses("F10").sees("Q1 · note changed: the older one!").presses("Esc");
        // It is one step of undo, by itself.
        kim.presses("Ctrl-X").says("undone: the new text of a note at Q1").says("it reads \"the older\" again");
        assert_eq!(kim.notes(), ["the older", "the newer"]);
        kim.presses("F12").says("redone: the new text of a note at Q1");
        assert_eq!(kim.notes(), ["the older one!", "the newer"]);
        // Removed, it goes with its change, and comes back with it.
        kim.presses("F10 End Delete").sees("Q1 · note: the older one!").presses("Ctrl-Y");
        kim.says("removed: the note \"the older one!\"");
        assert_eq!(kim.notes(), ["the newer"]);
        kim.presses("Ctrl-X").says("undone: removing the note \"the older one!\"").presses("Ctrl-X");
        assert_eq!(kim.notes(), ["the older", "the newer"]);
        // Nothing is recorded by looking, and nothing removed by emptying.
        let before = kim.journal().len();
        kim.presses("F10").types("older").presses("End Delete Down Ctrl-Y Enter").says("the text is as it was");
        kim.presses("F10")
            .types("older")
            .presses("End Delete Down Ctrl-Y Ctrl-U Enter")
            .says("an empty text removes nothing");
        assert_eq!(kim.journal().len(), before);
    }
}

#[test]
fn a_half_typed_correction_survives_a_crash_and_becomes_a_note_of_its_own_where_its_note_is_gone() {
    let mut kim = with_notes(80, 24);
    kim.presses("F10 End Delete Down Ctrl-Y").types(" one").pauses();
    let mut again = Interviewer::comes_back(kim.world.clone(), 80, 24);
    again.says("half-typed text is back").presses("F10 End Delete Down Ctrl-Y").sees("the older one").presses("Esc");
    again.presses("F10 End Delete Ctrl-Y").pauses();
    assert_eq!(again.notes(), ["the newer"]);
    let again = Interviewer::comes_back(again.world.clone(), 80, 24);
    assert_eq!(again.half_typed(), "the older one");
}

/// A note stays theirs who wrote it, and where and when it was written, whoever changes its text.
#[test]
fn a_changed_note_keeps_its_writer_its_place_and_its_time() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::asks(columns, rows);
        kim.world.known.borrow_mut().push("Lee Ray".to_owned());
        kim.waits(60).types("theirs").presses("Enter Ctrl-N").waits(60);
        kim.chooses("hand over to another").types("Lee Ray").presses("Enter Ctrl-Y");
        kim.presses("F10").types("theirs").presses("Delete Down Ctrl-Y").types(", as heard").presses("Enter");
        let note = kim.state().notes.first().expect("a note").clone();
        assert_eq!((note.slot, note.ms.0, note.text.as_str()), (Some(Slot(1)), 60_000, "theirs, as heard"));
        assert_eq!(note.changed.map(|ms| ms.0), Some(120_000));
        kim.presses("Ctrl-P").sees("01:00 Kim Park: theirs, as heard");
        let again = Interviewer::comes_back(kim.world.clone(), columns, rows);
        assert_eq!(again.state().notes, kim.state().notes);
    }
}
