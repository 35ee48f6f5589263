//! The files of the index: a head that says whether the rest is to be trusted, and the rest.

use std::hash::Hasher as _;
use std::io::Write as _;
use std::path::Path;

use super::super::atomic::{Access, beside};

/// The largest of these files, in bytes: of more sessions than lie in any folder.
pub(super) const LARGEST: u64 = 1 << 30;
/// What every index begins with.
const MAGIC: &[u8; 16] = b"hotseat index 2\n";
/// Made of what the program derives and how it writes it down: another program's index does not fit.
const PROGRAM: u64 = match u64::from_str_radix(env!("HOTSEAT_CORE"), 16) {
    Ok(number) => number,
    Err(_) => 0,
};
/// The magic, the program, and the checksum of the rest.
const HEAD: usize = MAGIC.len() + 8 + 8;

/// What such a file holds behind its head; none where it is damaged, or another program's.
pub(super) fn rest_of(bytes: &[u8]) -> Option<&[u8]> {
    let (head, rest) = bytes.split_at_checked(HEAD)?;
    (*head == *head_of(rest)).then_some(rest)
}

/// Puts a file with its head in the place of the one before, unless the system refuses.
pub(super) fn put(sessions: &Path, name: &str, rest: &[u8]) {
    let Ok(mut file) = beside(sessions, Access::Private) else { return };
    let written = file.write_all(&head_of(rest)).and_then(|()| file.write_all(rest));
    if written.is_ok() {
        let _ = file.persist(sessions.join(name));
    }
}

/// What stands before the rest of an index.
fn head_of(rest: &[u8]) -> Vec<u8> {
    let mut hasher = std::hash::DefaultHasher::new();
    hasher.write(rest);
    [MAGIC.as_slice(), &PROGRAM.to_le_bytes(), &hasher.finish().to_le_bytes()].concat()
}
