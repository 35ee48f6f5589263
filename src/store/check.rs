//! Checks a whole workspace: documents, kits and sessions, every problem at once.

use std::fs;

use crate::core::check;
use crate::core::plan::Kit;

use super::documents::{Loaded, Parts, files, load_people, read_all, read_document};
use super::error::{Error, FileProblem, Result};
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
    for (document, mut problem) in found {
        let file = loaded.files.iter().find(|(other, _)| *other == document).map(|(_, file)| file.clone());
        let file = file.unwrap_or_else(|| "the shipped library".into());
        if let Ok(text) = fs::read_to_string(&file) {
            check::place(&text, &mut problem);
        }
        problems.push(FileProblem { file, problem });
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
