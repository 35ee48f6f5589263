//! One fitted panel with its uncertainty: what comparison, severity and design are read from.

use serde::Serialize;

use crate::dense::Square;
use crate::ends::open_ended;
use crate::mixed::{
    CANDIDATE, DIMENSION, DropReason, Dropped, Fit, FitError, Fitted, Model, Solution, Term, optimize, supported,
};
use crate::num::{float, floor, whole};
use crate::posterior::{Point, points};
use crate::ratings::Ratings;

/// Fewer points than this would be worse than none.
const FEWEST_POINTS: usize = 48;
/// Multiplications that integrating over the variances may cost.
const WORK: f64 = 2.0e8;

/// How to allow for uncertainty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Seed of all draws.
    pub seed: u64,
    /// Points over the uncertain variances; large tables, whose variances are sure, use one.
    pub points: usize,
    /// Draws for the chance of being the best.
    pub draws: usize,
    /// The level of intervals, such as 0.95.
    pub level: f64,
    /// Whether to allow for the ends of the scale.
    pub ends: bool,
    /// What is sure of groups.
    pub groups: SureOf,
}

/// What is sure of groups, at 95%.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SureOf {
    /// That nobody in the whole panel is told apart wrongly: there is an allowance for how many pairs are looked at.
    #[default]
    Panel,
    /// The same of each pair by itself. Where there are many pairs, some are told apart by chance.
    Pairs,
}

/// Why a word says nothing of groups.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is neither `panel` nor `pairs`")]
pub struct NotSureOf(String);

impl SureOf {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Panel, Self::Pairs];

    /// The word for it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Panel => "panel",
            Self::Pairs => "pairs",
        }
    }
}

impl std::str::FromStr for SureOf {
    type Err = NotSureOf;

    fn from_str(text: &str) -> Result<Self, NotSureOf> {
        Self::ALL.into_iter().find(|one| one.key() == text).ok_or_else(|| NotSureOf(text.to_owned()))
    }
}

impl Default for Options {
    fn default() -> Self {
        Self { seed: 1, points: 96, draws: 1000, level: 0.95, ends: true, groups: SureOf::default() }
    }
}

/// How the intervals were made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// The variances are integrated over this many points.
    Integrated {
        /// Points with weight.
        points: usize,
    },
    /// The variances are taken as known: the table is large.
    PlugIn,
}

/// Everything known at one point of the variances.
pub(crate) struct State {
    pub(crate) point: Point,
    pub(crate) solution: Solution,
    pub(crate) inverse: Square,
}

/// A fitted panel.
pub struct Calibration<'a> {
    pub(crate) ratings: &'a Ratings,
    pub(crate) options: Options,
    pub(crate) plain: Fitted,
    pub(crate) open: Fitted,
    pub(crate) widening: Vec<f64>,
    pub(crate) states: Vec<State>,
    method: Method,
    model: Model,
    dropped: Vec<Dropped>,
}

impl<'a> Calibration<'a> {
    /// Fits what the data can carry of `model`, and integrates over the variances.
    ///
    /// # Errors
    /// [`FitError`] says why there is no model.
    pub fn new(ratings: &'a Ratings, model: Model, options: Options) -> Result<Self, FitError> {
        let (mut model, mut dropped) = supported(ratings, model);
        let mut found = Self::fitted(ratings, model, dropped.clone(), options);
        // What somebody rates alike on all dimensions is no more than what they rate, with whatever error that has.
        for term in [Term::Halo, Term::CandidateDimension] {
            if matches!(found, Err(FitError::NoError)) && model.has(term) {
                model = model.without(term);
                dropped.push(Dropped { term, reason: DropReason::LeavesNoError });
                found = Self::fitted(ratings, model, dropped.clone(), options);
            }
        }
        found
    }

    /// Fits exactly `model`, whether or not the data tell its terms apart.
    ///
    /// # Errors
    /// [`FitError`] says why there is no model.
    pub fn exactly(ratings: &'a Ratings, model: Model, options: Options) -> Result<Self, FitError> {
        Self::fitted(ratings, model, Vec::new(), options)
    }

    fn fitted(ratings: &'a Ratings, model: Model, dropped: Vec<Dropped>, options: Options) -> Result<Self, FitError> {
        let plain = optimize(ratings, model)?;
        let are_rounded = ratings.rows().category.iter().all(|&c| c != crate::ratings::NO_CATEGORY);
        let rounded = are_rounded.then(|| ratings.steps());
        let opened = if options.ends { open_ended(&plain, ratings.scale(), rounded).ok() } else { None };
        let (open, widening) = match opened {
            Some(opened) => (opened.fitted, opened.widening),
            None => (plain.clone(), vec![1.0; ratings.candidates().len()]),
        };
        let half_range = 0.5 * range(ratings);
        let count = affordable(&open, options.points);
        let integrated = if count >= FEWEST_POINTS { points(&open, count, options.seed, half_range) } else { None };
        let method = integrated.as_ref().map_or(Method::PlugIn, |points| Method::Integrated { points: points.len() });
        let points = integrated
            .unwrap_or_else(|| vec![Point { factor: open.factor.clone(), residual: open.residual(), weight: 1.0 }]);
        let states = points
            .into_iter()
            .map(|point| {
                let solution = Solution::new(&open.cells, &point.factor);
                let inverse = point.factor.rest.inverse();
                State { point, solution, inverse }
            })
            .collect();
        Ok(Self { ratings, options, plain, open, widening, states, method, model, dropped })
    }

    /// The model as other software reports it: without the allowance for the ends of the scale.
    #[must_use]
    pub fn fit(&self) -> Fit {
        self.plain.summary(self.ratings)
    }

    /// The model that was fitted.
    #[must_use]
    pub fn model(&self) -> Model {
        self.model
    }

    /// Terms that were wanted but that the data cannot carry.
    #[must_use]
    pub fn dropped(&self) -> &[Dropped] {
        &self.dropped
    }

    /// How the intervals are made.
    #[must_use]
    pub fn method(&self) -> Method {
        self.method
    }

    /// How wide the scale is, in score points.
    pub(crate) fn range(&self) -> f64 {
        range(self.ratings)
    }

    /// Whether the model has anything that tells candidates apart.
    pub(crate) fn tells_candidates(&self) -> bool {
        self.open.cells.levels[CANDIDATE] + self.open.cells.levels[DIMENSION] > 0
    }
}

fn range(ratings: &Ratings) -> f64 {
    whole(ratings.scale().max) - whole(ratings.scale().min)
}

/// How many points the table can afford.
fn affordable(fitted: &Fitted, wanted: usize) -> usize {
    let cells = &fitted.cells;
    let rest = float(cells.rest + cells.design.count);
    let groups: f64 =
        cells.groups.iter().map(|group| (float(group.inner) + 2.0) * float(cells.height(group)).powi(2)).sum();
    floor(WORK / (rest.powi(3) + 3.0 * groups + 1.0)).min(wanted)
}
