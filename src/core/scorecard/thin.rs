//! Thin evidence: scores that rest on less than they should.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::event::Signal;
use super::super::ids::DimensionId;
use super::super::panel::NO_REASON;
use super::super::plan::{Plan, Slot};
use super::super::rubric::Rubric;
use super::super::scale::Rating;
use super::super::session::State;

/// A score that rests on less than it should.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "thin")]
pub enum Thin {
    /// A dimension without any note: none at a question that gives evidence on it, and none of its own.
    NoNote {
        /// The dimension that has too little under it.
        dimension: DimensionId,
    },
    /// A dimension that was rated at one question.
    OneQuestion {
        /// The dimension.
        dimension: DimensionId,
        /// The question.
        slot: Slot,
    },
    /// A 1, 2 or 5 without an observed signal or a note.
    Unsupported {
        /// The question.
        slot: Slot,
        /// The dimension.
        dimension: DimensionId,
        /// The rating.
        rating: Rating,
    },
}

impl Thin {
    /// In words, with the titles of a rubric.
    pub(crate) fn said(&self, rubric: &Rubric) -> String {
        match self {
            Self::NoNote { dimension } => format!("{}: no note", rubric.title_of(dimension)),
            Self::OneQuestion { dimension, slot } => format!("{}: rated at {slot} alone", rubric.title_of(dimension)),
            Self::Unsupported { slot, dimension, rating } => {
                let signal = if rating.get() == 5 { "strong" } else { "weak" };
                format!("{slot}: a {rating} in {} without a {signal} signal or a note", rubric.title_of(dimension))
            }
        }
    }
}

/// Where the evidence is thin, in words; of what nobody rated, that there is none.
pub(crate) fn thin_words(plan: &Plan, state: &State) -> Vec<String> {
    if !state.is_scored() {
        return vec!["nothing was rated yet".to_owned()];
    }
    thin(plan, state).iter().map(|thin| thin.said(&plan.rubric)).collect()
}

/// Where the evidence of a session is thin, dimension by dimension.
pub(crate) fn thin(plan: &Plan, state: &State) -> Vec<Thin> {
    let mut thin = Vec::new();
    for dimension in plan.rubric.dimensions.iter().map(|dimension| &dimension.id) {
        let rated: Vec<_> = state.asking.iter().filter_map(|a| Some((a, *a.ratings.get(dimension)?))).collect();
        let concluded = state.conclusions.get(dimension).is_some_and(|conclusion| conclusion.score.is_some());
        if rated.is_empty() && !concluded {
            continue;
        }
        let noted = |slot| state.notes_on(Some(slot)).next().is_some();
        // What is written while one concludes is a note on the dimension; what an import has in its place is none.
        let own = state.conclusions.get(dimension).map_or("", |conclusion| conclusion.reason.as_str());
        let has_own = !own.is_empty() && own != NO_REASON;
        if !has_own && !state.asking.iter().any(|asking| asking.gives_evidence_on(dimension) && noted(asking.slot)) {
            thin.push(Thin::NoNote { dimension: dimension.clone() });
        }
        if let [(only, _)] = rated.as_slice() {
            thin.push(Thin::OneQuestion { dimension: dimension.clone(), slot: only.slot });
        }
        for (asking, rating) in rated {
            let fitting = asking.signals.keys().any(|signal| match signal {
                Signal::Strong(_) => rating.get() == 5,
                Signal::Weak(_) => rating.get() <= 2,
            });
            let extreme = matches!(rating.get(), 1 | 2 | 5);
            if extreme && !fitting && !noted(asking.slot) {
                thin.push(Thin::Unsupported { slot: asking.slot, dimension: dimension.clone(), rating });
            }
        }
    }
    thin
}
