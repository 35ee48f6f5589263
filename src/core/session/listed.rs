//! A session in a list.

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use super::super::day::Day;
use super::super::event::Ending;
use super::super::ids::{FormatId, SessionId, TrackId};
use super::super::people::People;
use super::super::scale::Level;
use super::{Phase, Summary};

/// A session in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Listed<'a> {
    /// The session's name.
    pub session: &'a SessionId,
    /// The day it began.
    pub date: Day,
    /// The candidate's name.
    pub candidate: &'a str,
    /// The name of the interviewer whose scorecard it is.
    pub interviewer: &'a str,
    /// The format's id.
    pub format: &'a FormatId,
    /// The format's title, for people; programs know it by its id.
    #[serde(skip)]
    pub title: &'a str,
    /// The level.
    pub level: Level,
    /// The role track's id.
    pub track: &'a TrackId,
    /// Where in its course it is, which files call `live`, `scoring` or `submitted`.
    #[serde(serialize_with = "phase")]
    pub phase: Phase,
    /// How the conversation ended, once it has.
    pub ending: Option<Ending>,
    /// Whether it is practice.
    pub mock: bool,
    /// Minutes used, rounded.
    pub minutes_used: u64,
    /// The names of those who interviewed before and handed over, in turn.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub handed_over: Vec<&'a str>,
    /// When it began.
    #[serde(skip)]
    pub began: DateTime<FixedOffset>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes it so")]
fn phase<S: serde::Serializer>(phase: &Phase, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(phase.as_str())
}

impl Listed<'_> {
    /// How far it is, for people: how the conversation ended where that is not as it was to end.
    pub(crate) fn standing(&self) -> String {
        match self.ending {
            None | Some(Ending::Completed) => self.phase.title().to_owned(),
            Some(ending @ (Ending::StoppedEarly | Ending::NoShow)) => {
                format!("{}, {}", ending.title(), self.phase.title())
            }
        }
    }

    /// Everybody who interviewed, in turn, the one whose scorecard it is last.
    pub(crate) fn interviewers(&self) -> String {
        match self.handed_over.as_slice() {
            [] => self.interviewer.to_owned(),
            earlier => format!("{}, then {}", earlier.join(", "), self.interviewer),
        }
    }

    /// Whether nobody came, so that no minute was used for anything.
    pub(crate) fn is_no_show(&self) -> bool {
        self.ending == Some(Ending::NoShow)
    }
}

impl Summary {
    /// The session in a list; none before it has begun.
    pub(crate) fn listed<'a>(&'a self, id: &'a SessionId, people: &'a People) -> Option<Listed<'a>> {
        let (plan, began) = (&self.plan, self.began.as_ref()?);
        Some(Listed {
            session: id,
            date: Day::of(&began.at),
            candidate: people.candidate_called_by(&began.candidate),
            interviewer: people.interviewer_called_by(&began.interviewer),
            format: &plan.format,
            title: &plan.title,
            level: plan.level,
            track: &plan.track,
            phase: self.phase,
            ending: self.ending,
            mock: began.mock,
            minutes_used: self.used.minutes(),
            handed_over: began.handed_over.iter().map(|id| people.interviewer_called_by(id)).collect(),
            began: began.at,
        })
    }
}
