//! What is missing before the scorecard is submitted: named, each on a line of its own with the command that gives it.

use crate::core::ids::DimensionId;
use crate::core::plan::Plan;
use crate::core::scorecard::{apart, thin_words};
use crate::core::session::{Session, State, Status};

use super::super::assessed;
use super::super::words::listed;

fn questions(plan: &Plan, state: &State) -> Vec<String> {
    let unrated = state.unrated().map(|asking| {
        let names: Vec<&str> = asking.unrated().map(|id| plan.rubric.title_of(id)).collect();
        let first = asking.unrated().next().map(|id| plan.rubric.short_name(id)).unwrap_or_default();
        format!("{} is not rated on {}: /rate {} {first} and a number", asking.slot, listed(&names), asking.slot)
    });
    let unasked = state.asking.iter().filter(|asking| asking.must_ask && state.status(asking) == Status::Open);
    let unasked: Vec<String> = unasked.map(|asking| asking.slot.to_string()).collect();
    let names: Vec<&str> = unasked.iter().map(String::as_str).collect();
    let were = if names.len() == 1 { "was" } else { "were" };
    let unasked = (!names.is_empty())
        .then(|| format!("{} must be asked, and {were} not: /reopen goes back into the conversation", listed(&names)));
    unrated.chain(unasked).collect()
}

fn dimensions(plan: &Plan, state: &State) -> Vec<String> {
    let lacks = |id: &&DimensionId| state.dimension_score(id).is_none();
    let line = |id: &DimensionId| {
        let title = plan.rubric.title_of(id);
        format!("{title} has neither a rating nor a conclusion: /go {}", title.to_lowercase())
    };
    plan.dimensions.iter().filter(lacks).map(line).collect()
}

fn verdict(session: &Session) -> Vec<String> {
    let state = session.state();
    let criteria = assessed::criteria(session).into_iter();
    let open = criteria.filter(|known| !state.criteria.contains_key(&known.id));
    let open: Vec<&str> = open.map(|criterion| criterion.title.as_str()).collect();
    let mut missing: Vec<String> = Vec::new();
    if !open.is_empty() {
        missing.push(format!("not judged: {}: /go criteria", listed(&open)));
    }
    let recommendation = state.recommendation.clone().unwrap_or_default();
    if !state.mock() {
        let what = match (&recommendation.band, recommendation.reason.is_empty()) {
            (None, true) => Some("there is no recommendation"),
            (None, false) => Some("the recommendation has a reason, but no band"),
            (Some(_), true) => Some("the recommendation has no reason"),
            (Some(_), false) => None,
        };
        missing.extend(what.map(|what| format!("{what}: /go recommendation")));
    }
    if recommendation.strengths.is_empty() && recommendation.growth.is_empty() {
        // After practice the candidate takes home what stands at the questions, too.
        let what = "nothing is written on what went well or what to work on";
        let whose = if state.mock() { "" } else { ", so there is nothing for the candidate to take home" };
        missing.push(format!("{what}{whose}: /go take-aways"));
    }
    missing
}

/// Everything that is missing, and where the evidence is thin; empty where nothing is.
pub(super) fn missing(session: &Session) -> Vec<String> {
    let (plan, state) = (session.plan(), session.state());
    let mut missing = questions(plan, state);
    missing.extend(dimensions(plan, state));
    missing.extend(verdict(session));
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
