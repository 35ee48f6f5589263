//! What a reading command answers with, and the one way to show it in any notation.

use std::io::{self, Write as _};

use serde::Serialize;
use serde_json::{Value, json};
use thiserror::Error;

use crate::core::check::FileProblem;

use super::block::Page;
use super::clean::CleanJson;
use super::records::{NoTable, Records};
use super::{csv, html, markdown, text};

/// How an answer is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notation {
    /// For a terminal of so many columns.
    Text {
        /// In columns.
        width: usize,
    },
    /// The same for a listener: nothing stands in columns.
    Spoken {
        /// In columns.
        width: usize,
    },
    /// For documents.
    Markdown,
    /// For a browser: one file that needs no other.
    Html,
    /// For spreadsheets.
    Csv,
    /// For programs.
    Json,
}

impl Notation {
    /// What it is called.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Text { .. } | Self::Spoken { .. } => "text",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            Self::Csv => "CSV",
            Self::Json => "JSON",
        }
    }

    /// The notation that the ending of a file's name means, in any case; none where it means none.
    pub(crate) fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" => Some(Self::Html),
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

/// What a reading command answers with: the same thing for programs, for people and for spreadsheets.
pub trait Answer {
    /// For programs.
    fn value(&self) -> impl Serialize;

    /// For people.
    fn page(&self) -> Page;

    /// For spreadsheets.
    ///
    /// # Errors
    /// [`NoTable`] where the answer is no table.
    fn records(&self) -> Result<Records, NoTable>;
}

/// Why an answer can't be shown in a notation.
#[derive(Debug, Error)]
pub(crate) enum NotShown {
    /// It is no table.
    #[error(transparent)]
    NoTable(#[from] NoTable),
    /// It is no JSON, which is a fault of the program.
    #[error("the JSON can't be written: {0}")]
    Json(#[from] serde_json::Error),
}

/// One thing where one was asked for, else all of them: `{...}` or `[...]` for programs.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub(crate) enum OneOrAll<T> {
    /// One was asked for.
    One(T),
    /// A list.
    All(Vec<T>),
}

impl<T> OneOrAll<T> {
    /// The one, or all where none was asked for.
    pub(crate) fn of(one: Option<T>, all: impl IntoIterator<Item = T>) -> Self {
        one.map_or_else(|| Self::All(all.into_iter().collect()), Self::One)
    }

    /// What is in it.
    pub(crate) fn as_slice(&self) -> &[T] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::All(all) => all,
        }
    }
}

/// An answer in a notation.
///
/// # Errors
/// [`NotShown`] where the answer has nothing for that notation.
pub(crate) fn show(answer: &impl Answer, notation: Notation) -> Result<String, NotShown> {
    Ok(match notation {
        Notation::Text { .. } | Notation::Spoken { .. } | Notation::Markdown | Notation::Html => {
            show_page(&answer.page(), notation)
        }
        Notation::Csv => csv::csv(&answer.records()?),
        Notation::Json => json(&answer.value())?,
    })
}

/// A page in a notation for people; empty in one for programs.
pub(crate) fn show_page(page: &Page, notation: Notation) -> String {
    match notation {
        Notation::Text { width } => text::text(page, width),
        Notation::Spoken { width } => text::spoken(page, width),
        Notation::Markdown => markdown::markdown(page),
        Notation::Html => html::html(page),
        Notation::Csv | Notation::Json => String::new(),
    }
}

/// JSON with a final line break; what could steer a terminal is escaped.
///
/// # Errors
/// Where a value has no JSON, such as a map without texts for keys.
pub(crate) fn json(value: &impl Serialize) -> serde_json::Result<String> {
    let mut text = Vec::new();
    write_json(value, &mut text)?;
    // What is cleaned is text.
    Ok(String::from_utf8(text).unwrap_or_default())
}

/// The same, written as it is made.
///
/// # Errors
/// Where a value has no JSON, and what the place that it is written to refused.
pub(crate) fn write_json(value: &impl Serialize, mut out: impl io::Write) -> serde_json::Result<()> {
    let mut buffered = buffered(CleanJson(&mut out));
    serde_json::to_writer_pretty(&mut buffered, value)?;
    buffered.flush().map_err(serde_json::Error::io)?;
    drop(buffered);
    out.write_all(b"\n").map_err(serde_json::Error::io)
}

/// JSON comes in pieces of a few letters, none of which ends within a character.
fn buffered<W: io::Write>(out: W) -> io::BufWriter<W> {
    io::BufWriter::with_capacity(1 << 16, out)
}

/// A list in JSON that is written element by element, as [`json`] has a list.
pub(crate) struct JsonList<W> {
    out: W,
    is_empty: bool,
}

impl<W: io::Write> JsonList<W> {
    /// A list without elements yet.
    pub(crate) fn of(out: W) -> Self {
        Self { out, is_empty: true }
    }

    /// One more element.
    ///
    /// # Errors
    /// What the place that it is written to refused.
    pub(crate) fn add(&mut self, element: &JsonElement) -> io::Result<()> {
        self.out.write_all(if self.is_empty { b"[\n" } else { b",\n" })?;
        self.is_empty = false;
        self.out.write_all(element.0.as_bytes())
    }

    /// Ends it.
    ///
    /// # Errors
    /// What the place that it is written to refused.
    pub(crate) fn end(mut self) -> io::Result<()> {
        self.out.write_all(if self.is_empty { b"[]\n" } else { b"\n]\n" })
    }
}

/// An element of a list in JSON, where nothing steers a terminal.
pub(crate) struct JsonElement(String);

impl JsonElement {
    /// One that was made as [`json_element`] makes it.
    pub(super) fn of_json(text: String) -> Self {
        Self(text)
    }

    /// The element itself.
    pub(super) fn into_text(self) -> String {
        self.0
    }
}

/// A value as an element of a list.
///
/// # Errors
/// Where it has no JSON.
pub(crate) fn json_element(value: &impl Serialize) -> serde_json::Result<JsonElement> {
    let mut list = json(&[value])?;
    // Between the brackets and their line breaks.
    list.truncate(list.len().saturating_sub("\n]\n".len()));
    Ok(JsonElement(list.split_off(list.len().min("[\n".len()))))
}

/// A text as it stands between its quotes.
pub(super) fn json_within(text: &str) -> String {
    // A text has JSON.
    let quoted = json(&text).unwrap_or_default();
    let within = quoted.trim_end().strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    within.unwrap_or_default().to_owned()
}

/// A value for programs with what could not be read beside it: an object gets it as a field more, a list as an object at its end.
///
/// # Errors
/// Where the value has no JSON.
pub(crate) fn beside(value: &impl Serialize, unreadable: &[FileProblem]) -> serde_json::Result<Value> {
    let mut value = serde_json::to_value(value)?;
    let unreadable = serde_json::to_value(unreadable)?;
    match &mut value {
        Value::Object(fields) => drop(fields.insert("unreadable".to_owned(), unreadable)),
        Value::Array(list) => list.push(json!({ "unreadable": unreadable })),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_the_same_however_it_is_written() {
        for values in [vec![], vec!["a"], vec!["a\u{1b}[31m", "b\u{2028}"]] {
            let mut written = Vec::new();
            let mut list = JsonList::of(&mut written);
            for value in &values {
                list.add(&json_element(value).expect("it is a text")).expect("memory takes it");
            }
            list.end().expect("memory takes it");
            assert_eq!(String::from_utf8(written).ok(), json(&values).ok());
        }
    }

    #[test]
    fn a_text_stands_within_its_quotes() {
        assert_eq!(json_within("Ann \"Bo\" \u{1b}\u{2028}\\"), "Ann \\\"Bo\\\" \\u001b\\u2028\\\\");
        assert_eq!([json_within(""), json_within("\"")], ["", "\\\""]);
    }
}
