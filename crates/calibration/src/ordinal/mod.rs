//! The ordinal model: scores as categories in order, with nothing said of how far one is from the next.
//!
//! logit P(score ≤ j) = `θ_j` − (fixed effects + candidate + interviewer + …), a cumulative logit mixed model (`McCullagh` 1980; Tutz &
//! Hennevogl 1996). The thresholds θ are estimated with everything else, so that a step of the scale may be wide or narrow. It is fitted
//! by maximum likelihood with the random effects integrated out by Laplace's approximation, as `clmm` of R's package ordinal does.

mod arrow;
mod fit;
mod laplace;
mod logit;
mod rows;
mod search;
mod summary;

use serde::Serialize;

use crate::mixed::{FixedEffect, MOST_FIXED, Model, Prediction, Term};
pub(crate) use fit::between_steps;
pub use fit::fit_ordinal;

/// Above so many categories in use nothing is fitted.
const MOST_CATEGORIES: usize = 50;
/// Effects that belong to no group, at most: they are factored as a dense matrix, some hundred times.
const MOST_REST: usize = 1000;

/// Why there is no ordinal model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OrdinalError {
    /// No score is on a step of the scale.
    #[error("no score is on a step of the scale")]
    NoScores,
    /// One category is no order.
    #[error("all scores are the same")]
    OneCategory,
    /// There would be too many thresholds.
    #[error(
        "more than {MOST_CATEGORIES} different scores were given, which are steps small enough to be taken as equal"
    )]
    TooManyCategories,
    /// No random term is left.
    #[error("the data can carry no random term")]
    NoTerms,
    /// More dimensions and rounds than fixed effects can be made of.
    #[error("there are more than {MOST_FIXED} dimensions and rounds")]
    TooManyFixed,
    /// It would take too long.
    #[error(
        "the panel is too large for an ordinal model, which is fitted up to {MOST_REST} candidates or {MOST_REST} interviewers"
    )]
    TooLarge,
    /// A dimension or round whose scores are all at one end has an effect without an end.
    #[error("a dimension or round has scores at one end of the scale alone, so that no finite effect fits best")]
    Separated {
        /// A dimension or a round.
        of: Term,
        /// Which of them, as an index into those of the table.
        level: usize,
    },
    /// The likelihood grows without end.
    #[error("who was rated and by whom tells every score, so that the likelihood has no optimum")]
    NoOptimum,
    /// The search came to no end.
    #[error("the search for the best fit came to no end")]
    NotSettled,
}

/// What lies between two neighbors among the scores in use.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Threshold {
    /// The score below, in points.
    pub below: f64,
    /// The score above, in points.
    pub above: f64,
    /// Where it lies, in logits.
    pub value: f64,
    /// The standard error of that, in logits.
    pub standard_error: f64,
}

/// Variances in squared logits; `None` for a term that is not in the model. The error's is π²/3 by definition.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct OrdinalVariances {
    /// Between candidates.
    pub candidate: Option<f64>,
    /// Between interviewers.
    pub interviewer: Option<f64>,
    /// Between a candidate's dimensions.
    pub candidate_dimension: Option<f64>,
    /// Between an interviewer's views of candidates.
    pub halo: Option<f64>,
}

/// A fitted ordinal model. All effects are in logits, and positive ones mean higher scores.
#[derive(Clone, Debug)]
pub struct OrdinalFit {
    /// What was fitted.
    pub model: Model,
    /// The number of scores that are on a step of the scale.
    pub n: usize,
    /// One less than there are scores in use; a score that nobody gave has none.
    pub thresholds: Vec<Threshold>,
    /// Dimensions and rounds against the first ones (treatment contrasts), without an intercept.
    pub fixed: Vec<FixedEffect>,
    /// The variances at the optimum.
    pub variance: OrdinalVariances,
    /// The logarithm of the likelihood, by Laplace's approximation.
    pub log_likelihood: f64,
    /// Whether a variance is estimated as zero.
    pub singular: bool,
    /// Conditional modes of the candidate effects, in the order of the table, with conditional standard deviations; empty without the
    /// term. Of somebody without a score on a step, nothing is known but that they are one of the candidates.
    pub candidates: Vec<Prediction>,
    /// The same of interviewers.
    pub interviewers: Vec<Prediction>,
    /// The same of candidates with their effects by dimension, weighted.
    pub totals: Vec<Prediction>,
}

#[cfg(test)]
mod tests;
