//! What a selection costs, term by term, and which rules it breaks: computed from the selection alone, not from the search.

use crate::model::{Form, Problem};
use crate::weights::DIFFICULTIES;

/// The cost of a selection, by what it is for; all in points.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Terms {
    /// What the items cost by themselves.
    pub own: u64,
    /// Minutes that nothing fills.
    pub unused: u64,
    /// Minutes off the mix.
    pub mix: u64,
    /// Groups that are wanting.
    pub breadth: u64,
    /// Labels that come again.
    pub repeat: u64,
    /// Kinds that sections wish for and do not have.
    pub kinds: u64,
    /// Load outside what was wished.
    pub load: u64,
}

impl Terms {
    /// All of it.
    #[must_use]
    pub fn sum(&self) -> u64 {
        self.own + self.unused + self.mix + self.breadth + self.repeat + self.kinds + self.load
    }
}

/// A rule that a selection breaks, since it could not be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relaxed {
    /// More items of one group than the form may have.
    GroupLimit {
        /// Counted from 0.
        form: usize,
        /// The group.
        group: u32,
        /// How many items too many.
        excess: u16,
    },
    /// A required tag that does not come.
    Tag {
        /// Counted from 0.
        form: usize,
        /// The number of its bit.
        tag: u8,
    },
    /// An item that is beyond what is permitted.
    Class {
        /// Index of the item.
        item: u32,
        /// How many steps.
        steps: u8,
    },
    /// A section with fewer items than it needs.
    Minimum {
        /// Counted from 0 over all forms.
        section: usize,
        /// How many are wanting.
        missing: u8,
    },
}

impl Relaxed {
    /// How many breaches all of these are.
    pub(crate) fn sum(all: &[Self]) -> u32 {
        all.iter().map(|relaxed| relaxed.count()).sum()
    }

    /// How many breaches that is: items, tags or steps.
    pub(crate) fn count(self) -> u32 {
        match self {
            Self::GroupLimit { excess, .. } => u32::from(excess),
            Self::Tag { .. } => 1,
            Self::Class { steps, .. } => u32::from(steps),
            Self::Minimum { missing, .. } => u32::from(missing),
        }
    }
}

/// What a selection costs, by term; `chosen` has for each section of all forms its items.
///
/// # Panics
/// Where `chosen` names an item that the problem does not have.
#[must_use]
pub fn terms(problem: &Problem, chosen: &[Vec<u32>]) -> Terms {
    let mut terms = Terms::default();
    let weights = problem.weights;
    let mut labels = Vec::new();
    for (form, first) in forms(problem) {
        let chosen = &chosen[first..first + form.sections.len()];
        let items = || chosen.iter().flatten().map(|item| &problem.items[*item as usize]);
        terms.own += items().map(|item| u64::from(item.own)).sum::<u64>();
        for (section, chosen) in form.sections.iter().zip(chosen) {
            let used: u64 = chosen.iter().map(|item| u64::from(problem.items[*item as usize].minutes)).sum();
            terms.unused += u64::from(weights.unused) * u64::from(section.capacity).saturating_sub(used);
            terms.kinds += u64::from(weights.kind) * absent(problem, section.kinds, chosen);
        }
        let mut given = [0; DIFFICULTIES];
        for item in items() {
            given[usize::from(item.difficulty)] += usize::from(item.minutes);
        }
        terms.mix += weights.mix(given, form.target);
        let groups = distinct(items().map(|item| item.group).collect());
        terms.breadth += u64::from(weights.breadth) * u64::from(form.wanted_groups).saturating_sub(groups as u64);
        labels.extend(items().flat_map(|item| item.labels.iter().copied()));
        if let Some(wish) = problem.load {
            let load = load(given);
            let off = load.saturating_sub(u64::from(wish.to)) + u64::from(wish.from).saturating_sub(load);
            terms.load += u64::from(wish.weight) * off;
        }
    }
    let again = labels.len() - distinct(labels.clone());
    terms.repeat = u64::from(weights.repeat) * again as u64;
    terms
}

/// How many of the kinds that a section wishes for are not among its items.
pub(crate) fn absent(problem: &Problem, wished: u32, chosen: &[u32]) -> u64 {
    let given = chosen.iter().fold(0_u32, |given, item| given | 1 << problem.items[*item as usize].kind);
    u64::from((wished & !given).count_ones())
}

/// The load of so many minutes at each difficulty: the easiest counts once, the hardest five times.
pub(crate) fn load(given: [usize; DIFFICULTIES]) -> u64 {
    (1..).zip(given).map(|(difficulty, minutes): (u64, usize)| difficulty * minutes as u64).sum()
}

/// The rules that a selection breaks, of those that can be relaxed, in the order of their importance.
///
/// # Panics
/// Where `chosen` names an item that the problem does not have.
#[must_use]
pub fn breaches(problem: &Problem, chosen: &[Vec<u32>]) -> Vec<Relaxed> {
    let mut found = Vec::new();
    for (number, (form, first)) in forms(problem).enumerate() {
        let chosen = &chosen[first..first + form.sections.len()];
        let items = || chosen.iter().flatten().map(|item| &problem.items[*item as usize]);
        let mut groups: Vec<u32> = items().map(|item| item.group).collect();
        groups.sort_unstable();
        for same in groups.chunk_by(|a, b| a == b) {
            let excess = form.group_limit.map_or(0, |limit| same.len().saturating_sub(usize::from(limit)));
            if excess > 0 {
                let excess = u16::try_from(excess).unwrap_or(u16::MAX);
                found.push(Relaxed::GroupLimit { form: number, group: same[0], excess });
            }
        }
        let given = items().fold(0, |given, item| given | item.tags);
        let missing = form.required & !given;
        found.extend((0..64).filter(|tag| missing >> tag & 1 == 1).map(|tag| Relaxed::Tag { form: number, tag }));
        for (index, (section, chosen)) in form.sections.iter().zip(chosen).enumerate() {
            for item in chosen {
                let steps = problem.items[*item as usize].class;
                if steps > 0 {
                    found.push(Relaxed::Class { item: *item, steps });
                }
            }
            let count = u8::try_from(chosen.len()).unwrap_or(u8::MAX);
            if count < section.least {
                found.push(Relaxed::Minimum { section: first + index, missing: section.least - count });
            }
        }
    }
    found.sort_unstable();
    found
}

/// The same without the classes of pinned items, which break nothing.
pub(crate) fn broken(problem: &Problem, chosen: &[Vec<u32>]) -> Vec<Relaxed> {
    let is_pinned = |relaxed: &Relaxed| matches!(relaxed, Relaxed::Class { item, .. } if problem.pinned.contains(item));
    let mut found = breaches(problem, chosen);
    found.retain(|relaxed| !is_pinned(relaxed));
    found
}

/// The forms, each with the number of its first section.
pub(crate) fn forms(problem: &Problem) -> impl Iterator<Item = (&Form, usize)> {
    problem.forms.iter().scan(0, |next, form| {
        let first = *next;
        *next += form.sections.len();
        Some((form, first))
    })
}

fn distinct(mut values: Vec<u32>) -> usize {
    values.sort_unstable();
    values.dedup();
    values.len()
}
