//! Reads the library: the shipped documents, with those of the workspace laid over them, id by id.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::mem;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::core::ats::RatingWords;
use crate::core::check::{self, Checkable, Document, FileProblem, Problem};
use crate::core::library::Library;
use crate::core::plan::Plan;
use crate::threads::in_parts;

use super::atomic::{Access, replace};
use super::embedded::compiled;
use super::error::{self, Error, Result, first_of};
use super::library_document::{LibraryDocument, WrittenAs, folder_and_name};
use super::reading::{self, LARGEST, too_large};
use super::workspace::Workspace;

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
    /// Documents of the workspace that can't be read, and are left out: the first problem of each.
    pub unreadable: Vec<FileProblem>,
    /// Where a document of the workspace stands, for naming the file of a problem.
    pub(super) files: Vec<(Document, String)>,
}

impl Loaded {
    /// That none of these documents, each with its folder, is among those that can't be read: a command that needs one refuses.
    ///
    /// # Errors
    /// The problems of those that are.
    pub(crate) fn has<'a>(&self, needed: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<()> {
        let needed: Vec<(&str, String)> =
            needed.into_iter().map(|(folder, name)| (folder, name.to_lowercase())).collect();
        let is_needed = |file: &&str| {
            let path = Path::new(file);
            let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            let folder = path.parent().and_then(Path::file_name);
            let is_in = |of: &str, name: &str| folder.is_some_and(|folder| folder == of) && *name == stem;
            // Of a folder that can't be looked into, nobody knows what it holds.
            needed.iter().any(|(of, name)| is_in(of, name) || path.file_name().is_some_and(|folder| folder == *of))
        };
        let files: Vec<&str> = self.unreadable.iter().map(|problem| problem.file.as_str()).filter(is_needed).collect();
        if files.is_empty() { Ok(()) } else { Err(Error::Needed(files.join(" and "))) }
    }
}

/// Reads the library. A document of the workspace that can't be read keeps nobody from the others; what it would have replaced is left
/// out, too, so that nobody is asked from a bank that was meant to be gone.
///
/// # Errors
/// Where the workspace is no folder.
pub fn load(workspace: &Workspace, parts: Parts) -> Result<Loaded> {
    workspace.is_folder()?;
    let mut problems = Vec::new();
    let mut loaded = read_all(workspace, parts, &mut problems);
    let mut by_file: BTreeMap<String, Vec<FileProblem>> = BTreeMap::new();
    for problem in problems {
        by_file.entry(problem.file.clone()).or_default().push(problem);
    }
    loaded.unreadable = by_file.into_values().filter_map(first_of).collect();
    for problem in &loaded.unreadable {
        let path = Path::new(&problem.file);
        match parts.folders().iter().find(|folder| path == workspace.folder(folder)) {
            Some(folder) => leave_out_all(&mut loaded.library, folder),
            None => leave_out(&mut loaded.library, path),
        }
    }
    Ok(loaded)
}

/// The library as it is shipped, without any workspace.
pub(crate) fn shipped_library(parts: Parts) -> Library {
    as_shipped(parts).library
}

impl Parts {
    fn folders(self) -> &'static [&'static str] {
        match self {
            Self::All => &["rubrics", "formats", "banks"],
            Self::WithoutBanks => &["rubrics", "formats"],
        }
    }
}

fn as_shipped(parts: Parts) -> Loaded {
    let (mut loaded, mut problems) = (Loaded::default(), Vec::new());
    for folder in parts.folders() {
        let is_in = |path: &str| path.split('/').next() == Some(folder);
        for (path, document) in compiled().filter(|(path, _)| is_in(path)) {
            let read = LibraryDocument::read(Path::new(path), WrittenAs::Shipped(document));
            let read = read.map_err(|found| of_file(Path::new(path), found));
            if let Some(document) = understood(read, &mut problems) {
                lay_over(&mut loaded, document, path.to_owned());
            }
        }
    }
    debug_assert!(problems.is_empty(), "a shipped document does not read: {problems:?}");
    loaded
}

pub(super) fn read_all(workspace: &Workspace, parts: Parts, problems: &mut Vec<FileProblem>) -> Loaded {
    let mut loaded = as_shipped(parts);
    for folder in parts.folders() {
        let own = workspace.folder(folder);
        let own = files(&own, "json").map_err(|error| problems.extend(error.problems(&own))).unwrap_or_default();
        let read = in_parts(&own, 1, |paths| paths.iter().map(|path| (path, read_own(path))).collect::<Vec<_>>());
        for (path, read) in read.into_iter().flatten() {
            if let Some(document) = understood(read, problems) {
                let replaces = lay_over(&mut loaded, document, path.display().to_string());
                loaded.replaced.extend(replaces);
            }
        }
    }
    loaded
}

/// Takes out the shipped document that one of the workspace was to replace.
fn leave_out(library: &mut Library, path: &Path) {
    let (folder, stem) = folder_and_name(path);
    match (folder, stem) {
        ("banks", _) => library.banks.retain(|id, _| id.as_str() != stem),
        ("rubrics", _) => library.rubrics.retain(|id, _| id.as_str() != stem),
        ("formats", "loops") => library.loops.clear(),
        ("formats", "tracks") => library.tracks.clear(),
        ("formats", "technologies") => library.technologies.clear(),
        ("formats", "ats") => library.rating_words = RatingWords::default(),
        ("formats", _) => library.formats.retain(|id, _| id.as_str() != stem),
        // No other folder is looked into.
        _ => {}
    }
}

/// Takes out all that documents of a folder of the workspace may have been to replace.
fn leave_out_all(library: &mut Library, folder: &str) {
    match folder {
        "banks" => library.banks.clear(),
        "rubrics" => library.rubrics.clear(),
        _ => {
            library.formats.clear();
            library.loops.clear();
            library.tracks.clear();
            library.technologies.clear();
            library.rating_words = RatingWords::default();
        }
    }
}

/// A document of the workspace, with every problem of it.
fn read_own(path: &Path) -> ReadDocument {
    let text = reading::text(path).map_err(|problem| vec![problem])?;
    LibraryDocument::read(path, WrittenAs::Own(&text)).map_err(|found| of_file(path, found))
}

/// What came of reading a document.
type ReadDocument = std::result::Result<Option<LibraryDocument>, Vec<FileProblem>>;

fn of_file(path: &Path, problems: Vec<Problem>) -> Vec<FileProblem> {
    problems.into_iter().map(|problem| FileProblem::of(path, problem)).collect()
}

fn understood(read: ReadDocument, problems: &mut Vec<FileProblem>) -> Option<LibraryDocument> {
    read.map_err(|found| problems.extend(found)).ok().flatten()
}

/// Puts a document where it belongs; the path of the one of that name, if it replaces one.
fn lay_over(loaded: &mut Loaded, document: LibraryDocument, file: String) -> Option<String> {
    let library = &mut loaded.library;
    let (document, replaces) = match document {
        LibraryDocument::Bank(bank) => {
            let document = Document::Bank(bank.id.to_string());
            (document, library.banks.insert(bank.id.clone(), bank).is_some())
        }
        LibraryDocument::Rubric(rubric) => {
            let document = Document::Rubric(rubric.id.to_string());
            (document, library.rubrics.insert(rubric.id.clone(), rubric).is_some())
        }
        LibraryDocument::Format(format) => {
            let document = Document::Format(format.id.to_string());
            (document, library.formats.insert(format.id.clone(), format).is_some())
        }
        LibraryDocument::Loops(of) => (Document::Loops, !mem::replace(&mut library.loops, of.loops).is_empty()),
        LibraryDocument::Tracks(of) => (Document::Tracks, !mem::replace(&mut library.tracks, of.tracks).is_empty()),
        LibraryDocument::Technologies(of) => {
            (Document::Technologies, !mem::replace(&mut library.technologies, of.technologies).is_empty())
        }
        LibraryDocument::RatingWords(words) => {
            (Document::RatingWords, mem::replace(&mut library.rating_words, *words) != RatingWords::default())
        }
    };
    let (folder, name) = folder_and_name(Path::new(&file));
    let gone = replaces.then(|| format!("{folder}/{name}.json"));
    loaded.files.retain(|(other, _)| *other != document);
    loaded.files.push((document, file));
    gone
}

/// What a folder holds with an ending, in the order of names; nothing where there is no folder. Whatever stands there is in it, since
/// whoever gave it that ending meant a document: a link that leads nowhere, a folder, a pipe.
pub(super) fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(refused) if refused.kind() == io::ErrorKind::NotFound && !folder.is_symlink() => return Ok(Vec::new()),
        Err(refused) => return Err(error::unreadable(folder)(refused)),
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(error::unreadable(folder))?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if !hidden && path.extension().is_some_and(|extension| extension == ending) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Reads one document of a file, with every problem.
pub(super) fn read_document<T: Checkable>(path: &Path) -> Result<T> {
    parse(path, reading::text(path))
}

/// The same of a file that a person named: it may be a pipe.
pub(super) fn read_named<T: Checkable>(path: &Path) -> Result<T> {
    parse_text(path, &named_text(path)?)
}

/// The text of a file that a person named.
pub(super) fn named_text(path: &Path) -> Result<String> {
    // That there is none is no problem of a document.
    fs::symlink_metadata(path).map_err(error::io("read", path))?;
    reading::named_text(LARGEST, path).map_err(|problem| Error::Documents(vec![problem]))
}

fn parse<T: Checkable>(path: &Path, text: std::result::Result<String, FileProblem>) -> Result<T> {
    parse_text(path, &text.map_err(|problem| Error::Documents(vec![problem]))?)
}

/// The document of a text that was read from a file.
pub(super) fn parse_text<T: Checkable>(path: &Path, text: &str) -> Result<T> {
    let of_file = |problem| FileProblem::of(path, problem);
    check::read(text).map_err(|problems| Error::Documents(problems.into_iter().map(of_file).collect()))
}

/// Reads a session's plan.
pub(super) fn load_plan(path: &Path) -> Result<Plan> {
    read_trusted(path)
}

/// Reads a document that the program itself wrote: quickly, and with every problem only where it does not read.
pub(super) fn read_trusted<T: Checkable + DeserializeOwned>(path: &Path) -> Result<T> {
    let bytes = reading::bytes(path).map_err(error::unreadable(path))?;
    parse_trusted(path, &bytes)
}

/// The same of what was read from there. Nobody writes such a document by hand, so that what mends it is a copy.
pub(super) fn parse_trusted<T: Checkable + DeserializeOwned>(path: &Path, bytes: &[u8]) -> Result<T> {
    serde_json::from_slice(bytes).or_else(|_| read_document(path)).map_err(|error| match error {
        Error::Documents(mut problems) => {
            for FileProblem { problem, .. } in &mut problems {
                problem.hint.get_or_insert_with(|| "put the file back from a copy, or move it away".into());
            }
            Error::Documents(problems)
        }
        other => other,
    })
}

/// A document as it is written.
///
/// # Errors
/// `FileTooLarge` where it could not be read again.
pub(super) fn written<T: Serialize>(document: &T) -> io::Result<String> {
    let text = serde_json::to_string_pretty(document)? + "\n";
    if text.len() as u64 > LARGEST { Err(too_large("it would have", LARGEST)) } else { Ok(text) }
}

/// Writes a document whole, for its owner alone.
pub(super) fn write<T: Serialize>(path: &Path, document: &T) -> Result<()> {
    let text = written(document).map_err(error::io("write", path))?;
    replace(path, text.as_bytes(), Access::Private)
}
