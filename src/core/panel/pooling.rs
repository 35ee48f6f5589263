//! One candidate's sessions pooled: a dimension's panel score is the mean over interviewers of the mean over that interviewer's sessions.

use std::collections::{BTreeMap, BTreeSet};

use super::super::exact::Exact;
use super::super::ids::{CandidateId, DimensionId, InterviewerId, SessionId};
use super::super::plan::PlanSummary;
use super::super::scale::{Kind, Level};
use super::super::scorecard::{Floors, Scores, Verdict, floors, score};
use super::super::session::Summary;

/// A session as a panel sees it.
#[derive(Debug, Clone, Copy)]
pub struct Submitted<'a> {
    /// Its name.
    pub id: &'a SessionId,
    /// What is known of it.
    pub summary: &'a Summary,
}

impl<'a> Submitted<'a> {
    /// Who was interviewed.
    pub(crate) fn candidate(&self) -> Option<&'a CandidateId> {
        self.summary.candidate()
    }

    /// Who interviewed.
    pub(crate) fn interviewer(&self) -> Option<&'a InterviewerId> {
        self.summary.interviewer()
    }

    /// What was held.
    pub(crate) fn plan(&self) -> &'a PlanSummary {
        &self.summary.plan
    }
}

/// What one candidate's sessions come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pooled {
    /// Per dimension and kind.
    pub scores: Scores,
    /// Total, floors and band, computed once from those.
    pub verdict: Verdict,
    /// What the rounds are expected to assess.
    pub expected: Vec<DimensionId>,
}

/// Pools one candidate's sessions; none where there are none. The rubric is that of the first, which the others share.
pub(crate) fn pool(sessions: &[Submitted<'_>]) -> Option<Pooled> {
    let first = sessions.first()?;
    let rubric = &first.plan().rubric;
    let mut dimensions = BTreeMap::new();
    for dimension in &rubric.dimensions {
        let scores = sessions.iter().map(|session| (session, session.summary.dimension_score(&dimension.id)));
        if let Some(pooled) = pooled(scores) {
            dimensions.insert(dimension.id.clone(), pooled);
        }
    }
    let mut kinds = BTreeMap::new();
    let means: Vec<_> = sessions.iter().map(|session| session.summary.question_means()).collect();
    let rated: BTreeSet<Kind> = means.iter().flat_map(|means| means.keys().copied()).collect();
    for kind in rated {
        let means = sessions.iter().zip(&means);
        let means = means.map(|(session, means)| (session, means.get(&kind).and_then(Exact::mean)));
        if let Some(pooled) = pooled(means) {
            kinds.insert(kind, pooled);
        }
    }
    let flags = sessions
        .iter()
        .flat_map(|session| &session.summary.flags)
        .filter_map(|raised| raised.flag.listed().cloned())
        .collect();
    let scores = Scores { dimensions, kinds, flags };
    let expected = expected(sessions);
    let verdict = score(rubric, &expected, &scores);
    Some(Pooled { scores, verdict, expected: expected.dimensions })
}

/// What any of the rounds is expected to assess.
fn expected(sessions: &[Submitted<'_>]) -> Floors {
    let all: Vec<Floors> = sessions.iter().map(|session| floors(session.plan())).collect();
    let dimensions: BTreeSet<DimensionId> = all.iter().flat_map(|floors| floors.dimensions.clone()).collect();
    let kinds: BTreeSet<Kind> = all.iter().flat_map(|floors| floors.kinds.clone()).collect();
    let level = sessions.first().map_or(Level::Mid, |session| session.plan().level);
    Floors { level, dimensions: dimensions.into_iter().collect(), kinds: kinds.into_iter().collect() }
}

/// The mean over interviewers of the mean over each one's sessions, where there is a value.
fn pooled<'a>(values: impl Iterator<Item = (&'a Submitted<'a>, Option<Exact>)>) -> Option<Exact> {
    let mut by_interviewer: BTreeMap<&InterviewerId, Vec<Exact>> = BTreeMap::new();
    for (session, value) in values {
        if let (Some(interviewer), Some(value)) = (session.interviewer(), value) {
            by_interviewer.entry(interviewer).or_default().push(value);
        }
    }
    let means: Vec<Exact> = by_interviewer.values().filter_map(Exact::mean).collect();
    Exact::mean(&means)
}
