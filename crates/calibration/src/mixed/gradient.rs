//! Slope and average-information curvature of the criterion over the variance ratios.
//!
//! With P the projection of unit residual variance and `V_t` = `Z_tZ_t`', the criterion's slope in the
//! ratio `γ_t` is `tr(PV_t)` − (n−p)·y'`PV_tPy` / y'Py; the curvature uses the observed quadratic forms
//! y'`PV_sPV_tPy` (Gilmour, Thompson & Cullis 1995), which also keeps it positive semi-definite.

use std::ops::Range;

use super::cells::{CANDIDATE, Cells, DIMENSION, Group, HALO, INTERVIEWER, NONE, TERMS};
use super::factor::Effects;
use super::local::{Local, halo, parts};
use crate::dense::block::add_row;
use crate::num::float;
use crate::threads::shared;

/// Estimates at one set of ratios: fixed effects and predictions, in score points.
#[derive(Clone, Debug)]
pub(crate) struct Solution {
    /// Fixed effects, in the order of the fixed columns.
    pub(crate) fixed: Vec<f64>,
    /// Predicted effects per term and level.
    pub(crate) effects: [Vec<f64>; TERMS],
    /// `Z_t`'Py per term and level.
    scores: [Vec<f64>; TERMS],
}

/// Which level of each term a cell belongs to.
pub(crate) fn levels_of(cells: &Cells, group: &Group, pair: usize, cell: usize) -> [usize; TERMS] {
    let who = &cells.pairs[pair];
    let candidate = who.candidate as usize;
    let local = cells.list[cell].local[DIMENSION];
    let dimension = if local == NONE {
        usize::MAX
    } else if cells.by_candidate {
        cells.strengths.starts[candidate] + local as usize - usize::from(cells.levels[CANDIDATE] > 0)
    } else {
        cells.global(group, local as usize) - cells.levels[CANDIDATE]
    };
    [candidate, dimension, who.interviewer as usize, pair]
}

/// Which term one of a group's own columns is of.
pub(crate) fn term_of(cells: &Cells, column: usize) -> usize {
    match (cells.by_candidate, column < usize::from(cells.levels[CANDIDATE] > 0)) {
        (false, _) => INTERVIEWER,
        (true, true) => CANDIDATE,
        (true, false) => DIMENSION,
    }
}

/// The cells of some groups, each with its group and pair, in order.
fn cells_of(cells: &Cells, groups: Range<usize>) -> impl Iterator<Item = (&Group, usize, usize)> {
    cells.groups[groups].iter().flat_map(move |group| {
        group.pairs.clone().flat_map(move |pair| {
            let range = cells.pairs[pair].cells.clone();
            (range.start as usize..range.end as usize).map(move |cell| (group, pair, cell))
        })
    })
}

/// Which cells some groups have.
fn range_of(cells: &Cells, groups: &Range<usize>) -> Range<usize> {
    let first = |group: usize| {
        cells.groups.get(group).map_or(cells.list.len(), |group| cells.pairs[group.pairs.start].cells.start as usize)
    };
    first(groups.start)..first(groups.end)
}

impl Solution {
    /// All effects, from those that solve the equations.
    pub(crate) fn new(cells: &Cells, local: &Local, solved: &Effects) -> Self {
        let theta = local.shown();
        let mut effects: [Vec<f64>; TERMS] = std::array::from_fn(|term| vec![0.0; cells.levels[term]]);
        let (mut outside, mut side) = (Vec::new(), Vec::new());
        let lead = usize::from(cells.levels[CANDIDATE] > 0);
        for group in &cells.groups {
            outside.clear();
            outside.extend(cells.globals(group).map(|column| solved.outer[column]));
            side.clear();
            side.extend_from_slice(&solved.own[group.own..group.own + group.inner]);
            local.part(cells, group).solve(&outside, &mut side);
            let who = &cells.pairs[group.pairs.start];
            for (column, value) in side.iter().enumerate() {
                if !cells.by_candidate {
                    effects[INTERVIEWER][who.interviewer as usize] = theta[INTERVIEWER] * value;
                } else if column < lead {
                    effects[CANDIDATE][who.candidate as usize] = theta[CANDIDATE] * value;
                } else {
                    let level = cells.strengths.starts[who.candidate as usize] + column - lead;
                    effects[DIMENSION][level] = theta[DIMENSION] * value;
                }
            }
        }
        for (column, &term) in cells.rest_terms.iter().enumerate() {
            let term = usize::from(term);
            let level = if term == DIMENSION { column - cells.levels[CANDIDATE] } else { column };
            effects[term][level] = theta[term] * solved.outer[column];
        }
        // A ratio of zero times a negative number is a negative zero, which nobody is to read.
        effects.iter_mut().flatten().for_each(|effect| *effect += 0.0);
        let fixed = solved.outer[cells.rest..].to_vec();
        let mut this = Self { fixed, effects, scores: Default::default() };
        this.project(cells, &theta);
        this
    }

    /// What a cell's ratings are expected to be beyond the mean of all, without the halo, in score points.
    fn without_halo(&self, cells: &Cells, cell: usize, levels: [usize; TERMS]) -> f64 {
        let data = &cells.list[cell];
        let mut fitted: f64 =
            cells.design.rows[data.kind as usize].iter().map(|&column| self.fixed[column as usize]).sum();
        for term in [CANDIDATE, DIMENSION, INTERVIEWER] {
            if data.local[term] != NONE {
                fitted += self.effects[term][levels[term]];
            }
        }
        fitted
    }

    /// What becomes of each cell by what its ratings are expected to be on average, halo included, in score points.
    pub(crate) fn each_fitted<T: Send + Clone + Default>(&self, cells: &Cells, of: impl Fn(f64) -> T + Sync) -> Vec<T> {
        let mut found = vec![T::default(); cells.list.len()];
        let mut rest = found.as_mut_slice();
        let mut work = Vec::new();
        for part in parts(cells) {
            let count = range_of(cells, &part).len();
            work.push((part, rest.split_off_mut(..count).unwrap_or_default()));
        }
        shared(work, |(part, found)| {
            for ((group, pair, cell), found) in cells_of(cells, part).zip(found) {
                let levels = levels_of(cells, group, pair, cell);
                let colored = self.effects[HALO].get(pair).copied().unwrap_or(0.0);
                *found = of(cells.totals.center + self.without_halo(cells, cell, levels) + colored);
            }
        });
        found
    }

    /// Residuals in the halo metric, summed per level: `Z_t`'Py; and the halo's own predictions.
    fn project(&mut self, cells: &Cells, theta: &[f64; TERMS]) {
        let ratio = theta[HALO].powi(2);
        let this = &*self;
        let done = shared(parts(cells).collect(), |part| {
            let mut scores: [Vec<f64>; TERMS] =
                std::array::from_fn(|term| if term == HALO { Vec::new() } else { vec![0.0; cells.levels[term]] });
            let mut residuals = Vec::new();
            for group in &cells.groups[part] {
                for pair in group.pairs.clone() {
                    let range = cells.pairs[pair].cells.clone();
                    residuals.clear();
                    let mut total = 0.0;
                    for cell in range.start as usize..range.end as usize {
                        let data = &cells.list[cell];
                        let levels = levels_of(cells, group, pair, cell);
                        let value = cells.sums[cell] - data.count * this.without_halo(cells, cell, levels);
                        residuals.push((value, data.count, levels));
                        total += value;
                    }
                    let (_, weight) = halo(cells.pairs[pair].count, theta);
                    let mut colored = 0.0;
                    for &(residual, count, levels) in &residuals {
                        let value = residual - weight * count * total;
                        for term in [CANDIDATE, DIMENSION, INTERVIEWER] {
                            if let Some(score) = scores[term].get_mut(levels[term]) {
                                *score += value;
                            }
                        }
                        colored += value;
                    }
                    if cells.levels[HALO] > 0 {
                        scores[HALO].push(colored);
                    }
                }
            }
            scores
        });
        let mut scores: [Vec<f64>; TERMS] =
            std::array::from_fn(|term| if term == HALO { Vec::new() } else { vec![0.0; cells.levels[term]] });
        for part in done {
            for term in [CANDIDATE, DIMENSION, INTERVIEWER] {
                scores[term].iter_mut().zip(&part[term]).for_each(|(sum, value)| *sum += value);
            }
            scores[HALO].extend(&part[HALO]);
        }
        for (effect, score) in self.effects[HALO].iter_mut().zip(&scores[HALO]) {
            *effect = ratio * score;
        }
        self.scores = scores;
    }
}

/// Slope and curvature of the criterion in the variance ratios.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slope {
    pub(crate) gradient: [f64; TERMS],
    pub(crate) curvature: [[f64; TERMS]; TERMS],
    /// Whether the criterion is the same at every ratio of the term, others being equal: what is left of slope and
    /// curvature is rounding, and their quotient means nothing. So it is where the fixed effects explain the term, or
    /// where the error can't be told from it.
    pub(crate) flat: [bool; TERMS],
}

/// The share of the terms of a sum that rounding may leave of it.
const ROUNDING: f64 = 1e-9;
/// The same for a level of a term, in which 1 is all that its ratings can say.
const ROUNDING_OF_LEVEL: f64 = 1e-13;

/// What the slope is made of, beside the solution.
pub(crate) struct Told {
    /// `tr(PV_t)`.
    pub(crate) traces: [f64; TERMS],
    /// y'`PV_sPV_tPy`.
    pub(crate) forms: [[f64; TERMS]; TERMS],
    /// y'Py.
    pub(crate) residual: f64,
}

impl Slope {
    /// From the traces and the products; terms that are not in the model have slope and curvature 0.
    pub(crate) fn of(cells: &Cells, theta: &[f64; TERMS], solution: &Solution, told: &Told) -> Self {
        let Told { traces, forms, residual } = told;
        let freedom = cells.freedom();
        let squares: [f64; TERMS] =
            std::array::from_fn(|term| solution.scores[term].iter().map(|score| score * score).sum());
        let (mut gradient, mut curvature, mut flat) = ([0.0; TERMS], [[0.0; TERMS]; TERMS], [false; TERMS]);
        for s in 0..TERMS {
            if cells.levels[s] == 0 {
                continue;
            }
            gradient[s] = traces[s] - freedom * squares[s] / residual;
            for t in 0..TERMS {
                if cells.levels[t] > 0 {
                    curvature[s][t] = freedom * (forms[s][t] / residual - squares[s] * squares[t] / residual.powi(2));
                }
            }
            let ratio = theta[s].powi(2);
            let least = ROUNDING_OF_LEVEL * float(cells.levels[s]);
            let is_rounding = |left: f64, sum: f64| left.abs() <= ROUNDING * sum.abs() + least;
            flat[s] = is_rounding(ratio * gradient[s], ratio * traces[s])
                && is_rounding(ratio * ratio * curvature[s][s], ratio * ratio * freedom * forms[s][s] / residual);
        }
        Self { gradient, curvature, flat }
    }
}

/// Products of weights with themselves, over the columns outside a shape: the lower triangle, row by row.
#[derive(Default)]
struct Products {
    values: Vec<f64>,
    is_any: bool,
}

impl Products {
    fn add(&mut self, factor: f64, weights: &[f64]) {
        let width = weights.len().max(1);
        if !self.is_any {
            self.is_any = true;
            self.values.clear();
            self.values.resize(width * width, 0.0);
        }
        for (row, (values, weight)) in self.values.chunks_exact_mut(width).zip(weights).enumerate() {
            for (value, other) in values[..=row].iter_mut().zip(weights) {
                *value += factor * weight * other;
            }
        }
    }
}

/// `tr(PZ_tZ_t`') per term, from the diagonal of the inverse; pair by pair for the halo. What groups of one shape have in common is made
/// once.
pub(crate) fn traces(cells: &Cells, local: &Local, entry: impl Fn(usize, usize) -> f64) -> [f64; TERMS] {
    let mut diagonal = [0.0; TERMS];
    for (column, &term) in cells.rest_terms.iter().enumerate() {
        diagonal[usize::from(term)] += entry(column, column);
    }
    let mut products: [Products; TERMS] = Default::default();
    let (mut side, mut outside, mut globals) = (Vec::new(), Vec::new(), Vec::new());
    for shape in &cells.shapes {
        let group = cells.model_of(shape);
        let (part, width) = (local.part(cells, group), cells.width(group));
        let count = float(shape.groups.len());
        for products in &mut products {
            products.is_any = false;
        }
        for column in 0..group.inner {
            side.clear();
            side.resize(group.inner, 0.0);
            side[column] = 1.0;
            outside.clear();
            outside.resize(width, 0.0);
            let term = term_of(cells, column);
            diagonal[term] += count * part.reach(&mut side, &mut outside);
            products[term].add(1.0, &outside);
        }
        if cells.levels[HALO] > 0 {
            cells.each_pair(group, &local.theta, |ratings, total| {
                side.clear();
                side.resize(group.inner, 0.0);
                outside.clear();
                outside.resize(width, 0.0);
                for &(column, value) in total {
                    match column.checked_sub(group.inner) {
                        None => side[column] = value,
                        Some(column) => outside[column] = value,
                    }
                }
                let (shrink, _) = halo(ratings, &local.theta);
                let own = part.reach(&mut side, &mut outside);
                diagonal[HALO] += count * (shrink * ratings - shrink * shrink * own);
                products[HALO].add(-shrink * shrink, &outside);
            });
        }
        let used: Vec<usize> = (0..TERMS).filter(|&term| products[term].is_any).collect();
        for &group in &shape.groups {
            globals.clear();
            globals.extend(cells.globals(&cells.groups[group as usize]));
            let mut sums = [0.0; TERMS];
            for (row, &x) in globals.iter().enumerate() {
                for (column, &z) in globals[..=row].iter().enumerate() {
                    let value = if row == column { entry(z, x) } else { 2.0 * entry(z, x) };
                    for &term in &used {
                        sums[term] += products[term].values[row * width + column] * value;
                    }
                }
            }
            diagonal.iter_mut().zip(sums).for_each(|(diagonal, sum)| *diagonal += sum);
        }
    }
    finished(cells, &local.theta, diagonal)
}

/// The traces, from what the inverse holds on the diagonal for each term; the halo's is one already.
pub(crate) fn finished(cells: &Cells, theta: &[f64; TERMS], diagonal: [f64; TERMS]) -> [f64; TERMS] {
    std::array::from_fn(|term| match (cells.levels[term], term) {
        (0, _) => 0.0,
        (_, HALO) => diagonal[HALO],
        (levels, _) => (float(levels) - diagonal[term]) / theta[term].powi(2),
    })
}

/// y'`PV_sPV_tPy` for every pair of terms, as far as the groups go, and the sides that are left on the remaining columns: as many as
/// there are terms.
pub(crate) fn information(
    cells: &Cells,
    local: &Local,
    solution: &Solution,
) -> ([[f64; TERMS]; TERMS], [Vec<f64>; TERMS]) {
    let size = cells.rest + cells.design.count;
    let mut forms = [[0.0; TERMS]; TERMS];
    let mut sides: [Vec<f64>; TERMS] = std::array::from_fn(|_| vec![0.0; size]);
    for (own, outer) in shared(parts(cells).collect(), |part| information_of(cells, local, solution, part)) {
        for (sum, value) in forms.iter_mut().flatten().zip(own.iter().flatten()) {
            *sum += value;
        }
        for (row, values) in outer.iter().enumerate() {
            sides.iter_mut().zip(values).for_each(|(side, value)| side[row] += value);
        }
    }
    (forms, sides)
}

/// The same of some groups, the sides row by row.
fn information_of(
    cells: &Cells,
    local: &Local,
    solution: &Solution,
    groups: Range<usize>,
) -> ([[f64; TERMS]; TERMS], Vec<[f64; TERMS]>) {
    let mut forms = [[0.0; TERMS]; TERMS];
    let mut outer = vec![[0.0; TERMS]; cells.rest + cells.design.count];
    let (mut values, mut sides) = (Vec::new(), Vec::new());
    let theta = &local.theta;
    for group in &cells.groups[groups] {
        let fixed = group.inner + group.outer.len();
        sides.clear();
        sides.resize(cells.height(group), [0.0; TERMS]);
        for pair in group.pairs.clone() {
            let range = cells.pairs[pair].cells.clone();
            let range = range.start as usize..range.end as usize;
            let (_, weight) = halo(cells.pairs[pair].count, theta);
            values.clear();
            let mut totals = [0.0; TERMS];
            for cell in range.clone() {
                let levels = levels_of(cells, group, pair, cell);
                let value: [f64; TERMS] =
                    std::array::from_fn(|term| solution.scores[term].get(levels[term]).copied().unwrap_or(0.0));
                for term in 0..TERMS {
                    totals[term] += cells.list[cell].count * value[term];
                }
                values.push(value);
            }
            for (cell, value) in cells.list[range].iter().zip(&values) {
                let metric: [f64; TERMS] =
                    std::array::from_fn(|term| cell.count * (value[term] - weight * totals[term]));
                for (forms, value) in forms.iter_mut().zip(value) {
                    add_row(forms, *value, &metric);
                }
                cells.each_of(fixed, cell, theta, |column, scale| add_row(&mut sides[column], scale, &metric));
            }
        }
        local.part(cells, group).reach_each(&mut sides, &mut forms);
        for (column, side) in cells.globals(group).zip(&sides[group.inner..]) {
            for term in 0..TERMS {
                outer[column][term] += side[term];
            }
        }
    }
    (forms, outer)
}
