//! The optimum and its proof: ceilings that rise until a solution lies below one, and rules that are relaxed where none does.
//!
//! A search for solutions below a ceiling is the faster the lower the ceiling is: fewer items, profiles and branches are left. So the
//! ceiling begins a little above the lower bound and rises from there. When the search below a ceiling comes to its end, either the
//! best it found is the optimum, or there is nothing below that ceiling, which then is a lower bound.

use crate::block::Block;
use crate::completion::Completion;
use crate::cost::{Relaxed, Terms, breaches, broken, terms};
use crate::ground::{Ground, NEVER, Prices, is_never};
use crate::in_turn::{self, Chosen};
use crate::live::{eligible, live};
use crate::model::{Problem, Unsolvable};
use crate::multipliers::{Priced, Stretch};
use crate::search::{Field, Search};
use crate::task::{Gap, Open, Task, tasks};
use crate::weights::DIFFICULTIES;

/// After less work than this the room above the bound is doubled.
const QUICK: u64 = 100_000;

/// A selection with what it costs and what is known about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solution {
    /// The items of each section, counted over all forms; in the order of their indices.
    pub chosen: Vec<Vec<u32>>,
    /// What it costs, in points.
    pub cost: u64,
    /// No selection that breaks as few rules costs less, in points.
    pub bound: u64,
    /// Whether it is the optimum: no selection breaks fewer rules, and none that breaks as few costs less.
    pub proven: bool,
    /// The cost by term.
    pub terms: Terms,
    /// The rules that could not be kept.
    pub relaxed: Vec<Relaxed>,
    /// How many steps that took.
    pub work: u64,
}

/// The rules that can be relaxed together, in the order in which that is tried: as few as possible, the least important first.
/// From the lowest bit: the limit per group, required tags, classes, the least number of items.
const RELAXATIONS: [u8; 16] = [
    0b0000, 0b0001, 0b0010, 0b0100, 0b1000, 0b0011, 0b0101, 0b1001, 0b0110, 0b1010, 0b1100, 0b0111, 0b1011, 0b1101,
    0b1110, 0b1111,
];

/// Assembles the forms of a problem as well as that can be done.
///
/// # Errors
/// What makes it impossible, whichever rules are relaxed; or that nothing was found within the limit of work.
pub fn solve(problem: &Problem) -> Result<Solution, Unsolvable> {
    problem.check()?;
    solve_checked(problem)
}

/// The same for a problem whose numbers are known to be in order.
pub(crate) fn solve_checked(problem: &Problem) -> Result<Solution, Unsolvable> {
    solve_to(problem, false)
}

/// The same, but for a good selection that need not be the best, with its bound, where `is_rough`.
pub(crate) fn solve_to(problem: &Problem, is_rough: bool) -> Result<Solution, Unsolvable> {
    let mut ground = Ground::new(problem)?;
    let (tasks, mut is_sure) = tasks(&ground)?;
    let mut work = 0;
    // Forms in turn, once a try for all of them together has come to nothing.
    let (mut first, mut is_tried): (Option<Solution>, bool) = (None, false);
    for (turn, relaxation) in RELAXATIONS.into_iter().enumerate() {
        ground.prices = prices(&ground, relaxation);
        // Half of what is left for each try, so that something is left for the last, in which there is always a solution.
        let left = problem.work.saturating_sub(work);
        let share = if turn + 1 == RELAXATIONS.len() { left } else { left / 2 };
        let mut attempt = Attempt::new(&ground, &tasks, share.max(1000));
        attempt.is_rough = is_rough;
        let outcome = attempt.run();
        work += attempt.work;
        match outcome {
            Outcome::Impossible => {}
            // Selections that keep the rules are what a rough one is to stand for.
            Outcome::Unknown if is_rough => return Err(Unsolvable::Work { work }),
            Outcome::Unknown => {
                if !std::mem::replace(&mut is_tried, true) {
                    first = in_turn(problem, &tasks);
                    work += first.as_ref().map_or(0, |first| first.work);
                    // Without a rule relaxed, no breach is priced in what was found to be the least.
                    if let Some(first) =
                        first.as_mut().filter(|first| relaxation == 0 && broken(problem, &first.chosen).is_empty())
                    {
                        let low = attempt.low().map_or(0, |low| low >> ground.shift);
                        first.bound = first.bound.max(u64::try_from(low).unwrap_or(0)).min(first.cost);
                        first.proven = is_sure && first.bound == first.cost;
                    }
                }
                is_sure = false;
                // One that breaks less than what would be tried next.
                if let Some(first) = first.take_if(|first| rank(&broken(problem, &first.chosen)) <= turn) {
                    return Ok(Solution { work, ..first });
                }
            }
            Outcome::Found { chosen, bound } => {
                let terms = terms(problem, &chosen);
                let cost = terms.sum();
                let relaxed = breaches(problem, &chosen);
                let bound = bound.map_or(cost, |bound| bound.min(cost));
                // A bound below the cost may still say that nothing is better: costs are whole points.
                return Ok(Solution { proven: is_sure && bound == cost, chosen, cost, bound, terms, relaxed, work });
            }
        }
    }
    let first = first.map(|first| Solution { work, ..first });
    first.ok_or(Unsolvable::Work { work: problem.work })
}

/// The forms one after the other, where they were not found together.
fn in_turn(problem: &Problem, tasks: &[Task]) -> Option<Solution> {
    let alone = |part: &Problem| {
        let Solution { chosen, bound, work, .. } = solve_checked(part).ok()?;
        Some(Chosen { items: chosen, bound, work })
    };
    let placements: Vec<_> = tasks.iter().map(|task| task.placed.clone()).collect();
    let Chosen { items: chosen, bound, work } = in_turn::in_turn(problem, &placements, &alone)?;
    let (terms, relaxed) = (terms(problem, &chosen), breaches(problem, &chosen));
    let cost = terms.sum();
    Some(Solution {
        cost,
        bound: bound.min(cost),
        proven: bound >= cost && relaxed.is_empty(),
        chosen,
        terms,
        relaxed,
        work,
    })
}

/// Which of the relaxations permits these breaches, the first 0.
fn rank(relaxed: &[Relaxed]) -> usize {
    let bit = |relaxed: &Relaxed| match relaxed {
        Relaxed::GroupLimit { .. } => 0b0001,
        Relaxed::Tag { .. } => 0b0010,
        Relaxed::Class { .. } => 0b0100,
        Relaxed::Minimum { .. } => 0b1000,
    };
    let bits = relaxed.iter().fold(0, |bits, relaxed| bits | bit(relaxed));
    RELAXATIONS.iter().position(|relaxation| *relaxation == bits).unwrap_or(RELAXATIONS.len())
}

/// The prices of the rules that are relaxed: one breach costs more than all else together.
fn prices(ground: &Ground<'_>, relaxation: u8) -> Prices {
    let price = |bit: u8| (relaxation >> bit & 1 == 1).then_some(ground.top + 1);
    Prices { group: price(0), tag: price(1), class: price(2), minimum: price(3) }
}

/// What came of an attempt.
enum Outcome {
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
struct Attempt<'a> {
    ground: &'a Ground<'a>,
    bounded: Vec<Bounded>,
    best: Option<(i64, Vec<(usize, u32)>)>,
    work: u64,
    limit: u64,
    is_rough: bool,
}

impl<'a> Attempt<'a> {
    fn new(ground: &'a Ground<'a>, tasks: &[Task], limit: u64) -> Self {
        let bounded = tasks.iter().map(|task| Bounded::new(ground, task.clone()));
        let bounded: Vec<Bounded> = bounded.filter(|bounded| !is_never(bounded.bound)).collect();
        Self { ground, bounded, best: None, work: 1, limit, is_rough: false }
    }

    fn run(&mut self) -> Outcome {
        let Some(mut low) = self.low() else { return Outcome::Impossible };
        let top = match self.ground.prices {
            Prices { group: None, tag: None, class: None, minimum: None } => self.ground.top,
            Prices { .. } => (self.ground.top + 1) * (self.ground.breaches + 1),
        };
        let mut step = self.step(low);
        let mut ceiling = (low + step).min(top);
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
            // What was quick may be so again with twice the room; what was not is widened with care.
            if self.work - before < QUICK {
                step *= 2;
            }
            ceiling = (ceiling.max(low) + step).min(top);
        }
        low = self.low().unwrap_or(low);
        let bound = low;
        if self.best.is_none() {
            self.dive(ceiling, top);
        }
        if self.best.is_none() { Outcome::Unknown } else { self.found(Some(bound)) }
    }

    /// A share of a bound by which the first ceiling lies above it.
    fn step(&self, low: i64) -> i64 {
        let real = low.rem_euclid(self.ground.top + 1);
        (real / if self.is_rough { 64 } else { 32 }).max(1 << self.ground.shift.saturating_sub(8))
    }

    fn low(&self) -> Option<i64> {
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
            let blocks: Vec<_> =
                open.gaps.iter().map(|gap| blocks(self.ground, open, (*gap, priced.discount), &live)).collect();
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
        search.is_rough = self.is_rough;
        // Where the bounds took all of it, a little is left to find something at all.
        let left = self.limit.saturating_sub(self.work).max(20_000);
        let is_over = search.run(&bounded.task, ceiling + 1, left);
        self.work += search.steps;
        if let Some(chosen) = search.best {
            let mut chosen = chosen;
            chosen.extend(&bounded.task.placed);
            self.best = Some((search.ceiling, chosen));
        } else if is_over && is_complete {
            bounded.bound = bounded.bound.max(ceiling + 1);
        }
        is_over && is_complete
    }

    /// Looks for any solution at all, with ceilings that rise fast and little work for each.
    fn dive(&mut self, ceiling: i64, top: i64) {
        // What was searched to its end lies above the ceiling by now.
        let low = self.low().unwrap_or(0);
        let mut ceiling = ceiling.max(low);
        let mut rise = (ceiling - low + 1).max(self.step(low));
        let stop = self.work + self.limit / 2;
        while self.best.is_none() && ceiling < top && self.work < stop {
            ceiling = ceiling.saturating_add(rise).min(top);
            rise = rise.saturating_mul(4);
            for index in 0..self.bounded.len() {
                self.limit = self.work + 500_000;
                self.below(index, ceiling);
            }
        }
    }

    fn found(&mut self, bound: Option<i64>) -> Outcome {
        let Some((cost, best)) = self.best.take() else { return Outcome::Unknown };
        let sections = self.ground.problem.forms.iter().map(|form| form.sections.len()).sum();
        let mut chosen = vec![Vec::new(); sections];
        for (section, item) in best {
            chosen[section].push(item);
        }
        for items in &mut chosen {
            items.sort_unstable();
        }
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

/// The blocks of a section, of items that are sorted by what they cost.
fn blocks(ground: &Ground<'_>, open: &Open, gap: (Gap, i64), items: &[u32]) -> [Block; DIFFICULTIES] {
    by_difficulty(ground, gap.0, items).map(|items| Block::new(ground, open, gap, items))
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
