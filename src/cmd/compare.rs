//! `hotseat compare`: candidates side by side, by exact scores or calibrated.

use std::collections::BTreeSet;

use calibration::report::{ADVICE, Wanted, report};

use crate::core::ids::{FormatId, KitId};
use crate::core::library::Library;
use crate::core::names::resolve;
use crate::core::panel::{self, Compared, Comparison, Scope, Submitted, bands_of, compared, rated, weights_of};
use crate::core::rubric::Rubric;
use crate::core::scale::Level;
use crate::render;
use crate::store::Parts;

use super::args::Compare;
use super::calibrate::too_much;
use super::context::{self, Context, Sessions};
use super::failure::{Failure, Result};
use super::sessions::known_candidate;

/// Lays candidates side by side.
pub(super) fn compare(context: &Context, args: &Compare) -> Result {
    let sessions = context.sessions(args.example)?;
    let library = context.library(Parts::WithoutBanks)?.library;
    let of_loop = args.loop_id.as_deref();
    let mut scope = scope(&library, &sessions, args.kit.as_deref(), args.format.as_deref(), of_loop, args.level)?;
    scope.candidates =
        args.candidates.iter().map(|name| known_candidate(&sessions.people, name)).collect::<Result<_>>()?;
    let submitted = sessions.submitted();
    let comparison = panel::compare(&submitted, &scope, &sessions.people);
    if comparison.groups.is_empty() {
        return Err(Failure::refused("no session fits", "`hotseat sessions` lists them"));
    }
    if args.calibrated {
        return calibrated(context, args, &sessions, &submitted, &comparison);
    }
    let rubrics: Vec<&Rubric> = sessions.found.iter().map(|found| &found.session.plan().rubric).collect();
    if args.notation.json {
        context.print_json(&comparison)
    } else if args.notation.csv {
        context.print(&render::compare::csv(&comparison, &rubrics))
    } else if args.notation.markdown {
        context.print(&render::compare::markdown(&comparison))
    } else {
        context.print(&render::compare::table(&comparison, &rubrics, context.width()))
    }
}

/// The scope that the words of a command mean; no candidate in particular.
pub(super) fn scope(
    library: &Library,
    sessions: &Sessions,
    kit: Option<&str>,
    format: Option<&str>,
    of_loop: Option<&str>,
    level: Option<Level>,
) -> Result<Scope> {
    let kits: Vec<&KitId> =
        sessions.found.iter().filter_map(|found| Some(&found.session.plan().kit.as_ref()?.id)).collect();
    let kit = match kit {
        Some(given) => {
            let mut names: Vec<&str> = kits.iter().map(|id| id.as_str()).collect();
            names.sort_unstable();
            names.dedup();
            let name = resolve("kit", given, &names)?;
            kits.iter().find(|id| id.as_str() == name).copied().cloned()
        }
        None => None,
    };
    let format: Option<FormatId> =
        format.map(|given| context::format(library, given).map(|format| format.id.clone())).transpose()?;
    let of_loop = match of_loop {
        Some(given) => {
            let names: Vec<&str> = library.loops.iter().map(|list| list.id.as_str()).collect();
            let name = resolve("loop", given, &names)?;
            library.loops.iter().find(|list| list.id.as_str() == name).cloned()
        }
        None => None,
    };
    Ok(Scope { candidates: Vec::new(), kit, format, of_loop, level })
}

/// The same groups, each adjusted for its interviewers' severity; nothing of an interviewer is shown.
fn calibrated(
    context: &Context,
    args: &Compare,
    sessions: &Sessions,
    submitted: &[Submitted<'_>],
    comparison: &Comparison,
) -> Result {
    let mut groups: Vec<Compared> = Vec::new();
    for group in &comparison.groups {
        let standings =
            group.ranked.iter().map(|one| &one.standing).chain(group.unranked.iter().map(|one| &one.standing));
        let names: BTreeSet<&str> = standings.flat_map(|one| one.sessions.iter().map(String::as_str)).collect();
        let own: Vec<Submitted<'_>> =
            submitted.iter().filter(|session| names.contains(session.id.as_str())).copied().collect();
        let found = rated(&own, &sessions.people).map_err(|error| too_much(&error))?;
        let wanted = Wanted {
            exact: None,
            weights: weights_of(&found.ratings, found.rubric),
            bands: found.rubric.map(bands_of).unwrap_or_default(),
            seed: args.seed,
            details: false,
            severity: false,
        };
        groups.push(compared(group, report(&found.ratings, &found.called, &wanted)));
    }
    if args.notation.json {
        context.print_json(&serde_json::json!({ "advice": ADVICE, "groups": groups }))
    } else if args.notation.csv {
        let named: Vec<_> = groups
            .iter()
            .zip(&comparison.groups)
            .map(|(own, group)| (render::compare::title(group), &own.calibrated))
            .collect();
        context.print(&render::calibrate::csv_of(&named))
    } else if args.notation.markdown {
        let texts: Vec<String> = groups
            .iter()
            .zip(&comparison.groups)
            .map(|(own, group)| {
                render::calibrate::markdown(&own.calibrated, &render::compare::title(group), 2)
                    + &render::calibrate::record_markdown(own)
            })
            .collect();
        context.print(&format!("# Calibrated comparison\n\n{}", texts.join("\n")))
    } else {
        let texts: Vec<String> = groups
            .iter()
            .zip(&comparison.groups)
            .map(|(own, group)| {
                let title = format!("{}, calibrated", render::compare::title(group));
                render::calibrate::compared(own, &title, context.width())
            })
            .collect();
        context.print(&texts.join("\n"))
    }
}
