//! Depth-first branch and bound: chooses the items themselves, with the rules and costs that the bounds leave out.
//!
//! Sections are filled one by one. For each, its profiles are tried, the most promising first; for a profile, the items of each
//! difficulty, the cheapest first. A branch is left as soon as what is chosen, what the rest of the section costs at least (`Block`),
//! what the rest of the form costs at least (`Completion`) and what the later forms cost at least reach the ceiling: the cost of the
//! best selection so far. Each of these bounds leaves out rules and costs, so nothing better is lost.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::block::Block;
use crate::completion::Completion;
use crate::ground::{Ground, NEVER};
use crate::mixture::Mixture;
use crate::multipliers::Priced;
use crate::task::{Masked, Open, Task, least_with};
use crate::weights::DIFFICULTIES;

mod fill;

/// A form as the search sees it.
pub(crate) struct Field<'a> {
    pub(crate) open: &'a Open,
    pub(crate) priced: &'a Priced,
    pub(crate) completion: Completion,
    /// The blocks of each section, one for each difficulty.
    pub(crate) blocks: Vec<[Block; DIFFICULTIES]>,
    /// What the tracked tags that are wanting cost.
    pub(crate) tags: Masked,
    /// What the later forms cost at least.
    pub(crate) after: i64,
    /// The groups of each section's items, each once.
    pub(crate) groups: Vec<Vec<usize>>,
}

/// The search and where it stands.
pub(crate) struct Search<'a> {
    ground: &'a Ground<'a>,
    fields: &'a [Field<'a>],
    /// How often each item is out: it is chosen, or an enemy of it is.
    out: Vec<u16>,
    /// How many items of each pack are chosen.
    packs: Vec<u16>,
    form: Tally,
    /// How often each label is chosen, in all forms.
    labels: Vec<u16>,
    chosen: Vec<(usize, u32)>,
    /// Only what costs less is looked for.
    pub(crate) ceiling: i64,
    /// The best found; where some are enough, those.
    pub(crate) found: Vec<Vec<(usize, u32)>>,
    pub(crate) steps: u64,
    /// Where the search is given up.
    limit: u64,
    /// How many selections below the ceiling are enough, whichever; 0 where the best is looked for.
    pub(crate) some: usize,
    /// How many steps the search may take for one of them, and whether it took them in vain.
    pub(crate) share: u64,
    is_cut: bool,
    /// Whether one of them was found with what the first section adds now.
    is_found: bool,
}

/// What is counted within a form.
#[derive(Debug, Default)]
struct Tally {
    groups: Vec<u16>,
    distinct: usize,
    /// How many groups the form can still gain beyond the section that is being filled, at most.
    room: usize,
    /// How many groups the pinned items have.
    pinned: usize,
    /// How many items were chosen before the form.
    before: usize,
}

impl<'a> Search<'a> {
    pub(crate) fn new(ground: &'a Ground<'a>, task: &'a Task, fields: &'a [Field<'a>]) -> Self {
        let mut search = Self {
            ground,
            fields,
            out: vec![0; ground.problem.items.len()],
            packs: vec![0; ground.problem.packs.len()],
            form: Tally::default(),
            labels: vec![0; ground.label_count],
            chosen: Vec::new(),
            ceiling: NEVER,
            found: Vec::new(),
            steps: 0,
            limit: 0,
            some: 0,
            share: u64::MAX,
            is_cut: false,
            is_found: false,
        };
        for (_, item) in &task.placed {
            search.mark(*item, true);
        }
        search
    }

    /// Looks for the best selection that costs less than the ceiling; whether the search came to its end.
    pub(crate) fn run(&mut self, task: &Task, ceiling: i64, limit: u64) -> bool {
        self.ceiling = ceiling;
        self.limit = self.steps + limit;
        self.is_cut = false;
        self.form(0, task.own);
        !self.is_over() && !self.is_cut
    }

    /// Whether the work is used up.
    fn is_over(&self) -> bool {
        self.steps >= self.limit || self.is_found
    }

    fn form(&mut self, form: usize, cost: i64) {
        let Some(field) = self.fields.get(form) else {
            if cost < self.ceiling && self.some > 0 {
                self.found.push(self.chosen.clone());
                self.is_found = true;
            } else if cost < self.ceiling {
                self.ceiling = cost;
                self.found = vec![self.chosen.clone()];
            }
            return;
        };
        let groups = vec![0; self.ground.groups];
        let fresh = Tally { groups, distinct: 0, room: 0, pinned: 0, before: self.chosen.len() };
        let outer = std::mem::replace(&mut self.form, fresh);
        let repeats: i64 = field.open.pinned.iter().map(|item| self.count(*item)).sum();
        self.form.pinned = self.form.distinct;
        self.section((form, 0), (Mixture::new(field.open.given), 0), cost + repeats);
        for item in &field.open.pinned {
            self.uncount(*item);
        }
        self.form = outer;
    }

    /// Counts an item of the form, and says what its labels cost.
    fn count(&mut self, item: u32) -> i64 {
        let item = item as usize;
        let group = &mut self.form.groups[self.ground.group[item]];
        *group += 1;
        self.form.distinct += usize::from(*group == 1);
        let mut again = 0;
        for label in self.ground.labels(item) {
            again += i64::from(self.labels[*label] > 0);
            self.labels[*label] += 1;
        }
        again * self.ground.fine(u64::from(self.ground.problem.weights.repeat))
    }

    fn uncount(&mut self, item: u32) {
        let item = item as usize;
        let group = &mut self.form.groups[self.ground.group[item]];
        *group -= 1;
        self.form.distinct -= usize::from(*group == 0);
        for label in self.ground.labels(item) {
            self.labels[*label] -= 1;
        }
    }

    /// Takes an item and its enemies out, or puts them back.
    fn mark(&mut self, item: u32, is_chosen: bool) {
        let ground = self.ground;
        let all = std::iter::once(&item).chain(ground.enemies.of(item as usize));
        for other in all {
            let out = &mut self.out[*other as usize];
            *out = if is_chosen { *out + 1 } else { *out - 1 };
        }
        for pack in ground.packs.of(item as usize) {
            let count = &mut self.packs[*pack as usize];
            *count = if is_chosen { *count + 1 } else { *count - 1 };
        }
    }

    fn is_out(&self, item: u32) -> bool {
        let packs = &self.ground.problem.packs;
        self.out[item as usize] > 0
            || self.ground.packs.of(item as usize).iter().any(|p| self.packs[*p as usize] >= packs[*p as usize].most)
    }

    /// How many groups a section can add at most: one for each item that it can hold, and none that is there already.
    fn fresh_in(&self, field: &Field<'_>, position: usize) -> usize {
        let new = field.groups[position].iter().filter(|group| self.form.groups[**group] == 0).count();
        new.min(field.open.gaps[position].most)
    }

    /// The same for all sections from one on.
    fn fresh(&self, field: &Field<'_>, from: usize) -> usize {
        (from..field.open.gaps.len()).map(|position| self.fresh_in(field, position)).sum()
    }

    /// What the groups that will be wanting cost at least, when the form gains at most `room` more; where items are counted, beyond
    /// those that are wanting for lack of items: as many as items brought no group, at the most.
    fn wanting(&self, field: &Field<'_>, room: usize) -> i64 {
        let wanted = usize::from(self.ground.problem.forms[field.open.form].wanted_groups);
        let mut missing = wanted.saturating_sub(self.form.distinct + room);
        if field.priced.wanting > 0 {
            let gained = self.form.distinct - self.form.pinned;
            missing = missing.min(self.chosen.len() - self.form.before - gained);
        }
        self.ground.fine(missing as u64 * u64::from(self.ground.problem.weights.breadth))
    }

    fn section(&mut self, (form, position): (usize, usize), (sum, have): (Mixture, usize), cost: i64) {
        let fields = self.fields;
        let field = &fields[form];
        if position == field.open.gaps.len() {
            let cost = cost + self.end(field, sum) + field.open.kinds(self.ground, have);
            if cost + field.after < self.ceiling {
                self.form(form + 1, cost);
            }
            return;
        }
        let masks = field.open.masks();
        let profiles = &field.completion.profiles[position];
        let later = self.fresh(field, position + 1);
        let outer = std::mem::replace(&mut self.form.room, later);
        let fixed = cost + self.wanting(field, later + self.fresh_in(field, position));
        let mut tries = Vec::new();
        for (index, profile) in profiles.iter().enumerate() {
            let after = self.after(field, position, sum.with(profile.adds));
            let bound = fixed + least_with(|need| profile.costs[need], &after, (have, masks));
            if bound < self.ceiling {
                tries.push(Reverse((bound, index)));
            }
        }
        self.steps += 1 + profiles.len() as u64 / 4;
        // Few are looked at before the ceiling is below the rest, so they are not sorted.
        let mut tries = BinaryHeap::from(tries);
        while let Some(Reverse((bound, index))) = tries.pop() {
            if bound >= self.ceiling || self.is_over() {
                break;
            }
            if self.some == 0 || (form, position) != (0, 0) {
                self.fill((form, position), (sum, profiles[index].adds), have, cost);
                continue;
            }
            // Each of some is to differ in what its first section adds, and none is looked for too long.
            let limit = self.limit;
            self.limit = limit.min(self.steps.saturating_add(self.share));
            self.fill((form, position), (sum, profiles[index].adds), have, cost);
            self.is_cut |= self.steps >= self.limit;
            self.limit = limit;
            self.is_found &= self.found.len() >= self.some;
        }
        self.form.room = outer;
    }

    /// What comes after a section costs at least, when the mix is this with it; by the tags so far.
    fn after(&self, field: &Field<'_>, position: usize, sum: Mixture) -> Masked {
        let rest = if position + 1 == field.open.gaps.len() {
            let end = field.priced.end(self.ground, field.open, sum);
            field.tags.map(|tags| tags + end)
        } else {
            field.completion.rest(self.ground, (field.open, field.priced), (position + 1, sum))
        };
        rest.map(|rest| rest + field.after)
    }

    /// What the end of a form costs: mix, load, groups that are wanting, and tags.
    fn end(&self, field: &Field<'_>, sum: Mixture) -> i64 {
        let sections = |section: &usize| field.open.gaps.iter().any(|gap| gap.section == *section);
        let mut missing = field.open.required;
        for (section, item) in &self.chosen {
            if missing != 0 && sections(section) {
                missing &= !self.ground.problem.items[*item as usize].tags;
            }
        }
        let tags = match (missing.count_ones(), self.ground.prices.tag) {
            (0, _) => 0,
            (_, None) => return NEVER,
            (count, Some(price)) => i64::from(count) * price,
        };
        tags + field.priced.end(self.ground, field.open, sum) + self.wanting(field, 0)
    }
}
