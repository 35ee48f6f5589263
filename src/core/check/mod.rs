//! Finds every problem of a document at once, each with its place in the file and what to do about it.

mod audit;
mod bank;
mod content;
mod doubled;
mod format;
mod library;
mod locate;
mod people;
mod plain;
mod problem;
mod read;
mod rubric;
mod shape;
mod wording;

pub use audit::audited;
pub use content::content;
pub(crate) use content::{Unnamed, unnamed};
pub(crate) use doubled::doubled_keys;
pub(crate) use library::Document;
pub use library::{WhyUnread, library};
pub(crate) use people::people;
pub(crate) use problem::{FileProblem, Position, Problem};
pub use read::{Checkable, read};

/// Gives problems their lines and columns in the document's text.
pub(crate) fn place(text: &str, problems: &mut [Problem]) {
    locate::locate(text, problems);
}
