//! The likelihood with the random effects integrated out by Laplace's approximation, and its exact slope.
//!
//! With b the effects in units of their standard deviations σ, b ~ N(0, I), and h(b) = Σ ln p − b'b/2 with its mode at b̂, the likelihood
//! is h(b̂) − ln|H|/2, H = I + ΛZ'WZΛ (Tierney & Kadane 1986). Its slope follows b̂ as well, by the implicit function theorem:
//! a = H⁻¹ΛZ'(v·W′), with v the leverages z'H⁻¹z, takes all of that at once. See Kristensen, Nielsen, Berg, Skaug & Bell 2016.

use super::arrow::Arrow;
use super::logit::Response;
use super::rows::{Row, RowGroup, Rows};
use crate::mixed::TERMS;

/// How far the mode may be off: this is the square of the distance in units of the curvature.
const SETTLED: f64 = 1e-20;
/// Steps towards the mode at most; a few are enough where it is near.
const STEPS: usize = 200;

/// The parameters of the model.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Parameters {
    /// Rising.
    pub(super) thresholds: Vec<f64>,
    /// One a column of the fixed design, without the intercept.
    pub(super) fixed: Vec<f64>,
    /// One a term; a sign changes nothing.
    pub(super) deviations: [f64; TERMS],
}

/// The likelihood at a point.
#[derive(Clone, Debug)]
pub(super) struct Likelihood {
    /// Its logarithm.
    pub(super) log: f64,
    /// How that changes with each parameter.
    pub(super) slope: Parameters,
    /// The mode of the effects, in units of their standard deviations.
    pub(super) mode: Vec<f64>,
    /// The curvature there.
    pub(super) curvature: Arrow,
}

/// The rows at some parameters and effects.
struct Seen {
    responses: Vec<Response>,
    /// h.
    joint: f64,
}

fn predictor(rows: &Rows, (group, row): (&RowGroup, &Row), at: &Parameters, mode: &[f64]) -> f64 {
    let fixed: f64 = rows.fixed_of(row).map(|column| at.fixed[column]).sum();
    let random = row.effects().map(|(term, column)| at.deviations[term] * mode[rows.effect(group, column)]);
    fixed + random.sum::<f64>()
}

fn see(rows: &Rows, at: &Parameters, mode: &[f64]) -> Seen {
    let mut responses = Vec::with_capacity(rows.list.len());
    let mut joint = -0.5 * mode.iter().map(|value| value * value).sum::<f64>();
    for group in &rows.groups {
        for row in &rows.list[group.rows.clone()] {
            let value = predictor(rows, (group, row), at, mode);
            let above = at.thresholds.get(row.category).copied().unwrap_or(f64::INFINITY);
            let below = row.category.checked_sub(1).map_or(f64::NEG_INFINITY, |below| at.thresholds[below]);
            let response = Response::between(below - value, above - value);
            joint += row.count * response.log;
            responses.push(response);
        }
    }
    Seen { responses, joint }
}

/// Σ value·z over the rows, with z the effects of each in units of their standard deviations.
fn gathered(rows: &Rows, at: &Parameters, value: impl Fn(usize) -> f64) -> Vec<f64> {
    let mut sums = vec![0.0; rows.size()];
    for group in &rows.groups {
        for index in group.rows.clone() {
            let value = value(index);
            for (term, column) in rows.list[index].effects() {
                sums[rows.effect(group, column)] += at.deviations[term] * value;
            }
        }
    }
    sums
}

fn curvature(rows: &Rows, at: &Parameters, seen: &Seen) -> Option<Arrow> {
    let weights: Vec<f64> = rows.list.iter().zip(&seen.responses).map(|(row, one)| row.count * one.weight).collect();
    Arrow::new(rows, &weights, &at.deviations).ok()
}

/// Walks to the mode of the effects, by Newton's steps: h is concave.
fn mode(rows: &Rows, at: &Parameters, start: &[f64]) -> Option<(Seen, Arrow, Vec<f64>)> {
    let mut mode = start.to_vec();
    let mut seen = see(rows, at, &mode);
    if !seen.joint.is_finite() {
        mode = vec![0.0; rows.size()];
        seen = see(rows, at, &mode);
    }
    for _ in 0..STEPS {
        let arrow = curvature(rows, at, &seen)?;
        let mut slope = gathered(rows, at, |index| rows.list[index].count * seen.responses[index].slope);
        for (slope, value) in slope.iter_mut().zip(&mode) {
            *slope -= value;
        }
        let step = arrow.solve(rows, &slope);
        let gain: f64 = step.iter().zip(&slope).map(|(step, slope)| step * slope).sum();
        if gain.is_nan() {
            return None;
        }
        if gain <= SETTLED {
            return seen.joint.is_finite().then_some((seen, arrow, mode));
        }
        let mut length = 1.0;
        loop {
            let tried: Vec<f64> = mode.iter().zip(&step).map(|(value, step)| value + length * step).collect();
            let next = see(rows, at, &tried);
            if next.joint >= seen.joint + 1e-4 * length * gain {
                (mode, seen) = (tried, next);
                break;
            }
            // What is left to gain is below what the sum is rounded to.
            if gain < 1e-13 * (1.0 + seen.joint.abs()) {
                let arrow = curvature(rows, at, &next)?;
                return Some((next, arrow, tried));
            }
            length *= 0.5;
            if length < 1e-10 {
                return None;
            }
        }
    }
    None
}

/// The likelihood, its mode sought from `start`; `None` where numbers leave the range of floating point.
pub(super) fn likelihood(rows: &Rows, at: &Parameters, start: &[f64]) -> Option<Likelihood> {
    let (seen, curvature, mode) = mode(rows, at, start)?;
    let log = seen.joint - 0.5 * curvature.log;
    let slope = slope(rows, at, (&seen, &curvature, &mode));
    log.is_finite().then_some(Likelihood { log, slope, mode, curvature })
}

fn slope(rows: &Rows, at: &Parameters, (seen, curvature, mode): (&Seen, &Arrow, &[f64])) -> Parameters {
    let inverse = curvature.inverse_of_rest();
    let count = |index: usize| rows.list[index].count;
    // Of each row the leverage, and how that grows with each deviation.
    let mut leverage = vec![0.0; rows.list.len()];
    let mut by_deviation = [0.0; TERMS];
    for (number, group) in rows.groups.iter().enumerate() {
        let corner = curvature.corner(rows, number, &inverse);
        for index in group.rows.clone() {
            for (term, column) in rows.list[index].effects() {
                let own: f64 =
                    rows.list[index].effects().map(|(term, other)| at.deviations[term] * corner[(column, other)]).sum();
                leverage[index] += at.deviations[term] * own;
                by_deviation[term] += count(index) * seen.responses[index].weight * own;
            }
        }
    }
    let turned = gathered(rows, at, |index| leverage[index] * count(index) * seen.responses[index].turn);
    let moved = curvature.solve(rows, &turned);
    let mut slope = Parameters {
        thresholds: vec![0.0; at.thresholds.len()],
        fixed: vec![0.0; at.fixed.len()],
        deviations: by_deviation.map(|sum| -sum),
    };
    for group in &rows.groups {
        for index in group.rows.clone() {
            let (row, response, v) = (&rows.list[index], &seen.responses[index], leverage[index]);
            let n = row.count;
            let pull: f64 =
                row.effects().map(|(term, column)| at.deviations[term] * moved[rows.effect(group, column)]).sum();
            if let Some(above) = slope.thresholds.get_mut(row.category) {
                let edge = response.above;
                *above += n * (edge.log - 0.5 * (v * edge.weight + pull * edge.slope));
            }
            if let Some(below) = row.category.checked_sub(1) {
                let edge = response.below;
                slope.thresholds[below] += n * (edge.log - 0.5 * (v * edge.weight + pull * edge.slope));
            }
            let shared = n * (response.slope - 0.5 * (v * response.turn - response.weight * pull));
            for column in rows.fixed_of(row) {
                slope.fixed[column] += shared;
            }
            for (term, column) in row.effects() {
                let effect = rows.effect(group, column);
                slope.deviations[term] += shared * mode[effect] - 0.5 * n * response.slope * moved[effect];
            }
        }
    }
    slope
}
