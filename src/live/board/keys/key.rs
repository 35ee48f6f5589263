//! A line of the table of keys: where, what is pressed, what it does, and the words for it.

use super::area::Area;
use super::deed::Deed;
use super::press::Press;

/// A line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// Where it acts.
    pub area: Area,
    /// What is pressed: any of these.
    pub presses: &'static [Press],
    /// A word for the bar at the foot; empty where it has no room there.
    pub bar: &'static str,
    /// What it does, for the help.
    pub does: &'static str,
    /// Other words that people look for it by: the help finds it by them, and does not show them.
    pub also: &'static str,
    /// What it does, for the program.
    pub deed: Deed,
}

impl Key {
    /// With a word for the bar at the foot, and what it does for the help.
    pub(super) const fn says(self, bar: &'static str, does: &'static str) -> Self {
        Self { bar, does, ..self }
    }

    /// With other words that people look for it by.
    pub(super) const fn also(self, also: &'static str) -> Self {
        Self { also, ..self }
    }

    /// Its presses for people.
    pub fn shown(&self) -> String {
        let mut shown: Vec<String> = self.presses.iter().map(ToString::to_string).collect();
        shown.dedup();
        shown.join(", ")
    }

    /// The same, or a word where it has no press of its own.
    pub(crate) fn shown_or(&self, word: &str) -> String {
        if self.presses.is_empty() { word.to_owned() } else { self.shown() }
    }
}

/// What is pressed somewhere, and what it does for the program.
pub(super) const fn key(area: Area, presses: &'static [Press], deed: Deed) -> Key {
    Key { area, presses, bar: "", does: "", also: "", deed }
}
