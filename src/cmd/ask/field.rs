//! A line of text that is being typed. What is offered is replaced by the first letter, unless a key for editing came before.

use unicode_segmentation::UnicodeSegmentation as _;

/// A line of text and the place in it where letters go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct TypedLine {
    /// One element a sign that a person sees as one.
    signs: Vec<String>,
    at: usize,
    offered: bool,
}

impl TypedLine {
    /// With what is offered.
    pub(super) fn offering(text: &str) -> Self {
        let signs = signs(text);
        Self { at: signs.len(), offered: !signs.is_empty(), signs }
    }

    /// What it holds.
    pub(super) fn text(&self) -> String {
        self.signs.concat()
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
        if self.offered {
            self.clear();
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

    /// Takes the sign before the cursor away.
    pub(super) fn backspace(&mut self) {
        self.offered = false;
        if self.at > 0 {
            self.at -= 1;
            self.signs.remove(self.at);
        }
    }

    /// Takes the sign at the cursor away.
    pub(super) fn delete(&mut self) {
        self.offered = false;
        if self.at < self.signs.len() {
            self.signs.remove(self.at);
        }
    }

    pub(super) fn left(&mut self) {
        self.offered = false;
        self.at = self.at.saturating_sub(1);
    }

    pub(super) fn right(&mut self) {
        self.offered = false;
        self.at = (self.at + 1).min(self.signs.len());
    }

    pub(super) fn home(&mut self) {
        self.offered = false;
        self.at = 0;
    }

    pub(super) fn end(&mut self) {
        self.offered = false;
        self.at = self.signs.len();
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
        field.left();
        field.insert("e");
        field.home();
        field.delete();
        assert_eq!(field.parts(), (String::new(), "n".into(), "n Leee".into()));
    }

    #[test]
    fn a_letter_with_its_marks_is_one_sign() {
        let mut field = TypedLine::default();
        for part in ["श", "\u{93f}", "x\ny"] {
            field.insert(part);
        }
        assert_eq!(field.text(), "शिx y");
        field.home();
        field.delete();
        assert_eq!(field.text(), "x y");
    }
}
