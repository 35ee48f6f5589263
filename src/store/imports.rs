//! Imported ratings: immutable documents beside the sessions, named by their content.

use std::path::PathBuf;

use sha2::{Digest as _, Sha256};

use crate::core::ids::SessionId;
use crate::core::panel::Import;
use crate::core::session::Session;

use super::atomic::{Access, replace};
use super::documents::{files, read_trusted};
use super::error::Result;
use super::workspace::Workspace;

const START: &str = "import-";

/// Stores an import; a second one of the same content changes nothing.
///
/// # Errors
/// What the system refused.
pub(crate) fn store_import(workspace: &Workspace, import: &Import) -> Result<(PathBuf, bool)> {
    let text = serde_json::to_string_pretty(import).unwrap_or_default() + "\n";
    let digest = Sha256::digest(text.as_bytes());
    let name: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let path = workspace.sessions().join(format!("{START}{name}.json"));
    if path.exists() {
        return Ok((path, false));
    }
    replace(&path, text.as_bytes(), Access::Private)?;
    Ok((path, true))
}

/// The sessions that the imports stand for, with their names.
pub(super) fn imported(workspace: &Workspace) -> Result<Vec<(SessionId, Session)>> {
    let mut found = Vec::new();
    for path in files(&workspace.sessions(), "json")? {
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        if let Some(mark) = name.strip_prefix(START) {
            let import: Import = read_trusted(&path)?;
            let mark: String = mark.chars().take(4).collect();
            found.extend(import.sessions(&mark));
        }
    }
    Ok(found)
}
