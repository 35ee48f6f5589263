//! `hotseat import`: ratings made on paper or elsewhere.

mod exported;
mod people;
mod rows;
mod stored;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::PathBuf;

use crate::core::counted::counted;
use crate::core::day::Day;
use crate::core::ids::{SessionId, slug_of};
use crate::core::names;
use crate::core::panel::{Corrected, Correction, Import, Overlap};
use crate::core::people::People;
use crate::core::ratings::layout::TableOptions;
use crate::core::ratings::take::Intake;
use crate::core::ratings::who::Met;
use crate::core::ratings::{Account, Bad, Gleaned, Spot};
use crate::core::rubric::Rubric;
use crate::core::scale::Rating;
use crate::core::session::Session;
use crate::page::understood::Preview;
use crate::store::{self, ImportOutcome, Loaded, Parts};

use super::args::ImportArgs;
use super::context::Context;
use super::failure::{Failure, Result};
use super::intake::{self, RatingsSource};
use exported::SaidRound;
use people::{Ids, TakingUp, asked};
use rows::{ImportRows, RowOfRatings};

/// The rubric where neither a file nor the command line says which.
const RUBRIC: &str = "core";
/// The most rows of one import; more belong into `calibrate --from`.
const MOST: usize = 100_000;

/// Reads, looks people up, stores; nothing is stored while anything is not understood. A dry run says all that would keep it from being
/// stored, and stores nothing.
pub(super) fn import(context: &mut Context, args: &ImportArgs) -> Result {
    if args.list {
        return stored::list(context, args);
    }
    if (args.output.notation()?.is_some() || args.output.file.is_some()) && !args.table.dry_run {
        let hint = "--list and --dry-run show something, in any notation";
        return Err(Failure::usage("an import shows nothing that could be written in a notation", hint));
    }
    if let Some(name) = &args.remove {
        return stored::remove(context, name, args.yes);
    }
    refuse_to_come(context, args.date)?;
    let loaded = context.library(Parts::WithoutBanks)?;
    let (said, rubric) = held(args, &loaded)?;
    let [lowest, .., highest] = Rating::ALL.map(|rating| i32::from(rating.get()));
    let scale = Some((lowest, highest));
    let marks = intake::marks(context, &args.table, (&rubric, scale))?;
    let formats = loaded.library.formats.values().flat_map(|format| [format.id.to_string(), format.title.clone()]);
    let wanted =
        TableOptions { uncounted: true, formats: formats.collect(), ..intake::wanted(&args.table, &rubric, scale)? };
    let source = RatingsSource::open_all(context, (&args.files, args.ats, &args.table), &loaded)?;
    let mut reading = Intake::new(source.with_days(marks, &wanted)?, &args.table.same);
    let mut read = ImportRows::new(&loaded.library, said, rubric);
    source.names_people(args.ids)?;
    let mut account = source.walk(&wanted, &mut |found: Gleaned<'_>| {
        read.take(&mut reading, found);
        // What is too much is not read.
        if read.rows.len() > MOST || read.sessions.len() > MOST {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    })?;
    account.left_out.extend(read.left_out());
    intake::say(context, &account, &reading);
    let is_plain = source.has_table() && read.rows.iter().any(|row| row.session.is_none());
    if is_plain {
        say_scale(context, args.table.reverse, (lowest, highest));
    }
    let people = context.people();
    // Whoever is at the terminal hears what is missing before any question, and is asked once.
    if context.surroundings.interactive && !args.table.dry_run {
        let mut first = Vec::new();
        hindered(context, args, (&account, &reading, &read), &mut first)?;
        if !first.is_empty() {
            return all_of(context, first);
        }
    }
    let mut hindrances = Vec::new();
    let ids = Ids::of(&people, &reading, &asked(context, args, (&account, &reading, &people), &mut hindrances)?);
    read.tell_sessions_apart(|pair, date, round| {
        let round = round.and_then(slug_of);
        (ids.candidate(pair).cloned(), ids.interviewer(pair).cloned(), date.or(args.date), round)
    });
    refuse_repeats(&mut read.rows, (&mut reading, &account), (&ids, args.date));
    if args.table.dry_run {
        context.show(&Preview::of(&account, &reading), &args.output)?;
    }
    intake::say_left_out(context, &args.table, (&account, &reading));
    hindered(context, args, (&account, &reading, &read), &mut hindrances)?;
    let Some(date) = args.date.or_else(|| read.days(None)?.first().copied()).filter(|_| hindrances.is_empty()) else {
        return all_of(context, hindrances);
    };
    let counts = Counts::of(&read, &ids);
    let chance = &context.surroundings.chance;
    let make = |people: &mut People| {
        let mut taking = TakingUp::new(people, &ids, chance);
        for row in &read.rows {
            taking.take_up(row.pair, row.session.is_some())?;
        }
        for session in &read.sessions {
            taking.take_up(session.pair, true)?;
            let handed_over = session.hand_overs.iter().map(|(number, _)| *number);
            for number in handed_over.chain(session.amendments.iter().filter_map(|(number, _)| *number)) {
                taking.take_up_interviewer(number)?;
            }
        }
        taking.remember();
        let imports = read.imports(&taking, date);
        for import in &imports {
            stands_whole(import)?;
        }
        Ok::<_, Failure>(imports)
    };
    if args.table.dry_run {
        let weighed = store::weigh_imports(&context.workspace, args.replace, make)?;
        return weighed.map_or(Ok(()), |outcome| said_of(context, outcome, &counts));
    }
    let taken = ids.taken_for(&people);
    let outcome = store::store_imports(&context.workspace, args.replace, make)?;
    said_of(context, outcome, &counts)?;
    for line in taken.iter().take(NAMED) {
        context.say(line);
    }
    if let more @ 1.. = taken.len().saturating_sub(NAMED) {
        context.say(&format!("... and {more} more who were taken for somebody of another spelling"));
    }
    Ok(())
}

/// Adds what keeps it from being stored, as far as the file and the workspace tell.
fn hindered(
    context: &Context,
    args: &ImportArgs,
    (account, reading, read): (&Account, &Intake, &ImportRows<'_>),
    hindrances: &mut Vec<Failure>,
) -> Result {
    hindrances.extend(intake::bad(&args.table, (account, reading)));
    hindrances.extend(whole_dimensions(args, read));
    hindrances.extend(here_already(context, (args, &account.name), read)?);
    let is_understood = hindrances.is_empty();
    hindrances.extend(unfit((args, &account.name), read, is_understood));
    Ok(())
}

/// Refuses a day that is yet to come: nobody can have made ratings on it.
fn refuse_to_come(context: &Context, date: Option<Day>) -> Result {
    let today = Day::of(&context.surroundings.clock.now());
    match date.filter(|date| *date > today) {
        Some(date) => {
            let hint = "name the day on which the ratings were made";
            Err(Failure::usage(format!("--date {date} is yet to come: it is {today} now"), hint))
        }
        None => Ok(()),
    }
}

/// That sessions of an export lie here already, where they would count twice. Those of earlier imports give way where that is wanted.
fn here_already(
    context: &Context,
    (args, file): (&ImportArgs, &str),
    read: &ImportRows<'_>,
) -> Result<Option<Failure>> {
    let names: BTreeSet<&str> = read.names().collect();
    if names.is_empty() {
        return Ok(None);
    }
    let here = store::all(&context.workspace)?.sessions.into_iter();
    let here = here.filter(|found| names.contains(found.id.as_str()) && !(args.replace && found.is_imported()));
    let mut lines: Vec<String> = here.map(|found| found.id.to_string()).collect();
    let count = match lines.len() {
        0 => return Ok(None),
        count => counted(count, "session"),
    };
    if lines.len() > NAMED {
        let more = lines.len() - NAMED;
        lines.truncate(NAMED);
        lines.push(format!("... and {more} more"));
    }
    let message = format!("{count} of {file} would count twice: here already");
    let hint = "nothing was imported; an export is for another workspace (--workspace DIR): take the rows of these sessions out, or amend the sessions themselves";
    Ok(Some(Failure::existing(message, lines, hint)))
}

/// What keeps all of it from being taken, beside what can't be understood: too much or too little of it, and what it does not say. Of
/// what is not understood nobody can say whether it is too little.
fn unfit((args, file): (&ImportArgs, &str), read: &ImportRows<'_>, is_understood: bool) -> Vec<Failure> {
    let mut unfit = Vec::new();
    let (is_empty, is_much) =
        (read.rows.is_empty() && read.sessions.is_empty(), read.rows.len() > MOST || read.sessions.len() > MOST);
    if (is_empty && is_understood) || is_much {
        let many = if is_empty { "0".to_owned() } else { format!("more than {MOST}") };
        unfit.push(Failure::refused(
            format!("{file} has {many} ratings"),
            format!("an import takes 1 to {MOST}; `hotseat calibrate --from` takes more"),
        ));
    }
    if let Some((what, flags)) = read.unsaid() {
        let message = format!("{file} does not say {what}");
        unfit.push(Failure::usage(message, format!("say it with {flags}")));
    }
    if args.date.is_none() && read.days(None).is_none() {
        let message = format!("{file} has ratings without a day");
        unfit.push(Failure::usage(message, "say on which day they were made with --date DATE"));
    }
    unfit
}

/// That leaving out what can't be understood would leave out whole dimensions, which nobody means by it.
fn whole_dimensions(args: &ImportArgs, read: &ImportRows<'_>) -> Option<Failure> {
    let (_, (_, first)) = read.unknown_dimensions.first_key_value().filter(|_| args.table.skip_bad)?;
    let message = "--skip-bad would leave out every rating on dimensions that the rubric has not; nothing was imported";
    let line = |(name, (count, _)): (&String, &(usize, String))| format!("{name}: {}", counted(*count, "rating"));
    let hint = format!("{first} says which of the rubric's one is, and =none in its place that it is left out");
    Some(Failure::listed(message.into(), read.unknown_dimensions.iter().map(line).collect(), &hint))
}

/// Fails with the first of what hinders; the others are said before it, as mending one alone would not do.
fn all_of(context: &Context, hindrances: Vec<Failure>) -> Result {
    let mut all = hindrances.into_iter();
    let Some(first) = all.next() else { return Ok(()) };
    for other in all {
        context.say(other.text(None, false).trim_end());
    }
    Err(first)
}

/// How much an import has.
struct Counts {
    /// Ratings, and sessions without any.
    holds: Overlap,
    candidates: usize,
}

impl Counts {
    fn of(read: &ImportRows<'_>, ids: &Ids) -> Self {
        let candidates: BTreeSet<_> = read.pairs().map(|pair| ids.candidate(pair)).collect();
        let holds = Overlap { ratings: read.rows.len(), sessions: read.unrated() };
        Self { holds, candidates: candidates.len() }
    }
}

/// Says what became of an import.
fn said_of(context: &Context, outcome: ImportOutcome, counts: &Counts) -> Result {
    let ratings = counts.holds.said();
    let of = counted(counts.candidates, "candidate");
    let shown = |paths: &[PathBuf]| paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
    match outcome {
        ImportOutcome::Stored(paths, gone, _) if gone.is_empty() => {
            context.say(&format!("imported {ratings} of {of}: {}", shown(&paths)));
        }
        ImportOutcome::Stored(paths, gone, corrections) => {
            let gone = gone.said();
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
            let many = match doubled {
                Overlap { ratings, sessions: 0 } => ratings.to_string(),
                Overlap { .. } => doubled.said(),
            };
            let message = format!(
                "{many} of the {ratings} would count twice: same candidate, interviewer, dimension, round and day as in an import from before"
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
fn held(args: &ImportArgs, loaded: &Loaded) -> Result<(SaidRound, Rubric)> {
    let formats = &loaded.library.formats;
    let format = match &args.format {
        Some(format) => {
            loaded.has([("formats", format.as_str())])?;
            Some(names::find(format, formats.values())?.clone())
        }
        None => None,
    };
    let find = |name: &str| -> Result<Rubric> {
        loaded.has([("rubrics", name)])?;
        Ok(names::find(name, loaded.library.rubrics.values())?.clone())
    };
    let rubric =
        find(args.rubric.as_deref().or(format.as_ref().map(|format| format.rubric.as_str())).unwrap_or(RUBRIC))?;
    let own = args.rubric.is_some().then(|| rubric.clone());
    Ok((SaidRound { format, level: args.level, rubric: own }, rubric))
}

/// What to do about ratings that an earlier import has, too.
const KEEP_BOTH: &str = "nothing was imported; --replace puts the new ratings in the place of those; where both are to count, say that these are of another round: in a column `round`, or with --columns round:NAME for all of a table";

/// The most corrected ratings or sessions that are named one by one.
const NAMED: usize = 20;

/// What differs from an earlier import, rating by rating.
fn corrected(people: &People, corrections: &[Correction]) -> Vec<String> {
    if corrections.is_empty() {
        return vec!["every value is as it was".to_owned()];
    }
    let line = |one: &Correction| {
        let (candidate, interviewer) =
            (people.candidate_name(&one.candidate), people.interviewer_name(&one.interviewer));
        let whose = format!("{candidate} by {interviewer}");
        match &one.what {
            Corrected::Rating { dimension, from, to, words: _ } if from == to => {
                format!("{whose} on {dimension}: {to} as before, with other words")
            }
            Corrected::Rating { dimension, from, to, words } => {
                let words = if *words { ", with other words" } else { "" };
                format!("{whose} on {dimension}: {from}, now {to}{words}")
            }
            Corrected::Held { from, to } => format!("{whose}: held as {from}, now {to}"),
            Corrected::Session => format!("{whose}: what was said beside the scores, or how it went, is another"),
        }
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
        let key = (ids.candidate(row.pair), ids.interviewer(row.pair), row.dimension.clone(), round, day);
        // It is the row that repeats another, and none of its cells by itself.
        let place = Spot { column: None, ..row.place };
        match firsts.get(&key) {
            Some((first, before)) => {
                let name = |met: Option<&Met>| met.map_or_else(String::new, |met| met.name.as_str().to_owned());
                let score =
                    |score: Option<Rating>| score.map_or_else(|| "a mean".to_owned(), |score| score.get().to_string());
                let why = format!(
                    "{} by {} on {} stands above already, at {}: {} there, {} here, in one round and on one day",
                    name(reading.candidates.of(row.pair.candidate)),
                    name(reading.interviewers.of(row.pair.interviewer)),
                    row.dimension,
                    account.at(*first),
                    score(*before),
                    score(row.score)
                );
                found.push((row.place, Bad { place, why }));
                repeats.insert(at);
            }
            None => {
                firsts.insert(key, (place, row.score));
            }
        }
    }
    for (taken, bad) in found {
        reading.leave_out(taken, bad);
    }
    let mut at = 0;
    rows.retain(|_| {
        at += 1;
        !repeats.contains(&(at - 1))
    });
}
