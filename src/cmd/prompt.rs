//! Lines printed, and lines of input.

use std::io::{self, IsTerminal as _};

use crate::live::words;
use crate::page::clean;

use super::failure::{Failure, Result};
use super::input::{self, Read};
use super::outlet;
use super::surroundings;

/// Prints at once.
pub(super) fn say(text: &str) -> io::Result<()> {
    outlet::print(text)
}

/// A line of input without its end, and whether it came too soon to be an answer; none where several came at once on a terminal:
/// nobody types so fast.
///
/// # Errors
/// [`Failure::Interrupted`] where there is no more input.
pub(super) fn typed(prompt: &str) -> Result<Option<(String, bool)>> {
    let put = surroundings::started();
    let line = line(prompt)?.ok_or(Failure::Interrupted)?;
    if !io::stdin().is_terminal() {
        return Ok(Some((line, false)));
    }
    let too_soon = put.elapsed() < input::TOO_SOON;
    Ok(input::at_once()?.is_empty().then_some((line, too_soon)))
}

/// Whether what was typed agrees to what was asked: `/yes` alone, and not before anybody can have read the question. What is pasted
/// agrees to nothing.
pub(super) fn agrees(typed: Option<&(String, bool)>) -> bool {
    typed.is_some_and(|(line, too_soon)| !too_soon && words::is_yes(line))
}

/// A line of input without its end; none where there is no more.
///
/// # Errors
/// What the system refused, or a signal that came instead.
pub(super) fn line(prompt: &str) -> io::Result<Option<String>> {
    input::listen()?;
    loop {
        say(prompt)?;
        if io::stdin().is_terminal() {
            // What was typed before the program was stopped stands where it stood.
            say(&input::half_typed())?;
        }
        match input::line()? {
            Read::Line(line) | Read::Cut(line) => return Ok(Some(line)),
            Read::Anew => {}
            Read::Stopped => say("\n")?,
            Read::End(half) => {
                say("\n")?;
                if !half.trim().is_empty() {
                    say(&format!("“{}” was not taken: no Enter ended it.\n", clean::line(half.trim())))?;
                }
                return Ok(None);
            }
            Read::Signal => {
                say("\n")?;
                return Err(io::ErrorKind::Interrupted.into());
            }
        }
    }
}
