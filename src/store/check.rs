//! Checks a whole workspace: documents, kits and sessions, every problem at once.

use std::collections::BTreeMap;
use std::fs;

use crate::core::audit::Audit;
use crate::core::check::{self, Document, FileProblem, Problem};
use crate::core::plan::Kit;

use super::documents::{Loaded, Parts, files, load_people, read_all, read_document};
use super::embedded::shipped_text;
use super::error::{Error, Result};
use super::people::FILE;
use super::sessions;
use super::workspace::Workspace;

/// What a check finds.
#[derive(Debug, Clone, Default)]
pub(crate) struct Findings {
    /// Every problem, by file.
    pub problems: Vec<FileProblem>,
    /// The library as far as it reads, and which shipped documents the workspace replaces.
    pub loaded: Loaded,
    /// Questions without an entry, of banks that the workspace has an audit of.
    pub unaudited: usize,
}

/// Every problem of every document of a workspace, its audits, kits and sessions included.
///
/// # Errors
/// What the system refused.
pub(crate) fn check(workspace: &Workspace) -> Result<Findings> {
    let mut problems = Vec::new();
    let mut loaded = read_all(workspace, Parts::All, &mut problems)?;
    let found = check::library(&loaded.library).into_iter().chain(check::content(&loaded.library));
    let mut by_file: BTreeMap<String, Vec<Problem>> = BTreeMap::new();
    for (document, problem) in found {
        let file = file_of(&loaded, &document).unwrap_or("the shipped library");
        by_file.entry(file.to_owned()).or_default().push(problem);
    }
    let unaudited = audits(workspace, &loaded, &mut by_file, &mut problems)?;
    for (file, mut found) in by_file {
        if let Some(text) = text_of(&file) {
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
    Ok(Findings { problems, loaded, unaudited })
}

/// Holds the banks against the workspace's `banks/audit/`; gives the number of questions without an entry.
fn audits(
    workspace: &Workspace,
    loaded: &Loaded,
    by_file: &mut BTreeMap<String, Vec<Problem>>,
    problems: &mut Vec<FileProblem>,
) -> Result<usize> {
    let mut unaudited = 0;
    for path in files(&workspace.folder("banks").join("audit"), "json")? {
        let Some(audit) = collect(read_document::<Audit>(&path), problems)? else { continue };
        let file = path.display().to_string();
        let document = Document::Bank(audit.bank.to_string());
        let bank_file = file_of(loaded, &document);
        let text = bank_file.and_then(text_of);
        let (Some(bank), Some(bank_file), Some(text)) = (loaded.library.banks.get(&audit.bank), bank_file, text) else {
            let problem = Problem::at("/bank", format!("there is no bank `{}`", audit.bank));
            by_file.entry(file).or_default().push(problem.hint("take the audit out, or put the bank back"));
            continue;
        };
        let found = check::audited(bank, &text, &audit);
        unaudited += found.missing;
        by_file.entry(bank_file.to_owned()).or_default().extend(found.bank);
        by_file.entry(file).or_default().extend(found.audit);
    }
    Ok(unaudited)
}

/// Where a document of the library stands.
fn file_of<'a>(loaded: &'a Loaded, document: &Document) -> Option<&'a str> {
    loaded.files.iter().find(|(other, _)| other == document).map(|(_, file)| file.as_str())
}

/// The text of a document of the library.
fn text_of(file: &str) -> Option<String> {
    shipped_text(file).map(str::to_owned).or_else(|| fs::read_to_string(file).ok())
}

fn collect<T>(result: Result<T>, problems: &mut Vec<FileProblem>) -> Result<Option<T>> {
    match result {
        Ok(document) => Ok(Some(document)),
        Err(Error::Documents(found)) => {
            problems.extend(found);
            Ok(None)
        }
        Err(other) => Err(other),
    }
}
