//! A scorecard's numbers without its texts: what it is as rows of a table.

use super::super::event::Ending;
use super::super::exact::Exact;
use super::super::ids::{DimensionId, SessionId};
use super::super::people::People;
use super::super::scale::Rating;
use super::super::session::{Began, SlotRating, Summary};
use super::card::Weighing;
use super::evaluate::weighing;

/// A scorecard's numbers.
#[derive(Debug, Clone)]
pub(crate) struct Tally<'a> {
    /// The session.
    pub session: &'a SessionId,
    /// What is known of it.
    pub summary: &'a Summary,
    /// How it began.
    pub began: &'a Began,
    /// The candidate's name.
    pub candidate: String,
    /// The interviewer's name.
    pub interviewer: String,
    /// The names of those who interviewed before and handed over, in turn.
    pub handed_over: Vec<String>,
    /// Total and band.
    pub result: Weighing,
}

impl<'a> Tally<'a> {
    /// The numbers of a session's scorecard; none before it has begun.
    pub(crate) fn of(session: &'a SessionId, summary: &'a Summary, people: &People) -> Option<Self> {
        let began = summary.began.as_ref()?;
        Some(Self {
            session,
            summary,
            began,
            candidate: people.candidate_name(&began.candidate),
            interviewer: people.interviewer_name(&began.interviewer),
            handed_over: began.handed_over.iter().map(|id| people.interviewer_name(id)).collect(),
            result: weighing(summary),
        })
    }

    /// How the conversation ended.
    pub(crate) fn ending(&self) -> Ending {
        self.summary.ending.unwrap_or(Ending::StoppedEarly)
    }

    /// A dimension's score; none where it was not assessed, as nothing is of somebody who did not come.
    pub(crate) fn score(&self, dimension: &DimensionId) -> Option<Exact> {
        self.summary.dimension_score(dimension).filter(|_| !self.summary.is_no_show())
    }

    /// The interviewer's conclusion on a dimension.
    pub(crate) fn conclusion(&self, dimension: &DimensionId) -> Option<Rating> {
        self.summary.conclusion(dimension).filter(|_| !self.summary.is_no_show())
    }

    /// The ratings on a dimension, question by question.
    pub(crate) fn ratings(&self, dimension: &DimensionId) -> impl Iterator<Item = &'a SlotRating> {
        self.summary.ratings_on(dimension).filter(|_| !self.summary.is_no_show())
    }
}
