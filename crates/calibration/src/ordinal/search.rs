//! The optimum of the likelihood: steps with exact slopes, whose differences make the curvature.
//!
//! Thresholds are the lowest one and the logarithms of the steps between them, so that they rise whatever is tried. Deviations are free:
//! the likelihood is even in each of them, which makes a zero a smooth optimum and not an edge. Where the curvature is none of a peak, or
//! a step loses, its diagonal is raised until it gains (Levenberg 1944, Marquardt 1963).

use super::OrdinalError;
use super::laplace::{Likelihood, Parameters, likelihood};
use super::rows::Rows;
use crate::dense::Square;
use crate::mixed::{CANDIDATE, DIMENSION, HALO, INTERVIEWER, TERMS};
use crate::num::float;

/// Steps of a walk at most.
const STEPS: usize = 150;
/// Walks at most, each from a fresh curvature.
const WALKS: usize = 6;
/// A step that gains less than this is the last.
const SETTLED: f64 = 1e-13;
/// What a likelihood is rounded to, in parts of its logarithm.
const RESOLUTION: f64 = 1e-14;
/// How far parameters are moved to see how the slope changes.
const DIFFERENCE: f64 = 1e-5;
/// The longest step of one parameter.
const LONGEST: f64 = 2.0;
/// A deviation below this is tried as zero.
const NEXT_TO_ZERO: f64 = 1e-3;
/// A deviation beyond this says that its term tells every category. The error's own is 1.8.
const BOUNDLESS: f64 = 40.0;
/// A fixed effect that far out, and no surer than that, has no optimum.
const FAR: f64 = 9.0;
/// See [`FAR`].
const UNSURE: f64 = 10.0;

/// The optimum.
#[derive(Clone, Debug)]
pub(super) struct Optimum {
    pub(super) at: Parameters,
    pub(super) likelihood: Likelihood,
    /// Of each threshold.
    pub(super) threshold_errors: Vec<f64>,
    /// Of each fixed effect.
    pub(super) fixed_errors: Vec<f64>,
}

/// The parameters as they are searched: the lowest threshold, logarithms of the steps, fixed effects, deviations of the terms in use.
struct Space<'a> {
    rows: &'a Rows,
    terms: Vec<usize>,
}

/// A point of the search with what is known there.
struct Visited {
    point: Vec<f64>,
    slope: Vec<f64>,
    likelihood: Likelihood,
}

impl Space<'_> {
    fn parameters(&self, point: &[f64]) -> Parameters {
        let (thresholds, rest) = point.split_at(self.rows.thresholds());
        let (fixed, free) = rest.split_at(self.rows.fixed());
        let rising = thresholds.iter().enumerate().scan(0.0, |at, (index, &value)| {
            *at += if index == 0 { value } else { value.exp() };
            Some(*at)
        });
        let mut deviations = [0.0; TERMS];
        for (&term, &value) in self.terms.iter().zip(free) {
            deviations[term] = value;
        }
        Parameters { thresholds: rising.collect(), fixed: fixed.to_vec(), deviations }
    }

    fn slope(&self, point: &[f64], slope: &Parameters) -> Vec<f64> {
        let mut all = slope.thresholds.clone();
        for index in (1..all.len()).rev() {
            all[index - 1] += all[index];
            all[index] *= point[index].exp();
        }
        all.extend(&slope.fixed);
        all.extend(self.terms.iter().map(|&term| slope.deviations[term]));
        all
    }

    fn visit(&self, point: Vec<f64>, mode: &[f64]) -> Option<Visited> {
        let likelihood = likelihood(self.rows, &self.parameters(&point), mode)?;
        let slope = self.slope(&point, &likelihood.slope);
        slope.iter().all(|value| value.is_finite()).then_some(Visited { point, slope, likelihood })
    }

    /// Minus the second derivatives, by differences of the slope: on both sides, or on one where that is enough to set out.
    fn curvature(&self, at: &Visited, both: bool) -> Option<Square> {
        let size = at.point.len();
        let mut all = Square::zeros(size);
        for column in 0..size {
            let beside = |by: f64| {
                let mut moved = at.point.clone();
                moved[column] += by;
                self.visit(moved, &at.likelihood.mode).map(|visited| visited.slope)
            };
            let after = beside(DIFFERENCE)?;
            let (before, apart) = if both { (beside(-DIFFERENCE)?, 2.0) } else { (at.slope.clone(), 1.0) };
            for row in 0..size {
                let value = (before[row] - after[row]) / (2.0 * apart * DIFFERENCE);
                all[(row, column)] += value;
                all[(column, row)] += value;
            }
        }
        Some(all)
    }

    /// Where the search begins: thresholds of the shares of each category, spread as the effects spread them.
    fn start(&self) -> Vec<f64> {
        let mut counts = vec![0.0; self.rows.categories.len()];
        for row in &self.rows.list {
            counts[row.category] += row.count;
        }
        let total: f64 = counts.iter().sum();
        let mut below = 0.0;
        let shares: Vec<f64> = counts
            .iter()
            .take(self.rows.thresholds())
            .map(|count| {
                below += count;
                1.3 * (below / (total - below)).ln()
            })
            .collect();
        let mut point = shares.clone();
        for index in 1..point.len() {
            point[index] = (shares[index] - shares[index - 1]).max(1e-3).ln();
        }
        point.extend(std::iter::repeat_n(0.0, self.rows.fixed()));
        point.extend(self.terms.iter().map(|&term| if term == CANDIDATE || term == INTERVIEWER { 1.0 } else { 0.5 }));
        point
    }

    fn is_boundless(&self, point: &[f64]) -> bool {
        let at = self.parameters(point);
        at.deviations.iter().any(|deviation| deviation.abs() > BOUNDLESS)
    }

    /// The same with deviations that are next to zero as zero, where that loses nothing: their terms are none that could be surer.
    fn settled(self, at: Visited, curvature: Square) -> Result<(Visited, Square, Self), OrdinalError> {
        let first = self.rows.thresholds() + self.rows.fixed();
        let is_small = |index: usize| index >= first && at.point[index].abs() < NEXT_TO_ZERO;
        let kept: Vec<usize> = (0..at.point.len()).filter(|&index| !is_small(index)).collect();
        if kept.len() == at.point.len() {
            return Ok((at, curvature, self));
        }
        let terms = kept.iter().filter_map(|index| index.checked_sub(first)).map(|index| self.terms[index]).collect();
        let fewer = Space { rows: self.rows, terms };
        let point = kept.iter().map(|&index| at.point[index]).collect();
        match fewer.visit(point, &at.likelihood.mode) {
            Some(visited) if visited.likelihood.log >= at.likelihood.log - 1e-6 => {
                let (at, curvature) = climb(&fewer, visited)?;
                Ok((at, curvature, fewer))
            }
            Some(_) | None => Ok((at, curvature, self)),
        }
    }
}

/// The terms that the rows have effects of.
fn terms(rows: &Rows) -> Vec<usize> {
    [CANDIDATE, DIMENSION, INTERVIEWER, HALO].into_iter().filter(|term| rows.terms.contains(term)).collect()
}

/// Finds the optimum.
///
/// # Errors
/// [`OrdinalError::NoOptimum`] and [`OrdinalError::Separated`] where there is none, [`OrdinalError::NotSettled`] where it was not reached.
pub(super) fn search(rows: &Rows) -> Result<Optimum, OrdinalError> {
    let space = Space { rows, terms: terms(rows) };
    let start = space.visit(space.start(), &vec![0.0; rows.size()]).ok_or(OrdinalError::NotSettled)?;
    let (at, curvature) = climb(&space, start)?;
    let (at, curvature, space) = space.settled(at, curvature)?;
    let mut factor = curvature;
    factor.cholesky().map_err(|_| OrdinalError::NoOptimum)?;
    let covariance = factor.inverse();
    let parameters = space.parameters(&at.point);
    let fixed_at = rows.thresholds();
    let fixed_errors: Vec<f64> =
        (fixed_at..fixed_at + rows.fixed()).map(|index| covariance[(index, index)].sqrt()).collect();
    for (column, (value, error)) in parameters.fixed.iter().zip(&fixed_errors).enumerate() {
        if let Some((of, level)) = rows.level(column).filter(|_| value.abs() > FAR && *error > UNSURE) {
            return Err(OrdinalError::Separated { of, level });
        }
    }
    Ok(Optimum {
        threshold_errors: threshold_errors(&at.point, &covariance, rows.thresholds()),
        fixed_errors,
        at: parameters,
        likelihood: at.likelihood,
    })
}

/// Threshold j is the lowest and the sum of the steps up to it.
fn threshold_errors(point: &[f64], covariance: &Square, count: usize) -> Vec<f64> {
    let by = |index: usize| if index == 0 { 1.0 } else { point[index].exp() };
    let variance = |last: usize| -> f64 {
        (0..=last)
            .flat_map(|row| (0..=last).map(move |column| (row, column)))
            .map(|(row, column)| by(row) * covariance[(row, column)] * by(column))
            .sum()
    };
    (0..count).map(|last| variance(last).sqrt()).collect()
}

/// Walks up until a fresh curvature says that nothing is left to gain; gives that curvature, too.
fn climb(space: &Space<'_>, start: Visited) -> Result<(Visited, Square), OrdinalError> {
    let mut at = start;
    let mut curvature = space.curvature(&at, false).ok_or(OrdinalError::NotSettled)?;
    for _ in 0..WALKS {
        at = walk(space, at, &mut curvature)?;
        let fresh = space.curvature(&at, true).ok_or(OrdinalError::NotSettled)?;
        let left = step(&fresh, &at.slope, 0.0).map(|step| gain(&step, &at.slope));
        if left.is_some_and(|left| left < SETTLED.max(RESOLUTION * at.likelihood.log.abs())) {
            return Ok((at, fresh));
        }
        curvature = fresh;
    }
    Err(OrdinalError::NotSettled)
}

/// Walks up by steps whose own slopes correct the curvature (Broyden, Fletcher, Goldfarb & Shanno 1970), until it says that nothing is
/// left to gain, or nothing is gained any more.
fn walk(space: &Space<'_>, start: Visited, curvature: &mut Square) -> Result<Visited, OrdinalError> {
    let mut at = start;
    let mut raised: f64 = 0.0;
    for _ in 0..STEPS {
        if space.is_boundless(&at.point) {
            return Err(OrdinalError::NoOptimum);
        }
        if let Some(step) = step(curvature, &at.slope, raised) {
            let expected = gain(&step, &at.slope);
            if raised == 0.0 && expected < SETTLED {
                return Ok(at);
            }
            let longest = step.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
            let length = (LONGEST / longest).min(1.0);
            let point = at.point.iter().zip(&step).map(|(value, step)| value + length * step).collect();
            if let Some(next) = space.visit(point, &at.likelihood.mode)
                && next.likelihood.log > at.likelihood.log + 1e-4 * length * expected
            {
                correct(curvature, &at, &next);
                at = next;
                raised = if raised < 1e-4 { 0.0 } else { 0.1 * raised };
                continue;
            }
        }
        raised = (10.0 * raised).max(1e-3);
        if raised > 1e8 {
            return Ok(at);
        }
    }
    Ok(at)
}

/// Minus the second derivatives as they are along the step from one point to another; left alone where they are none of a peak.
fn correct(curvature: &mut Square, from: &Visited, to: &Visited) {
    let moved: Vec<f64> = to.point.iter().zip(&from.point).map(|(to, from)| to - from).collect();
    let fallen: Vec<f64> = from.slope.iter().zip(&to.slope).map(|(from, to)| from - to).collect();
    let size = moved.len();
    let expected: Vec<f64> =
        (0..size).map(|row| (0..size).map(|column| curvature[(row, column)] * moved[column]).sum()).collect();
    let (seen, known) = (gain(&fallen, &moved), gain(&expected, &moved));
    if seen <= 1e-10 * gain(&fallen, &fallen).sqrt() * gain(&moved, &moved).sqrt() || known <= 0.0 {
        return;
    }
    for row in 0..size {
        for column in 0..size {
            curvature[(row, column)] += fallen[row] * fallen[column] / seen - expected[row] * expected[column] / known;
        }
    }
}

/// What a step gains by the slope at its beginning.
fn gain(step: &[f64], slope: &[f64]) -> f64 {
    step.iter().zip(slope).map(|(step, slope)| step * slope).sum()
}

/// A step up with a raised diagonal; `None` where the curvature is none of a peak.
fn step(curvature: &Square, slope: &[f64], raised: f64) -> Option<Vec<f64>> {
    let mut factor = curvature.clone();
    let size = factor.size();
    let mean = (0..size).map(|at| curvature[(at, at)].abs()).sum::<f64>() / float(size.max(1));
    for at in 0..size {
        factor[(at, at)] += raised * (curvature[(at, at)].abs() + 1e-3 * mean);
    }
    factor.cholesky().ok()?;
    let mut step = slope.to_vec();
    factor.solve_lower(&mut step);
    factor.solve_upper(&mut step);
    step.iter().all(|value| value.is_finite()).then_some(step)
}
