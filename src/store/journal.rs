//! A session's journal: a line for every event, each on disk before it is shown.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{ErrorKind, Write as _};
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
    /// How long it is, in bytes, as far as lines were acknowledged.
    length: u64,
    /// Whether a part of a line that was refused may stand after that.
    torn: bool,
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
        Ok((Self { path: path.to_owned(), file, length, torn: false }, entries, dropped))
    }

    /// Writes a line and syncs it; after this returns, it is on disk, in the file that has the journal's name.
    ///
    /// # Errors
    /// [`Error::Lost`] where that file is no longer the one that was written to, and what the system refused; the line is then not
    /// acknowledged, and no part of it stays before the next one that is.
    pub(crate) fn append(&mut self, entry: &Entry) -> Result<()> {
        let mut line = serde_json::to_vec(entry).map_err(|error| io("write", &self.path)(error.into()))?;
        line.push(b'\n');
        self.mend()?;
        self.is_ours()?;
        let written = self.file.write_all(&line).and_then(|()| self.file.sync_data());
        if let Err(error) = written {
            self.torn = true;
            // Where it can't be cut off now, it is before the next line.
            let _ = self.mend();
            return Err(io("write", &self.path)(error));
        }
        self.length += line.len() as u64;
        Ok(())
    }

    /// Cuts off what was written of a line that was refused: the next one would be glued to it.
    fn mend(&mut self) -> Result<()> {
        if self.torn {
            self.file.set_len(self.length).and_then(|()| self.file.sync_data()).map_err(io("repair", &self.path))?;
            self.torn = false;
        }
        Ok(())
    }

    /// That the file of the journal's name is the open one, and as long as it was left.
    fn is_ours(&self) -> Result<()> {
        let lost = |how| Err(Error::Lost { path: self.path.clone(), how });
        let open = self.file.metadata().map_err(io("read", &self.path))?;
        match fs::metadata(&self.path) {
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => lost("was deleted"),
            Err(error) => Err(io("read", &self.path)(error)),
            Ok(named) if !is_same(&named, &open) => lost("was replaced by another file"),
            Ok(named) if named.len() < self.length => lost("was cut"),
            Ok(named) if named.len() > self.length => lost("was written to by something else"),
            Ok(_) => Ok(()),
        }
    }
}

#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Elsewhere a file that is open can't be replaced.
#[cfg(not(unix))]
fn is_same(_: &Metadata, _: &Metadata) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use std::io::Seek as _;

    use super::*;

    fn entry(seq: u64) -> Entry {
        let text = format!(r#"{{"seq":{seq},"at":"2026-11-21T10:00:00Z","ms":0,"event":{{"type":"paused"}}}}"#);
        serde_json::from_str(&text).expect("an entry")
    }

    #[test]
    fn what_can_be_neither_written_nor_cut_off_is_not_acknowledged_and_no_line_follows_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("journal.jsonl");
        let mut lines = File::create(&path).expect("it is made");
        let (mut journal, ..) = Journal::open(&path).expect("it opens");
        journal.append(&entry(1)).expect("it is written");
        // A file open for reading alone takes no line, and can't be cut either.
        let writing = std::mem::replace(&mut journal.file, File::open(&path).expect("it opens"));
        assert!(matches!(journal.append(&entry(2)), Err(Error::Io { doing: "write", .. })));
        lines.seek(std::io::SeekFrom::End(0)).expect("it seeks");
        lines.write_all(b"{\"seq\":2,").expect("half a line, as a full disk leaves it");
        assert!(matches!(journal.append(&entry(2)), Err(Error::Io { doing: "repair", .. })));
        journal.file = writing;
        journal.append(&entry(2)).expect("it is written once the rest is cut off");
        let (entries, dropped) = read(&path).expect("it reads");
        assert_eq!((entries.len(), dropped), (2, None));
    }
}
