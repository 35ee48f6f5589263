//! The conversation by key presses.

use hotseat::core::bank::QuestionText;
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
    kim.presses("Ctrl-Y").waits(60);
    // 45 minutes less one: the five minutes at the checklist do not count.
    kim.sees("interview 44:00 left of 45:00");
}

#[test]
fn a_question_is_rated_ticked_and_noted_with_a_dozen_keys() {
    let mut kim = Interviewer::asks(80, 24);
    kim.types("starts from the response").presses("Enter Ctrl-R a C 4 3 Esc").types("good").presses("Enter");
    let asking = kim.state().asking(Slot(1)).expect("a question");
    let ratings: Vec<(String, u8)> = asking.ratings.iter().map(|(id, rating)| (id.to_string(), rating.get())).collect();
    assert_eq!(ratings, [("communication".into(), 3), ("technical".into(), 4)]);
    assert_eq!(asking.signals.keys().copied().collect::<Vec<_>>(), [Signal::Strong(0), Signal::Strong(2)]);
    assert_eq!(kim.notes(), ["starts from the response", "good"]);
    kim.sees("Technical skills 4  Communication 3").sees("NOTE");
}

#[test]
fn the_anchor_of_the_score_that_was_chosen_is_in_sight_and_a_key_shows_all_five() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 2").sees("  Technical skills  1 [2] 3  4  5   below average");
    // The anchor is that of the line which the cursor is on.
    kim.sees("> Communication").sees("Communication: 5 is best").does_not_see("Recalls terms").presses("Up");
    kim.sees("Technical skills 2: Recalls terms and common commands").does_not_see("Reasons from first principles");
    kim.presses("F2").sees("  5  Reasons from first principles").sees(">[2] Recalls terms").sees("  1  Gets basic");
    kim.presses("0").sees("Technical skills  1  2  3  4  5   not rated").presses("F2").sees("Strong");
}

#[test]
fn the_anchors_lead_back_to_where_they_were_opened_and_the_plan_to_the_note() {
    let mut kim = Interviewer::asks(80, 24);
    for back in ["F2", "Esc"] {
        kim.presses("F2").sees("RATE").presses(back).sees("NOTE");
        kim.presses("Ctrl-R F2").presses(back).sees("RATE").presses("Esc");
    }
    kim.presses("BackTab").sees("PLAN").presses("Enter").sees("NOTE");
}

#[test]
fn signals_and_ratings_are_on_the_screen_together() {
    for (columns, rows) in [(80, 24), (60, 18), (140, 40)] {
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses("Ctrl-R")
            .sees("> Technical skills")
            .sees("  Communication")
            .sees("a [ ] Asks who")
            .sees("d [ ] Says caching");
        kim.presses("a e 4").sees("a [x] Asks who").sees("e [x] Cannot say").sees("[4] 5");
    }
}

#[test]
fn a_hint_is_read_whole_when_it_is_given() {
    let mut plan = plan::plan();
    let hint = "word ".repeat(25) + "and then the end of it.";
    let question = &mut plan.sections[1].questions[0].banked.question;
    question.wording = QuestionText { hints: vec![hint.clone(), hint], ..(**question).clone() }.into();
    for (columns, rows) in [(80, 24), (60, 18), (140, 40)] {
        for mode in ["Esc", "Ctrl-R", "BackTab"] {
            let mut kim = Interviewer::with_plan(plan.clone(), columns, rows);
            kim.presses("Ctrl-Y Ctrl-N")
                .presses(mode)
                .presses(if mode == "BackTab" { "Esc Ctrl-G Ctrl-Y" } else { "Ctrl-G Ctrl-Y" })
                .sees("hint 1 of 2 given")
                .sees("1 [x] word word");
            let screen = kim.screen();
            let words = screen
                .lines()
                .skip_while(|line| !line.contains("1 [x]"))
                .take(6)
                .flat_map(str::split_whitespace)
                .collect::<Vec<_>>()
                .join(" ");
            assert!(words.contains("end of it."), "{screen}");
        }
    }
}

#[test]
fn hints_and_follow_ups_are_ticked_when_used() {
    let mut kim = Interviewer::asks(80, 30);
    kim.presses("Ctrl-G")
        .sees("Give hint 1 of 2?")
        .sees("What does the response say about itself?")
        .presses("Ctrl-G Enter");
    assert!(kim.state().asking(Slot(1)).is_some_and(|asking| asking.hints.is_empty()), "a second press gives nothing");
    kim.presses("Ctrl-Y").sees("1 [x] What does the response say about itself?").sees("1 of 2 given");
    kim.presses("Ctrl-G Ctrl-Y Ctrl-G").sees("there are no more hints for this question");
    kim.presses("Ctrl-R f").sees("f [x] What changes for a page behind a login?");
    kim.presses("F").sees("that was asked already");
    kim.presses("Ctrl-N").does_not_see("^G hint").presses("Ctrl-G").sees("this question has no hints");
}

#[test]
fn a_hint_from_the_list_is_shown_before_it_is_given() {
    let mut kim = Interviewer::asks(80, 24);
    kim.chooses("give the next hint").sees("Give hint 1 of 2?").sees("What does the response say about itself?");
    assert!(kim.state().asking(Slot(1)).is_some_and(|asking| asking.hints.is_empty()));
    kim.presses("Ctrl-Y").sees("hint 1 of 2 given");
}

#[test]
fn undo_says_what_it_undid() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 4 Esc").types("half a note").presses("Ctrl-X Ctrl-Y").sees("undone: Technical skills 4 at Q1");
    assert_eq!(kim.half_typed(), "half a note", "what is being typed is left alone");
    kim.presses("Ctrl-X").sees("there is nothing to undo");
}

#[test]
fn a_half_typed_note_stays_with_its_question_when_the_conversation_moves_on() {
    let mut kim = Interviewer::asks(80, 24);
    kim.types("she asked who may keep a copy").presses("Ctrl-N");
    assert_eq!(kim.state().notes[0].slot, Some(Slot(1)));
    assert_eq!(kim.state().place, Place::Slot(Slot(2)));
    kim.sees("your note was kept with Q1");
}

#[test]
fn a_half_typed_note_survives_a_resize_a_sections_end_and_a_crash() {
    let mut kim = Interviewer::asks(80, 24);
    kim.types("half a no").resizes(60, 18).sees("half a no").resizes(30, 8).types("te").resizes(140, 40);
    kim.sees("half a note").waits(16 * 60).sees("OVER").sees("> half a note").pauses();
    let world = kim.world.clone();
    drop(kim);
    let mut again = Interviewer::comes_back(world, 80, 24);
    again.says("your half-typed text is back").sees("> half a note");
    assert_eq!(again.notes(), [""; 0], "it is not recorded before Enter");
    again.types(" more").presses("Enter");
    assert_eq!(again.notes(), ["half a note more (typed at 00:00)"]);
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
    // Nor is one that says when it was typed.
    let mut kim = Interviewer::asks(80, 24);
    kim.types("whole").waits(90).pauses();
    let draft = kim.world.draft.borrow().clone();
    kim.presses("Enter");
    assert_eq!(kim.notes(), ["whole (typed at 00:00)"]);
    *kim.world.draft.borrow_mut() = draft;
    let again = Interviewer::comes_back(kim.world.clone(), 80, 24);
    assert_eq!((again.half_typed(), again.notes().len()), (String::new(), 1));
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
    kim.presses("Ctrl-R").pastes("dsne\r\n\tq\u{1b}[31m\u{202e}").sees("pasted into the note");
    assert_eq!(kim.half_typed(), "dsne\n\tq[31m", "line breaks and tabs stay, what steers a terminal goes");
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
fn the_least_valuable_if_time_question_is_dropped_and_comes_back() {
    let mut kim = Interviewer::asks(80, 24);
    kim.waits(11 * 60).sees("behind: drop Q3, keep Q2");
    kim.presses("F7")
        .sees("Drop Q3, the least valuable")
        .sees("Read this handler.")
        .presses("Ctrl-Y")
        .sees("dropped Q3");
    assert!(kim.state().asking(Slot(3)).is_some_and(|asking| asking.skipped.is_some()));
    kim.presses("F7").sees("no if-time question is left in this section");
    kim.presses("Ctrl-X")
        .sees("undone: skipping Q3")
        .presses("F12")
        .sees("Skip Q3 again?")
        .presses("Ctrl-Y")
        .sees("redone: skipping Q3");
}

#[test]
fn two_minutes_before_a_sections_end_and_at_its_end_there_is_a_quiet_notice() {
    let mut kim = Interviewer::begins(80, 24);
    kim.waits(179).does_not_see("the section has");
    kim.waits(1).sees("the section has 02:00 left");
    kim.waits(121).sees("OVER by 00:01");
    kim.presses("F5").sees("5 more minutes for this section").sees("04:59 left of 10:00");
    kim.presses("BackTab").sees("Introduction (10 min)");
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
    kim.presses("BackTab").sees("PLAN").sees("Q3  if time").sees("as hard").presses("Down Down Enter");
    assert_eq!(kim.state().place, Place::Slot(Slot(3)));
    kim.sees("NOTE").presses("BackTab").sees("Q1  unrated");
}

#[test]
fn a_backup_takes_a_questions_place_and_gives_it_back() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("F8")
        .sees("Put a backup in the place of Q1?")
        .sees("> The equally easy backup.")
        .sees("It is of the same difficulty")
        .sees("a 401 and a 403?");
    kim.presses("Down")
        .sees("> The equally hard backup.")
        .sees("What does Vary do")
        .presses("Ctrl-Y")
        .sees("the backup stands here now");
    kim.presses("F8").does_not_see("The equally hard backup.").presses("Ctrl-Y").sees("a 401 and a 403?");
    kim.presses("F8").sees("this section has no backup left");
    kim.presses("Ctrl-X")
        .sees("Take this back?")
        .presses("Ctrl-Y Ctrl-X Ctrl-Y")
        .sees("A colleague says a page is cached");
}

#[test]
fn from_the_outline_a_backup_asks_and_is_read_whole() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("BackTab Down Down Down")
        .sees("Under the cursor")
        .sees("difficulty 3: What is the difference between a 401");
    kim.presses("Enter").sees("Put a backup in the place of Q1?").presses("Ctrl-Y");
    assert_eq!(kim.state().place, Place::Slot(Slot(5)));
}

#[test]
fn a_question_of_the_bank_is_found_read_whole_and_brought_in() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("F4").types("pool siz").sees("bank How do you size a connection pool?");
    kim.sees("Under the cursor").presses("Enter").sees("Bring this question in, and go to it?");
    assert_eq!(kim.state().place, Place::Slot(Slot(1)), "it asks first");
    kim.presses("Ctrl-Y").sees("brought in").sees("How do you size a connection pool?");
    assert_eq!(kim.state().place, Place::Slot(Slot(5)));
    kim.presses("Ctrl-X");
    assert_eq!(kim.state().place, Place::Slot(Slot(5)), "it asks first");
    kim.presses("Ctrl-Y");
    assert_eq!(kim.state().place, Place::Slot(Slot(1)));
}

#[test]
fn a_red_flag_asks_for_its_quote() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-F").types("test").sees("No grasp of testing").presses("Enter Enter");
    kim.sees("a red flag needs a quote").types("we never test").presses("Esc");
    assert!(kim.state().flags.is_empty());
    kim.presses("Ctrl-F").types("test").presses("Enter").sees("we never test");
    kim.presses("End Enter").sees("FLAG No grasp of testing: \"we never test\"");
    assert_eq!(kim.state().flags.len(), 1);
}

#[test]
fn skipping_goes_on_and_can_be_taken_back() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("F6").sees("Skip Q1 and go on?").presses("Ctrl-Y").sees("skipped Q1");
    assert_eq!(kim.state().place, Place::Slot(Slot(2)));
    kim.presses("Ctrl-X").says("undone: skipping Q1; you are still at Q2").presses("Ctrl-P");
    assert_eq!(kim.state().place, Place::Slot(Slot(1)));
}

#[test]
fn the_end_of_the_conversation_is_taken_back_too() {
    let mut kim = Interviewer::asks(80, 24);
    kim.types("a note").presses("Enter F9 Ctrl-Y").sees("SCORE");
    kim.presses("Ctrl-X").sees("its clocks run again").presses("Ctrl-X Enter");
    assert_eq!(kim.state().phase, Phase::Scoring);
    kim.presses("Ctrl-Y")
        .says("undone: the end of the conversation, stopped early")
        .says("the clocks run again")
        .sees("NOTE");
    assert_eq!(kim.state().phase, Phase::Live);
    kim.presses("Alt-X").sees("Make the end of the conversation again?");
    kim.presses("Ctrl-Y").sees("redone: the end of the conversation, stopped early").sees("SCORE");
}

#[test]
fn the_history_lists_what_was_recorded_and_leads_to_its_question() {
    let mut kim = Interviewer::sits_down(80, 24);
    kim.waits(300).presses("Ctrl-Y Ctrl-N").waits(60).types("first").presses("Enter Ctrl-N Ctrl-R 4 Ctrl-X F10");
    kim.sees("01:00 Q1 · note: first")
        .sees("undone (redo makes it again): Q2 · Technical skills")
        .presses("Down Enter");
    assert_eq!(kim.state().place, Place::Slot(Slot(1)), "the checklist does not count");
}

#[test]
fn a_flag_of_ones_own_and_another_interviewer_are_offered_in_the_list() {
    let mut kim = Interviewer::asks(80, 24);
    kim.chooses("raise a red flag of your own").types("Reads from a second screen").sees("one of your own");
    kim.presses("Enter Up Enter")
        .types("looked left before each answer")
        .presses("Enter")
        .sees("FLAG Reads from a second screen");
    kim.chooses("hand over to another").types("Lee Ray").presses("Enter").sees("Hand over to Lee Ray?");
    let before = kim.journal().len();
    kim.presses("Enter y Ctrl-Y").sees("Lee Ray can't be looked up here");
    assert_eq!(kim.journal().len(), before, "this keeper knows nobody");
}

#[test]
fn a_recommendation_far_from_the_ratings_is_mentioned_before_submission() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 5 5 F9 Ctrl-Y");
    kim.presses("Ctrl-S BackTab BackTab 1 Ctrl-S").does_not_see("Total");
    kim.sees("than your recommendation").presses("BackTab BackTab 5 Ctrl-S").does_not_see("than your recommendation");
}

#[test]
fn nobody_who_was_rated_stayed_away() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 4 F9 Down Down Ctrl-Y").sees("Q1 is rated on Technical skills");
    assert_eq!(kim.state().phase, Phase::Live);
    kim.presses("Up Ctrl-Y");
    assert_eq!(kim.state().phase, Phase::Scoring);
}

#[test]
fn one_chord_covers_everything_but_the_prompt() {
    let mut kim = Interviewer::asks(80, 24);
    kim.types("weak so far").presses("Enter").types("and hal").presses("Ctrl-L");
    kim.sees("A colleague says a page is cached").does_not_see("weak so far").does_not_see("and hal");
    kim.does_not_see("Strong").does_not_see("Technical").does_not_see("Asks who may").does_not_see("left");
    kim.types("f a note");
    assert_eq!(kim.half_typed(), "and half a note", "typing goes on under the cover");
    kim.presses("Ctrl-L").does_not_see("half a note").presses("Ctrl-Y").sees("> and half a note");
}

#[test]
fn only_the_key_that_answers_boxes_lifts_the_cover() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-L").types(EVERY_LETTER).presses("Ctrl-C Esc Tab Ctrl-R Ctrl-T Ctrl-X Ctrl-P Ctrl-N Enter PgDn");
    kim.waits(1000).resizes(60, 18).does_not_see("Strong").does_not_see("Ratings").does_not_see("quick");
    assert_eq!(kim.left(), None);
    kim.presses("Ctrl-L").does_not_see("Strong").presses_at_once("Ctrl-Y Ctrl-Y").does_not_see("Strong");
    kim.presses("Ctrl-Y").sees("Strong").sees("NOTE").presses("Ctrl-R Ctrl-L Ctrl-Y").sees("RATE");
}

#[test]
fn the_cover_closes_what_lies_over_the_screen() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-F Ctrl-L").does_not_see("red flag").types("test").presses("Enter Ctrl-Y");
    assert!(kim.state().flags.is_empty(), "what is typed under the cover chooses nothing");
    assert_eq!(kim.notes(), ["test"]);
}

#[test]
fn prompt_and_handout_go_to_the_clipboard() {
    let mut kim = Interviewer::asks(80, 24);
    kim.chooses("copy the prompt").sees("the prompt is on the clipboard");
    assert!(kim.clipboard().is_some_and(|text| text.starts_with("A colleague says")));
    kim.chooses("copy the handout").sees("there is no handout here");
    kim.presses("Ctrl-N Ctrl-N").chooses("copy the handout");
    assert!(kim.clipboard().is_some_and(|text| text.contains("tag = hash(body)")));
}

#[test]
fn the_explanation_is_one_key_away() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("F3").sees("The explanation of http-cache-headers").does_not_see("Strong");
    kim.presses("Esc").sees("Strong").sees("NOTE");
    kim.presses("Tab F3").sees("The explanation of http-cache-headers").presses("F3").sees("Strong").sees("RATE");
}

#[test]
fn help_is_one_key_everywhere_and_begins_with_what_matters_here() {
    let mut kim = Interviewer::asks(80, 24);
    for key in ["Ctrl-O", "F1"] {
        kim.presses(key).sees("What is used most, here").sees("keep the note").sees("give the next hint");
        kim.presses("Esc").does_not_see("What is used").presses(key).presses(key).does_not_see("What is used");
    }
    kim.presses("Ctrl-R ?")
        .sees("RATE: ratings, signals, follow-ups")
        .sees("tick the signal")
        .presses("Esc")
        .sees("RATE");
    kim.presses("F9 Ctrl-O").sees("In a box that asks").presses("Esc").sees("End the conversation?").presses("Esc");
    kim.presses("Esc").types("half").presses("F9 Ctrl-Y").sees("SCORE").presses("Ctrl-O").sees("SCORE, ratings");
}

#[test]
fn every_key_of_the_table_is_in_the_help() {
    let mut kim = Interviewer::asks(140, 40);
    kim.presses("Ctrl-O");
    let mut seen = String::new();
    for _ in 0..30 {
        seen += &kim.screen();
        kim.presses("PgDn");
    }
    for key in hotseat::live::board::keys::TABLE {
        assert!(seen.contains(&key.shown()), "{} is missing", key.shown());
    }
    kim.presses("Esc").sees("NOTE");
}

#[test]
fn a_text_that_the_help_lies_over_is_not_lost() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-F").types("test").presses("Enter").types("we never").presses("Ctrl-O").pauses();
    assert!(kim.world.draft.borrow().contains("we never"));
    kim.presses("Esc").sees("we never").types(" test").presses("Enter");
    assert_eq!(kim.state().flags.len(), 1);
}

#[test]
fn ending_asks_once_and_says_what_was_not_asked() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("F9").sees("End the conversation?").sees("2 must-ask questions were not asked");
    kim.presses("x").sees("Ctrl-Y does it, Esc goes back").presses("Enter Tab y Esc");
    assert_eq!(kim.state().phase, Phase::Live);
    kim.presses("F9 Ctrl-Y");
    assert_eq!(kim.state().phase, Phase::Scoring);
    assert!(matches!(kim.journal().last(), Some(Event::Course(Course::Ended(_)))));
}

#[test]
fn leaving_asks_once_and_keeps_the_half_typed_note() {
    let mut kim = Interviewer::asks(80, 24);
    kim.types("half").presses("Ctrl-C").sees("Leave?").sees("Everything is kept").presses("Enter y Esc");
    assert_eq!(kim.left(), None);
    kim.presses("Ctrl-C Ctrl-Y");
    assert_eq!(kim.left(), Some(Left::Open));
    assert_eq!(*kim.world.draft.borrow(), "note@0\u{1f}half");
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-C Ctrl-C");
    assert_eq!(kim.left(), Some(Left::Open));
}

#[test]
fn the_last_part_does_not_offer_what_comes_next() {
    let mut kim = Interviewer::begins(80, 24);
    kim.sees("Ctrl-N goes to what comes next").presses("Ctrl-N Ctrl-N Ctrl-N Ctrl-N Ctrl-N");
    kim.sees("F9 (or its line under Ctrl-O)").does_not_see("comes next");
}

#[test]
fn what_is_longer_than_its_place_says_how_much_more_there_is_and_is_read_by_pages() {
    let mut plan = plan::plan();
    let handout: Vec<String> = (1..=40).map(|line| format!("line {line};")).collect();
    let question = &mut plan.sections[1].questions[0].banked.question;
    question.wording = QuestionText { handout: Some(handout.join("\n")), ..(**question).clone() }.into();
    let mut kim = Interviewer::with_plan(plan, 80, 24);
    kim.presses("Ctrl-Y Ctrl-N").sees("lines below: PgDn");
    let mut seen = kim.screen();
    for _ in 0..5 {
        kim.presses("PgDn");
        seen += &kim.screen();
    }
    assert!(handout.iter().all(|line| seen.contains(line)), "{seen}");
    kim.sees("lines above: PgUp");
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
    kim.presses("Ctrl-Y Ctrl-N");
    for number in 1..=60 {
        let to_come = if number == 60 { "the last".to_owned() } else { format!("{} to come", 60 - number) };
        kim.sees(&format!(" Q{number}, {to_come} "))
            .presses("Ctrl-R 4 3 Esc")
            .types("a note")
            .presses("Ctrl-N")
            .waits(110);
    }
    kim.sees("Ask what they would like to know.").presses("BackTab").sees("Q60").presses("Esc F9 Ctrl-Y");
    assert_eq!(kim.notes().len(), 60);
    kim.sees("1 unrated");
}

#[test]
fn every_half_typed_text_has_its_draft_and_a_submission_keeps_them_as_notes() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 4 F9 Ctrl-Y")
        .types("on it")
        .sees("A note on Q")
        .presses("Esc")
        .says("kept on Q1")
        .presses("Ctrl-S End Enter");
    kim.sees("A note on the interview").types("on all").presses("Esc End Enter").sees("on all").presses("Esc");
    // What would be read on the card is read before, and can still be emptied.
    kim.presses("Ctrl-S").sees("Half typed, on Q1: on it").sees("Half typed, on the interview: on all");
    kim.sees("becomes a note on the card").presses("Ctrl-Y").sees("CARD");
    assert_eq!(kim.notes(), ["on it", "on all"]);
}

#[test]
fn a_submission_without_half_typed_texts_says_nothing_of_them() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 4 F9 Ctrl-Y Ctrl-S Ctrl-S").sees("can't be undone").does_not_see("alf typed");
}

#[test]
fn who_comes_back_is_told_where_they_are_beside_a_draft_that_is_back() {
    let mut kim = Interviewer::asks(80, 24);
    kim.types("half").presses("Ctrl-T").pauses();
    let mut again = Interviewer::comes_back(kim.world.clone(), 80, 24);
    again
        .says("Ann Lee, ")
        .says("you are at Q1, after 0 minutes; the clocks stand still")
        .says("your half-typed text is back");
    again.sees("PAUSED").sees("> half");
}

#[test]
fn a_draft_on_a_question_comes_back_as_one_on_it() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 4 F9 Ctrl-Y").types("half").sees("A note on Q1").pauses();
    let mut again = Interviewer::comes_back(kim.world.clone(), 80, 24);
    again.sees("A note on Q1").sees("your half-typed text is back").presses("Enter").says("as you left it");
    assert_eq!(again.notes(), [""; 0]);
    again.presses("End Enter");
    assert_eq!(again.notes(), ["half"]);
    assert!(again.state().notes.first().is_some_and(|note| note.slot.is_some()));
}

#[test]
fn a_refused_end_keeps_no_note() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 4 Esc").types("half").presses("F9 Down Down Ctrl-Y").sees("Q1 is rated on Technical skills");
    assert!(kim.notes().is_empty());
    assert_eq!(kim.half_typed(), "half");
}

#[test]
fn what_is_pasted_before_the_conversation_is_shown() {
    let mut kim = Interviewer::sits_down(80, 24);
    kim.pastes("she is late\nand calls").sees("> she is late");
    kim.presses("Enter")
        .says("kept")
        .sees("Your half-typed note: she is late")
        .sees("READY")
        .sees("Ctrl-Y begins the conversation");
    assert!(kim.notes().is_empty());
    kim.presses("Ctrl-Y").says("is a note on the interview now");
    assert_eq!(kim.notes(), ["she is late\nand calls"]);
    assert_eq!(kim.state().notes[0].slot, None, "no question was asked yet");
}

#[test]
fn a_note_typed_before_a_no_show_is_on_the_interview_as_a_whole() {
    let mut kim = Interviewer::sits_down(80, 24);
    kim.types("waited until ten past").presses("F9 Ctrl-Y").says("a no-show");
    assert_eq!(kim.notes(), ["waited until ten past"]);
    assert_eq!(kim.state().notes[0].slot, None);
    kim.presses("Ctrl-S Ctrl-S Ctrl-Y").sees("waited until ten past").does_not_see("Q1");
}

#[test]
fn the_keys_of_a_line_work_at_the_checklist() {
    let mut kim = Interviewer::sits_down(80, 24);
    kim.types("she is latte").presses("Backspace Backspace Backspace").types("te").sees("> she is late");
    kim.presses("Ctrl-Left Ctrl-W").types("was ").presses("End").types("?").presses("Esc");
    assert_eq!(kim.half_typed(), "she was late?");
    kim.presses("Alt-Enter").types("calls").presses("Home Ctrl-K Up Ctrl-U").says("Ctrl-/ brings it back");
    kim.presses("Ctrl-/");
    assert_eq!(kim.half_typed(), "she was late?\n");
    // Where nothing is typed the arrows scroll, and ? is a key.
    kim.presses("Ctrl-U")
        .sees("Read the candidate's resume")
        .presses("End")
        .does_not_see("Read the candidate's resume");
    kim.types("?").sees("What is used most");
}

#[test]
fn a_note_says_when_its_typing_began_where_that_was_another_minute() {
    let mut kim = Interviewer::asks(80, 24);
    kim.waits(10).types("she asks").waits(61).presses("Enter");
    kim.types("at once").presses("Enter");
    // At a box, too, and on the way to another question.
    kim.presses("F6").types("two words here").waits(90).presses("Esc").presses("Ctrl-N");
    assert_eq!(kim.notes(), ["she asks (typed at 00:10)", "at once", "two words here (typed at 01:11)"]);
    // What the disk held back is of the moment when it was typed.
    kim.world.full.set(true);
    kim.types("held").presses("Enter");
    kim.waits(70).world.full.set(false);
    kim.waits(2).says("saved again");
    assert_eq!(kim.notes()[3], "held (typed at 02:41)");
    // So are texts that a crash left.
    *kim.world.draft.borrow_mut() = "note@61000 Q1\u{1f}/nxt week\u{1e}note@62000\u{1f}/sw".into();
    let mut again = Interviewer::comes_back(kim.world.clone(), 80, 24);
    again.presses("Ctrl-T End Enter").says("(typed at 01:02)");
}

#[test]
fn after_a_text_that_was_pasted_while_rating_one_writes_on() {
    for keys in ["Ctrl-R", "Ctrl-R 4", "Ctrl-R 4 Down"] {
        let mut kim = Interviewer::asks(80, 24);
        kim.presses(keys).pastes("const a = 4;\nend").says("pasted into the note").presses("Esc Enter").sees("NOTE");
        let before = kim.state().asking(Slot(1)).expect("a question").clone();
        // What is typed next is the next note, and ticks nothing.
        kim.presses("a").types(" good one").presses("Enter").sees("NOTE");
        assert_eq!(kim.notes(), ["const a = 4;\nend", "a good one"]);
        assert_eq!(kim.state().asking(Slot(1)).expect("a question").signals, before.signals);
    }
}
