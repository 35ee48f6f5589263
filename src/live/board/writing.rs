//! Text that is typed and pasted: which field takes it, and what becomes of text where there is none.

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use crate::core::session::{Assess, Phase, Recorder};

use super::super::drafts::{HalfTyped, Purpose};
use super::super::readback;
use super::super::words;
use super::field::Field;
use super::interview::Board;
use super::keys::{self, Edit, Way};
use super::parts::{self, Part, TakeAway};
use super::prose::PAUSE;
use super::view::{Ask, Choice, Cursor, Focus, List, half_typed};

/// How many words that were typed into a list are a sentence, and no search, even where a line has them all.
const SENTENCE: usize = 5;
/// The most words that somebody's name has who is not known here.
const NAME: usize = 3;

impl Board<'_> {
    /// A key that the table does not know here: it writes, or is told what would act.
    pub(super) fn write_key(&mut self, key: &KeyEvent) {
        let character = keys::printable(key);
        let now = self.keeper.now();
        if let (Some(character), Some(field)) = (character, self.field()) {
            field.write(character, now);
            self.wrote = Some(now);
            return self.typed();
        }
        if !self.view.covered {
            self.refuse(self.no_use_of(key));
        }
    }

    /// Why a key does nothing here, and what does something.
    fn no_use_of(&self, key: &KeyEvent) -> String {
        let here = match (&self.view.ask, self.session().state().phase) {
            (Some(Ask::Choice { .. }), _) => return "Ctrl-Y does it, Esc goes back".into(),
            (Some(Ask::List { .. }), _) => "in a list: Enter chooses, Esc closes it",
            (Some(Ask::Write { .. }), Phase::Scoring) if key.code == KeyCode::Tab || key.code == KeyCode::BackTab => {
                "in a text: Enter keeps it, Esc closes it; then Tab goes on to the next part"
            }
            (Some(Ask::Write { .. }), _) if keys::UNDO.is(key) => "in a text: Ctrl-/ undoes within it, Esc closes it",
            (Some(Ask::Write { .. }), _) => "in a text: Enter keeps it, Esc closes it",
            (None, Phase::Submitted) => "here: the scorecard is submitted, and `hotseat amend` changes it; Esc leaves",
            (None, _) if keys::YES.is(key) => "here: it answers a box that asks, and none is open",
            (None, _) if self.session().is_about_to_begin() => "before the conversation: Ctrl-Y begins it",
            (None, Phase::Ready | Phase::Live | Phase::Scoring) => "here: Ctrl-O shows what can be done",
        };
        let name = keys::called(key).or_else(|| keys::printable(key).map(|character| character.to_string()));
        let then = if matches!(self.view.ask, Some(Ask::List { .. })) { ", and then other keys act" } else { "" };
        format!("{} does nothing {here}{then}", name.as_deref().unwrap_or("that key"))
    }

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
        let goes_on = self.pasted.replace(now).is_some_and(|before| now.since(before) < PAUSE);
        if self.field().is_some() {
            let fits = self.field().is_none_or(|field| {
                if apart && !goes_on {
                    field.begin_pasted(text);
                }
                field.paste(text, now)
            });
            self.pasted(fits, None);
        } else if self.view.covered {
            self.refuse("there is nothing here to paste into");
        } else {
            let fits = if goes_on { self.go_on_aside(text) } else { self.stray(text) };
            let slot = self.session().state().noted_at();
            let rates = self.view.ask.is_none() && self.view.focus == Focus::Rate;
            self.view.pasted_while_rating = slot.filter(|_| rates).map(|slot| (slot, self.view.eye.row));
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

    /// The field that printable keys go to.
    pub(super) fn field(&mut self) -> Option<&mut Field> {
        let live = self.session().state().phase == Phase::Live;
        if self.view.covered {
            return (live && !self.session().is_about_to_begin()).then_some(&mut self.view.note);
        }
        match &mut self.view.ask {
            Some(Ask::Write { field, .. } | Ask::List { field, .. }) => Some(field),
            Some(Ask::Choice { .. }) => None,
            None => (live && self.view.focus == Focus::Note).then_some(&mut self.view.note),
        }
    }

    /// After a change of a text: a list that it narrows begins at its top.
    pub(super) fn typed(&mut self) {
        if let Some(Ask::List { cursor, .. }) = &mut self.view.ask {
            *cursor = Cursor::default();
        }
    }

    pub(super) fn edit(&mut self, edit: Edit) {
        let Some(field) = self.field() else { return };
        let (was_blank, before) = (field.is_blank(), field.cursor());
        field.edit(edit);
        let stays = field.cursor() == before;
        if stays && was_blank && self.leave_line(edit) || stays && edit == Edit::Up && self.turn_drafts() {
            return;
        }
        if edit == Edit::Empty && was_blank && self.forget_own_flag() {
            return;
        }
        if stays && let Some(said) = self.no_line(edit) {
            self.say(said);
        }
        if edit == Edit::Empty && !was_blank {
            self.say("the text is empty; Ctrl-/ brings it back");
        }
        if !matches!(edit, Edit::Left | Edit::Right | Edit::Up | Edit::Down) {
            self.typed();
        }
    }

    /// Above the first line of a half-typed note the next of those that wait behind it comes, and this one goes behind them all.
    fn turn_drafts(&mut self) -> bool {
        if self.view.ask.is_some() || self.view.covered || self.view.behind.is_empty() {
            return false;
        }
        let Some(field) = self.view.behind.pop() else { return false };
        if !self.view.note.is_blank() {
            self.view.behind.insert(0, std::mem::take(&mut self.view.note));
        }
        self.view.note = Field::left(&field.text(), field.typed());
        self.say(match self.view.behind.len() {
            0 => "this is the only half-typed note".to_owned(),
            many => format!("this is another half-typed note, and {many} more wait: Up brings the next"),
        });
        true
    }

    /// An empty line of the take-aways, which the one before it opened, is left by the arrows: the cursor goes on.
    fn leave_line(&mut self, edit: Edit) -> bool {
        let way = if edit == Edit::Down { Way::Down } else { Way::Up };
        let is_line = matches!(&self.view.ask, Some(Ask::Write { purpose: Purpose::Strength | Purpose::Growth, .. }));
        if !is_line || !matches!(edit, Edit::Down | Edit::Up) {
            return false;
        }
        self.view.ask = None;
        self.walk(way);
        true
    }

    /// Where a text has no line above or below: what leads elsewhere.
    fn no_line(&self, edit: Edit) -> Option<String> {
        let way = match edit {
            Edit::Up => "above",
            Edit::Down => "below",
            Edit::Break
            | Edit::Backspace
            | Edit::Delete
            | Edit::WordBefore
            | Edit::WordAfter
            | Edit::Empty
            | Edit::ToEnd
            | Edit::Undo
            | Edit::Redo
            | Edit::Left
            | Edit::Right
            | Edit::WordLeft
            | Edit::WordRight
            | Edit::Home
            | Edit::End => return None,
        };
        let leads = match self.view.ask {
            Some(_) => "Enter keeps it, Esc closes it",
            None if self.session().state().current().is_some() => {
                "Ctrl-R goes to the ratings, PgUp and PgDn turn the pages"
            }
            None => "PgUp and PgDn turn the pages",
        };
        Some(format!("your text has no line {way}: {leads}"))
    }

    /// Opens a text: one that was closed unfinished for the same purpose, else the one that stands.
    pub(super) fn write(&mut self, purpose: Purpose) {
        let field = self.begun(&purpose);
        self.view.ask = Some(Ask::Write { purpose, field });
    }

    /// Opens this very text of those that were closed unfinished: of several for one purpose, no other.
    pub(super) fn go_on_with(&mut self, half: &HalfTyped) {
        if let Some(position) = self.view.unfinished.iter().position(|other| other == half) {
            self.view.unfinished.remove(position);
        }
        let field = Field::left(&half.text, half.typed);
        self.view.ask = Some(Ask::Write { purpose: half.purpose.clone(), field });
    }

    /// What is begun for a purpose: what was closed unfinished, else what stands.
    fn begun(&mut self, purpose: &Purpose) -> Field {
        match self.take_unfinished(purpose) {
            Some(half) => Field::left(&half.text, half.typed),
            None => Field::new(&self.standing(purpose)),
        }
    }

    /// The text that is recorded for a purpose. The reason that stands is there for another score as well: one goes on from it.
    fn standing(&self, purpose: &Purpose) -> String {
        let state = self.session().state();
        match purpose {
            Purpose::Reason(dimension, _) => {
                let given = state.conclusions.get(dimension);
                given.map(|given| given.reason.clone()).unwrap_or_default()
            }
            Purpose::Why => self.recommendation().reason,
            Purpose::Correction(entry, _) => {
                let note = state.notes.iter().find(|note| note.entry == *entry);
                note.map(|note| note.text.clone()).unwrap_or_default()
            }
            Purpose::Quote(..) | Purpose::HandOver | Purpose::Strength | Purpose::Growth | Purpose::Note(_) => {
                String::new()
            }
        }
    }

    /// Whether a text is one that is typed and not recorded: what stands, and was only looked at, is none.
    pub(super) fn is_draft(&self, purpose: &Purpose, text: &str) -> bool {
        purpose.holds(text) && (text.trim() != self.standing(purpose).trim() || text.trim().is_empty())
    }

    fn take_unfinished(&mut self, purpose: &Purpose) -> Option<HalfTyped> {
        // A half-typed reason is one for its dimension, whichever key opened it.
        let is_it = |for_what: &Purpose| match (for_what, purpose) {
            (Purpose::Reason(one, _), Purpose::Reason(other, _)) => one == other,
            (for_what, purpose) => for_what == purpose,
        };
        let there = self.view.unfinished.iter().rposition(|half| is_it(&half.purpose));
        there.map(|position| self.view.unfinished.remove(position))
    }

    /// Keeps whatever is typed into what lies over the screen, and into what lies below it, and was not used: a text that is being written
    /// for when it is opened again; another one in the note.
    pub(super) fn put_text_away(&mut self) {
        self.put_quote_away();
        let mut next = self.view.ask.clone();
        while let Some(ask) = next {
            self.put_away(&ask);
            next = match ask {
                Ask::List { of: List::Help(behind), .. } => behind.map(|ask| *ask),
                Ask::List { of: List::Flags(_) | List::Questions | List::History, .. }
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

    /// What is half typed, with what it is for.
    pub(super) fn half_typed(&self) -> Vec<HalfTyped> {
        self.view.half_typed(self.session())
    }

    /// The text of its own that a page of the desk has; at the others, a note on what the cursor stands on.
    pub(super) fn own_text(&self) -> Purpose {
        let row = self.view.desk.cursor.row;
        match self.part() {
            Some(Part::Ratings) => Purpose::Note(parts::rating_rows(self.session()).get(row).map(|(slot, _)| *slot)),
            Some(Part::Dimension(dimension)) => {
                // A half-typed reason stands with the score that it was typed for.
                let begun = self.view.unfinished.iter().rev().find_map(|half| match &half.purpose {
                    Purpose::Reason(other, score) if *other == dimension => Some(*score),
                    Purpose::Reason(..)
                    | Purpose::Quote(..)
                    | Purpose::HandOver
                    | Purpose::Why
                    | Purpose::Strength
                    | Purpose::Growth
                    | Purpose::Note(_)
                    | Purpose::Correction(..) => None,
                });
                let given = self.session().state().conclusions.get(&dimension);
                let score = begun.unwrap_or_else(|| given.and_then(|given| given.score));
                Purpose::Reason(dimension, score)
            }
            Some(Part::Recommendation) => Purpose::Why,
            Some(Part::TakeAways) => match parts::take_aways(self.session()).get(row) {
                Some(TakeAway::Growth(_) | TakeAway::NewGrowth) => Purpose::Growth,
                Some(TakeAway::Strength(_) | TakeAway::NewStrength) | None => Purpose::Strength,
            },
            Some(Part::Criteria | Part::Submission) | None => Purpose::Note(None),
        }
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

/// What was typed at a box became a note, as what the box asked about was done.
pub(super) const NOTED_AT_BOX: &str = "what you typed at the box is a note on the interview now";
/// Why Enter does not record a text that was half typed before.
pub(super) const AS_LEFT: &str =
    "this is half typed, as you left it: type on, or press End and then Enter, and it is recorded";
/// Why no text is kept any more.
pub(super) const SUBMITTED: &str = "the scorecard is submitted: `hotseat amend --note` adds a note to it";
