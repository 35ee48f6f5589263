//! A report on ratings, with how far it is where that takes long.

use std::cell::RefCell;

use calibration::Ratings;
use calibration::report::{Called, Report, Wanted, watched};

use super::context::Context;
use super::progress::ProgressBar;

/// Builds the report of a table.
pub(super) fn report(context: &Context, (ratings, called): (&Ratings, &Called), wanted: &Wanted) -> Report {
    let bar = RefCell::new(ProgressBar::of(&context.surroundings, "calibrating"));
    watched(ratings, called, wanted, &|done| bar.borrow_mut().thousandths(done))
}
