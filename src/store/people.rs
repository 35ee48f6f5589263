//! Reads and changes people.json, the only place where names stand.

use std::fs::File;
use std::path::Path;

use crate::core::people::People;

use super::atomic::{Access, make_folder, replace};
use super::documents::load_people;
use super::error::{Result, io};
use super::workspace::Workspace;

/// The file's name within `sessions/`.
pub(super) const FILE: &str = "people.json";

/// The people known here.
///
/// # Errors
/// Every problem of the file.
pub(crate) fn read_people(workspace: &Workspace) -> Result<People> {
    load_people(&workspace.sessions().join(FILE))
}

/// Changes the people known here; a lock keeps two processes from losing each other's change.
///
/// # Errors
/// Every problem of the file, or what the system refused.
pub fn with_people<T>(workspace: &Workspace, change: impl FnOnce(&mut People) -> T) -> Result<T> {
    with_people_in(&workspace.sessions(), change)
}

/// The same, in the folder that holds the sessions.
pub(super) fn with_people_in<T>(folder: &Path, change: impl FnOnce(&mut People) -> T) -> Result<T> {
    make_folder(folder, Access::Private)?;
    let path = folder.join(".people.lock");
    let lock = File::options().create(true).append(true).open(&path).map_err(io("write", &path))?;
    lock.lock().map_err(io("lock", &path))?;
    let mut people = load_people(&folder.join(FILE))?;
    let before = people.clone();
    let result = change(&mut people);
    if people != before {
        let text = serde_json::to_string_pretty(&people).unwrap_or_default() + "\n";
        replace(&folder.join(FILE), text.as_bytes(), Access::Private)?;
    }
    Ok(result)
}
