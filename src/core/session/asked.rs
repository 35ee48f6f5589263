//! What sessions known here asked, for the draw of the next ones.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::super::ids::{CandidateId, QuestionId};
use super::super::plan::KitRound;

/// What was asked in a session known here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedBefore {
    /// The questions.
    pub questions: Vec<Arc<QuestionId>>,
    /// Of whom, where that is known.
    pub candidate: Option<CandidateId>,
    /// When it began, by the wall clock.
    pub at: DateTime<FixedOffset>,
    /// In which kit and round.
    pub kit: Option<KitRound>,
}

impl AskedBefore {
    /// Whether that candidate, asked any of it in that round of a kit, or in none, is asked it again. Whoever interviews beside another
    /// with the same kit in the same round asks the same by design.
    pub fn is_repeated_by(&self, candidate: &CandidateId, kit: Option<&KitRound>) -> bool {
        self.candidate.as_ref() == Some(candidate) && (kit.is_none() || self.kit.as_ref() != kit)
    }
}
