//! `hotseat compare`: candidates side by side, by exact scores or calibrated.

use std::collections::BTreeSet;

use calibration::report::{Wanted, report};
use calibration::{Steps, SureOf};

use crate::core::panel::{self, Comparison, Group, Submitted, bands_of, compared, rated, weights_of};
use crate::page;
use crate::page::calibrate::{ComparedGroup, Groups, Titles};
use crate::page::compare::{Formats, key, title};
use crate::store::Parts;
use crate::threads::in_parts;

use super::args::CompareArgs;
use super::context::{Context, Sessions, scope};
use super::failure::{Failure, Result};
use super::meant::known_candidate;

/// A thread of their own is worth it for so many groups.
const AT_LEAST: usize = 16;

/// Lays candidates side by side.
pub(super) fn compare(context: &Context, args: &CompareArgs) -> Result {
    let sessions = context.sessions(args.scope.example)?;
    let library = context.library(Parts::WithoutBanks)?.library;
    let mut scope = scope(&library, &sessions, &args.scope)?;
    scope.candidates =
        args.candidates.iter().map(|name| known_candidate(context, &sessions.people, name)).collect::<Result<_>>()?;
    let submitted = sessions.submitted();
    let comparable = panel::comparable(&submitted, &scope);
    let groups = in_parts(&comparable, AT_LEAST, |part| -> Vec<Group> {
        part.iter().map(|own| own.group(&sessions.people)).collect()
    });
    let comparison = Comparison { groups: groups.into_iter().flatten().collect() };
    if comparison.groups.is_empty() && !sessions.found.is_empty() {
        return Err(Failure::refused("no session fits", "`hotseat sessions` lists them"));
    }
    if args.calibrated {
        return context.show(&calibrated(&sessions, &comparison, (args.seed, args.groups))?, &args.output);
    }
    let rubrics = sessions.found.iter().map(|found| &*found.summary.plan.rubric).collect();
    let formats = formats_of(&sessions);
    context.show(&page::compare::SideBySide { comparison: &comparison, rubrics, formats }, &args.output)?;
    sessions.leave();
    Ok(())
}

/// What the formats of sessions are called.
fn formats_of(sessions: &Sessions) -> Formats<'_> {
    let plans = sessions.found.iter().map(|found| &found.summary.plan);
    plans.map(|plan| (&plan.format, plan.title.as_str())).collect()
}

/// The same groups, each adjusted for its interviewers' severity; nothing of an interviewer is shown.
fn calibrated(sessions: &Sessions, comparison: &Comparison, (seed, sure_of): (u64, SureOf)) -> Result<Groups> {
    let (submitted, formats) = (sessions.submitted(), formats_of(sessions));
    let mut groups = Vec::new();
    for group in &comparison.groups {
        let standings =
            group.ranked.iter().map(|one| &one.standing).chain(group.unranked.iter().map(|one| &one.standing));
        let names: BTreeSet<&str> = standings.flat_map(|one| one.sessions.iter().map(String::as_str)).collect();
        let own: Vec<Submitted<'_>> =
            submitted.iter().filter(|session| names.contains(session.id.as_str())).copied().collect();
        let found = rated(&own, &sessions.people, Steps::default())?;
        let wanted = Wanted {
            exact: None,
            weights: weights_of(&found.ratings, found.rubric),
            bands: found.rubric.map(bands_of).unwrap_or_default(),
            seed,
            groups: sure_of,
            ordinal: false,
            details: false,
            severity: false,
        };
        let compared = compared(group, report(&found.ratings, &found.called, &wanted));
        groups.push(ComparedGroup { key: key(group), title: title(group, found.rubric, &formats), compared });
    }
    let rubrics = sessions.found.iter().map(|found| &*found.summary.plan.rubric);
    Ok(Groups(groups, Titles::of(rubrics)))
}
