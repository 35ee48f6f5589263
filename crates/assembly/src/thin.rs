//! The items of a large problem that one form of a cohort can be made of, the others as they are: a few of each sort.
//!
//! Items are of one sort where the rules see no difference: sections, minutes, difficulty, group, required tags, class, labels, kind.
//! Say a form holds at most m items of one group and M in all, no item has more than e enemies of a sort where it is of the group of
//! that sort, and no more than f where it is of another. Of an item i in a form, the others of its group block at most
//! `(m - 1)(1 + e)` of i's sort, each itself and its enemies, and the others at most `(M - 1)f`. So of one more than that, in no pack,
//! one is free to take the place of i without breaking anything. Where all of these cost no more than i, a form without i is as good.
//! That holds for every item that is left out, one after the other, so what the form costs at least is the same without them.
//!
//! Items in packs, and those that are priced above what they cost, don't count among the cheapest and stay. The proof needs the limit per
//! group: where rules have to be relaxed, the problem is solved as a whole.

use std::collections::BTreeMap;

use crate::cost::Relaxed;
use crate::live::alike;
use crate::model::{Item, Pack, Problem, Unsolvable};
use crate::solve::{Cheaper, Solution, cheaper, solve_checked};

/// Of fewer items none is left out: they are quickly looked through.
const FEW: usize = 2000;

/// A problem by sorts of items.
pub(crate) struct Thin {
    sorts: Vec<Sort>,
}

/// Items that are alike, the cheapest first.
struct Sort {
    items: Vec<u32>,
    /// How many of them suffice.
    enough: usize,
}

/// What becomes of an item.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Counted,
    /// It stays, but takes no other's place.
    Apart,
    Out,
}

impl Thin {
    /// The sorts of a problem with one form; none where it is small, or has pinned items.
    pub(crate) fn new(problem: &Problem) -> Self {
        let [form] = problem.forms.as_slice() else { return Self { sorts: Vec::new() } };
        if problem.items.len() <= FEW || !problem.pinned.is_empty() {
            return Self { sorts: Vec::new() };
        }
        let counts = problem.weights.repeat > 0;
        let seen = |item: &u32| {
            let item = &problem.items[*item as usize];
            (alike(item, form.required), if counts { item.labels.as_slice() } else { &[] }, item.kind)
        };
        let longest = form.sections.iter().map(|section| section.capacity).max().unwrap_or(0);
        let fits = |item: &Item| item.sections != 0 && item.minutes <= longest;
        let mut order: Vec<u32> =
            (0..).zip(&problem.items).filter(|(_, item)| fits(item)).map(|(index, _)| index).collect();
        let own = |item: &u32| problem.items[*item as usize].own;
        order.sort_by(|a, b| seen(a).cmp(&seen(b)).then(own(a).cmp(&own(b))));
        let sorts: Vec<&[u32]> = order.chunk_by(|a, b| seen(a) == seen(b)).collect();
        let (inside, outside) = most_enemies(problem, &sorts);
        let all: usize = form.sections.iter().map(|section| usize::from(section.most)).sum();
        let of_group = form.group_limit.map_or(all, |limit| all.min(usize::from(limit)));
        let enough =
            |sort: usize| 1 + of_group.saturating_sub(1) * (1 + inside[sort]) + all.saturating_sub(1) * outside[sort];
        let sorts = sorts.iter().enumerate().map(|(sort, items)| Sort { items: items.to_vec(), enough: enough(sort) });
        Self { sorts: sorts.collect() }
    }

    /// Solves the problem, or the same with other forbidden items, packs and load.
    pub(crate) fn solve(&self, asked: &Problem) -> Result<Solution, Unsolvable> {
        if self.sorts.is_empty() {
            return solve_checked(asked);
        }
        let kept = self.kept(asked, &[]);
        match solve_checked(&part(asked, &kept)) {
            Ok(mut found) if found.relaxed.is_empty() => {
                restore(&mut found.chosen, &kept);
                Ok(found)
            }
            Ok(_) | Err(_) => solve_checked(asked),
        }
    }

    /// Looks for some selections that cost less than `than` (see [`cheaper`]), where `priced` items cost more.
    pub(crate) fn cheaper(
        &self,
        asked: &Problem,
        priced: &[u32],
        than: (u64, &[Relaxed]),
        reach: &mut i64,
    ) -> Result<Cheaper, Unsolvable> {
        if self.sorts.is_empty() || !than.1.is_empty() {
            return cheaper(asked, than, reach);
        }
        let kept = self.kept(asked, priced);
        let mut found = cheaper(&part(asked, &kept), than, reach)?;
        for chosen in &mut found.chosen {
            restore(chosen, &kept);
        }
        Ok(found)
    }

    /// The items that suffice, in the order of their indices.
    fn kept(&self, asked: &Problem, priced: &[u32]) -> Vec<u32> {
        let mut fates = vec![Fate::Counted; asked.items.len()];
        let mut kept = Vec::new();
        for item in asked.packs.iter().flat_map(|pack| &pack.items).chain(priced) {
            fates[*item as usize] = Fate::Apart;
        }
        for item in &asked.forbidden {
            fates[*item as usize] = Fate::Out;
        }
        for item in asked.packs.iter().flat_map(|pack| &pack.items).chain(priced) {
            if fates[*item as usize] == Fate::Apart {
                kept.push(*item);
            }
        }
        for sort in &self.sorts {
            let counted = sort.items.iter().filter(|item| fates[**item as usize] == Fate::Counted);
            kept.extend(counted.take(sort.enough));
        }
        kept.sort_unstable();
        kept.dedup();
        kept
    }
}

/// For each sort the most enemies in it that an item has: one of its group, and one of another.
fn most_enemies(problem: &Problem, sorts: &[&[u32]]) -> (Vec<usize>, Vec<usize>) {
    let mut sort_of = vec![None; problem.items.len()];
    for (sort, items) in sorts.iter().enumerate() {
        for item in *items {
            sort_of[*item as usize] = Some(sort);
        }
    }
    let mut pairs: Vec<(u32, u32)> = problem.enemies.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut counts: BTreeMap<(u32, usize), usize> = BTreeMap::new();
    for (item, enemy) in pairs {
        if let Some(sort) = sort_of[enemy as usize] {
            *counts.entry((item, sort)).or_default() += 1;
        }
    }
    let (mut inside, mut outside) = (vec![0; sorts.len()], vec![0; sorts.len()]);
    for ((item, sort), count) in counts {
        let is_inside = problem.items[item as usize].group == problem.items[sorts[sort][0] as usize].group;
        let most: &mut usize = if is_inside { &mut inside[sort] } else { &mut outside[sort] };
        *most = (*most).max(count);
    }
    (inside, outside)
}

/// Gives the items of a part back their indices.
fn restore(chosen: &mut [Vec<u32>], kept: &[u32]) {
    for item in chosen.iter_mut().flatten() {
        *item = kept[*item as usize];
    }
}

/// The problem of these items alone.
fn part(asked: &Problem, kept: &[u32]) -> Problem {
    let mut place = vec![None; asked.items.len()];
    for (index, item) in (0_u32..).zip(kept) {
        place[*item as usize] = Some(index);
    }
    let place = |item: &u32| place[*item as usize];
    let pack = |pack: &Pack| Pack { items: pack.items.iter().filter_map(place).collect(), most: pack.most };
    Problem {
        items: kept.iter().map(|item| asked.items[*item as usize].clone()).collect(),
        enemies: asked.enemies.iter().filter_map(|(a, b)| place(a).zip(place(b))).collect(),
        forms: asked.forms.clone(),
        weights: asked.weights,
        pinned: Vec::new(),
        forbidden: Vec::new(),
        packs: asked.packs.iter().map(pack).collect(),
        load: asked.load,
        seed: asked.seed,
        work: asked.work,
    }
}
