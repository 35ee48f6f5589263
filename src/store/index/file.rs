//! The files of the index: a head that says whether the rest is to be trusted, and the rest.

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
pub(super) const HEAD: usize = MAGIC.len() + 8 + 8;

/// What such a file holds behind its head; none where it is damaged, or another program's.
pub(super) fn rest_of(bytes: &[u8]) -> Option<&[u8]> {
    let (head, rest) = bytes.split_at_checked(HEAD)?;
    (*head == *head_of(rest)).then_some(rest)
}

/// Puts a file with its head, and these parts after one another, in the place of the one before, unless the system refuses.
pub(super) fn put(sessions: &Path, name: &str, parts: [&[u8]; 2]) {
    let Ok(mut file) = beside(sessions, Access::Private) else { return };
    let head = head_with(checksum(parts));
    let written = [head.as_slice()].into_iter().chain(parts).try_for_each(|part| file.write_all(part));
    if written.is_ok() {
        let _ = file.persist(sessions.join(name));
    }
}

/// What stands before the rest of an index.
pub(super) fn head_of(rest: &[u8]) -> Vec<u8> {
    head_with(checksum([rest, &[]]))
}

fn head_with(checksum: u64) -> Vec<u8> {
    [MAGIC.as_slice(), &PROGRAM.to_le_bytes(), &checksum.to_le_bytes()].concat()
}

/// What tells damaged bytes from those that were written: how many they are, and their CRC-32, which any damage of one or two bits, or
/// within four bytes, makes another.
pub(super) fn checksum(parts: [&[u8]; 2]) -> u64 {
    let mut hasher = crc32fast::Hasher::new();
    for part in parts {
        hasher.update(part);
    }
    let length: usize = parts.iter().map(|part| part.len()).sum();
    u64::from(hasher.finalize()) | ((length as u64) << 32)
}
