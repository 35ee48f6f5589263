//! How questions were used: how often and when they were asked, how they were rated, and how well they separate candidates.

use std::collections::{BTreeMap, BTreeSet};

use calibration::{Discrimination, discrimination};
use chrono::{DateTime, FixedOffset};

use super::exact::Exact;
use super::ids::{CandidateId, QuestionId};
use super::session::{Phase, Summary};

/// How a question was used.
#[derive(Debug, Clone, PartialEq)]
pub struct Usage {
    /// In how many sessions it was asked, practice included: whoever was asked it knows it. Interviewers of one interview who each keep a
    /// session count each.
    pub asked: usize,
    /// Of how many candidates.
    pub candidates: usize,
    /// When the last session began in which it was asked.
    pub last_asked: Option<DateTime<FixedOffset>>,
    /// How many candidates were rated on it in submitted interviews that are no practice.
    pub rated: usize,
    /// The mean of what they were rated, each candidate once.
    pub mean: Option<Exact>,
    /// How well it separates them.
    pub discrimination: Discrimination,
}

impl Default for Usage {
    /// That of a question that was never asked.
    fn default() -> Self {
        Self { asked: 0, candidates: 0, last_asked: None, rated: 0, mean: None, discrimination: Discrimination::TooFew }
    }
}

/// What sessions say of one question.
#[derive(Default)]
struct Gathered<'a> {
    asked: usize,
    candidates: BTreeSet<&'a CandidateId>,
    last_asked: Option<DateTime<FixedOffset>>,
    rated: BTreeMap<&'a CandidateId, RatedItem>,
}

/// A candidate's ratings on a question, one for each interview, and on the others of the same interviews.
#[derive(Default)]
struct RatedItem {
    own: Vec<Exact>,
    rest: Vec<Exact>,
}

/// The use of every question that was asked: asked by sessions, rated by candidates, each of whom counts once whoever interviewed.
pub fn usage<'a>(sessions: impl IntoIterator<Item = &'a Summary>) -> BTreeMap<&'a QuestionId, Usage> {
    let mut all: BTreeMap<&QuestionId, Gathered<'_>> = BTreeMap::new();
    for session in sessions {
        let Some(began) = &session.began else { continue };
        for put in session.questions_asked() {
            let of = all.entry(&put.question).or_default();
            of.asked += 1;
            of.candidates.insert(&began.candidate);
            of.last_asked = of.last_asked.max(Some(began.at));
        }
        if session.phase == Phase::Submitted && !began.mock {
            rated(session, &began.candidate, &mut all);
        }
    }
    all.into_iter().map(|(question, gathered)| (question, gathered.usage())).collect()
}

/// Adds the ratings of a session: the mean of each question's, and of those of its others.
fn rated<'a>(session: &'a Summary, candidate: &'a CandidateId, all: &mut BTreeMap<&'a QuestionId, Gathered<'a>>) {
    let mut ratings: BTreeMap<&QuestionId, Vec<_>> = BTreeMap::new();
    for rated in &session.ratings {
        // What goes on with a question in another section is rated there, and is a part of it.
        if let Some(put) = session.put.iter().find(|put| put.slot == rated.slot) {
            ratings.entry(&put.question).or_default().push(rated.rating);
        }
    }
    let means = ratings.into_iter().filter_map(|(question, own)| Some((question, Exact::mean_rating(own)?)));
    let means: Vec<(&QuestionId, Exact)> = means.collect();
    for (at, (question, own)) in means.iter().enumerate() {
        let others = means.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, (_, mean))| mean);
        let of = all.entry(question).or_default().rated.entry(candidate).or_default();
        of.own.push(own.clone());
        of.rest.extend(Exact::mean(others));
    }
}

impl Gathered<'_> {
    fn usage(self) -> Usage {
        let own: Vec<Exact> = self.rated.values().filter_map(|of| Exact::mean(&of.own)).collect();
        let pairs: Vec<(f64, f64)> = self
            .rated
            .values()
            .filter_map(|of| Some((Exact::mean(&of.own)?.to_f64(), Exact::mean(&of.rest)?.to_f64())))
            .collect();
        Usage {
            asked: self.asked,
            candidates: self.candidates.len(),
            last_asked: self.last_asked,
            rated: own.len(),
            mean: Exact::mean(&own),
            discrimination: discrimination(&pairs),
        }
    }
}
