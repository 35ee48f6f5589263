//! What was asked before, of whom and when.

use chrono::{DateTime, FixedOffset};

use super::super::ids::{CandidateId, QuestionId};
use super::super::plan::KitRound;
use super::super::session::AskedBefore;

/// What was asked before, and what time it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// What every session known here asked.
    pub asked: Vec<AskedBefore>,
    /// What time it is.
    pub now: DateTime<FixedOffset>,
}

impl History {
    /// A history in which nothing was asked.
    pub fn empty(now: DateTime<FixedOffset>) -> Self {
        Self { asked: Vec::new(), now }
    }

    /// Whether the candidate was asked it, co-interviewers with the same kit and round apart.
    pub fn was_asked(&self, question: &QuestionId, candidate: &CandidateId, kit: Option<&KitRound>) -> bool {
        self.asked.iter().any(|asked| {
            asked.candidate == *candidate
                && (kit.is_none() || asked.kit.as_ref() != kit)
                && asked.questions.iter().any(|asked| **asked == *question)
        })
    }
}
