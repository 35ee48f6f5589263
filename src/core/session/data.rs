//! What a state is made of: places, findings as they are kept, and what undo and redo need.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};

use super::super::event::{Change, Ending, Flag, Recommendation, Signal};
use super::super::ids::{CriterionId, DimensionId, InterviewerId};
use super::super::plan::{Banked, SectionIndex, Slot};
use super::super::scale::{Millis, Minutes, Rating};
use super::super::shared_value::SharedValue;

/// Where the conversation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// At a section as such, by position.
    Section(SectionIndex),
    /// At a question.
    Slot(Slot),
}

/// A note with its times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The entry's number.
    pub entry: u64,
    /// The question it is about; none for the interview.
    pub slot: Option<Slot>,
    /// When, on the session's clock.
    pub ms: Millis,
    /// When, for people.
    pub at: DateTime<FixedOffset>,
    /// The note, as it reads now.
    pub text: String,
    /// When it got this text, on the session's clock; none where it is the one that was written.
    pub changed: Option<Millis>,
}

/// A red flag that was raised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    /// The entry's number.
    pub entry: u64,
    /// Which.
    pub flag: Flag,
    /// The question at which.
    pub slot: Slot,
    /// When, on the session's clock.
    pub ms: Millis,
    /// What was said or seen.
    pub quote: String,
}

/// What the interviewer concluded on a dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conclusion {
    /// The score; none to keep the mean.
    pub score: Option<Rating>,
    /// The interviewer's own words; may be empty where the rules ask for none.
    pub reason: String,
}

/// A change after submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// The entry's number.
    pub entry: u64,
    /// When, for people.
    pub at: DateTime<FixedOffset>,
    /// Why it was changed after submission.
    pub reason: String,
    /// Who changed it; none where that is not known.
    pub by: Option<InterviewerId>,
    /// What stands from then on.
    pub change: Change,
    /// What stood there before.
    pub(crate) before: Option<Before>,
}

/// One interviewer's handing over to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    /// The entry's number.
    pub entry: u64,
    /// Who interviewed until then.
    pub from: InterviewerId,
    /// Who went on.
    pub to: InterviewerId,
    /// When, on the session's clock.
    pub ms: Millis,
    /// When, for people.
    pub at: DateTime<FixedOffset>,
}

/// What an entry is about to change, as it is before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Before {
    /// Whether the hint was given before.
    Hinted(Slot, u8, bool),
    /// Whether the follow-up was asked before.
    FollowedUp(Slot, u8, bool),
    /// Why the question was skipped before.
    Skipped(Slot, Option<String>),
    /// The minutes that the section had been given before.
    Extended(SectionIndex, Option<Minutes>),
    /// When the signal was observed before.
    Observed(Slot, Signal, Option<Millis>),
    /// The rating before.
    Rated(Slot, DimensionId, Option<Rating>),
    /// There was no such note.
    Noted,
    /// The text that the note of an entry had before, and since when.
    NoteChanged(u64, String, Option<Millis>),
    /// There was no such flag.
    Flagged,
    /// How the criterion was judged before.
    Ticked(CriterionId, Option<bool>),
    /// The conclusion before.
    Concluded(DimensionId, Option<Conclusion>),
    /// The recommendation before.
    Recommended(Option<Recommendation>),
    /// There was no such slot; where the conversation stood, and which slots went on with the question that is replaced.
    Swapped { new: Slot, place: Place, continued: Vec<(Slot, SharedValue<Banked>)>, old: Slot },
    /// There was no such slot; where the conversation stood.
    BroughtIn { new: Slot, place: Place },
    /// Whether the conversation's clocks ran, and how the conversation had ended, where it had.
    Ended { running: bool, ending: Option<Ending> },
    /// What stood before it was taken off by itself.
    Removed(Box<Removal>),
}

/// A recording that is taken off by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Removal {
    /// The number of the entry that recorded it.
    pub(super) entry: u64,
    /// What was there before it.
    pub(super) before: Before,
    /// What stands until it is taken off.
    pub(super) stood: Stood,
    /// Of a note, the changes of its text that stand and go with it: each entry, and what was there before it.
    pub(super) changes: Vec<(u64, Before)>,
}

/// What a recording left in the state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stood {
    /// A note.
    Note(Note),
    /// A red flag.
    Flag(Raised),
    /// What is to be put back where the removal is undone.
    Value(Before),
    /// Nothing any more: the later entry that replaced it, and what was there before that one.
    Replaced(u64, Before),
}

/// What stands, what was taken back, and what can be made again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Undos {
    /// What can be taken back, oldest first: the entry's number, and what was there before it.
    pub(super) standing: Vec<(u64, Before)>,
    /// What can be made again, the next one last.
    pub(super) again: Vec<u64>,
    /// The entries that were taken back and do not stand again.
    pub(super) undone: BTreeSet<u64>,
    /// The entries that something later made void: an end after which the conversation went on, a skipped question that was
    /// gone back to.
    pub(super) void: BTreeSet<u64>,
    /// What could be made again before an entry was recorded, where there was anything: it can be so again where that entry was a mistake.
    cleared: BTreeMap<u64, Vec<u64>>,
}

impl Undos {
    /// Whether an entry was taken back.
    pub(crate) fn is_undone(&self, entry: u64) -> bool {
        self.undone.contains(&entry)
    }

    /// The entry that an undo takes back now.
    pub(crate) fn next_undo(&self) -> Option<u64> {
        self.standing.last().map(|(entry, _)| *entry)
    }

    /// The entry that a redo makes again now.
    pub(crate) fn next_redo(&self) -> Option<u64> {
        self.again.last().copied()
    }

    /// A note as it stood until it was taken off by itself.
    pub(super) fn removed_note(&self, entry: u64) -> Option<&Note> {
        self.standing.iter().rev().find_map(|(_, before)| match before {
            Before::Removed(removal) if removal.entry == entry => match &removal.stood {
                Stood::Note(note) => Some(note),
                Stood::Flag(_) | Stood::Value(_) | Stood::Replaced(..) => None,
            },
            Before::Removed(_)
            | Before::Hinted(..)
            | Before::FollowedUp(..)
            | Before::Skipped(..)
            | Before::Extended(..)
            | Before::Observed(..)
            | Before::Rated(..)
            | Before::Noted
            | Before::NoteChanged(..)
            | Before::Flagged
            | Before::Ticked(..)
            | Before::Concluded(..)
            | Before::Recommended(_)
            | Before::Swapped { .. }
            | Before::BroughtIn { .. }
            | Before::Ended { .. } => None,
        })
    }

    /// Whether a redo can make an entry again, now or after others.
    pub(crate) fn can_be_redone(&self, entry: u64) -> bool {
        self.again.contains(&entry)
    }

    /// Something new was recorded that can be taken back: nothing can be made again any more.
    pub(super) fn push(&mut self, entry: u64, before: Before) {
        self.standing.push((entry, before));
        if !self.again.is_empty() {
            self.cleared.insert(entry, std::mem::take(&mut self.again));
        }
    }

    /// An entry was taken back: a redo makes it again, but for one that was a mistake. That leaves everything as if it had never been,
    /// and so takes what was recorded after it, which may be about a question that it brought in.
    pub(super) fn took_back(&mut self, entry: u64, for_good: bool) {
        let cleared = self.cleared.remove(&entry).unwrap_or_default();
        if !for_good {
            self.again.push(entry);
            return;
        }
        self.again.retain(|again| *again < entry);
        if self.again.is_empty() {
            self.again = cleared;
        }
    }

    /// What was there before an entry that stands is something else now.
    pub(super) fn give(&mut self, entry: u64, now: Before) {
        if let Some((_, before)) = self.standing.iter_mut().find(|(seq, _)| *seq == entry) {
            *before = now;
        }
    }

    /// Nothing can be made again any more, whatever is taken back.
    pub(super) fn forget_again(&mut self) {
        self.again.clear();
        self.cleared.clear();
    }

    /// The last standing entry of which something later made nothing.
    pub(super) fn make_void(&mut self, is_it: impl Fn(&Before) -> bool) {
        if let Some(position) = self.standing.iter().rposition(|(_, before)| is_it(before)) {
            let (entry, _) = self.standing.remove(position);
            self.void.insert(entry);
        }
    }
}
