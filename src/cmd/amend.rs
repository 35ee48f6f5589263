//! `hotseat amend`: changes a submitted scorecard, with a reason that stays on it.

use std::rc::Rc;

use crate::core::event::Recommendation;
use crate::core::scale::Millis;
use crate::core::session::{Action, Assess, NotRecorded, Phase, Recorder as _};
use crate::store;

use super::args::AmendArgs;
use super::context::Context;
use super::failure::{Failure, Result};

/// Records each change as an amendment of its own.
pub(super) fn amend(context: &Context, args: &AmendArgs) -> Result {
    let found = store::find(&context.workspace, &args.session)?;
    let state = found.session.state();
    if state.phase != Phase::Submitted {
        let hint = format!("`hotseat resume {}` goes on with it, and nothing needs a reason yet", found.id);
        return Err(Failure::refused(format!("the session {} is not submitted", found.id), hint));
    }
    let plan = found.session.plan();
    let because = |change| Action::Amend(args.reason.clone(), change);
    // What the ending was comes first: whether anything can be assessed hangs on it.
    let mut changes = Vec::new();
    changes.extend(args.ending.map(|ending| Action::AmendEnding(args.reason.clone(), ending.into())));
    for given in &args.rate {
        let (slot, score) = given
            .split_once(':')
            .ok_or_else(|| Failure::usage(format!("`{given}` is not a rating"), "write it as Q3:technical=4"))?;
        let (dimension, rating) = plan.rubric.scored(score)?;
        changes.push(because(Assess::Rate(Some(slot.parse()?), dimension.clone(), Some(rating))));
    }
    for given in &args.conclude {
        let (dimension, rating) = plan.rubric.scored(given)?;
        changes.push(because(Assess::Conclude(dimension.clone(), Some(rating), args.reason.clone())));
    }
    if let Some(note) = &args.note {
        let slot = args.at.as_deref().map(str::parse).transpose()?;
        changes.push(because(Assess::Note(slot, note.clone())));
    }
    if let Some(band) = &args.recommend {
        let band = Some(plan.rubric.band_named(band)?.id.clone());
        let before = state.recommendation.clone().unwrap_or_default();
        // The reason of another band is another reason.
        let reason = args.because.clone().unwrap_or_else(|| args.reason.clone());
        changes.push(because(Assess::Recommend(Recommendation { band, reason, ..before })));
    }
    if changes.is_empty() {
        return Err(Failure::usage(
            "nothing is to be changed",
            "give --rate, --conclude, --note, --recommend or --ending",
        ));
    }
    // All of it or nothing: what is refused is refused before the first change is recorded.
    let mut tried = found.session.clone();
    for change in &changes {
        let event = tried.decide(change.clone()).map_err(NotRecorded::from)?;
        let entry = tried.entry(event, context.surroundings.clock.now(), Millis::default());
        // What is decided follows.
        let _ = tried.apply(entry);
    }
    let (mut recorder, _) = found.open(Rc::clone(&context.surroundings.clock))?;
    for change in changes {
        recorder.record(change)?;
    }
    context.say(&format!("amended; `hotseat scorecard {}` shows it", found.id));
    Ok(())
}
