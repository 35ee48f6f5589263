//! Scorecards from applicant tracking systems and for them.
//!
//! The texts of files become records (`page`), records become resources by what their files are called or what they hold (`resources`),
//! and each system's resources become sheets: one interviewer's scorecard of one candidate as it was filled in (`greenhouse`, `ashby`,
//! `lever`, `common`). What all of them share is done once for sheets (`found`): words become scores by the table of `formats/ats.json`
//! (`words`), people get names, and what is left out is counted. The other way, scorecards become what a system takes (`sending`).

mod ashby;
mod common;
mod found;
mod greenhouse;
mod handed;
mod html;
mod lever;
mod page;
mod people;
mod record;
mod resources;
pub mod sending;
mod sheet;
mod system;
mod words;

#[cfg(test)]
mod tests;

pub(crate) use found::{FoundScorecards, NoScorecards, find};
pub(crate) use page::{Chunk, chunks};
pub(crate) use resources::SourceFile;
pub use system::System;
pub use words::{FiveWords, RatingWords, SystemWords, Systems, WordSet};
