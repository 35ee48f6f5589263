//! A person's name as a value: what is one, and when two are the same.

use unicode_normalization::UnicodeNormalization;

use super::super::nearness::comparable;

/// The longest name, in characters.
const LONGEST: usize = 200;

/// A person's name: cleaned of what could disturb a screen, and not empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name(String);

/// Why a text is not a person's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotAPerson {
    /// Nothing is left of it.
    #[error("a name needs at least one letter or digit")]
    Empty,
    /// It is too long.
    #[error("a name has at most {LONGEST} characters; this has {0}")]
    Long(usize),
    /// It has characters that steer a terminal or turn the direction of writing.
    #[error("a name can't hold control characters or marks that turn the direction of writing")]
    Control,
}

impl Name {
    /// Parses a name: composed (NFC), runs of white space made one.
    ///
    /// # Errors
    /// When it is empty, too long, or holds characters that steer a terminal.
    pub(crate) fn new(text: &str) -> Result<Self, NotAPerson> {
        if is_simple(text) && text.len() <= LONGEST && text.bytes().any(|letter| letter.is_ascii_alphanumeric()) {
            return Ok(Self(text.to_owned()));
        }
        let text: String = text.nfc().collect();
        if text.chars().any(steers) {
            return Err(NotAPerson::Control);
        }
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let length = text.chars().count();
        if length > LONGEST {
            return Err(NotAPerson::Long(length));
        }
        if !text.chars().any(char::is_alphanumeric) {
            return Err(NotAPerson::Empty);
        }
        Ok(Self(text))
    }

    /// The name.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Control characters, and the marks that override the direction of writing.
pub(crate) fn steers(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{061C}' | '\u{FEFF}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character that steers may begin with that byte in UTF-8, line breaks aside.
fn may_steer(byte: u8) -> bool {
    (byte < b' ' && byte != b'\n') | matches!(byte, 0x7F | 0xC2 | 0xD8 | 0xE2 | 0xEF)
}

/// The characters of a text that steer a terminal, line breaks aside, with where they stand.
pub(crate) fn steering(text: &str) -> impl Iterator<Item = (usize, char)> {
    /// So many bytes are looked at as one: processors do that, and texts have few such characters.
    const AT_ONCE: usize = 64;
    let parts = text.as_bytes().chunks(AT_ONCE).zip((0..).step_by(AT_ONCE));
    let parts = parts.filter(|(part, _)| part.iter().fold(false, |may, byte| may | may_steer(*byte)));
    let begun = parts.flat_map(|(part, from)| (from..).zip(part)).filter(|(_, byte)| may_steer(**byte));
    begun
        .filter_map(move |(at, _)| Some((at, text.get(at..)?.chars().next()?)))
        .filter(|(_, character)| steers(*character))
}

/// The fullest of several spellings of one name: the one with the most whole words, then one without a comma, then the first.
pub(crate) fn fullest<'a>(spellings: impl IntoIterator<Item = &'a Name>) -> Option<&'a Name> {
    let words = |name: &Name| {
        let name = comparable(name.as_str());
        let is_whole = |word: &&str| word.chars().filter(|letter| letter.is_alphabetic()).count() > 1;
        name.split(' ').filter(is_whole).count()
    };
    let worth = |name: &&Name| (words(name), !name.as_str().contains(','));
    // Of equals the last is the greatest, and the first is wanted.
    let all: Vec<&Name> = spellings.into_iter().collect();
    all.into_iter().rev().max_by_key(worth)
}

/// Whether a name is written with both small and capital letters, or has no such letters: not all in one case, as some forms have it.
pub(crate) fn is_cased(name: &str) -> bool {
    let (lower, upper) = (name.chars().any(char::is_lowercase), name.chars().any(char::is_uppercase));
    lower == upper
}

/// For comparing: compatibility forms and case made one.
pub(crate) fn folded(text: &str) -> String {
    if is_simple(text) {
        return text.to_ascii_lowercase();
    }
    text.nfkc().flat_map(char::to_lowercase).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text is letters, digits and signs of ASCII with single blanks between them, as most names are: nothing has to be composed
/// or made one.
fn is_simple(text: &str) -> bool {
    let text = text.as_bytes();
    let is_apart = |pair: &[u8]| *pair != *b"  ";
    text.iter().all(|byte| matches!(byte, b' '..=b'~'))
        && text.first() != Some(&b' ')
        && text.last() != Some(&b' ')
        && text.windows(2).all(is_apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_for_simple_names_leads_where_the_long_one_does() {
        for text in ["Ann Lee", " Ann", "Ann ", "Ann  Lee", "Ann\tLee", "ANN-LEE (2)", "~", "", " ", "...", "a\u{7f}"] {
            // What is not of ASCII goes the long way.
            let long = |text: &str| Name::new(&format!("{text} \u{e9}"));
            let expected = long(text).map(|name| name.as_str().trim_end_matches("\u{e9}").trim_end().to_owned());
            if text.bytes().any(|letter| letter.is_ascii_alphanumeric()) {
                assert_eq!(Name::new(text).map(|name| name.as_str().to_owned()), expected, "{text:?}");
            } else {
                assert_eq!(Name::new(text), Err(NotAPerson::Empty), "{text:?}");
            }
            let expected = folded(&format!("{text} \u{e9}"));
            assert_eq!(folded(text), expected.trim_end_matches('\u{e9}').trim_end(), "{text:?}");
        }
    }

    #[test]
    fn every_character_that_steers_is_found_wherever_it_stands() {
        for character in ('\0'..=char::MAX).filter(|own| *own != '\n') {
            for before in if steers(character) { [0, 5, 61, 63, 64] } else { [0; 5] } {
                let text = format!("{}{character}\n\u{e9}", "x".repeat(before));
                let expected = steers(character).then_some((before, character));
                assert_eq!(steering(&text).collect::<Vec<_>>(), Vec::from_iter(expected), "{character:?}");
            }
        }
    }

    #[test]
    fn names_of_every_script_are_names_and_what_steers_a_terminal_is_not() {
        for good in ["Ann Lee", "अनिता शर्मा", "../../etc", "=cmd()", "Ødegård", "李"] {
            assert!(Name::new(good).is_ok(), "{good}");
        }
        assert_eq!(Name::new("  Ann \u{a0} Lee ").as_ref().map(Name::as_str), Ok("Ann Lee"));
        assert_eq!(Name::new("  "), Err(NotAPerson::Empty));
        assert_eq!(Name::new("a\u{1b}[31m"), Err(NotAPerson::Control));
        assert_eq!(Name::new("a\u{202e}b"), Err(NotAPerson::Control));
        assert_eq!(Name::new(&"a".repeat(300)), Err(NotAPerson::Long(300)));
    }
}
