//! What a screen needs to run a session, without knowing where it is kept.

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

    /// Decides, keeps and applies.
    ///
    /// # Errors
    /// Why the action may not be done now, or why the event could not be kept; the session is then unchanged.
    fn record(&mut self, action: Action) -> Result<Event, NotRecorded>;
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
