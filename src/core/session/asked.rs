//! What a session asked, for the assembly of the next ones.

use chrono::{DateTime, FixedOffset};

use super::super::ids::{CandidateId, QuestionId};
use super::super::plan::KitRound;
use super::Session;

/// A question that was asked in a session known here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedBefore {
    /// The question.
    pub question: QuestionId,
    /// Of whom.
    pub candidate: CandidateId,
    /// When it was put, by the wall clock.
    pub at: DateTime<FixedOffset>,
    /// In which kit and round.
    pub kit: Option<KitRound>,
}

impl Session {
    /// Every question that was asked; one that goes on with another's problem is asked once.
    pub(crate) fn asked(&self) -> Vec<AskedBefore> {
        let state = self.state();
        let (Some(beginning), Some(first)) = (&state.beginning, state.entries.first()) else { return Vec::new() };
        let asked = state.asking.iter().filter(|asking| asking.asked.is_some() && asking.continues.is_none());
        asked
            .map(|asking| AskedBefore {
                question: asking.question().id.clone(),
                candidate: beginning.candidate.clone(),
                at: first.at,
                kit: self.plan().kit.clone(),
            })
            .collect()
    }
}
