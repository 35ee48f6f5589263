#![doc = include_str!("../README.md")]
//!
//! # How it is computed
//! Groups of effects are eliminated one by one, what is left by a dense Cholesky factor; both are in this crate, the products of
//! matrices below them are ndarray's. The distribution functions are its own as well: they are needed for F, t, normal and
//! chi-square only, in hot loops, and to the tolerance that the tests state.

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
    DropReason, Dropped, Fit, FitError, Fixed, FixedEffect, Model, NotATerm, Prediction, Term, Terms, Variances, fit,
    supported,
};
pub use next::Next;
pub use ratings::{Rating, Ratings, RatingsBuilder, RatingsError, Scale, Score};
pub use severity::{FEWEST_SHARED, Severity, Verdict};
