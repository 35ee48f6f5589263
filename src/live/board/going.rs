//! Going through the conversation: a half-typed note stays with the question that it was typed at.

use crate::core::plan::{SectionIndex, Slot};
use crate::core::session::{Action, Assess, Place, Recorder};

use super::super::assessed;
use super::super::moving;
use super::super::verbs::{self, Done};
use super::super::words;
use super::choices;
use super::interview::Board;
use super::keys::FACE;
use super::parts::{self, OutlineRow};
use super::view::{Ask, Choice, Cursor, Focus};
use super::writing::NOTED_AT_BOX;

impl Board<'_> {
    /// Keeps the notes that were written, each by itself; says whether the way is free.
    pub(super) fn keep_note(&mut self) -> bool {
        let slot = self.session().state().noted_at();
        self.keep_notes_at(slot)
    }

    /// The same, at a question.
    pub(super) fn keep_notes_at(&mut self, slot: Option<Slot>) -> bool {
        while let Some((text, typed)) = self.view.behind.first().map(|field| (field.text(), field.typed())) {
            if !self.accept_typed(Assess::note_on(slot, text), typed) {
                return false;
            }
            self.view.behind.remove(0);
        }
        let slot = slot.filter(|_| !self.view.at_box);
        let (note, typed) = (self.view.note.text(), self.view.note.typed());
        if !self.view.note.is_blank() && !self.accept_typed(Assess::note_on(slot, note), typed) {
            return false;
        }
        self.view.at_box = false;
        self.view.note.clear();
        self.keep_draft();
        true
    }

    /// Goes on; where that walks over a question at which nothing was recorded, says so: the key may have been pressed twice.
    pub(super) fn next(&mut self) {
        let left = self.session().state().current().map(|asking| asking.slot);
        let place = self.session().state().place;
        self.go(Action::Next);
        let state = self.session().state();
        let is_bare = |slot: &Slot| state.place != place && assessed::is_bare(state, *slot);
        if let Some(slot) = left.filter(is_bare) {
            self.say_too(&words::left_bare(slot, FACE));
        }
    }

    /// Moves; a half-typed note stays with the question that it was typed at.
    pub(super) fn go(&mut self, action: Action) {
        self.move_on(|keeper| moving::go(keeper, action, FACE));
    }

    /// The same, by a verb that moves.
    pub(super) fn move_on(&mut self, verb: impl FnOnce(&mut dyn Recorder) -> Done) {
        let half_typed = self.view.notes().len();
        let at_box = self.view.at_box && !self.view.note.is_blank();
        let before = self.session().state().place;
        if !self.keep_note() {
            return;
        }
        let moved = verb(&mut self.keeper);
        let settles = moved.is_ok();
        if settles {
            self.settle(before);
        }
        let silent = moved.as_ref().is_ok_and(String::is_empty);
        self.tell(moved);
        let left = match before {
            Place::Slot(slot) => slot.to_string(),
            Place::Section(_) => "its section".to_owned(),
        };
        let kept = match half_typed {
            1 if at_box => NOTED_AT_BOX.to_owned(),
            1 => format!("your note was kept with {left}"),
            many if at_box => {
                format!(
                    "your {many} half-typed notes were kept, the one from the box on the interview, the others with {left}"
                )
            }
            many => format!("your {many} half-typed notes were kept with {left}, each by itself"),
        };
        match (settles && half_typed > 0, silent) {
            (true, true) => self.say(kept),
            (true, false) => self.say_too(&kept),
            (false, _) => {}
        }
    }

    pub(super) fn go_to_row(&mut self) {
        match parts::outline(self.session()).get(self.view.plan.row).copied() {
            Some(OutlineRow::Section(position)) => self.go(Action::Go(Place::Section(position))),
            // From where one stands there is no way to go, but one to the note.
            Some(OutlineRow::Question(slot)) if self.session().state().place == Place::Slot(slot) => {
                self.focus(Focus::Note);
            }
            Some(OutlineRow::Question(slot)) => self.go(Action::Go(Place::Slot(slot))),
            Some(OutlineRow::Backup(section, backup)) => self.swap_for(section, backup),
            None => {}
        }
    }

    /// A backup takes the current question's place, if it is one of its section.
    fn swap_for(&mut self, section: SectionIndex, backup: usize) {
        let direction = self.session().plan().section(section).and_then(|section| section.backups.get(backup));
        let direction = direction.map(|backup| backup.direction);
        let here = self.session().state().current().filter(|asking| asking.section == section);
        let Some(slot) = here.map(|asking| asking.slot) else {
            return self.refuse("a backup takes the place of a question of its section: go to that question first");
        };
        match choices::open_backups(self.session(), slot).iter().position(|open| Some(*open) == direction) {
            Some(row) => {
                self.view.ask = Some(Ask::Choice { choice: Choice::Swap(slot), cursor: Cursor { row, scroll: 0 } });
            }
            None => self.refuse("that backup is used already"),
        }
    }

    /// Skips the question and goes on, where there is anything to go on to.
    pub(super) fn skip(&mut self) {
        let at_box = self.view.at_box && !self.view.note.is_blank();
        if !self.keep_note() {
            return;
        }
        let before = self.session().state().place;
        let skipped = verbs::skip(&mut self.keeper, "skipped", FACE);
        if self.session().state().place != before {
            self.settle(before);
        }
        self.tell(skipped);
        if at_box {
            self.say_too(NOTED_AT_BOX);
        }
    }
}
