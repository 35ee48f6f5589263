//! Text that is typed: which field takes it, what opens one, and what stands in it.

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use crate::core::session::{Phase, Recorder};

use super::super::drafts::{HalfTyped, Purpose};
use super::field::Field;
use super::interview::Board;
use super::keys::{self, Edit, Way};
use super::parts::{self, Part, TakeAway};
use super::prose::PAUSE;
use super::view::{Ask, Cursor, Focus};

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
    pub(super) fn begun(&mut self, purpose: &Purpose) -> Field {
        match self.take_unfinished(purpose) {
            Some(half) => Field::left(&half.text, half.typed),
            None => Field::new(&self.standing(purpose)),
        }
    }

    /// The text that is recorded for a purpose. The reason that stands is there for another score as well: one goes on from it.
    pub(super) fn standing(&self, purpose: &Purpose) -> String {
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

    /// What is half typed, with what it is for.
    pub(super) fn half_typed(&self) -> Vec<HalfTyped> {
        self.view.half_typed(self.session())
    }

    /// Whether the key came so soon after another that nobody has read yet what that one brought.
    pub(super) fn comes_at_once(&self) -> bool {
        self.key_before.is_some_and(|(_, passed)| passed < PAUSE)
    }

    /// The same, after the same key: it may be one that was pressed twice, or repeats itself.
    pub(super) fn is_pressed_again(&self) -> bool {
        let last = self.last_key.map(|(key, _)| key.code);
        self.comes_at_once() && self.key_before.map(|(before, _)| before.code) == last
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
}

/// What was typed at a box became a note, as what the box asked about was done.
pub(super) const NOTED_AT_BOX: &str = "what you typed at the box is a note on the interview now";
/// Why Enter does not record a text that was half typed before, and came back with the key before.
pub(super) const AS_LEFT: &str =
    "this is half typed, as you left it: type on at its end, or press Enter again, and it is recorded";
/// Why no text is kept any more.
pub(super) const SUBMITTED: &str = "the scorecard is submitted: `hotseat amend --note` adds a note to it";
