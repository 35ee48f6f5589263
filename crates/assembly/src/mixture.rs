//! Minutes of each difficulty and a number of items, packed into one number that sorts, adds and looks up fast.

use crate::model::DIFFICULTIES;
use crate::task::Masked;

/// From the lowest bit: 11 bits of minutes for each difficulty, the rest for a number of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Mixture(u64);

const MINUTES: u32 = 11;
const COUNT_AT: u32 = 55;

impl Mixture {
    pub(crate) fn new(minutes: [usize; DIFFICULTIES]) -> Self {
        Self(minutes.iter().rev().fold(0, |packed, minutes| packed << MINUTES | *minutes as u64))
    }

    /// The minutes of each difficulty.
    pub(crate) fn minutes(self) -> [usize; DIFFICULTIES] {
        std::array::from_fn(|difficulty| self.at(difficulty))
    }

    pub(crate) fn at(self, difficulty: usize) -> usize {
        let shift = MINUTES * u32::try_from(difficulty).unwrap_or(0);
        (self.0 >> shift & ((1 << MINUTES) - 1)) as usize
    }

    pub(crate) fn count(self) -> usize {
        (self.0 >> COUNT_AT) as usize
    }

    /// The same without the number of items.
    pub(crate) fn uncounted(self) -> Self {
        Self(self.0 & ((1 << COUNT_AT) - 1))
    }

    /// Both together.
    pub(crate) fn with(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }

    /// So many items of one difficulty, with their minutes.
    pub(crate) fn of(difficulty: usize, (count, minutes): (usize, usize)) -> Self {
        let mut all = [0; DIFFICULTIES];
        all[difficulty] = minutes;
        Self(Self::new(all).0 | (count as u64) << COUNT_AT)
    }
}

/// Mixtures, each with what it costs at least by the tags that come with it.
#[derive(Debug, Default)]
pub(crate) struct Sums {
    pub(crate) list: Vec<(Mixture, Masked)>,
}

impl Sums {
    /// Sorts them, and makes one of equal ones: the least of each cost.
    pub(crate) fn merge(&mut self) {
        self.list.sort_unstable_by_key(|(mixture, _)| *mixture);
        self.list.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            if is_same {
                for (kept, next) in kept.1.iter_mut().zip(next.1) {
                    *kept = next.min(*kept);
                }
            }
            is_same
        });
    }
}
