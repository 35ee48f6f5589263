//! `hotseat check`: every problem at once.

use crate::core::check;
use crate::core::counted::counted;
use crate::page::problems::Problems;
use crate::page::unnamed::UnnamedNames;
use crate::store::{self, Findings, Parts, Workspace};

use super::args::CheckArgs;
use super::context::Context;
use super::failure::{Failure, Result};

/// The most replaced documents that are named one by one.
const NAMED: usize = 5;

/// Checks the shipped documents with the workspace's laid over them, its kits and sessions; exit code 3 where there are problems.
pub(super) fn check(context: &Context, args: &CheckArgs) -> Result {
    let workspace = match &args.folder {
        Some(root) if !root.is_dir() => {
            return Err(Failure::refused(format!("there is no folder {}", root.display()), "check the path"));
        }
        Some(root) => Workspace { root: root.clone(), ..context.workspace.clone() },
        None => context.workspace.clone(),
    };
    if args.unnamed {
        let loaded = store::load(&workspace, Parts::All)?;
        let list = UnnamedNames(check::unnamed(&loaded.library));
        context.show(&list, &args.output)?;
        context.say("each may be a flaw that nobody noticed, or a name of no interest");
        return Ok(());
    }
    let Findings { problems, loaded, unaudited, open_to_others, behind_link } = store::check(&workspace)?;
    let answer = Problems { problems: &problems, replaces: &loaded.replaced, open_to_others: &open_to_others };
    // On a screen it is said with the counts, below.
    if !problems.is_empty() || args.output.notation()?.is_some() || args.output.file.is_some() {
        context.show(&answer, &args.output)?;
    }
    match loaded.replaced.len() {
        few if few <= NAMED => {
            for path in &loaded.replaced {
                context.say(&format!("note: {path} of the workspace replaces the shipped one"));
            }
        }
        many => context.say(&format!("note: {many} documents of the workspace replace shipped ones")),
    }
    match unaudited {
        0 => {}
        1 => context.say("note: 1 question has no entry in the audit of its bank"),
        many => context.say(&format!("note: {many} questions have no entry in the audit of their bank")),
    }
    if let Some(first) = open_to_others.first() {
        let more = match open_to_others.len() - 1 {
            0 => String::new(),
            more => format!(" and {more} more in it"),
        };
        let closes = if behind_link {
            "sessions/ is a link to it, and hotseat closes nothing that a link leads to; this does"
        } else {
            "hotseat closes it when it next writes there, and so does"
        };
        context.say(&format!(
            "note: others on this computer can read {first}{more}, and it is about candidates; {closes}: chmod -R go= {first}"
        ));
    }
    let library = &loaded.library;
    let questions = library.questions().count();
    if problems.is_empty() {
        context.say(&format!(
            "no problems: {} in {}, {}, {}",
            counted(questions, "question"),
            counted(library.banks.len(), "bank"),
            counted(library.formats.len(), "format"),
            counted(library.rubrics.len(), "rubric")
        ));
        return Ok(());
    }
    let count = if problems.len() == 1 { "1 problem".to_owned() } else { format!("{} problems", problems.len()) };
    Err(Failure::problems(count))
}
