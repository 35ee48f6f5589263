//! The spherical mixed-model equations, factored: groups eliminated one by one, the rest densely.
//!
//! With unit residual variance, y = Xβ + Σ `θ_t` `Z_t` `b_t` + e with b ~ N(0, I). The halo term is taken
//! out first, pair by pair, as a metric K = (I + `θ²Z_hZ_h`')⁻¹; then each group's own effects;
//! what is left (the other side's effects and the fixed ones) is a dense Cholesky. Nothing is ever
//! divided by a variance, so a variance of zero is safe. (Bates, Mächler, Bolker & Walker 2015.)

use super::cells::{Cells, Group, HALO, INTERVIEWER, NONE, TERMS};
use crate::dense::{NotPositive, Square};

/// The factored equations at one set of variance ratios.
#[derive(Clone, Debug)]
pub(crate) struct Factor {
    /// SD of each term over the residual SD.
    pub(crate) theta: [f64; TERMS],
    /// Per group, its inner columns of L, each `inner + outer + fixed + 1` long (the last is y's).
    pub(crate) inner: Vec<f64>,
    /// L of what remains: random columns, then fixed ones.
    pub(crate) rest: Square,
    /// L⁻¹ times the right-hand side of what remains.
    pub(crate) forward: Vec<f64>,
    /// ln |L|² of the random part.
    pub(crate) log_random: f64,
    /// ln |`R_X|²`.
    pub(crate) log_fixed: f64,
    /// y'Py with unit residual variance: the penalized residual sum of squares.
    pub(crate) residual: f64,
}

/// One sparse row of the equations: local columns and values.
pub(crate) type Sparse = Vec<(usize, f64)>;

/// A group's part of L.
#[derive(Clone, Copy)]
pub(crate) struct Part<'a> {
    values: &'a [f64],
    inner: usize,
    height: usize,
}

impl<'a> Part<'a> {
    /// One of the group's own columns: its rows are the own columns, those outside, the fixed ones, y.
    pub(crate) fn column(self, column: usize) -> &'a [f64] {
        &self.values[column * self.height..(column + 1) * self.height]
    }

    /// The own columns, in order.
    pub(crate) fn columns(self) -> impl Iterator<Item = &'a [f64]> {
        (0..self.inner).map(move |column| self.column(column))
    }

    /// x ← L⁻ᵀx for the own columns, after the influence of the remaining ones is taken away.
    pub(crate) fn solve(self, outer: &[f64], side: &mut [f64]) {
        for column in (0..self.inner).rev() {
            let values = self.column(column);
            let mut value = side[column];
            for (factor, known) in values[self.inner..].iter().zip(outer) {
                value -= factor * known;
            }
            for row in column + 1..self.inner {
                value -= values[row] * side[row];
            }
            side[column] = value / values[column];
        }
    }
}

impl Cells {
    /// The local columns of one cell with their values: random effects, then fixed ones.
    pub(crate) fn row(&self, group: &Group, cell: usize, theta: &[f64; TERMS]) -> impl Iterator<Item = (usize, f64)> {
        let cell = &self.list[cell];
        let first = group.inner + group.outer.len();
        let random = cell.local.into_iter().zip(*theta).take(INTERVIEWER + 1);
        let random = random.filter(|(local, _)| *local != NONE).map(|(local, scale)| (local as usize, scale));
        random.chain(self.design.rows[cell.kind as usize].iter().map(move |&column| (first + column as usize, 1.0)))
    }

    /// The remaining system's column for a local column at or after the inner ones.
    pub(crate) fn global(&self, group: &Group, local: usize) -> usize {
        let offset = local - group.inner;
        if offset < group.outer.len() {
            self.outer[group.outer.start + offset] as usize
        } else {
            self.rest + offset - group.outer.len()
        }
    }

    /// The length of a column of the group's part of the factor.
    pub(crate) fn height(&self, group: &Group) -> usize {
        group.inner + group.outer.len() + self.design.count + 1
    }

    /// 1 / (1 + `θ_h²` n) and `θ_h²` times it, for a pair of n ratings.
    pub(crate) fn halo(count: f64, theta: &[f64; TERMS]) -> (f64, f64) {
        let ratio = theta[HALO] * theta[HALO];
        let shrink = 1.0 / (1.0 + ratio * count);
        (shrink, ratio * shrink)
    }
}

/// Collects the sums of a pair over its cells, column by column.
pub(crate) struct Gather {
    dense: Vec<f64>,
    touched: Vec<usize>,
}

impl Gather {
    pub(crate) fn new() -> Self {
        Self { dense: Vec::new(), touched: Vec::new() }
    }

    pub(crate) fn add(&mut self, column: usize, value: f64) {
        if column >= self.dense.len() {
            self.dense.resize(column + 1, f64::NAN);
        }
        if self.dense[column].is_nan() {
            self.dense[column] = value;
            self.touched.push(column);
        } else {
            self.dense[column] += value;
        }
    }

    pub(crate) fn take(&mut self, into: &mut Sparse) {
        into.clear();
        for &column in &self.touched {
            into.push((column, self.dense[column]));
            self.dense[column] = f64::NAN;
        }
        self.touched.clear();
    }
}

/// What the groups leave behind: the lower triangle, the right-hand side and y'y.
struct Remainder {
    matrix: Square,
    side: Vec<f64>,
    squares: f64,
}

struct Assembly<'a> {
    cells: &'a Cells,
    theta: [f64; TERMS],
    remainder: Remainder,
    log_random: f64,
}

/// What some ratings say: `weight` × row × row', and `y` × row for the right-hand side.
struct Said<'a> {
    row: &'a [(usize, f64)],
    y: f64,
    weight: f64,
}

impl Assembly<'_> {
    /// Adds what some ratings say where each entry belongs.
    fn add(&mut self, group: &Group, Said { row, y, weight }: &Said<'_>, part: &mut [f64]) {
        let height = self.cells.height(group);
        for (index, &(a, va)) in row.iter().enumerate() {
            let wa = weight * va;
            if a < group.inner {
                part[a * height + height - 1] += va * y;
            } else {
                self.remainder.side[self.cells.global(group, a)] += va * y;
            }
            for &(b, vb) in &row[..=index] {
                let (low, high) = if a < b { (a, b) } else { (b, a) };
                if low < group.inner {
                    part[low * height + high] += wa * vb;
                } else {
                    let (x, z) = (self.cells.global(group, low), self.cells.global(group, high));
                    let (column, row) = if x < z { (x, z) } else { (z, x) };
                    self.remainder.matrix[(row, column)] += wa * vb;
                }
            }
        }
    }

    fn group(
        &mut self,
        group: &Group,
        part: &mut [f64],
        scratch: &mut (Sparse, Sparse, Gather),
    ) -> Result<(), NotPositive> {
        let cells = self.cells;
        let height = cells.height(group);
        let halo = self.theta[HALO] > 0.0;
        for pair in &cells.pairs[group.pairs.clone()] {
            let mut sum = 0.0;
            for cell in pair.cells.start as usize..pair.cells.end as usize {
                let (row, _, gather) = &mut *scratch;
                row.clear();
                row.extend(cells.row(group, cell, &self.theta));
                let data = cells.list[cell];
                if halo {
                    for &(column, value) in row.iter() {
                        gather.add(column, value * data.count);
                    }
                    sum += data.sum;
                }
                self.add(group, &Said { row, y: data.sum, weight: data.count }, part);
            }
            if halo {
                let (shrink, weight) = Cells::halo(pair.count, &self.theta);
                self.log_random -= shrink.ln();
                let (_, total, gather) = &mut *scratch;
                gather.take(total);
                self.add(group, &Said { row: total, y: -weight * sum, weight: -weight }, part);
                self.remainder.squares -= weight * sum * sum;
            }
        }
        for column in 0..group.inner {
            part[column * height + column] += 1.0;
        }
        self.log_random += eliminate(part, group.inner, height)?;
        self.scatter(group, part);
        Ok(())
    }

    /// Subtracts the eliminated columns' outer products from what remains.
    fn scatter(&mut self, group: &Group, part: &[f64]) {
        let cells = self.cells;
        let height = cells.height(group);
        for column in part.chunks_exact(height) {
            let y = column[height - 1];
            self.remainder.squares -= y * y;
            for a in group.inner..height - 1 {
                let va = column[a];
                if va == 0.0 {
                    continue;
                }
                let x = cells.global(group, a);
                self.remainder.side[x] -= va * y;
                for (b, vb) in column.iter().enumerate().take(a + 1).skip(group.inner) {
                    let z = cells.global(group, b);
                    let (low, high) = if x < z { (x, z) } else { (z, x) };
                    self.remainder.matrix[(high, low)] -= va * vb;
                }
            }
        }
    }
}

/// Cholesky of the first `inner` columns, in place; returns ln of the squared determinant.
fn eliminate(part: &mut [f64], inner: usize, height: usize) -> Result<f64, NotPositive> {
    let mut log = 0.0;
    for column in 0..inner {
        let (done, rest) = part.split_at_mut(column * height);
        let current = &mut rest[..height];
        for previous in done.chunks_exact(height) {
            let factor = previous[column];
            if factor != 0.0 {
                for (value, other) in current[column..].iter_mut().zip(&previous[column..]) {
                    *value -= factor * other;
                }
            }
        }
        let pivot = current[column];
        if pivot <= 0.0 || !pivot.is_finite() {
            return Err(NotPositive);
        }
        log += pivot.ln();
        let root = pivot.sqrt();
        current[column..].iter_mut().for_each(|value| *value /= root);
    }
    Ok(log)
}

impl Factor {
    /// Factors the equations at `theta`.
    pub(crate) fn new(cells: &Cells, theta: [f64; TERMS]) -> Result<Self, NotPositive> {
        let size = cells.rest + cells.design.count;
        let mut assembly = Assembly {
            cells,
            theta,
            remainder: Remainder { matrix: Square::zeros(size), side: vec![0.0; size], squares: cells.totals.squares },
            log_random: 0.0,
        };
        for column in 0..cells.rest {
            assembly.remainder.matrix[(column, column)] = 1.0;
        }
        let mut inner = vec![0.0; cells.factor_length()];
        let mut scratch = (Vec::new(), Vec::new(), Gather::new());
        for group in &cells.groups {
            let length = group.inner * cells.height(group);
            let part = &mut inner[group.factor..group.factor + length];
            assembly.group(group, part, &mut scratch)?;
        }
        let Assembly { remainder, mut log_random, .. } = assembly;
        let Remainder { matrix: mut rest, side: mut forward, squares } = remainder;
        rest.cholesky()?;
        rest.solve_lower(&mut forward);
        let mut log_fixed = 0.0;
        for column in 0..size {
            let log = 2.0 * rest[(column, column)].ln();
            if column < cells.rest {
                log_random += log;
            } else {
                log_fixed += log;
            }
        }
        let residual = squares - forward.iter().map(|z| z * z).sum::<f64>();
        if !residual.is_finite() || residual <= 1e-14 * cells.totals.squares {
            return Err(NotPositive);
        }
        Ok(Self { theta, inner, rest, forward, log_random, log_fixed, residual })
    }

    /// The profiled REML criterion (−2 log restricted likelihood), as lme4 reports it.
    pub(crate) fn criterion(&self, cells: &Cells) -> f64 {
        let freedom = cells.freedom();
        let variance = self.residual / freedom;
        self.log_random + self.log_fixed + freedom * (1.0 + (2.0 * std::f64::consts::PI * variance).ln())
    }

    /// The group's part of L.
    pub(crate) fn part(&self, cells: &Cells, group: &Group) -> Part<'_> {
        let (inner, height) = (group.inner, cells.height(group));
        Part { values: &self.inner[group.factor..group.factor + inner * height], inner, height }
    }
}
