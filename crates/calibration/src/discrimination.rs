//! How well a question separates candidates: whether those who are rated higher on it are rated higher on the rest, too.
//!
//! The measure is the item-rest correlation: Pearson's correlation of the ratings of one item with the mean of the others, from which
//! the item is left out so that it is not compared with itself (Henrysson, "Correction of item-total correlations in item analysis",
//! Psychometrika 28, 1963; Crocker and Algina, "Introduction to Classical and Modern Test Theory", 1986, chapter 14). Its interval is
//! Fisher's: the inverse hyperbolic tangent of a correlation of n pairs is about normal with a standard deviation of 1 / √(n - 3)
//! ("On the 'probable error' of a coefficient of correlation deduced from a small sample", Metron 1, 1921). It is an approximation for
//! ratings of few steps, and takes the candidates for independent of each other.

use crate::special::normal_quantile;

/// Of fewer candidates nothing is said.
pub const FEWEST: usize = 10;
/// The share of intervals that hold what they are to hold.
const LEVEL: f64 = 0.95;

/// How well a question separates candidates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Discrimination {
    /// There are too few candidates to say.
    TooFew,
    /// All are rated alike, on it or on the rest, so that nothing can go together.
    Alike,
    /// The correlation, with the ends of its interval (95%).
    Correlation {
        /// From -1 to 1.
        value: f64,
        /// Where the interval begins.
        low: f64,
        /// Where it ends.
        high: f64,
    },
}

/// The item-rest correlation of pairs: each candidate's rating on the item, and the mean of the candidate's others.
#[must_use]
pub fn discrimination(pairs: &[(f64, f64)]) -> Discrimination {
    if pairs.len() < FEWEST {
        return Discrimination::TooFew;
    }
    // Far more than there are candidates is exact.
    #[expect(clippy::cast_precision_loss, reason = "counts of candidates are small")]
    let n = pairs.len() as f64;
    let mean = |part: fn(&(f64, f64)) -> f64| pairs.iter().map(part).sum::<f64>() / n;
    let (item, rest) = (mean(|pair| pair.0), mean(|pair| pair.1));
    let product = |of: &dyn Fn(f64, f64) -> f64| pairs.iter().map(|pair| of(pair.0 - item, pair.1 - rest)).sum::<f64>();
    let (own, others) = (product(&|a, _| a * a), product(&|_, b| b * b));
    // Means of equal ratings differ by rounding at most.
    if own < 1e-9 || others < 1e-9 {
        return Discrimination::Alike;
    }
    let value = (product(&|a, b| a * b) / (own * others).sqrt()).clamp(-1.0, 1.0);
    let reach = normal_quantile(f64::midpoint(1.0, LEVEL)) / (n - 3.0).sqrt();
    let (low, high) = ((value.atanh() - reach).tanh(), (value.atanh() + reach).tanh());
    Discrimination::Correlation { value, low, high }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Against `SciPy` 1.17.1, `pearsonr(item, rest)` and its `confidence_interval(0.95)`.
    #[test]
    fn it_is_pearson_s_correlation_with_fisher_s_interval() {
        let item = [3.0, 4.0, 2.0, 5.0, 3.0, 1.0, 4.0, 3.5, 2.0, 4.0, 5.0, 3.0];
        let rest = [3.25, 3.5, 2.5, 4.5, 2.75, 2.0, 3.0, 4.0, 3.0, 3.75, 4.0, 2.5];
        let pairs: Vec<(f64, f64)> = item.into_iter().zip(rest).collect();
        let Discrimination::Correlation { value, low, high } = discrimination(&pairs) else { panic!("there are 12") };
        for (found, expected) in [(value, VALUE), (low, LOW), (high, HIGH)] {
            assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
        }
        let turned: Vec<(f64, f64)> = pairs.iter().map(|(item, rest)| (-item, *rest)).collect();
        assert!(matches!(discrimination(&turned), Discrimination::Correlation { value, .. } if value < 0.0));
        assert_eq!(discrimination(&pairs[..FEWEST - 1]), Discrimination::TooFew);
        let alike: Vec<(f64, f64)> = pairs.iter().map(|(item, _)| (*item, 0.1 + 0.2)).collect();
        assert_eq!(discrimination(&alike), Discrimination::Alike);
    }

    const VALUE: f64 = 0.852_044_481_587_762_4;
    const LOW: f64 = 0.544_299_924_493_751_1;
    const HIGH: f64 = 0.957_660_145_730_819_5;
}
