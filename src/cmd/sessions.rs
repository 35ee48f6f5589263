//! `hotseat sessions`.

use serde::Serialize;

use crate::core::ids::CandidateId;
use crate::core::people::{Match, People};
use crate::core::session::Phase;
use crate::render;
use crate::store::Found;

use super::args::Sessions;
use super::context::Context;
use super::failure::{Failure, Result};

/// A session in a list.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    session: String,
    date: String,
    candidate: String,
    interviewer: String,
    format: String,
    level: String,
    track: String,
    phase: String,
    ending: Option<&'static str>,
    mock: bool,
    minutes_used: u64,
}

impl Line {
    pub(super) fn of(found: &Found, people: &People) -> Option<Self> {
        let (plan, state) = (found.session.plan(), found.session.state());
        let beginning = state.beginning.as_ref()?;
        Some(Self {
            session: found.id.to_string(),
            date: state.entries.first()?.at.format("%Y-%m-%d").to_string(),
            candidate: people.candidate_name(&beginning.candidate),
            interviewer: people.interviewer_name(&beginning.interviewer),
            format: plan.format.to_string(),
            level: plan.level.to_string(),
            track: plan.track.to_string(),
            phase: state.phase.as_str().to_owned(),
            ending: state.ending.map(crate::core::event::Ending::as_str),
            mock: beginning.mock,
            minutes_used: state.clock.used.minutes(),
        })
    }

    /// The columns of the table.
    pub(super) fn cells(&self) -> [String; 6] {
        let mock = if self.mock { ", mock" } else { "" };
        let state = match self.ending {
            Some("completed") | None => self.phase.clone(),
            Some(ending) => format!("{}, {ending}", self.phase),
        };
        [
            self.session.clone(),
            self.candidate.clone(),
            self.interviewer.clone(),
            format!("{}, {}{mock}", self.format, self.level),
            state,
            self.minutes_used.to_string(),
        ]
    }
}

/// Lists sessions, oldest first.
pub(super) fn sessions(context: &Context, args: &Sessions) -> Result {
    let sessions = context.sessions(args.example)?;
    let wanted = args.candidate.as_deref().map(|name| known_candidate(&sessions.people, name)).transpose()?;
    let of_candidate = |found: &&Found| {
        let candidate = found.session.state().beginning.as_ref().map(|beginning| &beginning.candidate);
        wanted.is_none() || candidate == wanted.as_ref()
    };
    let lines: Vec<Line> =
        sessions.found.iter().filter(of_candidate).filter_map(|found| Line::of(found, &sessions.people)).collect();
    if args.json {
        return context.print_json(&lines);
    }
    context.print(&render::sessions::table(lines.iter().map(Line::cells).collect(), context.width()))
}

/// The candidate that a name means.
pub(super) fn known_candidate(people: &People, name: &str) -> Result<CandidateId> {
    match people.candidate(name) {
        Match::Known(id) => Ok(id),
        Match::Near(near) => {
            let names: Vec<String> = near.into_iter().map(|(id, name)| format!("{name} ({id})")).collect();
            let message = format!("there is no candidate `{name}`");
            Err(Failure::usage(message, format!("did you mean {}?", names.join(" or "))))
        }
        Match::New => {
            let names: Vec<&str> = people.candidates.values().map(String::as_str).collect();
            let hint = if names.is_empty() {
                "no candidate is known yet".into()
            } else {
                format!("there are: {}", names.join(", "))
            };
            Err(Failure::usage(format!("there is no candidate `{name}`"), hint))
        }
    }
}

/// The sessions that can be gone on with: not submitted, newest first.
pub(super) fn unfinished(found: Vec<Found>) -> Vec<Found> {
    let mut open: Vec<Found> =
        found.into_iter().filter(|found| matches!(found.session.state().phase, Phase::Live | Phase::Scoring)).collect();
    open.sort_by_key(|found| std::cmp::Reverse(found.session.state().entries.last().map(|entry| entry.at)));
    open
}
