//! Text that is pasted, or typed where nothing is written: where it goes, and that it is never obeyed.

use crate::core::scale::Millis;
use crate::core::session::{Phase, Recorder};

use super::super::drafts::Purpose;
use super::field::Field;
use super::interview::Board;
use super::prose::PAUSE;
use super::view::{Ask, Choice, half_typed};
use super::writing::SUBMITTED;

/// How soon a piece of a long text follows the one before it: nobody pastes twice as fast.
const PIECES: Millis = Millis(250);

/// Whether the cursor of a text stands at its end.
fn is_at_end(field: &Field) -> bool {
    let text = field.text();
    let last = text.split('\n').enumerate().last();
    last.is_some_and(|(line, text)| field.cursor() == (line, text.chars().count()))
}

impl Board<'_> {
    /// Takes a pasted text: it is always written, never obeyed.
    pub fn paste(&mut self, text: &str) {
        self.take_paste(text, true);
    }

    /// The same, of keys that came at once: where one types, they may be typing that the terminal held up.
    pub(super) fn paste_burst(&mut self, text: &str) {
        let typing = self.wrote.is_some_and(|wrote| self.keeper.now().since(wrote) < PAUSE);
        self.take_paste(text, !typing);
    }

    /// Takes a pasted text; `apart` says whether it is surely another one than what was typed right before it.
    fn take_paste(&mut self, text: &str, apart: bool) {
        if self.is_left() {
            return;
        }
        self.view.said = None;
        self.keep_short_run();
        self.forget_run();
        let now = self.keeper.now();
        // Of a long text that comes in pieces, the next one goes on with it.
        let before = self.pasted.replace(now);
        let goes_on = before.is_some_and(|before| now.since(before) < PIECES);
        let follows_paste = before.is_some_and(|before| self.wrote.is_none_or(|wrote| wrote < before));
        if self.field().is_some() {
            let fits = self.field().is_none_or(|field| {
                if apart && !goes_on && follows_paste && is_at_end(field) {
                    field.begin_line();
                } else if apart && !goes_on {
                    field.begin_pasted(text);
                }
                field.paste(text, now)
            });
            self.pasted(fits, None);
        } else if self.view.covered {
            self.refuse("there is nothing here to paste into");
        } else {
            let fits = if goes_on { self.go_on_aside(text) } else { self.stray(text) };
            match fits {
                Some(fits) if self.view.at_box => {
                    self.pasted(fits, Some("pasted as a half-typed note; nothing else was done"));
                }
                Some(fits) if self.session().state().phase == Phase::Live => {
                    self.pasted(fits, Some("pasted into the note; nothing else was done"));
                }
                Some(fits) => self.pasted(fits, Some("pasted as a text; nothing else was done")),
                None => self.refuse(SUBMITTED),
            }
        }
    }

    fn pasted(&mut self, fits: bool, said: Option<&str>) {
        self.typed();
        if !fits {
            self.refuse("the text was too long: what had room was pasted");
        } else if let Some(said) = said {
            self.say(said);
        }
        self.keep_draft();
    }

    /// Keeps a text that came where nothing is written: in the note, or after the conversation in the text that the page of the desk
    /// has. What lies over the screen stays. Says whether all of it had room; none where no note is taken any more.
    pub(super) fn stray(&mut self, text: &str) -> Option<bool> {
        if self.session().state().phase == Phase::Scoring && self.view.ask.is_none() {
            return self.write_own(text);
        }
        self.put_aside(text)
    }

    /// Opens the text of its own that the page of the desk has, and goes on there with what was typed; a note or a line that is half
    /// typed already stays apart from it.
    pub(super) fn write_own(&mut self, text: &str) -> Option<bool> {
        let purpose = self.own_text();
        if purpose.is_one_text() {
            self.write(purpose);
        } else {
            self.view.ask = Some(Ask::Write { purpose, field: Field::default() });
        }
        let now = self.keeper.now();
        self.field().map(|field| {
            field.begin_line();
            field.paste(text, now)
        })
    }

    /// The same, and nothing is opened for it.
    pub(super) fn put_aside(&mut self, text: &str) -> Option<bool> {
        let now = self.keeper.now();
        let fits = match self.session().state().phase {
            Phase::Live => {
                // The box of an undo that a half-typed note opened is in the midst of its sentence.
                let within =
                    matches!(&self.view.ask, Some(Ask::Choice { choice: Choice::Undo(_) | Choice::Redo(_), .. }));
                if within && self.is_typing() {
                    if !self.view.note.text().ends_with(char::is_whitespace) {
                        self.view.note.write(' ', now);
                    }
                } else {
                    self.put_note_behind();
                    self.view.at_box = matches!(self.view.ask, Some(Ask::Choice { .. }));
                }
                Some(self.view.note.paste(text, now))
            }
            Phase::Scoring => {
                // A box that asks hides the page that it lies over.
                let purpose = if self.view.ask.is_some() { Purpose::Note(None) } else { self.own_text() };
                let mut field = if purpose.is_one_text() { self.begun(&purpose) } else { Field::default() };
                field.begin_line();
                let fits = field.paste(text, now);
                self.view.unfinished.push(half_typed(purpose, &field));
                Some(fits)
            }
            Phase::Ready | Phase::Submitted => None,
        };
        self.say_half_typed_in_box();
        fits
    }

    /// A box that says what is half typed says all of it.
    pub(super) fn say_half_typed_in_box(&mut self) {
        let texts = self.half_typed();
        if let Some(Ask::Choice { choice: Choice::Submit(said) | Choice::HandOver(_, said), .. }) = &mut self.view.ask {
            *said = texts;
        }
    }

    /// A text that is kept aside goes on. Says whether all of it had room; none where no note is taken any more.
    pub(super) fn go_on_aside(&mut self, text: &str) -> Option<bool> {
        let now = self.keeper.now();
        let fits = match self.session().state().phase {
            Phase::Live => Some(self.view.note.paste(text, now)),
            Phase::Scoring => self.view.unfinished.last_mut().map(|half| {
                let mut field = Field::new(&half.text);
                let fits = field.paste(text, now);
                half.text = field.text();
                fits
            }),
            Phase::Ready | Phase::Submitted => None,
        };
        self.say_half_typed_in_box();
        fits
    }
}
