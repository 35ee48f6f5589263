//! Slope and average-information curvature of the criterion over the variance ratios.
//!
//! With P the projection of unit residual variance and `V_t` = `Z_tZ_t`', the criterion's slope in the
//! ratio `γ_t` is `tr(PV_t)` − (n−p)·y'`PV_tPy` / y'Py; the curvature uses the observed quadratic forms
//! y'`PV_sPV_tPy` (Gilmour, Thompson & Cullis 1995), which also keeps it positive semi-definite.

use super::cells::{CANDIDATE, Cells, DIMENSION, Group, HALO, INTERVIEWER, NONE, TERMS};
use super::factor::Factor;
use super::view::GroupView;
use crate::dense::Square;

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

/// Calls `visit(group, pair, cell)` for every cell, in order.
fn each_cell(cells: &Cells, mut visit: impl FnMut(&Group, usize, usize)) {
    for group in &cells.groups {
        for pair in group.pairs.clone() {
            let range = cells.pairs[pair].cells.clone();
            for cell in range.start as usize..range.end as usize {
                visit(group, pair, cell);
            }
        }
    }
}

impl Solution {
    /// Solves for fixed effects and predictions.
    pub(crate) fn new(cells: &Cells, factor: &Factor) -> Self {
        let mut outer = factor.forward.clone();
        factor.rest.solve_upper(&mut outer);
        let mut effects: [Vec<f64>; TERMS] = std::array::from_fn(|term| vec![0.0; cells.levels[term]]);
        let (mut local, mut side) = (Vec::new(), Vec::new());
        let lead = usize::from(cells.levels[CANDIDATE] > 0);
        for group in &cells.groups {
            let height = cells.height(group);
            let part = factor.part(cells, group);
            local.clear();
            local.extend((group.inner..height - 1).map(|column| outer[cells.global(group, column)]));
            side.clear();
            side.extend(part.columns().map(|column| column[height - 1]));
            part.solve(&local, &mut side);
            let who = &cells.pairs[group.pairs.start];
            for (column, value) in side.iter().enumerate() {
                if !cells.by_candidate {
                    effects[INTERVIEWER][who.interviewer as usize] = factor.theta[INTERVIEWER] * value;
                } else if column < lead {
                    effects[CANDIDATE][who.candidate as usize] = factor.theta[CANDIDATE] * value;
                } else {
                    let level = cells.strengths.starts[who.candidate as usize] + column - lead;
                    effects[DIMENSION][level] = factor.theta[DIMENSION] * value;
                }
            }
        }
        for (column, &term) in cells.rest_terms.iter().enumerate() {
            let term = usize::from(term);
            let level = if term == DIMENSION { column - cells.levels[CANDIDATE] } else { column };
            effects[term][level] = factor.theta[term] * outer[column];
        }
        // A ratio of zero times a negative number is a negative zero, which nobody is to read.
        effects.iter_mut().flatten().for_each(|effect| *effect += 0.0);
        let fixed = outer[cells.rest..].to_vec();
        let mut this = Self { fixed, effects, scores: Default::default() };
        this.project(cells, factor);
        this
    }

    /// What each cell's ratings are expected to be on average, halo included, in score points.
    pub(crate) fn fitted(&self, cells: &Cells) -> Vec<f64> {
        let mut fitted = vec![0.0; cells.list.len()];
        each_cell(cells, |group, pair, cell| {
            let row = &cells.design.rows[cells.list[cell].kind as usize];
            let levels = levels_of(cells, group, pair, cell);
            let fixed: f64 = row.iter().map(|&column| self.fixed[column as usize]).sum();
            let random: f64 = self.effects.iter().zip(levels).filter_map(|(effects, level)| effects.get(level)).sum();
            fitted[cell] = cells.totals.center + fixed + random;
        });
        fitted
    }

    /// Residuals in the halo metric, summed per level: `Z_t`'Py; and the halo's own predictions.
    fn project(&mut self, cells: &Cells, factor: &Factor) {
        let mut residuals = vec![0.0; cells.list.len()];
        let mut totals = vec![0.0; cells.pairs.len()];
        each_cell(cells, |group, pair, cell| {
            let data = &cells.list[cell];
            let levels = levels_of(cells, group, pair, cell);
            let mut fitted: f64 =
                cells.design.rows[data.kind as usize].iter().map(|&column| self.fixed[column as usize]).sum();
            for term in [CANDIDATE, DIMENSION, INTERVIEWER] {
                if data.local[term] != NONE {
                    fitted += self.effects[term][levels[term]];
                }
            }
            residuals[cell] = data.sum - data.count * fitted;
            totals[pair] += residuals[cell];
        });
        let mut scores: [Vec<f64>; TERMS] = std::array::from_fn(|term| vec![0.0; cells.levels[term]]);
        let ratio = factor.theta[HALO].powi(2);
        each_cell(cells, |group, pair, cell| {
            let (_, weight) = Cells::halo(cells.pairs[pair].count, &factor.theta);
            let data = &cells.list[cell];
            let value = residuals[cell] - weight * data.count * totals[pair];
            let levels = levels_of(cells, group, pair, cell);
            for term in 0..TERMS {
                if let Some(score) = scores[term].get_mut(levels[term]) {
                    *score += value;
                }
            }
        });
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

impl Slope {
    /// At a factored point; terms that are not in the model have slope and curvature 0.
    pub(crate) fn new(cells: &Cells, factor: &Factor, solution: &Solution, inverse: &Square) -> Self {
        let freedom = cells.freedom();
        let traces = traces(cells, factor, inverse);
        let forms = information(cells, factor, solution);
        let squares: [f64; TERMS] =
            std::array::from_fn(|term| solution.scores[term].iter().map(|score| score * score).sum());
        let (mut gradient, mut curvature, mut flat) = ([0.0; TERMS], [[0.0; TERMS]; TERMS], [false; TERMS]);
        for s in 0..TERMS {
            if cells.levels[s] == 0 {
                continue;
            }
            gradient[s] = traces[s] - freedom * squares[s] / factor.residual;
            for t in 0..TERMS {
                if cells.levels[t] > 0 {
                    curvature[s][t] =
                        freedom * (forms[s][t] / factor.residual - squares[s] * squares[t] / factor.residual.powi(2));
                }
            }
            let ratio = factor.theta[s].powi(2);
            let least = ROUNDING_OF_LEVEL * crate::num::float(cells.levels[s]);
            let is_rounding = |left: f64, sum: f64| left.abs() <= ROUNDING * sum.abs() + least;
            flat[s] = is_rounding(ratio * gradient[s], ratio * traces[s])
                && is_rounding(
                    ratio * ratio * curvature[s][s],
                    ratio * ratio * freedom * forms[s][s] / factor.residual,
                );
        }
        Self { gradient, curvature, flat }
    }
}

/// `tr(PZ_tZ_t`') per term, from the diagonal of the inverse; pair by pair for the halo.
fn traces(cells: &Cells, factor: &Factor, inverse: &Square) -> [f64; TERMS] {
    let mut diagonal = [0.0; TERMS];
    for (column, &term) in cells.rest_terms.iter().enumerate() {
        diagonal[usize::from(term)] += inverse[(column, column)];
    }
    let mut halo = 0.0;
    let lead = usize::from(cells.levels[CANDIDATE] > 0);
    let wanted = cells.levels[HALO] > 0;
    let mut view = GroupView::new(cells, factor, inverse, wanted);
    for group in &cells.groups {
        view.fill(group);
        for column in 0..group.inner {
            let value = view.corner[column * group.inner + column];
            let term = match (cells.by_candidate, column < lead) {
                (false, _) => INTERVIEWER,
                (true, true) => CANDIDATE,
                (true, false) => DIMENSION,
            };
            diagonal[term] += value;
        }
        if wanted {
            halo += view.halo(group);
        }
    }
    let mut traces = [0.0; TERMS];
    for term in [CANDIDATE, DIMENSION, INTERVIEWER] {
        if cells.levels[term] > 0 {
            let ratio = factor.theta[term].powi(2);
            traces[term] = (crate::num::float(cells.levels[term]) - diagonal[term]) / ratio;
        }
    }
    traces[HALO] = halo;
    traces
}

/// y'`PV_sPV_tPy` for every pair of terms: one forward solve with as many right-hand sides as terms.
fn information(cells: &Cells, factor: &Factor, solution: &Solution) -> [[f64; TERMS]; TERMS] {
    let size = cells.rest + cells.design.count;
    let outer = std::array::from_fn(|_| vec![0.0; size]);
    let mut forward = Forward { cells, factor, forms: [[0.0; TERMS]; TERMS], outer };
    let (mut values, mut sides) = (Vec::new(), Vec::new());
    for group in &cells.groups {
        let height = cells.height(group);
        sides.clear();
        sides.resize(height, [0.0; TERMS]);
        for pair in group.pairs.clone() {
            let range = cells.pairs[pair].cells.clone();
            let range = range.start as usize..range.end as usize;
            let (_, weight) = Cells::halo(cells.pairs[pair].count, &factor.theta);
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
            for (cell, value) in range.zip(&values) {
                let count = cells.list[cell].count;
                let metric: [f64; TERMS] = std::array::from_fn(|term| count * (value[term] - weight * totals[term]));
                for (forms, value) in forward.forms.iter_mut().zip(value) {
                    for (form, metric) in forms.iter_mut().zip(metric) {
                        *form += value * metric;
                    }
                }
                for (column, scale) in cells.row(group, cell, &factor.theta) {
                    for term in 0..TERMS {
                        sides[column][term] += scale * metric[term];
                    }
                }
            }
        }
        forward.group(group, &mut sides);
    }
    let Forward { mut forms, mut outer, .. } = forward;
    for side in &mut outer {
        factor.rest.solve_lower(side);
    }
    for s in 0..TERMS {
        for t in 0..TERMS {
            forms[s][t] -= outer[s].iter().zip(&outer[t]).map(|(a, b)| a * b).sum::<f64>();
        }
    }
    forms
}

/// Forward elimination of right-hand sides, group by group.
struct Forward<'a> {
    cells: &'a Cells,
    factor: &'a Factor,
    /// What is left of the products of the sides after the columns eliminated so far.
    forms: [[f64; TERMS]; TERMS],
    /// The sides on the remaining columns.
    outer: [Vec<f64>; TERMS],
}

impl Forward<'_> {
    fn group(&mut self, group: &Group, sides: &mut [[f64; TERMS]]) {
        let height = self.cells.height(group);
        for (column, values) in self.factor.part(self.cells, group).columns().enumerate() {
            let solved = sides[column].map(|value| value / values[column]);
            for (side, value) in sides[column + 1..height - 1].iter_mut().zip(&values[column + 1..]) {
                for term in 0..TERMS {
                    side[term] -= value * solved[term];
                }
            }
            for s in 0..TERMS {
                for t in 0..TERMS {
                    self.forms[s][t] -= solved[s] * solved[t];
                }
            }
        }
        for (column, side) in sides.iter().enumerate().take(height - 1).skip(group.inner) {
            let global = self.cells.global(group, column);
            for (outer, value) in self.outer.iter_mut().zip(side) {
                outer[global] += value;
            }
        }
    }
}
