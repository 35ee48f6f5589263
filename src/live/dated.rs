//! When a text was typed: a note stands at the time of its recording, and says so where it was typed in another minute.

use crate::core::scale::Millis;
use crate::core::session::{Conversation, Session};

/// So much later a text is of another moment than its recording.
const LATER: Millis = Millis(60_000);

/// A text that is recorded now, with when its typing began where that was another minute. Before the conversation begins there is no
/// moment to be told, and of what came after the end none is told anywhere.
pub(crate) fn dated((session, now): (&Session, Millis), text: &str, typed: Millis) -> String {
    let conversation = session.state().conversation();
    let ended_since = conversation.ended.is_some_and(|ended| typed <= ended && ended < now);
    let is_of_now = !ended_since && now.since(typed) < LATER;
    let was_after = conversation.ended.is_some_and(|ended| ended < typed);
    if is_of_now || was_after || !session.has_begun() {
        return text.to_owned();
    }
    format!("{text} (typed {})", when(conversation, typed))
}

/// When a line was typed, in a few words.
pub(crate) fn when(conversation: Conversation, typed: Millis) -> String {
    if typed < conversation.began { "before the beginning".to_owned() } else { at(conversation, typed) }
}

/// When something was recorded, in a sentence.
pub(crate) fn at(conversation: Conversation, ms: Millis) -> String {
    let clock = conversation.clock(ms);
    if clock.starts_with(|first: char| first.is_ascii_digit()) { format!("at {clock}") } else { clock }
}
