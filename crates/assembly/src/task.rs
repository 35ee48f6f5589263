//! What is left to fill once the pinned items stand in their sections.

use crate::cost::forms;
use crate::ground::{Ground, NEVER, is_never};
use crate::mixture::MOST_COUNTED;
use crate::model::{Item, KINDS, Unsolvable};
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
    /// What the bounds keep track of.
    pub(crate) tracked: Vec<Mark>,
}

/// What a form should have, of which the bounds keep track: a required tag, or a kind that a section wishes for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    /// The bit of a required tag.
    Tag(u64),
    /// A kind, in a section.
    Kind { section: usize, kind: u8 },
}

impl Mark {
    /// Whether an item has it where it stands in a section.
    fn is_of(self, item: &Item, section: usize) -> bool {
        match self {
            Self::Tag(tag) => item.tags & tag != 0,
            Self::Kind { section: wishing, kind } => wishing == section && item.kind == kind,
        }
    }

    /// What it costs to go without; [`NEVER`] for what must not be wanting.
    fn price(self, ground: &Ground<'_>) -> i64 {
        match self {
            Self::Tag(_) => ground.prices.tag.unwrap_or(NEVER),
            Self::Kind { .. } => ground.fine(u64::from(ground.problem.weights.kind)),
        }
    }
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
    /// Chooses what to keep track of: tags before kinds, and of each those that the fewest items have, since they are the hardest to
    /// come by.
    pub(crate) fn track(&mut self, ground: &Ground<'_>, eligible: &[u32]) {
        let sections = self.gaps.iter().fold(0_u64, |sections, gap| sections | 1 << gap.section);
        let tags = (0..64).map(|bit| 1_u64 << bit).filter(|tag| self.required & tag != 0).map(Mark::Tag);
        let wishes = |gap: &Gap| {
            let Gap { section, kinds, .. } = *gap;
            (0..KINDS).filter(move |kind| kinds >> kind & 1 == 1).map(move |kind| Mark::Kind { section, kind })
        };
        let costs = ground.problem.weights.kind > 0;
        let kinds = self.gaps.iter().filter(|_| costs).flat_map(wishes);
        let count = |mark: Mark| {
            let items = eligible.iter().map(|item| &ground.problem.items[*item as usize]);
            let is_able = |item: &&Item| match mark {
                Mark::Tag(tag) => item.sections & sections != 0 && item.tags & tag != 0,
                Mark::Kind { section, kind } => item.sections >> section & 1 == 1 && item.kind == kind,
            };
            items.filter(is_able).count()
        };
        let mut counts: Vec<(bool, usize, Mark)> =
            tags.chain(kinds).map(|mark| (matches!(mark, Mark::Kind { .. }), count(mark), mark)).collect();
        counts.sort_unstable();
        self.tracked = counts.into_iter().take(MOST_TRACKED).map(|(_, _, mark)| mark).collect();
    }

    /// What is tracked of an item that stands in a section, as a small mask.
    pub(crate) fn mask(&self, item: &Item, section: usize) -> usize {
        let marks = self.tracked.iter().enumerate();
        marks.fold(0, |mask, (bit, mark)| mask | usize::from(mark.is_of(item, section)) << bit)
    }

    /// The kinds of a section that are tracked.
    pub(crate) fn tracked_kinds(&self, section: usize) -> u32 {
        self.tracked.iter().fold(0, |kinds, mark| match mark {
            Mark::Kind { section: wishing, kind } if *wishing == section => kinds | 1 << kind,
            Mark::Kind { .. } | Mark::Tag(_) => kinds,
        })
    }

    /// What the tracked kinds that are wanting cost, by the marks that there are.
    pub(crate) fn kinds(&self, ground: &Ground<'_>, have: usize) -> i64 {
        let marks = self.tracked.iter().enumerate().filter(|(bit, _)| have >> bit & 1 == 0);
        marks.filter(|(_, mark)| matches!(mark, Mark::Kind { .. })).map(|(_, mark)| mark.price(ground)).sum()
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

    /// How many groups are wanted beyond those of the pinned items, where the number of items leaves open whether there can be as many;
    /// else 0.
    pub(crate) fn wanting(&self, ground: &Ground<'_>) -> usize {
        let mut groups: Vec<usize> = self.pinned.iter().map(|item| ground.group[*item as usize]).collect();
        groups.sort_unstable();
        groups.dedup();
        let wanting = usize::from(ground.problem.forms[self.form].wanted_groups).saturating_sub(groups.len());
        let (least, most) = self.gaps.iter().fold((0, 0), |(least, most), gap| (least + gap.least, most + gap.most));
        let is_sure = ground.prices.minimum.is_none() && wanting <= least;
        let counts = ground.problem.weights.breadth > 0 && most <= MOST_COUNTED;
        if is_sure || !counts { 0 } else { wanting }
    }

    /// What the tracked marks that are wanting cost at the end of the form, by those that it has.
    pub(crate) fn tags(&self, ground: &Ground<'_>) -> Masked {
        let mut costs = [NEVER; MASKS];
        for (mask, cost) in costs.iter_mut().enumerate().take(self.masks()) {
            let missing = self.tracked.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 0);
            let prices = missing.map(|(_, mark)| mark.price(ground));
            *cost = prices.fold(0, |sum, price| if is_never(sum) || is_never(price) { NEVER } else { sum + price });
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
