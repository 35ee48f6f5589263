//! What is asked: items, the sections of forms, the rules and what breaking a wish costs.

use crate::weights::{DIFFICULTIES, Weights};

/// The most minutes that the sections of one form can have together.
pub const MOST_MINUTES: usize = 2047;

/// The most sections of all forms together: an item says with one bit each which it may stand in.
pub const MOST_SECTIONS: usize = 64;

/// The most items that a section can hold.
pub const MOST_ITEMS: u8 = 60;

/// How many kinds of items there can be; they are counted from 0.
pub const KINDS: u8 = 32;

/// The most that an item can cost by itself, and the most that a weight can be, in points.
pub const MOST_POINTS: u32 = 100_000;

/// Something that can be chosen, at most once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// What it costs by itself to choose it, in points.
    pub own: u32,
    /// How long it takes.
    pub minutes: u16,
    /// Below [`DIFFICULTIES`].
    pub difficulty: u8,
    /// What it belongs to; a form limits how many of one group it takes.
    pub group: u32,
    /// What it is about, a bit each; a form can require some.
    pub tags: u64,
    /// The sections it may stand in, a bit each, counted over all forms.
    pub sections: u64,
    /// How many steps it is beyond what is permitted: 0 for one that may be chosen, more for one that may be only where the rule
    /// of classes is relaxed.
    pub class: u8,
    /// What should not come twice in the forms; each repetition costs [`Weights::repeat`].
    pub labels: Vec<u32>,
    /// Which of the kinds it is that sections wish for, below [`KINDS`].
    pub kind: u8,
}

/// A stretch of a form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Section {
    /// How many minutes its items can take at most.
    pub capacity: u16,
    /// How many items it needs.
    pub least: u8,
    /// How many it can hold.
    pub most: u8,
    /// Kinds of which it wishes for one each, a bit each; each that does not come costs [`Weights::kind`].
    pub kinds: u32,
}

/// What is assembled: sections that share a mix of difficulties, groups and tags.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// Its sections.
    pub sections: Vec<Section>,
    /// How many minutes it should have at each difficulty.
    pub target: [u16; DIFFICULTIES],
    /// How many items of one group it may have; `None` for any number.
    pub group_limit: Option<u16>,
    /// How many different groups it should have.
    pub wanted_groups: u16,
    /// Tags of which each must come at least once, a bit each.
    pub required: u64,
}

impl Form {
    /// The minutes of each difficulty that `shares` (in percent) make of the sections' minutes: each rounded down, and what that
    /// leaves over goes to the middle.
    #[must_use]
    pub fn targets(sections: &[Section], shares: [u8; DIFFICULTIES]) -> [u16; DIFFICULTIES] {
        let minutes: u32 = sections.iter().map(|section| u32::from(section.capacity)).sum();
        let mut target = shares.map(|share| u16::try_from(minutes * u32::from(share) / 100).unwrap_or(u16::MAX));
        let given: u32 = target.iter().copied().map(u32::from).sum();
        let over = u16::try_from(minutes.saturating_sub(given)).unwrap_or(u16::MAX);
        target[DIFFICULTIES / 2] = target[DIFFICULTIES / 2].saturating_add(over);
        target
    }
}

/// Items of which only so many may be chosen together, beside what groups and enemies say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pack {
    /// Indices into the problem's items.
    pub items: Vec<u32>,
    /// How many of them may be chosen.
    pub most: u16,
}

/// A wish about the load of each form, the sum of minutes times difficulty (counted from 1 here).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoadWish {
    /// The least load that costs nothing.
    pub from: u32,
    /// The greatest load that costs nothing.
    pub to: u32,
    /// What each point of load outside costs, in points.
    pub weight: u32,
}

/// A problem: what there is, what is wanted of it, and for how long to look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What can be chosen.
    pub items: Vec<Item>,
    /// Pairs of indices into `items`, of which at most one may be chosen, in whichever forms.
    pub enemies: Vec<(u32, u32)>,
    /// What is assembled, each item in one of them at most.
    pub forms: Vec<Form>,
    /// What breaking a wish costs.
    pub weights: Weights,
    /// Items that must be chosen, whatever their class; indices into `items`.
    pub pinned: Vec<u32>,
    /// Items that must not be chosen; indices into `items`.
    pub forbidden: Vec<u32>,
    /// Further limits.
    pub packs: Vec<Pack>,
    /// A wish about the load of each form.
    pub load: Option<LoadWish>,
    /// Decides between selections of equal cost.
    pub seed: u64,
    /// After how many steps of the search the best so far is taken, proven or not.
    pub work: u64,
}

impl Default for Problem {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            enemies: Vec::new(),
            forms: Vec::new(),
            weights: Weights::default(),
            pinned: Vec::new(),
            forbidden: Vec::new(),
            packs: Vec::new(),
            load: None,
            seed: 0,
            work: DEFAULT_WORK,
        }
    }
}

/// Enough for every bank that was tried; a second or so.
pub const DEFAULT_WORK: u64 = 20_000_000;

/// How many forms, and how much they may have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cohort {
    /// How many forms.
    pub forms: u16,
    /// In how many forms an item may be.
    pub uses: u16,
    /// How many items any two forms may share.
    pub overlap: u16,
    /// What each point of load costs, in points, by which the heaviest form is above the lightest.
    pub spread: u32,
}

impl Default for Cohort {
    fn default() -> Self {
        Self { forms: 1, uses: 1, overlap: 0, spread: 50 }
    }
}

/// Why a problem has no solution even with every rule relaxed that can be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unsolvable {
    /// There is nothing to fill.
    #[error("there is no form with a section")]
    NoForm,
    /// More sections than bits.
    #[error("{0} sections are more than {MOST_SECTIONS}")]
    Sections(usize),
    /// A form that is too long.
    #[error("form {form} has {minutes} minutes, more than {MOST_MINUTES}")]
    Minutes {
        /// Counted from 0.
        form: usize,
        /// The minutes of its sections together.
        minutes: usize,
    },
    /// A section that needs more than it can hold.
    #[error("section {section} needs {least} items and can hold {most}")]
    Counts {
        /// Counted from 0 over all forms.
        section: usize,
        /// What it needs.
        least: u8,
        /// What it can hold.
        most: u8,
    },
    /// A section that can hold more than can be counted.
    #[error("section {section} can hold {most} items, more than {MOST_ITEMS}")]
    Most {
        /// Counted from 0 over all forms.
        section: usize,
        /// What it can hold.
        most: u8,
    },
    /// A difficulty that there is not.
    #[error("item {item} has difficulty {difficulty}; there are 0 to {}", DIFFICULTIES - 1)]
    Difficulty {
        /// Index of the item.
        item: usize,
        /// Its difficulty.
        difficulty: u8,
    },
    /// A kind that there is not.
    #[error("item {item} is of kind {kind}; there are 0 to {}", KINDS - 1)]
    Kind {
        /// Index of the item.
        item: usize,
        /// Its kind.
        kind: u8,
    },
    /// A cost that is too large to add up.
    #[error("a cost or weight of {points} points is more than {MOST_POINTS}")]
    Points {
        /// The cost.
        points: u32,
    },
    /// A wish for a load that no form can have.
    #[error("a load of {load} is more than a form can have")]
    Load {
        /// The least load wished for.
        load: u32,
    },
    /// An index that stands for nothing.
    #[error("there is no item {item}; there are {items}")]
    NoItem {
        /// The index.
        item: u32,
        /// How many items there are.
        items: usize,
    },
    /// A pinned item is forbidden, too.
    #[error("item {item} is pinned and forbidden")]
    PinnedAndForbidden {
        /// Index of the item.
        item: u32,
    },
    /// Two pinned items are enemies.
    #[error("items {a} and {b} are pinned and enemies")]
    PinnedEnemies {
        /// Index of one.
        a: u32,
        /// Index of the other.
        b: u32,
    },
    /// A pinned item fits into no section by itself.
    #[error("pinned item {item} fits into no section")]
    PinnedNowhere {
        /// Index of the item.
        item: u32,
    },
    /// The pinned items do not fit together.
    #[error("the {pinned} pinned items do not fit into the sections together")]
    Pinned {
        /// How many there are.
        pinned: usize,
    },
    /// Nothing was found: the limit of work is too low to say more.
    #[error("nothing was found within {work} steps")]
    Work {
        /// The limit.
        work: u64,
    },
}

impl Problem {
    /// Whether it can be solved at all, as far as a look at its numbers tells.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(crate) fn check(&self) -> Result<(), Unsolvable> {
        let sections: usize = self.forms.iter().map(|form| form.sections.len()).sum();
        if sections == 0 || self.forms.iter().any(|form| form.sections.is_empty()) {
            return Err(Unsolvable::NoForm);
        }
        if sections > MOST_SECTIONS {
            return Err(Unsolvable::Sections(sections));
        }
        for (form, asked) in self.forms.iter().enumerate() {
            let minutes: usize = asked.sections.iter().map(|section| usize::from(section.capacity)).sum();
            let wanted: usize = asked.target.iter().copied().map(usize::from).sum();
            if minutes.max(wanted) > MOST_MINUTES {
                return Err(Unsolvable::Minutes { form, minutes: minutes.max(wanted) });
            }
        }
        for (section, asked) in self.forms.iter().flat_map(|form| &form.sections).enumerate() {
            if asked.least > asked.most {
                return Err(Unsolvable::Counts { section, least: asked.least, most: asked.most });
            }
        }
        for (section, asked) in self.forms.iter().flat_map(|form| &form.sections).enumerate() {
            if asked.most > MOST_ITEMS {
                return Err(Unsolvable::Most { section, most: asked.most });
            }
        }
        for (item, asked) in self.items.iter().enumerate() {
            if usize::from(asked.difficulty) >= DIFFICULTIES {
                return Err(Unsolvable::Difficulty { item, difficulty: asked.difficulty });
            }
        }
        if let Some((item, asked)) = self.items.iter().enumerate().find(|(_, asked)| asked.kind >= KINDS) {
            return Err(Unsolvable::Kind { item, kind: asked.kind });
        }
        let load = self.load.map_or(0, |wish| wish.weight);
        let weights = self.weights.all().into_iter().chain([load]);
        if let Some(points) = self.items.iter().map(|item| item.own).chain(weights).find(|points| *points > MOST_POINTS)
        {
            return Err(Unsolvable::Points { points });
        }
        if let Some(load) = self.load.map(|wish| wish.from).filter(|load| *load as usize > MOST_MINUTES * DIFFICULTIES)
        {
            return Err(Unsolvable::Load { load });
        }
        let items = self.items.len();
        let pairs = self.enemies.iter().flat_map(|(a, b)| [a, b]);
        let packed = self.packs.iter().flat_map(|pack| &pack.items);
        let mut named = pairs.chain(&self.pinned).chain(&self.forbidden).chain(packed);
        if let Some(item) = named.find(|item| usize::try_from(**item).is_ok_and(|item| item >= items)) {
            return Err(Unsolvable::NoItem { item: *item, items });
        }
        Ok(())
    }
}
