//! Minutes of each difficulty and a number of items, packed into one number that sorts, adds and looks up fast.

use crate::weights::DIFFICULTIES;

/// From the lowest bit: 11 bits of minutes for each difficulty, then the number of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Mixture(u64);

const MINUTES: u32 = 11;
const COUNT: u32 = 55;

/// The most items that can be counted.
pub(crate) const MOST_COUNTED: usize = 511;

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
        (self.0 >> COUNT) as usize
    }

    /// The same with so many items more.
    pub(crate) fn counting(self, items: usize) -> Self {
        Self(self.0 + ((items as u64) << COUNT))
    }

    /// Both together.
    pub(crate) fn with(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }

    /// So many minutes of one difficulty.
    pub(crate) fn of(difficulty: usize, minutes: usize) -> Self {
        let mut all = [0; DIFFICULTIES];
        all[difficulty] = minutes;
        Self::new(all)
    }
}
