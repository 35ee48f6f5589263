//! Imported ratings: immutable documents beside the sessions, named by their content.

use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::core::check::{FileProblem, Problem};
use crate::core::ids::SessionId;
use crate::core::panel::Import;
use crate::core::people::People;
use crate::core::session::Session;

use super::atomic::{Access, replace};
use super::documents::{files, read_trusted};
use super::error::{Error, Result};
use super::people::Locked;
use super::workspace::Workspace;

const START: &str = "import-";

/// Makes an import of whom it names and stores it; a second one of the same content changes nothing. All of it happens under the lock of
/// people.json, so that two processes that import one file know its newcomers by the same ids, and store one document. Gives where it
/// stands, and whether it is new.
///
/// # Errors
/// What the system refused, or what the making failed with; then nothing is stored.
pub(crate) fn store_import<E: From<Error>>(
    workspace: &Workspace,
    make: impl FnOnce(&mut People) -> std::result::Result<Import, E>,
) -> std::result::Result<(PathBuf, bool), E> {
    let sessions = workspace.sessions();
    let mut locked = Locked::read(&sessions)?;
    let import = make(&mut locked.people)?;
    let text = serde_json::to_string_pretty(&import).unwrap_or_default() + "\n";
    let digest = Sha256::digest(text.as_bytes());
    let name: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let path = sessions.join(format!("{START}{name}.json"));
    if path.exists() {
        return Ok((path, false));
    }
    locked.keep()?;
    replace(&path, text.as_bytes(), Access::Private)?;
    Ok((path, true))
}

/// The documents of imports, by name.
pub(super) fn import_files(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let mut found = files(&workspace.sessions(), "json")?;
    found.retain(|path| mark(path).is_some());
    Ok(found)
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
