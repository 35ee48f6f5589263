//! A compact table of ratings: interned columns, sorted by candidate, on a declared scale.

use std::collections::HashMap;
use std::str::FromStr;

use serde::Serialize;

use crate::num::{float, narrow, nearest, whole};

/// Category of a row that is not a whole number, and so left out of statistics on categories.
pub(crate) const NO_CATEGORY: u16 = u16::MAX;
/// The widest range of scores.
const WIDEST: f64 = 1000.0;
/// Beyond this a score is a mistake.
const LARGEST_SCORE: f64 = 1e6;
/// Round of a row whose round is not known; such rows share one group.
const NO_ROUND: &str = "";

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

/// A score: how it counts depends on whether it is a whole number that somebody decided on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Score {
    /// A conclusion: a whole number on the scale. It counts for statistics on categories.
    Conclusion(i32),
    /// An exact mean of ratings, as a number. It counts for the model only.
    Mean(f64),
}

/// A row of the table: who rated whom on what, and how.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rating<'a> {
    /// Who was rated.
    pub candidate: &'a str,
    /// By whom.
    pub interviewer: &'a str,
    /// On what.
    pub dimension: &'a str,
    /// In which round, where that is known.
    pub round: Option<&'a str>,
    /// The score.
    pub score: Score,
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
    /// A score that is not a number, or that makes the range seen wider than 1000.
    #[error("with {score} the scores range over more than 1000 points; declare the scale to refuse it")]
    TooWide {
        /// The score as a number.
        score: f64,
    },
    /// More than 4 billion rows, candidates or interviewers, or over 65,000 dimensions or rounds.
    #[error("the table is too large")]
    TooMany,
}

/// Names in the order of their first appearance, each with a number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    list: Vec<String>,
    numbers: HashMap<String, u32>,
    /// The number given last.
    last: u32,
}

impl Names {
    fn intern(&mut self, name: &str) -> u32 {
        // Rows often come sorted: the name of the row before is the likeliest.
        if let Some(last) = self.list.get(self.last as usize)
            && last == name
        {
            return self.last;
        }
        self.last = self.number(name);
        self.last
    }

    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = narrow(self.list.len());
        self.list.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        number
    }
}

/// Collects rows into [`Ratings`].
#[derive(Clone, Debug)]
pub struct RatingsBuilder {
    declared: Option<Scale>,
    /// The lowest and the highest score so far.
    seen: Option<(f64, f64)>,
    candidates: Names,
    interviewers: Names,
    dimensions: Names,
    rounds: Names,
    rows: Columns,
}

/// The rows, column by column.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    pub(crate) candidate: Vec<u32>,
    pub(crate) interviewer: Vec<u32>,
    pub(crate) dimension: Vec<u16>,
    pub(crate) round: Vec<u16>,
    pub(crate) category: Vec<u16>,
    pub(crate) value: Vec<f64>,
}

impl RatingsBuilder {
    /// An empty table on a declared scale.
    #[must_use]
    pub fn new(scale: Scale) -> Self {
        Self { declared: Some(scale), ..Self::open() }
    }

    /// An empty table whose scale will be the range of scores that it sees.
    #[must_use]
    pub fn open() -> Self {
        Self {
            declared: None,
            seen: None,
            candidates: Names::default(),
            interviewers: Names::default(),
            dimensions: Names::default(),
            rounds: Names::default(),
            rows: Columns::default(),
        }
    }

    /// Adds one rating.
    ///
    /// # Errors
    /// [`RatingsError::OffScale`] for a score outside the scale (the row is not added),
    /// [`RatingsError::TooMany`] when the numbers of a column run out.
    pub fn push(&mut self, rating: Rating<'_>) -> Result<(), RatingsError> {
        // Where categories begin is known at the end; until then a conclusion is marked by 0.
        let (value, category) = match rating.score {
            Score::Conclusion(score) => (whole(score), 0),
            Score::Mean(value) => (value, NO_CATEGORY),
        };
        self.see(value)?;
        let dimension = u16::try_from(self.dimensions.intern(rating.dimension)).map_err(|_| RatingsError::TooMany)?;
        let round =
            u16::try_from(self.rounds.intern(rating.round.unwrap_or(NO_ROUND))).map_err(|_| RatingsError::TooMany)?;
        let candidate = self.candidates.intern(rating.candidate);
        let interviewer = self.interviewers.intern(rating.interviewer);
        if candidate == u32::MAX || interviewer == u32::MAX || self.rows.value.len() >= u32::MAX as usize {
            return Err(RatingsError::TooMany);
        }
        self.rows.candidate.push(candidate);
        self.rows.interviewer.push(interviewer);
        self.rows.dimension.push(dimension);
        self.rows.round.push(round);
        self.rows.category.push(category);
        self.rows.value.push(value);
        Ok(())
    }

    /// Holds a score against the declared scale, or widens the range seen.
    fn see(&mut self, value: f64) -> Result<(), RatingsError> {
        if let Some(scale) = self.declared {
            let fits = value >= whole(scale.min) && value <= whole(scale.max);
            return if fits { Ok(()) } else { Err(RatingsError::OffScale { score: value, scale }) };
        }
        let (low, high) = self.seen.map_or((value, value), |(low, high)| (low.min(value), high.max(value)));
        if !(high - low <= WIDEST && value.abs() <= LARGEST_SCORE) {
            return Err(RatingsError::TooWide { score: value });
        }
        self.seen = Some((low, high));
        Ok(())
    }

    /// The declared scale, else the range seen, widened to whole numbers, at least one point wide.
    fn scale(&self) -> Scale {
        self.declared.unwrap_or_else(|| {
            let (low, high) = self.seen.unwrap_or((1.0, 5.0));
            let min = nearest(low.floor());
            Scale { min, max: nearest(high.ceil()).max(min + 1) }
        })
    }

    /// The finished table, its rows sorted by candidate, then interviewer, dimension and round.
    #[must_use]
    pub fn build(self) -> Ratings {
        let scale = self.scale();
        let mut rows = sorted(self.rows);
        for (category, &value) in rows.category.iter_mut().zip(&rows.value) {
            if *category != NO_CATEGORY {
                *category = u16::try_from(nearest(value) - scale.min).unwrap_or(NO_CATEGORY);
            }
        }
        let mut starts = vec![0_usize; self.candidates.list.len() + 1];
        for &candidate in &rows.candidate {
            starts[candidate as usize + 1] += 1;
        }
        for index in 1..starts.len() {
            starts[index] += starts[index - 1];
        }
        Ratings {
            scale,
            candidates: self.candidates.list,
            interviewers: self.interviewers.list,
            dimensions: self.dimensions.list,
            rounds: self.rounds.list,
            starts,
            rows,
        }
    }
}

/// The row of a packed key.
#[expect(clippy::cast_possible_truncation, reason = "the row is in the lowest 32 bits")]
fn low(packed: u128) -> u32 {
    packed as u32
}

/// Sorts the rows, unless they are already in order.
fn sorted(rows: Columns) -> Columns {
    let key = |row: usize| (rows.candidate[row], rows.interviewer[row], rows.dimension[row], rows.round[row]);
    let count = rows.value.len();
    if (1..count).all(|row| key(row - 1) <= key(row)) {
        return rows;
    }
    // Key and row in one number: sorting it reads memory in order, and equal keys keep their order.
    let packed = |row: usize| {
        let (candidate, interviewer, dimension, round) = key(row);
        let people = u128::from(candidate) << 96 | u128::from(interviewer) << 64;
        people | u128::from(dimension) << 48 | u128::from(round) << 32 | u128::from(narrow(row))
    };
    let mut keys: Vec<u128> = (0..count).map(packed).collect();
    keys.sort_unstable();
    let order: Vec<u32> = keys.into_iter().map(low).collect();
    Columns {
        candidate: order.iter().map(|&row| rows.candidate[row as usize]).collect(),
        interviewer: order.iter().map(|&row| rows.interviewer[row as usize]).collect(),
        dimension: order.iter().map(|&row| rows.dimension[row as usize]).collect(),
        round: order.iter().map(|&row| rows.round[row as usize]).collect(),
        category: order.iter().map(|&row| rows.category[row as usize]).collect(),
        value: order.iter().map(|&row| rows.value[row as usize]).collect(),
    }
}

/// All ratings of one question: who was rated by whom, on which dimension, in which round, how.
#[derive(Clone, Debug)]
pub struct Ratings {
    scale: Scale,
    candidates: Vec<String>,
    interviewers: Vec<String>,
    dimensions: Vec<String>,
    rounds: Vec<String>,
    /// First row of each candidate, and the number of rows at the end.
    starts: Vec<usize>,
    rows: Columns,
}

impl Ratings {
    /// The declared scale.
    #[must_use]
    pub fn scale(&self) -> Scale {
        self.scale
    }

    /// The number of ratings.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.value.len()
    }

    /// Whether there is no rating at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.value.is_empty()
    }

    /// Candidates in the order of their first appearance; other results refer to them by index.
    #[must_use]
    pub fn candidates(&self) -> &[String] {
        &self.candidates
    }

    /// Interviewers in the order of their first appearance.
    #[must_use]
    pub fn interviewers(&self) -> &[String] {
        &self.interviewers
    }

    /// Dimensions in the order of their first appearance.
    #[must_use]
    pub fn dimensions(&self) -> &[String] {
        &self.dimensions
    }

    /// Rounds in the order of their first appearance; the empty name is "not known".
    #[must_use]
    pub fn rounds(&self) -> &[String] {
        &self.rounds
    }

    pub(crate) fn rows(&self) -> &Columns {
        &self.rows
    }

    /// The rows of one candidate.
    pub(crate) fn of_candidate(&self, candidate: usize) -> std::ops::Range<usize> {
        self.starts[candidate]..self.starts[candidate + 1]
    }

    /// The mean of all ratings; `None` when there are none.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        if self.is_empty() {
            return None;
        }
        Some(self.rows.value.iter().sum::<f64>() / float(self.len()))
    }
}
