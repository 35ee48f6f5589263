//! A first lower bound for a form, from pricing its minutes.
//!
//! The mix ties a form's sections together. Its cost is convex in the minutes x of each difficulty and at least
//! `p·(x - target)` for every p between minus the weight of a minute below and the weight of a minute above. With that in its place
//! the sections fall apart: the form costs at least `Σ sections min(own + p·minutes + unused) + p·(given - target)`, and what the
//! end costs beside mix and tags (load) is at least 0. Each section's minimum is exact over its blocks by dynamic programming over
//! items and minutes, by the tracked tags that it has at least; the tags are then shared out among the sections in the cheapest way.
//!
//! Groups that are wanting are priced, too. A form of n items beside pinned ones has at most n groups beyond theirs; with w more wanted and a
//! weight of b for each, they cost at least `b·max(0, w - n)`, which is at least `μ·(w - n)` for every μ between 0 and b. So each item
//! costs μ less, and the form μ·w more.
//!
//! p and μ are climbed towards the best bound without tags; any p and μ give a valid one.

use crate::block::{Block, Choice};
use crate::ground::{Ground, NEVER, is_never, signed};
use crate::mixture::Mixture;
use crate::task::{Gap, MASKS, Masked, Open, least_with};
use crate::weights::DIFFICULTIES;

/// In how many parts of a minute directions are counted.
const SCALE: i64 = 64;

/// How often prices are changed.
const CLIMBS: usize = 36;

/// What a form is priced by: its minutes of each difficulty, and its number of items.
const PRICED: usize = DIFFICULTIES + 1;

/// How many minutes an item more or less counts as when prices are changed.
const LIKE_MINUTES: i64 = 8;

/// What a minute of each difficulty costs more, and last what an item does.
type Rates = [i64; PRICED];

/// A section of a form, priced.
pub(crate) struct Stretch {
    pub(crate) gap: Gap,
    pub(crate) choices: [Vec<Choice>; DIFFICULTIES],
    /// For each difficulty what it, the later ones and the end of the section cost at least, priced: by the tags they have at least,
    /// and the items and minutes before.
    suffix: Vec<Vec<i64>>,
    /// The same with the other sections and the tags that are wanting, by the tags before.
    whole: Vec<Vec<i64>>,
    /// What the later sections and the tags that are wanting cost at least, priced, by the tags up to this section.
    pub(crate) later: Masked,
}

impl Stretch {
    pub(crate) fn new(gap: Gap, blocks: &[Block; DIFFICULTIES]) -> Self {
        let choices = std::array::from_fn(|difficulty| blocks[difficulty].choices());
        Self {
            gap,
            choices,
            suffix: vec![Vec::new(); DIFFICULTIES + 1],
            whole: vec![Vec::new(); DIFFICULTIES + 1],
            later: [NEVER; MASKS],
        }
    }

    /// What the end of a section costs with so many items and minutes.
    pub(crate) fn end(gap: Gap, ground: &Ground<'_>, (count, minutes): (usize, usize)) -> i64 {
        let unused = ground.fine(u64::from(ground.problem.weights.unused) * (gap.capacity - minutes) as u64);
        if count >= gap.least {
            return unused;
        }
        ground.prices.minimum.map_or(NEVER, |price| unused + price * signed((gap.least - count) as u64))
    }

    fn price(&mut self, ground: &Ground<'_>, p: Rates, masks: usize) {
        let (most, capacity) = (self.gap.most, self.gap.capacity);
        let cells = (most + 1) * (capacity + 1);
        let mut after = vec![NEVER; cells * masks];
        for count in 0..=most {
            for minutes in 0..=capacity {
                after[count * (capacity + 1) + minutes] = Self::end(self.gap, ground, (count, minutes));
            }
        }
        self.suffix[DIFFICULTIES] = after;
        for difficulty in (0..DIFFICULTIES).rev() {
            let mut here = vec![NEVER; cells * masks];
            let after = &self.suffix[difficulty + 1];
            for choice in &self.choices[difficulty] {
                let length = capacity + 1 - choice.minutes;
                for (part, own) in choice.costs.iter().enumerate().take(masks).filter(|(_, own)| !is_never(**own)) {
                    let cost = own + rate(p, difficulty, choice);
                    for need in (0..masks).filter(|need| part & !need == 0) {
                        for count in 0..=most - choice.count {
                            let from = need * cells + count * (capacity + 1);
                            let to = (need & !part) * cells + (count + choice.count) * (capacity + 1) + choice.minutes;
                            let pairs = here[from..from + length].iter_mut().zip(&after[to..to + length]);
                            for (here, after) in pairs {
                                *here = (*here).min(cost + after);
                            }
                        }
                    }
                }
            }
            self.suffix[difficulty] = here;
        }
    }

    /// What the difficulties from one on and the end cost at least, priced, with these items and minutes before.
    fn rest(&self, difficulty: usize, (count, minutes, need): (usize, usize, usize)) -> i64 {
        let row = self.gap.capacity + 1;
        self.suffix[difficulty][(need * (self.gap.most + 1) + count) * row + minutes]
    }

    /// What the difficulties of this section from one on, the other sections and the tags that are wanting cost at least, priced, with
    /// these items, minutes and tags before.
    pub(crate) fn whole(&self, difficulty: usize, (count, minutes, have): (usize, usize, usize)) -> i64 {
        let row = self.gap.capacity + 1;
        self.whole[difficulty][(have * (self.gap.most + 1) + count) * row + minutes]
    }

    /// Joins the other sections to each place of this one.
    fn join(&mut self, others: &Masked, masks: usize) {
        for difficulty in 0..=DIFFICULTIES {
            let mut whole = Vec::with_capacity(self.suffix[difficulty].len());
            for have in 0..masks {
                for count in 0..=self.gap.most {
                    for minutes in 0..=self.gap.capacity {
                        let own = |need| self.rest(difficulty, (count, minutes, need));
                        whole.push(least_with(own, others, (have, masks)));
                    }
                }
            }
            self.whole[difficulty] = whole;
        }
    }

    /// What the section costs at least, priced.
    fn least(&self, need: usize) -> i64 {
        self.rest(0, (0, 0, need))
    }

    /// The minutes of each difficulty and the number of items in the cheapest filling.
    fn filling(&self, p: Rates) -> [usize; PRICED] {
        let mut found = [0; PRICED];
        let (mut count, mut minutes) = (0, 0);
        for difficulty in 0..DIFFICULTIES {
            let here = self.rest(difficulty, (count, minutes, 0));
            let fits = |choice: &&Choice| {
                count + choice.count <= self.gap.most
                    && minutes + choice.minutes <= self.gap.capacity
                    && choice.costs[0]
                        + rate(p, difficulty, choice)
                        + self.rest(difficulty + 1, (count + choice.count, minutes + choice.minutes, 0))
                        == here
            };
            let Some(choice) = self.choices[difficulty].iter().find(fits) else { return found };
            found[difficulty] = choice.minutes;
            found[DIFFICULTIES] += choice.count;
            count += choice.count;
            minutes += choice.minutes;
        }
        found
    }
}

/// A form with its minutes priced.
pub(crate) struct Priced {
    pub(crate) stretches: Vec<Stretch>,
    /// What a minute of each difficulty is priced at.
    pub(crate) p: [i64; DIFFICULTIES],
    /// How many items are needed lest groups are wanting; where there are enough in any case, 0, and they are not counted.
    pub(crate) wanting: usize,
    /// How much less each item costs.
    pub(crate) discount: i64,
    /// What the form costs at least.
    pub(crate) bound: i64,
    /// What all sections and the tags that are wanting cost at least, priced.
    pub(crate) sections: i64,
    /// What a minute above the target costs beyond its price, by difficulty.
    over: [i64; DIFFICULTIES],
    /// What a minute below the target costs beyond its price at least.
    under: i64,
    target: [i64; DIFFICULTIES],
    /// By how many minutes the targets are above all capacity together; below 0 where they are less.
    beyond: i64,
}

impl Priced {
    pub(crate) fn new(ground: &Ground<'_>, open: &Open, stretches: Vec<Stretch>) -> Self {
        let weights = ground.problem.weights;
        let (low, high) = (-ground.fine(u64::from(weights.under)), ground.fine(u64::from(weights.over)));
        let target = ground.problem.forms[open.form].target.map(i64::from);
        let capacity: usize =
            open.given.iter().sum::<usize>() + open.gaps.iter().map(|gap| gap.capacity).sum::<usize>();
        let beyond = target.iter().sum::<i64>() - signed(capacity as u64);
        let p = [0; DIFFICULTIES];
        let mut priced = Self {
            stretches,
            p,
            wanting: open.wanting(ground),
            discount: 0,
            bound: NEVER,
            sections: NEVER,
            over: p,
            under: 0,
            target,
            beyond,
        };
        let wanting = priced.wanting;
        let cheapest =
            [low, low, low, low, low, -ground.fine(u64::from(weights.breadth)) * signed(wanting.min(1) as u64)];
        let dearest = [high, high, high, high, high, 0];
        let off = |x: [usize; PRICED]| -> Rates {
            let x = x.map(|x| signed(x as u64));
            std::array::from_fn(|d| x[d] - target.get(d).copied().unwrap_or(signed(wanting as u64)))
        };
        let mut given = [0; PRICED];
        given[..DIFFICULTIES].copy_from_slice(&open.given);
        let mut best = ([0; PRICED], -NEVER);
        let mut step = ground.fine(30);
        let mut p = best.0;
        let mut direction = [0; PRICED];
        let mut failures = 0;
        for _ in 0..CLIMBS {
            for stretch in &mut priced.stretches {
                stretch.price(ground, p, 1);
            }
            let sections = priced.stretches.iter().map(|stretch| stretch.least(0)).fold(0, plus);
            if is_never(sections) {
                return priced;
            }
            let bound = sections + product(&p, &off(given));
            // Where the cheapest filling is off the target, a price there raises the bound, until another filling is cheaper.
            let mut x = given;
            for stretch in &priced.stretches {
                for (x, more) in x.iter_mut().zip(stretch.filling(p)) {
                    *x += more;
                }
            }
            let mut slope = off(x).map(|off| off * SCALE);
            slope[DIFFICULTIES] *= if cheapest[DIFFICULTIES] < 0 { LIKE_MINUTES } else { 0 };
            if bound > best.1 {
                best = (p, bound);
                direction = slope;
                failures = 0;
                step += step / 4;
            } else {
                // Between two fillings that take turns, the way up lies in the middle.
                direction = std::array::from_fn(|d| i64::midpoint(direction[d], slope[d]));
                failures += 1;
                step -= step / if failures > 2 { 2 } else { 4 };
            }
            let largest = direction.iter().map(|off| off.abs()).max().unwrap_or(0);
            if largest == 0 || step < ground.fine(1) / 8 {
                break;
            }
            p = std::array::from_fn(|d| (best.0[d] + step / largest * direction[d]).clamp(cheapest[d], dearest[d]));
        }
        let [p @ .., item] = best.0;
        priced.p = p;
        priced.discount = -item;
        for choice in priced.stretches.iter_mut().flat_map(|stretch| &mut stretch.choices).flatten() {
            for cost in choice.costs.iter_mut().filter(|cost| !is_never(**cost)) {
                *cost += item * signed(choice.count as u64);
            }
        }
        priced.over = priced.p.map(|p| high - p);
        priced.under = priced.p.iter().map(|p| p - low).min().unwrap_or(0);
        priced.share_tags(ground, open);
        priced
    }

    /// Prices the sections by tags, and shares the tags out among them.
    fn share_tags(&mut self, ground: &Ground<'_>, open: &Open) {
        let masks = open.masks();
        let [p0, p1, p2, p3, p4] = self.p;
        for stretch in &mut self.stretches {
            // What items cost less is in their choices by now.
            stretch.price(ground, [p0, p1, p2, p3, p4, 0], masks);
        }
        let own: Vec<Masked> = self
            .stretches
            .iter()
            .map(|stretch| std::array::from_fn(|need| if need < masks { stretch.least(need) } else { NEVER }))
            .collect();
        let with = |after: Masked, own: &Masked| -> Masked {
            let least = |have| {
                if have < masks { least_with(|need| own[need], &after, (have, masks)).min(NEVER) } else { NEVER }
            };
            std::array::from_fn(least)
        };
        let mut later = open.tags(ground);
        for index in (0..own.len()).rev() {
            let others = own.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, own)| own);
            let others = others.fold(open.tags(ground), with);
            self.stretches[index].join(&others, masks);
            self.stretches[index].later = later;
            later = with(later, &own[index]);
        }
        self.sections = later[0];
        self.bound = plus(self.sections, self.breadth() + product(&self.p, &off(ground, open, open.given)));
    }

    /// What discounts and wanting groups cost at least.
    fn breadth(&self) -> i64 {
        self.discount * signed(self.wanting as u64)
    }

    /// So many items where they are counted, else none.
    pub(crate) fn counted(&self, items: usize) -> usize {
        if self.wanting > 0 { items } else { 0 }
    }

    /// What the end of the form costs beside tags and kinds: mix, load, and groups for lack of items; with their discounts.
    pub(crate) fn end(&self, ground: &Ground<'_>, open: &Open, sum: Mixture) -> i64 {
        let missing = self.wanting.saturating_sub(sum.count());
        let breadth = missing as u64 * u64::from(ground.problem.weights.breadth);
        open.end(ground, sum.minutes()) + ground.fine(breadth) + signed(sum.count() as u64) * self.discount
    }

    /// What the mix costs at least beyond the prices of its minutes, once it has so many minutes at each difficulty.
    ///
    /// Minutes only come on top. Of a difficulty that is e minutes above its target, each of those costs the weight of a minute above
    /// where its price was counted. And as all minutes together are at most the capacity, what is above the target here is wanting
    /// elsewhere: at least `e + targets - capacity` minutes, which cost the weight of a minute below where minus their price was counted.
    pub(crate) fn excess(&self, x: [usize; DIFFICULTIES]) -> i64 {
        let (mut minutes, mut cost) = (0, 0);
        for ((x, target), over) in x.into_iter().zip(self.target).zip(self.over) {
            let above = (signed(x as u64) - target).max(0);
            minutes += above;
            cost += above * over;
        }
        cost + (minutes + self.beyond).max(0) * self.under
    }

    /// What is left from a section on and the end of the form cost at least, when the form has so many minutes so far; by its tags.
    pub(crate) fn rest(&self, ground: &Ground<'_>, open: &Open, (from, x): (usize, [usize; DIFFICULTIES])) -> Masked {
        let base = self.breadth() + product(&self.p, &off(ground, open, x));
        let sections = from.checked_sub(1).and_then(|before| self.stretches.get(before)).map(|stretch| stretch.later);
        sections.unwrap_or([self.sections; MASKS]).map(|cost| plus(cost, base))
    }
}

/// What the minutes and items of a choice are priced at.
fn rate(p: Rates, difficulty: usize, choice: &Choice) -> i64 {
    p[difficulty] * signed(choice.minutes as u64) + p[DIFFICULTIES] * signed(choice.count as u64)
}

/// The sum of costs, at most `NEVER`.
fn plus(a: i64, b: i64) -> i64 {
    if is_never(a) || is_never(b) { NEVER } else { a + b }
}

/// How far the minutes of each difficulty are from the target.
fn off(ground: &Ground<'_>, open: &Open, x: [usize; DIFFICULTIES]) -> [i64; DIFFICULTIES] {
    let target = ground.problem.forms[open.form].target;
    std::array::from_fn(|difficulty| signed(x[difficulty] as u64) - i64::from(target[difficulty]))
}

/// The sum of the products.
pub(crate) fn product(p: &[i64], x: &[i64]) -> i64 {
    p.iter().zip(x).map(|(p, x)| p * x).sum()
}
