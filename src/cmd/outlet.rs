//! The way out: what is printed on stdout and said on stderr. Nothing else under `cmd/` writes there (a test reads the source), and
//! whatever passes is cleaned here, wherever it came from: a terminal gets no character that steers it but for the few of [`Steer`],
//! which are the program's own. What a page, a failure or CSV cleaned before it was laid out passes as it is.

use std::io::{self, Write};

use crate::page::clean;

/// What the program itself tells a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Steer {
    /// Back to the beginning of the line.
    Back,
    /// Clears the screen and what was scrolled out of it, and begins at the top.
    Clear,
}

impl Steer {
    fn sequence(self) -> &'static [u8] {
        match self {
            Self::Back => b"\r",
            Self::Clear => b"\x1b[2J\x1b[3J\x1b[H",
        }
    }
}

/// Prints at once.
///
/// # Errors
/// What the system refused, a broken pipe among it; `Interrupted` where the terminal is gone.
pub(super) fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(clean::output(text).as_bytes()).and_then(|()| out.flush()).map_err(hung_up)
}

/// That the terminal is gone ends the program as a signal does, of which the error may be heard first.
#[cfg(unix)]
fn hung_up(error: io::Error) -> io::Error {
    use rustix::fs::{FileType, fstat};
    let is_device = || fstat(io::stdout()).is_ok_and(|found| FileType::from_raw_mode(found.st_mode).is_char_device());
    let is_refused = error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error());
    if is_refused && is_device() { io::ErrorKind::Interrupted.into() } else { error }
}

#[cfg(not(unix))]
fn hung_up(error: io::Error) -> io::Error {
    error
}

/// So many bytes are held back at most, but for a line that is longer.
const AT_ONCE: usize = 64 * 1024;

/// Prints what is written to it, whole lines at a time; what is left is printed when it is flushed.
#[derive(Default)]
pub(super) struct Printer {
    held: Vec<u8>,
}

impl Printer {
    fn pass(&mut self, end: usize) -> io::Result<()> {
        // What is cleaned is text.
        let text = String::from_utf8_lossy(&self.held[..end]);
        io::stdout().lock().write_all(clean::output(&text).as_bytes())?;
        self.held.drain(..end);
        Ok(())
    }
}

impl Write for Printer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= AT_ONCE
            && let Some(last) = self.held.iter().rposition(|byte| *byte == b'\n')
        {
            self.pass(last + 1)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass(self.held.len())?;
        io::stdout().lock().flush()
    }
}

/// Prints a script or a manual page, which are made of the program alone, and may hold tabs.
///
/// # Errors
/// What the system refused, a broken pipe among it.
pub(super) fn print_own(text: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text)?;
    out.flush()
}

/// Tells the terminal behind stdout something.
///
/// # Errors
/// What the system refused.
pub(super) fn steer(what: Steer) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(what.sequence()).and_then(|()| out.flush()).map_err(hung_up)
}

/// Says something on stderr; nobody is hurt where it can't be heard.
pub(super) fn say(text: &str) {
    let _ = io::stderr().write_all(clean::output(text).as_bytes());
}

/// Says something on stderr over what stands on the line there.
pub(super) fn say_over(text: &str) {
    let mut err = io::stderr().lock();
    let _ = err.write_all(Steer::Back.sequence()).and_then(|()| err.write_all(clean::output(text).as_bytes()));
}
