//! Who next: the interviewer × candidate pair whose rating would most reduce the doubt about the top.
//!
//! The doubt is the expected loss of taking the first: Σ over close rivals of s·(φ(z) − z·Φ(−z)),
//! with z the gap over its SD s. A further meeting of pair (c, i) has variance v = Var(c + i) + halo +
//! residual/dimensions, and takes Cov(gap, c + i)²/v from each gap's variance.

use std::collections::HashSet;

use serde::Serialize;

use crate::calibrated::Calibrated;
use crate::fitted::Calibration;
use crate::mixed::{HALO, INTERVIEWER};
use crate::num::{float, graded};
use crate::special::{normal_cdf, normal_density};
use crate::target::{Target, Views};

/// How many candidates count as the top at most.
const TOP: usize = 10;

/// The pair to rate next.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Next {
    /// Index into the table's candidates.
    pub candidate: usize,
    /// Index into the table's interviewers; they have not rated this candidate yet.
    pub interviewer: usize,
    /// The share of the doubt about the top that one meeting would take away, 0 to 1.
    pub relief: f64,
}

/// A gap between the first and a rival.
struct Gap {
    rival: usize,
    mean: f64,
    variance: f64,
}

impl Gap {
    fn loss(&self, variance: f64) -> f64 {
        let sd = variance.max(0.0).sqrt();
        if sd <= 0.0 {
            return 0.0;
        }
        let z = self.mean / sd;
        sd * (normal_density(z) - z * normal_cdf(-z))
    }
}

impl Calibration<'_> {
    /// The pair that would most reduce the doubt about the top of this comparison; `None` where
    /// everybody near the top was rated by everybody, or nothing is in doubt.
    #[must_use]
    pub fn next_pair(&self, comparison: &Calibrated, weights: &[u32]) -> Option<Next> {
        let fitted = &self.open;
        let (cells, inverse) = (&fitted.cells, &fitted.inverse);
        let sum: f64 = weights.iter().copied().map(f64::from).sum();
        let portions = weights.iter().map(|&weight| f64::from(weight) / sum).collect();
        let target = Target { candidate: 1.0, dimensions: portions };
        let views = Views::candidates(cells, &fitted.factor, &fitted.solution, std::slice::from_ref(&target));
        let view = views.first()?;
        let people = Views::interviewers(cells, &fitted.factor, &fitted.solution);
        let top: Vec<usize> = comparison.candidates.iter().take(TOP).map(|standing| standing.candidate).collect();
        let (&leader, rivals) = top.split_first()?;
        let gaps: Vec<Gap> = rivals
            .iter()
            .map(|&rival| Gap {
                rival,
                mean: view.mean[leader] - view.mean[rival],
                variance: fitted.residual() * view.difference(inverse, leader, rival),
            })
            .collect();
        let before: f64 = gaps.iter().map(|gap| gap.loss(gap.variance)).sum();
        if before <= 0.0 || !before.is_finite() {
            return None;
        }
        let residual = fitted.residual();
        let per_pair = float(self.ratings.len()) / float(cells.pairs.len().max(1));
        let noise = residual * (fitted.factor.theta[HALO].powi(2) + 1.0 / per_pair.max(1.0));
        let seen: HashSet<(usize, usize)> =
            cells.pairs.iter().map(|pair| (pair.candidate as usize, pair.interviewer as usize)).collect();
        let mut best: Option<Next> = None;
        for &candidate in &top {
            for interviewer in 0..self.ratings.interviewers().len() {
                if seen.contains(&(candidate, interviewer)) {
                    continue;
                }
                let known = interviewer < cells.levels[INTERVIEWER];
                let with = |person: usize| {
                    let own = view.covariance(inverse, person, candidate);
                    own + if known { view.cross(inverse, person, (&people, interviewer)) } else { 0.0 }
                };
                let own = if known {
                    people.covariance(inverse, interviewer, interviewer)
                        + view.cross(inverse, candidate, (&people, interviewer))
                } else {
                    0.0
                };
                let variance = residual * (with(candidate) + own) + noise;
                let after: f64 = gaps
                    .iter()
                    .map(|gap| {
                        let shared = residual * (with(leader) - with(gap.rival));
                        gap.loss(gap.variance - shared * shared / variance)
                    })
                    .sum();
                let relief = 1.0 - after / before;
                if best.is_none_or(|best| graded(relief, 1.0) > graded(best.relief, 1.0)) {
                    best = Some(Next { candidate, interviewer, relief });
                }
            }
        }
        best.filter(|best| graded(best.relief, 1.0) > 0.0)
    }
}
