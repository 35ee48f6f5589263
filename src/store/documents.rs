//! Reads the library: the shipped documents, with those of the workspace laid over them, id by id.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::core::ats::RatingWords;
use crate::core::bank::Bank;
use crate::core::check::{self, Checkable, Document, FileProblem, Problem};
use crate::core::format::{Format, Loops, Technologies, Tracks};
use crate::core::later_value::LaterValue;
use crate::core::library::Library;
use crate::core::plan::Plan;
use crate::core::rubric::Rubric;

use super::atomic::{Access, replace};
use super::compiled::{CompiledDocument, NotFitting};
use super::embedded::compiled;
use super::error::{self, Error, Result, first_of};
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
            place(&mut loaded, UnreadDocument { path, written: WrittenAs::Shipped(document) }, &mut problems);
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
        for path in own {
            let name = path.display().to_string();
            match reading::text(&path) {
                Ok(text) => {
                    place(&mut loaded, UnreadDocument { path: &name, written: WrittenAs::Own(&text) }, problems);
                }
                Err(problem) => problems.push(problem),
            }
        }
    }
    loaded
}

/// Takes out the shipped document that one of the workspace was to replace.
fn leave_out(library: &mut Library, path: &Path) {
    let folder = path.parent().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or_default();
    let stem = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
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

/// How a document is written down. Shipped ones are checked by tests, so that a start need not check them again.
#[derive(Debug, Clone, Copy)]
enum WrittenAs<'a> {
    Shipped(CompiledDocument),
    Own(&'a str),
}

/// A document as it was found.
#[derive(Clone, Copy)]
struct UnreadDocument<'a> {
    path: &'a str,
    written: WrittenAs<'a>,
}

/// Puts a document where its folder and name say it belongs.
fn place(loaded: &mut Loaded, unread: UnreadDocument<'_>, problems: &mut Vec<FileProblem>) -> bool {
    let path = unread.path;
    let file = Path::new(path);
    let folder = file.parent().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or_default();
    let stem = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    let library = &mut loaded.library;
    let mut replaced = false;
    let document = match (folder, stem.as_str()) {
        ("banks", _) => {
            read_bank(unread, problems).filter(|bank| is_named(path, &stem, bank.id.as_str(), problems)).map(|bank| {
                let document = Document::Bank(bank.id.to_string());
                replaced = library.banks.insert(bank.id.clone(), bank).is_some();
                document
            })
        }
        ("rubrics", _) => read::<Rubric>(unread, problems)
            .filter(|rubric| is_named(path, &stem, rubric.id.as_str(), problems))
            .map(|rubric| {
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
        ("formats", "ats") => read::<RatingWords>(unread, problems).map(|words| {
            replaced = std::mem::replace(&mut library.rating_words, words) != RatingWords::default();
            Document::RatingWords
        }),
        ("formats", _) => read::<Format>(unread, problems)
            .filter(|format| is_named(path, &stem, format.id.as_str(), problems))
            .map(|format| {
                let document = Document::Format(format.id.to_string());
                replaced = library.formats.insert(format.id.clone(), format).is_some();
                document
            }),
        // No other folder is looked into.
        _ => None,
    };
    let Some(document) = document else { return false };
    if replaced && matches!(unread.written, WrittenAs::Own(_)) {
        loaded.replaced.push(format!("{folder}/{stem}.json"));
    }
    loaded.files.retain(|(other, _)| *other != document);
    loaded.files.push((document, path.to_owned()));
    true
}

fn read_bank(unread: UnreadDocument<'_>, problems: &mut Vec<FileProblem>) -> Option<Bank> {
    match unread.written {
        WrittenAs::Own(_) => read(unread, problems),
        WrittenAs::Shipped(document) => {
            let said = |error: NotFitting| FileProblem::of(Path::new(unread.path), Problem::at("", error.to_string()));
            shipped_bank(document).map_err(|error| problems.push(said(error))).ok()
        }
    }
}

/// A shipped bank, of which the wording of a question is read when somebody looks at it.
pub(super) fn shipped_bank(document: CompiledDocument) -> std::result::Result<Bank, NotFitting> {
    let mut bank: Bank = document.whole.read()?;
    for (question, wording) in bank.questions.iter_mut().zip(document.parts()) {
        // A test reads every one, so that none is empty for being unreadable.
        question.wording = LaterValue::made_by(move || wording.read().unwrap_or_default());
    }
    Ok(bank)
}

fn read<T: Checkable>(unread: UnreadDocument<'_>, problems: &mut Vec<FileProblem>) -> Option<T> {
    let UnreadDocument { path, written } = unread;
    let found = match written {
        WrittenAs::Own(text) => check::read(text),
        WrittenAs::Shipped(document) => document.whole.read().map_err(|e| vec![Problem::at("", e.to_string())]),
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
fn is_named(path: &str, stem: &str, id: &str, problems: &mut Vec<FileProblem>) -> bool {
    if stem != id {
        let message = format!("the id is `{id}`, but the file is called `{stem}`");
        let problem = Problem::at("/id", message).hint("make them the same");
        problems.push(FileProblem { file: path.to_owned(), problem });
    }
    stem == id
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
