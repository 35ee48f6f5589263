//! The files of applicant tracking systems: one, or all of a folder and of the folders in it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::core::ats::sending::Mapping;
use crate::core::ats::{Chunk, SourceFile, chunks};
use crate::core::check::{FileProblem, Problem};
use crate::core::ratings::Called;

use super::documents::read_named;
use super::error::{Error, Result, io};
use super::reading;

/// What a file is called that holds records.
const ENDINGS: [&str; 4] = ["json", "jsonl", "ndjson", "singer"];
/// The largest file of records, in bytes.
const LARGEST: u64 = 256 << 20;
/// How deep folders are looked into.
const DEPTH: usize = 4;

/// The records of files, and what else lay there.
#[derive(Debug, Default)]
pub(crate) struct RecordFiles {
    /// The files that were read.
    pub files: Vec<SourceFile>,
    /// Their records.
    pub chunks: Vec<Chunk>,
    /// Files that were not read, because of what they are called.
    pub passed_over: Vec<String>,
}

/// Whether a path is of files with records, by what it is and is called.
pub(crate) fn holds_records(path: &Path) -> bool {
    path.is_dir() || is_called_so(path)
}

fn is_called_so(path: &Path) -> bool {
    path.extension().is_some_and(|own| ENDINGS.iter().any(|ending| own.eq_ignore_ascii_case(ending)))
}

/// Reads a file, or those of a folder.
///
/// # Errors
/// What the system refused, and every file in which something else than records stands.
pub(crate) fn read_records(path: &Path) -> Result<RecordFiles> {
    let mut found = RecordFiles::default();
    let mut paths = Vec::new();
    if path.is_dir() {
        gather(path, DEPTH, &mut paths)?;
    } else {
        paths.push(path.to_owned());
    }
    let mut problems = Vec::new();
    for file in paths {
        if path.is_dir() && !is_called_so(&file) {
            found.passed_over.push(file.display().to_string());
            continue;
        }
        match reading::named_text(LARGEST, &file) {
            Err(problem) => problems.push(problem),
            Ok(text) => match chunks(found.files.len(), &text) {
                Err(error) => {
                    problems.push(FileProblem::of(&file, Problem::at("", error.to_string()).hint(error.hint())));
                }
                Ok(chunks) => {
                    found.files.push(SourceFile {
                        shown: file.display().to_string(),
                        called: called(&chunks),
                        names: names(path, &file),
                    });
                    found.chunks.extend(chunks);
                }
            },
        }
    }
    if problems.is_empty() { Ok(found) } else { Err(Error::Documents(problems)) }
}

/// How places of a file are called: by lines where each record has one of its own.
fn called(chunks: &[Chunk]) -> Called {
    let lines: BTreeSet<usize> =
        chunks.iter().flat_map(|chunk| &chunk.records).map(|record| record.place.line).collect();
    let records: usize = chunks.iter().map(|chunk| chunk.records.len()).sum();
    if lines.len() == records { Called::Lines } else { Called::Records }
}

/// The text of a form definition that somebody saved.
///
/// # Errors
/// What keeps it from being read.
pub(crate) fn read_form(path: &Path) -> Result<String> {
    reading::named_text(reading::LARGEST, path).map_err(|problem| Error::Documents(vec![problem]))
}

/// Reads a mapping from a file.
///
/// # Errors
/// Every problem of the file.
pub(crate) fn load_mapping(path: &Path) -> Result<Mapping> {
    read_named(path)
}

/// The files of a folder and of those in it, in the order of names.
fn gather(folder: &Path, depth: usize, paths: &mut Vec<PathBuf>) -> Result<()> {
    let entries = fs::read_dir(folder).map_err(io("read the folder", folder))?;
    let mut own = Vec::new();
    for entry in entries {
        let path = entry.map_err(io("read the folder", folder))?.path();
        let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if !is_hidden {
            own.push(path);
        }
    }
    own.sort();
    for path in own {
        if path.is_file() {
            paths.push(path);
        } else if path.is_dir() && depth > 0 {
            gather(&path, depth - 1, paths)?;
        }
    }
    Ok(())
}

/// What a file and the folders around it are called, from the innermost to the one that was named.
fn names(outer: &Path, file: &Path) -> Vec<String> {
    let mut names: Vec<String> = file.file_stem().map(|name| name.to_string_lossy().into_owned()).into_iter().collect();
    let outermost = outer.is_dir().then_some(outer);
    let mut folder = file.parent();
    while let (Some(here), Some(outermost)) = (folder, outermost) {
        names.extend(here.file_name().map(|name| name.to_string_lossy().into_owned()));
        folder = if here == outermost { None } else { here.parent() };
    }
    names
}
