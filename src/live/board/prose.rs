//! Text that is typed where keys act, or where nothing is written: it is noticed, what its keys recorded is taken back, and it becomes a note.

use crate::core::scale::Millis;

use super::view::Desk;

/// The longest time between two keys of a sentence.
pub(super) const PAUSE: Millis = Millis(700);

/// The longest time between two letters of a word that both tick something.
const WORD: Millis = Millis(250);

/// So many letters without a pause are a text, even where each of them ticks something.
const LETTERS: usize = 3;

/// Said of a short text that was put into the note before the key after it acted.
pub(super) const KEPT: &str = "what you typed before is in your note";
/// The same, at the desk.
pub(super) const KEPT_AT_DESK: &str = "what you typed before is half typed in the text of the page";

/// What becomes of a run of keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Became {
    /// Each key acts.
    #[default]
    Keys,
    /// A note that is being written.
    Note,
    /// The same, behind what has the keys: a box, or the checklist.
    Aside,
}

/// Printable keys that came one after the other without a pause.
#[derive(Debug, Default)]
pub(super) struct TypedRun {
    pub(super) text: String,
    pub(super) at: Millis,
    /// Whether the last key was a letter, however long ago.
    pub(super) after_letter: bool,
    /// How many recordings it made.
    pub(super) recorded: usize,
    /// Where the desk stood before it.
    pub(super) stood: Desk,
    /// What became of it.
    pub(super) became: Became,
    /// What its keys recorded, in words.
    pub(super) said: String,
    /// The digit that was pressed last, where it rated and the cursor went on to another line.
    pub(super) went_on_after: Option<char>,
    /// Whether that digit came again: then no digit is taken before a pause.
    pub(super) holds_digits: bool,
    /// Whether it holds two letters that are a word.
    pub(super) has_word: bool,
    /// The last character, where it ticks something.
    ticks: Option<char>,
}

impl TypedRun {
    /// Whether it became a note that is still being written.
    pub(super) fn is_note(&self) -> bool {
        matches!(self.became, Became::Note | Became::Aside)
    }

    /// Whether that note is behind what has the keys.
    pub(super) fn is_aside(&self) -> bool {
        self.became == Became::Aside
    }

    /// Takes a character, and whether letters act here, and whether this one does; after a pause a new run begins, but among letters
    /// where they do nothing. Says whether one goes on.
    pub(super) fn take(&mut self, character: char, now: Millis, (letters_act, acts): (bool, bool)) -> bool {
        // Letters that do nothing are a text, however slowly somebody types.
        let is_slow = self.after_letter && self.recorded == 0 && character.is_alphabetic() && !acts;
        let passed = now.since(self.at);
        let goes_on = !self.text.is_empty() && (is_slow || passed < PAUSE);
        if !goes_on {
            *self = Self::default();
        }
        // Where letters tick, two that follow each other are a word if one of them ticks nothing, or nobody chooses as fast as that.
        // The same letter twice is a key that was pressed twice.
        let is_another = !self.text.ends_with(|last: char| last.eq_ignore_ascii_case(&character));
        let is_word = is_another && passed < PAUSE && (!acts || self.ticks.is_none() || passed < WORD);
        self.has_word |= goes_on && letters_act && self.after_letter && character.is_alphabetic() && is_word;
        self.text.push(character);
        self.at = now;
        self.ticks = Some(character).filter(|_| acts);
        goes_on
    }

    /// Whether it is one digit and nothing else, which recorded something.
    pub(super) fn is_number(&self) -> bool {
        self.recorded > 0 && self.text.len() == 1 && self.text.chars().all(|character| character.is_ascii_digit())
    }

    /// Whether it reads like text: a word, three letters in a row, two before what comes after a word, or one that a blank parts from a number.
    pub(super) fn is_prose(&self) -> bool {
        if self.has_word {
            return true;
        }
        let mut letters = 0;
        let mut before = (' ', ' ');
        for character in self.text.chars() {
            if before.0.is_ascii_digit() && before.1 == ' ' && character.is_alphabetic() {
                return true;
            }
            before = (before.1, character);
            if character.is_alphabetic() {
                letters += 1;
                if letters >= LETTERS {
                    return true;
                }
            } else if letters >= 2 && matches!(character, ' ' | ',' | '.' | ';' | ':' | '\'') {
                return true;
            } else {
                letters = 0;
            }
        }
        false
    }

    /// Whether its last character follows a letter and is none, so that it belongs to a text.
    pub(super) fn goes_on(&self, letters_act: bool) -> bool {
        let mut before = self.text.chars().rev();
        let Some(last) = before.next().filter(|last| !last.is_alphabetic()) else { return false };
        if letters_act {
            // Ticks and ratings follow each other fast: a digit acts, and is taken back if it was in a text.
            matches!(last, ' ' | '?') && before.next().is_some_and(char::is_alphabetic)
        } else {
            before.any(char::is_alphabetic)
        }
    }
}
