//! Reads files whole, up to a limit, whatever stands in their place. What is written keeps the same limit.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use crate::core::check::{FileProblem, Position, Problem};

use super::error::unread;
use super::opening;

/// The largest file that is read whole, in bytes.
pub(super) const LARGEST: u64 = 32 << 20;

/// A file's bytes.
///
/// # Errors
/// What the system refused, and `FileTooLarge` beyond [`LARGEST`].
pub(super) fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    bytes_up_to(LARGEST, path)
}

/// A file's bytes, of which there may be so many.
///
/// # Errors
/// As in [`bytes`].
pub(super) fn bytes_up_to(largest: u64, path: &Path) -> io::Result<Vec<u8>> {
    take(largest, opening::to_read(path)?)
}

fn take(largest: u64, file: File) -> io::Result<Vec<u8>> {
    // Where it says how long it is, it is read into a place of that size.
    let length = file.metadata().map_or(0, |found| found.len()).min(largest);
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default() + 1);
    file.take(largest + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > largest {
        return Err(too_large("it has", largest));
    }
    Ok(bytes)
}

/// Why something is not read, or not written because it could not be read again: `what` is its subject and verb.
pub(super) fn too_large(what: &str, limit: u64) -> io::Error {
    let message = format!("{what} more than {}, which is more than is read", megabytes(limit));
    io::Error::new(io::ErrorKind::FileTooLarge, message)
}

/// A limit in words.
pub(super) fn megabytes(limit: u64) -> String {
    format!("{} MB", limit >> 20)
}

/// A file's text.
///
/// # Errors
/// What keeps it from being read as text, with its place.
pub(super) fn text(path: &Path) -> Result<String, FileProblem> {
    text_of(path, bytes(path))
}

/// The text of a file that a person named, which may be a pipe, and may have so many bytes.
///
/// # Errors
/// As in [`text`].
pub(super) fn named_text(largest: u64, path: &Path) -> Result<String, FileProblem> {
    text_of(path, File::open(path).and_then(|file| take(largest, file)))
}

fn text_of(path: &Path, read: io::Result<Vec<u8>>) -> Result<String, FileProblem> {
    let bytes = read.map_err(|error| unread(path, &error))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..at).unwrap_or_default();
        let line = before.split(|byte| *byte == b'\n').count();
        let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |position| position + 1);
        let column = String::from_utf8_lossy(&before[line_start..]).chars().count() + 1;
        let mut problem = Problem::at("", "the file is not UTF-8 text").hint("save it as UTF-8 in your editor");
        problem.at = Some(Position { line, column });
        FileProblem::of(path, problem)
    })
}
