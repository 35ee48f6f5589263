//! Linear targets of a fit (a candidate's ability, total or dimension; an interviewer's severity):
//! their predictions and joint variances at one point of the variances.

use crate::dense::Square;
use crate::mixed::{CANDIDATE, Cells, DIMENSION, Factor, INTERVIEWER, Solution};
use crate::num::float;
use crate::posterior::Normal;

/// A target: coefficients on the candidate's effect and on its effects by dimension.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(crate) candidate: f64,
    /// One coefficient a dimension of the table.
    pub(crate) dimensions: Vec<f64>,
}

/// A target of each person at one point: mean, own variance, and weights on remaining columns.
pub(crate) struct Views {
    /// Prediction, in score points.
    pub(crate) mean: Vec<f64>,
    /// The part of the variance not shared with others, over the residual variance.
    own: Vec<f64>,
    /// Sparse weights on the remaining system's columns.
    weights: Vec<Vec<(usize, f64)>>,
}

/// Centered predictions with variances, over persons.
pub(crate) struct Centered {
    pub(crate) mean: Vec<f64>,
    /// Over the residual variance.
    pub(crate) variance: Vec<f64>,
}

impl Views {
    /// The targets of all candidates.
    pub(crate) fn candidates(cells: &Cells, factor: &Factor, solution: &Solution, targets: &[Target]) -> Vec<Self> {
        let count = cells.strengths.starts.len() - 1;
        let mut views: Vec<Self> = targets.iter().map(|_| Self::empty(count)).collect();
        let theta = factor.theta;
        let present = [cells.levels[CANDIDATE] > 0, cells.levels[DIMENSION] > 0];
        for candidate in 0..count {
            let levels = cells.strengths.starts[candidate]..cells.strengths.starts[candidate + 1];
            for (view, target) in views.iter_mut().zip(targets) {
                if present[0] {
                    view.mean[candidate] += target.candidate * solution.effects[CANDIDATE][candidate];
                }
                if !present[1] {
                    continue;
                }
                let mut missing: f64 = target.dimensions.iter().map(|weight| weight * weight).sum();
                for level in levels.clone() {
                    let weight = target.dimensions[usize::from(cells.strengths.of[level])];
                    view.mean[candidate] += weight * solution.effects[DIMENSION][level];
                    missing -= weight * weight;
                    if !cells.by_candidate && weight != 0.0 {
                        view.weights[candidate].push((cells.levels[CANDIDATE] + level, weight * theta[DIMENSION]));
                    }
                }
                // A dimension nobody rated keeps its whole variance.
                view.own[candidate] += missing.max(0.0) * theta[DIMENSION].powi(2);
                if !cells.by_candidate && present[0] {
                    view.weights[candidate].push((candidate, target.candidate * theta[CANDIDATE]));
                }
            }
            if !cells.by_candidate && !present[1] && present[0] {
                for (view, target) in views.iter_mut().zip(targets) {
                    view.weights[candidate].push((candidate, target.candidate * theta[CANDIDATE]));
                }
            }
        }
        if cells.by_candidate {
            Self::inside(cells, factor, targets, &mut views);
        }
        views
    }

    fn empty(count: usize) -> Self {
        Self { mean: vec![0.0; count], own: vec![0.0; count], weights: vec![Vec::new(); count] }
    }

    /// Fills in candidates whose effects were eliminated in groups.
    fn inside(cells: &Cells, factor: &Factor, targets: &[Target], views: &mut [Self]) {
        let lead = usize::from(cells.levels[CANDIDATE] > 0);
        let mut side = Vec::new();
        for group in &cells.groups {
            let candidate = cells.pairs[group.pairs.start].candidate as usize;
            let height = cells.height(group);
            let part = factor.part(cells, group);
            let start = cells.strengths.starts[candidate];
            for (view, target) in views.iter_mut().zip(targets) {
                side.clear();
                for column in 0..group.inner {
                    side.push(if column < lead {
                        target.candidate * factor.theta[CANDIDATE]
                    } else {
                        let dimension = usize::from(cells.strengths.of[start + column - lead]);
                        target.dimensions[dimension] * factor.theta[DIMENSION]
                    });
                }
                // e = L⁻¹a: own variance |e|², weights −L_oi e on the columns outside.
                for column in 0..group.inner {
                    let values = part.column(column);
                    side[column] /= values[column];
                    let known = side[column];
                    for row in column + 1..group.inner {
                        side[row] -= values[row] * known;
                    }
                }
                view.own[candidate] += side.iter().map(|value| value * value).sum::<f64>();
                view.weights[candidate] = (group.inner..height - 1)
                    .map(|row| {
                        let weight: f64 =
                            side.iter().zip(part.columns()).map(|(value, column)| value * column[row]).sum();
                        (cells.global(group, row), -weight)
                    })
                    .collect();
            }
        }
    }

    /// The effects of all interviewers.
    pub(crate) fn interviewers(cells: &Cells, factor: &Factor, solution: &Solution) -> Self {
        let count = cells.levels[INTERVIEWER];
        let mut view = Self::empty(count);
        let theta = factor.theta[INTERVIEWER];
        view.mean.clone_from(&solution.effects[INTERVIEWER]);
        if cells.by_candidate {
            for (column, weights) in view.weights.iter_mut().enumerate() {
                weights.push((column, theta));
            }
            return view;
        }
        for group in &cells.groups {
            let interviewer = cells.pairs[group.pairs.start].interviewer as usize;
            let height = cells.height(group);
            let column = factor.part(cells, group).column(0);
            let known = theta / column[0];
            view.own[interviewer] = known * known;
            view.weights[interviewer] =
                (1..height - 1).map(|row| (cells.global(group, row), -known * column[row])).collect();
        }
        view
    }

    /// The covariance of two persons' targets, over the residual variance.
    pub(crate) fn covariance(&self, inverse: &Square, a: usize, b: usize) -> f64 {
        let own = if a == b { self.own[a] } else { 0.0 };
        own + form(inverse, &self.weights[a], &self.weights[b])
    }

    /// The variance of a − b, over the residual variance.
    pub(crate) fn difference(&self, inverse: &Square, a: usize, b: usize) -> f64 {
        let both = self.covariance(inverse, a, a) + self.covariance(inverse, b, b);
        (both - 2.0 * self.covariance(inverse, a, b)).max(0.0)
    }

    /// The covariance with a person's target in another view, over the residual variance; the two
    /// are never eliminated in one group.
    pub(crate) fn cross(&self, inverse: &Square, person: usize, (other, of): (&Self, usize)) -> f64 {
        form(inverse, &self.weights[person], &other.weights[of])
    }

    /// Everybody against the mean with these shares (which add up to 1).
    pub(crate) fn centered(&self, inverse: &Square, shares: &[f64]) -> Centered {
        let size = inverse.size();
        let mut mean_weights = vec![0.0; size];
        let (mut mean, mut own) = (0.0, 0.0);
        for (person, &share) in shares.iter().enumerate() {
            mean += share * self.mean[person];
            own += share * share * self.own[person];
            for &(column, weight) in &self.weights[person] {
                mean_weights[column] += share * weight;
            }
        }
        let mut product = vec![0.0; size];
        for (column, &weight) in mean_weights.iter().enumerate() {
            if weight != 0.0 {
                for (row, value) in product.iter_mut().enumerate() {
                    *value += weight * inverse[(row, column)];
                }
            }
        }
        let middle = own + product.iter().zip(&mean_weights).map(|(a, b)| a * b).sum::<f64>();
        let variance = (0..self.mean.len())
            .map(|person| {
                let with_mean: f64 =
                    self.weights[person].iter().map(|&(column, weight)| weight * product[column]).sum();
                let share = shares[person];
                let variance = self.own[person] * (1.0 - 2.0 * share) - 2.0 * with_mean
                    + middle
                    + form(inverse, &self.weights[person], &self.weights[person]);
                variance.max(0.0)
            })
            .collect();
        Centered { mean: self.mean.iter().map(|value| value - mean).collect(), variance }
    }
}

fn form(inverse: &Square, a: &[(usize, f64)], b: &[(usize, f64)]) -> f64 {
    let mut sum = 0.0;
    for &(column, weight) in b {
        let part: f64 = a.iter().map(|&(row, value)| value * inverse[(row, column)]).sum();
        sum += weight * part;
    }
    sum
}

/// Draws one set of deviations from the predictions for a target, over the residual SD.
pub(crate) fn draw(cells: &Cells, factor: &Factor, target: &Target, normal: &mut Normal) -> Vec<f64> {
    let mut into = vec![0.0; cells.strengths.starts.len() - 1];
    let mut outer: Vec<f64> = (0..cells.rest + cells.design.count).map(|_| normal.next()).collect();
    factor.rest.solve_upper(&mut outer);
    let theta = factor.theta;
    let lead = usize::from(cells.levels[CANDIDATE] > 0);
    let mut rated = vec![0.0; into.len()];
    let mut add = |into: &mut [f64], candidate: usize, level: Option<usize>, value: f64| {
        if let Some(level) = level {
            let weight = target.dimensions[usize::from(cells.strengths.of[level])];
            rated[candidate] += weight * weight;
            into[candidate] += weight * theta[DIMENSION] * value;
        } else {
            into[candidate] += target.candidate * theta[CANDIDATE] * value;
        }
    };
    if cells.by_candidate {
        let (mut local, mut side) = (Vec::new(), Vec::new());
        for group in &cells.groups {
            let height = cells.height(group);
            let candidate = cells.pairs[group.pairs.start].candidate as usize;
            local.clear();
            local.extend((group.inner..height - 1).map(|column| outer[cells.global(group, column)]));
            side.clear();
            side.extend((0..group.inner).map(|_| normal.next()));
            factor.part(cells, group).solve(&local, &mut side);
            for (column, value) in side.iter().enumerate() {
                let level = (column >= lead).then(|| cells.strengths.starts[candidate] + column - lead);
                add(&mut into, candidate, level, *value);
            }
        }
    } else {
        let levels = cells.levels[CANDIDATE];
        for (column, value) in outer[..cells.rest].iter().enumerate() {
            if column < levels {
                add(&mut into, column, None, *value);
            } else {
                let level = column - levels;
                let candidate = cells.strengths.starts.partition_point(|&start| start <= level) - 1;
                add(&mut into, candidate, Some(level), *value);
            }
        }
    }
    if cells.levels[DIMENSION] > 0 {
        let all: f64 = target.dimensions.iter().map(|weight| weight * weight).sum();
        for (value, known) in into.iter_mut().zip(&rated) {
            if all - known > 1e-12 {
                *value += (all - known).sqrt() * theta[DIMENSION] * normal.next();
            }
        }
    }
    into
}

/// Equal shares for everybody.
pub(crate) fn equal_shares(count: usize) -> Vec<f64> {
    vec![1.0 / float(count.max(1)); count]
}
