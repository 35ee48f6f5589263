//! The terminal of the interview line by line, or whatever stands in for it: lines, pasted texts, signals, and output that nobody reads.

use std::io;

use crate::live::lines::{Console, Heard};
use crate::page::layout;

use super::input;
use super::outlet::{self, Steer};
use super::surroundings;

/// A terminal gives no more bytes of a line, and drops what is typed beyond.
const LONGEST: usize = 4095;

/// What is said of a line that is longer than anybody writes.
const CUT: &str = "A line was longer than 65,536 bytes: what is beyond them is left out.";

/// More lines than a screen has.
const LINES: usize = 80;

/// What takes everything that stands there out of sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Away {
    /// The terminal's own means, which say nothing aloud.
    Cleared,
    /// Blank lines, on a terminal that has no such means.
    Scrolled,
    /// Nothing has to go where there is no terminal.
    Nowhere,
}

/// Where an interview is held line by line.
pub(super) struct LineTerminal {
    pub(super) width: usize,
    /// Whether a person sits at it: both input and output are a terminal.
    pub(super) attended: bool,
    /// Whether lines are typed on a terminal.
    pub(super) typed: bool,
    /// What takes everything that stands there out of sight.
    pub(super) away: Away,
    /// Nobody reads what is printed any more.
    pub(super) unread: bool,
    /// Why, where the place that it goes to refused it.
    pub(super) refused: Option<io::Error>,
}

impl Console for LineTerminal {
    fn width(&self) -> usize {
        self.width
    }

    fn attended(&self) -> bool {
        self.attended
    }

    /// Where nobody reads any more, or nothing can be shown, what is typed still counts: that is said once, and the interview goes on.
    fn print(&mut self, text: &str) -> io::Result<()> {
        if self.unread {
            return Ok(());
        }
        match outlet::print(text) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.unread = true;
                let then = if self.typed {
                    "so the session is left"
                } else {
                    "but every line that is still to come is recorded"
                };
                outlet::say(&format!("nobody reads the output any more, {then}\n"));
                Ok(())
            }
            // A script goes on all the same: its lines stand nowhere else.
            Err(error) if !self.typed && error.kind() != io::ErrorKind::Interrupted => {
                self.unread = true;
                let then = "nothing more is shown, but every line that is still to come is recorded";
                outlet::say(&format!("can't write the output ({error}): {then}\n"));
                self.refused = Some(error);
                Ok(())
            }
            done => done,
        }
    }

    fn clear(&mut self) -> io::Result<()> {
        match self.away {
            Away::Cleared => outlet::steer(Steer::Clear),
            Away::Scrolled => self.print(&"\n".repeat(LINES)),
            Away::Nowhere => self.print("\n"),
        }
    }

    fn hear(&mut self, prompt: &str) -> io::Result<Heard> {
        // Nobody reads it in columns where no terminal shows it.
        let wrapped = self.attended.then(|| layout::prompt(prompt, self.width));
        self.print(wrapped.as_deref().unwrap_or(prompt))?;
        // A person can't hold an interview without seeing anything; a script can.
        if self.unread && self.typed {
            return Ok(Heard::End);
        }
        if self.typed {
            // What was typed before the program was stopped stands where it stood.
            self.print(&input::half_typed())?;
        }
        let put = surroundings::started();
        let line = match input::line()? {
            input::Read::Line(line) => line,
            input::Read::Cut(line) => {
                self.print(&format!("\n{}", layout::paragraph(CUT, self.width, "")))?;
                line
            }
            input::Read::Anew => return Ok(Heard::Anew),
            input::Read::Stopped => {
                // What the shell wrote stands on the line.
                self.print("\n")?;
                return Ok(Heard::Stopped);
            }
            input::Read::End(half) => {
                self.print("\n")?;
                return Ok(if half.trim().is_empty() { Heard::End } else { Heard::Half(half) });
            }
            input::Read::Signal => {
                // What is said next begins a line of its own.
                self.print("\n")?;
                return Ok(Heard::Signal);
            }
        };
        if !self.typed {
            return Ok(Heard::Line(line));
        }
        let too_soon = put.elapsed() < input::TOO_SOON;
        let more = input::at_once()?;
        if std::iter::once(&line).chain(&more).any(|line| line.len() >= LONGEST) {
            let cut = "A terminal takes 4,095 bytes of a line: the rest of a longer one is lost. Check the note.";
            self.print(&format!("\n{}", layout::paragraph(cut, self.width, "")))?;
        }
        if more.is_empty() {
            return Ok(if too_soon { Heard::TooSoon(line) } else { Heard::Line(line) });
        }
        Ok(Heard::Pasted([vec![line], more].concat().join("\n")))
    }
}
