//! A lower bound for a cohort, from pricing the uses of items.
//!
//! N forms use an item at most K times together. For any prices π ≥ 0, a cohort costs at least
//! `Σ_f cost(x_f) + Σ_i π_i (uses_i - K) = Σ_f (cost(x_f) + Σ_{i in x_f} π_i) - K Σ_i π_i ≥ N·z(π) - K Σ_i π_i`,
//! where z(π) is what one form costs at least when each item costs its price more: a problem for the solver, whose bound is taken. The
//! overlap of two forms and the spread of loads are left out; both only take cohorts away or make them dearer. Where an overlap of 0 is
//! asked for, no item is used twice, and K is 1.
//!
//! Items of one sort differ for a bound in what they cost alone, so prices fill them up to one level: with λ for the level of a sort, its
//! items are priced at `max(0, λ - own)`. The best levels are found by column generation: of the forms seen so far, a linear program
//! (`Cuts`) says at which levels their cheapest cohort bounds highest; a form that is among the cheapest at these levels joins them. Levels
//! are rounded to parts of a point before they are used, and the solver reckons in whole numbers, so the bound does not depend on the
//! rounding of the linear program. Its shares also say which of the forms seen make a good cohort.

use crate::cost::{Relaxed, breaches, broken, terms};
use crate::cuts::Cuts;
use crate::ground::signed;
use crate::live::alike;
use crate::model::{Cohort, Item, MOST_POINTS, Problem};
use crate::solve::Solution;
use crate::thin::Thin;
use crate::weights::Weights;

/// In how many parts of a point prices are counted.
const PARTS: u32 = 8;

/// How many steps each form may take.
const WORK: u64 = 8_000_000;

/// How many steps all of them may take.
const CLIMB: u64 = 40_000_000;

/// How much of the way to new levels is not gone at first.
const KEPT: f64 = 0.5;

/// How many forms join at most.
const MOST_FORMS: usize = 1000;

/// Below which part of a point a constraint counts as kept.
const NEAR: f64 = 0.01;

/// Items that a bound tells apart by what they cost alone.
struct Sort {
    /// What the items cost, the cheapest first.
    owns: Vec<u32>,
    /// The variable of its level, and of what its items are priced at together.
    level: usize,
    paid: usize,
}

/// A form that was seen.
struct Seen {
    form: Solution,
    /// What it costs beside its items.
    rest: f64,
    /// How many items of each sort it has.
    counts: Vec<(usize, f64)>,
    /// The variable of what is left of its constraint, while that is in the linear program.
    left: Option<usize>,
}

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
    sorts: Vec<Sort>,
    /// The sort of each item that a form need not have.
    sort_of: Vec<Option<usize>>,
    seen: Vec<Seen>,
    /// The rules that each form breaks.
    broken: Vec<Relaxed>,
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
        let uses = i64::from(if cohort.overlap == 0 { 1 } else { cohort.uses });
        let mut cuts = Cuts::default();
        let least = cuts.variable(f64::from(cohort.forms));
        let (sorts, sort_of) = sorts(problem, |gain| cuts.variable(gain), number(uses.unsigned_abs()));
        let mut dual = Self {
            problem,
            thin,
            priced,
            forms: i64::from(cohort.forms),
            uses,
            cuts,
            least,
            sorts,
            sort_of,
            seen: Vec::new(),
            broken: forms.first().map(|form| broken(problem, &form.chosen)).unwrap_or_default(),
        };
        // So that it has an end where a sort does not suffice for forms like those seen.
        dual.cuts.constrain(&[(least, 1.0)], 1e7);
        for sort in &dual.sorts {
            let owns: f64 = sort.owns.iter().copied().map(f64::from).sum();
            dual.cuts.constrain(&[(sort.level, number(sort.owns.len() as u64)), (sort.paid, -1.0)], owns);
        }
        for form in forms {
            dual.join(form.clone());
        }
        dual
    }

    /// A form that was found; whether none like it was seen.
    fn join(&mut self, form: Solution) -> bool {
        let items = || form.chosen.iter().flatten();
        let own: u64 = items()
            .filter(|item| self.sort_of[**item as usize].is_some())
            .map(|item| u64::from(self.problem.items[*item as usize].own))
            .sum();
        let rest = number(form.cost - own);
        let mut of: Vec<usize> = items().filter_map(|item| self.sort_of[*item as usize]).collect();
        of.sort_unstable();
        let counts: Vec<(usize, f64)> =
            of.chunk_by(|a, b| a == b).map(|same| (same[0], number(same.len() as u64))).collect();
        if self.seen.iter().any(|seen| seen.counts == counts && seen.rest <= rest) {
            return false;
        }
        self.seen.push(Seen { form, rest, counts, left: None });
        true
    }

    /// Finds the best levels for the forms seen.
    fn level(&mut self) -> Vec<f64> {
        loop {
            self.cuts.solve();
            let values = self.cuts.values();
            let mut is_new = false;
            for seen in &mut self.seen {
                let sum: f64 = seen.counts.iter().map(|(sort, count)| values[self.sorts[*sort].level] * count).sum();
                if seen.left.is_none() && values[self.least] - sum > seen.rest + NEAR {
                    let mut row = vec![(self.least, 1.0)];
                    row.extend(seen.counts.iter().map(|(sort, count)| (self.sorts[*sort].level, -count)));
                    seen.left = Some(self.cuts.constrain(&row, seen.rest));
                    is_new = true;
                }
            }
            for sort in &self.sorts {
                let level = values[sort.level];
                let below = sort.owns.partition_point(|own| f64::from(*own) < level);
                let count = number(below as u64);
                let owns: f64 = sort.owns[..below].iter().copied().map(f64::from).sum();
                if level * count - owns > values[sort.paid] + NEAR {
                    self.cuts.constrain(&[(sort.level, count), (sort.paid, -1.0)], owns);
                    is_new = true;
                }
            }
            if !is_new {
                return self.sorts.iter().map(|sort| values[sort.level].clamp(0.0, f64::from(MOST_POINTS))).collect();
            }
        }
    }

    /// The best lower bound found, in points; it need not be above `enough`.
    ///
    /// The levels of the linear program jump from one form to the next, so most of the way is kept to those of the best bound so far
    /// (Wentges, 1997); where that shows no new form, less and less of it is.
    pub(crate) fn climb(&mut self, enough: u64, work: &mut u64) -> u64 {
        let limit = *work + CLIMB.min(self.problem.work.saturating_mul(2));
        let mut best = 0;
        let mut center = vec![0.0; self.sorts.len()];
        let mut kept = KEPT;
        let mut reach = 0;
        let mut outer = self.level();
        let enough = signed(enough * u64::from(PARTS));
        while best < enough && self.seen.len() < MOST_FORMS && *work < limit {
            let levels: Vec<f64> = center.iter().zip(&outer).map(|(a, b)| kept * a + (1.0 - kept) * b).collect();
            let (paid, dear) = self.price(&levels);
            let than = self.seen.iter().map(|seen| self.priced_cost(seen)).min().unwrap_or(0);
            let Ok(found) = self.thin.cheaper(&self.priced, &dear, (than, &self.broken), &mut reach) else { break };
            *work += found.work;
            let bound = self.forms * signed(found.bound) - self.uses * paid;
            if bound > best {
                (best, center) = (bound, levels);
            }
            let mut is_new = false;
            for chosen in found.chosen {
                let (terms, relaxed) = (terms(self.problem, &chosen), breaches(self.problem, &chosen));
                let form = Solution { cost: terms.sum(), terms, chosen, bound: 0, proven: false, relaxed, work: 0 };
                is_new |= self.join(form);
            }
            if is_new {
                outer = self.level();
                kept = KEPT;
            } else if kept > 0.0 {
                kept = if kept > 0.3 { kept - 0.3 } else { 0.0 };
            } else {
                // No form is cheaper at the linear program's own levels, or none was found: no other can join.
                break;
            }
        }
        u64::try_from((best + i64::from(PARTS) - 1) / i64::from(PARTS)).unwrap_or(0)
    }

    /// What a form costs at the levels, in parts of a point.
    fn priced_cost(&self, seen: &Seen) -> u64 {
        let items = seen.form.chosen.iter().flatten();
        let items = items.map(|item| u64::from(self.priced.items[*item as usize].own));
        (seen.form.cost - seen.form.terms.own) * u64::from(PARTS) + items.sum::<u64>()
    }

    /// Prices the items, rounded to parts of a point; the sum of the prices, in these parts, and the items that are priced.
    fn price(&mut self, levels: &[f64]) -> (i64, Vec<u32>) {
        let mut paid = 0;
        let mut dear = Vec::new();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is within the limits")]
        let levels: Vec<u32> = levels.iter().map(|level| (level * f64::from(PARTS)).round() as u32).collect();
        for (index, item) in (0..).zip(&self.problem.items) {
            let own = item.own * PARTS;
            let price = self.sort_of[index as usize].map_or(0, |sort| levels[sort].saturating_sub(own));
            self.priced.items[index as usize].own = own + price;
            paid += i64::from(price);
            if price > 0 {
                dear.push(index);
            }
        }
        (paid, dear)
    }

    /// The forms of which the best cohort is made for the largest part, the largest first.
    pub(crate) fn share(&self) -> Vec<&Solution> {
        let worth = |seen: &Seen| seen.left.map_or(0.0, |left| self.cuts.worth(left));
        let mut shares: Vec<(f64, &Solution)> = self.seen.iter().map(|seen| (worth(seen), &seen.form)).collect();
        shares.retain(|(share, _)| *share > 0.01);
        shares.sort_by(|a, b| b.0.total_cmp(&a.0));
        shares.into_iter().map(|(_, form)| form).collect()
    }
}

/// The sorts of a problem with one form, each with its variables, and the sort of each item.
fn sorts(problem: &Problem, mut variable: impl FnMut(f64) -> usize, uses: f64) -> (Vec<Sort>, Vec<Option<usize>>) {
    let mut sort_of = vec![None; problem.items.len()];
    let mut out = vec![false; problem.items.len()];
    for item in problem.pinned.iter().chain(&problem.forbidden) {
        out[*item as usize] = true;
    }
    let required = problem.forms[0].required;
    let wishes = problem.forms[0].sections.iter().fold(0, |kinds, section| kinds | section.kinds);
    let longest = problem.forms[0].sections.iter().map(|section| section.capacity).max().unwrap_or(0);
    let seen = |item: &u32| {
        let item = &problem.items[*item as usize];
        (alike(&Item { group: 0, labels: Vec::new(), ..item.clone() }, required), 1 << item.kind & wishes)
    };
    let mut order: Vec<u32> = (0..)
        .zip(&problem.items)
        .filter(|(index, item)| !out[*index as usize] && item.sections != 0 && item.minutes <= longest)
        .map(|(index, _)| index)
        .collect();
    let own = |item: &u32| problem.items[*item as usize].own;
    order.sort_by_cached_key(|item| (seen(item), own(item)));
    let mut sorts = Vec::new();
    for items in order.chunk_by(|a, b| seen(a) == seen(b)) {
        for item in items {
            sort_of[*item as usize] = Some(sorts.len());
        }
        sorts.push(Sort { owns: items.iter().map(own).collect(), level: variable(0.0), paid: variable(-uses) });
    }
    (sorts, sort_of)
}

/// A number that is known to be small.
fn number(value: u64) -> f64 {
    u32::try_from(value).map_or(f64::from(u32::MAX), f64::from)
}
