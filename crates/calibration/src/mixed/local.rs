//! What each group of effects is by itself: its part of the factored equations, once its own effects are eliminated.
//!
//! With unit residual variance, y = Xβ + Σ `θ_t` `Z_t` `b_t` + e with b ~ N(0, I). The halo term is taken
//! out first, pair by pair, as a metric K = (I + `θ²Z_hZ_h`')⁻¹; then each group's own effects. Nothing is ever
//! divided by a variance, so a variance of zero is safe. (Bates, Mächler, Bolker & Walker 2015.)
//!
//! Groups of one shape have the same part, which is made once.

use std::ops::Range;

use super::cells::{Cell, Cells, Group, HALO, NONE, Pattern, Shape, TERMS};
use crate::dense::NotPositive;
use crate::dense::block::add_row;
use crate::threads::shared;

/// The groups' part of the factored equations at one set of variance ratios.
#[derive(Clone, Debug)]
pub(crate) struct Local {
    /// SD of each term over the residual SD.
    pub(crate) theta: [f64; TERMS],
    /// Per shape, the inner columns of L, each `inner + outer + fixed` long.
    values: Vec<f64>,
    /// ln of the squared determinant of all groups' parts.
    pub(crate) log: f64,
    /// Up to here a ratio is at the edge.
    pub(crate) edge: f64,
}

/// The smallest ratio of a variance that is tried: one that stays here is zero in the result.
pub(crate) const FLOOR: f64 = 1e-8;
/// Up to here a ratio stays there, rounding aside.
pub(crate) const EDGE: f64 = 10.0 * FLOOR;

/// Some columns with values.
pub(crate) type Sparse = Vec<(usize, f64)>;
/// The same to read.
pub(crate) type Entries = [(usize, f64)];

/// A group's part of L.
#[derive(Clone, Copy)]
pub(crate) struct Part<'a> {
    values: &'a [f64],
    inner: usize,
    height: usize,
}

impl<'a> Part<'a> {
    /// One of the group's own columns: its rows are the own columns, those outside, the fixed ones.
    fn column(self, column: usize) -> &'a [f64] {
        &self.values[column * self.height..(column + 1) * self.height]
    }

    /// The own columns, in order, on the rows outside.
    pub(crate) fn outside(self) -> impl Iterator<Item = &'a [f64]> {
        (0..self.inner).map(move |column| &self.column(column)[self.inner..])
    }

    /// x ← L⁻¹x for the own columns, whose influence is taken from `outside`; returns |x|².
    pub(crate) fn reach(self, side: &mut [f64], outside: &mut [f64]) -> f64 {
        let mut own = 0.0;
        for column in 0..self.inner {
            let values = self.column(column);
            let known = side[column] / values[column];
            side[column] = known;
            if known == 0.0 {
                continue;
            }
            own += known * known;
            for (value, factor) in side[column + 1..self.inner].iter_mut().zip(&values[column + 1..]) {
                *value -= factor * known;
            }
            for (outside, factor) in outside.iter_mut().zip(&values[self.inner..]) {
                *outside -= factor * known;
            }
        }
        own
    }

    /// The same for a side of each term.
    pub(crate) fn reach_each(self, sides: &mut [[f64; TERMS]], forms: &mut [[f64; TERMS]; TERMS]) {
        for column in 0..self.inner {
            let values = self.column(column);
            let known = sides[column].map(|value| value / values[column]);
            for (side, value) in sides[column + 1..].iter_mut().zip(&values[column + 1..]) {
                add_row(side, -value, &known);
            }
            for (forms, own) in forms.iter_mut().zip(known) {
                add_row(forms, -own, &known);
            }
        }
    }

    /// x ← L⁻ᵀx for the own columns, after the influence of those outside is taken away.
    pub(crate) fn solve(self, outside: &[f64], side: &mut [f64]) {
        for column in (0..self.inner).rev() {
            let values = self.column(column);
            let mut value = side[column];
            for (factor, known) in values[self.inner..].iter().zip(outside) {
                value -= factor * known;
            }
            for row in column + 1..self.inner {
                value -= values[row] * side[row];
            }
            side[column] = value / values[column];
        }
    }
}

impl Pattern {
    /// Calls `visit` for the local columns of one cell with their values: random effects, then fixed ones, which begin at `fixed`.
    pub(crate) fn each_of(&self, fixed: usize, cell: &Cell, theta: &[f64; TERMS], mut visit: impl FnMut(usize, f64)) {
        for (local, scale) in cell.local.into_iter().zip(theta) {
            if local != NONE {
                visit(local as usize, *scale);
            }
        }
        for &column in &self.design.rows[cell.kind as usize] {
            visit(fixed + column as usize, 1.0);
        }
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

    /// The remaining system's columns that a group touches, random ones first.
    pub(crate) fn globals(&self, group: &Group) -> impl Iterator<Item = usize> + Clone {
        let outer = self.outer[group.outer.clone()].iter().map(|&column| column as usize);
        outer.chain(self.rest..self.rest + self.design.count)
    }

    /// How many columns are outside a group.
    pub(crate) fn width(&self, group: &Group) -> usize {
        group.outer.len() + self.design.count
    }

    /// The length of a column of the group's part of the factor.
    pub(crate) fn height(&self, group: &Group) -> usize {
        group.inner + self.width(group)
    }

    /// Calls `visit` for each pair of a group with its sums over cells: of counts by local column.
    pub(crate) fn each_pair(&self, group: &Group, theta: &[f64; TERMS], mut visit: impl FnMut(f64, &Entries)) {
        let (mut total, mut gather) = (Sparse::new(), Gather::new());
        let fixed = group.inner + group.outer.len();
        for pair in &self.pairs[group.pairs.clone()] {
            for cell in &self.list[pair.cells.start as usize..pair.cells.end as usize] {
                self.each_of(fixed, cell, theta, |column, value| gather.add(column, value * cell.count));
            }
            gather.take(&mut total);
            visit(pair.count, &total);
        }
    }
}

/// 1 / (1 + `θ_h²` n) and `θ_h²` times it, for a pair of n ratings.
pub(crate) fn halo(count: f64, theta: &[f64; TERMS]) -> (f64, f64) {
    let ratio = theta[HALO] * theta[HALO];
    let shrink = 1.0 / (1.0 + ratio * count);
    (shrink, ratio * shrink)
}

/// Collects the sums of a pair over its cells, column by column.
struct Gather {
    dense: Vec<f64>,
    touched: Vec<usize>,
}

impl Gather {
    fn new() -> Self {
        Self { dense: Vec::new(), touched: Vec::new() }
    }

    fn add(&mut self, column: usize, value: f64) {
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

    fn take(&mut self, into: &mut Sparse) {
        into.clear();
        for &column in &self.touched {
            into.push((column, self.dense[column]));
            self.dense[column] = f64::NAN;
        }
        self.touched.clear();
    }
}

/// What a group leaves behind on the columns outside it, which are numbered from 0.
pub(crate) trait Corner {
    /// Adds to the entry of two columns, the lower number first.
    fn add(&mut self, low: usize, high: usize, value: f64);
    /// Takes away an eliminated column's product with itself.
    fn subtract(&mut self, column: &[f64]);
}

/// Takes the own effects of a shape out at `theta`, which fills its `part`; returns ln of the squared determinant.
pub(crate) fn take_out(
    cells: &Cells,
    shape: &Shape,
    theta: &[f64; TERMS],
    part: &mut [f64],
    corner: &mut impl Corner,
) -> Result<f64, NotPositive> {
    let group = cells.model_of(shape);
    let (inner, height) = (group.inner, cells.height(group));
    let fixed = inner + group.outer.len();
    let mut add = |part: &mut [f64], row: &[(usize, f64)], weight: f64| {
        for (index, &(a, va)) in row.iter().enumerate() {
            let wa = weight * va;
            for &(b, vb) in &row[..=index] {
                let (low, high) = if a < b { (a, b) } else { (b, a) };
                if low < inner {
                    part[low * height + high] += wa * vb;
                } else {
                    corner.add(low - inner, high - inner, wa * vb);
                }
            }
        }
    };
    part.fill(0.0);
    let mut row = Sparse::new();
    for pair in &cells.pairs[group.pairs.clone()] {
        for cell in &cells.list[pair.cells.start as usize..pair.cells.end as usize] {
            row.clear();
            cells.each_of(fixed, cell, theta, |column, value| row.push((column, value)));
            add(part, &row, cell.count);
        }
    }
    let mut log = 0.0;
    if theta[HALO] > 0.0 {
        cells.each_pair(group, theta, |count, total| {
            let (shrink, weight) = halo(count, theta);
            log -= shrink.ln();
            add(part, total, -weight);
        });
    }
    for column in 0..inner {
        part[column * height + column] += 1.0;
    }
    log += eliminate(part, inner, height)?;
    for column in part.chunks_exact(height) {
        corner.subtract(&column[inner..]);
    }
    Ok(log)
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

impl Local {
    /// Takes all groups out at `theta`, shape by shape: `leave` makes a place for what one leaves behind, and `put` puts it where its
    /// groups belong.
    pub(crate) fn new<C: Corner>(
        cells: &Cells,
        theta: [f64; TERMS],
        mut leave: impl FnMut(&Group) -> C,
        mut put: impl FnMut(&Shape, C),
    ) -> Result<Self, NotPositive> {
        let mut values = vec![0.0; cells.factor_length()];
        let mut log = 0.0;
        for shape in &cells.shapes {
            let group = cells.model_of(shape);
            let part = &mut values[shape.factor..shape.factor + group.inner * cells.height(group)];
            let mut corner = leave(group);
            log += crate::num::float(shape.groups.len()) * take_out(cells, shape, &theta, part, &mut corner)?;
            put(shape, corner);
        }
        Ok(Self { theta, values, log, edge: EDGE })
    }

    /// The deviations' ratios, those at the edge as zeros.
    pub(crate) fn shown(&self) -> [f64; TERMS] {
        self.theta.map(|theta| if theta * theta <= self.edge { 0.0 } else { theta })
    }

    /// The group's part of L.
    pub(crate) fn part(&self, cells: &Cells, group: &Group) -> Part<'_> {
        let (inner, height) = (group.inner, cells.height(group));
        let from = cells.shapes[group.shape].factor;
        Part { values: &self.values[from..from + inner * height], inner, height }
    }
}

/// The right-hand side once the groups are taken out.
pub(crate) struct Sides {
    /// L⁻¹ times it, for the groups' own effects one after the other.
    pub(crate) own: Vec<f64>,
    /// What is left on the remaining columns, random ones first.
    pub(crate) outer: Vec<f64>,
    /// What is left of y'y.
    pub(crate) squares: f64,
}

/// So many groups are worked on at once.
const AT_ONCE: usize = 16_384;

/// Groups in parts, by the table alone, so that sums come out the same by any number of threads.
pub(crate) fn parts(cells: &Cells) -> impl Iterator<Item = Range<usize>> {
    // As each part has sums of its own, there are few where those are long.
    let size = AT_ONCE.max(cells.groups.len().div_ceil(8)).max(1);
    let count = cells.groups.len();
    (0..count).step_by(size).map(move |from| from..(from + size).min(count))
}

impl Sides {
    /// Of the ratings as they are.
    pub(crate) fn new(cells: &Cells, local: &Local) -> Self {
        let mut own = vec![0.0; cells.owned()];
        let mut rest = own.as_mut_slice();
        let mut work = Vec::new();
        for part in parts(cells) {
            let count = cells.groups[part.clone()].iter().map(|group| group.inner).sum::<usize>();
            work.push((part, rest.split_off_mut(..count).unwrap_or_default()));
        }
        let done = shared(work, |(part, own)| of_groups(cells, local, part, own));
        let mut outer = vec![0.0; cells.rest + cells.design.count];
        let mut squares = cells.totals.squares;
        for (part, taken) in done {
            outer.iter_mut().zip(&part).for_each(|(sum, value)| *sum += value);
            squares -= taken;
        }
        Self { own, outer, squares }
    }
}

/// What some groups leave on the remaining columns, and what they take from y'y.
fn of_groups(cells: &Cells, local: &Local, groups: Range<usize>, own: &mut [f64]) -> (Vec<f64>, f64) {
    let theta = &local.theta;
    let mut outer = vec![0.0; cells.rest + cells.design.count];
    let (mut taken, mut from) = (0.0, 0);
    let mut outside = Vec::new();
    for group in &cells.groups[groups] {
        let side = &mut own[from..from + group.inner];
        from += group.inner;
        outside.clear();
        outside.resize(cells.width(group), 0.0);
        let fixed = group.inner + group.outer.len();
        for pair in &cells.pairs[group.pairs.clone()] {
            let range = pair.cells.start as usize..pair.cells.end as usize;
            let (_, weight) = halo(pair.count, theta);
            let sum: f64 = if weight > 0.0 { cells.sums[range.clone()].iter().sum() } else { 0.0 };
            taken += weight * sum * sum;
            for (cell, own) in cells.list[range.clone()].iter().zip(&cells.sums[range]) {
                let value = own - weight * sum * cell.count;
                cells.each_of(fixed, cell, theta, |column, scale| match column.checked_sub(group.inner) {
                    None => side[column] += scale * value,
                    Some(column) => outside[column] += scale * value,
                });
            }
        }
        taken += local.part(cells, group).reach(side, &mut outside);
        for (column, value) in cells.globals(group).zip(&outside) {
            outer[column] += value;
        }
    }
    (outer, taken)
}
