//! One interview: questions in turn, what is seen, said and rated on each, conclusions, and a recommendation.

use anyhow::{Result, anyhow};
use chrono::{DateTime, FixedOffset, TimeDelta};
use hotseat::core::event::{Beginning, Ending, Recommendation, Signal};
use hotseat::core::ids::{CandidateId, DimensionId, InterviewerId};
use hotseat::core::plan::Plan;
use hotseat::core::scale::{Millis, Percent, Rating};
use hotseat::core::session::{Action, Assess, Session};

use super::chance::Chance;

/// So much passes from one entry to the next.
const BETWEEN: u64 = 35_000;
/// Whom nobody goes on with after so many percent of interviews.
const NO_SHOWS: u64 = 2;
const STOPPED: u64 = 3;
const UNFINISHED: u64 = 1;
const PRACTICE: u64 = 2;

const NOTES: [&str; 8] = [
    "Names the trade-off before being asked, and says when it would turn the other way.",
    "Begins with the happy path; thinks of failures once asked what happens at night.",
    "Says that the number is a guess, and how to measure it.",
    "Needs the question twice, then goes straight to the index that is missing.",
    "Talks about the last project at length: two outages, one of which the candidate caused and mended.",
    "Draws the flow, finds the race by it, and mends it with a constraint instead of a lock.",
    "Would cache everything. Asked what becomes stale: the prices, after a while.",
    "Asks who reads it, and how fresh it has to be, before proposing anything.",
];

/// What is held, with whom and when.
pub(crate) struct Held {
    pub(crate) plan: Plan,
    pub(crate) candidate: CandidateId,
    pub(crate) interviewer: InterviewerId,
    /// How good the candidate is, from 0 to 4.
    pub(crate) skill: u64,
    pub(crate) at: DateTime<FixedOffset>,
}

/// A session with a clock that goes on by itself.
struct Running {
    session: Session,
    at: DateTime<FixedOffset>,
    passed: u64,
}

impl Running {
    /// Records it; what is refused does not happen.
    fn tries(&mut self, action: impl Into<Action>) -> Result<bool> {
        let Ok(event) = self.session.decide(action.into()) else { return Ok(false) };
        let at = self.at + TimeDelta::milliseconds(i64::try_from(self.passed)?);
        let entry = self.session.entry(event, at, Millis(self.passed));
        self.session.apply(entry).map_err(|damage| anyhow!("{damage:?}"))?;
        self.passed += BETWEEN;
        Ok(true)
    }
}

impl Held {
    /// The session that it becomes.
    pub(crate) fn session(self, chance: Chance) -> Result<Session> {
        let Self { plan, candidate, interviewer, skill, at } = self;
        let beginning = Beginning {
            candidate,
            interviewer,
            mock: chance.and(1).happens(PRACTICE),
            extra_time: Percent::default(),
            filling: Vec::new(),
        };
        let mut running = Running { session: Session::new(plan), at, passed: 0 };
        running.tries(Action::Begin(beginning))?;
        if chance.and(2).happens(NO_SHOWS) {
            running.tries(Action::End(Ending::NoShow))?;
            running.tries(Action::Submit)?;
            return Ok(running.session);
        }
        let ending = if chance.and(3).happens(STOPPED) { Ending::StoppedEarly } else { Ending::Completed };
        let mut steps = 0;
        loop {
            at_question(&mut running, skill, chance.and(100 + steps))?;
            steps += 1;
            if ending == Ending::StoppedEarly && steps > 3 || !running.tries(Action::Next)? {
                break;
            }
        }
        if chance.and(4).happens(UNFINISHED) {
            return Ok(running.session);
        }
        running.tries(Action::End(ending))?;
        conclude(&mut running, chance)?;
        running.tries(Action::Submit)?;
        if chance.and(5).happens(2) {
            let note = Assess::Note(None, chance.and(6).one_of(&NOTES).to_string());
            running.tries(Action::Amend("Read my notes again".into(), note))?;
        }
        Ok(running.session)
    }
}

fn at_question(running: &mut Running, skill: u64, chance: Chance) -> Result<()> {
    let Some(asking) = running.session.state().current() else { return Ok(()) };
    let (strong, weak) = (asking.question().signals.strong.len(), asking.question().signals.weak.len());
    let dimensions: Vec<DimensionId> = asking.dimensions.clone();
    for index in 0..2 {
        let good = chance.and(index).below(5) <= skill;
        let many = u64::try_from(if good { strong } else { weak })?;
        let number = u8::try_from(chance.and(10 + index).below(many))?;
        let signal = if good { Signal::Strong(number) } else { Signal::Weak(number) };
        running.tries(Assess::Observe(None, signal, true))?;
    }
    running.tries(Assess::Note(None, chance.and(20).one_of(&NOTES).to_string()))?;
    if chance.and(21).happens(40) {
        running.tries(Assess::Note(None, chance.and(22).one_of(&NOTES).to_string()))?;
    }
    if chance.and(23).happens(30) {
        running.tries(Action::Hint(None))?;
    }
    if chance.and(24).happens(40) {
        running.tries(Action::FollowUp(0))?;
    }
    if chance.and(25).happens(3) {
        running.tries(Action::Undo)?;
    }
    for (number, dimension) in (0..).zip(dimensions) {
        let rating = rating(skill, chance.and(30 + number))?;
        running.tries(Assess::Rate(None, dimension, Some(rating)))?;
    }
    if chance.and(26).happens(1) {
        let flag = running.session.plan().rubric.red_flags.first().map(|flag| flag.id.clone());
        if let Some(flag) = flag {
            running.tries(Assess::Flag(flag.into(), None, "it was the other team, as always".into()))?;
        }
    }
    Ok(())
}

fn rating(skill: u64, chance: Chance) -> Result<Rating> {
    let around = (1 + skill + chance.below(3)).saturating_sub(1).clamp(1, 5);
    Rating::try_from(u8::try_from(around)?).map_err(|error| anyhow!("{error}"))
}

fn conclude(running: &mut Running, chance: Chance) -> Result<()> {
    let rubric = running.session.plan().rubric.clone();
    for (number, dimension) in (0..).zip(&rubric.dimensions) {
        if chance.and(200 + number).happens(50) {
            let score = Some(Rating::ALL[usize::try_from(chance.and(220 + number).below(3))? + 1]);
            let reason = "The later answers count more than the first one.".to_owned();
            running.tries(Assess::Conclude(dimension.id.clone(), score, reason))?;
        }
    }
    for (number, criterion) in (0..).zip(&rubric.criteria) {
        if chance.and(240 + number).happens(30) {
            running.tries(Assess::Tick(criterion.id.clone(), Some(chance.and(260 + number).happens(70))))?;
        }
    }
    let band = Some(chance.and(280).one_of(&rubric.bands).id.clone());
    let recommendation = Recommendation {
        band,
        reason: "Knows the craft; would need a month with our stack.".into(),
        strengths: vec!["Explains every step.".into()],
        growth: vec!["Say numbers sooner.".into()],
    };
    running.tries(Assess::Recommend(recommendation))?;
    Ok(())
}
