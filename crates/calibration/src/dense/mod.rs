//! A square matrix, column by column, and the dense algebra on it: Cholesky factor, inverse, triangular solves.
//!
//! Everything large is a product of matrices: each step halves the matrix until what is left fits in the first-level cache.
//! (Elmroth, Gustavson, Jonsson & Kågström 2004, on recursive blocked algorithms.)

pub(crate) mod block;

use std::ops::{Index, IndexMut};
use std::thread;

use ndarray::linalg::general_mat_mul;
use ndarray::{ArrayView2, ArrayViewMut2, Axis, ShapeBuilder};

use crate::threads::THREADS;

/// The matrix is not positive definite, or its numbers are not finite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotPositive;

/// Up to this size a block is worked on column by column.
const BLOCK: usize = 64;
/// Multiplications from which a product is shared among threads; starting one costs about as much as a tenth of that.
const SHARED: usize = 4_000_000;

/// A square matrix in column order.
#[derive(Clone, Debug)]
pub(crate) struct Square {
    data: Vec<f64>,
    size: usize,
}

impl Index<(usize, usize)> for Square {
    type Output = f64;

    fn index(&self, (row, column): (usize, usize)) -> &f64 {
        &self.data[column * self.size + row]
    }
}

impl IndexMut<(usize, usize)> for Square {
    fn index_mut(&mut self, (row, column): (usize, usize)) -> &mut f64 {
        &mut self.data[column * self.size + row]
    }
}

impl Square {
    /// All zeros.
    pub(crate) fn zeros(size: usize) -> Self {
        Self { data: vec![0.0; size * size], size }
    }

    /// The number of rows.
    pub(crate) fn size(&self) -> usize {
        self.size
    }

    /// One column.
    pub(crate) fn column(&self, column: usize) -> &[f64] {
        &self.data[column * self.size..(column + 1) * self.size]
    }

    /// What is below the diagonal of one column.
    fn below(&self, column: usize) -> &[f64] {
        &self.data[column * self.size + column + 1..(column + 1) * self.size]
    }

    /// Runs a step on the whole matrix: `small` where it is a single block, else `large`.
    fn whole<T>(&mut self, small: impl Fn(&mut [f64], usize) -> T, large: impl Fn(ArrayViewMut2<'_, f64>) -> T) -> T {
        let size = self.size;
        match ArrayViewMut2::from_shape((size, size).f(), &mut self.data) {
            Ok(view) if size > BLOCK => large(view),
            _ => small(&mut self.data, size),
        }
    }

    /// The lower Cholesky factor in place of the lower triangle; what is above the diagonal has no meaning afterwards.
    pub(crate) fn cholesky(&mut self) -> Result<(), NotPositive> {
        self.whole(block::cholesky, factor)
    }

    /// (LL')⁻¹, both triangles, where `self` is L.
    pub(crate) fn inverse(&self) -> Self {
        let mut inverse = self.clone();
        inverse.whole(block::invert, invert);
        inverse.whole(block::square, square);
        inverse.mirror();
        inverse
    }

    /// Copies the lower triangle to the upper one, tile by tile to stay in cache.
    fn mirror(&mut self) {
        for left in (0..self.size).step_by(BLOCK) {
            for top in (left..self.size).step_by(BLOCK) {
                for column in left..(left + BLOCK).min(self.size) {
                    for row in top.max(column + 1)..(top + BLOCK).min(self.size) {
                        self.data[row * self.size + column] = self.data[column * self.size + row];
                    }
                }
            }
        }
    }

    /// x ← L⁻¹x.
    pub(crate) fn solve_lower(&self, side: &mut [f64]) {
        for column in 0..side.len() {
            let (done, rest) = side.split_at_mut(column + 1);
            let known = done[column] / self[(column, column)];
            done[column] = known;
            block::add(rest, -known, self.below(column));
        }
    }

    /// x ← L⁻ᵀx.
    pub(crate) fn solve_upper(&self, side: &mut [f64]) {
        for column in (0..side.len()).rev() {
            let (rest, done) = side.split_at_mut(column + 1);
            rest[column] = (rest[column] - block::dot(self.below(column), done)) / self[(column, column)];
        }
    }
}

impl Square {
    /// X ← L⁻ᵀL⁻¹X, for several vectors row by row.
    pub(crate) fn solve_rows<const N: usize>(&self, rows: &mut [[f64; N]]) {
        for column in 0..rows.len() {
            let (done, rest) = rows.split_at_mut(column + 1);
            let reciprocal = self[(column, column)].recip();
            let known = done[column].map(|value| value * reciprocal);
            done[column] = known;
            for (row, factor) in rest.iter_mut().zip(self.below(column)) {
                block::add_row(row, -factor, &known);
            }
        }
        for column in (0..rows.len()).rev() {
            let (rest, done) = rows.split_at_mut(column + 1);
            let mut sum = rest[column];
            for (row, factor) in done.iter().zip(self.below(column)) {
                block::add_row(&mut sum, -factor, row);
            }
            let reciprocal = self[(column, column)].recip();
            rest[column] = sum.map(|value| value * reciprocal);
        }
    }
}

/// Where a matrix of this size is cut in two: near the middle, between two blocks.
fn middle(size: usize) -> usize {
    (size / 2).next_multiple_of(BLOCK)
}

/// Upper left, lower left and lower right.
fn quarters(a: ArrayViewMut2<'_, f64>) -> [ArrayViewMut2<'_, f64>; 3] {
    let at = middle(a.nrows());
    let (top, bottom) = a.split_at(Axis(0), at);
    let (left, right) = bottom.split_at(Axis(1), at);
    [top.split_at(Axis(1), at).0, left, right]
}

/// The same to read.
fn read_quarters<'a>(a: &ArrayView2<'a, f64>) -> [ArrayView2<'a, f64>; 3] {
    let at = middle(a.nrows());
    let (top, bottom) = a.split_at(Axis(0), at);
    let (left, right) = bottom.split_at(Axis(1), at);
    [top.split_at(Axis(1), at).0, left, right]
}

/// A ← L, where A = LL'.
fn factor(a: ArrayViewMut2<'_, f64>) -> Result<(), NotPositive> {
    if a.nrows() <= BLOCK {
        return block::within(a, block::cholesky);
    }
    let [mut first, mut side, mut last] = quarters(a);
    factor(first.view_mut())?;
    divide(side.view_mut(), &first.view());
    add_square(last.view_mut(), -1.0, &side.view());
    factor(last)
}

/// L ← L⁻¹.
fn invert(l: ArrayViewMut2<'_, f64>) {
    if l.nrows() <= BLOCK {
        return block::within(l, block::invert);
    }
    let [mut first, mut side, last] = quarters(l);
    divide(side.view_mut().reversed_axes(), &last.view());
    invert(last);
    invert(first.view_mut());
    multiply(side.view_mut(), &first.view());
    side.mapv_inplace(|value| -value);
}

/// L ← L'L, its lower triangle.
fn square(l: ArrayViewMut2<'_, f64>) {
    if l.nrows() <= BLOCK {
        return block::within(l, block::square);
    }
    let [mut first, mut side, last] = quarters(l);
    square(first.view_mut());
    add_square(first, 1.0, &side.view().reversed_axes());
    multiply(side.view_mut().reversed_axes(), &last.view());
    square(last);
}

/// B ← BL⁻ᵀ.
fn divide(b: ArrayViewMut2<'_, f64>, l: &ArrayView2<'_, f64>) {
    if l.nrows() <= BLOCK {
        let mut inverse = block::lower(l);
        block::invert(&mut inverse, l.nrows());
        return block::times(b, &inverse, true);
    }
    let [first, side, last] = read_quarters(l);
    let (mut left, mut right) = b.split_at(Axis(1), first.nrows());
    divide(left.view_mut(), &first);
    add_product(right.view_mut(), -1.0, &left.view(), &side.reversed_axes());
    divide(right, &last);
}

/// B ← BL.
fn multiply(b: ArrayViewMut2<'_, f64>, l: &ArrayView2<'_, f64>) {
    if l.nrows() <= BLOCK {
        return block::times(b, &block::lower(l), false);
    }
    let [first, side, last] = read_quarters(l);
    let (mut left, right) = b.split_at(Axis(1), first.nrows());
    multiply(left.view_mut(), &first);
    add_product(left, 1.0, &right.view(), &side);
    multiply(right, &last);
}

/// C ← C + `sign`·BB', the lower triangle; parts of the upper one change as well.
fn add_square(c: ArrayViewMut2<'_, f64>, sign: f64, b: &ArrayView2<'_, f64>) {
    if c.nrows() <= 2 * BLOCK {
        return add_product(c, sign, b, &b.t());
    }
    let [first, side, last] = quarters(c);
    let (top, bottom) = b.split_at(Axis(0), first.nrows());
    add_square(first, sign, &top);
    add_product(side, sign, &bottom, &top.t());
    add_square(last, sign, &bottom);
}

/// C ← C + `sign`·AB, shared among threads where it is large.
fn add_product(mut c: ArrayViewMut2<'_, f64>, sign: f64, a: &ArrayView2<'_, f64>, b: &ArrayView2<'_, f64>) {
    let work = c.len() * a.ncols();
    if work < SHARED || *THREADS < 2 {
        return general_mat_mul(sign, a, b, 1.0, &mut c);
    }
    let share = c.ncols().div_ceil(*THREADS);
    thread::scope(|scope| {
        for (mut c, b) in c.axis_chunks_iter_mut(Axis(1), share).zip(b.axis_chunks_iter(Axis(1), share)) {
            scope.spawn(move || general_mat_mul(sign, a, &b, 1.0, &mut c));
        }
    });
}

#[cfg(test)]
mod tests;
