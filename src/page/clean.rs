//! Makes text from files, flags and prompts harmless to a terminal: nothing in it can move the cursor or turn the direction of writing.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Write};

use crate::core::people::{steering, steers};

/// Text in which nothing steers a terminal: the only sort that a page holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Clean(String);

impl Clean {
    /// Several lines; see [`block()`].
    pub(crate) fn block(text: &str) -> Self {
        Self(block(text).into_owned())
    }

    /// Several lines that are said: what is longer than anybody reads, such as a page that was pasted for a name and is repeated, keeps
    /// its beginning and its end.
    pub(crate) fn said(text: &str) -> Self {
        Self(bounded(&block(text)).into_owned())
    }

    /// The text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Cleans a line; see [`line()`].
impl From<&str> for Clean {
    fn from(text: &str) -> Self {
        Self(line(text).into_owned())
    }
}

/// Cleans a line; see [`line()`].
impl From<&String> for Clean {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

/// Cleans a line; see [`line()`].
impl From<String> for Clean {
    fn from(text: String) -> Self {
        match line(&text) {
            Cow::Borrowed(_) => Self(text),
            Cow::Owned(cleaned) => Self(cleaned),
        }
    }
}

/// What is written out: the ends of lines stay as they are, the rest as in [`block()`].
pub(crate) fn output(text: &str) -> Cow<'_, str> {
    let is_end = |(at, character): (usize, char)| character == '\r' && text[at..].starts_with("\r\n");
    if steering(text).all(is_end) {
        return Cow::Borrowed(text);
    }
    let bare = text.replace("\r\n", "\n");
    let ends = if bare.len() == text.len() { "\n" } else { "\r\n" };
    Cow::Owned(block(&bare).replace('\n', ends))
}

/// One line: every character that steers a terminal becomes a visible sign, line breaks and tabs a blank.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    if !text.contains('\n') && steering(text).next().is_none() {
        return Cow::Borrowed(text);
    }
    let harmless = |character: char| match character {
        '\n' | '\t' | '\r' => ' ',
        other if steers(other) => '\u{FFFD}',
        other => other,
    };
    Cow::Owned(text.chars().map(harmless).collect())
}

/// Several lines: line breaks stay, tabs become four blanks, the rest as in [`line()`].
pub(crate) fn block(text: &str) -> Cow<'_, str> {
    if steering(text).next().is_none() {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n").replace('\t', "    ");
    let harmless = |character: char| if steers(character) && character != '\n' { '\u{FFFD}' } else { character };
    Cow::Owned(text.chars().map(harmless).collect())
}

/// So much of what is said stays, in characters: more than the program has to say by itself, lists included.
const BEGINNING: usize = 1500;
const END: usize = 200;

fn bounded(text: &str) -> Cow<'_, str> {
    let length = text.chars().count();
    if length <= BEGINNING + END {
        return Cow::Borrowed(text);
    }
    let beginning: String = text.chars().take(BEGINNING).collect();
    let end: String = text.chars().skip(length - END).collect();
    Cow::Owned(format!("{} … {}", beginning.trim_end(), end.trim_start()))
}

/// Where JSON goes on its way out: what steers a terminal can only stand within strings, where it becomes an escape that reads back as
/// the same character.
pub(super) struct CleanJson<W>(pub(super) W);

impl<W: Write> Write for CleanJson<W> {
    /// Takes whole characters, as a text is written.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = std::str::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        let mut from = 0;
        for (at, character) in steering(text) {
            self.0.write_all(&bytes[from..at])?;
            // All of them lie in the basic plane.
            write!(self.0, "\\u{:04x}", u32::from(character))?;
            from = at + character.len_utf8();
        }
        self.0.write_all(&bytes[from..])?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_is_left() {
        assert_eq!(line("a\u{1b}[31mb\nc"), "a\u{FFFD}[31mb c");
        assert_eq!(block("a\tb\r\nc\u{202e}d"), "a    b\nc\u{FFFD}d");
        assert_eq!(line("अनिता 李 é"), "अनिता 李 é");
        assert_eq!(line("\u{9b}31m"), "\u{FFFD}31m");
        assert_eq!(output("a,b\r\né\u{9b},\u{1b}[2J\r\n"), "a,b\r\né\u{FFFD},\u{FFFD}[2J\r\n");
        assert_eq!(output("a\rb\n"), "a\u{FFFD}b\n");
        assert!(matches!(output("a,b\r\né\r\n"), Cow::Borrowed(_)));
        let long = Clean::said(&format!("there is no `{}\u{1b}` here", "x".repeat(100_000)));
        assert_eq!(long.as_str().chars().count(), 1500 + 3 + 200);
        assert!(long.as_str().starts_with("there is no `xx") && long.as_str().ends_with("xx\u{FFFD}` here"));
        let mut json = CleanJson(Vec::new());
        json.write_all("{\n\"a\": \"é\u{202e}y\u{7f}\"}".as_bytes()).expect("memory takes it");
        assert_eq!(String::from_utf8_lossy(&json.0), "{\n\"a\": \"é\\u202ey\\u007f\"}");
    }
}
