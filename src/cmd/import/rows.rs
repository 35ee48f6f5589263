//! What an import reads: ratings as they were understood, the sessions that they belong to, and the documents that they become.

use std::collections::{BTreeMap, BTreeSet};

use crate::core::day::Day;
use crate::core::event::Ending;
use crate::core::ids::{CandidateId, DimensionId, InterviewerId};
use crate::core::library::Library;
use crate::core::panel::{
    Import, Imported, ImportedAmendment, ImportedHandOver, ImportedRating, ImportedSession, NotAssessed,
};
use crate::core::ratings::called;
use crate::core::ratings::packed::of_questions;
use crate::core::ratings::take::{Intake, Understood};
use crate::core::ratings::{Bad, ExportedSession, Gleaned, HeldTexts, Spot};
use crate::core::rubric::{Dimension, Rubric};
use crate::core::scale::{Kind, Rating};

use super::exported::{HeldRound, HeldSession, SaidRound};
use super::people::{Pair, TakingUp};

/// A rating as it was understood, with people still to be looked up.
pub(super) struct RowOfRatings {
    pub(super) place: Spot,
    pub(super) pair: Pair,
    pub(super) dimension: DimensionId,
    pub(super) score: Option<Rating>,
    pub(super) ratings: Vec<ImportedRating>,
    pub(super) reason: Option<String>,
    pub(super) round: Option<String>,
    /// Which stage, as a table or an export says it.
    pub(super) stage: Option<String>,
    pub(super) note: Option<String>,
    pub(super) date: Option<Day>,
    /// Which of [`ImportRows::sessions`]; none where the file does not say.
    pub(super) session: Option<usize>,
    /// Which of [`ImportRows::held`], where no session says what was held; none where nothing does.
    held: Option<usize>,
}

/// What was read.
pub(super) struct ImportRows<'a> {
    library: &'a Library,
    /// What the command line says was held.
    said: SaidRound,
    /// By which dimensions are looked up where no session says what was held.
    rubric: Rubric,
    pub(super) rows: Vec<RowOfRatings>,
    pub(super) sessions: Vec<HeldSession>,
    by_name: BTreeMap<String, usize>,
    held: Vec<HeldRound>,
    /// What rows without a session were held as so far, by what they say of it.
    held_by_row: BTreeMap<(Option<String>, Option<String>), Option<usize>>,
    /// What the row that comes was held as, likewise.
    row_held: Option<usize>,
    /// Whether a row was without its format, and without its level, where nothing else says it.
    lacks: (bool, bool),
    /// The session of the ratings that come; none where the file does not say.
    now: Option<usize>,
    /// Whether what comes belongs to a session that can't be understood.
    is_lost: bool,
    /// Names of dimensions that the rubric has not, each with how many ratings stand there, and what says which one is meant.
    pub(super) unknown_dimensions: BTreeMap<String, (usize, String)>,
    /// How many notes stand beside scores that nobody gave, in a file that says nothing of sessions.
    unkept_notes: usize,
    /// The note of a row in which nobody gave the score beside which it came: the next score of the row has it.
    loose: Option<(Spot, String)>,
}

impl<'a> ImportRows<'a> {
    pub(super) fn new(library: &'a Library, said: SaidRound, rubric: Rubric) -> Self {
        Self {
            library,
            said,
            rubric,
            rows: Vec::new(),
            sessions: Vec::new(),
            by_name: BTreeMap::new(),
            held: Vec::new(),
            held_by_row: BTreeMap::new(),
            row_held: None,
            lacks: (false, false),
            now: None,
            is_lost: false,
            unknown_dimensions: BTreeMap::new(),
            unkept_notes: 0,
            loose: None,
        }
    }

    /// Takes what a source comes upon.
    pub(super) fn take(&mut self, reading: &mut Intake, found: Gleaned<'_>) {
        match found {
            Gleaned::Session(place, said) => match self.session(said, (place, &mut *reading)) {
                Ok(number) => (self.now, self.is_lost) = (Some(number), false),
                Err(why) => {
                    (self.now, self.is_lost) = (None, true);
                    reading.problems.push(place, why);
                }
            },
            Gleaned::Rating(_) | Gleaned::NotRated(_) | Gleaned::Unassessed(..) if self.is_lost => {}
            Gleaned::Rating(written) => match reading.understand(&written) {
                Ok(Some(understood)) => {
                    match self.row(&understood, (written.held.copied().unwrap_or_default(), written.beside.dimension)) {
                        Ok(row) => {
                            reading.took(&understood, row.dimension.as_str());
                            let row = RowOfRatings { note: row.note.or_else(|| self.loose_note(written.place)), ..row };
                            self.rows.push(row);
                        }
                        Err(bad) => {
                            self.meet_dimension(understood.dimension);
                            reading.problems.push(bad.place, bad.why);
                        }
                    }
                }
                Ok(None) => {
                    self.unkept_notes += usize::from(written.reason.is_some());
                    if let Some(note) = written.note {
                        self.unkept_notes += usize::from(self.loose.is_some());
                        self.loose = Some((written.place, note.to_owned()));
                    }
                }
                Err(bad) => reading.problems.push(bad.place, bad.why),
            },
            Gleaned::NotRated(_) => reading.not_rated += 1,
            Gleaned::Unassessed(place, dimension, reason) => {
                reading.not_rated += 1;
                if let Err(why) = self.not_assessed(dimension, reason) {
                    reading.problems.push(place, why);
                }
            }
            Gleaned::Bad(place, why) => reading.problems.push(place, why),
        }
    }

    /// The note of the row of a place, where it came beside a score that nobody gave.
    fn loose_note(&mut self, place: Spot) -> Option<String> {
        let is_of = |(own, _): &mut (Spot, String)| (own.part, own.line) == (place.part, place.line);
        self.loose.take_if(is_of).map(|(_, note)| note)
    }

    /// The rubric of what is read now.
    fn rubric(&self) -> &Rubric {
        let session = self.now.and_then(|number| self.sessions.get(number));
        let held = session.map(|session| session.held).or(self.row_held);
        held.and_then(|held| self.held.get(held)).map_or(&self.rubric, |held| &held.rubric)
    }

    /// Counts a rating on a dimension that the rubric has not.
    fn meet_dimension(&mut self, name: &str) {
        let rubric = self.rubric();
        if rubric.dimension_named(&name.to_lowercase()).is_ok() {
            return;
        }
        let hint = called::hint(name, rubric);
        self.unknown_dimensions.entry(name.trim().to_owned()).or_insert((0, hint)).0 += 1;
    }

    /// The dimension of that name in what is read now.
    fn dimension(&self, name: &str) -> Result<&Dimension, String> {
        let rubric = self.rubric();
        rubric.dimension_named(&name.to_lowercase()).map_err(|error| {
            let hint = error.hint().map_or_else(String::new, |hint| format!("; {hint}"));
            format!("{error}{hint}; {} says which it is", called::hint(name, rubric))
        })
    }

    /// Keeps why a dimension was not assessed, with its session.
    fn not_assessed(&mut self, name: &str, reason: &str) -> Result<(), String> {
        let Some(number) = self.now else {
            self.unkept_notes += 1;
            return Ok(());
        };
        let dimension = self.dimension(name)?.id.clone();
        if let Some(session) = self.sessions.get_mut(number) {
            session.not_assessed.push(NotAssessed { dimension, reason: reason.to_owned() });
        }
        Ok(())
    }

    /// What a row without a session was held as.
    fn hold(&mut self, held: HeldTexts<'_>) -> Result<Option<usize>, String> {
        let key = (held.format.map(str::to_owned), held.level.map(str::to_owned));
        if let Some(known) = self.held_by_row.get(&key) {
            return Ok(*known);
        }
        let found = HeldRound::of_row(held, (self.library, &self.said))?;
        if found.is_none() {
            self.lacks.0 |= held.format.is_none() && self.said.format.is_none();
            self.lacks.1 |= held.level.is_none() && self.said.level.is_none();
        }
        let number = found.map(|found| {
            let known = self.held.iter().position(|other| other.key() == found.key());
            known.unwrap_or_else(|| {
                self.held.push(found);
                self.held.len() - 1
            })
        });
        self.held_by_row.insert(key, number);
        Ok(number)
    }

    /// A rating on a dimension of the rubric; `named` is the column of the dimension's name, where that has one.
    fn row(
        &mut self,
        given: &Understood<'_>,
        (held, named): (HeldTexts<'_>, Option<u32>),
    ) -> Result<RowOfRatings, Bad> {
        let bad = |why| Bad { place: given.place, why };
        self.row_held = if self.now.is_none() {
            self.hold(held).map_err(|why| Bad { place: Spot { column: None, ..given.place }, why })?
        } else {
            None
        };
        let dimension = self
            .dimension(given.dimension)
            .map_err(|why| Bad { place: Spot { column: named.or(given.place.column), ..given.place }, why })?;
        let ratings = ratings(given.basis.ratings, given.basis.kinds).map_err(bad)?;
        let value = given.points.value;
        let score = if given.points.is_mean {
            if ratings.is_empty() {
                return Err(bad(format!(
                    "{value} is a mean, and no column `ratings` says of which ratings: export it anew"
                )));
            }
            None
        } else {
            let whole = Rating::ALL.into_iter().find(|rating| (f64::from(rating.get()) - value).abs() < 1e-9);
            let not_whole =
                || format!("{value} is no whole score from 1 to 5; `hotseat calibrate --from` takes steps such as 0.5");
            Some(whole.ok_or_else(not_whole).map_err(bad)?)
        };
        Ok(RowOfRatings {
            place: given.place,
            pair: Pair { candidate: given.candidate, interviewer: given.interviewer },
            dimension: dimension.id.clone(),
            score,
            ratings,
            reason: given.reason.map(str::to_owned),
            round: given.round.map(str::to_owned),
            stage: match self.now.and_then(|number| self.sessions.get(number)) {
                Some(session) => session.stage.clone(),
                None => given.round.map(str::to_owned),
            },
            note: given.note.map(str::to_owned),
            date: given.date,
            session: self.now,
            held: self.row_held,
        })
    }

    /// The number of a session; its rows have to say the same of it.
    fn session(&mut self, said: &ExportedSession<'_>, (place, reading): (Spot, &mut Intake)) -> Result<usize, String> {
        if said.session.is_empty() {
            return Err("the session is missing".into());
        }
        let number = match self.by_name.get(said.session) {
            Some(number) => *number,
            None => self.new_session(said, (place, reading))?,
        };
        let Some(session) = self.sessions.get_mut(number) else { return Ok(number) };
        let rubric = self.held.get(session.held).map_or(&self.rubric, |held| &held.rubric);
        session.take(said, rubric, |who| reading.interviewers.meet(who, place))?;
        Ok(number)
    }

    fn new_session(
        &mut self,
        said: &ExportedSession<'_>,
        (place, reading): (Spot, &mut Intake),
    ) -> Result<usize, String> {
        let held = HeldRound::of(said, (self.library, &self.said))?;
        let at = |column| Spot { column, ..place };
        let pair = Pair {
            candidate: reading.candidates.meet(said.candidate, at(said.beside.candidate))?,
            interviewer: reading.interviewers.meet(said.interviewer, at(said.beside.interviewer))?,
        };
        let date = Some(said.date).filter(|date| !date.is_empty()).map(|date| reading.day(date)).transpose()?;
        let known = self.held.iter().position(|other| other.key() == held.key());
        let round = known.unwrap_or(self.held.len());
        let session = HeldSession::of(said, (pair, date, round))?;
        if known.is_none() {
            self.held.push(held);
        }
        self.sessions.push(session);
        self.by_name.insert(said.session.to_owned(), self.sessions.len() - 1);
        Ok(self.sessions.len() - 1)
    }

    /// Gives sessions of one candidate by one interviewer, in one format and on one day, rounds of their own.
    pub(super) fn tell_sessions_apart<K: Ord>(&mut self, key: impl Fn(Pair, Option<Day>, Option<&str>) -> K) {
        let mut met: BTreeMap<K, usize> = BTreeMap::new();
        for session in &mut self.sessions {
            let count = met.entry(key(session.pair, session.date, session.round.as_deref())).or_default();
            *count += 1;
            if *count > 1 {
                session.round = Some(format!("{}-{count}", session.round.as_deref().unwrap_or("r1")));
            }
        }
        for row in &mut self.rows {
            if let Some(session) = row.session.and_then(|number| self.sessions.get(number)) {
                row.round.clone_from(&session.round);
            }
        }
    }

    /// What ratings have to be told of what was held, in words, and the flags for it; none where all is said.
    pub(super) fn unsaid(&self) -> Option<(&'static str, &'static str)> {
        match self.lacks {
            (true, true) => Some(("what was held", "--format FORMAT --level LEVEL")),
            (true, false) => Some(("in which format it was held", "--format FORMAT")),
            (false, true) => Some(("at which level it was held", "--level LEVEL")),
            (false, false) => None,
        }
    }

    /// The days of all that was read; none where one is not known.
    pub(super) fn days(&self, otherwise: Option<Day>) -> Option<Vec<Day>> {
        let rows = self.rows.iter().map(|row| row.date);
        rows.chain(self.sessions.iter().map(|session| session.date)).map(|date| date.or(otherwise)).collect()
    }

    /// The names of the sessions, as the file has them.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }

    /// The people of all that was read.
    pub(super) fn pairs(&self) -> impl Iterator<Item = Pair> {
        self.rows.iter().map(|row| row.pair).chain(self.sessions.iter().map(|session| session.pair))
    }

    /// How many sessions have no rating.
    pub(super) fn unrated(&self) -> usize {
        let rated: BTreeSet<usize> = self.rows.iter().filter_map(|row| row.session).collect();
        self.sessions.len() - rated.len()
    }

    /// What of the file is not kept, in words.
    pub(super) fn left_out(&self) -> Vec<String> {
        let mut left = Vec::new();
        match self.sessions.iter().filter(|session| session.hand_overs_lack_times()).count() {
            0 => {}
            1 => left.push("who handed over in 1 session, as the export does not say when".to_owned()),
            count => left.push(format!("who handed over in {count} sessions, as the export does not say when")),
        }
        match self.unkept_notes + usize::from(self.loose.is_some()) {
            0 => {}
            1 => left.push("1 note beside a score that nobody gave".to_owned()),
            count => left.push(format!("{count} notes beside scores that nobody gave")),
        }
        left
    }

    /// The documents: one for each that was held. `date` stands where a row has no day.
    pub(super) fn imports(self, people: &TakingUp<'_>, date: Day) -> Vec<Import> {
        let mut imports: Vec<Import> = self.held.into_iter().map(|held| held.import(date)).collect();
        let held: Vec<usize> = self.sessions.iter().map(|session| session.held).collect();
        let rated: BTreeSet<usize> = self.rows.iter().filter_map(|row| row.session).collect();
        for (number, session) in self.sessions.into_iter().enumerate() {
            let (Some((candidate, interviewer)), Some(import)) =
                (people.of(session.pair), imports.get_mut(session.held))
            else {
                continue;
            };
            let session = kept(session, (candidate, interviewer), people);
            if !rated.contains(&number) || session.says_anything() {
                import.sessions.push(session);
            }
        }
        for row in self.rows {
            let Some((candidate, interviewer)) = people.of(row.pair) else { continue };
            let held = row.session.and_then(|number| held.get(number)).copied().or(row.held);
            let Some(import) = held.and_then(|held| imports.get_mut(held)) else { continue };
            import.rows.push(Imported {
                candidate,
                interviewer,
                dimension: row.dimension,
                score: row.score,
                ratings: row.ratings,
                reason: row.reason,
                round: row.round,
                stage: row.stage,
                note: row.note,
                date: row.date,
            });
        }
        imports.retain(|import| !import.rows.is_empty() || !import.sessions.is_empty());
        imports
    }
}

/// A session as an import has it.
fn kept(
    session: HeldSession,
    (candidate, interviewer): (CandidateId, InterviewerId),
    people: &TakingUp<'_>,
) -> ImportedSession {
    let hand_overs = session.hand_overs.into_iter();
    let hand_overs = hand_overs.filter_map(|(number, own)| {
        Some(ImportedHandOver { interviewer: people.interviewer(number)?, until: own.until })
    });
    let amendments = session.amendments.into_iter().map(|(number, own)| {
        let by = number.and_then(|number| people.interviewer(number));
        ImportedAmendment { at: own.at, reason: own.reason, by, what: own.what, from: own.from, to: own.to }
    });
    ImportedSession {
        candidate,
        interviewer,
        round: session.round,
        stage: session.stage,
        date: session.date,
        recommendation: session.recommendation,
        flags: session.flags,
        notes: session.notes,
        ending: Some(session.ending).filter(|ending| *ending != Ending::Completed),
        mock: session.mock,
        minutes_used: session.minutes_used,
        handed_over: hand_overs.collect(),
        not_assessed: session.not_assessed,
        amendments: amendments.collect(),
    }
}

fn ratings(ratings: &str, kinds: &str) -> Result<Vec<ImportedRating>, String> {
    let kinds: Vec<(_, Kind)> = of_questions(kinds).map_err(|error| format!("`kinds`: {error}"))?;
    let ratings: Vec<(_, Rating)> = of_questions(ratings).map_err(|error| format!("`ratings`: {error}"))?;
    let rating = |(question, rating)| {
        let kind = kinds.iter().find(|(slot, _)| *slot == question).map(|(_, kind)| *kind);
        ImportedRating { question, kind, rating }
    };
    Ok(ratings.into_iter().map(rating).collect())
}
