//! What is left to fill once the pinned items stand in their sections.

use crate::cost::forms;
use crate::ground::{Ground, NEVER, signed};
use crate::model::Unsolvable;
use crate::weights::DIFFICULTIES;

/// How many required tags the bounds keep track of; the search keeps track of all.
const MOST_TRACKED: usize = 3;

/// How many sets of tracked tags there are at most.
pub(crate) const MASKS: usize = 1 << MOST_TRACKED;

/// How many ways to place pinned items are tried at most.
const MOST_PLACEMENTS: usize = 64;

/// A section with what pinned items leave of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Gap {
    /// The section's number over all forms.
    pub(crate) section: usize,
    pub(crate) capacity: usize,
    pub(crate) least: usize,
    pub(crate) most: usize,
    /// The kinds that it wishes for and pinned items do not have, a bit each.
    pub(crate) kinds: u32,
}

/// A form with what pinned items leave of it.
#[derive(Debug, Clone)]
pub(crate) struct Open {
    pub(crate) form: usize,
    /// Its sections, in the order in which they are filled: those with the most room first, since the sums of their many profiles
    /// then fall together before the next multiply them.
    pub(crate) gaps: Vec<Gap>,
    /// Minutes that pinned items have, by difficulty.
    pub(crate) given: [usize; DIFFICULTIES],
    pub(crate) pinned: Vec<u32>,
    /// Required tags that no pinned item has.
    pub(crate) required: u64,
    /// The tags that the bounds keep track of, the bit of each.
    pub(crate) tracked: Vec<u64>,
}

/// One way to place the pinned items.
#[derive(Debug, Clone)]
pub(crate) struct Task {
    pub(crate) forms: Vec<Open>,
    /// Where each pinned item stands.
    pub(crate) placed: Vec<(usize, u32)>,
    /// What the pinned items cost by themselves, in fine points.
    pub(crate) own: i64,
}

/// Every way to place the pinned items, and whether these are all.
pub(crate) fn tasks(ground: &Ground<'_>) -> Result<(Vec<Task>, bool), Unsolvable> {
    let problem = ground.problem;
    let mut pinned = problem.pinned.clone();
    pinned.sort_unstable();
    pinned.dedup();
    for item in &pinned {
        let mut others = ground.enemies.of(*item as usize).iter();
        if let Some(other) = others.find(|other| pinned.contains(other)) {
            return Err(Unsolvable::PinnedEnemies { a: *item, b: *other });
        }
    }
    for pack in &problem.packs {
        if pinned.iter().filter(|item| pack.items.contains(item)).count() > usize::from(pack.most) {
            return Err(Unsolvable::Pinned { pinned: pinned.len() });
        }
    }
    let gaps: Vec<Gap> = problem
        .forms
        .iter()
        .flat_map(|form| &form.sections)
        .enumerate()
        .map(|(section, asked)| Gap {
            section,
            capacity: usize::from(asked.capacity),
            least: usize::from(asked.least),
            most: usize::from(asked.most),
            kinds: asked.kinds,
        })
        .collect();
    let mut placements = vec![(gaps, Vec::new())];
    let mut complete = true;
    for item in &pinned {
        let asked = &problem.items[*item as usize];
        let minutes = usize::from(asked.minutes);
        let mut next = Vec::new();
        for (gaps, placed) in &placements {
            for (index, gap) in gaps.iter().enumerate() {
                if asked.sections >> gap.section & 1 == 1 && gap.most > 0 && minutes <= gap.capacity {
                    let mut gaps = gaps.clone();
                    gaps[index].capacity -= minutes;
                    gaps[index].most -= 1;
                    gaps[index].least = gap.least.saturating_sub(1);
                    gaps[index].kinds &= !(1 << asked.kind);
                    let mut placed: Vec<(usize, u32)> = placed.clone();
                    placed.push((index, *item));
                    next.push((gaps, placed));
                }
            }
        }
        if next.is_empty() {
            let alone = pinned.len() == 1 || asked.sections == 0;
            return Err(if alone {
                Unsolvable::PinnedNowhere { item: *item }
            } else {
                Unsolvable::Pinned { pinned: pinned.len() }
            });
        }
        complete &= next.len() <= MOST_PLACEMENTS;
        next.truncate(MOST_PLACEMENTS);
        placements = next;
    }
    Ok((placements.into_iter().map(|(gaps, placed)| task(ground, &gaps, placed)).collect(), complete))
}

fn task(ground: &Ground<'_>, gaps: &[Gap], placed: Vec<(usize, u32)>) -> Task {
    let problem = ground.problem;
    let open = forms(problem).enumerate().map(|(number, (form, first))| {
        let sections = first..first + form.sections.len();
        let mut gaps = gaps[sections.clone()].to_vec();
        gaps.sort_by_key(|gap| std::cmp::Reverse((gap.most.min(gap.capacity), gap.capacity)));
        let pinned: Vec<u32> =
            placed.iter().filter(|(section, _)| sections.contains(section)).map(|(_, item)| *item).collect();
        let mut given = [0; DIFFICULTIES];
        let mut required = form.required;
        for item in pinned.iter().map(|item| &problem.items[*item as usize]) {
            given[usize::from(item.difficulty)] += usize::from(item.minutes);
            required &= !item.tags;
        }
        Open { form: number, gaps, given, pinned, required, tracked: Vec::new() }
    });
    let own = placed.iter().map(|(_, item)| ground.pinned(*item)).sum();
    Task { forms: open.collect(), placed, own }
}

impl Open {
    /// Chooses the tags to keep track of: those that the fewest items have, since they are the hardest to come by.
    pub(crate) fn track(&mut self, ground: &Ground<'_>, eligible: &[u32]) {
        let sections = self.gaps.iter().fold(0_u64, |sections, gap| sections | 1 << gap.section);
        let mut counts: Vec<(usize, u64)> = (0..64)
            .map(|bit| 1_u64 << bit)
            .filter(|tag| self.required & tag != 0)
            .map(|tag| {
                let items = eligible.iter().map(|item| &ground.problem.items[*item as usize]);
                (items.filter(|item| item.sections & sections != 0 && item.tags & tag != 0).count(), tag)
            })
            .collect();
        counts.sort_unstable();
        self.tracked = counts.into_iter().take(MOST_TRACKED).map(|(_, tag)| tag).collect();
    }

    /// The tracked ones of an item's tags, as a small mask.
    pub(crate) fn mask(&self, tags: u64) -> usize {
        self.tracked.iter().enumerate().fold(0, |mask, (bit, tag)| mask | usize::from(tags & tag != 0) << bit)
    }

    /// How many masks there are.
    pub(crate) fn masks(&self) -> usize {
        1 << self.tracked.len()
    }

    /// What the end of the form costs with so many minutes at each difficulty: the mix and the load; in fine points.
    pub(crate) fn end(&self, ground: &Ground<'_>, given: [usize; DIFFICULTIES]) -> i64 {
        let problem = ground.problem;
        let mut points = problem.weights.mix(given, problem.forms[self.form].target);
        if let Some(wish) = problem.load {
            let load = crate::cost::load(given);
            let off = load.saturating_sub(u64::from(wish.to)) + u64::from(wish.from).saturating_sub(load);
            points += u64::from(wish.weight) * off;
        }
        ground.fine(points)
    }

    /// What the tracked tags that are wanting cost at the end of the form, by those that it has.
    pub(crate) fn tags(&self, ground: &Ground<'_>) -> Masked {
        let mut costs = [NEVER; MASKS];
        for (mask, cost) in costs.iter_mut().enumerate().take(self.masks()) {
            let missing = self.tracked.len() - mask.count_ones() as usize;
            *cost = match (missing, ground.prices.tag) {
                (0, _) => 0,
                (_, None) => NEVER,
                (missing, Some(price)) => price * signed(missing as u64),
            };
        }
        costs
    }
}

/// Costs by a set of tracked tags.
pub(crate) type Masked = [i64; MASKS];

/// The least of two masked costs together, where the first has the tags `need` and the second what is then there.
pub(crate) fn least_with(own: impl Fn(usize) -> i64, after: &Masked, (have, masks): (usize, usize)) -> i64 {
    let missing = (masks - 1) & !have;
    let mut need = missing;
    let mut least = NEVER;
    // All parts of what is missing.
    loop {
        least = least.min(own(need) + after[have | need]);
        if need == 0 {
            return least;
        }
        need = (need - 1) & missing;
    }
}
