//! Ratings of candidates by interviewers on dimensions: how severe each interviewer is, how well they agree, and what an
//! average one would have given.

pub mod agreement;
mod calibrated;
mod dense;
mod design;
mod ends;
mod fitted;
mod mixed;
mod mixture;
mod next;
mod num;
mod posterior;
mod ratings;
mod raw;
pub mod report;
mod severity;
mod special;
mod target;

pub use calibrated::{
    APART, Calibrated, CalibratedCandidate, CalibratedScore, CompareError, Grouping, OnDimension, Place,
};
pub use design::{Components, components, confounded};
pub use fitted::{Calibration, Method, Options};
pub use mixed::{
    DropReason, Dropped, Fit, FitError, Fixed, FixedEffect, Model, Prediction, Terms, Variances, fit, supported,
};
pub use next::Next;
pub use ratings::{Rating, Ratings, RatingsBuilder, RatingsError, Scale, Score};
pub use severity::{FEWEST_SHARED, Severity, Verdict};
