//! The chance of being the best: of having the highest total.
//!
//! It is drawn, of all candidates together, so it is known to a percent or two. What is known without a draw bounds it: nobody is the
//! best more surely than above the leader, nor the leader than above the second; and of two candidates both are one question.

use std::collections::HashMap;

use crate::dense::Square;
use crate::dense::block::add_row;
use crate::fitted::Calibration;
use crate::gaps::Gaps;
use crate::mixture::{Parts, mean, sd};
use crate::num::{float, graded};
use crate::posterior::Normal;

/// Above this many candidates the chance of being the best is drawn among the likely ones only.
pub(crate) const CONTENDERS: usize = 400;
/// So many of the deviations of both, and one is not above the other in a million draws.
const OUT_OF_REACH: f64 = 5.0;
/// So many draws are made together.
const TOGETHER: usize = 8;

impl Calibration<'_> {
    /// The chance of each candidate to have the highest total; `standing` are the candidates by falling total, `parts` the mixtures of their
    /// totals.
    pub(crate) fn best(&self, standing: &[usize], (gaps, parts): (&Gaps<'_>, &Parts), normal: &mut Normal) -> Vec<f64> {
        let count = self.widening.len();
        let mut wins = vec![0_u32; count];
        let times = gaps.drawn.map_or(self.options.draws.max(1), <[Vec<f64>]>::len);
        let winners: Vec<usize> = match gaps.drawn {
            Some(drawn) => drawn.iter().filter_map(|totals| highest(totals.iter().copied())).collect(),
            None => self.contenders(gaps, parts).map_or_else(Vec::new, |contenders| contenders.winners(times, normal)),
        };
        for winner in winners {
            wins[winner] += 1;
        }
        let mut best: Vec<f64> = wins.into_iter().map(|wins| f64::from(wins) / float(times)).collect();
        bound(&mut best, standing, |a, b| gaps.above(a, b));
        let of = |value: f64| graded(value, self.range()).to_bits();
        share(&mut best, |candidate| (of(mean(parts.of(candidate))), of(sd(parts.of(candidate)))));
        best
    }

    /// Those who could be the best, with their joint distribution; `None` where it has no factor.
    fn contenders(&self, gaps: &Gaps<'_>, parts: &Parts) -> Option<Contenders> {
        let (state, view) = (self.states.first()?, gaps.views.first()?.first()?);
        let mut people: Vec<usize> = (0..self.widening.len()).collect();
        let reach = |&candidate: &usize| {
            let parts = parts.of(candidate);
            graded(mean(parts) + 2.0 * sd(parts), self.range())
        };
        let reach: Vec<f64> = people.iter().map(reach).collect();
        people.sort_by(|&a, &b| reach[b].total_cmp(&reach[a]));
        people.truncate(CONTENDERS);
        // Whoever is so far below another is not above them in any of the draws.
        let highest = highest((0..self.widening.len()).map(|candidate| mean(parts.of(candidate))))?;
        let (top, deviation) = (mean(parts.of(highest)), sd(parts.of(highest)));
        people.retain(|&candidate| {
            let parts = parts.of(candidate);
            top - mean(parts) <= OUT_OF_REACH * (deviation + sd(parts))
        });
        let mut lower = Square::zeros(people.len());
        for (column, &a) in people.iter().enumerate() {
            for (row, &b) in people.iter().enumerate().skip(column) {
                let wide = self.widening[a] * self.widening[b] * state.residual;
                let covariance = wide * view.covariance(&state.solved, a, b);
                lower[(row, column)] = covariance * if row == column { 1.0 + 1e-9 } else { 1.0 };
            }
        }
        lower.cholesky().ok()?;
        let means = people.iter().map(|&candidate| view.mean[candidate]).collect();
        Some(Contenders { people, means, lower })
    }
}

/// Takes chances that are more than `above` lets them be to it; they go to the leader, or from there to the second.
fn bound(best: &mut [f64], standing: &[usize], above: impl Fn(usize, usize) -> f64) {
    let [leader, others @ ..] = standing else { return };
    let Some(&second) = others.first() else { return };
    if best.iter().sum::<f64>() <= 0.0 {
        return;
    }
    for &other in others.iter().filter(|_| others.len() > 1) {
        if best[other] > 0.0 {
            best[other] = best[other].min(above(other, *leader));
        }
    }
    let surely = above(*leader, second);
    if others.len() == 1 {
        best[second] = 1.0 - surely;
    }
    let rest = 1.0 - others.iter().map(|&other| best[other]).sum::<f64>();
    best[second] += (rest - surely).max(0.0);
    best[*leader] = rest.min(surely).max(0.0);
}

/// Gives those who are alike the same chance: what differs between them is what was drawn.
fn share<K: Eq + std::hash::Hash>(best: &mut [f64], of: impl Fn(usize) -> K) {
    let mut alike: HashMap<K, (f64, f64)> = HashMap::new();
    for (candidate, best) in best.iter().enumerate() {
        let (sum, count) = alike.entry(of(candidate)).or_default();
        *sum += best;
        *count += 1.0;
    }
    for (candidate, best) in best.iter_mut().enumerate() {
        if let Some((sum, count)) = alike.get(&of(candidate)).filter(|(_, count)| *count > 1.0) {
            *best = sum / count;
        }
    }
}

/// The candidates who could be the best.
struct Contenders {
    people: Vec<usize>,
    means: Vec<f64>,
    /// The Cholesky factor of their covariance.
    lower: Square,
}

impl Contenders {
    /// Who has the highest total in each of so many draws.
    fn winners(&self, times: usize, normal: &mut Normal) -> Vec<usize> {
        let mut winners = Vec::with_capacity(times);
        while winners.len() < times {
            // Several draws go through the factor together.
            let noise: [Vec<f64>; TOGETHER] =
                std::array::from_fn(|_| self.people.iter().map(|_| normal.next()).collect());
            let mut values: Vec<[f64; TOGETHER]> = self.means.iter().map(|mean| [*mean; TOGETHER]).collect();
            for column in 0..self.people.len() {
                let own: [f64; TOGETHER] = std::array::from_fn(|draw| noise[draw][column]);
                for (value, factor) in values[column..].iter_mut().zip(&self.lower.column(column)[column..]) {
                    add_row(value, *factor, &own);
                }
            }
            for draw in 0..TOGETHER.min(times - winners.len()) {
                winners.extend(highest(values.iter().map(|value| value[draw])).map(|row| self.people[row]));
            }
            if values.is_empty() {
                break;
            }
        }
        winners
    }
}

/// The index of the highest value.
fn highest(values: impl Iterator<Item = f64>) -> Option<usize> {
    values.enumerate().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of two, the chance of the one to be above the other is its chance of being the best.
    #[test]
    fn of_two_candidates_both_chances_are_one() {
        let mut best = [0.11, 0.89];
        bound(&mut best, &[1, 0], |a, _| if a == 1 { 0.904 } else { 0.096 });
        assert!((best[0] - 0.096).abs() < 1e-15 && (best[1] - 0.904).abs() < 1e-15, "{best:?}");
    }

    /// Drawn 70, 28 and 2 percent, where the leader is above the second at 68% and the third above the leader at 1%: 1 goes to the leader,
    /// who then has 3 too many.
    #[test]
    fn nobody_is_the_best_more_surely_than_above_the_leader() {
        let mut best = [0.70, 0.28, 0.02];
        bound(&mut best, &[0, 1, 2], |a, b| match (a, b) {
            (0, 1) => 0.68,
            (1, 0) => 0.32,
            _ => 0.01,
        });
        for (found, wanted) in best.into_iter().zip([0.68, 0.31, 0.01]) {
            assert!((found - wanted).abs() < 1e-12, "{best:?}");
        }
        // What nobody drew stays nothing.
        let mut none = [0.0, 0.0];
        bound(&mut none, &[0, 1], |_, _| 0.5);
        assert!(none.iter().all(|best| best.abs() < 1e-15), "{none:?}");
    }

    #[test]
    fn those_who_are_alike_share_their_chances() {
        let mut best = [0.5, 0.2, 0.3];
        share(&mut best, |candidate| candidate == 0);
        for (found, wanted) in best.into_iter().zip([0.5, 0.25, 0.25]) {
            assert!((found - wanted).abs() < 1e-15, "{best:?}");
        }
    }
}
