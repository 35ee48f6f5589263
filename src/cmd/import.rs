//! `hotseat import`: ratings made on paper or elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::core::ids::{CandidateId, DimensionId, InterviewerId};
use crate::core::names;
use crate::core::panel::{Import, Imported};
use crate::core::people::{Match, Name, People};
use crate::core::rubric::Rubric;
use crate::core::scale::{NotARating, Rating};
use crate::core::version::Version1;
use crate::store::{self, BadRow, Parts, TidyRow};

use super::args::ImportArgs;
use super::context::Context;
use super::failure::{Failure, Result};
use super::people::{new_candidate, new_interviewer};

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
    date: Option<NaiveDate>,
}

/// Reads, looks people up, stores; nothing is stored while a row is bad.
pub(super) fn import(context: &mut Context, args: &ImportArgs) -> Result {
    let library = context.library(Parts::WithoutBanks)?.library;
    let format = names::find(&args.format, library.formats.values())?.clone();
    let rubric =
        names::find(args.rubric.as_deref().unwrap_or(format.rubric.as_str()), library.rubrics.values())?.clone();
    let mut rows = Vec::new();
    let mut seen = BTreeSet::new();
    let read = store::read_tidy(
        &args.file,
        |given| {
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
        },
        |_| {},
    )?;
    refuse_bad(&args.file.display().to_string(), &read.bad)?;
    if rows.is_empty() || rows.len() > MOST {
        let message = format!("{} has {} ratings", args.file.display(), rows.len());
        return Err(Failure::refused(
            message,
            format!("an import takes 1 to {MOST}; `hotseat calibrate --from` takes more"),
        ));
    }
    let (candidates, interviewers) = people(context, &rows)?;
    let rows: Vec<Imported> = rows
        .into_iter()
        .filter_map(|row| {
            Some(Imported {
                candidate: candidates.get(row.candidate.as_str())?.clone(),
                interviewer: interviewers.get(row.interviewer.as_str())?.clone(),
                dimension: row.dimension,
                score: row.score,
                round: row.round,
                note: row.note,
                date: row.date,
            })
        })
        .collect();
    let count = rows.len();
    let import = Import {
        version: Version1,
        format: format.id,
        title: format.title,
        minutes: format.minutes,
        level: args.level,
        dimensions: format.dimensions,
        date: args.date,
        rubric,
        rows,
    };
    let (path, new) = store::store_import(&context.workspace, &import)?;
    let what = if new { "imported" } else { "imported before, nothing changed:" };
    context.say(&format!("{what} {count} ratings of {} candidates: {}", candidates.len(), path.display()));
    Ok(())
}

fn row(given: &TidyRow<'_>, rubric: &Rubric) -> std::result::Result<Row, String> {
    let name = |what: &str, text: &str| Name::new(text).map_err(|error| format!("the {what}: {error}"));
    let dimension = rubric
        .dimension_named(&given.dimension.to_lowercase())
        .map_err(|error| error.hint().map_or_else(|| error.to_string(), |hint| format!("{error}; {hint}")))?;
    let date = given
        .date
        .map(|text| text.parse::<NaiveDate>().map_err(|_| format!("`{text}` is not a day such as 2026-11-21")));
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

type Ids = (BTreeMap<String, CandidateId>, BTreeMap<String, InterviewerId>);

/// Looks everybody up; near matches are asked about by refusing, because there may be hundreds.
fn people(context: &mut Context, rows: &[Row]) -> Result<Ids> {
    let known = store::read_people(&context.workspace)?;
    let mut near = Vec::new();
    let mut candidates: BTreeMap<String, CandidateId> = BTreeMap::new();
    let mut interviewers: BTreeMap<String, InterviewerId> = BTreeMap::new();
    let mut new = People::default();
    for row in rows {
        let name = row.candidate.as_str();
        if !candidates.contains_key(name) {
            let id = match known.candidate(name) {
                Match::Known(id) => id,
                Match::Near(names) => {
                    near.extend(names.into_iter().map(|(id, other)| format!("`{name}` is near to {other} ({id})")));
                    continue;
                }
                Match::New => {
                    let taken = |id: &CandidateId| known.candidates.contains_key(id) || new.candidates.contains_key(id);
                    let id = new_candidate(context, taken)?;
                    new.candidates.insert(id.clone(), name.to_owned());
                    id
                }
            };
            candidates.insert(name.to_owned(), id);
        }
        let name = row.interviewer.as_str();
        if !interviewers.contains_key(name) {
            let id = if let Match::Known(id) = known.interviewer(name) {
                id
            } else {
                let taken =
                    |id: &InterviewerId| known.interviewers.contains_key(id) || new.interviewers.contains_key(id);
                let id = new_interviewer(context, &row.interviewer, taken)?;
                new.interviewers.insert(id.clone(), name.to_owned());
                id
            };
            interviewers.insert(name.to_owned(), id);
        }
    }
    if !near.is_empty() {
        near.sort();
        near.dedup();
        let hint = "write the known name or id in the file where the same person is meant, or tell them apart by a fuller name";
        return Err(Failure::listed("some names are near to known ones".into(), near, hint));
    }
    store::with_people(&context.workspace, |people| {
        people.candidates.extend(new.candidates);
        people.interviewers.extend(new.interviewers);
    })?;
    Ok((candidates, interviewers))
}
