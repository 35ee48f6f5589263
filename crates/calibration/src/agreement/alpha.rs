//! Krippendorff's alpha: 1 − observed over expected disagreement (Krippendorff 2011).

use super::Undefined;
use crate::num::float;
use crate::ratings::{NO_CATEGORY, Ratings};

/// How far two categories differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Metric {
    Nominal,
    Ordinal,
    Interval,
}

/// The three metrics in the order of all results.
pub(crate) const METRICS: [Metric; 3] = [Metric::Nominal, Metric::Ordinal, Metric::Interval];

/// Alpha from a coincidence matrix (row by row, `size` × `size`).
pub(crate) fn from_coincidences(matrix: &[f64], size: usize, metric: Metric) -> Result<f64, Undefined> {
    let totals: Vec<f64> = matrix.chunks_exact(size).map(|row| row.iter().sum()).collect();
    let all: f64 = totals.iter().sum();
    if all < 1.5 {
        return Err(Undefined::NoPairs);
    }
    // Ordinal: ranks at the middle of each category.
    let mut ranks = Vec::with_capacity(size);
    let mut before = 0.0;
    for total in &totals {
        ranks.push(before + total / 2.0);
        before += total;
    }
    let (mut observed, mut expected) = (0.0, 0.0);
    for low in 0..size {
        for high in low + 1..size {
            let distance = match metric {
                Metric::Nominal => 1.0,
                Metric::Ordinal => (ranks[high] - ranks[low]).powi(2),
                Metric::Interval => float(high - low).powi(2),
            };
            observed += distance * matrix[low * size + high];
            expected += distance * totals[low] * totals[high];
        }
    }
    if expected <= 0.0 {
        return Err(Undefined::NoVariation);
    }
    Ok(1.0 - (all - 1.0) * observed / expected)
}

/// Alpha straight from the table: the rows are sorted by candidate, so counts stay in cache.
pub(crate) fn all(ratings: &Ratings) -> [Result<f64, Undefined>; 3] {
    let size = ratings.categories();
    let dimensions = ratings.dimensions().len();
    let rows = ratings.rows();
    // Pairs of scores by the number of scores in their unit, as whole numbers.
    let mut pairs: Vec<Vec<u64>> = Vec::new();
    let mut units: Vec<Vec<u16>> = vec![Vec::new(); dimensions];
    let mut last = vec![u32::MAX; dimensions];
    for candidate in 0..ratings.candidates().len() {
        let range = ratings.of_candidate(candidate);
        last.fill(u32::MAX);
        let columns = rows.dimension[range.clone()].iter().zip(&rows.interviewer[range.clone()]);
        for ((&dimension, &interviewer), &category) in columns.zip(&rows.category[range]) {
            let dimension = usize::from(dimension);
            if category != NO_CATEGORY && last[dimension] != interviewer {
                last[dimension] = interviewer;
                units[dimension].push(category);
            }
        }
        for unit in &mut units {
            let count = unit.len();
            if count > 1 {
                if pairs.len() <= count {
                    pairs.resize(count + 1, Vec::new());
                }
                add(&mut pairs[count], unit, size);
            }
            unit.clear();
        }
    }
    let mut matrix = vec![0.0; size * size];
    for (count, counted) in pairs.iter().enumerate() {
        for (cell, &times) in matrix.iter_mut().zip(counted) {
            *cell += exact(times) / float(count - 1);
        }
    }
    symmetric(&mut matrix, size);
    METRICS.map(|metric| from_coincidences(&matrix, size, metric))
}

/// Each unordered pair of scores once, into the triangle and the diagonal alike.
fn add(counted: &mut Vec<u64>, unit: &[u16], size: usize) {
    if counted.is_empty() {
        counted.resize(size * size, 0);
    }
    if unit.len() <= 16 {
        for (index, &first) in unit.iter().enumerate() {
            for &second in &unit[..index] {
                counted[usize::from(first) * size + usize::from(second)] += 1;
            }
        }
        return;
    }
    let mut counts = vec![0_u64; size];
    for &category in unit {
        counts[usize::from(category)] += 1;
    }
    for (first, &a) in counts.iter().enumerate().filter(|(_, a)| **a > 0) {
        counted[first * size + first] += a * (a - 1) / 2;
        for (second, &b) in counts[..first].iter().enumerate() {
            counted[first * size + second] += a * b;
        }
    }
}

/// Adds the transpose: every unordered pair counts in both orders.
fn symmetric(matrix: &mut [f64], size: usize) {
    for row in 0..size {
        for column in 0..=row {
            let both = matrix[row * size + column] + matrix[column * size + row];
            matrix[row * size + column] = both;
            matrix[column * size + row] = both;
        }
    }
}

/// A count of pairs as `f64`.
#[expect(clippy::cast_precision_loss, reason = "pairs stay far below 2^53")]
fn exact(count: u64) -> f64 {
    count as f64
}
