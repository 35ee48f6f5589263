//! What could stand in an item's place, all else staying as it is, and what the whole would cost then.

use std::collections::{BTreeMap, BTreeSet};

use crate::cost::{breaches, forms, load};
use crate::model::{Form, LoadWish, Problem};
use crate::weights::DIFFICULTIES;

/// Another item for a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alternative {
    /// How many more rules would be broken than now, each step of class and each item or tag that is wanting counted.
    pub breaches: u32,
    /// What the whole would cost, in points.
    pub cost: u64,
    /// Index of the item.
    pub item: u32,
}

/// The items that could stand in the place of `item`, which `chosen` has in `section`: the best first, at most `most`.
///
/// Minutes, enemies, packs and repetitions are kept in any case; what breaks another rule that is not broken now comes last.
/// Nothing is returned for an item that does not stand there.
///
/// # Panics
/// Where `chosen` names an item that the problem does not have.
#[must_use]
pub fn alternatives(problem: &Problem, chosen: &[Vec<u32>], place: (usize, u32), most: usize) -> Vec<Alternative> {
    let (section, item) = place;
    if !chosen.get(section).is_some_and(|items| items.contains(&item)) {
        return Vec::new();
    }
    let Some(place) = forms(problem).find(|(form, first)| (*first..first + form.sections.len()).contains(&section))
    else {
        return Vec::new();
    };
    let mut without = chosen.to_vec();
    without[section].retain(|other| *other != item);
    let base = crate::cost::terms(problem, &without);
    let broken = |chosen: &[Vec<u32>]| -> u32 { breaches(problem, chosen).iter().map(|breach| breach.count()).sum() };
    let now = broken(chosen);
    let base_broken = broken(&without);
    let rest = Rest::new(problem, &without, place, section);
    let mut found: Vec<Alternative> = (0..)
        .zip(&problem.items)
        .filter(|(index, _)| *index != item && rest.can_take(*index))
        .map(|(index, _)| {
            let (cost, broken) = rest.with(index);
            let cost = u64::try_from(i64::try_from(base.sum()).unwrap_or(i64::MAX) + cost).unwrap_or(0);
            let breaches = u32::try_from((i64::from(base_broken) + broken - i64::from(now)).max(0)).unwrap_or(0);
            Alternative { breaches, cost, item: index }
        })
        .collect();
    let most = most.min(found.len());
    if most < found.len() {
        found.select_nth_unstable(most);
        found.truncate(most);
    }
    found.sort_unstable();
    found
}

/// A selection with a place empty.
struct Rest<'a> {
    problem: &'a Problem,
    form: &'a Form,
    section: usize,
    /// Minutes that are free in the section.
    free: u64,
    is_short: bool,
    /// The kinds that the section wishes for and has not.
    kinds: u32,
    given: [usize; DIFFICULTIES],
    groups: BTreeMap<u32, u64>,
    labels: BTreeSet<u32>,
    tags: u64,
    out: Vec<bool>,
}

impl<'a> Rest<'a> {
    fn new(problem: &'a Problem, without: &[Vec<u32>], (form, first): (&'a Form, usize), section: usize) -> Self {
        let asked = form.sections[section - first];
        let here = &without[section];
        let used: u64 = here.iter().map(|item| u64::from(problem.items[*item as usize].minutes)).sum();
        let mut out = vec![false; problem.items.len()];
        let mut is_chosen = vec![false; problem.items.len()];
        for item in without.iter().flatten() {
            is_chosen[*item as usize] = true;
        }
        for item in without.iter().flatten().chain(&problem.forbidden) {
            out[*item as usize] = true;
        }
        for (a, b) in problem.enemies.iter().filter(|(a, b)| a != b) {
            out[*a as usize] |= is_chosen[*b as usize];
            out[*b as usize] |= is_chosen[*a as usize];
        }
        for pack in &problem.packs {
            if pack.items.iter().filter(|item| is_chosen[**item as usize]).count() >= usize::from(pack.most) {
                for item in &pack.items {
                    out[*item as usize] = true;
                }
            }
        }
        let mut rest = Self {
            problem,
            form,
            section,
            free: u64::from(asked.capacity).saturating_sub(used),
            is_short: here.len() < usize::from(asked.least),
            kinds: here.iter().fold(asked.kinds, |kinds, item| kinds & !(1 << problem.items[*item as usize].kind)),
            given: [0; DIFFICULTIES],
            groups: BTreeMap::new(),
            labels: BTreeSet::new(),
            tags: 0,
            out,
        };
        for item in without[first..first + form.sections.len()].iter().flatten() {
            let item = &problem.items[*item as usize];
            rest.given[usize::from(item.difficulty)] += usize::from(item.minutes);
            *rest.groups.entry(item.group).or_default() += 1;
            rest.tags |= item.tags;
        }
        for label in without.iter().flatten().flat_map(|item| &problem.items[*item as usize].labels) {
            rest.labels.insert(*label);
        }
        rest
    }

    fn can_take(&self, index: u32) -> bool {
        let item = &self.problem.items[index as usize];
        !self.out[index as usize] && item.sections >> self.section & 1 == 1 && u64::from(item.minutes) <= self.free
    }

    /// What the item adds to the cost and to the breaches; either may be below 0.
    fn with(&self, index: u32) -> (i64, i64) {
        let item = &self.problem.items[index as usize];
        let weights = self.problem.weights;
        let signed = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
        let mut given = self.given;
        given[usize::from(item.difficulty)] += usize::from(item.minutes);
        let mix = |given| signed(weights.mix(given, self.form.target));
        let off = |given| {
            let load = load(given);
            let wish = |wish: LoadWish| {
                let off = load.saturating_sub(u64::from(wish.to)) + u64::from(wish.from).saturating_sub(load);
                signed(u64::from(wish.weight) * off)
            };
            self.problem.load.map_or(0, wish)
        };
        let mut cost = i64::from(item.own) - i64::from(weights.unused) * i64::from(item.minutes);
        cost += mix(given) - mix(self.given) + off(given) - off(self.given);
        let group = self.groups.get(&item.group).copied().unwrap_or(0);
        if group == 0 && self.groups.len() < usize::from(self.form.wanted_groups) {
            cost -= i64::from(weights.breadth);
        }
        let mut labels = item.labels.clone();
        labels.sort_unstable();
        labels.dedup();
        let again = item.labels.len() - labels.iter().filter(|label| !self.labels.contains(label)).count();
        cost += i64::from(weights.repeat) * i64::try_from(again).unwrap_or(0);
        cost -= i64::from(weights.kind) * i64::from(self.kinds >> item.kind & 1);
        let mut broken = i64::from(item.class) - i64::from(self.is_short);
        broken -= i64::from((self.form.required & !self.tags & item.tags).count_ones());
        broken += i64::from(self.form.group_limit.is_some_and(|limit| group >= u64::from(limit)));
        (cost, broken)
    }
}
