//! The index: summaries of sessions in one file beside them, so that commands that only look need not read every journal.
//!
//! It is a cache. Whatever it holds of a session counts only as long as the session's files are those that it was made of; it may be
//! removed at any time, is never needed, and where it can't be written nothing is lost. It knows people by their ids alone. What was said
//! in an interview stands beside it in a file of its own.

mod file;
mod record;
mod remarks;
mod shared;
mod texts;

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::core::ids::SessionId;
use crate::core::session::Summary;

use super::atomic::{Access, beside};
use super::reading;
use super::stamp::{Stamp, Stamps, Time};

use record::{RecordBytes, RecordHead, Summaries};
pub(super) use remarks::{FILE as REMARKS, KeptRemarks, PackedRemarks, bytes as remarks_bytes};
use shared::{Meanings, Numbers, Shared};
pub(super) use texts::{FILE as TEXTS, KeptTexts, TextReader, TextWriter};

/// The file's name within `sessions/`.
pub(super) const FILE: &str = ".index";

/// The index as it lies there.
#[derive(Debug)]
pub(super) enum Lying {
    /// There is none.
    Nothing,
    /// It can't be read.
    Unread,
    /// It has these bytes.
    Bytes(Vec<u8>),
}

/// The index among these sessions; it counts only beside what was said in them.
pub(super) fn lying(sessions: &Path) -> Lying {
    match reading::bytes_up_to(file::LARGEST, &sessions.join(FILE)) {
        Ok(_) if !remarks::are_there(sessions) => Lying::Unread,
        Ok(bytes) => Lying::Bytes(bytes),
        Err(_) if fs::symlink_metadata(sessions.join(FILE)).is_ok() => Lying::Unread,
        Err(_) => Lying::Nothing,
    }
}

/// An import in the index.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct ImportHead<'a> {
    /// Its file's name.
    name: &'a str,
    stamp: Stamp,
    /// How many bytes its sessions take.
    length: u32,
}

/// What an index holds: records of sessions and of imports, each by name, which are read as they are asked for.
pub(super) struct Index<'a> {
    meanings: Meanings<'a>,
    sessions: Vec<&'a [u8]>,
    imports: Vec<(ImportHead<'a>, &'a [u8])>,
}

impl<'a> Index<'a> {
    /// What these bytes hold; none where they are damaged, or another program's.
    pub(super) fn of(bytes: &'a [u8]) -> Option<Self> {
        let mut taking = RecordBytes(file::rest_of(bytes)?);
        let shared: Shared<'a> = taking.next()?;
        let lengths: Vec<u32> = taking.next()?;
        let imports: Vec<ImportHead<'a>> = taking.next()?;
        let sessions = lengths.into_iter().map(|length| taking.bytes(length)).collect::<Option<_>>()?;
        let imports = imports.into_iter().map(|head| Some((head, taking.bytes(head.length)?)));
        let imports = imports.collect::<Option<_>>()?;
        Some(Self { meanings: Meanings::of(shared)?, sessions, imports })
    }

    /// How many sessions have a name before this one.
    pub(super) fn before(&self, id: &SessionId) -> usize {
        self.sessions.partition_point(|record| {
            RecordBytes(record).next::<RecordHead<'_>>().is_some_and(|head| head.id < id.as_str())
        })
    }

    /// The sessions of some positions, to be gone through by name; without end, up to the last.
    pub(super) fn walk(&self, from: usize, to: Option<usize>) -> IndexWalk<'_, 'a> {
        let to = to.unwrap_or(self.sessions.len());
        IndexWalk {
            left: self.sessions.get(from..to).unwrap_or_default(),
            summaries: Summaries::of(&self.meanings),
            has_leftovers: false,
        }
    }

    /// The sessions of an import, where its file is the one that they were read from.
    pub(super) fn imported(&self, name: &str, stamp: Stamp) -> Option<Vec<(SessionId, Summary)>> {
        let (_, bytes) = self.imports.iter().find(|(head, _)| head.name == name && head.stamp == stamp)?;
        let (mut taking, mut summaries) = (RecordBytes(bytes), Summaries::of(&self.meanings));
        let many: usize = taking.next()?;
        let sessions = (0..many).map(|_| {
            let id: &str = taking.next()?;
            Some((SessionId::new(id).ok()?, summaries.next(&mut taking)?))
        });
        sessions.collect()
    }

    /// The names of the imports.
    pub(super) fn import_names(&self) -> impl Iterator<Item = &'a str> {
        self.imports.iter().map(|(head, _)| head.name)
    }
}

/// Goes through the sessions of an index beside those that there are, both by name.
pub(super) struct IndexWalk<'m, 'a> {
    left: &'m [&'a [u8]],
    summaries: Summaries<'m, 'a>,
    has_leftovers: bool,
}

impl IndexWalk<'_, '_> {
    /// What is known of a session whose files are these now.
    pub(super) fn known(&mut self, id: &SessionId, stamps: Option<Stamps>) -> Option<Summary> {
        while let Some((record, left)) = self.left.split_first() {
            let mut taking = RecordBytes(record);
            let Some(head) = taking.next::<RecordHead<'_>>() else { return self.unfit() };
            match head.id.cmp(id.as_str()) {
                Ordering::Less => self.has_leftovers = true,
                Ordering::Equal if Some(head.stamps) == stamps => {
                    self.left = left;
                    return self.summaries.next(&mut taking).or_else(|| self.unfit());
                }
                Ordering::Equal => {
                    self.left = left;
                    return None;
                }
                Ordering::Greater => return None,
            }
            self.left = left;
        }
        None
    }

    /// What can't be understood is not written a second time.
    fn unfit(&mut self) -> Option<Summary> {
        self.has_leftovers = true;
        None
    }

    /// Whether it holds something that was not asked for.
    pub(super) fn has_leftovers(&self) -> bool {
        self.has_leftovers || !self.left.is_empty()
    }
}

/// When the index was written, by the clock of the file system.
pub(super) fn written(sessions: &Path) -> Option<Time> {
    Stamp::of(&sessions.join(FILE)).ok().map(|stamp| stamp.changed())
}

/// When the folder of the sessions changed last: since when there is no session more or less.
pub(super) fn changed(sessions: &Path) -> Option<Time> {
    Stamp::of(sessions).ok().map(|stamp| stamp.changed())
}

/// What the clock of the file system shows; nothing where no index can be written.
pub(super) fn clock(sessions: &Path) -> Option<Time> {
    let file = beside(sessions, Access::Private).ok()?;
    Stamp::of(file.path()).ok().map(|stamp| stamp.changed())
}

/// A session that is to stand in an index.
pub(super) struct ToKeep<'a> {
    pub(super) id: &'a SessionId,
    pub(super) stamps: Stamps,
    pub(super) summary: &'a Summary,
    /// What was said in it, where it was read just now.
    pub(super) remarks: Option<&'a PackedRemarks>,
}

/// Sessions that an import stands for.
type SessionsToKeep<'a> = Vec<(&'a SessionId, &'a Summary)>;

/// What is to stand in an index.
pub(super) struct Contents<'a> {
    /// All sessions that can be read, in the index or not.
    pub(super) there: BTreeSet<&'a SessionId>,
    /// By name.
    pub(super) sessions: Vec<ToKeep<'a>>,
    /// The names of their files, and what they stand for.
    pub(super) imports: Vec<(&'a str, Stamp, SessionsToKeep<'a>)>,
}

/// Puts an index of these in the place of the one before; of none, takes it away. Where the system refuses, the one before stays, and
/// counts for what still fits. Nothing is synced: what a power cut leaves of it is found damaged, and made anew.
pub(super) fn write(sessions: &Path, contents: &Contents<'_>) {
    texts::without_gone(sessions, &contents.there);
    if contents.sessions.is_empty() && contents.imports.is_empty() {
        let _ = fs::remove_file(sessions.join(FILE));
        remarks::remove(sessions);
        return;
    }
    let said: Vec<_> = contents.sessions.iter().map(|own| (own.id, own.stamps, own.remarks)).collect();
    remarks::write(sessions, &said);
    if let Some((shared, records)) = written_down(contents) {
        file::put(sessions, FILE, [&shared, &records]);
    }
}

/// What stands before the records of an index, and these; none where it would hold more than can be counted.
fn written_down(contents: &Contents<'_>) -> Option<(Vec<u8>, Vec<u8>)> {
    let (mut numbers, mut records) = (Numbers::default(), Vec::new());
    let mut lengths: Vec<u32> = Vec::with_capacity(contents.sessions.len());
    for ToKeep { id, stamps, summary, .. } in &contents.sessions {
        let before = records.len();
        records = postcard::to_extend(&RecordHead { id: id.as_str(), stamps: *stamps }, records).ok()?;
        records = record::write(&mut numbers, summary, records)?;
        lengths.push(u32::try_from(records.len() - before).ok()?);
    }
    let mut imports: Vec<ImportHead<'_>> = Vec::new();
    for (name, stamp, sessions) in &contents.imports {
        let before = records.len();
        records = postcard::to_extend(&sessions.len(), records).ok()?;
        for (id, summary) in sessions {
            records = postcard::to_extend(id.as_str(), records).ok()?;
            records = record::write(&mut numbers, summary, records)?;
        }
        imports.push(ImportHead { name, stamp: *stamp, length: u32::try_from(records.len() - before).ok()? });
    }
    Some((postcard::to_allocvec(&(numbers.shared(), lengths, imports)).ok()?, records))
}
