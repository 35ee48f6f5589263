//! Agreement between interviewers: how alike their scores for one candidate on one dimension are.
//!
//! The unit is candidate × dimension. Statistics on categories use scores on steps of the scale: conclusions, and means
//! that are on one; one a person and unit (the first; repeated ones are counted as left out).

mod alpha;
mod chance;
mod coefficient;
mod icc;
mod kappa;
mod resample;
mod units;

use serde::Serialize;

use crate::ratings::Ratings;
use units::Units;

pub use coefficient::{Coefficient, Family, Weights};
pub use kappa::{PairKappa, pair_kappas};

/// How an interval was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum IntervalKind {
    /// By a formula (F for the intraclass correlations, the asymptotic variance for Cohen's kappa).
    ClosedForm,
    /// Percentiles over resampled candidates.
    Bootstrap,
    /// A jackknife over candidates: there are too many to resample.
    Jackknife,
}

/// A 95% interval (or the level asked for).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// Lower end.
    pub lower: f64,
    /// Upper end.
    pub upper: f64,
    /// How it was made.
    pub kind: IntervalKind,
}

impl Interval {
    /// The interval between two ends around a value.
    ///
    /// # Errors
    /// Where an end is no number, or the value is not between them, as formulas for large tables have it of small ones.
    fn around(value: f64, (lower, upper): (f64, f64), kind: IntervalKind) -> Result<Self, NoInterval> {
        if !lower.is_finite() || !upper.is_finite() {
            return Err(NoInterval::NotANumber);
        }
        // Rounding apart.
        let (least, most) = (value - ROUNDING, value + ROUNDING);
        if lower > most || upper < least {
            return Err(NoInterval::NotAround);
        }
        Ok(Self { lower: lower.min(value), upper: upper.max(value), kind })
    }
}

/// How far an end may lie on the wrong side of the value by rounding.
const ROUNDING: f64 = 1e-9;

/// Why a value has no interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum NoInterval {
    /// There is one candidate, or none.
    #[error("one candidate says nothing of how others would differ")]
    OneCandidate,
    /// There is one unit with two scores.
    #[error("only one candidate was rated by two people on one dimension")]
    OnePair,
    /// None was asked for.
    #[error("none was asked for")]
    Unwanted,
    /// The sums of all candidates take too much memory.
    #[error("the table is too large to resample")]
    TooLarge,
    /// Too few of the resamples have a value.
    #[error("the table is too small: most of what is drawn from it has no value")]
    FewValues,
    /// Its ends would be one number, of too few units to show that others are like them.
    #[error("its ends would be one number, which fewer than ten cannot show")]
    FewAlike,
    /// An end comes out as no number.
    #[error("its ends come out as no numbers")]
    NotANumber,
    /// The value would not lie in it.
    #[error("the table is too small for its formula, which would leave the value out")]
    NotAround,
}

/// Why a statistic has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Undefined {
    /// No candidate was rated by two people on one dimension.
    #[error("no candidate was rated by two people on one dimension")]
    NoPairs,
    /// Two people rated a candidate on one dimension, but not both on steps of the scale.
    #[error(
        "where two people rated a candidate on one dimension, they did not both give a score that is on a step of the scale"
    )]
    BetweenSteps,
    /// All scores are equal, so chance and agreement cannot be told apart.
    #[error("all scores are equal, so agreement cannot be told from chance")]
    NoVariation,
    /// Fewer than two rows are complete (rated by everyone).
    #[error("fewer than two rows were rated by everyone")]
    TooFewComplete,
    /// Only one person rated.
    #[error("only one person rated")]
    OneInterviewer,
    /// Everyone who rated differed in no way from chance: the denominator is zero.
    #[error("it comes out as nothing divided by nothing")]
    Indeterminate,
    /// A share of the variance comes out above 1, as interviewers differ less on the whole than on each candidate.
    #[error("it would be a share above 1, as interviewers differ less on the whole than on each candidate")]
    NoShare,
    /// It comes out as infinite, or as no number.
    #[error("it comes out as no number")]
    NotANumber,
}

/// A value with its interval and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// The statistic.
    pub value: f64,
    /// Around the value; else why there is none.
    pub interval: Result<Interval, NoInterval>,
    /// What it rests on: units with two or more scores, complete rows, or units shared by a pair.
    pub n: usize,
}

/// Of fewer units, ends that are one number are chance, though nothing that is drawn from them shows it.
const FEWEST_ALIKE: usize = 10;
/// Ends that differ by no more are one number: the root of a variance that is zero but for rounding.
const NO_WIDTH: f64 = 1e-6;

impl Estimate {
    /// A value that rests on `n` units, with the ends of its interval, if it has any.
    pub(crate) fn of(value: f64, n: usize, ends: Result<(f64, f64), NoInterval>, kind: IntervalKind) -> Self {
        let interval = ends.and_then(|(lower, upper)| {
            if n < FEWEST_ALIKE && (upper - lower).abs() <= NO_WIDTH {
                return Err(NoInterval::FewAlike);
            }
            Interval::around(value, (lower, upper), kind)
        });
        Self { value, interval, n }
    }
}

/// A statistic, or the reason why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Statistic {
    /// It has a value.
    Known(Estimate),
    /// It has none.
    Unknown {
        /// Why.
        undefined: Undefined,
    },
}

impl Statistic {
    /// The value, where there is one.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        Some(self.estimate()?.value)
    }

    /// The value with its interval, where there is one.
    #[must_use]
    pub fn estimate(&self) -> Option<Estimate> {
        match self {
            Self::Known(estimate) => Some(*estimate),
            Self::Unknown { .. } => None,
        }
    }

    /// Why there is no value.
    #[must_use]
    pub fn undefined(&self) -> Option<Undefined> {
        match self {
            Self::Known(_) => None,
            Self::Unknown { undefined } => Some(*undefined),
        }
    }

    /// The same, where a value that is no finite number is none.
    pub(crate) fn finite(self) -> Self {
        match self {
            Self::Known(estimate) if !estimate.value.is_finite() => Self::none(Undefined::NotANumber),
            Self::Known(_) | Self::Unknown { .. } => self,
        }
    }

    pub(crate) fn none(undefined: Undefined) -> Self {
        Self::Unknown { undefined }
    }
}

/// Krippendorff's alpha under three metrics.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Alpha {
    /// Equal or not.
    pub nominal: Statistic,
    /// By ranks.
    pub ordinal: Statistic,
    /// By squared differences.
    pub interval: Statistic,
}

/// Gwet's coefficients: AC1 and, with weights, AC2.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Gwet {
    /// AC1 (identity weights).
    pub ac1: Statistic,
    /// AC2 with linear weights.
    pub ac2_linear: Statistic,
    /// AC2 with quadratic weights.
    pub ac2_quadratic: Statistic,
}

/// Intraclass correlations of Shrout & Fleiss.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Icc {
    /// ICC(1,1): interviewers differ between rows, one score.
    pub icc1: Statistic,
    /// ICC(2,1): the same interviewers, seen as a sample; absolute agreement.
    pub icc2: Statistic,
    /// ICC(3,1): the same interviewers, fixed; consistency.
    pub icc3: Statistic,
    /// ICC(1,k): the mean of k.
    pub icc1k: Statistic,
    /// ICC(2,k).
    pub icc2k: Statistic,
    /// ICC(3,k).
    pub icc3k: Statistic,
}

/// What did not enter, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Exact means that are between the steps of the scale.
    pub means: usize,
    /// Further scores of one person for the same candidate and dimension.
    pub repeated: usize,
    /// Units with a single score, which agree with nobody.
    pub single: usize,
}

/// The most telling of them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Brief {
    /// Share of pairs of scores that are equal.
    pub equal: Statistic,
    /// Share of pairs within one point.
    pub within_one: Statistic,
    /// Krippendorff's alpha with the interval metric.
    pub alpha: Statistic,
    /// What did not enter.
    pub left_out: LeftOut,
}

/// Every statistic but the pairs' kappas, which are in [`pair_kappas`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Full {
    /// The most telling of them.
    pub brief: Brief,
    /// Krippendorff's alpha.
    pub alpha: Alpha,
    /// Fleiss' kappa, by its general form where units have unequal numbers of scores.
    pub fleiss: Statistic,
    /// Gwet's AC1 and AC2.
    pub gwet: Gwet,
    /// Intraclass correlations, over complete rows.
    pub icc: Icc,
    /// `r_wg`: the mean over units of 1 − variance / variance of a uniform scale.
    pub r_wg: Statistic,
}

/// How to make intervals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resampling {
    /// Seed of the draws.
    pub seed: u64,
    /// How often candidates are resampled; 0 leaves bootstrap intervals out.
    pub times: usize,
    /// The level of intervals, such as 0.95.
    pub level: f64,
}

impl Default for Resampling {
    fn default() -> Self {
        Self { seed: 1, times: 1000, level: 0.95 }
    }
}

/// Krippendorff's alpha alone, without interval: `[nominal, ordinal, interval]`; one pass.
///
/// Each is a value, or [`Undefined`] with the reason.
pub fn alpha(ratings: &Ratings) -> [Result<f64, Undefined>; 3] {
    alpha::all(ratings)
}

/// Agreement in short, over all dimensions or one (an index into the table's dimensions).
#[must_use]
pub fn brief(ratings: &Ratings, dimension: Option<usize>, resampling: Resampling) -> Brief {
    let units = Units::new(ratings, dimension);
    resample::brief(&units, resampling)
}

/// Every statistic, over all dimensions or one.
#[must_use]
pub fn full(ratings: &Ratings, dimension: Option<usize>, resampling: Resampling) -> Full {
    let units = Units::new(ratings, dimension);
    resample::full(ratings, &units, dimension, resampling)
}
