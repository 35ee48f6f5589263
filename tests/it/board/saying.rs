//! The board says what a key will do, what is kept, and what is left to do.

use hotseat::core::event::{Ending, Flag};
use hotseat::core::session::Phase;

use super::driver::Interviewer;

/// The sizes of a small window and of the usual one.
const SIZES: [(u16, u16); 2] = [(60, 18), (80, 24)];

#[test]
fn a_box_with_several_answers_names_the_one_that_its_key_gives() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses("F9").sees("Ctrl-Y does it: stopped early").presses("Down").sees("Ctrl-Y does it: completed");
        kim.presses("Down").sees("Ctrl-Y does it: a no-show").sees("nothing is assessed").presses("Esc");
        kim.presses("F8")
            .sees("Ctrl-Y does it: the equally easy backup")
            .presses("Down")
            .sees("does it: the equally hard");
    }
}

#[test]
fn after_a_no_show_the_submission_is_left_and_named() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::sits_down(columns, rows);
        kim.presses("F9").sees("still to be").presses("Ctrl-Y").says("not submitted yet: Ctrl-S submits it");
        kim.presses("Down").sees("Ctrl-S submits the scorecard").sees("it is not submitted yet");
        kim.does_not_see("where it is mended").presses("Ctrl-S Ctrl-Y").sees("No-show");
        assert_eq!((kim.state().phase, kim.state().ending), (Phase::Submitted, Some(Ending::NoShow)));
    }
}

#[test]
fn a_no_show_is_found_by_its_words_and_a_line_of_another_place_says_what_acts_here() {
    for words in ["did not come", "the candidate did not come", "come", "came", "missing"] {
        let mut kim = Interviewer::sits_down(80, 24);
        kim.presses("Ctrl-O").types(words).presses("Enter").sees("No-show: the candidate does not come?");
        let mut kim = Interviewer::asks(80, 24);
        kim.presses("Ctrl-O").types(words).presses("Enter").sees("End the conversation?");
    }
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-O").types("cancel").presses("Enter").says("(Before the conversation); here it is F9: end the");
    kim.presses("F9").says("Esc closes it, and then other keys act").presses("Esc F9").sees("End the conversation?");
    kim.presses("Esc Ctrl-O").types("a lower rating").presses("Enter").says("Ctrl-R leads there");
    assert_eq!(kim.state().phase, Phase::Live);
}

#[test]
fn where_nothing_was_asked_nothing_is_all_rated() {
    let mut kim = Interviewer::begins(80, 24);
    kim.presses("F9")
        .sees("does it: a no-show")
        .presses("Down Down Ctrl-Y")
        .sees("nothing was asked")
        .does_not_see("all rated");
}

#[test]
fn a_reason_without_a_number_is_no_conclusion() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 4 Esc F9 Ctrl-Y");
    while !kim.screen().contains("not concluded") {
        kim.presses("Tab");
    }
    kim.presses("Enter").sees("No conclusion on Technical skills: why do your ratings stand?");
    kim.types("as rated")
        .presses("Enter")
        .says("no conclusion on Technical skills: your ratings stand, because as rated");
}

#[test]
fn a_half_typed_text_comes_back_over_its_part() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("F9 Ctrl-Y");
    while !kim.screen().contains("Your recommendation") {
        kim.presses("Tab");
    }
    kim.presses("2 Enter").types("half a reason").pauses();
    let mut again = Interviewer::comes_back(kim.world.clone(), 80, 24);
    again.sees("half a reason").presses("Enter").sees("Your recommendation");
}

#[test]
fn where_nothing_comes_after_the_end_is_offered() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::asks(columns, rows);
        kim.sees("^N next").presses("Ctrl-N Ctrl-N Ctrl-N Ctrl-N").sees("F9 end").does_not_see("^N next");
        kim.presses("Ctrl-N").says("nothing comes after this: F9");
    }
}

#[test]
fn a_long_note_is_shown_from_its_beginning_and_rate_offers_undo() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::asks(columns, rows);
        kim.types(&format!("begins here {}ends here", "and goes on and on ".repeat(12))).presses("Enter");
        kim.sees("begins here").does_not_see("ends here").sees("F10 shows all");
        kim.presses("Ctrl-R").sees("^X undo");
    }
}

#[test]
fn under_the_cover_words_are_counted_and_none_is_shown() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses("Ctrl-L").types("never asks why").sees("3 words").does_not_see("never");
        kim.presses("Enter").sees("kept").does_not_see("never").types("so").sees("1 word").does_not_see("kept");
        assert_eq!(kim.notes(), ["never asks why"]);
    }
}

#[test]
fn a_quote_that_was_typed_before_its_flag_becomes_no_title() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses("Ctrl-F").sees("First which red flag").types("they never listen to me").presses("Enter");
        kim.sees("No red flag has these words: what are they?").sees("they never listen to me");
        kim.sees("> It is what was said or seen").presses("Enter").says("too soon to have read this");
        kim.presses("Up")
            .sees("> It is the title of one of your own")
            .presses("Down Enter")
            .sees("Which red flag does what you typed show?");
        kim.waits(1).presses("Enter").sees("> they never listen to me").presses("End Enter");
        let raised = &kim.state().flags[0];
        assert!(matches!(raised.flag, Flag::Listed(_)));
        assert_eq!(raised.quote, "they never listen to me");
        kim.presses("Ctrl-F")
            .types("leaves in the middle of it")
            .presses("Enter Up Enter")
            .types("left")
            .presses("Enter");
        assert_eq!(kim.state().flags[1].flag, Flag::Own("leaves in the middle of it".into()));
    }
}

#[test]
fn a_quote_without_a_flag_is_a_note() {
    let text = "they never listen to me";
    for keys in ["Enter Esc", "Enter Down Enter Esc", "Enter Ctrl-L", "Enter Down Enter Ctrl-L", "Enter Ctrl-C"] {
        let mut kim = Interviewer::asks(80, 24);
        kim.presses("Ctrl-F").types(text).presses(keys);
        assert_eq!(kim.half_typed(), text, "after {keys}");
        assert!(kim.state().flags.is_empty());
    }
}

#[test]
fn a_half_typed_quote_is_said_to_be_kept_and_is_found_in_the_list() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses("Ctrl-F").types("leaves early").presses("Enter").types("fn main").presses("Ctrl-J").types("{}");
        kim.presses("Esc").says("Ctrl-F and \"leaves early\" bring it back").presses("Ctrl-F").sees("half typed");
        kim.presses("Enter").sees("> fn main").sees("{}");
        kim.presses("Ctrl-U").says("the text is empty").does_not_see("fn main").presses("Ctrl-/").sees("> fn main");
        kim.presses("Enter");
        assert_eq!(kim.state().flags[0].flag, Flag::Own("leaves early".into()));
    }
}

#[test]
fn whom_a_name_means_is_asked_before_a_hand_over() {
    for (columns, rows) in SIZES {
        let world = Interviewer::asks(columns, rows).world;
        world.known.borrow_mut().extend(["Kim Park".to_owned(), "Tove Lind".to_owned()]);
        let mut kim = Interviewer::comes_back(world, columns, rows);
        kim.chooses("hand over to another").types("kim  park").presses("Enter").says("Kim Park interviews already");
        kim.presses("Ctrl-U").sees("Known here: Tove Lind").types("tove").presses("Enter").sees("Who is meant by");
        kim.sees("Somebody new: tove.").presses("Ctrl-Y").sees("Hand over to Tove Lind?").presses("Ctrl-Y");
        kim.says("Tove Lind interviews now").presses("Esc Left").sees("Tove Lind interviews");
    }
}
