//! A try with some rules relaxed: ceilings that rise until a solution lies below one.
//!
//! A search for solutions below a ceiling is the faster the lower the ceiling is: fewer items, profiles and branches are left. So the
//! ceiling begins a little above the lower bound and rises from there. When the search below a ceiling comes to its end, either the
//! best it found is the optimum, or there is nothing below that ceiling, which then is a lower bound.

use crate::block::Block;
use crate::completion::Completion;
use crate::ground::{Ground, NEVER, Prices, is_never};
use crate::live::{eligible, live};
use crate::multipliers::{Priced, Stretch};
use crate::profiles::Profile;
use crate::search::{Field, Search};
use crate::task::{Gap, Open, Task};
use crate::weights::DIFFICULTIES;

/// After less work than this the room above the bound is doubled.
const QUICK: u64 = 100_000;

/// How many solutions are enough where some are looked for.
const SOME: usize = 12;

/// How many steps the search for some may take.
const SOME_STEPS: u64 = 200_000;

/// Into how many parts that is divided at first, one for what the first section adds each.
const SHARES: u64 = 20;

/// What came of an attempt.
pub(crate) enum Outcome {
    /// With these rules there is no solution.
    Impossible,
    /// None was found, but there may be one.
    Unknown,
    /// The best that was found, with the lower bound in points where it is not proven to be the optimum.
    Found { chosen: Vec<Vec<u32>>, bound: Option<u64> },
}

/// A task with its bounds.
struct Bounded {
    task: Task,
    eligible: Vec<u32>,
    priced: Vec<Priced>,
    /// What each form costs at least.
    forms: Vec<i64>,
    /// What all cost at least.
    bound: i64,
    /// Whether that is the full bound, not only the priced one.
    is_sharp: bool,
    /// The bounds of each form for solutions below a ceiling, which hold below every lower one, too.
    kept: Option<(i64, Vec<Completion>)>,
}

/// A try with some rules relaxed.
pub(crate) struct Attempt<'a> {
    ground: &'a Ground<'a>,
    bounded: Vec<Bounded>,
    best: Option<(i64, Vec<(usize, u32)>)>,
    pub(crate) work: u64,
    limit: u64,
    /// Where any solutions below a ceiling will do: those found.
    some: Option<Vec<Vec<(usize, u32)>>>,
}

impl<'a> Attempt<'a> {
    pub(crate) fn new(ground: &'a Ground<'a>, tasks: &[Task], limit: u64) -> Self {
        let bounded = tasks.iter().map(|task| Bounded::new(ground, task.clone()));
        let bounded: Vec<Bounded> = bounded.filter(|bounded| !is_never(bounded.bound)).collect();
        Self { ground, bounded, best: None, work: 1, limit, some: None }
    }

    pub(crate) fn run(&mut self) -> Outcome {
        let Some(mut low) = self.low() else { return Outcome::Impossible };
        let top = match self.ground.prices {
            Prices { group: None, tag: None, class: None, minimum: None } => self.ground.top,
            Prices { .. } => (self.ground.top + 1) * (self.ground.breaches + 1),
        };
        let mut step = self.step(low);
        let mut ceiling = (low + step).min(top);
        let mut last = 0;
        loop {
            let before = self.work;
            if self.sharpen(ceiling) {
                // From now on the ceiling rises from the true bound.
                low = self.low().unwrap_or(low);
                step = self.step(low);
                ceiling = ceiling.min(low + step);
            }
            let mut is_searched = true;
            for index in 0..self.bounded.len() {
                is_searched &= self.below(index, ceiling);
            }
            if is_searched && self.best.is_some() {
                return self.found(None);
            }
            if !is_searched || self.work >= self.limit {
                break;
            }
            if ceiling >= top {
                return Outcome::Impossible;
            }
            low = self.low().unwrap_or(low);
            // What was quick, or took little longer with more room, may do so again with twice the room; else it is widened with care.
            let took = self.work - before;
            if took < QUICK || took < last * 2 {
                step *= 2;
            }
            last = took;
            ceiling = (ceiling.max(low) + step).min(top);
        }
        low = self.low().unwrap_or(low);
        let bound = low;
        let is_proven = self.best.is_none() && self.dive(ceiling, top);
        if self.best.is_none() { Outcome::Unknown } else { self.found(if is_proven { None } else { Some(bound) }) }
    }

    /// A share of a bound by which the first ceiling lies above it.
    fn step(&self, low: i64) -> i64 {
        let real = low.rem_euclid(self.ground.top + 1);
        (real / 32).max(1 << self.ground.shift.saturating_sub(4))
    }

    pub(crate) fn low(&self) -> Option<i64> {
        self.bounded.iter().map(|bounded| bounded.bound).min()
    }

    /// Finds the full lower bound of each task for which it is at most `ceiling`; whether one is newly known.
    fn sharpen(&mut self, ceiling: i64) -> bool {
        let mut is_new = false;
        for bounded in self.bounded.iter_mut().filter(|bounded| !bounded.is_sharp && bounded.bound <= ceiling) {
            bounded.kept = bounded.completions(self.ground, ceiling, &mut self.work).map(|found| (ceiling, found));
            bounded.is_sharp = bounded.kept.is_some();
            is_new |= bounded.is_sharp;
        }
        is_new
    }

    /// Looks for solutions of at most `ceiling` that are better than the best; whether it came to an end.
    fn below(&mut self, index: usize, ceiling: i64) -> bool {
        let bounded = &mut self.bounded[index];
        let ceiling = self.best.as_ref().map_or(ceiling, |(cost, _)| ceiling.min(cost - 1));
        if bounded.bound > ceiling {
            return true;
        }
        let Some(completions) = bounded.completions(self.ground, ceiling, &mut self.work) else { return true };
        let is_complete = completions.iter().all(|completion| completion.complete);
        let live = live(self.ground, &bounded.task, &bounded.eligible, ceiling - bounded.task.own);
        let mut fields = Vec::new();
        let mut after: i64 = bounded.forms.iter().sum();
        for ((open, priced), (completion, least)) in
            bounded.task.forms.iter().zip(&bounded.priced).zip(completions.into_iter().zip(&bounded.forms))
        {
            after -= least;
            let gaps = open.gaps.iter().zip(&completion.profiles);
            let blocks: Vec<_> =
                gaps.map(|(gap, profiles)| blocks(self.ground, (open, priced), (*gap, profiles), &live)).collect();
            self.work += blocks.iter().flatten().map(Block::work).sum::<u64>() / 8;
            let groups = |blocks: &[Block; DIFFICULTIES]| {
                let items = blocks.iter().flat_map(|block| &block.items);
                let mut groups: Vec<usize> = items.map(|item| self.ground.group[*item as usize]).collect();
                groups.sort_unstable();
                groups.dedup();
                groups
            };
            let groups = blocks.iter().map(groups).collect();
            fields.push(Field { open, priced, completion, blocks, tags: open.tags(self.ground), after, groups });
        }
        let mut search = Search::new(self.ground, &bounded.task, &fields);
        // Where the bounds took all of it, a little is left to find something at all.
        let mut left = self.limit.saturating_sub(self.work).max(20_000);
        if self.some.is_some() {
            search.some = SOME;
            left = left.min(SOME_STEPS);
            search.share = left / SHARES;
        }
        let mut is_over = search.run(&bounded.task, ceiling + 1, left);
        if self.some.is_some() && search.found.is_empty() && !is_over {
            search.share = left;
            is_over = search.run(&bounded.task, ceiling + 1, left);
        }
        self.work += search.steps;
        let is_empty = search.found.is_empty();
        for chosen in &mut search.found {
            chosen.extend(&bounded.task.placed);
        }
        if let Some(some) = &mut self.some {
            some.append(&mut search.found);
        } else if let Some(best) = search.found.pop() {
            self.best = Some((search.ceiling, best));
        }
        if is_empty && is_over && is_complete {
            bounded.bound = bounded.bound.max(ceiling + 1);
        }
        is_over && is_complete
    }

    /// Looks for any solution at all, with ceilings that rise fast and little work for each; whether what it found is the best.
    fn dive(&mut self, ceiling: i64, top: i64) -> bool {
        // What was searched to its end lies above the ceiling by now.
        let low = self.low().unwrap_or(0);
        let mut ceiling = ceiling.max(low);
        let mut rise = (ceiling - low + 1).max(self.step(low));
        let stop = self.work + self.limit / 2;
        while self.best.is_none() && ceiling < top && self.work < stop {
            ceiling = ceiling.saturating_add(rise).min(top);
            rise = rise.saturating_mul(4);
            let mut is_searched = true;
            for index in 0..self.bounded.len() {
                self.limit = self.work + 500_000;
                is_searched &= self.below(index, ceiling);
            }
            if is_searched && self.best.is_some() {
                return true;
            }
        }
        false
    }

    /// Looks for some solutions of at most `ceiling`, first below one that lies as far above the first bound as the optimum is expected to.
    pub(crate) fn some(&mut self, ceiling: i64, reach: &mut i64) -> Vec<Vec<Vec<u32>>> {
        self.some = Some(Vec::new());
        let Some(first) = self.low() else { return Vec::new() };
        let mut room = *reach + *reach / 8;
        loop {
            let below = ceiling.min(first.saturating_add(room));
            let mut is_searched = true;
            for index in 0..self.bounded.len() {
                is_searched &= self.below(index, below);
            }
            let is_none = self.some.as_ref().is_none_or(Vec::is_empty);
            if !is_none || !is_searched || below >= ceiling || self.work >= self.limit {
                break;
            }
            room += (room / 4).max(1 << self.ground.shift);
        }
        *reach = self.low().unwrap_or(first) - first;
        let found = self.some.take().unwrap_or_default();
        found.into_iter().map(|chosen| self.by_section(chosen)).collect()
    }

    fn by_section(&self, found: Vec<(usize, u32)>) -> Vec<Vec<u32>> {
        let sections = self.ground.problem.forms.iter().map(|form| form.sections.len()).sum();
        let mut chosen = vec![Vec::new(); sections];
        for (section, item) in found {
            chosen[section].push(item);
        }
        for items in &mut chosen {
            items.sort_unstable();
        }
        chosen
    }

    fn found(&mut self, bound: Option<i64>) -> Outcome {
        let Some((cost, best)) = self.best.take() else { return Outcome::Unknown };
        let chosen = self.by_section(best);
        // Breaches are priced in a bound. Of one that counts as many as the best has the rest bounds its cost; one that counts fewer
        // says nothing of that.
        let price = self.ground.top + 1;
        let of_cost = |bound: i64| if bound / price == cost / price { (bound % price) >> self.ground.shift } else { 0 };
        let bound = bound.map(|bound| u64::try_from(of_cost(bound)).unwrap_or(0));
        Outcome::Found { chosen, bound }
    }
}

impl Bounded {
    fn new(ground: &Ground<'_>, mut task: Task) -> Self {
        let mut eligible = eligible(ground, &task);
        eligible.sort_unstable_by_key(|item| ground.own(*item));
        let mut priced = Vec::new();
        for open in &mut task.forms {
            open.track(ground, &eligible);
            let stretch = |gap: &Gap| Stretch::new(*gap, &bounding_blocks(ground, open, *gap, &eligible));
            let stretches = open.gaps.iter().map(stretch).collect();
            priced.push(Priced::new(ground, open, stretches));
        }
        let forms: Vec<i64> = priced.iter().map(|priced| priced.bound).collect();
        let bound =
            if forms.iter().any(|bound| is_never(*bound)) { NEVER } else { task.own + forms.iter().sum::<i64>() };
        Self { task, eligible, priced, forms, bound, is_sharp: false, kept: None }
    }

    /// The bounds of each form for solutions of at most `ceiling`; `None` where there is none.
    fn completions(&mut self, ground: &Ground<'_>, ceiling: i64, work: &mut u64) -> Option<Vec<Completion>> {
        if let Some((of, kept)) = self.kept.take()
            && self.bound <= ceiling
            && ceiling <= of
        {
            return Some(kept);
        }
        let mut found = Vec::new();
        for (index, (open, priced)) in self.task.forms.iter().zip(&self.priced).enumerate() {
            let others = self.task.own + self.forms.iter().sum::<i64>() - self.forms[index];
            let completion = Completion::new(ground, (open, priced), ceiling - others);
            *work += completion.steps;
            if is_never(completion.bound) {
                self.bound = self.bound.max(ceiling + 1);
                return None;
            }
            self.forms[index] = self.forms[index].max(completion.bound);
            found.push(completion);
        }
        self.bound = self.bound.max(self.task.own + self.forms.iter().sum::<i64>());
        (self.bound <= ceiling).then_some(found)
    }
}

/// The blocks of a section, of items that are sorted by what they cost: no more minutes of a difficulty than some profile has.
fn blocks(
    ground: &Ground<'_>,
    (open, priced): (&Open, &Priced),
    (gap, profiles): (Gap, &[Profile]),
    items: &[u32],
) -> [Block; DIFFICULTIES] {
    let mut difficulty = 0..;
    by_difficulty(ground, gap, items).map(|mut items| {
        let difficulty = difficulty.next().unwrap_or(0);
        let capacity = profiles.iter().map(|profile| profile.adds.at(difficulty)).max().unwrap_or(0);
        items.retain(|item| usize::from(ground.problem.items[*item as usize].minutes) <= capacity);
        Block::new(ground, open, (Gap { capacity, ..gap }, priced.discount), items)
    })
}

/// The same for a bound. Of items with the same minutes and tracked tags only as many as the section holds are kept: a bound sees
/// nothing else of them, so the others are in no cheapest choice.
fn bounding_blocks(ground: &Ground<'_>, open: &Open, gap: Gap, items: &[u32]) -> [Block; DIFFICULTIES] {
    by_difficulty(ground, gap, items).map(|items| {
        let mut counts = vec![0; (gap.capacity + 1) * open.masks()];
        let is_kept = |item: &u32| {
            let asked = &ground.problem.items[*item as usize];
            let count = &mut counts[usize::from(asked.minutes) * open.masks() + open.mask(asked, gap.section)];
            *count += 1;
            *count <= gap.most
        };
        Block::new(ground, open, (gap, 0), items.into_iter().filter(is_kept).collect())
    })
}

fn by_difficulty(ground: &Ground<'_>, gap: Gap, items: &[u32]) -> [Vec<u32>; DIFFICULTIES] {
    let mut found: [Vec<u32>; DIFFICULTIES] = Default::default();
    for item in items {
        let asked = &ground.problem.items[*item as usize];
        if asked.sections >> gap.section & 1 == 1 && usize::from(asked.minutes) <= gap.capacity {
            found[usize::from(asked.difficulty)].push(*item);
        }
    }
    found
}
