//! Ratings that say again who rated whom on what, with both scores.

use std::collections::HashMap;

use super::super::day::Day;
use super::super::ids::slug_of;
use super::super::rubric::Rubric;
use super::Account;
use super::Spot;
use super::take::{Intake, Understood};

/// What tells ratings apart.
type RepeatKey = (u32, u32, String, String, String);

/// A rating that repeats another.
#[derive(Debug, Clone, PartialEq)]
struct RepeatedRating {
    candidate: u32,
    interviewer: u32,
    dimension: String,
    first: (Spot, f64),
    again: (Spot, f64),
}

/// The first ratings of a source that repeat others.
#[derive(Debug)]
pub(crate) struct RepeatedRatings<'a> {
    rubric: &'a Rubric,
    firsts: HashMap<RepeatKey, (Spot, f64)>,
    found: Vec<RepeatedRating>,
    /// The session of the ratings that come, where the source says.
    pub(crate) session: String,
}

/// How many are named.
const NAMED: usize = 8;
/// Among how many ratings they are looked for.
const LOOKED_AT: usize = 200_000;

impl<'a> RepeatedRatings<'a> {
    pub(crate) fn new(rubric: &'a Rubric) -> Self {
        Self { rubric, firsts: HashMap::new(), found: Vec::new(), session: String::new() }
    }

    /// Whether no more are looked for.
    pub(crate) fn has_enough(&self) -> bool {
        self.found.len() == NAMED || self.firsts.len() >= LOOKED_AT
    }

    /// Takes one more.
    pub(crate) fn take(&mut self, taken: &Understood<'_>) {
        let own = self.rubric.dimension_called(taken.dimension);
        let dimension = own.map_or_else(|| taken.dimension.to_lowercase(), |own| own.id.to_string());
        let round = taken.round.map(|round| slug_of(round).unwrap_or_else(|| round.to_owned())).unwrap_or_default();
        let occasion = if self.session.is_empty() {
            taken.date.as_ref().map(Day::to_string).unwrap_or_default()
        } else {
            self.session.clone()
        };
        let own = (taken.place, taken.points.value);
        let key = (taken.candidate, taken.interviewer, dimension, round, occasion);
        if let Some(first) = self.firsts.get(&key) {
            if self.found.len() < NAMED {
                self.found.push(RepeatedRating {
                    candidate: taken.candidate,
                    interviewer: taken.interviewer,
                    dimension: taken.dimension.to_owned(),
                    first: *first,
                    again: own,
                });
            }
        } else {
            self.firsts.insert(key, own);
        }
    }

    /// One line for each.
    pub(crate) fn lines(&self, account: &Account, reading: &Intake) -> Vec<String> {
        let line = |one: &RepeatedRating| {
            let name = |met: Option<&super::who::Met>| met.map_or_else(String::new, |met| met.name.as_str().to_owned());
            format!(
                "{} by {} on {}: {} counts ({}), {} does not ({})",
                name(reading.candidates.of(one.candidate)),
                name(reading.interviewers.of(one.interviewer)),
                one.dimension,
                one.first.1,
                account.at(one.first.0),
                one.again.1,
                account.at(one.again.0)
            )
        };
        self.found.iter().map(line).collect()
    }
}
