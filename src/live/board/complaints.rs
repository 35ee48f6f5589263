//! What the last look before submission complains about, each with the place at the desk where it is mended.

use crate::core::ids::DimensionId;
use crate::core::plan::Slot;
use crate::core::rubric::{Criterion, Need};
use crate::core::scorecard::{Thin, apart, thin};
use crate::core::session::Session;

use super::super::drafts::HalfTyped;
use super::super::readback;
use super::parts::{self, Part};
use super::view::View;

/// A complaint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Complaint {
    /// In words.
    pub(super) text: String,
    /// How much it matters.
    pub(super) weight: Weight,
    /// Where it is mended.
    pub(super) part: Part,
    /// The line of the ratings at which.
    pub(super) rating: Option<(Slot, DimensionId)>,
    /// The half-typed text that it is about.
    pub(super) half_typed: Option<HalfTyped>,
}

/// How much a complaint matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// A text is half typed, and becomes a note.
    HalfTyped,
    /// Something is missing.
    Missing,
    /// The recommendation is far from the ratings.
    Apart,
    /// A score rests on little.
    Thin,
    /// Something is left blank, as it may be.
    Blank,
}

/// All of them: what is half typed, what is missing, then what does not fit, then what rests on little, then what is left blank. For
/// somebody who did not come, only what is half typed.
pub(super) fn complaints(session: &Session, view: &View) -> Vec<Complaint> {
    let (plan, state) = (session.plan(), session.state());
    let rubric = &plan.rubric;
    let half_typed = view.half_typed(session).into_iter().map(|half| Complaint {
        text: readback::half_typed(rubric, &half.purpose, &half.text),
        weight: Weight::HalfTyped,
        part: parts::part_of(session, &half.purpose).unwrap_or(Part::Submission),
        rating: None,
        half_typed: Some(half),
    });
    // It is no evidence, so it becomes no note, and goes with the submission; what was begun is named all the same.
    let unquoted = view.unquoted(session).into_iter().map(|half| Complaint {
        text: readback::unquoted(rubric, &half.purpose),
        weight: Weight::Missing,
        part: parts::part_of(session, &half.purpose).unwrap_or(Part::Submission),
        rating: None,
        half_typed: Some(half),
    });
    let half_typed: Vec<Complaint> = half_typed.chain(unquoted).collect();
    if state.is_no_show() {
        return half_typed;
    }
    let at = |slot: Slot, dimension: &DimensionId| Some((slot, dimension.clone()));
    let mut all = half_typed;
    for asking in state.unrated() {
        let titles: Vec<&str> = asking.unrated().map(|id| rubric.title_of(id)).collect();
        let text = if state.is_bare(asking) {
            format!("{} has nothing recorded: rate it, or F6 if only passed", asking.slot)
        } else {
            format!("{} is not rated on {}", asking.slot, titles.join(", "))
        };
        all.push(Complaint {
            text,
            weight: Weight::Missing,
            part: Part::Ratings,
            rating: asking.unrated().next().and_then(|id| at(asking.slot, id)),
            half_typed: None,
        });
    }
    let recommends = |text: &str, weight| Complaint {
        text: text.to_owned(),
        weight,
        part: Part::Recommendation,
        rating: None,
        half_typed: None,
    };
    if !state.mock() {
        match state.recommendation.as_ref() {
            Some(given) if given.band.is_some() => {
                if given.reason.trim().is_empty() {
                    all.push(recommends("you have not said why you recommend that band", Weight::Missing));
                }
            }
            Some(_) | None => all.push(recommends("you have not recommended a band yet", Weight::Missing)),
        }
        all.extend(apart(plan, state).map(|apart| recommends(&apart, Weight::Apart)));
    }
    let open =
        parts::criteria(session).into_iter().filter(|own| is_must_have(own) && !state.criteria.contains_key(&own.id));
    let open: Vec<&str> = open.map(|own| own.title.as_str()).collect();
    if !open.is_empty() {
        let text = format!("must-have criteria are not judged, and the card says so: {}", open.join(", "));
        all.push(Complaint { text, weight: Weight::Missing, part: Part::Criteria, rating: None, half_typed: None });
    }
    for thin in thin(plan, state) {
        let (part, rating) = match &thin {
            Thin::NoNote { dimension } | Thin::OneQuestion { dimension, .. } => {
                (Part::Dimension(dimension.clone()), None)
            }
            Thin::Unsupported { slot, dimension, .. } => (Part::Ratings, at(*slot, dimension)),
        };
        all.push(Complaint { text: thin.said(rubric), weight: Weight::Thin, part, rating, half_typed: None });
    }
    all.extend(blank(session));
    all
}

/// Whether a card names it where it was not judged.
fn is_must_have(criterion: &Criterion) -> bool {
    criterion.need == Need::MustHave
}

/// What may be left blank, and is; with where the first of it is.
fn blank(session: &Session) -> Option<Complaint> {
    let state = session.state();
    let mut blank = Vec::new();
    let mut first = None;
    let criteria: Vec<_> = parts::criteria(session).into_iter().filter(|own| !is_must_have(own)).collect();
    let open = criteria.iter().filter(|criterion| !state.criteria.contains_key(&criterion.id)).count();
    if open > 0 {
        blank.push(format!("{open} of {} criteria that are no must-have", criteria.len()));
        first = Some(Part::Criteria);
    }
    let unconcluded = parts::parts(session).into_iter().filter_map(|part| match part {
        Part::Dimension(id) if state.conclusions.get(&id).is_none_or(|given| given.score.is_none()) => Some(id),
        Part::Dimension(_)
        | Part::Ratings
        | Part::Criteria
        | Part::Recommendation
        | Part::TakeAways
        | Part::Submission => None,
    });
    let unconcluded: Vec<DimensionId> = unconcluded.collect();
    if let Some(id) = unconcluded.first() {
        let titles: Vec<&str> = unconcluded.iter().map(|id| session.plan().rubric.title_of(id)).collect();
        blank.push(format!("your conclusion on {}", titles.join(", ")));
        first = first.or(Some(Part::Dimension(id.clone())));
    }
    if state.recommendation.as_ref().is_none_or(|given| given.strengths.is_empty() && given.growth.is_empty()) {
        blank.push("the take-aways".into());
        first = first.or(Some(Part::TakeAways));
    }
    first.map(|part| Complaint {
        text: format!("left blank, as it may be: {}", blank.join("; ")),
        weight: Weight::Blank,
        part,
        rating: None,
        half_typed: None,
    })
}
