//! What two imports have in common, by which one gives way to the other.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::day::Day;
use super::super::super::ids::{CandidateId, DimensionId, InterviewerId, slug_of};
use super::{Import, Imported, ImportedSession};

/// Something that a later import says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Correction {
    /// Who was interviewed.
    pub candidate: CandidateId,
    /// Who interviewed.
    pub interviewer: InterviewerId,
    /// What is said otherwise.
    pub what: Corrected,
}

/// What a later import says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Corrected {
    /// A rating.
    Rating {
        /// What was rated.
        dimension: DimensionId,
        /// The score before.
        from: String,
        /// The score that the later import has.
        to: String,
        /// Whether notes or reasons differ.
        words: bool,
    },
    /// What is known of the session beside its ratings.
    Session,
}

/// How much two imports have in common.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Overlap {
    /// Ratings of the same candidate by the same interviewer on the same dimension, in the same round and on the same day, whatever the
    /// score.
    pub ratings: usize,
    /// Sessions without any rating, of the same candidate with the same interviewer, in the same round and on the same day.
    pub sessions: usize,
}

impl Overlap {
    /// Whether there is nothing.
    pub(crate) fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// Both together.
    pub(crate) fn and(self, other: Self) -> Self {
        Self { ratings: self.ratings + other.ratings, sessions: self.sessions + other.sessions }
    }

    /// What is left of it without the other, which is a part of it.
    pub(crate) fn less(self, other: Self) -> Self {
        Self {
            ratings: self.ratings.saturating_sub(other.ratings),
            sessions: self.sessions.saturating_sub(other.sessions),
        }
    }

    /// `3 ratings`, `1 session without ratings`, or both.
    pub(crate) fn said(self) -> String {
        let counted = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {many}")),
        };
        let ratings = counted(self.ratings, "rating", "ratings");
        let sessions = counted(self.sessions, "session without ratings", "sessions without ratings");
        let both: Vec<String> = ratings.into_iter().chain(sessions).collect();
        if both.is_empty() { "0 ratings".to_owned() } else { both.join(" and ") }
    }
}

/// What tells one imported session from another. A round is known by its name in files, so that `R1` and `r1` are one.
pub(super) type SessionKey<'a> = (Day, &'a CandidateId, &'a InterviewerId, String);

/// What tells one rating of imports from another: its session, and what was rated.
type RatingKey<'a> = (SessionKey<'a>, &'a DimensionId);

fn round_key(round: Option<&str>) -> String {
    round.and_then(slug_of).unwrap_or_else(|| "r1".into())
}

impl Import {
    pub(super) fn row_key<'a>(&self, row: &'a Imported) -> SessionKey<'a> {
        (row.date.unwrap_or(self.date), &row.candidate, &row.interviewer, round_key(row.round.as_deref()))
    }

    pub(super) fn session_key<'a>(&self, session: &'a ImportedSession) -> SessionKey<'a> {
        let date = session.date.unwrap_or(self.date);
        (date, &session.candidate, &session.interviewer, round_key(session.round.as_deref()))
    }

    fn ratings(&self) -> BTreeMap<RatingKey<'_>, &Imported> {
        self.rows.iter().map(|row| ((self.row_key(row), &row.dimension), row)).collect()
    }

    /// The sessions that have ratings.
    fn rated(&self) -> BTreeSet<SessionKey<'_>> {
        self.rows.iter().map(|row| self.row_key(row)).collect()
    }

    /// The sessions that have none.
    fn unrated(&self) -> BTreeSet<SessionKey<'_>> {
        let rated = self.rated();
        let sessions = self.sessions.iter().map(|session| self.session_key(session));
        sessions.filter(|key| !rated.contains(key)).collect()
    }

    /// How much it holds, as another one would have it in common.
    pub(crate) fn holds(&self) -> Overlap {
        Overlap { ratings: self.rows.len(), sessions: self.unrated().len() }
    }

    /// What a later import says otherwise of what both have.
    pub(crate) fn corrections(&self, later: &Self) -> Vec<Correction> {
        let own = self.ratings();
        let differing = |row: &Imported| {
            let before = own.get(&(later.row_key(row), &row.dimension))?;
            let words = (&before.note, &before.reason) != (&row.note, &row.reason);
            let scores = (before.score, &before.ratings) != (row.score, &row.ratings);
            (scores || words).then(|| Correction {
                candidate: row.candidate.clone(),
                interviewer: row.interviewer.clone(),
                what: Corrected::Rating {
                    dimension: row.dimension.clone(),
                    from: before.said(),
                    to: row.said(),
                    words,
                },
            })
        };
        let mut all: Vec<Correction> = later.rows.iter().filter_map(differing).collect();
        let (before, now) = (self.beside(), later.beside());
        let both: BTreeSet<SessionKey<'_>> = self.rated().into_iter().chain(self.unrated()).collect();
        let later_ones: BTreeSet<SessionKey<'_>> = later.rated().into_iter().chain(later.unrated()).collect();
        for key in both.intersection(&later_ones) {
            let (_, candidate, interviewer, _) = key;
            if before.get(key) != now.get(key) {
                let (candidate, interviewer) = ((*candidate).clone(), (*interviewer).clone());
                all.push(Correction { candidate, interviewer, what: Corrected::Session });
            }
        }
        all
    }

    /// What is known of sessions beside their ratings, without what tells them apart.
    fn beside(&self) -> BTreeMap<SessionKey<'_>, Vec<ImportedSession>> {
        let mut all: BTreeMap<SessionKey<'_>, Vec<ImportedSession>> = BTreeMap::new();
        for session in &self.sessions {
            let alone = ImportedSession { round: None, date: None, ..session.clone() };
            all.entry(self.session_key(session)).or_default().push(alone);
        }
        all
    }

    /// How much of it the other import has, too.
    pub(crate) fn also_in(&self, other: &Self) -> Overlap {
        let theirs = other.ratings();
        let ratings = self.ratings().keys().filter(|key| theirs.contains_key(key)).count();
        Overlap { ratings, sessions: self.unrated().intersection(&other.unrated()).count() }
    }

    /// The same without what the other import has, too; none where nothing is left.
    pub(crate) fn without(&self, other: &Self) -> Option<Self> {
        let (theirs, their_unrated, rated) = (other.ratings(), other.unrated(), self.rated());
        let is_left = |row: &&Imported| !theirs.contains_key(&(self.row_key(row), &row.dimension));
        let rows: Vec<Imported> = self.rows.iter().filter(is_left).cloned().collect();
        let left: BTreeSet<SessionKey<'_>> = rows.iter().map(|row| self.row_key(row)).collect();
        let is_left = |session: &&ImportedSession| {
            let key = self.session_key(session);
            if rated.contains(&key) { left.contains(&key) } else { !their_unrated.contains(&key) }
        };
        let sessions: Vec<ImportedSession> = self.sessions.iter().filter(is_left).cloned().collect();
        (!rows.is_empty() || !sessions.is_empty()).then(|| Self { rows, sessions, ..self.clone() })
    }
}
