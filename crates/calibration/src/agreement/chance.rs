//! Statistics that are functions of sums over candidates, so that candidates can be resampled:
//! shares, alpha, Fleiss' kappa, Gwet's coefficients, `r_wg`.

use super::Undefined;
use super::alpha::{Metric, from_coincidences};
use super::coefficient::Weights;
use super::units::Units;
use crate::num::float;
use crate::ratings::Steps;

/// A statistic of the resampled kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Share of pairs at most this many points apart.
    Within(usize),
    Alpha(Metric),
    Fleiss,
    Gwet(Weights),
    Rwg,
}

impl Weights {
    /// The weight of two categories `distance` apart on a scale of `size`.
    pub(crate) fn of(self, distance: usize, size: usize) -> f64 {
        let share = float(distance) / float(size.max(2) - 1);
        match self {
            Self::Identity => f64::from(u8::from(distance == 0)),
            Self::Linear => 1.0 - share,
            Self::Quadratic => 1.0 - share * share,
        }
    }
}

/// Sums over units; those of a set of candidates add up.
///
/// Layout: coincidences (K²) · Σ of category shares (K) · agreement under three weights (3) ·
/// paired units · all units · Σ `r_wg`.
pub(crate) struct Layout {
    pub(crate) size: usize,
    steps: Steps,
}

impl Layout {
    pub(crate) fn new(units: &Units) -> Self {
        Self { size: units.categories, steps: units.steps }
    }

    fn shares(&self) -> usize {
        self.size * self.size
    }

    fn agreement(&self) -> usize {
        self.shares() + self.size
    }

    fn r_wg(&self) -> usize {
        self.agreement() + 5
    }

    /// The length of a vector of sums.
    pub(crate) fn length(&self) -> usize {
        self.r_wg() + 1
    }

    /// Adds one unit's contributions.
    pub(crate) fn add(&self, units: &Units, unit: usize, sums: &mut [f64]) {
        let scores = units.scores(unit);
        let m = float(scores.len());
        for &category in scores {
            sums[self.shares() + usize::from(category)] += 1.0 / m;
        }
        sums[self.agreement() + 4] += 1.0;
        if scores.len() < 2 {
            return;
        }
        // By categories, not by pairs of scores: one unit may have any number of scores.
        let pairs = m * (m - 1.0);
        let mut counts = vec![0.0; self.size];
        for &category in scores {
            counts[usize::from(category)] += 1.0;
        }
        let used: Vec<usize> = (0..self.size).filter(|&category| counts[category] > 0.0).collect();
        for &a in &used {
            for &b in &used {
                let both = counts[a] * if a == b { counts[b] - 1.0 } else { counts[b] };
                sums[a * self.size + b] += both / (m - 1.0);
                for (slot, weights) in [Weights::Identity, Weights::Linear, Weights::Quadratic].into_iter().enumerate()
                {
                    sums[self.agreement() + slot] += both * weights.of(a.abs_diff(b), self.size) / pairs;
                }
            }
        }
        sums[self.agreement() + 3] += 1.0;
        let mean = scores.iter().map(|&category| units.score(category)).sum::<f64>() / m;
        let variance = scores.iter().map(|&category| (units.score(category) - mean).powi(2)).sum::<f64>() / (m - 1.0);
        let uniform = (float(self.size).powi(2) - 1.0) / 12.0 * self.steps.size().powi(2);
        sums[self.r_wg()] += (1.0 - variance / uniform).max(0.0);
    }

    /// What statistics rest on: units with two scores or more.
    pub(crate) fn n(&self, sums: &[f64]) -> usize {
        crate::num::floor(sums[self.agreement() + 3] + 0.5)
    }

    /// The statistic for these sums.
    pub(crate) fn value(&self, kind: Kind, sums: &[f64]) -> Result<f64, Undefined> {
        let paired = sums[self.agreement() + 3];
        if paired < 0.5 {
            return Err(Undefined::NoPairs);
        }
        match kind {
            Kind::Within(points) => Ok(self.within(points, sums)),
            Kind::Alpha(metric) => from_coincidences(&sums[..self.shares()], self.size, metric),
            Kind::Fleiss => self.fleiss(sums, paired),
            Kind::Gwet(weights) => self.gwet(weights, sums, paired),
            Kind::Rwg => Ok(sums[self.r_wg()] / paired),
        }
    }

    /// Pairs of scores weigh as in the coincidences: each score once.
    fn within(&self, points: usize, sums: &[f64]) -> f64 {
        let (mut near, mut all) = (0.0, 0.0);
        let categories = points * usize::from(self.steps.to_a_point());
        for a in 0..self.size {
            for b in 0..self.size {
                let value = sums[a * self.size + b];
                all += value;
                if a.abs_diff(b) <= categories {
                    near += value;
                }
            }
        }
        near / all
    }

    /// Fleiss 1971; for unequal numbers of scores by the general form of Gwet 2014: agreement is the mean over units with two scores or
    /// more, and each unit's categories weigh alike in what chance would give.
    fn fleiss(&self, sums: &[f64], paired: f64) -> Result<f64, Undefined> {
        let all = sums[self.agreement() + 4];
        let shares = &sums[self.shares()..self.shares() + self.size];
        let expected: f64 = shares.iter().map(|share| (share / all).powi(2)).sum();
        ratio(sums[self.agreement()] / paired, expected)
    }

    /// Gwet 2008; with weights Gwet 2014.
    fn gwet(&self, weights: Weights, sums: &[f64], paired: f64) -> Result<f64, Undefined> {
        let all = sums[self.agreement() + 4];
        let shares = &sums[self.shares()..self.shares() + self.size];
        let slot = match weights {
            Weights::Identity => 0,
            Weights::Linear => 1,
            Weights::Quadratic => 2,
        };
        let observed = sums[self.agreement() + slot] / paired;
        let size = float(self.size);
        let mut total = 0.0;
        for a in 0..self.size {
            for b in 0..self.size {
                total += weights.of(a.abs_diff(b), self.size);
            }
        }
        let spread: f64 = shares.iter().map(|share| share / all * (1.0 - share / all)).sum();
        ratio(observed, total / (size * (size - 1.0)) * spread)
    }
}

/// (observed − expected) / (1 − expected).
pub(crate) fn ratio(observed: f64, expected: f64) -> Result<f64, Undefined> {
    if 1.0 - expected < 1e-12 {
        return Err(Undefined::NoVariation);
    }
    Ok((observed - expected) / (1.0 - expected))
}
