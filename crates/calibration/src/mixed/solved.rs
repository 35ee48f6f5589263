//! Equations that are ready to solve: factored, or where they are too large for that, solved by steps.
//!
//! Either way they tell the inverse of what remains after the groups: covariances of the remaining effects and the fixed ones, over the
//! residual variance.

use std::sync::OnceLock;

use super::cells::{Cells, TERMS};
use super::estimated::Estimated;
use super::factor::{Effects, Factor, criterion};
use super::gradient::{Slope, Solution, Told, information, traces};
use super::local::{Entries, Local};
use super::sampled::Sampled;
use crate::dense::{NotPositive, Square};

/// Equations at one set of variance ratios.
#[derive(Debug)]
pub(crate) enum Solved {
    /// Factored, with the inverse as it is.
    Dense(Factored),
    /// Solved by steps, with what the inverse holds estimated.
    Sampled(Box<Sampled>),
}

/// Factored equations.
#[derive(Debug)]
pub(crate) struct Factored {
    pub(crate) factor: Factor,
    /// The inverse, once somebody asked for it.
    inverse: OnceLock<Square>,
}

impl Factored {
    pub(crate) fn inverse(&self) -> &Square {
        self.inverse.get_or_init(|| self.factor.rest.inverse())
    }

    /// Whether somebody asked for the inverse.
    fn has_inverse(&self) -> bool {
        self.inverse.get().is_some()
    }

    /// The slope of the criterion, where y'Py is `residual`; `is_exact` says whether its traces are, or estimated.
    pub(crate) fn slope(&self, cells: &Cells, solution: &Solution, (residual, is_exact): (f64, bool)) -> Slope {
        let factor = &self.factor;
        let (mut forms, mut sides) = information(cells, &factor.local, solution);
        for side in &mut sides {
            factor.rest.solve_lower(side);
        }
        for (forms, own) in forms.iter_mut().zip(&sides) {
            for (form, other) in forms.iter_mut().zip(&sides) {
                *form -= own.iter().zip(other).map(|(a, b)| a * b).sum::<f64>();
            }
        }
        let traces = if is_exact || self.has_inverse() {
            let inverse = self.inverse();
            traces(cells, &factor.local, |a, b| inverse[(a, b)])
        } else {
            let estimated = Estimated::of(factor);
            traces(cells, &factor.local, |a, b| estimated.at(a, b))
        };
        Slope::of(cells, &factor.local.theta, solution, &Told { traces, forms, residual })
    }

    fn form(&self, a: &Entries, b: &Entries) -> f64 {
        let mut sum = 0.0;
        for &(column, weight) in b {
            let values = self.inverse().column(column);
            sum += weight * a.iter().map(|&(row, value)| value * values[row]).sum::<f64>();
        }
        sum
    }

    /// (a − b)'Q(a − b).
    pub(crate) fn apart(&self, a: &Entries, b: &Entries) -> f64 {
        let mut difference = a.to_vec();
        difference.extend(b.iter().map(|&(column, weight)| (column, -weight)));
        self.own(&difference)
    }

    /// a'Qa, by one triangle.
    fn own(&self, a: &Entries) -> f64 {
        let mut sum = 0.0;
        for (index, &(column, weight)) in a.iter().enumerate() {
            let values = self.inverse().column(column);
            let before: f64 = a[..index].iter().map(|&(row, value)| value * values[row]).sum();
            sum += weight * (weight * values[column] + 2.0 * before);
        }
        sum
    }

    /// The fixed effects' share of a variance: c'(`Q_xx)⁻¹c`. `Q_xx` is L⁻ᵀL⁻¹, where L is the last block of the factor.
    fn of_fixed(&self, cells: &Cells, a: &Entries) -> f64 {
        let fixed = cells.rest..cells.rest + cells.design.count;
        let shared: Vec<f64> = fixed
            .clone()
            .map(|column| {
                let values = self.inverse().column(column);
                a.iter().map(|&(row, value)| value * values[row]).sum()
            })
            .collect();
        let along = |column: usize| -> f64 {
            (column..fixed.end).map(|row| self.factor.rest[(row, column)] * shared[row - fixed.start]).sum()
        };
        fixed.clone().map(|column| along(column).powi(2)).sum()
    }

    fn times(&self, vectors: &[Vec<f64>]) -> Vec<Vec<f64>> {
        if let [only] = vectors {
            let mut product = only.clone();
            self.factor.rest.solve_lower(&mut product);
            self.factor.rest.solve_upper(&mut product);
            return vec![product];
        }
        // Eight go through the factor together.
        let together = vectors.chunks(8).flat_map(|vectors| {
            let size = self.factor.rest.size();
            let entry = |lane: usize, row: usize| vectors.get(lane).map_or(0.0, |vector| vector[row]);
            let mut rows: Vec<[f64; 8]> = (0..size).map(|row| std::array::from_fn(|lane| entry(lane, row))).collect();
            self.factor.rest.solve_rows(&mut rows);
            (0..vectors.len()).map(move |lane| rows.iter().map(|row| row[lane]).collect())
        });
        together.collect()
    }
}

impl Solved {
    pub(crate) fn dense(factor: Factor) -> Self {
        Self::Dense(Factored { factor, inverse: OnceLock::new() })
    }

    /// The groups' part.
    pub(crate) fn local(&self) -> &Local {
        match self {
            Self::Dense(known) => &known.factor.local,
            Self::Sampled(sampled) => &sampled.equations.local,
        }
    }

    /// SD of each term over the residual SD; what is at the edge is zero.
    pub(crate) fn theta(&self) -> [f64; TERMS] {
        self.local().shown()
    }

    /// The solution for the scores of these cells.
    pub(crate) fn solve(&self, cells: &Cells) -> Result<Effects, NotPositive> {
        match self {
            Self::Dense(known) => known.factor.solve(cells),
            Self::Sampled(sampled) => sampled.solve(cells),
        }
    }

    /// The profiled REML criterion (−2 log restricted likelihood), as lme4 reports it, where y'Py is `residual`.
    pub(crate) fn criterion(&self, cells: &Cells, residual: f64) -> f64 {
        match self {
            Self::Dense(known) => known.factor.criterion(cells, residual),
            Self::Sampled(sampled) => criterion(cells, sampled.logarithms().0, residual),
        }
    }

    /// a'Qa.
    pub(crate) fn own(&self, a: &Entries) -> f64 {
        match self {
            Self::Dense(known) => known.own(a),
            Self::Sampled(sampled) => sampled.own(a),
        }
    }

    /// The inverse at one of the last columns and itself.
    pub(crate) fn of_column(&self, cells: &Cells, column: usize) -> f64 {
        match self {
            Self::Dense(known) => {
                let mut side = vec![0.0; cells.rest + cells.design.count];
                side[column] = 1.0;
                known.factor.rest.solve_lower(&mut side);
                side.iter().map(|value| value * value).sum()
            }
            Self::Sampled(sampled) => sampled.own(&[(column, 1.0)]),
        }
    }

    /// a'Qb for weights of two people; from probes only what they share, as the rest is small beside its chance.
    pub(crate) fn between(&self, a: &Entries, b: &Entries) -> f64 {
        match self {
            Self::Dense(known) => known.form(a, b),
            Self::Sampled(sampled) => sampled.between(a, b),
        }
    }

    /// a'Qa where the fixed effects are taken as known.
    pub(crate) fn given_fixed(&self, cells: &Cells, a: &Entries) -> f64 {
        match self {
            Self::Dense(known) => known.own(a) - known.of_fixed(cells, a),
            Self::Sampled(sampled) => sampled.given_fixed(a),
        }
    }

    /// Qx for each of some vectors.
    pub(crate) fn times(&self, cells: &Cells, vectors: &[Vec<f64>]) -> Vec<Vec<f64>> {
        match self {
            Self::Dense(known) => known.times(vectors),
            Self::Sampled(sampled) => sampled.times(cells, vectors),
        }
    }
}
