//! The optimum where the equations are too large to factor: Newton steps whose traces come from probes.
//!
//! The probes are the same at each step, so that the slope is a smooth function of the ratios and the steps converge; how far its root is
//! from the optimum is told by what the probes say each by itself, and there are more of them until that is little. Average information
//! with solutions by steps for crossed effects is what Kündig & Sigrist (2025, arXiv 2505.09552) do.

use std::sync::Arc;

use super::cells::{Cells, TERMS};
use super::equations::{AT_EDGE, LEAST};
use super::found::{Fitted, Precision};
use super::gradient::Slope;
use super::sampled::{Accuracy, Effort, Sampled, SlopeThere, mean_and_error};
use super::solved::Solved;
use super::step::{along, expected, free, left_open, newton};
use super::{FitError, Model};
use crate::watch::Watch;

/// The largest remaining step of a ratio, relative, at which a search ends; at which a rough one does.
const SETTLED: f64 = 3e-4;
const NEAR: f64 = 2e-2;
/// The standard error of a ratio by chance, relative, below which there are probes enough: half of it for a standard deviation.
const BY_CHANCE: f64 = 2e-3;
/// How a search begins.
const ROUGH: Effort = Effort { probes: 4, tolerance: 1e-2 };
/// What may be left of each side in the end; as traces hang on it by its square, they are exact beside their chance.
const FINE: f64 = 1e-4;
/// A step that is so much shorter than what the ratings leave open of a ratio makes no difference.
const LITTLE: f64 = 0.01;
/// So many times what the ratings leave open of a ratio, its error by chance is held against, where that is more than the ratio.
const MUCH: f64 = 10.0;
/// A ratio goes up threefold at most, or to this.
const UP: f64 = 0.05;
/// Probes in the end, from the fewest on.
const PROBES: [usize; 4] = [12, 28, 60, 124];
const STEPS: usize = 40;

/// Searches from a starting point and keeps everything that belongs to the optimum.
pub(crate) fn settle(
    cells: Arc<Cells>,
    model: Model,
    (begin, watch): ([f64; TERMS], Watch<'_>),
) -> Result<Fitted, FitError> {
    let mut search = Search { cells: &cells, ratios: begin, evaluations: 0, watch: watch.part(0.0, 0.4) };
    search.approach(ROUGH, (None, NEAR))?;

    let (mut found, mut accuracy) = (None, None);
    for (stage, probes) in PROBES.into_iter().enumerate() {
        let left = |stages: usize| 0.6 * 0.5_f64.powi(i32::try_from(stages).unwrap_or(i32::MAX));
        search.watch = watch.part(1.0 - left(stage), 1.0 - left(stage + 1));
        // From nothing each time, as the steps of solutions tell the determinant.
        let (sampled, score, left) = search.approach(Effort { probes, tolerance: FINE }, (None, SETTLED))?;
        let deviation = search.by_chance(&score).max(left);
        let (_, criterion) = sampled.logarithms();
        accuracy = Some(Accuracy { probes, deviation: 0.5 * deviation, tolerance: 0.5 * BY_CHANCE, criterion });
        found = Some((sampled, score));
        if deviation <= BY_CHANCE {
            break;
        }
    }
    let Some((sampled, score)) = found else { return Err(FitError::NotFinite) };
    let evaluations = search.evaluations;
    Ok(fitted(cells, model, (sampled, score), (evaluations, accuracy)))
}

/// The same for other scores of the same ratings, from where the search ended before.
pub(crate) fn settle_near(
    cells: Arc<Cells>,
    before: &Fitted,
    (sampled, watch): (&Sampled, Watch<'_>),
) -> Result<Fitted, FitError> {
    let ratios = sampled.equations.local.theta.map(|theta| theta * theta);
    let mut search = Search { cells: &cells, ratios, evaluations: 0, watch };
    let effort = Effort { probes: sampled.probes(), tolerance: FINE };
    let (sampled, score, left) = search.approach(effort, (Some(sampled), SETTLED))?;
    let evaluations = search.evaluations;
    let off = |accuracy: Accuracy| Accuracy { deviation: accuracy.deviation.max(0.5 * left), ..accuracy };
    Ok(fitted(cells, before.model, (sampled, score), (evaluations, before.accuracy.map(off))))
}

fn fitted(
    cells: Arc<Cells>,
    model: Model,
    (sampled, score): (Sampled, SlopeThere),
    (evaluations, accuracy): (usize, Option<Accuracy>),
) -> Fitted {
    Fitted {
        cells,
        solved: Arc::new(Solved::Sampled(Box::new(sampled))),
        solution: Arc::new(score.solution),
        squares: score.residual,
        model,
        evaluations,
        precision: Precision::Enough,
        accuracy,
    }
}

struct Search<'a> {
    cells: &'a Cells,
    ratios: [f64; TERMS],
    evaluations: usize,
    watch: Watch<'a>,
}

impl Search<'_> {
    /// Steps until they are small: the last point, and how far, relative to a ratio, its step still leads if that is not small. The first
    /// begins at `near`, and where that is none, each from nothing.
    fn approach(
        &mut self,
        effort: Effort,
        (near, settled): (Option<&Sampled>, f64),
    ) -> Result<(Sampled, SlopeThere, f64), FitError> {
        let mut last: Option<Sampled> = None;
        let (mut before, mut scale) = ([0.0_f64; TERMS], [1.0_f64; TERMS]);
        let mut taken = 0;
        loop {
            self.watch.reached(expected(taken));
            self.evaluations += 1;
            let begin = near.map(|near| last.as_ref().unwrap_or(near));
            let theta = self.ratios.map(f64::sqrt);
            let (sampled, score) =
                Sampled::score(self.cells, theta, effort, begin).map_err(|_| FitError::NoVariation)?;
            let free = free(self.cells, &self.ratios, &score.slope, AT_EDGE);
            let mut step = newton(&free, &self.ratios, &score.slope);
            let open = left_open(&free, &score.slope);
            let beyond = |&term: &usize| {
                let open = LITTLE * (settled / SETTLED).sqrt() * open[term];
                let small = (settled * self.ratios[term]).max(open);
                if step[term].abs() < small { 0.0 } else { settled * step[term].abs() / small }
            };
            let left = free.iter().map(beyond).fold(0.0, f64::max);
            if left <= 0.0 || taken == STEPS {
                return Ok((sampled, score, left));
            }
            taken += 1;
            // Where it goes to and fro, the curvature is too small; where it creeps, too large.
            for &term in &free {
                let of = step[term] / before[term];
                if of.is_finite() && of.abs() > 0.5 {
                    scale[term] = if of > 0.0 { (2.0 * scale[term]).min(4.0) } else { 0.5 * scale[term] };
                }
            }
            before = step;
            for &term in &free {
                step[term] *= scale[term];
            }
            // A step that was held back says nothing of the curvature.
            if self.go((&free, step), &score.slope) {
                before = [0.0; TERMS];
            }
            last = Some(sampled);
        }
    }

    /// Takes a step, of each ratio no more than threefold up and tenfold down, as there is no criterion that would say whether it is better
    /// there. Where one is held back so, the others go where it is best with that. Whether any was.
    fn go(&mut self, (free, step): (&[usize], [f64; TERMS]), slope: &Slope) -> bool {
        let bounded = |ratio: f64, step: f64| along(ratio, step).clamp(0.1 * ratio, (3.0 * ratio).max(UP)).max(LEAST);
        let is_held = |ratio: f64, step: f64| (bounded(ratio, step) - along(ratio, step)).abs() > 1e-12 * ratio;
        let (held, others): (Vec<usize>, Vec<usize>) =
            free.iter().partition(|&&term| is_held(self.ratios[term], step[term]));
        let mut step = step;
        if !held.is_empty() && !others.is_empty() {
            let moved = |term: usize| bounded(self.ratios[term], step[term]) - self.ratios[term];
            let mut there = *slope;
            for &term in &others {
                there.gradient[term] += held.iter().map(|&one| slope.curvature[term][one] * moved(one)).sum::<f64>();
            }
            let rest = newton(&others, &self.ratios, &there);
            for &term in &others {
                step[term] = rest[term];
            }
        }
        for &term in free {
            self.ratios[term] = bounded(self.ratios[term], step[term]);
        }
        !held.is_empty()
    }

    /// The largest standard error of a ratio that comes of the probes, relative to it, or to ten times what the ratings leave open.
    fn by_chance(&self, score: &SlopeThere) -> f64 {
        let free: Vec<usize> = free(self.cells, &self.ratios, &score.slope, AT_EDGE)
            .into_iter()
            .filter(|&term| self.ratios[term] > AT_EDGE)
            .collect();
        let means: [f64; TERMS] =
            std::array::from_fn(|term| mean_and_error(&score.chance.iter().map(|one| one[term]).collect::<Vec<_>>()).0);
        let moved = |one: &[f64; TERMS]| {
            let mut slope = score.slope;
            slope.gradient = std::array::from_fn(|term| one[term] - means[term]);
            newton(&free, &self.ratios, &slope)
        };
        let each: Vec<[f64; TERMS]> = score.chance.iter().map(moved).collect();
        let open = left_open(&free, &score.slope);
        let error = |&term: &usize| {
            let error = mean_and_error(&each.iter().map(|one| one[term]).collect::<Vec<_>>()).1;
            error / self.ratios[term].max(MUCH * open[term])
        };
        free.iter().map(error).fold(0.0, f64::max)
    }
}
