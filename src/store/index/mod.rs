//! The index: summaries of sessions in one file beside them, so that commands that only look need not read every journal.
//!
//! It is a cache. Whatever it holds of a session counts only as long as the session's files are those that it was made of; it may be
//! removed at any time, is never needed, and where it can't be written nothing is lost. It knows people by their ids alone.

mod record;
mod shared;

use std::fs;
use std::hash::Hasher as _;
use std::io::Write as _;
use std::path::Path;

use crate::core::ids::SessionId;
use crate::core::session::Summary;

use super::atomic::{Access, beside};
use super::stamp::{Stamp, Stamps, Time};

pub(super) use record::Indexed;

/// The file's name within `sessions/`.
const FILE: &str = ".index";
/// What every index begins with.
const MAGIC: &[u8; 16] = b"hotseat index 1\n";
/// Made of what the program derives and how it writes it down: another program's index does not fit.
const PROGRAM: u64 = match u64::from_str_radix(env!("HOTSEAT_CORE"), 16) {
    Ok(number) => number,
    Err(_) => 0,
};
/// The magic, the program, and the checksum of the rest.
const HEAD: usize = MAGIC.len() + 8 + 8;

/// What stood in the index.
#[derive(Debug)]
pub(super) enum Contents {
    /// There is none.
    Nothing,
    /// It is damaged, or another program's.
    Unfit,
    /// These, by name.
    Sessions(Vec<Indexed>),
}

/// The index among these sessions.
pub(super) fn read(sessions: &Path) -> Contents {
    let Ok(bytes) = fs::read(sessions.join(FILE)) else {
        return if fs::symlink_metadata(sessions.join(FILE)).is_ok() { Contents::Unfit } else { Contents::Nothing };
    };
    let fitting = bytes.split_at_checked(HEAD).filter(|(head, rest)| *head == head_of(rest).as_slice());
    fitting.and_then(|(_, rest)| record::read(rest)).map_or(Contents::Unfit, Contents::Sessions)
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

/// Puts an index of these in the place of the one before, by name; of none, takes it away. Where the system refuses, the one before stays,
/// and counts for what still fits. Nothing is synced: what a power cut leaves of it is found damaged, and made anew.
pub(super) fn write<'a>(sessions: &Path, indexed: impl ExactSizeIterator<Item = (&'a SessionId, Stamps, &'a Summary)>) {
    if indexed.len() == 0 {
        let _ = fs::remove_file(sessions.join(FILE));
        return;
    }
    let Some(rest) = record::write(indexed) else { return };
    let Ok(mut file) = beside(sessions, Access::Private) else { return };
    let written = file.write_all(&head_of(&rest)).and_then(|()| file.write_all(&rest));
    if written.is_ok() {
        let _ = file.persist(sessions.join(FILE));
    }
}

/// What stands before the rest of an index.
fn head_of(rest: &[u8]) -> Vec<u8> {
    let mut hasher = std::hash::DefaultHasher::new();
    hasher.write(rest);
    [MAGIC.as_slice(), &PROGRAM.to_le_bytes(), &hasher.finish().to_le_bytes()].concat()
}
