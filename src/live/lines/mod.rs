//! The interview line by line: plain text is a note, and a line that begins with `/` is a command. Plain words, so that a screen
//! reader can follow.

mod command;
mod scoring;
pub mod show;
mod talk;

use std::io;

use crate::core::library::Library;
use crate::core::session::{Action, Assess, NotRecorded, Phase, Session};
use crate::page::{clean, layout};

use super::verbs::{self, Done};
use super::words::{self, Face};
use super::{Keeper, Left};

/// What is pressed or typed here for a thing.
const FACE: Face = Face::Lines;

/// Where lines are printed and read.
pub(crate) trait Console {
    /// The width to print at, in columns.
    fn width(&self) -> usize;

    /// Whether a person sits at it.
    fn attended(&self) -> bool;

    /// Prints at once.
    ///
    /// # Errors
    /// What the system refused.
    fn print(&mut self, text: &str) -> io::Result<()>;

    /// Asks for a line of input, without its end; none where there is no more.
    ///
    /// # Errors
    /// What the system refused.
    fn line(&mut self, prompt: &str) -> io::Result<Option<String>>;
}

/// Why an interview broke off; what was recorded is kept.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Broken {
    /// The console refused.
    #[error(transparent)]
    Console(#[from] io::Error),
    /// What had to be recorded was not.
    #[error(transparent)]
    NotRecorded(#[from] NotRecorded),
}

type Result<T> = std::result::Result<T, Broken>;

/// Whether to go on to the next phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Phase,
    Leave,
}

/// An interview over a session that was just made or is being resumed.
struct Lines<'a> {
    console: &'a mut dyn Console,
    keeper: &'a mut dyn Keeper,
    library: &'a Library,
}

/// Holds an interview until it is left: a new one from the checklist on, another from where it stood.
///
/// # Errors
/// What the console refused, or what could not be recorded.
pub(crate) fn run(console: &mut dyn Console, keeper: &mut dyn Keeper, library: &Library) -> Result<Left> {
    let mut lines = Lines { console, keeper, library };
    let new = lines.session().state().entries.len() == 1;
    let begun = if new { lines.begin()? } else { lines.resume()? };
    if begun == Next::Leave {
        return Ok(Left::Open);
    }
    loop {
        let next = match lines.session().state().phase {
            Phase::Ready | Phase::Live => lines.talk()?,
            Phase::Scoring => lines.score()?,
            Phase::Submitted => return Ok(Left::Submitted),
        };
        if next == Next::Leave {
            return Ok(Left::Open);
        }
    }
}

impl Lines<'_> {
    fn session(&self) -> &Session {
        self.keeper.session()
    }

    fn width(&self) -> usize {
        self.console.width()
    }

    fn print(&mut self, text: &str) -> Result<()> {
        Ok(self.console.print(text)?)
    }

    fn ask(&mut self, prompt: &str) -> Result<Option<String>> {
        Ok(self.console.line(prompt)?)
    }

    /// A line of talk, cleaned.
    fn say(&mut self, text: &str) -> Result<()> {
        self.print(&said(text))
    }

    fn record(&mut self, action: impl Into<Action>) -> std::result::Result<(), NotRecorded> {
        self.keeper.record(action.into()).map(|_| ())
    }

    /// The checklist; reading it is not part of the conversation.
    fn begin(&mut self) -> Result<Next> {
        let checklist = &self.session().plan().rubric.checklists.before;
        let page = show::checklist(words::BEFORE, checklist, self.width());
        self.print(&format!("{page}\n"))?;
        if self.console.attended() {
            self.record(Action::Pause)?;
            if self.ask("Enter begins the conversation: ")?.is_none() {
                return Ok(Next::Leave);
            }
            self.record(Action::Resume)?;
        }
        Ok(Next::Phase)
    }

    /// A draft becomes a note: better one at the wrong minute than none.
    fn resume(&mut self) -> Result<Next> {
        if self.session().state().phase == Phase::Live {
            self.record(Action::Resume)?;
        }
        if let Some(draft) = self.keeper.draft() {
            self.print(&format!("{}:\n{}\n", words::DRAFT, clean::block(&draft)))?;
            self.record(Assess::Note(None, draft))?;
            self.keeper.keep_draft("").map_err(NotRecorded::Failed)?;
        }
        Ok(Next::Phase)
    }
}

/// A text as a line of its own, cleaned; nothing for none.
fn said(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{}\n", clean::line(text)) }
}

/// What came of a verb, as lines.
fn told(done: &Done, width: usize) -> String {
    match done {
        Ok(text) => layout::paragraph(text, width, ""),
        Err(stopped) => said(&stopped.said(FACE)),
    }
}
