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
        if !open {
            // From a signal, the cursor goes to a dimension: the anchors are one's.
            let last = self.session().state().current().map_or(0, |asking| parts::dimensions(asking).len());
            self.view.eye.row = self.view.eye.row.min(last.saturating_sub(1));
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
        // From what can be ticked, a score goes to the first dimension that has none, or to the only one.
        let open = || dimensions.iter().position(|id| !asking.ratings.contains_key(*id));
        let open = || open().or((dimensions.len() == 1).then_some(0));
        if let (Rate::Nothing, Some(mark)) = (how, self.mark_under_cursor()) {
            return self.untick(mark);
        }
        let row =
            if self.view.eye.row < dimensions.len() || how != Rate::Digit { Some(self.view.eye.row) } else { open() };
        let found = row.and_then(|row| Some((row, (*dimensions.get(row)?).clone())));
        let Some((row, dimension)) = found else {
            let first = dimensions.first().map_or("the first", |id| self.session().plan().rubric.title_of(id));
            let again = format!("Ctrl-R goes to {first}, and Up to the others");
            return self.refuse(match how {
                Rate::Digit => format!("all dimensions are rated already: {again}; then a digit rates anew"),
                Rate::Nothing | Rate::Lower | Rate::Higher => format!("ratings belong to dimensions: {again}"),
            });
        };
        let count = dimensions.len();
        let before = asking.ratings.get(&dimension).copied();
        let title = self.session().plan().rubric.title_of(&dimension).to_owned();
        if how == Rate::Digit && self.holds_digit(key, &title) {
            return;
        }
        let rating = match how {
            Rate::Nothing => None,
            Rate::Lower => before.and_then(|rating| Rating::try_from(rating.get() - 1).ok()),
            Rate::Higher => Rating::try_from(before.map_or(1, |rating| rating.get() + 1)).ok().or(before),
            Rate::Digit => digit(key),
        };
        if rating == before && how != Rate::Digit {
            let stands = before.map_or_else(|| "not rated".to_owned(), |rating| rating.to_string());
            return self.refuse(format!("{title} is {stands} already"));
        }
        if self.accept(Assess::Rate(Some(slot), dimension, rating)) {
            let on = how == Rate::Digit && row + 1 < count;
            self.run.went_on_after = key.and_then(keys::printable).filter(|_| on);
            self.view.eye.row = row + usize::from(on);
            self.view.eye.follow = true;
        }
    }

    /// Whether a digit is not taken: it is the one after which the cursor has just gone on, pressed twice, or one that came right after
    /// such a one. What nobody looked at is not rated by that; says so, and what is next.
    pub(super) fn holds_digit(&mut self, key: Option<&KeyEvent>, next: &str) -> bool {
        let Some(digit) = key.and_then(keys::printable) else { return false };
        let again = self.run.went_on_after == Some(digit);
        if !again && self.run.held.is_empty() {
            return false;
        }
        self.run.held.push(digit);
        let mut held = self.run.held.chars();
        let second = held.next().map(|first| format!("the second {first}")).unwrap_or_default();
        let others: Vec<String> = held.map(|digit| digit.to_string()).collect();
        let said = match others.as_slice() {
            [] => format!("{second} was not taken: press it again for {next}"),
            others => {
                let others = others.join(", ");
                format!(
                    "{second} was not taken; {others} came too soon after that, and was not taken: press it again for {next}"
                )
            }
        };
        self.untaken = Some(said.clone());
        self.refuse(said);
        true
    }

    pub(super) fn tick_row(&mut self) {
        if self.hides_marks() {
            return self.refuse_hidden();
        }
        match self.mark_under_cursor() {
            Some(mark) => self.tick_mark(mark),
            None if self.session().state().current().is_none() => self.refuse("there is nothing here to tick"),
            None => self.refuse("the digits rate; Down goes to what can be ticked"),
        }
    }

    /// What can be ticked on the line under the cursor.
    fn mark_under_cursor(&self) -> Option<Mark> {
        let asking = self.session().state().current()?;
        let position = self.view.eye.row.checked_sub(parts::dimensions(asking).len())?;
        parts::marks(asking).get(position).copied()
    }

    /// Whether something else stands in the place of what can be ticked: what nobody sees is not ticked.
    fn hides_marks(&self) -> bool {
        self.hidden_by().is_some()
    }

    /// The key that shows what can be ticked again.
    fn hidden_by(&self) -> Option<&'static str> {
        match self.view.eye.stands {
            Stands::Question => None,
            Stands::Anchors => Some("F2"),
            // In two columns the explanation stands beside them.
            Stands::Explanation => self.view.drawn.aside.is_none().then_some("F3"),
        }
    }

    fn refuse_hidden(&mut self) {
        let key = self.hidden_by().unwrap_or("Esc");
        self.refuse(format!("the signals are not in sight, so nothing is ticked: {key} shows them again"));
    }

    /// Whether a letter ticks something here.
    pub(super) fn has_mark(&self, wanted: char) -> bool {
        if self.hides_marks() {
            return false;
        }
        let count = self.session().state().current().map_or(0, |asking| parts::marks(asking).len());
        (0..count).any(|position| parts::letter(position) == Some(wanted.to_ascii_lowercase()))
    }

    /// Ticks by letter; the cursor goes along, so that the tick is in sight.
    pub(super) fn tick_letter(&mut self, key: Option<&KeyEvent>) {
        if self.hides_marks() {
            return self.refuse_hidden();
        }
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

    /// Ticks; pressed again the tick stays, so that nobody who types without looking loses it.
    fn tick_mark(&mut self, mark: Mark) {
        let Some(asking) = self.session().state().current() else { return };
        let slot = asking.slot;
        match mark {
            Mark::Signal(signal) if asking.signals.contains_key(&signal) => {
                self.refuse("that is ticked already: 0, - or Del takes the tick off");
            }
            Mark::Signal(signal) => self.does(|keeper| verbs::observe(keeper, slot, signal, true)),
            Mark::FollowUp(number) => self.does(|keeper| verbs::follow_up(keeper, number, FACE)),
        }
    }

    fn untick(&mut self, mark: Mark) {
        let Some(asking) = self.session().state().current() else { return };
        let slot = asking.slot;
        match mark {
            Mark::Signal(signal) if asking.signals.contains_key(&signal) => {
                self.does(|keeper| verbs::observe(keeper, slot, signal, false));
            }
            Mark::Signal(_) => self.refuse("that is not ticked"),
            Mark::FollowUp(_) => self.refuse("what was asked was asked; Ctrl-X takes the last recording back"),
        }
    }
}

/// The rating that a digit means.
pub(super) fn digit(key: Option<&KeyEvent>) -> Option<Rating> {
    key.and_then(keys::printable).and_then(|character| character.to_string().parse().ok())
}
