//! The questions that one key answers.

use crate::core::plan::Direction;

use super::super::words;
use super::view::Choice;

/// A question that one key answers: the question, and each key with what it means.
pub(super) fn choice(choice: Choice) -> (&'static str, &'static [(char, &'static str)]) {
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
        Choice::Submit => (words::SUBMIT, &[('y', "submit")]),
    }
}

/// The direction of a backup that a key means.
pub(super) fn direction(key: char) -> Option<Direction> {
    match key {
        'e' => Some(Direction::Easier),
        'h' => Some(Direction::Harder),
        _ => None,
    }
}
