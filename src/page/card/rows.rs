//! Scorecards as rows for spreadsheets.

use std::collections::BTreeMap;

use crate::core::ids::DimensionId;
use crate::core::panel::NO_REASON;
use crate::core::plan::Slot;
use crate::core::ratings::packed::{BETWEEN_DIMENSIONS, FlagText, by_question, joined};
use crate::core::scale::Kind;
use crate::core::scorecard::{Card, DimensionLine, FlagLine};

use super::super::records::{Records, cell};
use super::super::score;

/// The head of the records; `docs/json.md` says what each column holds.
const HEAD: [&str; 29] = [
    "session",
    "date",
    "candidate_id",
    "candidate",
    "interviewer",
    "format",
    "level",
    "track",
    "kit",
    "round",
    "rubric",
    "ending",
    "mock",
    "dimension",
    "weight",
    "score",
    "score_numerator",
    "score_denominator",
    "ratings",
    "conclusion",
    "assessed_weight",
    "total",
    "band",
    "recommendation",
    "handed_over",
    "note",
    "interviewer_id",
    "conclusion_reason",
    "kinds",
];

/// A row for each session and dimension, with all that it takes to recompute the total: Σ weight·score / Σ weight over the rows of
/// a session that have a score. Notes on the interview as a whole stand in the rows that have a score, one in each.
pub(super) fn records<'a>(cards: impl IntoIterator<Item = &'a Card>) -> Records {
    let rows = cards.into_iter().flat_map(|card| {
        let mut notes = noted(card).into_iter();
        let row = move |dimension: &DimensionLine| {
            let note = if dimension.score.is_some() { notes.next() } else { None };
            row(card, dimension, note)
        };
        card.dimensions.iter().map(row)
    });
    Records::new(&HEAD, rows)
}

/// The notes on an interview as a whole, one for each dimension that has a score; the last holds what is left.
fn noted(card: &Card) -> Vec<String> {
    let places = card.dimensions.iter().filter(|dimension| dimension.score.is_some()).count();
    let notes: Vec<&str> = card.notes.iter().map(|note| note.text.as_str()).collect();
    let (own, rest) = notes.split_at(notes.len().min(places.saturating_sub(1)));
    let own = own.iter().map(|note| joined([*note]));
    own.chain((!rest.is_empty()).then(|| joined(rest.iter().copied()))).collect()
}

/// Why a conclusion; what an import has in the place of a reason is none.
fn reason(dimension: &DimensionLine) -> &str {
    Some(dimension.reason.as_str()).filter(|reason| *reason != NO_REASON).unwrap_or_default()
}

/// What a session's rows have in front.
fn session(card: &Card) -> [String; 13] {
    let round = &card.round;
    [
        card.session.to_string(),
        round.date.clone(),
        card.candidate.id.to_string(),
        card.candidate.name.clone(),
        card.interviewer.name.clone(),
        round.format.to_string(),
        round.level.to_string(),
        round.track.to_string(),
        cell(round.kit.as_ref().map(|kit| &kit.id)),
        cell(round.kit.as_ref().map(|kit| &kit.round)),
        round.rubric.to_string(),
        round.ending.as_str().to_owned(),
        round.mock.to_string(),
    ]
}

/// What came of a session.
fn result(card: &Card) -> [String; 5] {
    let recommended = card.recommendation.as_ref().and_then(|recommended| recommended.band.as_ref());
    [
        card.result.assessed_weight.to_string(),
        cell(card.result.total.as_ref()),
        cell(card.result.band.as_ref()),
        cell(recommended),
        earlier(card).join("; "),
    ]
}

/// Who interviewed before and handed over.
fn earlier(card: &Card) -> Vec<&str> {
    let mut earlier: Vec<&str> = Vec::new();
    for line in card.handed_over.iter().filter(|line| line.interviewer.id != card.interviewer.id) {
        if !earlier.contains(&line.interviewer.name.as_str()) {
            earlier.push(&line.interviewer.name);
        }
    }
    earlier
}

fn row(card: &Card, dimension: &DimensionLine, note: Option<String>) -> Vec<String> {
    let (numerator, denominator) = score::fraction(dimension.score.as_ref());
    let mut row = session(card).to_vec();
    row.extend([
        dimension.id.to_string(),
        dimension.weight.to_string(),
        cell(dimension.score.as_ref()),
        numerator,
        denominator,
        by_question(dimension.ratings.iter().map(|line| (line.slot, line.rating))),
        cell(dimension.conclusion),
    ]);
    row.extend(result(card));
    row.push(note.unwrap_or_default());
    row.push(card.interviewer.id.to_string());
    row.push(reason(dimension).to_owned());
    row.push(by_question(dimension.ratings.iter().map(|line| (line.slot, line.kind))));
    row
}

/// What stands behind the dimensions of a wide export.
const BEHIND: [&str; 15] = [
    "concluded",
    "assessed_weight",
    "total",
    "band",
    "recommendation",
    "handed_over",
    "reason",
    "strengths",
    "growth",
    "flags",
    "notes",
    "interviewer_id",
    "conclusion_reasons",
    "ratings",
    "kinds",
];

/// A row for each session, with a column for each dimension of any of them, and what was said beside the scores.
pub(super) fn wide(cards: &[Card]) -> Records {
    let mut dimensions: Vec<&DimensionId> = Vec::new();
    for dimension in cards.iter().flat_map(|card| &card.dimensions) {
        if !dimensions.contains(&&dimension.id) {
            dimensions.push(&dimension.id);
        }
    }
    let mut head: Vec<String> = HEAD.iter().take(13).map(ToString::to_string).collect();
    head.extend(dimensions.iter().map(ToString::to_string));
    head.extend(BEHIND.map(str::to_owned));
    Records::new(&head, cards.iter().map(|card| wide_row(card, &dimensions)))
}

fn wide_row(card: &Card, dimensions: &[&DimensionId]) -> Vec<String> {
    let mut row = session(card).to_vec();
    let score = |id: &&DimensionId| {
        let own = card.dimensions.iter().find(|dimension| dimension.id == **id);
        cell(own.and_then(|dimension| dimension.score.as_ref()))
    };
    row.extend(dimensions.iter().map(score));
    let concluded = card.dimensions.iter().filter(|dimension| dimension.conclusion.is_some());
    row.push(concluded.map(|dimension| dimension.id.to_string()).collect::<Vec<_>>().join(" "));
    row.extend(result(card));
    let said = card.recommendation.as_ref();
    row.push(said.map(|said| said.reason.clone()).unwrap_or_default());
    row.push(said.map(|said| joined(said.strengths.iter().map(String::as_str))).unwrap_or_default());
    row.push(said.map(|said| joined(said.growth.iter().map(String::as_str))).unwrap_or_default());
    let flags: Vec<String> = card.flags.iter().map(flag).collect();
    row.push(joined(flags.iter().map(String::as_str)));
    row.push(joined(card.notes.iter().map(|note| note.text.as_str())));
    row.push(card.interviewer.id.to_string());
    let reasons = card.dimensions.iter().filter(|own| own.score.is_some() && !reason(own).is_empty());
    let reasons: Vec<String> = reasons.map(|own| format!("{}: {}", own.id, reason(own))).collect();
    row.push(joined(reasons.iter().map(String::as_str)));
    let rated = card.dimensions.iter().filter(|own| !own.ratings.is_empty());
    let ratings =
        rated.map(|own| format!("{} {}", own.id, by_question(own.ratings.iter().map(|line| (line.slot, line.rating)))));
    row.push(ratings.collect::<Vec<_>>().join(BETWEEN_DIMENSIONS));
    let kinds: BTreeMap<Slot, Kind> =
        card.dimensions.iter().flat_map(|own| &own.ratings).map(|line| (line.slot, line.kind)).collect();
    row.push(by_question(kinds));
    row
}

fn flag(flag: &FlagLine) -> String {
    FlagText { title: flag.title.clone(), slot: flag.slot, quote: flag.quote.clone() }.to_string()
}
