//! Ratings of a source as a table for `calibration`.

use std::collections::HashMap;
use std::ops::ControlFlow;

use calibration::report::Called;
use calibration::{Number, Numbered, RatingsBuilder, RatingsError, Scale, Score, ScoreNumber, Steps};

use super::super::day::Day;
use super::super::ids::slug_of;
use super::super::names;
use super::super::rubric::Rubric;
use super::between::BetweenPoints;
use super::numbered::{NO_NUMBER, RatingPart, RowNumbers, Taker};
use super::take::{Intake, SeenScores, Understood};
use super::who::Crowd;
use super::{Gleaned, Written};

/// Ratings on their way into a table.
pub(crate) struct Tabling<'a> {
    pub builder: RatingsBuilder,
    pub reading: Intake,
    /// Names of those who are known by something else in the table.
    pub called: Called,
    /// Scores between whole numbers.
    pub between: BetweenPoints,
    /// The most ratings that are taken; with one more the reading ends.
    most: usize,
    rubric: &'a Rubric,
    steps: Option<Steps>,
    /// Numbers in the table by numbers in the file.
    candidates: Vec<Option<Number>>,
    interviewers: Vec<Option<Number>>,
    dimensions: Vec<(String, Number, String)>,
    /// Numbers of rounds as they are written; the empty text is a round that is not known.
    rounds: HashMap<String, Number>,
    /// How rounds are written first, by what `import` knows them by.
    round_names: HashMap<String, String>,
    /// Numbers of the sessions of an export, by name.
    sessions: HashMap<String, u32>,
    /// The session of the ratings that come, where the file says.
    session: Option<u32>,
    understood: UnderstoodTexts,
    /// The row that comes as it is written, as its numbers did not say enough.
    coming: Option<RowNumbers>,
}

/// A rating that has its place in the table.
struct Placed {
    numbered: Numbered,
    score: ScoreNumber,
    /// Whether it counts as a mean because it is between whole numbers.
    is_between: bool,
    /// The number of its dimension in [`Tabling::dimensions`].
    dimension: usize,
}

impl<'a> Tabling<'a> {
    /// An empty table of at most so many ratings.
    ///
    /// # Errors
    /// That a declared scale has too many steps.
    pub(crate) fn new(
        reading: Intake,
        most: usize,
        (rubric, scale, steps): (&'a Rubric, Option<Scale>, Option<Steps>),
    ) -> Result<Self, RatingsError> {
        let builder = scale.map_or_else(RatingsBuilder::open, RatingsBuilder::new);
        Ok(Self {
            builder: builder.with_steps(steps.unwrap_or_default())?,
            reading,
            called: Called::default(),
            between: BetweenPoints::default(),
            most,
            rubric,
            steps,
            candidates: Vec::new(),
            interviewers: Vec::new(),
            dimensions: Vec::new(),
            rounds: HashMap::new(),
            round_names: HashMap::new(),
            sessions: HashMap::new(),
            session: None,
            understood: UnderstoodTexts::default(),
            coming: None,
        })
    }

    /// Whether there are more ratings than are taken.
    pub(crate) fn is_too_much(&self) -> bool {
        self.builder.len() > self.most
    }

    /// The number of a dimension, and what it counts for: the rubric's own where it has that name or title.
    fn dimension(&mut self, given: &str) -> (Number, usize) {
        if let Some(at) = self.dimensions.iter().position(|(text, ..)| text == given) {
            return (self.dimensions[at].1, at);
        }
        let own = self.rubric.dimension_called(given).map(|own| own.id.to_string());
        let known = self.dimensions.iter().find(|(_, _, name)| names::plain(name) == names::plain(given));
        let name = own.or_else(|| known.map(|(_, _, name)| name.clone())).unwrap_or_else(|| given.to_owned());
        let number = self.builder.dimension(&name);
        self.dimensions.push((given.to_owned(), number, name));
        (number, self.dimensions.len() - 1)
    }

    /// The number of a session of an export.
    fn number_of(&mut self, session: &str) -> u32 {
        if let Some(number) = self.sessions.get(session) {
            return *number;
        }
        let number = u32::try_from(self.sessions.len()).unwrap_or(u32::MAX);
        self.sessions.insert(session.to_owned(), number);
        number
    }

    /// Puts a rating into the table.
    fn place(&mut self, taken: &Understood<'_>) -> Result<Placed, String> {
        let score = self.score(taken);
        let is_between = matches!(score, Score::Mean(_)) && !taken.points.is_mean;
        // What does not fit the scale leaves no name behind.
        let score = self.builder.score(score).map_err(|error| error.to_string())?;
        let (dimension, named) = self.dimension(taken.dimension);
        let candidate = match at(&mut self.candidates, taken.candidate) {
            Some(number) => *number,
            slot => {
                let (key, name) = key_of(&self.reading.candidates, taken.candidate);
                self.called.candidates.extend(name.map(|name| (key.to_owned(), name.to_owned())));
                *slot.insert(self.builder.candidate(key))
            }
        };
        let interviewer = match at(&mut self.interviewers, taken.interviewer) {
            Some(number) => *number,
            slot => {
                let (key, name) = key_of(&self.reading.interviewers, taken.interviewer);
                self.called.interviewers.extend(name.map(|name| (key.to_owned(), name.to_owned())));
                *slot.insert(self.builder.interviewer(key))
            }
        };
        let round = if let Some(number) = self.rounds.get(taken.round.unwrap_or_default()) {
            *number
        } else {
            let name = taken.round.map(|round| {
                let known = slug_of(round).unwrap_or_else(|| round.to_owned());
                self.round_names.entry(known).or_insert_with(|| round.to_owned()).clone()
            });
            let number = self.builder.round(name.as_deref());
            self.rounds.insert(taken.round.unwrap_or_default().to_owned(), number);
            number
        };
        let occasion = self.session.unwrap_or_else(|| taken.date.map_or(0, Day::number));
        let numbered = Numbered { candidate, interviewer, dimension, round, occasion };
        self.builder.push_numbered(numbered, score).map_err(|error| error.to_string())?;
        Ok(Placed { numbered, score, is_between, dimension: named })
    }

    /// A whole number is a conclusion, and with a step whatever is on one; anything else is a mean.
    fn score(&mut self, taken: &Understood<'_>) -> Score {
        let value = taken.points.value;
        if taken.points.is_mean {
            return Score::Mean(value);
        }
        if self.steps.is_some() || value.fract() == 0.0 {
            return Score::Step(value);
        }
        self.between.take(value);
        Score::Mean(value)
    }

    /// Takes a rating as it is written; what is understood of its texts is kept where they have numbers.
    fn take_written(&mut self, written: &Written<'_>, row: Option<&RowNumbers>) {
        let understood = match self.reading.understand(written) {
            Ok(Some(understood)) => understood,
            Ok(None) => {
                if let Some(row) = row {
                    self.understood.put_score(row, UnderstoodScore::NotRated);
                }
                return;
            }
            Err(bad) => return self.reading.problems.push(bad.place, bad.why),
        };
        match self.place(&understood) {
            Ok(placed) => {
                self.reading.took(&understood, &self.dimensions[placed.dimension].2);
                if let Some(row) = row {
                    self.understood.put(row, (written, understood.points.value), &placed);
                }
            }
            Err(why) => self.reading.problems.push(written.place, why),
        }
    }

    /// Takes a row by its numbers, if they say all of it.
    fn take_row(&mut self, row: &RowNumbers) -> Option<()> {
        let (numbered, score) = self.understood.row(row)?;
        match score {
            UnderstoodScore::NotRated => self.reading.not_rated += 1,
            UnderstoodScore::Points { score, value, is_between, is_sentinel } => {
                self.builder.push_numbered(numbered, score).ok()?;
                self.reading.ratings += 1;
                if is_sentinel {
                    self.reading.seen.see_again(value);
                }
                if is_between {
                    self.between.take(value);
                }
            }
        }
        Some(())
    }
}

impl Taker for Tabling<'_> {
    fn take(&mut self, found: Gleaned<'_>) -> ControlFlow<()> {
        let coming = self.coming.take();
        match found {
            Gleaned::Rating(written) => self.take_written(&written, coming.as_ref()),
            // What was said beside the scores counts for nothing here; that it was another session does.
            Gleaned::Session(_, said) => self.session = Some(self.number_of(said.session)),
            Gleaned::NotRated(_) => {
                self.reading.not_rated += 1;
                if let Some(row) = coming {
                    self.understood.put_score(&row, UnderstoodScore::NotRated);
                }
            }
            Gleaned::Bad(place, why) => self.reading.problems.push(place, why),
        }
        // What is too much is not read.
        if self.is_too_much() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn wants_numbers(&self) -> bool {
        true
    }

    fn take_numbered(&mut self, rows: &[RowNumbers]) -> usize {
        // The first ratings are kept for the eye, as they are written; where sessions are told, it is they that tell ratings apart.
        let most = if self.reading.shows_more() || self.session.is_some() { 0 } else { rows.len() };
        // The one that is too many comes as it is written, and ends the reading.
        let most = most.min(self.most.saturating_sub(self.builder.len()));
        let taken = rows[..most].iter().take_while(|row| self.take_row(row).is_some()).count();
        self.coming = rows.get(taken).copied();
        taken
    }
}

/// What is known of the texts of a table, by their numbers.
#[derive(Default)]
struct UnderstoodTexts {
    candidates: Vec<Option<Number>>,
    /// By the number of an id, with the number of the name beside it.
    candidate_ids: Vec<Option<(u32, Number)>>,
    interviewers: Vec<Option<Number>>,
    interviewer_ids: Vec<Option<(u32, Number)>>,
    dimensions: Vec<Option<Number>>,
    scores: Vec<Option<UnderstoodScore>>,
    rounds: Vec<Option<Number>>,
    occasions: Vec<Option<u32>>,
}

/// What a text in the place of a score says.
#[derive(Clone, Copy)]
enum UnderstoodScore {
    NotRated,
    Points {
        score: ScoreNumber,
        value: f64,
        /// Whether it is between whole numbers, and so is counted.
        is_between: bool,
        /// Whether it may stand for "none", and so is counted.
        is_sentinel: bool,
    },
}

impl UnderstoodTexts {
    /// What a row says; none where one of its texts is new.
    fn row(&self, row: &RowNumbers) -> Option<(Numbered, UnderstoodScore)> {
        let person = |names: &[Option<Number>], ids: &[Option<(u32, Number)>], name: u32, id: u32| {
            if id == NO_NUMBER {
                return known(names, name);
            }
            known(ids, id).filter(|(beside, _)| *beside == name).map(|(_, number)| number)
        };
        let of = |part| row.of(part);
        let numbered = Numbered {
            candidate: person(
                &self.candidates,
                &self.candidate_ids,
                of(RatingPart::Candidate),
                of(RatingPart::CandidateId),
            )?,
            interviewer: person(
                &self.interviewers,
                &self.interviewer_ids,
                of(RatingPart::Interviewer),
                of(RatingPart::InterviewerId),
            )?,
            dimension: known(&self.dimensions, of(RatingPart::Dimension))?,
            round: known(&self.rounds, of(RatingPart::Round))?,
            occasion: known(&self.occasions, of(RatingPart::Date))?,
        };
        Some((numbered, known(&self.scores, of(RatingPart::Score))?))
    }

    /// Keeps what a row was understood to say.
    fn put(&mut self, row: &RowNumbers, (written, value): (&Written<'_>, f64), placed: &Placed) {
        let Numbered { candidate, interviewer, dimension, round, occasion } = placed.numbered;
        let of = |part| row.of(part);
        match written.candidate.id {
            Some(_) => {
                put(&mut self.candidate_ids, of(RatingPart::CandidateId), (of(RatingPart::Candidate), candidate));
            }
            None => put(&mut self.candidates, of(RatingPart::Candidate), candidate),
        }
        match written.interviewer.id {
            Some(_) => put(
                &mut self.interviewer_ids,
                of(RatingPart::InterviewerId),
                (of(RatingPart::Interviewer), interviewer),
            ),
            None => put(&mut self.interviewers, of(RatingPart::Interviewer), interviewer),
        }
        put(&mut self.dimensions, of(RatingPart::Dimension), dimension);
        put(&mut self.rounds, of(RatingPart::Round), round);
        put(&mut self.occasions, of(RatingPart::Date), occasion);
        let Placed { score, is_between, .. } = *placed;
        let is_sentinel = SeenScores::may_be_none(value);
        self.put_score(row, UnderstoodScore::Points { score, value, is_between, is_sentinel });
    }

    fn put_score(&mut self, row: &RowNumbers, score: UnderstoodScore) {
        put(&mut self.scores, row.of(RatingPart::Score), score);
    }
}

fn known<T: Copy>(known: &[Option<T>], number: u32) -> Option<T> {
    *known.get(usize::try_from(number).ok()?)?
}

fn put<T: Copy>(known: &mut Vec<Option<T>>, number: u32, value: T) {
    if number != NO_NUMBER {
        *at(known, number) = Some(value);
    }
}

/// Where what is known of a number stands.
fn at<T: Copy>(known: &mut Vec<Option<T>>, number: u32) -> &mut Option<T> {
    let number = usize::try_from(number).unwrap_or_default();
    if known.len() <= number {
        known.resize(number + 1, None);
    }
    &mut known[number]
}

/// By what somebody is known in the table, and the name where that is something else.
fn key_of(crowd: &Crowd, number: u32) -> (&str, Option<&str>) {
    let Some(met) = crowd.of(number) else { return ("", None) };
    match &met.id {
        Some(id) => (id, Some(met.name.as_str())),
        None => (met.name.as_str(), None),
    }
}
