//! Fills a section to a profile: how many items of each difficulty, and then which.

use super::{Field, Search};
use crate::ground::{NEVER, is_never};
use crate::mixture::Mixture;
use crate::multipliers::Stretch;
use crate::task::{Gap, Masked, least_with};
use crate::weights::DIFFICULTIES;

/// A section that is being filled to a profile.
struct Node {
    form: usize,
    position: usize,
    /// The mix before, and what the section adds.
    sum: Mixture,
    adds: Mixture,
    /// What comes after the section costs at least, by the tags so far.
    after: Masked,
    /// What the difficulties from one on cost at least, by the items so far and the tags that they have.
    splits: [Vec<i64>; DIFFICULTIES + 1],
    /// How many items were chosen before the section.
    before: usize,
}

/// Where in a section the next item is chosen.
#[derive(Clone, Copy)]
struct Spot {
    difficulty: usize,
    /// The position in the block from which on items may be taken.
    from: usize,
    /// How many more, and their minutes.
    count: usize,
    minutes: usize,
    /// How many items the section has after this difficulty.
    then: usize,
    /// The tracked tags so far.
    have: usize,
}

impl Search<'_> {
    /// Fills a section to a profile, with what the form has before, and goes on.
    pub(super) fn fill(
        &mut self,
        (form, position): (usize, usize),
        (sum, adds): (Mixture, Mixture),
        have: usize,
        cost: i64,
    ) {
        let fields = self.fields;
        let field = &fields[form];
        let after = self.after(field, position, sum.with(adds));
        let splits = self.splits(field, position, adds);
        let node = Node { form, position, sum, adds, after, splits, before: self.chosen.len() };
        self.difficulty(&node, (0, 0, have), cost);
    }

    /// What the kinds that the section wishes for and has not cost at least, when at most `room` more items come into it; but for those
    /// that are tracked, which the end of the form and the bounds count.
    fn absent(&self, node: &Node, gap: Gap, room: usize) -> i64 {
        let wished = gap.kinds & !self.fields[node.form].open.tracked_kinds(gap.section);
        if wished == 0 {
            return 0;
        }
        let items = self.chosen[node.before..].iter();
        let given = items.fold(0_u32, |given, (_, item)| given | 1 << self.ground.problem.items[*item as usize].kind);
        let missing = ((wished & !given).count_ones() as usize).saturating_sub(room);
        self.ground.fine(missing as u64 * u64::from(self.ground.problem.weights.kind))
    }

    /// For a profile, what the difficulties from one on cost at least, however the items are split among them.
    fn splits(&mut self, field: &Field<'_>, position: usize, adds: Mixture) -> [Vec<i64>; DIFFICULTIES + 1] {
        let gap = field.open.gaps[position];
        let masks = field.open.masks();
        let minutes: usize = adds.minutes().iter().sum();
        let counts = |count| adds.count() == field.priced.counted(count);
        let mut splits: [Vec<i64>; DIFFICULTIES + 1] = std::array::from_fn(|_| vec![NEVER; (gap.most + 1) * masks]);
        for count in (0..=gap.most).filter(|count| counts(*count)) {
            splits[DIFFICULTIES][count * masks] = Stretch::end(gap, self.ground, (count, minutes));
        }
        for difficulty in (0..DIFFICULTIES).rev() {
            let block = &field.blocks[position][difficulty];
            let minutes = adds.at(difficulty);
            let (before, after) = splits.split_at_mut(difficulty + 1);
            let (here, after) = (&mut before[difficulty], &after[0]);
            for own in 0..=block.most {
                for part in 0..masks {
                    let least = block.least(0, own, minutes, part);
                    if is_never(least) {
                        continue;
                    }
                    for count in 0..=gap.most - own {
                        for need in 0..masks {
                            let cost = least + after[(count + own) * masks + (need & !part)];
                            let here = &mut here[count * masks + need];
                            *here = (*here).min(cost);
                        }
                    }
                }
            }
        }
        self.steps += 4;
        splits
    }

    /// Chooses how many items of a difficulty the section gets, and goes on to choose them.
    fn difficulty(&mut self, node: &Node, (difficulty, count, have): (usize, usize, usize), cost: i64) {
        let fields = self.fields;
        let field = &fields[node.form];
        let gap = field.open.gaps[node.position];
        if difficulty == DIFFICULTIES {
            let end = node.splits[DIFFICULTIES][count * field.open.masks()];
            if !is_never(end) {
                let end = end + self.absent(node, gap, 0);
                self.section((node.form, node.position + 1), (node.sum.with(node.adds), have), cost + end);
            }
            return;
        }
        let block = &field.blocks[node.position][difficulty];
        let minutes = node.adds.at(difficulty);
        let spot = |own: usize| Spot { difficulty, from: 0, count: own, minutes, then: count + own, have };
        let fixed = cost + self.wanting(field, self.form.room + gap.most - count);
        let mut tries: Vec<(i64, usize)> = Vec::new();
        for own in 0..=block.most.min(gap.most - count) {
            let bound = fixed + self.least(node, spot(own));
            if bound < self.ceiling {
                tries.push((bound, own));
            }
        }
        tries.sort_unstable();
        for (bound, own) in tries {
            if bound >= self.ceiling || self.is_over() {
                break;
            }
            self.item(node, spot(own), cost);
        }
    }

    /// What the rest of the section, of the form and of the later forms cost at least.
    fn least(&self, node: &Node, spot: Spot) -> i64 {
        let field = &self.fields[node.form];
        let block = &field.blocks[node.position][spot.difficulty];
        let masks = field.open.masks();
        let after = &node.splits[spot.difficulty + 1];
        // This difficulty has a part of the tags, the later ones of the section the rest.
        let section = |need: usize| {
            let mut least = NEVER;
            let mut part = need;
            loop {
                let own = block.least(spot.from, spot.count, spot.minutes, part);
                least = least.min(own + after[spot.then * masks + (need & !part)]);
                if part == 0 {
                    return least;
                }
                part = (part - 1) & need;
            }
        };
        least_with(section, &node.after, (spot.have, masks))
    }

    /// Chooses the next item of a difficulty.
    fn item(&mut self, node: &Node, spot: Spot, cost: i64) {
        if spot.count == 0 {
            if spot.minutes == 0 {
                self.difficulty(node, (spot.difficulty + 1, spot.then, spot.have), cost);
            }
            return;
        }
        let fields = self.fields;
        let field = &fields[node.form];
        let block = &field.blocks[node.position][spot.difficulty];
        let form = &self.ground.problem.forms[field.open.form];
        let gap = field.open.gaps[node.position];
        for from in spot.from..block.items.len() {
            self.steps += 1;
            let here = gap.most - (self.chosen.len() - node.before);
            let fixed = self.wanting(field, self.form.room + here) + self.absent(node, gap, here);
            // What is left out from here on only makes the rest dearer.
            if cost + fixed + self.least(node, Spot { from, ..spot }) >= self.ceiling || self.is_over() {
                return;
            }
            let (item, minutes, mask) = (block.items[from], block.minutes[from], block.mask[from]);
            if minutes > spot.minutes || self.is_out(item) {
                continue;
            }
            let mut own = block.own[from];
            let count = self.form.groups[self.ground.group[item as usize]];
            if form.group_limit.is_some_and(|limit| count >= limit) {
                let Some(price) = self.ground.prices.group else { continue };
                own += price;
            }
            let then = Spot {
                from: from + 1,
                count: spot.count - 1,
                minutes: spot.minutes - minutes,
                have: spot.have | mask,
                ..spot
            };
            if cost + fixed + own + self.least(node, then) >= self.ceiling {
                continue;
            }
            own += self.count(item);
            self.mark(item, true);
            self.chosen.push((gap.section, item));
            self.item(node, then, cost + own);
            self.chosen.pop();
            self.mark(item, false);
            self.uncount(item);
        }
    }
}
