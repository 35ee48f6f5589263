//! A step towards the optimum from a slope and its curvature.

use super::cells::{Cells, TERMS};
use super::gradient::Slope;
use super::local::EDGE;

/// Where a step leads in the logarithm of a ratio, in which the slope is straighter, unless it leads towards zero.
pub(crate) fn along(ratio: f64, step: f64) -> f64 {
    if step > -0.7 * ratio && step < ratio { ratio * (step / ratio).exp() } else { ratio + step }
}

/// How much of a search is done after so many steps: most take five or six.
pub(crate) fn expected(steps: usize) -> f64 {
    1.0 - 0.7_f64.powi(i32::try_from(steps).unwrap_or(i32::MAX))
}

/// The largest step, relative to its ratio.
pub(crate) fn relative(ratios: &[f64; TERMS], step: &[f64; TERMS]) -> f64 {
    ratios
        .iter()
        .zip(step)
        .map(|(ratio, step)| if *ratio > EDGE { (step / ratio).abs() } else { 0.0 })
        .fold(0.0, f64::max)
}

/// The terms whose ratios the criterion moves: neither resting at the edge nor flat, which stay where they are.
pub(crate) fn free(cells: &Cells, ratios: &[f64; TERMS], slope: &Slope, edge: f64) -> Vec<usize> {
    let at_edge = |term: usize| ratios[term] <= edge && slope.gradient[term] >= 0.0;
    (0..TERMS).filter(|&term| cells.levels[term] > 0 && !slope.flat[term] && !at_edge(term)).collect()
}

/// The Newton step over the free ratios; 0 for the others.
pub(crate) fn newton(free: &[usize], ratios: &[f64; TERMS], slope: &Slope) -> [f64; TERMS] {
    // A little is added to the diagonal so that directions that are flat for two terms together stay finite.
    let mut rows: Vec<Vec<f64>> = free
        .iter()
        .map(|&s| {
            let mut row: Vec<f64> = free
                .iter()
                .map(|&t| {
                    slope.curvature[s][t] + if s == t { 1e-10 * slope.curvature[s][s].abs() + 1e-300 } else { 0.0 }
                })
                .collect();
            row.push(-slope.gradient[s]);
            row
        })
        .collect();
    eliminate(&mut rows);
    let mut step = [0.0; TERMS];
    for (row, &term) in rows.iter().zip(free) {
        let value = row.last().copied().unwrap_or(0.0);
        step[term] = if value.is_finite() { value } else { 0.0 };
        // A step far out of range is cut: at most tenfold up.
        step[term] = step[term].min(9.0 * ratios[term] + 1.0);
    }
    step
}

/// What the ratings leave open of the free ratios: their standard errors, as the criterion is twice a likelihood.
pub(crate) fn left_open(free: &[usize], slope: &Slope) -> [f64; TERMS] {
    let mut open = [0.0; TERMS];
    for &term in free {
        let mut rows: Vec<Vec<f64>> = free
            .iter()
            .map(|&s| {
                let own = f64::from(u8::from(s == term));
                free.iter().map(|&t| slope.curvature[s][t]).chain([own]).collect()
            })
            .collect();
        eliminate(&mut rows);
        let variance = free.iter().zip(&rows).find(|(at, _)| **at == term).and_then(|(_, row)| row.last().copied());
        open[term] =
            variance.filter(|variance| *variance > 0.0 && variance.is_finite()).map_or(0.0, |one| (2.0 * one).sqrt());
    }
    open
}

/// Gauss–Jordan for a system of at most four unknowns.
fn eliminate(rows: &mut [Vec<f64>]) {
    let size = rows.len();
    for pivot in 0..size {
        let best =
            (pivot..size).max_by(|&a, &b| rows[a][pivot].abs().total_cmp(&rows[b][pivot].abs())).unwrap_or(pivot);
        rows.swap(pivot, best);
        let head = rows[pivot].clone();
        for (index, row) in rows.iter_mut().enumerate() {
            if index == pivot {
                for value in row.iter_mut() {
                    *value /= head[pivot];
                }
            } else {
                let factor = row[pivot] / head[pivot];
                for (value, other) in row.iter_mut().zip(&head) {
                    *value -= factor * other;
                }
            }
        }
    }
}

impl Slope {
    /// With the curvature corrected by what the slope did since another point, in the logarithms of the ratios: information is an average
    /// and a few percent off (the symmetric update of rank one; Nocedal & Wright 2006, 6.2).
    pub(crate) fn corrected(self, free: &[usize], (now, then): (&[f64; TERMS], &[f64; TERMS]), before: &Self) -> Self {
        let moved: Vec<f64> = free.iter().map(|&term| (now[term] / then[term]).ln()).collect();
        let changed = free.iter().map(|&term| now[term] * self.gradient[term] - then[term] * before.gradient[term]);
        let scaled = |s: usize, t: usize| now[s] * now[t] * self.curvature[s][t];
        let told: Vec<f64> =
            free.iter().map(|&s| free.iter().zip(&moved).map(|(&t, moved)| scaled(s, t) * moved).sum()).collect();
        let missed: Vec<f64> = changed.zip(&told).map(|(changed, told)| changed - told).collect();
        let along = |values: &[f64]| values.iter().zip(&moved).map(|(value, moved)| value * moved).sum::<f64>();
        let (missed_along, told_along) = (along(&missed), along(&told));
        // More than a correction would be a sign of something else.
        if !(missed_along.abs() <= 0.3 * told_along && missed_along.abs() > 1e-6 * told_along) {
            return self;
        }
        let mut this = self;
        for (&s, a) in free.iter().zip(&missed) {
            for (&t, b) in free.iter().zip(&missed) {
                this.curvature[s][t] += a * b / missed_along / (now[s] * now[t]);
            }
        }
        // It is kept where the diagonal stays positive.
        if free.iter().all(|&term| this.curvature[term][term] > 0.5 * self.curvature[term][term]) { this } else { self }
    }
}
