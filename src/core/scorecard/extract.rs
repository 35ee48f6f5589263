//! What a spreadsheet takes of a scorecard: all but the evidence, from a session's summary and what was said of the whole.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::super::event::Ending;
use super::super::exact::Exact;
use super::super::ids::{BandId, DimensionId, InterviewerId, SessionId};
use super::super::panel::NO_REASON;
use super::super::people::People;
use super::super::ratings::course::{AmenderText, AmendmentText, HandOverText};
use super::super::rubric::Dimension;
use super::super::scale::Rating;
use super::super::session::{Began, Session, SlotRating, Summary};
use super::card::FlagLine;
use super::changes::changes;
use super::evaluate::verdict;
use super::scoring::Verdict;

/// What was said in an interview beside its scores, and what came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remarks {
    /// The notes that are on no question.
    pub notes: Vec<String>,
    /// Why the interviewer would give the band; may be empty.
    pub reason: String,
    /// What went well.
    pub strengths: Vec<String>,
    /// What to work on.
    pub growth: Vec<String>,
    /// Why the conclusions, where that was said.
    pub reasons: BTreeMap<DimensionId, String>,
    /// Who handed over, and when, in turn.
    pub hand_overs: Vec<(InterviewerId, DateTime<FixedOffset>)>,
    /// What was changed after submission.
    pub amendments: Vec<AmendmentText>,
}

impl Remarks {
    /// What was said in a session.
    pub fn of(session: &Session) -> Self {
        let state = session.state();
        let recommended = state.recommendation.clone().unwrap_or_default();
        // What an import has in the place of a reason is none.
        let has_reason = |reason: &str| !reason.is_empty() && reason != NO_REASON;
        let concluded = state.conclusions.iter().filter(|(_, conclusion)| has_reason(&conclusion.reason));
        Self {
            notes: state.notes_on(None).map(|note| note.text.clone()).collect(),
            reason: recommended.reason,
            strengths: recommended.strengths,
            growth: recommended.growth,
            reasons: concluded.map(|(dimension, own)| (dimension.clone(), own.reason.clone())).collect(),
            hand_overs: state.hand_overs.iter().map(|own| (own.from.clone(), own.at)).collect(),
            // Names stand only in people.json.
            amendments: changes(session.plan(), state, &BTreeMap::new())
                .into_iter()
                .zip(&state.amendments)
                .map(|(line, amendment)| AmendmentText {
                    at: amendment.at,
                    reason: line.reason,
                    by: line.by.map(|by| AmenderText { name: by.name, id: by.id }),
                    what: line.what,
                    from: line.from,
                    to: line.to,
                })
                .collect(),
        }
    }
}

/// A scorecard as a spreadsheet has it.
#[derive(Debug)]
pub(crate) struct Extract<'a> {
    /// The session.
    pub session: &'a SessionId,
    /// What is known of it.
    pub summary: &'a Summary,
    /// How it began.
    pub began: &'a Began,
    /// What was said beside the scores.
    pub remarks: &'a Remarks,
    /// The candidate's name.
    pub candidate: &'a str,
    /// The name of the interviewer whose scorecard it is.
    pub interviewer: &'a str,
    /// The names of those who interviewed before and handed over, each once.
    pub earlier: Vec<&'a str>,
    /// All who handed over, in turn.
    pub hand_overs: Vec<HandOverText>,
    /// What was changed after submission, with the names of those who did it.
    pub amendments: Vec<AmendmentText>,
    verdict: Verdict,
}

/// A dimension of an extract.
#[derive(Debug)]
pub(crate) struct ExtractLine<'a> {
    /// Which.
    pub dimension: &'a Dimension,
    /// The score; none where not assessed.
    pub score: Option<Exact>,
    /// The interviewer's conclusion.
    pub conclusion: Option<Rating>,
    /// The ratings, question by question.
    pub ratings: Vec<&'a SlotRating>,
    /// Why the conclusion; empty where nobody said it.
    pub reason: &'a str,
}

impl<'a> Extract<'a> {
    /// The extract of a session; none before it has begun.
    pub(crate) fn of(
        session: &'a SessionId,
        (summary, remarks): (&'a Summary, &'a Remarks),
        people: &'a People,
    ) -> Option<Self> {
        let began = summary.began.as_ref()?;
        let mut earlier: Vec<&str> = Vec::new();
        for name in began.handed_over.iter().map(|id| people.interviewer_called_by(id)) {
            if !earlier.contains(&name) {
                earlier.push(name);
            }
        }
        Some(Self {
            session,
            summary,
            began,
            remarks,
            candidate: people.candidate_called_by(&began.candidate),
            interviewer: people.interviewer_called_by(&began.interviewer),
            earlier,
            hand_overs: remarks
                .hand_overs
                .iter()
                .map(|(id, until)| HandOverText {
                    name: people.interviewer_called_by(id).to_owned(),
                    id: id.clone(),
                    until: *until,
                })
                .collect(),
            amendments: remarks.amendments.iter().map(|own| named(own, people)).collect(),
            verdict: verdict(summary),
        })
    }

    /// How the conversation ended.
    pub(crate) fn ending(&self) -> Ending {
        self.summary.ending.unwrap_or(Ending::StoppedEarly)
    }

    /// Whole percent of the weight that was assessed.
    pub(crate) fn assessed_weight(&self) -> u32 {
        self.verdict.assessed_weight
    }

    /// The exact total; none where too little was assessed.
    pub(crate) fn total(&self) -> Option<&Exact> {
        self.verdict.total.as_ref()
    }

    /// The band; practice and a no-show have none.
    pub(crate) fn band(&self) -> Option<&BandId> {
        let has_none = self.began.mock || self.summary.is_no_show();
        self.verdict.band.as_ref().filter(|_| !has_none)
    }

    /// The dimensions of the rubric, in its order; of a no-show nothing is assessed.
    pub(crate) fn dimensions(&self) -> impl Iterator<Item = ExtractLine<'a>> {
        let (summary, remarks, assessed) = (self.summary, self.remarks, !self.summary.is_no_show());
        summary.plan.rubric.dimensions.iter().map(move |dimension| ExtractLine {
            dimension,
            score: summary.dimension_score(&dimension.id).filter(|_| assessed),
            conclusion: summary.conclusion(&dimension.id).filter(|_| assessed),
            ratings: summary.ratings_on(&dimension.id).filter(|_| assessed).collect(),
            reason: remarks.reasons.get(&dimension.id).filter(|_| assessed).map_or("", String::as_str),
        })
    }

    /// The red flags.
    pub(crate) fn flags(&self) -> impl Iterator<Item = FlagLine> {
        let rubric = &self.summary.plan.rubric;
        self.summary.flags.iter().filter_map(|raised| FlagLine::of(raised, rubric))
    }
}

/// A change after submission with the name of who did it, as it is known.
fn named(own: &AmendmentText, people: &People) -> AmendmentText {
    let by = own.by.as_ref().map(|by| AmenderText { name: people.interviewer_name(&by.id), id: by.id.clone() });
    AmendmentText { by, ..own.clone() }
}

#[cfg(test)]
mod tests {
    use super::super::{About, evaluate};
    use super::*;
    use crate::store;

    /// A spreadsheet says what the scorecard says, though it is made of less.
    #[test]
    fn an_extract_says_what_the_scorecard_says() {
        let (sessions, people) = store::example().expect("the example reads");
        assert!(!sessions.is_empty());
        let mut reasons = 0;
        for found in sessions {
            let state = found.session.state();
            let (summary, remarks) = (found.session.summary(), Remarks::of(&found.session));
            let own = Extract::of(&found.id, (&summary, &remarks), &people).expect("it began");
            let about = About::of(&found.id, state, &people).expect("it began");
            assert_eq!((own.candidate, own.interviewer), (about.candidate.as_str(), about.interviewer.as_str()));
            let card = evaluate(found.session.plan(), state, about).expect("it began");
            assert_eq!(own.assessed_weight(), card.result.assessed_weight);
            assert_eq!((own.total(), own.band()), (card.result.total.as_ref(), card.result.band.as_ref()));
            assert_eq!(own.ending(), card.round.ending);
            let lines: Vec<ExtractLine<'_>> = own.dimensions().collect();
            assert_eq!(lines.len(), card.dimensions.len());
            for (line, full) in lines.iter().zip(&card.dimensions) {
                assert_eq!((&line.dimension.id, line.dimension.weight), (&full.id, full.weight));
                assert_eq!((&line.score, line.conclusion), (&full.score, full.conclusion));
                let ratings = line.ratings.iter().map(|own| (own.slot, own.rating));
                assert!(ratings.eq(full.ratings.iter().map(|own| (own.slot, own.rating))));
                for rated in &line.ratings {
                    let asked = card.questions.iter().find(|asked| asked.slot == rated.slot);
                    assert_eq!(asked.map(|asked| asked.kind), Some(rated.kind));
                }
                assert_eq!(line.reason, full.reason);
                reasons += usize::from(!line.reason.is_empty());
            }
            assert!(remarks.notes.iter().eq(card.notes.iter().map(|note| &note.text)));
            assert!(own.flags().eq(card.flags.iter().cloned()));
            let changes = card.changes.iter().map(|line| (&line.what, &line.from, &line.to, &line.reason));
            assert!(remarks.amendments.iter().map(|own| (&own.what, &own.from, &own.to, &own.reason)).eq(changes));
            let said = card.recommendation.map(|said| (said.reason, said.strengths, said.growth));
            assert_eq!(said, Some((remarks.reason, remarks.strengths, remarks.growth)));
        }
        assert!(reasons > 0, "the example says why");
    }
}
