//! The optimum of the REML criterion: projected Newton steps with average information.

use super::cells::{CANDIDATE, Cells, DIMENSION, HALO, INTERVIEWER, TERMS};
use super::factor::Factor;
use super::gradient::{Slope, Solution};
use super::{Fit, FitError, Model};
use crate::dense::Square;
use crate::num::float;
use crate::ratings::Ratings;

/// The smallest ratio tried on the way; one that stays here is zero in the result.
const FLOOR: f64 = 1e-8;
/// The largest remaining error of a ratio, relative, at which the search ends.
const TOLERANCE: f64 = 1e-10;
/// The same where a step is expensive.
const LARGE_TOLERANCE: f64 = 2e-7;
/// How many remaining columns make a step expensive.
const LARGE: usize = 400;
/// The same for cells.
const LARGE_CELLS: usize = 100_000;
const STEPS: usize = 60;
/// A term's deviation, in those of the error, that no ratings on a scale show.
const BOUNDLESS: f64 = 1e5;
/// An error with a smaller share of the variance of the scores is none: it is what rounding leaves.
const LEAST_ERROR: f64 = 1e-9;
/// Fixed effects at most: choosing among them takes the cube of their number.
pub(crate) const MOST_FIXED: usize = 300;
/// The dense remainder at most: 8 bytes × 12,000² is 1.2 GB.
const LARGEST: usize = 12_000;

/// A fitted model with its factor, for what is derived from it.
#[derive(Clone, Debug)]
pub(crate) struct Fitted {
    pub(crate) cells: Cells,
    pub(crate) factor: Factor,
    pub(crate) inverse: Square,
    pub(crate) solution: Solution,
    pub(crate) model: Model,
    pub(crate) evaluations: usize,
}

/// Fits the model by REML.
///
/// # Errors
/// [`FitError`] says why there is no model.
pub fn fit(ratings: &Ratings, model: Model) -> Result<Fit, FitError> {
    Ok(optimize(ratings, model)?.summary(ratings))
}

/// Finds the optimum and keeps everything that belongs to it.
pub(crate) fn optimize(ratings: &Ratings, model: Model) -> Result<Fitted, FitError> {
    let terms = model.terms;
    if !(terms.candidate || terms.interviewer || terms.candidate_dimension || terms.halo) {
        return Err(FitError::NoTerms);
    }
    let fixed = usize::from(model.fixed.dimension) * ratings.dimensions().len();
    if fixed + usize::from(model.fixed.round) * ratings.rounds().len() > MOST_FIXED {
        return Err(FitError::TooManyFixed);
    }
    let cells = Cells::new(ratings, terms, model.fixed);
    if ratings.len() <= cells.design.count {
        return Err(FitError::TooFewRatings);
    }
    if cells.totals.squares <= 1e-24 * float(ratings.len()) * (1.0 + cells.totals.center * cells.totals.center) {
        return Err(FitError::NoVariation);
    }
    if cells.rest > LARGEST {
        return Err(FitError::TooLarge);
    }
    let ratios = start(&cells);
    let fitted = settle(cells, model, ratios)?;
    if fitted.is_saturated() || fitted.is_outdone() { Err(FitError::NoError) } else { Ok(fitted) }
}

/// Searches from a starting point and keeps everything that belongs to the optimum.
fn settle(cells: Cells, model: Model, ratios: [f64; TERMS]) -> Result<Fitted, FitError> {
    let (factor, evaluations) = search(&cells, ratios)?;
    let inverse = factor.rest.inverse();
    let solution = Solution::new(&cells, &factor);
    if !factor.criterion(&cells).is_finite() {
        return Err(FitError::NotFinite);
    }
    Ok(Fitted { cells, factor, inverse, solution, model, evaluations })
}

fn theta_of(ratios: &[f64; TERMS]) -> [f64; TERMS] {
    ratios.map(f64::sqrt)
}

/// Walks to the optimum; returns the factored equations there, with exact zeros for variances at the
/// edge, and how often they were factored.
fn search(cells: &Cells, mut ratios: [f64; TERMS]) -> Result<(Factor, usize), FitError> {
    let mut factor = Factor::new(cells, theta_of(&ratios)).map_err(|_| FitError::NoVariation)?;
    let mut evaluations = 1;
    let mut last_size = f64::INFINITY;
    let tolerance = if cells.rest > LARGE { LARGE_TOLERANCE } else { TOLERANCE };
    for _ in 0..STEPS {
        let solution = Solution::new(cells, &factor);
        let slope = Slope::new(cells, &factor, &solution, &factor.rest.inverse());
        let free = free(cells, &ratios, &slope);
        if free.is_empty() {
            break;
        }
        let step = newton(&free, &ratios, &slope);
        let size = relative(&ratios, &step);
        let before = factor.criterion(cells);
        let mut length = 1.0;
        let accepted = loop {
            let mut tried = ratios;
            for term in 0..TERMS {
                if cells.levels[term] > 0 {
                    tried[term] = (ratios[term] + length * step[term]).clamp(FLOOR, 1e10);
                }
            }
            evaluations += 1;
            if let Ok(next) = Factor::new(cells, theta_of(&tried))
                && next.criterion(cells) <= before + 1e-11 * (1.0 + before.abs())
            {
                break Some((tried, next));
            }
            length *= 0.3;
            if length < 1e-6 {
                break None;
            }
        };
        let Some((tried, next)) = accepted else { break };
        (ratios, factor) = (tried, next);
        // Linear convergence: the error left is about size · rate / (1 − rate).
        let rate = (size / last_size).min(0.9);
        last_size = size;
        let left = if last_size.is_finite() { size * rate / (1.0 - rate) } else { size };
        if size < 1e-4 && left < tolerance && length >= 1.0 {
            break;
        }
    }
    let mut zeroed = false;
    for (ratio, levels) in ratios.iter_mut().zip(&cells.levels) {
        if *levels > 0 && *ratio <= 10.0 * FLOOR {
            *ratio = 0.0;
            zeroed = true;
        }
    }
    if zeroed {
        factor = Factor::new(cells, theta_of(&ratios)).map_err(|_| FitError::NoVariation)?;
        evaluations += 1;
    }
    Ok((factor, evaluations))
}

fn relative(ratios: &[f64; TERMS], step: &[f64; TERMS]) -> f64 {
    ratios
        .iter()
        .zip(step)
        .map(|(ratio, step)| if *ratio > 10.0 * FLOOR { (step / ratio).abs() } else { 0.0 })
        .fold(0.0, f64::max)
}

/// The terms whose ratios the criterion moves: neither resting at the edge nor flat, which stay where they are.
fn free(cells: &Cells, ratios: &[f64; TERMS], slope: &Slope) -> Vec<usize> {
    let at_edge = |term: usize| ratios[term] <= FLOOR && slope.gradient[term] >= 0.0;
    (0..TERMS).filter(|&term| cells.levels[term] > 0 && !slope.flat[term] && !at_edge(term)).collect()
}

/// The Newton step over the free ratios; 0 for the others.
fn newton(free: &[usize], ratios: &[f64; TERMS], slope: &Slope) -> [f64; TERMS] {
    // A little is added to the diagonal so that directions that are flat for two terms together stay finite.
    let mut rows: Vec<Vec<f64>> = free
        .iter()
        .map(|&s| {
            let mut row: Vec<f64> = free
                .iter()
                .map(|&t| {
                    slope.curvature[s][t] + if s == t { 1e-10 * slope.curvature[s][s].abs() + 1e-300 } else { 0.0 }
                })
                .collect();
            row.push(-slope.gradient[s]);
            row
        })
        .collect();
    eliminate(&mut rows);
    let mut step = [0.0; TERMS];
    for (row, &term) in rows.iter().zip(free) {
        let value = row.last().copied().unwrap_or(0.0);
        step[term] = if value.is_finite() { value } else { 0.0 };
        // A step far out of range is cut: at most tenfold up.
        step[term] = step[term].min(9.0 * ratios[term] + 1.0);
    }
    step
}

/// Gauss–Jordan for a system of at most four unknowns.
fn eliminate(rows: &mut [Vec<f64>]) {
    let size = rows.len();
    for pivot in 0..size {
        let best =
            (pivot..size).max_by(|&a, &b| rows[a][pivot].abs().total_cmp(&rows[b][pivot].abs())).unwrap_or(pivot);
        rows.swap(pivot, best);
        let head = rows[pivot].clone();
        for (index, row) in rows.iter_mut().enumerate() {
            if index == pivot {
                for value in row.iter_mut() {
                    *value /= head[pivot];
                }
            } else {
                let factor = row[pivot] / head[pivot];
                for (value, other) in row.iter_mut().zip(&head) {
                    *value -= factor * other;
                }
            }
        }
    }
}

/// Moment estimates, good enough to start from.
fn start(cells: &Cells) -> [f64; TERMS] {
    let n = float(cells.totals.ratings);
    let total = cells.totals.squares / n;
    let mut sums: [Vec<(f64, f64)>; TERMS] = std::array::from_fn(|term| vec![(0.0, 0.0); cells.levels[term]]);
    for group in &cells.groups {
        for pair in group.pairs.clone() {
            let range = cells.pairs[pair].cells.clone();
            for cell in range.start as usize..range.end as usize {
                let levels = super::gradient::levels_of(cells, group, pair, cell);
                for term in 0..TERMS {
                    if let Some(sum) = sums[term].get_mut(levels[term]) {
                        sum.0 += cells.list[cell].count;
                        sum.1 += cells.list[cell].sum;
                    }
                }
            }
        }
    }
    let between: [f64; TERMS] = std::array::from_fn(|term| one_way(&sums[term], total));
    // A candidate's mean carries a share of its interviewers' variance, and the other way round.
    let pairs = float(cells.pairs.len());
    let shares = [float(cells.strengths.starts.len() - 1) / pairs, float(cells.levels[INTERVIEWER]) / pairs];
    let mut variances = between;
    variances[CANDIDATE] = (between[CANDIDATE] - shares[0] * between[INTERVIEWER]).max(0.0);
    variances[INTERVIEWER] = (between[INTERVIEWER] - shares[1] * between[CANDIDATE]).max(0.0);
    variances[DIMENSION] = (between[DIMENSION] - between[CANDIDATE]).max(0.0);
    variances[HALO] = (between[HALO] - between[CANDIDATE] - between[INTERVIEWER]).max(0.0);
    let rest = (total - variances.iter().sum::<f64>()).max(0.2 * total);
    std::array::from_fn(|term| if cells.levels[term] == 0 { 0.0 } else { (variances[term] / rest).max(0.02) })
}

/// The variance between levels in a one-way layout with the other effects as noise, by iterating
/// the likelihood equation a few times.
fn one_way(sums: &[(f64, f64)], total: f64) -> f64 {
    if sums.is_empty() {
        return 0.0;
    }
    let mut variance = 0.3 * total;
    for _ in 0..8 {
        let rest = (total - variance).max(0.05 * total);
        let (mut up, mut down, mut middle, mut weights) = (0.0, 0.0, 0.0, 0.0);
        for &(count, sum) in sums.iter().filter(|sum| sum.0 > 0.0) {
            middle += sum / count / (variance + rest / count);
            weights += (variance + rest / count).recip();
        }
        middle /= weights;
        for &(count, sum) in sums.iter().filter(|sum| sum.0 > 0.0) {
            let weight = (variance + rest / count).powi(-2);
            up += weight * ((sum / count - middle).powi(2) - rest / count);
            down += weight;
        }
        if down > 0.0 {
            variance = (up / down).clamp(1e-3 * total, 0.95 * total);
        }
    }
    variance
}

impl Fitted {
    /// The same model for scores less these amounts, one a cell of `original`.
    pub(crate) fn shifted(&self, original: &Cells, shifts: &[f64]) -> Result<Self, FitError> {
        let ratios = std::array::from_fn(|term| {
            if original.levels[term] == 0 { 0.0 } else { self.factor.theta[term].powi(2).max(1e-4) }
        });
        settle(original.shifted(shifts), self.model, ratios)
    }

    /// The same for a step on the way, where a search is expensive: the ratios stay as they are.
    pub(crate) fn shifted_only(&self, original: &Cells, shifts: &[f64]) -> Result<Self, FitError> {
        if original.rest <= LARGE && original.list.len() <= LARGE_CELLS {
            return self.shifted(original, shifts);
        }
        let cells = original.shifted(shifts);
        let factor = Factor::new(&cells, self.factor.theta).map_err(|_| FitError::NoVariation)?;
        let solution = Solution::new(&cells, &factor);
        Ok(Self { cells, factor, inverse: Square::zeros(0), solution, model: self.model, evaluations: 1 })
    }

    /// Whether nothing is left of the error where the search ended, as where there are as many terms as ratings.
    fn is_saturated(&self) -> bool {
        let totals = &self.cells.totals;
        self.residual() < LEAST_ERROR * totals.squares / float(totals.ratings)
    }

    /// Whether the terms explain every rating, so that the likelihood grows without bound as the error goes to zero: beyond any optimum, and
    /// most of all where there is none.
    fn is_outdone(&self) -> bool {
        let cells = &self.cells;
        // A table that large has error, and factoring it once more takes long.
        if cells.list.len() > LARGE_CELLS {
            return false;
        }
        let theta = std::array::from_fn(|term| if self.factor.theta[term] > 0.0 { BOUNDLESS } else { 0.0 });
        let criterion = self.factor.criterion(cells);
        Factor::new(cells, theta).is_ok_and(|factor| factor.criterion(cells) < criterion - 1.0)
    }

    /// The residual variance.
    pub(crate) fn residual(&self) -> f64 {
        self.factor.residual / self.cells.freedom()
    }
}
