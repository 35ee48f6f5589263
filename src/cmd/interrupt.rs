//! Ctrl-C at a list: the list hides the cursor, so that it has to come back before the process ends.
//!
//! dialoguer leaves an interrupt to the system, which ends the process at once. So from the first list on, interrupts are heard here.

use dialoguer::console::Term;

use super::failure::{Failure, Result};

/// Runs something that reads keys; an interrupt there is [`Failure::Interrupted`], and the cursor is shown again.
pub(super) fn caught<T>(ask: impl FnOnce() -> std::result::Result<T, dialoguer::Error>) -> Result<T> {
    #[cfg(unix)]
    heard::listen()?;
    let answer = during(true, ask).map_err(Failure::from);
    if answer.is_err() {
        show_cursor();
    }
    answer
}

/// Waits for a line; where interrupts are heard here, one that comes now still ends the process.
pub(super) fn ending<T>(wait: impl FnOnce() -> T) -> T {
    during(cfg!(unix), wait)
}

/// Runs something, at which an interrupt ends the process or not; elsewhere it is for others to hear.
fn during<T>(ends: bool, run: impl FnOnce() -> T) -> T {
    #[cfg(unix)]
    heard::ENDS.store(ends, std::sync::atomic::Ordering::SeqCst);
    #[cfg(not(unix))]
    let _ = ends;
    let done = run();
    #[cfg(unix)]
    heard::ENDS.store(false, std::sync::atomic::Ordering::SeqCst);
    done
}

/// On a line of its own, where the shell goes on. Where even this fails there is no terminal left to put right.
fn show_cursor() {
    let terminal = Term::stderr();
    let _ = terminal.show_cursor().and_then(|()| terminal.write_line(""));
}

#[cfg(unix)]
mod heard {
    use std::io;
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;

    use signal_hook::consts::SIGINT;
    use signal_hook::iterator::Signals;

    use super::super::failure::Failure;

    /// Whether an interrupt ends the process now.
    pub(super) static ENDS: AtomicBool = AtomicBool::new(false);
    static LISTENS: OnceLock<()> = OnceLock::new();

    /// Hears interrupts from now on. Everything that matters is on disk at every moment, so that the process may end at any.
    pub(super) fn listen() -> io::Result<()> {
        if LISTENS.set(()).is_err() {
            return Ok(());
        }
        let mut signals = Signals::new([SIGINT])?;
        thread::spawn(move || {
            for _ in signals.forever() {
                if ENDS.load(Ordering::SeqCst) {
                    super::show_cursor();
                    signal_hook::low_level::exit(i32::from(Failure::Interrupted.code()));
                }
            }
        });
        Ok(())
    }
}
