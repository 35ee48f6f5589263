//! What was assessed, in words: ratings, dimensions, criteria. Never a mean.

use crate::core::ids::DimensionId;
use crate::core::plan::{Plan, Slot};
use crate::core::rubric::Criterion;
use crate::core::scorecard::could_show;
use crate::core::session::{Asking, Session, State};

/// The dimensions that the round is about, or that were assessed all the same.
pub(crate) fn dimensions(session: &Session) -> Vec<&DimensionId> {
    let (plan, state) = (session.plan(), session.state());
    let assessed = |id: &DimensionId| {
        state.conclusions.contains_key(id) || state.asking.iter().any(|asking| asking.ratings.contains_key(id))
    };
    let all = plan.rubric.dimensions.iter().map(|dimension| &dimension.id);
    all.filter(|id| assessed(id) || plan.dimensions.contains(id)).collect()
}

/// The criteria that this round could show.
pub(crate) fn criteria(session: &Session) -> Vec<&Criterion> {
    session.plan().rubric.criteria.iter().filter(|criterion| could_show(criterion, session.state())).collect()
}

/// The dimensions that a question is rated on: its own, and others that were rated all the same.
pub(crate) fn dimensions_of(asking: &Asking) -> Vec<&DimensionId> {
    let own = &asking.dimensions;
    own.iter().chain(asking.ratings.keys().filter(|id| !own.contains(id))).collect()
}

/// How a question is rated, in a line.
pub(crate) fn rated(plan: &Plan, asking: &Asking) -> String {
    let of = |id: &DimensionId| {
        let rating = asking.ratings.get(id).map_or("not rated".to_owned(), ToString::to_string);
        format!("{} {rating}", plan.rubric.title_of(id))
    };
    dimensions_of(asking).into_iter().map(of).collect::<Vec<_>>().join(", ")
}

/// How many of its own dimensions a question is rated on, and how many those are.
pub(crate) fn rated_of(asking: &Asking) -> (usize, usize) {
    let all = asking.dimensions.len();
    (all - asking.unrated().count(), all)
}

/// How far a question is rated that lacks a rating.
pub(crate) fn how_far(asking: &Asking) -> String {
    match rated_of(asking) {
        (0, _) => "unrated".to_owned(),
        (rated, all) => format!("{rated} of {all} rated"),
    }
}

/// The ratings on a dimension, question by question; never their mean.
pub(crate) fn ratings_on(state: &State, dimension: &DimensionId) -> String {
    let one = |asking: &Asking| Some(format!("{} {}", asking.slot, asking.ratings.get(dimension)?));
    let ratings: Vec<String> = state.asking.iter().filter_map(one).collect();
    if ratings.is_empty() { "none".into() } else { ratings.join(", ") }
}

/// Whether a question was asked, and nothing at all was recorded at it.
pub(crate) fn is_bare(state: &State, slot: Slot) -> bool {
    state.bare().any(|asking| asking.slot == slot)
}

/// The follow-ups that were asked at a question; none where none was.
pub(crate) fn follow_ups(asking: &Asking) -> Option<String> {
    let text = |index: &u8| asking.question().follow_ups.get(usize::from(*index)).map(String::as_str);
    let texts: Vec<&str> = asking.follow_ups.iter().filter_map(text).collect();
    (!texts.is_empty()).then(|| format!("Follow-ups asked at {}: {}", asking.slot, texts.join(" ")))
}
