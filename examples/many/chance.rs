//! Chance that is the same every time: a number for what is asked about.

/// A draw, made of what it is for.
#[derive(Clone, Copy)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn of(about: &[u64]) -> Self {
        about.iter().fold(Self(0x5EED), |chance, own| chance.and(*own))
    }

    /// Another draw, for something more particular (`SplitMix64`).
    pub(crate) fn and(self, own: u64) -> Self {
        let mut mixed = self.0.wrapping_add(own.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        Self(mixed ^ (mixed >> 31))
    }

    /// A number from 0 to below `end`.
    pub(crate) fn below(self, end: u64) -> u64 {
        self.0 % end.max(1)
    }

    /// Whether something happens that does so `percent` of the time.
    pub(crate) fn happens(self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn one_of<T>(self, all: &[T]) -> &T {
        &all[usize::try_from(self.below(all.len() as u64)).unwrap_or(0)]
    }
}
