//! What comes of an amendment, in words: which conclusions stand over a changed rating, and the total before and after.

use crate::core::scorecard::Card;
use crate::core::session::Session;

use super::super::args::AmendArgs;
use super::super::failure::Result;

/// Which conclusions stand over a changed rating, and what changes them.
pub(super) fn conclusions_that_stand(args: &AmendArgs, then: &Session, how: &str) -> Result<Vec<String>> {
    let (rubric, state) = (&then.plan().rubric, then.state());
    let mut rated: Vec<_> = Vec::new();
    for given in &args.rate {
        let score = given.split_once(':').map_or(given.as_str(), |(_, score)| score);
        rated.push(rubric.scored_or_none(score)?.0);
    }
    rated.sort_unstable();
    rated.dedup();
    let stands = |dimension| {
        let score = state.conclusions.get(dimension).and_then(|conclusion| conclusion.score)?;
        Some(format!("your conclusion of {score} on {} stands; {how} changes it", rubric.title_of(dimension)))
    };
    Ok(rated.into_iter().filter_map(stands).collect())
}

/// What becomes of the total.
pub(super) fn total_then(before: Option<&Card>, then: &Card) -> String {
    match (before.and_then(total), total(then)) {
        (Some(was), Some(is)) if was == is => format!("the total stays {is}"),
        (Some(was), Some(is)) => format!("the total is now {is}; it was {was}"),
        (None, Some(is)) => format!("the total is now {is}; there was none"),
        (None, None) => "there is still no total".to_owned(),
        (Some(was), None) => format!("there is no total now; it was {was}"),
    }
}

/// The total and its band, in words.
fn total(card: &Card) -> Option<String> {
    let band = card.result.band_title.as_ref().map(|band| format!(", {band}")).unwrap_or_default();
    card.result.shown.as_ref().map(|total| format!("{total}{band}"))
}
