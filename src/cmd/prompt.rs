//! Lines printed, and lines of input.

use std::io::{self, BufRead as _, Write as _};

use super::failure::{Failure, Result};

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
pub(super) fn line(prompt: &str) -> io::Result<Option<String>> {
    say(prompt)?;
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_until(b'\n', &mut bytes)?;
    if read == 0 {
        say("\n")?;
        return Ok(None);
    }
    let text = String::from_utf8_lossy(&bytes);
    Ok(Some(text.trim_end_matches(['\n', '\r']).to_owned()))
}
