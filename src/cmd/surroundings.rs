//! The one place that reads the clock, the environment, the terminal and chance.

use std::cell::{Cell, RefCell};
use std::env;
use std::io::{self, IsTerminal as _};
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use chacha20::ChaCha8Rng;
use chrono::{DateTime, Datelike as _, FixedOffset, Local, TimeDelta, Utc};
use rand::{Rng as _, SeedableRng as _};

use crate::core::scale::Millis;
use crate::store::Clock;

use super::failure::{Failure, Result};

/// Everything that a command learns from outside.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact about the terminal, and any of them may hold")]
pub(super) struct Surroundings {
    /// The clock.
    pub(super) clock: Rc<dyn Clock>,
    /// Chance.
    pub(super) chance: Chance,
    /// Whether stdout is a terminal, which has a width.
    pub(super) terminal: bool,
    /// Whether a person sits at it: both input and output are a terminal.
    pub(super) interactive: bool,
    /// Whether input is typed on a terminal.
    pub(super) typed: bool,
    /// Whether the terminal can be drawn on, and may be.
    pub(super) screen: bool,
    /// Whether the terminal can clear its screen.
    pub(super) clears: bool,
    /// Whether what is shown is listened to: nothing is drawn, and nothing stands in columns.
    pub(super) listens: bool,
    /// Whether somebody may be watching stderr: it is a terminal.
    pub(super) watched: bool,
    /// Whether output may be colored.
    pub(super) color: bool,
    /// The folder the process stands in.
    pub(super) here: PathBuf,
    /// `HOTSEAT_WORKSPACE`.
    pub(super) workspace: Option<PathBuf>,
    /// Where this user's data belongs.
    pub(super) home: Option<PathBuf>,
}

impl Surroundings {
    /// Whether whoever sits here goes on line by line: because they said so, or because the terminal has no screen.
    pub(super) fn is_line_by_line(&self) -> bool {
        self.listens || self.interactive && !self.screen
    }

    /// Reads them. `HOTSEAT_NOW` fixes the time (each reading is a second later) and `HOTSEAT_CHANCE` the draw of names and seeds, for tests.
    ///
    /// # Errors
    /// Where one of the variables can't be read.
    pub(super) fn read() -> Result<Self> {
        let clock: Rc<dyn Clock> = match env::var("HOTSEAT_NOW") {
            Ok(text) => {
                let now = DateTime::parse_from_rfc3339(&text).map_err(|_| {
                    Failure::usage(format!("HOTSEAT_NOW is `{text}`"), "give a time such as 2026-11-21T10:00:00Z")
                })?;
                if !YEARS.contains(&now.to_utc().year()) {
                    let example = format!("give a time from {} to {}", YEARS.start(), YEARS.end());
                    return Err(Failure::usage(format!("HOTSEAT_NOW is `{text}`"), example));
                }
                Rc::new(Fixed { now, readings: Cell::new(0) })
            }
            Err(_) => Rc::new(Real { began: local(system_time()).map_err(misset)?, started: started() }),
        };
        let chance = match env::var("HOTSEAT_CHANCE").ok().and_then(|text| text.parse().ok()) {
            Some(seed) => Chance::fixed(seed),
            None => Chance(Rc::new(RefCell::new(ChaCha8Rng::from_rng(&mut rand::rng())))),
        };
        let given = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        // A folder that depends on where one stands is none to keep data in: the XDG Base Directory Specification ignores it, too.
        let whole = |name: &str| given(name).filter(|path| path.is_absolute());
        let terminal = io::stdout().is_terminal();
        let is_dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
        let screen = terminal && io::stdin().is_terminal() && !is_dumb;
        Ok(Self {
            clock,
            chance,
            terminal,
            interactive: terminal && io::stdin().is_terminal(),
            typed: io::stdin().is_terminal(),
            screen,
            clears: screen,
            listens: false,
            watched: io::stderr().is_terminal(),
            color: terminal && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
            here: env::current_dir().unwrap_or_default(),
            workspace: given("HOTSEAT_WORKSPACE"),
            home: home(whole("XDG_DATA_HOME"), whole("HOME"), whole("APPDATA")),
        })
    }
}

/// What was typed after the program's name.
pub(super) fn arguments() -> Vec<String> {
    env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect()
}

/// Chance. All clones of it draw from one stream.
#[derive(Clone)]
pub(super) struct Chance(Rc<RefCell<ChaCha8Rng>>);

impl Chance {
    /// One that always draws the same.
    pub(super) fn fixed(seed: u64) -> Self {
        Self(Rc::new(RefCell::new(ChaCha8Rng::seed_from_u64(seed))))
    }

    fn next(&self) -> u32 {
        self.0.borrow_mut().next_u32()
    }

    /// A seed short enough to read over the phone.
    pub(super) fn seed(&self) -> u64 {
        u64::from(self.next() % 1_000_000)
    }

    /// A random name of letters and digits that are hard to confuse.
    pub(super) fn name(&self, length: usize) -> String {
        const LETTERS: &[u8] = b"23456789abcdefghjkmnpqrstvwxyz";
        (0..length)
            .map(|_| {
                let index = self.next() as usize % LETTERS.len();
                char::from(LETTERS.get(index).copied().unwrap_or(b'x'))
            })
            .collect()
    }
}

/// `COLUMNS` where it is set, else the terminal's width, else 80; never so narrow that nothing fits.
pub(super) fn width(terminal: bool) -> usize {
    let set = env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
    let own = || terminal.then(ratatui::crossterm::terminal::size).and_then(io::Result::ok);
    set.or_else(|| own().map(|(columns, _)| usize::from(columns))).unwrap_or(80).clamp(40, 160)
}

fn home(data: Option<PathBuf>, home: Option<PathBuf>, roaming: Option<PathBuf>) -> Option<PathBuf> {
    let folder = if cfg!(windows) {
        roaming
    } else if cfg!(target_os = "macos") {
        home.map(|home| home.join("Library").join("Application Support"))
    } else {
        data.or_else(|| home.map(|home| home.join(".local").join("share")))
    };
    folder.map(|folder| folder.join("hotseat"))
}

#[expect(clippy::disallowed_methods, reason = "the one clock")]
pub(super) fn started() -> Instant {
    Instant::now()
}

/// For how long the process was stopped, in milliseconds.
static STOPPED: AtomicU64 = AtomicU64::new(0);

/// The process was stopped for so long, which no clock of it counts: it is as if the computer had slept.
#[cfg_attr(not(unix), expect(dead_code, reason = "processes are stopped on Unix alone"))]
pub(super) fn was_stopped(long: Duration) {
    STOPPED.fetch_add(u64::try_from(long.as_millis()).unwrap_or(u64::MAX), Ordering::Relaxed);
}

/// The years that dates in files are written in: an earlier or a later one means a clock that nobody set.
const YEARS: RangeInclusive<i32> = 1970..=9998;

#[expect(clippy::disallowed_methods, reason = "the one clock")]
fn system_time() -> SystemTime {
    SystemTime::now()
}

/// The system's time where the computer is.
///
/// # Errors
/// What the clock shows instead, where that is no time in [`YEARS`]; nothing where it can't even be written down.
fn local(time: SystemTime) -> std::result::Result<DateTime<FixedOffset>, Option<DateTime<Utc>>> {
    let since = |duration: Duration| TimeDelta::from_std(duration).ok();
    let shown = match time.duration_since(UNIX_EPOCH) {
        Ok(after) => since(after).and_then(|after| DateTime::UNIX_EPOCH.checked_add_signed(after)),
        Err(before) => since(before.duration()).and_then(|before| DateTime::UNIX_EPOCH.checked_sub_signed(before)),
    };
    match shown {
        Some(shown) if YEARS.contains(&shown.year()) => Ok(shown.with_timezone(&Local).fixed_offset()),
        shown => Err(shown),
    }
}

fn misset(shown: Option<DateTime<Utc>>) -> Failure {
    let shown = shown.map_or_else(|| "no year at all".into(), |shown| format!("the year {}", shown.year()));
    let hint = format!("set it to a time from {} to {}, and do it again", YEARS.start(), YEARS.end());
    Failure::refused(format!("the computer's clock shows {shown}, so nothing can be dated"), hint)
}

struct Real {
    /// What the clock showed when the process began.
    began: DateTime<FixedOffset>,
    started: Instant,
}

impl Clock for Real {
    /// Where the clock is set to a time that is none while an interview is held, what it showed before goes on.
    fn now(&self) -> DateTime<FixedOffset> {
        let passed = || TimeDelta::from_std(self.started.elapsed()).unwrap_or_default();
        local(system_time()).unwrap_or_else(|_| self.began + passed())
    }

    fn elapsed(&self) -> Millis {
        let passed = Millis(u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX));
        passed.since(Millis(STOPPED.load(Ordering::Relaxed)))
    }
}

struct Fixed {
    now: DateTime<FixedOffset>,
    readings: Cell<u32>,
}

impl Clock for Fixed {
    fn now(&self) -> DateTime<FixedOffset> {
        self.now + TimeDelta::seconds(i64::from(self.readings.get()))
    }

    fn elapsed(&self) -> Millis {
        let readings = self.readings.get();
        self.readings.set(readings + 1);
        Millis(u64::from(readings) * 1000)
    }
}

/// A word as a shell takes it.
pub(super) fn shell_word(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_=:.,/+@%".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_nobody_set_is_refused_and_never_panics() {
        let day = Duration::from_secs(86_400);
        assert!(local(UNIX_EPOCH).is_ok());
        assert!(local(UNIX_EPOCH + day * 20_000).is_ok());
        let said = |time| local(time).err().map(|shown| misset(shown).message());
        let before = said(UNIX_EPOCH - day);
        assert_eq!(before.as_deref(), Some("the computer's clock shows the year 1969, so nothing can be dated"));
        let later = said(UNIX_EPOCH + day * 365 * 9_000);
        assert_eq!(later.as_deref(), Some("the computer's clock shows the year 10964, so nothing can be dated"));
        for beyond in [UNIX_EPOCH.checked_add(day * u32::MAX), UNIX_EPOCH.checked_sub(day * u32::MAX)] {
            let said = said(beyond.expect("the system can tell it"));
            assert_eq!(said.as_deref(), Some("the computer's clock shows no year at all, so nothing can be dated"));
        }
    }
}
