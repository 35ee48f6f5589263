//! How far something long is, on stderr, for whoever may be watching there.

use super::outlet;
use super::surroundings::Surroundings;

/// It is shown from this many milliseconds on.
const PATIENCE: u64 = 1000;
/// The bar, in columns.
const BAR: usize = 30;

/// A bar that shows itself once a second has passed, and is gone in the end.
pub(super) struct ProgressBar<'a> {
    surroundings: &'a Surroundings,
    doing: &'static str,
    /// When it was first heard of, in milliseconds.
    began: Option<u64>,
    /// What is shown, in characters; 0 where nothing is.
    shown: usize,
}

impl<'a> ProgressBar<'a> {
    /// Nothing is done yet.
    pub(super) fn of(surroundings: &'a Surroundings, doing: &'static str) -> Self {
        Self { surroundings, doing, began: None, shown: 0 }
    }

    /// So much of it is done.
    pub(super) fn reached(&mut self, done: usize, all: usize) {
        if !self.surroundings.watched {
            return;
        }
        let now = self.surroundings.clock.elapsed().0;
        if now.saturating_sub(*self.began.get_or_insert(now)) < PATIENCE {
            return;
        }
        let filled = (done * BAR).checked_div(all).unwrap_or(BAR).min(BAR);
        let text = format!("{} [{:<BAR$}] {done} of {all}", self.doing, "=".repeat(filled));
        self.shown = text.chars().count();
        outlet::say_over(&text);
    }
}

impl Drop for ProgressBar<'_> {
    fn drop(&mut self) {
        if self.shown > 0 {
            outlet::say_over(&" ".repeat(self.shown));
            outlet::say_over("");
        }
    }
}
