//! Undo and redo: what the screen does when the history is turned.

use crate::core::event::{Course, Event, Finding, Recording, Talk};
use crate::core::session::{Again, Asking, Phase, Recorder, Refusal, Turn};

use super::super::verbs::{self, Done};
use super::super::words;
use super::interview::Board;
use super::keys::FACE;
use super::parts::{self, Part};
use super::view::{Ask, Choice, Focus};

/// Before something is taken back while a note is half typed.
const TYPING: &str =
    "what you are typing stays, whatever you answer: Ctrl-/ undoes within it, and Alt-/ makes that again";

impl Board<'_> {
    /// Takes back what was recorded last, or that letters became a note which may have been ticks; asks first where it was somebody else, or it is the end, after which the clocks run again, or a
    /// swap, or a text is being typed that may be meant.
    pub(super) fn ask_to_undo(&mut self) {
        if self.tick_after_all() {
            return;
        }
        if self.unsaved() {
            return self.undo();
        }
        if self.is_typing() && self.session().next_undo().is_some() {
            self.box_of_undo();
            return self.say(TYPING);
        }
        match self.session().next_undo().map(|entry| &entry.event) {
            None => self.refuse(self.nothing_to_undo()),
            // What was asked before it was done asks before it is undone, where another question is on the screen then.
            Some(Event::Course(Course::Ended(_)) | Event::Talk(Talk::Swapped { .. } | Talk::BroughtIn { .. })) => {
                self.box_of_undo();
            }
            Some(_) if self.session().is_anothers(Turn::Undo) => self.box_of_undo(),
            Some(
                Event::Course(_)
                | Event::Talk(Talk::Entered(_) | Talk::Asked(_))
                | Event::Recording(_)
                | Event::Undone { .. }
                | Event::Redone { .. }
                | Event::Amended { .. },
            ) => self.undo(),
        }
    }

    /// Whether a note is being typed: then it may be that which is to be undone.
    pub(super) fn is_typing(&self) -> bool {
        self.session().state().phase == Phase::Live && self.view.focus == Focus::Note && !self.view.note.is_blank()
    }

    /// That nothing can be taken back; a beginning can't, but its clocks stop.
    fn nothing_to_undo(&self) -> String {
        let nothing = words::refusal(&Refusal::NothingToUndo, FACE);
        let running = self.session().state().clock.running;
        if running { format!("{nothing}; the conversation has begun, and Ctrl-T stops its clocks") } else { nothing }
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
        let turned = self.session().next_undo().map(|entry| entry.event.clone());
        self.turn_history(verbs::undo);
        self.point_at(turned.as_ref());
    }

    /// Makes again what was taken back; asks first where the deed itself asks.
    pub(super) fn ask_to_redo(&mut self) {
        if self.session().next_redo().is_none() && self.can_bring_back() {
            self.refuse(words::nothing_to_redo(FACE));
        } else if verbs::redo_harms(self.session()) || verbs::redo_hints(self.session()) {
            self.box_of_redo();
        } else if self.is_typing() && self.session().next_redo().is_some() {
            self.box_of_redo();
            self.say(TYPING);
        } else {
            self.redo();
        }
    }

    /// Opens the box that asks whether to make it again.
    pub(super) fn box_of_redo(&mut self) {
        let entry = self.session().next_redo().map(|entry| entry.seq);
        self.view.ask = entry.map(|entry| Ask::about(Choice::Redo(entry)));
    }

    /// Whether something is listed that was taken back and that no redo makes again.
    fn can_bring_back(&self) -> bool {
        parts::history(self.session(), &[], "").iter().any(|recorded| recorded.again.is_some())
    }

    /// Does what the history offers for a line of something that was taken back.
    pub(super) fn bring_back(&mut self, entry: u64, again: Again) {
        if self.session().next_redo().is_some_and(|next| next.seq == entry) {
            self.box_of_redo();
        } else if again == Again::Redo {
            self.refuse("redo (Alt-X or F12) makes it again, after what was taken back later");
        } else if verbs::again(self.session(), entry).is_some() {
            self.view.ask = Some(Ask::about(Choice::Again(entry)));
        } else {
            self.refuse("this is not brought back from here: do it again where it was done");
        }
    }

    /// Records again what was taken back.
    pub(super) fn record_again(&mut self, entry: u64) {
        if let Some(action) = verbs::again(self.session(), entry) {
            self.accept(action);
        }
    }

    /// Makes again what was taken back.
    pub(super) fn redo(&mut self) {
        let turned = self.session().next_redo().map(|entry| entry.event.clone());
        self.turn_history(verbs::redo);
        self.point_at(turned.as_ref());
    }

    /// Puts the cursor on the line of the rating or conclusion that was taken back or made again, so that the digit that is pressed
    /// next is about the same one.
    fn point_at(&mut self, turned: Option<&Event>) {
        let Some(Event::Recording(Recording::Found(finding))) = turned else { return };
        let (phase, part) = (self.session().state().phase, self.part());
        if let Finding::Rated { slot, dimension, .. } = finding {
            let row = if phase == Phase::Scoring && part == Some(Part::Ratings) {
                parts::rating_rows(self.session()).iter().position(|row| row.0 == *slot && row.1 == *dimension)
            } else {
                let current = self.session().state().current().filter(|asking| asking.slot == *slot);
                current.and_then(|asking| parts::dimensions(asking).iter().position(|id| *id == dimension))
            };
            match (row, phase) {
                (Some(row), Phase::Scoring) => self.view.desk.cursor.row = row,
                (Some(row), Phase::Ready | Phase::Live | Phase::Submitted) => self.view.eye.row = row,
                (None, _) => {}
            }
        }
        if let (Finding::Concluded { dimension, .. }, Phase::Scoring) = (finding, phase) {
            let of = Part::Dimension(dimension.clone());
            if let Some(at) = parts::parts(self.session()).iter().position(|part| *part == of) {
                self.enter_part(at);
            }
        }
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
        // After the end there is no line for a half-typed note: it is half typed at the desk, with its question.
        let half_typed = if now.1 == Phase::Scoring { self.view.put_notes_aside(slot) } else { 0 };
        self.view.eye.hint = None;
        let rows = |asking: &Asking| parts::dimensions(asking).len() + parts::marks(asking).len();
        let last = self.session().state().current().map_or(0, rows).saturating_sub(1);
        self.view.eye.row = self.view.eye.row.min(last);
        self.tell(done);
        if half_typed > 0 {
            self.say_too("what you had half typed is in the last look (Ctrl-S)");
            self.keep_draft();
        }
    }
}
