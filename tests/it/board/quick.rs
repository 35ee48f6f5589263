//! What quick hands type, and what newcomers try first: each by key presses.

use hotseat::core::event::Signal;
use hotseat::core::plan::Slot;
use hotseat::core::scale::Rating;

use super::driver::Interviewer;

const SIZES: [(u16, u16); 2] = [(60, 18), (80, 24)];

/// At the page of a dimension whose question is rated 4.
fn at_a_dimension(columns: u16, rows: u16) -> Interviewer {
    let mut kim = Interviewer::asks(columns, rows);
    kim.presses("Ctrl-R 4 F9 Ctrl-Y Tab").sees("not concluded");
    kim
}

/// The conclusion that stands: its score and its reason.
fn concluded(kim: &Interviewer) -> Option<(Option<u8>, &str)> {
    let given = kim.state().conclusions.values().next()?;
    Some((given.score.map(Rating::get), given.reason.as_str()))
}

#[test]
fn a_sentence_that_begins_with_a_number_concludes_nothing() {
    for (columns, rows) in SIZES {
        for text in
            ["1 of the cases failed", "12 cases of 20", "1/3 of it", "1.5 hours late", "10% of it", "1st try held"]
        {
            // No reason stands yet.
            let mut kim = at_a_dimension(columns, rows);
            kim.waits(2).types_every(100, text).says("that reads like a text").sees(&format!("> {text}"));
            kim.presses("Enter");
            assert_eq!(concluded(&kim), Some((None, text)), "{text}");
            // One stands.
            let mut kim = at_a_dimension(columns, rows);
            kim.presses("5 Enter").types("solid").presses("Enter").waits(2).types_every(100, text);
            kim.says("that reads like a text").sees("> solid").presses("Enter");
            assert_eq!(concluded(&kim), Some((Some(5), format!("solid\n{text}").as_str())), "{text}");
            // One was left half typed, for another score.
            let mut kim = at_a_dimension(columns, rows);
            kim.presses("2").types("guessed").presses("Esc").waits(2).types_every(100, text);
            kim.sees("A conclusion of 2 differs").sees("> guessed").presses("Enter");
            assert_eq!(concluded(&kim), Some((Some(2), format!("guessed\n{text}").as_str())), "{text}");
        }
        // A number and its reason are both.
        for reason in ["guessed", "still guessed", "stable at last", "so what"] {
            let mut kim = at_a_dimension(columns, rows);
            kim.waits(2).types_every(100, &format!("1{reason}")).presses("Enter");
            assert_eq!(concluded(&kim), Some((Some(1), reason)));
        }
        for reason in ["there was no doubt", "then it held", "to the point"] {
            let mut kim = at_a_dimension(columns, rows);
            kim.waits(2).types_every(100, &format!("4{reason}")).presses("Enter");
            assert_eq!(concluded(&kim), Some((Some(4), reason)));
        }
        // Where a number concludes at once, or rates, an ordinal takes that back.
        let mut kim = at_a_dimension(columns, rows);
        kim.waits(2).types_every(100, "4th try held").presses("Enter");
        assert_eq!(concluded(&kim), Some((None, "4th try held")));
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses("F9 Ctrl-Y").waits(2).types_every(100, "1st try held").presses("Enter");
        assert!(kim.state().asking(Slot(1)).expect("a question").ratings.is_empty());
        assert_eq!(kim.notes(), ["1st try held"]);
    }
}

#[test]
fn several_quick_ticks_and_a_rating_are_named_and_made_by_one_key() {
    for (columns, rows) in SIZES {
        for (keys, letters) in [("bad4", "b, a, d and 4"), ("abc4", "a, b, c and 4"), ("gdba35", "g, d, b, a, 3 and 5")]
        {
            let mut kim = Interviewer::asks(columns, rows);
            kim.presses("Ctrl-R").waits(2).types_every(150, keys).sees("NOTE");
            kim.says(&format!("{letters} came as fast as a word")).says("Ctrl-X ticks and rates by them instead");
            for one in keys.chars() {
                kim.says(&format!("{one}, "));
            }
            assert_eq!(kim.half_typed(), keys);
            kim.presses("Ctrl-X").sees("RATE");
            let asking = kim.state().asking(Slot(1)).expect("a question");
            let mut rated: Vec<u8> = asking.ratings.values().map(|rating| rating.get()).collect();
            rated.sort_unstable();
            let digits: Vec<u8> = keys.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
            assert_eq!((asking.signals.len() + asking.follow_ups.len(), rated), (keys.len() - digits.len(), digits));
            assert_eq!(kim.half_typed(), "");
        }
        // A word that goes on is a note.
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses("Ctrl-R").waits(2).types_every(150, "bad4").types_every(150, " of 5");
        kim.says("that reads like a note").presses("Enter");
        assert_eq!(kim.notes(), ["bad4 of 5"]);
    }
}

#[test]
fn what_0_does_is_said_where_it_does_it() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses("Ctrl-R").sees("0 takes a rating back");
        kim.presses("Down Down").sees("Space or its letter ticks this").does_not_see("0 takes");
        kim.presses("Space").sees("0 takes this tick off").does_not_see("takes a rating back").presses("0");
        kim.does_not_see("0 takes").presses("End").sees("Space or its letter says that you asked this");
        kim.presses("Space").sees("this was asked, which only Ctrl-X and F10 take back").presses("0");
        kim.says("what was asked was asked");
        assert!(kim.state().asking(Slot(1)).expect("a question").signals.is_empty());
    }
}

/// At the criteria, the first of them under the cursor.
fn at_the_criteria(columns: u16, rows: u16) -> Interviewer {
    let mut kim = at_a_dimension(columns, rows);
    for _ in 0..9 {
        if kim.screen().contains("y shown") {
            return kim;
        }
        kim.presses("Tab");
    }
    panic!("no page of criteria:\n{}", kim.screen());
}

#[test]
fn y_and_n_judge_a_criterion_as_the_foot_says() {
    for (columns, rows) in SIZES {
        for (typed, judged) in [("y", true), ("yes", true), ("n", false), ("no", false)] {
            let mut kim = at_the_criteria(columns, rows);
            kim.sees("y shown").sees("n not shown").waits(2).types_every(100, typed).says("shown").presses("Enter");
            assert_eq!(kim.state().criteria.values().copied().collect::<Vec<_>>(), [judged], "{typed}");
            // Enter goes on, or says that there is no more; it keeps no note.
            kim.says("this is the last line");
            assert!(kim.view().ask.is_none(), "{typed}");
            // Once more at the same line it is that already.
            kim.waits(2).types_every(100, typed).says("already").presses("Enter");
            assert!(kim.view().ask.is_none(), "{typed}");
        }
        // A sentence is a note, and judges nothing.
        for text in ["yes she saw it", "no she did not", "never asked", "you could see it", "n is wrong", "yesterday"] {
            let mut kim = at_the_criteria(columns, rows);
            kim.waits(2).types_every(100, text).sees(&format!("> {text}")).presses("Enter");
            assert!(kim.state().criteria.is_empty(), "{text}");
            assert_eq!(kim.notes(), [text]);
        }
    }
}

#[test]
fn a_red_flag_is_chosen_and_kept_by_one_key_from_step_to_step() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::asks(columns, rows);
        let text = "they never listen to me";
        for _ in 0..3 {
            // Ctrl-Y does nothing in any of the steps.
            kim.presses("Ctrl-F")
                .types(text)
                .presses("Ctrl-Y")
                .sees("FLAG")
                .presses("Enter Ctrl-Y")
                .sees("what are they?");
            kim.waits(1)
                .presses("Enter")
                .says("now choose")
                .presses("Ctrl-Y")
                .sees("Which red flag does")
                .presses("Esc");
            assert_eq!(kim.half_typed(), text);
            kim.presses("Ctrl-U");
        }
        kim.presses("Ctrl-F").types(text).presses("Enter");
        for _ in 0..3 {
            kim.presses("Enter").says("too soon to have read").waits(1).presses("Enter");
        }
        assert_eq!(kim.state().flags[0].quote, text);
        // However often Enter is pressed at once, nothing is chosen that nobody read.
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses("Ctrl-F").types(text).presses("Enter Enter Enter Enter Enter Enter");
        assert!(kim.state().flags.is_empty());
        // Another sentence that is typed there is no choice, and neither is lost.
        kim.types("she left the call then").presses("Enter").says("no line is left to choose").presses("Esc");
        assert!(kim.state().flags.is_empty());
        assert_eq!((kim.behind(), kim.half_typed()), (vec![text.to_owned()], "she left the call then".to_owned()));
    }
}

#[test]
fn a_red_flag_that_has_only_its_title_becomes_no_note() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses("Ctrl-F").types("leaves early").presses("Enter Esc F9 Ctrl-Y Ctrl-S");
        kim.sees("nothing stands in the quote of the red flag leaves early").does_not_see("becomes a note");
        kim.presses("Ctrl-S").does_not_see("Half typed").presses("Ctrl-Y").sees("CARD");
        assert_eq!((kim.notes(), kim.state().flags.len()), (vec![], 0));
        // From the last look Enter goes to it.
        let mut kim = Interviewer::asks(columns, rows);
        kim.presses("Ctrl-F").types("leaves early").presses("Enter Esc F9 Ctrl-Y Ctrl-S Home Enter");
        kim.sees("what was said or seen?").types("at five").presses("Enter");
        assert_eq!(kim.state().flags[0].quote, "at five");
    }
}

#[test]
fn two_pastes_that_come_apart_are_told_apart() {
    for bracketed in [true, false] {
        for (first, second, both) in [
            ("the first of them", "the second of them", "the first of them\nthe second of them"),
            ("start(one);", "finish(one);", "start(one);\nfinish(one);"),
            ("one line\nand two\n", "a third line", "one line\nand two\na third line"),
        ] {
            let mut kim = Interviewer::asks(80, 24);
            for text in [first, second] {
                if bracketed {
                    kim.pastes(text)
                } else {
                    kim.bursts(text)
                };
                kim.world.now.set(kim.world.now.get() + 400);
            }
            assert_eq!(kim.half_typed(), both, "bracketed: {bracketed}");
        }
        // The pieces of a long one are one.
        let mut kim = Interviewer::asks(80, 24);
        for text in ["the first of th", "em, in two pieces"] {
            if bracketed {
                kim.pastes(text)
            } else {
                kim.bursts(text)
            };
            kim.world.now.set(kim.world.now.get() + 20);
        }
        assert_eq!(kim.half_typed(), "the first of them, in two pieces");
    }
    // Where keys act each is a note by itself.
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R").bursts("the first of them");
    kim.world.now.set(kim.world.now.get() + 400);
    kim.bursts("the second of them");
    assert_eq!(
        (kim.behind(), kim.half_typed()),
        (vec!["the first of them".to_owned()], "the second of them".to_owned())
    );
    let ticked: Vec<Signal> = kim.state().asking(Slot(1)).expect("a question").signals.keys().copied().collect();
    assert!(ticked.is_empty());
}

/// Times of notes are those of the clock that the screen shows, which stands still in a pause: on the board, in the history and on the card.
#[test]
fn a_pause_is_in_no_time_of_a_note() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::asks(columns, rows);
        kim.waits(60)
            .types("before it")
            .presses("Enter Ctrl-T")
            .waits(300)
            .types("in the midst of it")
            .presses("Enter");
        kim.types("begun in it").waits(120).presses("Enter");
        kim.presses("Ctrl-T").waits(60).types("after it").presses("Enter").sees("43:00 left");
        kim.presses("F10").sees("02:00 Q1 · note: after it").sees("01:00 Q1 · note: begun in it");
        kim.sees("01:00 Q1 · note: in the midst of it").sees("01:00 Q1 · note: before it").does_not_see("typed at");
    }
    // A second pause, and one that the end of the interview is in.
    let mut kim = Interviewer::asks(80, 24);
    kim.waits(60).presses("Ctrl-T").waits(60).presses("Ctrl-T").waits(60).presses("Ctrl-T").waits(60).presses("Ctrl-T");
    kim.types("two pauses")
        .presses("Enter F10")
        .sees("02:00 Q1 · note: two pauses")
        .presses("Esc F9 Ctrl-Y")
        .waits(300);
    kim.presses("Ctrl-X Ctrl-Y")
        .waits(60)
        .types("gone back into")
        .presses("Enter F10")
        .sees("03:00 Q1 · note: gone back");
}
