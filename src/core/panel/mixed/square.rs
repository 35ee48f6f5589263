//! A square matrix, column by column, and the dense steps that faer does on it.

use std::ops::{Index, IndexMut};

use faer::dyn_stack::{MemBuffer, MemStack};
use faer::linalg::cholesky::llt;
use faer::linalg::triangular_solve;
use faer::{MatMut, MatRef, Par, Spec};

use super::factor::NotPositive;

/// Below this size threads cost more than they bring.
const THREADS_FROM: usize = 400;

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

fn parallelism(size: usize) -> Par {
    if size < THREADS_FROM { Par::Seq } else { Par::rayon(0) }
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

    fn view(&self) -> MatRef<'_, f64> {
        MatRef::from_column_major_slice(&self.data, self.size, self.size)
    }

    /// The lower Cholesky factor in place of the lower triangle; the upper one is left as it is.
    pub(crate) fn cholesky(&mut self) -> Result<(), NotPositive> {
        let size = self.size;
        if size == 0 {
            return Ok(());
        }
        let par = parallelism(size);
        let mut buffer = MemBuffer::new(llt::factor::cholesky_in_place_scratch::<f64>(size, par, Spec::default()));
        llt::factor::cholesky_in_place(
            MatMut::from_column_major_slice_mut(&mut self.data, size, size),
            llt::factor::LltRegularization::default(),
            par,
            MemStack::new(&mut buffer),
            Spec::default(),
        )
        .map(|_| ())
        .map_err(|_| NotPositive)
    }

    /// (LL')⁻¹, both triangles, where `self` is L.
    pub(crate) fn inverse(&self) -> Self {
        let size = self.size;
        let par = parallelism(size);
        let mut inverse = Self::zeros(size);
        if size == 0 {
            return inverse;
        }
        let mut buffer = MemBuffer::new(llt::inverse::inverse_scratch::<f64>(size, par));
        let out = MatMut::from_column_major_slice_mut(&mut inverse.data, size, size);
        llt::inverse::inverse(out, self.view(), par, MemStack::new(&mut buffer));
        inverse.mirror();
        inverse
    }

    /// Copies the lower triangle to the upper one, block by block to stay in cache.
    fn mirror(&mut self) {
        const BLOCK: usize = 32;
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
        if !side.is_empty() {
            let rows = side.len();
            let side = MatMut::from_column_major_slice_mut(side, rows, 1);
            triangular_solve::solve_lower_triangular_in_place(self.view(), side, Par::Seq);
        }
    }

    /// x ← L⁻ᵀx.
    pub(crate) fn solve_upper(&self, side: &mut [f64]) {
        if !side.is_empty() {
            let rows = side.len();
            let side = MatMut::from_column_major_slice_mut(side, rows, 1);
            triangular_solve::solve_upper_triangular_in_place(self.view().transpose(), side, Par::Seq);
        }
    }
}
