//! Kits and plans: in a file that a person names, or in the workspace by name.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::core::ids::KitId;
use crate::core::plan::{Kit, Plan};

use super::documents::{files, named_text, parse_text, read_document, read_named};
use super::error::{Error, Result};
use super::workspace::Workspace;

/// What is frozen in a file: the plans of an opening, or one of a session.
pub(crate) enum KitOrPlan {
    /// A kit.
    Kit(Kit),
    /// A plan.
    Plan(Box<Plan>),
}

/// The kit in a file, or of that name in the workspace; nothing where a name is nobody's.
///
/// # Errors
/// Every problem of the file, and where a path leads to none.
pub(crate) fn load_kit(workspace: &Workspace, given: &Path) -> Result<Option<Kit>> {
    match place(workspace, given) {
        KitPlace::Own(path) => read_document(&path).map(Some),
        KitPlace::Given => read_named(given).map(Some).map_err(named),
        KitPlace::Nowhere => Ok(None),
    }
}

/// The kit or the plan in a file, or the kit of that name in the workspace; nothing where a name is nobody's.
///
/// # Errors
/// As for [`load_kit`].
pub(crate) fn load_frozen(workspace: &Workspace, given: &Path) -> Result<Option<KitOrPlan>> {
    match place(workspace, given) {
        KitPlace::Own(path) => read_document(&path).map(|kit| Some(KitOrPlan::Kit(kit))),
        KitPlace::Given => {
            let text = named_text(given).map_err(named)?;
            // A kit has rounds, a plan has sections; whatever has neither is no kit, which is then said.
            let is_plan = |value: &Value| value.get("rounds").is_none() && value.get("sections").is_some();
            if serde_json::from_str(&text).is_ok_and(|value: Value| is_plan(&value)) {
                return parse_text(given, &text).map(|plan| Some(KitOrPlan::Plan(Box::new(plan)))).map_err(named);
            }
            parse_text(given, &text).map(|kit| Some(KitOrPlan::Kit(kit))).map_err(named)
        }
        KitPlace::Nowhere => Ok(None),
    }
}

/// The problems of a file that a person named, which no check of the workspace sees.
fn named(error: Error) -> Error {
    match error {
        Error::Documents(problems) => Error::Named(problems),
        other => other,
    }
}

/// The first file of a folder that was named in the place of a kit's file; nothing where no folder was, or no such file is in it.
pub(crate) fn in_folder(workspace: &Workspace, given: &Path) -> Option<PathBuf> {
    match place(workspace, given) {
        KitPlace::Given if given.is_dir() => files(given, "json").ok()?.into_iter().next(),
        KitPlace::Given | KitPlace::Own(_) | KitPlace::Nowhere => None,
    }
}

/// Where what a person named lies.
enum KitPlace {
    /// It is of the workspace.
    Own(PathBuf),
    /// Where the person said.
    Given,
    /// It is a name, and nobody's.
    Nowhere,
}

fn place(workspace: &Workspace, given: &Path) -> KitPlace {
    let is_there = |path: &Path| fs::symlink_metadata(path).is_ok();
    let own = workspace.folder("kits").join(given).with_extension("json");
    if is_there(given) && !(given.is_dir() && is_there(&own)) {
        return KitPlace::Given;
    }
    if is_there(&own) {
        return KitPlace::Own(own);
    }
    if given.file_name() == Some(given.as_os_str()) { KitPlace::Nowhere } else { KitPlace::Given }
}

/// The names of the workspace's kits.
pub(crate) fn kit_names(workspace: &Workspace) -> Vec<KitId> {
    let files = files(&workspace.folder("kits"), "json").unwrap_or_default();
    let names = files.iter().filter_map(|path| path.file_stem().and_then(OsStr::to_str));
    names.filter_map(|name| KitId::new(name).ok()).collect()
}
