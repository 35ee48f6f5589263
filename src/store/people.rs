//! Reads and changes people.json, the only place where names stand.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::core::check::{FileProblem, Problem};
use crate::core::people::People;

use super::atomic::{Access, make_folder};
use super::documents::{self, read_document};
use super::error::{Error, Result, first_of, io};
use super::listing::{is_session, listing};
use super::opening;
use super::workspace::Workspace;

/// The file's name within `sessions/`.
pub(super) const FILE: &str = "people.json";
/// The name of the file within `sessions/` that is locked while people are changed.
pub(super) const PEOPLE_LOCK: &str = ".people.lock";

/// The people in a folder of sessions: nobody where there is neither their file nor any session. Where the file alone is gone, nobody
/// knows any more whose sessions they are, and a new one with the next name in it would hide that.
///
/// # Errors
/// Every problem of the file.
pub(super) fn people_in(sessions: &Path) -> Result<People> {
    let path = sessions.join(FILE);
    if fs::symlink_metadata(&path).is_ok() {
        return read_document(&path).map_err(|error| match error {
            Error::Documents(problems) => Error::Documents(problems.into_iter().map(nameless).collect()),
            other => other,
        });
    }
    let found = listing(sessions)?;
    let has_sessions = found.sessions.iter().any(|id| is_session(&sessions.join(id.as_str())));
    if !has_sessions && found.imports.is_empty() {
        return Ok(People::default());
    }
    Err(Error::Documents(vec![nameless(FileProblem::of(&path, Problem::at("", "the file is missing")))]))
}

/// What it means that people can't be read, whatever is wrong with their file: it may be gone, or cut off.
fn nameless(mut problem: FileProblem) -> FileProblem {
    let Problem { message, hint, .. } = &mut problem.problem;
    *message = format!("{message}, so that everybody in these sessions is known by an id alone");
    let mend = hint.take().map(|hint| format!("{hint}; or ")).unwrap_or_default();
    *hint =
        Some(format!("{mend}put it back from a copy; to go on without the names, write {{ \"version\": 1 }} into it"));
    problem
}

/// Where the names stand.
pub(crate) fn people_file(workspace: &Workspace) -> PathBuf {
    workspace.sessions().join(FILE)
}

/// That the people known here can be read, which whatever gives somebody a name needs.
///
/// # Errors
/// Every problem of their file.
pub(crate) fn needs_people(workspace: &Workspace) -> Result<People> {
    people_in(&workspace.sessions())
}

/// The people known here.
///
/// # Errors
/// The first problem of the file.
pub(crate) fn read_people(workspace: &Workspace) -> std::result::Result<People, FileProblem> {
    let sessions = workspace.sessions();
    people_in(&sessions).map_err(|error| {
        let path = sessions.join(FILE);
        let unknown = || FileProblem::of(&path, Problem::at("", "it can't be read"));
        first_of(error.problems(&path)).unwrap_or_else(unknown)
    })
}

/// Looks at the people known here and changes them. A lock is held meanwhile, so that two processes that meet the same newcomer agree on
/// who it is, and neither loses the other's change. Where the change fails, nobody is changed.
///
/// # Errors
/// Every problem of the file, what the system refused, or what the change failed with.
pub fn with_people<T, E: From<Error>>(
    workspace: &Workspace,
    change: impl FnOnce(&mut People) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    with_people_in(&workspace.sessions(), change)
}

/// The same, in the folder that holds the sessions.
pub(super) fn with_people_in<T, E: From<Error>>(
    folder: &Path,
    change: impl FnOnce(&mut People) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    let mut locked = Locked::read(folder)?;
    let result = change(&mut locked.people)?;
    locked.keep()?;
    Ok(result)
}

/// The people, and the lock that keeps every other process from changing them.
pub(super) struct Locked {
    pub(super) people: People,
    before: People,
    folder: PathBuf,
    _lock: File,
}

impl Locked {
    /// Waits for the lock, then reads.
    ///
    /// # Errors
    /// Every problem of the file, or what the system refused.
    pub(super) fn read(folder: &Path) -> Result<Self> {
        make_folder(folder, Access::Private)?;
        let path = folder.join(PEOPLE_LOCK);
        let lock = opening::to_append_or_make(&path).map_err(io("write", &path))?;
        lock.lock().map_err(io("lock", &path))?;
        let people = people_in(folder)?;
        Ok(Self { before: people.clone(), people, folder: folder.to_owned(), _lock: lock })
    }

    /// Writes the people where they changed; the lock is held on.
    ///
    /// # Errors
    /// What the system refused.
    pub(super) fn keep(&self) -> Result<()> {
        if self.people == self.before {
            return Ok(());
        }
        documents::write(&self.folder.join(FILE), &self.people)
    }
}
