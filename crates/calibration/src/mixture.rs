//! Quantiles and chances of a mixture of normal distributions.

use crate::special::{normal_cdf, normal_density};

/// One normal part of a mixture.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    pub(crate) weight: f64,
    pub(crate) mean: f64,
    pub(crate) sd: f64,
}

/// The mixtures of all candidates for one target.
#[derive(Clone)]
pub(crate) struct Parts {
    pub(crate) list: Vec<Part>,
    /// How many parts each candidate has.
    pub(crate) each: usize,
}

impl Parts {
    /// The mixture of a candidate.
    pub(crate) fn of(&self, candidate: usize) -> &[Part] {
        &self.list[candidate * self.each..(candidate + 1) * self.each]
    }
}

/// The mean of the mixture.
pub(crate) fn mean(parts: &[Part]) -> f64 {
    parts.iter().map(|part| part.weight * part.mean).sum()
}

/// The standard deviation of the mixture.
pub(crate) fn sd(parts: &[Part]) -> f64 {
    let mean = mean(parts);
    parts.iter().map(|part| part.weight * (part.sd * part.sd + (part.mean - mean).powi(2))).sum::<f64>().sqrt()
}

/// The chance of a value at or above `bound`.
pub(crate) fn chance_above(parts: &[Part], bound: f64) -> f64 {
    parts
        .iter()
        .map(|part| {
            if part.sd > 0.0 {
                part.weight * normal_cdf((part.mean - bound) / part.sd)
            } else if part.mean >= bound {
                part.weight
            } else {
                0.0
            }
        })
        .sum::<f64>()
        .clamp(0.0, 1.0)
}

/// The value with `chance` below it: Newton steps kept inside a bracket.
pub(crate) fn quantile(parts: &[Part], chance: f64) -> f64 {
    let (center, spread) = (mean(parts), sd(parts));
    if spread <= 0.0 {
        return center;
    }
    let (mut low, mut high) = (center - 12.0 * spread, center + 12.0 * spread);
    let mut x = center + spread * crate::special::normal_quantile(chance);
    for _ in 0..50 {
        let (mut below, mut density) = (0.0, 0.0);
        for part in parts {
            let sd = part.sd.max(1e-9 * spread);
            let z = (x - part.mean) / sd;
            let height = normal_density(z);
            below += part.weight * fast_cdf(z, height);
            density += part.weight * height / sd;
        }
        if below < chance {
            low = x;
        } else {
            high = x;
        }
        let step = (chance - below) / density;
        let next = x + step;
        x = if next > low && next < high { next } else { f64::midpoint(low, high) };
        // Newton's error is about the square of the step.
        if step.abs() < 1e-3 * spread {
            break;
        }
    }
    x
}

/// The normal distribution function to 1.5e-7 (Abramowitz & Stegun 26.2.17), for quantiles.
fn fast_cdf(z: f64, height: f64) -> f64 {
    let t = 1.0 / (1.0 + 0.231_641_9 * z.abs());
    let series =
        t * (0.319_381_530 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
    let tail = height * series;
    if z < 0.0 { tail } else { 1.0 - tail }
}
