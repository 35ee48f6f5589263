//! Gaps between the totals of two candidates: how sure each is by itself, and which of a panel's are sure together.
//!
//! Where every two of many candidates are held against each other, some are told apart by chance. So in a panel, pairs are told apart
//! from the clearest down, as long as the chance that any of them stands in the wrong order is at most 5%: the familywise error, read
//! off joint draws of all totals. Above the number up to which every pair is looked at, each gets its share of that chance
//! (Bonferroni), which is a little stricter.

use crate::fitted::State;
use crate::num::{float, floor};
use crate::special::normal_cdf;
use crate::target::Views;

/// Two candidates can be told apart from this chance on; in a whole panel, it is the chance that all who are told apart differ so.
pub const APART: f64 = 0.95;

/// The gaps between candidates, by the first target: the total.
pub(crate) struct Gaps<'a> {
    pub(crate) states: &'a [State],
    pub(crate) views: &'a [Vec<Views>],
    pub(crate) widening: &'a [f64],
    /// Totals of all candidates, draw by draw, where every pair is looked at.
    pub(crate) drawn: Option<&'a [Vec<f64>]>,
}

impl Gaps<'_> {
    /// The chance that `a`'s total is above `b`'s.
    pub(crate) fn above(&self, a: usize, b: usize) -> f64 {
        let wider = f64::midpoint(self.widening[a].powi(2), self.widening[b].powi(2)).sqrt();
        let mut chance = 0.0;
        for (state, views) in self.states.iter().zip(self.views) {
            let view = &views[0];
            let sd = wider * (view.difference(&state.solved, a, b) * state.residual).sqrt();
            let gap = view.mean[a] - view.mean[b];
            chance += state.weight * if sd > 0.0 { normal_cdf(gap / sd) } else { 0.5 };
        }
        chance.clamp(0.0, 1.0)
    }

    /// From which chance on two of one part are told apart, so that with [`APART`] all who are stand in the right order; each part by falling
    /// total.
    pub(crate) fn for_panel(&self, parts: &[Vec<usize>]) -> f64 {
        let pairs: f64 = parts.iter().map(|people| float(people.len()) * (float(people.len()) - 1.0) / 2.0).sum();
        match self.drawn {
            // What is as clear as the last that may be wrong is not told apart either, rounding aside.
            Some(drawn) if pairs > 1.5 => wrong_up_to(drawn, parts, |a, b| self.above(a, b)) + ROUNDING,
            Some(_) | None => 1.0 - (1.0 - APART) / pairs.max(1.0),
        }
    }
}

/// Two pairs whose chances differ by less are as clear as each other.
const ROUNDING: f64 = 1e-9;

/// The clearness, by `clearness` of the higher and the lower, up to which some pair stands in the wrong order in more than the share of
/// draws that may be wrong.
fn wrong_up_to(drawn: &[Vec<f64>], parts: &[Vec<usize>], clearness: impl Fn(usize, usize) -> f64) -> f64 {
    let mut clearest = vec![0.0_f64; drawn.len()];
    for people in parts {
        for (index, &b) in people.iter().enumerate() {
            for &a in &people[..index] {
                // Most pairs stand in the right order in every draw.
                let mut clear = None;
                for (clearest, values) in clearest.iter_mut().zip(drawn) {
                    if values[a] < values[b] {
                        *clearest = clearest.max(*clear.get_or_insert_with(|| clearness(a, b)));
                    }
                }
            }
        }
    }
    clearest.sort_by(|one, other| other.total_cmp(one));
    let may_be_wrong = floor((1.0 - APART) * float(drawn.len()));
    clearest.get(may_be_wrong).copied().unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posterior::Normal;

    /// Draws around these means, with a part that all have in common and that tells nobody apart.
    fn drawn(means: &[f64], seed: u64) -> Vec<Vec<f64>> {
        let mut normal = Normal::new(seed);
        let mut draw = || {
            let common = 3.0 * normal.next();
            means.iter().map(|mean| mean + common + normal.next()).collect()
        };
        (0..1000).map(|_| draw()).collect()
    }

    /// The chance that `a` is above `b`, where each has a deviation of 1 of its own.
    fn chance(means: &[f64]) -> impl Fn(usize, usize) -> f64 {
        |a, b| normal_cdf((means[a] - means[b]) / 2.0_f64.sqrt())
    }

    /// Two by themselves are told apart where the chance is 95%: a gap of 1.645 of its deviations, which here are the root of 2.
    #[test]
    fn a_pair_by_itself_needs_what_a_pair_needs() {
        for (gap, are_apart) in [(2.05, false), (2.60, true)] {
            let (means, drawn) = ([gap, 0.0], drawn(&[gap, 0.0], 5));
            let limit = wrong_up_to(&drawn, &[vec![0, 1]], chance(&means));
            assert_eq!(chance(&means)(0, 1) > limit, are_apart, "{gap}");
        }
    }

    #[test]
    fn all_who_are_told_apart_stand_in_the_right_order_in_all_but_a_twentieth_of_the_draws() {
        for seed in 0..20 {
            let mut normal = Normal::new(seed);
            let mut means: Vec<f64> = (0..30).map(|_| 2.5 * normal.next()).collect();
            means.sort_by(|a, b| b.total_cmp(a));
            let (drawn, people) = (drawn(&means, seed), (0..30).collect::<Vec<usize>>());
            let chance = chance(&means);
            let limit = wrong_up_to(&drawn, std::slice::from_ref(&people), &chance);
            let pairs: Vec<(usize, usize)> = people.iter().flat_map(|&b| (0..b).map(move |a| (a, b))).collect();
            let apart: Vec<_> = pairs.iter().filter(|(a, b)| chance(*a, *b) > limit).collect();
            let wrong = |values: &&Vec<f64>| apart.iter().any(|&&(a, b)| values[a] < values[b]);
            let count = drawn.iter().filter(wrong).count();
            assert!(count <= 50 && !apart.is_empty() && apart.len() < pairs.len(), "{seed}: {count}, {}", apart.len());
            // Each by itself: far more are told apart, and some wrongly in most of the draws.
            let alone: Vec<_> = pairs.iter().filter(|(a, b)| chance(*a, *b) >= APART).collect();
            let wrong = |values: &&Vec<f64>| alone.iter().any(|&&(a, b)| values[a] < values[b]);
            assert!(drawn.iter().filter(wrong).count() > 200, "{seed}");
        }
    }
}
