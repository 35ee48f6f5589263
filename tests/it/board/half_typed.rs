//! Half-typed texts: each stays a text of its own, is found again by whichever key writes there, and keeps its place on the card.

use hotseat::core::event::Flag;
use hotseat::core::scale::Rating;

use super::driver::Interviewer;

/// The sizes of a small window and of the usual one.
const SIZES: [(u16, u16); 2] = [(60, 18), (80, 24)];

fn at_a_dimension(columns: u16, rows: u16) -> Interviewer {
    let mut kim = Interviewer::asks(columns, rows);
    kim.presses("Ctrl-R 4 F9 Ctrl-Y Tab").sees("not concluded");
    kim
}

#[test]
fn what_is_typed_at_a_box_stays_apart_from_a_half_typed_note() {
    for keys in ["F6", "F9", "Ctrl-C"] {
        let mut kim = Interviewer::asks(80, 24);
        kim.types("half a note").presses(keys).types_every(100, "she saw it").presses("Esc").sees("1 more half typed");
        kim.pauses();
        let mut again = Interviewer::comes_back(kim.world.clone(), 80, 24);
        again.says("your 2 half-typed texts are back").presses("Ctrl-N");
        assert_eq!(again.notes(), ["half a note", "she saw it"], "{keys}");
        kim.presses("Ctrl-N");
        assert_eq!(kim.notes(), ["half a note", "she saw it"], "moving on keeps both, each by itself");
    }
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("F9 Ctrl-Y").types_every(100, "one thing").presses("Esc Ctrl-S Ctrl-S").types_every(100, "and another");
    kim.presses("Esc Ctrl-S").types_every(100, "and a third").presses("Ctrl-Y");
    assert_eq!(kim.notes(), ["one thing", "and another", "and a third"]);
}

#[test]
fn a_half_typed_reason_is_found_by_enter_and_by_the_number() {
    for (columns, rows) in SIZES {
        let mut kim = at_a_dimension(columns, rows);
        kim.presses("Enter").types("guessed").presses("Esc 2").sees("A conclusion of 2 differs").sees("> guessed");
        kim.waits(1).types(" it").presses("Esc Enter").sees("A conclusion of 2 differs").sees("> guessed it");
        kim.presses("Enter").says("as you left it").waits(1).presses("Enter");
        let given = kim.state().conclusions.values().next().expect("a conclusion");
        assert_eq!((given.score.map(Rating::get), given.reason.as_str()), (Some(2), "guessed it"));
    }
}

#[test]
fn a_half_typed_text_keeps_its_place_as_a_note_and_is_read_before_the_submission() {
    for (columns, rows) in SIZES {
        let mut kim = at_a_dimension(columns, rows);
        kim.presses("2").types("guessed").presses("Esc Ctrl-S BackTab Enter").types("asks").presses("Esc Ctrl-S");
        kim.sees("becomes a note on the card")
            .sees("Half typed, in the reason for Technical")
            .sees("what went well: asks");
        // Enter opens it, and an empty one is none any more.
        kim.presses("Home Enter").sees("> guessed").presses("Esc Ctrl-S Home Enter").sees("> asks");
        kim.presses("Ctrl-U Esc Ctrl-S").does_not_see("went well: asks").presses("Ctrl-S Ctrl-Y").sees("CARD");
        assert_eq!(kim.notes(), ["Half typed, in the reason for Technical skills: guessed"]);
    }
}

/// Of several texts of one question, Enter in the last look opens the one under the cursor; and where a text is left, it is said where
/// it is found.
#[test]
fn the_last_look_opens_the_text_under_the_cursor() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses("F9 Ctrl-Y");
        for text in ["hello", "zebra"] {
            kim.types_every(100, text).presses("Esc");
            kim.says("kept on Q1: it is in the last look, where Enter opens it");
        }
        kim.presses("Ctrl-S Home Enter").sees("> hello").presses("Esc Ctrl-S Home Enter").sees("> zebra");
        kim.presses("Esc Ctrl-S Home Down Enter").sees("> zebra").presses("Esc Ctrl-S Home Enter").sees("> hello");
        kim.types(" there").presses("Enter");
        assert_eq!(kim.notes(), ["hello there"]);
        kim.presses("Ctrl-S").sees("zebra").does_not_see("hello");
    }
}

#[test]
fn enter_records_no_half_typed_text_that_the_key_before_it_brought_back() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-F").types("test").presses("Enter").types("we never").presses("Esc Ctrl-F").types("test");
    kim.presses("Enter Enter Enter Enter").says("too soon to have read this").sees("> we never");
    assert!(kim.state().flags.is_empty());
    kim.types(" test").presses("Enter");
    assert_eq!(kim.state().flags[0].quote, "we never test");
    // Nor a note that a crash left.
    let mut kim = Interviewer::asks(80, 24);
    kim.types("half a no").pauses();
    let mut again = Interviewer::comes_back(kim.world.clone(), 80, 24);
    again.presses("Enter Enter").says("as you left it");
    assert_eq!((again.notes(), again.half_typed()), (vec![], "half a no".to_owned()));
    // Once it was in sight Enter keeps it, as any other text.
    again.says("press Enter again").waits(1).presses("Enter");
    assert_eq!((again.notes(), again.half_typed()), (vec!["half a no".to_owned()], String::new()));
    kim.presses("Ctrl-U");
    kim.presses("Ctrl-F").types("test").presses("Enter").types("never").presses("Esc Ctrl-F").types("test");
    kim.presses("Enter").waits(1).presses("Enter");
    assert_eq!(kim.state().flags[0].quote, "never");
}

#[test]
fn the_title_of_a_flag_of_ones_own_is_kept_without_a_quote() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses("Ctrl-F")
            .types("leaves early")
            .presses("Enter Esc")
            .says("the title is kept: Ctrl-F and \"leaves early\"");
        kim.pauses();
        let mut again = Interviewer::comes_back(kim.world.clone(), columns, rows);
        for kim in [&mut kim, &mut again] {
            kim.presses("Ctrl-F")
                .sees("one of your own: \"leaves early\"")
                .presses("Enter")
                .types("at five")
                .presses("Enter");
            assert_eq!(kim.state().flags[0].flag, Flag::Own("leaves early".into()));
        }
        // It is forgotten where its empty quote is emptied.
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses("Ctrl-F").types("leaves early").presses("Enter Esc Ctrl-F Enter Ctrl-U").says("is forgotten");
        kim.presses("Ctrl-F").does_not_see("leaves early");
    }
}

#[test]
fn a_sentence_that_was_typed_as_a_name_is_in_the_note() {
    for keys in ["Esc", "Enter Esc", "Ctrl-C Esc", "Enter Ctrl-C Esc", "Ctrl-L Ctrl-Y"] {
        let mut kim = Interviewer::asks(80, 24);
        kim.types("good start").chooses("hand over to another").types("she is still thinking about it").presses(keys);
        assert_eq!(kim.half_typed(), "she is still thinking about it", "after {keys}");
        assert_eq!(kim.behind(), ["good start"], "after {keys}");
    }
}

#[test]
fn a_text_that_no_line_of_a_list_has_is_in_the_note() {
    for list in ["F10", "Ctrl-O", "F4", "Ctrl-F"] {
        for leaves in ["Esc", "Ctrl-L Ctrl-Y", "Ctrl-C Esc"] {
            let mut kim = Interviewer::asks(80, 24);
            kim.presses(list).types("and memory doubles").presses(leaves);
            assert_eq!(kim.half_typed(), "and memory doubles", "{list}, left by {leaves}");
        }
    }
}

/// Whoever types without looking takes the line for empty: a word begins one of its own, unless the cursor was moved first.
#[test]
fn a_word_typed_into_a_text_that_is_back_begins_a_line() {
    for (keys, text) in [("", "they are\nI asked"), ("End", "they areI asked"), ("Left Right", "they areI asked")] {
        let mut kim = Interviewer::asks(80, 24);
        kim.types("they are").waits(1).presses("F6").types_every(100, "she saw it").presses("Esc Enter");
        kim.says("is back").sees("Enter keep").does_not_see("End Enter");
        if !keys.is_empty() {
            kim.presses(keys);
        }
        kim.types("I asked");
        assert_eq!(kim.half_typed(), text, "after {keys}");
    }
}
