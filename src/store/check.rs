//! Checks a whole workspace: documents, kits and sessions, every problem at once.

use std::collections::BTreeMap;
use std::fs;

use crate::core::check::{self, FileProblem, Problem};
use crate::core::plan::Kit;

use super::documents::{Loaded, Parts, files, load_people, read_all, read_document};
use super::embedded::shipped_text;
use super::error::{Error, Result};
use super::people::FILE;
use super::sessions;
use super::workspace::Workspace;

/// Every problem of every document of a workspace, its kits and sessions included; and which shipped documents it replaces.
///
/// # Errors
/// What the system refused.
pub fn check(workspace: &Workspace) -> Result<(Vec<FileProblem>, Loaded)> {
    let mut problems = Vec::new();
    let mut loaded = read_all(workspace, Parts::All, &mut problems)?;
    let found = check::library(&loaded.library).into_iter().chain(check::content(&loaded.library));
    let mut by_file: BTreeMap<String, Vec<Problem>> = BTreeMap::new();
    for (document, problem) in found {
        let file = loaded.files.iter().find(|(other, _)| *other == document).map(|(_, file)| file.clone());
        by_file.entry(file.unwrap_or_else(|| "the shipped library".into())).or_default().push(problem);
    }
    for (file, mut found) in by_file {
        let own = || fs::read_to_string(&file).ok();
        if let Some(text) = shipped_text(&file).map(str::to_owned).or_else(own) {
            check::place(&text, &mut found);
        }
        problems.extend(found.into_iter().map(|problem| FileProblem { file: file.clone(), problem }));
    }
    for path in files(&workspace.folder("kits"), "json")? {
        collect(read_document::<Kit>(&path).map(|_| ()), &mut problems)?;
    }
    collect(load_people(&workspace.sessions().join(FILE)).map(|_| ()), &mut problems)?;
    problems.extend(sessions::problems(workspace)?);
    problems.sort();
    loaded.replaced.sort();
    Ok((problems, loaded))
}

fn collect(result: Result<()>, problems: &mut Vec<FileProblem>) -> Result<()> {
    match result {
        Err(Error::Documents(found)) => problems.extend(found),
        Err(other) => return Err(other),
        Ok(()) => {}
    }
    Ok(())
}
