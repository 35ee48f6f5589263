//! Two letters that tick came as fast as a word: they are a note then, and one key makes ticks of them after all.

use super::super::{verbs, words};
use super::interview::Board;
use super::keys::FACE;
use super::parts::{self, Mark};
use super::view::Focus;
use crate::core::counted::listed;
use crate::core::ids::DimensionId;
use crate::core::quotes::quoted;
use crate::core::scale::Rating;
use crate::core::session::Assess;
use crate::page::layout;

/// So many letters may be a word.
const FEW: usize = 2;

/// How much is said of what letters stand for, shared among them; and how much of each at least.
const SAID: (usize, usize) = (120, 12);

impl Board<'_> {
    /// Whether a text is of letters that each tick something else at this question.
    pub(super) fn all_tick(&self, text: &str) -> bool {
        let is_once = |letter: char| text.chars().filter(|other| other.eq_ignore_ascii_case(&letter)).count() == 1;
        text.chars().count() >= FEW && text.chars().all(|letter| self.has_mark(letter) && is_once(letter))
    }

    /// The letters that may have been meant as ticks, and the digits after them as ratings, as long as they are all of the note.
    pub(super) fn meant_ticks(&self) -> Option<String> {
        self.fast_ticks.filter(|_| self.is_typing())?;
        let note = self.view.note.text();
        let (letters, digits) = apart(&note);
        let most = self.open_dimensions().len();
        let are_ratings = digits.chars().all(|digit| rating_of(digit).is_some()) && digits.chars().count() <= most;
        (are_ratings && self.all_tick(letters)).then_some(note)
    }

    /// Forgets the letters once the note is another text, is kept, or is left.
    pub(super) fn forget_ticks(&mut self) {
        if self.fast_ticks.is_some() && self.meant_ticks().is_none() {
            self.fast_ticks = None;
        }
    }

    /// The dimensions that digits would rate, one after the other.
    fn open_dimensions(&self) -> Vec<DimensionId> {
        let Some(asking) = self.session().state().current() else { return Vec::new() };
        let dimensions = parts::dimensions(asking);
        let first = dimensions.iter().position(|id| !asking.ratings.contains_key(*id)).unwrap_or(0);
        dimensions.into_iter().skip(first).cloned().collect()
    }

    /// What letters tick, each with its text; and what digits after them rate.
    pub(super) fn texts_of(&self, keys: &str) -> String {
        let (letters, digits) = apart(keys);
        let dimensions = self.open_dimensions();
        let rubric = &self.session().plan().rubric;
        let rated = digits.chars().zip(&dimensions).map(|(digit, id)| format!("{digit}, {}", rubric.title_of(id)));
        let (most, least) = SAID;
        let most = if digits.is_empty() { most } else { most / 2 };
        let most = least.max(most / letters.chars().count().max(1));
        let one = |letter: char| {
            let asking = self.session().state().current()?;
            let text = match self.mark_of(letter)? {
                Mark::Signal(signal) => asking.signal_text(signal)?,
                Mark::FollowUp(number) => asking.question().follow_ups.get(usize::from(number))?,
            };
            Some(format!("{letter}, {}", quoted(&layout::cut(text, most))))
        };
        letters.chars().filter_map(one).chain(rated).collect::<Vec<_>>().join("; ")
    }

    /// Whether it is ticked.
    fn stands(&self, mark: Mark) -> bool {
        self.session().state().current().is_some_and(|asking| match mark {
            Mark::Signal(signal) => asking.signals.contains_key(&signal),
            Mark::FollowUp(number) => asking.follow_ups.contains(&number),
        })
    }

    fn mark_of(&self, letter: char) -> Option<Mark> {
        let marks = parts::marks(self.session().state().current()?);
        let position = (0..marks.len()).find(|at| parts::letter(*at) == Some(letter.to_ascii_lowercase()))?;
        marks.get(position).copied()
    }

    /// Makes ticks of the letters and ratings of the digits, and nothing of the note; says whether there were such letters.
    pub(super) fn tick_after_all(&mut self) -> bool {
        let Some(keys) = self.meant_ticks() else { return false };
        let (letters, digits) = apart(&keys);
        self.view.note.clear();
        if self.fast_ticks.take().is_some_and(|ticks| ticks.has_put_behind) {
            self.take_note_from_behind();
        }
        self.focus(Focus::Rate);
        let mut said = Vec::new();
        for letter in letters.chars() {
            let Some(mark) = self.mark_of(letter) else { continue };
            let Some(slot) = self.session().state().current().map(|asking| asking.slot) else { continue };
            if self.stands(mark) {
                said.push(format!("{letter} is ticked already"));
                continue;
            }
            match mark {
                Mark::Signal(signal) => self.does(|keeper| verbs::observe(keeper, slot, signal, true)),
                Mark::FollowUp(number) => self.does(|keeper| verbs::follow_up(keeper, number, FACE)),
            }
            said.extend(self.view.said.take().map(|(_, text)| text));
        }
        let slot = self.session().state().current().map(|asking| asking.slot);
        for (digit, dimension) in digits.chars().zip(self.open_dimensions()) {
            if self.accept(Assess::Rate(slot, dimension, rating_of(digit))) {
                self.view.eye.row += 1;
            }
            said.extend(self.view.said.take().map(|(_, text)| text.trim_start_matches(words::RECORDED).to_owned()));
        }
        let last = self.session().state().current().map_or(0, |asking| parts::dimensions(asking).len());
        self.view.eye.row = self.view.eye.row.min(last.saturating_sub(1));
        self.say(format!("{}; Ctrl-X takes the last one back", said.join("; ")));
        self.keep_draft();
        true
    }
}

/// Letters, and the digits that follow them.
fn apart(keys: &str) -> (&str, &str) {
    keys.split_at(keys.find(|key: char| key.is_ascii_digit()).unwrap_or(keys.len()))
}

/// The rating that a digit means.
fn rating_of(digit: char) -> Option<Rating> {
    digit.to_string().parse().ok()
}

/// Letters by name: "a and b".
pub(super) fn letters_of(letters: &str) -> String {
    let letters: Vec<String> = letters.chars().map(String::from).collect();
    listed(&letters.iter().map(String::as_str).collect::<Vec<_>>())
}
