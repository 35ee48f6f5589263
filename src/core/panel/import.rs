//! Ratings made on paper or elsewhere: one immutable document, whose rows count as submitted sessions with conclusions only.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::event::{Beginning, Course, Ending, Entry, Event, Finding};
use super::super::ids::{CandidateId, DimensionId, FormatId, InterviewerId, SectionId, SessionId, TrackId, slug_of};
use super::super::plan::{ASSEMBLER, Plan, PlannedSection};
use super::super::rubric::Rubric;
use super::super::scale::{Level, Millis, Minutes, Percent, Rating};
use super::super::session::Session;
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
    pub date: NaiveDate,
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
    pub date: Option<NaiveDate>,
}

/// What tells one imported session from another.
type SessionKey<'a> = (NaiveDate, &'a CandidateId, &'a InterviewerId, Option<&'a str>);

impl Import {
    /// The sessions that the rows stand for: one for each candidate, interviewer, round and day. `mark` ends their names.
    pub(crate) fn sessions(&self, mark: &str) -> Vec<(SessionId, Session)> {
        let mut rows: BTreeMap<SessionKey<'_>, Vec<&Imported>> = BTreeMap::new();
        for row in &self.rows {
            let key = (row.date.unwrap_or(self.date), &row.candidate, &row.interviewer, row.round.as_deref());
            rows.entry(key).or_default().push(row);
        }
        rows.into_iter().filter_map(|(key, rows)| self.session(&key, &rows, mark)).collect()
    }

    fn session(&self, key: &SessionKey<'_>, rows: &[&Imported], mark: &str) -> Option<(SessionId, Session)> {
        let (date, candidate, interviewer, round) = *key;
        let round = round.and_then(slug_of).unwrap_or_else(|| "r1".into());
        let id = SessionId::new(format!("{date}-{candidate}-{round}-{interviewer}-{mark}")).ok()?;
        let at = noon(date)?;
        let beginning = Beginning {
            candidate: candidate.clone(),
            interviewer: interviewer.clone(),
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
        Session::replay(self.plan()?, entries).ok().map(|session| (id, session))
    }

    /// A plan without questions.
    fn plan(&self) -> Option<Plan> {
        let section = PlannedSection {
            id: SectionId::new("imported").ok()?,
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
        Some(Plan {
            version: Version1,
            assembler: ASSEMBLER,
            kit: None,
            format: self.format.clone(),
            title: self.title.clone(),
            level: self.level,
            track: TrackId::new("imported").ok()?,
            technologies: Vec::new(),
            seed: 0,
            minutes: self.minutes,
            dimensions: self.dimensions.clone(),
            sections: vec![section],
            rubric: self.rubric.clone(),
        })
    }
}

/// The middle of the day, so that no time zone turns it into another.
fn noon(date: NaiveDate) -> Option<DateTime<FixedOffset>> {
    Some(date.and_time(NaiveTime::from_hms_opt(12, 0, 0)?).and_utc().fixed_offset())
}
