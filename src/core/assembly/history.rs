//! What was asked before, of whom and when.

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::super::session::AskedBefore;

/// What was asked before, and what time it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// What every session known here asked.
    pub asked: Vec<AskedBefore>,
    /// What time it is.
    pub now: DateTime<FixedOffset>,
}

impl History {
    /// What was asked, as it is at a time: rest is counted from its minute, which a draw code can hold.
    pub fn new(asked: Vec<AskedBefore>, now: DateTime<FixedOffset>) -> Self {
        Self { asked, now: minute_of(now) }
    }

    /// A history in which nothing was asked.
    pub fn empty(now: DateTime<FixedOffset>) -> Self {
        Self::new(Vec::new(), now)
    }

    /// What a draw at that time looks at: what was asked before its minute. A draw code holds no more of the time than the minute, so
    /// that what began within it can't be told from what the draw itself was for.
    #[must_use]
    pub fn as_of(mut self, now: DateTime<FixedOffset>) -> Self {
        self.now = minute_of(now);
        let asked = std::mem::take(&mut self.asked);
        self.asked = asked.into_iter().filter(|asked| self.counts(asked.at)).collect();
        self
    }

    /// Whether a draw looks at what was asked at that time.
    pub fn counts(&self, asked_at: DateTime<FixedOffset>) -> bool {
        asked_at < self.now
    }
}

/// The whole minute that a time is in; the time itself where the calendar ends.
fn minute_of(time: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    let over = TimeDelta::seconds(time.timestamp().rem_euclid(60))
        + TimeDelta::nanoseconds(i64::from(time.timestamp_subsec_nanos()));
    time.checked_sub_signed(over).unwrap_or(time)
}
