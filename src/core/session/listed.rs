//! A session in a list, and what it asked: what other parts of the program want to know of it without its journal.

use serde::Serialize;

use super::super::event::Ending;
use super::super::ids::SessionId;
use super::super::people::People;
use super::Session;

/// A session in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Listed {
    /// The session's name.
    pub session: SessionId,
    /// The day it began, as `2026-11-21`.
    pub date: String,
    /// The candidate's name.
    pub candidate: String,
    /// The interviewer's name.
    pub interviewer: String,
    /// The format's id.
    pub format: String,
    /// The format's title, for people; programs know it by its id.
    #[serde(skip)]
    pub title: String,
    /// The level.
    pub level: String,
    /// The role track's id.
    pub track: String,
    /// `live`, `scoring` or `submitted`.
    pub phase: &'static str,
    /// How the conversation ended, once it has.
    pub ending: Option<&'static str>,
    /// Whether it is practice.
    pub mock: bool,
    /// Minutes used, rounded.
    pub minutes_used: u64,
}

impl Session {
    /// The session in a list; none before it has begun.
    pub(crate) fn listed(&self, id: &SessionId, people: &People) -> Option<Listed> {
        let (plan, state) = (self.plan(), self.state());
        let beginning = state.beginning.as_ref()?;
        Some(Listed {
            session: id.clone(),
            date: state.entries.first()?.at.format("%Y-%m-%d").to_string(),
            candidate: people.candidate_name(&beginning.candidate),
            interviewer: self.state().interviewer().map(|id| people.interviewer_name(id)).unwrap_or_default(),
            format: plan.format.to_string(),
            title: plan.title.clone(),
            level: plan.level.to_string(),
            track: plan.track.to_string(),
            phase: state.phase.as_str(),
            ending: state.ending.map(Ending::as_str),
            mock: beginning.mock,
            minutes_used: state.clock.used.minutes(),
        })
    }
}
