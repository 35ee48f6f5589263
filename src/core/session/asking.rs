//! A question's place in the round, and what was recorded there.

use std::collections::{BTreeMap, BTreeSet};

use super::super::bank::Question;
use super::super::event::Signal;
use super::super::ids::DimensionId;
use super::super::plan::{Banked, Direction, SectionIndex, Slot};
use super::super::rubric::Rubric;
use super::super::scale::{Millis, Minutes, Rating};
use super::super::shared_value::SharedValue;

/// Why a question is skipped that was only passed through.
pub(crate) const PASSED: &str = "only passed through";

/// A question's place in the round and what was recorded there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// Its number.
    pub slot: Slot,
    /// Its section's position.
    pub section: SectionIndex,
    /// The question; for a continued one the question that it stays with.
    pub banked: SharedValue<Banked>,
    /// What it gives evidence on: the question's dimensions; for a continued one all that the round is expected to assess.
    pub dimensions: Vec<DimensionId>,
    /// What is planned for it; for a continued one the section's minutes.
    pub minutes: Minutes,
    /// Whether it must be asked; else if there is time.
    pub must_ask: bool,
    /// The slot whose question it goes on with, in a section that continues another.
    pub continues: Option<Slot>,
    /// The slot that took its place.
    pub replaced_by: Option<Slot>,
    /// How it came into the round.
    pub arrival: Arrival,
    /// When it was first asked, on the session's clock.
    pub asked: Option<Millis>,
    /// Why it was passed over.
    pub skipped: Option<String>,
    /// Hints given, counted from 0.
    pub hints: BTreeSet<u8>,
    /// Follow-ups asked, counted from 0.
    pub follow_ups: BTreeSet<u8>,
    /// Signals observed, and when.
    pub signals: BTreeMap<Signal, Millis>,
    /// Ratings by dimension.
    pub ratings: BTreeMap<DimensionId, Rating>,
}

/// How a question came into the round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// It was planned.
    Planned,
    /// It is a backup that took another's place.
    Backup(Direction),
    /// It was brought in from the bank.
    BroughtIn,
}

/// What has become of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// Still to come.
    Open,
    /// Being asked.
    Current,
    /// Asked and rated.
    Done,
    /// Asked, but nothing rated.
    Unrated,
    /// Passed over or dropped.
    Skipped,
    /// Replaced by a backup.
    Swapped,
}

impl Asking {
    /// A place where nothing was recorded yet.
    pub(super) fn new(slot: Slot, section: SectionIndex, banked: SharedValue<Banked>, must_ask: bool) -> Self {
        Self {
            slot,
            section,
            dimensions: banked.question.dimensions.clone(),
            minutes: banked.question.minutes,
            banked,
            must_ask,
            continues: None,
            replaced_by: None,
            arrival: Arrival::Planned,
            asked: None,
            skipped: None,
            hints: BTreeSet::new(),
            follow_ups: BTreeSet::new(),
            signals: BTreeMap::new(),
            ratings: BTreeMap::new(),
        }
    }

    /// It is rated on what the rubric has, in the rubric's order, whatever else the question gives evidence on: what stands first at one
    /// question never stands behind that at another.
    pub(super) fn rated_by(mut self, rubric: &Rubric) -> Self {
        let rated = rubric.dimensions.iter().map(|dimension| &dimension.id);
        self.dimensions = rated.filter(|id| self.dimensions.contains(id)).cloned().collect();
        self
    }

    /// The question itself, without its bank.
    pub fn question(&self) -> &Question {
        &self.banked.question
    }

    /// Whether it was put to the candidate and stands.
    pub(crate) fn was_asked(&self) -> bool {
        self.asked.is_some() && self.skipped.is_none() && self.replaced_by.is_none()
    }

    /// Whether what was recorded at it is evidence on a dimension.
    pub(crate) fn gives_evidence_on(&self, dimension: &DimensionId) -> bool {
        self.dimensions.contains(dimension) || self.ratings.contains_key(dimension)
    }

    /// Its dimensions that have no rating.
    pub(crate) fn unrated(&self) -> impl Iterator<Item = &DimensionId> {
        self.dimensions.iter().filter(|id| !self.ratings.contains_key(*id))
    }

    /// The text of a signal.
    pub(crate) fn signal_text(&self, signal: Signal) -> Option<&str> {
        let signals = &self.question().signals;
        match signal {
            Signal::Strong(index) => signals.strong.get(usize::from(index)),
            Signal::Weak(index) => signals.weak.get(usize::from(index)),
        }
        .map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::plan::Plan;
    use super::super::Session;

    /// `/4 3` rates by order, so that the order is the same at every question.
    #[test]
    fn the_dimensions_of_every_question_stand_in_the_order_of_the_rubric() {
        let plan = include_str!("../../../sessions/2026-11-11-cm4xz-r1-fern-ash-x6pq/plan.json");
        let plan: Plan = serde_json::from_str(plan).expect("a plan");
        let session = Session::new(plan);
        let rubric = &session.plan().rubric;
        let place = |id: &_| rubric.dimensions.iter().position(|dimension| dimension.id == *id);
        let mut others = 0;
        for asking in &session.state().asking {
            let places: Vec<_> = asking.dimensions.iter().map(place).collect();
            assert!(places.is_sorted() && !places.contains(&None), "{}: {places:?}", asking.slot);
            others += usize::from(asking.question().dimensions != asking.dimensions);
        }
        assert!(others > 0, "some question has another order");
    }
}
