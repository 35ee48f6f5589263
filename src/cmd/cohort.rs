//! `hotseat plan --cohort`: as many kits as candidates, with different questions and equally hard.

use std::path::Path;

use crate::core::assembly::{self, CohortWish, Equivalents};
use crate::core::plan::Kit;
use crate::page::cohort::SideBySidePlans;
use crate::page::{self, NotShown};
use crate::store::{self, Existing, Parts};

use super::args::PlanArgs;
use super::context::Context;
use super::failure::{Failure, Result};
use super::plan::{looked_at, request, seeded};
use super::surroundings::shell_word;

/// How the files of a cohort begin.
const BEGINNING: &str = "cohort-";

/// Draws so many plans, writes them as kits into a folder, and says how equal they are.
pub(super) fn draw(context: &mut Context, args: &PlanArgs, plans: u16) -> Result {
    let folder = folder(context, args)?;
    let wish = CohortWish { plans, max_use: args.max_use.unwrap_or(1), overlap: args.overlap.unwrap_or(0) };
    let loaded = context.library(Parts::All)?;
    let drawn = args.wanted.seed.is_none();
    let request = request(context, &loaded, &args.what, &args.wanted)?;
    let history = looked_at(context, &loaded.library, &args.wanted)?;
    let Equivalents { kits, equivalence } = assembly::equivalents(&loaded.library, &request, &history, wish)?;
    if wish.max_use > 1 && wish.overlap == 0 {
        context.say("note: without --overlap no two plans share a question, so that --max-use changes nothing");
    }
    if wish.max_use == 1 && wish.overlap > 0 {
        context.say("note: without --max-use no question comes in two plans, so that --overlap changes nothing");
    }
    write(context, folder, &kits, args.force)?;
    // Of what was refused no seed is of use.
    if drawn {
        context.say(&seeded(request.seed, None));
    }
    let title = kits.first().and_then(|kit| kit.rounds.first()).map(|plan| {
        let track = loaded.library.track(&plan.track).map_or(plan.track.as_str(), |track| track.title.as_str());
        format!("{}, {}, {track}", plan.title, plan.level)
    });
    let answer = SideBySidePlans { title: &title.unwrap_or_default(), kits: &kits, equivalence: &equivalence };
    let notation = args.notation.chosen().unwrap_or_else(|| context.text());
    context.print(&context.shown(&answer, notation)?)
}

/// The folder to write into, where the flags agree on a cohort.
fn folder<'a>(context: &Context, args: &'a PlanArgs) -> Result<&'a Path> {
    let mut against = Vec::new();
    if args.wanted.candidate.is_some() {
        against.push("--candidate: a cohort is for several, and each is given one of its plans".to_owned());
    }
    if args.draw.is_some() {
        against.push("--draw: a draw code is of one plan".to_owned());
    }
    if args.explain {
        against.push("--explain: draw one plan to have its questions explained".to_owned());
    }
    let folder = args.output.as_deref();
    match folder {
        None => against.push("-o is missing: the folder for the kits".to_owned()),
        Some(path) if path.exists() && !path.is_dir() => {
            against.push(format!("-o {}: that is a file, and the kits go into a folder", path.display()));
        }
        Some(path) if context.workspace.keeps(&path.join(BEGINNING)) => {
            against.push(format!("-o {}: that lies among the sessions, which are records", path.display()));
        }
        Some(_) => {}
    }
    match folder {
        Some(folder) if against.is_empty() => Ok(folder),
        Some(_) | None => {
            let hint = format!("such as `hotseat plan {} --cohort 5 -o FOLDER`", shell_word(&args.what));
            Err(Failure::several("this does not go with --cohort", against, hint))
        }
    }
}

/// Writes the kits, all or none.
fn write(context: &Context, folder: &Path, kits: &[Kit], force: bool) -> Result {
    let digits = kits.len().to_string().len().max(2);
    let mut files = Vec::new();
    for (number, kit) in (1..).zip(kits) {
        let name = format!("{BEGINNING}{number:0digits$}.json");
        files.push((name, page::json(kit).map_err(NotShown::from)?));
    }
    let existing = if force { Existing::Replaced } else { Existing::Kept };
    let exists = |error: store::Error| match error {
        error @ store::Error::Exists(_) => {
            Failure::refused(error.to_string(), "name another folder; --force replaces the kits of this one")
        }
        other => other.into(),
    };
    match store::write_together(folder, &files, existing) {
        Err(store::Error::Exists(path)) if context.surroundings.interactive => {
            let question = format!("{} is there already. Replace the kits in {}?", path.display(), folder.display());
            if !context.agrees(&question)? {
                return Err(exists(store::Error::Exists(path)));
            }
            store::write_together(folder, &files, Existing::Replaced)?;
        }
        written => written.map_err(exists)?,
    }
    let last = files.last().map(|(name, _)| name.as_str()).unwrap_or_default();
    let first = files.first().map(|(name, _)| name.as_str()).unwrap_or_default();
    let which = if first == last { first.to_owned() } else { format!("{first} to {last}") };
    context.say(&format!("wrote {which} into {}: a kit for each candidate", folder.display()));
    let others = store::named_like(folder, BEGINNING);
    let others: Vec<String> = others.into_iter().filter(|name| files.iter().all(|(own, _)| own != name)).collect();
    if !others.is_empty() {
        let are = if others.len() == 1 { "is not of this cohort" } else { "are not of this cohort" };
        context.say(&format!("note: {} in {} {are}", others.join(", "), folder.display()));
    }
    Ok(())
}
