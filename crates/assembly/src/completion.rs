//! The lower bound that steers the search: what is left of a form costs at least so much, given the mix so far.
//!
//! It is the exact optimum of a form of which groups (but for those wanting for lack of items), labels, kinds that are not tracked, enemies,
//! repetitions and packs are left out; minutes, numbers of items, the mix over all sections, the load and the tracked tags are all kept. Leaving out rules and costs of at least 0 only adds
//! selections or makes them cheaper, so it is a lower bound.
//!
//! Sections touch one another only through the sums of their profiles and the union of their tags, so a dynamic program over those
//! joins them. Only what can be part of a solution of at most a given cost, the ceiling, is kept: a form costs at least what the
//! multipliers price its sections at, so where that, with what is known so far, lies above the ceiling, no solution below it is lost.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::ground::{Ground, NEVER, is_never, signed};
use crate::mixture::Mixture;
use crate::multipliers::{Priced, product};
use crate::profiles::{Profile, Profiles};
use crate::task::{MASKS, Masked, Open, least_with};
use crate::weights::DIFFICULTIES;

/// After how many steps the dynamic program is given up; the priced bound then stands in.
const MOST_STEPS: u64 = 10_000_000;

/// After how many partial sums the dynamic program is given up.
const MOST_SUMS: usize = 1_000_000;

/// A hasher for numbers that differ in a few bits.
#[derive(Debug, Default)]
pub(crate) struct Multiplying(u64);

impl Hasher for Multiplying {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, value: u64) {
        let value = (self.0 ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = value ^ (value >> 32);
    }
}

/// What is left costs at least so much by the tags so far, for each mix so far. Only looked up, never walked, so that no order
/// depends on it.
type Costs = HashMap<Mixture, Masked, BuildHasherDefault<Multiplying>>;

/// The bounds of one form under one ceiling.
pub(crate) struct Completion {
    /// The profiles of each section, those that are priced least first.
    pub(crate) profiles: Vec<Vec<Profile>>,
    /// What is left from each section on; without it, the priced bound stands in.
    rest: Option<Vec<Costs>>,
    /// What the form costs at least; [`NEVER`] for more than the ceiling.
    pub(crate) bound: i64,
    /// Whether no profile was cut off.
    pub(crate) complete: bool,
    /// What all that took.
    pub(crate) steps: u64,
}

impl Completion {
    /// The bounds for solutions of which this form costs at most `ceiling`.
    pub(crate) fn new(ground: &Ground<'_>, (open, priced): (&Open, &Priced), ceiling: i64) -> Self {
        let mut found = Self { profiles: Vec::new(), rest: None, bound: priced.bound, complete: true, steps: 0 };
        // What the sections may be priced at together.
        let limit = priced.sections + (ceiling - priced.bound);
        if limit < priced.sections {
            found.bound = NEVER;
            return found;
        }
        for stretch in &priced.stretches {
            let profiles = Profiles::new(ground, (open, priced, stretch), limit);
            found.steps += profiles.steps;
            found.complete &= profiles.complete;
            found.profiles.push(profiles.list);
        }
        if found.complete {
            found.join(ground, (open, priced), (limit, ceiling));
        }
        found
    }

    /// The sums that can be reached, section by section, and then backwards what is left from each on.
    fn join(&mut self, ground: &Ground<'_>, (open, priced): (&Open, &Priced), (limit, ceiling): (i64, i64)) {
        let masks = open.masks();
        let start = Mixture::new(open.given);
        let mut reached = vec![vec![(start, none())]];
        for (profiles, stretch) in self.profiles.iter().zip(&priced.stretches).take(self.profiles.len() - 1) {
            let mut next: Vec<(Mixture, Masked)> = Vec::new();
            let mut places: HashMap<Mixture, usize, BuildHasherDefault<Multiplying>> = HashMap::default();
            for (before, costs) in reached.last().into_iter().flatten() {
                // With every tag there, what is later costs least.
                let most = limit - costs[0] - stretch.later[masks - 1];
                for profile in profiles.iter().take_while(|profile| profile.costs[0] + profile.priced <= most) {
                    self.steps += 1;
                    let mixture = before.with(profile.adds);
                    let limit = limit - profile.priced - priced.excess(mixture.minutes());
                    if costs[0] + profile.costs[0] + stretch.later[masks - 1] > limit {
                        continue;
                    }
                    let mut sum = both(costs, &profile.costs, masks);
                    if !(0..masks).any(|have| sum[have] + stretch.later[have] <= limit) {
                        continue;
                    }
                    for cost in sum.iter_mut().take(masks) {
                        *cost += profile.priced;
                    }
                    let place = *places.entry(mixture).or_insert(next.len());
                    if place == next.len() {
                        next.push((mixture, sum));
                    } else {
                        let kept = &mut next[place].1;
                        for (kept, cost) in kept.iter_mut().zip(sum).take(masks) {
                            *kept = cost.min(*kept);
                        }
                    }
                }
                if next.len() > MOST_SUMS || self.steps > MOST_STEPS {
                    return;
                }
            }
            reached.push(next);
        }
        let tags = open.tags(ground);
        let mut rest: Vec<Costs> = Vec::new();
        let mut used: Vec<Vec<bool>> = self.profiles.iter().map(|profiles| vec![false; profiles.len()]).collect();
        for (section, reached) in reached.iter().enumerate().rev() {
            let later = priced.stretches[section].later[masks - 1];
            let mut costs = Costs::with_capacity_and_hasher(reached.len(), BuildHasherDefault::default());
            for (before, so_far) in reached {
                let mut least = [NEVER; MASKS];
                let most = limit - so_far[0] - later;
                // What the form may still cost, by the tags so far.
                let price = priced_minutes(priced.p, *before) - priced_minutes(priced.p, start);
                let left = so_far.map(|cost| ceiling - (cost - price));
                let profiles = self.profiles[section].iter().zip(&mut used[section]);
                for (profile, used) in profiles.take_while(|(profile, _)| profile.costs[0] + profile.priced <= most) {
                    self.steps += 1;
                    let sum = before.with(profile.adds);
                    let after = match rest.last() {
                        None => {
                            let end = priced.end(ground, open, sum);
                            tags.map(|tags| tags + end)
                        }
                        Some(after) => match after.get(&sum) {
                            Some(after) => *after,
                            None => continue,
                        },
                    };
                    for (have, least) in least.iter_mut().enumerate().take(masks) {
                        let cost = least_with(|need| profile.costs[need], &after, (have, masks));
                        if cost <= left[have] {
                            *least = (*least).min(cost);
                            *used = true;
                        }
                    }
                }
                if self.steps > MOST_STEPS {
                    return;
                }
                if least.iter().any(|cost| !is_never(*cost)) {
                    costs.insert(*before, least);
                }
            }
            rest.push(costs);
        }
        // Only what is part of a form below the ceiling is worth a look in the search.
        for (profiles, used) in self.profiles.iter_mut().zip(used) {
            let mut used = used.into_iter();
            profiles.retain(|_| used.next().unwrap_or(true));
        }
        rest.reverse();
        let bound = rest.first().and_then(|first| first.get(&start)).map_or(NEVER, |costs| costs[0]);
        self.bound = if bound > ceiling { NEVER } else { bound };
        self.rest = Some(rest);
    }

    /// What is left from a section on costs at least, with the end of the form, when the mix so far is this, by the tags so far;
    /// [`NEVER`] where that is no part of a solution below the ceiling.
    pub(crate) fn rest(
        &self,
        ground: &Ground<'_>,
        (open, priced): (&Open, &Priced),
        (from, sum): (usize, Mixture),
    ) -> Masked {
        match &self.rest {
            None => priced.rest(ground, open, (from, sum.minutes())),
            Some(rest) => rest[from].get(&sum).copied().unwrap_or([NEVER; MASKS]),
        }
    }
}

/// Nothing chosen: it costs nothing, and has no tags.
fn none() -> Masked {
    std::array::from_fn(|need| if need == 0 { 0 } else { NEVER })
}

/// What two cost together, by the tags that they have between them.
fn both(a: &Masked, b: &Masked, masks: usize) -> Masked {
    let mut sum = [NEVER; MASKS];
    for (need, sum) in sum.iter_mut().enumerate().take(masks) {
        let mut part = need;
        // All parts of what is wanted: one has it, the other the rest.
        loop {
            *sum = (*sum).min(a[part] + b[need & !part]);
            if part == 0 {
                break;
            }
            part = (part - 1) & need;
        }
    }
    sum
}

fn priced_minutes(p: [i64; DIFFICULTIES], mixture: Mixture) -> i64 {
    product(&p, &mixture.minutes().map(|minutes| signed(minutes as u64)))
}
