//! What an interviewer does, once for both faces: each verb records what it takes and gives what is to be said about it.

mod clocks;
#[cfg(test)]
mod memory;
mod turning;

use crate::core::event::{Event, Recording, Signal};
use crate::core::find::Hit;
use crate::core::ids::InterviewerId;
use crate::core::plan::{Banked, Direction, Slot};
use crate::core::session::{Action, Asking, Assess, NotRecorded, Place, Recorder, Refusal};

use super::words::{self, Face};

pub(crate) use clocks::{extend, leave, pause, resume, went_on, woke};
pub(crate) use turning::{again, redo, redo_harms, redo_hints, undo};

/// What came of a verb: what is to be said, or why it was not done.
pub(crate) type Done = Result<String, Stopped>;

/// Why a thing was not done, or is not on disk yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stopped {
    /// It was not recorded.
    NotRecorded(NotRecorded),
    /// There is nothing to do; in words.
    Nothing(String),
}

impl From<NotRecorded> for Stopped {
    fn from(error: NotRecorded) -> Self {
        Self::NotRecorded(error)
    }
}

impl Stopped {
    /// Why, in words.
    pub(crate) fn said(&self, face: Face) -> String {
        match self {
            Self::NotRecorded(error) => words::not_recorded(error, face),
            Self::Nothing(why) => why.clone(),
        }
    }
}

/// Whether a thing may be done now, whatever the disk said: what a recorder keeps for later counts as done, and so does what stands.
pub(crate) fn accepted<T>(recorded: &Result<T, NotRecorded>) -> bool {
    match recorded {
        Ok(_) | Err(NotRecorded::Kept(_) | NotRecorded::Refused(Refusal::Stands)) => true,
        Err(NotRecorded::Refused(_) | NotRecorded::Failed(_)) => false,
    }
}

/// Gives a hint: the next, or a certain one (counted from 0).
pub(crate) fn hint(recorder: &mut dyn Recorder, which: Option<u8>) -> Done {
    let event = recorder.record(Action::Hint(which))?;
    let Event::Recording(Recording::Hinted { slot, hint }) = event else { return Ok(String::new()) };
    let asking = recorder.session().state().asking(slot);
    let text = asking.and_then(|asking| asking.question().hints.get(usize::from(hint)));
    Ok(format!("hint {}: {}", hint + 1, text.map_or("", String::as_str)))
}

/// Asks a follow-up, counted from 0.
pub(crate) fn follow_up(recorder: &mut dyn Recorder, number: u8, face: Face) -> Done {
    let asking = recorder.session().state().current();
    if asking.is_some_and(|asking| asking.follow_ups.contains(&number)) {
        return Err(Stopped::Nothing(words::asked_already(face)));
    }
    let text = asking.and_then(|asking| asking.question().follow_ups.get(usize::from(number))).cloned();
    recorder.record(Action::FollowUp(number))?;
    Ok(format!("asked: {}", text.unwrap_or_default()))
}

/// Observes a signal at a question, or takes it back.
pub(crate) fn observe(recorder: &mut dyn Recorder, slot: Slot, signal: Signal, seen: bool) -> Done {
    recorder.record(Assess::Observe(Some(slot), signal, seen).into())?;
    let asking = recorder.session().state().asking(slot);
    let text = asking.and_then(|asking| asking.signal_text(signal)).unwrap_or_default();
    let weak = if matches!(signal, Signal::Weak(_)) { " (weak)" } else { "" };
    Ok(format!("{}{weak}: {text}", if seen { "saw" } else { "not seen" }))
}

/// Passes over the current question and goes on; at the last one there is nothing to go on to.
pub(crate) fn skip(recorder: &mut dyn Recorder, why: &str, face: Face) -> Done {
    let slot = recorder.session().state().current().map(|asking| asking.slot);
    let slot = slot.ok_or(NotRecorded::Refused(Refusal::NoQuestion))?;
    let skipped = recorder.record(Action::Skip(Some(slot), why.to_owned()));
    if !accepted(&skipped) {
        skipped?;
    }
    let moved = recorder.record(Action::Next);
    match moved {
        Ok(_) => Ok(words::skipped(slot, true, face)),
        Err(NotRecorded::Refused(_)) => Ok(words::skipped(slot, false, face)),
        Err(error @ (NotRecorded::Failed(_) | NotRecorded::Kept(_))) => Err(error.into()),
    }
}

/// Says after the conversation that a question was only passed through.
pub(crate) fn pass(recorder: &mut dyn Recorder, slot: Slot, face: Face) -> Done {
    recorder.record(Action::Pass(slot))?;
    Ok(words::passed(slot, face))
}

/// Drops a question: the one that is named, else the least valuable of the section.
pub(crate) fn drop(recorder: &mut dyn Recorder, which: Option<Slot>, face: Face) -> Done {
    let Some(slot) = which.or_else(|| recorder.session().least_valuable()) else {
        return Err(Stopped::Nothing("no if-time question is left in this section".into()));
    };
    recorder.record(Action::Skip(Some(slot), "no time".into()))?;
    Ok(words::dropped(slot, face))
}

/// Puts a backup in the current question's place.
pub(crate) fn swap(recorder: &mut dyn Recorder, direction: Direction) -> Done {
    let here = |recorder: &dyn Recorder| recorder.session().state().current().map(|asking| asking.slot);
    let before = here(recorder);
    recorder.record(Action::Swap(direction))?;
    let state = recorder.session().state();
    let question = |slot: Option<Slot>| slot.and_then(|slot| state.asking(slot)).map(Asking::question);
    let beside = question(here(recorder)).zip(question(before)).map(|(now, before)| words::in_place_of(now, before));
    Ok(format!("the backup stands here now, which is {}", beside.unwrap_or_default()))
}

/// Goes to a question of the round, or brings one in from the library and goes there.
pub(crate) fn bring(recorder: &mut dyn Recorder, hit: &Wanted) -> Done {
    match hit {
        Wanted::InRound(slot) => {
            recorder.record(Action::Go(Place::Slot(*slot)))?;
            Ok(String::new())
        }
        Wanted::InLibrary(banked) => {
            let id = banked.question.id.clone();
            recorder.record(Action::BringIn(banked.clone()))?;
            let asking = recorder.session().state().asking.iter().filter(|asking| asking.question().id == id);
            let slot = asking.map(|asking| asking.slot).max().ok_or(NotRecorded::Refused(Refusal::NoQuestion))?;
            recorder.record(Action::Go(Place::Slot(slot)))?;
            Ok(format!("brought in as {slot}"))
        }
    }
}

/// A question that was chosen from what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// One of the round.
    InRound(Slot),
    /// One of the library.
    InLibrary(Box<Banked>),
}

impl From<Hit<'_>> for Wanted {
    fn from(hit: Hit<'_>) -> Self {
        match hit {
            Hit::InRound(asking) => Self::InRound(asking.slot),
            Hit::InLibrary(found) => {
                Self::InLibrary(Box::new(Banked { bank: found.bank.clone(), question: found.question.clone() }))
            }
        }
    }
}

/// Hands over to another interviewer, whose name is `name`.
pub(crate) fn hand_over(recorder: &mut dyn Recorder, to: InterviewerId, name: &str) -> Done {
    recorder.record(Action::HandOver(to))?;
    Ok(format!("{name} interviews now; what was recorded before stays as it is, and an undo of it asks first"))
}
