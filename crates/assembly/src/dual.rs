//! A lower bound for a cohort, from pricing the uses of items.
//!
//! N forms use an item at most K times together. For any prices π ≥ 0, a cohort costs at least
//! `Σ_f cost(x_f) + Σ_i π_i (uses_i - K) = Σ_f (cost(x_f) + Σ_{i in x_f} π_i) - K Σ_i π_i ≥ N·z(π) - K Σ_i π_i`,
//! where z(π) is what one form costs at least when each item costs its price more: a problem for the solver, whose bound is taken. The
//! overlap of two forms and the spread of loads are left out; both only take cohorts away or make them dearer. Where an overlap of 0 is
//! asked for, no item is used twice, and K is 1.
//!
//! The best prices are found by column generation: of the forms seen so far, a linear program (`Cuts`) says at which prices their
//! cheapest cohort bounds highest; a form that is among the cheapest at these prices joins them. Prices are rounded to parts of a point before
//! they are used, and the solver reckons in whole numbers, so the bound does not depend on the rounding of the linear program.
//! Its shares also say which of the forms seen make a good cohort.

use crate::cost::terms;
use crate::cuts::Cuts;
use crate::ground::signed;
use crate::model::{Cohort, MOST_POINTS, Problem};
use crate::solve::Solution;
use crate::thin::Thin;
use crate::weights::Weights;

/// In how many parts of a point prices are counted.
const PARTS: u32 = 8;

/// How many steps each form may take.
const WORK: u64 = 1_000_000;

/// How many steps all of them may take.
const CLIMB: u64 = 10_000_000;

/// How much of the way to new prices is not gone at first.
const KEPT: f64 = 0.8;

/// How many forms join at most.
const MOST_FORMS: usize = 1000;

/// The forms seen so far, and what their prices are.
pub(crate) struct Dual<'a> {
    problem: &'a Problem,
    thin: &'a Thin,
    /// The same in parts of a point, with the items priced.
    priced: Problem,
    forms: i64,
    uses: i64,
    cuts: Cuts,
    /// The variable for what one form costs at least.
    least: usize,
    /// The variable of each item's price.
    prices: Vec<Option<usize>>,
    /// The forms, each with the variable of what is left of its constraint.
    seen: Vec<(Solution, usize)>,
}

impl<'a> Dual<'a> {
    /// Begins with the forms of a cohort.
    pub(crate) fn new((problem, thin): (&'a Problem, &'a Thin), cohort: Cohort, forms: &[Solution]) -> Self {
        let mut priced = problem.clone();
        let weights = &mut priced.weights;
        let Weights { unused, over, under, breadth, repeat, kind } = weights;
        for weight in [unused, over, under, breadth, repeat, kind] {
            *weight *= PARTS;
        }
        priced.work = priced.work.min(WORK);
        let mut cuts = Cuts::default();
        let least = cuts.variable(f64::from(cohort.forms));
        let mut dual = Self {
            problem,
            thin,
            priced,
            forms: i64::from(cohort.forms),
            uses: i64::from(if cohort.overlap == 0 { 1 } else { cohort.uses }),
            cuts,
            least,
            prices: vec![None; problem.items.len()],
            seen: Vec::new(),
        };
        for form in forms {
            dual.join(form.clone());
        }
        dual
    }

    /// A form costs at least `least`, its prices included.
    fn join(&mut self, form: Solution) {
        let mut sum = vec![(self.least, 1.0)];
        for item in form.chosen.iter().flatten() {
            let price = &mut self.prices[*item as usize];
            let uses = f64::from(i32::try_from(self.uses).unwrap_or(i32::MAX));
            let variable = *price.get_or_insert_with(|| self.cuts.variable(-uses));
            sum.push((variable, -1.0));
        }
        let cost = f64::from(u32::try_from(form.cost).unwrap_or(u32::MAX));
        let left = self.cuts.constrain(&sum, cost);
        self.seen.push((form, left));
    }

    /// The best lower bound found, in points.
    ///
    /// The prices of the linear program jump from one form to the next, so most of the way is kept to those of the best bound so far
    /// (Wentges, 1997); where that shows no new form, less and less of it is.
    pub(crate) fn climb(&mut self, work: &mut u64) -> u64 {
        let limit = *work + CLIMB.min(self.problem.work.saturating_mul(3));
        let mut best = 0;
        let mut center = vec![0.0; self.problem.items.len()];
        let mut kept = KEPT;
        self.cuts.solve();
        let mut outer = self.outer();
        while self.seen.len() < MOST_FORMS && *work < limit {
            let prices: Vec<f64> = center.iter().zip(&outer).map(|(a, b)| kept * a + (1.0 - kept) * b).collect();
            let paid = self.price(&prices);
            let dear: Vec<u32> =
                (0..).zip(&self.prices).filter(|(_, price)| price.is_some()).map(|(item, _)| item).collect();
            let Ok(found) = self.thin.solve(&self.priced, &dear, true) else { break };
            *work += found.work + (self.seen.len() * self.seen.len()) as u64;
            let bound = self.forms * signed(found.bound) - self.uses * paid;
            if bound > best {
                (best, center) = (bound, prices);
            }
            if self.seen.iter().all(|(form, _)| form.chosen != found.chosen) {
                let terms = terms(self.problem, &found.chosen);
                self.join(Solution { cost: terms.sum(), terms, ..found });
                self.cuts.solve();
                outer = self.outer();
                kept = KEPT;
            } else if kept > 0.0 {
                kept = if kept > 0.3 { kept - 0.3 } else { 0.0 };
            } else {
                // At the linear program's own prices the search comes back to a form that was seen: no other can be joined. The search is
                // rough, so that one not seen may still be cheaper there; the bound holds all the same.
                break;
            }
        }
        u64::try_from((best + i64::from(PARTS) - 1) / i64::from(PARTS)).unwrap_or(0)
    }

    /// The prices by the linear program, in points.
    fn outer(&self) -> Vec<f64> {
        let values = self.cuts.values();
        self.prices
            .iter()
            .map(|price| price.map_or(0.0, |price| values[price].clamp(0.0, f64::from(MOST_POINTS))))
            .collect()
    }

    /// Prices the items, rounded to parts of a point; the sum of the prices, in these parts.
    fn price(&mut self, prices: &[f64]) -> i64 {
        let mut paid = 0;
        for ((item, priced), price) in self.problem.items.iter().zip(&mut self.priced.items).zip(prices) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is within the limits")]
            let parts = (price * f64::from(PARTS)).round() as u32;
            priced.own = item.own * PARTS + parts;
            paid += i64::from(parts);
        }
        paid
    }

    /// The forms of which the best cohort is made for the largest part, the largest first.
    pub(crate) fn share(&self) -> Vec<&Solution> {
        let mut shares: Vec<(f64, &Solution)> =
            self.seen.iter().map(|(form, left)| (self.cuts.worth(*left), form)).collect();
        shares.retain(|(share, _)| *share > 0.01);
        shares.sort_by(|a, b| b.0.total_cmp(&a.0));
        shares.into_iter().map(|(_, form)| form).collect()
    }
}
