//! Panels: what several interviewers' scorecards come to, and candidates side by side.

mod import;
mod pooling;
mod ranking;

pub use import::{Import, Imported};
pub use pooling::{Pooled, Submitted, pool};
pub use ranking::{Comparison, Group, LeftOut, Ranked, Scope, Standing, Unranked, compare};
