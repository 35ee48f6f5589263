//! Going from place to place: what a move took back or passed over is said.

use crate::core::plan::Slot;
use crate::core::session::{Action, Place, Recorder, Session};

use super::verbs::Done;
use super::words::{self, Face};

/// Goes where an action leads; says which question is no longer skipped by that, and which were passed over. Mostly there is nothing
/// to say.
pub(crate) fn go(recorder: &mut dyn Recorder, action: Action, face: Face) -> Done {
    let step = matches!(action, Action::Next | Action::Back);
    let before = recorder.session().state().place;
    let skipped = skipped(recorder.session());
    recorder.record(action)?;
    let session = recorder.session();
    let now = self::skipped(session);
    let unskipped = skipped.iter().find(|slot| !now.contains(slot)).map(|slot| words::unskipped(*slot, face));
    let passed = if step { between(session, before, &now) } else { Vec::new() };
    Ok(unskipped.or_else(|| words::passed_over(&passed, face)).unwrap_or_default())
}

/// The questions that are skipped.
fn skipped(session: &Session) -> Vec<Slot> {
    let asking = session.state().asking.iter().filter(|asking| asking.skipped.is_some());
    asking.map(|asking| asking.slot).collect()
}

/// Those of some questions that lie between a place and the one where one stands.
fn between(session: &Session, before: Place, of: &[Slot]) -> Vec<Slot> {
    let state = session.state();
    // A section without questions lies before its questions.
    let position = |place: Place| match place {
        Place::Slot(slot) => {
            state.asking.iter().position(|asking| asking.slot == slot).map_or(0, |index| 2 * index + 1)
        }
        Place::Section(section) => 2 * state.asking.iter().filter(|asking| asking.section < section).count(),
    };
    let (from, to) = (position(before), position(state.place));
    let range = from.min(to)..from.max(to);
    let is_there = |slot: &&Slot| {
        let at = position(Place::Slot(**slot));
        range.contains(&at) && at != from
    };
    of.iter().filter(is_there).copied().collect()
}
