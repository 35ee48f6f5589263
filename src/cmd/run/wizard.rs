//! The questions before an interview: one after another, forth and back, nothing lost on the way. Pure: what is on disk was read before,
//! and what comes of it is written after.

use crate::core::assembly::{History, Request};
use crate::core::ids::{CandidateId, InterviewerId, SessionId};
use crate::core::library::Library;
use crate::core::people::{Name, NotAPerson, People};
use crate::core::plan::Plan;
use crate::core::session::Phase;
use crate::store::Summarized;

use super::super::ask::Response;
use super::super::failure::{Failure, Result};
use super::super::surroundings::Chance;
use super::super::told::HELD;
use super::answers::{Answers, Frozen, Person, candidate, interviewer};
use super::draw::{Drawing, Source};

/// What was read before the first question.
pub(super) struct Known<'a> {
    pub(super) library: &'a Library,
    /// What of that which was asked before a draw looks at.
    pub(super) drawn_from: History,
    pub(super) people: People,
    pub(super) sessions: Vec<Summarized>,
}

impl Known<'_> {
    fn source(&self) -> Source<'_> {
        Source { library: self.library, history: &self.drawn_from }
    }
}

/// A question of the wizard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// Whether to go on with an unfinished session.
    Unfinished,
    Format,
    Level,
    Track,
    Round,
    Candidate,
    WhichCandidate,
    Interviewer,
    WhichInterviewer,
    /// Whether to start another session of the same candidate, round and interviewer.
    Existing,
    /// The plan, and what to do with it.
    Plan,
    /// Which question of the plan to exchange.
    Exchange,
    /// For which.
    Instead,
}

/// All that are asked in turn; the last two are only asked from the plan.
const TURN: [Stage; 11] = [
    Stage::Unfinished,
    Stage::Format,
    Stage::Level,
    Stage::Track,
    Stage::Round,
    Stage::Candidate,
    Stage::WhichCandidate,
    Stage::Interviewer,
    Stage::WhichInterviewer,
    Stage::Existing,
    Stage::Plan,
];

/// What came of it.
#[derive(Debug)]
pub(super) enum Settled {
    Start { plan: Box<Plan>, candidate: Person<CandidateId>, interviewer: Person<InterviewerId> },
    Resume(SessionId),
    Left,
}

/// What can be done with the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Start,
    DrawAgain,
    Exchange,
    TakeBack,
    Explain,
}

/// The questions, how far they are, and what was answered.
pub(super) struct Wizard<'a> {
    pub(super) read: &'a Known<'a>,
    pub(super) fixed: Frozen,
    /// Those that flags gave.
    pub(super) given: Answers,
    pub(super) answers: Answers,
    pub(super) step: Stage,
    /// The questions that were answered, in order.
    trail: Vec<Stage>,
    pub(super) draw: Option<Drawing>,
    pub(super) explained: bool,
    pub(super) said: Option<String>,
    offers_unfinished: bool,
    /// What seeds are drawn from.
    chance: Chance,
    pub(super) outcome: Option<Settled>,
}

impl<'a> Wizard<'a> {
    /// Before the first question.
    pub(super) fn new(read: &'a Known<'a>, fixed: Frozen, given: Answers, chance: Chance) -> Self {
        Self {
            read,
            fixed,
            answers: given.clone(),
            given,
            step: Stage::Unfinished,
            trail: Vec::new(),
            draw: None,
            explained: false,
            said: None,
            offers_unfinished: false,
            chance,
            outcome: None,
        }
    }

    /// Begins; with the unfinished sessions where they are to be offered.
    ///
    /// # Errors
    /// Where nothing can be drawn of what flags say.
    pub(super) fn begin(&mut self, offers_unfinished: bool) -> Result {
        self.offers_unfinished = offers_unfinished;
        self.find(Stage::Unfinished)
    }

    fn is_asked(&self, step: Stage) -> bool {
        let drawn = self.fixed.kit.is_none();
        match step {
            Stage::Unfinished => self.offers_unfinished && !self.unfinished().is_empty(),
            Stage::Format => drawn && self.given.format.is_none(),
            Stage::Level => drawn && self.given.level.is_none(),
            Stage::Track => drawn && self.given.track.is_none(),
            Stage::Round => self.fixed.kit.is_some() && self.given.round.is_none(),
            Stage::Candidate => self.given.candidate.is_none(),
            Stage::WhichCandidate => {
                self.answers.candidate.as_ref().is_some_and(|person| !person.near.is_empty())
                    && !(self.fixed.new_candidate && self.given.candidate.is_some())
            }
            Stage::Interviewer => self.given.interviewer.is_none(),
            Stage::WhichInterviewer => self.answers.interviewer.as_ref().is_some_and(|person| !person.near.is_empty()),
            Stage::Existing => !self.given.again && !self.existing().is_empty(),
            Stage::Plan => true,
            Stage::Exchange | Stage::Instead => false,
        }
    }

    /// Goes to the first question from `from` on that is to be asked.
    fn find(&mut self, from: Stage) -> Result {
        self.step = TURN.into_iter().find(|step| *step >= from && self.is_asked(*step)).unwrap_or(Stage::Plan);
        if self.step == Stage::Plan && self.fixed.kit.is_none() {
            self.drawn()?;
        }
        Ok(())
    }

    /// Goes on behind a question that was answered; where nothing can be drawn, stays and says so.
    fn forth(&mut self) {
        let answered = self.step;
        let next = TURN.into_iter().find(|step| *step > answered).unwrap_or(Stage::Plan);
        match self.find(next) {
            Ok(()) => self.trail.push(answered),
            Err(failure) => {
                self.step = answered;
                self.said = Some(failure.message());
            }
        }
    }

    /// Draws, unless what is wanted is drawn already.
    fn drawn(&mut self) -> Result {
        let (Some(format), Some(level), Some(track)) =
            (self.answers.format.clone(), self.answers.level, self.answers.track.clone())
        else {
            return Err(Failure::usage("format, level and role are needed", "give them, or run hotseat in a terminal"));
        };
        let candidate = self.answers.candidate.as_ref().and_then(|person| person.known.clone());
        let technologies = self.fixed.technologies.clone();
        let wishes = self.fixed.wishes.clone();
        let wanted = |seed| Request {
            formats: vec![format.clone()],
            loop_id: None,
            level,
            track: track.clone(),
            technologies: technologies.clone(),
            candidate: candidate.clone(),
            seed,
            wishes: wishes.clone(),
        };
        if self.draw.as_ref().is_some_and(|draw| draw.request == wanted(draw.request.seed)) {
            return Ok(());
        }
        let seed = self.fixed.seed.unwrap_or_else(|| self.chance.seed());
        self.draw = Some(Drawing::new(self.read.source(), wanted(seed))?);
        Ok(())
    }

    fn typed(&mut self, text: &str) {
        let name = match Name::new(text) {
            Ok(name) => name,
            Err(error) => {
                self.said = Some(not_a_name(self.step, text, &error));
                return;
            }
        };
        if self.step == Stage::Candidate {
            let now = candidate(&self.read.people, &name);
            if self.answers.candidate.as_ref().is_none_or(|before| !same(before, &now)) {
                self.answers.candidate = Some(now);
            }
        } else {
            let now = interviewer(&self.read.people, &name);
            if self.answers.interviewer.as_ref().is_none_or(|before| !same(before, &now)) {
                self.answers.interviewer = Some(now);
            }
        }
        self.forth();
    }

    fn picked(&mut self, index: usize) {
        match self.step {
            Stage::Unfinished => {
                let chosen = self.unfinished().get(index).map(|found| (found.id.clone(), found.is_held()));
                match chosen {
                    Some((id, is_held)) => self.go_on_with(id, is_held),
                    None => self.forth(),
                }
            }
            Stage::Format => {
                self.answers.format = self.formats().get(index).map(|format| format.id.clone());
                // A level or a role that the format is not for is forgotten; flags named none such.
                let (levels, tracks) = (self.levels(), self.tracks());
                self.answers.level = self.answers.level.filter(|level| levels.contains(level));
                self.answers.track = self.answers.track.take().filter(|id| tracks.iter().any(|track| track.id == *id));
                self.forth();
            }
            Stage::Level => {
                self.answers.level = self.levels().get(index).copied();
                self.forth();
            }
            Stage::Track => {
                self.answers.track = self.tracks().get(index).map(|track| track.id.clone());
                self.forth();
            }
            Stage::Round => {
                self.answers.round = Some(index + 1);
                self.forth();
            }
            Stage::WhichCandidate => {
                choose_near(&mut self.answers.candidate, index);
                self.forth();
            }
            Stage::WhichInterviewer => {
                choose_near(&mut self.answers.interviewer, index);
                self.forth();
            }
            Stage::Existing => {
                let open = self.existing().into_iter().filter(|found| found.summary.phase != Phase::Submitted);
                if let Some((id, is_held)) = open.map(|found| (found.id.clone(), found.is_held())).nth(index) {
                    self.go_on_with(id, is_held);
                } else {
                    self.answers.again = true;
                    self.forth();
                }
            }
            Stage::Plan => self.obey(index),
            Stage::Exchange => self.exchange(index),
            Stage::Instead => {
                if let Some(draw) = &mut self.draw {
                    draw.put(index);
                    self.said = Some(format!("{} is another question now.", draw.slot));
                }
                self.trail.retain(|step| !matches!(step, Stage::Plan | Stage::Exchange));
                self.step = Stage::Plan;
            }
            Stage::Candidate | Stage::Interviewer => {}
        }
    }

    /// Goes on with a session; where another window has it open, stays, and says so.
    fn go_on_with(&mut self, id: SessionId, is_held: bool) {
        if is_held {
            self.said = Some(HELD.to_owned());
        } else {
            self.outcome = Some(Settled::Resume(id));
        }
    }

    /// Starts what was planned.
    pub(super) fn start(&mut self) {
        let (candidate, interviewer) = (self.answers.candidate.clone(), self.answers.interviewer.clone());
        if let (Some(plan), Some(candidate), Some(interviewer)) = (self.plan().cloned(), candidate, interviewer) {
            // A draw for one session belongs to no kit, so that it is never taken for the same opening.
            let kit = self.fixed.kit.as_ref().and(plan.kit.clone());
            let plan = Box::new(Plan { kit, ..plan });
            self.outcome = Some(Settled::Start { plan, candidate, interviewer });
        }
    }

    /// Takes a question for answered.
    pub(super) fn pass(&mut self) {
        self.forth();
    }

    fn exchange(&mut self, index: usize) {
        let Some(draw) = &mut self.draw else { return };
        match draw.look(self.read.source(), index) {
            Ok(()) => {
                self.trail.push(Stage::Exchange);
                self.step = Stage::Instead;
            }
            Err(why) => self.said = Some(why),
        }
    }

    fn obey(&mut self, index: usize) {
        let Some(order) = self.menu().get(index).copied() else { return };
        match (order, &mut self.draw) {
            (Order::Start, _) => self.start(),
            (Order::DrawAgain, Some(draw)) => self.said = Some(draw.again(self.read.source(), self.chance.seed())),
            (Order::Exchange, _) => {
                self.trail.push(Stage::Plan);
                self.step = Stage::Exchange;
            }
            (Order::TakeBack, Some(draw)) => {
                draw.take_back();
                self.said = Some("The last change is taken back.".into());
            }
            (Order::Explain, _) => self.explained = !self.explained,
            (Order::DrawAgain | Order::TakeBack, None) => {}
        }
    }

    /// Takes an answer.
    pub(super) fn take(&mut self, reply: Response) {
        self.said = None;
        match reply {
            Response::Picked(index) => self.picked(index),
            Response::Typed(text) => self.typed(&text),
            Response::Back => self.back(),
            Response::Leave => self.outcome = Some(Settled::Left),
        }
    }

    /// Whether there is a question to go back to.
    pub(super) fn has_asked(&self) -> bool {
        !self.trail.is_empty()
    }

    /// Whether the plan is shown with its reasons.
    pub(super) fn shows_reasons(&self) -> bool {
        self.step == Stage::Plan && self.explained
    }

    /// Back to the question before; from the plan with its reasons, to the plan without them.
    fn back(&mut self) {
        if self.shows_reasons() {
            self.explained = false;
            return;
        }
        match self.trail.pop() {
            Some(step) => self.step = step,
            None => self.outcome = Some(Settled::Left),
        }
    }
}

/// Whether it is the same person as before, so that what was asked about them need not be asked again.
fn same<Id: PartialEq>(before: &Person<Id>, now: &Person<Id>) -> bool {
    before.name == now.name && before.near == now.near
}

/// One of those whose names are near, or somebody else.
fn choose_near<Id: Clone>(person: &mut Option<Person<Id>>, index: usize) {
    if let Some(person) = person {
        person.known = person.near.get(index).map(|(id, _)| id.clone());
    }
}

/// Why that is no name.
fn not_a_name(step: Stage, text: &str, error: &NotAPerson) -> String {
    match (step, text.trim().is_empty()) {
        (Stage::Candidate, true) => {
            "A name is needed: the scorecard is the candidate's. A first name is enough.".into()
        }
        (_, true) => "A name is needed: the scorecard says who interviewed. A first name is enough.".into(),
        (_, false) => format!("That can't be used: {error}."),
    }
}
