//! The checklist line by line: a conversation begins by a word, and by no key too many.

use hotseat::core::event::{Course, Event};
use hotseat::live::lines::Heard;

use super::driver::{Held, hold, hold_with, typed};

/// Whether the clocks of the conversation ever ran.
fn has_begun(held: &Held) -> bool {
    held.session.state().entries.iter().any(|entry| entry.event == Event::Course(Course::Resumed))
}

#[test]
fn a_word_begins_and_enter_does_not() {
    for word in ["/begin", "/start", "yes", "Yes", "/yes"] {
        assert!(has_begun(&hold(&format!("{word}\n"))), "{word}");
    }
    for other in ["", "\n\n", "y", "begin with her projects, then code", "/next", "no", "/no", "4"] {
        let held = hold(&format!("{other}\n"));
        assert!(!has_begun(&held), "{other}: {}", held.said);
        assert!(held.said.ends_with("/begin or yes begins the conversation: "), "{other}: {}", held.said);
    }
    let held = hold("/next\n");
    assert!(held.said.contains("the conversation has not begun: /begin begins it"), "{}", held.said);
    let mut soon = typed("");
    soon.push(Heard::TooSoon("yes".into()));
    let held = hold_with(soon, None);
    assert!(!has_begun(&held) && held.said.contains("before anybody could read the question"), "{}", held.said);
}

#[test]
fn what_has_begun_is_not_begun_again() {
    let said = hold("/begin\n/begin\n/pause\n/begin\n").said;
    assert!(said.contains("the conversation has begun already\n"), "{said}");
    assert!(said.contains("begun already, and the clocks stand still; /resume"), "{said}");
}

/// What is taken back of somebody who came after all leads to where one was: before the conversation.
#[test]
fn a_no_show_that_is_taken_back_has_not_begun() {
    let held = hold("/end no-show\n/yes\n/undo\n/yes\n");
    assert!(!has_begun(&held) && held.session.state().ending.is_none(), "{}", held.said);
    assert!(held.said.ends_with("/begin or yes begins the conversation: "), "{}", held.said);
    let held = hold("/end no-show\n/yes\n/reopen\n");
    let said = held.said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("The candidate came after all? That begins the conversation, and its clocks."), "{said}");
    assert!(!has_begun(&held));
    assert!(has_begun(&hold("/end no-show\n/yes\n/reopen\n/yes\n")));
}

/// A word that begins is taken with its slash or without, and a letter is asked for again.
#[test]
fn begin_and_yes_begin_and_a_letter_does_not() {
    const ASKED: &str = "/begin or yes begins the conversation: ";
    for word in ["/begin", "begin", "/yes", "yes"] {
        let held = hold(&format!("{word}\n"));
        assert!(!held.said.ends_with(ASKED), "{word}: {}", held.said);
        assert!(held.notes().is_empty() && held.aside().is_empty(), "{word}");
    }
    for word in ["y", "/y", "yse"] {
        let held = hold(&format!("{word}\n"));
        assert!(held.said.ends_with(ASKED), "{word}: {}", held.said);
        assert!(held.said.contains("not begun yet: /begin or yes begins it, as a whole word"), "{}", held.said);
        assert!(held.notes().is_empty() && held.aside().is_empty(), "{word}");
    }
}

/// A line that was put aside before the first question is about none, wherever one stands when it is kept.
#[test]
fn what_was_aside_at_the_checklist_is_kept_on_the_interview() {
    let held = hold("/nxt week\n/begin\n/next\n/next\n/keep all\nshe asks\n");
    let notes: Vec<_> = held.session.state().notes.iter().map(|note| (note.slot, note.text.as_str())).collect();
    assert_eq!(notes.len(), 2, "{}", held.said);
    assert!(notes[0].0.is_none() && notes[0].1.starts_with("/nxt week"), "{notes:?}");
    assert!(notes[1].0.is_some(), "{notes:?}");
}
