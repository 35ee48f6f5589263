//! The live board: journeys by key presses, screens, endings, properties.

mod blind;
mod correcting;
pub(crate) mod driver;
mod failures;
mod half_typed;
mod handing;
mod journeys;
mod law_12;
mod layout;
mod left;
mod lists;
mod picture;
pub(crate) mod plan;
mod property;
mod prose;
mod pty;
mod quick;
mod saying;
mod scoring;
mod snapshots;
mod stumbles;
mod twice;
