//! The live board: journeys by key presses, screens, endings, properties.

mod candidate;
mod driver;
mod failures;
mod journeys;
mod picture;
mod plan;
mod property;
pub(crate) mod pty;
mod scoring;
mod snapshots;
