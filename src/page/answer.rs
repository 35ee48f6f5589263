//! What a reading command answers with, and the one way to show it in any notation.

use std::io::{self, Write as _};

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer as _};
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

/// A list in JSON of what comes one after another, as [`json`] has a list.
///
/// # Errors
/// As in [`write_json`].
pub(crate) fn write_json_list<T: Serialize, E: From<serde_json::Error>>(
    values: impl IntoIterator<Item = Result<T, E>>,
    mut out: impl io::Write,
) -> Result<(), E> {
    let mut buffered = buffered(CleanJson(&mut out));
    let mut writer = serde_json::Serializer::pretty(&mut buffered);
    let mut list = writer.serialize_seq(None)?;
    for value in values {
        list.serialize_element(&value?)?;
    }
    SerializeSeq::end(list)?;
    buffered.flush().map_err(|error| E::from(serde_json::Error::io(error)))?;
    drop(buffered);
    out.write_all(b"\n").map_err(|error| serde_json::Error::io(error).into())
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
        for list in [vec![], vec!["a"], vec!["a\u{1b}[31m", "b\u{2028}"]] {
            let mut written = Vec::new();
            write_json_list(list.iter().map(Ok::<_, serde_json::Error>), &mut written).expect("memory takes it");
            assert_eq!(String::from_utf8(written).ok(), json(&list).ok());
        }
    }
}
