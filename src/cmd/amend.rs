//! `hotseat amend`: changes a submitted scorecard, with a reason that stays on it.

use std::rc::Rc;

use crate::core::event::Recommendation;
use crate::core::ids::{BandId, DimensionId};
use crate::core::names::{by_short_name, resolve};
use crate::core::plan::{Plan, Slot};
use crate::core::scale::{NotARating, Rating};
use crate::core::session::{Action, Assess, Phase, Recorder as _};
use crate::store;

use super::args::Amend;
use super::context::Context;
use super::failure::{Failure, Result};

/// Records each change as an amendment of its own.
pub(super) fn amend(context: &Context, args: &Amend) -> Result {
    let found = store::find(&context.workspace, &args.session)?;
    let state = found.session.state();
    if state.phase != Phase::Submitted {
        let hint = format!("`hotseat resume {}` goes on with it, and nothing needs a reason yet", found.id);
        return Err(Failure::refused(format!("the session {} is not submitted", found.id), hint));
    }
    let plan = found.session.plan();
    let mut changes = Vec::new();
    for given in &args.rate {
        let (slot, rest) = given.split_once(':').ok_or_else(|| usage(given, "Q3:technical=4"))?;
        let (dimension, rating) = scored(plan, rest)?;
        changes.push(Assess::Rate(Some(slot_of(slot)?), dimension, Some(rating)));
    }
    for given in &args.conclude {
        let (dimension, rating) = scored(plan, given)?;
        changes.push(Assess::Conclude(dimension, Some(rating), args.reason.clone()));
    }
    if let Some(note) = &args.note {
        changes.push(Assess::Note(args.at.as_deref().map(slot_of).transpose()?, note.clone()));
    }
    if let Some(band) = &args.recommend {
        let names: Vec<&str> = plan.rubric.bands.iter().map(|band| band.id.as_str()).collect();
        let band = BandId::new(resolve("band", band, &names)?).map_err(|error| usage(band, &error.to_string()))?;
        let before = state.recommendation.clone().unwrap_or_default();
        changes.push(Assess::Recommend(Recommendation { band: Some(band), ..before }));
    }
    if changes.is_empty() {
        return Err(Failure::usage("nothing is to be changed", "give --rate, --conclude, --note or --recommend"));
    }
    let folder = found.folder.ok_or_else(|| {
        Failure::refused(
            "these ratings were imported",
            "fix the file, remove the import from sessions/, and import it again",
        )
    })?;
    let (mut recorder, _) = store::open(&folder, &found.id, Rc::clone(&context.surroundings.clock))?;
    for change in changes {
        recorder.record(Action::Amend(args.reason.clone(), change))?;
    }
    context.say(&format!("amended; `hotseat scorecard {}` shows it", found.id));
    Ok(())
}

/// `technical=4`.
fn scored(plan: &Plan, given: &str) -> Result<(DimensionId, Rating)> {
    let names: Vec<&str> = plan.rubric.dimensions.iter().map(|dimension| dimension.id.as_str()).collect();
    let (name, score) = given.split_once('=').ok_or_else(|| usage(given, "technical=4"))?;
    let id =
        DimensionId::new(by_short_name("dimension", name, &names)?).map_err(|error| usage(name, &error.to_string()))?;
    let rating: Rating = score.parse().map_err(|error: NotARating| usage(score, &error.to_string()))?;
    Ok((id, rating))
}

/// `Q3`.
fn slot_of(given: &str) -> Result<Slot> {
    given.trim_start_matches(['Q', 'q']).parse().map(Slot).map_err(|_| usage(given, "Q3"))
}

fn usage(given: &str, like: &str) -> Failure {
    Failure::usage(format!("`{given}` can't be read"), format!("write it as {like}"))
}
