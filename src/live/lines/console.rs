//! What the interview line by line needs of a terminal, or of whatever stands in for one.

use std::io;

/// Where lines are printed and read.
pub trait Console {
    /// The width to print at, in columns.
    fn width(&self) -> usize;

    /// Whether a person sits at it.
    fn attended(&self) -> bool;

    /// Prints at once.
    ///
    /// # Errors
    /// What the system refused.
    fn print(&mut self, text: &str) -> io::Result<()>;

    /// Takes everything that stands there out of sight, where somebody could see it.
    ///
    /// # Errors
    /// What the system refused.
    fn clear(&mut self) -> io::Result<()>;

    /// Asks, and waits for what comes.
    ///
    /// # Errors
    /// What the system refused.
    fn hear(&mut self, prompt: &str) -> io::Result<Heard>;
}

/// What came from the console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// A line, without its end.
    Line(String),
    /// A line that came sooner after the question than anybody reads it and types an answer.
    TooSoon(String),
    /// Several lines that came at once, faster than anybody types: a pasted text.
    Pasted(String),
    /// What was asked is to be asked anew: somebody wants to hear where they are.
    Anew,
    /// The same, since the program was stopped and goes on.
    Stopped,
    /// There is no more, and this was typed of a line that no Enter ended.
    Half(String),
    /// There is no more.
    End,
    /// A signal asks the program to end.
    Signal,
}

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    /// A line.
    Line(String),
    /// A line that can't be the answer to what was asked last.
    TooSoon(String),
    /// A pasted text.
    Pasted(String),
}
