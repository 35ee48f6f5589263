//! A recommendation that lies far from the ratings: said once before submission, in words, without a total or a band.

use super::super::plan::Plan;
use super::super::session::{State, Summary};
use super::evaluate::verdict;

/// How many bands apart is worth a word.
const FAR: usize = 2;

/// What to say where the interviewer recommends two or more bands away from where ratings and conclusions point. What caps the
/// band counts for the interviewer: only what is far from the band with and without it is far.
pub(crate) fn apart(plan: &Plan, state: &State) -> Option<String> {
    let rubric = &plan.rubric;
    let recommended = rubric.rank(state.recommendation.as_ref()?.band.as_ref()?)?;
    let verdict = verdict(&Summary::of(plan, state));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::event::{Entry, Event, Finding, Recommendation};
    use crate::core::ids::BandId;
    use crate::core::scale::{Millis, Rating};
    use crate::core::session::Session;

    /// What is said where every rating is `score` and `band` is recommended, in a plan of which the rubric caps nothing at 3 and more.
    fn said(score: u8, band: &str) -> Option<String> {
        let folder = include_str!("../../../sessions/2026-11-10-c7hqk-r1-iris-holly-b2rm/journal.jsonl");
        let plan = include_str!("../../../sessions/2026-11-10-c7hqk-r1-iris-holly-b2rm/plan.json");
        let plan: Plan = serde_json::from_str(plan).expect("a plan");
        let read = |line: &str| serde_json::from_str::<Entry>(line).expect("an entry");
        let mut session = Session::new(plan.clone());
        let began = read(folder.lines().next().expect("a line"));
        let at = began.at;
        session.apply(began).expect("it begins");
        let rating = Rating::try_from(score).ok();
        let slot = session.state().current().map_or(session.plan().last_slot(), |asking| asking.slot);
        let rated = plan
            .rubric
            .dimensions
            .iter()
            .map(|dimension| Event::from(Finding::Rated { slot, dimension: dimension.id.clone(), rating }));
        let ended = crate::core::event::Course::Ended(crate::core::event::Ending::Completed).into();
        let band = Some(BandId::new(band).expect("an id"));
        let recommended = Finding::Recommended(Recommendation { band, ..Recommendation::default() }).into();
        for event in rated.chain([ended, recommended]) {
            let entry = session.entry(event, at, Millis(0));
            session.apply(entry).expect("it follows");
        }
        apart(&plan, session.state())
    }

    #[test]
    fn two_bands_apart_is_said_and_one_is_not() {
        assert_eq!(
            said(5, "no-hire").as_deref(),
            Some("Your ratings point three bands higher than your recommendation.")
        );
        assert_eq!(
            said(4, "no-hire").as_deref(),
            Some("Your ratings point two bands higher than your recommendation.")
        );
        assert_eq!(said(1, "hire").as_deref(), Some("Your ratings point three bands lower than your recommendation."));
        assert_eq!(said(4, "hire"), None);
        assert_eq!(said(4, "borderline"), None);
        assert_eq!(said(4, "strong-hire"), None);
    }
}
