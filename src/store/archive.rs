//! All sessions known here, by what lists, comparisons and draws need of them: from the index where it fits, else from their files.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

use crate::core::check::FileProblem;
use crate::core::ids::SessionId;
use crate::core::session::{HeldOnce, Session, Summary};

use super::error::{Error, Result, first_of};
use super::imports::{import_files, imported};
use super::index::{self, Contents, Indexed};
use super::journal;
use super::plans::Plans;
use super::session::{JOURNAL, PLAN};
use super::sessions::{self, Stored, is_held, is_session};
use super::stamp::{Stamps, Time};
use super::workspace::Workspace;

/// A session as it is known without being read whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summarized {
    /// Its name.
    pub id: SessionId,
    /// What is known of it.
    pub summary: Summary,
    home: Home,
}

/// Where the whole of a session is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Home {
    /// In its folder, among these sessions.
    Folder(Arc<Path>),
    /// An import or the example stands for it.
    Elsewhere(Box<Session>),
}

impl Summarized {
    /// One that stands in no folder of its own.
    pub(crate) fn elsewhere(id: SessionId, session: Session, common: &mut HeldOnce) -> Self {
        let plan = common.plan(session.plan().summary());
        let summary = common.session(session.summary_beside(plan));
        Self { id, summary, home: Home::Elsewhere(Box::new(session)) }
    }

    /// The session whole, as it is on disk now.
    ///
    /// # Errors
    /// Where it can't be read.
    pub fn read(&self) -> Result<Stored> {
        match &self.home {
            Home::Folder(sessions) => sessions::read(self.id.clone(), sessions.join(self.id.as_str())),
            Home::Elsewhere(session) => Ok(Stored::elsewhere(self.id.clone(), (**session).clone(), None)),
        }
    }

    /// What is wrong with it where it can't be read whole.
    pub(crate) fn unread(&self, error: Error) -> Option<FileProblem> {
        match &self.home {
            Home::Folder(sessions) => first_of(error.problems(&sessions.join(self.id.as_str()))),
            Home::Elsewhere(_) => None,
        }
    }

    /// Whether it stands for ratings that were imported, and can't be gone on with.
    pub fn is_imported(&self) -> bool {
        matches!(self.home, Home::Elsewhere(_))
    }

    /// Whether a process has it open.
    pub(crate) fn is_held(&self) -> bool {
        match &self.home {
            Home::Folder(sessions) => is_held(&sessions.join(self.id.as_str())),
            Home::Elsewhere(_) => false,
        }
    }
}

/// All sessions of a workspace.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Archive {
    /// Those that can be read, by name; those that imports stand for last.
    pub sessions: Vec<Summarized>,
    /// What is wrong with some of them all the same: a last line that was not written whole, a journal in which nothing stands.
    pub questionable: Vec<FileProblem>,
    /// Those that can't, and imports: the first problem of each.
    pub unreadable: Vec<FileProblem>,
}

/// Of fewer sessions no index is made: they are read before anybody notices.
const FEW: usize = 32;
/// An index is made anew once this share of the sessions had to be read: reading one takes as long as writing so many.
const SHARE: usize = 1000;

/// All sessions of a workspace. One that can't be read keeps nobody from the others.
///
/// # Errors
/// Where the folder of the sessions can't be looked into.
pub fn all(workspace: &Workspace) -> Result<Archive> {
    all_watched(workspace, &mut |_, _| {})
}

/// The same; `progress` hears how many of those that have to be read are, and of how many, time and again where they are many.
///
/// # Errors
/// Where the folder of the sessions can't be looked into.
pub(crate) fn all_watched(workspace: &Workspace, progress: &mut dyn FnMut(usize, usize)) -> Result<Archive> {
    let sessions: Arc<Path> = workspace.sessions().into();
    let folders = looked_at(&sessions, sessions::named(&sessions)?);
    let found = index::read(&sessions);
    let mut fitting = Fitting::of(found, &folders);
    let stale: Vec<&Folder> =
        folders.iter().zip(&fitting.known).filter(|(_, known)| known.is_none()).map(|(folder, _)| folder).collect();
    // Before anything is read: what is settled by then is read as it stays.
    let now = now(&sessions, &folders).max(later(&sessions, &folders, &stale));
    let mut read = read_all(&sessions, &stale, progress).into_iter();
    let mut archive = Archive::default();
    let (mut indexed, mut fresh) = (Vec::new(), 0);
    for (folder, known) in folders.into_iter().zip(std::mem::take(&mut fitting.known)) {
        let (summary, stamps) = match known {
            Some(summary) => (summary, folder.stamps),
            None => match read.next() {
                Some(SessionRead::Summary { summary, problem, stamps }) => {
                    let settled = stamps.filter(|stamps| now.is_some_and(|now| stamps.is_settled(now)));
                    fresh += usize::from(settled.is_some());
                    archive.questionable.extend(problem);
                    (*summary, settled)
                }
                Some(SessionRead::Unreadable(problem)) => {
                    archive.unreadable.extend(problem);
                    continue;
                }
                None => continue,
            },
        };
        indexed.extend(stamps.map(|stamps| (archive.sessions.len(), stamps)));
        archive.sessions.push(Summarized { id: folder.id, summary, home: Home::Folder(Arc::clone(&sessions)) });
    }
    let is_worth_it = fresh > 0 && fresh * SHARE >= indexed.len() && (fitting.is_there || indexed.len() >= FEW);
    if fitting.has_leftovers || is_worth_it {
        let entries = indexed.iter().map(|(position, stamps)| {
            let Summarized { id, summary, .. } = &archive.sessions[*position];
            (id, *stamps, summary)
        });
        index::write(&sessions, entries);
    }
    with_imports(workspace, archive)
}

fn with_imports(workspace: &Workspace, mut archive: Archive) -> Result<Archive> {
    let mut common = HeldOnce::default();
    let own = archive.sessions.len();
    for path in import_files(workspace)? {
        match imported(&path) {
            Ok(found) => {
                let found = found.into_iter();
                archive.sessions.extend(found.map(|(id, session)| Summarized::elsewhere(id, session, &mut common)));
            }
            Err(error) => archive.unreadable.extend(first_of(error.problems(&path))),
        }
    }
    // However many documents they stand in, they come in the order in which sessions of folders do, so that the same ratings give the same
    // statistics to the last digit.
    if let Some(imported) = archive.sessions.get_mut(own..) {
        imported.sort_by(|one, other| order(one).cmp(&order(other)));
    }
    Ok(archive)
}

/// What the name of a session begins with: the day, the candidate, the round, the interviewer; then the rest.
fn order(session: &Summarized) -> impl Ord + use<'_> {
    let (summary, plan) = (&session.summary, &session.summary.plan);
    let round = plan.kit.as_ref().map_or(1, |kit| kit.round);
    let day = summary.began.as_ref().map(|began| began.at);
    (day, summary.candidate(), round, summary.interviewer(), &plan.format, plan.level, &session.id)
}

/// What is called as a session is, and holds anything of one.
struct Folder {
    id: SessionId,
    /// What its files are; none where one of them is missing or can't be looked at.
    stamps: Option<Stamps>,
}

fn stamps_in(folder: &Path) -> Option<Stamps> {
    Stamps::of(&folder.join(PLAN), &folder.join(JOURNAL))
}

/// Those of them that are sessions, with their all.
fn looked_at(sessions: &Path, named: Vec<SessionId>) -> Vec<Folder> {
    let look = |id: SessionId| {
        let folder = sessions.join(id.as_str());
        let stamps = stamps_in(&folder);
        (stamps.is_some() || is_session(&folder)).then_some(Folder { id, stamps })
    };
    let mut parts = split(named, threads());
    let Some(own) = parts.pop() else { return Vec::new() };
    let look = &look;
    thread::scope(|scope| {
        let others = parts.into_iter().map(|part| scope.spawn(move || part.into_iter().filter_map(look).collect()));
        let others: Vec<thread::ScopedJoinHandle<'_, Vec<Folder>>> = others.collect();
        let own: Vec<Folder> = own.into_iter().filter_map(look).collect();
        let mut found: Vec<Folder> = Vec::new();
        for other in others {
            found.extend(other.join().unwrap_or_else(|panicked| std::panic::resume_unwind(panicked)));
        }
        found.extend(own);
        found
    })
}

/// The parts of a list, in its order, of which each is worth a thread.
fn split<T>(mut list: Vec<T>, threads: usize) -> Vec<Vec<T>> {
    const LEAST: usize = 256;
    let many = (list.len() / LEAST).clamp(1, threads);
    let size = list.len().div_ceil(many);
    let mut parts: Vec<Vec<T>> = (1..many).rev().map(|part| list.split_off(part * size)).collect();
    parts.push(list);
    parts.reverse();
    parts
}

/// How much can be done at once; more than a few keep a disk no busier.
fn threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(8)
}

/// What of the index counts.
struct Fitting {
    /// By folder.
    known: Vec<Option<Summary>>,
    /// Whether there is an index.
    is_there: bool,
    /// Whether it holds, or may hold, something of sessions that are gone.
    has_leftovers: bool,
}

impl Fitting {
    fn of(found: Contents, folders: &[Folder]) -> Self {
        let indexed = match found {
            Contents::Nothing | Contents::Unfit => {
                let is_there = matches!(found, Contents::Unfit);
                return Self { known: folders.iter().map(|_| None).collect(), is_there, has_leftovers: is_there };
            }
            Contents::Sessions(indexed) => indexed,
        };
        let mut has_leftovers = false;
        let mut indexed = indexed.into_iter().peekable();
        let known = folders.iter().map(|folder| {
            while indexed.next_if(|before| before.id < folder.id).is_some() {
                has_leftovers = true;
            }
            let Indexed { stamps, summary, .. } = indexed.next_if(|same| same.id == folder.id)?;
            (Some(stamps) == folder.stamps).then_some(summary)
        });
        let known = known.collect();
        has_leftovers |= indexed.next().is_some();
        Self { known, is_there: true, has_leftovers }
    }
}

/// A moment by the clock of the file system that is over: the last at which it changed anything of all this. A clock of another kind, such
/// as this computer's, may run ahead of it.
fn now(sessions: &Path, folders: &[Folder]) -> Option<Time> {
    let all = folders.iter().filter_map(|folder| folder.stamps.as_ref().map(Stamps::changed));
    all.chain(index::written(sessions)).chain(index::changed(sessions)).max()
}

/// What the clock of the file system shows, where many of those that have to be read changed as late as anything here, so that they
/// would never get into an index before something else changes: the time of a file that is made, and is gone again.
fn later(sessions: &Path, folders: &[Folder], stale: &[&Folder]) -> Option<Time> {
    let now = now(sessions, folders)?;
    let late = stale.iter().filter(|folder| folder.stamps.is_some_and(|stamps| !stamps.is_settled(now))).count();
    let is_worth_it = late > 0 && late * SHARE >= folders.len() && folders.len() >= FEW;
    if is_worth_it { index::clock(sessions) } else { None }
}

/// What reading a session comes to.
enum SessionRead {
    Summary {
        summary: Box<Summary>,
        /// What is wrong with it all the same.
        problem: Option<FileProblem>,
        /// What its files were just before, where nothing is wrong with them.
        stamps: Option<Stamps>,
    },
    Unreadable(Option<FileProblem>),
}

/// Reads sessions, in the order of the list.
fn read_all(sessions: &Path, stale: &[&Folder], progress: &mut dyn FnMut(usize, usize)) -> Vec<SessionRead> {
    /// So many at once, so that those of a kit meet the plan that was parsed just before.
    const BLOCK: usize = 32;
    let blocks = stale.len().div_ceil(BLOCK);
    let read_block = |reader: &mut Reader, block: usize| -> Vec<SessionRead> {
        stale
            .iter()
            .skip(block * BLOCK)
            .take(BLOCK)
            .map(|folder| reader.read(&sessions.join(folder.id.as_str())))
            .collect()
    };
    let threads = threads().min(blocks);
    if threads <= 1 {
        let mut reader = Reader::default();
        return (0..blocks).flat_map(|block| read_block(&mut reader, block)).collect();
    }
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    let (next, read_block) = (&next, &read_block);
    let mut read: Vec<Vec<SessionRead>> = (0..blocks).map(|_| Vec::new()).collect();
    thread::scope(|scope| {
        for _ in 0..threads {
            let sender = sender.clone();
            scope.spawn(move || {
                let mut reader = Reader::default();
                loop {
                    let block = next.fetch_add(1, Ordering::Relaxed);
                    if block >= blocks || sender.send((block, read_block(&mut reader, block))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut done = 0;
        for (block, found) in receiver {
            done += found.len();
            read[block] = found;
            progress(done, stale.len());
        }
    });
    read.into_iter().flatten().collect()
}

/// Reads sessions one after another, and remembers what they share.
#[derive(Default)]
struct Reader {
    plans: Plans,
    common: HeldOnce,
}

impl Reader {
    fn read(&mut self, folder: &Path) -> SessionRead {
        // Before anything is read: what changes in between shows as a change.
        let stamps = stamps_in(folder);
        match self.summary(folder) {
            Ok((summary, problem)) => {
                let stamps = stamps.filter(|_| problem.is_none());
                let problem = problem.filter(|_| !is_held(folder));
                SessionRead::Summary { summary: Box::new(summary), problem, stamps }
            }
            Err(error) => SessionRead::Unreadable(first_of(error.problems(folder))),
        }
    }

    fn summary(&mut self, folder: &Path) -> Result<(Summary, Option<FileProblem>)> {
        let (plan, plan_summary) = self.plans.read(&folder.join(PLAN), &mut self.common)?;
        let journal: PathBuf = folder.join(JOURNAL);
        let (entries, dropped) = journal::read(&journal)?;
        let session = journal::replay(plan, entries, &journal)?;
        let problem = sessions::problem(session.state().phase, dropped.as_ref());
        let problem = problem.map(|problem| FileProblem::of(&journal, problem));
        Ok((self.common.session(session.summary_beside(plan_summary)), problem))
    }
}
