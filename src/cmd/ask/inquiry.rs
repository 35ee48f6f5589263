//! What is asked and what is answered. A [`Flow`] is pure: it knows neither keys nor lines.

use crate::core::find::Words;
use crate::page::layout;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Inquiry {
    /// What it is about, with the answers so far.
    pub(in super::super) heading: String,
    /// What one has to see to answer.
    pub(in super::super) body: Vec<Piece>,
    /// The question itself.
    pub(in super::super) question: String,
    /// What would be an answer.
    pub(in super::super) expected: Expected,
    /// What was wrong with the last answer, or what came of it.
    pub(in super::super) said: Option<String>,
}

/// What would be an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Expected {
    /// One of these; the one at `at` is offered.
    OneOf { picks: Vec<Pick>, at: usize },
    /// A line of text; the one from before is offered, and those that are known can be picked.
    Line { before: Option<String>, known: Vec<String> },
    /// A yes: what it does, such as `records it`.
    Yes { does: &'static str },
}

impl Expected {
    /// The pick that a number means, counted from 1; none where it is no number, or there is no such line.
    pub(super) fn numbered(&self, typed: &str) -> Option<usize> {
        let Self::OneOf { picks, .. } = self else { return None };
        let number: usize = typed.trim().parse().ok()?;
        (0..picks.len()).find(|index| self.number(*index) == number)
    }

    /// The number of the pick at a place: its own, else counted from 1.
    pub(super) fn number(&self, index: usize) -> usize {
        let own = match self {
            Self::OneOf { picks, .. } => picks.get(index).and_then(|pick| pick.number),
            Self::Line { .. } | Self::Yes { .. } => None,
        };
        own.unwrap_or(index + 1)
    }

    /// The least and the greatest number of its picks, in words.
    pub(super) fn numbers(&self) -> String {
        let Self::OneOf { picks, .. } = self else { return String::new() };
        let all = || (0..picks.len()).map(|index| self.number(index));
        format!("{} to {}", all().min().unwrap_or(1), all().max().unwrap_or(1))
    }
}

/// Something that can be chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in super::super) struct Pick {
    /// What it is called.
    pub(in super::super) title: String,
    /// A few words beside it.
    pub(in super::super) facts: String,
    /// A sentence about it.
    pub(in super::super) about: String,
    /// Its number, where that is not its place in the list.
    pub(in super::super) number: Option<usize>,
}

impl Pick {
    /// A pick without anything beside it.
    pub(in super::super) fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// The same with a few words beside it.
    #[must_use]
    pub(in super::super) fn with(self, facts: impl Into<String>) -> Self {
        Self { facts: facts.into(), ..self }
    }

    /// The same with a sentence about it.
    #[must_use]
    pub(in super::super) fn about(self, about: impl Into<String>) -> Self {
        Self { about: about.into(), ..self }
    }

    /// The same with a number of its own.
    #[must_use]
    pub(in super::super) fn numbered(self, number: usize) -> Self {
        Self { number: Some(number), ..self }
    }

    /// Whether every word that was typed is somewhere in it.
    pub(super) fn fits(&self, typed: &Words) -> bool {
        typed.stand_in(&format!("{} {}", self.title, self.facts))
    }
}

/// A piece of what stands above a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Piece {
    /// The head of what follows.
    Head(String),
    /// One line: its label and its time, its text, which is cut at a word where it is too long, and a few words at its end.
    Row { label: String, time: String, text: String, facts: String },
    /// A sentence that belongs to the line above it.
    Note(String),
}

impl Piece {
    /// Its lines at a width.
    pub(in super::super) fn lines(&self, width: usize) -> Vec<String> {
        match self {
            Self::Head(text) => layout::bullet("", text, width).lines().map(str::to_owned).collect(),
            Self::Row { label, time, text, facts } => {
                let label = format!("{label}  {time}");
                let beside = textwrap::core::display_width(&label) + textwrap::core::display_width(facts) + 6;
                let room = width.saturating_sub(beside);
                let text = layout::cut(text, room);
                let gap = " ".repeat(room.saturating_sub(textwrap::core::display_width(&text)));
                vec![layout::cut(&format!("  {label}  {text}{gap}  {facts}"), width)]
            }
            Self::Note(text) => layout::bullet("      ", text, width).lines().map(str::to_owned).collect(),
        }
    }

    /// Its lines at a width, to be listened to: no columns.
    pub(super) fn spoken(&self, width: usize) -> String {
        match self {
            Self::Head(text) => layout::paragraph(text, width, ""),
            // The sign of what was not kept is for eyes.
            Self::Note(text) => layout::paragraph(text.strip_prefix("! ").unwrap_or(text), width, ""),
            Self::Row { label, time, text, facts } => {
                let (label, facts) = (format!("{}, {}: ", label.trim(), time.trim()), format!(" ({})", facts.trim()));
                let beside = textwrap::core::display_width(&label) + textwrap::core::display_width(&facts);
                format!("{label}{}{facts}\n", layout::cut(text, width.saturating_sub(beside).max(20)))
            }
        }
    }
}

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Response {
    /// The pick at this place.
    Picked(usize),
    /// This text.
    Typed(String),
    /// Back to the question before.
    Back,
    /// Enough of it.
    Leave,
}

/// Questions one after another.
pub(in super::super) trait Flow {
    /// What is asked now.
    fn inquiry(&self) -> Inquiry;

    /// Takes an answer.
    fn reply(&mut self, reply: Response);

    /// Whether there is a question to go back to.
    fn can_go_back(&self) -> bool;

    /// What is lost by leaving now, in a sentence; nothing where nothing is.
    fn lost(&self) -> Option<String>;

    /// Whether nothing is asked any more.
    fn is_over(&self) -> bool;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_cut_only_where_its_own_facts_leave_no_room() {
        let row = |facts: &str| {
            let (label, time, text) = ("Q1".into(), " 4 min".into(), "Why not put an index on it?".into());
            Piece::Row { label, time, text, facts: facts.into() }.lines(56)
        };
        assert_eq!(row("concept, mid"), ["  Q1   4 min  Why not put an index on it?   concept, mid"]);
        assert_eq!(row("code-review, senior"), ["  Q1   4 min  Why not put an index…  code-review, senior"]);
    }
}
