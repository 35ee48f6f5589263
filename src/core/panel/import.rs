//! Ratings made on paper or elsewhere: one immutable document, whose rows count as submitted sessions with conclusions only.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::bank::{Question, Signals};
use super::super::day::Day;
use super::super::event::{Beginning, Course, Ending, Entry, Event, Finding, Flag, Recommendation};
use super::super::ids::{
    BankId, CandidateId, DimensionId, FlagId, FormatId, InterviewerId, NotAName, QuestionId, SectionId, SessionId,
    TrackId, slug_of,
};
use super::super::plan::{ASSEMBLER, Banked, IMPORTED, KitRound, Plan, PlannedQuestion, PlannedSection, Slot};
use super::super::rubric::Rubric;
use super::super::scale::{Kind, Level, Millis, Minutes, Percent, Rating};
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
    /// The role track, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub track: Option<TrackId>,
    /// The kit and its round, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kit: Option<KitRound>,
    /// The dimensions that the format is expected to assess.
    pub dimensions: Vec<DimensionId>,
    /// The day, where a row has none of its own.
    pub date: Day,
    /// The rubric, as it was.
    pub rubric: Rubric,
    /// The ratings.
    pub rows: Vec<Imported>,
    /// What interviewers said beside their ratings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<ImportedWords>,
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
    /// The conclusion; absent where the mean of the ratings stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Rating>,
    /// The ratings, question by question.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ratings: Vec<ImportedRating>,
    /// Why the score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Which of several rounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<String>,
    /// A note on the interview as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
}

/// A rating at a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportedRating {
    /// The question's place.
    pub question: Slot,
    /// What sort of question it was, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The rating.
    pub rating: Rating,
}

/// What an interviewer said beside the ratings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportedWords {
    /// Who was interviewed.
    pub candidate: CandidateId,
    /// Who interviewed.
    pub interviewer: InterviewerId,
    /// Which of several rounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<String>,
    /// The day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
    /// The interviewer's own view.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommendation: Option<Recommendation>,
    /// Red flags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<ImportedFlag>,
    /// Notes on the interview as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// A red flag: the rubric's by its name, or one of the interviewer's own by its title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportedFlag {
    /// One of the rubric's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flag: Option<FlagId>,
    /// What one of the interviewer's own is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The question's place.
    pub question: Slot,
    /// What was said or seen.
    pub quote: String,
}

/// What stands as the reason of a conclusion for which an import has none.
pub(crate) const NO_REASON: &str = "imported";

/// Why rows of an import can't stand as sessions.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotImported {
    /// A part of a session's name is none.
    #[error(transparent)]
    Name(#[from] NotAName),
    /// A row has no score.
    #[error("the row of {0} by {1} on {2} has neither a score nor ratings")]
    NoScore(CandidateId, InterviewerId, DimensionId),
    /// A red flag is none.
    #[error("a red flag at {0} has neither a name of the rubric nor a title")]
    NoFlag(Slot),
    /// What the rows say does not follow from what stands before.
    #[error(transparent)]
    Damage(#[from] Damage),
}

/// A rating that a later import has with another score or other words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Correction {
    /// Who was interviewed.
    pub candidate: CandidateId,
    /// Who interviewed.
    pub interviewer: InterviewerId,
    /// What was rated.
    pub dimension: DimensionId,
    /// The score before.
    pub from: String,
    /// The score that the later import has.
    pub to: String,
    /// Whether notes or reasons differ.
    pub words: bool,
}

/// What tells one imported session from another. A round is known by its name in files, so that `R1` and `r1` are one.
type SessionKey<'a> = (Day, &'a CandidateId, &'a InterviewerId, String);

/// What tells one rating of imports from another: its session, and what was rated.
type RatingKey<'a> = (SessionKey<'a>, &'a DimensionId);

fn round_key(round: Option<&str>) -> String {
    round.and_then(slug_of).unwrap_or_else(|| "r1".into())
}

impl Import {
    fn session_key<'a>(&self, row: &'a Imported) -> SessionKey<'a> {
        (row.date.unwrap_or(self.date), &row.candidate, &row.interviewer, round_key(row.round.as_deref()))
    }

    fn words_key<'a>(&self, words: &'a ImportedWords) -> SessionKey<'a> {
        (words.date.unwrap_or(self.date), &words.candidate, &words.interviewer, round_key(words.round.as_deref()))
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
            let words = (&before.note, &before.reason) != (&row.note, &row.reason);
            let scores = (before.score, &before.ratings) != (row.score, &row.ratings);
            (scores || words).then(|| Correction {
                candidate: row.candidate.clone(),
                interviewer: row.interviewer.clone(),
                dimension: row.dimension.clone(),
                from: before.said(),
                to: row.said(),
                words,
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
        let left: BTreeSet<SessionKey<'_>> = rows.iter().map(|row| self.session_key(row)).collect();
        let words = self.sessions.iter().filter(|words| left.contains(&self.words_key(words))).cloned().collect();
        (!rows.is_empty()).then(|| Self { rows, sessions: words, ..self.clone() })
    }

    /// The sessions that the rows stand for: one for each candidate, interviewer, round and day. `mark` ends their names.
    ///
    /// # Errors
    /// Where rows can't stand as a session, such as for a rubric's dimension that there is not.
    pub(crate) fn sessions(&self, mark: &str) -> Result<Vec<(SessionId, Session)>, NotImported> {
        let mut parts: BTreeMap<SessionKey<'_>, SessionParts<'_>> = BTreeMap::new();
        for row in &self.rows {
            parts.entry(self.session_key(row)).or_default().rows.push(row);
        }
        for words in &self.sessions {
            parts.entry(self.words_key(words)).or_default().words.push(words);
        }
        parts.into_iter().map(|(key, parts)| self.session(&key, &parts, mark)).collect()
    }

    fn session(
        &self,
        (date, candidate, interviewer, round): &SessionKey<'_>,
        parts: &SessionParts<'_>,
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
        for row in &parts.rows {
            events.extend(row.events()?);
        }
        for words in &parts.words {
            events.extend(words.events()?);
        }
        events.push(Course::Submitted.into());
        let entries = (1..).zip(events).map(|(seq, event)| Entry { seq, at, ms: Millis(0), event });
        Ok((id, Session::replay(self.plan(parts)?, entries)?))
    }

    /// A plan: a section without questions, and where ratings or flags name questions one with a stand-in for each. What was asked is not
    /// known, so that none of them counts as put to the candidate.
    fn plan(&self, parts: &SessionParts<'_>) -> Result<Plan, NotAName> {
        let questions = parts.questions();
        let stand_in = |(slot, kind, dimensions): (Slot, Option<Kind>, Vec<DimensionId>)| {
            let kind = kind.unwrap_or_else(|| self.kind_without_floor());
            Ok(PlannedQuestion {
                slot,
                must_ask: false,
                why: Vec::new(),
                banked: Banked { bank: BankId::new(IMPORTED)?, question: self.stand_in(slot, kind, dimensions)? }
                    .into(),
            })
        };
        let questions: Vec<PlannedQuestion> = questions.into_iter().map(stand_in).collect::<Result<_, NotAName>>()?;
        let section = |id: &str, minutes, questions| -> Result<PlannedSection, NotAName> {
            Ok(PlannedSection {
                id: SectionId::new(id)?,
                title: "Imported ratings".into(),
                minutes,
                used_minutes: Minutes(0),
                kinds: Vec::new(),
                continues: None,
                script: None,
                questions,
                backups: Vec::new(),
                given_up: Vec::new(),
            })
        };
        let mut sections = vec![section(IMPORTED, self.minutes, Vec::new())?];
        if !questions.is_empty() {
            sections.push(section("imported-questions", Minutes(0), questions)?);
        }
        Ok(Plan {
            version: Version1,
            assembler: ASSEMBLER,
            kit: self.kit.clone(),
            format: self.format.clone(),
            title: self.title.clone(),
            level: self.level,
            track: self.track.clone().map_or_else(|| TrackId::new(IMPORTED), Ok)?,
            technologies: Vec::new(),
            seed: 0,
            minutes: self.minutes,
            dimensions: self.dimensions.clone(),
            sections,
            rubric: self.rubric.clone(),
        })
    }

    /// A kind that no floor of the rubric is about, so that no floor is checked against questions of which the kind is not known.
    fn kind_without_floor(&self) -> Kind {
        let has_floor = |kind: Kind| self.rubric.floors.iter().any(|floor| floor.kind == Some(kind));
        Kind::ALL.iter().copied().find(|kind| !has_floor(*kind)).unwrap_or(Kind::Concept)
    }

    fn stand_in(&self, slot: Slot, kind: Kind, dimensions: Vec<DimensionId>) -> Result<Question, NotAName> {
        Ok(Question {
            id: QuestionId::new(format!("imported-q{}", slot.0))?,
            prompt: "A question of an interview that was imported".into(),
            kind,
            level: self.level,
            difficulty: 3,
            minutes: Minutes(0),
            topics: Vec::new(),
            technologies: Vec::new(),
            dimensions,
            answer: String::new(),
            signals: Signals::default(),
            hints: Vec::new(),
            follow_ups: Vec::new(),
            handout: None,
            enemies: Vec::new(),
            blanks: Vec::new(),
            retired: false,
        })
    }
}

impl Imported {
    /// What is recorded of it.
    fn events(&self) -> Result<Vec<Event>, NotImported> {
        if self.score.is_none() && self.ratings.is_empty() {
            let (candidate, interviewer) = (self.candidate.clone(), self.interviewer.clone());
            return Err(NotImported::NoScore(candidate, interviewer, self.dimension.clone()));
        }
        let rated = |rating: &ImportedRating| Finding::Rated {
            slot: rating.question,
            dimension: self.dimension.clone(),
            rating: Some(rating.rating),
        };
        let mut found: Vec<Finding> = self.ratings.iter().map(rated).collect();
        if self.score.is_some() || self.reason.is_some() {
            let reason = self.reason.clone().unwrap_or_else(|| NO_REASON.into());
            found.push(Finding::Concluded { dimension: self.dimension.clone(), score: self.score, reason });
        }
        found.extend(self.note.clone().map(|text| Finding::Noted { slot: None, text }));
        Ok(found.into_iter().map(Event::from).collect())
    }

    /// Its score in words: the conclusion, else what the mean is of.
    fn said(&self) -> String {
        let ratings: Vec<String> = self.ratings.iter().map(|rating| rating.rating.to_string()).collect();
        match self.score {
            Some(score) => score.to_string(),
            None => format!("the mean of {}", ratings.join(", ")),
        }
    }
}

impl ImportedWords {
    /// What is recorded of them.
    fn events(&self) -> Result<Vec<Event>, NotImported> {
        let mut found: Vec<Finding> = Vec::new();
        for raised in &self.flags {
            let flag = match (&raised.flag, &raised.title) {
                (Some(id), _) => Flag::Listed(id.clone()),
                (None, Some(title)) => Flag::Own(title.clone()),
                (None, None) => return Err(NotImported::NoFlag(raised.question)),
            };
            found.push(Finding::Flagged { flag, slot: raised.question, quote: raised.quote.clone() });
        }
        found.extend(self.notes.iter().map(|text| Finding::Noted { slot: None, text: text.clone() }));
        found.extend(self.recommendation.clone().map(Finding::Recommended));
        Ok(found.into_iter().map(Event::from).collect())
    }

    /// Whether anything is said.
    pub(crate) fn say_anything(&self) -> bool {
        self.recommendation.is_some() || !self.flags.is_empty() || !self.notes.is_empty()
    }
}

/// What belongs to one session.
#[derive(Debug, Default)]
struct SessionParts<'a> {
    rows: Vec<&'a Imported>,
    words: Vec<&'a ImportedWords>,
}

impl SessionParts<'_> {
    /// The questions that are named, with their kind and what was rated at them, in the order in which they came up as far as it is known.
    fn questions(&self) -> Vec<(Slot, Option<Kind>, Vec<DimensionId>)> {
        let mut known: BTreeMap<Slot, (Option<Kind>, Vec<DimensionId>)> = BTreeMap::new();
        for row in &self.rows {
            for rating in &row.ratings {
                let (kind, dimensions) = known.entry(rating.question).or_default();
                *kind = kind.or(rating.kind);
                dimensions.push(row.dimension.clone());
            }
        }
        for raised in self.words.iter().flat_map(|words| &words.flags) {
            known.entry(raised.question).or_default();
        }
        let sequences = self.rows.iter().map(|row| row.ratings.iter().map(|rating| rating.question).collect());
        let order = in_order(known.keys().copied().collect(), &sequences.collect::<Vec<_>>());
        let question = |slot| known.remove(&slot).map(|(kind, dimensions)| (slot, kind, dimensions));
        order.into_iter().filter_map(question).collect()
    }
}

/// Slots in an order that keeps that of each sequence, the smallest first where several may come next. Where sequences contradict each
/// other, as only a document can that somebody changed, the smallest comes.
fn in_order(mut left: BTreeSet<Slot>, sequences: &[Vec<Slot>]) -> Vec<Slot> {
    let mut after: BTreeMap<Slot, BTreeSet<Slot>> = BTreeMap::new();
    let mut waits: BTreeMap<Slot, usize> = BTreeMap::new();
    for (before, then) in sequences.iter().flat_map(|sequence| sequence.iter().zip(sequence.iter().skip(1))) {
        if after.entry(*before).or_default().insert(*then) {
            *waits.entry(*then).or_default() += 1;
        }
    }
    let mut ready: BTreeSet<Slot> = left.iter().filter(|slot| !waits.contains_key(slot)).copied().collect();
    let mut order = Vec::new();
    while let Some(next) = ready.pop_first().or_else(|| left.first().copied()) {
        if !left.remove(&next) {
            continue;
        }
        order.push(next);
        for then in after.remove(&next).unwrap_or_default() {
            if let Some(count) = waits.get_mut(&then) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    ready.insert(then);
                }
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_come_in_the_order_of_all_sequences() {
        let slots = |numbers: &[u16]| numbers.iter().copied().map(Slot).collect::<Vec<_>>();
        let order = |all: &[&[u16]]| {
            let sequences: Vec<Vec<Slot>> = all.iter().map(|one| slots(one)).collect();
            in_order(sequences.iter().flatten().copied().collect(), &sequences)
        };
        assert_eq!(order(&[&[1, 5], &[6], &[1, 6, 5]]), slots(&[1, 6, 5]));
        assert_eq!(order(&[&[1, 2, 8, 4], &[6], &[1, 8, 6]]), slots(&[1, 2, 8, 4, 6]));
        assert_eq!(order(&[&[2, 1], &[1, 2]]).len(), 2);
    }
}
