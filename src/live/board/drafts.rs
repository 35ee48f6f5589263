//! Half-typed texts of the board: kept on disk while one types, and back where they were written when a session goes on.

use super::super::dated::is_recorded_as;
use super::super::drafts::{self, Purpose};
use super::field::Field;
use super::interview::Board;
use super::view::{Ask, half_typed};
use crate::core::session::Phase;

impl Board<'_> {
    /// The half-typed texts of before, and in words that they are back; one that was recorded just before the crash is not shown twice.
    pub(super) fn restore(&mut self, kept: &str) -> Option<String> {
        let (kept, others) = drafts::apart(kept);
        // What was not obeyed line by line is no text of the board: it stays aside until `/keep` there.
        self.aside = kept.aside;
        let state = self.session().state();
        let recorded = |text: &str| state.notes.last().is_some_and(|note| is_recorded_as(text, &note.text));
        let texts = drafts::read(&others, state);
        let texts: Vec<_> = texts
            .into_iter()
            .filter(|half| !recorded(&half.text) && self.is_draft(&half.purpose, &half.text))
            .collect();
        let live = state.phase == Phase::Live;
        let many = texts.len();
        for half in texts {
            if live && matches!(half.purpose, Purpose::Note(_)) {
                self.put_note_behind();
                self.view.note = Field::left(&half.text, half.typed);
            } else {
                self.view.unfinished.push(half);
            }
        }
        // What was written last stands last.
        if !live && let Some(half) = self.view.unfinished.pop() {
            self.view.ask = Some(Ask::Write { purpose: half.purpose, field: Field::left(&half.text, half.typed) });
        }
        match many {
            0 => {
                self.keep_draft();
                None
            }
            1 => Some("your half-typed text is back where you write".into()),
            many => Some(format!("your {many} half-typed texts are back, each where you wrote it")),
        }
    }

    /// That lines are kept aside, and where they are read; none where there are none.
    pub(super) fn lines_aside(&self) -> Option<String> {
        match self.aside.len() {
            0 => None,
            1 => {
                Some("1 line that was not recorded stays aside: /notes reads it in `hotseat resume --plain`".to_owned())
            }
            many => Some(format!(
                "{many} lines that were not recorded stay aside: /notes reads them in `hotseat resume --plain`"
            )),
        }
    }

    /// Makes room for another note: what is half typed waits behind it, and is a text of its own.
    pub(super) fn put_note_behind(&mut self) {
        if !self.view.note.is_blank() {
            self.view.behind.push(std::mem::take(&mut self.view.note));
        }
        self.view.note.clear();
    }

    /// The half-typed note that was put behind last is the note again, in the place of what stands there.
    pub(super) fn take_note_from_behind(&mut self) {
        self.view.note.clear();
        if let Some(field) = self.view.behind.pop() {
            self.view.note = field;
        }
    }

    /// Whether a half-typed text changed since it was last kept.
    pub(crate) fn draft_is_new(&self) -> bool {
        self.keeper.is_new(&self.draft())
    }

    /// All text that is typed but not recorded: what line by line was not obeyed, what the disk refused, the half-typed note, and what is being written elsewhere.
    fn draft(&self) -> String {
        let written = self.view.ask.as_ref().and_then(Ask::written);
        let written = written.map(|(purpose, field)| half_typed(purpose.clone(), field));
        let written = written.filter(|half| self.is_draft(&half.purpose, &half.text));
        let mut texts = self.keeper.unwritten();
        let notes = self.view.behind.iter().chain([&self.view.note]).filter(|field| !field.is_blank());
        texts.extend(notes.map(|field| half_typed(Purpose::Note(None), field)));
        texts.extend(self.view.unfinished.iter().cloned().chain(written));
        drafts::write_with(&self.aside, &texts)
    }

    /// Keeps the half-typed text on disk.
    pub fn keep_draft(&mut self) {
        let draft = self.draft();
        self.keeper.keep_draft(draft);
    }
}
