//! The history of a session: what an undo takes back, what a redo makes again, and all of it as a list.
//!
//! It is one line: what was taken back can be made again, the last first, until something else is recorded that can be taken
//! back. What was taken back stays in the list, and in the journal.

use chrono::{DateTime, FixedOffset};

use super::super::event::{Course, Entry, Event, Recording, Talk};
use super::super::plan::Slot;
use super::super::scale::Millis;
use super::Session;
use super::apply::slot_for;
use super::data::Place;
use super::state::State;

/// Something in the list of what was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded<'a> {
    /// The entry's number.
    pub entry: u64,
    /// When, on the session's clock.
    pub ms: Millis,
    /// When, for people.
    pub at: DateTime<FixedOffset>,
    /// Where it belongs, and one can go; none where it belongs to the whole interview, or to a question that is gone.
    pub place: Option<Place>,
    /// What it was.
    pub event: &'a Event,
    /// Whether it was taken back, or something later made it void.
    pub undone: bool,
    /// Whether it is a skip, and the question was asked after all.
    pub asked_after_all: bool,
    /// What makes it again, where somebody took it back and it does not stand; what was recorded by mistake was never meant.
    pub again: Option<Again>,
}

/// What makes again what was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// A redo, now or after others.
    Redo,
    /// Recording it anew: something else was recorded since, or a text took it back.
    Anew,
}

/// What an undo would take back, or a redo would make again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// Undo.
    Undo,
    /// Redo.
    Redo,
}

impl Session {
    /// Everything that was recorded and can, could or could have been taken back, and each hand-over, which never can; newest first.
    pub fn history(&self) -> Vec<Recorded<'_>> {
        let (plan, state) = (self.plan(), self.state());
        let history = &state.history;
        let mut list = Vec::new();
        for entry in state.entries.iter().rev() {
            let slot = match &entry.event {
                Event::Talk(Talk::Swapped { slot, .. }) => {
                    slot_for(plan, state, entry.seq).and_then(|slot| there(self, slot)).or(Some(*slot))
                }
                Event::Talk(Talk::BroughtIn { .. }) => slot_for(plan, state, entry.seq),
                Event::Recording(recording) => slot_of(state, recording),
                Event::Course(Course::Ended(_) | Course::HandedOver { .. }) => None,
                Event::Course(
                    Course::Began(_) | Course::Paused | Course::Resumed | Course::Submitted | Course::Slept { .. },
                )
                | Event::Talk(Talk::Entered(_) | Talk::Asked(_))
                | Event::Undone { .. }
                | Event::Redone { .. }
                | Event::Amended { .. } => continue,
            };
            let section = match &entry.event {
                Event::Recording(Recording::Extended { section, .. }) => plan.section_index(section),
                Event::Recording(_)
                | Event::Course(_)
                | Event::Talk(_)
                | Event::Undone { .. }
                | Event::Redone { .. }
                | Event::Amended { .. } => None,
            };
            let place = slot.and_then(|slot| there(self, slot)).map(Place::Slot);
            list.push(Recorded {
                entry: entry.seq,
                ms: entry.ms,
                at: entry.at,
                place: place.or(section.map(Place::Section)),
                event: &entry.event,
                undone: history.undone.contains(&entry.seq) || history.void.contains(&entry.seq),
                asked_after_all: history.void.contains(&entry.seq)
                    && matches!(entry.event, Event::Recording(Recording::Skipped { .. })),
                again: if history.can_be_redone(entry.seq) {
                    Some(Again::Redo)
                } else {
                    history.is_undone(entry.seq).then_some(Again::Anew)
                },
            });
        }
        list
    }
}

impl Session {
    /// The entry that an undo would take back.
    pub fn next_undo(&self) -> Option<&Entry> {
        self.state().history.next_undo().and_then(|seq| self.state().entry(seq))
    }

    /// The entry that a redo would make again.
    pub fn next_redo(&self) -> Option<&Entry> {
        self.state().history.next_redo().and_then(|seq| self.state().entry(seq))
    }

    /// Whether somebody else recorded what an undo would take back, or a redo would make again: there was a hand-over since.
    pub(crate) fn is_anothers(&self, turn: Turn) -> bool {
        let entry = match turn {
            Turn::Undo => self.next_undo(),
            Turn::Redo => self.next_redo(),
        };
        entry.is_some_and(|entry| self.handed_over_since(entry.seq))
    }

    /// Whether somebody else went on since an entry.
    pub(crate) fn handed_over_since(&self, entry: u64) -> bool {
        self.state().hand_overs.last().is_some_and(|hand_over| hand_over.entry > entry)
    }
}

/// The slot itself, as long as it is in the round.
fn there(session: &Session, slot: Slot) -> Option<Slot> {
    session.state().asking(slot).map(|asking| asking.slot)
}

/// The question that something was recorded at.
fn slot_of(state: &State, recording: &Recording) -> Option<Slot> {
    match recording {
        Recording::Hinted { slot, .. } | Recording::FollowedUp { slot, .. } | Recording::Skipped { slot, .. } => {
            Some(*slot)
        }
        Recording::Found(finding) => finding.slot(),
        Recording::NoteChanged { entry, .. } | Recording::Removed { entry } => match &state.entry(*entry)?.event {
            Event::Recording(gone) => slot_of(state, gone),
            Event::Course(_) | Event::Talk(_) | Event::Undone { .. } | Event::Redone { .. } | Event::Amended { .. } => {
                None
            }
        },
        Recording::Extended { .. } => None,
    }
}
