//! A session in a list.

use serde::Serialize;

use super::super::event::Ending;
use super::super::ids::SessionId;
use super::super::people::People;
use super::Summary;

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

impl Summary {
    /// The session in a list; none before it has begun.
    pub(crate) fn listed(&self, id: &SessionId, people: &People) -> Option<Listed> {
        let (plan, began) = (&self.plan, self.began.as_ref()?);
        Some(Listed {
            session: id.clone(),
            date: began.at.format("%Y-%m-%d").to_string(),
            candidate: people.candidate_name(&began.candidate),
            interviewer: people.interviewer_name(&began.interviewer),
            format: plan.format.to_string(),
            title: plan.title.clone(),
            level: plan.level.to_string(),
            track: plan.track.to_string(),
            phase: self.phase.as_str(),
            ending: self.ending.map(Ending::as_str),
            mock: began.mock,
            minutes_used: self.used.minutes(),
        })
    }
}
