//! `hotseat amend`: changes a submitted scorecard, with a reason that stays on it.

use std::rc::Rc;

use crate::core::event::Recommendation;
use crate::core::session::{Action, Assess, Phase, Recorder as _};
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
    let mut changes = Vec::new();
    for given in &args.rate {
        let (slot, score) = given
            .split_once(':')
            .ok_or_else(|| Failure::usage(format!("`{given}` is not a rating"), "write it as Q3:technical=4"))?;
        let (dimension, rating) = plan.rubric.scored(score)?;
        changes.push(Assess::Rate(Some(slot.parse()?), dimension.clone(), Some(rating)));
    }
    for given in &args.conclude {
        let (dimension, rating) = plan.rubric.scored(given)?;
        changes.push(Assess::Conclude(dimension.clone(), Some(rating), args.reason.clone()));
    }
    if let Some(note) = &args.note {
        let slot = args.at.as_deref().map(str::parse).transpose()?;
        changes.push(Assess::Note(slot, note.clone()));
    }
    if let Some(band) = &args.recommend {
        let band = Some(plan.rubric.band_named(band)?.id.clone());
        let before = state.recommendation.clone().unwrap_or_default();
        changes.push(Assess::Recommend(Recommendation { band, ..before }));
    }
    if changes.is_empty() {
        return Err(Failure::usage("nothing is to be changed", "give --rate, --conclude, --note or --recommend"));
    }
    let (mut recorder, _) = found.open(Rc::clone(&context.surroundings.clock))?;
    for change in changes {
        recorder.record(Action::Amend(args.reason.clone(), change))?;
    }
    context.say(&format!("amended; `hotseat scorecard {}` shows it", found.id));
    Ok(())
}
