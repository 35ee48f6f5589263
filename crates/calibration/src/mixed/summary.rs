//! What is reported of a fitted model: variances, effects, conditional standard deviations.

use super::cells::{CANDIDATE, DIMENSION, HALO, INTERVIEWER, TERMS};
use super::optimum::Fitted;
use super::view::GroupView;
use super::{Fit, FixedEffect, Prediction, Variances, column_name};
use crate::dense::Square;
use crate::ratings::Ratings;

impl Fitted {
    /// What is reported.
    pub(crate) fn summary(&self, ratings: &Ratings) -> Fit {
        let residual = self.residual();
        let variance = |term: usize| (self.cells.levels[term] > 0).then(|| residual * self.factor.theta[term].powi(2));
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
                    standard_error: (residual * self.inverse[(at, at)]).sqrt(),
                }
            })
            .collect();
        let [candidates, interviewers] = self.predictions();
        Fit {
            model: self.model,
            n: ratings.len(),
            variance: variances,
            fixed,
            reml_criterion: self.factor.criterion(&self.cells),
            singular: (0..TERMS).any(|term| self.cells.levels[term] > 0 && self.factor.theta[term] == 0.0),
            candidates,
            interviewers,
            evaluations: self.evaluations,
        }
    }

    /// Predicted candidate and interviewer effects with conditional standard deviations.
    fn predictions(&self) -> [Vec<Prediction>; 2] {
        let cells = &self.cells;
        let known = Known::new(self);
        let mut variance: [Vec<f64>; TERMS] = std::array::from_fn(|term| vec![1.0; cells.levels[term]]);
        for (column, &term) in cells.rest_terms.iter().enumerate() {
            if usize::from(term) != DIMENSION {
                let fixed = |index: usize| self.inverse[(cells.rest + index, column)];
                variance[usize::from(term)][column] = self.inverse[(column, column)] - known.form(fixed);
            }
        }
        let mut view = GroupView::new(cells, &self.factor, &self.inverse, false);
        for group in &cells.groups {
            if group.inner == 0 || (cells.by_candidate && cells.levels[CANDIDATE] == 0) {
                continue;
            }
            view.fill(group);
            let who = &cells.pairs[group.pairs.start];
            let value = view.corner[0] - known.form(|index| view.first_cross(cells.design.count, index));
            if cells.by_candidate {
                variance[CANDIDATE][who.candidate as usize] = value;
            } else {
                variance[INTERVIEWER][who.interviewer as usize] = value;
            }
        }
        let residual = self.residual();
        [CANDIDATE, INTERVIEWER].map(|term| {
            let scale = self.factor.theta[term].powi(2) * residual;
            self.solution.effects[term]
                .iter()
                .zip(&variance[term])
                .map(|(&effect, &unit)| Prediction { effect, sd: (scale * unit.max(0.0)).sqrt() })
                .collect()
        })
    }
}

/// Takes the fixed effects' share out of a variance: c'(`Q_xx)⁻¹c`.
struct Known {
    lower: Square,
    size: usize,
}

impl Known {
    /// Cholesky of the fixed block of the inverse is the inverse transpose of `R_X`, already known.
    fn new(fitted: &Fitted) -> Self {
        let size = fitted.cells.design.count;
        let rest = fitted.cells.rest;
        let mut lower = Square::zeros(size);
        for column in 0..size {
            for row in column..size {
                lower[(row, column)] = fitted.factor.rest[(rest + row, rest + column)];
            }
        }
        Self { lower, size }
    }

    fn form(&self, fixed: impl Fn(usize) -> f64) -> f64 {
        // Q_xx = L⁻ᵀL⁻¹, so c'Q_xx⁻¹c = |L'c|².
        let mut sum = 0.0;
        for column in 0..self.size {
            let value: f64 = (column..self.size).map(|row| self.lower[(row, column)] * fixed(row)).sum();
            sum += value * value;
        }
        sum
    }
}
