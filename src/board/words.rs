//! What the board says: refusals in terms of its own keys, and the questions that one key answers.

use crate::core::plan::Direction;
use crate::core::session::{Phase, Refusal};

use super::view::Choice;

/// Why a thing may not be done now.
#[expect(clippy::wildcard_enum_match_arm, reason = "what holds for no key in particular is said in the core's words")]
pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NoQuestion => "there is no question here: Ctrl-N goes to the next one".into(),
        Refusal::AtTheEnd => "this is the last question: Tab, then e, ends the conversation".into(),
        Refusal::Paused => "the clocks stand still already: Ctrl-T lets them run".into(),
        Refusal::Phase { now: Phase::Live, .. } => "the conversation is still going on: e ends it".into(),
        Refusal::Phase { now: Phase::Scoring, .. } => "the conversation has ended: c goes back into it".into(),
        other => other.to_string(),
    }
}

/// A question that one key answers: the question, and each key with what it means.
pub fn choice(choice: Choice) -> (&'static str, &'static [(char, &'static str)]) {
    match choice {
        Choice::End => (
            "End the conversation?",
            &[
                ('c', "yes, it came to its end"),
                ('s', "yes, it was stopped early"),
                ('n', "the candidate did not come"),
            ],
        ),
        Choice::Leave => ("Leave? Everything is kept, and `hotseat resume` goes on.", &[('y', "leave")]),
        Choice::Backup => {
            ("Put a backup in this question's place?", &[('e', "the easier one"), ('h', "the harder one")])
        }
        Choice::ToTalk => ("Go back into the conversation? The clocks run on.", &[('y', "go back")]),
        Choice::Submit => ("Submit the scorecard? After that changes need a reason.", &[('y', "submit")]),
    }
}

/// The direction of a backup that a key means.
pub fn direction(key: char) -> Option<Direction> {
    match key {
        'e' => Some(Direction::Easier),
        'h' => Some(Direction::Harder),
        _ => None,
    }
}
