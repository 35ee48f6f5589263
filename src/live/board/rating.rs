//! Ratings, ticks and anchors in the conversation.

use ratatui::crossterm::event::KeyEvent;

use crate::core::scale::Rating;
use crate::core::session::Assess;

use super::super::verbs;
use super::super::words;
use super::interview::Board;
use super::keys::{self, FACE, Rate};
use super::parts::{self, Mark};
use super::view::{Focus, Stands};

impl Board<'_> {
    /// All five anchors stand where the signals do, and the digits still rate.
    pub(super) fn show_anchors(&mut self) {
        if self.session().state().current().is_none() {
            return self.refuse(words::NOTHING_TO_RATE);
        }
        let open = self.view.eye.stands == Stands::Anchors && self.view.focus == Focus::Rate;
        if open {
            self.view.focus = self.view.eye.anchors_from;
        } else {
            self.view.eye.anchors_from = self.view.focus;
            if self.view.focus != Focus::Rate {
                self.focus(Focus::Rate);
            }
        }
        self.view.eye.stands = if open { Stands::Question } else { Stands::Anchors };
        self.view.eye.aside = 0;
        self.view.eye.scroll = 0;
    }

    pub(super) fn rate(&mut self, how: Rate, key: Option<&KeyEvent>) {
        let Some(asking) = self.session().state().current() else {
            return self.refuse(words::NOTHING_TO_RATE);
        };
        let slot = asking.slot;
        let dimensions = parts::dimensions(asking);
        // From what can be ticked, a score goes to the first dimension that has none.
        let open = || dimensions.iter().position(|id| !asking.ratings.contains_key(*id));
        let row =
            if self.view.eye.row < dimensions.len() || how != Rate::Digit { Some(self.view.eye.row) } else { open() };
        let found = row.and_then(|row| Some((row, (*dimensions.get(row)?).clone())));
        let Some((row, dimension)) = found else {
            return self.refuse("ratings belong to dimensions: Up goes to them");
        };
        let count = dimensions.len();
        let before = asking.ratings.get(&dimension).copied();
        let rating = match how {
            Rate::Nothing => None,
            Rate::Lower => before.and_then(|rating| Rating::try_from(rating.get() - 1).ok()),
            Rate::Higher => Rating::try_from(before.map_or(1, |rating| rating.get() + 1)).ok().or(before),
            Rate::Digit => digit(key),
        };
        if rating == before && how != Rate::Digit {
            return;
        }
        if self.accept(Assess::Rate(Some(slot), dimension, rating)) {
            let on = matches!(how, Rate::Digit | Rate::Nothing) && row + 1 < count;
            self.view.eye.row = row + usize::from(on);
            self.view.eye.follow = true;
        }
    }

    pub(super) fn tick_row(&mut self) {
        let Some(asking) = self.session().state().current() else { return };
        let position = self.view.eye.row.checked_sub(parts::dimensions(asking).len());
        match position.and_then(|position| parts::marks(asking).get(position).copied()) {
            Some(mark) => self.tick_mark(mark),
            None => self.refuse("the digits rate; Down goes to what can be ticked"),
        }
    }

    /// Ticks by letter; the cursor goes along, so that the tick is in sight.
    pub(super) fn tick_letter(&mut self, key: Option<&KeyEvent>) {
        let wanted = key.and_then(keys::printable).map(|letter| letter.to_ascii_lowercase());
        let found = self.session().state().current().and_then(|asking| {
            let marks = parts::marks(asking);
            let position = (0..marks.len()).find(|position| parts::letter(*position) == wanted)?;
            Some((parts::dimensions(asking).len() + position, *marks.get(position)?))
        });
        match found {
            Some((row, mark)) => {
                self.view.eye.row = row;
                self.view.eye.follow = true;
                self.view.eye.hint = None;
                self.tick_mark(mark);
            }
            None => self.refuse("nothing here has that letter"),
        }
    }

    fn tick_mark(&mut self, mark: Mark) {
        let Some(asking) = self.session().state().current() else { return };
        let slot = asking.slot;
        match mark {
            Mark::Signal(signal) => {
                let seen = !asking.signals.contains_key(&signal);
                self.does(|keeper| verbs::observe(keeper, slot, signal, seen));
            }
            Mark::FollowUp(number) => self.does(|keeper| verbs::follow_up(keeper, number, FACE)),
        }
    }
}

/// The rating that a digit means.
pub(super) fn digit(key: Option<&KeyEvent>) -> Option<Rating> {
    key.and_then(keys::printable).and_then(|character| character.to_string().parse().ok())
}
