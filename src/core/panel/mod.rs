//! Panels: what several interviewers' scorecards come to, candidates side by side, and their sessions as ratings for calibration.
//!
//! Statistics are the crate `calibration`'s; they advise only, the exact scores decide.

mod compared;
mod import;
mod pooling;
mod ranking;
mod rated;

pub use compared::{Compared, Record, compared};
pub use import::{Import, Imported};
pub use pooling::{Pooled, Submitted, pool};
pub use ranking::{Comparison, Group, LeftOut, Ranked, Scope, Standing, Unranked, compare, fits};
pub use rated::{Rated, bands_of, rated, weights_of};
