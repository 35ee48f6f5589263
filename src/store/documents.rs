//! Reads the library: the shipped documents, with those of the workspace laid over them, id by id.

use std::fs;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use crate::core::bank::Bank;
use crate::core::check::{self, Checkable, Document, FileProblem, Problem};
use crate::core::format::{Format, Loops, Technologies, Tracks};
use crate::core::library::Library;
use crate::core::people::People;
use crate::core::plan::{Kit, Plan};
use crate::core::rubric::Rubric;

use super::embedded::shipped;
use super::error::{Error, Result, io};
use super::workspace::Workspace;

/// The largest document that is read, in bytes.
pub(crate) const LARGEST: u64 = 32 << 20;

/// Which parts of the library are needed; reading all takes longest for the banks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parts {
    /// Formats, loops, tracks, technologies and rubrics.
    WithoutBanks,
    /// Everything.
    All,
}

/// The library, and which shipped documents the workspace replaces.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// The library.
    pub library: Library,
    /// Shipped documents that the workspace replaces, by path.
    pub replaced: Vec<String>,
    /// Where a document of the workspace stands, for naming the file of a problem.
    pub(super) files: Vec<(Document, String)>,
}

/// Reads the library.
///
/// # Errors
/// Every problem of every document of the workspace.
pub fn load(workspace: &Workspace, parts: Parts) -> Result<Loaded> {
    let mut problems = Vec::new();
    let loaded = read_all(workspace, parts, &mut problems)?;
    if problems.is_empty() { Ok(loaded) } else { Err(Error::Documents(problems)) }
}

pub(super) fn read_all(workspace: &Workspace, parts: Parts, problems: &mut Vec<FileProblem>) -> Result<Loaded> {
    let mut loaded = Loaded::default();
    let folders: &[&str] = if parts == Parts::All { &["rubrics", "formats", "banks"] } else { &["rubrics", "formats"] };
    for folder in folders {
        for (path, text) in shipped(folder) {
            let put = place(&mut loaded, Unread { path, text, whose: Whose::Shipped }, problems);
            debug_assert!(put, "{path} is shipped but does not read");
        }
        for path in files(&workspace.folder(folder), "json")? {
            let name = path.display().to_string();
            match text(&path) {
                Ok(text) => {
                    place(&mut loaded, Unread { path: &name, text: &text, whose: Whose::Own }, problems);
                }
                Err(problem) => problems.push(FileProblem { file: name, problem }),
            }
        }
    }
    Ok(loaded)
}

/// Whose a document is. Shipped ones are checked by tests, so that a start need not check them again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Shipped,
    Own,
}

/// A document as it was found.
#[derive(Clone, Copy)]
struct Unread<'a> {
    path: &'a str,
    text: &'a str,
    whose: Whose,
}

/// Puts a document where its folder and name say it belongs.
fn place(loaded: &mut Loaded, unread: Unread<'_>, problems: &mut Vec<FileProblem>) -> bool {
    let path = unread.path;
    let file = Path::new(path);
    let folder = file.parent().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or_default();
    let stem = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    let library = &mut loaded.library;
    let mut replaced = false;
    let document = match (folder, stem.as_str()) {
        ("banks", _) => read::<Bank>(unread, problems).map(|bank| {
            named(path, &stem, bank.id.as_str(), problems);
            let document = Document::Bank(bank.id.to_string());
            replaced = library.banks.insert(bank.id.clone(), bank).is_some();
            document
        }),
        ("rubrics", _) => read::<Rubric>(unread, problems).map(|rubric| {
            named(path, &stem, rubric.id.as_str(), problems);
            replaced = library.rubrics.insert(rubric.id.clone(), rubric).is_some();
            Document::Rubric(stem.clone())
        }),
        ("formats", "loops") => read::<Loops>(unread, problems).map(|loops| {
            replaced = !std::mem::replace(&mut library.loops, loops.loops).is_empty();
            Document::Loops
        }),
        ("formats", "tracks") => read::<Tracks>(unread, problems).map(|tracks| {
            replaced = !std::mem::replace(&mut library.tracks, tracks.tracks).is_empty();
            Document::Tracks
        }),
        ("formats", "technologies") => read::<Technologies>(unread, problems).map(|list| {
            replaced = !std::mem::replace(&mut library.technologies, list.technologies).is_empty();
            Document::Technologies
        }),
        ("formats", _) => read::<Format>(unread, problems).map(|format| {
            named(path, &stem, format.id.as_str(), problems);
            let document = Document::Format(format.id.to_string());
            replaced = library.formats.insert(format.id.clone(), format).is_some();
            document
        }),
        // No other folder is looked into.
        _ => None,
    };
    let Some(document) = document else { return false };
    if unread.whose == Whose::Own && replaced {
        loaded.replaced.push(format!("{folder}/{stem}.json"));
    }
    loaded.files.retain(|(other, _)| *other != document);
    loaded.files.push((document, path.to_owned()));
    true
}

fn read<T: Checkable>(unread: Unread<'_>, problems: &mut Vec<FileProblem>) -> Option<T> {
    let Unread { path, text, whose } = unread;
    let found = match whose {
        Whose::Own => check::read(text),
        Whose::Shipped => serde_json::from_str(text).map_err(|e| vec![Problem::at("", e.to_string())]),
    };
    match found {
        Ok(document) => Some(document),
        Err(found) => {
            problems.extend(found.into_iter().map(|problem| FileProblem { file: path.to_owned(), problem }));
            None
        }
    }
}

/// A document is called as its file is, so that people find it.
fn named(path: &str, stem: &str, id: &str, problems: &mut Vec<FileProblem>) {
    if stem != id {
        let message = format!("the id is `{id}`, but the file is called `{stem}`");
        let problem = Problem::at("/id", message).hint("make them the same");
        problems.push(FileProblem { file: path.to_owned(), problem });
    }
}

/// A file's text, if it can be read as text.
fn text(path: &Path) -> std::result::Result<String, Problem> {
    let size = fs::metadata(path).map(|data| data.len()).map_err(|error| Problem::at("", error.to_string()))?;
    if size > LARGEST {
        let message = format!("the file has {} MB; at most {} MB are read", size >> 20, LARGEST >> 20);
        return Err(Problem::at("", message).hint("split it into several documents"));
    }
    let bytes = fs::read(path).map_err(|error| Problem::at("", error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..at).unwrap_or_default();
        let line = before.split(|byte| *byte == b'\n').count();
        let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |position| position + 1);
        let column = String::from_utf8_lossy(&before[line_start..]).chars().count() + 1;
        let mut problem = Problem::at("", "the file is not UTF-8 text").hint("save it as UTF-8 in your editor");
        problem.at = Some(check::Position { line, column });
        problem
    })
}

/// The files of a folder with an ending, in the order of names; none where there is no folder.
pub(super) fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(io("read the folder", folder)(error)),
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(io("read the folder", folder))?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if path.is_file() && !hidden && path.extension().is_some_and(|extension| extension == ending) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Reads one document of a file, with every problem.
pub(super) fn read_document<T: Checkable>(path: &Path) -> Result<T> {
    let file = path.display().to_string();
    let bad = |problems: Vec<Problem>| {
        Error::Documents(problems.into_iter().map(|problem| FileProblem { file: file.clone(), problem }).collect())
    };
    if !path.exists() {
        return Err(io("read", path)(std::io::ErrorKind::NotFound.into()));
    }
    let text = text(path).map_err(|problem| bad(vec![problem]))?;
    check::read(&text).map_err(bad)
}

/// Reads a kit from a file.
///
/// # Errors
/// Every problem of the file.
pub(crate) fn load_kit(path: &Path) -> Result<Kit> {
    read_document(path)
}

/// Reads a session's plan.
pub(super) fn load_plan(path: &Path) -> Result<Plan> {
    read_trusted(path)
}

/// Reads a document that the program itself wrote: quickly, and with every problem only where it does not read.
pub(super) fn read_trusted<T: Checkable + DeserializeOwned>(path: &Path) -> Result<T> {
    let bytes = fs::read(path).map_err(io("read", path))?;
    serde_json::from_slice(&bytes).or_else(|_| read_document(path))
}

/// Reads people.json; nobody where there is none.
pub(super) fn load_people(path: &Path) -> Result<People> {
    if path.exists() { read_document(path) } else { Ok(People::default()) }
}
