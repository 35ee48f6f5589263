//! Sessions read whole, without changing them.

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use crate::core::check::{FileProblem, Position, Problem};
use crate::core::ids::SessionId;
use crate::core::names::nearest;
use crate::core::people::People;
use crate::core::plan::Plan;
use crate::core::session::{Phase, Session};

use super::documents::load_plan;
use super::embedded::shipped;
use super::error::{Error, Result};
use super::imports::{import_files, imported};
use super::journal::{self, Dropped};
use super::listing::{ImportFile, is_session, listing};
use super::opening;
use super::session::{self, Clock, JOURNAL, LOCK, Live, PLAN};
use super::workspace::Workspace;

/// A session as the store has it.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Its name.
    pub id: SessionId,
    /// What its journal leads to.
    pub session: Session,
    /// What the journal's last line lacked.
    pub dropped: Option<Dropped>,
    /// Where it lies; nowhere for one that an import or the example stands for.
    folder: Option<PathBuf>,
    /// How long its journal was, in bytes: it grows with every entry, so another length is another state.
    length: Option<u64>,
}

impl Stored {
    /// One that stands in no folder of its own.
    pub(super) fn elsewhere(id: SessionId, session: Session, dropped: Option<Dropped>) -> Self {
        Self { id, session, dropped, folder: None, length: None }
    }

    /// Opens it for writing, with what recovery had to drop.
    ///
    /// # Errors
    /// Where it was imported, another process has it open, it is damaged, or what the system refused.
    pub(crate) fn open(&self, clock: Rc<dyn Clock>) -> Result<(Live, Option<Dropped>)> {
        let folder = self.folder.as_ref().ok_or_else(|| Error::Imported(self.id.to_string()))?;
        session::open(folder, &self.id, clock)
    }

    /// Whether it stands for ratings that were imported, and can't be gone on with.
    pub fn is_imported(&self) -> bool {
        self.folder.is_none()
    }

    /// What is wrong with its journal though it reads.
    fn problem(&self) -> Option<Problem> {
        problem(self.session.state().phase, self.dropped.as_ref())
    }

    /// Whether a process has it open.
    pub(crate) fn is_held(&self) -> bool {
        self.folder.as_deref().is_some_and(is_held)
    }

    /// Whether its journal is another now than when it was read.
    pub(crate) fn changed(&self) -> bool {
        self.folder.as_ref().is_some_and(|folder| length(folder) != self.length)
    }

    /// The session as it is on disk now.
    ///
    /// # Errors
    /// Where it can't be read any more.
    pub(crate) fn again(&self) -> Result<Self> {
        match &self.folder {
            Some(folder) => read(self.id.clone(), folder.clone()),
            None => Ok(self.clone()),
        }
    }
}

/// What is wrong with a journal that reads, and leads to that phase.
pub(super) fn problem(phase: Phase, dropped: Option<&Dropped>) -> Option<Problem> {
    if let Some(dropped) = dropped {
        let message = format!("the last line was not written whole ({} bytes)", dropped.bytes);
        let hint = match phase {
            Phase::Submitted => "the next `hotseat amend` drops it and says so; all lines before it count",
            Phase::Ready | Phase::Live | Phase::Scoring => "`hotseat resume` drops it and goes on",
        };
        let mut problem = Problem::at("", message).hint(hint);
        problem.at = Some(Position { line: dropped.line, column: 1 });
        return Some(problem);
    }
    let hint = "put the journal back from a copy; where nothing was ever recorded, remove the folder";
    let never_began = phase == Phase::Ready;
    never_began.then(|| Problem::at("", "the journal is empty: nothing was recorded").hint(hint))
}

/// Whether a process has the session of a folder open.
pub(super) fn is_held(folder: &Path) -> bool {
    let Ok(file) = opening::to_append(&folder.join(LOCK)) else { return false };
    matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock))
}

fn length(folder: &Path) -> Option<u64> {
    fs::metadata(folder.join(JOURNAL)).ok().map(|metadata| metadata.len())
}

/// The place of the session of that name or unique prefix.
///
/// # Errors
/// Where there is none or several; those that it may have meant are named.
pub(crate) fn position<'a>(names: impl Iterator<Item = &'a SessionId> + Clone, given: &str) -> Result<usize> {
    // Names of sessions have no capitals; a person's caps lock may be on.
    let lower = given.to_lowercase();
    if let Some(exact) = names.clone().position(|id| id.as_str() == lower) {
        return Ok(exact);
    }
    let begin = |id: &SessionId| !lower.is_empty() && id.as_str().starts_with(&lower);
    let matching: Vec<usize> = names.clone().enumerate().filter(|(_, id)| begin(id)).map(|(index, _)| index).collect();
    let given = given.to_owned();
    Err(match matching.as_slice() {
        [only] => return Ok(*only),
        [] => Error::NoSession { near: nearest(&given, names.map(SessionId::as_str)), given },
        [_, _, ..] => {
            let begin = names.filter(|id| begin(id)).take(5).map(ToString::to_string).collect();
            Error::SeveralSessions { given, begin }
        }
    })
}

/// The folders of all sessions, by name: those that are called as a session is, and hold anything of one.
fn folders(workspace: &Workspace) -> Result<Vec<(SessionId, PathBuf)>> {
    let sessions = workspace.sessions();
    let named = listing(&sessions)?.sessions.into_iter().map(|id| (sessions.join(id.as_str()), id));
    Ok(named.filter(|(folder, _)| is_session(folder)).map(|(folder, id)| (id, folder)).collect())
}

pub(super) fn read(id: SessionId, folder: PathBuf) -> Result<Stored> {
    read_with(id, folder, |path| Ok(Arc::new(load_plan(path)?)))
}

/// The same with a plan that may be known already.
pub(super) fn read_with(
    id: SessionId,
    folder: PathBuf,
    plan: impl FnOnce(&Path) -> Result<Arc<Plan>>,
) -> Result<Stored> {
    let plan = plan(&folder.join(PLAN))?;
    let path = folder.join(JOURNAL);
    // Before the journal is read: what is appended in between shows as a change.
    let length = length(&folder);
    let (entries, dropped) = journal::read(&path)?;
    Ok(Stored { id, session: journal::replay(plan, entries, &path)?, dropped, folder: Some(folder), length })
}

/// The session of that name or unique prefix.
///
/// # Errors
/// Where there is none or several, or it can't be read.
pub(crate) fn find(workspace: &Workspace, given: &str) -> Result<Stored> {
    let mut folders = folders(workspace)?;
    let (id, folder) = folders.swap_remove(position(folders.iter().map(|(id, _)| id), given)?);
    read(id, folder)
}

/// The shipped example panel and its people.
///
/// # Errors
/// Where it does not read, which a test rules out.
pub fn example() -> Result<(Vec<Stored>, People)> {
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
            let session = journal::replay(plan, entries, Path::new(path))?;
            found.push(Stored::elsewhere(id, session, dropped));
        }
    }
    Ok((found, people))
}

/// Every problem of the sessions of a workspace, and of its imports.
pub(super) fn problems(workspace: &Workspace) -> Result<Vec<FileProblem>> {
    let mut problems = Vec::new();
    for (id, folder) in folders(workspace)? {
        let journal = folder.join(JOURNAL);
        match read(id, folder.clone()) {
            Err(error) => problems.extend(error.problems(&folder)),
            Ok(found) => problems.extend(found.problem().map(|problem| FileProblem::of(&journal, problem))),
        }
    }
    for ImportFile { path, .. } in import_files(workspace)? {
        problems.extend(imported(&path).err().map(|error| error.problems(&path)).unwrap_or_default());
    }
    Ok(problems)
}
