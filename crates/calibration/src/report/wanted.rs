//! What a report is asked for: the terms of the model, weights, bands.

use std::collections::BTreeMap;
use std::str::FromStr;

use crate::mixed::{Fixed, Model, Terms};

/// What a report is asked for.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Exactly this model; `None` for whatever of the full one the data can carry.
    pub exact: Option<Model>,
    /// A weight for each dimension of the table.
    pub weights: Vec<u32>,
    /// The bands of a total, lowest first; none where the scale is not the rubric's.
    pub bands: Vec<BandEdge>,
    /// The seed of all draws.
    pub seed: u64,
    /// Every statistic, and who should interview whom next.
    pub details: bool,
    /// Interviewers by name, for the person and the lead.
    pub severity: bool,
}

/// A band's lower bound for the statistics.
#[derive(Debug, Clone, PartialEq)]
pub struct BandEdge {
    /// The band.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its lower bound; the lowest band has none in effect.
    pub from: f64,
}

/// A term of the model, as in `--terms`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// `(1|candidate)`.
    Candidate,
    /// `(1|interviewer)`.
    Interviewer,
    /// `(1|candidate:dimension)`.
    CandidateDimension,
    /// `(1|candidate:interviewer)`.
    Halo,
    /// A fixed effect for each dimension.
    Dimension,
    /// A fixed effect for each round.
    Round,
}

/// A word that is no term.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a term; it is one of candidate, interviewer, dimension, round, candidate_dimension, halo")]
pub struct NotATerm(String);

impl FromStr for Term {
    type Err = NotATerm;

    fn from_str(text: &str) -> Result<Self, NotATerm> {
        match text.trim().replace('-', "_").as_str() {
            "candidate" => Ok(Self::Candidate),
            "interviewer" => Ok(Self::Interviewer),
            "candidate_dimension" => Ok(Self::CandidateDimension),
            "halo" => Ok(Self::Halo),
            "dimension" => Ok(Self::Dimension),
            "round" => Ok(Self::Round),
            _ => Err(NotATerm(text.to_owned())),
        }
    }
}

/// The model of these terms and no others, beside the intercept.
pub fn model_of(terms: &[Term]) -> Model {
    let has = |term: Term| terms.contains(&term);
    Model {
        terms: Terms {
            candidate: has(Term::Candidate),
            interviewer: has(Term::Interviewer),
            candidate_dimension: has(Term::CandidateDimension),
            halo: has(Term::Halo),
        },
        fixed: Fixed { dimension: has(Term::Dimension), round: has(Term::Round) },
    }
}

/// The names behind the ids of a table; an id without one is its own name.
#[derive(Debug, Clone, Default)]
pub struct Called {
    /// By the candidate's id.
    pub candidates: BTreeMap<String, String>,
    /// By the interviewer's id.
    pub interviewers: BTreeMap<String, String>,
}
