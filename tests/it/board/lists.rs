//! Every list of the board is walked, paged, narrowed and left in one way.

use hotseat::core::plan::Slot;
use hotseat::core::session::Phase;
use hotseat::live::board::view::{Ask, View};

use super::driver::Interviewer;
use super::plan;

/// The line under the cursor of the list that has the keys.
fn row(view: &View, phase: Phase) -> usize {
    match &view.ask {
        Some(Ask::List { cursor, .. } | Ask::Choice { cursor, .. }) => cursor.row,
        Some(Ask::Write { .. }) | None if phase == Phase::Scoring => view.desk.cursor.row,
        Some(Ask::Write { .. }) | None => view.plan.row,
    }
}

/// Half an interview of sixty questions, so that every list is longer than a screen.
fn half_way(columns: u16, rows: u16) -> Interviewer {
    let mut kim = Interviewer::with_plan(plan::long_plan(), columns, rows);
    kim.presses("Ctrl-Y Ctrl-N");
    for _ in 0..20 {
        kim.presses("Ctrl-R 4 3 Esc").types("a note").presses("Ctrl-N").waits(60);
    }
    kim
}

/// Every list, and how one gets there.
const LISTS: [(&str, &str); 6] = [
    ("PLAN", "BackTab"),
    ("HISTORY", "F10"),
    ("HELP", "Ctrl-O"),
    ("FLAG", "Ctrl-F"),
    ("FIND", "F4"),
    ("SCORE", "F9 Ctrl-Y"),
];

#[test]
fn home_end_and_pages_lead_through_every_list_and_show_all_of_it() {
    for (columns, rows) in [(60, 18), (80, 24)] {
        for (name, keys) in LISTS {
            let mut kim = half_way(columns, rows);
            kim.presses(keys).sees(name);
            let phase = kim.state().phase;
            let at = |kim: &mut Interviewer, key: &str| {
                kim.presses(key).screen();
                row(kim.view(), phase)
            };
            at(&mut kim, "Home");
            let last = at(&mut kim, "End");
            assert!(last > 0, "{name} has lines");
            assert_eq!(at(&mut kim, "Down"), last, "{name} ends there");
            assert_eq!(at(&mut kim, "Home"), 0, "{name}");
            // A page down shows what comes next, until the end; no line is left out on the way.
            let mut steps = 0;
            let mut here = 0;
            while here < last && steps < 200 {
                let next = at(&mut kim, "PgDn");
                assert!(next >= here, "{name}: {here} to {next}");
                here = next;
                steps += 1;
            }
            assert_eq!(here, last, "{name}: {steps} pages");
            while here > 0 && steps < 400 {
                here = at(&mut kim, "PgUp");
                steps += 1;
            }
            assert_eq!(here, 0, "{name}: {steps} pages");
        }
    }
}

#[test]
fn pages_of_a_list_leave_out_no_line() {
    let mut kim = half_way(80, 24);
    kim.presses("F10");
    let recorded = kim.session().history().len();
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..recorded {
        seen.extend(kim.screen().lines().filter(|line| line.contains(" · ")).map(str::to_owned));
        kim.presses("PgDn");
    }
    for number in 1..=20 {
        assert!(seen.iter().any(|line| line.contains(&format!("Q{number} · note: a note"))), "{number} in {seen:?}");
        let rated = format!("Q{number} · Technical skills 4");
        assert!(seen.iter().any(|line| line.contains(&rated)), "{rated} in {seen:?}");
    }
}

#[test]
fn every_word_that_newcomers_look_for_finds_its_line() {
    let found = [
        ("end", "end the conversation"),
        ("no-show", "or a no-show"),
        ("skip", "skip this question"),
        ("undo", "undo: take back"),
        ("redo", "redo: make again"),
        ("pause", "pause: stop the clocks"),
        ("hint", "give the next hint"),
        ("flag", "raise a red flag"),
        ("submit", "submit the scorecard"),
        ("cover", "cover the screen"),
        ("hand over", "hand over to another"),
    ];
    for (word, line) in found {
        for (columns, rows) in [(60, 18), (80, 24)] {
            let mut kim = Interviewer::asks(columns, rows);
            kim.presses("Ctrl-O").types(word).sees(line);
        }
    }
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-O").types("no-show").presses("Enter").sees("End the conversation?").presses("Esc");
    kim.presses("Ctrl-O").types("pause").presses("Enter").sees("Do this?").sees("stop the clocks");
    assert!(kim.state().clock.running, "it asks first");
    kim.presses("Ctrl-Y").sees("PAUSED");
    // What records nothing does not ask.
    for (word, shows) in [("anchors", "RATE"), ("explanation", "The explanation of"), ("ratings esc", "RATE")] {
        let mut kim = Interviewer::asks(80, 24);
        kim.presses("Ctrl-O").types(word).presses("Enter").does_not_see("Do this?").sees(shows);
    }
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-O").types("copy prompt").presses("Enter").says("the prompt is on the clipboard");
    kim.presses("Ctrl-O").types("next question").presses("Enter").does_not_see("Do this?").sees(" Q2");
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-N F9 Ctrl-Y Ctrl-O").types("last look").presses("Enter").sees("Before you submit");
    kim.presses("Ctrl-O").types("nothing like this").sees("nothing is like that").presses("Enter Esc Esc");
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R Ctrl-O");
    let headings = kim.screen().matches("RATE: ratings").count();
    assert_eq!(headings, 1);
}

#[test]
fn undo_chosen_from_the_list_shows_first_what_it_would_take_back() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 4 Esc").chooses("undo: take back").sees("Take this back?").sees("Q1 · Technical skills 4");
    assert!(!kim.state().asking(Slot(1)).expect("a question").ratings.is_empty());
    kim.presses("Ctrl-Y").sees("undone: Technical skills 4 at Q1");
    kim.chooses("undo: take back").sees("there is nothing to undo");
}

#[test]
fn the_history_says_what_was_recorded_and_hides_what_is_gone() {
    let mut kim = Interviewer::asks(140, 40);
    kim.types("she sees the lock").presses("Enter Ctrl-R a 4 Esc Ctrl-G Ctrl-Y").presses("Ctrl-F Enter");
    kim.types("never").presses("Enter").presses("Ctrl-R b Ctrl-X b Ctrl-X c F10");
    kim.sees("Q1 · note: she sees the lock")
        .sees("Q1 · ticked: Asks who may keep a copy")
        .sees("Q1 · Technical skills 4")
        .sees("Q1 · hint 1: What does the response say about itself?")
        .sees(": \"never\"")
        .sees("undone: Q1 · ticked: Names validation");
    assert_eq!(kim.screen().matches("Names validation").count(), 1, "what was recorded again is there once");
    kim.types("note").sees("she sees the lock").does_not_see("Technical skills 4 ");
    kim.presses("Esc Ctrl-X F10").sees("undone (redo makes it again): Q1 · ticked: Gives an example");
}

#[test]
fn what_the_last_look_complains_about_is_a_key_away() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 5 Esc Ctrl-N F9 Ctrl-Y Ctrl-S").sees("> - Q1 is not rated on Communication");
    kim.presses("Enter").sees("Q1  > Communication").sees("here it is mended").presses("3 Ctrl-S");
    kim.sees("> - Q2 has nothing recorded: rate it, or F6").presses("Enter").sees("Q2  > Technical skills");
    kim.presses("3 3 Ctrl-S")
        .sees("> - you have not recommended a band yet")
        .presses("Enter")
        .sees("Your recommendation: its");
    kim.presses("4 Ctrl-S")
        .sees("> - you have not said why you recommend that band")
        .presses("Enter Enter")
        .types("solid");
    kim.presses("Enter Ctrl-S").sees("> - must-have criteria are not judged, and the card says so: Databases and APIs");
    kim.presses("Enter").sees("Criteria that this round could show").presses("Space Ctrl-S");
    kim.sees("Nothing is missing").sees("Where the evidence is thin");
    kim.presses("Enter").sees("here it is mended").presses("Ctrl-S End Enter").sees("A note on the interview");
    // Whatever it complains about, Enter leads somewhere else than to the last look.
    let mut kim = half_way(80, 24);
    kim.presses("F9 Ctrl-Y Ctrl-S");
    for _ in 0..60 {
        let mut there = Interviewer::comes_back_to(plan::long_plan(), kim.world.clone(), 80, 24);
        let row = kim.view().desk.cursor.row;
        there.presses("Ctrl-S");
        (0..row).for_each(|_| {
            there.presses("Down");
        });
        there.presses("Enter");
        if there.screen().contains("A note on the interview") {
            return;
        }
        there.does_not_see("Before you submit");
        kim.presses("Down");
    }
    panic!("the last line is the note");
}

#[test]
fn what_was_set_at_the_desk_can_be_cleared() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 4 5 F9 Ctrl-Y Tab 4").sees("your conclusion stands").presses("Delete");
    kim.sees("no conclusion: your ratings stand");
    while !kim.screen().contains("Criteria that this round could show") {
        kim.presses("Tab");
    }
    for clear in ["0", "-", "Delete"] {
        kim.presses("Space").sees("> shown     Databases");
        assert_eq!(kim.state().criteria.len(), 1);
        kim.presses(clear).sees(">           Databases").sees("criterion Databases");
        assert!(kim.state().criteria.is_empty(), "{clear}");
    }
    kim.presses("Ctrl-X").sees("> shown     Databases").presses("Tab 4").sees(">[ 4] Hire").presses("Delete");
    assert_eq!(kim.state().recommendation.as_ref().and_then(|given| given.band.clone()), None);
    kim.presses("Enter").types("why").presses("Enter Enter Ctrl-U Enter").sees("Nothing is written yet");
    kim.presses("Tab Enter").types("clear").presses("Enter Esc Home Delete");
    assert!(kim.state().recommendation.as_ref().is_some_and(|given| given.strengths.is_empty()));
}

#[test]
fn all_five_anchors_are_whole_on_a_key_at_the_desk() {
    for (columns, rows) in [(60, 18), (80, 24), (140, 40)] {
        for part in ["", "Tab"] {
            let mut kim = Interviewer::asks(columns, rows);
            kim.presses("Ctrl-R 4 5 F9 Ctrl-Y");
            if !part.is_empty() {
                kim.presses(part);
            }
            kim.presses("F2").sees("(F2 goes back)");
            let mut seen = kim.screen();
            for _ in 0..4 {
                seen += &kim.presses("PgDn").screen();
            }
            let words: Vec<&str> = seen.split_whitespace().collect();
            let seen = words.join(" ");
            let anchors = &kim.session().plan().rubric.dimensions[0].anchors;
            for anchor in serde_json::to_value(anchors).expect("anchors").as_object().expect("five").values() {
                let last: Vec<&str> = anchor.as_str().expect("a text").split_whitespace().rev().take(2).collect();
                assert!(seen.contains(&format!("{} {}", last[1], last[0])), "{anchor} at {columns}: {seen}");
            }
            kim.presses("F2").does_not_see("(F2 goes back)");
        }
    }
}

#[test]
fn the_note_is_read_from_its_top_after_the_ratings_and_shows_the_last_of_what_was_kept() {
    let mut kim = Interviewer::asks(60, 18);
    kim.types("she asks who keeps it").presses("Enter").sees("00:00 she asks who keeps it").sees("^X undo");
    kim.presses("Ctrl-R PgDn PgDn PgDn Esc").sees("A colleague says a page is cached");
    kim.presses("Ctrl-R Esc").sees("A colleague says a page is cached");
}

#[test]
fn a_question_is_found_by_its_topic_its_kind_and_its_handout() {
    let mut kim = Interviewer::asks(80, 24);
    for typed in ["hash(body)", "code-review", "q3"] {
        kim.presses("F4").types(typed).sees("> Q3 ").sees("Read this handler").sees("code-review · caching");
        kim.presses("Esc");
    }
    kim.presses("F4")
        .types("caching pool")
        .sees("> bank ")
        .sees("5 min, difficulty")
        .presses("Enter")
        .sees("concept · caching");
}

#[test]
fn several_half_typed_texts_come_back_each_where_it_was_written() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 4 5 F9 Ctrl-Y").types("On Q9: on the question").presses("Esc Tab 1").sees("Why?");
    kim.types("the second half").presses("Esc Ctrl-S BackTab BackTab Enter").types("solid").pauses();
    let world = kim.world.clone();
    let mut again = Interviewer::comes_back(world.clone(), 80, 24);
    again.says("your 3 half-typed texts are back").pauses();
    let mut again = Interviewer::comes_back(world, 80, 24);
    again.sees("solid").sees("Recommendation").presses("Esc BackTab BackTab BackTab BackTab BackTab 1");
    again.sees("the second half").presses("Esc Ctrl-S BackTab BackTab Enter");
    again.sees("solid").presses("End Enter");
    assert_eq!(again.state().recommendation.as_ref().map(|given| given.reason.as_str()), Some("solid"));
    again.presses("Ctrl-S Ctrl-S Ctrl-Y");
    let on_question = again.state().notes.iter().find(|note| note.slot == Some(Slot(1))).expect("it is kept");
    assert_eq!(on_question.text, "On Q9: on the question");
}

#[test]
fn a_session_that_goes_on_stays_paused_until_one_key_lets_the_clocks_run() {
    for crashed in [false, true] {
        for (columns, rows) in [(60, 18), (80, 24)] {
            let mut kim = Interviewer::asks(columns, rows);
            kim.waits(180).types("x").presses("Enter");
            if !crashed {
                kim.presses("Ctrl-T").sees("PAUSED");
            }
            let mut again = Interviewer::comes_back(kim.world.clone(), columns, rows);
            again
                .says("Ann Lee, ")
                .says("you are at Q1, after 3 minutes; the clocks stand still; Ctrl-T lets them run");
            again.waits(600).types("y").sees("PAUSED").sees("paused: Ctrl-T goes on").sees("42:00 left");
            again.presses("Ctrl-T").sees("the clocks run").does_not_see("aused").waits(60).sees("41:00 left");
        }
    }
}
