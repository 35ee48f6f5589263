//! A line of text that is being typed: one line of what texts on the board are, with the same keys. What is offered is replaced by the
//! first letter, unless a key for editing came before.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::live::board::field::Field;
use crate::live::board::keys::Edit;

/// A line of text and the place in it where letters go.
#[derive(Debug, Clone, Default)]
pub(super) struct TypedLine {
    field: Field,
    offered: bool,
}

impl TypedLine {
    /// With what is offered.
    pub(super) fn offering(text: &str) -> Self {
        let text = in_a_line(text);
        Self { offered: !text.is_empty(), field: Field::new(&text) }
    }

    /// What it holds.
    pub(super) fn text(&self) -> String {
        self.field.text()
    }

    /// What a person sees as one sign each, and before which of them the cursor stands.
    pub(super) fn signs(&self) -> (Vec<String>, usize) {
        let (before, under, behind) = self.parts();
        let at = before.graphemes(true).count();
        let signs = [before, under, behind].concat();
        (signs.graphemes(true).map(str::to_owned).collect(), at)
    }

    /// What stands before the cursor, at it, and behind it.
    pub(super) fn parts(&self) -> (String, String, String) {
        let (before, rest) = self.field.parts();
        let (under, behind) = rest.split_at(rest.graphemes(true).next().map_or(0, str::len));
        (before.to_owned(), under.to_owned(), behind.to_owned())
    }

    /// Whether it is offered and nobody has touched it.
    pub(super) fn is_offered(&self) -> bool {
        self.offered
    }

    pub(super) fn is_empty(&self) -> bool {
        self.field.is_empty()
    }

    /// Puts text in; line breaks and tabs are blanks.
    pub(super) fn insert(&mut self, text: &str) {
        if std::mem::take(&mut self.offered) {
            self.field.edit(Edit::Empty);
        }
        self.field.insert(&in_a_line(text));
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Changes it or moves its cursor. It has one line: what breaks lines or goes to another does nothing.
    pub(super) fn edit(&mut self, edit: Edit) {
        self.offered = false;
        match edit {
            Edit::Break | Edit::Up | Edit::Down => {}
            Edit::Backspace
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
            | Edit::End => self.field.edit(edit),
        }
    }
}

/// A text without what breaks lines or steers a terminal.
fn in_a_line(text: &str) -> String {
    text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect()
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
        assert_eq!(edited(text, &[Home, WordRight, WordRight]), "read my  |notes");
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
