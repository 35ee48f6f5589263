//! A compact table of ratings: interned columns, sorted by candidate, on a declared scale.

mod canonical;
mod columns;
mod scale;

use crate::num::{float, nearest, whole};

use canonical::Former;
pub(crate) use columns::Columns;
use columns::{GivenRows, Names, Scores};
use scale::{LARGEST_SCORE, WIDEST};
pub use scale::{NotAScale, NotAStep, RatingsError, Scale, Steps};

/// Category of a row that is between the steps of the scale, and so left out of statistics on categories.
pub(crate) const NO_CATEGORY: u16 = u16::MAX;
/// Round of a row whose round is not known; such rows share one group.
const NO_ROUND: &str = "";

/// A score: how it counts depends on whether it is a whole number that somebody decided on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Score {
    /// A conclusion: a whole number on the scale. It counts for statistics on categories.
    Conclusion(i32),
    /// A conclusion on one of the scale's steps. It counts for statistics on categories, too.
    Step(f64),
    /// An exact mean of ratings, as a number. Where it is on one of the scale's steps it counts for statistics on categories, too.
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

/// The number of a name in a builder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number(u32);

/// The number of a score in a builder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScoreNumber(u32);

/// A row of the table by the numbers of its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// Who was rated.
    pub candidate: Number,
    /// By whom.
    pub interviewer: Number,
    /// On what.
    pub dimension: Number,
    /// In which round.
    pub round: Number,
    /// What else tells it from other ratings of the same candidate by the same interviewer, such as the day; 0 where nothing does.
    pub occasion: u32,
}

/// Collects rows into [`Ratings`].
#[derive(Clone, Debug)]
pub struct RatingsBuilder {
    declared: Option<Scale>,
    steps: Steps,
    /// The lowest and the highest score so far.
    seen: Option<(f64, f64)>,
    candidates: Names,
    interviewers: Names,
    dimensions: Names,
    rounds: Names,
    scores: Scores,
    rows: GivenRows,
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
            steps: Steps::default(),
            seen: None,
            candidates: Names::default(),
            interviewers: Names::default(),
            dimensions: Names::default(),
            rounds: Names::default(),
            scores: Scores::default(),
            rows: GivenRows::default(),
        }
    }

    /// The same with scores on parts of a point, which then are categories.
    ///
    /// # Errors
    /// [`RatingsError::Scale`] where a declared scale has more than 1001 of them.
    pub fn with_steps(self, steps: Steps) -> Result<Self, RatingsError> {
        match self.declared {
            Some(Scale { min, max }) if f64::from(max - min) * f64::from(steps.0) > WIDEST => {
                Err(RatingsError::Scale { min, max })
            }
            Some(_) | None => Ok(Self { steps, ..self }),
        }
    }

    /// Takes a score into the range seen, or holds it against the scale, without a rating.
    ///
    /// # Errors
    /// As for a rating of that score.
    pub fn sees(&mut self, score: Score) -> Result<(), RatingsError> {
        self.scored(score).map(|_| ())
    }

    /// How many ratings there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of a name, for many ratings with the same names.
    pub fn candidate(&mut self, name: &str) -> Number {
        Number(self.candidates.intern(name))
    }

    /// The number of a name.
    pub fn interviewer(&mut self, name: &str) -> Number {
        Number(self.interviewers.intern(name))
    }

    /// The number of a name.
    pub fn dimension(&mut self, name: &str) -> Number {
        Number(self.dimensions.intern(name))
    }

    /// The number of a name; of a round that is not known where there is none.
    pub fn round(&mut self, name: Option<&str>) -> Number {
        Number(self.rounds.intern(name.unwrap_or(NO_ROUND)))
    }

    /// The number of a score, for many ratings with the same score.
    ///
    /// # Errors
    /// [`RatingsError::OffScale`] for a score outside the scale, [`RatingsError::OffStep`] for one between two steps,
    /// [`RatingsError::TooLarge`] for one that is beyond any scale, [`RatingsError::TooWide`] for one far from the others where no scale
    /// is declared.
    pub fn score(&mut self, score: Score) -> Result<ScoreNumber, RatingsError> {
        let (value, category) = self.scored(score)?;
        Ok(ScoreNumber(self.scores.number(value, category)))
    }

    /// Adds one rating.
    ///
    /// # Errors
    /// As for its score; as in [`RatingsBuilder::push_numbered`].
    pub fn push(&mut self, rating: Rating<'_>) -> Result<(), RatingsError> {
        // A row that is refused leaves no name behind.
        let score = self.score(rating.score)?;
        let numbered = Numbered {
            candidate: self.candidate(rating.candidate),
            interviewer: self.interviewer(rating.interviewer),
            dimension: self.dimension(rating.dimension),
            round: self.round(rating.round),
            occasion: 0,
        };
        self.push_numbered(numbered, score)
    }

    /// Adds one rating whose names and score have numbers of this builder.
    ///
    /// # Errors
    /// [`RatingsError::TooMany`] when the numbers of a column run out.
    pub fn push_numbered(&mut self, rating: Numbered, score: ScoreNumber) -> Result<(), RatingsError> {
        let Numbered { candidate: Number(candidate), interviewer: Number(interviewer), dimension, round, occasion } =
            rating;
        let dimension = u16::try_from(dimension.0).map_err(|_| RatingsError::TooMany)?;
        let round = u16::try_from(round.0).map_err(|_| RatingsError::TooMany)?;
        let rows = &mut self.rows;
        if candidate == u32::MAX || interviewer == u32::MAX || rows.len() >= u32::MAX as usize {
            return Err(RatingsError::TooMany);
        }
        rows.candidate.push(candidate);
        rows.interviewer.push(interviewer);
        rows.dimension.push(dimension);
        rows.round.push(round);
        rows.score.push(score.0);
        if occasion != 0 || !rows.occasion.is_empty() {
            rows.occasion.resize(rows.len() - 1, 0);
            rows.occasion.push(occasion);
        }
        Ok(())
    }

    /// A score as a number, which the scale has. Where categories begin is known at the end; until then a conclusion is marked by 0.
    fn scored(&mut self, score: Score) -> Result<(f64, u16), RatingsError> {
        let value = match score {
            Score::Conclusion(score) => whole(score),
            Score::Step(value) | Score::Mean(value) => value,
        };
        let seen = self.range_with(value)?;
        let category = match score {
            Score::Conclusion(_) => 0,
            Score::Step(_) | Score::Mean(_) if self.steps.of(value, 0.0).is_some() => 0,
            Score::Step(score) => return Err(RatingsError::OffStep { score, steps: self.steps }),
            Score::Mean(_) => NO_CATEGORY,
        };
        self.seen = Some(seen);
        Ok((value, category))
    }

    /// The range seen with one more score, which the declared scale has, or which is not far from the others.
    fn range_with(&self, score: f64) -> Result<(f64, f64), RatingsError> {
        if let Some(scale) = self.declared {
            let fits = score >= whole(scale.min) && score <= whole(scale.max);
            return if fits { Ok((score, score)) } else { Err(RatingsError::OffScale { score, scale }) };
        }
        if score.is_nan() || score.abs() > LARGEST_SCORE {
            return Err(RatingsError::TooLarge { score });
        }
        let (low, high) = self.seen.unwrap_or((score, score));
        let (from, to) = (low.min(score), high.max(score));
        if (to - from) * f64::from(self.steps.0) > WIDEST {
            return Err(RatingsError::TooWide { score, low, high });
        }
        Ok((from, to))
    }

    /// The declared scale, else the range seen, widened to whole numbers, at least one point wide.
    fn scale(&self) -> Scale {
        self.declared.unwrap_or_else(|| {
            let (low, high) = self.seen.unwrap_or((1.0, 5.0));
            let min = nearest(low.floor());
            Scale { min, max: nearest(high.ceil()).max(min + 1) }
        })
    }

    /// The finished table without what was rated twice: of ratings of one candidate by one interviewer on one dimension, in one round
    /// and on one occasion, the first counts. Beside it, how many were left out.
    #[must_use]
    pub fn build_of_first(self) -> (Ratings, usize) {
        self.built(true)
    }

    /// The finished table, its rows sorted by candidate, then interviewer, dimension and round.
    #[must_use]
    pub fn build(self) -> Ratings {
        self.built(false).0
    }

    fn built(self, only_first: bool) -> (Ratings, usize) {
        let scale = self.scale();
        let mut scores = self.scores.list;
        for (value, category) in &mut scores {
            if *category != NO_CATEGORY {
                let step = self.steps.of(*value, whole(scale.min));
                *category = step.and_then(|step| u16::try_from(step).ok()).unwrap_or(NO_CATEGORY);
            }
        }
        let (rows, left_out) = self.rows.in_order(&scores, only_first);
        let mut starts = vec![0_usize; self.candidates.list.len() + 1];
        for &candidate in &rows.candidate {
            starts[candidate as usize + 1] += 1;
        }
        for index in 1..starts.len() {
            starts[index] += starts[index - 1];
        }
        let ratings = Ratings {
            scale,
            is_declared: self.declared.is_some(),
            steps: self.steps,
            candidates: self.candidates.list,
            interviewers: self.interviewers.list,
            dimensions: self.dimensions.list,
            rounds: self.rounds.list,
            starts,
            rows,
            former: None,
        };
        (ratings, left_out)
    }
}

/// All ratings of one question: who was rated by whom, on which dimension, in which round, how.
#[derive(Clone, Debug)]
pub struct Ratings {
    scale: Scale,
    is_declared: bool,
    steps: Steps,
    candidates: Vec<String>,
    interviewers: Vec<String>,
    dimensions: Vec<String>,
    rounds: Vec<String>,
    /// First row of each candidate, and the number of rows at the end.
    starts: Vec<usize>,
    rows: Columns,
    /// Where all of it stood in the table that was given, if it stands in another order.
    former: Option<Former>,
}

impl Ratings {
    /// The declared scale, else the range of the scores seen.
    #[must_use]
    pub fn scale(&self) -> Scale {
        self.scale
    }

    /// Whether the scale was declared, so that nothing can be beyond it.
    #[must_use]
    pub fn is_scale_declared(&self) -> bool {
        self.is_declared
    }

    /// The steps of the scale.
    #[must_use]
    pub fn steps(&self) -> Steps {
        self.steps
    }

    /// The number of categories: of scores that can be given.
    pub(crate) fn categories(&self) -> usize {
        (self.scale.categories() - 1) * usize::from(self.steps.0) + 1
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

    /// The ratings whose scores are on a step of the scale, as a table of their own; `None` where they are all of them, or cannot be one.
    pub(crate) fn on_steps(&self) -> Option<Self> {
        let Columns { candidate, interviewer, dimension, round, category, value } = &self.rows;
        if category.iter().all(|&step| step != NO_CATEGORY) {
            return None;
        }
        let Scale { min, max } = self.scale;
        let mut builder = RatingsBuilder {
            declared: self.is_declared.then_some(self.scale),
            steps: self.steps,
            seen: Some((whole(min), whole(max))),
            ..RatingsBuilder::open()
        };
        for row in (0..self.len()).filter(|&row| category[row] != NO_CATEGORY) {
            let rating = Rating {
                candidate: &self.candidates[candidate[row] as usize],
                interviewer: &self.interviewers[interviewer[row] as usize],
                dimension: &self.dimensions[usize::from(dimension[row])],
                round: Some(self.rounds[usize::from(round[row])].as_str()),
                score: Score::Step(value[row]),
            };
            builder.push(rating).ok()?;
        }
        Some(builder.build())
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
