//! Blocks of the inverse of the equations as one group sees them.

use super::cells::{Cells, Group};
use super::factor::{Factor, Gather, Sparse};
use crate::dense::Square;

/// The inverse of the equations as one group sees it: its own effects and the columns it touches.
pub(crate) struct GroupView<'a> {
    cells: &'a Cells,
    factor: &'a Factor,
    inverse: &'a Square,
    /// Whether the block of the remaining columns is wanted as well.
    details: bool,
    inner: usize,
    width: usize,
    /// `M_ii⁻¹M_io`, one row of `width` per inner effect.
    link: Vec<f64>,
    /// The inverse's rows for inner effects against outer columns: −link·Q.
    cross: Vec<f64>,
    /// The inverse's block of the inner effects.
    pub(crate) corner: Vec<f64>,
    /// Q: the remaining inverse on the columns touched.
    outer: Vec<f64>,
}

impl<'a> GroupView<'a> {
    /// A view of no group yet; `details` are what [`GroupView::halo`] needs.
    pub(crate) fn new(cells: &'a Cells, factor: &'a Factor, inverse: &'a Square, details: bool) -> Self {
        let (link, cross, corner, outer) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { cells, factor, inverse, details, inner: 0, width: 0, link, cross, corner, outer }
    }

    /// Computes the blocks of a group.
    pub(crate) fn fill(&mut self, group: &Group) {
        let height = self.cells.height(group);
        let part = self.factor.part(self.cells, group);
        let (inner, width) = (group.inner, height - 1 - group.inner);
        self.inner = inner;
        self.width = width;
        self.link.clear();
        self.link.resize(inner * width, 0.0);
        self.corner.clear();
        self.corner.resize(inner * inner, 0.0);
        // link = L⁻ᵀ L_oi', row by row from the last.
        for row in (0..inner).rev() {
            let values = part.column(row);
            for column in 0..width {
                let mut value = values[inner + column];
                for (below, factor) in values.iter().enumerate().take(inner).skip(row + 1) {
                    value -= factor * self.link[below * width + column];
                }
                self.link[row * width + column] = value / values[row];
            }
        }
        self.gather(group);
        // corner = L⁻ᵀL⁻¹ + link Q link'.
        for unit in 0..inner {
            let mut side = vec![0.0; inner];
            side[unit] = 1.0;
            for row in 0..inner {
                let mut value = side[row];
                for (before, known) in part.columns().zip(&side[..row]) {
                    value -= before[row] * known;
                }
                side[row] = value / part.column(row)[row];
            }
            part.solve(&[], &mut side);
            for (row, own) in side.iter().enumerate() {
                let linked: f64 = self.cross[row * width..(row + 1) * width]
                    .iter()
                    .zip(&self.link[unit * width..(unit + 1) * width])
                    .map(|(a, b)| a * b)
                    .sum();
                self.corner[unit * inner + row] = own - linked;
            }
        }
    }

    fn gather(&mut self, group: &Group) {
        let (inner, width) = (self.inner, self.width);
        self.cross.clear();
        self.cross.resize(inner * width, 0.0);
        self.outer.clear();
        if self.details {
            self.outer.reserve(width * width);
        }
        let globals: Vec<usize> = (0..width).map(|column| self.cells.global(group, inner + column)).collect();
        for (column, &global) in globals.iter().enumerate() {
            let values = self.inverse.column(global);
            if self.details {
                self.outer.extend(globals.iter().map(|&row| values[row]));
            }
            for own in 0..inner {
                let link = self.link[own * width + column];
                let cross = &mut self.cross[own * width..(own + 1) * width];
                for (cross, &row) in cross.iter_mut().zip(&globals) {
                    *cross -= link * values[row];
                }
            }
        }
    }

    /// The inverse's entry for the first inner effect and the `index`th of `fixed` fixed columns.
    pub(crate) fn first_cross(&self, fixed: usize, index: usize) -> f64 {
        self.cross[self.width - fixed + index]
    }

    /// The inverse at two local columns (needs `details`).
    fn at(&self, a: usize, b: usize) -> f64 {
        let (inner, width) = (self.inner, self.width);
        match (a < inner, b < inner) {
            (true, true) => self.corner[a * inner + b],
            (true, false) => self.cross[a * width + b - inner],
            (false, true) => self.cross[b * width + a - inner],
            (false, false) => self.outer[(a - inner) * width + b - inner],
        }
    }

    /// Σ over the group's pairs of 1'P1.
    pub(crate) fn halo(&self, group: &Group) -> f64 {
        let (cells, theta) = (self.cells, &self.factor.theta);
        let (mut total, mut gather) = (Sparse::new(), Gather::new());
        let mut sum = 0.0;
        for pair in &cells.pairs[group.pairs.clone()] {
            for cell in pair.cells.start as usize..pair.cells.end as usize {
                let count = cells.list[cell].count;
                for (column, value) in cells.row(group, cell, theta) {
                    gather.add(column, value * count);
                }
            }
            gather.take(&mut total);
            let (shrink, _) = Cells::halo(pair.count, theta);
            let mut form = 0.0;
            for &(a, va) in &total {
                for &(b, vb) in &total {
                    form += va * vb * self.at(a, b);
                }
            }
            sum += shrink * pair.count - shrink * shrink * form;
        }
        sum
    }
}
