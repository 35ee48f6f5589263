//! What tells a file from what it was, without reading it: its length, its times, and the system's number for it.

use std::fs::{self, Metadata};
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::core::ids::SessionId;

use super::session::{JOURNAL, PLAN};

/// What the system says of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    /// In bytes.
    length: u64,
    /// When its content changed, as far as nobody said otherwise.
    modified: Time,
    /// When anything of it changed, which nobody can say otherwise; where the system does not tell it, the same.
    changed: Time,
    /// The system's number for the file; 0 where it has none.
    number: u64,
}

/// A moment by the clock of the file system: seconds of the epoch, and nanoseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Time(i64, u32);

impl Stamp {
    /// The stamp of what a path leads to.
    ///
    /// # Errors
    /// What the system refused.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        fs::metadata(path).map(|found| Self::in_metadata(&found))
    }

    #[cfg(unix)]
    fn in_metadata(found: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        let time = |seconds, part: i64| Time(seconds, u32::try_from(part).unwrap_or_default());
        Self {
            length: found.len(),
            modified: time(found.mtime(), found.mtime_nsec()),
            changed: time(found.ctime(), found.ctime_nsec()),
            number: found.ino(),
        }
    }

    #[cfg(not(unix))]
    fn in_metadata(found: &Metadata) -> Self {
        let since = found.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
        let modified = since
            .map_or(Time(0, 0), |since| Time(i64::try_from(since.as_secs()).unwrap_or_default(), since.subsec_nanos()));
        Self { length: found.len(), modified, changed: modified, number: 0 }
    }

    /// When anything of the file changed last.
    pub(super) fn changed(&self) -> Time {
        self.changed
    }

    /// Whether a change from now on gives another stamp, where it is `now` or later: the clocks of file systems go in steps, so that of
    /// two changes within one step the second may not show.
    pub(super) fn is_settled(&self, now: Time) -> bool {
        let Time(seconds, part) = self.changed;
        // Those that count whole seconds may count every other one.
        let settled = if part == 0 { Time(seconds + 2, 0) } else { Time(seconds, part + STEP) };
        let settled = if settled.1 >= SECOND { Time(settled.0 + 1, settled.1 - SECOND) } else { settled };
        settled < now
    }
}

/// The files that a session was summarized from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamps {
    plan: Stamp,
    journal: Stamp,
}

/// A folder that is open, so that the system need not find the way to it again for each of many files.
pub(super) struct OpenFolder<'a> {
    path: &'a Path,
    #[cfg(target_os = "linux")]
    open: Option<fs::File>,
}

impl<'a> OpenFolder<'a> {
    /// Opens a folder; where it can't be opened, files are looked for by their whole paths.
    pub(super) fn at(path: &'a Path) -> Self {
        Self {
            path,
            #[cfg(target_os = "linux")]
            open: fs::File::open(path).ok(),
        }
    }

    /// Where it is.
    pub(super) fn path(&self) -> &'a Path {
        self.path
    }

    /// The stamp of a file in it.
    fn stamp(&self, name: &str) -> Option<Stamp> {
        self.quickly(name).or_else(|| Stamp::of(&self.path.join(name)).ok())
    }

    #[cfg(target_os = "linux")]
    fn quickly(&self, name: &str) -> Option<Stamp> {
        use rustix::fs::{AtFlags, StatxFlags, statx};
        let wanted = StatxFlags::SIZE | StatxFlags::MTIME | StatxFlags::CTIME | StatxFlags::INO;
        let found = statx(self.open.as_ref()?, name, AtFlags::empty(), wanted).ok()?;
        if !StatxFlags::from_bits_retain(found.stx_mask).contains(wanted) {
            return None;
        }
        Some(Stamp {
            length: found.stx_size,
            modified: Time(found.stx_mtime.tv_sec, found.stx_mtime.tv_nsec),
            changed: Time(found.stx_ctime.tv_sec, found.stx_ctime.tv_nsec),
            number: found.stx_ino,
        })
    }

    #[cfg(not(target_os = "linux"))]
    fn quickly(&self, _: &str) -> Option<Stamp> {
        None
    }
}

impl Stamps {
    /// The stamps of what stands in the folder of a session now; none where a file is missing or can't be looked at.
    pub(super) fn of(sessions: &OpenFolder<'_>, id: &SessionId) -> Option<Self> {
        let mut path = format!("{id}/{JOURNAL}");
        let journal = sessions.stamp(&path)?;
        path.truncate(path.len() - JOURNAL.len());
        path.push_str(PLAN);
        Some(Self { journal, plan: sessions.stamp(&path)? })
    }

    /// When one of the files changed last.
    pub(super) fn changed(&self) -> Time {
        self.plan.changed().max(self.journal.changed())
    }

    /// Whether no change from now on can leave it as it is, where it is `now` or later.
    pub(super) fn is_settled(&self, now: Time) -> bool {
        self.plan.is_settled(now) && self.journal.is_settled(now)
    }
}

/// A tenth of a second, in nanoseconds: longer than any step of a clock that counts parts of seconds.
const STEP: u32 = SECOND / 10;
const SECOND: u32 = 1_000_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_one_stamp_however_it_is_found() {
        let folder = tempfile::tempdir().expect("a folder");
        let session = folder.path().join("a-1");
        fs::create_dir(&session).expect("it is made");
        fs::File::create(session.join(PLAN)).expect("it is made");
        fs::File::create(session.join(JOURNAL)).and_then(|file| file.set_len(7)).expect("it is made");
        let (open, id) = (OpenFolder::at(folder.path()), SessionId::new("a-1").expect("a name"));
        let by_path = |name| Stamp::of(&session.join(name)).expect("it is there");
        assert_eq!(Stamps::of(&open, &id), Some(Stamps { plan: by_path(PLAN), journal: by_path(JOURNAL) }));
        assert_eq!(by_path(JOURNAL).length, 7);
        fs::remove_file(session.join(PLAN)).expect("it was there");
        assert_eq!(Stamps::of(&open, &id), None);
    }

    #[test]
    fn a_stamp_is_settled_once_the_clock_has_gone_on() {
        let at = |changed| Stamp { length: 1, modified: Time(0, 0), changed, number: 1 };
        let now = Time(100, 50_000_000);
        assert!(at(Time(99, 949_999_999)).is_settled(now));
        assert!(!at(Time(99, 950_000_000)).is_settled(now));
        assert!(!at(Time(100, 1)).is_settled(now));
        assert!(at(Time(98, 0)).is_settled(now), "two seconds and a bit");
        assert!(!at(Time(99, 0)).is_settled(now), "a clock that counts every other second");
        assert!(!at(Time(200, 1)).is_settled(now));
    }
}
