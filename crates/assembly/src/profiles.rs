//! What a section can add to its form, and what that costs at least in it.
//!
//! A section's *profile* is the minutes that it adds to each difficulty, and the number of items where it counts, with the least that this costs, the end of the section
//! included, by the tracked tags that come with it. Profiles are made difficulty by difficulty. One is dropped as soon as it, with what
//! the rest of its section and the other sections are priced at, lies above the limit: no solution below the ceiling has it.

use crate::block::Choice;
use crate::ground::{Ground, NEVER, is_never, signed};
use crate::mixture::Mixture;
use crate::multipliers::{Priced, Stretch};
use crate::task::{MASKS, Masked, Open};

/// After how many partial profiles a section is cut off.
const MOST_PROFILES: usize = 200_000;

/// What a section can add to its form.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Profile {
    pub(crate) adds: Mixture,
    /// What that costs at least, with the end of the section and the discounts, by the tags that come with it at least.
    pub(crate) costs: Masked,
    /// What its minutes are priced at.
    pub(crate) priced: i64,
}

/// The profiles of a section, those that are priced least first.
#[derive(Debug)]
pub(crate) struct Profiles {
    pub(crate) list: Vec<Profile>,
    /// Whether none was cut off.
    pub(crate) complete: bool,
    /// What that took.
    pub(crate) steps: u64,
}

/// The minutes of the difficulties so far; what they cost stands beside, by the number of items and their tags.
#[derive(Clone, Copy, Default)]
struct Partial {
    adds: Mixture,
    minutes: usize,
    priced: i64,
}

impl Profiles {
    /// Those that can be part of a form whose sections are priced at no more than `limit` together.
    pub(crate) fn new(ground: &Ground<'_>, (open, priced, stretch): (&Open, &Priced, &Stretch), limit: i64) -> Self {
        let (gap, masks) = (stretch.gap, open.masks());
        let given = Mixture::new(open.given);
        let stride = (gap.most + 1) * masks;
        let mut partial = vec![Partial::default()];
        let mut costs = vec![NEVER; stride];
        costs[0] = 0;
        let (mut steps, mut complete) = (0, true);
        let mut row = vec![NEVER; stride];
        for (difficulty, p) in priced.p.into_iter().enumerate() {
            let mut by_minutes: Vec<Vec<&Choice>> = vec![Vec::new(); gap.capacity + 1];
            for choice in &stretch.choices[difficulty] {
                by_minutes[choice.minutes].push(choice);
            }
            // What is later costs least with every tag there, and with the best number of items.
            let cheapest = |choices: &Vec<&Choice>| choices.iter().map(|choice| choice.costs[0]).min().unwrap_or(NEVER);
            let own_least: Vec<i64> = by_minutes.iter().map(cheapest).collect();
            let whole =
                |minutes| (0..=gap.most).map(move |count| stretch.whole(difficulty + 1, (count, minutes, masks - 1)));
            let whole_least: Vec<i64> =
                (0..=gap.capacity).map(|minutes| whole(minutes).min().unwrap_or(NEVER)).collect();
            let mut next = Vec::new();
            let mut next_costs = Vec::new();
            for (before, before_costs) in partial.iter().zip(costs.chunks_exact(stride)) {
                let some = by_minutes.iter().enumerate().take(gap.capacity - before.minutes + 1);
                let before_least = before_costs.iter().copied().min().unwrap_or(NEVER);
                for (own, choices) in some.filter(|(_, choices)| !choices.is_empty()) {
                    let after = Partial {
                        adds: before.adds.with(Mixture::of(difficulty, own)),
                        minutes: before.minutes + own,
                        priced: before.priced + p * signed(own as u64),
                    };
                    let limit = limit - after.priced - priced.excess(given.with(after.adds).minutes());
                    steps += 1;
                    if before_least + own_least[own] + whole_least[after.minutes] > limit {
                        continue;
                    }
                    steps += choices.len() as u64;
                    row.fill(NEVER);
                    for choice in choices {
                        join(&mut row, before_costs, choice, masks);
                    }
                    let mut is_kept = false;
                    for (count, cell) in row.chunks_exact_mut(masks).enumerate().filter(|(_, cell)| !is_never(cell[0]))
                    {
                        let whole = |have| stretch.whole(difficulty + 1, (count, after.minutes, have));
                        if (0..masks).any(|have| cell[have] + whole(have) <= limit) {
                            is_kept = true;
                        } else {
                            cell.fill(NEVER);
                        }
                    }
                    if is_kept {
                        next.push(after);
                        next_costs.extend_from_slice(&row);
                    }
                }
                if next.len() > MOST_PROFILES {
                    complete = false;
                    break;
                }
            }
            (partial, costs) = (next, next_costs);
        }
        let mut list = Vec::new();
        for (partial, costs) in partial.iter().zip(costs.chunks_exact(stride)) {
            let mut least = [NEVER; MASKS];
            for (count, cell) in costs.chunks_exact(masks).enumerate() {
                let end = Stretch::end(gap, ground, (count, partial.minutes));
                for (least, cost) in least.iter_mut().zip(cell) {
                    *least = (*least).min(cost + end);
                }
                // One for each number of items, or one for all of them.
                if !is_never(least[0]) && (priced.counted(1) > 0 || count == gap.most) {
                    let adds = partial.adds.counting(priced.counted(count));
                    list.push(Profile { adds, costs: least, priced: partial.priced });
                    least = [NEVER; MASKS];
                }
            }
        }
        list.sort_unstable_by_key(|profile| (profile.costs[0] + profile.priced, profile.adds));
        Self { list, complete, steps }
    }
}

/// Adds a choice of one difficulty to what the ones before cost, where that is cheaper.
fn join(row: &mut [i64], before: &[i64], choice: &Choice, masks: usize) {
    for (to, from) in row[choice.count * masks..].chunks_exact_mut(masks).zip(before.chunks_exact(masks)) {
        if is_never(from[0]) {
            continue;
        }
        for (need, to) in to.iter_mut().enumerate() {
            let mut part = need;
            // All parts of what is wanted: the choice has it, the ones before the rest.
            loop {
                *to = (*to).min(choice.costs[part] + from[need & !part]);
                if part == 0 {
                    break;
                }
                part = (part - 1) & need;
            }
        }
    }
}
