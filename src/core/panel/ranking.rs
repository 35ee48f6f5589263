//! Candidates side by side: those of one kit, else of one format or loop at one level and rubric. Exact scores rank; what is missing is named.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::super::day::Day;
use super::super::event::Ending;
use super::super::exact::Exact;
use super::super::format::Loop;
use super::super::ids::{BandId, CandidateId, CohortId, DimensionId, FormatId, KitId, LoopId, QuestionId, RubricId};
use super::super::people::People;
use super::super::scale::Level;
use super::super::scorecard::{Candidate, FlagLine, LEAST_WEIGHT, Weighing, weighing_of};
use super::super::session::Phase;
use super::cohorts::{Cohorts, cohorts};
use super::pooling::{Pooled, Submitted, pool};

/// Which sessions are compared; without a wish, each kit by itself, and what has no kit by format and level.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Only these candidates.
    pub candidates: Vec<CandidateId>,
    /// Only this kit.
    pub kit: Option<KitId>,
    /// Only this format, whatever the kit.
    pub format: Option<FormatId>,
    /// Only the formats of this loop, whatever the kit.
    pub of_loop: Option<Loop>,
    /// Only this level.
    pub level: Option<Level>,
    /// Only sessions that began on this day or later.
    pub since: Option<Day>,
}

/// Candidates side by side, group by group; only those within a group are compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Comparison {
    /// The groups.
    pub groups: Vec<Group>,
}

/// Candidates who can be compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Group {
    /// What makes them comparable.
    #[serde(flatten)]
    pub basis: Basis,
    /// The dimensions of the rubric, in its order, with their titles.
    pub dimensions: Vec<(DimensionId, String)>,
    /// The dimensions that nobody can be ranked without.
    #[serde(skip)]
    pub expected: BTreeSet<DimensionId>,
    /// Best first.
    pub ranked: Vec<Ranked>,
    /// Those who lack something.
    pub unranked: Vec<Unranked>,
    /// Sessions that count for nobody, and why.
    pub left_out: Vec<LeftOut>,
    /// How many questions all of them were asked.
    pub questions_in_common: usize,
    /// How many questions any of them was asked.
    pub questions: usize,
    /// Where that is too little to compare by.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(default)]
    pub caution: Option<Caution>,
    /// The cohorts that their plans are of, where they had different kits and any is of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(default)]
    pub cohorts: Option<Cohorts>,
}

/// A candidate with every expected dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Ranked {
    /// Counted from 1; equal totals share the better one.
    pub rank: usize,
    /// Whether another has the same total.
    pub tied: bool,
    /// What the panel says.
    #[serde(flatten)]
    pub standing: Standing,
}

/// A candidate who lacks something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Unranked {
    /// What is missing, in words.
    pub lacks: Vec<String>,
    /// What the panel says so far.
    #[serde(flatten)]
    pub standing: Standing,
}

/// What the panel says of a candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Standing {
    /// Who was ranked, by name and id.
    pub candidate: Candidate,
    /// Total and band.
    pub result: Weighing,
    /// Panel scores by dimension; absent where not assessed.
    pub scores: BTreeMap<DimensionId, Exact>,
    /// The names of all who interviewed, in turn.
    pub interviewers: Vec<String>,
    /// Who handed over to whom: what they rated counts as the other's, whose scorecard it is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub handed_over: Vec<HandedOver>,
    /// The formats held, in the order of sessions.
    pub rounds: Vec<FormatId>,
    /// The sessions.
    pub sessions: Vec<String>,
    /// Red flags with their quotes.
    pub flags: Vec<FlagLine>,
    /// The interviewers' own recommendations.
    pub recommendations: Vec<(String, Option<BandId>)>,
}

/// An interviewer who handed over to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HandedOver {
    /// The name of the one who interviewed before.
    pub from: String,
    /// The name of the one whose scorecard it is.
    pub to: String,
}

/// What bears on a comparison of candidates who were asked too little of the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum Caution {
    /// Less than half of the questions were asked of all of them.
    FewInCommon,
    /// No question was asked of all of them.
    NoneInCommon,
    /// No question is recorded of any of them.
    NoneRecorded,
}

/// What there is to be careful about: nothing where there is nobody to compare with, or half of the questions are in common.
fn caution(candidates: usize, in_common: usize, questions: usize) -> Option<Caution> {
    match (candidates, in_common, questions) {
        (0 | 1, _, _) => None,
        (_, _, 0) => Some(Caution::NoneRecorded),
        (_, 0, _) => Some(Caution::NoneInCommon),
        _ => (in_common * 2 < questions).then_some(Caution::FewInCommon),
    }
}

/// A session that counts for nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeftOut {
    /// The session.
    pub session: String,
    /// Who was to be interviewed.
    pub candidate: String,
    /// Why: no-show, stopped early, not submitted, practice.
    pub why: String,
    /// Who interviewed.
    #[serde(skip)]
    pub interviewer: String,
    /// The day on which it began.
    #[serde(skip)]
    pub date: NaiveDate,
}

impl LeftOut {
    /// It in words, for a listener, to whom its id says nothing.
    pub(crate) fn heard(&self) -> String {
        format!("{}, with {}, {}: {}", self.candidate, self.interviewer, self.date, self.why)
    }
}

/// What makes sessions comparable: all that is equal among those of a group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Basis {
    /// The kit that all were interviewed with.
    pub kit: Option<KitId>,
    /// Else the cohort of their kits, which were made to be equally hard.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(default)]
    pub cohort: Option<CohortId>,
    /// Else the format.
    pub format: Option<FormatId>,
    /// Else the loop.
    #[serde(rename = "loop")]
    pub of_loop: Option<LoopId>,
    /// The level.
    pub level: Level,
    /// The rubric.
    pub rubric: RubricId,
}

/// Whether the scope has a place for a session, whoever was interviewed.
pub(crate) fn fits(session: &Submitted<'_>, scope: &Scope) -> bool {
    // Taken apart whole, so that a new wish is not forgotten here; candidates are chosen group by group.
    let Scope { candidates: _, kit: of_kit, format, of_loop, level, since } = scope;
    let plan = session.plan();
    let kit = plan.kit.as_ref().map(|kit| &kit.id);
    let began = session.summary.began.as_ref().map(|began| Day::of(&began.at));
    of_kit.as_ref().is_none_or(|id| kit == Some(id))
        && format.as_ref().is_none_or(|id| plan.format == *id)
        && of_loop.as_ref().is_none_or(|list| list.formats.contains(&plan.format))
        && level.is_none_or(|level| plan.level == level)
        && since.is_none_or(|since| began.is_some_and(|began| began >= since))
}

/// Why practice counts for nobody.
pub(crate) const PRACTICE: &str = "practice";

/// Why a session counts for nobody.
pub(super) fn left_out(session: &Submitted<'_>, people: &People) -> Option<LeftOut> {
    let summary = session.summary;
    let began = summary.began.as_ref()?;
    let why = match (summary.ending, summary.phase) {
        _ if began.mock => PRACTICE,
        (Some(Ending::NoShow), _) => Ending::NoShow.title(),
        (_, Phase::Ready | Phase::Live | Phase::Scoring) => Phase::Scoring.title(),
        (Some(Ending::StoppedEarly), Phase::Submitted) => Ending::StoppedEarly.title(),
        (Some(Ending::Completed) | None, Phase::Submitted) => return None,
    };
    let candidate = people.candidate_name(&began.candidate);
    Some(LeftOut {
        session: session.id.to_string(),
        candidate,
        why: why.to_owned(),
        interviewer: people.interviewer_name(&began.interviewer),
        date: began.at.date_naive(),
    })
}

/// The candidates of sessions that can be compared on that, side by side.
pub(super) fn group(basis: Basis, sessions: &[Submitted<'_>], people: &People) -> Group {
    let mut left: Vec<LeftOut> = Vec::new();
    let mut by_candidate: BTreeMap<&CandidateId, Vec<Submitted<'_>>> = BTreeMap::new();
    for session in sessions {
        match (left_out(session, people), session.candidate()) {
            (Some(out), _) => left.push(out),
            (None, Some(candidate)) => by_candidate.entry(candidate).or_default().push(*session),
            (None, None) => {}
        }
    }
    let mut complete: Vec<Standing> = Vec::new();
    let mut unranked: Vec<Unranked> = Vec::new();
    let mut asked: Vec<BTreeSet<&QuestionId>> = Vec::new();
    let expected: BTreeSet<DimensionId> =
        by_candidate.values().flatten().flat_map(|session| session.plan().dimensions.iter().cloned()).collect();
    for (id, sessions) in &by_candidate {
        let Some(pooled) = pool(sessions) else { continue };
        asked.push(questions(sessions));
        let Some(standing) = standing(id, sessions, &pooled, people) else { continue };
        let lacks = lacks(&pooled, &expected);
        if lacks.is_empty() { complete.push(standing) } else { unranked.push(Unranked { lacks, standing }) }
    }
    let any: BTreeSet<&QuestionId> = asked.iter().flatten().copied().collect();
    let in_common = any.iter().filter(|id| asked.iter().all(|asked| asked.contains(*id))).count();
    let rubric = sessions.first().map(|session| &session.plan().rubric);
    let dimensions = rubric.map(|rubric| rubric.dimensions.iter().map(|d| (d.id.clone(), d.title.clone())).collect());
    let cohorts = if basis.kit.is_none() { cohorts(&by_candidate) } else { None };
    Group {
        basis,
        cohorts,
        dimensions: dimensions.unwrap_or_default(),
        expected,
        ranked: ranked(complete),
        unranked,
        left_out: left,
        questions_in_common: in_common,
        questions: any.len(),
        caution: caution(asked.len(), in_common, any.len()),
    }
}

/// Best first; equal totals share a rank, and stand in the order of names.
fn ranked(mut standings: Vec<Standing>) -> Vec<Ranked> {
    standings.sort_by(|a, b| b.result.total.cmp(&a.result.total).then_with(|| a.candidate.name.cmp(&b.candidate.name)));
    let same = standings.chunk_by(|a, b| a.result.total == b.result.total).map(<[Standing]>::len);
    let mut better = 0;
    let ranks: Vec<(usize, bool)> = same
        .flat_map(|many| {
            let rank = better + 1;
            better += many;
            std::iter::repeat_n((rank, many > 1), many)
        })
        .collect();
    standings.into_iter().zip(ranks).map(|(standing, (rank, tied))| Ranked { rank, tied, standing }).collect()
}

impl Group {
    /// The titles of the dimensions that nobody can be ranked without, and on which nobody has a score.
    pub(crate) fn assessed_of_nobody(&self) -> Vec<&str> {
        let ranked = self.ranked.iter().map(|own| &own.standing);
        let scored: BTreeSet<&DimensionId> =
            ranked.chain(self.unranked.iter().map(|own| &own.standing)).flat_map(|own| own.scores.keys()).collect();
        let of_nobody = |dimension| self.expected.contains(dimension) && !scored.contains(dimension);
        self.dimensions.iter().filter(|(id, _)| of_nobody(id)).map(|(_, title)| title.as_str()).collect()
    }
}

fn lacks(pooled: &Pooled, expected: &BTreeSet<DimensionId>) -> Vec<String> {
    let missing = expected.iter().filter(|id| !pooled.scores.dimensions.contains_key(*id));
    let mut lacks: Vec<String> = missing.map(|dimension| format!("{dimension} was not assessed")).collect();
    if pooled.verdict.total.is_none() {
        lacks.push(format!(
            "only {}% of the weight was assessed; it takes {LEAST_WEIGHT}%",
            pooled.verdict.assessed_weight
        ));
    }
    lacks
}

fn questions<'a>(sessions: &[Submitted<'a>]) -> BTreeSet<&'a QuestionId> {
    let asked = sessions.iter().flat_map(|session| session.summary.put.iter().filter(|put| put.stands));
    asked.map(|put| &*put.question).collect()
}

fn standing(id: &CandidateId, sessions: &[Submitted<'_>], pooled: &Pooled, people: &People) -> Option<Standing> {
    let interviewer =
        |session: &Submitted<'_>| session.interviewer().map(|id| people.interviewer_name(id)).unwrap_or_default();
    let mut interviewers: Vec<String> = Vec::new();
    let mut handed_over: Vec<HandedOver> = Vec::new();
    let mut rounds: Vec<FormatId> = Vec::new();
    for session in sessions {
        let to = interviewer(session);
        let earlier = session.summary.handed_over().iter().map(|id| people.interviewer_name(id));
        for from in earlier {
            let own = HandedOver { from, to: to.clone() };
            if !handed_over.contains(&own) {
                handed_over.push(own);
            }
        }
        let own = handed_over.iter().filter(|own| own.to == to).map(|own| &own.from);
        for name in own.chain([&to]) {
            if !interviewers.contains(name) {
                interviewers.push(name.clone());
            }
        }
        if !rounds.contains(&session.plan().format) {
            rounds.push(session.plan().format.clone());
        }
    }
    let flags = sessions.iter().flat_map(|session| {
        session.summary.flags.iter().filter_map(|raised| FlagLine::of(raised, &session.plan().rubric))
    });
    let recommendations = sessions.iter().map(|session| (interviewer(session), session.summary.recommended.clone()));
    let rubric = &sessions.first()?.plan().rubric;
    Some(Standing {
        candidate: Candidate { id: id.clone(), name: people.candidate_name(id) },
        result: weighing_of(rubric, &pooled.verdict, false),
        scores: pooled.scores.dimensions.clone(),
        interviewers,
        handed_over,
        rounds,
        sessions: sessions.iter().map(|session| session.id.to_string()).collect(),
        flags: flags.collect(),
        recommendations: recommendations.collect(),
    })
}
