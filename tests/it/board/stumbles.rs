//! Stumbles of people who tried the board without knowing it: each once, by key presses.

use hotseat::core::event::{Ending, Flag, Signal};
use hotseat::core::plan::Slot;
use hotseat::core::session::Phase;

use super::driver::Interviewer;

/// At the desk, with one rating at the first question.
fn at_the_desk(columns: u16, rows: u16) -> Interviewer {
    let mut kim = Interviewer::asks(columns, rows);
    kim.presses("Ctrl-R 4 F9 Ctrl-Y").sees("SCORE");
    kim
}

#[test]
fn the_end_that_is_offered_first_fits_how_far_the_interview_is() {
    // Nothing was asked.
    let mut kim = Interviewer::begins(80, 24);
    kim.presses("F9").sees("Ctrl-Y does it: a no-show");
    // The most is still to be asked.
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 4 F9").sees("2 must-ask questions were not asked").sees("Ctrl-Y does it: stopped early");
    kim.presses("Down").sees("Ctrl-Y does it: completed").presses("Up Ctrl-Y");
    assert_eq!(kim.state().ending, Some(Ending::StoppedEarly));
    // Everything was.
    let mut kim = Interviewer::asks(80, 24);
    while kim.presses("Ctrl-N").view().said.as_ref().is_none_or(|(_, said)| !said.contains("ends the conversation")) {}
    kim.presses("F9").does_not_see("not asked").sees("Ctrl-Y does it: completed");
}

#[test]
fn the_last_section_has_a_clock_of_its_own() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Tab Tab End Enter").waits(61).presses("Esc");
    let screen = kim.screen();
    let clocks = screen.lines().next().expect("a line").to_owned();
    assert_eq!(clocks.matches(" left of ").count(), 2, "{clocks}");
}

#[test]
fn an_empty_text_lets_go_of_the_keys_that_it_does_not_take() {
    // After a line to take home the next one is open, and empty.
    for (key, part) in
        [("Tab", "Before you submit"), ("Ctrl-S", "Before you submit"), ("BackTab", "Your recommendation")]
    {
        let mut kim = at_the_desk(80, 24);
        kim.presses("Ctrl-S BackTab Enter").types("asked first").presses("Enter").sees("went well, line 2");
        kim.presses(key).sees(part).sees("SCORE");
        // Where something is typed, it holds them.
        let mut kim = at_the_desk(80, 24);
        kim.presses("Ctrl-S BackTab Enter").types("asked").presses(key).sees("WRITE").sees("asked");
    }
    // A number that needs its reason is not recorded, and that is said.
    let mut kim = at_the_desk(80, 24);
    kim.presses("Tab 1").sees("Why?").presses("Ctrl-S").sees("Before you submit").says("is not recorded");
    assert!(kim.state().conclusions.is_empty());
    // What turns the history may be meant for the text.
    let mut kim = at_the_desk(80, 24);
    kim.presses("Ctrl-S BackTab Enter Ctrl-X").sees("WRITE");
    assert!(!kim.state().asking(Slot(1)).expect("a question").ratings.is_empty());
}

#[test]
fn what_is_left_blank_can_be_gone_to() {
    let mut kim = at_the_desk(80, 24);
    kim.presses("5 Ctrl-S End Up").sees("> - left blank, as it may be: 1 of 1 criteria; your conclusion on Technical");
    kim.presses("Enter").sees("Criteria that this round could show").says("here is the first of it");
    kim.presses("Right Ctrl-S End Up")
        .sees("> - left blank, as it may be: your conclusion on Technical skills, Problem");
    kim.presses("Enter").sees("no conclusion: your ratings stand");
    // Where nothing is left blank there is no such line.
    let mut kim = Interviewer::begins(80, 24);
    kim.presses("F9 Ctrl-Y Ctrl-S").does_not_see("left blank");
}

const CODE: &str = "fn main() {\n    let seen = 1;\n    end(seen);\n}";

#[test]
fn pasted_code_keeps_its_lines_in_a_list() {
    for list in ["F4", "F10", "Ctrl-F", "Ctrl-O"] {
        for bracketed in [true, false] {
            let mut kim = Interviewer::asks(80, 24);
            kim.presses(list);
            if bracketed {
                kim.pastes(CODE)
            } else {
                kim.bursts(CODE)
            };
            kim.presses("Esc");
            assert_eq!(kim.half_typed(), CODE, "{list}");
        }
    }
    // It is no name, and is not lost where one is asked for.
    let mut kim = Interviewer::asks(80, 24);
    kim.chooses("hand over to another").pastes(CODE).presses("Enter").says("a name has one line").presses("Esc");
    assert_eq!(kim.half_typed(), CODE);
    // As the quote of a flag it has its lines; as a title it has one, which is said.
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-F").pastes(CODE).presses("Enter").sees("A title has one line").presses("Down Ctrl-Y Enter");
    kim.presses("End Enter");
    assert_eq!(kim.state().flags[0].quote, CODE);
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-F").pastes("reads\naloud").presses("Enter").says("joined").types("always").presses("Enter");
    assert_eq!(kim.state().flags[0].flag, Flag::Own("reads aloud".into()));
}

#[test]
fn a_pasted_text_does_not_run_into_what_was_typed_before_it() {
    let mut kim = Interviewer::asks(80, 24);
    kim.types("she wrote").pastes(CODE);
    assert_eq!(kim.half_typed(), format!("she wrote\n{CODE}"), "lines begin below");
    let mut kim = Interviewer::asks(80, 24);
    kim.types("she said").pastes("never again");
    assert_eq!(kim.half_typed(), "she said never again", "words do not run together");
    let mut kim = Interviewer::asks(80, 24);
    kim.types("see https://").pastes("example.com/a");
    assert_eq!(kim.half_typed(), "see https://example.com/a", "a sign goes on");
    let mut kim = Interviewer::asks(80, 24);
    kim.types("aged").presses("Left Left").pastes("re");
    assert_eq!(kim.half_typed(), "agreed", "within a word it stands where the cursor is");
    // A long one that comes in pieces is one.
    let mut kim = Interviewer::asks(80, 24);
    kim.pastes("one\ntw").pastes("o\nthree");
    assert_eq!(kim.half_typed(), "one\ntwo\nthree");
    // Without bracketed paste, keys that were held up may be typing.
    let mut kim = Interviewer::asks(80, 24);
    kim.types("exam").bursts("ple of it all");
    assert_eq!(kim.half_typed(), "example of it all");
    let mut kim = Interviewer::asks(80, 24);
    kim.types("she wrote").waits(2).bursts(CODE);
    assert_eq!(kim.half_typed(), format!("she wrote\n{CODE}"));
}

#[test]
fn a_text_that_is_pasted_right_after_another_was_kept_is_one_of_its_own() {
    for bracketed in [true, false] {
        let paste = |kim: &mut Interviewer, text: &str| {
            if bracketed {
                kim.pastes(text)
            } else {
                kim.bursts(text)
            };
        };
        let mut kim = at_the_desk(80, 24);
        kim.presses("Ctrl-S BackTab Enter").types("half a line").presses("Esc BackTab");
        paste(&mut kim, "the first one");
        kim.presses("Enter Tab Tab");
        paste(&mut kim, "the second one");
        kim.presses("Enter");
        assert_eq!(kim.notes(), ["the second one"]);
        assert_eq!(kim.state().recommendation.clone().unwrap_or_default().reason, "the first one");
        assert_eq!(kim.view().unfinished[0].text, "half a line");
    }
}

#[test]
fn two_quick_ticks_that_became_a_note_are_named_and_made_again_by_one_key() {
    for (columns, rows) in [(80, 24), (60, 18)] {
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses("Ctrl-R").waits(2).types_every(100, "ac").sees("NOTE");
        kim.says("a and c came as fast as a word").says("a, \"Asks who may keep a copy\"; c, \"Gives an example");
        assert!(kim.state().asking(Slot(1)).expect("a question").signals.is_empty());
        kim.presses("Ctrl-X").sees("RATE").says("saw: Asks who may keep a copy; saw: Gives an example");
        let ticked = |kim: &Interviewer| {
            let asking = kim.state().asking(Slot(1)).expect("a question");
            asking.signals.keys().copied().collect::<Vec<_>>()
        };
        assert_eq!(ticked(&kim), [Signal::Strong(0), Signal::Strong(2)]);
        assert_eq!(kim.half_typed(), "");
        kim.presses("Ctrl-X");
        assert_eq!(ticked(&kim), [Signal::Strong(0)]);
    }
    // A word that goes on is a note, and an undo is an undo.
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 4").waits(2).types_every(100, "ac").types_every(100, "id test").says("that reads like a note");
    kim.presses("Ctrl-X").sees("Take this back?").presses("Esc");
    assert_eq!(kim.half_typed(), "acid test");
    // In the plan no letter ticks.
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("BackTab").waits(2).types_every(100, "ac").presses("Ctrl-X");
    assert!(kim.state().asking(Slot(1)).expect("a question").signals.is_empty());
}

#[test]
fn a_note_of_a_no_show_says_when_it_was_written_and_counts_no_clock() {
    let mut kim = Interviewer::sits_down(80, 24);
    kim.waits(1500).types("nobody in the call").waits(30).presses("F9 Ctrl-Y");
    assert_eq!((kim.state().phase, kim.state().ending), (Phase::Scoring, Some(Ending::NoShow)));
    kim.presses("F10").sees("at the checklist note: nobody in the call").presses("Esc Ctrl-S Ctrl-S Ctrl-Y");
    kim.sees("at the checklist").sees("nobody in the call").does_not_see(" 25:");
}

#[test]
fn lines_that_begin_alike_show_where_they_differ() {
    let line = |end: &str| format!("asked at once who may keep a copy, and for how long, and who pays for it, {end}");
    let mut kim = at_the_desk(80, 24);
    kim.presses("Ctrl-S BackTab Enter");
    for end in ["before the first line", "after the second one"] {
        kim.types(&line(end)).presses("Enter");
    }
    kim.presses("Esc Home").sees("first line").sees("second one");
    let mut kim = Interviewer::asks(80, 24);
    for end in ["before the first line", "after the second one"] {
        kim.types(&line(end)).presses("Enter");
    }
    kim.presses("F10");
    let screen = kim.screen();
    let listed: Vec<&str> = screen.lines().filter(|line| line.contains("note: asked at")).collect();
    assert!(listed.iter().any(|line| line.contains("second one")), "{screen}");
    assert!(listed.iter().any(|line| line.contains("first line")), "{screen}");
}

#[test]
fn two_beginnings_of_words_find_a_question() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("F4").types("page cach").sees("> Q1").presses("Ctrl-U").types("hand liv").sees("> Q3");
}
