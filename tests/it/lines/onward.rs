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
        ("/skip\n/time", "not done; /skip asks again. Instead, this is done now: /time Core"),
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

/// Help is no answer: what is asked stays asked.
#[test]
fn help_at_a_question_that_asks_first_answers_and_asks_again() {
    let held = hold("/begin\n/next\n/end\n/help\n/help skip\n/yes\n");
    let heard = held.said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(heard.contains("Here /yes ends it, and Enter or /no means no. Any other line means no, too"), "{heard}");
    assert!(heard.contains("passes over this question"), "{heard}");
    assert_eq!((heard.matches("End the conversation?").count(), held.phase()), (3, Phase::Scoring), "{heard}");
    assert!(!heard.contains("not done"), "{heard}");
}

/// What was seen is not lost with the number that was wrong.
#[test]
fn what_is_refused_of_what_was_seen_is_kept_aside() {
    for (typed, said) in [
        ("/saw 99", "there is no signal 99 at Q1: they go from 1 to "),
        ("/4 3 2 1 5", "so give "),
        ("/probe 99", "there is no follow-up 99 for this question: "),
    ] {
        let held = hold(&format!("/begin\n/next\n{typed}\n"));
        let said = said.to_owned();
        assert!(answer(&held).contains(&said), "{typed}: {}", answer(&held));
        assert!(answer(&held).contains("Nothing was recorded; /keep keeps the line as a note."), "{}", answer(&held));
        assert_eq!(held.aside(), [typed]);
    }
    let held = hold("/begin\n/next\n/go Q99\n");
    assert!(answer(&held).starts_with("there is no Q99 in this round; there are Q1 to Q"), "{}", answer(&held));
    let held = hold("/begin\n/next\n/qwertz\n");
    assert!(answer(&held).starts_with("there is no command /qwertz: /help lists what there is."), "{}", answer(&held));
}

/// The number of a question after `/skip` means that question, and is no reason.
#[test]
fn a_question_that_is_named_is_the_one_that_is_skipped() {
    let held = hold("/begin\n/next\n/skip Q1 no time\n/yes\n");
    assert!(held.said.contains("Skip Q1 because \"no time\", and go on?"), "{}", held.said);
    for named in ["Q2", "2", "q2", "Q2 no time"] {
        let held = hold(&format!("/begin\n/next\n/skip {named}\n/yes\n"));
        let heard = held.said.split_whitespace().collect::<Vec<_>>().join(" ");
        let said = "only the question that you are at is skipped: /go Q2 goes there, and /skip skips it then";
        assert!(heard.contains(said) && held.protected() == 0, "{named}: {heard}");
    }
    let held = hold("/begin\n/next\n/skip Q99\n");
    assert!(held.said.contains("there is no Q99 in this round; there are Q1 to Q"), "{}", held.said);
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
