//! A session of the archive: what is known of it, and where the whole of it is.

use std::path::Path;
use std::sync::Arc;

use crate::core::check::FileProblem;
use crate::core::ids::SessionId;
use crate::core::session::{HeldOnce, Session, Summary};

use super::super::error::{Error, Result, first_of};
use super::super::imports::session_in;
use super::super::sessions::{self, Stored, is_held};
use super::super::stamp::Stamps;

/// A session as it is known without being read whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summarized {
    /// Its name.
    pub id: SessionId,
    /// What is known of it.
    pub summary: Summary,
    pub(super) home: Home,
}

/// Where the whole of a session is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Home {
    /// In its folder, among these sessions, with the files that it was summarized from.
    Folder(Arc<Path>, Option<Stamps>),
    /// This import stands for it.
    Import(Arc<Path>),
    /// The example stands for it.
    Elsewhere(Box<Session>),
}

impl Summarized {
    /// One that stands in no folder of its own.
    pub(crate) fn elsewhere(id: SessionId, session: Session, common: &mut HeldOnce) -> Self {
        let summary = common.summary(&session);
        Self { id, summary, home: Home::Elsewhere(Box::new(session)) }
    }

    /// The session whole, as it is on disk now.
    ///
    /// # Errors
    /// Where it can't be read.
    pub fn read(&self) -> Result<Stored> {
        match &self.home {
            Home::Folder(sessions, _) => sessions::read(self.id.clone(), sessions.join(self.id.as_str())),
            Home::Import(path) => Ok(Stored::elsewhere(self.id.clone(), session_in(path, &self.id)?, None)),
            Home::Elsewhere(session) => Ok(Stored::elsewhere(self.id.clone(), (**session).clone(), None)),
        }
    }

    /// What is wrong with it where it can't be read whole.
    pub(crate) fn unread(&self, error: Error) -> Option<FileProblem> {
        match &self.home {
            Home::Folder(sessions, _) => first_of(error.problems(&sessions.join(self.id.as_str()))),
            Home::Import(path) => first_of(error.problems(path)),
            Home::Elsewhere(_) => None,
        }
    }

    /// The files that it was summarized from, where these are its own.
    pub(super) fn stamps(&self) -> Option<Stamps> {
        match &self.home {
            Home::Folder(_, stamps) => *stamps,
            Home::Import(_) | Home::Elsewhere(_) => None,
        }
    }

    /// The import that stands for it.
    pub(super) fn import(&self) -> Option<&Path> {
        match &self.home {
            Home::Import(path) => Some(path),
            Home::Folder(..) | Home::Elsewhere(_) => None,
        }
    }

    /// Whether it stands for ratings that were imported, and can't be gone on with.
    pub fn is_imported(&self) -> bool {
        matches!(self.home, Home::Import(_) | Home::Elsewhere(_))
    }

    /// Whether a process has it open.
    pub(crate) fn is_held(&self) -> bool {
        match &self.home {
            Home::Folder(sessions, _) => is_held(&sessions.join(self.id.as_str())),
            Home::Import(_) | Home::Elsewhere(_) => false,
        }
    }
}
