//! What is made of ratings as they are written: scores on the scale, people with numbers, days; and a count of everything else.

use super::super::day::Day;
use super::day::{DayOrder, DayReader};
use super::score::{RUBRIC_ENDS, SaidScore, ScaleEnd, ScoreReader, in_a_sentence};
use super::units::HeaderScale;
use super::who::{Crowd, Same};
use super::{Bad, ProblemList, RatingBasis, Score, Spot, Written};

/// How scores are to be read.
#[derive(Debug, Clone, Default)]
pub(crate) struct ScoreRules {
    /// For words in the place of scores, and decimal marks.
    pub scores: ScoreReader,
    /// The lowest and the highest score that can be given, where that is known.
    pub scale: Option<(i32, i32)>,
    /// Whether the lowest is the best.
    pub reverse: bool,
    /// In which order days are, where that is known.
    pub days: Option<DayOrder>,
    /// The last day on which anybody can have rated, where that is known.
    pub latest: Option<Day>,
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

/// A number that many write where nobody rated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sentinel {
    pub value: f64,
    /// Where it stands first.
    pub place: Spot,
    /// How often it stands.
    pub count: u64,
}

/// The scores that were seen: their ends, and what is far from them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct SeenScores {
    /// The lowest and the highest, with their places, without sentinels.
    pub ends: Option<[(f64, Spot); 2]>,
    sentinels: Vec<Sentinel>,
}

impl SeenScores {
    /// Numbers that stand for "none" where scores are positive and have one digit or two.
    const SENTINELS: [f64; 8] = [-1.0, -9.0, -99.0, -999.0, 88.0, 99.0, 999.0, 9999.0];
    /// A scale that ends above this may well have 88 and 99 on it.
    const HIGHEST: f64 = 20.0;

    /// Whether a number stands for "none" in many tables.
    pub(crate) fn may_be_none(value: f64) -> bool {
        Self::SENTINELS.contains(&value)
    }

    /// Counts a number once more that was seen before.
    pub(crate) fn see_again(&mut self, value: f64) {
        self.see(value, Spot::default());
    }

    fn see(&mut self, value: f64, place: Spot) {
        if Self::may_be_none(value) {
            match self.sentinels.iter_mut().find(|known| (known.value - value).abs() < 0.5) {
                Some(known) => known.count += 1,
                None => self.sentinels.push(Sentinel { value, place, count: 1 }),
            }
            return;
        }
        match &mut self.ends {
            Some([lowest, highest]) => {
                if value < lowest.0 {
                    *lowest = (value, place);
                }
                if value > highest.0 {
                    *highest = (value, place);
                }
            }
            None => self.ends = Some([(value, place); 2]),
        }
    }

    /// Those of the numbers that can hardly be scores, as all others are positive and small.
    pub(crate) fn sentinels(&self) -> &[Sentinel] {
        let are_small = self.ends.is_some_and(|[(lowest, _), (highest, _)]| lowest >= 0.0 && highest <= Self::HIGHEST);
        if are_small { &self.sentinels } else { &[] }
    }
}

/// The longest text that names something, in characters, as of a person's name.
const LONGEST: usize = 200;

/// Why a text names nothing.
fn too_long(what: &str, text: &str) -> Option<String> {
    // Most are shorter even in bytes.
    let length = if text.len() > LONGEST { text.chars().count() } else { 0 };
    (length > LONGEST).then(|| format!("{what} has {length} characters, and may have {LONGEST}"))
}

/// Why a score is none where the header gives a scale that it is not on.
fn beyond(scale: HeaderScale, value: f64) -> String {
    let why = format!("{} is not on the table's own scale, {scale}", in_a_sentence(value));
    if SeenScores::may_be_none(value) {
        format!("{why}; where it says that nobody rated, add --not-rated={value}")
    } else {
        why
    }
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
    /// The lowest and the highest of the scores, and numbers that may stand for none.
    pub seen: SeenScores,
    /// The highest score that has words for the best beside it, where no scale is declared.
    pub best: Option<f64>,
    /// The first word of the rubric in the place of a score, where no scale is declared, and its place.
    pub word: Option<(String, Spot)>,
    days: DayReader,
    /// The last date, which most rows share with the one before.
    last_day: Option<(String, Day)>,
}

impl Intake {
    pub(crate) fn new(marks: ScoreRules, same: &[Same]) -> Self {
        Self {
            days: DayReader::with(marks.days),
            marks,
            candidates: Crowd::new(same),
            interviewers: Crowd::new(same),
            problems: ProblemList::default(),
            not_rated: 0,
            ratings: 0,
            shown: Vec::new(),
            of: None,
            seen: SeenScores::default(),
            best: None,
            word: None,
            last_day: None,
        }
    }

    /// Names of which a person said whom they mean, and that nobody has, neither candidate nor interviewer.
    pub(crate) fn unused_names(&self) -> Vec<&Same> {
        let others: Vec<&Same> = self.interviewers.unused().collect();
        self.candidates.unused().filter(|same| others.contains(same)).collect()
    }

    /// What a person said of words and of what is not rated, and that never came.
    pub(crate) fn unmet_words(&self) -> Vec<String> {
        self.marks.scores.unmet()
    }

    /// Whether decimals had a comma.
    pub(crate) fn has_comma(&self) -> bool {
        self.marks.scores.has_comma()
    }

    /// Understands a rating; none where nobody rated.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(crate) fn understand<'a>(&mut self, written: &Written<'a>) -> Result<Option<Understood<'a>>, Bad> {
        let bad = |column, why| Bad { place: Spot { column, ..written.place }, why };
        let place = |column| Spot { column, ..written.place };
        let beside = written.beside;
        let Some(points) = self.points(written).map_err(|why| bad(written.place.column, why))? else {
            self.not_rated += 1;
            return Ok(None);
        };
        let own = written.held.and_then(|held| held.scale);
        if let Some(scale) = own.filter(|scale| self.marks.scale.is_none() && !scale.has(points.value)) {
            return Err(bad(written.place.column, beyond(scale, points.value)));
        }
        let named = [
            (beside.dimension, "the dimension", Some(written.dimension)),
            (None, "the round", written.round),
            (beside.candidate, "the candidate's id", written.candidate.id),
            (beside.interviewer, "the interviewer's id", written.interviewer.id),
        ];
        for (column, what, text) in named {
            if let Some(why) = text.and_then(|text| too_long(what, text)) {
                return Err(bad(column.or(written.place.column), why));
            }
        }
        let date = written.date.map(|text| self.day(text)).transpose().map_err(|why| bad(beside.date, why))?;
        let candidate = self.candidates.meet(written.candidate, place(beside.candidate));
        let interviewer = self.interviewers.meet(written.interviewer, place(beside.interviewer));
        self.seen.see(points.value, written.place);
        let understood = Understood {
            place: written.place,
            candidate: candidate.map_err(|why| bad(beside.candidate, format!("the candidate: {why}")))?,
            interviewer: interviewer.map_err(|why| bad(beside.interviewer, format!("the interviewer: {why}")))?,
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

    /// Whether the next ratings that are taken are kept for the eye.
    pub(crate) fn shows_more(&self) -> bool {
        self.shown.len() < SHOWN
    }

    /// Counts a rating that was taken, and keeps the first for the eye; `dimension` is what it counts for.
    pub(crate) fn took(&mut self, taken: &Understood<'_>, dimension: &str) {
        self.ratings += 1;
        if self.shows_more() {
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

    /// Leaves a rating out again that was taken at a place, and says why.
    pub(crate) fn leave_out(&mut self, taken: Spot, bad: Bad) {
        self.ratings = self.ratings.saturating_sub(1);
        self.shown.retain(|shown| shown.place != taken);
        self.problems.push(bad.place, bad.why);
    }

    /// The day that a text says, in the order that the source has.
    ///
    /// # Errors
    /// Why it is none.
    pub(crate) fn day(&mut self, text: &str) -> Result<Day, String> {
        if let Some((last, day)) = &self.last_day
            && last == text
        {
            return Ok(*day);
        }
        let day = self.days.read(text).map_err(|unclear| unclear.to_string())?;
        if self.marks.latest.is_some_and(|latest| day > latest) {
            let iso = day.to_string();
            return Err(if text.trim().starts_with(&iso) {
                format!("`{text}` is yet to come")
            } else {
                format!("`{text}` is read as {iso}, which is yet to come; --days says which of day and month is first")
            });
        }
        self.last_day = Some((text.to_owned(), day));
        Ok(day)
    }

    fn points(&mut self, written: &Written<'_>) -> Result<Option<Points>, String> {
        let text = match written.score {
            Score::Mean(value) => return self.on_scale(value).map(|value| Some(Points { value, is_mean: true })),
            Score::Text(text) => text,
        };
        let value = match self.marks.scores.read(text).map_err(|error| error.to_string())? {
            SaidScore::NotRated => return Ok(None),
            SaidScore::Points(points) => self.on_scale(points)?,
            SaidScore::Of(points, most) => {
                let points = self.points_of(text, points, most)?;
                self.on_scale(points)?
            }
            SaidScore::Word(stands) => {
                if self.marks.scale.is_none() && self.word.is_none() {
                    self.word = Some((text.to_owned(), written.place));
                }
                self.worded(text, stands)?
            }
            SaidScore::Beside(points, stands) => {
                let points = self.on_scale(points)?;
                self.beside(text, points, stands)?
            }
            SaidScore::End(points, end) => {
                let points = self.on_scale(points)?;
                self.at_end(text, points, end)?
            }
        };
        Ok(Some(Points { value, is_mean: false }))
    }

    /// A number held against the scale, and turned where the lowest is the best.
    fn on_scale(&self, value: f64) -> Result<f64, String> {
        let Some((min, max)) = self.marks.scale else { return Ok(value) };
        if value < f64::from(min) || value > f64::from(max) {
            return Err(format!("{} is not on the scale {min}..{max}", in_a_sentence(value)));
        }
        Ok(if self.marks.reverse { f64::from(min) + f64::from(max) - value } else { value })
    }

    /// What a word of the rubric stands for: it says what it means, and is never turned.
    fn worded(&self, text: &str, stands: f64) -> Result<f64, String> {
        match self.marks.scale {
            Some(scale) if scale != RUBRIC_ENDS => Err(format!(
                "`{text}` is {stands} on the rubric's scale {}..{}, and the scale here is {}..{}: give a number",
                RUBRIC_ENDS.0, RUBRIC_ENDS.1, scale.0, scale.1
            )),
            Some(_) | None => Ok(stands),
        }
    }

    /// A number, already turned, with a word beside it, which has to mean the same or the step next to it.
    fn beside(&self, text: &str, points: f64, stands: f64) -> Result<f64, String> {
        let is_same_scale = self.marks.scale.is_none_or(|scale| scale == RUBRIC_ENDS);
        if is_same_scale && (points - stands).abs() > 1.0 {
            let (min, max) = RUBRIC_ENDS;
            let turned = if self.marks.reverse { " with --reverse" } else { "" };
            // What would be right if turned, or not turned, is most likely that.
            let way = if (f64::from(min + max) - points - stands).abs() > 1.0 {
                format!("--scale MIN..MAX says where the scale is another than {min}..{max}")
            } else if self.marks.reverse {
                "leave --reverse out where the highest is the best".to_owned()
            } else if self.marks.scale.is_some() {
                format!("where {min} is the best, add --reverse")
            } else {
                format!("where {min} is the best, add --reverse --scale {min}..{max}")
            };
            return Err(format!(
                "`{text}` says two things: its number counts as {points}{turned}, its word as {stands}; {way}"
            ));
        }
        Ok(points)
    }

    /// A number, already turned, with words beside it that say which end of its scale it is.
    fn at_end(&mut self, text: &str, points: f64, end: ScaleEnd) -> Result<f64, String> {
        let Some((min, max)) = self.marks.scale else {
            if end == ScaleEnd::Best {
                self.best = Some(self.best.map_or(points, |best| best.max(points)));
            }
            return Ok(points);
        };
        let (is, what) = match end {
            ScaleEnd::Best => (f64::from(max), "best"),
            ScaleEnd::Worst => (f64::from(min), "worst"),
        };
        if (points - is).abs() < 1e-9 {
            return Ok(points);
        }
        Err(format!(
            "`{text}` is the {what} by its words, and the {what} on {min}..{max} is {is}: is it on another scale? `hotseat calibrate --from FILE --scale MIN..MAX` reads it on that; --words \"1=...,2=...\" says what each of its numbers counts as here"
        ))
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
