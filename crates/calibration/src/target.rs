//! Linear targets of a fit (a candidate's ability, total or dimension; an interviewer's severity):
//! their predictions and joint variances at one point of the variances.

use std::sync::{Arc, OnceLock};

use crate::mixed::{CANDIDATE, Cells, DIMENSION, INTERVIEWER, Local, Solution, Solved, Sparse};
use crate::num::float;
use crate::posterior::Normal;
use crate::threads::shared;

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
    /// Weights on the remaining system's columns.
    weights: PersonWeights,
    /// w'Qw of each person's weights, once somebody asked for it.
    shared: OnceLock<Vec<f64>>,
}

/// So many persons are looked at at once.
const AT_ONCE: usize = 8192;

/// Weights of each person.
enum PersonWeights {
    /// The person is one of the remaining columns, or several.
    Columns(Vec<Sparse>),
    /// The person is a group: on the columns outside it, by its shape.
    Groups {
        cells: Arc<Cells>,
        /// The group of each person; beyond them all where there is none.
        of: Vec<u32>,
        by_shape: Vec<Vec<f64>>,
    },
}

/// Centered predictions with variances, over persons.
pub(crate) struct Centered {
    pub(crate) mean: Vec<f64>,
    /// Over the residual variance.
    pub(crate) variance: Vec<f64>,
}

impl Views {
    /// The targets of all candidates.
    pub(crate) fn candidates(cells: &Arc<Cells>, local: &Local, solution: &Solution, targets: &[Target]) -> Vec<Self> {
        targets.iter().map(|target| Self::candidate(cells, local, solution, target)).collect()
    }

    fn candidate(cells: &Arc<Cells>, local: &Local, solution: &Solution, target: &Target) -> Self {
        let count = cells.strengths.starts.len() - 1;
        let (mut mean, mut own) = (vec![0.0; count], vec![0.0; count]);
        let theta = local.theta;
        let all: f64 = target.dimensions.iter().map(|weight| weight * weight).sum();
        for candidate in 0..count {
            if cells.levels[CANDIDATE] > 0 {
                mean[candidate] += target.candidate * solution.effects[CANDIDATE][candidate];
            }
            if cells.levels[DIMENSION] == 0 {
                continue;
            }
            let mut missing = all;
            for level in cells.strengths.starts[candidate]..cells.strengths.starts[candidate + 1] {
                let weight = target.dimensions[usize::from(cells.strengths.of[level])];
                mean[candidate] += weight * solution.effects[DIMENSION][level];
                missing -= weight * weight;
            }
            // A dimension nobody rated keeps its whole variance.
            own[candidate] += missing.max(0.0) * theta[DIMENSION].powi(2);
        }
        let weights = if cells.by_candidate {
            Self::inside(cells, local, target, &mut own)
        } else {
            PersonWeights::Columns((0..count).map(|candidate| columns_of(cells, local, target, candidate)).collect())
        };
        Self { mean, own, weights, shared: OnceLock::new() }
    }

    /// Candidates whose effects were eliminated in groups.
    fn inside(cells: &Arc<Cells>, local: &Local, target: &Target, own: &mut [f64]) -> PersonWeights {
        let lead = usize::from(cells.levels[CANDIDATE] > 0);
        let mut by_shape = Vec::with_capacity(cells.shapes.len());
        let mut of = vec![u32::MAX; own.len()];
        for shape in &cells.shapes {
            let group = cells.model_of(shape);
            let start = cells.strengths.starts[cells.pairs[group.pairs.start].candidate as usize];
            let mut side: Vec<f64> = (0..group.inner)
                .map(|column| match column.checked_sub(lead) {
                    None => target.candidate * local.theta[CANDIDATE],
                    Some(level) => {
                        target.dimensions[usize::from(cells.strengths.of[start + level])] * local.theta[DIMENSION]
                    }
                })
                .collect();
            // e = L⁻¹a: own variance |e|², weights −L_oi e on the columns outside.
            let mut outside = vec![0.0; cells.width(group)];
            let variance = local.part(cells, group).reach(&mut side, &mut outside);
            for &index in &shape.groups {
                let candidate = cells.pairs[cells.groups[index as usize].pairs.start].candidate as usize;
                own[candidate] += variance;
                of[candidate] = index;
            }
            by_shape.push(outside);
        }
        PersonWeights::Groups { cells: Arc::clone(cells), of, by_shape }
    }

    /// The effects of all interviewers.
    pub(crate) fn interviewers(cells: &Arc<Cells>, local: &Local, solution: &Solution) -> Self {
        let count = cells.levels[INTERVIEWER];
        let theta = local.theta[INTERVIEWER];
        let mean = solution.effects[INTERVIEWER].clone();
        let mut own = vec![0.0; count];
        if cells.by_candidate {
            let weights = PersonWeights::Columns((0..count).map(|column| vec![(column, theta)]).collect());
            return Self { mean, own, weights, shared: OnceLock::new() };
        }
        let mut of = vec![u32::MAX; count];
        let mut by_shape = Vec::with_capacity(cells.shapes.len());
        for shape in &cells.shapes {
            let group = cells.model_of(shape);
            let (mut side, mut outside) = (vec![theta; group.inner], vec![0.0; cells.width(group)]);
            let variance = local.part(cells, group).reach(&mut side, &mut outside);
            for &index in &shape.groups {
                let interviewer = cells.pairs[cells.groups[index as usize].pairs.start].interviewer as usize;
                own[interviewer] = variance;
                of[interviewer] = index;
            }
            by_shape.push(outside);
        }
        let weights = PersonWeights::Groups { cells: Arc::clone(cells), of, by_shape };
        Self { mean, own, weights, shared: OnceLock::new() }
    }

    /// A person's weights on the remaining columns.
    fn weights(&self, person: usize, into: &mut Sparse) {
        into.clear();
        match &self.weights {
            PersonWeights::Columns(lists) => into.extend_from_slice(&lists[person]),
            PersonWeights::Groups { cells, of, by_shape } => {
                if let Some(group) = cells.groups.get(of[person] as usize) {
                    let outside = &by_shape[group.shape];
                    into.extend(cells.globals(group).zip(outside.iter().copied()).filter(|(_, weight)| *weight != 0.0));
                }
            }
        }
    }

    fn weights_of(&self, person: usize) -> Sparse {
        let mut weights = Sparse::new();
        self.weights(person, &mut weights);
        weights
    }

    /// What each person's weights make of the variance that is shared with others.
    fn shared(&self, solved: &Solved) -> &[f64] {
        self.shared.get_or_init(|| {
            let count = self.mean.len();
            let parts = (0..count).step_by(AT_ONCE).map(|from| from..(from + AT_ONCE).min(count)).collect();
            let done = shared(parts, |persons| {
                let mut weights = Sparse::new();
                let own = |person| {
                    self.weights(person, &mut weights);
                    solved.own(&weights)
                };
                persons.map(own).collect::<Vec<f64>>()
            });
            done.into_iter().flatten().collect()
        })
    }

    /// The covariance of two persons' targets, over the residual variance.
    pub(crate) fn covariance(&self, solved: &Solved, a: usize, b: usize) -> f64 {
        if a == b {
            return self.own[a] + solved.own(&self.weights_of(a));
        }
        solved.between(&self.weights_of(a), &self.weights_of(b))
    }

    /// The variance of a − b, over the residual variance.
    pub(crate) fn difference(&self, solved: &Solved, a: usize, b: usize) -> f64 {
        let (of_a, of_b) = (self.weights_of(a), self.weights_of(b));
        let shared = match solved {
            Solved::Dense(known) => known.apart(&of_a, &of_b),
            Solved::Sampled(sampled) => {
                let shared = self.shared(solved);
                shared[a] + shared[b] - 2.0 * sampled.between(&of_a, &of_b)
            }
        };
        (self.own[a] + self.own[b] + shared).max(0.0)
    }

    /// What each of these persons has in common with everybody: Qw of their weights.
    pub(crate) fn influence(&self, cells: &Cells, solved: &Solved, persons: &[usize]) -> Vec<Vec<f64>> {
        let vectors: Vec<Vec<f64>> = persons
            .iter()
            .map(|&person| {
                let mut vector = vec![0.0; cells.rest + cells.design.count];
                for (column, weight) in self.weights_of(person) {
                    vector[column] += weight;
                }
                vector
            })
            .collect();
        solved.times(cells, &vectors)
    }

    /// The covariance of a person's target with one whose influence this is, apart from what is the person's own.
    pub(crate) fn along(&self, person: usize, influence: &[f64]) -> f64 {
        let mut weights = Sparse::new();
        self.weights(person, &mut weights);
        weights.iter().map(|&(column, weight)| weight * influence[column]).sum()
    }

    /// A person's own variance, which is shared with nobody.
    pub(crate) fn own(&self, person: usize) -> f64 {
        self.own[person]
    }

    /// Predictions less their mean weighted by `shares`, with variances of the differences, of each of some views.
    pub(crate) fn centered(cells: &Cells, solved: &Solved, views: &[Self], shares: &[f64]) -> Vec<Centered> {
        let means: Vec<(Vec<f64>, f64)> = views.iter().map(|view| view.mean_weights(cells, shares)).collect();
        let (vectors, own): (Vec<Vec<f64>>, Vec<f64>) = means.into_iter().unzip();
        let products = solved.times(cells, &vectors);
        let each = views.iter().zip(vectors.iter().zip(&products)).zip(own);
        each.map(|((view, (weights, product)), own)| {
            let middle = own + product.iter().zip(weights).map(|(a, b)| a * b).sum::<f64>();
            view.about(solved, shares, (product, middle))
        })
        .collect()
    }

    /// The weights of the mean on the remaining columns, and its own variance.
    fn mean_weights(&self, cells: &Cells, shares: &[f64]) -> (Vec<f64>, f64) {
        let mut mean_weights = vec![0.0; cells.rest + cells.design.count];
        let (mut own, mut weights) = (0.0, Sparse::new());
        for (person, &share) in shares.iter().enumerate() {
            own += share * share * self.own[person];
            self.weights(person, &mut weights);
            for &(column, weight) in &weights {
                mean_weights[column] += share * weight;
            }
        }
        (mean_weights, own)
    }

    /// Predictions less their mean, of which `product` is Qw of its weights and `middle` its variance.
    fn about(&self, solved: &Solved, shares: &[f64], (product, middle): (&[f64], f64)) -> Centered {
        let mean: f64 = self.mean.iter().zip(shares).map(|(mean, share)| mean * share).sum();
        let mut weights = Sparse::new();
        let of_weights = self.shared(solved);
        let variance = (0..self.mean.len())
            .map(|person| {
                self.weights(person, &mut weights);
                let with_mean: f64 = weights.iter().map(|&(column, weight)| weight * product[column]).sum();
                let share = shares[person];
                let variance = self.own[person] * (1.0 - 2.0 * share) - 2.0 * with_mean + middle + of_weights[person];
                variance.max(0.0)
            })
            .collect();
        Centered { mean: self.mean.iter().map(|value| value - mean).collect(), variance }
    }
}

/// The remaining columns of a candidate who is no group.
fn columns_of(cells: &Cells, local: &Local, target: &Target, candidate: usize) -> Sparse {
    let mut columns = Sparse::new();
    if cells.levels[CANDIDATE] > 0 {
        columns.push((candidate, target.candidate * local.theta[CANDIDATE]));
    }
    if cells.levels[DIMENSION] > 0 {
        for level in cells.strengths.starts[candidate]..cells.strengths.starts[candidate + 1] {
            let weight = target.dimensions[usize::from(cells.strengths.of[level])];
            if weight != 0.0 {
                columns.push((cells.levels[CANDIDATE] + level, weight * local.theta[DIMENSION]));
            }
        }
    }
    columns
}

/// Draws one set of deviations from the predictions for a target, over the residual SD; from factored equations only.
pub(crate) fn draw(cells: &Cells, solved: &Solved, target: &Target, normal: &mut Normal) -> Option<Vec<f64>> {
    let Solved::Dense(known) = solved else { return None };
    let factor = &known.factor;
    let mut into = vec![0.0; cells.strengths.starts.len() - 1];
    let mut outer: Vec<f64> = (0..cells.rest + cells.design.count).map(|_| normal.next()).collect();
    factor.rest.solve_upper(&mut outer);
    let theta = factor.local.theta;
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
            let candidate = cells.pairs[group.pairs.start].candidate as usize;
            local.clear();
            local.extend(cells.globals(group).map(|column| outer[column]));
            side.clear();
            side.extend((0..group.inner).map(|_| normal.next()));
            factor.local.part(cells, group).solve(&local, &mut side);
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
    Some(into)
}

/// Equal shares for everybody.
pub(crate) fn equal_shares(count: usize) -> Vec<f64> {
    vec![1.0 / float(count.max(1)); count]
}
