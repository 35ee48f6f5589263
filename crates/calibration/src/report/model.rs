//! The fitted model as it is written.

use serde::Serialize;

use crate::design::components;
use crate::fitted::{Calibration, Method};
use crate::mixed::{Accuracy, Dropped, Fit, FixedEffect, Term, Variances};
use crate::ratings::Ratings;

use super::Uncalibrated;

/// What was fitted, and what could not be.
#[derive(Debug, Clone, Serialize)]
pub struct ModelLine {
    /// The terms in the model, fixed ones first.
    pub terms: Vec<Term>,
    /// Terms that were wanted but that the data cannot carry.
    pub dropped: Vec<Dropped>,
    /// The intercept, in score points.
    pub intercept: Option<f64>,
    /// Fixed effects, the intercept first.
    pub fixed: Vec<FixedEffect>,
    /// Variances; `null` for a term that is not in the model.
    pub variance: Option<Variances>,
    /// −2 log restricted likelihood.
    pub reml_criterion: Option<f64>,
    /// Whether a variance is estimated as zero.
    pub singular: Option<bool>,
    /// Whether everybody can be compared through shared interviewers.
    pub connected: bool,
    /// How intervals allow for the estimated variances.
    pub method: Option<Method>,
    /// How far estimates may be off by chance, where the table is too large for equations that are factored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accuracy: Option<Accuracy>,
    /// Why there is no model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undefined: Option<String>,
}

pub(super) fn line(ratings: &Ratings, fitted: &Result<Calibration<'_>, Uncalibrated>) -> ModelLine {
    let undefined = fitted.as_ref().err().map(ToString::to_string);
    let fitted = fitted.as_ref().ok();
    let fit = fitted.map(Calibration::outline);
    ModelLine {
        terms: Term::ALL.into_iter().filter(|&term| fitted.is_some_and(|fitted| fitted.model().has(term))).collect(),
        dropped: fitted.map(|fitted| fitted.dropped().to_vec()).unwrap_or_default(),
        intercept: fit.as_ref().map(Fit::intercept),
        variance: fit.as_ref().map(|fit| fit.variance),
        reml_criterion: fit.as_ref().map(|fit| fit.reml_criterion),
        singular: fit.as_ref().map(|fit| fit.singular),
        fixed: fit.map(|fit| fit.fixed).unwrap_or_default(),
        connected: components(ratings).count < 2,
        method: fitted.map(Calibration::method),
        accuracy: fitted.and_then(Calibration::accuracy),
        undefined,
    }
}
