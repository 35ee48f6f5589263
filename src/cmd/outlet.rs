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
/// What the system refused, a broken pipe among it.
pub(super) fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(clean::output(text).as_bytes())?;
    out.flush()
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
    out.write_all(what.sequence())?;
    out.flush()
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
