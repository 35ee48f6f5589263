//! Raw scores for the comparison: means over interviewers of each interviewer's mean.

use crate::num::float;
use crate::ratings::Ratings;

/// Raw means, in score points; absent is absent.
pub(crate) struct RawScores {
    /// Per candidate, the weighted total over assessed dimensions.
    pub(crate) totals: Vec<Option<f64>>,
    /// Per candidate and dimension.
    pub(crate) dimensions: Vec<Vec<Option<f64>>>,
    /// Per dimension, the mean over all ratings.
    pub(crate) dimension_means: Vec<f64>,
    /// The weighted mean of those.
    pub(crate) mean: f64,
}

/// The raw scores under these weights, one a dimension.
pub(crate) fn raw_scores(ratings: &Ratings, weights: &[u32]) -> RawScores {
    let rows = ratings.rows();
    let dimensions = ratings.dimensions().len();
    let mut overall = vec![(0.0, 0.0); dimensions];
    let mut table = Vec::with_capacity(ratings.candidates().len());
    for candidate in 0..ratings.candidates().len() {
        // (interviewers, sum of their means) and (ratings, sum) of the interviewer at hand.
        let mut means = vec![(0.0, 0.0); dimensions];
        let mut own = vec![(0.0, 0.0); dimensions];
        let range = ratings.of_candidate(candidate);
        for row in range.clone() {
            let dimension = usize::from(rows.dimension[row]);
            let value = rows.value[row];
            overall[dimension].0 += 1.0;
            overall[dimension].1 += value;
            own[dimension].0 += 1.0;
            own[dimension].1 += value;
            let last = row + 1 == range.end
                || rows.interviewer[row + 1] != rows.interviewer[row]
                || rows.dimension[row + 1] != rows.dimension[row];
            if last {
                means[dimension].0 += 1.0;
                means[dimension].1 += own[dimension].1 / own[dimension].0;
                own[dimension] = (0.0, 0.0);
            }
        }
        table.push(means.into_iter().map(|(count, sum)| (count > 0.0).then(|| sum / count)).collect::<Vec<_>>());
    }
    let weighted = |values: &[Option<f64>]| {
        let (mut sum, mut total) = (0.0, 0.0);
        for (value, &weight) in values.iter().zip(weights) {
            if let Some(value) = value {
                sum += f64::from(weight) * value;
                total += f64::from(weight);
            }
        }
        (total > 0.0).then(|| sum / total)
    };
    let dimension_means: Vec<Option<f64>> =
        overall.iter().map(|&(count, sum)| (count > 0.0).then(|| sum / count)).collect();
    let fallback = ratings.mean().unwrap_or(0.0);
    RawScores {
        totals: table.iter().map(|values| weighted(values)).collect(),
        mean: weighted(&dimension_means).unwrap_or(fallback),
        dimension_means: dimension_means.into_iter().map(|mean| mean.unwrap_or(fallback)).collect(),
        dimensions: table,
    }
}

/// The standard deviation of some scores about their mean; `None` for fewer than two.
pub(crate) fn spread(values: &[f64]) -> Option<f64> {
    if values.len() < 2 {
        return None;
    }
    let mean = values.iter().sum::<f64>() / float(values.len());
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    Some((squares / float(values.len() - 1)).sqrt())
}
