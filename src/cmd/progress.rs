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
        self.show((done * BAR).checked_div(all).unwrap_or(BAR), &format!("{done} of {all}"));
    }

    /// So many thousandths of the whole are done; how long the rest takes is told from how long they took.
    pub(super) fn thousandths(&mut self, done: usize) {
        if !self.surroundings.watched {
            return;
        }
        let now = self.surroundings.clock.elapsed().0;
        let took = now.saturating_sub(*self.began.get_or_insert(now));
        if took < PATIENCE || done == 0 {
            return;
        }
        let left = took * 1000_usize.saturating_sub(done) as u64 / done as u64;
        let text = match left.div_ceil(1000) {
            seconds @ 0..90 => format!("about {seconds} s left"),
            seconds => format!("about {} min left", seconds.div_ceil(60)),
        };
        self.show(BAR * done / 1000, &text);
    }

    fn show(&mut self, filled: usize, what: &str) {
        let text = format!("{} [{:<BAR$}] {what}", self.doing, "=".repeat(filled.min(BAR)));
        // What stood there may have been longer.
        let blank = self.shown.saturating_sub(text.chars().count());
        self.shown = text.chars().count();
        outlet::say_over(&format!("{text}{}", " ".repeat(blank)));
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
