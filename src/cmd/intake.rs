//! Ratings from elsewhere, for `calibrate --from` and `import`: what is wanted of the reading, what was found, what is wrong.

use std::path::Path;

use crate::core::ratings::layout::TableOptions;
use crate::core::ratings::score::ScoreReader;
use crate::core::ratings::take::{Intake, ScoreRules};
use crate::core::ratings::{Account, Taking};
use crate::core::rubric::Rubric;
use crate::page::understood::summary;
use crate::store;

use super::args::TableArgs;
use super::context::Context;
use super::failure::{Failure, Result};

/// What a person wants of the reading of a file; `rubric` has the dimensions and words that it may use.
pub(super) fn wanted(args: &TableArgs, rubric: &Rubric) -> TableOptions {
    let names = rubric.dimensions.iter().flat_map(|own| [own.id.to_string(), own.title.clone()]);
    TableOptions {
        told: args.columns.clone(),
        sheet: args.sheet.clone(),
        fill_down: args.fill_down,
        dimensions: names.collect(),
        scores: ScoreReader::with_labels(&rubric.scale),
    }
}

/// How scores are to be read.
pub(super) fn marks(args: &TableArgs, rubric: &Rubric, scale: Option<(i32, i32)>) -> ScoreRules {
    ScoreRules { scores: ScoreReader::with_labels(&rubric.scale), scale, reverse: args.reverse }
}

/// Walks over the ratings of a source, whatever it is.
pub(super) fn walk(
    path: &Path,
    wanted: &TableOptions,
    each: &mut Taking<'_>,
) -> std::result::Result<Account, store::Error> {
    store::read_table(path, wanted, each)
}

/// Says what a file was found to be, and what of it is no rating.
pub(super) fn say(context: &Context, account: &Account, reading: &Intake) {
    let part = account.parts.first().map(|part| part.name.clone()).unwrap_or_default();
    context.say(&format!("{part}: {}", summary(account, reading)));
    for note in &account.notes {
        context.say(&format!("note: {note}"));
    }
    let not_rated = match reading.not_rated {
        0 => None,
        1 => Some("1 place where nobody rated".to_owned()),
        count => Some(format!("{count} places where nobody rated")),
    };
    let left: Vec<String> = not_rated.into_iter().chain(account.left_out.iter().cloned()).collect();
    if !left.is_empty() {
        context.say(&format!("left out: {}", left.join(", ")));
    }
}

/// Refuses a file with problems, all of them named, unless they are to be left out; then that is said.
pub(super) fn refuse_bad(context: &Context, args: &TableArgs, (account, reading): (&Account, &Intake)) -> Result {
    let problems = &reading.problems;
    if problems.count == 0 {
        return Ok(());
    }
    let file = account.parts.first().map(|part| part.name.clone()).unwrap_or_default();
    let count = if problems.count == 1 { "1 problem".to_owned() } else { format!("{} problems", problems.count) };
    let lines = problems.lines(account);
    if args.skip_bad {
        context.say(&format!("left out, as --skip-bad says: {count} in {file}"));
        for line in lines {
            context.say(&format!("  {line}"));
        }
        return Ok(());
    }
    let hint = "mend them and run it again; --skip-bad leaves them out";
    Err(Failure::listed(format!("{count} in {file}; nothing was taken from it"), lines, hint))
}
