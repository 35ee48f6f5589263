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
    /// The place among the top.
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
        let (cells, solved, residual) = (&fitted.cells, &fitted.solved, fitted.residual());
        let sum: f64 = weights.iter().copied().map(f64::from).sum();
        let portions = weights.iter().map(|&weight| f64::from(weight) / sum).collect();
        let target = Target { candidate: 1.0, dimensions: portions };
        let views = Views::candidates(cells, solved.local(), &fitted.solution, std::slice::from_ref(&target));
        let view = views.first()?;
        let people = Views::interviewers(cells, solved.local(), &fitted.solution);
        let top: Vec<usize> = comparison.candidates.iter().take(TOP).map(|standing| standing.candidate).collect();
        let (&leader, rivals) = top.split_first()?;
        let gaps: Vec<Gap> = rivals
            .iter()
            .enumerate()
            .map(|(index, &rival)| Gap {
                rival: index + 1,
                mean: view.mean[leader] - view.mean[rival],
                variance: residual * view.difference(solved, leader, rival),
            })
            .collect();
        let before: f64 = gaps.iter().map(|gap| gap.loss(gap.variance)).sum();
        if before <= 0.0 || !before.is_finite() {
            return None;
        }
        let per_pair = float(self.ratings.len()) / float(cells.pairs.len().max(1));
        let noise = residual * (solved.theta()[HALO].powi(2) + 1.0 / per_pair.max(1.0));
        let mut seen: HashSet<(usize, usize)> = HashSet::new();
        for pair in cells.pairs.iter().filter(|pair| top.contains(&(pair.candidate as usize))) {
            seen.insert((pair.candidate as usize, pair.interviewer as usize));
        }
        let influence = view.influence(cells, solved, &top);
        let mut best: Option<Next> = None;
        // Of each interviewer, the variance and what each of the top has in common with them.
        let interviewers: Vec<(f64, Vec<f64>)> = (0..cells.levels[INTERVIEWER])
            .map(|interviewer| {
                let shared = influence.iter().map(|influence| people.along(interviewer, influence)).collect();
                (people.covariance(solved, interviewer, interviewer), shared)
            })
            .collect();
        for (place, &candidate) in top.iter().enumerate() {
            let among: Vec<f64> = top
                .iter()
                .map(|&person| {
                    let own = if person == candidate { view.own(person) } else { 0.0 };
                    own + view.along(person, &influence[place])
                })
                .collect();
            for interviewer in 0..self.ratings.interviewers().len() {
                if seen.contains(&(candidate, interviewer)) {
                    continue;
                }
                let known = interviewers.get(interviewer);
                let with = |person: usize| among[person] + known.map_or(0.0, |(_, shared)| shared[person]);
                let own = known.map_or(0.0, |(variance, shared)| variance + shared[place]);
                let variance = residual * (with(place) + own) + noise;
                let after: f64 = gaps
                    .iter()
                    .map(|gap| {
                        let shared = residual * (with(0) - with(gap.rival));
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
