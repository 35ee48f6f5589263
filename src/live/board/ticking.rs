//! Two letters that tick came as fast as a word: they are a note then, and one key makes ticks of them after all.

use super::super::verbs;
use super::interview::Board;
use super::keys::FACE;
use super::parts::{self, Mark};
use super::view::Focus;
use crate::core::quotes::quoted;
use crate::page::layout;

/// So many letters are as likely ticks as a word.
const FEW: usize = 2;

/// How much of what a letter stands for is said.
const SAID: usize = 60;

impl Board<'_> {
    /// Whether a text is of two letters that each tick something else at this question.
    pub(super) fn all_tick(&self, text: &str) -> bool {
        let is_once = |letter: char| text.chars().filter(|other| other.eq_ignore_ascii_case(&letter)).count() == 1;
        text.chars().count() == FEW && text.chars().all(|letter| self.has_mark(letter) && is_once(letter))
    }

    /// The letters that may have been meant as ticks, as long as they are all of the note.
    pub(super) fn meant_ticks(&self) -> Option<&str> {
        self.fast_ticks.as_deref().filter(|ticks| self.is_typing() && self.view.note.text() == **ticks)
    }

    /// What letters tick, each with its text.
    pub(super) fn texts_of(&self, letters: &str) -> String {
        let one = |letter: char| {
            let asking = self.session().state().current()?;
            let text = match self.mark_of(letter)? {
                Mark::Signal(signal) => asking.signal_text(signal)?,
                Mark::FollowUp(number) => asking.question().follow_ups.get(usize::from(number))?,
            };
            Some(format!("{letter}, {}", quoted(&layout::cut(text, SAID))))
        };
        letters.chars().filter_map(one).collect::<Vec<_>>().join("; ")
    }

    fn mark_of(&self, letter: char) -> Option<Mark> {
        let marks = parts::marks(self.session().state().current()?);
        let position = (0..marks.len()).find(|at| parts::letter(*at) == Some(letter.to_ascii_lowercase()))?;
        marks.get(position).copied()
    }

    /// Makes ticks of the letters, and nothing of the note; says whether there were such letters.
    pub(super) fn tick_after_all(&mut self) -> bool {
        let Some(letters) = self.meant_ticks().map(str::to_owned) else { return false };
        self.fast_ticks = None;
        self.view.note.clear();
        if let Some(field) = self.view.behind.pop() {
            self.view.note = field;
        }
        self.focus(Focus::Rate);
        let mut said = Vec::new();
        for letter in letters.chars() {
            let Some(mark) = self.mark_of(letter) else { continue };
            let Some(slot) = self.session().state().current().map(|asking| asking.slot) else { continue };
            match mark {
                Mark::Signal(signal) => self.does(|keeper| verbs::observe(keeper, slot, signal, true)),
                Mark::FollowUp(number) => self.does(|keeper| verbs::follow_up(keeper, number, FACE)),
            }
            said.extend(self.view.said.take().map(|(_, text)| text));
        }
        self.say(format!("{}; Ctrl-X takes the last one back", said.join("; ")));
        self.keep_draft();
        true
    }
}

/// Letters by name: "a and b".
pub(super) fn letters_of(letters: &str) -> String {
    let letters: Vec<String> = letters.chars().map(String::from).collect();
    match letters.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        Some(_) | None => letters.concat(),
    }
}
