//! Scorecards as rows for spreadsheets.

use crate::core::scorecard::{Card, DimensionLine};

use super::super::records::{Records, cell};
use super::super::score;

/// The head of the records; `docs/json.md` says what each column holds.
const HEAD: [&str; 25] = [
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
];

/// A row for each session and dimension, with all that it takes to recompute the total: Σ weight·score / Σ weight over the rows of
/// a session that have a score.
pub(super) fn records<'a>(cards: impl IntoIterator<Item = &'a Card>) -> Records {
    let rows = cards.into_iter().flat_map(|card| card.dimensions.iter().map(move |dimension| row(card, dimension)));
    Records::new(&HEAD, rows)
}

fn row(card: &Card, dimension: &DimensionLine) -> Vec<String> {
    let round = &card.round;
    let (numerator, denominator) = score::fraction(dimension.score.as_ref());
    let ratings: Vec<String> = dimension.ratings.iter().map(|r| format!("{}:{}", r.slot, r.rating)).collect();
    let recommended = card.recommendation.as_ref().and_then(|recommended| recommended.band.as_ref());
    let mut earlier: Vec<&str> = Vec::new();
    for line in card.handed_over.iter().filter(|line| line.interviewer.id != card.interviewer.id) {
        if !earlier.contains(&line.interviewer.name.as_str()) {
            earlier.push(&line.interviewer.name);
        }
    }
    vec![
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
        dimension.id.to_string(),
        dimension.weight.to_string(),
        cell(dimension.score.as_ref()),
        numerator,
        denominator,
        ratings.join(" "),
        cell(dimension.conclusion),
        card.result.assessed_weight.to_string(),
        cell(card.result.total.as_ref()),
        cell(card.result.band.as_ref()),
        cell(recommended),
        earlier.join("; "),
    ]
}
