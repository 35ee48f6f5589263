//! Panels: what several interviewers' scorecards come to, candidates side by side, and the statistics that calibrate them.
//!
//! The statistics are `f64` and advise only; the exact scores decide. Every draw comes from a seed.

pub mod agreement;
pub mod calibration;
pub mod comparison;
pub mod design;
mod ends;
mod import;
pub mod mixed;
mod mixture;
pub mod next;
mod num;
mod pooling;
mod posterior;
mod ranking;
mod rated;
pub mod ratings;
mod raw;
pub mod report;
pub mod severity;
mod special;
mod target;

pub use import::{Import, Imported};
pub use pooling::{Pooled, Submitted, pool};
pub use ranking::{Comparison, Group, LeftOut, Ranked, Scope, Standing, Unranked, compare, fits};
pub use rated::{Called, Rated, rated};
