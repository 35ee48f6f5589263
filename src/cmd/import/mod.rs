//! `hotseat import`: ratings made on paper or elsewhere.

mod people;
mod rows;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::PathBuf;

use crate::core::day::Day;
use crate::core::ids::{SessionId, slug_of};
use crate::core::names;
use crate::core::panel::{Correction, Import};
use crate::core::people::People;
use crate::core::ratings::take::Intake;
use crate::core::ratings::who::Met;
use crate::core::ratings::{Account, Spot};
use crate::core::rubric::Rubric;
use crate::core::scale::Rating;
use crate::core::session::Session;
use crate::page::Answer as _;
use crate::page::understood::{Preview, ratings as counted};
use crate::store::{self, ImportOutcome, Loaded, Parts};

use super::args::ImportArgs;
use super::context::Context;
use super::failure::{Failure, Result};
use super::intake::{self, RatingsSource};
use people::{Ids, TakingUp, asked};
use rows::{HeldRound, ImportRows, RowOfRatings};

/// The rubric where neither a file nor the command line says which.
const RUBRIC: &str = "core";
/// The most rows of one import; more belong into `calibrate --from`.
const MOST: usize = 100_000;

/// Reads, looks people up, stores; nothing is stored while anything is not understood.
pub(super) fn import(context: &mut Context, args: &ImportArgs) -> Result {
    let loaded = context.library(Parts::WithoutBanks)?;
    let (said, rubric) = held(args, &loaded)?;
    let [lowest, .., highest] = Rating::ALL.map(|rating| i32::from(rating.get()));
    let scale = Some((lowest, highest));
    let marks = intake::marks(&args.table, &rubric, scale)?;
    let wanted = intake::wanted(&args.table, &rubric, scale)?;
    let source = RatingsSource::open(context, (&args.file, args.ats, &args.table), &loaded)?;
    let mut reading = Intake::new(source.with_days(marks, &wanted)?, &args.table.same);
    let mut read = ImportRows::new(&loaded.library, said, rubric);
    source.names_people(&args.file, args.ids)?;
    let mut account = source.walk(&wanted, &mut |found| {
        read.take(&mut reading, found);
        // What is too much is not read.
        if read.rows.len() > MOST { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    account.left_out.extend(read.left_out());
    intake::say(context, &account, &reading);
    let is_plain = matches!(source, RatingsSource::Table(_)) && read.rows.iter().any(|row| row.session.is_none());
    if is_plain {
        say_scale(context, args.table.reverse, (lowest, highest));
    }
    let people = context.people();
    let ids = Ids::of(&people, &reading, &asked(context, args, (&account, &reading, &people))?);
    let session_key = |row: &RowOfRatings| {
        let round = row.round.as_deref().and_then(slug_of);
        (ids.candidate(row).cloned(), ids.interviewer(row).cloned(), row.date.or(args.date), round)
    };
    read.tell_sessions_apart(session_key);
    refuse_repeats(&mut read.rows, (&mut reading, &account), (&ids, args.date));
    if args.table.dry_run {
        context.print(&Preview::of(&account, &reading).page().text(context.width()))?;
        return intake::refuse_bad(context, &args.table, (&account, &reading));
    }
    intake::refuse_bad(context, &args.table, (&account, &reading))?;
    let file = args.file.display();
    if read.rows.is_empty() || read.rows.len() > MOST {
        let more = if read.rows.is_empty() { "0".to_owned() } else { format!("more than {MOST}") };
        return Err(Failure::refused(
            format!("{file} has {more} ratings"),
            format!("an import takes 1 to {MOST}; `hotseat calibrate --from` takes more"),
        ));
    }
    if read.is_unsaid() {
        let message = format!("{file} does not say what was held");
        return Err(Failure::usage(message, "say it with --format FORMAT --level LEVEL"));
    }
    let dated = read.rows.iter().map(|row| row.date.or(args.date)).collect::<Option<Vec<Day>>>();
    let Some(date) = args.date.or_else(|| dated?.first().copied()) else {
        let message = format!("{file} has ratings without a day");
        return Err(Failure::usage(message, "say on which day they were made with --date DATE"));
    };
    let count = read.rows.len();
    let candidates: BTreeSet<_> = read.rows.iter().map(|row| ids.candidate(row)).collect();
    let candidates = candidates.len();
    let chance = &context.surroundings.chance;
    let outcome = store::store_imports(&context.workspace, args.replace, |people| {
        let mut taking = TakingUp::new(people, &ids, chance);
        for row in &read.rows {
            taking.take_up(row)?;
        }
        let imports = read.imports(|row| taking.of(row), date);
        for import in &imports {
            stands_whole(import)?;
        }
        Ok::<_, Failure>(imports)
    })?;
    let ratings = counted(count as u64);
    let of = if candidates == 1 { "1 candidate".to_owned() } else { format!("{candidates} candidates") };
    let shown = |paths: &[PathBuf]| paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
    match outcome {
        ImportOutcome::Stored(paths, 0, _) => {
            context.say(&format!("imported {ratings} of {of}: {}", shown(&paths)));
        }
        ImportOutcome::Stored(paths, gone, corrections) => {
            let gone = counted(gone as u64);
            context.say(&format!("imported {ratings} of {of} in the place of {gone} from before: {}", shown(&paths)));
            for line in corrected(&context.people(), &corrections) {
                context.say(&format!("  {line}"));
            }
        }
        ImportOutcome::Before(paths) => {
            context.say(&format!("imported before, nothing changed: {ratings} of {of}: {}", shown(&paths)));
        }
        ImportOutcome::PutBack(paths) => {
            let what = format!("imported before, but it could not be read any more: {ratings} of {of} put back");
            context.say(&format!("{what} as {}", shown(&paths)));
        }
        ImportOutcome::Doubles(doubled, earlier, corrections) => {
            let message = format!(
                "{doubled} of the {ratings} would count twice: same candidate, interviewer, dimension, round and day as in an import from before"
            );
            let held = |(path, other): &(PathBuf, Import)| {
                format!("{}: {} at level {}", path.display(), other.title, other.level)
            };
            let mut lines: Vec<String> = earlier.iter().map(held).collect();
            lines.extend(corrected(&context.people(), &corrections));
            return Err(Failure::existing(message, lines, KEEP_BOTH));
        }
    }
    Ok(())
}

/// Says which end of the scale is the best, where a table of somebody else's has numbers on it.
fn say_scale(context: &Context, is_reversed: bool, (lowest, highest): (i32, i32)) {
    let best = if is_reversed {
        format!("{lowest} is best and counts as {highest}")
    } else {
        format!("{highest} is best; --reverse is for scores of which the lowest is")
    };
    context.say(&format!("scale {lowest} to {highest}, {best}"));
}

/// What the command line says was held, and the rubric by which words and dimensions are known where a file does not say.
fn held(args: &ImportArgs, loaded: &Loaded) -> Result<(Option<HeldRound>, Rubric)> {
    let formats = &loaded.library.formats;
    let format = match &args.format {
        Some(format) => {
            loaded.has([("formats", format.as_str())])?;
            Some(names::find(format, formats.values())?.clone())
        }
        None => None,
    };
    let name = args.rubric.as_deref().or(format.as_ref().map(|format| format.rubric.as_str())).unwrap_or(RUBRIC);
    loaded.has([("rubrics", name)])?;
    let rubric = names::find(name, loaded.library.rubrics.values())?.clone();
    let held = match (format, args.level) {
        (None, None) => None,
        (Some(format), Some(level)) => {
            Some(HeldRound { format, level, rubric: rubric.clone(), track: None, kit: None })
        }
        (Some(_), None) => return Err(Failure::usage("--format needs a level", "add --level LEVEL")),
        (None, Some(_)) => return Err(Failure::usage("--level needs a format", "add --format FORMAT")),
    };
    Ok((held, rubric))
}

/// What to do about ratings that an earlier import has, too.
const KEEP_BOTH: &str = "nothing was imported; --replace puts the new ratings in the place of those; where both are to count, say that these are of another round: in a column `round`, or with --columns round:NAME for all of a table";

/// The most corrected ratings that are named one by one.
const NAMED: usize = 20;

/// What differs from an earlier import, rating by rating.
fn corrected(people: &People, corrections: &[Correction]) -> Vec<String> {
    if corrections.is_empty() {
        return vec!["every value is as it was".to_owned()];
    }
    let line = |one: &Correction| {
        let values = match (one.from == one.to, one.words) {
            (true, _) => format!("{} as before, with other words", one.to),
            (false, true) => format!("{}, now {}, with other words", one.from, one.to),
            (false, false) => format!("{}, now {}", one.from, one.to),
        };
        let (candidate, interviewer) =
            (people.candidate_name(&one.candidate), people.interviewer_name(&one.interviewer));
        format!("{candidate} by {interviewer} on {}: {values}", one.dimension)
    };
    let mut lines: Vec<String> = corrections.iter().take(NAMED).map(line).collect();
    if corrections.len() > NAMED {
        lines.push(format!("... and {} more that differ", corrections.len() - NAMED));
    }
    lines
}

/// That every rating is found again in the sessions that the import stands for.
fn stands_whole(import: &Import) -> Result {
    let hint = "nothing was imported; please report this";
    let sessions = import.sessions("check").map_err(|error| Failure::refused(error.to_string(), hint))?;
    let names: BTreeSet<&SessionId> = sessions.iter().map(|(id, _)| id).collect();
    let scored = |session: &Session| {
        let dimensions = import.rubric.dimensions.iter();
        dimensions.filter(|dimension| session.state().dimension_score(&dimension.id).is_some()).count()
    };
    let ratings: usize = sessions.iter().map(|(_, session)| scored(session)).sum();
    if names.len() == sessions.len() && ratings == import.rows.len() {
        return Ok(());
    }
    let message = format!("{} ratings were read, but only {ratings} would be found again", import.rows.len());
    Err(Failure::refused(message, hint))
}

/// Takes out what one interviewer rated twice on one candidate and dimension, in one round and on one day: it is a problem by line.
fn refuse_repeats(
    rows: &mut Vec<RowOfRatings>,
    (reading, account): (&mut Intake, &Account),
    (ids, date): (&Ids, Option<Day>),
) {
    let mut firsts: BTreeMap<_, (Spot, Option<Rating>)> = BTreeMap::new();
    let mut found = Vec::new();
    let mut repeats = BTreeSet::new();
    for (at, row) in rows.iter().enumerate() {
        let round = row.round.as_deref().and_then(slug_of);
        let day = row.date.or(date);
        let key = (ids.candidate(row), ids.interviewer(row), row.dimension.clone(), round, day);
        // It is the row that repeats another, and none of its cells by itself.
        let place = Spot { column: None, ..row.place };
        match firsts.get(&key) {
            Some((first, before)) => {
                let name = |met: Option<&Met>| met.map_or_else(String::new, |met| met.name.as_str().to_owned());
                let score =
                    |score: Option<Rating>| score.map_or_else(|| "a mean".to_owned(), |score| score.get().to_string());
                let why = format!(
                    "{} by {} on {} stands above already, at {}: {} there, {} here, in one round and on one day",
                    name(reading.candidates.of(row.candidate)),
                    name(reading.interviewers.of(row.interviewer)),
                    row.dimension,
                    account.at(*first),
                    score(*before),
                    score(row.score)
                );
                found.push((place, why));
                repeats.insert(at);
            }
            None => {
                firsts.insert(key, (place, row.score));
            }
        }
    }
    for (place, why) in found {
        reading.problems.push(place, why);
    }
    let mut at = 0;
    rows.retain(|_| {
        at += 1;
        !repeats.contains(&(at - 1))
    });
}
