//! The items that can be part of a solution below a ceiling, and of those the ones that are worth a look.
//!
//! *Threshold*: all costs are at least 0, so an item that costs more than the ceiling by itself is in no solution below it. If the
//! optimum over the others is below the ceiling, it is the optimum over all.
//!
//! *Dominance*: of items that are alike in everything the rules see (sections, minutes, difficulty, group, required tags, class, labels,
//! kind where one is wished for), a
//! solution holds at most as many as its forms can of one group. Where that many others are cheaper and in no pair of enemies and no
//! pack, an item is in no optimum: one of them is free, and takes its place without breaking anything, for less.

use crate::ground::Ground;
use crate::model::Item;
use crate::task::Task;

/// Every item that the rules allow somewhere, in the order of their indices, classes priced where they are relaxed.
pub(crate) fn eligible(ground: &Ground<'_>, task: &Task) -> Vec<u32> {
    let problem = ground.problem;
    let mut out = vec![false; problem.items.len()];
    for item in &problem.forbidden {
        out[*item as usize] = true;
    }
    for (_, item) in &task.placed {
        out[*item as usize] = true;
        for enemy in ground.enemies.of(*item as usize) {
            out[*enemy as usize] = true;
        }
    }
    for pack in problem.packs.iter().filter(|pack| pack.most == 0) {
        for item in &pack.items {
            out[*item as usize] = true;
        }
    }
    let gaps = || task.forms.iter().flat_map(|open| &open.gaps).filter(|gap| gap.most > 0);
    let fits = |item: &Item| {
        gaps().any(|gap| item.sections >> gap.section & 1 == 1 && usize::from(item.minutes) <= gap.capacity)
    };
    let longest = gaps().map(|gap| gap.capacity).max().unwrap_or(0);
    let found = (0..).zip(&problem.items).zip(out).filter(|((_, item), out)| {
        !out && (item.class == 0 || ground.prices.class.is_some()) && usize::from(item.minutes) <= longest && fits(item)
    });
    found.map(|((index, _), _)| index).collect()
}

/// Of `eligible`, which are sorted by what they cost, those that can be in the optimum when it costs at most `ceiling`, the cheapest first.
pub(crate) fn live(ground: &Ground<'_>, task: &Task, eligible: &[u32], ceiling: i64) -> Vec<u32> {
    let mut found: Vec<u32> = eligible.iter().copied().take_while(|item| ground.own(*item) <= ceiling).collect();
    let mut here = vec![false; ground.problem.items.len()];
    for item in &found {
        here[*item as usize] = true;
    }
    let is_free = |item: u32| {
        let mut enemies = ground.enemies.of(item as usize).iter();
        ground.packs.of(item as usize).is_empty() && !enemies.any(|enemy| here[*enemy as usize])
    };
    let most: usize = task.forms.iter().map(|open| most_of_a_group(ground, open)).sum();
    let wishes = task.forms.iter().flat_map(|open| &open.gaps).fold(0, |kinds, gap| kinds | gap.kinds);
    // Kinds that nothing wishes for are alike.
    let kind = |item: u32| (1 << ground.problem.items[item as usize].kind) & wishes;
    let required = task.forms.iter().fold(0, |required, open| required | open.required);
    let seen =
        |item: u32| (alike(&ground.problem.items[item as usize], required), ground.labels(item as usize), kind(item));
    found.sort_unstable_by(|a, b| seen(*a).cmp(&seen(*b)).then(ground.own(*a).cmp(&ground.own(*b))));
    let mut kept = Vec::new();
    for run in found.chunk_by(|a, b| seen(*a) == seen(*b)) {
        let mut free = 0;
        for item in run {
            if free >= most {
                break;
            }
            free += usize::from(is_free(*item));
            kept.push(*item);
        }
    }
    kept.sort_unstable_by_key(|item| (ground.own(*item), *item));
    kept
}

/// How many items of one group a form holds at most beside pinned ones, where the limit is kept.
fn most_of_a_group(ground: &Ground<'_>, open: &crate::task::Open) -> usize {
    let fit: usize = open.gaps.iter().map(|gap| gap.most).sum();
    // Where the limit is relaxed, a form may hold more; then all that fit count.
    let limit = ground.problem.forms[open.form].group_limit.filter(|_| ground.prices.group.is_none());
    limit.map_or(fit, |limit| fit.min(usize::from(limit)))
}

/// What the rules see of an item: of its tags those that are required.
pub(crate) fn alike(item: &Item, required: u64) -> (u64, u16, u8, u32, u64, u8) {
    (item.sections, item.minutes, item.difficulty, item.group, item.tags & required, item.class)
}
