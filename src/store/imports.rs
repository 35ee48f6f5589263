//! Imported ratings: documents beside the sessions, named by their content.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::core::check::{FileProblem, Problem};
use crate::core::ids::SessionId;
use crate::core::panel::{Correction, Import, Overlap};
use crate::core::people::People;
use crate::core::session::Session;

use super::atomic::{Access, replace};
use super::documents::{self, read_trusted};
use super::error::{Error, Result, first_of, io, unreadable};
use super::listing::{ImportFile, START, listing};
use super::people::{Locked, people_in};
use super::workspace::Workspace;

/// What became of imports.
#[derive(Debug)]
pub(crate) enum ImportOutcome {
    /// They are stored there; so much of earlier imports gave way to them, and of that this is another now.
    Stored(Vec<PathBuf>, Overlap, Vec<Correction>),
    /// They stand there since they were imported before.
    Before(Vec<PathBuf>),
    /// They were imported before, and are put back there: what stood in the place of some could not be read.
    PutBack(Vec<PathBuf>),
    /// Nothing is stored, as so much of it would count twice: those documents have it, too, this of it with other values.
    Doubles(Overlap, Vec<(PathBuf, Import)>, Vec<Correction>),
}

/// An import with the place and the text that it is to have.
struct PlacedImport {
    import: Import,
    path: PathBuf,
    text: String,
}

/// Makes imports of whom they name and stores them; one of the same content as before changes nothing. What an earlier import has, too,
/// would count twice: it gives way where that is wanted. All of it happens under the lock of people.json, so that two processes that
/// import one file know its newcomers by the same ids, and store one document.
///
/// # Errors
/// What the system refused, or what the making failed with; then nothing is stored.
pub(crate) fn store_imports<E: From<Error>>(
    workspace: &Workspace,
    replaces: bool,
    make: impl FnOnce(&mut People) -> std::result::Result<Vec<Import>, E>,
) -> std::result::Result<ImportOutcome, E> {
    let sessions = workspace.sessions();
    let mut locked = Locked::read(&sessions)?;
    let weighed = Weighed::of(workspace, replaces, make(&mut locked.people)?)?;
    if let Some(refused) = weighed.doubles(replaces) {
        return Ok(refused);
    }
    let Weighed { placed, lying, earlier, corrections } = weighed;
    let paths: Vec<PathBuf> = placed.iter().map(|new| new.path.clone()).collect();
    let is_there: Vec<bool> = lying.iter().map(|lies| *lies == Lies::Same).collect();
    if is_there.contains(&false) {
        locked.keep()?;
    }
    for (new, _) in placed.iter().zip(&is_there).filter(|(_, is_there)| !**is_there) {
        replace(&new.path, new.text.as_bytes(), Access::Private)?;
    }
    if earlier.is_empty() && !lying.contains(&Lies::Nothing) {
        let outcome = if is_there.contains(&false) { ImportOutcome::PutBack } else { ImportOutcome::Before };
        return Ok(outcome(paths));
    }
    // The new ones stand first: where this is cut short, ratings stand twice, and none is lost.
    let mut gone = Overlap::default();
    for (old, other) in earlier {
        let before = other.holds();
        let left = placed.iter().try_fold(other, |left, new| left.without(&new.import));
        gone = gone.and(before.less(left.as_ref().map_or(Overlap::default(), Import::holds)));
        if let Some(left) = left {
            let left = written(&sessions, left)?;
            replace(&left.path, left.text.as_bytes(), Access::Private)?;
        }
        fs::remove_file(&old).map_err(io("remove", &old))?;
    }
    Ok(ImportOutcome::Stored(paths, gone, corrections))
}

/// What would become of imports that were not stored: the same, as far as it is a refusal. Nothing is changed.
///
/// # Errors
/// What the system refused, or what the making failed with.
pub(crate) fn weigh_imports<E: From<Error>>(
    workspace: &Workspace,
    replaces: bool,
    make: impl FnOnce(&mut People) -> std::result::Result<Vec<Import>, E>,
) -> std::result::Result<Option<ImportOutcome>, E> {
    let mut people = people_in(&workspace.sessions())?;
    Ok(Weighed::of(workspace, replaces, make(&mut people)?)?.doubles(replaces))
}

/// Imports beside what lies there already.
struct Weighed {
    placed: Vec<PlacedImport>,
    /// What lies where each of them is to stand.
    lying: Vec<Lies>,
    /// Others that have something of them, too.
    earlier: Vec<(PathBuf, Import)>,
    /// What they say otherwise.
    corrections: Vec<Correction>,
}

impl Weighed {
    fn of(workspace: &Workspace, replaces: bool, imports: Vec<Import>) -> Result<Self> {
        let sessions = workspace.sessions();
        let placed = imports.into_iter().map(|import| written(&sessions, import));
        let placed: Vec<PlacedImport> = placed.collect::<Result<_>>()?;
        let lying: Vec<Lies> = placed.iter().map(|new| Lies::at(&new.path, &new.import)).collect::<Result<_>>()?;
        let meeting: Vec<&Import> = meeting(&placed, &lying, replaces).collect();
        let mut earlier: Vec<(PathBuf, Import)> = Vec::new();
        let others = import_files(workspace)?.into_iter().map(|file| file.path);
        for other in others.filter(|other| placed.iter().all(|new| new.path != *other)) {
            // One that can't be read counts nowhere; `check` names it.
            let Ok(found) = read_trusted::<Import>(&other) else { continue };
            if meeting.iter().any(|new| !found.also_in(new).is_empty()) {
                earlier.push((other, found));
            }
        }
        let corrections =
            earlier.iter().flat_map(|(_, other)| meeting.iter().flat_map(|new| other.corrections(new))).collect();
        Ok(Self { placed, lying, earlier, corrections })
    }

    /// That something would count twice.
    fn doubles(&self, replaces: bool) -> Option<ImportOutcome> {
        if replaces || self.earlier.is_empty() {
            return None;
        }
        let left = |new: &Import| {
            let left = self.earlier.iter().try_fold(new.clone(), |left, (_, other)| left.without(other));
            left.map_or(Overlap::default(), |left| left.holds())
        };
        let doubled = meeting(&self.placed, &self.lying, replaces)
            .fold(Overlap::default(), |all, new| all.and(new.holds().less(left(new))));
        Some(ImportOutcome::Doubles(doubled, self.earlier.clone(), self.corrections.clone()))
    }
}

/// Those that meet others: one that stands there already meets only what it was stored beside, but where others are to give way.
fn meeting<'a>(placed: &'a [PlacedImport], lying: &'a [Lies], replaces: bool) -> impl Iterator<Item = &'a Import> {
    placed.iter().zip(lying).filter(move |(_, lies)| replaces || **lies != Lies::Same).map(|(new, _)| &new.import)
}

/// What lies where an import is to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lies {
    Nothing,
    /// The import itself.
    Same,
    /// What can't be read, and has nothing that anybody could want to keep.
    Unreadable,
}

impl Lies {
    /// # Errors
    /// Where another document has the import's name, or a folder.
    fn at(path: &Path, import: &Import) -> Result<Self> {
        if fs::symlink_metadata(path).is_err() {
            return Ok(Self::Nothing);
        }
        if path.is_dir() {
            return Err(unreadable(path)(ErrorKind::IsADirectory.into()));
        }
        match read_trusted::<Import>(path) {
            Ok(found) if found == *import => Ok(Self::Same),
            Ok(_) => {
                let problem =
                    Problem::at("", "it was changed since it was imported, and says something else than the file");
                let hint = "move it away, and import the file again; or keep it, and do nothing";
                Err(Error::Documents(vec![FileProblem::of(path, problem.hint(hint))]))
            }
            Err(_) => Ok(Self::Unreadable),
        }
    }
}

/// Where an import stands, by its content, and as what.
fn written(sessions: &Path, import: Import) -> Result<PlacedImport> {
    let text = documents::written(&import).map_err(io("write an import into", sessions))?;
    let digest = Sha256::digest(text.as_bytes());
    let name: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Ok(PlacedImport { import, path: sessions.join(format!("{START}{name}.json")), text })
}

/// An import as it is stored.
#[derive(Debug)]
pub(crate) struct StoredImport {
    /// Its name: that of its file, without the ending.
    pub name: String,
    /// What it holds.
    pub import: Import,
}

/// All imports that can be read, by name, and why others can't.
///
/// # Errors
/// Where the folder of the sessions can't be looked into.
pub(crate) fn stored_imports(workspace: &Workspace) -> Result<(Vec<StoredImport>, Vec<FileProblem>)> {
    let (mut found, mut unreadable) = (Vec::new(), Vec::new());
    for ImportFile { name, path } in import_files(workspace)? {
        match read_trusted(&path) {
            Ok(import) => found.push(StoredImport { name: name.trim_end_matches(ENDING).to_owned(), import }),
            Err(error) => unreadable.extend(first_of(error.problems(&path))),
        }
    }
    Ok((found, unreadable))
}

/// The names of all imports, whether they can be read or not.
///
/// # Errors
/// Where the folder of the sessions can't be looked into.
pub(crate) fn import_names(workspace: &Workspace) -> Result<Vec<String>> {
    let name = |file: ImportFile| file.name.trim_end_matches(ENDING).to_owned();
    Ok(import_files(workspace)?.into_iter().map(name).collect())
}

/// The import of a name.
///
/// # Errors
/// Every problem of the document.
pub(crate) fn stored_import(workspace: &Workspace, name: &str) -> Result<Import> {
    read_trusted(&workspace.sessions().join(format!("{name}{ENDING}")))
}

/// The name of the import that a problem is about.
pub(crate) fn import_name(problem: &FileProblem) -> Option<String> {
    let name = Path::new(&problem.file).file_name()?.to_str()?;
    Some(name.trim_end_matches(ENDING).to_owned())
}

/// Removes an import, while nobody else stores one.
///
/// # Errors
/// What the system refused.
pub(crate) fn remove_import(workspace: &Workspace, name: &str) -> Result<()> {
    let sessions = workspace.sessions();
    let _locked = Locked::read(&sessions)?;
    let path = sessions.join(format!("{name}{ENDING}"));
    fs::remove_file(&path).map_err(io("remove", &path))
}

/// How the name of an import's file ends.
const ENDING: &str = ".json";

/// The documents of imports, by name.
pub(super) fn import_files(workspace: &Workspace) -> Result<Vec<ImportFile>> {
    Ok(listing(&workspace.sessions())?.imports)
}

/// What tells the sessions of an import from those of others.
fn mark(path: &Path) -> Option<String> {
    let name = path.file_stem()?.to_str()?.strip_prefix(START)?;
    // A copy may be called anything.
    Some(name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).take(4).collect())
}

/// The sessions that an import stands for, with their names.
///
/// # Errors
/// Every problem of the document.
pub(super) fn imported(path: &Path) -> Result<Vec<(SessionId, Session)>> {
    let import: Import = read_trusted(path).map_err(|error| match error {
        Error::Documents(problems) => Error::Documents(problems.into_iter().map(mended_by_import).collect()),
        other => other,
    })?;
    import.sessions(&mark(path).unwrap_or_default()).map_err(|error| {
        let problem = FileProblem::of(path, Problem::at("/rows", error.to_string()));
        Error::Documents(vec![mended_by_import(problem)])
    })
}

/// Nobody writes such a document by hand: its file has all of it, and puts it back.
fn mended_by_import(mut problem: FileProblem) -> FileProblem {
    let name = import_name(&problem).unwrap_or_default();
    problem.problem.hint = Some(mends_import(&name));
    problem
}

/// What to do about an import that can't be read, by its name.
pub(crate) fn mends_import(name: &str) -> String {
    format!("import its file again, or take it back with `hotseat import --remove {name}`")
}

/// A session that an import stands for.
///
/// # Errors
/// Every problem of the document, and where it stands for no such session any more.
pub(super) fn session_in(path: &Path, id: &SessionId) -> Result<Session> {
    let found = imported(path)?.into_iter().find(|(other, _)| other == id).map(|(_, session)| session);
    found.ok_or_else(|| Error::NoSession { given: id.to_string(), near: Vec::new() })
}
