//! What lists, comparisons and draws need of a session: all that they know of it, whether it was replayed just now or its summary was kept.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::super::event::Ending;
use super::super::exact::Exact;
use super::super::ids::{BandId, CandidateId, DimensionId, InterviewerId, QuestionId};
use super::super::plan::{Plan, PlanSummary, Slot};
use super::super::rubric::Rubric;
use super::super::scale::{Kind, Millis, Percent, Rating};
use super::asked::AskedBefore;
use super::data::{Place, Raised};
use super::state::{Phase, State};
use super::{Asking, Session};

/// A session without its texts and its journal. Its one source is [`Session::summary`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// What was held; one for all sessions of a kit's round.
    pub plan: Arc<PlanSummary>,
    /// Where in its course it is.
    pub phase: Phase,
    /// How it began; none where nothing was recorded.
    pub began: Option<Began>,
    /// How the conversation ended, once it has.
    pub ending: Option<Ending>,
    /// Time used, without pauses.
    pub used: Millis,
    /// Time planned, with extra time and extensions.
    pub planned: Millis,
    /// Where the conversation stands, as long as it goes on.
    pub stands: Option<Standpoint>,
    /// The questions that were put to the candidate, in order.
    pub put: Vec<Put>,
    /// The ratings, question by question.
    pub ratings: Vec<SlotRating>,
    /// The scores that were concluded.
    pub conclusions: Vec<Concluded>,
    /// Red flags raised.
    pub flags: Vec<Raised>,
    /// The band that the interviewer would give.
    pub recommended: Option<BandId>,
}

/// How a session began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Began {
    /// Who is interviewed.
    pub candidate: CandidateId,
    /// Who interviews now, or did at last.
    pub interviewer: InterviewerId,
    /// Who interviewed before and handed over, in turn.
    pub handed_over: Vec<InterviewerId>,
    /// Whether it is practice.
    pub mock: bool,
    /// By how much every clock is stretched.
    pub extra_time: Percent,
    /// When it began, by the wall clock.
    pub at: DateTime<FixedOffset>,
    /// When something was recorded last.
    pub last: DateTime<FixedOffset>,
}

/// Where a conversation stands that goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standpoint {
    /// Before its beginning.
    Before,
    /// At a question.
    Question(Slot),
    /// At a section as such, by its title; none where the plan has no such section.
    Section(Option<String>),
}

/// A question that was put to the candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Put {
    /// Its place.
    pub slot: Slot,
    /// Which.
    pub question: Arc<QuestionId>,
    /// Whether it goes on with an earlier question, which was put before.
    pub continues: bool,
    /// Whether it stands: it was neither passed over nor replaced.
    pub stands: bool,
}

/// A rating.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotRating {
    /// The question's place.
    pub slot: Slot,
    /// What sort of question.
    pub kind: Kind,
    /// What was rated.
    pub dimension: Arc<DimensionId>,
    /// The rating.
    pub rating: Rating,
}

/// A score that was concluded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concluded {
    /// On which dimension.
    pub dimension: Arc<DimensionId>,
    /// The score.
    pub score: Rating,
}

impl Session {
    /// Its summary.
    pub fn summary(&self) -> Summary {
        Summary::of(self.plan(), self.state())
    }

    /// Its summary, where that of its plan is known already.
    pub(crate) fn summary_beside(&self, plan: Arc<PlanSummary>) -> Summary {
        summary(plan, self.plan(), self.state())
    }
}

impl Summary {
    /// The summary of a plan and what came of it.
    pub(crate) fn of(plan: &Plan, state: &State) -> Self {
        summary(Arc::new(plan.summary()), plan, state)
    }

    /// Who was interviewed.
    pub fn candidate(&self) -> Option<&CandidateId> {
        self.began.as_ref().map(|began| &began.candidate)
    }

    /// Who interviews now, or did at last: the one whose scorecard it is.
    pub fn interviewer(&self) -> Option<&InterviewerId> {
        self.began.as_ref().map(|began| &began.interviewer)
    }

    /// Who interviewed before and handed over, in turn.
    pub(crate) fn handed_over(&self) -> &[InterviewerId] {
        self.began.as_ref().map_or(&[], |began| &began.handed_over)
    }

    /// Whether the candidate did not come.
    pub(crate) fn is_no_show(&self) -> bool {
        self.ending == Some(Ending::NoShow)
    }

    /// The interviewer's conclusion on a dimension.
    pub(crate) fn conclusion(&self, dimension: &DimensionId) -> Option<Rating> {
        self.conclusions.iter().find(|concluded| *concluded.dimension == *dimension).map(|concluded| concluded.score)
    }

    /// The ratings on a dimension, question by question.
    pub(crate) fn ratings_on(&self, dimension: &DimensionId) -> impl Iterator<Item = &SlotRating> {
        self.ratings.iter().filter(move |rated| *rated.dimension == *dimension)
    }

    /// A dimension's score: the conclusion if there is one, else the exact mean of its ratings, else not assessed.
    pub(crate) fn dimension_score(&self, dimension: &DimensionId) -> Option<Exact> {
        let concluded = self.conclusion(dimension).map(Exact::from);
        concluded.or_else(|| Exact::mean_rating(self.ratings_on(dimension).map(|rated| rated.rating)))
    }

    /// The mean rating of every rated question, by kind.
    pub(crate) fn question_means(&self) -> BTreeMap<Kind, Vec<Exact>> {
        let mut means: BTreeMap<Kind, Vec<Exact>> = BTreeMap::new();
        for of_question in self.ratings.chunk_by(|one, other| one.slot == other.slot) {
            let mean = Exact::mean_rating(of_question.iter().map(|rated| rated.rating));
            if let (Some(mean), Some(first)) = (mean, of_question.first()) {
                means.entry(first.kind).or_default().push(mean);
            }
        }
        means
    }

    /// The questions that were asked; one that goes on with another's problem is asked once, and of somebody who did not come, nothing.
    pub(crate) fn questions_asked(&self) -> impl Iterator<Item = &Put> {
        self.put.iter().filter(|put| !put.continues && !self.is_no_show())
    }

    /// What was asked, of whom and when.
    pub(crate) fn asked(&self) -> Option<AskedBefore> {
        let began = self.began.as_ref()?;
        let asked = self.questions_asked();
        Some(AskedBefore {
            questions: asked.map(|put| Arc::clone(&put.question)).collect(),
            candidate: Some(began.candidate.clone()),
            at: began.at,
            kit: self.plan.kit.clone(),
        })
    }
}

/// What many summaries have in common, so that it is held once.
#[derive(Default)]
pub(crate) struct HeldOnce {
    rubrics: Vec<Arc<Rubric>>,
    questions: BTreeSet<Arc<QuestionId>>,
    dimensions: BTreeSet<Arc<DimensionId>>,
}

impl HeldOnce {
    /// The same plan's summary, with what is known already in the place of its equals.
    pub(crate) fn plan(&mut self, mut plan: PlanSummary) -> Arc<PlanSummary> {
        match self.rubrics.iter().find(|known| ***known == *plan.rubric) {
            Some(known) => plan.rubric = Arc::clone(known),
            None => self.rubrics.push(Arc::clone(&plan.rubric)),
        }
        Arc::new(plan)
    }

    /// The summary of a session.
    pub(crate) fn summary(&mut self, session: &Session) -> Summary {
        let plan = self.plan(session.plan().summary());
        self.session(session.summary_beside(plan))
    }

    /// The same for a session's.
    pub(crate) fn session(&mut self, mut summary: Summary) -> Summary {
        for put in &mut summary.put {
            once(&mut self.questions, &mut put.question);
        }
        let rated = summary.ratings.iter_mut().map(|rated| &mut rated.dimension);
        for dimension in rated.chain(summary.conclusions.iter_mut().map(|concluded| &mut concluded.dimension)) {
            once(&mut self.dimensions, dimension);
        }
        summary
    }
}

/// Puts what is known in the place of its equal.
fn once<T: Ord>(known: &mut BTreeSet<Arc<T>>, name: &mut Arc<T>) {
    match known.get(name) {
        Some(known) => *name = Arc::clone(known),
        None => drop(known.insert(Arc::clone(name))),
    }
}

fn summary(summarized: Arc<PlanSummary>, plan: &Plan, state: &State) -> Summary {
    let ratings = state.asking.iter().flat_map(|asking| {
        asking.ratings.iter().map(|(dimension, rating)| SlotRating {
            slot: asking.slot,
            kind: asking.question().kind,
            dimension: Arc::new(dimension.clone()),
            rating: *rating,
        })
    });
    let conclusions = state.conclusions.iter().filter_map(|(dimension, conclusion)| {
        Some(Concluded { dimension: Arc::new(dimension.clone()), score: conclusion.score? })
    });
    Summary {
        plan: summarized,
        phase: state.phase,
        began: began(state),
        ending: state.ending,
        used: state.clock.used,
        planned: state.planned(plan),
        stands: stands(plan, state),
        put: state.asking.iter().filter_map(|asking| put(state, asking)).collect(),
        ratings: ratings.collect(),
        conclusions: conclusions.collect(),
        flags: state.flags.clone(),
        recommended: state.recommendation.as_ref().and_then(|recommendation| recommendation.band.clone()),
    }
}

fn began(state: &State) -> Option<Began> {
    let (beginning, first, last) = (state.beginning.as_ref()?, state.entries.first()?, state.entries.last()?);
    Some(Began {
        candidate: beginning.candidate.clone(),
        interviewer: state.interviewer().unwrap_or(&beginning.interviewer).clone(),
        handed_over: state.handed_over_by().into_iter().cloned().collect(),
        mock: beginning.mock,
        extra_time: beginning.extra_time,
        at: first.at,
        last: last.at,
    })
}

/// What was skipped without anything recorded there was never put to anybody.
fn put(state: &State, asking: &Asking) -> Option<Put> {
    asking.asked?;
    if asking.skipped.is_some() && state.is_bare(asking) {
        return None;
    }
    Some(Put {
        slot: asking.slot,
        question: Arc::new(asking.question().id.clone()),
        continues: asking.continues.is_some(),
        stands: asking.was_asked(),
    })
}

fn stands(plan: &Plan, state: &State) -> Option<Standpoint> {
    match state.phase {
        Phase::Ready | Phase::Scoring | Phase::Submitted => None,
        Phase::Live if state.is_about_to_begin() => Some(Standpoint::Before),
        Phase::Live => Some(match state.place {
            Place::Slot(slot) => Standpoint::Question(slot),
            Place::Section(at) => Standpoint::Section(plan.section(at).map(|section| section.title.clone())),
        }),
    }
}
