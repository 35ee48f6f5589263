//! `hotseat import`: ratings made on paper or elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::core::day::{Day, NotADay};
use crate::core::ids::{CandidateId, DimensionId, InterviewerId, SessionId};
use crate::core::names;
use crate::core::panel::{Import, Imported};
use crate::core::people::{Candidates, Match, Name, People};
use crate::core::rubric::Rubric;
use crate::core::scale::{NotARating, Rating};
use crate::core::version::Version1;
use crate::store::{self, BadRow, ImportOutcome, Parts, TidyRow};

use super::args::ImportArgs;
use super::ats;
use super::context::Context;
use super::failure::{Failure, Result};
use super::people::{candidate_name, interviewer_name};
use super::surroundings::Chance;

/// The most rows of one import; more belong into `calibrate --from`.
const MOST: usize = 100_000;

/// A row as it was read, with names still to be looked up.
struct Row {
    candidate: Name,
    interviewer: Name,
    dimension: DimensionId,
    score: Rating,
    round: Option<String>,
    note: Option<String>,
    date: Option<Day>,
}

/// Reads, looks people up, stores; nothing is stored while a row is bad.
pub(super) fn import(context: &mut Context, args: &ImportArgs) -> Result {
    let loaded = context.library(Parts::WithoutBanks)?;
    loaded.has([("formats", args.format.as_str())])?;
    let format = names::find(&args.format, loaded.library.formats.values())?.clone();
    let rubric = args.rubric.as_deref().unwrap_or(format.rubric.as_str());
    loaded.has([("rubrics", rubric)])?;
    let rubric = names::find(rubric, loaded.library.rubrics.values())?.clone();
    let mut rows = Vec::new();
    let mut seen = BTreeSet::new();
    let mut take = |given: TidyRow<'_>| {
        let row = row(&given, &rubric)?;
        let key = (
            given.candidate.to_owned(),
            given.interviewer.to_owned(),
            row.dimension.clone(),
            row.round.clone(),
            row.date,
        );
        if !seen.insert(key) {
            return Err("this candidate, interviewer, dimension and round stand above already".into());
        }
        rows.push(row);
        Ok(())
    };
    if store::holds_records(&args.file) {
        let scorecards = ats::read(context, &args.file, (&loaded, args.ats))?;
        scorecards.names_people(&args.file, args.ids)?;
        ats::take(context, (&scorecards, &args.file), &mut take)?;
    } else {
        let read = store::read_tidy(&args.file, take, |_| {})?;
        refuse_bad(&args.file.display().to_string(), &read.bad)?;
    }
    if rows.is_empty() || rows.len() > MOST {
        let message = format!("{} has {} ratings", args.file.display(), rows.len());
        return Err(Failure::refused(
            message,
            format!("an import takes 1 to {MOST}; `hotseat calibrate --from` takes more"),
        ));
    }
    let count = rows.len();
    let people: BTreeSet<String> = rows.iter().map(|row| row.candidate.as_str().to_owned()).collect();
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
            rows: with_people(people, rows, chance)?,
        };
        stands_whole(&import).map(|()| import)
    })?;
    let ratings = ratings(count);
    let of = if people.len() == 1 { "1 candidate".to_owned() } else { format!("{} candidates", people.len()) };
    let said = match outcome {
        ImportOutcome::Stored(path, 0) => format!("imported {ratings} of {of}: {}", path.display()),
        ImportOutcome::Stored(path, gone) => {
            let gone = self::ratings(gone);
            format!("imported {ratings} of {of} in the place of {gone} from before: {}", path.display())
        }
        ImportOutcome::Before(path) => {
            format!("imported before, nothing changed: {ratings} of {of}: {}", path.display())
        }
        ImportOutcome::Doubles(doubled, earlier) => {
            let files = earlier.iter().map(|path| path.display().to_string()).collect();
            let message = format!(
                "{doubled} of the {ratings} would count twice: same candidate, interviewer, dimension, round and day as in an import from before"
            );
            let hint = "nothing was imported; --replace puts the new ratings in the place of those".to_owned();
            return Err(Failure::existing(message, files, hint));
        }
    };
    context.say(&said);
    Ok(())
}

fn ratings(count: usize) -> String {
    if count == 1 { "1 rating".to_owned() } else { format!("{count} ratings") }
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

fn row(given: &TidyRow<'_>, rubric: &Rubric) -> std::result::Result<Row, String> {
    let name = |what: &str, text: &str| Name::new(text).map_err(|error| format!("the {what}: {error}"));
    let dimension = rubric
        .dimension_named(&given.dimension.to_lowercase())
        .map_err(|error| error.hint().map_or_else(|| error.to_string(), |hint| format!("{error}; {hint}")))?;
    let date = given.date.map(|text| text.parse().map_err(|error: NotADay| error.to_string()));
    Ok(Row {
        candidate: name("candidate", given.candidate)?,
        interviewer: name("interviewer", given.interviewer)?,
        dimension: dimension.id.clone(),
        score: given.score.parse().map_err(|error: NotARating| error.to_string())?,
        round: given.round.map(str::to_owned),
        note: given.note.map(str::to_owned),
        date: date.transpose()?,
    })
}

/// Names every bad row, as many as a person can read.
pub(super) fn refuse_bad(file: &str, bad: &[BadRow]) -> Result {
    const MOST_SHOWN: usize = 20;
    if bad.is_empty() {
        return Ok(());
    }
    let mut lines: Vec<String> =
        bad.iter().take(MOST_SHOWN).map(|bad| format!("{file}:{}: {}", bad.line, bad.why)).collect();
    if let Some(rest) = bad.get(MOST_SHOWN..).filter(|rest| !rest.is_empty()) {
        lines.push(format!("... and {} more, at lines {}", rest.len(), stretches(rest)));
    }
    let count = if bad.len() == 1 { "1 bad row".to_owned() } else { format!("{} bad rows", bad.len()) };
    Err(Failure::listed(
        format!("{count} in {file}; nothing was taken from it"),
        lines,
        "fix the rows and run it again",
    ))
}

/// Line numbers, stretches of them as `31-40`.
fn stretches(bad: &[BadRow]) -> String {
    let mut found: Vec<(u64, u64)> = Vec::new();
    for line in bad.iter().map(|bad| bad.line) {
        match found.last_mut() {
            Some((_, last)) if *last + 1 == line => *last = line,
            _ => found.push((line, line)),
        }
    }
    let shown =
        found.iter().map(|(first, last)| if first == last { first.to_string() } else { format!("{first}-{last}") });
    shown.collect::<Vec<_>>().join(", ")
}

/// The rows with ids for names; newcomers are taken up. Near matches are asked about by refusing, because there may be hundreds.
fn with_people(people: &mut People, rows: Vec<Row>, chance: &Chance) -> Result<Vec<Imported>> {
    let mut near = BTreeSet::new();
    let mut all = Vec::new();
    let mut known = Candidates::of(people);
    // Each name is looked up once: there may be 100,000 rows.
    let (mut candidates, mut interviewers) = (BTreeMap::new(), BTreeMap::new());
    for row in rows {
        let candidate = if let Some(id) = candidates.get(&row.candidate) {
            CandidateId::clone(id)
        } else {
            let found = known.called(row.candidate.as_str());
            if let Match::Near(names) = &found {
                let name = row.candidate.as_str();
                near.extend(names.iter().map(|(id, other)| format!("`{name}` is near to {other} ({id})")));
            }
            let id = if let Match::Known(id) = found {
                id
            } else {
                let id = people.newcomer(&row.candidate, || candidate_name(chance))?;
                known.add(&row.candidate, &id);
                id
            };
            candidates.insert(row.candidate, id.clone());
            id
        };
        let interviewer = if let Some(id) = interviewers.get(&row.interviewer) {
            InterviewerId::clone(id)
        } else {
            let id = people.interviewer_called(&row.interviewer, || interviewer_name(chance))?;
            interviewers.insert(row.interviewer, id.clone());
            id
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
    if near.is_empty() {
        return Ok(all);
    }
    let hint =
        "write the known name or id in the file where the same person is meant, or tell them apart by a fuller name";
    Err(Failure::listed("some names are near to known ones".into(), near.into_iter().collect(), hint))
}
