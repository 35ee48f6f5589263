//! Sentences typed where keys act, by key presses with a clock.

use hotseat::core::event::Signal;
use hotseat::core::plan::Slot;
use hotseat::live::board::view::Ask;

use super::driver::Interviewer;

const SENTENCES: [&str; 6] = [
    "hire 4 yes",
    "missed 2 of 5",
    "I saw 2 gaps, fine",
    "4 of 5 were right",
    "ok - 3 hints? no",
    "a good, short answer to 1",
];
const SAID: &str = "that reads like a ";

fn written(kim: &Interviewer) -> String {
    match &kim.view().ask {
        Some(Ask::Write { field, .. }) => field.text(),
        Some(Ask::List { .. } | Ask::Choice { .. }) | None => String::new(),
    }
}

#[test]
fn a_sentence_typed_in_rate_is_a_note_and_rates_nothing() {
    for sentence in SENTENCES {
        for pace in [60, 150] {
            let mut kim = Interviewer::asks(80, 24);
            kim.types("half").presses("Ctrl-R 4").waits(2).presses("b").waits(2);
            let before = kim.state().asking(Slot(1)).cloned().expect("a question");
            kim.types_every(pace, sentence).sees(SAID).sees("NOTE");
            assert_eq!((kim.half_typed(), kim.behind()), (sentence.to_owned(), vec!["half".to_owned()]));
            let after = kim.state().asking(Slot(1)).expect("a question");
            assert_eq!((&after.ratings, &after.signals), (&before.ratings, &before.signals), "{sentence}");
            assert_eq!(after.follow_ups, before.follow_ups, "{sentence}");
            kim.presses("Enter").does_not_see(SAID);
            assert_eq!((kim.notes(), kim.half_typed()), (vec![sentence.to_owned()], "half".to_owned()));
        }
    }
}

#[test]
fn a_sentence_typed_at_the_desk_is_a_note_and_records_nothing() {
    for sentence in SENTENCES {
        for part in 0.. {
            let mut kim = Interviewer::asks(80, 24);
            kim.presses("Ctrl-R 4 5").waits(300).presses("Ctrl-N").waits(300).presses("F9 Ctrl-Y");
            (0..part).for_each(|_| {
                kim.presses("Tab");
            });
            let last = kim.screen().contains("Before you submit");
            let seen = |kim: &Interviewer| {
                let state = kim.state();
                let ratings: Vec<_> = state.asking.iter().map(|asking| asking.ratings.clone()).collect();
                (ratings, state.conclusions.clone(), state.criteria.clone(), state.recommendation.clone())
            };
            let before = seen(&kim);
            kim.types_every(100, sentence).sees(SAID);
            assert_eq!(written(&kim), sentence, "part {part}");
            assert_eq!(seen(&kim), before, "{sentence} in part {part}");
            kim.presses("Enter");
            assert_eq!(kim.texts(), [sentence]);
            if last {
                break;
            }
        }
    }
}

#[test]
fn fast_ratings_and_ticks_with_pauses_still_act() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R").types_every(60, "43").types_every(900, "ac").sees("RATE");
    let asking = kim.state().asking(Slot(1)).expect("a question");
    assert_eq!(asking.ratings.values().map(|rating| rating.get()).collect::<Vec<_>>(), [3, 4]);
    assert_eq!(asking.signals.keys().copied().collect::<Vec<_>>(), [Signal::Strong(0), Signal::Strong(2)]);
    kim.waits(300).presses("Ctrl-N").waits(300).presses("F9 Ctrl-Y").sees("2 unrated").types_every(60, "52");
    kim.sees("all rated");
}

#[test]
fn a_space_after_a_letter_never_ticks_a_criterion() {
    let mut kim = Interviewer::asks(80, 24);
    kim.waits(300).presses("F9 Ctrl-Y");
    while !kim.screen().contains("Criteria that this round could show") {
        kim.presses("Tab");
    }
    kim.types_every(2000, "a ");
    assert!(kim.state().criteria.is_empty());
    kim.types_every(2000, " ");
    assert!(!kim.state().criteria.is_empty());
}

/// Where nothing is written and no letter acts while the conversation goes on, and how one gets there.
const ASIDE: [(&str, &str); 7] = [
    ("the box of a skip", "F6"),
    ("the box of a drop", "F7"),
    ("the box of a swap", "F8"),
    ("the box of the end", "F9"),
    ("the box of leaving", "Ctrl-C"),
    ("PLAN", "BackTab"),
    ("PLAN at a backup", "BackTab End"),
];

#[test]
fn a_sentence_typed_at_a_box_or_in_the_plan_is_in_the_note() {
    for (place, keys) in ASIDE {
        let mut kim = Interviewer::asks(80, 24);
        kim.types("half").waits(1).presses(keys);
        let (before, asks) = (kim.journal().len(), kim.view().ask.is_some());
        kim.types_every(100, "she saw it, and ok").sees("note");
        assert_eq!(kim.half_typed(), "she saw it, and ok", "{place}");
        assert_eq!((kim.journal().len(), kim.view().ask.is_some()), (before, asks), "{place}");
        kim.types_every(2000, " no").presses("Esc Enter");
        assert_eq!(kim.notes(), ["she saw it, and ok no"], "{place}");
        // What was half typed before is a text of its own, and no second Enter keeps it.
        kim.says("what you had half typed before is back").presses("Enter").says("as you left it");
        assert_eq!((kim.notes().len(), kim.half_typed()), (1, "half".to_owned()), "{place}");
        kim.presses("End Enter");
        assert_eq!(kim.notes(), ["she saw it, and ok no", "half"], "{place}");
    }
}

#[test]
fn a_sentence_typed_before_the_conversation_or_into_a_list_is_in_the_note() {
    let mut kim = Interviewer::sits_down(80, 24);
    kim.types_every(100, "she is late").sees("> she is late").sees("becomes a note on the interview");
    kim.presses("Enter").sees("READY").presses("Ctrl-Y").says("is a note on the interview now");
    assert_eq!(kim.notes(), ["she is late"]);
    for keys in ["F4", "F10", "Ctrl-O", "Ctrl-F"] {
        let mut kim = Interviewer::asks(80, 24);
        kim.presses(keys).types("she asks who may keep a copy").presses("Esc").sees("reads like a note");
        assert_eq!(kim.half_typed(), "she asks who may keep a copy");
        kim.presses(keys).types("cache").presses("Esc").sees("who may keep a copy");
        assert_eq!(kim.half_typed(), "she asks who may keep a copy", "a word or two are a search");
    }
}

#[test]
fn a_sentence_typed_at_a_box_of_the_desk_is_kept_and_submitted() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 4 5 F9 Ctrl-Y Ctrl-S Ctrl-S").sees("Ctrl-Y does it");
    kim.types_every(100, "wait, one more").sees("is a half-typed note").presses("Ctrl-Y");
    assert_eq!(kim.notes(), ["wait, one more"]);
    kim.types_every(100, "too late, is it?").sees("hotseat amend --note");
}

#[test]
fn each_key_says_in_words_what_it_recorded() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R").types_every(100, "4").sees("recorded: Q1 · Technical skills 4");
    kim.types_every(2000, "a").sees("saw: Asks who may keep a copy");
    // Of keys that come fast, none hides what another did.
    kim.types_every(2000, "b").types_every(300, "c");
    kim.sees("saw: Names validation beside freshness; saw: Gives an example");
    kim.presses("Home").types_every(2000, "0").sees("recorded: Q1 · Technical skills not rated");
    kim.presses("Home").types_every(2000, "4").types_every(200, "3");
    kim.sees("recorded: Q1 · Technical skills 4; Q1 · Communication 3");
}

#[test]
fn three_letters_without_a_pause_are_a_text_though_each_of_them_ticks() {
    for pace in [100, 500] {
        let mut kim = Interviewer::asks(80, 24);
        kim.presses("Ctrl-R").waits(1).types_every(pace, "bad").says("came as fast as a word, so they are a note");
        assert!(kim.state().asking(Slot(1)).expect("a question").signals.is_empty());
        assert_eq!(kim.half_typed(), "bad");
    }
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R").types_every(800, "bad");
    assert_eq!(kim.state().asking(Slot(1)).expect("a question").signals.len(), 3);
}

/// Ticks go down the list, a word does not; a blank or a comma after letters makes a word of them, however slowly they came.
#[test]
fn deliberate_ticks_tick_and_a_sentence_is_one_however_slowly_it_is_typed() {
    let ticks = |kim: &Interviewer| {
        let asking = kim.state().asking(Slot(1)).expect("a question");
        asking.signals.len() + asking.follow_ups.len()
    };
    for (pace, letters, count) in
        [(500, "abc", 3), (300, "ace", 3), (500, "abcdef", 6), (1000, "cab", 3), (500, "abbc", 3)]
    {
        let mut kim = Interviewer::asks(80, 24);
        kim.presses("Ctrl-R").waits(2).types_every(pace, letters).presses("Esc");
        assert_eq!((ticks(&kim), kim.half_typed().as_str()), (count, ""), "{letters} every {pace}");
    }
    let sentences =
        ["bad idea", "a bad idea", "abc is fine", "hello there", "ace, really", "he did 4 of 5", "is it", "a cab"];
    for sentence in sentences {
        for pace in [100, 300, 500, 750, 1200] {
            let mut kim = Interviewer::asks(80, 24);
            kim.presses("Ctrl-R 4").waits(2).types_every(pace, sentence).presses("Esc");
            assert_eq!((ticks(&kim), kim.half_typed().as_str()), (0, sentence), "{sentence} every {pace}");
            let given: Vec<u8> =
                kim.state().asking(Slot(1)).expect("a question").ratings.values().map(|one| one.get()).collect();
            assert_eq!(given, [4], "{sentence} every {pace}");
            // It is as if it had never been recorded.
            kim.presses("F12").says("there is nothing to redo");
        }
    }
    // A number that stands before a slow text belongs to it; one that was pressed before a pause does not.
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R").waits(2).types_every(750, "4 of 5").presses("Esc");
    assert!(kim.state().asking(Slot(1)).expect("a question").ratings.is_empty());
    assert_eq!(kim.half_typed(), "4 of 5");
    kim.presses("Ctrl-R").waits(2).types_every(1200, "4b").waits(2);
    assert_eq!((kim.state().asking(Slot(1)).expect("a question").ratings.len(), ticks(&kim)), (1, 1));
}

#[test]
fn a_tab_within_a_word_splits_no_text() {
    for tab in ["Tab", "BackTab"] {
        let mut kim = Interviewer::asks(80, 24);
        kim.types("older").presses("Enter").types_every(100, "hel").presses(tab).types_every(100, "lo there");
        assert_eq!((kim.half_typed(), kim.view().behind.len()), ("hello there".to_owned(), 0), "{tab}");
        // What is typed there later is a text of its own.
        kim.presses(tab).waits(1).types_every(100, "another");
        assert_eq!((kim.half_typed(), kim.behind()), ("another".to_owned(), vec!["hello there".to_owned()]));
    }
}

#[test]
fn a_digit_after_a_tick_rates_what_it_can_only_mean_or_says_what_to_press() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R a 4").says("Technical skills 4").presses("b 3").says("Communication 3");
    kim.presses("c 2").says("all dimensions are rated already: Ctrl-R goes to Technical skills, and Up to the others");
    kim.presses("Ctrl-R 2").says("Technical skills 2");
    let mut plan = super::plan::plan();
    for section in &mut plan.sections {
        for planned in &mut section.questions {
            planned.banked.question.dimensions.truncate(1);
        }
    }
    let mut kim = Interviewer::with_plan(plan, 80, 24);
    kim.presses("Ctrl-Y Ctrl-N Ctrl-R 4 a").says("saw").presses("2").says("Technical skills 2");
}

#[test]
fn an_arrow_that_finds_no_line_in_a_text_says_what_leads_elsewhere() {
    let mut kim = Interviewer::asks(80, 24);
    kim.types("half").presses("Down").says("your text has no line below: Ctrl-R goes to the ratings").presses("Up");
    kim.says("no line above").presses("Ctrl-J").types("more").presses("Up").does_not_see("no line");
    kim.presses("Ctrl-U F9 Ctrl-Y Ctrl-S BackTab Enter")
        .types("line")
        .presses("Down")
        .says("Enter keeps it, Esc closes it");
    for key in ["Tab", "BackTab", "Ctrl-X"] {
        kim.presses(key);
        assert!(kim.view().said.is_some(), "{key} is silent");
    }
    kim.says("Ctrl-/ undoes within it");
}

#[test]
fn what_a_text_took_back_is_not_made_again_and_what_was_undone_before_it_is() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 4 Ctrl-X")
        .says("undone")
        .types_every(100, "bad")
        .presses("Esc F12 Ctrl-Y")
        .says("redone: Technical skills 4");
    kim.presses("F12").says("there is nothing to redo").presses("F10").sees("undone: Q1 · ticked: ");
}

#[test]
fn a_word_after_a_number_is_a_text_in_rate_and_at_the_desk() {
    for text in ["10 yr", "3 ok", "5 min"] {
        let mut kim = Interviewer::asks(80, 24);
        kim.presses("Ctrl-R 4").waits(2).types_every(200, text).presses("Esc");
        let asking = kim.state().asking(Slot(1)).expect("a question");
        assert_eq!(asking.ratings.values().map(|rating| rating.get()).collect::<Vec<_>>(), [4], "{text}");
        assert!(asking.signals.is_empty() && asking.follow_ups.is_empty(), "{text}");
        assert_eq!(kim.half_typed(), text);
        let mut kim = Interviewer::asks(80, 24);
        kim.presses("Ctrl-R 4").waits(2).presses("Ctrl-N").waits(2).presses("F9 Ctrl-Y").waits(2);
        let before: Vec<_> = kim.state().asking.iter().map(|asking| asking.ratings.clone()).collect();
        kim.types_every(200, text);
        assert_eq!(written(&kim), text);
        let after: Vec<_> = kim.state().asking.iter().map(|asking| asking.ratings.clone()).collect();
        assert_eq!(after, before, "{text}");
    }
}

#[test]
fn no_enter_begins_the_conversation_and_a_text_before_it_is_kept() {
    let mut kim = Interviewer::sits_down(80, 24);
    kim.presses("Enter Enter").says("Enter begins nothing").waits(1).presses("Enter");
    kim.types_every(100, "waiting on the call").presses("Enter Enter Enter").says("Ctrl-Y begins it");
    kim.presses_at_once("Ctrl-Y Ctrl-Y");
    assert!(!kim.state().clock.running);
    kim.presses("Ctrl-Y").says("Ctrl-T stops them").presses("Ctrl-Y").says("none is open");
    assert!(kim.state().clock.running);
    assert_eq!(kim.notes(), ["waiting on the call"]);
}

#[test]
fn the_key_of_line_breaks_breaks_a_line_before_the_conversation_too() {
    let mut kim = Interviewer::sits_down(80, 24);
    kim.types_every(100, "she is late").presses("Ctrl-J").types_every(100, "by ten").presses("Enter Ctrl-Y");
    assert_eq!(kim.notes(), ["she is late\nby ten"]);
}

#[test]
fn a_reason_that_is_gone_on_with_begins_a_line_of_its_own() {
    let mut kim = Interviewer::asks(80, 24);
    kim.waits(1).presses("F9 Ctrl-Y").waits(1);
    for _ in 0..10 {
        if kim.screen().contains("Nothing is written yet") {
            break;
        }
        kim.presses("Tab");
    }
    kim.presses("Enter").types("hi").presses("Esc").waits(2).types_every(100, "good at jo");
    assert_eq!(written(&kim), "hi\ngood at jo");
}

/// A text reaches back over the keys that came at its own pace, and over no others.
#[test]
fn what_was_pressed_at_another_pace_than_the_text_after_it_stands() {
    let ticks = |kim: &Interviewer| {
        let asking = kim.state().asking(Slot(1)).expect("a question");
        (asking.ratings.len(), asking.signals.len() + asking.follow_ups.len())
    };
    for pace in [60, 100, 180] {
        let mut kim = Interviewer::asks(80, 24);
        kim.presses("Ctrl-R").waits(2).types_every(100, "4").types_every(600, "a").types_every(1400, "c");
        kim.types_every(500, "h").types_every(pace, "e is not sure about caching").presses("Enter");
        assert_eq!((ticks(&kim), kim.notes()), ((1, 2), vec!["he is not sure about caching".to_owned()]), "{pace}");
        let mut kim = Interviewer::asks(80, 24);
        kim.presses("Ctrl-R").waits(2).types_every(100, "3").types_every(600, "4").types_every(600, "o");
        kim.types_every(pace, "k so he knows").presses("Enter");
        assert_eq!((ticks(&kim), kim.notes()), ((2, 0), vec!["ok so he knows".to_owned()]), "{pace}");
    }
    // A judgment of a criterion, and words right after it.
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 4 5").waits(300).presses("F9 Ctrl-Y");
    for _ in 0..10 {
        if kim.screen().contains("y shown") {
            break;
        }
        kim.presses("Tab");
    }
    kim.waits(2).types_every(100, " ");
    let judged = kim.state().criteria.clone();
    assert_eq!(judged.len(), 1);
    kim.types_every(550, " ").types_every(90, "not sure");
    assert_eq!((kim.state().criteria.clone(), written(&kim)), (judged, "not sure".to_owned()));
}

#[test]
fn what_a_text_takes_back_is_named() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R").waits(2).types_every(300, "4 of 5").says("took back: Q1 · Technical skills 4");
    assert_eq!(kim.half_typed(), "4 of 5");
    kim.presses("Enter F10").sees("undone: Q1 · Technical skills 4").presses("Down Enter Ctrl-Y");
    assert_eq!(kim.state().asking(Slot(1)).expect("a question").ratings.len(), 1);
}
