//! Uncertain variances: weighted points over the variance ratios, by the restricted likelihood.
//!
//! With flat priors on fixed effects and ln σ, the ratios' posterior is the restricted likelihood
//! times their prior; it is integrated by importance sampling on a shifted Halton sequence, the
//! proposal being the conditional density along each ratio at the optimum. Given a point, effects
//! are normal. (Harville 1974; Gelman 2006 on flat priors for standard deviations.)

use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng, SeedableRng};

use crate::mixed::{Cells, DIMENSION, Effects, Factor, Fitted, HALO, TERMS};
use crate::num::{float, floor};
use crate::special::chi_square_quantile;

/// One point: equations factored at its ratios, with its residual variance and weight.
#[derive(Clone, Debug)]
pub(crate) struct Point {
    pub(crate) factor: Factor,
    pub(crate) effects: Effects,
    /// The residual variance drawn for this point.
    pub(crate) residual: f64,
    /// Weights add up to 1.
    pub(crate) weight: f64,
}

/// How the points along one ratio are proposed: a piecewise linear density.
struct Proposal {
    term: usize,
    low: f64,
    step: f64,
    density: Vec<f64>,
    total: f64,
}

/// How many points a proposal's density is evaluated at.
const GRID: usize = 14;
/// Where a density counts as gone: e^-8 of its top.
const DEPTH: f64 = 8.0;
/// Below this ratio a term makes no difference that anybody would notice.
const SMALL_RATIO: f64 = 0.1;
/// Bases of the Halton sequence, one a dimension.
const BASES: [u32; TERMS + 1] = [2, 3, 5, 7, 11];

/// ln of the posterior density of the ratios, up to a constant: flat for candidates and
/// interviewers; for the terms that may well be absent, flat up to 0.1 and flat in ln θ beyond.
fn log_density(cells: &Cells, theta: [f64; TERMS]) -> Option<(f64, Factor, Effects)> {
    let factor = Factor::new(cells, theta).ok()?;
    let effects = factor.solve(cells).ok()?;
    let prior: f64 = [DIMENSION, HALO].iter().map(|&term| -0.5 * (theta[term] / SMALL_RATIO).powi(2).ln_1p()).sum();
    let value = prior - 0.5 * factor.criterion(cells, effects.residual);
    value.is_finite().then_some((value, factor, effects))
}

/// Points over the variances; no term's SD is above `largest_sd`, in score points. `None` when
/// there is no density to integrate.
pub(crate) fn points(fitted: &Fitted, count: usize, seed: u64, largest_sd: f64) -> Option<Vec<Point>> {
    let cells = &*fitted.cells;
    let mode = fitted.solved.theta();
    let largest = largest_sd / fitted.residual().sqrt();
    let proposals: Vec<Proposal> = (0..TERMS)
        .filter(|&term| cells.levels[term] > 0)
        .map(|term| propose(cells, mode, term, largest))
        .collect::<Option<_>>()?;
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let shift: [f64; TERMS + 1] = std::array::from_fn(|_| uniform(&mut rng));
    let freedom = cells.freedom();
    if freedom < 1.0 {
        return None;
    }
    let mut points = Vec::with_capacity(count);
    let mut logs = Vec::with_capacity(count);
    for index in 0..count {
        let draw = |dimension: usize| (halton(index + 1, BASES[dimension]) + shift[dimension]).fract();
        let mut theta = [0.0; TERMS];
        let mut log = 0.0;
        for (dimension, proposal) in proposals.iter().enumerate() {
            let (value, density) = proposal.at(draw(dimension));
            theta[proposal.term] = value;
            log -= density.max(1e-300).ln();
        }
        if let Some((value, factor, effects)) = log_density(cells, theta) {
            let chi = chi_square_quantile(draw(TERMS).clamp(1e-6, 1.0 - 1e-6), freedom);
            let residual = effects.residual / chi;
            points.push(Point { factor, effects, residual, weight: 0.0 });
            logs.push(value + log);
        }
    }
    let top = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let weights: Vec<f64> = logs.iter().map(|log| (log - top).exp()).collect();
    let total: f64 = weights.iter().sum();
    if !total.is_finite() || total <= 0.0 {
        return None;
    }
    for (point, weight) in points.iter_mut().zip(&weights) {
        point.weight = weight / total;
    }
    points.retain(|point| point.weight > 1e-7);
    Some(points)
}

/// The conditional density along one ratio, the others at the optimum.
fn propose(cells: &Cells, mode: [f64; TERMS], term: usize, largest: f64) -> Option<Proposal> {
    let at = |value: f64| {
        let mut theta = mode;
        theta[term] = value;
        log_density(cells, theta).map_or(f64::NEG_INFINITY, |(value, ..)| value)
    };
    let top = at(mode[term]);
    if !top.is_finite() {
        return None;
    }
    let mut high = 1.4 * mode[term] + 0.1;
    for _ in 0..24 {
        if high >= largest || at(high) < top - DEPTH {
            break;
        }
        high *= 1.4;
    }
    let high = high.min(largest.max(1.1 * mode[term]));
    let mut low = 0.0;
    if at(0.0) < top - DEPTH {
        let mut inside = mode[term];
        for _ in 0..5 {
            let middle = f64::midpoint(low, inside);
            if at(middle) < top - DEPTH {
                low = middle;
            } else {
                inside = middle;
            }
        }
    }
    let step = (high - low) / float(GRID - 1);
    let logs: Vec<f64> = (0..GRID).map(|index| at(low + step * float(index))).collect();
    let peak = logs.iter().copied().fold(top, f64::max);
    // Tempered, so that the proposal is wider than the density, also where terms are correlated.
    let density: Vec<f64> = logs.iter().map(|log| (0.6 * (log - peak)).exp().max(1e-4)).collect();
    let total = density.windows(2).map(|pair| step * f64::midpoint(pair[0], pair[1])).sum();
    Some(Proposal { term, low, step, density, total })
}

impl Proposal {
    /// The quantile at `chance` and the density there.
    fn at(&self, chance: f64) -> (f64, f64) {
        let mut left = chance * self.total;
        for (index, pair) in self.density.windows(2).enumerate() {
            let area = self.step * f64::midpoint(pair[0], pair[1]);
            if left <= area || index + 2 == self.density.len() {
                // Solve pair0·x + (pair1 − pair0)/(2 step)·x² = left.
                let slope = (pair[1] - pair[0]) / self.step;
                let root = (pair[0] * pair[0] + 2.0 * slope * left).max(0.0).sqrt();
                let x = (2.0 * left / (pair[0] + root)).clamp(0.0, self.step);
                return (self.low + self.step * float(index) + x, (pair[0] + slope * x) / self.total);
            }
            left -= area;
        }
        (self.low, self.density[0] / self.total)
    }
}

/// The `index`th number of the Halton sequence in `base`.
fn halton(index: usize, base: u32) -> f64 {
    let base = f64::from(base);
    let (mut rest, mut fraction, mut value) = (float(index), 1.0, 0.0);
    while rest > 0.0 {
        fraction /= base;
        let next = (rest / base).floor();
        value += fraction * (rest - base * next);
        rest = next;
    }
    value
}

/// A uniform number in [0, 1) with 53 bits.
pub(crate) fn uniform(rng: &mut ChaCha8Rng) -> f64 {
    let high = rng.next_u64() >> 11;
    // Two exact halves, so that no conversion loses a bit.
    let upper = f64::from(u32::try_from(high >> 26).unwrap_or(0));
    let lower = f64::from(u32::try_from(high & 0x3ff_ffff).unwrap_or(0));
    (upper * 67_108_864.0 + lower) / 9_007_199_254_740_992.0
}

/// A uniform index below `bound`.
pub(crate) fn below(rng: &mut ChaCha8Rng, bound: usize) -> usize {
    floor(uniform(rng) * float(bound)).min(bound.saturating_sub(1))
}

/// Standard normal numbers, two at a time (Marsaglia's polar method).
pub(crate) struct Normal {
    pub(crate) rng: ChaCha8Rng,
    spare: Option<f64>,
}

impl Normal {
    pub(crate) fn new(seed: u64) -> Self {
        Self { rng: ChaCha8Rng::seed_from_u64(seed), spare: None }
    }

    pub(crate) fn next(&mut self) -> f64 {
        if let Some(value) = self.spare.take() {
            return value;
        }
        loop {
            let x = 2.0 * uniform(&mut self.rng) - 1.0;
            let y = 2.0 * uniform(&mut self.rng) - 1.0;
            let square = x * x + y * y;
            if square > 0.0 && square < 1.0 {
                let scale = (-2.0 * square.ln() / square).sqrt();
                self.spare = Some(y * scale);
                return x * scale;
            }
        }
    }
}
