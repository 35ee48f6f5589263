//! What was there before something that an undo can take back, so that it is put back without folding everything again.

use super::super::event::{Change, Course, Entry, Event, Finding, Recording, Talk};
use super::super::plan::{Plan, Slot};
use super::apply::slot_for;
use super::data::{Before, Place, Removal};
use super::state::{Phase, State};

impl Before {
    /// What an entry is about to change; none where neither an undo nor an amendment asks for it, or where it does not fit the state.
    pub(super) fn of(plan: &Plan, state: &State, entry: &Entry) -> Option<Self> {
        match &entry.event {
            Event::Course(Course::Ended(_)) | Event::Amended { change: Change::Ended(_), .. } => {
                Some(Self::Ended { running: state.clock.running, ending: state.ending })
            }
            Event::Amended { change: Change::Found(finding), .. } => Self::finding(state, finding),
            Event::Talk(Talk::Swapped { slot, .. }) => {
                let continued = state.asking.iter().filter(|asking| asking.continues == Some(*slot));
                Some(Self::Swapped {
                    new: slot_for(plan, state, entry.seq)?,
                    place: state.place,
                    continued: continued.map(|asking| (asking.slot, asking.banked.clone())).collect(),
                    old: *slot,
                })
            }
            Event::Talk(Talk::BroughtIn { .. }) => {
                Some(Self::BroughtIn { new: slot_for(plan, state, entry.seq)?, place: state.place })
            }
            Event::Recording(recording) => Self::recording(plan, state, recording),
            Event::Course(
                Course::Began(_)
                | Course::Paused
                | Course::Resumed
                | Course::Submitted
                | Course::Slept { .. }
                | Course::HandedOver { .. },
            )
            | Event::Talk(Talk::Entered(_) | Talk::Asked(_))
            | Event::Undone { .. }
            | Event::Redone { .. }
            // What was withdrawn stands in its own entry.
            | Event::Amended { change: Change::Withdrawn { .. } | Change::Told { .. }, .. } => None,
        }
    }

    /// What a recording is about to change.
    pub(super) fn recording(plan: &Plan, state: &State, recording: &Recording) -> Option<Self> {
        Some(match recording {
            Recording::Hinted { slot, hint } => Self::Hinted(*slot, *hint, state.asking(*slot)?.hints.contains(hint)),
            Recording::FollowedUp { slot, follow_up } => {
                Self::FollowedUp(*slot, *follow_up, state.asking(*slot)?.follow_ups.contains(follow_up))
            }
            Recording::Skipped { slot, .. } => Self::Skipped(*slot, state.asking(*slot)?.skipped.clone()),
            Recording::Extended { section, .. } => {
                let section = plan.section_index(section)?;
                Self::Extended(section, state.extensions.get(&section).copied())
            }
            Recording::Found(finding) => Self::finding(state, finding)?,
            Recording::NoteChanged { entry, .. } => {
                let note = state.notes.iter().find(|note| note.entry == *entry)?;
                Self::NoteChanged(*entry, note.text.clone(), note.changed)
            }
            Recording::Removed { entry } => Self::Removed(Box::new(Removal::of(plan, state, *entry)?)),
        })
    }

    fn finding(state: &State, finding: &Finding) -> Option<Self> {
        Some(match finding {
            Finding::Observed { slot, signal, .. } => {
                Self::Observed(*slot, *signal, state.asking(*slot)?.signals.get(signal).copied())
            }
            Finding::Rated { slot, dimension, .. } => {
                Self::Rated(*slot, dimension.clone(), state.asking(*slot)?.ratings.get(dimension).copied())
            }
            Finding::Noted { .. } => Self::Noted,
            Finding::Flagged { .. } => Self::Flagged,
            Finding::Ticked { criterion, .. } => {
                Self::Ticked(criterion.clone(), state.criteria.get(criterion).copied())
            }
            Finding::Concluded { dimension, .. } => {
                Self::Concluded(dimension.clone(), state.conclusions.get(dimension).cloned())
            }
            Finding::Recommended(_) => Self::Recommended(state.recommendation.clone()),
        })
    }

    /// Puts back what was there before the entry `seq`. The clocks stay as they are: the time was used.
    pub(super) fn put_back(self, state: &mut State, seq: u64) {
        match self {
            Self::Hinted(slot, hint, given) => {
                if let Some(asking) = state.asking_mut(slot) {
                    if given {
                        asking.hints.insert(hint)
                    } else {
                        asking.hints.remove(&hint)
                    };
                }
            }
            Self::FollowedUp(slot, follow_up, asked) => {
                if let Some(asking) = state.asking_mut(slot) {
                    if asked {
                        asking.follow_ups.insert(follow_up)
                    } else {
                        asking.follow_ups.remove(&follow_up)
                    };
                }
            }
            Self::Skipped(slot, why) => {
                if let Some(asking) = state.asking_mut(slot) {
                    asking.skipped = why;
                }
            }
            Self::Extended(section, minutes) => put(&mut state.extensions, section, minutes),
            Self::Observed(slot, signal, when) => {
                if let Some(asking) = state.asking_mut(slot) {
                    put(&mut asking.signals, signal, when);
                }
            }
            Self::Rated(slot, dimension, rating) => {
                if let Some(asking) = state.asking_mut(slot) {
                    put(&mut asking.ratings, dimension, rating);
                }
            }
            Self::Noted => take_out(&mut state.notes, |note| note.entry == seq),
            Self::NoteChanged(entry, text, changed) => {
                if let Some(note) = state.notes.iter_mut().find(|note| note.entry == entry) {
                    (note.text, note.changed) = (text, changed);
                }
            }
            Self::Flagged => take_out(&mut state.flags, |raised| raised.entry == seq),
            Self::Ticked(criterion, shown) => put(&mut state.criteria, criterion, shown),
            Self::Concluded(dimension, conclusion) => put(&mut state.conclusions, dimension, conclusion),
            Self::Recommended(recommendation) => state.recommendation = recommendation,
            Self::Swapped { new, place, continued, old } => {
                for (slot, banked) in continued {
                    if let Some(asking) = state.asking_mut(slot) {
                        asking.banked = banked;
                        asking.continues = Some(old);
                    }
                }
                if let Some(asking) = state.asking_mut(old) {
                    asking.replaced_by = None;
                }
                remove(state, new, place);
            }
            Self::BroughtIn { new, place } => remove(state, new, place),
            Self::Ended { running, ending } => {
                state.phase = Phase::Live;
                state.ending = ending;
                state.clock.running = running;
            }
            Self::Removed(removal) => removal.put_back(state),
        }
    }
}

/// Most often it is the last one that goes.
fn take_out<T>(list: &mut Vec<T>, is_it: impl Fn(&T) -> bool) {
    if let Some(position) = list.iter().rposition(is_it) {
        list.remove(position);
    }
}

fn put<K: Ord, V>(map: &mut std::collections::BTreeMap<K, V>, key: K, value: Option<V>) {
    match value {
        Some(value) => map.insert(key, value),
        None => map.remove(&key),
    };
}

/// Takes a slot out of the round; who stands there goes back to where they were.
fn remove(state: &mut State, slot: Slot, before: Place) {
    state.asking.retain(|asking| asking.slot != slot);
    if state.place == Place::Slot(slot) {
        state.place = before;
    }
}
