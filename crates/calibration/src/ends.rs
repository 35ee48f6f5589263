//! The ends of the scale: nobody can be given more than the highest score, so high and low
//! candidates look more alike than they are, most of all with lenient or severe interviewers.
//!
//! A normal score of mean μ and SD s cut off at the ends has mean μ + b(μ), with
//! b(μ) = s·L((μ−min)/s) − s·L((max−μ)/s), L(z) = φ(z) − z(1 − Φ(z)) (Tobin 1958). The model is
//! fitted again to scores less b at its own expectations, a few times. What a score still tells
//! there is m²/v, with m the chance of no cut and v the variance left, over 1 without ends.

use crate::mixed::{FitError, Fitted};
use crate::num::{float, floor, whole};
use crate::ratings::{Scale, Steps};
use crate::special::{normal_cdf, normal_density};
use crate::watch::Watch;

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

/// The ends as a score of SD `sd` meets them.
#[derive(Clone, Copy)]
struct Ends<'a> {
    scale: Scale,
    sd: f64,
    lost: &'a Lost,
}

impl Ends<'_> {
    /// What they shift the mean of a score by.
    fn shift(self, mean: f64) -> f64 {
        let (low, high) = (whole(self.scale.min), whole(self.scale.max));
        self.sd * (self.lost.at((mean - low) / self.sd) - self.lost.at((high - mean) / self.sd))
    }

    /// The information that is left of it.
    fn information(self, mean: f64) -> f64 {
        let (low, high) = ((whole(self.scale.min) - mean) / self.sd, (whole(self.scale.max) - mean) / self.sd);
        let (below, above) = (self.lost.beyond(-low), self.lost.beyond(high));
        let (at_low, at_high) = (normal_density(low), normal_density(high));
        let inside = 1.0 - below - above;
        let first = at_low - at_high + low * below + high * above;
        let second = inside + low * at_low - high * at_high + low * low * below + high * high * above;
        let left = (second - first * first).max(1e-6);
        (inside * inside / left).clamp(LEAST, 1.0)
    }
}

/// L(z) = φ(z) − z(1 − Φ(z)) in steps of a 64th, as it is asked for at every cell; between them by Taylor's series to the fourth order,
/// which is off by less than 1e-11; Φ by less than 1e-10.
struct Lost(Vec<(f64, f64, f64)>);

/// Beyond this nothing is lost.
const FAR: f64 = 9.0;
/// Steps to 1.
const STEPS: f64 = 64.0;

impl Lost {
    fn new() -> Self {
        let count = floor(2.0 * FAR * STEPS) + 2;
        let at = |index| {
            let z = float(index) / STEPS - FAR;
            let (density, above) = (normal_density(z), normal_cdf(-z));
            (density - z * above, above, density)
        };
        Self((0..count).map(at).collect())
    }

    /// L(z).
    fn at(&self, z: f64) -> f64 {
        let Some((value, above, density, node)) = self.near(z) else { return (-z).max(0.0) };
        let step = z - node;
        // The derivatives: −(1 − Φ), φ, −zφ, (z² − 1)φ.
        let higher = density * (0.5 + step * (-node / 6.0 + step * (node * node - 1.0) / 24.0));
        value + step * (-above + step * higher)
    }

    /// 1 − Φ(z).
    fn beyond(&self, z: f64) -> f64 {
        let Some((_, above, density, node)) = self.near(z) else { return if z > 0.0 { 0.0 } else { 1.0 } };
        let (step, square) = (z - node, node * node);
        // The derivatives: −φ, zφ, (1 − z²)φ, (z³ − 3z)φ.
        let higher = (1.0 - square) / 6.0 + step * node * (square - 3.0) / 24.0;
        above + step * density * (-1.0 + step * (0.5 * node + step * higher))
    }

    /// L, 1 − Φ and φ at the step next to z, and where that is; none beyond the table.
    fn near(&self, z: f64) -> Option<(f64, f64, f64, f64)> {
        if z.abs() >= FAR {
            return None;
        }
        let place = floor((z + FAR) * STEPS + 0.5);
        self.0.get(place).map(|&(value, above, density)| (value, above, density, float(place) / STEPS - FAR))
    }
}

/// Fits again for a scale without ends; `rounded` says to which steps scores were, if they were.
pub(crate) fn open_ended(
    fitted: &Fitted,
    scale: Scale,
    (rounded, watch): (Option<Steps>, Watch<'_>),
) -> Result<OpenEnded, FitError> {
    let original = &fitted.cells;
    let lost = Lost::new();
    let mut current: Option<Fitted> = None;
    let mut information = Vec::new();
    for step in 1..=REPEATS {
        let now = current.as_ref().unwrap_or(fitted);
        watch.reached(0.1 * float(step - 1));
        let residual = now.residual();
        let rounding = rounded.map_or(0.0, |steps| ROUNDING * steps.size().powi(2));
        let sd = (residual - rounding).max(0.25 * residual).sqrt();
        let ends = Ends { scale, sd, lost: &lost };
        let shifts = now.solution.each_fitted(original, |mean| ends.shift(mean));
        let next = if step == REPEATS {
            information = now.solution.each_fitted(original, |mean| ends.information(mean));
            now.shifted(original, &shifts, watch.part(0.35, 1.0))
        } else {
            now.shifted_only(original, &shifts)
        };
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

#[cfg(test)]
mod tests {
    use super::*;

    /// φ(z) − z(1 − Φ(z)) as it is written, at places between the steps of the table and beyond its ends.
    #[test]
    fn what_is_lost_is_as_the_formula_says() {
        let lost = Lost::new();
        for index in 0..4001 {
            let z = f64::from(index) * 0.0057 - 11.4;
            let expected = normal_density(z) - z * normal_cdf(-z);
            assert!((lost.at(z) - expected).abs() < 1e-11 * (1.0 + expected), "{z}: {} is not {expected}", lost.at(z));
            let (found, expected) = (lost.beyond(z), normal_cdf(-z));
            assert!((found - expected).abs() < 1e-10, "{z}: {found} is not {expected}");
        }
    }
}
