//! Lines printed, and lines of input.

use std::io::{self, Write as _};

use super::failure::{Failure, Result};
use super::input::{self, Read};

/// Prints at once.
pub(super) fn say(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// A line of input without its end.
///
/// # Errors
/// [`Failure::Interrupted`] where there is no more input.
pub(super) fn ask(prompt: &str) -> Result<String> {
    line(prompt)?.ok_or(Failure::Interrupted)
}

/// A line of input without its end; none where there is no more.
///
/// # Errors
/// What the system refused, or a signal that came instead.
pub(super) fn line(prompt: &str) -> io::Result<Option<String>> {
    say(prompt)?;
    match input::line()? {
        Read::Line(line) => Ok(Some(line)),
        Read::End => say("\n").map(|()| None),
        Read::Signal => Err(io::ErrorKind::Interrupted.into()),
    }
}
