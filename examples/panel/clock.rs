//! A clock that stands where the script puts it.

use std::cell::Cell;

use chrono::{DateTime, FixedOffset, TimeDelta};
use hotseat::core::scale::Millis;
use hotseat::store::Clock;

/// Time since the start, set by hand.
pub(crate) struct Scripted {
    start: DateTime<FixedOffset>,
    /// How much later than the script this interviewer's fingers are, in seconds.
    shift: u64,
    elapsed: Cell<u64>,
}

impl Scripted {
    pub(crate) fn starting(start: DateTime<FixedOffset>, shift: u64) -> Self {
        Self { start: start + TimeDelta::seconds(shift.cast_signed()), shift, elapsed: Cell::new(0) }
    }

    /// Moves on to a moment of the script, with the small unevenness of a hand.
    pub(crate) fn reach(&self, seconds: u64) {
        let uneven = (seconds * 617 + self.shift * 331) % 1000;
        self.elapsed.set(self.elapsed.get().max(seconds * 1000 + uneven));
    }
}

impl Clock for Scripted {
    fn now(&self) -> DateTime<FixedOffset> {
        self.start + TimeDelta::milliseconds(self.elapsed.get().cast_signed())
    }

    fn elapsed(&self) -> Millis {
        Millis(self.elapsed.get())
    }
}
