//! Forms one after the other, where the search for all of them together found nothing in its share of the work.
//!
//! Each is assembled by itself from what the ones before leave, in every order of a few; the best of these is taken, and then each form
//! of it anew beside the others as long as that makes the whole better; then two or three sections together, of whichever forms. Pinned
//! items are shared out first, as a way to place them says.
//!
//! The bound: the forms of a selection that breaks no rule break none by themselves, so each costs at least what the cheapest form alone
//! does, of all items and without a pinned one that it must have; what the forms have in common, labels that come again among them, only
//! costs more. So the sum of these is a lower bound.

use std::ops::Range;

use crate::cost::{Relaxed, broken, forms, terms};
use crate::model::Problem;

/// Of more forms only one order is tried.
const MOST_PERMUTED: usize = 3;

/// How many ways to share out pinned items are tried at most.
const MOST_SHARED: usize = 8;

/// How many rounds of assembling each form anew there are at most.
const ROUNDS: usize = 3;

/// The part of the work that each form by itself may take, but so much that there is a first selection.
const PART: u64 = 8;
const LEAST: u64 = 500_000;

/// How many steps it may take to fill a few sections anew.
const EXCHANGE: u64 = 200_000;

/// For how many steps it counts to make an item ready for that.
const LOOK: u64 = 8;

/// A selection, what no selection costs less than that breaks as few rules, and the steps that took.
pub(crate) struct Chosen {
    /// By section, over all forms.
    pub(crate) items: Vec<Vec<u32>>,
    pub(crate) bound: u64,
    pub(crate) work: u64,
}

/// What solves one form.
pub(crate) type Alone<'a> = &'a dyn Fn(&Problem) -> Option<Chosen>;

/// Assembles the forms one after the other; `placements` are the sections of the pinned items. Nothing where that can't be done.
pub(crate) fn in_turn(problem: &Problem, placements: &[Vec<(usize, u32)>], alone: Alone<'_>) -> Option<Chosen> {
    let count = problem.forms.len();
    if count < 2 {
        return None;
    }
    let mut turn = Turn { problem, pinned: &[], alone, work: 0 };
    let mut best = None;
    for pinned in placements.iter().take(MOST_SHARED) {
        turn.pinned = pinned;
        for order in orders(count) {
            // What there is will do where the work is used up.
            if best.is_some() && turn.is_over() {
                break;
            }
            let Some(found) = turn.in_order(&order) else { continue };
            if best.as_ref().is_none_or(|(best, _): &(Vec<_>, _)| turn.worth(&found) < turn.worth(best)) {
                best = Some((found, pinned.as_slice()));
            }
        }
    }
    let (mut chosen, pinned) = best?;
    turn.pinned = pinned;
    turn.improve(&mut chosen);
    turn.exchange(&mut chosen);
    let bound = if broken(problem, &chosen).is_empty() { turn.bound() } else { 0 };
    Some(Chosen { items: chosen, bound, work: turn.work })
}

/// Every order of a few, else the order in which they stand.
fn orders(count: usize) -> Vec<Vec<usize>> {
    if count > MOST_PERMUTED {
        return vec![(0..count).collect()];
    }
    let mut orders = vec![Vec::new()];
    for _ in 0..count {
        let longer = |order: &Vec<usize>| {
            let order = order.clone();
            let left = (0..count).filter(|form| !order.contains(form)).collect::<Vec<_>>();
            left.into_iter().map(move |form| [order.clone(), vec![form]].concat())
        };
        orders = orders.iter().flat_map(longer).collect();
    }
    orders
}

/// The forms that take turns.
struct Turn<'a> {
    problem: &'a Problem,
    /// The sections in which pinned items stand.
    pinned: &'a [(usize, u32)],
    alone: Alone<'a>,
    work: u64,
}

impl Turn<'_> {
    fn is_over(&self) -> bool {
        self.work >= self.problem.work
    }

    fn in_order(&mut self, order: &[usize]) -> Option<Vec<Vec<u32>>> {
        let mut chosen = vec![Vec::new(); self.problem.forms.iter().map(|form| form.sections.len()).sum()];
        for form in order {
            self.again(&mut chosen, *form)?;
        }
        Some(chosen)
    }

    /// Assembles a form beside the others.
    fn again(&mut self, chosen: &mut [Vec<u32>], form: usize) -> Option<()> {
        let sections = sections(self.problem, form);
        for items in &mut chosen[sections.clone()] {
            items.clear();
        }
        let found = (self.alone)(&self.part(form, &chosen.concat()))?;
        self.work += found.work;
        for (to, items) in chosen[sections].iter_mut().zip(found.items) {
            *to = items;
        }
        Some(())
    }

    fn improve(&mut self, chosen: &mut Vec<Vec<u32>>) {
        for _ in 0..ROUNDS {
            let before = chosen.clone();
            for form in 0..self.problem.forms.len() {
                if self.is_over() {
                    return;
                }
                let mut other = chosen.clone();
                if self.again(&mut other, form).is_some() && self.worth(&other) < self.worth(chosen) {
                    *chosen = other;
                }
            }
            if *chosen == before {
                break;
            }
        }
    }

    /// Fills a few sections anew together, with all others as they are, as long as that makes the whole better.
    fn exchange(&mut self, chosen: &mut Vec<Vec<u32>>) {
        let sections = chosen.len();
        let pairs = (0..sections).flat_map(|a| (a + 1..sections).map(move |b| 1_u64 << a | 1 << b));
        let threes = (0..sections).flat_map(|a| {
            (a + 1..sections).flat_map(move |b| (b + 1..sections).map(move |c| 1_u64 << a | 1 << b | 1 << c))
        });
        let all: Vec<u64> = pairs.chain(threes).collect();
        let mut best = self.worth(chosen);
        let (mut since, limit) = (0, self.work + self.problem.work / 2);
        for free in all.iter().cycle() {
            if since >= all.len() || self.work >= limit {
                return;
            }
            since += 1;
            let Some(other) = self.free(chosen, *free) else { continue };
            let worth = self.worth(&other);
            if worth < best {
                (best, since) = (worth, 0);
                *chosen = other;
            }
        }
    }

    /// The best selection in which only some sections, a bit each, have other items.
    fn free(&mut self, chosen: &[Vec<u32>], free: u64) -> Option<Vec<Vec<u32>>> {
        let mut part = self.problem.clone();
        part.work = EXCHANGE;
        for item in &mut part.items {
            item.sections &= free;
        }
        for (section, items) in chosen.iter().enumerate().filter(|(section, _)| free >> section & 1 == 0) {
            for item in items {
                part.items[*item as usize].sections = 1 << section;
                part.pinned.push(*item);
            }
        }
        self.work += part.items.len() as u64 * LOOK;
        let found = (self.alone)(&part)?;
        self.work += found.work;
        Some(found.items)
    }

    /// The less, the better: how many rules are broken, then what it costs.
    fn worth(&self, chosen: &[Vec<u32>]) -> (u32, u64) {
        let broken = broken(self.problem, chosen).into_iter().map(Relaxed::count).sum();
        (broken, terms(self.problem, chosen).sum())
    }

    /// What all forms cost at least that break no rule; 0 where the search for one of them says nothing of that.
    fn bound(&mut self) -> u64 {
        let mut sum = 0;
        for form in 0..self.problem.forms.len() {
            let mut part = self.part(form, &[]);
            part.forbidden.clone_from(&self.problem.forbidden);
            for item in part.pinned.drain(..).chain(self.problem.pinned.iter().copied()) {
                // What is pinned may be of any class.
                part.items[item as usize].class = 0;
            }
            let Some(found) = (self.alone)(&part).filter(|found| broken(&part, &found.items).is_empty()) else {
                return 0;
            };
            self.work += found.work;
            sum += found.bound;
        }
        sum
    }

    /// A form by itself, with what these items leave.
    fn part(&self, form: usize, taken: &[u32]) -> Problem {
        let Range { start, end } = sections(self.problem, form);
        let mut part = self.problem.clone();
        part.work = (self.problem.work / PART).max(LEAST);
        part.forms = vec![self.problem.forms[form].clone()];
        for item in &mut part.items {
            // So many sections fit that none is shifted out before it is masked.
            item.sections = item.sections >> start & (u64::MAX >> (64 - (end - start).max(1)));
        }
        let (here, elsewhere): (Vec<_>, Vec<_>) =
            self.pinned.iter().partition(|(section, _)| (start..end).contains(section));
        part.pinned = here.into_iter().map(|(_, item)| item).collect();
        let elsewhere: Vec<u32> = elsewhere.into_iter().map(|(_, item)| item).collect();
        let mut taken = [taken, &elsewhere].concat();
        taken.sort_unstable();
        taken.dedup();
        let enemies = self.problem.enemies.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]).filter(|(a, b)| a != b);
        part.forbidden.extend(enemies.filter(|(a, _)| taken.binary_search(a).is_ok()).map(|(_, b)| b));
        for pack in &mut part.packs {
            let there = taken.iter().filter(|item| pack.items.contains(item)).count();
            pack.most = pack.most.saturating_sub(u16::try_from(there).unwrap_or(u16::MAX));
        }
        part.forbidden.extend(taken);
        part
    }
}

/// The sections of a form.
fn sections(problem: &Problem, form: usize) -> Range<usize> {
    let found = forms(problem).nth(form).map(|(of, first)| first..first + of.sections.len());
    found.unwrap_or_default()
}
