//! The scale of scores, its steps, and what does not fit it.

use std::str::FromStr;

use serde::Serialize;

use crate::num::nearest;

/// The widest range of scores, in categories.
pub(crate) const WIDEST: f64 = 1000.0;
/// Beyond this a score is a mistake.
pub(crate) const LARGEST_SCORE: f64 = 1e6;

/// The scale that the ratings were made on: whole numbers from `min` to `max`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Scale {
    /// The lowest score that can be given.
    pub min: i32,
    /// The highest score that can be given.
    pub max: i32,
}

impl Scale {
    /// A scale of at least two and at most 1001 categories.
    ///
    /// # Errors
    /// [`RatingsError::Scale`] when `max <= min` or the range is wider than 1000.
    pub fn new(min: i32, max: i32) -> Result<Self, RatingsError> {
        if max <= min || i64::from(max) - i64::from(min) > 1000 {
            return Err(RatingsError::Scale { min, max });
        }
        Ok(Self { min, max })
    }

    /// The number of categories.
    #[must_use]
    pub fn categories(self) -> usize {
        usize::try_from(self.max - self.min).unwrap_or(0) + 1
    }
}

/// A word that is no scale.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NotAScale {
    /// It is not two whole numbers with two dots between them.
    #[error("`{0}` is not a scale such as 1..9")]
    Word(String),
    /// The two are not the ends of a scale.
    #[error(transparent)]
    Ends(#[from] RatingsError),
}

impl FromStr for Scale {
    type Err = NotAScale;

    /// Reads a scale such as `1..9`.
    fn from_str(text: &str) -> Result<Self, NotAScale> {
        let whole = |end: &str| end.trim().parse().ok();
        let ends = text.split_once("..").and_then(|(min, max)| Some((whole(min)?, whole(max)?)));
        let (min, max) = ends.ok_or_else(|| NotAScale::Word(text.to_owned()))?;
        Ok(Self::new(min, max)?)
    }
}

/// Into how many steps a point is divided: 1 where scores are whole numbers, 2 where they are half points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steps(pub(super) u8);

/// A text that is no step.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a step such as 0.5: give 1, or a part of a point that goes into it whole, down to 0.1")]
pub struct NotAStep(pub String);

impl Default for Steps {
    fn default() -> Self {
        Self(1)
    }
}

impl Steps {
    /// How many there are to a point.
    #[must_use]
    pub fn to_a_point(self) -> u8 {
        self.0
    }

    /// One of them, in points.
    #[must_use]
    pub fn size(self) -> f64 {
        1.0 / f64::from(self.0)
    }

    /// Which step above `from` a score is, or none where it is between two.
    pub(crate) fn of(self, score: f64, from: f64) -> Option<i32> {
        let steps = (score - from) * f64::from(self.0);
        // There are at most ten to a point.
        let is_one = (steps - steps.round()).abs() < 1e-9 && steps.abs() <= 10.0 * LARGEST_SCORE;
        is_one.then(|| nearest(steps))
    }
}

impl FromStr for Steps {
    type Err = NotAStep;

    /// Reads the size of a step: `0.5` are two to a point.
    fn from_str(text: &str) -> Result<Self, NotAStep> {
        let size: Option<f64> = text.trim().parse().ok();
        let steps = (1..=10).find(|&steps| size.is_some_and(|size| (size * f64::from(steps) - 1.0).abs() < 1e-9));
        steps.map(Self).ok_or_else(|| NotAStep(text.to_owned()))
    }
}

/// A row that cannot be taken, or a table that cannot be built.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RatingsError {
    /// The declared scale is empty or too wide.
    #[error("{min}..{max} is not a scale of 2 to 1001 whole numbers")]
    Scale {
        /// Its lower end.
        min: i32,
        /// Its upper end.
        max: i32,
    },
    /// A score is not on the declared scale, or is not a number.
    #[error("{score} is not on the scale {}..{}", scale.min, scale.max)]
    OffScale {
        /// The score as a number.
        score: f64,
        /// The declared scale.
        scale: Scale,
    },
    /// A score that is not a number, or beyond a million.
    #[error("{score:e} is no score: it is beyond a million")]
    TooLarge {
        /// The score as a number.
        score: f64,
    },
    /// A score that makes the range seen wider than 1000 steps.
    #[error(
        "with {score} the scores range over more than 1000 steps, as those before it are {low} to {high}; declare the scale"
    )]
    TooWide {
        /// The score as a number.
        score: f64,
        /// The lowest one before it.
        low: f64,
        /// The highest one before it.
        high: f64,
    },
    /// A score between two steps of the scale.
    #[error("{score} is between two steps of {}", steps.size())]
    OffStep {
        /// The score.
        score: f64,
        /// The scale's steps.
        steps: Steps,
    },
    /// More than 4 billion rows, candidates or interviewers, or over 65,000 dimensions or rounds.
    #[error("the table is too large")]
    TooMany,
}
