//! The curvature at the mode, factored: blocks of groups on the diagonal, joined by the effects that belong to none.
//!
//! H = I + ΛZ'WZΛ. The effects of each group are eliminated by a Cholesky factor of their own block, and what is left is dense. Of the
//! inverse only what the rows need is ever made: the block of each group and its outer effects.

use super::rows::{RowGroup, Rows};
use crate::dense::{NotPositive, Square};

/// The factor of a group's own block, and what it shares with the effects that are not its own.
#[derive(Clone, Debug)]
struct Eliminated {
    lower: Square,
    /// L⁻¹C, column by column, one for each outer effect of the group.
    side: Vec<f64>,
}

/// H as LL'.
#[derive(Clone, Debug)]
pub(super) struct Arrow {
    groups: Vec<Eliminated>,
    rest: Square,
    /// ln|H|.
    pub(super) log: f64,
}

/// A group's part of H⁻¹: its own effects, then its outer ones.
pub(super) type Corner = Square;

impl Arrow {
    /// Factors H for weights, one a row, and standard deviations, one a term.
    pub(super) fn new(rows: &Rows, weights: &[f64], deviations: &[f64]) -> Result<Self, NotPositive> {
        let mut rest = Square::zeros(rows.rest);
        for place in 0..rows.rest {
            rest[(place, place)] = 1.0;
        }
        let mut log = 0.0;
        let mut groups = Vec::with_capacity(rows.groups.len());
        for group in &rows.groups {
            let eliminated = eliminate(rows, group, (weights, deviations), &mut rest)?;
            log += (0..group.inner).map(|at| 2.0 * eliminated.lower[(at, at)].ln()).sum::<f64>();
            groups.push(eliminated);
        }
        rest.cholesky()?;
        log += (0..rows.rest).map(|at| 2.0 * rest[(at, at)].ln()).sum::<f64>();
        Ok(Self { groups, rest, log })
    }

    /// H⁻¹x.
    pub(super) fn solve(&self, rows: &Rows, x: &[f64]) -> Vec<f64> {
        let mut x = x.to_vec();
        for (group, eliminated) in rows.groups.iter().zip(&self.groups) {
            let own = group.own();
            eliminated.lower.solve_lower(&mut x[own.clone()]);
            for (outer, column) in rows.outer(group).iter().zip(columns(&eliminated.side, group.inner)) {
                x[*outer as usize] -= dot(column, &x[own.clone()]);
            }
        }
        self.rest.solve_lower(&mut x[..rows.rest]);
        self.rest.solve_upper(&mut x[..rows.rest]);
        for (group, eliminated) in rows.groups.iter().zip(&self.groups) {
            let own = group.own();
            for (outer, column) in rows.outer(group).iter().zip(columns(&eliminated.side, group.inner)) {
                let known = x[*outer as usize];
                for (value, shared) in x[own.clone()].iter_mut().zip(column) {
                    *value -= known * shared;
                }
            }
            eliminated.lower.solve_upper(&mut x[own]);
        }
        x
    }

    /// The inverse over the effects that belong to no group.
    pub(super) fn inverse_of_rest(&self) -> Square {
        self.rest.inverse()
    }

    /// A group's part of the inverse, by that over the effects that belong to no group.
    pub(super) fn corner(&self, rows: &Rows, index: usize, inverse: &Square) -> Corner {
        let (group, eliminated) = (&rows.groups[index], &self.groups[index]);
        let (inner, outer) = (group.inner, rows.outer(group));
        let mut corner = Square::zeros(group.width());
        let own = eliminated.lower.inverse();
        for (row, &one) in outer.iter().enumerate() {
            for (column, &other) in outer.iter().enumerate() {
                corner[(inner + row, inner + column)] = inverse[(one as usize, other as usize)];
            }
        }
        // T = D⁻¹C, from L⁻¹C.
        let mut joint = eliminated.side.clone();
        for column in joint.chunks_exact_mut(inner.max(1)) {
            eliminated.lower.solve_upper(column);
        }
        for row in 0..inner {
            for column in 0..outer.len() {
                let sum: f64 = (0..outer.len())
                    .map(|other| joint[other * inner + row] * corner[(inner + other, inner + column)])
                    .sum();
                corner[(row, inner + column)] = -sum;
                corner[(inner + column, row)] = -sum;
            }
        }
        for row in 0..inner {
            for column in 0..inner {
                let sum: f64 =
                    (0..outer.len()).map(|other| joint[other * inner + row] * corner[(column, inner + other)]).sum();
                corner[(row, column)] = own[(row, column)] - sum;
            }
        }
        corner
    }
}

/// The columns of a matrix of this height; none where it has none.
fn columns(matrix: &[f64], height: usize) -> impl Iterator<Item = &[f64]> {
    matrix.chunks_exact(height.max(1))
}

fn dot(x: &[f64], y: &[f64]) -> f64 {
    x.iter().zip(y).map(|(a, b)| a * b).sum()
}

/// Takes a group's own effects out, and leaves what they change in the rest.
fn eliminate(
    rows: &Rows,
    group: &RowGroup,
    (weights, deviations): (&[f64], &[f64]),
    rest: &mut Square,
) -> Result<Eliminated, NotPositive> {
    let (inner, outer) = (group.inner, rows.outer(group));
    let mut lower = Square::zeros(inner);
    for at in 0..inner {
        lower[(at, at)] = 1.0;
    }
    let mut side = vec![0.0; inner * outer.len()];
    for (row, weight) in rows.list[group.rows.clone()].iter().zip(&weights[group.rows.clone()]) {
        for (term, column) in row.effects() {
            for (other, shared) in row.effects() {
                let value = weight * deviations[term] * deviations[other];
                match (column.checked_sub(inner), shared.checked_sub(inner)) {
                    (None, None) => lower[(column, shared)] += value,
                    (None, Some(shared)) => side[shared * inner + column] += value,
                    (Some(_), None) => {}
                    (Some(column), Some(shared)) => rest[(outer[column] as usize, outer[shared] as usize)] += value,
                }
            }
        }
    }
    lower.cholesky()?;
    for column in side.chunks_exact_mut(inner.max(1)) {
        lower.solve_lower(column);
    }
    if inner > 0 {
        for (column, one) in outer.iter().zip(columns(&side, inner)) {
            for (shared, other) in outer.iter().zip(columns(&side, inner)) {
                rest[(*column as usize, *shared as usize)] -= dot(one, other);
            }
        }
    }
    Ok(Eliminated { lower, side })
}
