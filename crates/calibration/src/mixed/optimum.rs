//! The optimum of the REML criterion: projected Newton steps with average information.

use std::sync::Arc;

use super::cells::{CANDIDATE, Cells, DIMENSION, HALO, INTERVIEWER, TERMS};
use super::factor::{Effects, Factor};
use super::found::{Fitted, How, LARGE, MOST_FIXED_SAMPLED, Precision};
use super::gradient::{Slope, Solution};
use super::local::{EDGE, FLOOR};
use super::solved::Solved;
use super::step::{along, expected, free, newton, relative};
use super::stochastic;
use super::{Fit, FitError, Model};
use crate::dense::NotPositive;
use crate::num::float;
use crate::ratings::Ratings;
use crate::watch::Watch;

/// How many cells make a step expensive.
const LARGE_CELLS: usize = 100_000;
const STEPS: usize = 60;
/// How much of the error the first step leaves, about.
const FIRST_RATE: f64 = 0.1;
/// A term's deviation, in those of the error, that no ratings on a scale show.
const BOUNDLESS: f64 = 1e5;
/// An error with a smaller share of the variance of the scores is none: it is what rounding leaves.
const LEAST_ERROR: f64 = 1e-9;
/// Fixed effects at most: choosing among them takes the cube of their number.
pub(crate) const MOST_FIXED: usize = 300;
/// Fits the model by REML.
///
/// # Errors
/// [`FitError`] says why there is no model.
pub fn fit(ratings: &Ratings, model: Model) -> Result<Fit, FitError> {
    Ok(optimize(ratings, model, How::of(Precision::Exact, Watch::nobody()))?.summary(ratings))
}

/// Finds the optimum and keeps everything that belongs to it.
pub(crate) fn optimize(ratings: &Ratings, model: Model, how: How<'_>) -> Result<Fitted, FitError> {
    let terms = model.terms;
    if !(terms.candidate || terms.interviewer || terms.candidate_dimension || terms.halo) {
        return Err(FitError::NoTerms);
    }
    let fixed = usize::from(model.fixed.dimension) * ratings.dimensions().len();
    if fixed + usize::from(model.fixed.round) * ratings.rounds().len() > MOST_FIXED {
        return Err(FitError::TooManyFixed);
    }
    let mut cells = Cells::new(ratings, terms, model.fixed, None);
    if ratings.len() <= cells.design.count {
        return Err(FitError::TooFewRatings);
    }
    if cells.totals.squares <= 1e-24 * float(ratings.len()) * (1.0 + cells.totals.center * cells.totals.center) {
        return Err(FitError::NoVariation);
    }
    if cells.rest > how.largest {
        if cells.design.count > MOST_FIXED_SAMPLED {
            return Err(FitError::TooLarge);
        }
        // What a candidate has several of is taken out together.
        if !cells.by_candidate && cells.levels[DIMENSION] > 0 {
            cells = Cells::new(ratings, terms, model.fixed, Some(true));
        }
        let ratios = start(&cells);
        return stochastic::settle(Arc::new(cells), model, (ratios, how.watch));
    }
    let ratios = start(&cells);
    let begin = Attempt::new(&cells, &ratios).map_err(|_| FitError::NoVariation)?;
    let fitted = settle(Arc::new(cells), (model, how.precision), (begin, how.watch))?;
    if fitted.is_saturated() || fitted.is_outdone() { Err(FitError::NoError) } else { Ok(fitted) }
}

/// Equations with their solution.
struct Attempt {
    solved: Arc<Solved>,
    effects: Effects,
}

impl Attempt {
    fn new(cells: &Cells, ratios: &[f64; TERMS]) -> Result<Self, NotPositive> {
        let factor = Factor::new(cells, ratios.map(f64::sqrt))?;
        let effects = factor.solve(cells)?;
        Ok(Self { solved: Arc::new(Solved::dense(factor)), effects })
    }

    fn criterion(&self, cells: &Cells) -> f64 {
        self.solved.criterion(cells, self.effects.residual)
    }
}

/// Searches from a starting point and keeps everything that belongs to the optimum.
fn settle(
    cells: Arc<Cells>,
    (model, precision): (Model, Precision),
    (begin, watch): (Attempt, Watch<'_>),
) -> Result<Fitted, FitError> {
    let (point, evaluations) = search(&cells, begin, (precision, watch))?;
    if !point.criterion(&cells).is_finite() {
        return Err(FitError::NotFinite);
    }
    let solution = Arc::new(Solution::new(&cells, point.solved.local(), &point.effects));
    let Attempt { solved, effects } = point;
    let squares = effects.residual;
    Ok(Fitted { cells, solved, solution, squares, model, evaluations, precision, accuracy: None })
}

/// Walks to the optimum; returns the factored equations there, with exact zeros for variances at the
/// edge, and how often they were factored.
fn search(
    cells: &Cells,
    mut point: Attempt,
    (precision, watch): (Precision, Watch<'_>),
) -> Result<(Attempt, usize), FitError> {
    let tolerance = precision.tolerance(cells);
    let is_exact = precision == Precision::Exact || cells.rest <= LARGE;
    let mut ratios = point.solved.local().theta.map(|theta| theta * theta);
    let mut evaluations = 1;
    let mut last_size = f64::INFINITY;
    let mut before_it: Option<([f64; TERMS], Slope)> = None;
    for step in 0..STEPS {
        watch.reached(expected(step));
        let Solved::Dense(known) = &*point.solved else { break };
        let solution = Solution::new(cells, &known.factor.local, &point.effects);
        let slope = known.slope(cells, &solution, (point.effects.residual, is_exact));
        let free = free(cells, &ratios, &slope, FLOOR);
        if free.is_empty() {
            break;
        }
        let seen = before_it.replace((ratios, slope));
        let slope = match seen {
            // In a small table two terms may be one, and a step too far would part them by chance.
            Some((then, before)) if cells.rest > LARGE => slope.corrected(&free, (&ratios, &then), &before),
            Some(_) | None => slope,
        };
        let step = newton(&free, &ratios, &slope);
        let size = relative(&ratios, &step);
        let before = point.criterion(cells);
        // An estimated slope leads past the optimum by what it is off.
        let slack = if is_exact { 1e-11 } else { 1e-7 };
        let mut length = 1.0;
        let accepted = loop {
            let mut tried = ratios;
            for term in 0..TERMS {
                if cells.levels[term] > 0 {
                    let next = if cells.rest > LARGE { along } else { straight };
                    tried[term] = next(ratios[term], length * step[term]).clamp(FLOOR, 1e10);
                }
            }
            evaluations += 1;
            if let Ok(next) = Attempt::new(cells, &tried)
                && next.criterion(cells) <= before + slack * (1.0 + before.abs())
            {
                break Some((tried, next));
            }
            length *= 0.3;
            if length < 1e-6 {
                break None;
            }
        };
        let Some((tried, next)) = accepted else { break };
        (ratios, point) = (tried, next);
        // Linear convergence: the error left is about size · rate / (1 − rate).
        let rate = if last_size.is_finite() { (size / last_size).min(0.9) } else { FIRST_RATE };
        last_size = size;
        let left = size * rate / (1.0 - rate);
        if size < 1e-2 && left < tolerance && length >= 1.0 {
            break;
        }
    }
    // Where factoring takes long, what is at the edge is as good as zero.
    if cells.rest <= LARGE && zero(cells, &mut ratios, EDGE) {
        point = Attempt::new(cells, &ratios).map_err(|_| FitError::NoVariation)?;
        evaluations += 1;
    }
    Ok((point, evaluations))
}

fn straight(ratio: f64, step: f64) -> f64 {
    ratio + step
}

/// Makes the ratios that rest at the edge exact zeros; says whether there are any.
fn zero(cells: &Cells, ratios: &mut [f64; TERMS], edge: f64) -> bool {
    let mut zeroed = false;
    for (ratio, levels) in ratios.iter_mut().zip(&cells.levels) {
        if *levels > 0 && *ratio <= edge {
            *ratio = 0.0;
            zeroed = true;
        }
    }
    zeroed
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
                        sum.1 += cells.sums[cell];
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
    pub(crate) fn shifted(&self, original: &Cells, shifts: &[f64], watch: Watch<'_>) -> Result<Self, FitError> {
        let cells = Arc::new(original.shifted(shifts));
        if let Solved::Sampled(sampled) = &*self.solved {
            return stochastic::settle_near(cells, self, (sampled, watch));
        }
        let begin = if original.rest > LARGE {
            let effects = self.solved.solve(&cells).map_err(|_| FitError::NoVariation)?;
            Attempt { solved: Arc::clone(&self.solved), effects }
        } else {
            let ratios: [f64; TERMS] = std::array::from_fn(|term| {
                if original.levels[term] == 0 { 0.0 } else { self.solved.theta()[term].powi(2).max(1e-4) }
            });
            Attempt::new(&cells, &ratios).map_err(|_| FitError::NoVariation)?
        };
        settle(cells, (self.model, self.precision), (begin, watch))
    }

    /// The same for a step on the way, where a search is expensive: the ratios stay as they are.
    pub(crate) fn shifted_only(&self, original: &Cells, shifts: &[f64]) -> Result<Self, FitError> {
        if !is_large(original) {
            return self.shifted(original, shifts, Watch::nobody());
        }
        let cells = Arc::new(original.shifted(shifts));
        let effects = self.solved.solve(&cells).map_err(|_| FitError::NoVariation)?;
        let solution = Arc::new(Solution::new(&cells, self.solved.local(), &effects));
        Ok(Self { cells, solution, squares: effects.residual, evaluations: 0, ..self.clone() })
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
        if is_large(cells) {
            return false;
        }
        let ratios = self.solved.theta().map(|theta| if theta > 0.0 { BOUNDLESS * BOUNDLESS } else { 0.0 });
        Attempt::new(cells, &ratios).is_ok_and(|point| point.criterion(cells) < self.criterion() - 1.0)
    }
}

/// Whether a search takes long.
fn is_large(cells: &Cells) -> bool {
    cells.rest > LARGE || cells.list.len() > LARGE_CELLS
}
