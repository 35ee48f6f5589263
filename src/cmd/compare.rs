//! `hotseat compare`: candidates side by side.

use crate::core::ids::{FormatId, KitId};
use crate::core::names::resolve;
use crate::core::panel::{self, Scope, Submitted};
use crate::core::rubric::Rubric;
use crate::render;
use crate::store::Parts;

use super::args::Compare;
use super::context::{self, Context};
use super::failure::{Failure, Result};
use super::sessions::known_candidate;

/// Lays candidates side by side.
pub(super) fn compare(context: &Context, args: &Compare) -> Result {
    let sessions = context.sessions(args.example)?;
    let library = context.library(Parts::WithoutBanks)?.library;
    let candidates =
        args.candidates.iter().map(|name| known_candidate(&sessions.people, name)).collect::<Result<_>>()?;
    let kits: Vec<&KitId> =
        sessions.found.iter().filter_map(|found| Some(&found.session.plan().kit.as_ref()?.id)).collect();
    let kit = match &args.kit {
        Some(given) => {
            let mut names: Vec<&str> = kits.iter().map(|id| id.as_str()).collect();
            names.sort_unstable();
            names.dedup();
            let name = resolve("kit", given, &names)?;
            kits.iter().find(|id| id.as_str() == name).copied().cloned()
        }
        None => None,
    };
    let format: Option<FormatId> = args
        .format
        .as_deref()
        .map(|given| context::format(&library, given).map(|format| format.id.clone()))
        .transpose()?;
    let of_loop = match &args.loop_id {
        Some(given) => {
            let names: Vec<&str> = library.loops.iter().map(|list| list.id.as_str()).collect();
            let name = resolve("loop", given, &names)?;
            library.loops.iter().find(|list| list.id.as_str() == name).cloned()
        }
        None => None,
    };
    let submitted: Vec<Submitted<'_>> = sessions
        .found
        .iter()
        .map(|found| Submitted { id: &found.id, plan: found.session.plan(), state: found.session.state() })
        .collect();
    let scope = Scope { candidates, kit, format, of_loop, level: args.level };
    let comparison = panel::compare(&submitted, &scope, &sessions.people);
    if comparison.groups.is_empty() {
        return Err(Failure::refused("no session fits", "`hotseat sessions` lists them"));
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
