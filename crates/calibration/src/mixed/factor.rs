//! The mixed-model equations, factored: groups are eliminated one by one, what remains by a dense Cholesky.

use super::cells::{Cells, Group, Shape, TERMS};
use super::local::{Corner, Local, Sides};
use crate::dense::{NotPositive, Square};

/// The factored equations at one set of variance ratios.
#[derive(Clone, Debug)]
pub(crate) struct Factor {
    /// The groups' part.
    pub(crate) local: Local,
    /// L of what remains: random columns, then fixed ones.
    pub(crate) rest: Square,
    /// The diagonal of what remains, before it was factored.
    pub(crate) diagonal: Vec<f64>,
    /// ln |L|² of the random part.
    pub(crate) log_random: f64,
    /// ln |`R_X|²`.
    pub(crate) log_fixed: f64,
}

/// What solves the equations, in units of the effects' own deviations.
#[derive(Clone, Debug)]
pub(crate) struct Effects {
    /// L⁻¹ times the right-hand side for the groups' own effects.
    pub(crate) own: Vec<f64>,
    /// The remaining effects, random ones first.
    pub(crate) outer: Vec<f64>,
    /// y'Py with unit residual variance: the penalized residual sum of squares.
    pub(crate) residual: f64,
}

/// What a shape leaves behind, row by row of the lower triangle.
struct Whole {
    width: usize,
    values: Vec<f64>,
}

impl Corner for Whole {
    fn add(&mut self, low: usize, high: usize, value: f64) {
        self.values[high * self.width + low] += value;
    }

    fn subtract(&mut self, column: &[f64]) {
        for (row, (values, factor)) in self.values.chunks_exact_mut(self.width.max(1)).zip(column).enumerate() {
            for (value, other) in values[..=row].iter_mut().zip(column) {
                *value -= factor * other;
            }
        }
    }
}

impl Factor {
    /// Factors the equations at `theta`.
    pub(crate) fn new(cells: &Cells, theta: [f64; TERMS]) -> Result<Self, NotPositive> {
        let size = cells.rest + cells.design.count;
        let mut rest = Square::zeros(size);
        for column in 0..cells.rest {
            rest[(column, column)] = 1.0;
        }
        let mut globals = Vec::new();
        let leave = |group: &Group| {
            let width = cells.width(group);
            Whole { width, values: vec![0.0; width * width] }
        };
        let put = |shape: &Shape, corner: Whole| {
            for &group in &shape.groups {
                globals.clear();
                globals.extend(cells.globals(&cells.groups[group as usize]));
                for row in 0..corner.width {
                    let (x, values) = (globals[row], &corner.values[row * corner.width..]);
                    for column in 0..=row {
                        let z = globals[column];
                        rest[(x.max(z), x.min(z))] += values[column];
                    }
                }
            }
        };
        let local = Local::new(cells, theta, leave, put)?;
        let diagonal = (0..size).map(|column| rest[(column, column)]).collect();
        rest.cholesky()?;
        let mut log_random = local.log;
        let mut log_fixed = 0.0;
        for column in 0..size {
            let log = 2.0 * rest[(column, column)].ln();
            if column < cells.rest {
                log_random += log;
            } else {
                log_fixed += log;
            }
        }
        Ok(Self { local, rest, diagonal, log_random, log_fixed })
    }

    /// The solution for the scores of these cells.
    pub(crate) fn solve(&self, cells: &Cells) -> Result<Effects, NotPositive> {
        let Sides { own, mut outer, squares } = Sides::new(cells, &self.local);
        self.rest.solve_lower(&mut outer);
        let residual = squares - outer.iter().map(|z| z * z).sum::<f64>();
        if !residual.is_finite() || residual <= 1e-14 * cells.totals.squares {
            return Err(NotPositive);
        }
        self.rest.solve_upper(&mut outer);
        Ok(Effects { own, outer, residual })
    }

    /// The profiled REML criterion (−2 log restricted likelihood), as lme4 reports it, where y'Py is `residual`.
    pub(crate) fn criterion(&self, cells: &Cells, residual: f64) -> f64 {
        criterion(cells, self.log_random + self.log_fixed, residual)
    }
}

/// The profiled REML criterion from ln of the squared determinants and y'Py.
pub(crate) fn criterion(cells: &Cells, log: f64, residual: f64) -> f64 {
    let freedom = cells.freedom();
    log + freedom * (1.0 + (2.0 * std::f64::consts::PI * residual / freedom).ln())
}
