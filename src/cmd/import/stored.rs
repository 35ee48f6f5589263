//! What was imported before: `import --list`, and `--remove`, which takes an import back.

use std::collections::BTreeSet;

use crate::core::day::Day;
use crate::core::names::nearest;
use crate::core::panel::Import;
use crate::page::imports::{ImportList, ListedImport};
use crate::store::{self, StoredImport};

use super::super::args::ImportArgs;
use super::super::context::Context;
use super::super::failure::{Failure, Result};

/// Lists what was imported; what can't be read is named and left out.
pub(super) fn list(context: &Context, args: &ImportArgs) -> Result {
    let (found, unreadable) = store::stored_imports(&context.workspace)?;
    let damaged: Vec<String> = unreadable.iter().filter_map(store::import_name).collect();
    context.leave_out(unreadable);
    for name in &damaged {
        context.say(&format!("{name} can't be read: {}", store::mends_import(name)));
    }
    let is_all = damaged.is_empty();
    context.show(&ImportList { found: found.iter().map(listed).collect(), is_all }, &args.output)
}

fn listed(StoredImport { name, import, .. }: &StoredImport) -> ListedImport {
    let days: BTreeSet<Day> = import.days().collect();
    let people = || {
        let rows = import.rows.iter().map(|row| (&row.candidate, &row.interviewer));
        rows.chain(import.sessions.iter().map(|own| (&own.candidate, &own.interviewer)))
    };
    let candidates: BTreeSet<_> = people().map(|(candidate, _)| candidate).collect();
    let interviewers: BTreeSet<_> = people().map(|(_, interviewer)| interviewer).collect();
    ListedImport {
        import: name.clone(),
        format: import.format.clone(),
        title: import.title.clone(),
        level: import.level,
        first: days.first().copied().unwrap_or(import.date),
        last: days.last().copied().unwrap_or(import.date),
        ratings: import.rows.len(),
        candidates: candidates.len(),
        interviewers: interviewers.len(),
    }
}

/// Takes the import of a name back. Nothing but the file that it came from brings it again: whoever is at a terminal is asked, and
/// elsewhere `is_sure` stands for the answer.
pub(super) fn remove(context: &Context, given: &str, is_sure: bool) -> Result {
    let names = store::import_names(&context.workspace)?;
    let wanted = given.strip_suffix(".json").unwrap_or(given);
    let Some(name) = names.iter().find(|name| *name == wanted) else { return Err(none_called(given, &names)) };
    // One that can't be read can be taken away all the same.
    let what = store::stored_import(&context.workspace, name).map(|import| said(&import));
    let what = what.unwrap_or_else(|_| "an import that can't be read".to_owned());
    if !is_sure {
        if !context.surroundings.interactive {
            let hint = format!("add --yes to remove it; {ONLY_ITS_FILE}");
            return Err(Failure::refused(format!("{name} is {what}, and stays"), hint));
        }
        let question = format!("{name} is {what}; {ONLY_ITS_FILE}. /yes removes it, Enter leaves it: ");
        if !context.agrees(&question)? {
            return Ok(());
        }
    }
    store::remove_import(&context.workspace, name)?;
    context.say(&format!("removed {name}: {what}"));
    context.say("the people in it stay in sessions/people.json");
    Ok(())
}

/// How what is removed comes back.
const ONLY_ITS_FILE: &str = "once removed, only the file that it came from brings it back";

/// That no import has a name, and which have one like it.
fn none_called(given: &str, names: &[String]) -> Failure {
    let message = format!("there is no import `{given}`");
    let wanted = given.to_lowercase();
    let begins = |name: &&String| {
        name.starts_with(&wanted) || name.strip_prefix("import-").is_some_and(|rest| rest.starts_with(&wanted))
    };
    let mut near: Vec<String> = names.iter().filter(begins).cloned().collect();
    if near.is_empty() {
        near = nearest(&wanted, names.iter().map(String::as_str));
    }
    if names.is_empty() {
        Failure::usage(message, "nothing was imported yet")
    } else if near.is_empty() {
        Failure::usage(message, "`hotseat import --list` lists what there is")
    } else {
        Failure::several(format!("{message}; there are"), near, "write the whole name of one of them")
    }
}

/// What an import holds, in words.
fn said(import: &Import) -> String {
    format!("{} of {} at level {}", import.holds().said(), import.title, import.level)
}
