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
    /// The intraclass correlations by these variances, where there are both candidates and interviewers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icc: Option<FittedIcc>,
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

/// What share of the variance of one score is the candidates', by the fitted variances: of all ratings, while those of Shrout & Fleiss 1979 take
/// the rows that everybody rated. In complete rows on one dimension they are the same, unless a variance is estimated as zero. Between
/// dimensions, differences of their means count for nobody.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct FittedIcc {
    /// As ICC(2,1): how far the scores are the same, so that severity counts against it.
    pub absolute: f64,
    /// As ICC(3,1): how far their order is the same.
    pub consistency: f64,
    /// The number of ratings.
    pub n: usize,
}

impl FittedIcc {
    fn of(variance: &Variances, n: usize) -> Option<Self> {
        let own = variance.candidate? + variance.candidate_dimension.unwrap_or(0.0);
        let interviewer = variance.interviewer?;
        let rest = variance.halo.unwrap_or(0.0) + variance.residual;
        let (absolute, consistency) = (own / (own + interviewer + rest), own / (own + rest));
        (absolute.is_finite() && consistency.is_finite()).then_some(Self { absolute, consistency, n })
    }
}

pub(super) fn line(ratings: &Ratings, fitted: &Result<Calibration<'_>, Uncalibrated>) -> ModelLine {
    let undefined = fitted.as_ref().err().map(ToString::to_string);
    let fitted = fitted.as_ref().ok();
    let fit = fitted.map(Calibration::outline);
    ModelLine {
        terms: Term::ALL.into_iter().filter(|&term| fitted.is_some_and(|fitted| fitted.model().has(term))).collect(),
        dropped: fitted.map(|fitted| fitted.dropped().to_vec()).unwrap_or_default(),
        intercept: fit.as_ref().map(Fit::intercept),
        icc: fit.as_ref().and_then(|fit| FittedIcc::of(&fit.variance, fit.n)),
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The variances of Shrout & Fleiss's table by REML; their own ICC(2,1) and ICC(3,1) of it are 0.29 and 0.71.
    #[test]
    fn of_complete_rows_it_is_what_the_analysis_of_variance_says() {
        let variance = Variances {
            candidate: Some(2.555_556),
            interviewer: Some(5.244_444),
            candidate_dimension: None,
            halo: None,
            residual: 1.019_444,
        };
        let found = FittedIcc::of(&variance, 24).expect("there are both");
        assert!((found.absolute - 0.289_764).abs() < 1e-5 && (found.consistency - 0.714_841).abs() < 1e-5, "{found:?}");
        assert_eq!(FittedIcc::of(&Variances { interviewer: None, ..variance }, 24), None);
    }
}
