//! Kits: in a file that a person names, or in the workspace by name.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use crate::core::ids::KitId;
use crate::core::plan::Kit;

use super::documents::{files, read_document, read_named};
use super::error::Result;
use super::workspace::Workspace;

/// The kit in a file, or of that name in the workspace; nothing where a name is nobody's.
///
/// # Errors
/// Every problem of the file, and where a path leads to none.
pub(crate) fn load_kit(workspace: &Workspace, given: &Path) -> Result<Option<Kit>> {
    let is_there = |path: &Path| fs::symlink_metadata(path).is_ok();
    let own = workspace.folder("kits").join(given).with_extension("json");
    if is_there(given) && !(given.is_dir() && is_there(&own)) {
        return read_named(given).map(Some);
    }
    if is_there(&own) {
        return read_document(&own).map(Some);
    }
    if given.file_name() == Some(given.as_os_str()) { Ok(None) } else { read_named(given).map(Some) }
}

/// The names of the workspace's kits.
pub(crate) fn kit_names(workspace: &Workspace) -> Vec<KitId> {
    let files = files(&workspace.folder("kits"), "json").unwrap_or_default();
    let names = files.iter().filter_map(|path| path.file_stem().and_then(OsStr::to_str));
    names.filter_map(|name| KitId::new(name).ok()).collect()
}
