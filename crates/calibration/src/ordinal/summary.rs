//! What is reported of a fitted ordinal model.

use super::rows::Rows;
use super::search::Optimum;
use super::{OrdinalFit, OrdinalVariances, Threshold};
use crate::dense::Square;
use crate::mixed::{CANDIDATE, DIMENSION, FixedEffect, HALO, INTERVIEWER, Model, Prediction, TERMS, column_name};
use crate::num::{narrow, whole};
use crate::ratings::Ratings;

/// An optimum with what is read of it.
struct Read<'a> {
    optimum: &'a Optimum,
    rows: &'a Rows,
    inverse: Square,
}

/// Some effects together, each with a factor: those that a table has, and the square of the factors of those that it has not.
#[derive(Default)]
struct Sum {
    known: Vec<(usize, f64)>,
    unknown: f64,
}

impl Sum {
    fn add(&mut self, place: Option<&usize>, factor: f64) {
        match place {
            Some(&place) => self.known.push((place, factor)),
            None => self.unknown += factor * factor,
        }
    }
}

impl Optimum {
    /// What is reported; `weights` are those of the dimensions in the totals.
    pub(super) fn summary(&self, ratings: &Ratings, rows: &Rows, (model, weights): (Model, &[u32])) -> OrdinalFit {
        let read = Read { optimum: self, rows, inverse: self.likelihood.curvature.inverse_of_rest() };
        let deviations = self.at.deviations.map(f64::abs);
        let has = [model.terms.candidate, model.terms.candidate_dimension, model.terms.interviewer, model.terms.halo];
        let variance = |term: usize| has[term].then(|| deviations[term].powi(2));
        let points =
            |step: usize| whole(ratings.scale().min) + f64::from(rows.categories[step]) * ratings.steps().size();
        let thresholds = self.at.thresholds.iter().zip(&self.threshold_errors).enumerate();
        let columns = rows.design.columns.iter().skip(1).zip(&self.at.fixed).zip(&self.fixed_errors);
        let one = |has: bool, place: Option<&usize>, term: usize| {
            has.then(|| {
                let mut sum = Sum::default();
                sum.add(place, self.at.deviations[term]);
                read.prediction(&sum)
            })
        };
        let places = &rows.places;
        let candidates = 0..narrow(ratings.candidates().len());
        OrdinalFit {
            model,
            n: rows.scores,
            thresholds: thresholds
                .map(|(step, (&value, &standard_error))| Threshold {
                    below: points(step),
                    above: points(step + 1),
                    value,
                    standard_error,
                })
                .collect(),
            fixed: columns
                .map(|((&column, &value), &standard_error)| FixedEffect {
                    name: column_name(ratings, column),
                    value,
                    standard_error,
                })
                .collect(),
            variance: OrdinalVariances {
                candidate: variance(CANDIDATE),
                interviewer: variance(INTERVIEWER),
                candidate_dimension: variance(DIMENSION),
                halo: variance(HALO),
            },
            log_likelihood: self.likelihood.log,
            singular: (0..TERMS).any(|term| has[term] && deviations[term] == 0.0),
            candidates: candidates
                .clone()
                .filter_map(|candidate| one(has[CANDIDATE], places.candidates.get(&candidate), CANDIDATE))
                .collect(),
            interviewers: (0..narrow(ratings.interviewers().len()))
                .filter_map(|who| one(has[INTERVIEWER], places.interviewers.get(&who), INTERVIEWER))
                .collect(),
            totals: candidates.map(|candidate| read.total(candidate, has, weights)).collect(),
        }
    }
}

impl Read<'_> {
    /// A candidate's effect with those by dimension, weighted.
    fn total(&self, candidate: u32, has: [bool; TERMS], weights: &[u32]) -> Prediction {
        let (places, deviations) = (&self.rows.places, &self.optimum.at.deviations);
        let mut sum = Sum::default();
        if has[CANDIDATE] {
            sum.add(places.candidates.get(&candidate), deviations[CANDIDATE]);
        }
        let all: f64 = weights.iter().copied().map(f64::from).sum();
        if has[DIMENSION] && all > 0.0 {
            for (dimension, &weight) in (0..=u16::MAX).zip(weights).filter(|(_, weight)| **weight > 0) {
                let place = places.strengths.get(&(candidate, dimension));
                sum.add(place, deviations[DIMENSION] * f64::from(weight) / all);
            }
        }
        self.prediction(&sum)
    }

    /// The mode and conditional deviation of a sum of effects that stand in one group, or in none.
    fn prediction(&self, sum: &Sum) -> Prediction {
        let (rows, likelihood) = (self.rows, &self.optimum.likelihood);
        let effect = sum.known.iter().map(|&(place, factor)| factor * likelihood.mode[place]).sum();
        let group = sum.known.first().and_then(|&(place, _)| rows.owner(place)).map(|(group, _)| group);
        let corner = group.map(|group| likelihood.curvature.corner(rows, group, &self.inverse));
        let inverse = corner.as_ref().unwrap_or(&self.inverse);
        let place = |place: usize| rows.owner(place).map_or(place, |(_, column)| column);
        let mut variance = sum.unknown;
        for &(one, factor) in &sum.known {
            for &(other, times) in &sum.known {
                variance += factor * times * inverse[(place(one), place(other))];
            }
        }
        Prediction { effect, sd: variance.max(0.0).sqrt() }
    }
}
