//! A line of text that is being typed. What is offered is replaced by the first letter, unless a key for editing came before. The keys
//! for editing are those of every text on the board.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::live::board::keys::Edit;

/// A line of text and the place in it where letters go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct TypedLine {
    /// One element a sign that a person sees as one.
    signs: Vec<String>,
    at: usize,
    offered: bool,
    /// What it held before each change, and where the cursor stood.
    past: Vec<(Vec<String>, usize)>,
    /// The same of the changes that were taken back.
    undone: Vec<(Vec<String>, usize)>,
}

impl TypedLine {
    /// With what is offered.
    pub(super) fn offering(text: &str) -> Self {
        let signs = signs(text);
        Self { at: signs.len(), offered: !signs.is_empty(), signs, ..Self::default() }
    }

    /// What it holds.
    pub(super) fn text(&self) -> String {
        self.signs.concat()
    }

    /// Its signs, and before which of them the cursor stands.
    pub(super) fn signs(&self) -> (&[String], usize) {
        (&self.signs, self.at.min(self.signs.len()))
    }

    /// What stands before the cursor, at it, and behind it.
    pub(super) fn parts(&self) -> (String, String, String) {
        let (before, rest) = self.signs.split_at(self.at.min(self.signs.len()));
        let (under, behind) = rest.split_at(rest.len().min(1));
        (before.concat(), under.concat(), behind.concat())
    }

    /// Whether it is offered and nobody has touched it.
    pub(super) fn is_offered(&self) -> bool {
        self.offered
    }

    pub(super) fn is_empty(&self) -> bool {
        self.signs.is_empty()
    }

    /// Puts text in; line breaks and tabs are blanks.
    pub(super) fn insert(&mut self, text: &str) {
        self.remember();
        if std::mem::take(&mut self.offered) {
            self.signs.clear();
            self.at = 0;
        }
        let text: String = text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
        let (before, under, behind) = self.parts();
        let before = before + &text;
        self.at = signs(&before).len();
        self.signs = signs(&(before + &under + &behind));
        self.at = self.at.min(self.signs.len());
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    fn remember(&mut self) {
        self.past.push((self.signs.clone(), self.at));
        self.undone.clear();
    }

    /// Changes it or moves its cursor. It has one line: what breaks lines or goes to another does nothing.
    pub(super) fn edit(&mut self, edit: Edit) {
        self.offered = false;
        match edit {
            Edit::Break | Edit::Up | Edit::Down => {}
            Edit::Backspace => self.remove(self.at.saturating_sub(1), self.at),
            Edit::Delete => self.remove(self.at, self.at + 1),
            Edit::WordBefore => self.remove(self.word_before(), self.at),
            Edit::WordAfter => self.remove(self.at, self.word_after()),
            Edit::Empty => self.remove(0, self.signs.len()),
            Edit::ToEnd => self.remove(self.at, self.signs.len()),
            Edit::Undo => {
                if let Some(before) = self.past.pop() {
                    self.undone.push((std::mem::replace(&mut self.signs, before.0), self.at));
                    self.at = before.1;
                }
            }
            Edit::Redo => {
                if let Some(after) = self.undone.pop() {
                    self.past.push((std::mem::replace(&mut self.signs, after.0), self.at));
                    self.at = after.1;
                }
            }
            Edit::Left => self.at = self.at.saturating_sub(1),
            Edit::Right => self.at = (self.at + 1).min(self.signs.len()),
            Edit::WordLeft => self.at = self.word_before(),
            Edit::WordRight => self.at = self.word_after(),
            Edit::Home => self.at = 0,
            Edit::End => self.at = self.signs.len(),
        }
    }

    /// Takes signs away; the cursor stands where they were.
    fn remove(&mut self, from: usize, to: usize) {
        let to = to.min(self.signs.len());
        if from < to {
            self.remember();
            self.signs.drain(from..to);
            self.at = from;
        }
    }

    /// Where the word before the cursor begins.
    fn word_before(&self) -> usize {
        let before = self.signs.iter().take(self.at).enumerate().rev();
        let mut word = before.skip_while(|(_, sign)| sign.trim().is_empty());
        word.find(|(_, sign)| sign.trim().is_empty()).map_or(0, |(gap, _)| gap + 1)
    }

    /// Where the word after the cursor ends.
    fn word_after(&self) -> usize {
        let after = self.signs.iter().enumerate().skip(self.at);
        let mut word = after.skip_while(|(_, sign)| sign.trim().is_empty());
        word.find(|(_, sign)| sign.trim().is_empty()).map_or(self.signs.len(), |(gap, _)| gap)
    }
}

fn signs(text: &str) -> Vec<String> {
    text.graphemes(true).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_offered_goes_with_the_first_letter_and_stays_for_editing() {
        let mut field = TypedLine::offering("Ann Lee");
        field.insert("B");
        field.insert("o");
        assert_eq!(field.text(), "Bo");
        let mut field = TypedLine::offering("Ann Lee");
        field.edit(Edit::Left);
        field.insert("e");
        field.edit(Edit::Home);
        field.edit(Edit::Delete);
        assert_eq!(field.parts(), (String::new(), "n".into(), "n Leee".into()));
    }

    #[test]
    fn a_letter_with_its_marks_is_one_sign() {
        let mut field = TypedLine::default();
        for part in ["श", "\u{93f}", "x\ny"] {
            field.insert(part);
        }
        assert_eq!(field.text(), "शिx y");
        field.edit(Edit::Home);
        field.edit(Edit::Delete);
        assert_eq!(field.text(), "x y");
    }

    /// The text after these changes, with a bar where the cursor stands.
    fn edited(text: &str, edits: &[Edit]) -> String {
        let mut field = TypedLine::default();
        field.insert(text);
        for edit in edits {
            field.edit(*edit);
        }
        let (before, under, behind) = field.parts();
        format!("{before}|{under}{behind}")
    }

    #[test]
    fn the_keys_for_editing_are_those_of_every_text() {
        use Edit::{
            Backspace, Break, Empty, End, Home, Left, Redo, Right, ToEnd, Undo, WordAfter, WordBefore, WordLeft,
            WordRight,
        };
        let text = "read my  notes";
        assert_eq!(edited(text, &[WordLeft, WordLeft]), "read |my  notes");
        assert_eq!(edited(text, &[Home, WordRight, WordRight]), "read my|  notes");
        assert_eq!(edited(text, &[WordBefore]), "read my  |");
        assert_eq!(edited(text, &[WordBefore, WordBefore]), "read |");
        assert_eq!(edited(text, &[Home, Right, Right, WordAfter]), "re| my  notes");
        assert_eq!(edited(text, &[WordLeft, ToEnd]), "read my  |");
        assert_eq!(edited(text, &[Empty]), "|");
        assert_eq!(edited(text, &[Empty, Undo]), "read my  notes|");
        assert_eq!(edited(text, &[Backspace, Left, Backspace, Undo, Undo]), "read my  notes|");
        assert_eq!(edited(text, &[WordBefore, WordBefore, Undo, Undo, Redo]), "read my  |");
        assert_eq!(
            edited(text, &[Home, WordBefore, End, WordAfter, Redo, Break]),
            "read my  notes|",
            "nothing is there"
        );
    }
}
