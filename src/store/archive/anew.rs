//! Sessions of the archive once more, for what no summary has: one after another, so that few are in memory at once.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, VecDeque};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::core::ids::SessionId;
use crate::core::scorecard::Remarks;
use crate::core::session::Session;

use super::super::error::{Error, Result};
use super::super::imports::imported;
use super::super::index::{KeptRemarks, remarks_bytes};
use super::super::plans::Plans;
use super::super::sessions::{Stored, read_with};
use super::super::workspace::Workspace;
use super::summarized::{Home, Summarized};
use super::threads::{many, work_through};

/// So many are read by a processor before the first of them is given away.
const AT_ONCE: usize = 32;

/// What `work` makes of each of these sessions, whole, as it is on disk now; in their order, all processors at work. Of those that can't
/// be read, why.
pub(crate) fn read_again<'a, R: Send + 'a>(
    sessions: &'a [&'a Summarized],
    work: impl Fn(Stored) -> R + Sync + 'a,
) -> impl Iterator<Item = (&'a Summarized, Result<R>)> {
    let again = Rereading::default();
    let mut waves = sessions.chunks(AT_ONCE * many());
    let mut ready = VecDeque::new();
    std::iter::from_fn(move || {
        if ready.is_empty() {
            let parts: Vec<&[&Summarized]> = waves.next()?.chunks(AT_ONCE).collect();
            let read = work_through(parts, |part| -> Vec<_> {
                part.iter().map(|found| (*found, again.read(found).map(&work))).collect()
            });
            ready.extend(read.into_iter().flatten());
        }
        ready.pop_front()
    })
}

/// What was said in each of these sessions, in their order; of those that can't be read, why.
pub(crate) fn remarks(workspace: &Workspace, sessions: &[&Summarized]) -> Vec<Result<Remarks>> {
    let bytes = remarks_bytes(&workspace.sessions());
    let kept = KeptRemarks::of(&bytes);
    let known = |found: &Summarized| match &found.home {
        Home::Folder(_, stamps) => kept.said(&found.id, (*stamps)?),
        Home::Import(_) => None,
        Home::Elsewhere(session) => Some(Remarks::of(session)),
    };
    let known: Vec<Option<Remarks>> = sessions.iter().map(|found| known(found)).collect();
    let unknown: Vec<&Summarized> =
        sessions.iter().zip(&known).filter(|(_, known)| known.is_none()).map(|(found, _)| *found).collect();
    let mut read = read_again(&unknown, |stored| Remarks::of(&stored.session));
    let said = known.into_iter().filter_map(|known| known.map(Ok).or_else(|| read.next().map(|(_, read)| read)));
    said.collect()
}

type ImportedSessions = BTreeMap<SessionId, Session>;

/// Remembers what several sessions share.
#[derive(Default)]
struct Rereading {
    plans: Plans,
    /// What is left of the imports that were read: sessions of several come in turn, and each once.
    imports: Mutex<BTreeMap<Arc<Path>, ImportedSessions>>,
}

impl Rereading {
    fn read(&self, found: &Summarized) -> Result<Stored> {
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
