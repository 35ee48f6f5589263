//! Why a question that is included or excluded can't be, in words.

use std::fmt;

use super::super::ids::{BankId, QuestionId, TechnologyId, TrackId};
use super::super::scale::{Kind, Minutes};

/// Why a question that is included or excluded can't be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contradiction {
    /// No bank has it.
    Unknown {
        /// The name.
        question: QuestionId,
    },
    /// It is included and excluded.
    BothWays {
        /// The question.
        question: QuestionId,
    },
    /// It is asked no more.
    Retired {
        /// The question.
        question: QuestionId,
    },
    /// The track does not draw on it.
    Track {
        /// The question.
        question: QuestionId,
        /// Its bank.
        bank: BankId,
        /// The track.
        track: TrackId,
    },
    /// It needs technologies that were not chosen.
    Technologies {
        /// The question.
        question: QuestionId,
        /// Those.
        technologies: Vec<TechnologyId>,
    },
    /// The candidate was asked it before.
    AskedBefore {
        /// The question.
        question: QuestionId,
    },
    /// No section takes its kind, its bank and its topics.
    NoSection {
        /// The question.
        question: QuestionId,
        /// Its kind.
        kind: Kind,
    },
    /// It takes longer than every section that takes its kind.
    TooLong {
        /// The question.
        question: QuestionId,
        /// How long it takes.
        minutes: Minutes,
        /// How long the longest of these sections is.
        longest: Minutes,
    },
    /// Two that are included are never asked together.
    Enemies {
        /// One.
        a: QuestionId,
        /// The other.
        b: QuestionId,
    },
    /// Those that are included don't fit into the sections together.
    Crowded {
        /// All of them.
        questions: Vec<QuestionId>,
    },
}

impl fmt::Display for Contradiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { question } => write!(f, "no bank has a question `{question}`"),
            Self::BothWays { question } => write!(f, "`{question}` is included and excluded"),
            Self::Retired { question } => write!(f, "`{question}` is retired: it is asked no more"),
            Self::Track { question, bank, track } => {
                write!(f, "`{question}` is of the bank `{bank}`, and the track `{track}` does not draw on it")
            }
            Self::Technologies { question, technologies } => {
                let names: Vec<&str> = technologies.iter().map(AsRef::as_ref).collect();
                write!(f, "`{question}` needs {}, and --tech leaves that out", names.join(" and "))
            }
            Self::AskedBefore { question } => write!(f, "this candidate was asked `{question}` before"),
            Self::NoSection { question, kind } => {
                write!(f, "no section takes `{question}`, a question of the kind {kind}")
            }
            Self::TooLong { question, minutes, longest } => {
                let unit = if minutes.0 == 1 { "minute" } else { "minutes" };
                write!(f, "`{question}` takes {minutes} {unit}, and the longest section for its kind has {longest}")
            }
            Self::Enemies { a, b } => write!(f, "`{a}` and `{b}` are never asked together"),
            Self::Crowded { questions } => {
                let names: Vec<String> = questions.iter().map(|id| format!("`{id}`")).collect();
                write!(f, "{} don't fit into the sections together", names.join(", "))
            }
        }
    }
}
