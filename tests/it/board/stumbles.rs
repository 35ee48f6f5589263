//! Stumbles of people who tried the board without knowing it: each once, by key presses.

use hotseat::core::event::{Ending, Flag, Signal};
use hotseat::core::plan::Slot;
use hotseat::core::session::Phase;

use super::driver::Interviewer;
use super::plan;

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
    kim.presses("5 Ctrl-S End Up").sees("> - left blank, as it may be: your conclusion on Technical skills, Problem");
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
    kim.presses("Ctrl-F").pastes(CODE).presses("Enter").sees("A title has one line");
    kim.waits(1).presses("Enter").waits(1).presses("Enter").waits(1).presses("Enter");
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

#[test]
fn a_swap_is_called_the_same_before_it_in_the_history_and_where_it_is_taken_back() {
    // Both backups of the plan are as hard as the question.
    for (difficulty, keys, called) in [
        (3, "", "equally easy backup"),
        (3, "Down", "equally hard backup"),
        (2, "Down", "easier backup"),
        (5, "", "harder backup"),
    ] {
        let mut plan = plan::plan();
        for backup in &mut plan.sections[1].backups {
            let mut banked = (*backup.banked).clone();
            banked.question.difficulty = difficulty;
            backup.banked = banked.into();
        }
        let mut kim = Interviewer::with_plan(plan, 80, 24);
        kim.presses("Ctrl-Y Ctrl-N F8").sees(&format!("The {called}."));
        if !keys.is_empty() {
            kim.presses(keys);
        }
        kim.sees(&format!("Ctrl-Y does it: the {called}")).presses("Ctrl-Y");
        kim.presses("F10").sees(&format!("swapping Q1 for the {called}")).presses("Esc");
        kim.presses("Ctrl-X").sees(&format!("swapping Q1 for the {called}")).presses("Ctrl-Y");
        kim.says(&format!("swapping Q1 for the {called}"));
        // What takes its place is shown, as it was before the swap.
        let shown = if keys.is_empty() { "a 401 and a 403" } else { "What does Vary do" };
        kim.presses("Alt-x").sees(&format!("Put the {called} in the place of Q1 again?")).sees(shown);
    }
}

#[test]
fn backups_that_are_called_alike_are_told_apart() {
    let with = |made: [(u8, &[&str]); 2]| {
        let mut plan = plan::plan();
        for (backup, (difficulty, topics)) in plan.sections[1].backups.iter_mut().zip(made) {
            let mut banked = (*backup.banked).clone();
            banked.question.difficulty = difficulty;
            banked.question.topics = topics.iter().map(|topic| topic.parse().expect("a name")).collect();
            backup.banked = banked.into();
        }
        let mut kim = Interviewer::with_plan(plan, 80, 24);
        kim.presses("Ctrl-Y Ctrl-N F8");
        kim
    };
    // Both are easier than the question, of difficulty 3, by their difficulties.
    with([(1, &["http"]), (2, &["caching"])])
        .sees("The easier backup of difficulty 1.")
        .sees("The easier backup of difficulty 2.")
        .presses("Down Ctrl-Y F10")
        .sees("swapping Q1 for the easier backup of difficulty 2");
    // Of one difficulty, by what only one of them is about.
    with([(4, &["caching", "http-status"]), (4, &["caching", "proxies"])])
        .sees("The harder backup on http status.")
        .sees("The harder backup on proxies.");
    with([(2, &["http"]), (4, &["proxies"])]).sees("The easier backup.").sees("The harder backup.");
}

#[test]
fn two_quick_ticks_and_a_digit_can_still_be_made_ticks_and_a_rating() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R").waits(2).types_every(170, "ab").types_every(600, "4").sees("NOTE");
    kim.says("a, b and 4 came as fast as a word").says("Ctrl-X ticks and rates by them").says("4, Technical skills");
    assert_eq!(kim.half_typed(), "ab4");
    kim.presses("Ctrl-X").sees("RATE").says("saw: Asks who may keep a copy").says("Names validation").says("4");
    let asking = kim.state().asking(Slot(1)).expect("a question");
    assert_eq!(asking.signals.keys().copied().collect::<Vec<_>>(), [Signal::Strong(0), Signal::Strong(1)]);
    assert_eq!(asking.ratings.values().map(|rating| rating.get()).collect::<Vec<_>>(), [4]);
    assert_eq!(kim.half_typed(), "");
    // The next digit rates the next dimension.
    kim.waits(2).presses("5");
    assert_eq!(kim.state().asking(Slot(1)).expect("a question").ratings.len(), 2);
    // A number that rates nothing is a text, and so is what goes on.
    for text in ["9", "4 times", "455"] {
        let mut kim = Interviewer::asks(80, 24);
        kim.presses("Ctrl-R 4").waits(2).types_every(170, "ab").types_every(300, text).presses("Ctrl-X");
        kim.sees("Take this back?").presses("Esc");
        assert_eq!(kim.half_typed(), format!("ab{text}"));
    }
}

#[test]
fn letters_that_were_kept_as_a_note_are_no_ticks_any_more() {
    for leaves in ["Enter", "Ctrl-N"] {
        let mut kim = Interviewer::asks(80, 24);
        kim.presses("Ctrl-R").waits(2).types_every(100, "ac").sees("NOTE").presses(leaves).waits(2);
        assert_eq!(kim.notes(), ["ac"], "{leaves}");
        kim.presses("Ctrl-N").waits(2).types_every(900, "ac").presses("Ctrl-X").sees("Take this back?").presses("Esc");
        assert_eq!(kim.half_typed(), "ac", "{leaves}");
    }
    // Nor are they where something else was typed among them.
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 4").waits(2).types_every(100, "ac").types_every(300, "x").presses("Backspace Ctrl-X");
    kim.sees("Take this back?").presses("Esc");
    assert_eq!(kim.half_typed(), "ac");
}

#[test]
fn what_is_typed_after_a_resume_goes_on_where_one_typed() {
    let mut kim = Interviewer::asks(80, 24);
    kim.types("half retr").presses("Ctrl-C Ctrl-Y");
    let mut again = Interviewer::comes_back(kim.world.clone(), 80, 24);
    again.types("ies");
    assert_eq!(again.half_typed(), "half retries");
    let mut again = Interviewer::comes_back(kim.world.clone(), 80, 24);
    again.pastes("pasted");
    assert_eq!(again.half_typed(), "half retr\npasted");
    // At the desk as well.
    let mut kim = at_the_desk(80, 24);
    kim.presses("Tab 1").types("half retr").presses("Esc Ctrl-C Ctrl-Y");
    let mut again = Interviewer::comes_back(kim.world.clone(), 80, 24);
    again.types("ies").presses("Enter");
    assert_eq!(again.state().conclusions.values().next().expect("a conclusion").reason, "half retries");
}

#[test]
fn a_sentence_in_the_list_of_red_flags_is_the_quote_and_enter_records_it() {
    let said = "said that tests are a waste of time";
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-F").types(said).presses("Enter").sees("> It is what was said or seen").waits(1).presses("Enter");
    kim.waits(1).presses("Enter").sees(said).waits(1).presses("Enter");
    assert_eq!(kim.state().flags[0].quote, said);
    // What was half typed for that flag before is not recorded by it unread.
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-F Enter")
        .types("half")
        .presses("Esc Ctrl-F")
        .types(said)
        .presses("Enter Down Enter Down Up Enter");
    kim.presses("Enter").says("too soon").sees("> half").presses("Down Enter");
    assert_eq!(kim.state().flags[0].quote, format!("half\n{said}"));
}

#[test]
fn the_word_of_the_bar_finds_its_key_first() {
    for (word, does) in [("back", "the question before"), ("undo", "take back what"), ("rate", "to the ratings")] {
        let mut kim = Interviewer::asks(80, 24);
        kim.presses("Ctrl-O").types(word);
        let screen = kim.screen();
        let first = screen.lines().filter(|line| line.starts_with('>')).nth(1).expect("a line");
        assert!(first.contains(does), "{word}: {screen}");
    }
}

#[test]
fn nothing_of_a_question_is_offered_where_there_is_none() {
    let mut kim = Interviewer::begins(80, 24);
    kim.does_not_see("^R rate").does_not_see("^F flag").presses("Ctrl-N").sees("^R rate");
}

#[test]
fn the_history_says_the_same_of_its_keys_everywhere() {
    let mut kim = Interviewer::asks(80, 24);
    kim.types("she asked who may keep it")
        .presses("Enter F10")
        .sees("History: Del removes or changes, Enter goes there");
    kim.presses("Enter").says("that is of Q1, where you are: Del changes its text, or removes it");
    kim.presses("Esc F9 Ctrl-Y F10").sees("History: Del removes or changes, Enter brings back");
}

#[test]
fn a_message_that_has_no_room_says_that_it_goes_on() {
    let mut kim = Interviewer::asks(60, 18);
    kim.presses("Ctrl-R").waits(2).types_every(170, "ab").types_every(600, "4");
    let screen = kim.screen();
    let said: Vec<&str> = screen.lines().rev().skip(1).take(3).collect();
    assert!(said[0].trim_end().ends_with('…'), "{screen}");
}

#[test]
fn letters_of_what_is_ticked_already_are_named_once() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R a b").waits(2).types_every(100, "ba").sees("NOTE").presses("Ctrl-X");
    kim.says("b is ticked already; a is ticked already").presses("Ctrl-R c").waits(2).types_every(100, "cd");
    kim.presses("Ctrl-X").says("c is ticked already; saw (weak): Says caching is always good");
}

#[test]
fn the_key_that_turns_says_where_it_leads() {
    let mut kim = Interviewer::asks(140, 40);
    kim.sees("Tab rate").presses("Tab").sees("Tab plan").presses("Tab").sees("Tab note").presses("Tab").sees("NOTE");
    Interviewer::begins(80, 24).sees("Tab plan");
}

#[test]
fn a_question_without_a_rating_is_told_apart_from_one_that_lacks_some() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 4 Ctrl-N").types("she knew").presses("Enter Ctrl-N").types("it all").presses("Enter F9 Ctrl-Y");
    kim.presses("Ctrl-S Ctrl-S").sees("Q2 and Q3 have no rating. Q1 is not rated on every dimension");
}

#[test]
fn every_line_of_a_no_show_is_indented() {
    let mut kim = Interviewer::sits_down(60, 18);
    kim.presses("F9 Ctrl-Y");
    let screen = kim.screen();
    let mut lines = screen.lines().skip_while(|line| !line.contains("No-show: the candidate")).skip(1);
    assert!(lines.next().is_some_and(|line| line.starts_with(' ')), "{screen}");
}
