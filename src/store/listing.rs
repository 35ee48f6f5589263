//! What lies in the folder of the sessions, by its names.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::core::ids::{NotAName, SessionId};

use super::error::{Result, is_astray, unreadable};

/// The files of a session without which it is none.
pub(super) const PLAN: &str = "plan.json";
pub(super) const JOURNAL: &str = "journal.jsonl";
/// How the name of an import begins.
pub(super) const START: &str = "import-";

/// The document of an import.
#[derive(Debug, Clone)]
pub(super) struct ImportFile {
    pub(super) name: String,
    pub(super) path: PathBuf,
}

impl ImportFile {
    /// What is called as an import is among the sessions, whatever stands there.
    pub(super) fn of(sessions: &Path, name: String) -> Option<Self> {
        if !name.starts_with(START) || Path::new(&name).extension().is_none_or(|ending| ending != "json") {
            return None;
        }
        let path = sessions.join(&name);
        Some(Self { name, path })
    }
}

/// What lies in the folder of the sessions.
#[derive(Default)]
pub(super) struct SessionsListing {
    /// What is called as a session is, by name.
    pub(super) sessions: Vec<SessionId>,
    /// The documents of imports, by name.
    pub(super) imports: Vec<ImportFile>,
}

/// What lies in the folder of the sessions; nothing where there is no folder.
///
/// # Errors
/// Where it can't be looked into.
pub(super) fn listing(sessions: &Path) -> Result<SessionsListing> {
    let entries = match fs::read_dir(sessions) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !sessions.is_symlink() => {
            return Ok(SessionsListing::default());
        }
        Err(error) => return Err(unreadable(sessions)(error)),
    };
    let mut listing = SessionsListing::default();
    for entry in entries {
        let Ok(name) = entry.map_err(unreadable(sessions))?.file_name().into_string() else { continue };
        match SessionId::new(name) {
            Ok(id) => listing.sessions.push(id),
            Err(NotAName(name)) => listing.imports.extend(ImportFile::of(sessions, name)),
        }
    }
    listing.sessions.sort_unstable();
    listing.imports.sort_unstable_by(|one, other| one.name.cmp(&other.name));
    Ok(listing)
}

/// Whether a folder is a session's: whoever can't look into it must say so, and a link that leads nowhere is there, too.
pub(super) fn is_session(folder: &Path) -> bool {
    let holds = |file: &str| match fs::symlink_metadata(folder.join(file)) {
        Ok(_) => true,
        Err(error) => !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory),
    };
    holds(JOURNAL) || holds(PLAN) || is_astray(folder)
}
