//! What the disk refused and what is only half typed: kept, tried again, and never lost in silence.

use std::collections::VecDeque;

use crate::core::event::Event;
use crate::core::ids::InterviewerId;
use crate::core::scale::Millis;
use crate::core::session::{Action, Assess, NotRecorded, Recorder, Refusal, Session};

use super::super::Keeper;
use super::super::dated::dated;
use super::super::drafts::{HalfTyped, Purpose};

/// How long what could not be written waits before it is tried again by itself.
const WAIT: Millis = Millis(1000);

/// A recorder over a keeper: what the disk refuses is kept in order, and written before anything else.
pub(super) struct Retrying<'a> {
    keeper: &'a mut dyn Keeper,
    /// Actions that were refused by the disk, oldest first; each with when its text was typed.
    waiting: VecDeque<(Action, Millis)>,
    /// What the disk said at the last try; none while nothing waits.
    failure: Option<String>,
    /// When it was last tried.
    tried: Millis,
    /// The draft as it was last kept.
    draft: String,
    /// Why the draft could not be kept.
    draft_failure: Option<String>,
}

/// Why, then what is done about it, then where: the line may be too short for all of it.
fn not_saved(why: &str, then: &str) -> String {
    match why.rsplit_once(": ") {
        Some((place, reason)) => format!("NOT SAVED: {reason}; {then} ({place})"),
        None => format!("NOT SAVED: {why}; {then}"),
    }
}

impl<'a> Retrying<'a> {
    pub(super) fn new(keeper: &'a mut dyn Keeper) -> Self {
        let draft = String::new();
        Self { keeper, waiting: VecDeque::new(), failure: None, tried: Millis(0), draft, draft_failure: None }
    }

    /// The half-typed text that a crash left; it counts as kept.
    pub(super) fn take_draft(&mut self) -> Option<String> {
        let draft = self.keeper.draft()?;
        draft.clone_into(&mut self.draft);
        Some(draft)
    }

    /// Keeps the session's time beside the journal.
    pub(super) fn keep_time(&mut self) {
        self.keeper.keep_time();
    }

    /// The interviewer whom a name means.
    pub(super) fn interviewer(&mut self, name: &str) -> Result<(InterviewerId, String), String> {
        self.keeper.interviewer(name)
    }

    /// The names of the interviewers who are known.
    pub(super) fn known_interviewers(&self) -> Vec<String> {
        self.keeper.known_interviewers()
    }

    /// Whether something is not on disk yet.
    pub(super) fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// How much is not on disk yet.
    pub(super) fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Whether the draft could not be kept.
    pub(super) fn draft_failed(&self) -> bool {
        self.draft_failure.is_some()
    }

    /// What is said until everything is on disk.
    pub(super) fn failure(&self) -> Option<String> {
        let count = self.waiting.len();
        let what = if count == 1 { "1 entry is".to_owned() } else { format!("{count} entries are") };
        let entries = self.failure.as_ref().map(|why| not_saved(why, &format!("{what} kept and tried again")));
        let draft = self.draft_failure.as_ref();
        entries.or_else(|| draft.map(|why| not_saved(why, "the half-typed note is tried again")))
    }

    /// Takes back what the disk has refused so far, newest first; says whether there was anything.
    pub(super) fn take_back(&mut self) -> bool {
        let taken = self.waiting.pop_back().is_some();
        if self.waiting.is_empty() {
            self.failure = None;
        }
        taken
    }

    /// Writes what could not be written before, oldest first, for as long as the disk takes it. Gives what came of the last one
    /// that does not wait any more: written, or refused after all.
    pub(super) fn try_again(&mut self) -> Option<Result<Event, Refusal>> {
        let mut last = None;
        while let Some((action, typed)) = self.waiting.front().cloned() {
            self.tried = self.keeper.now();
            let action = self.dated(action, typed);
            last = Some(match self.keeper.record(action) {
                Err(NotRecorded::Failed(why) | NotRecorded::Kept(why)) => {
                    self.failure = Some(why);
                    return last;
                }
                Err(NotRecorded::Refused(refusal)) => Err(refusal),
                Ok(event) => Ok(event),
            });
            self.waiting.pop_front();
        }
        self.failure = None;
        last
    }

    /// Whether what could not be written has waited long enough.
    pub(super) fn has_waited(&self) -> bool {
        self.keeper.now().since(self.tried) >= WAIT
    }

    /// The texts of what the disk refused, oldest first.
    pub(super) fn unwritten(&self) -> Vec<HalfTyped> {
        let text_of = |action: &Action| {
            if let Action::ChangeNote(entry, text) = action {
                let note = self.session().state().notes.iter().find(|note| note.entry == *entry)?;
                return Some((Purpose::Correction(*entry, note.slot), text.clone()));
            }
            let Action::Assess(assess) = action else { return None };
            match assess {
                Assess::Note(slot, text) => Some((Purpose::Note(*slot), text.clone())),
                Assess::Remark(text) => Some((Purpose::Note(None), text.clone())),
                Assess::Flag(flag, Some(slot), quote) => Some((Purpose::Quote(flag.clone(), *slot), quote.clone())),
                Assess::Flag(_, None, quote) => Some((Purpose::Note(None), quote.clone())),
                Assess::Conclude(dimension, score, why) => {
                    Some((Purpose::Reason(dimension.clone(), *score), why.clone()))
                }
                Assess::Observe(..) | Assess::Rate(..) | Assess::Tick(..) | Assess::Recommend(_) => None,
            }
        };
        let refused = self.waiting.iter().filter_map(|(action, typed)| {
            let (purpose, text) = text_of(action)?;
            Some(HalfTyped { purpose, text, typed: Some(*typed) })
        });
        refused.collect()
    }

    /// A note that is recorded now, with when its typing began where that was another minute.
    fn dated(&self, action: Action, typed: Millis) -> Action {
        let dated = |text: &str| dated((self.session(), self.now()), text, typed);
        let Action::Assess(assess) = action else { return action };
        Action::Assess(match assess {
            Assess::Note(slot, text) => Assess::Note(slot, dated(&text)),
            Assess::Remark(text) => Assess::Remark(dated(&text)),
            other @ (Assess::Flag(..)
            | Assess::Conclude(..)
            | Assess::Observe(..)
            | Assess::Rate(..)
            | Assess::Tick(..)
            | Assess::Recommend(_)) => other,
        })
    }

    /// Records; of a text, whose typing began then, a note says so where that was another minute.
    pub(super) fn record_typed(&mut self, action: Action, typed: Option<Millis>) -> Result<Event, NotRecorded> {
        let typed = typed.unwrap_or_else(|| self.now());
        let why = match &self.failure {
            Some(why) => why.clone(),
            None => match self.keeper.record(self.dated(action.clone(), typed)) {
                Err(NotRecorded::Failed(why) | NotRecorded::Kept(why)) => {
                    self.tried = self.keeper.now();
                    why
                }
                done => return done,
            },
        };
        self.waiting.push_back((action, typed));
        self.failure = Some(why.clone());
        Err(NotRecorded::Kept(why))
    }

    /// Whether the draft on disk is another one.
    pub(super) fn is_new(&self, draft: &str) -> bool {
        draft != self.draft
    }

    /// Keeps the half-typed text on disk.
    pub(super) fn keep_draft(&mut self, draft: String) {
        if draft == self.draft && self.draft_failure.is_none() {
            return;
        }
        match self.keeper.keep_draft(&draft) {
            Ok(()) => {
                self.draft = draft;
                self.draft_failure = None;
            }
            Err(why) => {
                self.tried = self.keeper.now();
                self.draft_failure = Some(why);
            }
        }
    }
}

impl Recorder for Retrying<'_> {
    fn session(&self) -> &Session {
        self.keeper.session()
    }

    fn now(&self) -> Millis {
        self.keeper.now()
    }

    fn slept(&mut self) -> Option<Millis> {
        self.keeper.slept()
    }

    fn record(&mut self, action: Action) -> Result<Event, NotRecorded> {
        self.record_typed(action, None)
    }
}
