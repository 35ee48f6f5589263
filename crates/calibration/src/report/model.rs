//! The fitted model as it is written.

use serde::Serialize;

use crate::design::components;
use crate::fitted::{Calibration, Method};
use crate::mixed::{Dropped, FixedEffect, Model, Variances};
use crate::ratings::Ratings;

/// What was fitted, and what could not be.
#[derive(Debug, Clone, Serialize)]
pub struct ModelLine {
    /// The terms in the model, fixed ones first.
    pub terms: Vec<&'static str>,
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
    /// Why there is no model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undefined: Option<String>,
}

pub(super) fn line(ratings: &Ratings, fitted: Option<&Calibration<'_>>, undefined: Option<String>) -> ModelLine {
    let fit = fitted.map(Calibration::fit);
    ModelLine {
        terms: fitted.map(|fitted| terms(fitted.model())).unwrap_or_default(),
        dropped: fitted.map(|fitted| fitted.dropped().to_vec()).unwrap_or_default(),
        intercept: fit.as_ref().map(crate::mixed::Fit::intercept),
        variance: fit.as_ref().map(|fit| fit.variance),
        reml_criterion: fit.as_ref().map(|fit| fit.reml_criterion),
        singular: fit.as_ref().map(|fit| fit.singular),
        fixed: fit.map(|fit| fit.fixed).unwrap_or_default(),
        connected: components(ratings).count < 2,
        method: fitted.map(Calibration::method),
        undefined,
    }
}

fn terms(model: Model) -> Vec<&'static str> {
    let all = [
        ("dimension", model.fixed.dimension),
        ("round", model.fixed.round),
        ("candidate", model.terms.candidate),
        ("interviewer", model.terms.interviewer),
        ("candidate_dimension", model.terms.candidate_dimension),
        ("halo", model.terms.halo),
    ];
    all.into_iter().filter(|(_, there)| *there).map(|(name, _)| name).collect()
}
