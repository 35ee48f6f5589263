//! The terminal of the interview line by line, or whatever stands in for it: lines, pasted texts, signals, and output that nobody reads.

use std::io::{self, Write as _};

use crate::live::lines::{Console, Heard};
use crate::page::layout;

use super::input;
use super::surroundings;

/// A terminal gives no more bytes of a line, and drops what is typed beyond.
const LONGEST: usize = 4095;

/// What is said of a line that is longer than anybody writes.
const CUT: &str = "A line was longer than 65,536 bytes: what is beyond them is left out.";

/// Clears the screen and what was scrolled out of it, and begins at the top.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

/// More lines than a screen has.
const LINES: usize = 80;

/// What takes everything that stands there out of sight. A terminal's own means say nothing aloud; one that has none is left with
/// blank lines, and where there is none nothing has to go.
pub(super) fn away(attended: bool, clears: bool) -> String {
    match (attended, clears) {
        (false, _) => "\n".to_owned(),
        (true, true) => CLEAR.to_owned(),
        (true, false) => "\n".repeat(LINES),
    }
}

/// Where an interview is held line by line.
pub(super) struct LineTerminal {
    pub(super) width: usize,
    /// Whether a person sits at it: both input and output are a terminal.
    pub(super) attended: bool,
    /// Whether lines are typed on a terminal.
    pub(super) typed: bool,
    /// What takes everything that stands there out of sight.
    pub(super) away: String,
    /// Nobody reads what is printed any more.
    pub(super) unread: bool,
}

impl Console for LineTerminal {
    fn width(&self) -> usize {
        self.width
    }

    fn attended(&self) -> bool {
        self.attended
    }

    /// Where nobody reads any more, what is typed still counts: that is said once, and the interview goes on without being shown.
    fn print(&mut self, text: &str) -> io::Result<()> {
        if self.unread {
            return Ok(());
        }
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.unread = true;
                let then = if self.typed {
                    "so the session is left"
                } else {
                    "but every line that is still to come is recorded"
                };
                // Nobody is hurt where this can't be heard either.
                let _ = writeln!(io::stderr(), "nobody reads the output any more, {then}");
                Ok(())
            }
            done => done,
        }
    }

    fn clear(&mut self) -> io::Result<()> {
        let away = self.away.clone();
        self.print(&away)
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
            input::Read::End => {
                self.print("\n")?;
                return Ok(Heard::End);
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
