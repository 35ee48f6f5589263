//! What a selection costs and whether it keeps the rules, written a second time and as plainly as can be: nothing of the solver is
//! used but the statement of the problem.

use std::collections::{BTreeMap, BTreeSet};

use assembly::Problem;

/// How many rules of each kind are broken, by kind: group limit, tags, classes, least number.
pub(crate) type Broken = [u64; 4];

/// Whether nothing is broken that can't be relaxed, and what is relaxed and what all costs; `None` for no selection at all.
pub(crate) fn judge(problem: &Problem, chosen: &[Vec<u32>]) -> Option<(Broken, u64)> {
    let mut seen = BTreeSet::new();
    let mut cost = 0_u64;
    let mut broken = [0; 4];
    let mut number = 0;
    let mut labels: BTreeMap<u32, u64> = BTreeMap::new();
    for form in &problem.forms {
        let mut groups: BTreeMap<u32, u64> = BTreeMap::new();
        let mut pinned_groups: BTreeMap<u32, u64> = BTreeMap::new();
        let mut tags = 0;
        let mut minutes_at = [0_i64; 5];
        for section in &form.sections {
            let mut minutes = 0_i64;
            for index in &chosen[number] {
                let item = &problem.items[*index as usize];
                if !seen.insert(*index) || problem.forbidden.contains(index) || item.sections >> number & 1 == 0 {
                    return None;
                }
                minutes += i64::from(item.minutes);
                minutes_at[usize::from(item.difficulty)] += i64::from(item.minutes);
                *groups.entry(item.group).or_default() += 1;
                if problem.pinned.contains(index) {
                    *pinned_groups.entry(item.group).or_default() += 1;
                } else {
                    broken[2] += u64::from(item.class);
                }
                for label in &item.labels {
                    *labels.entry(*label).or_default() += 1;
                }
                tags |= item.tags;
                cost += u64::from(item.own);
            }
            for kind in (0..32).filter(|kind| section.kinds >> kind & 1 == 1) {
                if !chosen[number].iter().any(|index| problem.items[*index as usize].kind == kind) {
                    cost += u64::from(problem.weights.kind);
                }
            }
            let unused = i64::from(section.capacity) - minutes;
            if unused < 0 || chosen[number].len() > usize::from(section.most) {
                return None;
            }
            cost += u64::from(problem.weights.unused) * unused.unsigned_abs();
            broken[3] += usize::from(section.least).saturating_sub(chosen[number].len()) as u64;
            number += 1;
        }
        for (difficulty, minutes) in minutes_at.into_iter().enumerate() {
            let off = minutes - i64::from(form.target[difficulty]);
            let weight = if off > 0 { problem.weights.over } else { problem.weights.under };
            cost += u64::from(weight) * off.unsigned_abs();
        }
        if let Some(limit) = form.group_limit.map(u64::from) {
            for (group, count) in &groups {
                // What pinned items have beyond the limit was asked for.
                let pinned = pinned_groups.get(group).copied().unwrap_or(0);
                broken[0] += count.saturating_sub(limit.max(pinned));
            }
        }
        cost += u64::from(problem.weights.breadth) * u64::from(form.wanted_groups).saturating_sub(groups.len() as u64);
        broken[1] += u64::from((form.required & !tags).count_ones());
        if let Some(wish) = problem.load {
            let load: i64 = (1..).zip(minutes_at).map(|(difficulty, minutes)| difficulty * minutes).sum();
            let off = (load - i64::from(wish.to)).max(i64::from(wish.from) - load).max(0);
            cost += u64::from(wish.weight) * off.unsigned_abs();
        }
    }
    cost += u64::from(problem.weights.repeat) * labels.values().map(|count| count - 1).sum::<u64>();
    if problem.pinned.iter().any(|item| !seen.contains(item)) {
        return None;
    }
    if problem.enemies.iter().any(|(a, b)| a != b && seen.contains(a) && seen.contains(b)) {
        return None;
    }
    let over = |pack: &assembly::Pack| {
        let items: BTreeSet<&u32> = pack.items.iter().collect();
        items.iter().filter(|item| seen.contains(item)).count() > usize::from(pack.most)
    };
    if problem.packs.iter().any(over) { None } else { Some((broken, cost)) }
}
