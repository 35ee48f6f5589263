//! Imported ratings: documents beside the sessions, named by their content.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::core::check::{FileProblem, Problem};
use crate::core::ids::SessionId;
use crate::core::panel::{Correction, Import};
use crate::core::people::People;
use crate::core::session::Session;

use super::atomic::{Access, replace};
use super::documents::{self, read_trusted};
use super::error::{Error, Result, io};
use super::listing::{ImportFile, START, listing};
use super::people::Locked;
use super::workspace::Workspace;

/// What became of imports.
#[derive(Debug)]
pub(crate) enum ImportOutcome {
    /// They are stored there; so many ratings of earlier imports gave way to them, and of those these are other ones now.
    Stored(Vec<PathBuf>, usize, Vec<Correction>),
    /// They stand there since they were imported before.
    Before(Vec<PathBuf>),
    /// Nothing is stored, as so many of their ratings would count twice: those documents have them, too, these of them with other values.
    Doubles(usize, Vec<(PathBuf, Import)>, Vec<Correction>),
}

/// An import with the place and the text that it is to have.
struct PlacedImport {
    import: Import,
    path: PathBuf,
    text: String,
}

/// Makes imports of whom they name and stores them; one of the same content as before changes nothing. What an earlier import has, too,
/// would count twice: it gives way where that is wanted. All of it happens under the lock of people.json, so that two processes that
/// import one file know its newcomers by the same ids, and store one document.
///
/// # Errors
/// What the system refused, or what the making failed with; then nothing is stored.
pub(crate) fn store_imports<E: From<Error>>(
    workspace: &Workspace,
    replaces: bool,
    make: impl FnOnce(&mut People) -> std::result::Result<Vec<Import>, E>,
) -> std::result::Result<ImportOutcome, E> {
    let sessions = workspace.sessions();
    let mut locked = Locked::read(&sessions)?;
    let placed = make(&mut locked.people)?.into_iter().map(|import| written(&sessions, import));
    let placed: Vec<PlacedImport> = placed.collect::<Result<_>>()?;
    let paths: Vec<PathBuf> = placed.iter().map(|new| new.path.clone()).collect();
    let is_there: Vec<bool> = paths.iter().map(|path| path.exists()).collect();
    // One that stands there already meets only what it was stored beside, but where others are to give way.
    let meeting: Vec<&Import> = placed
        .iter()
        .zip(&is_there)
        .filter(|(_, is_there)| replaces || !**is_there)
        .map(|(new, _)| &new.import)
        .collect();
    let mut earlier: Vec<(PathBuf, Import)> = Vec::new();
    let others = import_files(workspace)?.into_iter().map(|file| file.path);
    for other in others.filter(|other| !paths.contains(other)) {
        // One that can't be read counts nowhere; `check` names it.
        let Ok(found) = read_trusted::<Import>(&other) else { continue };
        if meeting.iter().any(|new| !found.also_in(new).is_empty()) {
            earlier.push((other, found));
        }
    }
    let corrections =
        earlier.iter().flat_map(|(_, other)| meeting.iter().flat_map(|new| other.corrections(new))).collect();
    if !replaces && !earlier.is_empty() {
        let left = |new: &Import| {
            let left = earlier.iter().try_fold(new.clone(), |left, (_, other)| left.without(other));
            left.map_or(0, |left| left.rows.len())
        };
        let doubled = meeting.iter().map(|new| new.rows.len() - left(new)).sum();
        return Ok(ImportOutcome::Doubles(doubled, earlier, corrections));
    }
    if is_there.contains(&false) {
        locked.keep()?;
    }
    for (new, _) in placed.iter().zip(&is_there).filter(|(_, is_there)| !**is_there) {
        replace(&new.path, new.text.as_bytes(), Access::Private)?;
    }
    if earlier.is_empty() && !is_there.contains(&false) {
        return Ok(ImportOutcome::Before(paths));
    }
    // The new ones stand first: where this is cut short, ratings stand twice, and none is lost.
    let mut gone = 0;
    for (old, other) in earlier {
        let before = other.rows.len();
        let left = placed.iter().try_fold(other, |left, new| left.without(&new.import));
        gone += before - left.as_ref().map_or(0, |left| left.rows.len());
        if let Some(left) = left {
            let left = written(&sessions, left)?;
            replace(&left.path, left.text.as_bytes(), Access::Private)?;
        }
        fs::remove_file(&old).map_err(io("remove", &old))?;
    }
    Ok(ImportOutcome::Stored(paths, gone, corrections))
}

/// Where an import stands, by its content, and as what.
fn written(sessions: &Path, import: Import) -> Result<PlacedImport> {
    let text = documents::written(&import).map_err(io("write an import into", sessions))?;
    let digest = Sha256::digest(text.as_bytes());
    let name: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Ok(PlacedImport { import, path: sessions.join(format!("{START}{name}.json")), text })
}

/// The documents of imports, by name.
pub(super) fn import_files(workspace: &Workspace) -> Result<Vec<ImportFile>> {
    Ok(listing(&workspace.sessions())?.imports)
}

/// What tells the sessions of an import from those of others.
fn mark(path: &Path) -> Option<String> {
    let name = path.file_stem()?.to_str()?.strip_prefix(START)?;
    Some(name.chars().take(4).collect())
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
