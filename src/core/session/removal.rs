//! Taking one recording off out of turn, whatever was recorded after it, and putting it back where that is undone.
//!
//! What a later recording replaced is not seen in the state: there the later one gets what was there before the one that goes.

use std::collections::BTreeSet;

use super::super::event::{Event, Recording, Signal};
use super::super::ids::{CriterionId, DimensionId};
use super::super::plan::{Plan, Slot};
use super::Session;
use super::data::{Before, Removal, Stood};
use super::state::State;

/// What a recording is about. Of two about the same the later one replaced the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Matter<'a> {
    Hint(Slot, u8),
    FollowUp(Slot, u8),
    Signal(Slot, Signal),
    Rating(Slot, &'a DimensionId),
    Criterion(&'a CriterionId),
    Conclusion(&'a DimensionId),
    /// A text, which nothing replaces.
    Text(u64),
    /// The text that the note of an entry got.
    NewText(u64),
}

impl Before {
    /// What the entry `seq` is about, where it can be taken off by itself: what came into the round or left it can't, nor minutes or the
    /// recommendation, which add up.
    fn subject(&self, seq: u64) -> Option<Matter<'_>> {
        Some(match self {
            Self::Hinted(slot, hint, _) => Matter::Hint(*slot, *hint),
            Self::FollowedUp(slot, follow_up, _) => Matter::FollowUp(*slot, *follow_up),
            Self::Observed(slot, signal, _) => Matter::Signal(*slot, *signal),
            Self::Rated(slot, dimension, _) => Matter::Rating(*slot, dimension),
            Self::Ticked(criterion, _) => Matter::Criterion(criterion),
            Self::Concluded(dimension, _) => Matter::Conclusion(dimension),
            Self::Noted | Self::Flagged => Matter::Text(seq),
            Self::NoteChanged(note, ..) => Matter::NewText(*note),
            Self::Skipped(..)
            | Self::Extended(..)
            | Self::Recommended(_)
            | Self::Swapped { .. }
            | Self::BroughtIn { .. }
            | Self::Ended { .. }
            | Self::Removed(_) => return None,
        })
    }
}

/// The later entry that replaced what an entry recorded, and what was there before it.
fn replaced_by(state: &State, entry: u64) -> Option<&(u64, Before)> {
    let mut from = state.history.standing.iter().skip_while(|(seq, _)| *seq != entry);
    let subject = from.next().and_then(|(seq, before)| before.subject(*seq))?;
    from.find(|(seq, later)| later.subject(*seq) == Some(subject))
}

impl Removal {
    /// What goes with an entry; none where it can't be taken off by itself, or does not stand.
    pub(super) fn of(plan: &Plan, state: &State, entry: u64) -> Option<Self> {
        let (_, before) = state.history.standing.iter().find(|(seq, _)| *seq == entry)?;
        before.subject(entry)?;
        let stood = match (replaced_by(state, entry), &state.entry(entry)?.event) {
            (Some((later, its)), _) => Stood::Replaced(*later, its.clone()),
            (None, Event::Recording(recording)) => stood(plan, state, (entry, recording))?,
            (
                None,
                Event::Course(_) | Event::Talk(_) | Event::Undone { .. } | Event::Redone { .. } | Event::Amended { .. },
            ) => return None,
        };
        let changes_it =
            |(_, before): &&(u64, Before)| matches!(before, Before::NoteChanged(note, ..) if *note == entry);
        let changes = state.history.standing.iter().filter(changes_it).cloned().collect();
        Some(Self { entry, before: before.clone(), stood, changes })
    }

    /// Takes it off.
    pub(super) fn take_off(self, state: &mut State) {
        let goes = |seq: u64| seq == self.entry || self.changes.iter().any(|(change, _)| *change == seq);
        state.history.standing.retain(|(seq, _)| !goes(*seq));
        state.history.undone.extend(self.changes.iter().map(|(change, _)| *change));
        match self.stood {
            Stood::Replaced(later, _) => state.history.give(later, self.before),
            Stood::Note(_) | Stood::Flag(_) | Stood::Value(_) => self.before.put_back(state, self.entry),
        }
        state.history.undone.insert(self.entry);
    }

    /// Puts it back.
    pub(super) fn put_back(self, state: &mut State) {
        let entry = self.entry;
        match self.stood {
            Stood::Replaced(later, its) => state.history.give(later, its),
            Stood::Note(note) => insert(&mut state.notes, note, |other| other.entry > entry),
            Stood::Flag(raised) => insert(&mut state.flags, raised, |other| other.entry > entry),
            Stood::Value(value) => value.put_back(state, entry),
        }
        for (seq, before) in std::iter::once((entry, self.before)).chain(self.changes) {
            insert(&mut state.history.standing, (seq, before), |(other, _)| *other > seq);
            state.history.undone.remove(&seq);
        }
    }
}

/// What an entry recorded, as it stands.
fn stood(plan: &Plan, state: &State, (entry, recording): (u64, &Recording)) -> Option<Stood> {
    let note = state.notes.iter().find(|note| note.entry == entry).cloned().map(Stood::Note);
    let flag = || state.flags.iter().find(|raised| raised.entry == entry).cloned().map(Stood::Flag);
    note.or_else(flag).or_else(|| Before::recording(plan, state, recording).map(Stood::Value))
}

/// Before the first that comes after it.
fn insert<T>(list: &mut Vec<T>, item: T, comes_after: impl Fn(&T) -> bool) {
    let position = list.iter().position(comes_after).unwrap_or(list.len());
    list.insert(position, item);
}

impl Session {
    /// The entries that stand, and can be taken off by themselves.
    pub fn removable(&self) -> BTreeSet<u64> {
        let standing = self.state().history.standing.iter();
        standing.filter(|(seq, before)| before.subject(*seq).is_some()).map(|(seq, _)| *seq).collect()
    }

    /// The text of a note: as it stands, or as it stood last.
    pub(crate) fn text_of_note(&self, entry: u64) -> Option<&str> {
        let state = self.state();
        let stands = state.notes.iter().find(|note| note.entry == entry);
        let note = stands.or_else(|| state.history.removed_note(entry)).map(|note| note.text.as_str());
        note.or_else(|| state.text_given(entry))
    }

    /// Whether something later replaced what an entry recorded.
    pub(crate) fn is_replaced(&self, entry: u64) -> bool {
        replaced_by(self.state(), entry).is_some()
    }
}
