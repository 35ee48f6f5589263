//! Undo and redo: what the screen does when the history is turned.

use crate::core::session::{Asking, Assess, Phase, Recorder, Turn};

use super::super::verbs::{self, Done};
use super::interview::Board;
use super::parts;
use super::view::{Ask, Choice};

impl Board<'_> {
    /// Takes back what was recorded last; asks first where that was somebody else.
    pub(super) fn ask_to_undo(&mut self) {
        if !self.unsaved() && self.session().is_anothers(Turn::Undo) { self.box_of_undo() } else { self.undo() }
    }

    /// Opens the box that asks whether to take it back.
    pub(super) fn box_of_undo(&mut self) {
        let entry = self.session().next_undo().map(|entry| entry.seq);
        self.view.ask = entry.map(|entry| Ask::about(Choice::Undo(entry)));
    }

    /// Takes back what was recorded last.
    pub(super) fn undo(&mut self) {
        if self.keeper.take_back() {
            return self.say("taken back before it was saved");
        }
        self.turn_history(verbs::undo);
    }

    /// Makes again what was taken back; asks first where the deed itself asks.
    pub(super) fn ask_to_redo(&mut self) {
        if verbs::redo_harms(self.session()) || verbs::redo_hints(self.session()) {
            self.box_of_redo();
        } else {
            self.redo();
        }
    }

    /// Opens the box that asks whether to make it again.
    pub(super) fn box_of_redo(&mut self) {
        let entry = self.session().next_redo().map(|entry| entry.seq);
        self.view.ask = entry.map(|entry| Ask::about(Choice::Redo(entry)));
    }

    /// Makes again what was taken back.
    pub(super) fn redo(&mut self) {
        self.turn_history(verbs::redo);
    }

    /// Where the history moved the conversation or ended it, the screen goes along.
    fn turn_history(&mut self, verb: fn(&mut dyn Recorder) -> Done) {
        let stood = |board: &Self| (board.session().state().place, board.session().state().phase);
        let before = stood(self);
        let slot = self.session().state().current().map(|asking| asking.slot);
        let done = verb(&mut self.keeper);
        let now = stood(self);
        if now.0 != before.0 || now.1 != before.1 {
            self.settle(before.0);
        }
        if now.1 != before.1 {
            self.enter_part(0);
        }
        // After the end there is no line for a half-typed note: it is kept with its question.
        if now.1 == Phase::Scoring
            && !self.view.note.is_blank()
            && self.accept(Assess::Note(slot, self.view.note.text()))
        {
            self.view.note.clear();
            self.keep_draft();
        }
        self.view.eye.hint = None;
        let rows = |asking: &Asking| parts::dimensions(asking).len() + parts::marks(asking).len();
        let last = self.session().state().current().map_or(0, rows).saturating_sub(1);
        self.view.eye.row = self.view.eye.row.min(last);
        self.tell(done);
    }
}
