//! What becomes of text that was typed and not used, when what it was typed into closes.

use crate::core::session::Assess;

use super::super::drafts::{HalfTyped, Purpose};
use super::super::readback;
use super::super::words;
use super::interview::Board;
use super::view::{Ask, Choice, List, half_typed};

/// How many words that were typed into a list are a sentence, and no search, even where a line has them all.
const SENTENCE: usize = 5;
/// The most words that somebody's name has who is not known here.
const NAME: usize = 3;

impl Board<'_> {
    /// Keeps whatever is typed into what lies over the screen, and into what lies below it, and was not used: a text that is being written
    /// for when it is opened again; another one in the note.
    pub(super) fn put_text_away(&mut self) {
        self.put_quote_away();
        let mut next = self.view.ask.clone();
        while let Some(ask) = next {
            self.put_away(&ask);
            next = match ask {
                Ask::List { of: List::Help(behind), .. } => behind.map(|ask| *ask),
                Ask::List { of: List::Flags(_) | List::TitleOrQuote(..) | List::Questions | List::History, .. }
                | Ask::Choice { .. }
                | Ask::Write { .. } => None,
            };
        }
    }

    /// The same, for one thing that lies there.
    pub(super) fn put_away(&mut self, ask: &Ask) {
        match ask {
            Ask::Write { purpose: Purpose::HandOver, field } => self.put_name_away(&field.text()),
            Ask::Choice { choice: Choice::HandOver(name, _), .. } => self.put_name_away(name),
            Ask::Choice { choice: Choice::Meant(names), .. } => {
                self.put_name_away(names.last().map_or("", String::as_str));
            }
            Ask::Choice { .. } => {}
            Ask::Write { purpose, field } => {
                if self.is_draft(purpose, &field.text()) {
                    self.keep_unfinished(half_typed(purpose.clone(), field));
                }
            }
            Ask::List { of, field, .. } => {
                let text = field.text();
                if self.is_unused(of, &text) && self.put_aside(&text).is_some() {
                    self.say("what you typed into the list reads like a note, and is in your note now");
                }
            }
        }
    }

    fn keep_unfinished(&mut self, half: HalfTyped) {
        // What is typed next for a purpose that has several texts begins another.
        let back = if half.purpose.is_one_text() {
            ", and stands there when you open it again"
        } else {
            ": it is in the last look, where Enter opens it"
        };
        self.say(format!("what you typed is kept {}{back}", self.place_of(&half.purpose)));
        self.view.unfinished.push(half);
    }

    /// A sentence that was typed as the name of who goes on is none: it is kept in the note.
    fn put_name_away(&mut self, text: &str) {
        let is_name = self.view.known.iter().any(|known| known == text) || text.split_whitespace().count() <= NAME;
        if !is_name && self.put_aside(text).is_some() {
            self.say("what you typed is no name: it is in your note now");
        }
    }

    /// Whether what was typed into a list is a text and no search: more than a stray letter that no line has, or a sentence.
    fn is_unused(&self, of: &List, text: &str) -> bool {
        let words = text.split_whitespace().count();
        words >= SENTENCE || words > 1 && self.fits_nothing(of, text)
    }

    /// Where a text stands, in words.
    fn place_of(&self, purpose: &Purpose) -> String {
        words::stands_in(&self.session().plan().rubric, purpose)
    }

    /// Keeps what is half typed as notes, so that no submission drops it, each with the place where it stood; says whether the way is free.
    pub(super) fn keep_texts(&mut self) -> bool {
        for half in self.half_typed() {
            let note = readback::half_typed_as_note(&self.session().plan().rubric, &half.purpose, &half.text);
            if !self.accept_typed(Assess::note_on(half.purpose.slot(), note), half.typed) {
                return false;
            }
        }
        self.view.at_box = false;
        self.view.note.clear();
        self.view.behind.clear();
        self.view.unfinished.clear();
        self.keep_draft();
        true
    }
}
