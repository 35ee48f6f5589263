//! When a text was typed: a note stands at the time of its recording, and says so where it was typed in another minute.

use crate::core::scale::Millis;
use crate::core::session::{Conversation, Session};

/// So much later a text is of another moment than its recording.
const LATER: Millis = Millis(60_000);

/// Stands between a text and when it was typed.
const TYPED: &str = "(typed ";

/// A text that is recorded now, with when its typing began where that was another minute. Before the conversation begins there is no
/// moment to be told, and of what came after the end none is told anywhere.
pub(crate) fn dated((session, now): (&Session, Millis), text: &str, typed: Millis) -> String {
    let conversation = session.state().conversation();
    let ended_since = conversation.ended.is_some_and(|ended| typed <= ended && ended < now);
    // What passed while the clocks stood still is no time of the conversation.
    let passed = if conversation.began.is_some_and(|began| typed < began) {
        now.since(typed)
    } else {
        conversation.ran(typed, now)
    };
    let is_of_now = !ended_since && passed < LATER;
    let was_after = conversation.ended.is_some_and(|ended| ended < typed);
    if is_of_now || was_after || !session.has_begun() {
        return text.to_owned();
    }
    format!("{text} {TYPED}{})", when(&conversation, typed))
}

/// Whether a note that is recorded is this half-typed text, dated or not. By the words alone: of a text that a crash left nobody may
/// know when its typing began.
pub(crate) fn is_recorded_as(half_typed: &str, note: &str) -> bool {
    let half_typed = half_typed.trim_end();
    let Some(rest) = note.strip_prefix(half_typed) else { return false };
    let date = rest.trim_start().strip_prefix(TYPED).and_then(|rest| rest.strip_suffix(')'));
    rest.is_empty() || date.is_some_and(|date| !date.contains(['(', '\n']))
}

/// When a line was typed, in a few words.
pub(crate) fn when(conversation: &Conversation, typed: Millis) -> String {
    if conversation.began.is_some_and(|began| typed < began) {
        "before the beginning".to_owned()
    } else {
        at(conversation, typed)
    }
}

/// When something was recorded, in a sentence.
pub(crate) fn at(conversation: &Conversation, ms: Millis) -> String {
    let clock = conversation.clock(ms);
    if clock.starts_with(|first: char| first.is_ascii_digit()) { format!("at {clock}") } else { clock }
}

#[cfg(test)]
mod tests {
    use super::is_recorded_as;

    #[test]
    fn a_note_is_its_half_typed_text_with_a_date_and_without_one() {
        for note in ["asks first", "asks first (typed at 12:03)", "asks first \n (typed before the beginning)"] {
            assert!(is_recorded_as("asks first \n", note), "{note}");
        }
        for other in ["asks", "asks first, draws (typed at 12:03)", "asks first (twice)", "asks first (typed at 1) (2)"]
        {
            assert!(!is_recorded_as("asks first", other), "{other}");
        }
    }
}
