//! The order of the candidates held against that of an ordinal model.

use serde::Serialize;

use super::people::Named;
use super::{Found, Uncalibrated, Wanted};
use crate::calibrated::{Calibrated, Place};
use crate::fitted::Calibration;
use crate::mixed::{DropReason, Dropped, FixedEffect, Model, Prediction, Term};
use crate::num::graded;
use crate::order::{OrderChange, Standing};
use crate::ordinal::{OrdinalError, OrdinalFit, OrdinalVariances, Threshold, between_steps, fit_ordinal};
use crate::ratings::Ratings;
use crate::watch::Watch;

/// Effects are ordered in parts of so many logits.
const RANGE: f64 = 10.0;

/// An ordinal model, and what it changes in the order of the candidates.
#[derive(Debug, Clone, Serialize)]
pub struct OrdinalReport {
    /// How many scores are on a step of the scale.
    pub n: usize,
    /// How many are between two steps, and left out of both orders.
    pub left_out: usize,
    /// The terms in the model, fixed ones first.
    pub terms: Vec<Term>,
    /// Terms that were wanted but that the data cannot carry.
    pub dropped: Vec<Dropped>,
    /// What lies between neighbors among the scores in use, in logits.
    pub thresholds: Vec<Threshold>,
    /// Dimensions and rounds against the first ones, in logits.
    pub fixed: Vec<FixedEffect>,
    /// In squared logits; `null` for a term that is not in the model.
    pub variance: Option<OrdinalVariances>,
    /// By Laplace's approximation.
    pub log_likelihood: Option<f64>,
    /// Whether a variance is estimated as zero.
    pub singular: Option<bool>,
    /// In the order of equal steps, part by part.
    pub candidates: Vec<OrdinalLine>,
    /// `None` where it is meant for a shared screen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interviewers: Option<Vec<EffectLine>>,
    /// What changes from the order of equal steps to that of the ordinal model.
    pub order: Option<OrderChange>,
    /// Why there is no model, or no order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undefined: Option<String>,
}

/// A candidate in both orders.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OrdinalLine {
    /// The id.
    pub id: String,
    /// The name, where there is one beside the id.
    pub name: String,
    /// Which part of the panel.
    pub component: usize,
    /// The rank within the part where steps are equal.
    pub linear_rank: usize,
    /// The rank within the part in the ordinal model; equals share the better one.
    pub rank: usize,
    /// The weighted total, in logits against the mean of all.
    pub effect: f64,
    /// Its conditional standard deviation.
    pub sd: f64,
}

/// An interviewer in the ordinal model.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EffectLine {
    /// The id.
    pub id: String,
    /// The name, where there is one beside the id.
    pub name: String,
    /// In logits: positive means higher scores.
    pub effect: f64,
    /// Its conditional standard deviation.
    pub sd: f64,
}

/// Why no order is held against another.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
enum NoOrder {
    /// The model with equal steps has none.
    #[error(transparent)]
    Linear(#[from] Uncalibrated),
    /// There is no ordinal model.
    #[error(transparent)]
    Ordinal(#[from] OrdinalError),
    /// The effect of this dimension or round has no end.
    #[error("all scores of {0} are at one end of the scale, so that no finite effect of it fits best")]
    Separated(String),
    /// The variance of candidates is zero: all are level.
    #[error("an ordinal model finds no difference between the candidates")]
    Level,
    /// There are no two to compare.
    #[error("there is nobody to compare with")]
    Alone,
}

/// Fits the ordinal model of the terms that the linear one has, to the scores that are on a step of the scale. Where others are left out,
/// both are fitted to what is left, so that their difference is one of steps alone.
pub(super) fn ordinal(named: &Named<'_>, wanted: &Wanted, found: &Found<'_>) -> OrdinalReport {
    let Some(ratings) = named.ratings.on_steps() else {
        return held((named, wanted), (&found.fitted, &found.compared));
    };
    let weight = |name: &String| {
        let index = named.ratings.dimensions().iter().position(|own| own == name);
        index.and_then(|index| wanted.weights.get(index)).copied().unwrap_or(0)
    };
    let weights = ratings.dimensions().iter().map(weight).collect();
    let wanted = Wanted { weights, bands: Vec::new(), ..wanted.clone() };
    let found = Found::of(&ratings, &wanted, Watch::nobody());
    let left_out = between_steps(named.ratings);
    let named = Named { ratings: &ratings, called: named.called };
    OrdinalReport { left_out, ..held((&named, &wanted), (&found.fitted, &found.compared)) }
}

/// A candidate's place in both orders.
struct Both {
    candidate: usize,
    place: Place,
    rank: usize,
}

fn held(
    (named, wanted): (&Named<'_>, &Wanted),
    (fitted, compared): (&Result<Calibration<'_>, Uncalibrated>, &Result<Calibrated, Uncalibrated>),
) -> OrdinalReport {
    let mut report = OrdinalReport {
        n: named.ratings.len(),
        left_out: 0,
        terms: Vec::new(),
        dropped: Vec::new(),
        thresholds: Vec::new(),
        fixed: Vec::new(),
        variance: None,
        log_likelihood: None,
        singular: None,
        candidates: Vec::new(),
        interviewers: None,
        order: None,
        undefined: None,
    };
    let found = match (fitted, compared) {
        (_, _) if named.ratings.is_empty() => Err(NoOrder::Ordinal(OrdinalError::NoScores)),
        (Ok(fitted), Ok(compared)) => {
            report.dropped = fitted.dropped().to_vec();
            let fit = fit((named.ratings, wanted), fitted.model(), &mut report.dropped);
            fit.map(|fit| (fit, compared)).map_err(|reason| said(named.ratings, reason))
        }
        (Err(reason), _) | (_, Err(reason)) => Err(NoOrder::from(*reason)),
    };
    match found {
        Ok((fit, compared)) => fill(&mut report, (named, wanted), &fit, compared),
        Err(reason) => report.undefined = Some(reason.to_string()),
    }
    report
}

/// The ordinal model with these terms, or with those of them that leave an optimum.
fn fit(
    (ratings, wanted): (&Ratings, &Wanted),
    mut model: Model,
    dropped: &mut Vec<Dropped>,
) -> Result<OrdinalFit, OrdinalError> {
    let mut found = fit_ordinal(ratings, model, &wanted.weights);
    for term in [Term::Halo, Term::CandidateDimension] {
        if found.as_ref().err() == Some(&OrdinalError::NoOptimum) && wanted.exact.is_none() && model.has(term) {
            model = model.without(term);
            dropped.push(Dropped { term, reason: DropReason::LeavesNoError });
            found = fit_ordinal(ratings, model, &wanted.weights);
        }
    }
    found
}

/// The reason with names in it.
fn said(ratings: &Ratings, reason: OrdinalError) -> NoOrder {
    let OrdinalError::Separated { of, level } = reason else { return NoOrder::Ordinal(reason) };
    let names = if of == Term::Round { ratings.rounds() } else { ratings.dimensions() };
    names.get(level).map_or(NoOrder::Ordinal(reason), |name| NoOrder::Separated(name.clone()))
}

fn fill(report: &mut OrdinalReport, (named, wanted): (&Named<'_>, &Wanted), fit: &OrdinalFit, compared: &Calibrated) {
    let all = both(compared, &fit.totals);
    let line = |one: &Both| {
        let (id, name) = named.candidate(one.candidate);
        let Prediction { effect, sd } = fit.totals[one.candidate];
        let Place { component, rank: linear_rank, .. } = one.place;
        OrdinalLine { id, name, component, linear_rank, rank: one.rank, effect, sd }
    };
    let interviewer = |(index, Prediction { effect, sd }): (usize, &Prediction)| {
        let (id, name) = named.interviewer(index);
        EffectLine { id, name, effect: *effect, sd: *sd }
    };
    let standings: Vec<Standing> = all
        .iter()
        .map(|one| Standing {
            part: one.place.component,
            group: one.place.group,
            rank: one.place.rank,
            other: one.rank,
        })
        .collect();
    report.terms = Term::ALL.into_iter().filter(|&term| fit.model.has(term)).collect();
    report.thresholds.clone_from(&fit.thresholds);
    report.fixed.clone_from(&fit.fixed);
    report.variance = Some(fit.variance);
    report.log_likelihood = Some(fit.log_likelihood);
    report.singular = Some(fit.singular);
    report.candidates = all.iter().map(line).collect();
    report.interviewers = wanted.severity.then(|| fit.interviewers.iter().enumerate().map(interviewer).collect());
    let is_level = fit.totals.iter().all(|total| graded(total.effect, RANGE) == 0.0);
    report.order = OrderChange::of(&standings).filter(|_| !is_level);
    let reason = if is_level { NoOrder::Level } else { NoOrder::Alone };
    report.undefined = report.order.is_none().then(|| reason.to_string());
}

/// Everybody with both places, in the order of equal steps, part by part.
fn both(compared: &Calibrated, totals: &[Prediction]) -> Vec<Both> {
    let value = |one: &Both| graded(totals[one.candidate].effect, RANGE);
    let places = compared.candidates.iter().map(|one| Both { candidate: one.candidate, place: one.place, rank: 0 });
    let mut all: Vec<Both> = places.collect();
    all.sort_by(|one, other| {
        one.place.component.cmp(&other.place.component).then_with(|| value(other).total_cmp(&value(one)))
    });
    for part in all.chunk_by_mut(|one, other| one.place.component == other.place.component) {
        let (mut better, mut before) = (0, None);
        for (rank, one) in part.iter_mut().enumerate() {
            let own = value(one);
            if before.replace(own) != Some(own) {
                better = rank;
            }
            one.rank = better + 1;
        }
    }
    all.sort_by_key(|one| (one.place.component, one.place.rank));
    all
}
