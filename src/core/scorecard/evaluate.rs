//! From a plan and a state to a scorecard.

use std::collections::BTreeMap;

use super::super::bank;
use super::super::event::{Ending, Signal};
use super::super::exact::Exact;
use super::super::ids::{DimensionId, InterviewerId, SessionId};
use super::super::people::People;
use super::super::plan::{IMPORTED, Plan, PlanSummary};
use super::super::quotes::quoted;
use super::super::rubric::Criterion;
use super::super::session::{Asking, HandOver, Note, State, Summary};
use super::card::{
    AskedLine, Candidate, Card, CriterionLine, DimensionLine, EvidenceLine, FlagLine, FollowUpLine, HandedOverLine,
    Interviewer, NoteLine, Outcome, RatingLine, Recommended, Round, Weighing, What,
};
use super::changes::changes;
use super::scoring::{Floors, Scores, Verdict, score};
use super::thin;

/// Who a session is about; names stand only in people.json, so they come from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The session.
    pub session: SessionId,
    /// The candidate's name.
    pub candidate: String,
    /// The interviewer's name.
    pub interviewer: String,
    /// The names of those who handed over, oldest first.
    pub earlier: Vec<String>,
    /// The names of those who amended the scorecard; whoever is missing is named by id.
    pub amenders: BTreeMap<InterviewerId, String>,
}

impl About {
    /// Of a session as far as people are known; none before it has begun.
    pub(crate) fn of(session: &SessionId, state: &State, people: &People) -> Option<Self> {
        let beginning = state.beginning.as_ref()?;
        let amenders = state.amendments.iter().filter_map(|amendment| amendment.by.as_ref());
        Some(Self {
            session: session.clone(),
            candidate: people.candidate_name(&beginning.candidate),
            interviewer: people.interviewer_name(state.interviewer().unwrap_or(&beginning.interviewer)),
            earlier: state.hand_overs.iter().map(|hand_over| people.interviewer_name(&hand_over.from)).collect(),
            amenders: amenders.map(|id| (id.clone(), people.interviewer_name(id))).collect(),
        })
    }
}

/// The scores of a session: per dimension, and per kind the mean over its questions of each question's mean rating.
fn scores(summary: &Summary) -> Scores {
    if summary.is_no_show() {
        return Scores::default();
    }
    let dimensions = summary.plan.rubric.dimensions.iter();
    let dimensions =
        dimensions.filter_map(|dimension| Some((dimension.id.clone(), summary.dimension_score(&dimension.id)?)));
    let kinds = summary.question_means().into_iter().filter_map(|(kind, means)| Some((kind, Exact::mean(&means)?)));
    let flags = summary.flags.iter().filter_map(|raised| raised.flag.listed().cloned()).collect();
    Scores { dimensions: dimensions.collect(), kinds: kinds.collect(), flags }
}

/// What a round is expected to assess, for floors.
pub(crate) fn floors(plan: &PlanSummary) -> Floors {
    Floors { level: plan.level, dimensions: plan.dimensions.clone(), kinds: plan.kinds.iter().copied().collect() }
}

/// Total, floors and band of a session.
pub(super) fn verdict(summary: &Summary) -> Verdict {
    score(&summary.plan.rubric, &floors(&summary.plan), &scores(summary))
}

/// The scorecard of a session. Meant for submitted ones; before that, nobody should see it.
pub fn evaluate(plan: &Plan, state: &State, about: About) -> Option<Card> {
    let beginning = state.beginning.as_ref()?;
    let summary = Summary::of(plan, state);
    Some(Card {
        session: about.session,
        candidate: Candidate { id: beginning.candidate.clone(), name: about.candidate },
        interviewer: Interviewer { id: state.interviewer()?.clone(), name: about.interviewer },
        round: round(plan, state)?,
        result: weighing(&summary),
        dimensions: plan.rubric.dimensions.iter().map(|d| dimension_line(plan, state, &d.id)).collect(),
        questions: questions(plan, state),
        notes: state.notes_on(None).map(|note| note_line(state, note)).collect(),
        flags: state.flags.iter().filter_map(|raised| FlagLine::of(raised, &plan.rubric)).collect(),
        criteria: criteria(plan, state),
        recommendation: recommended(plan, state),
        thin: if state.is_no_show() { Vec::new() } else { thin::thin(plan, state) },
        amendments: state.amendments.iter().map(|amendment| amendment.reason.clone()).collect(),
        changes: changes(plan, state, &about.amenders),
        handed_over: handed_over(state, &about.earlier),
        conversation: state.conversation(),
        imported: plan.is_imported(),
    })
}

/// Those who handed over; a name that is not known is the name in files.
fn handed_over(state: &State, names: &[String]) -> Vec<HandedOverLine> {
    let names = names.iter().map(Some).chain(std::iter::repeat(None));
    let line = |(hand_over, name): (&HandOver, Option<&String>)| HandedOverLine {
        interviewer: Interviewer {
            id: hand_over.from.clone(),
            name: name.cloned().unwrap_or_else(|| hand_over.from.to_string()),
        },
        until: hand_over.at.to_rfc3339(),
        until_ms: hand_over.ms,
    };
    state.hand_overs.iter().zip(names).map(line).collect()
}

fn note_line(state: &State, note: &Note) -> NoteLine {
    let by = state.earlier_interviewer(note.ms).cloned();
    NoteLine { ms: note.ms, text: note.text.clone(), changed_ms: note.changed, by }
}

/// Total and band as they are shown; practice and a no-show have no band.
pub fn weighing_of(rubric: &super::super::rubric::Rubric, verdict: &Verdict, without_band: bool) -> Weighing {
    let keep = |band: &Option<super::super::ids::BandId>| if without_band { None } else { band.clone() };
    let total = verdict.total.clone();
    let band = keep(&verdict.band);
    Weighing {
        total_fraction: total.as_ref().filter(|total| total.decimal().is_none()).map(Exact::fraction),
        shown: total.as_ref().map(|total| total.shown_beside(&rubric.edges())),
        band_title: band.as_ref().and_then(|id| rubric.band(id)).map(|band| band.title.clone()),
        total,
        band,
        provisional: verdict.provisional(),
        assessed_weight: verdict.assessed_weight,
        capped_by: if without_band { Vec::new() } else { verdict.capped_by.clone() },
        uncapped_band: keep(&verdict.uncapped_band),
        missing: verdict.gaps.clone(),
        not_checked: verdict.not_checked.clone(),
    }
}

/// Total and band of a session as they are shown.
pub(super) fn weighing(summary: &Summary) -> Weighing {
    let is_mock = summary.began.as_ref().is_some_and(|began| began.mock);
    weighing_of(&summary.plan.rubric, &verdict(summary), is_mock || summary.is_no_show())
}

fn round(plan: &Plan, state: &State) -> Option<Round> {
    let first = state.entries.first()?;
    Some(Round {
        date: first.at.format("%Y-%m-%d").to_string(),
        format: plan.format.clone(),
        stage: plan.stage.clone(),
        title: plan.title.clone(),
        level: plan.level,
        track: plan.track.clone(),
        kit: plan.kit.clone(),
        rubric: plan.rubric.id.clone(),
        ending: state.ending.unwrap_or(Ending::StoppedEarly),
        mock: state.mock(),
        minutes_planned: state.planned(plan).minutes(),
        minutes_used: state.clock.used.minutes(),
        minutes_slept: state.clock.slept.minutes(),
    })
}

fn dimension_line(plan: &Plan, state: &State, id: &DimensionId) -> DimensionLine {
    let dimension = plan.rubric.dimension(id);
    // Earlier versions let a no-show be recorded over ratings: nothing was assessed all the same.
    let assessed = !state.is_no_show();
    let conclusion = state.conclusions.get(id).filter(|_| assessed);
    let ratings = state.asking.iter().filter(|_| assessed).filter_map(|asking| {
        let rating = *asking.ratings.get(id)?;
        Some(RatingLine { slot: asking.slot, question: asking.question().id.clone(), rating })
    });
    DimensionLine {
        id: id.clone(),
        title: dimension.map(|d| d.title.clone()).unwrap_or_default(),
        weight: dimension.map_or(0, |d| d.weight),
        expected: plan.dimensions.contains(id),
        score: state.dimension_score(id).filter(|_| assessed),
        mean: state.mean_rating(id).filter(|_| assessed),
        conclusion: conclusion.and_then(|conclusion| conclusion.score),
        reason: conclusion.map(|conclusion| conclusion.reason.clone()).unwrap_or_default(),
        ratings: ratings.collect(),
        evidence: evidence(plan, state, id),
    }
}

/// What was seen, said and given on a dimension, question by question, in the order of time; nothing of it is a mean.
pub(crate) fn evidence(plan: &Plan, state: &State, dimension: &DimensionId) -> Vec<EvidenceLine> {
    let on_it = state.asking.iter().filter(|asking| asking.gives_evidence_on(dimension));
    on_it.flat_map(|asking| evidence_of(plan, state, asking)).collect()
}

/// What was seen, said and given at a question, in the order of time.
pub(crate) fn evidence_of(plan: &Plan, state: &State, asking: &Asking) -> Vec<EvidenceLine> {
    let slot = asking.slot;
    let line = |ms, what, text: &str| {
        let by = state.earlier_interviewer(ms).cloned();
        EvidenceLine { slot, ms, what, text: text.to_owned(), changed_ms: None, by }
    };
    let mut lines: Vec<EvidenceLine> = asking
        .signals
        .iter()
        .filter_map(|(signal, ms)| {
            let what = if matches!(signal, Signal::Strong(_)) { What::Strong } else { What::Weak };
            Some(line(*ms, what, asking.signal_text(*signal)?))
        })
        .collect();
    let hints = asking.hints.iter().filter_map(|hint| {
        let text = asking.question().hints.get(usize::from(*hint))?;
        Some(line(state.given(slot, *hint), What::Hint, text))
    });
    lines.extend(hints);
    let notes = state.notes_on(Some(slot));
    lines.extend(notes.map(|note| EvidenceLine { changed_ms: note.changed, ..line(note.ms, What::Note, &note.text) }));
    lines.extend(state.flags.iter().filter(|raised| raised.slot == slot).map(|raised| {
        let title = raised.flag.title(&plan.rubric);
        line(raised.ms, What::Flag, &format!("{title}: {}", quoted(&raised.quote)))
    }));
    lines.sort_by_key(|line| line.ms);
    lines
}

fn questions(plan: &Plan, state: &State) -> Vec<AskedLine> {
    let unrated = |asking: &Asking| -> Vec<DimensionId> {
        if state.is_no_show() || !asking.was_asked() { Vec::new() } else { asking.unrated().cloned().collect() }
    };
    let line = |asking: &Asking| {
        let question = asking.question();
        let outcome = if asking.replaced_by.is_some() {
            Outcome::Swapped
        } else if asking.skipped.is_some() {
            Outcome::Skipped
        } else if asking.asked.is_none() {
            Outcome::NotAsked
        } else {
            Outcome::Asked
        };
        AskedLine {
            slot: asking.slot,
            id: question.id.clone(),
            prompt: bank::fill(&question.prompt, state.filling()),
            kind: question.kind,
            level: question.level,
            difficulty: question.difficulty,
            section: plan.section(asking.section).map(|s| s.title.clone()).unwrap_or_default(),
            minutes_planned: asking.minutes,
            used_ms: state.clock.slots.get(&asking.slot).copied().unwrap_or_default(),
            outcome,
            hints: asking.hints.len(),
            follow_ups: follow_ups(state, asking),
            unrated: unrated(asking),
        }
    };
    // What stands for the questions of an import says nothing of what was asked.
    state.asking.iter().filter(|asking| asking.banked.bank.as_str() != IMPORTED).map(line).collect()
}

/// The follow-ups of a question that were asked, in the order of time.
fn follow_ups(state: &State, asking: &Asking) -> Vec<FollowUpLine> {
    let line = |&follow_up: &u8| {
        let text = asking.question().follow_ups.get(usize::from(follow_up))?.clone();
        Some(FollowUpLine { ms: state.followed_up(asking.slot, follow_up), text })
    };
    let mut lines: Vec<FollowUpLine> = asking.follow_ups.iter().filter_map(line).collect();
    lines.sort_by_key(|line| line.ms);
    lines
}

/// Whether a criterion could be shown by what was asked.
pub(crate) fn could_show(criterion: &Criterion, state: &State) -> bool {
    state.asking.iter().any(|asking| could_show_at(criterion, asking))
}

/// Whether a criterion could be shown at a question that was asked.
pub(crate) fn could_show_at(criterion: &Criterion, asking: &Asking) -> bool {
    let shown_by = &criterion.shown_by;
    let fits = shown_by.banks.contains(&asking.banked.bank) || shown_by.kinds.contains(&asking.question().kind);
    fits && asking.was_asked()
}

fn criteria(plan: &Plan, state: &State) -> Vec<CriterionLine> {
    let line = |criterion: &Criterion| CriterionLine {
        id: criterion.id.clone(),
        title: criterion.title.clone(),
        need: criterion.need,
        shown: state.criteria.get(&criterion.id).copied(),
    };
    plan.rubric
        .criteria
        .iter()
        .filter(|criterion| could_show(criterion, state) || state.criteria.contains_key(&criterion.id))
        .map(line)
        .collect()
}

fn recommended(plan: &Plan, state: &State) -> Option<Recommended> {
    let recommendation = state.recommendation.as_ref()?;
    let band = recommendation.band.clone();
    Some(Recommended {
        band_title: band.as_ref().and_then(|id| plan.rubric.band(id)).map(|band| band.title.clone()),
        band,
        reason: recommendation.reason.clone(),
        strengths: recommendation.strengths.clone(),
        growth: recommendation.growth.clone(),
    })
}
