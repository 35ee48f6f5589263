//! Scorecards as rows for spreadsheets.

use crate::core::rubric::Dimension;
use crate::core::scorecard::Tally;

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
pub(super) fn records<'a>(tallies: impl IntoIterator<Item = &'a Tally<'a>>) -> Records {
    let rows = tallies
        .into_iter()
        .flat_map(|tally| tally.summary.plan.rubric.dimensions.iter().map(move |dimension| row(tally, dimension)));
    Records::new(&HEAD, rows)
}

fn row(tally: &Tally<'_>, dimension: &Dimension) -> Vec<String> {
    let (plan, id) = (&tally.summary.plan, &dimension.id);
    let score = tally.score(id);
    let (numerator, denominator) = score::fraction(score.as_ref());
    let ratings: Vec<String> = tally.ratings(id).map(|rated| format!("{}:{}", rated.slot, rated.rating)).collect();
    vec![
        tally.session.to_string(),
        tally.began.at.format("%Y-%m-%d").to_string(),
        tally.began.candidate.to_string(),
        tally.candidate.clone(),
        tally.interviewer.clone(),
        plan.format.to_string(),
        plan.level.to_string(),
        plan.track.to_string(),
        cell(plan.kit.as_ref().map(|kit| &kit.id)),
        cell(plan.kit.as_ref().map(|kit| &kit.round)),
        plan.rubric.id.to_string(),
        tally.ending().as_str().to_owned(),
        tally.began.mock.to_string(),
        id.to_string(),
        dimension.weight.to_string(),
        cell(score.as_ref()),
        numerator,
        denominator,
        ratings.join(" "),
        cell(tally.conclusion(id)),
        tally.result.assessed_weight.to_string(),
        cell(tally.result.total.as_ref()),
        cell(tally.result.band.as_ref()),
        cell(tally.summary.recommended.as_ref()),
        tally.handed_over.join("; "),
    ]
}
