//! `hotseat sessions`.

use crate::core::ids::CandidateId;
use crate::core::people::{Match, People};
use crate::core::session::Phase;
use crate::page;
use crate::store::Stored;

use super::args::SessionsArgs;
use super::context::Context;
use super::failure::{Failure, Result};

/// Lists sessions, oldest first.
pub(super) fn sessions(context: &Context, args: &SessionsArgs) -> Result {
    let sessions = context.sessions(args.example)?;
    let wanted = args.candidate.as_deref().map(|name| known_candidate(&sessions.people, name)).transpose()?;
    let of_candidate = |found: &&Stored| {
        let candidate = found.session.state().beginning.as_ref().map(|beginning| &beginning.candidate);
        wanted.is_none() || candidate == wanted.as_ref()
    };
    let listed = sessions.found.iter().filter(of_candidate);
    let listed = listed.filter_map(|found| found.session.listed(&found.id, &sessions.people)).collect();
    context.show(&page::sessions::SessionList(listed), &args.output)
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
pub(super) fn unfinished(found: Vec<Stored>) -> Vec<Stored> {
    let mut open: Vec<Stored> =
        found.into_iter().filter(|found| matches!(found.session.state().phase, Phase::Live | Phase::Scoring)).collect();
    open.sort_by_key(|found| std::cmp::Reverse(found.session.state().entries.last().map(|entry| entry.at)));
    open
}
