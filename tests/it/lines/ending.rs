//! Leaving line by line: by a word, by the end of input, by a signal.

use hotseat::live::Left;
use hotseat::live::lines::Heard;

use super::driver::{hold, hold_with, typed};

#[test]
fn leaving_asks_and_the_end_of_input_does_not() {
    let held = hold("/begin\n/next\n/quit\nnot yet\n/quit\n/yes\nnever read\n");
    assert_eq!(held.left, Left::Open);
    assert_eq!((held.notes().len(), held.aside()), (0, vec!["not yet"]));
    assert!(!held.journal().contains("never read"));
    assert_eq!(hold("/begin\n/next\n/quit\n").left, Left::Open);
}

#[test]
fn a_signal_leaves_at_once_and_changes_nothing() {
    for way in ["", "/begin\n/next\n", "/begin\n/next\n/end\n", "/begin\n/next\n/end\n/yes\n"] {
        let mut lines = typed(way);
        lines.push(Heard::Signal);
        let held = hold_with(lines, None);
        assert_eq!(held.left, Left::Signal);
        assert_eq!(held.session.state().phase, hold(way).session.state().phase);
    }
}

#[test]
fn what_is_typed_before_the_conversation_is_kept() {
    let held = hold("Ann was late\n/nxt\n/end\n\n/begin\n/next\n");
    assert_eq!((held.notes(), held.aside()), (vec!["Ann was late"], vec!["/nxt"]));
    assert_eq!(held.protected(), 0);
    assert!(held.said.ends_with("Q1, section 15:00 left> "), "{}", held.said);
}

#[test]
fn a_no_show_over_ratings_is_refused_with_the_reason() {
    let held = hold("/begin\n/next\n/4 4\n/end no-show\n/yes\n");
    assert_eq!(held.protected(), 0);
    let said = held.said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("somebody who did not come has no ratings"), "{said}");
    assert!(said.contains("Technical skills 4 at Q1: /rate Q1 t 0 takes it back."), "{said}");
    assert_eq!(said.matches("Technical skills 4").count(), 3, "twice as it was rated, and once more: {}", held.said);
    assert_eq!(hold("/begin\n/next\n/4 4\n/rate Q1 t 0 c 0\n/end no-show\n/yes\n").protected(), 1);
}

#[test]
fn a_signal_that_was_not_ticked_is_said_to_be_so() {
    let held = hold("/begin\n/next\n/unsaw 1\n/saw 1\n/unsaw 1\n");
    assert_eq!(held.said.matches("signal 1 was not ticked").count(), 1, "{}", held.said);
}

#[test]
fn a_flag_of_ones_own_has_a_title_and_a_quote() {
    let held = hold("/begin\n/next\n/flag own Came unprepared: \"what job is this?\"\n/flag own Late\n/flag own : x\n");
    let flags = &held.session.state().flags;
    assert_eq!(flags.len(), 1, "{}", held.said);
    assert_eq!(flags[0].quote, "what job is this?");
    assert_eq!(held.aside(), ["/flag own Late", "/flag own : x"]);
    // As the list says it, with its comma, it is the same, and so with a colon.
    for typed in ["own, Late: \"sorry\"", "own: Late: sorry", "own Late\nsorry", "own, Late:\n\"sorry\""] {
        let held = hold(&format!("/begin\n/next\n/flag {typed}\n"));
        assert!(held.said.contains("flagged at Q1: Late, with the words “sorry”"), "{typed}: {}", held.said);
        assert!(held.notes().is_empty() && held.aside().is_empty(), "{typed}: {}", held.said);
    }
}

/// A red flag that lacks its quote takes the next line for it; `/back` and Enter raise none, and another command is obeyed.
#[test]
fn the_line_after_a_flag_without_a_quote_is_its_quote() {
    let after = |typed: &str| hold(&format!("/begin\n/next\n/flag 2\n{typed}\n"));
    let quoted = after("nobody could have known");
    assert_eq!(quoted.session.state().flags[0].quote, "nobody could have known", "{}", quoted.said);
    for typed in ["/back", ""] {
        let held = after(typed);
        assert!(held.said.contains("no red flag was raised\n"), "{}", held.said);
        assert!(held.session.state().flags.is_empty() && held.aside().is_empty(), "{}", held.said);
        // What is typed then is a note again.
        assert_eq!(after(&format!("{typed}\nasks first")).notes(), ["asks first"]);
    }
    let other = after("/saw 1");
    assert!(other.said.contains("no red flag was raised, as no quote came; /flag 2 is kept aside"), "{}", other.said);
    assert_eq!((other.aside(), other.session.state().flags.len()), (vec!["/flag 2"], 0));
    assert!(other.journal().contains("observed"), "{}", other.said);
    assert_eq!(after("/quit\n/yes").aside(), ["/flag 2"]);
}

/// Where it happens: nobody has to begin a conversation that does not take place.
#[test]
fn a_no_show_is_said_before_the_conversation_begins() {
    for typed in ["/end no-show", "/no-show"] {
        let asked = hold(&format!("{typed}\n"));
        assert_eq!(asked.protected(), 0, "{typed}: {}", asked.said);
        let held = hold(&format!("/help\n{typed}\n/yes\n"));
        assert!(held.said.contains("/end no-show: says that the candidate did not come"), "{}", held.said);
        assert_eq!(held.session.state().ending, Some(hotseat::core::event::Ending::NoShow), "{typed}: {}", held.said);
        assert!(held.said.ends_with("/yes submits it, Enter means no: "), "{}", held.said);
    }
}

/// After the list of red flags a bare number means one of them, until something else was obeyed.
#[test]
fn a_number_after_the_list_of_flags_is_answered_with_that_flag() {
    let held = hold("/begin\n/next\n/flag\n2\n/flag 2 \"it was them\"\n2\n");
    let said = held.said.split_whitespace().collect::<Vec<_>>().join(" ");
    let meant = "/flag 2 and what was said raises that red flag; /2 rates. Nothing was recorded; /keep keeps the line as a note.";
    assert!(said.contains(meant), "{said}");
    assert!(said.contains("\"2\" is no longer aside, as you typed the command now"), "{said}");
    assert!(said.contains("if you meant a command, type /2. Nothing was recorded"), "{said}");
    assert_eq!((held.session.state().flags.len(), held.aside(), held.notes()), (1, vec!["2"], vec![]));
}
