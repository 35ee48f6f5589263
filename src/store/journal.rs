//! A session's journal: a line for every event, each on disk before it is shown.

use std::fs::{self, File, Metadata};
use std::io::{self, BufRead, BufReader, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::core::event::Entry;
use crate::core::plan::Plan;
use crate::core::session::Session;

use super::error::{self, Error, Result};
use super::opening;
use super::reading::{LARGEST, megabytes, too_large};

/// What recovery cut off: the last line, which was not written whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// The line's number, counted from 1.
    pub line: usize,
    /// How many bytes of it there were.
    pub bytes: usize,
}

impl std::fmt::Display for Dropped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { line, bytes } = self;
        write!(f, "the last line of the journal (line {line}) was not written whole and was dropped ({bytes} bytes)")
    }
}

/// The longest line, in bytes: no longer one is written, since none is read. A journal may have as many lines as it will.
const LONGEST_LINE: u64 = LARGEST;

/// Why a journal does not read.
enum BadJournal {
    /// The system refused.
    Io(io::Error),
    /// A line before the last one is damaged: its number, and what is wrong with it.
    Damaged(usize, String),
}

/// The whole lines of a journal, and what was dropped after them.
///
/// # Errors
/// A damaged line before the last one: its number and what is wrong with it.
pub fn parse(bytes: &[u8]) -> std::result::Result<(Vec<Entry>, Option<Dropped>), (usize, String)> {
    let lines = JournalLines::of(bytes, LONGEST_LINE).map_err(|error| match error {
        BadJournal::Damaged(line, reason) => (line, reason),
        // Memory refuses nothing.
        BadJournal::Io(error) => (1, error.to_string()),
    })?;
    Ok((lines.entries, lines.dropped))
}

/// What the lines of a journal say.
#[derive(Default)]
struct JournalLines {
    entries: Vec<Entry>,
    /// What was not written whole after the last entry.
    dropped: Option<Dropped>,
    /// How many bytes of blank lines stand there: an editor leaves them.
    blank: u64,
    /// Whether the last entry is whole but for the end of its line, which an editor or a copy took away.
    lacks_end: bool,
}

impl JournalLines {
    /// Reads line by line, so that a journal may be longer than any document.
    fn of(mut input: impl BufRead, longest: u64) -> std::result::Result<Self, BadJournal> {
        let (mut lines, mut line) = (Self::default(), Vec::new());
        loop {
            line.clear();
            let number = lines.entries.len() + 1;
            let damaged = |what: String| Err(BadJournal::Damaged(number, format!("this line is damaged: {what}")));
            let read = input.by_ref().take(longest + 1).read_until(b'\n', &mut line).map_err(BadJournal::Io)?;
            if read as u64 > longest {
                return damaged(format!("it has more than {}", megabytes(longest)));
            }
            let is_ended = line.last() == Some(&b'\n');
            if line.trim_ascii().is_empty() {
                lines.blank += read as u64;
                if is_ended {
                    continue;
                }
                return Ok(lines);
            }
            if lines.blank > 0 {
                return damaged("it is empty".into());
            }
            match (serde_json::from_slice::<Entry>(&line), is_ended) {
                (Ok(entry), true) => lines.entries.push(entry),
                // Of a line that was cut anywhere else, the last bracket is missing.
                (Ok(entry), false) if entry.seq == number as u64 => {
                    lines.entries.push(entry);
                    lines.lacks_end = true;
                    return Ok(lines);
                }
                (Ok(_) | Err(_), false) => {
                    lines.dropped = Some(Dropped { line: number, bytes: line.len() });
                    return Ok(lines);
                }
                (Err(error), true) => {
                    let text = error.to_string();
                    return damaged(text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what).into());
                }
            }
        }
    }

    /// Those of a file.
    fn in_file(path: &Path) -> Result<Self> {
        let file = opening::to_read(path).map_err(error::unreadable(path))?;
        Self::of(BufReader::with_capacity(AT_ONCE, file), LONGEST_LINE).map_err(|unread| match unread {
            BadJournal::Io(error) => error::unreadable(path)(error),
            BadJournal::Damaged(line, reason) => Error::Damaged { path: path.to_owned(), line, reason },
        })
    }
}

/// Reads a journal without changing it.
pub(super) fn read(path: &Path) -> Result<(Vec<Entry>, Option<Dropped>)> {
    JournalLines::in_file(path).map(|lines| (lines.entries, lines.dropped))
}

/// What is read at once, in bytes: most journals.
const AT_ONCE: usize = 1 << 16;

/// The session that a journal's entries lead to.
///
/// # Errors
/// The first entry that does not follow from those before it, by its line.
pub(super) fn replay(plan: impl Into<Arc<Plan>>, entries: Vec<Entry>, journal: &Path) -> Result<Session> {
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
    /// Whether the last line is still to be ended.
    lacks_end: bool,
}

impl Journal {
    /// Opens a journal, cutting off a last line that was not written whole, and blank ones.
    ///
    /// # Errors
    /// A damaged line, or what the system refused.
    pub(crate) fn open(path: &Path) -> Result<(Self, Vec<Entry>, Option<Dropped>)> {
        let JournalLines { entries, dropped, blank, lacks_end } = JournalLines::in_file(path)?;
        let file = opening::to_append(path).map_err(error::io("write", path))?;
        let mut length = file.metadata().map_err(error::io("read", path))?.len();
        let left_over = blank + dropped.as_ref().map_or(0, |dropped| dropped.bytes as u64);
        if left_over > 0 {
            length = length.saturating_sub(left_over);
            file.set_len(length).and_then(|()| file.sync_all()).map_err(error::io("repair", path))?;
        }
        Ok((Self { path: path.to_owned(), file, length, torn: false, lacks_end }, entries, dropped))
    }

    /// Writes a line and syncs it; after this returns, it is on disk, in the file that has the journal's name.
    ///
    /// # Errors
    /// [`Error::Lost`] where that file is no longer the one that was written to, and what the system refused; the line is then not
    /// acknowledged, and no part of it stays before the next one that is.
    pub(crate) fn append(&mut self, entry: &Entry) -> Result<()> {
        let mut line = serde_json::to_vec(entry).map_err(|error| error::io("write", &self.path)(error.into()))?;
        line.push(b'\n');
        if line.len() as u64 > LONGEST_LINE {
            return Err(error::io("write", &self.path)(too_large("the entry has", LONGEST_LINE)));
        }
        if self.lacks_end {
            line.insert(0, b'\n');
        }
        self.mend()?;
        self.is_ours()?;
        let written = self.file.write_all(&line).and_then(|()| self.file.sync_data());
        if let Err(error) = written {
            self.torn = true;
            // Where it can't be cut off now, it is before the next line.
            let _ = self.mend();
            return Err(error::io("write", &self.path)(error));
        }
        self.length += line.len() as u64;
        self.lacks_end = false;
        Ok(())
    }

    /// Cuts off what was written of a line that was refused: the next one would be glued to it.
    fn mend(&mut self) -> Result<()> {
        if self.torn {
            self.file
                .set_len(self.length)
                .and_then(|()| self.file.sync_data())
                .map_err(error::io("repair", &self.path))?;
            self.torn = false;
        }
        Ok(())
    }

    /// That the file of the journal's name is the open one, and as long as it was left.
    fn is_ours(&self) -> Result<()> {
        let lost = |how| Err(Error::Lost { path: self.path.clone(), how });
        let open = self.file.metadata().map_err(error::io("read", &self.path))?;
        match fs::metadata(&self.path) {
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => lost("was deleted"),
            Err(error) => Err(error::io("read", &self.path)(error)),
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

    use super::super::atomic::Access;
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
    fn note(seq: u64, bytes: usize) -> Entry {
        let text = "x".repeat(bytes);
        let line =
            format!(r#"{{"seq":{seq},"at":"2026-11-21T10:00:00Z","ms":0,"event":{{"type":"noted","text":"{text}"}}}}"#);
        serde_json::from_str(&line).expect("an entry")
    }

    /// A document of that size is refused.
    #[test]
    fn a_journal_is_read_again_however_long_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("journal.jsonl");
        File::create(&path).expect("it is made");
        let (mut journal, ..) = Journal::open(&path).expect("it opens");
        for seq in 1..=5 {
            journal.append(&note(seq, 8 << 20)).expect("it is written");
        }
        let (entries, dropped) = read(&path).expect("it reads");
        assert_eq!((entries.len(), dropped), (5, None));
    }

    #[test]
    fn an_entry_that_would_not_be_read_again_is_not_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("journal.jsonl");
        File::create(&path).expect("it is made");
        let (mut journal, ..) = Journal::open(&path).expect("it opens");
        let Err(Error::Io { source, .. }) = journal.append(&note(1, 32 << 20)) else { panic!("it is too long") };
        assert_eq!(source.to_string(), "the entry has more than 32 MB, which is more than is read");
        journal.append(&note(1, 3)).expect("the next one is written");
        assert_eq!(read(&path).expect("it reads").0.len(), 1);
    }

    /// What never ends is not kept in memory to its end.
    #[test]
    fn a_line_without_an_end_is_damage_and_a_short_one_is_dropped() {
        let longest = 200;
        let line = serde_json::to_vec(&note(1, 8)).expect("it writes");
        let with = |end: Vec<u8>| JournalLines::of(&*[&*line, b"\n", &*end].concat(), longest);
        let Ok(JournalLines { entries, dropped, .. }) = with(line.clone()) else { panic!("it reads") };
        assert_eq!(
            (entries.len(), dropped),
            (1, Some(Dropped { line: 2, bytes: line.len() })),
            "it is no second entry"
        );
        let Err(BadJournal::Damaged(at, _)) = with(vec![b'x'; 201]) else { panic!("it is too long") };
        assert_eq!(at, 2);
    }

    /// What an editor does to the end of a file takes nothing away and damages nothing.
    #[test]
    fn a_last_line_that_lacks_its_end_alone_is_whole_and_blank_lines_after_it_are_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("journal.jsonl");
        let text = |entries: &[Entry], end: &str| {
            let lines: Vec<String> =
                entries.iter().map(|entry| serde_json::to_string(entry).expect("it writes")).collect();
            lines.join("\n") + end
        };
        for end in ["", "\n", "\n\n", "\n \n\r\n", "\n  "] {
            super::super::atomic::replace(&path, text(&[entry(1), entry(2)], end).as_bytes(), Access::Private)
                .expect("it is written");
            let (mut journal, entries, dropped) = Journal::open(&path).expect("it opens");
            assert_eq!((entries.len(), dropped), (2, None), "{end:?}");
            journal.append(&entry(3)).expect("it is written");
            journal.append(&entry(4)).expect("it is written");
            let written = fs::read_to_string(&path).expect("it reads");
            assert_eq!(written, text(&[entry(1), entry(2), entry(3), entry(4)], "\n"), "{end:?}");
        }
        let between = text(&[entry(1), entry(2)], "\n").replace("}}\n{", "}}\n\n{");
        assert_eq!(parse(between.as_bytes()).map(drop), Err((2, "this line is damaged: it is empty".into())));
        // Another number than the next is no line of this journal.
        let (entries, dropped) = parse(text(&[entry(1), entry(3)], "").as_bytes()).expect("it reads");
        assert_eq!((entries.len(), dropped.map(|dropped| dropped.line)), (1, Some(2)));
    }
}
