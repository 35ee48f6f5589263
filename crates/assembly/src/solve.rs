//! The optimum and its proof: rules are relaxed where nothing keeps them all, and forms assembled in turn where the search finds nothing.

use crate::attempt::{Attempt, Outcome};
use crate::cost::{Relaxed, Terms, breaches, broken, terms};
use crate::ground::{Ground, Prices};
use crate::in_turn::{self, Chosen};
use crate::model::{Problem, Unsolvable};
use crate::task::{Task, tasks};

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
    solve_or(problem, &in_turn)
}

/// What finds a selection where the search for it came to nothing.
type Otherwise<'a> = &'a dyn Fn(&Problem, &[Task]) -> Option<Solution>;

fn solve_or(problem: &Problem, otherwise: Otherwise<'_>) -> Result<Solution, Unsolvable> {
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
        let outcome = attempt.run();
        work += attempt.work;
        match outcome {
            Outcome::Impossible => {}
            Outcome::Unknown => {
                if !std::mem::replace(&mut is_tried, true) {
                    first = otherwise(problem, &tasks);
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
        let Solution { chosen, bound, work, .. } = solve_or(part, &|_, _| None).ok()?;
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

/// Selections that are cheaper than another.
pub(crate) struct Cheaper {
    /// The items of each section, for each selection.
    pub(crate) chosen: Vec<Vec<Vec<u32>>>,
    /// No selection that breaks as few rules costs less, in points; at most what was asked for.
    pub(crate) bound: u64,
    pub(crate) work: u64,
}

/// Looks for some selections that cost less than `than` and break the rules as `broken` ones are; not for the cheapest. `reach` is how far
/// above its first bound the problem is expected to cost in fine points, and how far it did.
pub(crate) fn cheaper(
    problem: &Problem,
    (than, broken): (u64, &[Relaxed]),
    reach: &mut i64,
) -> Result<Cheaper, Unsolvable> {
    let mut ground = Ground::new(problem)?;
    let (tasks, is_whole) = tasks(&ground)?;
    ground.prices = prices(&ground, RELAXATIONS.get(rank(broken)).copied().unwrap_or_default());
    let count = Relaxed::sum(broken);
    let price = ground.top + 1;
    let ceiling = i64::from(count) * price + ground.fine(than) - 1;
    let mut attempt = Attempt::new(&ground, &tasks, problem.work);
    let chosen = attempt.some(ceiling, reach);
    let low = attempt.low().unwrap_or(ceiling + 1);
    // What breaks fewer rules may cost anything, and so may what was not looked at.
    let bound =
        if !is_whole || low < i64::from(count) * price { 0 } else { (low - i64::from(count) * price) >> ground.shift };
    Ok(Cheaper { chosen, bound: u64::try_from(bound).unwrap_or(0).min(than), work: attempt.work })
}
