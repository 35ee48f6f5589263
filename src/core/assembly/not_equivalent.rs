//! Why there is no cohort as it is wanted, in words.

use super::super::ids::QuestionId;
use crate::core::counted::{counted, listed};

/// Why there is no cohort.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotEquivalent {
    /// A loop has several rounds, and a cohort is of one.
    #[error("a cohort is drawn for one format, and this is a loop of {rounds} rounds")]
    Loop {
        /// How many rounds.
        rounds: usize,
    },
    /// No section draws questions, so that all plans would be one.
    #[error("no section of this format draws questions, so that one kit is for all")]
    NothingDrawn,
    /// A question that comes in every plan.
    #[error("{} would come in each of {wanted} plans, and {}", backticked(.questions), allowed(*.possible))]
    Included {
        /// The questions.
        questions: Vec<QuestionId>,
        /// How many plans were wanted.
        wanted: u16,
        /// How many may have them.
        possible: u16,
    },
    /// Plans would share more than any of them holds.
    #[error("two plans can't share {overlap} questions: no plan has more than {most}")]
    Overlap {
        /// What was allowed.
        overlap: u16,
        /// The most questions that a plan can have.
        most: u16,
    },
    /// The banks have too few questions.
    #[error("the banks have questions for {}, not for {wanted}", counted(*.possible, "such plan"))]
    TooMany {
        /// How many plans were found, one after the other.
        possible: u16,
        /// How many were wanted.
        wanted: u16,
    },
}

fn backticked(questions: &[QuestionId]) -> String {
    let questions: Vec<String> = questions.iter().map(|id| format!("`{id}`")).collect();
    listed(&questions.iter().map(String::as_str).collect::<Vec<_>>())
}

fn allowed(possible: u16) -> String {
    match possible {
        1 => "no question may come in more than one".to_owned(),
        many => format!("only {many} may share so much"),
    }
}
