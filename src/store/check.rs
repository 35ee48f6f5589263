//! Checks a whole workspace: documents, kits and sessions, every problem at once.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::core::audit::Audit;
use crate::core::check::{self, Document, FileProblem, Problem};
use crate::core::library::Marker;
use crate::core::people::People;
use crate::core::plan::Kit;

use super::archive;
use super::atomic;
use super::documents::{Loaded, Parts, files, read_all, read_document};
use super::embedded::shipped_text;
use super::error::{Result, is_astray};
use super::people::{FILE, people_in};
use super::private;
use super::reading;
use super::session;
use super::sessions;
use super::strays::strays;
use super::workspace::{MARKER, Workspace};

/// What a check finds.
#[derive(Debug, Clone, Default)]
pub(crate) struct Findings {
    /// Every problem, by file.
    pub problems: Vec<FileProblem>,
    /// The library as far as it reads, and which shipped documents the workspace replaces.
    pub loaded: Loaded,
    /// Questions without an entry, of banks that the workspace has an audit of.
    pub unaudited: usize,
    /// What others can read of the sessions.
    pub open_to_others: Vec<String>,
    /// Whether that lies behind a link, so that it is not closed at the next write: what a link leads to is not hotseat's to close.
    pub behind_link: bool,
}

/// Every problem of every document of a workspace, its audits, kits and sessions included.
///
/// # Errors
/// Where the workspace is no folder.
pub(crate) fn check(workspace: &Workspace) -> Result<Findings> {
    workspace.is_folder()?;
    let mut problems = Vec::new();
    let mut loaded = read_all(workspace, Parts::All, &mut problems);
    // The content of shipped banks is checked by tests, and nobody here could mend it.
    let own = own_banks(&loaded);
    let content = check::content(&loaded.library, |bank| own.contains(bank.as_str()));
    let unread = |what: &str, name: &str| {
        let path = workspace.folder(&format!("{what}s")).join(format!("{name}.json"));
        let FileProblem { file, problem } = problems.iter().find(|found| Path::new(&found.file) == path)?;
        let at = problem.at.map_or_else(String::new, |at| format!(":{}:{}", at.line, at.column));
        Some(format!("{file}{at}: {}", problem.message))
    };
    let by_document: Vec<_> = check::library(&loaded.library, &unread).into_iter().chain(content).collect();
    let mut by_file: BTreeMap<String, Vec<Problem>> = BTreeMap::new();
    for (document, problem) in by_document {
        let file = file_of(&loaded, &document).unwrap_or("the shipped library");
        by_file.entry(file.to_owned()).or_default().push(problem);
    }
    for (_, file) in loaded.files.iter().filter(|(_, file)| shipped_text(file).is_none()) {
        by_file
            .entry(file.clone())
            .or_default()
            .extend(text_of(file).map(|text| check::doubled_keys(&text)).unwrap_or_default());
    }
    let unaudited = audits(workspace, &loaded, &mut by_file, &mut problems);
    for (file, mut found) in by_file {
        if let Some(text) = text_of(&file) {
            check::place(&text, &mut found);
        }
        problems.extend(found.into_iter().map(|problem| FileProblem { file: file.clone(), problem }));
    }
    for path in found(files(&workspace.folder("kits"), "json"), &workspace.folder("kits"), &mut problems) {
        collect(read_document::<Kit>(&path), &path, &mut problems);
    }
    let marker = workspace.root.join(MARKER);
    if fs::symlink_metadata(&marker).is_ok() {
        collect(read_document::<Marker>(&marker), &marker, &mut problems);
    }
    let people = workspace.sessions().join(FILE);
    // Where the sessions can't be looked into, that is a problem of its own.
    let known = if is_astray(&workspace.sessions()) { Ok(People::default()) } else { people_in(&workspace.sessions()) };
    if let Some(known) = collect(known, &people, &mut problems) {
        let mut doubled = check::people(&known);
        let text = text_of(&people.display().to_string()).unwrap_or_default();
        check::place(&text, &mut doubled);
        doubled.extend(check::doubled_keys(&text));
        problems.extend(doubled.into_iter().map(|problem| FileProblem::of(&people, problem)));
    }
    let of_sessions = found(sessions::problems(workspace), &workspace.sessions(), &mut problems);
    problems.extend(of_sessions);
    problems.extend(archive::all(workspace).map(|archive| archive.doubled).unwrap_or_default());
    problems.extend(strays(&workspace.sessions()));
    problems.extend(leftovers(workspace));
    problems.sort();
    problems.dedup();
    loaded.replaced.sort();
    let sessions = workspace.sessions();
    let behind = private::open_behind(&sessions);
    let behind_link = behind.is_some();
    let open = behind.unwrap_or_else(|| private::open(&sessions));
    let open_to_others = open.iter().map(|path| path.display().to_string()).collect();
    Ok(Findings { problems, loaded, unaudited, open_to_others, behind_link })
}

/// Holds the banks against the workspace's `banks/audit/`; gives the number of questions without an entry.
fn audits(
    workspace: &Workspace,
    loaded: &Loaded,
    by_file: &mut BTreeMap<String, Vec<Problem>>,
    problems: &mut Vec<FileProblem>,
) -> usize {
    let mut unaudited = 0;
    let folder = workspace.folder("banks").join("audit");
    for path in found(files(&folder, "json"), &folder, problems) {
        let Some(audit) = collect(read_document::<Audit>(&path), &path, problems) else { continue };
        let file = path.display().to_string();
        let document = Document::Bank(audit.bank.to_string());
        let bank_file = file_of(loaded, &document);
        let text = bank_file.and_then(text_of);
        let (Some(bank), Some(bank_file), Some(text)) = (loaded.library.banks.get(&audit.bank), bank_file, text) else {
            let bank_there =
                fs::symlink_metadata(workspace.folder("banks").join(format!("{}.json", audit.bank))).is_ok();
            let (message, hint) = if bank_there {
                (
                    format!("the bank `{}` can't be read, so this audit was not held against it", audit.bank),
                    "mend the bank first, then check again",
                )
            } else {
                (format!("there is no bank `{}`", audit.bank), "take the audit out, or put the bank back")
            };
            by_file.entry(file).or_default().push(Problem::at("/bank", message).hint(hint));
            continue;
        };
        let audited = check::audited(bank, &text, &audit);
        by_file
            .entry(file.clone())
            .or_default()
            .extend(text_of(&file).map(|text| check::doubled_keys(&text)).unwrap_or_default());
        unaudited += audited.missing;
        by_file.entry(bank_file.to_owned()).or_default().extend(audited.bank);
        by_file.entry(file).or_default().extend(audited.audit);
    }
    unaudited
}

/// The banks of the library that are the workspace's.
fn own_banks(loaded: &Loaded) -> BTreeSet<String> {
    let own = loaded.files.iter().filter(|(_, file)| shipped_text(file).is_none());
    own.filter_map(|(document, _)| match document {
        Document::Bank(id) => Some(id.clone()),
        Document::Format(_)
        | Document::Rubric(_)
        | Document::Loops
        | Document::Tracks
        | Document::Technologies
        | Document::RatingWords => None,
    })
    .collect()
}

/// Where a document of the library stands.
fn file_of<'a>(loaded: &'a Loaded, document: &Document) -> Option<&'a str> {
    loaded.files.iter().find(|(other, _)| other == document).map(|(_, file)| file.as_str())
}

/// The text of a document of the library.
fn text_of(file: &str) -> Option<String> {
    shipped_text(file).map(str::to_owned).or_else(|| reading::text(Path::new(file)).ok())
}

/// What could be read; where it could not, the problems say why.
fn collect<T>(result: Result<T>, path: &Path, problems: &mut Vec<FileProblem>) -> Option<T> {
    result.map_err(|error| problems.extend(error.problems(path))).ok()
}

/// What was found in a folder; nothing where it can't be looked into, which the problems say.
fn found<T>(result: Result<Vec<T>>, folder: &Path, problems: &mut Vec<FileProblem>) -> Vec<T> {
    collect(result, folder, problems).unwrap_or_default()
}

/// What a process that was killed left behind: a session that was being made, a file that was being written.
fn leftovers(workspace: &Workspace) -> Vec<FileProblem> {
    let mut folders: Vec<PathBuf> =
        ["banks", "formats", "rubrics", "kits", "sessions"].map(|name| workspace.folder(name)).into();
    folders.extend(entries(&workspace.sessions()).filter(|path| path.is_dir()));
    let left = folders.iter().flat_map(|folder| entries(folder)).filter(|path| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        name.starts_with(atomic::WRITING) || name.starts_with(session::MAKING)
    });
    let hint = "remove it, unless another hotseat is at work just now";
    left.map(|path| FileProblem::of(&path, Problem::at("", "a process that was killed left this behind").hint(hint)))
        .collect()
}

/// What a folder holds; nothing where it can't be looked into.
fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()))
}
