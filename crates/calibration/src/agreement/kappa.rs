//! Cohen's kappa for two interviewers over the units both scored, on the declared scale.

use std::collections::BTreeMap;

use serde::Serialize;

use super::coefficient::Weights;
use super::{Estimate, IntervalKind, NoInterval, Statistic, Undefined};
use crate::num::float;
use crate::ratings::{NO_CATEGORY, Ratings};
use crate::special::normal_quantile;

/// The kappas of one pair of interviewers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PairKappa {
    /// Indices into the table's interviewers, the smaller one first.
    pub interviewers: (usize, usize),
    /// Units that both scored.
    pub n: usize,
    /// Equal or not.
    pub unweighted: Statistic,
    /// Linear weights.
    pub linear: Statistic,
    /// Quadratic weights.
    pub quadratic: Statistic,
}

/// Kappas of every pair that shares a unit, over all dimensions or one.
#[must_use]
pub fn pair_kappas(ratings: &Ratings, dimension: Option<usize>, level: f64) -> Vec<PairKappa> {
    let size = ratings.categories();
    let rows = ratings.rows();
    let mut tables: BTreeMap<(u32, u32), Vec<(u16, u16)>> = BTreeMap::new();
    let mut units: Vec<Vec<(u32, u16)>> = vec![Vec::new(); ratings.dimensions().len()];
    for candidate in 0..ratings.candidates().len() {
        for row in ratings.of_candidate(candidate) {
            let at = usize::from(rows.dimension[row]);
            let (interviewer, category) = (rows.interviewer[row], rows.category[row]);
            let repeated = units[at].last().is_some_and(|&(last, _)| last == interviewer);
            if category != NO_CATEGORY && !repeated && dimension.is_none_or(|only| only == at) {
                units[at].push((interviewer, category));
            }
        }
        for unit in &mut units {
            for (index, &(a, score_a)) in unit.iter().enumerate() {
                for &(b, score_b) in &unit[..index] {
                    let (key, scores) = if a < b { ((a, b), (score_a, score_b)) } else { ((b, a), (score_b, score_a)) };
                    tables.entry(key).or_default().push(scores);
                }
            }
            unit.clear();
        }
    }
    tables
        .into_iter()
        .map(|((a, b), mut scores)| {
            // Sums are rounded alike in any order of rows.
            scores.sort_unstable();
            let of = |weights: Weights| kappa(&scores, size, weights, level);
            PairKappa {
                interviewers: (a as usize, b as usize),
                n: scores.len(),
                unweighted: of(Weights::Identity),
                linear: of(Weights::Linear),
                quadratic: of(Weights::Quadratic),
            }
        })
        .collect()
}

/// Weighted kappa with the large-sample variance of Fleiss, Cohen & Everitt 1969.
fn kappa(scores: &[(u16, u16)], size: usize, weights: Weights, level: f64) -> Statistic {
    let n = float(scores.len());
    let (mut first, mut second) = (vec![0.0; size], vec![0.0; size]);
    for &(a, b) in scores {
        first[usize::from(a)] += 1.0 / n;
        second[usize::from(b)] += 1.0 / n;
    }
    let weight = |a: usize, b: usize| weights.of(a.abs_diff(b), size);
    let row: Vec<f64> = (0..size).map(|a| (0..size).map(|b| weight(a, b) * second[b]).sum()).collect();
    let column: Vec<f64> = (0..size).map(|b| (0..size).map(|a| weight(a, b) * first[a]).sum()).collect();
    let expected: f64 = first.iter().zip(&row).map(|(share, mean)| share * mean).sum();
    let observed: f64 = scores.iter().map(|&(a, b)| weight(usize::from(a), usize::from(b))).sum::<f64>() / n;
    if 1.0 - expected < 1e-12 {
        return Statistic::none(Undefined::NoVariation);
    }
    let value = (observed - expected) / (1.0 - expected);
    let squares: f64 = scores
        .iter()
        .map(|&(a, b)| {
            let (a, b) = (usize::from(a), usize::from(b));
            (weight(a, b) - (row[a] + column[b]) * (1.0 - value)).powi(2) / n
        })
        .sum();
    let variance = (squares - (value - expected * (1.0 - value)).powi(2)).max(0.0) / (n * (1.0 - expected).powi(2));
    let half = normal_quantile(f64::midpoint(1.0, level)) * variance.sqrt();
    let ends = if scores.len() > 1 {
        Ok(((value - half).max(-1.0), (value + half).min(1.0)))
    } else {
        Err(NoInterval::OnePair)
    };
    Statistic::Known(Estimate::of(value, scores.len(), ends, IntervalKind::ClosedForm))
}
