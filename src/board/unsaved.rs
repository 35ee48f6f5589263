//! What the disk refused and what is only half typed: kept, tried again, and never lost in silence.

use std::collections::VecDeque;

use crate::core::event::Event;
use crate::core::scale::Millis;
use crate::core::session::{Action, Assess, NotRecorded, Refusal};

use super::live::Board;
use super::view::Ask;
use super::words;

/// What was not written yet.
#[derive(Debug, Default)]
pub(super) struct Unsaved {
    /// Actions that were refused by the disk, oldest first.
    pub(super) actions: VecDeque<Action>,
    /// Why.
    pub(super) failure: Option<String>,
    /// When it was last tried.
    pub(super) tried: Millis,
    /// The draft as it was last kept.
    pub(super) draft: String,
    /// Why the draft could not be kept.
    pub(super) draft_failure: Option<String>,
}

/// What came of recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Recorded {
    /// It is on disk.
    Done(Event),
    /// The disk refused it; it is kept and tried again.
    Kept,
    /// It may not be done now.
    Refused(Refusal),
}

impl Recorded {
    /// Whether it may be done now, whatever the disk said.
    pub(super) fn accepted(&self) -> bool {
        !matches!(self, Self::Refused(_))
    }
}

/// Why, then what is done about it, then where: the line may be too short for all of it.
fn not_saved(why: &str, then: &str) -> String {
    match why.rsplit_once(": ") {
        Some((place, reason)) => format!("NOT SAVED: {reason}; {then} ({place})"),
        None => format!("NOT SAVED: {why}; {then}"),
    }
}

impl Board<'_> {
    /// Whether something is not on disk yet; then [`Board::tick`] tries again.
    pub fn unsaved(&self) -> bool {
        !self.unsaved.actions.is_empty()
    }

    /// What fills the status line until it is written.
    pub fn failure(&self) -> Option<String> {
        let count = self.unsaved.actions.len();
        let what = if count == 1 { "1 entry is".to_owned() } else { format!("{count} entries are") };
        let entries = self.unsaved.failure.as_ref().map(|why| not_saved(why, &format!("{what} kept and tried again")));
        let draft = self.unsaved.draft_failure.as_ref();
        entries.or_else(|| draft.map(|why| not_saved(why, "the half-typed note is tried again")))
    }

    /// Records, and says why not where it may not be. What the disk refuses is kept, and tried again before anything else is recorded.
    pub(super) fn record(&mut self, action: impl Into<Action>) -> Recorded {
        let action = action.into();
        self.try_again();
        if self.unsaved() {
            self.unsaved.actions.push_back(action);
            return Recorded::Kept;
        }
        match self.keeper.record(action.clone()) {
            Ok(event) => Recorded::Done(event),
            Err(NotRecorded::Refused(refusal)) => {
                self.refuse(words::refusal(&refusal));
                Recorded::Refused(refusal)
            }
            Err(NotRecorded::Failed(why)) => {
                self.unsaved.actions.push_back(action);
                self.unsaved.failure = Some(why);
                self.unsaved.tried = self.keeper.now();
                Recorded::Kept
            }
        }
    }

    /// Takes back what the disk has refused so far, newest first; says whether there was anything.
    pub(super) fn take_back_unsaved(&mut self) -> bool {
        let taken = self.unsaved.actions.pop_back().is_some();
        if self.unsaved.actions.is_empty() {
            self.unsaved.failure = None;
        }
        taken
    }

    /// Writes what could not be written before, oldest first, for as long as the disk takes it.
    pub(super) fn try_again(&mut self) {
        while let Some(action) = self.unsaved.actions.front().cloned() {
            self.unsaved.tried = self.keeper.now();
            match self.keeper.record(action) {
                Err(NotRecorded::Failed(why)) => {
                    self.unsaved.failure = Some(why);
                    return;
                }
                Err(NotRecorded::Refused(refusal)) => {
                    self.unsaved.actions.pop_front();
                    self.refuse(words::refusal(&refusal));
                }
                Ok(_) => {
                    self.unsaved.actions.pop_front();
                    self.say("saved again");
                }
            }
            self.settle();
        }
        self.unsaved.failure = None;
    }

    /// Time passes: what could not be written is tried again once a second.
    pub fn tick(&mut self) {
        let waited = self.keeper.now().since(self.unsaved.tried) >= Millis(1000);
        if self.unsaved() && waited {
            self.try_again();
        }
        if self.unsaved.draft_failure.is_some() && waited {
            self.unsaved.tried = self.keeper.now();
            self.keep_draft();
        }
    }

    /// Whether a half-typed text changed since it was last kept.
    pub fn draft_is_new(&self) -> bool {
        self.draft() != self.unsaved.draft
    }

    /// All text that is typed but not recorded: notes that the disk refused, the half-typed note, and what is being written elsewhere.
    fn draft(&self) -> String {
        let refused = self.unsaved.actions.iter().filter_map(|action| match action {
            Action::Assess(Assess::Note(_, text) | Assess::Flag(_, _, text) | Assess::Conclude(_, _, text)) => {
                Some(text.clone())
            }
            _ => None,
        });
        let note = (!self.view.note.is_blank()).then(|| self.view.note.text());
        let written = match &self.view.ask {
            Some(Ask::Write { field, .. }) if !field.is_blank() => Some(field.text()),
            _ => self.view.unfinished.as_ref().map(|(_, text)| text.clone()),
        };
        refused.chain(note).chain(written).collect::<Vec<_>>().join("\n")
    }

    /// Keeps the half-typed text on disk.
    pub fn keep_draft(&mut self) {
        let draft = self.draft();
        if draft == self.unsaved.draft && self.unsaved.draft_failure.is_none() {
            return;
        }
        match self.keeper.keep_draft(&draft) {
            Ok(()) => {
                self.unsaved.draft = draft;
                self.unsaved.draft_failure = None;
            }
            Err(why) => self.unsaved.draft_failure = Some(why),
        }
    }
}
