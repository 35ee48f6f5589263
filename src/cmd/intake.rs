//! Ratings from elsewhere, for `calibrate --from` and `import`: what is wanted of the reading, what was found, what is wrong.

use std::path::Path;

use calibration::Scale;

use crate::core::ats::System;
use crate::core::ratings::layout::TableOptions;
use crate::core::ratings::score::ScoreReader;
use crate::core::ratings::take::{Intake, ScoreRules};
use crate::core::ratings::{Account, Taking};
use crate::core::rubric::Rubric;
use crate::page::understood::summary;
use crate::store::{self, Loaded};

use super::args::TableArgs;
use super::ats::{self, Scorecards};
use super::context::Context;
use super::failure::{Failure, Result};

/// The scale on which a rubric's bands are.
pub(super) const RUBRIC_SCALE: Scale = Scale { min: 1, max: 5 };

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
///
/// # Errors
/// That a scale can't be turned whose ends nobody knows.
pub(super) fn marks(args: &TableArgs, rubric: &Rubric, scale: Option<(i32, i32)>) -> Result<ScoreRules> {
    if args.reverse && scale.is_none() {
        let hint = "add --scale MIN..MAX, such as --scale 1..5: turned about the scores seen, one score more or less would change all";
        return Err(Failure::usage("--reverse needs the ends of the scale", hint));
    }
    Ok(ScoreRules { scores: ScoreReader::with_labels(&rubric.scale), scale, reverse: args.reverse })
}

/// Where ratings are read from.
pub(super) enum RatingsSource<'a> {
    /// A table.
    Table(&'a Path),
    /// The scorecards of an applicant tracking system.
    Records(Scorecards),
}

impl<'a> RatingsSource<'a> {
    /// What a path leads to; `said` is the system whose scorecards they are said to be.
    pub(super) fn open(
        context: &Context,
        (path, said, table): (&'a Path, Option<System>, &TableArgs),
        loaded: &Loaded,
    ) -> Result<Self> {
        if said.is_none() && !store::holds_records(path) {
            return Ok(Self::Table(path));
        }
        if !table.columns.is_empty() || table.sheet.is_some() || table.fill_down {
            let message = format!("{} holds records, and no table", path.display());
            return Err(Failure::usage(message, "--columns, --sheet and --fill-down are for tables: leave them out"));
        }
        ats::read(context, path, (loaded, said)).map(Self::Records)
    }

    /// That people have names, unless ids are wanted for them.
    pub(super) fn names_people(&self, path: &Path, ids: bool) -> Result {
        match self {
            Self::Records(scorecards) => scorecards.names_people(path, ids),
            Self::Table(_) => Ok(()),
        }
    }

    /// The scale that its scores are on, where it is known beforehand.
    pub(super) fn scale(&self) -> Option<Scale> {
        match self {
            Self::Records(_) => Some(RUBRIC_SCALE),
            Self::Table(_) => None,
        }
    }

    /// Walks over its ratings.
    pub(super) fn walk(
        &self,
        wanted: &TableOptions,
        each: &mut Taking<'_>,
    ) -> std::result::Result<Account, store::Error> {
        match self {
            Self::Records(scorecards) => Ok(scorecards.walk(each)),
            Self::Table(path) => store::read_table(path, wanted, each),
        }
    }
}

/// Says what a file was found to be, and what of it is no rating.
pub(super) fn say(context: &Context, account: &Account, reading: &Intake) {
    context.say(&format!("{}: {}", account.name, summary(account, reading)));
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
    let file = &account.name;
    let count = if problems.count == 1 { "1 problem".to_owned() } else { format!("{} problems", problems.count) };
    let lines = problems.lines(account);
    if args.skip_bad {
        context.say(&format!("left out, as --skip-bad says: {count} in {file}"));
        for line in lines {
            context.say(&format!("  {line}"));
        }
        return Ok(());
    }
    let hint = format!("{}; --skip-bad leaves them out", account.mend);
    Err(Failure::listed(format!("{count} in {file}; nothing was taken from it"), lines, &hint))
}
