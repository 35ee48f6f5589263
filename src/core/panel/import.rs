//! Ratings made on paper or elsewhere: one immutable document, whose rows count as submitted sessions with conclusions only.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::day::Day;
use super::super::event::{Beginning, Course, Ending, Entry, Event, Finding};
use super::super::ids::{
    CandidateId, DimensionId, FormatId, InterviewerId, NotAName, SectionId, SessionId, TrackId, slug_of,
};
use super::super::plan::{ASSEMBLER, Plan, PlannedSection};
use super::super::rubric::Rubric;
use super::super::scale::{Level, Millis, Minutes, Percent, Rating};
use super::super::session::{Damage, Session};
use super::super::version::Version1;

/// A file `sessions/import-….json`, named by its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Import {
    /// The version of the file's format.
    pub version: Version1,
    /// The format that was held.
    pub format: FormatId,
    /// The format's title.
    pub title: String,
    /// The round's minutes.
    pub minutes: Minutes,
    /// The level.
    pub level: Level,
    /// The dimensions that the format is expected to assess.
    pub dimensions: Vec<DimensionId>,
    /// The day, where a row has none of its own.
    pub date: Day,
    /// The rubric, as it was.
    pub rubric: Rubric,
    /// The ratings.
    pub rows: Vec<Imported>,
}

/// A rating of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Imported {
    /// Who was interviewed.
    pub candidate: CandidateId,
    /// Who interviewed.
    pub interviewer: InterviewerId,
    /// What was rated.
    pub dimension: DimensionId,
    /// The conclusion.
    pub score: Rating,
    /// Which of several rounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<String>,
    /// A note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
}

/// Why rows of an import can't stand as sessions.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotImported {
    /// A part of a session's name is none.
    #[error(transparent)]
    Name(#[from] NotAName),
    /// What the rows say does not follow from what stands before.
    #[error(transparent)]
    Damage(#[from] Damage),
}

/// A rating that a later import has with another score or another note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Correction {
    /// Who was interviewed.
    pub candidate: CandidateId,
    /// Who interviewed.
    pub interviewer: InterviewerId,
    /// What was rated.
    pub dimension: DimensionId,
    /// The score before.
    pub from: Rating,
    /// The score that the later import has.
    pub to: Rating,
    /// Whether the notes differ.
    pub note: bool,
}

/// What tells one imported session from another. A round is known by its name in files, so that `R1` and `r1` are one.
type SessionKey<'a> = (Day, &'a CandidateId, &'a InterviewerId, String);

/// What tells one rating of imports from another: its session, and what was rated.
type RatingKey<'a> = (SessionKey<'a>, &'a DimensionId);

impl Import {
    fn session_key<'a>(&self, row: &'a Imported) -> SessionKey<'a> {
        let round = row.round.as_deref().and_then(slug_of).unwrap_or_else(|| "r1".into());
        (row.date.unwrap_or(self.date), &row.candidate, &row.interviewer, round)
    }

    fn keys(&self) -> BTreeSet<RatingKey<'_>> {
        self.rows.iter().map(|row| (self.session_key(row), &row.dimension)).collect()
    }

    /// What a later import says otherwise of the ratings that both have.
    pub(crate) fn corrections(&self, later: &Self) -> Vec<Correction> {
        let own = self.rows.iter().map(|row| ((self.session_key(row), &row.dimension), row));
        let own: BTreeMap<RatingKey<'_>, &Imported> = own.collect();
        let differing = |row: &Imported| {
            let before = own.get(&(later.session_key(row), &row.dimension))?;
            let note = before.note != row.note;
            (before.score != row.score || note).then(|| Correction {
                candidate: row.candidate.clone(),
                interviewer: row.interviewer.clone(),
                dimension: row.dimension.clone(),
                from: before.score,
                to: row.score,
                note,
            })
        };
        later.rows.iter().filter_map(differing).collect()
    }

    /// The ratings that the other import has, too: of the same candidate by the same interviewer on the same dimension, in the same round
    /// and on the same day, whatever the score.
    pub(crate) fn also_in(&self, other: &Self) -> Vec<&Imported> {
        let theirs = other.keys();
        self.rows.iter().filter(|row| theirs.contains(&(self.session_key(row), &row.dimension))).collect()
    }

    /// The same without what the other import has, too; none where nothing is left.
    pub(crate) fn without(&self, other: &Self) -> Option<Self> {
        let theirs = other.keys();
        let is_left = |row: &&Imported| !theirs.contains(&(self.session_key(row), &row.dimension));
        let rows: Vec<Imported> = self.rows.iter().filter(is_left).cloned().collect();
        (!rows.is_empty()).then(|| Self { rows, ..self.clone() })
    }

    /// The sessions that the rows stand for: one for each candidate, interviewer, round and day. `mark` ends their names.
    ///
    /// # Errors
    /// Where rows can't stand as a session, such as for a rubric's dimension that there is not.
    pub(crate) fn sessions(&self, mark: &str) -> Result<Vec<(SessionId, Session)>, NotImported> {
        let mut rows: BTreeMap<SessionKey<'_>, Vec<&Imported>> = BTreeMap::new();
        for row in &self.rows {
            rows.entry(self.session_key(row)).or_default().push(row);
        }
        rows.into_iter().map(|(key, rows)| self.session(&key, &rows, mark)).collect()
    }

    fn session(
        &self,
        (date, candidate, interviewer, round): &SessionKey<'_>,
        rows: &[&Imported],
        mark: &str,
    ) -> Result<(SessionId, Session), NotImported> {
        let id = SessionId::of_parts(&[&date.to_string(), candidate.as_str(), round, interviewer.as_str(), mark])?;
        let at = date.noon();
        let beginning = Beginning {
            candidate: (*candidate).clone(),
            interviewer: (*interviewer).clone(),
            mock: false,
            extra_time: Percent::default(),
            filling: Vec::new(),
        };
        let mut events: Vec<Event> = vec![Course::Began(beginning).into(), Course::Ended(Ending::Completed).into()];
        for row in rows {
            let (dimension, score) = (row.dimension.clone(), Some(row.score));
            events.push(Finding::Concluded { dimension, score, reason: "imported".into() }.into());
            events.extend(row.note.clone().map(|text| Finding::Noted { slot: None, text }.into()));
        }
        events.push(Course::Submitted.into());
        let entries = (1..).zip(events).map(|(seq, event)| Entry { seq, at, ms: Millis(0), event });
        Ok((id, Session::replay(self.plan()?, entries)?))
    }

    /// A plan without questions.
    fn plan(&self) -> Result<Plan, NotAName> {
        let section = PlannedSection {
            id: SectionId::new("imported")?,
            title: "Imported ratings".into(),
            minutes: self.minutes,
            used_minutes: Minutes(0),
            kinds: Vec::new(),
            continues: None,
            script: None,
            questions: Vec::new(),
            backups: Vec::new(),
            given_up: Vec::new(),
        };
        Ok(Plan {
            version: Version1,
            assembler: ASSEMBLER,
            kit: None,
            format: self.format.clone(),
            title: self.title.clone(),
            level: self.level,
            track: TrackId::new("imported")?,
            technologies: Vec::new(),
            seed: 0,
            minutes: self.minutes,
            dimensions: self.dimensions.clone(),
            sections: vec![section],
            rubric: self.rubric.clone(),
        })
    }
}
