//! Panels: what several interviewers' scorecards come to, candidates side by side, and their sessions as ratings for calibration.
//!
//! Statistics are the crate `calibration`'s; they advise only, the exact scores decide.

mod cohorts;
mod comparable;
mod compared;
mod import;
mod pooling;
mod ranking;
mod rated;

pub(crate) use cohorts::{CohortHeld, Cohorts};
pub(crate) use comparable::comparable;
pub use comparable::compare;
pub(crate) use compared::{Compared, Record, compared};
pub use import::Import;
pub(crate) use import::{
    Corrected, Correction, Imported, ImportedAmendment, ImportedFlag, ImportedHandOver, ImportedRating,
    ImportedSession, NO_REASON, NotAssessed, Overlap, round_in,
};
pub use pooling::Submitted;
pub use ranking::Scope;
pub(crate) use ranking::{Caution, Comparison, Group, PRACTICE, Standing, fits};
pub(crate) use rated::{Rated, bands_of, rated, weights_of};
