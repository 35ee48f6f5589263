//! Which terms the data can carry: a term needs more levels than others explain, and error below it.

use std::str::FromStr;

use serde::Serialize;

use super::{Fixed, Model, Terms};
use crate::ratings::Ratings;

/// An effect that a score may be made of, beside the intercept and the error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// A fixed effect for each dimension.
    Dimension,
    /// A fixed effect for each round.
    Round,
    /// `(1|candidate)`.
    Candidate,
    /// `(1|interviewer)`.
    Interviewer,
    /// `(1|candidate:dimension)`.
    CandidateDimension,
    /// `(1|candidate:interviewer)`.
    Halo,
}

/// A word that is no term.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a term; it is one of candidate, interviewer, dimension, round, candidate_dimension, halo")]
pub struct NotATerm(String);

impl Term {
    /// All of them, fixed ones first.
    pub const ALL: [Self; 6] =
        [Self::Dimension, Self::Round, Self::Candidate, Self::Interviewer, Self::CandidateDimension, Self::Halo];

    /// The word for it in models and documents.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Dimension => "dimension",
            Self::Round => "round",
            Self::Candidate => "candidate",
            Self::Interviewer => "interviewer",
            Self::CandidateDimension => "candidate_dimension",
            Self::Halo => "halo",
        }
    }

    /// The word for it in sentences.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::CandidateDimension => "candidate x dimension",
            Self::Dimension | Self::Round | Self::Candidate | Self::Interviewer | Self::Halo => self.key(),
        }
    }

    /// Whether its effects are fixed ones, not draws from a normal distribution.
    #[must_use]
    pub fn is_fixed(self) -> bool {
        matches!(self, Self::Dimension | Self::Round)
    }
}

impl FromStr for Term {
    type Err = NotATerm;

    fn from_str(text: &str) -> Result<Self, NotATerm> {
        let word = text.trim().replace('-', "_");
        Self::ALL.into_iter().find(|term| term.key() == word).ok_or_else(|| NotATerm(text.to_owned()))
    }
}

impl Model {
    /// These terms and no others, beside the intercept.
    #[must_use]
    pub fn of(terms: &[Term]) -> Self {
        let has = |term: Term| terms.contains(&term);
        Self {
            terms: Terms {
                candidate: has(Term::Candidate),
                interviewer: has(Term::Interviewer),
                candidate_dimension: has(Term::CandidateDimension),
                halo: has(Term::Halo),
            },
            fixed: Fixed { dimension: has(Term::Dimension), round: has(Term::Round) },
        }
    }

    /// The same without a term.
    #[must_use]
    pub fn without(self, term: Term) -> Self {
        let kept: Vec<Term> = Term::ALL.into_iter().filter(|own| *own != term && self.has(*own)).collect();
        Self::of(&kept)
    }

    /// Whether a term is in the model.
    #[must_use]
    pub fn has(self, term: Term) -> bool {
        match term {
            Term::Dimension => self.fixed.dimension,
            Term::Round => self.fixed.round,
            Term::Candidate => self.terms.candidate,
            Term::Interviewer => self.terms.interviewer,
            Term::CandidateDimension => self.terms.candidate_dimension,
            Term::Halo => self.terms.halo,
        }
    }
}

/// A term or effect that was wanted but is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Dropped {
    /// The term.
    pub term: Term,
    /// Why.
    pub reason: DropReason,
}

/// Why a term is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum DropReason {
    /// There is only one level, so nothing differs.
    #[error("there is only one")]
    OneLevel,
    /// Each level has one rating only, so it cannot be told from error.
    #[error("nothing was rated twice, so it cannot be told from error")]
    NotRepeated,
    /// Its levels are those of the other terms, so it cannot be told from them.
    #[error("it cannot be told from the other terms")]
    SameAsOthers,
    /// With it, the terms explain every rating.
    #[error("with it no error would be left")]
    LeavesNoError,
    /// It has too many levels for equations that are too large to factor.
    #[error("of so many candidates and interviewers, it has too many levels")]
    TooManyLevels,
}

/// The part of the model that the data can carry, and what had to go.
#[must_use]
pub fn supported(ratings: &Ratings, model: Model) -> (Model, Vec<Dropped>) {
    let counts = Counts::of(ratings);
    let (mut model, mut dropped) = (model, Vec::new());
    let mut judge = |wanted: &mut bool, term: Term, reason: Option<DropReason>| {
        if let (true, Some(reason)) = (*wanted, reason) {
            *wanted = false;
            dropped.push(Dropped { term, reason });
        }
    };
    let n = counts.ratings;
    let single = |levels: usize| {
        if levels < 2 {
            Some(DropReason::OneLevel)
        } else if levels >= n {
            Some(DropReason::NotRepeated)
        } else {
            None
        }
    };
    judge(&mut model.fixed.dimension, Term::Dimension, (counts.dimensions < 2).then_some(DropReason::OneLevel));
    judge(&mut model.fixed.round, Term::Round, (counts.rounds < 2).then_some(DropReason::OneLevel));
    judge(&mut model.terms.candidate, Term::Candidate, single(counts.candidates));
    let same =
        (counts.pairs == counts.interviewers && counts.pairs == counts.candidates).then_some(DropReason::SameAsOthers);
    judge(&mut model.terms.interviewer, Term::Interviewer, single(counts.interviewers).or(same));
    let spare = |levels: usize, used: usize| (levels <= used).then_some(DropReason::SameAsOthers);
    let crossed = counts.candidates + counts.interviewers - counts.groups.min(counts.candidates);
    judge(&mut model.terms.halo, Term::Halo, single(counts.pairs).or(spare(counts.pairs, crossed)));
    let used = counts.candidates + counts.dimensions.max(1) - 1;
    judge(
        &mut model.terms.candidate_dimension,
        Term::CandidateDimension,
        (counts.dimensions < 2)
            .then_some(DropReason::OneLevel)
            .or(single(counts.levels))
            .or(spare(counts.levels, used)),
    );
    (model, dropped)
}

struct Counts {
    ratings: usize,
    candidates: usize,
    interviewers: usize,
    dimensions: usize,
    rounds: usize,
    pairs: usize,
    levels: usize,
    groups: usize,
}

impl Counts {
    fn of(ratings: &Ratings) -> Self {
        let rows = ratings.rows();
        let (mut pairs, mut levels) = (0, 0);
        let mut seen = vec![usize::MAX; ratings.dimensions().len()];
        for candidate in 0..ratings.candidates().len() {
            let mut last = None;
            for row in ratings.of_candidate(candidate) {
                if last != Some(rows.interviewer[row]) {
                    last = Some(rows.interviewer[row]);
                    pairs += 1;
                }
                let mark = &mut seen[usize::from(rows.dimension[row])];
                if *mark != candidate {
                    *mark = candidate;
                    levels += 1;
                }
            }
        }
        Self {
            ratings: ratings.len(),
            candidates: ratings.candidates().len(),
            interviewers: ratings.interviewers().len(),
            dimensions: ratings.dimensions().len(),
            rounds: ratings.rounds().len(),
            pairs,
            levels,
            groups: crate::design::components(ratings).count,
        }
    }
}
