//! What is reported of a fitted model: variances, effects, conditional standard deviations.

use super::cells::{CANDIDATE, DIMENSION, HALO, INTERVIEWER, TERMS};
use super::found::Fitted;
use super::local::Sparse;
use super::{Fit, FixedEffect, Prediction, Variances, column_name};
use crate::ratings::Ratings;

impl Fitted {
    /// What is reported.
    pub(crate) fn summary(&self, ratings: &Ratings) -> Fit {
        let [candidates, interviewers] = self.predictions();
        Fit { candidates, interviewers, ..self.outline(ratings) }
    }

    /// The same without what is said of each person.
    pub(crate) fn outline(&self, ratings: &Ratings) -> Fit {
        let residual = self.residual();
        let theta = self.solved.theta();
        let variance = |term: usize| (self.cells.levels[term] > 0).then(|| residual * theta[term].powi(2));
        let variances = Variances {
            candidate: variance(CANDIDATE),
            interviewer: variance(INTERVIEWER),
            candidate_dimension: variance(DIMENSION),
            halo: variance(HALO),
            residual,
        };
        let fixed = self
            .cells
            .design
            .columns
            .iter()
            .enumerate()
            .map(|(index, &column)| {
                let at = self.cells.rest + index;
                FixedEffect {
                    name: column_name(ratings, column),
                    value: self.solution.fixed[index] + if index == 0 { self.cells.totals.center } else { 0.0 },
                    standard_error: (residual * self.solved.of_column(&self.cells, at)).sqrt(),
                }
            })
            .collect();
        Fit {
            model: self.model,
            n: ratings.len(),
            variance: variances,
            fixed,
            reml_criterion: self.criterion(),
            singular: (0..TERMS).any(|term| self.cells.levels[term] > 0 && theta[term] == 0.0),
            candidates: Vec::new(),
            interviewers: Vec::new(),
            evaluations: self.evaluations,
        }
    }

    /// Predicted candidate and interviewer effects with conditional standard deviations.
    fn predictions(&self) -> [Vec<Prediction>; 2] {
        let (cells, solved) = (&*self.cells, &*self.solved);
        let mut variance: [Vec<f64>; TERMS] = std::array::from_fn(|term| vec![1.0; cells.levels[term]]);
        for (column, &term) in cells.rest_terms.iter().enumerate() {
            if usize::from(term) != DIMENSION {
                variance[usize::from(term)][column] = solved.given_fixed(cells, &[(column, 1.0)]);
            }
        }
        let mut weights = Sparse::new();
        for shape in &cells.shapes {
            let model = cells.model_of(shape);
            if model.inner == 0 || (cells.by_candidate && cells.levels[CANDIDATE] == 0) {
                continue;
            }
            let (mut side, mut outside) = (vec![0.0; model.inner], vec![0.0; cells.width(model)]);
            side[0] = 1.0;
            let own = solved.local().part(cells, model).reach(&mut side, &mut outside);
            for &index in &shape.groups {
                let group = &cells.groups[index as usize];
                weights.clear();
                weights.extend(cells.globals(group).zip(outside.iter().copied()));
                let value = own + solved.given_fixed(cells, &weights);
                let who = &cells.pairs[group.pairs.start];
                if cells.by_candidate {
                    variance[CANDIDATE][who.candidate as usize] = value;
                } else {
                    variance[INTERVIEWER][who.interviewer as usize] = value;
                }
            }
        }
        let residual = self.residual();
        [CANDIDATE, INTERVIEWER].map(|term| {
            let scale = solved.theta()[term].powi(2) * residual;
            self.solution.effects[term]
                .iter()
                .zip(&variance[term])
                .map(|(&effect, &unit)| Prediction { effect, sd: (scale * unit.max(0.0)).sqrt() })
                .collect()
        })
    }
}
