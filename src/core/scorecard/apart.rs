//! A recommendation that lies far from the ratings: said once before submission, in words, without a total or a band.

use super::super::plan::Plan;
use super::super::session::State;
use super::evaluate::{floors, scores};
use super::scoring::score;

/// How many bands apart is worth a word.
const FAR: usize = 2;

/// What to say where the interviewer recommends two or more bands away from where ratings and conclusions point. What caps the
/// band counts for the interviewer: only what is far from the band with and without it is far.
pub(crate) fn apart(plan: &Plan, state: &State) -> Option<String> {
    let rubric = &plan.rubric;
    let recommended = rubric.rank(state.recommendation.as_ref()?.band.as_ref()?)?;
    let verdict = score(rubric, &floors(plan), &scores(plan, state));
    let points = [rubric.rank(verdict.uncapped_band.as_ref()?)?, rubric.rank(verdict.band.as_ref()?)?];
    // A rank is the number of better bands.
    let higher = points.iter().map(|rank| recommended.saturating_sub(*rank)).min()?;
    let lower = points.iter().map(|rank| rank.saturating_sub(recommended)).min()?;
    let (bands, way) = if higher > 0 { (higher, "higher") } else { (lower, "lower") };
    let bands = match bands {
        0..FAR => return None,
        2 => "two".to_owned(),
        3 => "three".to_owned(),
        4 => "four".to_owned(),
        5 => "five".to_owned(),
        many => many.to_string(),
    };
    Some(format!("Your ratings point {bands} bands {way} than your recommendation."))
}
