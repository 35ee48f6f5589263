//! What is wanted of a fit, and what is found.

use std::sync::Arc;

use super::Model;
use super::cells::Cells;
use super::gradient::Solution;
use super::sampled::Accuracy;
use super::solved::Solved;
use crate::ratings::Ratings;
use crate::watch::Watch;

/// The largest remaining error of a ratio, relative, at which the search ends.
const TOLERANCE: f64 = 1e-10;
/// The same where a step is expensive.
const LARGE_TOLERANCE: f64 = 2e-7;
/// The same where no more is wanted than what can't be told from chance: of so many levels that steps are expensive, ratings leave a
/// hundred times as much open.
const ENOUGH: f64 = 3e-4;
/// How many remaining columns make a step expensive.
pub(crate) const LARGE: usize = 400;
/// The remaining columns that are factored where the optimum itself is wanted: 8 bytes × 12,000² is 1.2 GB.
const LARGEST: usize = 12_000;
/// The same where it is wanted as exactly as chance lets it be seen.
const LARGEST_ENOUGH: usize = 4_000;
/// Fixed effects at most where the equations are too large to factor.
pub(crate) const MOST_FIXED_SAMPLED: usize = 32;

/// How exactly the optimum is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Precision {
    /// The optimum itself, where the equations can be factored.
    Exact,
    /// To a hundredth of what the ratings leave open.
    Enough,
}

impl Precision {
    /// The remaining columns that are factored.
    pub(crate) fn largest(self) -> usize {
        match self {
            Self::Exact => LARGEST,
            Self::Enough => LARGEST_ENOUGH,
        }
    }

    /// The relative error of a ratio at which the search ends.
    pub(crate) fn tolerance(self, cells: &Cells) -> f64 {
        match self {
            _ if cells.rest <= LARGE => TOLERANCE,
            Self::Exact => LARGE_TOLERANCE,
            Self::Enough => ENOUGH,
        }
    }

    /// Whether the equations of so many candidates and interviewers may be too large to factor: what remains are the fewer effects.
    pub(crate) fn is_too_much(self, ratings: &Ratings) -> bool {
        let candidates = ratings.candidates().len().saturating_mul(1 + ratings.dimensions().len());
        candidates.min(ratings.interviewers().len()) > self.largest()
    }
}

/// How a model is to be fitted.
#[derive(Clone, Copy)]
pub(crate) struct How<'a> {
    pub(crate) precision: Precision,
    /// The remaining columns that are factored.
    pub(crate) largest: usize,
    pub(crate) watch: Watch<'a>,
}

impl<'a> How<'a> {
    pub(crate) fn of(precision: Precision, watch: Watch<'a>) -> Self {
        Self { precision, largest: precision.largest(), watch }
    }
}

/// A fitted model with its equations, for what is derived from it.
#[derive(Clone, Debug)]
pub(crate) struct Fitted {
    pub(crate) cells: Arc<Cells>,
    pub(crate) solved: Arc<Solved>,
    pub(crate) solution: Arc<Solution>,
    /// y'Py with unit residual variance.
    pub(crate) squares: f64,
    pub(crate) model: Model,
    pub(crate) evaluations: usize,
    pub(crate) precision: Precision,
    /// How far off it may be by chance, where the equations were too large to factor.
    pub(crate) accuracy: Option<Accuracy>,
}

impl Fitted {
    /// The residual variance.
    pub(crate) fn residual(&self) -> f64 {
        self.squares / self.cells.freedom()
    }

    /// The REML criterion.
    pub(crate) fn criterion(&self) -> f64 {
        self.solved.criterion(&self.cells, self.squares)
    }
}
