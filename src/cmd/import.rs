//! `hotseat import`: ratings made on paper or elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::PathBuf;

use crate::core::day::Day;
use crate::core::ids::{CandidateId, DimensionId, InterviewerId, SessionId, slug_of};
use crate::core::names;
use crate::core::panel::{Correction, Import, Imported};
use crate::core::people::{Candidates, Name, People};
use crate::core::ratings::take::{Intake, Understood};
use crate::core::ratings::who::{Crowd, Is, WhoIsWho, identify};
use crate::core::ratings::{Account, Gleaned, Spot};
use crate::core::rubric::Rubric;
use crate::core::scale::Rating;
use crate::core::version::Version1;
use crate::page::Answer as _;
use crate::page::understood::{Preview, ratings as counted};
use crate::store::{self, ImportOutcome, Parts};

use super::args::ImportArgs;
use super::ask::Pick;
use super::context::Context;
use super::failure::{Failure, Result};
use super::intake::{self, RatingsSource};
use super::people::{candidate_name, interviewer_name};
use super::surroundings::Chance;

/// The most rows of one import; more belong into `calibrate --from`.
const MOST: usize = 100_000;

/// A rating as it was understood, with people still to be looked up.
struct RowOfRatings {
    place: Spot,
    candidate: u32,
    interviewer: u32,
    dimension: DimensionId,
    score: Rating,
    round: Option<String>,
    note: Option<String>,
    date: Option<Day>,
}

/// Reads, looks people up, stores; nothing is stored while anything is not understood.
pub(super) fn import(context: &mut Context, args: &ImportArgs) -> Result {
    let loaded = context.library(Parts::WithoutBanks)?;
    loaded.has([("formats", args.format.as_str())])?;
    let format = names::find(&args.format, loaded.library.formats.values())?.clone();
    let rubric = args.rubric.as_deref().unwrap_or(format.rubric.as_str());
    loaded.has([("rubrics", rubric)])?;
    let rubric = names::find(rubric, loaded.library.rubrics.values())?.clone();
    let [lowest, .., highest] = Rating::ALL.map(|rating| i32::from(rating.get()));
    let scale = Some((lowest, highest));
    let marks = intake::marks(&args.table, &rubric, scale)?;
    let mut reading = Intake::new(marks, &args.table.same);
    let mut rows: Vec<RowOfRatings> = Vec::new();
    let source = RatingsSource::open(context, (&args.file, args.ats, &args.table), &loaded)?;
    source.names_people(&args.file, args.ids)?;
    let account = source.walk(&intake::wanted(&args.table, &rubric, scale), &mut |found| {
        take(&mut rows, (&mut reading, &rubric), found);
        // What is too much is not read.
        if rows.len() > MOST { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    intake::say(context, &account, &reading);
    let people = context.people();
    let ids = Ids::of(&people, &reading, &asked(context, args, (&account, &reading, &people))?);
    refuse_repeats(&mut rows, (&mut reading, &account), (&ids, args.date));
    if args.table.dry_run {
        context.print(&Preview::of(&account, &reading).page().text(context.width()))?;
        return intake::refuse_bad(context, &args.table, (&account, &reading));
    }
    intake::refuse_bad(context, &args.table, (&account, &reading))?;
    if rows.is_empty() || rows.len() > MOST {
        let more = if rows.is_empty() { "0".to_owned() } else { format!("more than {MOST}") };
        return Err(Failure::refused(
            format!("{} has {more} ratings", args.file.display()),
            format!("an import takes 1 to {MOST}; `hotseat calibrate --from` takes more"),
        ));
    }
    let count = rows.len();
    let candidates: BTreeSet<Option<&Identified<CandidateId>>> = rows.iter().map(|row| ids.candidate(row)).collect();
    let candidates = candidates.len();
    let chance = &context.surroundings.chance;
    let outcome = store::store_import(&context.workspace, args.replace, |people| {
        let import = Import {
            version: Version1,
            format: format.id,
            title: format.title,
            minutes: format.minutes,
            level: args.level,
            dimensions: format.dimensions,
            date: args.date,
            rubric,
            rows: with_people(people, (rows, &ids), chance)?,
        };
        stands_whole(&import).map(|()| import)
    })?;
    let ratings = counted(count as u64);
    let of = if candidates == 1 { "1 candidate".to_owned() } else { format!("{candidates} candidates") };
    let said = match outcome {
        ImportOutcome::Stored(path, 0, _) => format!("imported {ratings} of {of}: {}", path.display()),
        ImportOutcome::Stored(path, gone, corrections) => {
            let gone = counted(gone as u64);
            let said = format!("imported {ratings} of {of} in the place of {gone} from before: {}", path.display());
            let lines = corrected(&context.people(), &corrections);
            context.say(&said);
            for line in lines {
                context.say(&format!("  {line}"));
            }
            return Ok(());
        }
        ImportOutcome::Before(path) => {
            format!("imported before, nothing changed: {ratings} of {of}: {}", path.display())
        }
        ImportOutcome::PutBack(path) => {
            format!(
                "imported before, but it could not be read any more: {ratings} of {of} put back as {}",
                path.display()
            )
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
    };
    context.say(&said);
    Ok(())
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
        let values = match (one.from == one.to, one.note) {
            (true, _) => format!("{} as before, with another note", one.to),
            (false, true) => format!("{}, now {}, with another note", one.from, one.to),
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
    let ratings: usize = sessions.iter().map(|(_, session)| session.state().conclusions.len()).sum();
    if names.len() == sessions.len() && ratings == import.rows.len() {
        return Ok(());
    }
    let message = format!("{} ratings were read, but only {ratings} would be found again", import.rows.len());
    Err(Failure::refused(message, hint))
}

/// Takes what a source comes upon.
fn take(rows: &mut Vec<RowOfRatings>, (reading, rubric): (&mut Intake, &Rubric), found: Gleaned<'_>) {
    match found {
        Gleaned::Rating(written) => match reading.understand(&written) {
            Ok(Some(understood)) => match row(&understood, rubric) {
                Ok(row) => {
                    reading.took(&understood, row.dimension.as_str());
                    rows.push(row);
                }
                Err(why) => reading.problems.push(written.place, why),
            },
            Ok(None) => {}
            Err(bad) => reading.problems.push(bad.place, bad.why),
        },
        Gleaned::NotRated(_) => reading.not_rated += 1,
        Gleaned::Bad(place, why) => reading.problems.push(place, why),
    }
}

fn row(given: &Understood<'_>, rubric: &Rubric) -> std::result::Result<RowOfRatings, String> {
    let dimension = rubric
        .dimension_named(&given.dimension.to_lowercase())
        .map_err(|error| error.hint().map_or_else(|| error.to_string(), |hint| format!("{error}; {hint}")))?;
    let value = given.points.value;
    let score = Rating::ALL.into_iter().find(|rating| (f64::from(rating.get()) - value).abs() < 1e-9);
    let not_whole = || {
        if given.points.is_mean {
            format!("{value} is a mean, and an import keeps whole scores from 1 to 5")
        } else {
            format!("{value} is no whole score from 1 to 5; `hotseat calibrate --from` takes steps such as 0.5")
        }
    };
    Ok(RowOfRatings {
        place: given.place,
        candidate: given.candidate,
        interviewer: given.interviewer,
        dimension: dimension.id.clone(),
        score: score.ok_or_else(not_whole)?,
        round: given.round.map(str::to_owned),
        note: given.note.map(str::to_owned),
        date: given.date,
    })
}

/// Somebody who is known, or a number of somebody new.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Identified<Id> {
    Known(Id),
    New(usize),
}

/// Who everybody in a file is, by number.
struct Ids {
    candidates: Vec<Identified<CandidateId>>,
    interviewers: Vec<Identified<InterviewerId>>,
    /// Their names, and whether the file has ids of its own for them.
    named: [Vec<(Name, bool)>; 2],
}

/// What was answered about candidates and about interviewers.
type Answered = (WhoIsWho, WhoIsWho);

impl Ids {
    fn of(people: &People, reading: &Intake, (candidates, interviewers): &Answered) -> Self {
        let known = Candidates::of(people);
        let named = |crowd: &Crowd| crowd.met().iter().map(|met| (met.name.clone(), met.id.is_some())).collect();
        Self {
            named: [&reading.candidates, &reading.interviewers].map(named),
            candidates: persons(identify(&reading.candidates, |name| known.called(name), candidates)),
            interviewers: persons(identify(&reading.interviewers, |name| people.interviewer(name), interviewers)),
        }
    }

    fn candidate(&self, row: &RowOfRatings) -> Option<&Identified<CandidateId>> {
        person(&self.candidates, row.candidate)
    }

    fn interviewer(&self, row: &RowOfRatings) -> Option<&Identified<InterviewerId>> {
        person(&self.interviewers, row.interviewer)
    }
}

fn person<Id>(all: &[Identified<Id>], number: u32) -> Option<&Identified<Id>> {
    all.get(usize::try_from(number).ok()?)
}

fn persons<Id: Clone>(found: Vec<Is<Id>>) -> Vec<Identified<Id>> {
    let mut persons: Vec<Identified<Id>> = Vec::with_capacity(found.len());
    for (number, is) in found.into_iter().enumerate() {
        persons.push(match is {
            Is::Known(id) => Identified::Known(id),
            Is::Same(earlier) => persons.get(earlier).cloned().unwrap_or(Identified::New(earlier)),
            Is::New | Is::Perhaps(_) => Identified::New(number),
        });
    }
    persons
}

/// Asks about names that are near to others where somebody is there to answer, and refuses them elsewhere.
fn asked(
    context: &Context,
    args: &ImportArgs,
    (account, reading, people): (&Account, &Intake, &People),
) -> Result<Answered> {
    let mut answered = Answered::default();
    answered.0.apart = args.table.apart;
    answered.1.apart = args.table.apart;
    let known = Candidates::of(people);
    let near = |answered: &Answered| {
        let candidates = identify(&reading.candidates, |name| known.called(name), &answered.0);
        let interviewers = identify(&reading.interviewers, |name| people.interviewer(name), &answered.1);
        (perhaps(&reading.candidates, candidates), perhaps(&reading.interviewers, interviewers))
    };
    loop {
        let (candidates, interviewers) = near(&answered);
        let (crowd, (number, names), is_candidate) = match (candidates.first(), interviewers.first()) {
            (Some(first), _) => (&reading.candidates, first, true),
            (None, Some(first)) => (&reading.interviewers, first, false),
            (None, None) => return Ok(answered),
        };
        if !context.surroundings.interactive || args.table.dry_run {
            let all = candidates.iter().map(|one| (&reading.candidates, one));
            let all = all.chain(interviewers.iter().map(|one| (&reading.interviewers, one)));
            let lines = all.filter_map(|(crowd, (number, names))| {
                let met = crowd.met().get(*number)?;
                let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
                Some(format!("{}: `{}` is near to {}", account.at(met.place), met.name.as_str(), names.join(" and ")))
            });
            let lines: Vec<String> = lines.collect();
            let hint = "--same \"NAME=NAME\" says who is meant, --apart that they are other people; or write the known name or a fuller one";
            if args.table.dry_run {
                intake::say_near(context, &lines, hint);
                return Ok(answered);
            }
            return Err(Failure::listed("some names are near to others; nothing was imported".into(), lines, hint));
        }
        let Some(met) = crowd.met().get(*number) else { return Ok(answered) };
        let question = format!("Who is {} ({})?", met.name.as_str(), account.at(met.place));
        let mut picks: Vec<Pick> = names.iter().map(Pick::new).collect();
        picks.push(Pick::new("Somebody else"));
        let chosen = context.manner().choose("People", &question, picks)?;
        let answers = if is_candidate { &mut answered.0 } else { &mut answered.1 };
        answers.answer(&met.name, names.get(chosen).map(String::as_str));
    }
}

/// Those who may be somebody else, by number, with the names of whom they may be.
fn perhaps<Id>(crowd: &Crowd, found: Vec<Is<Id>>) -> Vec<(usize, Vec<String>)> {
    let near = found.into_iter().enumerate().take(crowd.met().len()).filter_map(|(number, is)| match is {
        Is::Perhaps(names) => Some((number, names)),
        Is::Known(_) | Is::Same(_) | Is::New => None,
    });
    near.collect()
}

/// Takes out what one interviewer rated twice on one candidate and dimension, in one round and on one day: it is a problem by line.
fn refuse_repeats(rows: &mut Vec<RowOfRatings>, (reading, account): (&mut Intake, &Account), (ids, date): (&Ids, Day)) {
    let mut firsts: BTreeMap<_, Spot> = BTreeMap::new();
    let mut repeats = BTreeSet::new();
    for (at, row) in rows.iter().enumerate() {
        let round = row.round.as_deref().and_then(slug_of);
        let day = row.date.unwrap_or(date);
        let key = (ids.candidate(row), ids.interviewer(row), row.dimension.clone(), round, day);
        // It is the row that repeats another, and none of its cells by itself.
        let place = Spot { column: None, ..row.place };
        match firsts.get(&key) {
            Some(first) => {
                let why = format!(
                    "this candidate, interviewer, dimension, round and day stand above already, at {}",
                    account.at(*first)
                );
                reading.problems.push(place, why);
                repeats.insert(at);
            }
            None => {
                firsts.insert(key, place);
            }
        }
    }
    let mut at = 0;
    rows.retain(|_| {
        at += 1;
        !repeats.contains(&(at - 1))
    });
}

/// The rows with ids for people; newcomers are taken up.
fn with_people(people: &mut People, (rows, ids): (Vec<RowOfRatings>, &Ids), chance: &Chance) -> Result<Vec<Imported>> {
    let (mut candidates, mut interviewers) = (BTreeMap::new(), BTreeMap::new());
    let mut all = Vec::new();
    for row in rows {
        let candidate = match ids.candidate(&row) {
            None => continue,
            Some(Identified::Known(id)) => id.clone(),
            Some(Identified::New(number)) => {
                if let Some(id) = candidates.get(number) {
                    CandidateId::clone(id)
                } else {
                    let Some((name, has_id)) = ids.named[0].get(*number) else { continue };
                    // Two of one name are two where the file tells them apart.
                    let id = if *has_id {
                        people.newcomer(name, || candidate_name(chance))?
                    } else {
                        people.candidate_called(name, || candidate_name(chance))?
                    };
                    candidates.insert(*number, id.clone());
                    id
                }
            }
        };
        let interviewer = match ids.interviewer(&row) {
            None => continue,
            Some(Identified::Known(id)) => id.clone(),
            Some(Identified::New(number)) => {
                if let Some(id) = interviewers.get(number) {
                    InterviewerId::clone(id)
                } else {
                    let Some((name, has_id)) = ids.named[1].get(*number) else { continue };
                    let id = if *has_id {
                        people.new_interviewer(name, || interviewer_name(chance))?
                    } else {
                        people.interviewer_called(name, || interviewer_name(chance))?
                    };
                    interviewers.insert(*number, id.clone());
                    id
                }
            }
        };
        all.push(Imported {
            candidate,
            interviewer,
            dimension: row.dimension,
            score: row.score,
            round: row.round,
            note: row.note,
            date: row.date,
        });
    }
    Ok(all)
}
