//! A text being written: what is typed and pasted goes in, cleaned of what steers a terminal.

use ratatui_textarea::{CursorMove, TextArea, WrapMode};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::core::scale::Millis;
use crate::page::clean;

use super::keys::Edit;

/// A text being written, with its own undo.
#[derive(Debug, Clone)]
pub struct Field {
    area: TextArea<'static>,
    /// Whether it holds what was left half typed, and no key has touched it since.
    as_left: bool,
    /// Whether it came back by itself, so that who types on may take it for empty.
    by_itself: bool,
    /// When the typing of what stands in it began; none where nothing was typed.
    typed: Option<Millis>,
}

/// The longest text that is taken: what is more was pasted by mistake.
pub(crate) const LONGEST: usize = 20_000;

impl Default for Field {
    fn default() -> Self {
        Self::new("")
    }
}

impl Field {
    /// A field that holds a text already, the cursor at its end.
    pub(crate) fn new(text: &str) -> Self {
        let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        area.set_wrap_mode(WrapMode::WordOrGlyph);
        area.set_cursor_line_style(ratatui::style::Style::new());
        area.set_max_histories(200);
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area, as_left: false, by_itself: false, typed: None }
    }

    /// One that was left half typed and is back, and when its typing began.
    pub(crate) fn left(text: &str, typed: Option<Millis>) -> Self {
        Self { as_left: !text.trim().is_empty(), typed, ..Self::new(text) }
    }

    /// One that is back by itself, once another text was kept in its place.
    pub(crate) fn back(text: &str, typed: Option<Millis>) -> Self {
        Self { by_itself: true, ..Self::left(text, typed) }
    }

    /// One whose text was typed a moment ago, for this: it is no older one that Enter might record by mistake.
    pub(crate) fn touch(&mut self) {
        self.as_left = false;
    }

    /// When the typing of what stands in it began, where that is known.
    pub(crate) fn typed(&self) -> Option<Millis> {
        self.typed
    }

    /// Something is typed: where nothing stands, the text begins now.
    fn begins(&mut self, now: Millis) {
        if self.is_blank() {
            self.typed = Some(now);
        }
    }

    /// Whether it holds what was left half typed, as it was left.
    pub(crate) fn is_as_left(&self) -> bool {
        self.as_left
    }

    /// What stands in it.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Whether nothing stands in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.area.is_empty()
    }

    /// Whether nothing but white space stands in it.
    pub(crate) fn is_blank(&self) -> bool {
        self.area.lines().iter().all(|line| line.trim().is_empty())
    }

    /// Empties it.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Where its cursor stands: line and column.
    pub(crate) fn cursor(&self) -> (usize, usize) {
        let cursor = self.area.cursor();
        (cursor.0, cursor.1)
    }

    /// The widget that draws it.
    pub(crate) fn area(&self) -> &TextArea<'static> {
        &self.area
    }

    /// Writes a character. In a text that came back by itself, a word begins a line of its own: whoever types without looking takes the
    /// text for empty. A blank or what stands behind a word goes on with it; and where one comes back to a text, all does.
    pub(crate) fn write(&mut self, character: char, now: Millis) {
        self.begins(now);
        if std::mem::take(&mut self.as_left) && self.by_itself && character.is_alphanumeric() {
            self.begin_line();
        }
        if !crate::core::people::steers(character) {
            self.area.insert_char(character);
        }
    }

    /// Writes a pasted text, cleaned of what steers a terminal; tabs stay. Says whether all of it had room.
    pub(crate) fn paste(&mut self, text: &str, now: Millis) -> bool {
        self.begins(now);
        if std::mem::take(&mut self.as_left) {
            self.begin_line();
        }
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let cleaned: Vec<String> = text.split('\t').map(|piece| clean::block(piece).replace('\u{FFFD}', "")).collect();
        let text = cleaned.join("\t");
        let room = LONGEST.saturating_sub(self.text().chars().count());
        let fits = text.chars().count() <= room;
        self.area.insert_str(text.chars().take(room).collect::<String>());
        fits
    }

    /// Parts a pasted text from the one at whose end it comes: lines begin below it, and words do not run together.
    pub(crate) fn begin_pasted(&mut self, text: &str) {
        let (line, column) = self.cursor();
        let here = self.area.lines().get(line).map_or("", String::as_str);
        let is_at_end = here.chars().count() <= column;
        if self.as_left || !is_at_end || here.trim().is_empty() {
            return;
        }
        let is_word = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
        if text.trim_end().contains(['\n', '\r']) {
            self.area.insert_newline();
        } else if is_word(here.chars().next_back()) && is_word(text.chars().next()) {
            self.area.insert_char(' ');
        }
    }

    /// A new line at the end, where something stands there already.
    pub(crate) fn begin_line(&mut self) {
        self.area.move_cursor(CursorMove::Bottom);
        self.area.move_cursor(CursorMove::End);
        if self.area.lines().last().is_some_and(|line| !line.is_empty()) {
            self.area.insert_newline();
        }
    }

    /// Of how many characters the signs beside the cursor are, before it and after it: a letter with its marks is one sign. The end of a
    /// line is one character.
    fn beside(&self) -> (usize, usize) {
        let (before, after) = self.parts();
        let length = |sign: Option<&str>| sign.map_or(1, |sign| sign.chars().count());
        (length(before.graphemes(true).next_back()), length(after.graphemes(true).next()))
    }

    /// What stands before its cursor in the line, and behind it.
    pub(crate) fn parts(&self) -> (&str, &str) {
        let (line, column) = self.cursor();
        let here = self.area.lines().get(line).map_or("", String::as_str);
        here.split_at(here.char_indices().nth(column).map_or(here.len(), |(at, _)| at))
    }

    /// Puts a text in where the cursor stands, as it is.
    pub(crate) fn insert(&mut self, text: &str) {
        let room = LONGEST.saturating_sub(self.text().chars().count());
        self.area.insert_str(text.chars().take(room).collect::<String>());
    }

    /// Changes it or moves its cursor, by signs as a person sees them.
    pub(crate) fn edit(&mut self, edit: Edit) {
        self.as_left = false;
        let (before, after) = self.beside();
        let area = &mut self.area;
        match edit {
            Edit::Break => area.insert_newline(),
            Edit::Backspace if before == 1 => {
                area.delete_char();
            }
            Edit::Backspace => {
                (0..before).for_each(|_| area.move_cursor(CursorMove::Back));
                area.delete_str(before);
            }
            Edit::Delete => {
                area.delete_str(after);
            }
            Edit::WordBefore => {
                area.delete_word();
            }
            Edit::WordAfter => {
                area.delete_next_word();
            }
            Edit::Empty => {
                area.select_all();
                area.cut();
            }
            Edit::ToEnd => {
                area.delete_line_by_end();
            }
            Edit::Undo => {
                area.undo();
            }
            Edit::Redo => {
                area.redo();
            }
            Edit::Left => (0..before).for_each(|_| area.move_cursor(CursorMove::Back)),
            Edit::Right => (0..after).for_each(|_| area.move_cursor(CursorMove::Forward)),
            Edit::Up => area.move_cursor(CursorMove::Up),
            Edit::Down => area.move_cursor(CursorMove::Down),
            Edit::WordLeft => area.move_cursor(CursorMove::WordBack),
            Edit::WordRight => area.move_cursor(CursorMove::WordForward),
            Edit::Home => area.move_cursor(CursorMove::Head),
            Edit::End => area.move_cursor(CursorMove::End),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_with_its_marks_is_one_sign() {
        // A letter with a vowel sign, a flag of two letters, and a letter with an accent of its own.
        for sign in ["श\u{93f}", "\u{1f1e8}\u{1f1ed}", "e\u{301}"] {
            let mut field = Field::new(&format!("x{sign}y"));
            field.edit(Edit::Left);
            field.edit(Edit::Backspace);
            assert_eq!(field.text(), "xy", "before the cursor");
            field.edit(Edit::Undo);
            field.edit(Edit::Home);
            field.edit(Edit::Right);
            field.edit(Edit::Right);
            assert_eq!(field.parts(), (format!("x{sign}").as_str(), "y"));
            field.edit(Edit::Left);
            field.edit(Edit::Delete);
            assert_eq!(field.text(), "xy", "behind the cursor");
        }
        // The end of a line is one as well.
        let mut field = Field::new("one\ntwo");
        field.edit(Edit::Home);
        field.edit(Edit::Left);
        assert_eq!(field.parts(), ("one", ""));
        field.edit(Edit::Delete);
        assert_eq!(field.text(), "onetwo");
    }
}
