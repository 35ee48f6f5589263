//! All sessions known here, read without changing them.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::core::check::{FileProblem, Problem};
use crate::core::ids::SessionId;
use crate::core::people::People;
use crate::core::plan::Plan;
use crate::core::session::Session;

use super::documents::load_plan;
use super::embedded::shipped;
use super::error::{Error, Result, io};
use super::imports::imported;
use super::journal::{self, Dropped};
use super::session::{JOURNAL, LOCK, PLAN};
use super::workspace::Workspace;

/// A session as it was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its name.
    pub id: SessionId,
    /// Its folder; none for the example's.
    pub folder: Option<PathBuf>,
    /// What its journal leads to.
    pub session: Session,
    /// What the journal's last line lacked.
    pub dropped: Option<Dropped>,
}

/// The folders of all sessions, by name.
fn folders(workspace: &Workspace) -> Result<Vec<(SessionId, PathBuf)>> {
    let sessions = workspace.sessions();
    let entries = match fs::read_dir(&sessions) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(io("read the folder", &sessions)(error)),
    };
    let mut folders = Vec::new();
    for entry in entries {
        let path = entry.map_err(io("read the folder", &sessions))?.path();
        let id = path.file_name().and_then(|name| name.to_str()).and_then(|name| SessionId::new(name).ok());
        if let (Some(id), true) = (id, path.join(JOURNAL).is_file()) {
            folders.push((id, path));
        }
    }
    folders.sort();
    Ok(folders)
}

fn read(id: SessionId, folder: PathBuf) -> Result<Found> {
    let plan = load_plan(&folder.join(PLAN))?;
    let path = folder.join(JOURNAL);
    let (entries, dropped) = journal::read(&path)?;
    let mut session = Session::new(plan);
    for (index, entry) in entries.into_iter().enumerate() {
        session.apply(entry).map_err(|damage| Error::Damaged {
            path: path.clone(),
            line: index + 1,
            reason: damage.to_string(),
        })?;
    }
    Ok(Found { id, folder: Some(folder), session, dropped })
}

/// All sessions of a workspace, by name; those that imports stand for last.
///
/// # Errors
/// The first that can't be read.
pub fn all(workspace: &Workspace) -> Result<Vec<Found>> {
    let own = folders(workspace)?.into_iter().map(|(id, folder)| read(id, folder));
    let mut found = own.collect::<Result<Vec<Found>>>()?;
    found.extend(imported(workspace)?);
    Ok(found)
}

/// The session of that name or unique prefix.
///
/// # Errors
/// Where there is none or several, or it can't be read.
pub fn find(workspace: &Workspace, given: &str) -> Result<Found> {
    let folders = folders(workspace)?;
    let matching: Vec<&(SessionId, PathBuf)> = match folders.iter().find(|(id, _)| id.as_str() == given) {
        Some(exact) => vec![exact],
        None => folders.iter().filter(|(id, _)| !given.is_empty() && id.as_str().starts_with(given)).collect(),
    };
    match matching.as_slice() {
        [(id, folder)] => read(id.clone(), folder.clone()),
        [] => {
            let near = crate::core::names::nearest(given, folders.iter().map(|(id, _)| id.as_str()));
            Err(Error::NoSession { given: given.to_owned(), near })
        }
        several => {
            let near = several.iter().take(5).map(|(id, _)| id.to_string()).collect();
            Err(Error::NoSession { given: given.to_owned(), near })
        }
    }
}

/// How long a session's journal is, in bytes: it grows with every entry, so another length is another state. None for the example's.
pub fn journal_length(found: &Found) -> Option<u64> {
    fs::metadata(found.folder.as_ref()?.join(JOURNAL)).ok().map(|metadata| metadata.len())
}

/// The session as it is on disk now.
///
/// # Errors
/// Where it can't be read any more.
pub fn again(found: &Found) -> Result<Found> {
    match &found.folder {
        Some(folder) => read(found.id.clone(), folder.clone()),
        None => Ok(found.clone()),
    }
}

/// Whether another process has the session open.
pub fn locked(folder: &Path) -> bool {
    let Ok(file) = File::options().append(true).open(folder.join(LOCK)) else { return false };
    matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock))
}

/// The shipped example panel and its people.
///
/// # Errors
/// Where it does not read, which a test rules out.
pub fn example() -> Result<(Vec<Found>, People)> {
    let mut found = Vec::new();
    let mut people = People::default();
    let bad = |path: &str, line: usize, reason: String| Error::Damaged { path: PathBuf::from(path), line, reason };
    let mut plan: Option<Plan> = None;
    let mut files: Vec<(&str, &str)> = shipped("sessions").collect();
    // A session's plan before its journal.
    files.sort_by(|(a, _), (b, _)| {
        let key = |path: &str| (Path::new(path).parent().map(Path::to_owned), path.ends_with(JOURNAL));
        key(a).cmp(&key(b))
    });
    for (path, text) in files {
        if path.ends_with(super::people::FILE) {
            people = serde_json::from_str(text).map_err(|error| bad(path, error.line(), error.to_string()))?;
        } else if path.ends_with(PLAN) {
            plan = Some(serde_json::from_str(text).map_err(|error| bad(path, error.line(), error.to_string()))?);
        } else if let Some(plan) = plan.take() {
            let name = Path::new(path).parent().and_then(Path::file_name).and_then(|name| name.to_str());
            let id = SessionId::new(name.unwrap_or_default()).map_err(|error| bad(path, 1, error.to_string()))?;
            let (entries, dropped) =
                journal::parse(text.as_bytes()).map_err(|(line, reason)| bad(path, line, reason))?;
            let session = Session::replay(plan, entries).map_err(|damage| bad(path, 0, damage.to_string()))?;
            found.push(Found { id, folder: None, session, dropped });
        }
    }
    Ok((found, people))
}

/// Every problem of the sessions of a workspace.
pub(super) fn problems(workspace: &Workspace) -> Result<Vec<FileProblem>> {
    let mut problems = Vec::new();
    for (id, folder) in folders(workspace)? {
        let journal = folder.join(JOURNAL).display().to_string();
        match read(id, folder) {
            Err(Error::Documents(found)) => problems.extend(found),
            Err(Error::Damaged { path, line, reason }) => {
                let mut problem =
                    Problem::at("", reason).hint("keep a copy, then fix the line or cut the file before it");
                problem.at = Some(crate::core::check::Position { line, column: 1 });
                problems.push(FileProblem { file: path.display().to_string(), problem });
            }
            Err(Error::Io { doing, path, source }) => {
                let problem = Problem::at("", format!("can't {doing} it: {source}"));
                problems.push(FileProblem { file: path.display().to_string(), problem });
            }
            Err(other) => return Err(other),
            Ok(Found { dropped: Some(dropped), .. }) => {
                let message = format!("the last line was not written whole ({} bytes)", dropped.bytes);
                let mut problem = Problem::at("", message).hint("`hotseat resume` drops it and goes on");
                problem.at = Some(crate::core::check::Position { line: dropped.line, column: 1 });
                problems.push(FileProblem { file: journal, problem });
            }
            Ok(_) => {}
        }
    }
    Ok(problems)
}
