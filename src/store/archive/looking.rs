//! Looks which sessions there are, and what the index knows of them.

use std::path::Path;

use crate::core::ids::SessionId;
use crate::core::session::Summary;
use crate::threads::{WORTH_IT, many, work_through};

use super::super::index::Index;
use super::super::listing::is_session;
use super::super::stamp::{OpenFolder, Stamps};

/// What is called as a session is, and holds anything of one.
pub(super) struct Folder {
    pub(super) id: SessionId,
    /// What its files are; none where one of them is missing or can't be looked at.
    pub(super) stamps: Option<Stamps>,
    /// What the index has of it, where its files are still those.
    pub(super) known: Option<Summary>,
}

/// The folders of sessions, by name.
#[derive(Default)]
pub(super) struct Looked {
    pub(super) folders: Vec<Folder>,
    /// Whether the index holds something of sessions that are gone.
    pub(super) has_leftovers: bool,
}

impl Looked {
    /// Those of them that are sessions. They are looked at by all processors, each with its own stretch of names.
    pub(super) fn at(sessions: &Path, named: Vec<SessionId>, index: Option<&Index<'_>>) -> Self {
        let open = OpenFolder::at(sessions);
        let parts = split(named, many());
        // A stretch has all that the index has from its first name up to that of the next.
        let firsts = parts.iter().skip(1).map(|part| Some(index?.before(part.first()?)));
        let firsts: Vec<Option<usize>> = std::iter::once(None).chain(firsts).chain([None]).collect();
        let stretches = parts.into_iter().zip(firsts.windows(2).map(|pair| (pair[0].unwrap_or(0), pair[1])));
        let looked = work_through(stretches.collect(), |(part, (from, to)): (Vec<SessionId>, _)| {
            let mut walk = index.map(|index| index.walk(from, to));
            let mut folders = Vec::with_capacity(part.len());
            for id in part {
                let stamps = Stamps::of(&open, &id);
                if stamps.is_none() && !is_session(&sessions.join(id.as_str())) {
                    continue;
                }
                let known = walk.as_mut().and_then(|walk| walk.known(&id, stamps));
                folders.push(Folder { id, stamps, known });
            }
            Self { folders, has_leftovers: walk.is_some_and(|walk| walk.has_leftovers()) }
        });
        looked.into_iter().reduce(Self::and).unwrap_or_default()
    }

    fn and(mut self, mut next: Self) -> Self {
        self.folders.append(&mut next.folders);
        Self { folders: self.folders, has_leftovers: self.has_leftovers || next.has_leftovers }
    }
}

/// The parts of a list, in its order, of which each is worth a thread.
fn split<T>(mut list: Vec<T>, threads: usize) -> Vec<Vec<T>> {
    let many = (list.len() / WORTH_IT).clamp(1, threads);
    let size = list.len().div_ceil(many);
    let mut parts: Vec<Vec<T>> = (1..many).rev().map(|part| list.split_off(part * size)).collect();
    parts.push(list);
    parts.reverse();
    parts
}
