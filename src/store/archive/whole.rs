//! Reads sessions whole, for what is to be known of them.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use crate::core::check::FileProblem;
use crate::core::ids::SessionId;
use crate::core::scorecard::Remarks;
use crate::core::session::{HeldOnce, Summary};
use crate::threads::many;

use super::super::error::{Result, first_of};
use super::super::index::PackedRemarks;
use super::super::journal;
use super::super::plans::Plans;
use super::super::session::{JOURNAL, PLAN};
use super::super::sessions::{self, is_held};
use super::super::stamp::{OpenFolder, Stamps};
use super::looking::Folder;

/// What reading a session comes to.
pub(super) enum SessionRead {
    Summary {
        summary: Box<Summary>,
        /// What was said in it; none where it can't be packed.
        remarks: Option<PackedRemarks>,
        /// What is wrong with it all the same.
        problem: Option<FileProblem>,
        /// What its files were just before, where nothing is wrong with them.
        stamps: Option<Stamps>,
    },
    Unreadable(Option<FileProblem>),
}

/// Reads sessions, in the order of the list.
pub(super) fn read_all(sessions: &Path, stale: &[&Folder], progress: &mut dyn FnMut(usize, usize)) -> Vec<SessionRead> {
    /// So many at once, so that those of a kit meet the plan that was parsed just before.
    const BLOCK: usize = 32;
    let open = OpenFolder::at(sessions);
    let blocks = stale.len().div_ceil(BLOCK);
    let read_block = |reader: &mut Reader<'_>, block: usize| -> Vec<SessionRead> {
        stale.iter().skip(block * BLOCK).take(BLOCK).map(|folder| reader.read(&open, &folder.id)).collect()
    };
    let plans = Plans::default();
    let threads = many().min(blocks);
    if threads <= 1 {
        let mut reader = Reader::of(&plans);
        return (0..blocks).flat_map(|block| read_block(&mut reader, block)).collect();
    }
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    let (next, plans, read_block) = (&next, &plans, &read_block);
    let mut read: Vec<Vec<SessionRead>> = (0..blocks).map(|_| Vec::new()).collect();
    thread::scope(|scope| {
        for _ in 0..threads {
            let sender = sender.clone();
            scope.spawn(move || {
                let mut reader = Reader::of(plans);
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
struct Reader<'a> {
    plans: &'a Plans,
    common: HeldOnce,
}

impl<'a> Reader<'a> {
    fn of(plans: &'a Plans) -> Self {
        Self { plans, common: HeldOnce::default() }
    }

    fn read(&mut self, sessions: &OpenFolder<'_>, id: &SessionId) -> SessionRead {
        // Before anything is read: what changes in between shows as a change.
        let stamps = Stamps::of(sessions, id);
        let folder = &sessions.path().join(id.as_str());
        match self.summary(folder) {
            Ok((summary, remarks, problem)) => {
                let stamps = stamps.filter(|_| problem.is_none());
                let problem = problem.filter(|_| !is_held(folder));
                SessionRead::Summary { summary: Box::new(summary), remarks, problem, stamps }
            }
            Err(error) => SessionRead::Unreadable(first_of(error.problems(folder))),
        }
    }

    fn summary(&mut self, folder: &Path) -> Result<(Summary, Option<PackedRemarks>, Option<FileProblem>)> {
        let (plan, plan_summary) = self.plans.read(&folder.join(PLAN))?;
        let journal: PathBuf = folder.join(JOURNAL);
        let (entries, dropped) = journal::read(&journal)?;
        let session = journal::replay(plan, entries, &journal)?;
        let problem = sessions::problem(session.state().phase, dropped.as_ref());
        let problem = problem.map(|problem| FileProblem::of(&journal, problem));
        let remarks = PackedRemarks::of(&Remarks::of(&session));
        Ok((self.common.session(session.summary_beside(plan_summary)), remarks, problem))
    }
}
