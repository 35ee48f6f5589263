//! How far a long computation is, told to whoever wants to know. Nothing here knows of clocks or terminals.

use crate::num::floor;

/// Hears how far a part of a computation is.
#[derive(Clone, Copy)]
pub(crate) struct Watch<'a> {
    tell: &'a dyn Fn(usize),
    from: f64,
    to: f64,
}

impl<'a> Watch<'a> {
    /// Of a whole computation; `tell` hears how many thousandths of it are done.
    pub(crate) fn of(tell: &'a dyn Fn(usize)) -> Self {
        Self { tell, from: 0.0, to: 1.0 }
    }

    /// Nobody wants to know.
    pub(crate) fn nobody() -> Self {
        Self::of(&|_| ())
    }

    /// So much of it is done.
    pub(crate) fn reached(&self, share: f64) {
        (self.tell)(floor(1000.0 * (self.from + share.clamp(0.0, 1.0) * (self.to - self.from))));
    }

    /// A part of it, which takes about that share of its time.
    pub(crate) fn part(self, from: f64, to: f64) -> Self {
        let at = |share: f64| self.from + share * (self.to - self.from);
        Self { tell: self.tell, from: at(from), to: at(to) }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn a_part_of_a_part_is_told_as_a_share_of_the_whole() {
        let heard = RefCell::new(Vec::new());
        let tell = |done: usize| heard.borrow_mut().push(done);
        let half = Watch::of(&tell).part(0.5, 1.0);
        half.reached(0.0);
        half.part(0.5, 0.75).reached(0.5);
        half.reached(2.0);
        assert_eq!(heard.into_inner(), [500, 812, 1000]);
    }
}
