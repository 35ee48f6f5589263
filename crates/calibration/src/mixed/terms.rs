//! Which terms the data can carry: a term needs more levels than others explain, and error below it.

use std::fmt;

use serde::Serialize;

use super::Model;
use crate::ratings::Ratings;

/// A term or effect that was wanted but is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Dropped {
    /// Its name as in `--terms`.
    pub term: &'static str,
    /// Why.
    pub reason: DropReason,
}

/// Why a term is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DropReason {
    /// There is only one level, so nothing differs.
    OneLevel,
    /// Each level has one rating only, so it cannot be told from error.
    NotRepeated,
    /// Its levels are those of the other terms, so it cannot be told from them.
    SameAsOthers,
}

impl fmt::Display for DropReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OneLevel => "there is only one",
            Self::NotRepeated => "nothing was rated twice, so it cannot be told from error",
            Self::SameAsOthers => "it cannot be told from the other terms",
        })
    }
}

/// The part of the model that the data can carry, and what had to go.
#[must_use]
pub fn supported(ratings: &Ratings, model: Model) -> (Model, Vec<Dropped>) {
    let counts = Counts::of(ratings);
    let (mut model, mut dropped) = (model, Vec::new());
    let mut judge = |wanted: &mut bool, term: &'static str, reason: Option<DropReason>| {
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
    judge(&mut model.fixed.dimension, "dimension", (counts.dimensions < 2).then_some(DropReason::OneLevel));
    judge(&mut model.fixed.round, "round", (counts.rounds < 2).then_some(DropReason::OneLevel));
    judge(&mut model.terms.candidate, "candidate", single(counts.candidates));
    let same =
        (counts.pairs == counts.interviewers && counts.pairs == counts.candidates).then_some(DropReason::SameAsOthers);
    judge(&mut model.terms.interviewer, "interviewer", single(counts.interviewers).or(same));
    let spare = |levels: usize, used: usize| (levels <= used).then_some(DropReason::SameAsOthers);
    let crossed = counts.candidates + counts.interviewers - counts.groups.min(counts.candidates);
    judge(&mut model.terms.halo, "halo", single(counts.pairs).or(spare(counts.pairs, crossed)));
    let used = counts.candidates + counts.dimensions.max(1) - 1;
    judge(
        &mut model.terms.candidate_dimension,
        "candidate_dimension",
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
