//! What the board does with text that is typed where keys act: see `prose`.

use ratatui::crossterm::event::KeyEvent;

use crate::core::session::{Action, Phase, Recorder};

use super::interview::Board;
use super::keys::{self, Area};
use super::parts::{self, Part};
use super::prose::{PAUSE, TypedRun};
use super::view::{Ask, Focus, Purpose};

const SAID: &str = "that reads like a note: nothing was rated or ticked; Enter keeps it";

impl Board<'_> {
    /// Takes a printable key where such keys act; says whether it did.
    pub(super) fn take_in_run(&mut self, key: &KeyEvent) -> bool {
        let Some(character) = keys::printable(key) else {
            self.run = TypedRun::default();
            return false;
        };
        let areas = self.areas();
        let letters_act = areas.contains(&Area::Rate);
        if !letters_act && !areas.contains(&Area::Desk) {
            let was_note = self.run.is_note;
            if !was_note && character == ' ' && self.asks_why_of_a_number() {
                self.run.text.push(character);
                self.make_note();
                return true;
            }
            if !was_note {
                self.run = TypedRun::default();
            }
            return false;
        }
        let follows_letter = self.run.after_letter && character == ' ' && !letters_act;
        self.run.take(character, self.keeper.now());
        self.run.after_letter = character.is_alphabetic();
        if self.run.text.chars().count() == 1 {
            self.run.stood = self.view.desk.clone();
        }
        if self.run.is_prose(letters_act) {
            self.make_note();
        } else if follows_letter || self.run.goes_on(letters_act) {
            self.refuse("that followed a letter, so it did nothing");
        } else {
            let before = self.recordings();
            match keys::deed(areas, key) {
                Some(deed) => self.act(deed, Some(key)),
                None => self.write_key(key),
            }
            self.run.recorded += self.recordings().saturating_sub(before);
        }
        true
    }

    /// Whether a number of this very moment opened the box that asks why, where nothing stands yet: no reason begins with a space.
    fn asks_why_of_a_number(&self) -> bool {
        let Some(Ask::Write { purpose: Purpose::Reason(..), field }) = &self.view.ask else { return false };
        let fast = self.keeper.now().since(self.run.at) < PAUSE;
        fast && field.text().is_empty() && self.run.text.ends_with(|last: char| last.is_ascii_digit())
    }

    /// While it is typed on, it is said what became of it.
    pub(super) fn say_of_run(&mut self) {
        if self.run.is_note && self.view.said.is_none() {
            self.say(SAID);
        }
    }

    /// How much was recorded, on disk or not.
    fn recordings(&self) -> usize {
        self.session().state().entries.len() + self.keeper.waiting()
    }

    /// Takes back what the run recorded, and makes it a note.
    fn make_note(&mut self) {
        let run = std::mem::take(&mut self.run);
        for _ in 0..run.recorded {
            if !self.keeper.take_back() && !self.accept(Action::Undo) {
                break;
            }
        }
        if self.session().state().phase == Phase::Live {
            self.view.focus = Focus::Note;
            self.view.row = 0;
            self.view.follow = true;
        } else {
            self.view.desk = run.stood;
            let rows = parts::rating_rows(self.session());
            let row = rows.get(self.view.desk.row).filter(|_| self.part() == Some(Part::Ratings));
            self.write(Purpose::Note(row.map(|(slot, _)| *slot)), "");
        }
        self.run.is_note = true;
        if let Some(field) = self.field() {
            field.begin_line();
            field.paste(&run.text);
        }
        self.say(SAID);
        self.keep_draft();
    }
}
