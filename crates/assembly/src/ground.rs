//! A problem made ready to be searched: costs in fine points, enemies as lists, groups and labels numbered from 0.
//!
//! A fine point is a point divided by 2^shift. What is below the point is an item's key, drawn from the seed: so no two selections
//! cost the same (but by chance), the optimum is unique, and the same on every platform. Keys of at most [`MOST_CHOSEN`] items stay
//! below one point together, so they never outweigh a point, and a bound in fine points, rounded down, is a bound in points.

use crate::cost::forms;
use crate::model::{Problem, Unsolvable};
use crate::weights::DIFFICULTIES;

/// Stands for what cannot be; a few of them can be added.
pub(crate) const NEVER: i64 = i64::MAX / 8;

/// Whether a sum stands for what cannot be. Costs stay below 2^57, so that neither they nor a discount make it look like one.
pub(crate) fn is_never(cost: i64) -> bool {
    cost >= NEVER / 2
}

/// What breaking a rule costs in fine points, where it may be broken.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Prices {
    pub(crate) group: Option<i64>,
    pub(crate) tag: Option<i64>,
    pub(crate) class: Option<i64>,
    pub(crate) minimum: Option<i64>,
}

/// The problem, made ready.
pub(crate) struct Ground<'a> {
    pub(crate) problem: &'a Problem,
    /// How many bits of a cost are below the point.
    pub(crate) shift: u32,
    /// What no solution costs more than, rules that are broken apart; in fine points.
    pub(crate) top: i64,
    /// The most breaches that there can be.
    pub(crate) breaches: i64,
    /// What breaking a rule costs.
    pub(crate) prices: Prices,
    /// What each item costs by itself, key included.
    own: Vec<i64>,
    /// The group of each item, numbered from 0.
    pub(crate) group: Vec<usize>,
    pub(crate) groups: usize,
    /// The labels of each item, numbered from 0; empty where they cost nothing.
    pub(crate) labels: Vec<Vec<usize>>,
    pub(crate) label_count: usize,
    /// The packs of each item.
    pub(crate) packs: Neighbors,
    pub(crate) enemies: Neighbors,
}

/// For each item a list of numbers.
pub(crate) struct Neighbors {
    starts: Vec<u32>,
    lists: Vec<u32>,
}

impl Neighbors {
    fn new(items: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut starts = vec![0_u32; items + 2];
        for (a, _) in pairs.clone() {
            starts[a as usize + 2] += 1;
        }
        for index in 2..starts.len() {
            starts[index] += starts[index - 1];
        }
        let mut lists = vec![0; starts.last().copied().unwrap_or(0) as usize];
        for (a, b) in pairs {
            let next = &mut starts[a as usize + 1];
            lists[*next as usize] = b;
            *next += 1;
        }
        Self { starts, lists }
    }

    pub(crate) fn of(&self, item: usize) -> &[u32] {
        &self.lists[self.starts[item] as usize..self.starts[item + 1] as usize]
    }
}

impl<'a> Ground<'a> {
    pub(crate) fn new(problem: &'a Problem) -> Result<Self, Unsolvable> {
        for item in &problem.pinned {
            if problem.forbidden.contains(item) {
                return Err(Unsolvable::PinnedAndForbidden { item: *item });
            }
        }
        let items = problem.items.len();
        let pairs = problem.enemies.iter().filter(|(a, b)| a != b);
        let enemies = Neighbors::new(items, pairs.flat_map(|(a, b)| [(*a, *b), (*b, *a)]));
        let packed =
            (0..).zip(&problem.packs).flat_map(|(pack, of): (u32, _)| of.items.iter().map(move |i| (*i, pack)));
        let mut packed: Vec<(u32, u32)> = packed.collect();
        packed.sort_unstable();
        packed.dedup();
        let packs = Neighbors::new(items, packed.iter().copied());
        let most: u64 = sections(problem).map(|section| u64::from(section.most)).sum();
        let (top, breaches) = extremes(problem, most);
        let bits = |value: u64| 64 - value.leading_zeros();
        // Twice the top, since no price of a breach is lower, and a breach more than there can be.
        let shift = 57_u32.saturating_sub(bits(2 * (top + 1)) + bits(breaches + 1)).min(32);
        let keys = shift.saturating_sub(bits(most));
        let own = (0..).zip(&problem.items).map(|(index, item): (u64, _)| {
            let key = mixed(problem.seed ^ mixed(index)) >> (64 - keys.max(1)) & ((1 << keys) - 1);
            (i64::from(item.own) << shift) + signed(key)
        });
        let (group, groups) = numbered(problem.items.iter().map(|item| item.group));
        let mut labels = Vec::new();
        let mut label_count = 0;
        if problem.weights.repeat > 0 {
            let (numbers, count) = numbered(problem.items.iter().flat_map(|item| item.labels.iter().copied()));
            let mut numbers = numbers.into_iter();
            labels = problem.items.iter().map(|item| numbers.by_ref().take(item.labels.len()).collect()).collect();
            label_count = count;
        }
        Ok(Self {
            problem,
            shift,
            top: signed(top) << shift,
            breaches: signed(breaches),
            prices: Prices::default(),
            own: own.collect(),
            group,
            groups,
            labels,
            label_count,
            packs,
            enemies,
        })
    }

    /// What an item costs by itself: its key and, where its class is relaxed, that included.
    pub(crate) fn own(&self, item: u32) -> i64 {
        let class = i64::from(self.problem.items[item as usize].class);
        self.own[item as usize] + class * self.prices.class.unwrap_or(0)
    }

    /// What a pinned item costs by itself: it may be of any class.
    pub(crate) fn pinned(&self, item: u32) -> i64 {
        self.own[item as usize]
    }

    /// Points as fine points.
    pub(crate) fn fine(&self, points: u64) -> i64 {
        signed(points) << self.shift
    }

    /// The labels of an item; none where they cost nothing.
    pub(crate) fn labels(&self, item: usize) -> &[usize] {
        self.labels.get(item).map_or(&[], Vec::as_slice)
    }
}

fn sections(problem: &Problem) -> impl Iterator<Item = &crate::model::Section> {
    problem.forms.iter().flat_map(|form| &form.sections)
}

/// What no solution costs more than, and the most breaches that one can have.
fn extremes(problem: &Problem, most: u64) -> (u64, u64) {
    let own = problem.items.iter().map(|item| u64::from(item.own)).max().unwrap_or(0);
    let labels = problem.items.iter().map(|item| item.labels.len() as u64).max().unwrap_or(0);
    let class = problem.items.iter().map(|item| u64::from(item.class)).max().unwrap_or(0);
    let w = problem.weights;
    // Own costs and keys, each of the items at their dearest.
    let mut top = most * (own + 1) + most * labels * u64::from(w.repeat);
    let mut breaches = most * (1 + class);
    for (form, _) in forms(problem) {
        let minutes: u64 = form.sections.iter().map(|section| u64::from(section.capacity)).sum();
        let wanted: u64 = form.target.iter().copied().map(u64::from).sum();
        top += minutes * u64::from(w.unused) + minutes * u64::from(w.over) + wanted * u64::from(w.under);
        top += u64::from(form.wanted_groups) * u64::from(w.breadth);
        let kinds = form.sections.iter().map(|section| u64::from(section.kinds.count_ones()));
        top += kinds.sum::<u64>() * u64::from(w.kind);
        if let Some(wish) = problem.load {
            top += u64::from(wish.weight) * (DIFFICULTIES as u64 * minutes + u64::from(wish.from));
        }
        breaches += u64::from(form.required.count_ones());
        breaches += form.sections.iter().map(|section| u64::from(section.least)).sum::<u64>();
    }
    (top, breaches)
}

/// Numbers equal values alike, from 0 in the order of their size.
fn numbered(values: impl Iterator<Item = u32>) -> (Vec<usize>, usize) {
    let values: Vec<u32> = values.collect();
    let mut known = values.clone();
    known.sort_unstable();
    known.dedup();
    let numbers = values.iter().map(|value| known.binary_search(value).unwrap_or(0)).collect();
    (numbers, known.len())
}

/// splitmix64: a bijection that leaves nothing of an order.
fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

/// A number that is known to be small.
pub(crate) fn signed(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(NEVER)
}
