//! A session open for writing: folder, lock, journal, and the session that they lead to.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use crate::core::event::{Beginning, Course, Event};
use crate::core::ids::SessionId;
use crate::core::people::People;
use crate::core::plan::Plan;
use crate::core::scale::Millis;
use crate::core::session::{Action, Moment, NotRecorded, Recorder, Session};

use super::atomic::{Access, make_folder, replace, sync_folder};
use super::documents::{self, load_plan};
use super::error::{Error, Result, io};
use super::journal::{self, Dropped, Journal};
pub(super) use super::listing::{JOURNAL, PLAN};
use super::opening;
use super::people::with_people_in;
use super::private;
use super::reading;

/// The files of a session's folder.
pub(super) const LOCK: &str = "lock";
pub(super) const DRAFT: &str = "draft.txt";
pub(super) const TIME: &str = "clock.txt";
/// What is further ahead of the journal than any interview lasts is no time of this session.
const AHEAD: Millis = Millis(24 * 60 * 60 * 1000);
/// How the name of a folder begins in which a session is being made.
pub(super) const MAKING: &str = ".new-";

/// What time it is, for people; and how much has passed since the process began, which no clock change disturbs.
pub trait Clock {
    /// What time it is.
    fn now(&self) -> DateTime<FixedOffset>;
    /// How much has passed since some fixed moment of this process.
    fn elapsed(&self) -> Millis;
}

/// What a new session is made of.
#[derive(Debug)]
pub struct NewSession {
    /// Its name.
    pub id: SessionId,
    /// Its frozen plan.
    pub plan: Plan,
    /// Who and how.
    pub beginning: Beginning,
}

/// A session open for writing.
pub struct Live {
    id: SessionId,
    folder: PathBuf,
    session: Session,
    journal: Journal,
    clock: Rc<dyn Clock>,
    /// The session's clock minus the process's.
    carried: u64,
    started: Millis,
    /// When it was last asked whether the machine slept.
    awake: Moment,
    /// Held for as long as the session is open.
    lock: File,
}

/// Opens a session, with what recovery had to drop.
///
/// # Errors
/// Where another process has it open, where it is damaged, or what the system refused.
pub(super) fn open(folder: &Path, id: &SessionId, clock: Rc<dyn Clock>) -> Result<(Live, Option<Dropped>)> {
    let lock = lock(folder, id)?;
    // It is about to be written to, and what is in it is personal; so is what lies beside it.
    private::close(folder.parent().unwrap_or(folder));
    private::close(folder);
    let plan = load_plan(&folder.join(PLAN))?;
    let path = folder.join(JOURNAL);
    let (journal, entries, dropped) = Journal::open(&path)?;
    let session = journal::replay(plan, entries, &path)?;
    let carried = carried(folder, &session).0;
    let started = clock.elapsed();
    let live = Live {
        id: id.clone(),
        folder: folder.to_owned(),
        session,
        journal,
        started,
        awake: Moment { elapsed: started, wall: clock.now() },
        clock,
        carried,
        lock,
    };
    Ok((live, dropped))
}

/// Where the session's time goes on: from the journal's last line; after a crash from what was kept beside it, where that is later.
fn carried(folder: &Path, session: &Session) -> Millis {
    let clock = &session.state().clock;
    let kept = || reading::text(&folder.join(TIME)).ok()?.trim().parse().map(Millis).ok();
    let is_later = |kept: &Millis| clock.running && *kept > clock.now && kept.since(clock.now) < AHEAD;
    kept().filter(is_later).unwrap_or(clock.now)
}

/// How often a lock that is held is tried again, and how long between. A reader that looks whether a session is held has the lock
/// for a moment, and must not keep it from being opened.
const TRIES: usize = 5;
const BETWEEN: Duration = Duration::from_millis(20);

fn lock(folder: &Path, id: &SessionId) -> Result<File> {
    let path = folder.join(LOCK);
    let file = opening::to_append_or_make(&path).map_err(io("write", &path))?;
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(fs::TryLockError::WouldBlock) => std::thread::sleep(BETWEEN),
            Err(fs::TryLockError::Error(error)) => return Err(io("lock", &path)(error)),
        }
    }
    Err(Error::Locked(id.to_string()))
}

impl NewSession {
    /// Makes the session's folder whole before it gets its name, begins the session, and leaves it open.
    ///
    /// # Errors
    /// What the system refused.
    pub fn create(self, sessions: &Path, clock: Rc<dyn Clock>) -> Result<Live> {
        let folder = make_session(sessions, &self.id, (&self.plan, b""))?;
        let (mut live, _) = open(&folder, &self.id, clock)?;
        live.keep(Course::Began(self.beginning).into())?;
        Ok(live)
    }
}

/// Makes the folder of a session whole, with its plan and journal, before it gets its name.
fn make_session(sessions: &Path, id: &SessionId, (plan, journal): (&Plan, &[u8])) -> Result<PathBuf> {
    make_folder(sessions, Access::Private)?;
    let making = sessions.join(format!("{MAKING}{id}"));
    make_folder(&making, Access::Private)?;
    documents::write(&making.join(PLAN), plan)?;
    replace(&making.join(JOURNAL), journal, Access::Private)?;
    let folder = sessions.join(id.as_str());
    fs::rename(&making, &folder).map_err(io("make the folder", &folder))?;
    sync_folder(sessions);
    Ok(folder)
}

impl Live {
    /// The session's name.
    pub(crate) fn id(&self) -> &SessionId {
        &self.id
    }

    /// The half-typed note that a crash left.
    pub(crate) fn draft(&self) -> Option<String> {
        reading::text(&self.folder.join(DRAFT)).ok().filter(|text| !text.trim().is_empty())
    }

    /// Keeps a half-typed note; an empty one is forgotten.
    ///
    /// # Errors
    /// What the system refused.
    pub(crate) fn keep_draft(&self, text: &str) -> Result<()> {
        let path = self.folder.join(DRAFT);
        if text.trim().is_empty() {
            return match fs::remove_file(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(io("remove", &path)(error)),
                _ => Ok(()),
            };
        }
        replace(&path, text.as_bytes(), Access::Private)
    }

    /// Keeps the session's time beside the journal, for after a crash; where that can't be done the journal's last line has to do.
    pub(crate) fn keep_time(&self) {
        let _ = replace(&self.folder.join(TIME), self.now().0.to_string().as_bytes(), Access::Private);
    }

    /// Looks at the people who are known beside this session and changes them, under one lock.
    ///
    /// # Errors
    /// Every problem of their file, what the system refused, or what the change failed with.
    pub(crate) fn with_people<T, E: From<Error>>(
        &self,
        change: impl FnOnce(&mut People) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        with_people_in(self.folder.parent().unwrap_or(&self.folder), change)
    }

    /// Writes the whole session down from memory, under a name of its own, and goes on there: its journal is no longer the file that it was
    /// written to, and whatever stands there now is somebody else's.
    fn save_anew(&mut self) -> Result<()> {
        let sessions = self.folder.parent().unwrap_or(&self.folder).to_owned();
        let mut journal = Vec::new();
        for entry in &self.session.state().entries {
            serde_json::to_writer(&mut journal, entry).map_err(|error| io("write", &self.folder)(error.into()))?;
            journal.push(b'\n');
        }
        let is_free = |id: &SessionId| fs::symlink_metadata(sessions.join(id.as_str())).is_err();
        let mut names = (1..).map(|number| self.id.saved_anew(number));
        let free = names.find(|id| id.as_ref().map_or(true, is_free));
        let Some(Ok(id)) = free else { return Err(Error::Exists(self.folder.clone())) };
        let folder = make_session(&sessions, &id, (self.session.plan(), &journal))?;
        let lock = lock(&folder, &id)?;
        let (journal, ..) = Journal::open(&folder.join(JOURNAL))?;
        (self.id, self.folder, self.journal, self.lock) = (id, folder, journal, lock);
        Ok(())
    }

    fn keep(&mut self, event: Event) -> Result<()> {
        let entry = self.session.entry(event, self.clock.now(), self.now());
        let plan = self.folder.join(PLAN);
        // Without its plan a journal can't be read again.
        let has_plan = if plan.is_file() { Ok(()) } else { Err(Error::Lost { path: plan, how: "was deleted" }) };
        has_plan.and_then(|()| self.journal.append(&entry)).map_err(|error| match error {
            Error::Lost { path, how } => match self.save_anew() {
                Ok(()) => Error::SavedAnew { path, how, id: self.id.clone() },
                Err(error) => error,
            },
            other => other,
        })?;
        self.session.apply(entry).map_err(|damage| Error::Damaged {
            path: self.folder.join(JOURNAL),
            line: 0,
            reason: damage.to_string(),
        })
    }
}

impl Recorder for Live {
    fn session(&self) -> &Session {
        &self.session
    }

    fn now(&self) -> Millis {
        Millis(self.carried).plus(self.clock.elapsed().since(self.started))
    }

    fn slept(&mut self) -> Option<Millis> {
        let now = Moment { elapsed: self.clock.elapsed(), wall: self.clock.now() };
        now.slept_since(std::mem::replace(&mut self.awake, now))
    }

    fn record(&mut self, action: Action) -> std::result::Result<Event, NotRecorded> {
        let event = self.session.decide(action)?;
        let failed = |error: Error| {
            let source = std::error::Error::source(&error).map(|source| format!(": {source}")).unwrap_or_default();
            NotRecorded::Failed(format!("{error}{source}"))
        };
        self.keep(event.clone()).map_err(failed)?;
        Ok(event)
    }
}
