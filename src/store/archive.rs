//! All sessions known here, by what lists, comparisons and draws need of them: from the index where it fits, else from their files.

mod anew;
mod doubles;
mod looking;
mod summarized;
mod texts;
mod whole;

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::core::check::FileProblem;
use crate::core::ids::SessionId;
use crate::core::session::{HeldOnce, Session, Summary};

use super::error::{Result, first_of};
use super::imports::imported;
use super::index::{self, Contents, Index, Lying, PackedRemarks, ToKeep};
use super::listing::{ImportFile, SessionsListing, listing};
use super::stamp::{Stamp, Stamps, Time};
use super::workspace::Workspace;

pub(crate) use anew::{SaidRemarks, in_stretches, read_again, with_said};
pub use summarized::Summarized;
pub(crate) use texts::{SessionText, each_text};

use looking::{Folder, Looked};
use summarized::Home;
use whole::{SessionRead, read_all};

/// All sessions of a workspace.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Archive {
    /// Those that can be read, by name; those that imports stand for last, in the same order.
    pub sessions: Vec<Summarized>,
    /// What is wrong with some of them all the same: a last line that was not written whole, a journal in which nothing stands.
    pub questionable: Vec<FileProblem>,
    /// Those that can't, and imports: the first problem of each.
    pub unreadable: Vec<FileProblem>,
    /// What lies there twice: copies, which are not among the sessions, and what counts twice all the same.
    pub doubled: Vec<FileProblem>,
}

/// Of fewer sessions no index is made: they are read before anybody notices.
const FEW: usize = 32;
/// An index, or what lies beside it, is made anew once this share of the sessions had to be read: reading one takes as long as writing so many.
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
    let listing = listing(&sessions)?;
    let lying = index::lying(&sessions);
    let index = match &lying {
        Lying::Bytes(bytes) => Index::of(bytes),
        Lying::Nothing | Lying::Unread => None,
    };
    let found = Surveyed::of(&sessions, listing, index.as_ref());
    // An index that can't be understood may hold something of sessions that are gone.
    let is_unfit = index.is_none() && !matches!(lying, Lying::Nothing);
    let is_there = index.is_some() || is_unfit;
    drop(index);
    drop(lying);
    let stale: Vec<&Folder> = found.folders.iter().filter(|folder| folder.known.is_none()).collect();
    // Before anything is read: what is settled by then is read as it stays.
    let now = found.now(&sessions).max(found.later(&sessions, &stale));
    let read = read_all(&sessions, &stale, progress);
    let (has_leftovers, many) = (found.has_leftovers || is_unfit, found.many());
    let put_together = found.put_together(&sessions, read, now);
    let fresh = put_together.fresh;
    let is_worth_it = fresh > 0 && fresh * SHARE >= many && (is_there || many >= FEW);
    if has_leftovers || is_worth_it {
        index::write(&sessions, &put_together.contents());
    }
    let mut archive = put_together.in_order();
    archive.doubled = doubles::without_copies(&mut archive.sessions);
    Ok(archive)
}

/// What the name of a session begins with: the day, the candidate, the round, the interviewer; then the rest.
fn order(session: &Summarized) -> impl Ord + use<'_> {
    let (summary, plan) = (&session.summary, &session.summary.plan);
    let round = plan.kit.as_ref().map_or(1, |kit| kit.round);
    let day = summary.began.as_ref().map(|began| began.at);
    (day, summary.candidate(), round, summary.interviewer(), &plan.format, plan.level, &session.id)
}

/// What lies among the sessions, and what is known of it.
struct Surveyed {
    folders: Vec<Folder>,
    imports: Vec<KnownImport>,
    /// Whether the index holds something of what is gone.
    has_leftovers: bool,
}

/// An import, and the sessions that are known to be in it.
struct KnownImport {
    file: ImportFile,
    stamp: Option<Stamp>,
    known: Option<Vec<(SessionId, Summary)>>,
}

impl Surveyed {
    fn of(sessions: &Path, listing: SessionsListing, index: Option<&Index<'_>>) -> Self {
        let Looked { folders, mut has_leftovers } = Looked::at(sessions, listing.sessions, index);
        let is_gone = |name: &str| listing.imports.iter().all(|file| file.name != name);
        has_leftovers |= index.is_some_and(|index| index.import_names().any(is_gone));
        let imports = listing.imports.into_iter().map(|file| {
            let stamp = Stamp::of(&file.path).ok();
            let known = stamp.and_then(|stamp| index?.imported(&file.name, stamp));
            KnownImport { file, stamp, known }
        });
        Self { folders, imports: imports.collect(), has_leftovers }
    }

    /// How many files there are that may be in the index.
    fn many(&self) -> usize {
        self.folders.len() + self.imports.len()
    }

    /// A moment by the clock of the file system that is over: the last at which it changed anything of all this. A clock of another kind,
    /// such as this computer's, may run ahead of it.
    fn now(&self, sessions: &Path) -> Option<Time> {
        let folders = self.folders.iter().filter_map(|folder| Some(folder.stamps?.changed()));
        let imports = self.imports.iter().filter_map(|import| Some(import.stamp?.changed()));
        folders.chain(imports).chain(index::written(sessions)).chain(index::changed(sessions)).max()
    }

    /// What the clock of the file system shows, where many of those that have to be read changed as late as anything here, so that they
    /// would never get into an index before something else changes: the time of a file that is made, and is gone again.
    fn later(&self, sessions: &Path, stale: &[&Folder]) -> Option<Time> {
        let now = self.now(sessions)?;
        let late = stale.iter().filter(|folder| folder.stamps.is_some_and(|stamps| !stamps.is_settled(now))).count();
        let unknown = self.imports.iter().filter(|import| import.known.is_none());
        let late = late + unknown.filter(|import| import.stamp.is_some_and(|stamp| !stamp.is_settled(now))).count();
        let is_worth_it = late > 0 && late * SHARE >= self.many() && self.many() >= FEW;
        if is_worth_it { index::clock(sessions) } else { None }
    }

    /// What is known, and what was read of those of whom nothing was, in their order.
    fn put_together(self, sessions: &Arc<Path>, read: Vec<SessionRead>, now: Option<Time>) -> PutTogether {
        let mut all = PutTogether::default();
        all.archive.sessions.reserve_exact(self.folders.len());
        let mut read = read.into_iter();
        for Folder { id, stamps, known } in self.folders {
            let position = all.archive.sessions.len();
            let (summary, stamps) = match known {
                Some(summary) => {
                    all.sessions.extend(stamps.map(|stamps| (position, stamps, None)));
                    (summary, stamps)
                }
                None => match read.next() {
                    Some(SessionRead::Summary { summary, remarks, problem, stamps }) => {
                        let settled = stamps.filter(|stamps| now.is_some_and(|now| stamps.is_settled(now)));
                        all.fresh += usize::from(settled.is_some());
                        all.sessions.extend(settled.map(|stamps| (position, stamps, remarks)));
                        all.archive.questionable.extend(problem);
                        (*summary, stamps)
                    }
                    Some(SessionRead::Unreadable(problem)) => {
                        all.archive.unreadable.extend(problem);
                        continue;
                    }
                    None => continue,
                },
            };
            all.archive.sessions.push(Summarized { id, summary, home: Home::Folder(Arc::clone(sessions), stamps) });
        }
        all.own = all.archive.sessions.len();
        for import in self.imports {
            all.add(import, now);
        }
        all
    }
}

/// All sessions, and what of them is to stand in the index.
#[derive(Default)]
struct PutTogether {
    archive: Archive,
    /// How many of them have folders; the others follow, import by import.
    own: usize,
    /// Positions in the archive, and what was said where that was read just now.
    sessions: Vec<(usize, Stamps, Option<PackedRemarks>)>,
    /// Imports with the positions of their sessions.
    imports: Vec<(ImportFile, Stamp, Range<usize>)>,
    /// How many of them were not in the index.
    fresh: usize,
}

impl PutTogether {
    /// Adds the sessions of an import.
    fn add(&mut self, import: KnownImport, now: Option<Time>) {
        let KnownImport { file, stamp, known } = import;
        let (sessions, stamp) = if let Some(known) = known {
            (known, stamp)
        } else {
            let read = imported(&file.path);
            let sessions = match read {
                Ok(sessions) => sessions,
                Err(error) => {
                    self.archive.unreadable.extend(first_of(error.problems(&file.path)));
                    return;
                }
            };
            let mut common = HeldOnce::default();
            let summarized = |(id, session): (SessionId, Session)| (id, common.summary(&session));
            let settled = stamp.filter(|stamp| now.is_some_and(|now| stamp.is_settled(now)));
            self.fresh += usize::from(settled.is_some());
            (sessions.into_iter().map(summarized).collect(), settled)
        };
        let home: Arc<Path> = file.path.as_path().into();
        let first = self.archive.sessions.len();
        let summarized = |(id, summary)| Summarized { id, summary, home: Home::Import(Arc::clone(&home)) };
        self.archive.sessions.extend(sessions.into_iter().map(summarized));
        self.imports.extend(stamp.map(|stamp| (file, stamp, first..self.archive.sessions.len())));
    }

    /// All of them. However many documents those of imports stand in, they come in the order in which sessions of folders do, so that the
    /// same ratings give the same statistics to the last digit.
    fn in_order(self) -> Archive {
        let mut archive = self.archive;
        if let Some(imported) = archive.sessions.get_mut(self.own..) {
            imported.sort_by(|one, other| order(one).cmp(&order(other)));
        }
        archive
    }

    fn contents(&self) -> Contents<'_> {
        let all = &self.archive.sessions;
        let sessions = self.sessions.iter().filter_map(|(at, stamps, remarks)| {
            let Summarized { id, summary, .. } = all.get(*at)?;
            Some(ToKeep { id, stamps: *stamps, summary, remarks: remarks.as_ref() })
        });
        let imports = self.imports.iter().map(|(file, stamp, of)| {
            let of_import = all.get(of.clone()).unwrap_or_default();
            (file.name.as_str(), *stamp, of_import.iter().map(|found| (&found.id, &found.summary)).collect())
        });
        let there = all.iter().take(self.own).map(|found| &found.id);
        Contents { there: there.collect(), sessions: sessions.collect(), imports: imports.collect() }
    }
}
