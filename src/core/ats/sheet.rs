//! One interviewer's scorecard of one candidate, as a system has it: what all systems' scorecards come down to before their words mean
//! anything.

use super::super::day::Day;
use super::page::RecordPlace;
use super::record::SystemPerson;

/// A scorecard as it was filled in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FilledCard {
    /// Where it stands.
    pub place: RecordPlace,
    /// Whether it counts.
    pub state: CardState,
    /// Who was interviewed.
    pub candidate: SystemPerson,
    /// Who interviewed; not who filed it.
    pub interviewer: Option<SystemPerson>,
    /// The interview's name.
    pub round: Option<String>,
    /// When it was.
    pub date: Option<Result<Day, String>>,
    /// The word for the whole interview.
    pub overall: Option<String>,
    /// The ratings.
    pub ratings: Vec<Competence>,
    /// Notes on the interview as a whole.
    pub notes: Option<String>,
    /// Answers to questions that are no ratings.
    pub answers: usize,
}

/// Whether a scorecard counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CardState {
    /// It was submitted.
    Submitted,
    /// It was not submitted yet.
    Draft,
    /// It was deleted.
    Deleted,
}

/// A competency that was asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Competence {
    /// Where the answer stands.
    pub place: RecordPlace,
    /// What the system calls it.
    pub name: String,
    /// The rating as it is written; none where nothing was rated.
    pub word: Option<String>,
    /// A note on it.
    pub note: Option<String>,
    /// Of which set its word is.
    pub set: Set,
}

/// One of a system's two sets of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Set {
    /// For the whole interview.
    Overall,
    /// For one competency.
    Attribute,
}

/// A file that is missing, and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Missing {
    /// What it is called, such as `candidates`.
    pub file: &'static str,
    /// What it holds.
    pub holds: &'static str,
    /// What the ratings are without it.
    pub without: WithoutFile,
}

/// What ratings are without a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WithoutFile {
    /// There are none.
    Nothing,
    /// People are called by their ids.
    Ids,
    /// They don't say of which interview they are.
    NoRound,
}

impl WithoutFile {
    /// What the ratings are like, in a clause.
    pub(crate) fn said(self) -> &'static str {
        match self {
            Self::Nothing => "there are no ratings without it",
            Self::Ids => "ids stand for them",
            Self::NoRound => "the ratings name no interview",
        }
    }
}
