//! What is said says what to type next: at the checklist, after a no, where one stands already, and on the way back.

use hotseat::core::event::Ending;
use hotseat::core::session::Phase;

use super::driver::{Held, hold};

/// What was said after the last line.
fn answer(held: &Held) -> String {
    let parts = held.parts();
    parts.last().expect("it asks").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn an_end_at_the_checklist_offers_what_there_is() {
    for typed in ["/end", "/end early", "/stop", "/finish"] {
        let held = hold(&format!("{typed}\n"));
        assert_eq!((held.protected(), held.aside().len(), held.notes().len()), (0, 0, 0), "{}", held.said);
        assert_eq!(
            answer(&held),
            "the conversation has not begun, so there is nothing to end. Did nobody come? /end no-show says so, and asks \
             first. To put the interview off, /quit leaves it here, and `hotseat resume --plain` begins it another time. \
             /begin or yes begins the conversation:"
        );
    }
    // What it offers can be taken back: the checklist waits again.
    for back in ["/undo", "/reopen"] {
        let held = hold(&format!("/end\n/end no-show\n/yes\n\n{back}\n/yes\n/begin\n/next\n"));
        assert_eq!((held.session.state().ending, held.phase()), (None::<Ending>, Phase::Live), "{}", held.said);
        assert!(held.said.ends_with("Q1, section 15:00 left> "), "{}", held.said);
    }
}

#[test]
fn what_was_not_done_says_what_asks_again() {
    let after = |typed: &str| {
        let held = hold(&format!("/begin\n/next\n{typed}\n"));
        let said = held.said.split("means no: ").last().expect("it asks").to_owned();
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for (typed, said) in [
        ("/end\n", "not done; /end asks again Q1,"),
        ("/e\n/end early\nno", "not done; /end early asks again Q1,"),
        ("/skip\n/time", "not done; /skip asks again. On with /time"),
        ("/skip\nshe draws the queue first", "not done; /skip asks again. The line is kept as a note. Q1,"),
        ("/skip\nhm", "not done; /skip asks again. Nothing was recorded; /keep keeps the line as a note."),
        (
            "/skip\n/skp",
            "not done; /skip asks again. Besides, there is no command /skp; did you mean /skip? Nothing was",
        ),
        ("/skip she has answered it within the question before\n", "not done; /skip and the same words asks again"),
    ] {
        assert!(after(typed).starts_with(said), "{typed}: {}", after(typed));
    }
    // Typed as it says, it asks again.
    let held = hold("/begin\n/next\n/end early\n\n/end early\n/yes\n");
    assert_eq!(held.session.state().ending, Some(Ending::StoppedEarly), "{}", held.said);
    let held = hold("/begin\n/next\n/4 4\n/end\n/yes\n/submit\n\n/submit\n/yes\n");
    assert!(held.said.contains("not done; /submit asks again\n"), "{}", held.said);
    assert_eq!(held.phase(), Phase::Submitted, "{}", held.said);
}

#[test]
fn going_where_one_stands_is_answered() {
    let held = hold("/begin\n/next\n/go Q1\n");
    assert!(answer(&held).starts_with("you are at question 1 Q1, section"), "{}", held.said);
    let held = hold("/begin\n/go intro\n");
    assert!(answer(&held).starts_with("you are at Introduction "), "{}", held.said);
}

#[test]
fn the_way_back_passes_what_was_passed() {
    let scoring = "/begin\n/next\n/4 4\n/end\n/yes\n/go recommendation\n";
    // Nothing is recommended, so that there is nothing to give a reason for.
    for way in ["\n", "/done\n"] {
        let held = hold(&format!("{scoring}{way}/back\n"));
        assert!(answer(&held).ends_with("1 to 5, or the title:"), "{way}: {}", held.said);
    }
    // It goes back to where /done was typed.
    let held = hold(&format!("{scoring}4\nfor the queue\n/back\n/back\n/done\n/back\n"));
    assert!(answer(&held).ends_with("1 to 5, or the title, so far Hire:"), "{}", held.said);
    let held = hold(&format!("{scoring}/go conclusions\n/done\n/back\n"));
    assert!(answer(&held).ends_with("Your conclusion on Technical skills, 1 to 5:"), "{}", held.said);
    // Thing by thing, a reason is read on the way back, where it can be mended.
    let held = hold(&format!("{scoring}4\nfor the queue\n/back\n"));
    assert!(answer(&held).ends_with("So far: for the queue"), "{}", held.said);
}

#[test]
fn the_checklist_is_the_one_for_where_one_is() {
    let held = hold("/checklist\n/begin\n/checklist\n/end\n/yes\n/checklist\n");
    let read = |title: &str| held.said.matches(title).count();
    assert_eq!((read("Before you begin\n"), read("During the conversation\n")), (2, 1), "{}", held.said);
    assert_eq!(read("After the conversation\n"), 2, "{}", held.said);
}
