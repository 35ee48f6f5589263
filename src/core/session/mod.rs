//! A session: `decide` says whether the interviewer may do a thing now, `apply` folds what happened into the state.
//!
//! The state is the same whether it grew live or was replayed from the journal, because there is one way to make it. No arm here
//! catches all: an event, an action or a phase that is added does not compile until somebody says what it means.

#![warn(clippy::wildcard_enum_match_arm)]

mod action;
mod apply;
mod asked;
mod asking;
mod before;
mod candidate;
mod damage;
mod data;
mod decide;
mod history;
mod listed;
mod pace;
mod recorder;
mod removal;
mod state;
mod summary;

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

pub use action::Refusal;
pub use action::{Action, AmendedBecause, Assess};
pub use asked::AskedBefore;
pub use asking::Asking;
pub(crate) use asking::{Arrival, PASSED, Status};
pub(crate) use candidate::Shown;
pub use candidate::shown_to_candidate;
pub(crate) use damage::Damage;
pub(crate) use data::{Amendment, Before, HandOver, Note, Raised};
pub use data::{Place, Undos};
pub(crate) use history::Turn;
pub use history::{Again, Recorded};
pub(crate) use listed::Listed;
pub(crate) use pace::{Pace, Timing};
pub use recorder::{Moment, NotRecorded, Recorder};
pub use state::{Conversation, Phase, Standstill, State};
pub(crate) use summary::HeldOnce;
pub use summary::{Began, Concluded, Put, SlotRating, Standpoint, Summary};

use super::event::{Entry, Event};
use super::ids::DimensionId;
use super::plan::{Plan, Slot};
use super::scale::{Millis, Rating};

/// A plan and what has come of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    plan: Arc<Plan>,
    state: State,
}

impl Session {
    /// A session in which nothing has happened yet.
    pub fn new(plan: impl Into<Arc<Plan>>) -> Self {
        let plan = plan.into();
        let state = State::new(&plan);
        Self { plan, state }
    }

    /// The session that these entries lead to.
    ///
    /// # Errors
    /// The first entry that does not follow from those before it.
    pub fn replay(plan: impl Into<Arc<Plan>>, entries: impl IntoIterator<Item = Entry>) -> Result<Self, Damage> {
        let mut session = Self::new(plan);
        for entry in entries {
            session.apply(entry)?;
        }
        Ok(session)
    }

    /// The frozen plan.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The same, shared by all sessions that were read with it.
    pub(crate) fn shared_plan(&self) -> Arc<Plan> {
        Arc::clone(&self.plan)
    }

    /// What has come of it so far.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Whether the interviewer may do this now, and what would then have happened.
    ///
    /// # Errors
    /// Why not, in words for the interviewer.
    pub fn decide(&self, action: Action) -> Result<Event, Refusal> {
        let decided = decide::decide(&self.plan, &self.state, action);
        decided.map_err(|refusal| if refusal == Refusal::NoQuestion { self.no_question() } else { refusal })
    }

    /// Whether a conclusion is so far from the ratings that it needs a reason.
    pub(crate) fn asks_why(&self, dimension: &DimensionId, score: Rating) -> bool {
        decide::needs_reason(&self.state, dimension, score)
    }

    /// That there is no question here, and whether one comes after.
    pub(crate) fn no_question(&self) -> Refusal {
        let here = self.state.section();
        let comes = |place: &Place| matches!(place, Place::Slot(_)) && self.state.section_of(*place) > here;
        if self.state.course(&self.plan).iter().any(comes) { Refusal::NoQuestion } else { Refusal::NoMoreQuestions }
    }

    /// The journal's next entry for an event; session time never runs backward.
    pub fn entry(&self, event: Event, at: DateTime<FixedOffset>, ms: Millis) -> Entry {
        Entry { seq: self.state.next_seq(), at, ms: ms.max(self.state.clock.now), event }
    }

    /// Folds in what happened.
    ///
    /// # Errors
    /// Why the entry cannot follow; the session is then unchanged.
    pub fn apply(&mut self, entry: Entry) -> Result<(), Damage> {
        apply::apply(&self.plan, &mut self.state, entry)
    }

    /// Whether the session was made but the conversation has not begun: the clocks were stopped at once, and never ran since.
    pub(crate) fn is_about_to_begin(&self) -> bool {
        self.state.is_about_to_begin()
    }

    /// Whether the conversation began at any time: its clocks ran.
    pub(crate) fn has_begun(&self) -> bool {
        self.state.has_begun()
    }

    /// The if-time question of the current section that is worth least: the last that is still open.
    pub(crate) fn least_valuable(&self) -> Option<Slot> {
        let here = self.state.section();
        let open =
            |asking: &&Asking| asking.section == here && !asking.must_ask && self.state.status(asking) == Status::Open;
        self.state.asking.iter().rev().find(open).map(|asking| asking.slot)
    }

    /// How the clocks stand at a moment of the session's clock.
    pub(crate) fn pace(&self, now: Millis) -> Pace {
        pace::pace(&self.plan, &self.state, now)
    }
}
