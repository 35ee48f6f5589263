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
const SAID: &str = "that reads like a note";

fn written(kim: &Interviewer) -> String {
    match &kim.view().ask {
        Some(Ask::Write { field, .. }) => field.text(),
        Some(Ask::Help { .. } | Ask::Choice { .. } | Ask::Flag { .. } | Ask::Find { .. } | Ask::History { .. })
        | None => String::new(),
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
            assert_eq!(kim.half_typed(), format!("half\n{sentence}"));
            let after = kim.state().asking(Slot(1)).expect("a question");
            assert_eq!((&after.ratings, &after.signals), (&before.ratings, &before.signals), "{sentence}");
            assert_eq!(after.follow_ups, before.follow_ups, "{sentence}");
            kim.presses("Enter").does_not_see(SAID);
            assert_eq!(kim.notes(), [format!("half\n{sentence}")]);
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
            assert_eq!(kim.notes(), [sentence]);
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
