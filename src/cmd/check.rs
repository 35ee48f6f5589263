//! `hotseat check`: every problem at once.

use crate::page::problems::Problems;
use crate::store::{self, Workspace};

use super::args::CheckArgs;
use super::context::Context;
use super::failure::{Failure, Result};

/// Checks the shipped documents with the workspace's laid over them, its kits and sessions; exit code 3 where there are problems.
pub(super) fn check(context: &Context, args: &CheckArgs) -> Result {
    let workspace = match &args.folder {
        Some(root) if !root.is_dir() => {
            return Err(Failure::refused(format!("there is no folder {}", root.display()), "check the path"));
        }
        Some(root) => Workspace { root: root.clone(), ..context.workspace.clone() },
        None => context.workspace.clone(),
    };
    let (problems, loaded) = store::check(&workspace)?;
    let answer = Problems { problems: &problems, replaces: &loaded.replaced };
    context.show(&answer, &args.output)?;
    for path in &loaded.replaced {
        context.say(&format!("note: {path} of the workspace replaces the shipped one"));
    }
    let library = &loaded.library;
    let questions = library.questions().count();
    if problems.is_empty() {
        context.say(&format!(
            "no problems: {questions} questions in {} banks, {} formats, {} rubrics",
            library.banks.len(),
            library.formats.len(),
            library.rubrics.len()
        ));
        return Ok(());
    }
    let count = if problems.len() == 1 { "1 problem".to_owned() } else { format!("{} problems", problems.len()) };
    Err(Failure::problems(count))
}
