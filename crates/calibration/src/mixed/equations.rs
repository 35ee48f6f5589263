//! The equations of a table that is too large to factor: what remains after the groups is never put together, only multiplied.
//!
//! Eight vectors go through the groups together, so that one pass over the ratings serves them all; solving is by conjugate gradients,
//! preconditioned by the diagonal (Hestenes & Stiefel 1952; Saad 2003, algorithm 9.1; for crossed effects Kündig & Sigrist
//! 2025, arXiv 2505.09552). Parts and the order of sums depend on the table alone, so that any number of threads on any
//! processor gives the same digits.

use std::ops::Range;

use super::cells::{Cells, Group, Shape, TERMS};
use super::local::{Corner, Local, parts};
use crate::dense::block::add_row;
use crate::dense::{NotPositive, Square};
use crate::num::float;
use crate::threads::shared;

/// How many vectors go together.
pub(crate) const LANES: usize = 8;
/// One row of as many vectors.
pub(crate) type Lane = [f64; LANES];

/// The smallest ratio tried: one that stays here is zero in the result. Traces by steps would be lost in rounding below it.
pub(crate) const LEAST: f64 = 1e-5;
/// Up to here a ratio whose slope leads down is as good as there.
pub(crate) const AT_EDGE: f64 = 10.0 * LEAST;
/// More steps than this are never taken.
const MOST_STEPS: usize = 1000;

/// The equations at one set of variance ratios: the groups' part factored, the rest as it is.
#[derive(Debug)]
pub(crate) struct Equations {
    pub(crate) local: Local,
    /// What the remaining random columns have on the diagonal before the groups are taken out.
    direct: Vec<f64>,
    /// The diagonal after that.
    pub(crate) diagonal: Vec<f64>,
    /// Of each fixed column, its entries against the random ones.
    pub(crate) coupling: Vec<Vec<f64>>,
    /// The fixed columns among themselves.
    pub(crate) fixed: Square,
    /// Per shape, columns whose products with themselves are what taking it out takes off the random columns it touches, one after the
    /// other: as few as there can be.
    taken: Vec<Vec<f64>>,
}

/// What a shape leaves behind on the diagonal and against the fixed columns.
struct Arrow {
    /// How many random columns it touches.
    outer: usize,
    direct: Vec<f64>,
    /// What taking the group out takes off the diagonal.
    taken: Vec<f64>,
    /// Per fixed column, entries for those before it and itself.
    fixed: Vec<Vec<f64>>,
}

impl Corner for Arrow {
    fn add(&mut self, low: usize, high: usize, value: f64) {
        match high.checked_sub(self.outer) {
            Some(fixed) => self.fixed[fixed][low] += value,
            None if low == high => self.direct[low] += value,
            // Two different random columns meet only where both are the candidate's, and those are the group's own.
            None => {}
        }
    }

    fn subtract(&mut self, column: &[f64]) {
        let (random, fixed) = column.split_at(self.outer);
        for (taken, value) in self.taken.iter_mut().zip(random) {
            *taken += value * value;
        }
        for (entries, factor) in self.fixed.iter_mut().zip(fixed).filter(|(_, factor)| **factor != 0.0) {
            for (entry, value) in entries.iter_mut().zip(column) {
                *entry -= factor * value;
            }
        }
    }
}

impl Equations {
    /// Takes the groups out at `theta`.
    pub(crate) fn new(cells: &Cells, theta: [f64; TERMS]) -> Result<Self, NotPositive> {
        let count = cells.design.count;
        let (mut direct, mut taken) = (vec![1.0; cells.rest], vec![0.0; cells.rest]);
        let mut coupling = vec![vec![0.0; cells.rest]; count];
        let mut fixed = Square::zeros(count);
        let leave = |group: &Group| {
            let outer = group.outer.len();
            Arrow {
                outer,
                direct: vec![0.0; outer],
                taken: vec![0.0; outer],
                fixed: (0..count).map(|index| vec![0.0; outer + index + 1]).collect(),
            }
        };
        let put = |shape: &Shape, arrow: Arrow| {
            for &group in &shape.groups {
                let outer = &cells.outer[cells.groups[group as usize].outer.clone()];
                for ((&at, own), less) in outer.iter().zip(&arrow.direct).zip(&arrow.taken) {
                    direct[at as usize] += own;
                    taken[at as usize] += less;
                }
                for (column, entries) in coupling.iter_mut().zip(&arrow.fixed) {
                    outer.iter().zip(entries).for_each(|(&at, value)| column[at as usize] += value);
                }
            }
            let times = float(shape.groups.len());
            for (row, entries) in arrow.fixed.iter().enumerate() {
                for (column, value) in entries[arrow.outer..].iter().enumerate() {
                    fixed[(row, column)] += times * value;
                }
            }
        };
        let mut local = Local::new(cells, theta, leave, put)?;
        local.edge = AT_EDGE;
        let diagonal: Vec<f64> = direct.iter().zip(&taken).map(|(direct, taken)| direct - taken).collect();
        if diagonal.iter().any(|&value| value <= 0.0 || !value.is_finite()) {
            return Err(NotPositive);
        }
        let taken = cells.shapes.iter().map(|shape| {
            let group = cells.model_of(shape);
            let outer = group.outer.len();
            fewest(local.part(cells, group).outside().map(|column| &column[..outer]))
        });
        let taken = taken.collect();
        Ok(Self { local, direct, diagonal, coupling, fixed, taken })
    }
}

/// Solves with the random columns that remain.
pub(crate) struct Solver<'a> {
    cells: &'a Cells,
    equations: &'a Equations,
    parts: Vec<(Range<usize>, Vec<Lane>)>,
}

/// What the steps of a solution say of the matrix: of each, its length and the share of the direction before that it takes.
pub(crate) type StepLog = Vec<(Lane, Lane)>;

impl<'a> Solver<'a> {
    pub(crate) fn new(cells: &'a Cells, equations: &'a Equations) -> Self {
        let empty = |part| (part, vec![[0.0; LANES]; cells.rest]);
        Self { cells, equations, parts: parts(cells).map(empty).collect() }
    }

    /// y ← Sx.
    fn multiply(&mut self, x: &[Lane], y: &mut [Lane]) {
        let (cells, taken) = (self.cells, &self.equations.taken);
        let work: Vec<_> = self.parts.iter_mut().map(|(part, sums)| (part.clone(), sums.as_mut_slice())).collect();
        shared(work, |(part, sums)| through(cells, taken, part, x, sums));
        for (((y, x), direct), row) in y.iter_mut().zip(x).zip(&self.equations.direct).zip(0..) {
            *y = x.map(|x| direct * x);
            for (_, sums) in &mut self.parts {
                let sum = std::mem::replace(&mut sums[row], [0.0; LANES]);
                add_row(y, -1.0, &sum);
            }
        }
    }

    /// x ← S⁻¹·`side` from where x is, until what is left in each vector is below `tolerance` of the side, both in the metric of the
    /// diagonal.
    pub(crate) fn solve(&mut self, side: &[Lane], x: &mut [Lane], tolerance: f64) -> StepLog {
        let reciprocal: Vec<f64> = self.equations.diagonal.iter().map(|value| value.recip()).collect();
        let mut product = vec![[0.0; LANES]; x.len()];
        self.multiply(x, &mut product);
        let mut left: Vec<Lane> = side.iter().zip(&product).map(|(side, product)| minus(side, product)).collect();
        let squares = |rows: &[Lane]| {
            let mut sum = [0.0; LANES];
            for (row, reciprocal) in rows.iter().zip(&reciprocal) {
                for lane in 0..LANES {
                    sum[lane] += reciprocal * row[lane] * row[lane];
                }
            }
            sum
        };
        let enough = squares(side).map(|all| all * tolerance * tolerance);
        let mut direction: Vec<Lane> =
            left.iter().zip(&reciprocal).map(|(row, reciprocal)| row.map(|value| reciprocal * value)).collect();
        let (mut now, mut steps) = (squares(&left), StepLog::new());
        while steps.len() < MOST_STEPS && now.iter().zip(enough).any(|(now, enough)| *now > enough) {
            self.multiply(&direction, &mut product);
            let mut along = [0.0; LANES];
            for (direction, product) in direction.iter().zip(&product) {
                for lane in 0..LANES {
                    along[lane] += direction[lane] * product[lane];
                }
            }
            let mut length = [0.0; LANES];
            for lane in 0..LANES {
                // What is solved rests, so that rounding does not lead it astray.
                if now[lane] > 0.01 * enough[lane] && along[lane] > 0.0 {
                    length[lane] = now[lane] / along[lane];
                }
            }
            for (((x, left), direction), product) in x.iter_mut().zip(&mut left).zip(&direction).zip(&product) {
                for lane in 0..LANES {
                    x[lane] += length[lane] * direction[lane];
                    left[lane] -= length[lane] * product[lane];
                }
            }
            let next = squares(&left);
            let mut share = [0.0; LANES];
            for lane in 0..LANES {
                if length[lane] > 0.0 && now[lane] > 0.0 {
                    share[lane] = next[lane] / now[lane];
                }
            }
            for ((direction, left), reciprocal) in direction.iter_mut().zip(&left).zip(&reciprocal) {
                for lane in 0..LANES {
                    direction[lane] = reciprocal * left[lane] + share[lane] * direction[lane];
                }
            }
            now = next;
            steps.push((length, share));
        }
        steps
    }
}

fn minus(a: &Lane, b: &Lane) -> Lane {
    std::array::from_fn(|lane| a[lane] - b[lane])
}

/// Adds to `sums` what some groups take off Sx.
fn through(cells: &Cells, taken: &[Vec<f64>], groups: Range<usize>, x: &[Lane], sums: &mut [Lane]) {
    for group in &cells.groups[groups] {
        let outer = &cells.outer[group.outer.clone()];
        for values in taken[group.shape].chunks_exact(outer.len().max(1)) {
            let mut known = [0.0; LANES];
            for (value, &at) in values.iter().zip(outer) {
                add_row(&mut known, *value, &x[at as usize]);
            }
            for (value, &at) in values.iter().zip(outer) {
                add_row(&mut sums[at as usize], *value, &known);
            }
        }
    }
}

/// What is left of a column, relative to it, where the others explain it.
const EXPLAINED: f64 = 1e-7;

/// Of some columns, others with the same product BB', as few as there can be: BB' = QRR'Q' = (QT)(QT)' where TT' = RR'.
fn fewest<'a>(columns: impl Iterator<Item = &'a [f64]>) -> Vec<f64> {
    let (mut basis, mut shares): (Vec<Vec<f64>>, Vec<Vec<f64>>) = (Vec::new(), Vec::new());
    let along = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    for (index, column) in columns.enumerate() {
        let mut left = column.to_vec();
        let size = along(column, column).sqrt();
        shares.push(vec![0.0; basis.len()]);
        for _ in 0..2 {
            for (share, one) in shares[index].iter_mut().zip(&basis) {
                let part = along(&left, one);
                *share += part;
                left.iter_mut().zip(one).for_each(|(left, one)| *left -= part * one);
            }
        }
        let rest = along(&left, &left).sqrt();
        if rest > EXPLAINED * size {
            for value in &mut left {
                *value /= rest;
            }
            basis.push(left);
            shares[index].push(rest);
        }
    }
    // T by Cholesky's method: RR' has full rank.
    let rank = basis.len();
    let at = |column: &[f64], row: usize| column.get(row).copied().unwrap_or(0.0);
    let mut lower = Square::zeros(rank);
    for column in 0..rank {
        for row in column..rank {
            let known: f64 = (0..column).map(|before| lower[(row, before)] * lower[(column, before)]).sum();
            let left = shares.iter().map(|share| at(share, row) * at(share, column)).sum::<f64>() - known;
            lower[(row, column)] = if row == column { left.max(0.0).sqrt() } else { left / lower[(column, column)] };
        }
    }
    let mut fewest = Vec::new();
    for column in 0..rank {
        let mut sum = vec![0.0; basis[0].len()];
        for (row, one) in basis.iter().enumerate().skip(column) {
            sum.iter_mut().zip(one).for_each(|(sum, value)| *sum += lower[(row, column)] * value);
        }
        fewest.extend(sum);
    }
    fewest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three columns, of which the last is the sum of the others: two are enough, and have the same product.
    #[test]
    fn columns_that_others_explain_are_left_out() {
        let columns = [[1.0, 2.0, 0.0, 1.0], [0.0, 1.0, 3.0, -1.0], [1.0, 3.0, 3.0, 0.0]];
        let found = fewest(columns.iter().map(<[f64; 4]>::as_slice));
        assert_eq!(found.len(), 8);
        for a in 0..4 {
            for b in 0..4 {
                let wanted: f64 = columns.iter().map(|column| column[a] * column[b]).sum();
                let product: f64 = found.chunks_exact(4).map(|column| column[a] * column[b]).sum();
                assert!((product - wanted).abs() < 1e-12, "{a}, {b}: {product} is not {wanted}");
            }
        }
    }
}
