//! What was imported before: `import --list`, and `--remove`, which takes an import back.

use std::collections::BTreeSet;

use crate::core::day::Day;
use crate::core::panel::Import;
use crate::page::imports::{ImportList, ListedImport};
use crate::store::{self, StoredImport};

use super::super::args::ImportArgs;
use super::super::context::Context;
use super::super::failure::{Failure, Result};

/// Lists what was imported; what can't be read is named and left out.
pub(super) fn list(context: &Context, args: &ImportArgs) -> Result {
    let (found, unreadable) = store::stored_imports(&context.workspace)?;
    context.leave_out(unreadable);
    context.show(&ImportList(found.iter().map(listed).collect()), &args.output)
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

/// Takes an import back. At a terminal it is asked, as nothing but the file that it came from brings it again.
pub(super) fn remove(context: &Context, given: &str) -> Result {
    let (found, unreadable) = store::stored_imports(&context.workspace)?;
    // One that can't be read can be taken away all the same.
    let names: Vec<&str> = found.iter().map(|own| own.name.as_str()).collect();
    let damaged = unreadable.iter().filter_map(store::import_name);
    let names: Vec<String> = names.into_iter().map(str::to_owned).chain(damaged).collect();
    let wanted = given.to_lowercase();
    let wanted = wanted.strip_suffix(".json").unwrap_or(&wanted);
    let begins = |name: &&String| {
        let rest = name.strip_prefix("import-").unwrap_or(name);
        !wanted.is_empty() && (name.starts_with(wanted) || rest.starts_with(wanted))
    };
    let name = match names.iter().filter(begins).collect::<Vec<_>>().as_slice() {
        [only] => (*only).clone(),
        [] => {
            let hint = if names.is_empty() {
                "nothing was imported yet".to_owned()
            } else {
                "`hotseat import --list` lists what there is".to_owned()
            };
            return Err(Failure::usage(format!("there is no import `{given}`"), hint));
        }
        several => {
            let lines = several.iter().map(|name| (*name).clone()).collect();
            return Err(Failure::several(
                format!("`{given}` could be more than one import"),
                lines,
                "name one of them",
            ));
        }
    };
    let what = found.iter().find(|own| own.name == name).map(|own| said(&own.import));
    let what = what.unwrap_or_else(|| "an import that can't be read".to_owned());
    if context.surroundings.interactive {
        let question = format!("{name} is {what}. /yes removes it, any other line leaves it: ");
        if !context.agrees(&question)? {
            return Ok(());
        }
    }
    store::remove_import(&context.workspace, &name)?;
    context.say(&format!("removed {name}: {what}"));
    context.say("the people in it stay in sessions/people.json");
    Ok(())
}

/// What an import holds, in words.
fn said(import: &Import) -> String {
    format!("{} of {} at level {}", import.holds().said(), import.title, import.level)
}
