//! Imported ratings: documents beside the sessions, named by their content.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::core::check::{FileProblem, Problem};
use crate::core::ids::SessionId;
use crate::core::panel::{Correction, Import};
use crate::core::people::People;
use crate::core::session::Session;

use super::atomic::{Access, replace};
use super::documents::{self, read_trusted};
use super::error::{Error, Result, io, unreadable};
use super::listing::{ImportFile, START, listing};
use super::people::Locked;
use super::workspace::Workspace;

/// What became of an import.
#[derive(Debug)]
pub(crate) enum ImportOutcome {
    /// It is stored there; so many ratings of earlier imports gave way to it, and of those these are other ones now.
    Stored(PathBuf, usize, Vec<Correction>),
    /// It stands there since it was imported before.
    Before(PathBuf),
    /// It was imported before, and is put back there: what stood in its place could not be read.
    PutBack(PathBuf),
    /// Nothing is stored, as so many of its ratings would count twice: those documents have them, too, these of them with other values.
    Doubles(usize, Vec<(PathBuf, Import)>, Vec<Correction>),
}

/// Makes an import of whom it names and stores it; a second one of the same content changes nothing. What an earlier import has, too,
/// would count twice: it gives way where that is wanted. All of it happens under the lock of people.json, so that two processes that
/// import one file know its newcomers by the same ids, and store one document.
///
/// # Errors
/// What the system refused, or what the making failed with; then nothing is stored.
pub(crate) fn store_import<E: From<Error>>(
    workspace: &Workspace,
    replaces: bool,
    make: impl FnOnce(&mut People) -> std::result::Result<Import, E>,
) -> std::result::Result<ImportOutcome, E> {
    let sessions = workspace.sessions();
    let mut locked = Locked::read(&sessions)?;
    let import = make(&mut locked.people)?;
    let (path, text) = written(&sessions, &import)?;
    let mut earlier: Vec<(PathBuf, Import)> = Vec::new();
    let others = import_files(workspace)?.into_iter().map(|file| file.path);
    for other in others.filter(|other| *other != path) {
        // One that can't be read counts nowhere; `check` names it.
        let Ok(found) = read_trusted::<Import>(&other) else { continue };
        if !found.also_in(&import).is_empty() {
            earlier.push((other, found));
        }
    }
    let lies = Lies::at(&path, &import)?;
    let is_there = lies == Lies::Same;
    let corrections = earlier.iter().flat_map(|(_, other)| other.corrections(&import)).collect();
    if !replaces && !earlier.is_empty() && !is_there {
        let left = earlier.iter().try_fold(import.clone(), |left, (_, other)| left.without(other));
        let doubled = import.rows.len() - left.map_or(0, |left| left.rows.len());
        return Ok(ImportOutcome::Doubles(doubled, earlier, corrections));
    }
    if !is_there {
        locked.keep()?;
        replace(&path, text.as_bytes(), Access::Private)?;
    }
    if !replaces || earlier.is_empty() {
        return Ok(match lies {
            Lies::Nothing => ImportOutcome::Stored(path, 0, corrections),
            Lies::Same => ImportOutcome::Before(path),
            Lies::Unreadable => ImportOutcome::PutBack(path),
        });
    }
    // The new ones stand first: where this is cut short, ratings stand twice, and none is lost.
    let mut gone = 0;
    for (old, other) in earlier {
        gone += other.also_in(&import).len();
        if let Some(left) = other.without(&import) {
            let (path, text) = written(&sessions, &left)?;
            replace(&path, text.as_bytes(), Access::Private)?;
        }
        fs::remove_file(&old).map_err(io("remove", &old))?;
    }
    Ok(ImportOutcome::Stored(path, gone, corrections))
}

/// What lies where an import is to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lies {
    Nothing,
    /// The import itself.
    Same,
    /// What can't be read, and has nothing that anybody could want to keep.
    Unreadable,
}

impl Lies {
    /// # Errors
    /// Where another document has the import's name, or a folder.
    fn at(path: &Path, import: &Import) -> Result<Self> {
        if fs::symlink_metadata(path).is_err() {
            return Ok(Self::Nothing);
        }
        if path.is_dir() {
            return Err(unreadable(path)(ErrorKind::IsADirectory.into()));
        }
        match read_trusted::<Import>(path) {
            Ok(found) if found == *import => Ok(Self::Same),
            Ok(_) => {
                let problem =
                    Problem::at("", "it was changed since it was imported, and says something else than the file");
                let hint = "move it away, and import the file again; or keep it, and do nothing";
                Err(Error::Documents(vec![FileProblem::of(path, problem.hint(hint))]))
            }
            Err(_) => Ok(Self::Unreadable),
        }
    }
}

/// Where an import stands, by its content, and as what.
fn written(sessions: &Path, import: &Import) -> Result<(PathBuf, String)> {
    let text = documents::written(import).map_err(io("write an import into", sessions))?;
    let digest = Sha256::digest(text.as_bytes());
    let name: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Ok((sessions.join(format!("{START}{name}.json")), text))
}

/// The documents of imports, by name.
pub(super) fn import_files(workspace: &Workspace) -> Result<Vec<ImportFile>> {
    Ok(listing(&workspace.sessions())?.imports)
}

/// What tells the sessions of an import from those of others.
fn mark(path: &Path) -> Option<String> {
    let name = path.file_stem()?.to_str()?.strip_prefix(START)?;
    // A copy may be called anything.
    Some(name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).take(4).collect())
}

/// The sessions that an import stands for, with their names.
///
/// # Errors
/// Every problem of the document.
pub(super) fn imported(path: &Path) -> Result<Vec<(SessionId, Session)>> {
    let import: Import = read_trusted(path)?;
    import.sessions(&mark(path).unwrap_or_default()).map_err(|error| {
        let problem = Problem::at("/rows", error.to_string());
        Error::Documents(vec![FileProblem::of(path, problem)])
    })
}

/// A session that an import stands for.
///
/// # Errors
/// Every problem of the document, and where it stands for no such session any more.
pub(super) fn session_in(path: &Path, id: &SessionId) -> Result<Session> {
    let found = imported(path)?.into_iter().find(|(other, _)| other == id).map(|(_, session)| session);
    found.ok_or_else(|| Error::NoSession { given: id.to_string(), near: Vec::new() })
}
