//! Scorecards as rows for spreadsheets.

use crate::core::ids::DimensionId;
use crate::core::scorecard::{Card, DimensionLine};

use super::super::records::{Records, cell};
use super::super::score;

/// The head of the records; `docs/json.md` says what each column holds.
const HEAD: [&str; 27] = [
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
    let mut notes: Vec<String> = card.notes.iter().map(|note| note.text.clone()).collect();
    if places > 0 && notes.len() > places {
        let rest = notes.split_off(places - 1).join("\n");
        notes.push(rest);
    }
    notes
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
    let ratings: Vec<String> = dimension.ratings.iter().map(|r| format!("{}:{}", r.slot, r.rating)).collect();
    let mut row = session(card).to_vec();
    row.extend([
        dimension.id.to_string(),
        dimension.weight.to_string(),
        cell(dimension.score.as_ref()),
        numerator,
        denominator,
        ratings.join(" "),
        cell(dimension.conclusion),
    ]);
    row.extend(result(card));
    row.push(note.unwrap_or_default());
    row.push(card.interviewer.id.to_string());
    row
}

/// What stands behind the dimensions of a wide export.
const BEHIND: [&str; 12] = [
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
    row.push(said.map(|said| said.strengths.join("\n")).unwrap_or_default());
    row.push(said.map(|said| said.growth.join("\n")).unwrap_or_default());
    let flags = card.flags.iter().map(|flag| format!("{} ({}): {}", flag.title, flag.slot, flag.quote));
    row.push(flags.collect::<Vec<_>>().join("\n"));
    row.push(card.notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>().join("\n"));
    row.push(card.interviewer.id.to_string());
    row
}
