//! Scorecards: what a plan and a session come to, derived exactly at every reading.

mod card;
mod evaluate;
mod scoring;
mod thin;

pub use card::{
    AskedLine, Candidate, Card, CriterionLine, DimensionLine, EvidenceLine, FlagLine, Interviewer, NoteLine, Outcome,
    RatingLine, Recommended, Round, Weighing, What,
};
pub use evaluate::{
    About, could_show, evaluate, evidence, evidence_of, floors, people, question_means, scores, weighing_of,
};
pub use scoring::{CappedBy, Floors, Gap, LEAST_WEIGHT, Scores, Verdict, score};
pub use thin::{Thin, thin};

use super::exact::Exact;
use super::ids::DimensionId;
use super::session::State;

/// The exact mean of all ratings on a dimension; none where nobody rated it.
pub fn mean_rating(state: &State, dimension: &DimensionId) -> Option<Exact> {
    let ratings: Vec<Exact> = state
        .asking
        .iter()
        .filter_map(|asking| asking.ratings.get(dimension))
        .map(|rating| Exact::from(i64::from(rating.get())))
        .collect();
    Exact::mean(&ratings)
}

/// A dimension's score: the conclusion if there is one, else the exact mean of its ratings, else not assessed.
pub fn dimension_score(state: &State, dimension: &DimensionId) -> Option<Exact> {
    let concluded = state.conclusions.get(dimension).and_then(|conclusion| conclusion.score);
    concluded.map(|score| Exact::from(i64::from(score.get()))).or_else(|| mean_rating(state, dimension))
}
