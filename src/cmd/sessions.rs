//! `hotseat sessions`, and what a suggested command names a session by.

use std::collections::BTreeMap;

use crate::core::ids::SessionId;
use crate::core::people::Meant;
use crate::core::session::{Listed, Phase};
use crate::page;
use crate::store::{self, Summarized};
use crate::threads::{WORTH_IT, in_parts};

use super::args::SessionsArgs;
use super::context::Context;
use super::failure::Result;
use super::meant::{Sought, known_candidate};
use super::surroundings::shell_word;

/// Lists sessions, newest first.
pub(super) fn sessions(context: &Context, args: &SessionsArgs) -> Result {
    let sessions = context.sessions(args.example)?;
    let wanted = args.candidate.as_deref().map(|name| known_candidate(context, &sessions.people, name)).transpose()?;
    let listed = in_parts(&sessions.found, WORTH_IT, |part| -> Vec<Listed<'_>> {
        let wanted = part.iter().filter(|found| wanted.is_none() || found.summary.candidate() == wanted.as_ref());
        wanted.filter_map(|found| found.summary.listed(&found.id, &sessions.people)).collect()
    });
    let listed: Vec<Listed<'_>> = listed.into_iter().flatten().collect();
    let opened_by = context.is_heard(&args.output)?.then(|| opened_by(&listed, args.example));
    context.show(&page::sessions::SessionList { listed, opened_by }, &args.output)?;
    sessions.leave();
    Ok(())
}

/// What opens each session of a list: the candidate's name, where it means no other one.
fn opened_by(listed: &[Listed<'_>], example: bool) -> Vec<String> {
    let command = |line: &Listed<'_>| if line.phase == Phase::Submitted { "scorecard" } else { "resume" };
    let mut many: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for line in listed {
        *many.entry((line.candidate, command(line))).or_default() += 1;
    }
    let opened = |line: &Listed<'_>| {
        let only = many.get(&(line.candidate, command(line))) == Some(&1);
        let given = if only { shell_word(line.candidate) } else { line.session.to_string() };
        format!("hotseat {} {given}{}", command(line), if example { " --example" } else { "" })
    };
    listed.iter().map(opened).collect()
}

/// What a command that is suggested names a session by: for a listener the candidate, where that name means no other session of those
/// that the command is about; else its id.
pub(super) fn said_name(context: &Context, id: &SessionId, is_submitted: bool) -> String {
    let of_candidate = || {
        let people = store::read_people(&context.workspace).ok()?;
        let sessions = store::all(&context.workspace).ok()?.sessions;
        let candidate = sessions.iter().find(|found| found.id == *id)?.summary.candidate()?;
        let sought = if is_submitted { Sought::Cards } else { Sought::Unfinished };
        let is_alike = |found: &&Summarized| found.summary.candidate() == Some(candidate) && sought.fits(found);
        let name = people.candidate_name(candidate);
        let is_only = sessions.iter().filter(is_alike).count() == 1;
        let is_meant = matches!(people.candidate_meant(&name), Meant::One(meant) if meant == *candidate);
        (is_only && is_meant).then(|| shell_word(&name))
    };
    context.surroundings.is_line_by_line().then(of_candidate).flatten().unwrap_or_else(|| id.to_string())
}
