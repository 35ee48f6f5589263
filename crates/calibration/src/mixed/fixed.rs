//! The fixed columns: intercept, dimensions, rounds, less those that the others explain.

use super::Fixed;
use super::cells::{Column, Design, Merged, Pattern};
use crate::num::narrow;

impl Pattern {
    /// Chooses the fixed columns.
    pub(crate) fn fixed_design(&mut self, merged: &Merged, fixed: Fixed) {
        let Merged { keys, sums, dimensions, rounds } = merged;
        let (dimensions, rounds) = (*dimensions, *rounds);
        let mut counts = vec![0.0; dimensions.max(1) * rounds];
        for (key, (count, _)) in keys.iter().zip(sums) {
            counts[usize::from(key.dimension) * rounds + usize::from(key.round)] += count;
        }
        self.design = Design::of(&counts, (dimensions, rounds), fixed);
    }
}

impl Design {
    /// Fixed columns for so many ratings of each dimension and round, rounds within dimensions, leaving out those that others already
    /// explain (Cholesky of X'X).
    pub(crate) fn of(counts: &[f64], (dimensions, rounds): (usize, usize), fixed: Fixed) -> Self {
        let mut wanted = vec![Column::Intercept];
        if fixed.dimension {
            wanted.extend((1..dimensions).filter_map(|d| u16::try_from(d).ok()).map(Column::Dimension));
        }
        if fixed.round {
            wanted.extend((1..rounds).filter_map(|r| u16::try_from(r).ok()).map(Column::Round));
        }
        let is_one = |column: Column, kind: usize| match column {
            Column::Intercept => true,
            Column::Dimension(d) => kind / rounds == usize::from(d),
            Column::Round(r) => kind % rounds == usize::from(r),
        };
        let mut kept: Vec<(Column, Vec<f64>)> = Vec::new();
        for column in wanted {
            // Gram–Schmidt in the metric of the counts.
            let mut vector: Vec<f64> =
                (0..counts.len()).map(|kind| f64::from(u8::from(is_one(column, kind)))).collect();
            let size = norm(&vector, counts);
            for _ in 0..2 {
                for (_, basis) in &kept {
                    let along: f64 = (0..counts.len()).map(|kind| counts[kind] * vector[kind] * basis[kind]).sum();
                    for (value, direction) in vector.iter_mut().zip(basis) {
                        *value -= along * direction;
                    }
                }
            }
            let left = norm(&vector, counts);
            if left > 1e-7 * size {
                for value in &mut vector {
                    *value /= left;
                }
                kept.push((column, vector));
            }
        }
        let columns: Vec<Column> = kept.iter().map(|(column, _)| *column).collect();
        let ones = |kind: usize| (0..columns.len()).filter(|&at| is_one(columns[at], kind)).map(narrow).collect();
        let rows = (0..counts.len()).map(ones).collect();
        Self { rows, count: columns.len(), columns }
    }
}

fn norm(vector: &[f64], weights: &[f64]) -> f64 {
    vector.iter().zip(weights).map(|(value, weight)| weight * value * value).sum::<f64>().sqrt()
}
