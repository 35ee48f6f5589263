//! The items of one difficulty that one section may take, and what the cheapest choices among them cost.
//!
//! `least(from, count, minutes, need)` is the least that `count` items from position `from` on cost that take exactly `minutes`
//! together and have at least the tracked tags `need` between them. It is exact for this block: either the item at `from` is left
//! out, or it is taken and the rest is chosen from what follows it. Groups, enemies and repetitions are left out, so for a choice
//! that also has to keep those it is a lower bound.

use crate::ground::{Ground, NEVER, is_never};
use crate::task::{Gap, MASKS, Masked, Open};

/// The items, the cheapest first, and the table.
#[derive(Debug, Default)]
pub(crate) struct Block {
    pub(crate) items: Vec<u32>,
    pub(crate) own: Vec<i64>,
    pub(crate) minutes: Vec<usize>,
    pub(crate) mask: Vec<usize>,
    /// The most items that fit.
    pub(crate) most: usize,
    capacity: usize,
    masks: usize,
    table: Vec<i64>,
}

impl Block {
    /// A block of these items, which are sorted by what they cost, each with a discount.
    pub(crate) fn new(ground: &Ground<'_>, open: &Open, (gap, discount): (Gap, i64), items: Vec<u32>) -> Self {
        let asked = || items.iter().map(|item| &ground.problem.items[*item as usize]);
        let minutes: Vec<usize> = asked().map(|item| usize::from(item.minutes)).collect();
        let mask = asked().map(|item| open.mask(item, gap.section)).collect();
        let own = items.iter().map(|item| ground.own(*item) - discount).collect();
        let shortest = minutes.iter().copied().min().unwrap_or(0).max(1);
        let fit = if minutes.contains(&0) { gap.most } else { gap.capacity / shortest };
        let most = gap.most.min(fit).min(items.len());
        let mut block =
            Self { items, own, minutes, mask, most, capacity: gap.capacity, masks: open.masks(), table: Vec::new() };
        block.fill();
        block
    }

    fn fill(&mut self) {
        let layer = (self.most + 1) * (self.capacity + 1) * self.masks;
        let row = (self.capacity + 1) * self.masks;
        self.table = vec![NEVER; layer * (self.items.len() + 1)];
        self.table[layer * self.items.len()] = 0;
        for from in (0..self.items.len()).rev() {
            let (here, after) = self.table[layer * from..].split_at_mut(layer);
            let after = &after[..layer];
            here.copy_from_slice(after);
            let (own, minutes, mask) = (self.own[from], self.minutes[from], self.mask[from]);
            for count in 1..=self.most.min(self.items.len() - from) {
                for used in minutes..=self.capacity {
                    let without = count * row + used * self.masks;
                    let with = (count - 1) * row + (used - minutes) * self.masks;
                    for need in 0..self.masks {
                        let cost = own + after[with + (need & !mask)];
                        if cost < here[without + need] {
                            here[without + need] = cost;
                        }
                    }
                }
            }
        }
    }

    /// The least that such a choice costs; [`NEVER`] or more where there is none.
    pub(crate) fn least(&self, from: usize, count: usize, minutes: usize, need: usize) -> i64 {
        if count > self.most || minutes > self.capacity {
            return NEVER;
        }
        self.table[((from * (self.most + 1) + count) * (self.capacity + 1) + minutes) * self.masks + need]
    }

    /// How large the table is, as a measure of the work.
    pub(crate) fn work(&self) -> u64 {
        self.table.len() as u64
    }

    /// Every number of items and minutes for which there is a choice; nothing chosen among them.
    pub(crate) fn choices(&self) -> Vec<Choice> {
        let mut found = Vec::new();
        for count in 0..=self.most {
            for minutes in 0..=self.capacity {
                let mut costs = [NEVER; MASKS];
                for (need, cost) in costs.iter_mut().enumerate().take(self.masks) {
                    *cost = self.least(0, count, minutes, need);
                }
                if !is_never(costs[0]) {
                    found.push(Choice { count, minutes, costs });
                }
            }
        }
        found
    }
}

/// So many items with so many minutes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Choice {
    pub(crate) count: usize,
    pub(crate) minutes: usize,
    /// What the cheapest cost, by the tags that they have at least.
    pub(crate) costs: Masked,
}
