//! Every selection of a small problem, one after the other.

use assembly::Problem;

use crate::judge::{Broken, judge};

/// The kinds of rules in the order in which sets of them are relaxed: as few as possible, the least important first.
pub(crate) const SETS: [[bool; 4]; 16] = {
    const T: bool = true;
    const F: bool = false;
    [
        [F, F, F, F],
        [T, F, F, F],
        [F, T, F, F],
        [F, F, T, F],
        [F, F, F, T],
        [T, T, F, F],
        [T, F, T, F],
        [T, F, F, T],
        [F, T, T, F],
        [F, T, F, T],
        [F, F, T, T],
        [T, T, T, F],
        [T, T, F, T],
        [T, F, T, T],
        [F, T, T, T],
        [T, T, T, T],
    ]
};

/// Which set a selection's breaches need, how many they are, and what it costs: less is better.
pub(crate) type Grade = (usize, u64, u64);

pub(crate) fn grade(broken: Broken, cost: u64) -> Grade {
    let set = SETS.iter().position(|set| *set == broken.map(|count| count > 0)).unwrap_or(SETS.len());
    (set, broken.iter().sum(), cost)
}

/// The grade of the best selection, if there is any.
pub(crate) fn best(problem: &Problem) -> Option<Grade> {
    let sections = problem.forms.iter().map(|form| form.sections.len()).sum();
    let mut best = None;
    walk(problem, 0, &mut vec![Vec::new(); sections], &mut best);
    best
}

fn walk(problem: &Problem, item: usize, chosen: &mut Vec<Vec<u32>>, best: &mut Option<Grade>) {
    if item == problem.items.len() {
        if let Some((broken, cost)) = judge(problem, chosen) {
            let grade = grade(broken, cost);
            if best.is_none_or(|best| grade < best) {
                *best = Some(grade);
            }
        }
        return;
    }
    walk(problem, item + 1, chosen, best);
    for section in 0..chosen.len() {
        if problem.items[item].sections >> section & 1 == 1 {
            chosen[section].push(u32::try_from(item).expect("a small problem"));
            walk(problem, item + 1, chosen, best);
            chosen[section].pop();
        }
    }
}
