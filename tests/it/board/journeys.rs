//! The conversation by key presses.

use hotseat::core::event::{Course, Event, Signal};
use hotseat::core::plan::Slot;
use hotseat::core::session::{Phase, Place};
use hotseat::live::Left;

use super::driver::Interviewer;
use super::plan;

const EVERY_LETTER: &str =
    "the quick brown fox jumps over the lazy dog THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG 0123456789 -+/?";

#[test]
fn an_interviewer_types_a_fast_note_without_looking_and_nothing_but_a_note_happens() {
    let mut kim = Interviewer::asks(80, 24);
    let before = kim.journal().len();
    kim.types(EVERY_LETTER).presses("Enter");
    assert_eq!(kim.notes(), [EVERY_LETTER]);
    assert_eq!(kim.journal().len(), before + 1, "one note and nothing else");
    assert_eq!(kim.state().place, Place::Slot(Slot(1)));
    kim.sees(" 00:00 the quick brown fox").sees("NOTE");
}

#[test]
fn the_clocks_stand_still_until_the_conversation_begins() {
    let mut kim = Interviewer::sits_down(80, 24);
    kim.waits(300).sees("Before you begin").sees("READY");
    kim.presses("Enter").waits(60);
    // 45 minutes less one: the five minutes at the checklist do not count.
    kim.sees("interview 44:00 left of 45:00");
}

#[test]
fn a_question_is_rated_ticked_and_noted_with_a_dozen_keys() {
    let mut kim = Interviewer::asks(80, 24);
    kim.types("starts from the response").presses("Enter Ctrl-R A C 4 3 Esc").types("good").presses("Enter");
    let asking = kim.state().asking(Slot(1)).expect("a question");
    let ratings: Vec<(String, u8)> = asking.ratings.iter().map(|(id, rating)| (id.to_string(), rating.get())).collect();
    assert_eq!(ratings, [("communication".into(), 3), ("technical".into(), 4)]);
    assert_eq!(asking.signals.keys().copied().collect::<Vec<_>>(), [Signal::Strong(0), Signal::Strong(2)]);
    assert_eq!(kim.notes(), ["starts from the response", "good"]);
    kim.sees("technical 4  communication 3").sees("NOTE");
}

#[test]
fn the_anchors_of_the_dimension_under_the_cursor_are_in_sight_and_the_chosen_one_is_marked() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 2 Up").sees("> Technical skills    1 [2] 3  4  5   below average");
    kim.sees(">[2] Recalls terms and common commands").sees("  5  Reasons from first principles");
    kim.sees("  1  States basic facts").presses("0").sees("Technical skills    1  2  3  4  5   not assessed");
}

#[test]
fn hints_and_follow_ups_are_ticked_when_used() {
    let mut kim = Interviewer::asks(80, 30);
    kim.presses("Esc h").sees("hint 1: What does the response say about itself?").sees("1 of 2 given");
    kim.presses("h h").sees("there are no more hints to this question");
    kim.presses("F").sees("F [x] What changes for a page behind a login?");
    kim.presses("F").sees("that was asked already");
}

#[test]
fn undo_says_what_it_undid() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 4 Esc").types("half a note").presses("Ctrl-X").sees("undone: technical 4 at Q1");
    assert_eq!(kim.half_typed(), "half a note", "what is being typed is left alone");
    kim.presses("Ctrl-X").sees("there is nothing to undo");
}

#[test]
fn a_half_typed_note_stays_with_its_question_when_the_conversation_moves_on() {
    let mut kim = Interviewer::asks(80, 24);
    kim.types("she asked who may keep a copy").presses("Ctrl-N");
    assert_eq!(kim.state().notes[0].slot, Some(Slot(1)));
    assert_eq!(kim.state().place, Place::Slot(Slot(2)));
    kim.sees("your note was kept with the question before");
}

#[test]
fn a_half_typed_note_survives_a_resize_a_sections_end_and_a_crash() {
    let mut kim = Interviewer::asks(80, 24);
    kim.types("half a no").resizes(60, 18).sees("half a no").resizes(30, 8).types("te").resizes(140, 40);
    kim.sees("half a note").waits(16 * 60).sees("OVER").sees("> half a note").pauses();
    let world = kim.world.clone();
    drop(kim);
    let mut again = Interviewer::comes_back(world, 80, 24);
    again.sees("your half-typed note was kept").sees("> half a note");
    assert_eq!(again.notes(), [""; 0], "it is not recorded before Enter");
    again.types(" more").presses("Enter");
    assert_eq!(again.notes(), ["half a note more"]);
    assert_eq!(*again.world.draft.borrow(), "", "what is recorded is no draft any more");
}

#[test]
fn a_note_that_was_recorded_just_before_a_crash_is_not_shown_twice() {
    let mut kim = Interviewer::asks(80, 24);
    kim.types("whole").pauses().presses("Enter");
    let world = kim.world.clone();
    *world.draft.borrow_mut() = "whole".into();
    let again = Interviewer::comes_back(world, 80, 24);
    assert_eq!(again.half_typed(), "");
    assert_eq!(again.notes(), ["whole"]);
}

#[test]
fn a_note_is_edited_as_people_expect() {
    let mut kim = Interviewer::asks(80, 24);
    kim.types("one two").presses("Ctrl-W").types("three").presses("Ctrl-J").types("second line");
    kim.presses("Home Ctrl-K").types("2nd").presses("Up End").types("!");
    assert_eq!(kim.half_typed(), "one three!\n2nd");
    kim.presses("Ctrl-7");
    assert_eq!(kim.half_typed(), "one three\n2nd", "undo within the note");
    kim.presses("Enter");
    assert_eq!(kim.notes(), ["one three\n2nd"]);
}

#[test]
fn pasted_text_is_written_and_never_obeyed() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Esc").pastes("dsne\r\nq\u{1b}[31m\u{202e}").sees("pasted into the note");
    assert_eq!(kim.half_typed(), "dsne\nq[31m", "line breaks stay, what steers a terminal goes");
    assert_eq!(kim.state().place, Place::Slot(Slot(1)));
    let long = "x".repeat(30_000);
    kim.pastes(&long).sees("the text was too long");
    assert_eq!(kim.half_typed().chars().count(), 20_000);
}

#[test]
fn text_in_any_script_lines_up() {
    let mut kim = Interviewer::asks(80, 24);
    kim.types("李さん said: naïve, e\u{301}t cetera").presses("Enter");
    kim.sees("李さん said: naïve, e\u{301}t cetera");
    let buffer = kim.buffer();
    assert!((0..24).all(|y| (0..80).all(|x| buffer[(x, y)].symbol() != "\u{301}")), "a mark alone in a cell");
}

#[test]
fn the_least_valuable_if_time_question_is_dropped_with_one_key() {
    let mut kim = Interviewer::asks(80, 24);
    kim.waits(11 * 60).sees("behind: drop Q3, keep Q2");
    kim.presses("Esc d").sees("dropped Q3; u takes it back");
    assert!(kim.state().asking(Slot(3)).is_some_and(|asking| asking.skipped.is_some()));
    kim.presses("d").sees("no if-time question is left in this section");
    kim.presses("u").sees("undone: skipping Q3");
}

#[test]
fn two_minutes_before_a_sections_end_and_at_its_end_there_is_a_quiet_notice() {
    let mut kim = Interviewer::begins(80, 24);
    kim.waits(179).does_not_see("the section ends");
    kim.waits(1).sees("the section ends in 02:00");
    kim.waits(121).sees("OVER by 00:01");
    kim.presses("Esc +").sees("5 more minutes for this section").sees("04:59 left of 10:00");
}

#[test]
fn pausing_stops_every_clock() {
    let mut kim = Interviewer::asks(80, 24);
    kim.waits(60).presses("Ctrl-T").sees("PAUSED").waits(600).sees("interview 44:00 left");
    kim.presses("Ctrl-T").does_not_see("PAUSED").waits(60).sees("interview 43:00 left of 45:00");
}

#[test]
fn the_outline_jumps_to_any_question() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("BackTab").sees("PLAN").sees("Q3  if time").sees("b harder").presses("Down Down Enter");
    assert_eq!(kim.state().place, Place::Slot(Slot(3)));
    kim.sees("Q1  unrated");
}

#[test]
fn a_backup_takes_a_questions_place() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Esc b").sees("Put a backup in this question's place?").presses("h");
    kim.sees("What does Vary do, and how does it go wrong?").sees("harder backup");
    kim.presses("b e")
        .sees("What is the difference between a 401 and a 403?")
        .presses("b e")
        .sees("no easier backup left");
}

#[test]
fn a_question_of_the_bank_is_found_and_brought_in() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Esc /").types("pool siz").sees("bank 5 min, difficulty 3: How do you size a connection pool?");
    kim.presses("Enter").sees("brought in pool-sizing as Q5").sees("How do you size a connection pool?");
    assert_eq!(kim.state().place, Place::Slot(Slot(5)));
}

#[test]
fn a_red_flag_asks_for_its_quote() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Esc f").types("test").sees("No grasp of testing").presses("Enter Enter");
    kim.sees("a red flag needs a quote").types("we never test").presses("Esc");
    assert!(kim.state().flags.is_empty());
    kim.presses("f").types("test").presses("Enter").sees("we never test");
    kim.presses("Enter Esc").sees("FLAG No grasp of testing: \"we never test\"");
    assert_eq!(kim.state().flags.len(), 1);
}

#[test]
fn skipping_goes_on_and_can_be_taken_back() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Esc s").sees("skipped Q1; u takes it back");
    assert_eq!(kim.state().place, Place::Slot(Slot(2)));
    kim.presses("u p");
    assert_eq!(kim.state().place, Place::Slot(Slot(1)));
}

#[test]
fn one_chord_covers_everything_but_the_prompt() {
    let mut kim = Interviewer::asks(80, 24);
    kim.types("weak so far").presses("Enter").types("and hal").presses("Ctrl-L");
    kim.sees("A colleague says a page is cached").does_not_see("weak so far").does_not_see("and hal");
    kim.does_not_see("Strong").does_not_see("technical").does_not_see("Asks who may").does_not_see("left");
    kim.types("f a note");
    assert_eq!(kim.half_typed(), "and half a note", "typing goes on under the cover");
    kim.presses("Ctrl-L").sees("> and half a note");
}

#[test]
fn only_its_own_chord_lifts_the_cover() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-L").types(EVERY_LETTER).presses("Ctrl-C Esc Tab Ctrl-R Ctrl-T Ctrl-X Ctrl-P Ctrl-N Enter PgDn");
    kim.waits(1000).resizes(60, 18).does_not_see("Strong").does_not_see("Ratings").does_not_see("quick");
    assert_eq!(kim.left(), None);
    kim.presses("Ctrl-L").sees("Strong").sees("NOTE");
}

#[test]
fn the_cover_closes_what_lies_over_the_screen() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Esc f Ctrl-L").does_not_see("red flag").types("test").presses("Enter Ctrl-L");
    assert!(kim.state().flags.is_empty(), "what is typed under the cover chooses nothing");
    assert_eq!(kim.notes(), ["test"]);
}

#[test]
fn prompt_and_handout_go_to_the_clipboard() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Esc c").sees("the prompt is on the clipboard");
    assert!(kim.clipboard().is_some_and(|text| text.starts_with("A colleague says")));
    kim.presses("v").sees("there is no handout here");
    kim.presses("n n v");
    assert!(kim.clipboard().is_some_and(|text| text.contains("tag = hash(body)")));
}

#[test]
fn the_explanation_is_one_key_away() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Esc x").sees("The explanation of http-cache-headers").does_not_see("Strong");
    kim.presses("Esc").sees("Strong").sees("RATE");
    kim.presses("Tab x").sees("The explanation of http-cache-headers");
}

#[test]
fn every_key_of_the_table_is_in_the_help() {
    let mut kim = Interviewer::asks(140, 40);
    kim.presses("Esc ?");
    let mut seen = String::new();
    for _ in 0..30 {
        seen += &kim.screen();
        kim.presses("PgDn");
    }
    for key in hotseat::live::board::keys::TABLE {
        assert!(seen.contains(&key.shown()), "{} is missing", key.shown());
    }
    kim.presses("Esc").sees("RATE");
}

#[test]
fn ending_asks_once_and_says_what_was_not_asked() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Esc e").sees("End the conversation?").sees("2 must-ask questions were not asked");
    kim.presses("x").sees("one of the keys above").presses("Esc");
    assert_eq!(kim.state().phase, Phase::Live);
    kim.presses("e c");
    assert_eq!(kim.state().phase, Phase::Scoring);
    assert!(matches!(kim.journal().last(), Some(Event::Course(Course::Ended(_)))));
}

#[test]
fn leaving_asks_once_and_keeps_the_half_typed_note() {
    let mut kim = Interviewer::asks(80, 24);
    kim.types("half").presses("Esc q").sees("Leave? Everything is kept").presses("Esc");
    assert_eq!(kim.left(), None);
    kim.presses("q y");
    assert_eq!(kim.left(), Some(Left::Open));
    assert_eq!(*kim.world.draft.borrow(), "half");
}

#[test]
fn a_screen_that_is_too_small_says_so_and_goes_on() {
    let mut kim = Interviewer::asks(59, 24);
    kim.sees("The board needs 60 x 16; this is 59 x 24").types("still a note").presses("Enter");
    assert_eq!(kim.notes(), ["still a note"]);
    kim.resizes(1, 1).screen();
    kim.resizes(60, 16).sees("A colleague says");
}

#[test]
fn two_hours_with_sixty_questions_are_walked_through_from_end_to_end() {
    let mut kim = Interviewer::with_plan(plan::long_plan(), 80, 24);
    kim.presses("Enter Ctrl-N");
    for number in 1..=60 {
        kim.sees(&format!(" Q{number} of 60 ")).presses("Ctrl-R 4 3 Esc").types("a note").presses("Ctrl-N").waits(110);
    }
    kim.sees("Ask what they would like to know.").presses("BackTab").sees("Q60").presses("Esc Esc e c");
    assert_eq!(kim.notes().len(), 60);
    kim.sees("1 unrated");
}
