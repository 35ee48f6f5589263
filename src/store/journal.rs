//! A session's journal: a line for every event, each on disk before it is shown.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::core::event::Entry;
use crate::core::plan::Plan;
use crate::core::session::Session;

use super::error::{Error, Result, io};
use super::reading;

/// What recovery cut off: the last line, which was not written whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// The line's number, counted from 1.
    pub line: usize,
    /// How many bytes of it there were.
    pub bytes: usize,
}

/// The whole lines of a journal, and what was dropped after them.
///
/// # Errors
/// A damaged line before the last one: its number and what is wrong with it.
pub fn parse(bytes: &[u8]) -> std::result::Result<(Vec<Entry>, Option<Dropped>), (usize, String)> {
    let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |position| position + 1);
    let (lines, rest) = bytes.split_at(whole);
    let mut entries = Vec::new();
    for (index, line) in lines.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let entry: Entry = serde_json::from_slice(line).map_err(|error| {
            let text = error.to_string();
            let message = text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message);
            (index + 1, format!("this line is damaged: {message}"))
        })?;
        entries.push(entry);
    }
    let dropped = (!rest.is_empty()).then(|| Dropped { line: entries.len() + 1, bytes: rest.len() });
    Ok((entries, dropped))
}

/// Reads a journal without changing it.
pub(super) fn read(path: &Path) -> Result<(Vec<Entry>, Option<Dropped>)> {
    let bytes = reading::bytes(path).map_err(io("read", path))?;
    parse(&bytes).map_err(|(line, reason)| Error::Damaged { path: path.to_owned(), line, reason })
}

/// The session that a journal's entries lead to.
///
/// # Errors
/// The first entry that does not follow from those before it, by its line.
pub(super) fn replay(plan: Plan, entries: Vec<Entry>, journal: &Path) -> Result<Session> {
    let mut session = Session::new(plan);
    for (index, entry) in entries.into_iter().enumerate() {
        session.apply(entry).map_err(|damage| Error::Damaged {
            path: journal.to_owned(),
            line: index + 1,
            reason: damage.to_string(),
        })?;
    }
    Ok(session)
}

/// A journal open for writing.
#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    file: File,
    length: u64,
}

impl Journal {
    /// Opens a journal, cutting off a last line that was not written whole.
    ///
    /// # Errors
    /// A damaged line, or what the system refused.
    pub(crate) fn open(path: &Path) -> Result<(Self, Vec<Entry>, Option<Dropped>)> {
        let (entries, dropped) = read(path)?;
        let file = OpenOptions::new().append(true).open(path).map_err(io("write", path))?;
        let mut length = file.metadata().map_err(io("read", path))?.len();
        if let Some(dropped) = &dropped {
            length -= dropped.bytes as u64;
            file.set_len(length).and_then(|()| file.sync_all()).map_err(io("repair", path))?;
        }
        Ok((Self { path: path.to_owned(), file, length }, entries, dropped))
    }

    /// Writes a line and syncs it; after this returns, it is on disk.
    ///
    /// # Errors
    /// What the system refused; the journal is then as it was.
    pub(crate) fn append(&mut self, entry: &Entry) -> Result<()> {
        let mut line = serde_json::to_vec(entry).map_err(|error| io("write", &self.path)(error.into()))?;
        line.push(b'\n');
        let written = self.file.write_all(&line).and_then(|()| self.file.sync_data());
        if let Err(error) = written {
            // What was written of the line must not stay: the next one would be glued to it.
            let _ = self.file.set_len(self.length);
            return Err(io("write", &self.path)(error));
        }
        self.length += line.len() as u64;
        Ok(())
    }
}
