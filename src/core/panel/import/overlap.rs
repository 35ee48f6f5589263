//! What two imports have in common, by which one gives way to the other.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::day::Day;
use super::super::super::ids::{CandidateId, DimensionId, FormatId, InterviewerId, slug_of};
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
    /// What was held.
    Held {
        /// As the earlier import has it.
        from: String,
        /// As the later one has it.
        to: String,
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

/// What stands for a round that has no name.
const UNNAMED: &str = "r1";

fn round_key(round: Option<&str>) -> String {
    round.and_then(slug_of).unwrap_or_else(|| UNNAMED.into())
}

/// The round in the name of a session that an import stands for, whose day and people these are; none where it has none, or where it is
/// another session's name.
pub(crate) fn round_in<'a>(name: &'a str, (date, candidate, interviewer): (&str, &str, &str)) -> Option<&'a str> {
    let rest = name.strip_prefix(date)?.strip_prefix('-')?.strip_prefix(candidate)?.strip_prefix('-')?;
    let (rest, _) = rest.rsplit_once('-')?;
    let round = rest.strip_suffix(interviewer)?.strip_suffix('-')?;
    (round != UNNAMED).then_some(round)
}

/// What a round is known by beside another import. What an export says of a session without a round is its format, so that among imports of one format,
/// `of`, that name says no more than none.
fn round_beside(round: Option<&str>, of: Option<&FormatId>) -> String {
    let key = round_key(round);
    if of.is_some_and(|format| format.as_str() == key) { UNNAMED.into() } else { key }
}

impl Import {
    /// The day of each of its ratings and sessions.
    pub(crate) fn days(&self) -> impl Iterator<Item = Day> {
        let rows = self.rows.iter().map(|row| row.date);
        rows.chain(self.sessions.iter().map(|own| own.date)).map(|date| date.unwrap_or(self.date))
    }

    /// It as it stands beside none.
    pub(super) fn alone(&self) -> BesideImport<'_> {
        BesideImport { import: self, of: None }
    }

    /// It as it stands beside another one.
    fn beside(&self, other: &Self) -> BesideImport<'_> {
        BesideImport { import: self, of: Some(&self.format).filter(|format| **format == other.format) }
    }

    /// How much it holds, as another one would have it in common.
    pub(crate) fn holds(&self) -> Overlap {
        Overlap { ratings: self.rows.len(), sessions: self.alone().unrated().len() }
    }

    /// What a later import says otherwise of what both have.
    pub(crate) fn corrections(&self, later: &Self) -> Vec<Correction> {
        let (earlier, now) = (self.beside(later), later.beside(self));
        let own = earlier.ratings();
        let differing = |row: &Imported| {
            let before = own.get(&(now.row_key(row), &row.dimension))?;
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
        let (said, said_now) = (earlier.said(), now.said());
        let both: BTreeSet<SessionKey<'_>> = earlier.rated().into_iter().chain(earlier.unrated()).collect();
        let later_ones: BTreeSet<SessionKey<'_>> = now.rated().into_iter().chain(now.unrated()).collect();
        let held = |import: &Self| {
            let rubric =
                if self.rubric.id == later.rubric.id { String::new() } else { format!(", {}", import.rubric.title) };
            format!("{} at level {}{rubric}", import.title, import.level)
        };
        let (from, to) = (held(self), held(later));
        for key in both.intersection(&later_ones) {
            let (_, candidate, interviewer, _) = key;
            if from != to {
                let (candidate, interviewer) = ((*candidate).clone(), (*interviewer).clone());
                let what = Corrected::Held { from: from.clone(), to: to.clone() };
                all.push(Correction { candidate, interviewer, what });
            }
            if said.get(key) != said_now.get(key) {
                let (candidate, interviewer) = ((*candidate).clone(), (*interviewer).clone());
                all.push(Correction { candidate, interviewer, what: Corrected::Session });
            }
        }
        all
    }

    /// How much of it the other import has, too.
    pub(crate) fn also_in(&self, other: &Self) -> Overlap {
        let (own, theirs) = (self.beside(other), other.beside(self));
        let their_ratings = theirs.ratings();
        let ratings = own.ratings().keys().filter(|key| their_ratings.contains_key(key)).count();
        Overlap { ratings, sessions: own.unrated().intersection(&theirs.unrated()).count() }
    }

    /// The same without what the other import has, too; none where nothing is left.
    pub(crate) fn without(&self, other: &Self) -> Option<Self> {
        let (own, theirs) = (self.beside(other), other.beside(self));
        let (their_ratings, their_unrated, rated) = (theirs.ratings(), theirs.unrated(), own.rated());
        let is_left = |row: &&Imported| !their_ratings.contains_key(&(own.row_key(row), &row.dimension));
        let rows: Vec<Imported> = self.rows.iter().filter(is_left).cloned().collect();
        let left: BTreeSet<SessionKey<'_>> = rows.iter().map(|row| own.row_key(row)).collect();
        let is_left = |session: &&ImportedSession| {
            let key = own.session_key(session);
            if rated.contains(&key) { left.contains(&key) } else { !their_unrated.contains(&key) }
        };
        let sessions: Vec<ImportedSession> = self.sessions.iter().filter(is_left).cloned().collect();
        (!rows.is_empty() || !sessions.is_empty()).then(|| Self { rows, sessions, ..self.clone() })
    }
}

/// An import beside another one, or beside none.
#[derive(Clone, Copy)]
pub(super) struct BesideImport<'a> {
    import: &'a Import,
    /// The format of both, where it is one.
    of: Option<&'a FormatId>,
}

impl<'a> BesideImport<'a> {
    pub(super) fn row_key<'r>(&self, row: &'r Imported) -> SessionKey<'r> {
        let round = round_beside(row.round.as_deref(), self.of);
        (row.date.unwrap_or(self.import.date), &row.candidate, &row.interviewer, round)
    }

    pub(super) fn session_key<'r>(&self, session: &'r ImportedSession) -> SessionKey<'r> {
        let round = round_beside(session.round.as_deref(), self.of);
        (session.date.unwrap_or(self.import.date), &session.candidate, &session.interviewer, round)
    }

    fn ratings(&self) -> BTreeMap<RatingKey<'a>, &'a Imported> {
        self.import.rows.iter().map(|row| ((self.row_key(row), &row.dimension), row)).collect()
    }

    /// The sessions that have ratings.
    fn rated(&self) -> BTreeSet<SessionKey<'a>> {
        self.import.rows.iter().map(|row| self.row_key(row)).collect()
    }

    /// The sessions that have none.
    fn unrated(&self) -> BTreeSet<SessionKey<'a>> {
        let rated = self.rated();
        let sessions = self.import.sessions.iter().map(|session| self.session_key(session));
        sessions.filter(|key| !rated.contains(key)).collect()
    }

    /// What is known of sessions beside their ratings, without what tells them apart.
    fn said(&self) -> BTreeMap<SessionKey<'a>, Vec<ImportedSession>> {
        let mut all: BTreeMap<SessionKey<'_>, Vec<ImportedSession>> = BTreeMap::new();
        for session in &self.import.sessions {
            let alone = ImportedSession { round: None, stage: None, date: None, ..session.clone() };
            all.entry(self.session_key(session)).or_default().push(alone);
        }
        all
    }
}
