//! Units (candidate × dimension) as counts of categories, candidate by candidate.

use std::ops::Range;

use super::{LeftOut, Undefined};
use crate::num::float;
use crate::ratings::{NO_CATEGORY, Ratings, Steps};

/// Scores per unit and candidate.
pub(crate) struct Units {
    /// The number of categories of the scale.
    pub(crate) categories: usize,
    /// The lowest category's score.
    pub(crate) lowest: i32,
    /// The steps from a category to the next.
    pub(crate) steps: Steps,
    /// Categories of each unit's scores, one after another.
    scores: Vec<u16>,
    /// Where each unit starts.
    starts: Vec<usize>,
    /// The units of each candidate that has any.
    pub(crate) candidates: Vec<Range<usize>>,
    pub(crate) left_out: LeftOut,
    /// Whether two people rated a candidate on one dimension, on steps of the scale or between them.
    rated_twice: bool,
}

impl Units {
    /// The units of all dimensions, or one.
    pub(crate) fn new(ratings: &Ratings, only: Option<usize>) -> Self {
        let rows = ratings.rows();
        let dimensions = ratings.dimensions().len();
        let mut this = Self {
            categories: ratings.categories(),
            lowest: ratings.scale().min,
            steps: ratings.steps(),
            scores: Vec::with_capacity(ratings.len()),
            starts: vec![0],
            candidates: Vec::new(),
            left_out: LeftOut::default(),
            rated_twice: false,
        };
        let mut own: Vec<Vec<u16>> = vec![Vec::new(); dimensions];
        let mut last = vec![u32::MAX; dimensions];
        let mut by = vec![u32::MAX; dimensions];
        for candidate in 0..ratings.candidates().len() {
            last.fill(u32::MAX);
            by.fill(u32::MAX);
            for row in ratings.of_candidate(candidate) {
                let dimension = usize::from(rows.dimension[row]);
                if only.is_some_and(|only| only != dimension) {
                    continue;
                }
                let interviewer = rows.interviewer[row];
                this.rated_twice |= by[dimension] != u32::MAX && by[dimension] != interviewer;
                by[dimension] = interviewer;
                if rows.category[row] == NO_CATEGORY {
                    this.left_out.means += 1;
                } else if last[dimension] == interviewer {
                    this.left_out.repeated += 1;
                } else {
                    last[dimension] = interviewer;
                    own[dimension].push(rows.category[row]);
                }
            }
            let first = this.starts.len() - 1;
            for scores in &mut own {
                if !scores.is_empty() {
                    this.left_out.single += usize::from(scores.len() == 1);
                    this.scores.append(scores);
                    this.starts.push(this.scores.len());
                }
            }
            let end = this.starts.len() - 1;
            if end > first {
                this.candidates.push(first..end);
            }
        }
        this
    }

    /// The number of units.
    pub(crate) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The categories of one unit's scores.
    pub(crate) fn scores(&self, unit: usize) -> &[u16] {
        &self.scores[self.starts[unit]..self.starts[unit + 1]]
    }

    /// Units with two scores or more.
    pub(crate) fn paired(&self) -> usize {
        (0..self.len()).filter(|&unit| self.scores(unit).len() > 1).count()
    }

    /// Why there is nothing to compare, where there are no two scores for one unit.
    pub(crate) fn unpaired(&self) -> Undefined {
        if self.rated_twice { Undefined::BetweenSteps } else { Undefined::NoPairs }
    }

    /// The score of a category.
    pub(crate) fn score(&self, category: u16) -> f64 {
        f64::from(self.lowest) + float(usize::from(category)) * self.steps.size()
    }
}
