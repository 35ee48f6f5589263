//! The rows of an import: ratings as they were understood, with the sessions that they belong to, and the documents that they become.

use std::collections::{BTreeMap, BTreeSet};

use crate::core::day::Day;
use crate::core::event::Recommendation;
use crate::core::format::Format;
use crate::core::ids::{BandId, CandidateId, DimensionId, InterviewerId, KitId, TrackId};
use crate::core::library::Library;
use crate::core::names;
use crate::core::panel::{Import, Imported, ImportedFlag, ImportedRating, ImportedWords};
use crate::core::plan::{IMPORTED, KitRound};
use crate::core::ratings::called;
use crate::core::ratings::packed::{FlagText, of_questions, parted};
use crate::core::ratings::take::{Intake, Understood};
use crate::core::ratings::{ExportedSession, Gleaned, Spot};
use crate::core::rubric::Rubric;
use crate::core::scale::{Kind, Level, Rating};
use crate::core::version::Version1;

/// A rating as it was understood, with people still to be looked up.
pub(super) struct RowOfRatings {
    pub(super) place: Spot,
    pub(super) candidate: u32,
    pub(super) interviewer: u32,
    pub(super) dimension: DimensionId,
    pub(super) score: Option<Rating>,
    pub(super) ratings: Vec<ImportedRating>,
    pub(super) reason: Option<String>,
    pub(super) round: Option<String>,
    pub(super) note: Option<String>,
    pub(super) date: Option<Day>,
    /// Which of [`ImportRows::sessions`]; none where the file does not say.
    pub(super) session: Option<usize>,
}

/// What was held.
#[derive(Clone)]
pub(super) struct HeldRound {
    pub(super) format: Format,
    pub(super) level: Level,
    pub(super) rubric: Rubric,
    pub(super) track: Option<TrackId>,
    pub(super) kit: Option<KitRound>,
}

impl HeldRound {
    /// What tells it from others.
    fn key(&self) -> impl PartialEq + use<> {
        (self.format.id.clone(), self.level, self.rubric.id.clone(), self.track.clone(), self.kit.clone())
    }
}

/// A session as an export of hotseat's own has it.
struct HeldSession {
    /// The cells of its first row, by column, which those of all its rows repeat.
    cells: Vec<(&'static str, String)>,
    /// Which of [`ImportRows::held`].
    held: usize,
    recommendation: Option<Recommendation>,
    flags: Vec<ImportedFlag>,
    notes: Vec<String>,
    handed_over: bool,
}

/// What was read.
pub(super) struct ImportRows<'a> {
    library: &'a Library,
    /// What the command line says was held.
    said: Option<HeldRound>,
    /// By which dimensions are looked up where no session says what was held.
    rubric: Rubric,
    pub(super) rows: Vec<RowOfRatings>,
    sessions: Vec<HeldSession>,
    by_name: BTreeMap<String, usize>,
    held: Vec<HeldRound>,
    /// The session of the ratings that come; none where the file does not say.
    now: Option<usize>,
    /// Whether what comes belongs to a session that can't be understood.
    is_lost: bool,
}

impl<'a> ImportRows<'a> {
    pub(super) fn new(library: &'a Library, said: Option<HeldRound>, rubric: Rubric) -> Self {
        Self {
            library,
            said,
            rubric,
            rows: Vec::new(),
            sessions: Vec::new(),
            by_name: BTreeMap::new(),
            held: Vec::new(),
            now: None,
            is_lost: false,
        }
    }

    /// Takes what a source comes upon.
    pub(super) fn take(&mut self, reading: &mut Intake, found: Gleaned<'_>) {
        match found {
            Gleaned::Session(place, said) => match self.session(&said) {
                Ok(number) => (self.now, self.is_lost) = (Some(number), false),
                Err(why) => {
                    (self.now, self.is_lost) = (None, true);
                    reading.problems.push(place, why);
                }
            },
            Gleaned::Rating(_) if self.is_lost => {}
            Gleaned::Rating(written) => match reading.understand(&written) {
                Ok(Some(understood)) => match self.row(&understood) {
                    Ok(row) => {
                        reading.took(&understood, row.dimension.as_str());
                        self.rows.push(row);
                    }
                    Err(why) => reading.problems.push(written.place, why),
                },
                Ok(None) => {}
                Err(bad) => reading.problems.push(bad.place, bad.why),
            },
            Gleaned::NotRated(_) => reading.not_rated += 1,
            Gleaned::Bad(place, why) => reading.problems.push(place, why),
        }
    }

    fn row(&self, given: &Understood<'_>) -> Result<RowOfRatings, String> {
        let session = self.now.and_then(|number| self.sessions.get(number));
        let rubric = session.and_then(|session| self.held.get(session.held)).map_or(&self.rubric, |held| &held.rubric);
        let dimension = rubric.dimension_named(&given.dimension.to_lowercase()).map_err(|error| {
            let hint = error.hint().map_or_else(String::new, |hint| format!("; {hint}"));
            format!("{error}{hint}; {} says which it is", called::hint(given.dimension, rubric))
        })?;
        let ratings = ratings(given.basis.ratings, given.basis.kinds)?;
        let value = given.points.value;
        let score = if given.points.is_mean {
            if ratings.is_empty() {
                return Err(format!(
                    "{value} is a mean, and no column `ratings` says of which ratings: export it anew"
                ));
            }
            None
        } else {
            let whole = Rating::ALL.into_iter().find(|rating| (f64::from(rating.get()) - value).abs() < 1e-9);
            let not_whole =
                || format!("{value} is no whole score from 1 to 5; `hotseat calibrate --from` takes steps such as 0.5");
            Some(whole.ok_or_else(not_whole)?)
        };
        Ok(RowOfRatings {
            place: given.place,
            candidate: given.candidate,
            interviewer: given.interviewer,
            dimension: dimension.id.clone(),
            score,
            ratings,
            reason: given.reason.map(str::to_owned),
            round: given.round.map(str::to_owned),
            note: given.note.map(str::to_owned),
            date: given.date,
            session: self.now,
        })
    }

    /// The number of a session; its rows have to say the same of it.
    fn session(&mut self, said: &ExportedSession<'_>) -> Result<usize, String> {
        if said.session.is_empty() {
            return Err("the session is missing".into());
        }
        let cells = said.shared();
        if let Some(number) = self.by_name.get(said.session)
            && let Some(session) = self.sessions.get_mut(*number)
        {
            let other = session.cells.iter().zip(&cells).find(|((_, before), (_, now))| before != now);
            if let Some(((column, before), (_, now))) = other {
                return Err(format!(
                    "`{column}` says `{now}`, but `{before}` in a row of the same session above: let both say the same, or export it anew"
                ));
            }
            session.notes.extend(parted(said.notes));
            return Ok(*number);
        }
        let held = self.held(said)?;
        let rubric = &held.rubric;
        let recommendation = Recommendation {
            band: Some(said.recommendation)
                .filter(|band| !band.is_empty())
                .map(|band| band_of(band, rubric))
                .transpose()?,
            reason: said.reason.to_owned(),
            strengths: parted(said.strengths),
            growth: parted(said.growth),
        };
        let flags = parted(said.flags).iter().map(|text| flag_of(text, rubric)).collect::<Result<_, String>>()?;
        let known = self.held.iter().position(|other| other.key() == held.key());
        let number = known.unwrap_or_else(|| {
            self.held.push(held);
            self.held.len() - 1
        });
        self.sessions.push(HeldSession {
            cells: cells.map(|(column, text)| (column, text.to_owned())).to_vec(),
            held: number,
            recommendation: (recommendation != Recommendation::default()).then_some(recommendation),
            flags,
            notes: parted(said.notes),
            handed_over: !said.handed_over.is_empty(),
        });
        self.by_name.insert(said.session.to_owned(), self.sessions.len() - 1);
        Ok(self.sessions.len() - 1)
    }

    /// What was held, as a row says it; the command line where it says nothing.
    fn held(&self, said: &ExportedSession<'_>) -> Result<HeldRound, String> {
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let missing = |what: &str| format!("the {what} is missing; --{what} says it for rows without one");
        let not_here =
            |what: &str, name: &str| format!("there is no {what} `{name}` here: put its document into {what}s/");
        let format = match text(said.format) {
            Some(name) => {
                let format = names::called(&name, self.library.formats.values());
                format.ok_or_else(|| not_here("format", &name))?.clone()
            }
            None => self.said.as_ref().ok_or_else(|| missing("format"))?.format.clone(),
        };
        let level = match text(said.level) {
            Some(level) => level.parse().map_err(|error| format!("{error}"))?,
            None => self.said.as_ref().ok_or_else(|| missing("level"))?.level,
        };
        let name = text(said.rubric).unwrap_or_else(|| format.rubric.to_string());
        let rubric = names::called(&name, self.library.rubrics.values());
        let rubric = rubric.ok_or_else(|| not_here("rubric", &name))?.clone();
        let track = text(said.track).filter(|track| track != IMPORTED).map(TrackId::new).transpose();
        let kit = text(said.kit).map(KitId::new).transpose();
        let round =
            text(said.round).map(|round| round.parse::<u8>().map_err(|_| format!("`{round}` is no round of a kit")));
        Ok(HeldRound {
            format,
            level,
            rubric,
            track: track.map_err(|error| error.to_string())?,
            kit: kit
                .map_err(|error| error.to_string())?
                .zip(round.transpose()?)
                .map(|(id, round)| KitRound { id, round }),
        })
    }

    /// Gives sessions of one candidate by one interviewer, in one format and on one day, rounds of their own.
    pub(super) fn tell_sessions_apart<K: Ord>(&mut self, key: impl Fn(&RowOfRatings) -> K) {
        let mut met: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for row in &mut self.rows {
            let Some(session) = row.session else { continue };
            let sessions = met.entry(key(row)).or_default();
            let at = sessions.iter().position(|own| *own == session).unwrap_or_else(|| {
                sessions.push(session);
                sessions.len() - 1
            });
            if at > 0 {
                row.round = Some(format!("{}-{}", row.round.as_deref().unwrap_or("r1"), at + 1));
            }
        }
    }

    /// Whether ratings have to be told what was held.
    pub(super) fn is_unsaid(&self) -> bool {
        self.said.is_none() && self.rows.iter().any(|row| row.session.is_none())
    }

    /// What of the sessions has no place in an import, in words.
    pub(super) fn left_out(&self) -> Vec<String> {
        let mut left = Vec::new();
        let handed_over = self.sessions.iter().filter(|session| session.handed_over).count();
        let several = |count: usize| if count == 1 { "1 session".to_owned() } else { format!("{count} sessions") };
        if handed_over > 0 {
            left.push(format!("who handed over in {}", several(handed_over)));
        }
        let rated: BTreeSet<usize> = self.rows.iter().filter_map(|row| row.session).collect();
        let unrated = self.sessions.len() - rated.len();
        if unrated > 0 {
            left.push(format!("{} without any score", several(unrated)));
        }
        left
    }

    /// The documents: one for each that was held. `people` gives the ids of a row's people, and `date` stands where a row has no day.
    pub(super) fn imports(
        self,
        mut people: impl FnMut(&RowOfRatings) -> Option<(CandidateId, InterviewerId)>,
        date: Day,
    ) -> Vec<Import> {
        let mut all = self.held;
        let said = self.said.map(|said| {
            all.push(said);
            all.len() - 1
        });
        let mut imports: Vec<Import> = all.into_iter().map(|held| held.import(date)).collect();
        let mut told = vec![false; self.sessions.len()];
        for row in self.rows {
            let Some((candidate, interviewer)) = people(&row) else { continue };
            let session = row.session.and_then(|number| Some((number, self.sessions.get(number)?)));
            let held = session.map(|(_, session)| session.held).or(said);
            let Some(import) = held.and_then(|held| imports.get_mut(held)) else { continue };
            if let Some((number, session)) = session
                && !std::mem::replace(&mut told[number], true)
            {
                let words = ImportedWords {
                    candidate: candidate.clone(),
                    interviewer: interviewer.clone(),
                    round: row.round.clone(),
                    date: row.date,
                    recommendation: session.recommendation.clone(),
                    flags: session.flags.clone(),
                    notes: session.notes.clone(),
                };
                import.sessions.extend(Some(words).filter(ImportedWords::say_anything));
            }
            import.rows.push(Imported {
                candidate,
                interviewer,
                dimension: row.dimension,
                score: row.score,
                ratings: row.ratings,
                reason: row.reason,
                round: row.round,
                note: row.note,
                date: row.date,
            });
        }
        imports.retain(|import| !import.rows.is_empty());
        imports
    }
}

impl HeldRound {
    fn import(self, date: Day) -> Import {
        Import {
            version: Version1,
            format: self.format.id,
            title: self.format.title,
            minutes: self.format.minutes,
            level: self.level,
            track: self.track,
            kit: self.kit,
            dimensions: self.format.dimensions,
            date,
            rubric: self.rubric,
            rows: Vec::new(),
            sessions: Vec::new(),
        }
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

fn band_of(name: &str, rubric: &Rubric) -> Result<BandId, String> {
    let band = BandId::new(name).ok().and_then(|id| rubric.band(&id));
    band.map(|band| band.id.clone())
        .ok_or_else(|| format!("`{name}` in `recommendation` is no band of the rubric {}", rubric.id))
}

fn flag_of(text: &str, rubric: &Rubric) -> Result<ImportedFlag, String> {
    let FlagText { title, slot, quote } = text.parse().map_err(|error| format!("`flags`: {error}"))?;
    let listed = rubric.red_flags.iter().find(|flag| flag.title == title).map(|flag| flag.id.clone());
    let title = listed.is_none().then_some(title);
    Ok(ImportedFlag { flag: listed, title, question: slot, quote })
}
