//! What is missing before the scorecard is submitted: named, each on a line of its own.

use crate::core::ids::DimensionId;
use crate::core::plan::Plan;
use crate::core::scorecard::{apart, could_show, thin_words};
use crate::core::session::{Session, State, Status};

/// Several things in a sentence.
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}

fn questions(plan: &Plan, state: &State) -> Vec<String> {
    let unrated = state.unrated().map(|asking| {
        let names: Vec<&str> = asking.unrated().map(|id| plan.rubric.title_of(id)).collect();
        format!("{} is not rated on {}", asking.slot, listed(&names))
    });
    let unasked = state.asking.iter().filter(|asking| asking.must_ask && state.status(asking) == Status::Open);
    unrated.chain(unasked.map(|asking| format!("{} must be asked, and was not", asking.slot))).collect()
}

fn dimensions(plan: &Plan, state: &State) -> Vec<String> {
    let lacks = |id: &&DimensionId| state.dimension_score(id).is_none();
    let line = |id: &DimensionId| format!("{} has neither a rating nor a conclusion", plan.rubric.title_of(id));
    plan.dimensions.iter().filter(lacks).map(line).collect()
}

fn verdict(plan: &Plan, state: &State) -> Vec<String> {
    let mut missing: Vec<String> = plan
        .rubric
        .criteria
        .iter()
        .filter(|criterion| could_show(criterion, state) && !state.criteria.contains_key(&criterion.id))
        .map(|criterion| format!("not judged: {}", criterion.title))
        .collect();
    let recommendation = state.recommendation.clone().unwrap_or_default();
    if !state.mock() {
        match (&recommendation.band, recommendation.reason.is_empty()) {
            (None, true) => missing.push("there is no recommendation".into()),
            (None, false) => missing.push("the recommendation has a reason, but no band".into()),
            (Some(_), true) => missing.push("the recommendation has no reason".into()),
            (Some(_), false) => {}
        }
    }
    if recommendation.strengths.is_empty() && recommendation.growth.is_empty() {
        missing.push("there is nothing for the candidate to take home".into());
    }
    missing
}

/// Everything that is missing, and where the evidence is thin; empty where nothing is.
pub(super) fn missing(session: &Session) -> Vec<String> {
    let (plan, state) = (session.plan(), session.state());
    let mut missing = questions(plan, state);
    missing.extend(dimensions(plan, state));
    missing.extend(verdict(plan, state));
    missing
}

/// Where the evidence is thin.
pub(super) fn thinness(session: &Session) -> Vec<String> {
    thin_words(session.plan(), session.state())
}

/// What to say where the recommendation lies far from the ratings.
pub(super) fn far(session: &Session) -> Option<String> {
    apart(session.plan(), session.state())
}
