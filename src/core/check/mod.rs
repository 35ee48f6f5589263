//! Finds every problem of a document at once, each with its place in the file and what to do about it.

mod audit;
mod bank;
mod content;
mod format;
mod library;
mod locate;
mod read;
mod rubric;
mod shape;
mod wording;

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

pub use audit::{Audited, audited};
pub use content::{Unnamed, content, unnamed};
pub use library::{Document, library};
pub use read::{Checked, read};

/// Something wrong in a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Problem {
    /// Line and column, counted from 1, where they are known.
    pub at: Option<Position>,
    /// Where in the document, as a JSON pointer.
    pub pointer: String,
    /// What is wrong.
    pub message: String,
    /// What to do next.
    pub hint: Option<String>,
}

/// A problem in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct FileProblem {
    /// The file.
    pub file: String,
    /// The problem.
    #[serde(flatten)]
    pub problem: Problem,
}

impl fmt::Display for FileProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let space = if self.problem.at.is_some() { "" } else { " " };
        write!(f, "{}:{space}{}", self.file, self.problem)
    }
}

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Position {
    /// Counted from 1.
    pub line: usize,
    /// Characters from the line's beginning, counted from 1.
    pub column: usize,
}

/// Gives problems their lines and columns in the document's text.
pub fn place(text: &str, problems: &mut [Problem]) {
    locate::locate(text, problems);
}

impl Problem {
    /// A problem at a JSON pointer.
    pub fn at(pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self { at: None, pointer: pointer.into(), message: message.into(), hint: None }
    }

    /// The same with what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same with what to do next, where that is known.
    #[must_use]
    pub fn maybe_hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint;
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(at) = self.at {
            write!(f, "{}:{}: ", at.line, at.column)?;
        }
        f.write_str(&self.message)
    }
}
