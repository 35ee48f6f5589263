//! Ratings from elsewhere, for `calibrate --from` and `import`: what is wanted of the reading, what was found, what is wrong.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use calibration::Scale;
use chrono::TimeDelta;

use crate::core::ats::System;
use crate::core::counted::counted;
use crate::core::day::Day;
use crate::core::ratings::Account;
use crate::core::ratings::called::{CalledDimensions, Calling};
use crate::core::ratings::day::DayOrder;
use crate::core::ratings::direction::BestEnd;
use crate::core::ratings::layout::TableOptions;
use crate::core::ratings::numbered::Taker;
use crate::core::ratings::score::ScoreReader;
use crate::core::ratings::several::BehindParts;
use crate::core::ratings::sought::SoughtOrder;
use crate::core::ratings::take::{Intake, ScoreRules};
use crate::core::ratings::who::Met;
use crate::core::rubric::Rubric;
use crate::page::understood::summary;
use crate::store::{self, Loaded, PipedTable};

use super::args::TableArgs;
use super::ats::{self, Scorecards};
use super::context::Context;
use super::failure::{Failure, Result};

/// The scale on which a rubric's bands are.
pub(super) const RUBRIC_SCALE: Scale = Scale { min: 1, max: 5 };

/// What a person wants of the reading of a file; `rubric` has the dimensions and words that it may use.
///
/// # Errors
/// That a dimension is named which the rubric has not.
pub(super) fn wanted(args: &TableArgs, rubric: &Rubric, scale: Option<(i32, i32)>) -> Result<TableOptions> {
    let called = CalledDimensions::of(&args.dimension, rubric)?;
    let names = rubric.dimensions.iter().flat_map(|own| [own.id.to_string(), own.title.clone()]);
    Ok(TableOptions {
        told: args.columns.clone(),
        sheet: args.sheet.clone(),
        fill_down: args.fill_down,
        dimensions: names.chain(called.names().map(str::to_owned)).collect(),
        called,
        scores: reader(args, rubric),
        scale,
        uncounted: false,
        formats: Vec::new(),
        best: match (args.reverse, args.not_reversed) {
            (true, _) => Some(BestEnd::Lowest),
            (false, true) => Some(BestEnd::Highest),
            (false, false) => None,
        },
        interviewer: None,
    })
}

fn reader(args: &TableArgs, rubric: &Rubric) -> ScoreReader {
    ScoreReader::with_labels(&rubric.scale).with_blanks(&args.not_rated).with_words(&args.words)
}

/// How scores are to be read.
///
/// # Errors
/// That a scale can't be turned whose ends nobody knows.
pub(super) fn marks(
    context: &Context,
    args: &TableArgs,
    (rubric, scale): (&Rubric, Option<(i32, i32)>),
) -> Result<ScoreRules> {
    if args.reverse && scale.is_none() {
        let hint = "add --scale MIN..MAX, such as --scale 1..5: turned about the scores seen, one score more or less would change all";
        return Err(Failure::usage("--reverse needs the ends of the scale", hint));
    }
    // Where the day begins sooner, it may be tomorrow already.
    let latest = Some(Day::of(&(context.surroundings.clock.now() + TimeDelta::days(1))));
    Ok(ScoreRules { scores: reader(args, rubric), scale, reverse: args.reverse, days: args.days, latest })
}

/// Where ratings are read from.
pub(super) enum RatingsSource<'a> {
    /// A table.
    Table(&'a Path),
    /// A table that came through a pipe.
    Piped(PipedTable),
    /// The scorecards of an applicant tracking system.
    Records(Scorecards),
    /// Several of them, one after another.
    Several(Vec<Self>),
}

impl<'a> RatingsSource<'a> {
    /// What these paths lead to.
    ///
    /// # Errors
    /// Where one can't be read as what it is, or they are on different scales.
    pub(super) fn open_all(
        context: &Context,
        (paths, said, table): (&'a [PathBuf], Option<System>, &TableArgs),
        loaded: &Loaded,
    ) -> Result<Self> {
        let open = |path: &'a PathBuf| Self::open(context, (path, said, table), loaded);
        if let [only] = paths {
            return open(only);
        }
        let all: Vec<Self> = paths.iter().map(open).collect::<Result<_>>()?;
        let first = all.first().map(Self::scale);
        if all.iter().any(|source| Some(source.scale()) != first) {
            let message = "some of the files are tables and others are scorecards, which may be on other scales";
            return Err(Failure::usage(message, "read the one kind and then the other"));
        }
        Ok(Self::Several(all))
    }

    /// What a path leads to; `said` is the system whose scorecards they are said to be.
    fn open(
        context: &Context,
        (path, said, table): (&'a Path, Option<System>, &TableArgs),
        loaded: &Loaded,
    ) -> Result<Self> {
        if said.is_none() && !store::holds_records(path) {
            return Ok(store::piped(path)?.map_or(Self::Table(path), Self::Piped));
        }
        let of_tables = [
            ("--columns", !table.columns.is_empty()),
            ("--sheet", table.sheet.is_some()),
            ("--fill-down", table.fill_down),
            ("--words", !table.words.is_empty()),
            ("--not-rated", !table.not_rated.is_empty()),
            ("--reverse", table.reverse),
            ("--not-reversed", table.not_reversed),
        ];
        let given: Vec<&str> = of_tables.into_iter().filter(|(_, is_given)| *is_given).map(|(name, _)| name).collect();
        if !given.is_empty() {
            let message = format!("{} holds records, and no table", path.display());
            let is = if given.len() == 1 { "is for tables: leave it out" } else { "are for tables: leave them out" };
            let words = "; what a system's words count as is said in formats/ats.json (`hotseat copy formats/ats`)";
            let words = if given.iter().any(|name| !matches!(*name, "--columns" | "--sheet" | "--fill-down")) {
                words
            } else {
                ""
            };
            return Err(Failure::usage(message, format!("{} {is}{words}", given.join(", "))));
        }
        ats::read(context, path, (loaded, said)).map(Self::Records)
    }

    /// That people have names, unless ids are wanted for them.
    pub(super) fn names_people(&self, ids: bool) -> Result {
        match self {
            Self::Records(scorecards) => scorecards.names_people(ids),
            Self::Table(_) | Self::Piped(_) => Ok(()),
            Self::Several(all) => all.iter().try_for_each(|source| source.names_people(ids)),
        }
    }

    /// Whether it is a table, or has one.
    pub(super) fn has_table(&self) -> bool {
        match self {
            Self::Records(_) => false,
            Self::Table(_) | Self::Piped(_) => true,
            Self::Several(all) => all.iter().any(Self::has_table),
        }
    }

    /// The scale that its scores are on, where it is known beforehand.
    pub(super) fn scale(&self) -> Option<Scale> {
        match self {
            Self::Records(_) => Some(RUBRIC_SCALE),
            Self::Table(_) | Self::Piped(_) => None,
            Self::Several(all) => all.first().and_then(Self::scale),
        }
    }

    /// Walks over its ratings; dimensions have the names that the person's words give them.
    pub(super) fn walk(
        &self,
        wanted: &TableOptions,
        taker: &mut dyn Taker,
    ) -> std::result::Result<Account, store::Error> {
        if wanted.called.is_empty() {
            return self.walk_as_written(wanted, taker);
        }
        let mut calling = Calling::new(&wanted.called, taker);
        let mut account = self.walk_as_written(wanted, &mut calling)?;
        let note = |said| format!("--dimension \"{said}\" changes nothing, as no dimension in it is called so");
        account.notes.extend(calling.unmet().into_iter().map(note));
        account.left_out.extend(calling.left_out());
        Ok(account)
    }

    fn walk_as_written(
        &self,
        wanted: &TableOptions,
        taker: &mut dyn Taker,
    ) -> std::result::Result<Account, store::Error> {
        match self {
            Self::Records(scorecards) => Ok(scorecards.walk(&mut |found| taker.take(found))),
            Self::Table(path) => store::read_table(path, wanted, taker),
            Self::Piped(table) => store::read_piped(table, wanted, taker),
            Self::Several(all) => {
                let (mut accounts, mut parts): (Vec<Account>, usize) = (Vec::new(), 0);
                for (source, wanted) in each_of(all, wanted) {
                    let mut behind = BehindParts::new(&mut *taker, parts);
                    let account = source.walk_as_written(&wanted, &mut behind)?;
                    let has_enough = behind.has_enough;
                    parts += account.parts.len();
                    accounts.push(account);
                    if has_enough {
                        break;
                    }
                }
                let at = accounts.iter().map(|account| account.name.as_str()).collect::<Vec<_>>().join(", ");
                let why = "their headers give different scales: read them one at a time".to_owned();
                Account::together(accounts).ok_or(store::Error::NoRatings { at, why })
            }
        }
    }

    /// The rules with the order of the days of a table, where it takes the whole column to know it: it is looked through before, up to the
    /// first day that says it.
    pub(super) fn with_days(
        &self,
        rules: ScoreRules,
        wanted: &TableOptions,
    ) -> std::result::Result<ScoreRules, store::Error> {
        if rules.days.is_some() {
            return Ok(rules);
        }
        Ok(ScoreRules { days: self.order_of_days(wanted)?, ..rules })
    }

    /// The order of the days of a table. Several have to agree on it, as each day is read by one rule.
    fn order_of_days(&self, wanted: &TableOptions) -> std::result::Result<Option<DayOrder>, store::Error> {
        let Self::Several(all) = self else { return Ok(self.sought_order(wanted)?.and_then(|sought| sought.order())) };
        let (mut told, mut unclear) = (None, None);
        for (source, wanted) in each_of(all, wanted) {
            let (Some(name), Some(sought)) = (source.table(), source.sought_order(&wanted)?) else { continue };
            let before = told.as_ref().map(|(_, order)| *order);
            match (sought.order(), before) {
                (Some(order), Some(before)) if order != before => {
                    let why =
                        "its days are in another order than those of the files before it: read them one at a time";
                    return Err(store::Error::NoRatings { at: name, why: why.to_owned() });
                }
                (Some(order), _) => told = told.or(Some((name, order))),
                (None, _) if sought.is_unclear() => unclear = unclear.or(Some(name)),
                (None, _) => {}
            }
        }
        if let (Some((by, _)), Some(at)) = (&told, unclear) {
            let why = format!(
                "its days may be day/month or month/day, and {by} does not speak for it: add --days day-first or --days month-first"
            );
            return Err(store::Error::NoRatings { at, why });
        }
        Ok(told.map(|(_, order)| order))
    }

    /// What a table is called; none where it is none.
    fn table(&self) -> Option<String> {
        match self {
            Self::Table(path) => Some(path.display().to_string()),
            Self::Piped(table) => Some(table.name.clone()),
            Self::Records(_) | Self::Several(_) => None,
        }
    }

    /// The days of a table as far as it takes to know their order; nothing where it is no table.
    fn sought_order(&self, wanted: &TableOptions) -> std::result::Result<Option<SoughtOrder>, store::Error> {
        match self {
            Self::Records(_) | Self::Several(_) => Ok(None),
            Self::Table(_) | Self::Piped(_) => {
                let mut sought = SoughtOrder::default();
                self.walk_as_written(wanted, &mut sought)?;
                Ok(Some(sought))
            }
        }
    }
}

/// Each of several sources with what is wanted of it: a sheet is wanted of the workbooks alone, if there is one among them.
fn each_of<'s, 'a>(
    all: &'s [RatingsSource<'a>],
    wanted: &'s TableOptions,
) -> impl Iterator<Item = (&'s RatingsSource<'a>, Cow<'s, TableOptions>)> {
    let is_workbook =
        |source: &RatingsSource<'_>| matches!(source, RatingsSource::Table(path) if store::is_workbook(path));
    let has_workbook = wanted.sheet.is_some() && all.iter().any(is_workbook);
    all.iter().map(move |source| {
        let own = if has_workbook && !is_workbook(source) {
            Cow::Owned(TableOptions { sheet: None, ..wanted.clone() })
        } else {
            Cow::Borrowed(wanted)
        };
        (source, own)
    })
}

/// Says what a file was found to be, what of it is no rating, and what was made of names: the same where it is read to be kept, where
/// it is only calibrated, and where it is only looked at.
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
    for unmet in reading.unmet_words() {
        context.say(&format!("note: {unmet} changes nothing, as no score in it is written so"));
    }
    for same in reading.unused_names() {
        context.say(&format!("note: --same \"{same}\" changes nothing, as nobody in it is called so"));
    }
    say_some(context, &told_apart(account, reading), "pairs of people of one name whose ids differ");
    let uncompared = reading.candidates.uncompared() + reading.interviewers.uncompared();
    if uncompared > 0 {
        context.say(&format!("note: {uncompared} names are too many to look for near ones among them"));
    }
}

/// The most names of which something is said one by one.
const MOST_SAID: usize = 8;

/// Says the first of many notes, and how many more there are.
fn say_some(context: &Context, notes: &[String], what: &str) {
    let more = notes.len().saturating_sub(MOST_SAID);
    for text in notes.iter().take(MOST_SAID) {
        context.say(&format!("note: {text}"));
    }
    if more > 0 {
        context.say(&format!("note: and {more} more {what}"));
    }
}

/// People of one name, or nearly so, who count as two because their ids differ.
fn told_apart(account: &Account, reading: &Intake) -> Vec<String> {
    let mut said = Vec::new();
    for crowd in [&reading.candidates, &reading.interviewers] {
        let met = crowd.met();
        said.extend(crowd.told_apart_by_id().into_iter().map(|(later, earlier)| {
            let (one, other) = (&met[later], &met[earlier]);
            let id = |met: &Met| met.id.clone().unwrap_or_default();
            format!(
                "`{}` with the id {} ({}) and `{}` with the id {} are two people",
                one.name.as_str(),
                id(one),
                account.at(one.place),
                other.name.as_str(),
                id(other)
            )
        }));
    }
    said
}

/// Says which names are near to each other, where they stay apart.
pub(super) fn say_near(context: &Context, near: &[String], hint: &str) {
    say_some(context, near, "names that are near to others");
    if !near.is_empty() {
        context.say(&format!("hint: {hint}"));
    }
}

/// Refuses a file with problems, all of them named, unless they are to be left out; then that is said.
pub(super) fn refuse_bad(context: &Context, args: &TableArgs, read: (&Account, &Intake)) -> Result {
    say_left_out(context, args, read);
    bad(args, read).map_or(Ok(()), Err)
}

/// Says what is left out, where that is wanted.
pub(super) fn say_left_out(context: &Context, args: &TableArgs, (account, reading): (&Account, &Intake)) {
    let problems = &reading.problems;
    if problems.count > 0 && args.skip_bad {
        context.say(&format!(
            "left out, as --skip-bad says: {} in {}",
            counted(problems.count, "problem"),
            account.name
        ));
        for line in problems.lines(account) {
            context.say(&format!("  {line}"));
        }
    }
}

/// All problems of a file, unless they are to be left out.
pub(super) fn bad(args: &TableArgs, (account, reading): (&Account, &Intake)) -> Option<Failure> {
    let problems = &reading.problems;
    (problems.count > 0 && !args.skip_bad).then(|| {
        let count = counted(problems.count, "problem");
        let hint = format!("{}; --skip-bad leaves them out", account.mend);
        let message = format!("{count} in {}; nothing was taken from it", account.name);
        Failure::listed(message, problems.lines(account), &hint)
    })
}
