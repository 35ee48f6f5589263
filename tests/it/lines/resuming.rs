//! Going on line by line: whose interview it is comes first, a pause stays, and every half-typed text is a note of its question.

use hotseat::core::session::Phase;

use super::driver::{goes_on, hold};
use crate::board::driver::{Interviewer, Memory, World};
use crate::board::plan;

/// What a first part left.
fn after(lines: &str) -> World {
    let world = World::default();
    // A memory writes the beginning; what was typed follows it.
    drop(Memory::new(plan::plan(), world.clone()));
    world.journal.borrow_mut().clone_from(&hold(lines).session.state().entries);
    let last = world.journal.borrow().last().map_or(0, |entry| entry.ms.0);
    world.now.set(last);
    world
}

#[test]
fn who_and_where_comes_first_and_the_clocks_wait_for_their_word() {
    let world = after("/begin\n/next\na note\n");
    let held = goes_on(&world, "\nstill paused\n/resume\n");
    let about = plan::about();
    let first = format!("\n{}, interviewed by {}: ", about.candidate, about.interviewer);
    assert!(held.said.starts_with(&first), "{}", held.said);
    let said = held.said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("You are at Q1, 0 of 45 minutes used. The clocks stand still: /resume lets them run."),
        "{said}"
    );
    assert!(held.said.contains("Q1, paused> the clocks stand still; /resume lets them run"), "{}", held.said);
    assert!(held.said.contains("Q1, paused> noted\nQ1, paused> the clocks run\nQ1, section 14:"), "{}", held.said);
    let scoring = goes_on(&after("/begin\n/next\n/end\n/yes\n"), "");
    assert!(scoring.said.contains("The conversation is over; the scorecard is not"), "{}", scoring.said);
}

#[test]
fn each_half_typed_text_is_a_note_of_its_question() {
    let world = after("/begin\n/next\n/next\n/end\n/yes\n");
    world.draft.replace("On Q1: asks first\nand draws\nOn Q2: late".into());
    let held = goes_on(&world, "");
    let notes: Vec<_> = held.session.state().notes.iter().map(|note| (note.slot, note.text.as_str())).collect();
    let [one, two] = [1, 2].map(|number| Some(hotseat::core::plan::Slot(number)));
    assert_eq!(notes, [(one, "asks first\nand draws"), (two, "late")]);
    assert!(held.said.contains("2 half-typed texts were kept, and are notes now:\nOn Q1: asks first"), "{}", held.said);
    assert_eq!(*world.draft.borrow(), "at rating Q1 technical\u{1f}", "the texts are notes, and the place is kept");
    // One that was recorded just before the crash is no second note.
    world.draft.replace("late".into());
    assert_eq!(goes_on(&world, "").notes().len(), 2);
    // Nor is one that says when it was typed, or what it was to be.
    for (draft, note) in [
        ("note@1000\u{1f}in time", "in time (typed at 00:00)"),
        ("why@1000\u{1f}asks", "Half typed, in the reason for your recommendation: asks (typed at 00:00)"),
    ] {
        let world = after("/begin\n/next\n");
        world.now.set(world.now.get() + 90_000);
        world.draft.replace(draft.into());
        assert_eq!(goes_on(&world, "").notes(), [note]);
        world.draft.replace(draft.into());
        assert_eq!(goes_on(&world, "").notes(), [note]);
    }
}

/// What was kept aside is so still; scoring goes on after what was given last.
#[test]
fn scoring_goes_on_where_one_was() {
    let world = after("/begin\n/next\n/4 4\n/end\n/yes\n4\n");
    world.draft.replace("line Q1\u{1f}/nxt".into());
    let held = goes_on(&world, "");
    assert!(!held.said.contains("After the conversation\n"), "the checklist was read: {}", held.said);
    assert!(held.said.trim_end().ends_with("Your conclusion on Problem solving, 1 to 5:"), "{}", held.said);
    assert_eq!((held.aside(), held.notes().len()), (vec!["/nxt"], 0));
}

/// Where one stood at the end, scoring goes on there, whatever was given last.
#[test]
fn scoring_goes_on_where_one_stood() {
    for (way, asked) in [
        ("/begin\n/next\n/4 4\n/end\n/yes\n/submit\n", "/yes submits it, Enter means no:"),
        ("/begin\n/next\n/4 4\n/end\n/yes\n4\n/submit\n/no\n", "/yes submits it, Enter means no:"),
        ("/begin\n/next\n/4 4\n/end\n/yes\n/go criteria\n", "yes or no:"),
        ("/begin\n/next\n/4 4\n/end\n/yes\n/go recommendation\n", "1 to 5, or the title:"),
        ("/begin\n/next\n/4 4\n/end\n/yes\n4\n/back\n", "Your conclusion on Technical skills, 1 to 5, so far 4:"),
    ] {
        let world = after(way);
        world.draft.replace(hold(way).draft);
        let held = goes_on(&world, "");
        assert!(held.said.trim_end().ends_with(asked), "{way}: {}", held.said);
        assert!(!held.said.contains("After the conversation\n"), "the checklist was read: {}", held.said);
        assert!(held.notes().is_empty() && held.aside().is_empty(), "{way}: {}", held.said);
        // Gone back into, the conversation ends in scoring from its beginning again.
        let reopened = goes_on(&world, "/reopen\n/yes\n");
        assert_eq!(reopened.draft, "", "{way}: {}", reopened.said);
    }
}

/// A look at a skipped question does not take its skip back in silence.
#[test]
fn a_skip_that_is_taken_back_by_going_there_is_said_to_be_so() {
    let held = hold("/begin\n/next\n/skip\n/yes\n/back\n/go Q1\n");
    assert!(held.said.contains("Q1 is skipped, so it was passed over; /show Q1 reads it"), "{}", held.said);
    assert!(held.said.contains("Q1 is no longer skipped; /skip skips it again"), "{}", held.said);
}

/// A name that is nearly a known one is no new person in silence.
#[test]
fn whoever_is_near_a_known_name_is_asked_about() {
    let world = after("/begin\n/next\n");
    world.known.replace(vec!["Robin Hale".into(), "Ray Yu".into()]);
    let said = |line: &str| {
        let held = goes_on(&world, &format!("{line}\n"));
        assert_eq!(held.protected(), 0, "{line}");
        held.said.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for near in ["Robin Hall", "robin", "Hale"] {
        let asks = format!(
            "Nobody is called {near} here; did you mean Robin Hale? /handover and that name hands over to them. Hand over \
             to {near}, somebody new, who then interviews and submits?"
        );
        assert!(said(&format!("/handover {near}")).contains(&asks), "{}", said(&format!("/handover {near}")));
    }
    for (sure, new) in [("Robin Hale", ""), ("robin hale", ""), ("Kim Lund", ", somebody new")] {
        let asks = format!("> Hand over to {sure}{new}, who then interviews and submits?");
        assert!(said(&format!("/handover {sure}")).contains(&asks), "{}", said(&format!("/handover {sure}")));
    }
    assert!(said("/handover Robin Hall").contains("/keep keeps what you typed after /handover as a note"));
    // Whoever says no has no use for the name.
    for no in ["no", "", "/no", "/cancel"] {
        let held = goes_on(&after("/begin\n/next\n"), &format!("/handover Kim Lund\n{no}\n"));
        assert_eq!((held.protected(), held.aside().len()), (0, 0), "{no}: {}", held.said);
        assert!(held.said.contains("not done; /handover Kim Lund asks again\n"), "{no}: {}", held.said);
    }
}

/// What a section was extended by is planned, wherever minutes are said.
#[test]
fn extended_minutes_are_planned_ones() {
    let world = after("/begin\n/next\n/extend 5\n");
    let held = goes_on(&world, "/plan\n/time\n");
    let said = held.said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("Technical screening, mid level, 50 minutes. You are at Q1, 0 of 50 minutes used."),
        "{said}"
    );
    assert!(said.contains("Core technology questions, 20 minutes, section 2 of 4"), "{said}");
    assert!(said.contains("Core technology questions, 20 minutes, you are here"), "{said}");
    assert!(said.contains("The whole round: 49:5") && said.contains("of 50:00 used"), "{said}");
    assert_eq!(held.session.summary().planned.0, 50 * 60_000);
}

/// What was not obeyed line by line is no note of the board, whatever is typed and submitted there: only `/keep` makes it one.
#[test]
fn what_was_refused_stays_aside_at_the_board() {
    let world = after("/begin\n/next\n");
    let refused = ["skip", "/rate t 6", "?"];
    let held = goes_on(&world, "skip\n/rate t 6\n?\n");
    assert_eq!((held.aside(), held.notes()), (refused.to_vec(), vec![]), "{}", held.said);
    let mut kim = Interviewer::comes_back(world.clone(), 80, 24);
    kim.says("3 lines that were not recorded stay aside: /notes reads them in `hotseat resume --plain`");
    kim.presses("Ctrl-T").types("asks first").presses("Enter").types("half").pauses();
    assert_eq!(kim.notes(), ["asks first"]);
    let held = goes_on(&world, "/notes\n/keep 1\n");
    assert_eq!(
        (held.aside(), held.notes()),
        (refused[1..].to_vec(), vec!["asks first", "half", "skip"]),
        "{}",
        held.said
    );
    let mut kim = Interviewer::comes_back(world.clone(), 80, 24);
    kim.says("2 lines that were not recorded stay aside").presses("Ctrl-T F9 Ctrl-Y Ctrl-S Ctrl-S");
    kim.does_not_see("/rate t 6").presses("Ctrl-Y");
    assert_eq!((kim.state().phase, kim.notes().len()), (Phase::Submitted, 3));
}
