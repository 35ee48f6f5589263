//! The cells of `hotseat export` that hold more than one thing: each is written and read here.
//!
//! Texts stand one to a line; the further lines of a text begin with two blanks, so that a text of several lines is one again.

use std::fmt::{self, Display};
use std::str::FromStr;

use super::super::plan::Slot;

/// What continues a text of several lines.
const GOES_ON: &str = "  ";

/// Texts as one cell.
pub(crate) fn joined<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let texts = texts.into_iter().map(str::trim).filter(|text| !text.is_empty());
    let texts: Vec<String> = texts.map(|text| text.replace('\n', &format!("\n{GOES_ON}"))).collect();
    texts.join("\n")
}

/// The texts of a cell.
pub(crate) fn parted(cell: &str) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for line in cell.lines() {
        match (line.strip_prefix(GOES_ON), texts.last_mut()) {
            (Some(rest), Some(last)) => {
                last.push('\n');
                last.push_str(rest);
            }
            (Some(_) | None, _) if line.trim().is_empty() => {}
            (Some(_) | None, _) => texts.push(line.to_owned()),
        }
    }
    texts.iter().map(|text| text.trim().to_owned()).collect()
}

/// What belongs to questions, such as ratings: `Q1:4 Q3:2`.
pub(crate) fn by_question<T: Display>(things: impl IntoIterator<Item = (Slot, T)>) -> String {
    let things: Vec<String> = things.into_iter().map(|(slot, thing)| format!("{slot}:{thing}")).collect();
    things.join(" ")
}

/// A word that does not say what belongs to which question.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no question with what belongs to it, such as Q1:4")]
pub(crate) struct NotOfAQuestion(String);

/// What such a cell says.
///
/// # Errors
/// The first word that is none.
pub(crate) fn of_questions<T: FromStr>(cell: &str) -> Result<Vec<(Slot, T)>, NotOfAQuestion> {
    let pair = |word: &str| {
        let (slot, thing) = word.split_once(':')?;
        Some((slot.parse().ok()?, thing.parse().ok()?))
    };
    cell.split_whitespace().map(|word| pair(word).ok_or_else(|| NotOfAQuestion(word.to_owned()))).collect()
}

/// Between the dimensions of a cell that has something for each.
pub(crate) const BETWEEN_DIMENSIONS: &str = "; ";

/// What a cell such as `technical Q1:4; communication Q1:5` has on a dimension; empty where that is nothing.
pub(crate) fn on_dimension<'a>(cell: &'a str, dimension: &str) -> &'a str {
    let mut parts = cell.split(BETWEEN_DIMENSIONS);
    parts.find_map(|part| part.trim().strip_prefix(dimension)?.strip_prefix(' ')).unwrap_or_default()
}

/// The text that a cell of texts such as `technical: knows indexes` has on a dimension.
pub(crate) fn text_on(cell: &str, dimension: &str) -> Option<String> {
    let mut texts = parted(cell).into_iter();
    texts.find_map(|text| Some(text.strip_prefix(dimension)?.strip_prefix(": ")?.to_owned()))
}

/// A red flag as a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FlagText {
    pub title: String,
    pub slot: Slot,
    pub quote: String,
}

impl fmt::Display for FlagText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}", self.title, self.slot, self.quote)
    }
}

/// A text that is no red flag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no red flag with its question and its quote, such as `Blames others (Q3): it was them`")]
pub(crate) struct NotAFlag(String);

impl FromStr for FlagText {
    type Err = NotAFlag;

    fn from_str(text: &str) -> Result<Self, NotAFlag> {
        let at = |(at, _): (usize, &str)| {
            let (number, quote) = text.get(at + 2..)?.split_once("):")?;
            let slot = number.parse().ok()?;
            Some(Self { title: text.get(..at)?.to_owned(), slot, quote: quote.trim().to_owned() })
        };
        text.match_indices(" (Q").find_map(at).ok_or_else(|| NotAFlag(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::scale::{Kind, Rating};
    use super::*;

    #[test]
    fn texts_of_several_lines_are_one_again() {
        let texts = ["one", "two\nof two lines\n\n  and a blank one", "- three"];
        let cell = joined(texts);
        assert_eq!(cell, "one\ntwo\n  of two lines\n  \n    and a blank one\n- three");
        assert_eq!(parted(&cell), texts);
        assert_eq!(parted("\n a \r\nb\n"), ["a", "b"]);
    }

    #[test]
    fn what_is_written_is_read() {
        let ratings = [(Slot(1), Rating::ALL[3]), (Slot(12), Rating::ALL[0])];
        assert_eq!(of_questions(&by_question(ratings)), Ok(ratings.to_vec()));
        assert_eq!(of_questions("Q2:concept"), Ok(vec![(Slot(2), Kind::Concept)]));
        assert_eq!(of_questions::<Rating>("Q2:7"), Err(NotOfAQuestion("Q2:7".into())));
        assert_eq!(on_dimension("technical Q1:4 Q2:3; technical-depth Q1:5", "technical-depth"), "Q1:5");
        assert_eq!(text_on("technical: a: b\n  c\ncommunication: d", "technical").as_deref(), Some("a: b\nc"));
        let flag = FlagText { title: "Blames (Qs) others".into(), slot: Slot(3), quote: "it (Q1): was\nthem".into() };
        assert_eq!(flag.to_string().parse(), Ok(flag));
        assert!("Blames others".parse::<FlagText>().is_err());
    }
}
