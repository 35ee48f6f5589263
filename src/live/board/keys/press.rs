//! What is pressed: a key with its name for people, and whether an event is it.

use std::fmt;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// What is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// A printable key.
    Char(char),
    /// With Ctrl; the letter in lower case.
    Ctrl(char),
    /// With Alt.
    Alt(KeyCode),
    /// With Ctrl, a key without a letter.
    CtrlCode(KeyCode),
    /// A key without a letter.
    Code(KeyCode),
    /// 1 to 5.
    Digit,
    /// 1 to 9.
    Number,
    /// A letter, large or small.
    Letter,
}

/// The one key of help.
pub(crate) const HELP: Press = Press::Ctrl('o');
/// The only key that does what a box asks about.
pub const YES: Press = Press::Ctrl('y');

/// Takes back what was recorded last.
pub(crate) const UNDO: Press = Press::Ctrl('x');

impl Press {
    pub(crate) fn is(self, key: &KeyEvent) -> bool {
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        match self {
            Self::Char(character) => printable(key) == Some(character),
            Self::Ctrl(character) => {
                ctrl && !alt && matches!(key.code, KeyCode::Char(c) if c.to_ascii_lowercase() == character)
            }
            Self::Alt(KeyCode::Char(character)) => {
                alt && !ctrl && matches!(key.code, KeyCode::Char(c) if c.to_ascii_lowercase() == character)
            }
            Self::Alt(code) => alt && !ctrl && key.code == code,
            Self::CtrlCode(code) => ctrl && !alt && key.code == code,
            Self::Code(code) => !ctrl && !alt && key.code == code && !matches!(code, KeyCode::Char(_)),
            Self::Digit => matches!(printable(key), Some('1'..='5')),
            Self::Number => matches!(printable(key), Some('1'..='9')),
            Self::Letter => matches!(printable(key), Some('a'..='z' | 'A'..='Z')),
        }
    }

    /// Whether text can hold it: it is printable, or breaks a line, or moves to the next column.
    pub fn is_text(self) -> bool {
        match self {
            Self::Char(_) | Self::Digit | Self::Number | Self::Letter | Self::Ctrl('j') => true,
            Self::Code(code) => matches!(code, KeyCode::Enter | KeyCode::Tab),
            Self::Ctrl(_) | Self::Alt(_) | Self::CtrlCode(_) => false,
        }
    }

    /// Its name where there is little room: `^N` for Ctrl-N.
    pub(crate) fn short(self) -> String {
        match self {
            Self::Ctrl('7') => "^/".into(),
            Self::Ctrl(character) => format!("^{}", character.to_ascii_uppercase()),
            Self::Char(_)
            | Self::Alt(_)
            | Self::CtrlCode(_)
            | Self::Code(_)
            | Self::Digit
            | Self::Number
            | Self::Letter => self.to_string(),
        }
    }
}

/// What a key adds to a text: a character, a line break or a tab; none where text can't hold it.
#[expect(clippy::wildcard_enum_match_arm, reason = "few of all keys that there are write")]
pub(crate) fn text_of(key: &KeyEvent) -> Option<char> {
    let plain = key.modifiers.difference(KeyModifiers::SHIFT).is_empty();
    match key.code {
        KeyCode::Enter if plain => Some('\n'),
        KeyCode::Tab if plain => Some('\t'),
        // Where a pasted line ends in a line feed, that is what the terminal sends.
        KeyCode::Char('j') if key.modifiers == KeyModifiers::CONTROL => Some('\n'),
        _ => printable(key),
    }
}

/// The character that a key writes, if it writes one. Ctrl and Alt together are how some keyboards write `@` and `{`.
pub(crate) fn printable(key: &KeyEvent) -> Option<char> {
    let KeyCode::Char(character) = key.code else { return None };
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    (ctrl == alt).then_some(character)
}

impl fmt::Display for Press {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Char(' ') => f.write_str("Space"),
            Self::Char(character) => write!(f, "{character}"),
            Self::Ctrl('7') => f.write_str("Ctrl-/"),
            Self::Ctrl(character) => write!(f, "Ctrl-{}", character.to_ascii_uppercase()),
            Self::Alt(KeyCode::Char(character)) => write!(f, "Alt-{}", character.to_ascii_uppercase()),
            Self::Alt(code) => write!(f, "Alt-{}", name(*code)),
            Self::CtrlCode(code) => write!(f, "Ctrl-{}", name(*code)),
            Self::Code(KeyCode::F(number)) => write!(f, "F{number}"),
            Self::Code(code) => f.write_str(name(*code)),
            Self::Digit => f.write_str("1-5"),
            Self::Number => f.write_str("1-9"),
            Self::Letter => f.write_str("a-z"),
        }
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the table has few of all keys that there are")]
fn name(code: KeyCode) -> &'static str {
    match code {
        KeyCode::Enter => "Enter",
        KeyCode::Tab => "Tab",
        KeyCode::BackTab => "Shift-Tab",
        KeyCode::Esc => "Esc",
        KeyCode::Up => "Up",
        KeyCode::Down => "Down",
        KeyCode::Left => "Left",
        KeyCode::Right => "Right",
        KeyCode::PageUp => "PgUp",
        KeyCode::PageDown => "PgDn",
        KeyCode::Home => "Home",
        KeyCode::End => "End",
        KeyCode::Backspace => "Backspace",
        KeyCode::Delete => "Del",
        _ => "?",
    }
}
