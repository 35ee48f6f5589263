//! Sessions of the archive once more, for what no summary has: one after another, so that few are in memory at once.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::convert::Infallible;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::core::ids::SessionId;
use crate::core::scorecard::Remarks;
use crate::core::session::Session;
use crate::threads::in_order;

use super::super::error::{Error, Result};
use super::super::imports::imported;
use super::super::index::{KeptRemarks, remarks_bytes};
use super::super::plans::Plans;
use super::super::sessions::{Stored, read_with};
use super::super::workspace::Workspace;
use super::summarized::{Home, Summarized};

/// So many are read by a processor before they are given away.
pub(super) const AT_ONCE: usize = 32;

/// Gives away what `work` makes of each of these sessions, whole, as it is on disk now; in their order, all processors at work. Of those
/// that can't be read, why.
pub(crate) fn read_again<'a, R: Send>(
    sessions: &[&'a Summarized],
    work: impl Fn(Stored) -> R + Sync,
    mut take: impl FnMut(&'a Summarized, Result<R>),
) {
    let again = Rereading::default();
    let read = |part: &[&'a Summarized]| -> Vec<_> {
        part.iter().map(|found| (*found, again.read(found).map(&work))).collect()
    };
    let Ok(()) = in_order(sessions, AT_ONCE, read, |part| {
        for (found, read) in part {
            take(found, read);
        }
        Ok::<(), Infallible>(())
    });
}

/// What was said in sessions, as it is kept beside the index, or read anew.
pub(crate) struct SaidRemarks<'a> {
    kept: KeptRemarks<'a>,
    again: Rereading,
}

impl SaidRemarks<'_> {
    /// What was said in one.
    ///
    /// # Errors
    /// Why it can't be read.
    pub(crate) fn of(&self, found: &Summarized) -> Result<Remarks> {
        let known = match &found.home {
            Home::Folder(_, stamps) => stamps.and_then(|stamps| self.kept.said(&found.id, stamps)),
            Home::Import(_) => None,
            Home::Elsewhere(session) => Some(Remarks::of(session)),
        };
        known.map_or_else(|| self.again.read(found).map(|stored| Remarks::of(&stored.session)), Ok)
    }
}

/// Does something with what was said in the sessions of a workspace.
pub(crate) fn with_said<R>(workspace: &Workspace, work: impl FnOnce(&SaidRemarks<'_>) -> R) -> R {
    let bytes = remarks_bytes(&workspace.sessions());
    work(&SaidRemarks { kept: KeptRemarks::of(&bytes), again: Rereading::default() })
}

/// So many sessions make a stretch of a table.
const STRETCH: usize = 256;

/// Gives away what `work` makes of stretches of these sessions, in their order, all processors at work.
///
/// # Errors
/// What `take` fails with.
pub(crate) fn in_stretches<'a, R: Send, E>(
    sessions: &'a [&'a Summarized],
    work: impl Fn(&'a [&'a Summarized]) -> R + Sync,
    take: impl FnMut(R) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    in_order(sessions, STRETCH, work, take)
}

type ImportedSessions = BTreeMap<SessionId, Session>;

/// Remembers what several sessions share.
#[derive(Default)]
pub(super) struct Rereading {
    plans: Plans,
    /// What is left of the imports that were read: sessions of several come in turn, and each once.
    imports: Mutex<BTreeMap<Arc<Path>, ImportedSessions>>,
}

impl Rereading {
    pub(super) fn read(&self, found: &Summarized) -> Result<Stored> {
        match &found.home {
            Home::Folder(sessions, _) => {
                read_with(found.id.clone(), sessions.join(found.id.as_str()), |path| Ok(self.plans.read(path)?.0))
            }
            Home::Import(path) => Ok(Stored::elsewhere(found.id.clone(), self.imported(path, &found.id)?, None)),
            Home::Elsewhere(_) => found.read(),
        }
    }

    /// A session of an import; while one is read, whoever wants one of its sessions waits.
    fn imported(&self, path: &Arc<Path>, id: &SessionId) -> Result<Session> {
        let mut imports = self.imports.lock().unwrap_or_else(PoisonError::into_inner);
        let left = match imports.entry(Arc::clone(path)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(imported(path)?.into_iter().collect()),
        };
        left.remove(id).ok_or_else(|| Error::NoSession { given: id.to_string(), near: Vec::new() })
    }
}
