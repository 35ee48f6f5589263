//! The linear mixed model: score = fixed effects + candidate + interviewer + … + error, by REML.
//!
//! `fit` gives what lme4 gives for the same formula: variances, fixed effects, predictions with
//! conditional standard deviations and the REML criterion, at the optimum itself.

mod cells;
mod equations;
mod estimated;
mod factor;
mod fixed;
mod found;
mod gradient;
mod lanczos;
mod local;
mod optimum;
mod sampled;
mod solved;
mod step;
mod stochastic;
mod summary;
mod terms;

use serde::Serialize;

use crate::ratings::Ratings;

pub(crate) use cells::{CANDIDATE, Cells, Column, DIMENSION, Design, HALO, INTERVIEWER, TERMS};
pub(crate) use factor::{Effects, Factor};
pub(crate) use found::{Fitted, How, MOST_FIXED_SAMPLED, Precision};
pub(crate) use gradient::Solution;
pub(crate) use local::{Local, Sparse};
pub use optimum::fit;
pub(crate) use optimum::{MOST_FIXED, optimize};
pub use sampled::Accuracy;
pub(crate) use solved::Solved;
pub use terms::{DropReason, Dropped, NotATerm, Term, supported};

/// The random terms of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "one switch per term of the formula")]
pub struct Terms {
    /// How much candidates differ.
    pub candidate: bool,
    /// How much interviewers differ in severity.
    pub interviewer: bool,
    /// How much a candidate's strengths differ between dimensions.
    pub candidate_dimension: bool,
    /// How much one interviewer's view of one candidate colors all dimensions.
    pub halo: bool,
}

/// The fixed effects of a model; the intercept is always one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Fixed {
    /// One effect a dimension.
    pub dimension: bool,
    /// One effect a round.
    pub round: bool,
}

/// A model: which effects a score is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Model {
    /// Random terms.
    pub terms: Terms,
    /// Fixed effects.
    pub fixed: Fixed,
}

impl Model {
    /// `score ~ 1 + (1|candidate) + (1|interviewer)`, dimensions and rounds ignored.
    #[must_use]
    pub fn plain() -> Self {
        Self::of(&[Term::Candidate, Term::Interviewer])
    }

    /// Every effect; [`supported`] takes away what the data cannot carry.
    #[must_use]
    pub fn full() -> Self {
        Self::of(&Term::ALL)
    }
}

/// Why no model could be fitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum FitError {
    /// No rating, or no more ratings than fixed effects.
    #[error("there are too few ratings for a model")]
    TooFewRatings,
    /// All ratings are equal, or the fixed effects explain them fully.
    #[error("the ratings do not vary")]
    NoVariation,
    /// Candidates and interviewers explain every rating.
    #[error(
        "who was rated and by whom explains every score, so that no error is left by which to say how sure anything is"
    )]
    NoError,
    /// The wanted terms leave nothing to tell from error: no random term is left.
    #[error("the data can carry no random term")]
    NoTerms,
    /// More dimensions and rounds than fixed effects can be made of.
    #[error("there are more than 300 dimensions and rounds; take fewer at a time")]
    TooManyFixed,
    /// There are too many dimensions and rounds for equations that can't be factored.
    #[error(
        "of so many candidates and interviewers, no more than 32 dimensions and rounds can be fitted; take fewer at a time"
    )]
    TooLarge,
    /// The numbers left the range of floating point.
    #[error("the ratings leave the range of floating point")]
    NotFinite,
}

/// Variances in squared score points; `None` for a term that is not in the model.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Variances {
    /// Between candidates.
    pub candidate: Option<f64>,
    /// Between interviewers.
    pub interviewer: Option<f64>,
    /// Between a candidate's dimensions.
    pub candidate_dimension: Option<f64>,
    /// Between an interviewer's views of candidates.
    pub halo: Option<f64>,
    /// What is left.
    pub residual: f64,
}

/// A fixed effect against the first dimension and round (treatment contrasts).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FixedEffect {
    /// `intercept`, or the name of the dimension or round.
    pub name: String,
    /// In score points.
    pub value: f64,
    /// Its standard error, in score points.
    pub standard_error: f64,
}

/// A predicted random effect.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Prediction {
    /// In score points, against the mean of all.
    pub effect: f64,
    /// The conditional standard deviation given the fixed effects and variances (lme4's `condVar`).
    pub sd: f64,
}

/// A fitted model.
#[derive(Clone, Debug, Serialize)]
pub struct Fit {
    /// What was fitted.
    pub model: Model,
    /// The number of ratings.
    pub n: usize,
    /// The variances at the optimum.
    pub variance: Variances,
    /// Fixed effects, the intercept first.
    pub fixed: Vec<FixedEffect>,
    /// The REML criterion: −2 log restricted likelihood, as lme4 reports it.
    pub reml_criterion: f64,
    /// Whether a variance is estimated as zero.
    pub singular: bool,
    /// Predicted candidate effects, in the order of the table; empty without the term.
    pub candidates: Vec<Prediction>,
    /// Predicted interviewer effects, in the order of the table; empty without the term.
    pub interviewers: Vec<Prediction>,
    /// How many times the criterion was evaluated.
    pub evaluations: usize,
}

impl Fit {
    /// The intercept, in score points.
    #[must_use]
    pub fn intercept(&self) -> f64 {
        self.fixed.first().map_or(f64::NAN, |effect| effect.value)
    }
}

/// The name of a fixed column.
pub(crate) fn column_name(ratings: &Ratings, column: cells::Column) -> String {
    match column {
        cells::Column::Intercept => "intercept".to_owned(),
        cells::Column::Dimension(d) => ratings.dimensions()[usize::from(d)].clone(),
        cells::Column::Round(r) => ratings.rounds()[usize::from(r)].clone(),
    }
}

#[cfg(test)]
mod tests;
