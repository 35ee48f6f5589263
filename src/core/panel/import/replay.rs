//! The sessions that an import stands for: a plan with stand-ins for what was asked, and what is known of each as what happened in it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};

use super::super::super::bank::{Question, QuestionText};
use super::super::super::event::{Beginning, Change, Course, Ending, Entry, Event, Finding, Flag};
use super::super::super::ids::{
    BankId, CandidateId, DimensionId, InterviewerId, NotAName, QuestionId, SectionId, SessionId, TrackId,
};
use super::super::super::plan::{ASSEMBLER, Banked, IMPORTED, Plan, PlannedQuestion, PlannedSection, Slot};
use super::super::super::scale::{Kind, Millis, Minutes, Percent};
use super::super::super::session::{Damage, Session};
use super::super::super::version::Version1;
use super::overlap::SessionKey;
use super::{Import, Imported, ImportedRating, ImportedSession, NO_REASON};

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

impl Import {
    /// The sessions that the rows stand for: one for each candidate, interviewer, round and day. `mark` ends their names.
    ///
    /// # Errors
    /// Where rows can't stand as a session, such as for a rubric's dimension that there is not.
    pub(crate) fn sessions(&self, mark: &str) -> Result<Vec<(SessionId, Session)>, NotImported> {
        let mut parts: BTreeMap<SessionKey<'_>, SessionParts<'_>> = BTreeMap::new();
        let alone = self.alone();
        for row in &self.rows {
            parts.entry(alone.row_key(row)).or_default().rows.push(row);
        }
        for session in &self.sessions {
            parts.entry(alone.session_key(session)).or_default().beside.push(session);
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
        let noon = date.noon();
        let mut told = Telling { at: noon, ms: Millis(0), entries: Vec::new() };
        let hand_overs: Vec<_> = parts.beside.iter().flat_map(|own| &own.handed_over).collect();
        let beginning = Beginning {
            candidate: (*candidate).clone(),
            interviewer: hand_overs.first().map_or(*interviewer, |first| &first.interviewer).clone(),
            mock: parts.beside.iter().any(|own| own.mock),
            extra_time: Percent::default(),
            filling: Vec::new(),
        };
        told.event(Course::Began(beginning));
        let next = hand_overs.iter().skip(1).map(|next| &next.interviewer).chain([*interviewer]);
        for (hand_over, to) in hand_overs.iter().zip(next) {
            told.at = hand_over.until;
            told.event(Course::HandedOver { to: to.clone() });
        }
        told.at = noon;
        // What was found is recorded before the end, at the beginning of the clocks: when it was, nobody knows.
        let mut concluded = Vec::new();
        for row in &parts.rows {
            told.findings(row.findings()?, &mut concluded);
        }
        for own in &parts.beside {
            told.findings(own.findings()?, &mut concluded);
        }
        let minutes = parts.beside.iter().filter_map(|own| own.minutes_used).max();
        told.ms = Millis(minutes.unwrap_or_default().saturating_mul(60_000));
        let ending = parts.beside.iter().find_map(|own| own.ending);
        told.event(Course::Ended(ending.unwrap_or(Ending::Completed)));
        for finding in concluded {
            told.event(finding);
        }
        told.event(Course::Submitted);
        for amendment in parts.beside.iter().flat_map(|own| &own.amendments) {
            told.at = amendment.at;
            let (what, from, to) = (amendment.what.clone(), amendment.from.clone(), amendment.to.clone());
            let (reason, by) = (amendment.reason.clone(), amendment.by.clone());
            told.event(Event::Amended { reason, by, change: Change::Told { what, from, to } });
        }
        Ok((id, Session::replay(self.plan(parts)?, told.entries)?))
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
                kinds: self.kinds.clone(),
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
            cohort: None,
            format: self.format.clone(),
            stage: parts.stage(),
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
            kind,
            level: self.level,
            difficulty: 3,
            minutes: Minutes(0),
            topics: Vec::new(),
            technologies: Vec::new(),
            dimensions,
            enemies: Vec::new(),
            blanks: Vec::new(),
            retired: false,
            wording: QuestionText {
                prompt: "A question of an interview that was imported".into(),
                ..QuestionText::default()
            }
            .into(),
        })
    }
}

impl Imported {
    /// What was found.
    fn findings(&self) -> Result<Vec<Finding>, NotImported> {
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
        Ok(found)
    }

    /// Its score in words: the conclusion, else what the mean is of.
    pub(super) fn said(&self) -> String {
        let ratings: Vec<String> = self.ratings.iter().map(|rating| rating.rating.to_string()).collect();
        match self.score {
            Some(score) => score.to_string(),
            None => format!("the mean of {}", ratings.join(", ")),
        }
    }
}

impl ImportedSession {
    /// What was found beside the ratings.
    fn findings(&self) -> Result<Vec<Finding>, NotImported> {
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
        found.extend(self.not_assessed.iter().map(|own| Finding::Concluded {
            dimension: own.dimension.clone(),
            score: None,
            reason: own.reason.clone(),
        }));
        found.extend(self.recommendation.clone().map(Finding::Recommended));
        Ok(found)
    }

    /// Whether anything is said.
    pub(crate) fn says_anything(&self) -> bool {
        let Self {
            candidate: _,
            interviewer: _,
            round: _,
            stage: _,
            date: _,
            recommendation,
            flags,
            notes,
            ending,
            mock,
            minutes_used,
            handed_over,
            not_assessed,
            amendments,
        } = self;
        recommendation.is_some()
            || !flags.is_empty()
            || !notes.is_empty()
            || ending.is_some()
            || *mock
            || minutes_used.is_some()
            || !handed_over.is_empty()
            || !not_assessed.is_empty()
            || !amendments.is_empty()
    }
}

/// A session as it is told, entry by entry.
struct Telling {
    at: DateTime<FixedOffset>,
    ms: Millis,
    entries: Vec<Entry>,
}

impl Telling {
    fn event(&mut self, event: impl Into<Event>) {
        let seq = self.entries.len() as u64 + 1;
        self.entries.push(Entry { seq, at: self.at, ms: self.ms, event: event.into() });
    }

    /// Records what was found in the conversation; what was concluded after it comes later.
    fn findings(&mut self, found: Vec<Finding>, concluded: &mut Vec<Finding>) {
        for finding in found {
            match finding {
                Finding::Concluded { .. } | Finding::Recommended(_) => concluded.push(finding),
                Finding::Observed { .. }
                | Finding::Rated { .. }
                | Finding::Noted { .. }
                | Finding::Flagged { .. }
                | Finding::Ticked { .. } => self.event(finding),
            }
        }
    }
}

/// What belongs to one session.
#[derive(Debug, Default)]
struct SessionParts<'a> {
    rows: Vec<&'a Imported>,
    beside: Vec<&'a ImportedSession>,
}

impl SessionParts<'_> {
    /// The stage that it was, where any of it says so.
    fn stage(&self) -> Option<String> {
        let rows = self.rows.iter().map(|row| row.stage.as_ref());
        rows.chain(self.beside.iter().map(|own| own.stage.as_ref())).flatten().next().cloned()
    }

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
        for raised in self.beside.iter().flat_map(|own| &own.flags) {
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
