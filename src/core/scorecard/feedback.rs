//! What the candidate may take home: take-aways, and after practice per question what was seen, what a strong answer has, and what to study.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::bank::fill;
use super::super::event::Signal;
use super::super::plan::Slot;
use super::super::session::{Asking, Session};
use super::card::Card;

/// The feedback sheet. After an interview it holds no rating, total, band, note or flag: those are the panel's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Sheet {
    /// The candidate's name.
    pub candidate: String,
    /// The format's title.
    pub title: String,
    /// The day, as `2026-11-21`.
    pub date: String,
    /// Whether it was practice.
    pub mock: bool,
    /// Whether the candidate did not come.
    #[serde(skip)]
    pub no_show: bool,
    /// What went well.
    pub strengths: Vec<String>,
    /// What to work on.
    pub growth: Vec<String>,
    /// After practice: question by question.
    pub questions: Vec<Practiced>,
    /// Tips for the next interview.
    pub tips: Vec<String>,
}

/// A question of a practice interview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Practiced {
    /// Its place.
    pub slot: Slot,
    /// What was asked.
    pub prompt: String,
    /// What the interviewer saw: signals of strong answers.
    pub seen: Vec<String>,
    /// What the interviewer saw: signals of weak answers.
    pub weak: Vec<String>,
    /// Notes.
    pub notes: Vec<String>,
    /// What a strong answer also has.
    pub missing: Vec<String>,
    /// The ratings, as `technical 4`.
    pub ratings: Vec<String>,
    /// The same for people, as `Technical skills 4`, in the order of the rubric.
    #[serde(skip)]
    pub rated: Vec<String>,
    /// The explanation.
    pub answer: String,
    /// What to study next: the question's topics, where something was missing.
    pub study: Vec<String>,
}

/// The sheet of a submitted session.
pub(crate) fn sheet(session: &Session, card: &Card) -> Sheet {
    let (plan, state) = (session.plan(), session.state());
    let mock = card.round.mock;
    let no_show = state.is_no_show();
    // What was typed before they did not come is of no use to them.
    let recommended = card.recommendation.clone().filter(|_| !no_show);
    let checklists = &plan.rubric.checklists;
    Sheet {
        candidate: card.candidate.name.clone(),
        title: card.round.title.clone(),
        date: card.round.date.clone(),
        mock,
        no_show,
        strengths: recommended.as_ref().map(|r| r.strengths.clone()).unwrap_or_default(),
        growth: recommended.map(|r| r.growth).unwrap_or_default(),
        questions: if mock && !no_show {
            state.asking.iter().filter(|a| a.was_asked()).map(|a| practiced(session, a)).collect()
        } else {
            Vec::new()
        },
        tips: if mock && !no_show {
            [checklists.candidate_before.clone(), checklists.candidate_during.clone()].concat()
        } else {
            Vec::new()
        },
    }
}

fn practiced(session: &Session, asking: &Asking) -> Practiced {
    let question = asking.question();
    let state = session.state();
    let seen = |strong: bool| {
        let of_kind = asking.signals.keys().filter(|signal| matches!(signal, Signal::Strong(_)) == strong);
        of_kind.filter_map(|signal| asking.signal_text(*signal)).map(str::to_owned).collect::<Vec<_>>()
    };
    let strong = seen(true);
    let missing: Vec<String> = question.signals.strong.iter().filter(|text| !strong.contains(text)).cloned().collect();
    let rated = session.plan().rubric.in_order(&asking.ratings);
    let study = if missing.is_empty() { Vec::new() } else { question.topics.iter().map(ToString::to_string).collect() };
    Practiced {
        slot: asking.slot,
        prompt: fill(&question.prompt, state.filling()),
        weak: seen(false),
        notes: state.notes_on(Some(asking.slot)).map(|note| note.text.clone()).collect(),
        missing,
        ratings: asking.ratings.iter().map(|(dimension, rating)| format!("{dimension} {rating}")).collect(),
        rated: rated.map(|(known, rating)| format!("{} {rating}", known.title)).collect(),
        answer: question.answer.clone(),
        study,
        seen: strong,
    }
}
