//! Who may read what is known of candidates: their owner alone. Earlier versions, copies and restored backups left it open to others.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Closes a folder to others; where it was open to them, everything below it, too. What belongs to somebody else stays as it is, and
/// keeps nobody from working: `check` names it.
pub(super) fn close(folder: &Path) {
    if is_open(folder) {
        for path in open(folder) {
            shut(&path);
        }
    }
}

/// What others can read of the folder that a link leads to; none where it is no link.
pub(super) fn open_behind(link: &Path) -> Option<Vec<PathBuf>> {
    let folder = link.is_symlink().then(|| fs::canonicalize(link)).and_then(io::Result::ok)?;
    Some(open(&folder))
}

/// What others can read of a folder: nothing where it is closed, however open what lies in it is.
pub(super) fn open(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut looked_at = vec![folder.to_owned()];
    while let Some(path) = looked_at.pop() {
        if !is_open(&path) {
            continue;
        }
        // Not through a link: what it leads to is not ours to close.
        looked_at.extend(fs::read_dir(&path).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())));
        found.push(path);
    }
    found.sort();
    found
}

#[cfg(unix)]
fn is_open(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let found = fs::symlink_metadata(path);
    found.is_ok_and(|found| !found.is_symlink() && found.mode() & 0o077 != 0)
}

#[cfg(unix)]
fn shut(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    if let Ok(found) = fs::symlink_metadata(path) {
        let mode = found.permissions().mode() & 0o700;
        let _ = fs::set_permissions(path, fs::Permissions::from_mode(mode));
    }
}

/// Elsewhere a user's folder is closed to others by the system.
#[cfg(not(unix))]
fn is_open(_: &Path) -> bool {
    false
}

#[cfg(not(unix))]
fn shut(_: &Path) {}
