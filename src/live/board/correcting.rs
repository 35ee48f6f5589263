//! Any one recording is removed by itself from the history, whatever was recorded after it, and a note gets another text.

use crate::core::session::NotRecorded;

use super::super::drafts::Purpose;
use super::super::removing;
use super::super::verbs::Stopped;
use super::super::words;
use super::interview::Board;
use super::keys::FACE;
use super::parts;
use super::view::{Ask, Choice, List};

impl Board<'_> {
    /// Opens the box that asks whether to remove what the cursor of the history stands on.
    pub(super) fn ask_to_remove(&mut self) {
        let Some(Ask::List { of: List::History, field, cursor }) = &self.view.ask else { return };
        let names = parts::interviewers(self.backdrop.about, &self.view.handed_over);
        let history = parts::history(self.session(), &names, &field.text());
        let line = history.get(cursor.row);
        let hands_over = line.is_some_and(parts::hands_over);
        let Some((entry, undone)) = line.map(|line| (line.entry, line.undone)) else {
            return self.refuse("no line is under the cursor that could be removed");
        };
        if self.unsaved() {
            self.refuse("what was recorded is not on disk yet: nothing is removed before it is");
        } else if hands_over {
            self.refuse(words::HAND_OVER_AGAIN);
        } else if undone {
            self.refuse("that is taken back already: Enter brings it back");
        } else if self.session().removable().contains(&entry) {
            self.view.ask = Some(Ask::about(Choice::Remove(entry)));
        } else {
            self.refuse("that can't be removed by itself: Ctrl-X takes back what was recorded last, step by step");
        }
    }

    /// The first answer removes it; the second, which notes have, opens its text.
    pub(super) fn remove_or_correct(&mut self, entry: u64, row: usize) {
        let note = self.session().state().notes.iter().find(|note| note.entry == entry);
        match note.map(|note| note.slot).filter(|_| row > 0) {
            Some(slot) => self.write(Purpose::Correction(entry, slot)),
            None => self.does(|keeper| removing::remove(keeper, entry, FACE)),
        }
    }

    /// Gives a note its new text.
    pub(super) fn correct(&mut self, entry: u64, text: String) {
        let before = self.session().state().notes.iter().find(|note| note.entry == entry);
        if before.is_some_and(|before| before.text.trim() == text) {
            self.view.ask = None;
            return self.say("the text is as it was, and nothing was recorded");
        }
        let changed = removing::change_note(&mut self.keeper, entry, text, FACE);
        if !matches!(changed, Err(Stopped::NotRecorded(NotRecorded::Refused(_)))) {
            self.view.ask = None;
        }
        self.tell(changed);
        self.keep_draft();
    }
}
