//! A session in memory, for the tests of the verbs.

use chrono::{DateTime, FixedOffset};

use crate::core::event::{Beginning, Event};
use crate::core::ids::{CandidateId, InterviewerId};
use crate::core::plan::{Plan, Slot};
use crate::core::scale::{Millis, Percent};
use crate::core::session::{Action, NotRecorded, Place, Recorder, Session};

/// A session in memory, on a machine that sleeps as told.
pub(super) struct Memory {
    pub(super) session: Session,
    pub(super) slept: Option<Millis>,
}

fn at() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-21T10:00:00Z").expect("a time")
}

impl Recorder for Memory {
    fn session(&self) -> &Session {
        &self.session
    }

    fn now(&self) -> Millis {
        self.session.state().clock.now
    }

    fn slept(&mut self) -> Option<Millis> {
        self.slept.take()
    }

    fn record(&mut self, action: Action) -> Result<Event, NotRecorded> {
        let event = self.session.decide(action)?;
        let entry = self.session.entry(event.clone(), at(), self.now());
        self.session.apply(entry).expect("it follows");
        Ok(event)
    }
}

pub(super) fn begun() -> Memory {
    let plan = include_str!("../../../sessions/2026-11-10-c7hqk-r1-iris-holly-b2rm/plan.json");
    let plan: Plan = serde_json::from_str(plan).expect("a plan");
    let mut memory = Memory { session: Session::new(plan), slept: None };
    let beginning = Beginning {
        candidate: CandidateId::new("c1").expect("an id"),
        interviewer: InterviewerId::new("kim").expect("an id"),
        mock: false,
        extra_time: Percent::default(),
        filling: Vec::new(),
    };
    memory.record(Action::Begin(beginning)).expect("it begins");
    memory.record(Action::Go(Place::Slot(Slot(1)))).expect("the first question");
    memory
}
