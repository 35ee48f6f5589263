//! What a screen needs to run a session, without knowing where it is kept.

use chrono::{DateTime, FixedOffset};

use super::super::event::Event;
use super::super::scale::Millis;
use super::Session;
use super::action::{Action, Refusal};

/// Keeps a session: every event is safe before it is shown.
pub trait Recorder {
    /// The session as of the last event.
    fn session(&self) -> &Session;

    /// The session's clock now; it never runs backward.
    fn now(&self) -> Millis;

    /// For how long the machine slept since this was last asked, as far as can be told; none where it did not.
    fn slept(&mut self) -> Option<Millis> {
        None
    }

    /// Decides, keeps and applies.
    ///
    /// # Errors
    /// Why the action may not be done now, or why the event could not be kept; the session is then unchanged.
    fn record(&mut self, action: Action) -> Result<Event, NotRecorded>;
}

/// A moment on both clocks: the one that no change touches and that stands still while the machine sleeps, and the wall's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Since some fixed moment.
    pub elapsed: Millis,
    /// By the wall clock.
    pub wall: DateTime<FixedOffset>,
}

impl Moment {
    /// Up to this much the two clocks may differ without anything having slept.
    const DRIFT: Millis = Millis(60_000);

    /// For how long the machine slept from an earlier moment until this one: by how much the wall clock ran ahead, where that is
    /// more than a minute. A wall clock that was set back says nothing.
    pub fn slept_since(self, earlier: Self) -> Option<Millis> {
        let wall = u64::try_from((self.wall - earlier.wall).num_milliseconds()).ok()?;
        let ahead = Millis(wall).since(self.elapsed.since(earlier.elapsed));
        (ahead > Self::DRIFT).then_some(ahead)
    }
}

/// Why nothing was recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotRecorded {
    /// It may not be done now.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It could not be written.
    #[error("NOT SAVED: {0}")]
    Failed(String),
    /// It could not be written yet: the recorder keeps it, and writes it before anything else as soon as it can.
    #[error("NOT SAVED: {0}")]
    Kept(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_slept_where_the_wall_clock_ran_ahead_by_more_than_a_minute() {
        let moment = |elapsed, wall: &str| Moment {
            elapsed: Millis(elapsed),
            wall: DateTime::parse_from_rfc3339(&format!("2026-11-21T{wall}")).expect("a time"),
        };
        let before = moment(1000, "10:00:00Z");
        assert_eq!(moment(2000, "10:00:01Z").slept_since(before), None);
        assert_eq!(moment(2000, "10:01:01Z").slept_since(before), None, "a minute is not enough");
        assert_eq!(moment(2000, "10:12:01Z").slept_since(before), Some(Millis(720_000)));
        assert_eq!(moment(2000, "09:00:00Z").slept_since(before), None, "the wall clock was set back");
        assert_eq!(moment(2000, "11:00:01+01:00").slept_since(before), None, "another zone is no other time");
    }
}
