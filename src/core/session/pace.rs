//! How the clocks stand against the plan, and which question to drop when late.

use super::super::plan::{Plan, SectionIndex, Slot};
use super::super::scale::Millis;
use super::asking::{Asking, Status};
use super::data::Place;
use super::state::{Phase, State};

/// A clock against its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Timing {
    /// Time used.
    pub used: Millis,
    /// Time planned, extra time and extensions included.
    pub planned: Millis,
    /// What others took of it: of the last section what the sections before it overran.
    pub lost: Millis,
}

impl Timing {
    /// Time left; zero when over.
    pub(crate) fn left(self) -> Millis {
        self.planned.since(self.used.plus(self.lost))
    }

    /// Time over; zero when not.
    pub(crate) fn over(self) -> Millis {
        self.used.plus(self.lost).since(self.planned)
    }

    /// The clock of the last section: it has what the interview has left, which is more where the sections before it were done early,
    /// and less where they overran.
    fn up_to_the_end_of(self, interview: Self) -> Self {
        let before = interview.used.since(self.used);
        let planned_before = interview.planned.since(self.planned);
        let spared = planned_before.since(before);
        Self { used: self.used, planned: self.planned.plus(spared), lost: before.since(planned_before) }
    }
}

/// How the clocks stand at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pace {
    /// The section's clock; the last one's ends with the interview.
    pub section: Timing,
    /// The same by the section's own minutes, without what the sections before it spared.
    pub own: Timing,
    /// The interview's clock.
    pub interview: Timing,
    /// The current question's clock.
    pub question: Option<Timing>,
    /// By how much what is left to ask exceeds the time left, in whole minutes rounded up; zero when it fits.
    pub behind: u64,
    /// The if-time question of this section to drop when behind: the last that is still open.
    pub drop: Option<Slot>,
    /// The question worth keeping: the longest that must still be asked.
    pub keep: Option<Slot>,
}

/// How the clocks stand at `now` on the session's clock.
pub(super) fn pace(plan: &Plan, state: &State, now: Millis) -> Pace {
    let passed = if state.clock.running { now.since(state.clock.now) } else { Millis(0) };
    let here = state.section();
    let extra = state.extra_time();
    let used = |position: SectionIndex| {
        let used = state.clock.sections.get(&position).copied().unwrap_or_default();
        if position == here { used.plus(passed) } else { used }
    };
    let interview = Timing { used: state.clock.used.plus(passed), planned: state.planned(plan), lost: Millis(0) };
    let section = Timing { used: used(here), planned: state.planned_in(plan, here), lost: Millis(0) };
    let planned = section.planned;
    let section = if here.0 + 1 == plan.sections.len() { section.up_to_the_end_of(interview) } else { section };
    let own = Timing { planned, ..section };
    let on_slot = |asking: &Asking| {
        let used = state.clock.slots.get(&asking.slot).copied().unwrap_or_default();
        let used = if state.place == Place::Slot(asking.slot) { used.plus(passed) } else { used };
        Timing { used, planned: asking.minutes.stretched(extra), lost: Millis(0) }
    };
    let question = state.current().map(on_slot);

    let to_come = |section: SectionIndex| {
        state.asking.iter().filter(move |asking| {
            asking.section == section && matches!(state.status(asking), Status::Open | Status::Current)
        })
    };
    let mut late = Millis(0);
    let mut drop = None;
    let mut keep = None;
    if state.phase == Phase::Live {
        let wanted = to_come(here).fold(Millis(0), |sum, asking| sum.plus(on_slot(asking).left()));
        late = wanted.since(section.left()).plus(section.over());
        let open = || to_come(here).filter(|asking| state.place != Place::Slot(asking.slot));
        drop = open().rfind(|asking| !asking.must_ask).map(|asking| asking.slot);
        keep = open().filter(|asking| asking.must_ask).max_by_key(|asking| asking.minutes).map(|asking| asking.slot);
    }
    let behind = late.0.div_ceil(60_000);
    let lateness_shows = late >= Millis(60_000);
    Pace {
        section,
        own,
        interview,
        question,
        behind: if lateness_shows { behind } else { 0 },
        drop: drop.filter(|_| lateness_shows),
        keep: keep.filter(|_| lateness_shows),
    }
}
