//! A lower bound for a cohort, from pricing the uses of items.
//!
//! N forms use an item at most K times together. For any prices π ≥ 0, a cohort costs at least
//! `Σ_f cost(x_f) + Σ_i π_i (uses_i - K) = Σ_f (cost(x_f) + Σ_{i in x_f} π_i) - K Σ_i π_i ≥ N·z(π) - K Σ_i π_i`,
//! where z(π) is what one form costs at least when each item costs its price more: a problem for the solver, whose bound is taken. The
//! overlap of two forms and the spread of loads are left out; both only take cohorts away or make them dearer. Where an overlap of 0 is
//! asked for, no item is used twice, and K is 1.
//!
//! Items that are alike in sections, minutes, difficulty and required tags share a level: the price of an item lifts its cost to the level
//! of its kind, and is 0 above it. That is the shape of optimal prices where kinds are large: all that is used of a kind then costs what
//! the next one would. A level rises where N forms take more of the kind than lies below it, and falls where they take less.

use std::collections::BTreeMap;

use crate::cohort::Cohort;
use crate::ground::signed;
use crate::model::{Item, MOST_POINTS, Problem};
use crate::solve::{Solution, solve_checked};

/// In how many parts of a point prices are counted.
const PARTS: u32 = 8;

/// In how many parts of an item directions are counted.
const SCALE: i64 = 64;

/// How many steps each form of a bound may take.
const WORK: u64 = 1_000_000;

/// How often the levels are changed at most.
const CLIMBS: usize = 400;

/// After how many changes that do not help the levels are left as they are.
const PATIENCE: usize = 60;

/// The levels and the best bound so far.
pub(crate) struct Dual<'a> {
    problem: &'a Problem,
    /// The same in parts of a point, with the items priced.
    priced: Problem,
    cohort: Cohort,
    /// The kind of each item.
    kinds: Vec<usize>,
    /// The level of each kind, in parts of a point.
    levels: Vec<i64>,
    /// The prices of the best bound, in points, rounded down.
    prices: Vec<u32>,
}

impl<'a> Dual<'a> {
    /// Levels as the forms that were found suggest them: what the cheapest item of each kind costs that none of them uses.
    pub(crate) fn new(problem: &'a Problem, cohort: Cohort, forms: &[Solution]) -> Self {
        let required = problem.forms.iter().fold(0, |required, form| required | form.required);
        let mut numbers = BTreeMap::new();
        let mut kind = |item: &Item| {
            let next = numbers.len();
            *numbers.entry((item.sections, item.minutes, item.difficulty, item.tags & required)).or_insert(next)
        };
        let kinds: Vec<usize> = problem.items.iter().map(&mut kind).collect();
        let mut used = vec![0_u16; problem.items.len()];
        for item in forms.iter().flat_map(|form| form.chosen.iter().flatten()) {
            used[*item as usize] += 1;
        }
        let mut is_used = vec![false; numbers.len()];
        for (kind, used) in kinds.iter().zip(&used) {
            is_used[*kind] |= *used > 0;
        }
        let mut levels = vec![None; numbers.len()];
        for ((kind, used), item) in kinds.iter().zip(&used).zip(&problem.items) {
            let level: &mut Option<u32> = &mut levels[*kind];
            if is_used[*kind] && *used == 0 && item.class == 0 {
                *level = Some(level.map_or(item.own, |level| level.min(item.own)));
            }
        }
        let mut priced = problem.clone();
        let weights = &mut priced.weights;
        for weight in
            [&mut weights.unused, &mut weights.over, &mut weights.under, &mut weights.breadth, &mut weights.repeat]
        {
            *weight *= PARTS;
        }
        priced.work = priced.work.min(WORK);
        let levels = levels.into_iter().map(|level| i64::from(level.unwrap_or(0)) * i64::from(PARTS)).collect();
        Self { problem, priced, cohort, kinds, levels, prices: vec![0; problem.items.len()] }
    }

    /// The prices of the best bound, in points.
    pub(crate) fn prices(&self) -> &[u32] {
        &self.prices
    }

    /// The best lower bound found, in points, for a cohort of which one costs `cost`.
    pub(crate) fn climb(&mut self, cost: u64, work: &mut u64) -> u64 {
        let uses = i64::from(if self.cohort.overlap == 0 { 1 } else { self.cohort.uses });
        let forms = i64::from(self.cohort.forms);
        let cost = signed(cost) * i64::from(PARTS);
        let mut best = 0;
        let (mut failures, mut halvings) = (0, 0);
        let mut direction: Vec<i64> = Vec::new();
        let limit = *work + self.problem.work / 4;
        for _ in 0..CLIMBS {
            if *work > limit {
                break;
            }
            let prices = self.price();
            let Ok(found) = solve_checked(&self.priced) else { break };
            *work += found.work;
            let paid: i64 = prices.iter().map(|price| i64::from(*price)).sum();
            let bound = forms * signed(found.bound) - uses * paid;
            if bound > best {
                best = bound;
                self.prices = prices.iter().map(|price| price / PARTS).collect();
                failures = 0;
            } else {
                failures += 1;
                halvings += u32::from(failures % 4 == 0);
            }
            // One form says little of what all would take, so what the ones before took counts, too.
            let slope = self.slope(&found, &prices, (forms, uses));
            if direction.is_empty() {
                direction = slope.iter().map(|slope| SCALE * slope).collect();
            }
            for (direction, slope) in direction.iter_mut().zip(slope) {
                *direction = (3 * *direction + SCALE * slope) / 4;
            }
            let length: i64 = direction.iter().map(|d| d * d).sum::<i64>() / SCALE;
            if length == 0 || failures > PATIENCE || bound >= cost {
                break;
            }
            // Polyak's step: as far as a straight rise to the known cost would go, and less when that goes wrong.
            for (level, d) in self.levels.iter_mut().zip(&direction) {
                *level =
                    (*level + (((cost - bound) * d / length) >> halvings)).clamp(0, i64::from(MOST_POINTS * PARTS));
            }
        }
        u64::try_from((best + i64::from(PARTS) - 1) / i64::from(PARTS)).unwrap_or(0)
    }

    /// Prices the items by the levels; the prices are in parts of a point.
    fn price(&mut self) -> Vec<u32> {
        let mut prices = Vec::with_capacity(self.kinds.len());
        for ((item, priced), kind) in self.problem.items.iter().zip(&mut self.priced.items).zip(&self.kinds) {
            let own = item.own * PARTS;
            let price = u32::try_from(self.levels[*kind] - i64::from(own)).unwrap_or(0);
            priced.own = own + price;
            prices.push(price);
        }
        prices
    }

    /// For each level how many more of the kind the forms would take than there are below it.
    fn slope(&self, found: &Solution, prices: &[u32], (forms, uses): (i64, i64)) -> Vec<i64> {
        let mut slope = vec![0; self.levels.len()];
        for item in found.chosen.iter().flatten() {
            slope[self.kinds[*item as usize]] += forms;
        }
        for (kind, _) in self.kinds.iter().zip(prices).filter(|(_, price)| **price > 0) {
            slope[*kind] -= uses;
        }
        slope
    }
}
