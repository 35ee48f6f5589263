//! The live interview: one interview with two faces. What a person can do is in `verbs`, what is said about it in `words`, once;
//! `board` is the full screen, `lines` the interview line by line. Both get a keeper, never the store, and read no clock.

#![warn(clippy::wildcard_enum_match_arm)]

pub(crate) mod assessed;
pub(crate) mod backups;
pub mod board;
pub(crate) mod dated;
pub mod drafts;
pub mod lines;
pub(crate) mod moving;
pub(crate) mod readback;
pub(crate) mod removing;
pub(crate) mod told;
pub mod verbs;
pub(crate) mod whom;
pub mod words;

use crate::core::ids::InterviewerId;
use crate::core::session::Recorder;

/// Keeps a session, and the text that is not part of it yet.
pub trait Keeper: Recorder {
    /// The half-typed text that a crash left.
    fn draft(&self) -> Option<String>;

    /// Keeps a half-typed text in the place of the one before; an empty one is forgotten.
    ///
    /// # Errors
    /// Why it could not be kept.
    fn keep_draft(&mut self, text: &str) -> Result<(), String>;

    /// Keeps the session's time beside the journal, so that after a crash it goes on from there. Nobody is hurt where it can't.
    fn keep_time(&mut self) {}

    /// The interviewer whom a name means, and the name as it is known; somebody new is kept.
    ///
    /// # Errors
    /// Why it is no name, or could not be kept.
    fn interviewer(&mut self, name: &str) -> Result<(InterviewerId, String), String> {
        Err(format!("{name} can't be looked up here"))
    }

    /// The names of the interviewers who are known here; none where they can't be read.
    fn known_interviewers(&self) -> Vec<String> {
        Vec::new()
    }
}

/// How an interview was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// The session can be gone on with.
    Open,
    /// It is submitted.
    Submitted,
    /// A signal ended the program; everything is kept.
    Signal,
}
