//! What is made of ratings as they are written: scores on the scale, people with numbers, days; and a count of everything else.

use super::super::day::Day;
use super::day::day;
use super::score::{SaidScore, ScoreReader};
use super::who::{Crowd, Same};
use super::{ProblemList, RatingBasis, Score, Spot, Written};

/// How scores are to be read.
#[derive(Debug, Clone, Default)]
pub(crate) struct ScoreRules {
    /// For words in the place of scores, and decimal marks.
    pub scores: ScoreReader,
    /// The lowest and the highest score that can be given, where that is known.
    pub scale: Option<(i32, i32)>,
    /// Whether the lowest is the best.
    pub reverse: bool,
}

/// A score that was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Points {
    pub value: f64,
    /// Whether the source says that it is a mean.
    pub is_mean: bool,
}

/// A rating that was understood.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Understood<'a> {
    pub place: Spot,
    /// A number of [`Intake::candidates`].
    pub candidate: u32,
    /// A number of [`Intake::interviewers`].
    pub interviewer: u32,
    pub dimension: &'a str,
    pub points: Points,
    pub round: Option<&'a str>,
    pub reason: Option<&'a str>,
    pub note: Option<&'a str>,
    pub date: Option<Day>,
    pub basis: RatingBasis<'a>,
}

/// A rating for the eye.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ShownRating {
    pub place: Spot,
    pub candidate: String,
    pub interviewer: String,
    pub dimension: String,
    pub score: String,
    pub round: String,
    pub date: String,
    pub note: String,
}

/// How many ratings are kept for the eye.
const SHOWN: usize = 8;

/// What was read so far.
#[derive(Debug, Clone)]
pub(crate) struct Intake {
    marks: ScoreRules,
    pub candidates: Crowd,
    pub interviewers: Crowd,
    pub problems: ProblemList,
    /// Places where nobody rated.
    pub not_rated: u64,
    /// Ratings that were understood.
    pub ratings: u64,
    /// The first of them.
    pub shown: Vec<ShownRating>,
    /// The most points that a score such as `4/5` names.
    pub of: Option<f64>,
    /// The last date, which most rows share with the one before.
    last_day: Option<(String, Day)>,
}

impl Intake {
    pub(crate) fn new(marks: ScoreRules, same: &[Same]) -> Self {
        Self {
            marks,
            candidates: Crowd::new(same),
            interviewers: Crowd::new(same),
            problems: ProblemList::default(),
            not_rated: 0,
            ratings: 0,
            shown: Vec::new(),
            of: None,
            last_day: None,
        }
    }

    /// Whether decimals had a comma.
    pub(crate) fn has_comma(&self) -> bool {
        self.marks.scores.has_comma()
    }

    /// Understands a rating; none where nobody rated.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(crate) fn understand<'a>(&mut self, written: &Written<'a>) -> Result<Option<Understood<'a>>, String> {
        let Some(points) = self.points(written.score)? else {
            self.not_rated += 1;
            return Ok(None);
        };
        let date = written.date.map(|text| self.day(text)).transpose()?;
        let candidate = self.candidates.meet(written.candidate, written.place);
        let interviewer = self.interviewers.meet(written.interviewer, written.place);
        let understood = Understood {
            place: written.place,
            candidate: candidate.map_err(|why| format!("the candidate: {why}"))?,
            interviewer: interviewer.map_err(|why| format!("the interviewer: {why}"))?,
            dimension: written.dimension,
            points,
            round: written.round,
            reason: written.reason,
            note: written.note,
            date,
            basis: written.basis,
        };
        Ok(Some(understood))
    }

    /// Counts a rating that was taken, and keeps the first for the eye; `dimension` is what it counts for.
    pub(crate) fn took(&mut self, taken: &Understood<'_>, dimension: &str) {
        self.ratings += 1;
        if self.shown.len() < SHOWN {
            let name =
                |crowd: &Crowd, number| crowd.of(number).map_or_else(String::new, |met| met.name.as_str().to_owned());
            self.shown.push(ShownRating {
                place: taken.place,
                candidate: name(&self.candidates, taken.candidate),
                interviewer: name(&self.interviewers, taken.interviewer),
                dimension: dimension.to_owned(),
                score: taken.points.value.to_string(),
                round: taken.round.unwrap_or_default().to_owned(),
                date: taken.date.map(|day| day.to_string()).unwrap_or_default(),
                note: taken.reason.or(taken.note).unwrap_or_default().to_owned(),
            });
        }
    }

    fn day(&mut self, text: &str) -> Result<Day, String> {
        if let Some((last, day)) = &self.last_day
            && last == text
        {
            return Ok(*day);
        }
        let day = day(text).map_err(|unclear| unclear.to_string())?;
        self.last_day = Some((text.to_owned(), day));
        Ok(day)
    }

    fn points(&mut self, score: Score<'_>) -> Result<Option<Points>, String> {
        let (value, is_mean) = match score {
            Score::Mean(value) => (value, true),
            Score::Text(text) => match self.marks.scores.read(text).map_err(|error| error.to_string())? {
                SaidScore::NotRated => return Ok(None),
                SaidScore::Points(points) => (points, false),
                SaidScore::Of(points, most) => (self.points_of(text, points, most)?, false),
            },
        };
        let Some((min, max)) = self.marks.scale else { return Ok(Some(Points { value, is_mean })) };
        if value < f64::from(min) || value > f64::from(max) {
            return Err(format!("{value} is not on the scale {min}..{max}"));
        }
        let value = if self.marks.reverse { f64::from(min) + f64::from(max) - value } else { value };
        Ok(Some(Points { value, is_mean }))
    }

    /// Points of so many: as many as the scale has, or as all others name.
    fn points_of(&mut self, text: &str, points: f64, most: f64) -> Result<f64, String> {
        let highest = self.marks.scale.map(|(_, max)| f64::from(max)).or(self.of);
        match highest {
            Some(highest) if (highest - most).abs() > 1e-9 => {
                return Err(format!("`{text}` counts up to {most}, but the scale ends at {highest}"));
            }
            Some(_) | None => self.of = Some(most),
        }
        if points > most { Err(format!("`{text}` is more than all of it")) } else { Ok(points) }
    }
}
