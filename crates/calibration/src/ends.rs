//! The ends of the scale: nobody can be given more than the highest score, so high and low
//! candidates look more alike than they are, most of all with lenient or severe interviewers.
//!
//! A normal score of mean μ and SD s cut off at the ends has mean μ + b(μ), with
//! b(μ) = s·L((μ−min)/s) − s·L((max−μ)/s), L(z) = φ(z) − z(1 − Φ(z)) (Tobin 1958). The model is
//! fitted again to scores less b at its own expectations, a few times. What a score still tells
//! there is m²/v, with m the chance of no cut and v the variance left, over 1 without ends.

use crate::mixed::{FitError, Fitted};
use crate::num::whole;
use crate::ratings::{Scale, Steps};
use crate::special::{normal_cdf, normal_density};

/// How often the correction is repeated; it has settled by then.
const REPEATS: usize = 4;
/// The variance that rounding to whole scores adds; to parts of a point, it is the square of the part less.
const ROUNDING: f64 = 1.0 / 12.0;
/// The least information that a score at an end is counted with.
const LEAST: f64 = 0.2;

/// A fit for scores as they would be on a scale without ends.
pub(crate) struct OpenEnded {
    pub(crate) fitted: Fitted,
    /// Per candidate, how much wider its uncertainty is than the fit says; 1 away from the ends.
    pub(crate) widening: Vec<f64>,
}

/// What the ends do to a score of mean `mean` and SD `sd`: the shift of its mean, and the
/// information that is left.
fn cut(mean: f64, sd: f64, scale: Scale) -> (f64, f64) {
    let (low, high) = ((whole(scale.min) - mean) / sd, (whole(scale.max) - mean) / sd);
    let (below, above) = (normal_cdf(low), normal_cdf(-high));
    let (at_low, at_high) = (normal_density(low), normal_density(high));
    let inside = 1.0 - below - above;
    let first = at_low - at_high + low * below + high * above;
    let second = inside + low * at_low - high * at_high + low * low * below + high * high * above;
    let left = (second - first * first).max(1e-6);
    (sd * first, (inside * inside / left).clamp(LEAST, 1.0))
}

/// Fits again for a scale without ends; `rounded` says to which steps scores were, if they were.
pub(crate) fn open_ended(fitted: &Fitted, scale: Scale, rounded: Option<Steps>) -> Result<OpenEnded, FitError> {
    let original = &fitted.cells;
    let mut current: Option<Fitted> = None;
    let mut information = Vec::new();
    for step in 1..=REPEATS {
        let now = current.as_ref().unwrap_or(fitted);
        let residual = now.residual();
        let rounding = rounded.map_or(0.0, |steps| ROUNDING * steps.size().powi(2));
        let sd = (residual - rounding).max(0.25 * residual).sqrt();
        let shifts: Vec<f64>;
        (shifts, information) = now.solution.fitted(original).into_iter().map(|mean| cut(mean, sd, scale)).unzip();
        let next = if step == REPEATS { now.shifted(original, &shifts) } else { now.shifted_only(original, &shifts) };
        current = Some(next?);
    }
    let count = original.strengths.starts.len() - 1;
    let mut sums = vec![(0.0, 0.0); count];
    for pair in &original.pairs {
        let range = pair.cells.start as usize..pair.cells.end as usize;
        let sum = &mut sums[pair.candidate as usize];
        for (cell, left) in original.list[range.clone()].iter().zip(&information[range]) {
            sum.0 += cell.count;
            sum.1 += cell.count * left;
        }
    }
    let widening = sums.iter().map(|&(count, sum)| if sum > 0.0 { (count / sum).sqrt() } else { 1.0 }).collect();
    Ok(OpenEnded { fitted: current.unwrap_or_else(|| fitted.clone()), widening })
}
