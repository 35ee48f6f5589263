//! The interview line by line: plain text is a note, and a line that begins with `/` is a command. Plain words, one thing a line, so
//! that a screen reader can follow.
//!
//! No line is lost: what comes where something else was asked is kept as a note, and a command that is none or is refused is kept
//! aside (`aside`). Nothing that ends, skips, drops, swaps, brings in, submits or gives away is done before `/yes` was typed alone,
//! right after the question.

mod answering;
mod aside;
mod asking;
mod begin;
mod command;
mod console;
mod cover;
mod flags;
mod help;
mod history;
mod look;
mod lookalike;
mod missing;
#[cfg(test)]
mod parity;
mod parts;
mod places;
mod readback;
mod recording;
mod removing;
mod round;
mod scoring;
pub mod show;
mod talk;

use std::io;

use crate::core::ids::{CriterionId, DimensionId};
use crate::core::library::Library;
use crate::core::plan::Slot;
use crate::core::scale::{Millis, Rating};
use crate::core::scorecard::About;
use crate::core::session::{Action, NotRecorded, Phase, Place, Refusal, Session};
use crate::page::{clean, commands_in_plain, layout};

use super::drafts::Aside;
use super::verbs::{self, Done, Stopped, Wanted};
use super::words::{self, Face};
use super::{Keeper, Left};

pub(crate) use command::{is_nearly_yes, is_no};
use console::Input;
pub use console::{Console, Heard};

/// What is pressed or typed here for a thing.
const FACE: Face = Face::Lines;

/// Why an interview broke off; what was recorded is kept.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// The console refused.
    #[error(transparent)]
    Console(#[from] io::Error),
    /// What had to be recorded was not.
    #[error(transparent)]
    NotRecorded(#[from] NotRecorded),
    /// Texts that could not be written to the end.
    #[error("NOT SAVED: {}", .0.join("\n"))]
    Lost(Vec<String>),
}

type Result<T> = std::result::Result<T, Broken>;

/// Whether to go on to the next phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Phase,
    Leave(Left),
}

/// What a line led to.
enum Upshot {
    /// It was obeyed, or refused; this is said.
    Said(String),
    /// The same in a sentence or two, wrapped where it is said.
    Brief(String),
    /// It was understood, but nothing could be recorded of it, which is said after why; what was seen of the candidate is kept aside.
    Refused(String),
    /// It was not understood, which is said; it is kept as a note, or aside where it is a command.
    Kept(String),
    /// The same where only certain answers were asked for: a word or two are no note, and are kept aside.
    NoAnswer(String),
    /// It was obeyed: show what stands here anew.
    Again,
    /// The interviewer leaves.
    Leave(Left),
}

/// A note that could not be written yet.
struct Unsaved {
    /// The question that it is on.
    slot: Option<Slot>,
    text: String,
    /// When it was typed.
    typed: Millis,
}

/// How a question that asks first was answered; until one is, nothing is declined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AskedFirst {
    Agreed,
    /// With a plain no.
    Declined,
    /// With something else, so that it was not done.
    PassedOver,
}

/// A command that was typed right after a line that lacked its slash.
struct Mending {
    /// The line that it stands in.
    typed: String,
    /// The command that the line before lacked the slash of, and that line, which is aside.
    meant: (String, String),
    /// How much was recorded before it.
    recorded: usize,
}

/// A red flag that lacks its quote.
struct Unquoted {
    /// The command that raises it, before the quote.
    raises: String,
    /// As it was typed.
    typed: String,
}

/// What an interview needs beside its session.
#[derive(Debug, Clone, Copy)]
pub struct Occasion<'a> {
    /// Whose interview it is.
    pub who: &'a About,
    /// What questions can be brought in from.
    pub library: &'a Library,
    /// Whether the commands that are suggested keep `--plain`: who is interviewing line by line goes on so.
    pub plain: bool,
}

/// An interview over a session that was just made or is being resumed.
struct Lines<'a> {
    console: &'a mut dyn Console,
    keeper: &'a mut dyn Keeper,
    occasion: Occasion<'a>,
    /// What was typed at a question that it does not answer, and is still to be obeyed.
    pending: Option<Input>,
    /// When something was pasted last.
    pasted_at: Option<Millis>,
    /// Lines that were not obeyed.
    aside: Vec<Aside>,
    /// Those of them that were read out last, by their numbers.
    aside_read: Vec<Aside>,
    /// Whether one was put aside since the last was made a note.
    newly_aside: bool,
    /// How many red flags were read out, until another command is obeyed: a number may mean one of them.
    flags_read: usize,
    /// A red flag that lacks its quote: the next line is that.
    quoting: Option<Unquoted>,
    /// What was put aside since a sentence was expected, and counts where it is typed again at once.
    questioned: Option<String>,
    /// Which line that was.
    questioned_at: u64,
    /// The command that the line before lacked the slash of, and that line.
    meant: Option<(String, String)>,
    /// The command that was typed for it now, until it is known whether it is obeyed.
    mending: Option<Mending>,
    /// How many lines came.
    times_heard: u64,
    /// The thing that scoring stands at or stood at last, by its name in files.
    stood: Option<String>,
    /// Whether the disk does not have these two as they are.
    aside_unsaved: bool,
    /// How the last question that asked first was answered.
    asked_first: AskedFirst,
    /// What is asked, in words; nothing where nothing is.
    asked: String,
    /// The command that was typed last, as it would be typed again; none where the last line was no command.
    asking: Option<String>,
    /// Where one has been: a question is read whole once.
    heard: Vec<Place>,
    /// The question that was read out just before one went to it.
    previewed: Option<Slot>,
    /// What was read back before submission, a sentence a line.
    read_back: Vec<String>,
    /// Notes that could not be written yet.
    unsaved: Vec<Unsaved>,
    /// The question that scoring stands at.
    about: Option<Slot>,
    /// The dimension that scoring stands at.
    topic: Option<DimensionId>,
    /// The criterion that scoring stands at.
    criterion: Option<CriterionId>,
    /// The scores whose meaning was read out.
    scores_heard: Vec<(DimensionId, Rating)>,
    /// What was found last, by the numbers that were read out.
    found: Vec<Wanted>,
    /// The entries of what was recorded, by the numbers that were read out last.
    read_out: Vec<u64>,
}

/// Holds an interview until it is left: a new one from the checklist on, another from where it stood.
///
/// # Errors
/// What the console refused, or what could not be recorded.
pub fn run(console: &mut dyn Console, keeper: &mut dyn Keeper, occasion: Occasion<'_>) -> Result<Left> {
    let mut lines = Lines {
        console,
        keeper,
        occasion,
        pending: None,
        pasted_at: None,
        aside: vec![],
        aside_read: vec![],
        newly_aside: false,
        flags_read: 0,
        quoting: None,
        questioned: None,
        meant: None,
        mending: None,
        questioned_at: 0,
        times_heard: 0,
        stood: None,
        aside_unsaved: false,
        asked_first: AskedFirst::Agreed,
        asked: String::new(),
        asking: None,
        heard: vec![],
        previewed: None,
        read_back: vec![],
        unsaved: vec![],
        about: None,
        topic: None,
        criterion: None,
        scores_heard: vec![],
        found: vec![],
        read_out: vec![],
    };
    let left = lines.hold()?;
    lines.save_waiting()?;
    let aside = lines.aside.iter().filter(|_| lines.aside_unsaved).map(|aside| &aside.line);
    let lost: Vec<String> = lines.unsaved.iter().map(|unsaved| &unsaved.text).chain(aside).cloned().collect();
    if lost.is_empty() { Ok(left) } else { Err(Broken::Lost(lost)) }
}

impl Lines<'_> {
    fn hold(&mut self) -> Result<Left> {
        let new = self.session().state().entries.len() == 1 || self.session().is_about_to_begin();
        self.introduce(new)?;
        let begun = if new { self.begin()? } else { self.resume()? };
        if let Next::Leave(left) = begun {
            return Ok(left);
        }
        loop {
            let next = match self.session().state().phase {
                // A no-show that was taken back.
                Phase::Live if self.session().is_about_to_begin() => self.begin()?,
                Phase::Ready | Phase::Live => self.talk()?,
                Phase::Scoring => self.score()?,
                Phase::Submitted => return Ok(Left::Submitted),
            };
            if let Next::Leave(left) = next {
                return Ok(left);
            }
        }
    }

    fn session(&self) -> &Session {
        self.keeper.session()
    }

    fn width(&self) -> usize {
        self.console.width()
    }

    /// Prints a text as it is: what people wrote comes back as they wrote it.
    fn print(&mut self, text: &str) -> Result<()> {
        Ok(self.console.print(text)?)
    }

    /// A sentence of the program's own, in which no word of a person stands: the commands that it suggests keep `--plain`.
    fn suggesting(&self, text: &str) -> String {
        if self.occasion.plain { commands_in_plain(text) } else { text.to_owned() }
    }

    /// A line of talk, cleaned.
    fn say(&mut self, text: &str) -> Result<()> {
        let text = layout::paragraph(text, self.width(), "");
        self.print(&text)
    }

    fn record(&mut self, action: impl Into<Action>) -> std::result::Result<(), NotRecorded> {
        self.keeper.record(action.into()).map(|_| ())
    }

    /// Says what came of a line; one that was not understood is kept.
    fn tell(&mut self, outcome: Upshot, line: &str) -> Result<Option<Left>> {
        let mended = self.mended(&outcome, line);
        if let Some(slip) = mended {
            self.say(&format!("\"{slip}\" is no longer aside, as you typed the command now"))?;
        }
        self.tell_outcome(outcome, line)
    }

    fn tell_outcome(&mut self, outcome: Upshot, line: &str) -> Result<Option<Left>> {
        match outcome {
            Upshot::Said(text) => self.print(&text)?,
            Upshot::Brief(text) => self.say(&text)?,
            Upshot::Refused(why) if command::says_what_was_seen(line) => self.keep(&why, line)?,
            Upshot::Refused(why) => self.say(&format!("{}Nothing was recorded.", sentence(&why)))?,
            Upshot::Kept(why) => self.keep(&why, line)?,
            Upshot::NoAnswer(why) => self.keep_no_answer(&why, line)?,
            Upshot::Again => {}
            Upshot::Leave(left) => return Ok(Some(left)),
        }
        Ok(None)
    }
}

/// A text as a line of its own, cleaned; nothing for none.
fn said(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{}\n", clean::line(text)) }
}

/// What came of a verb, as lines.
fn told(done: &Done, width: usize) -> String {
    let text = match done {
        Ok(text) => text.clone(),
        Err(Stopped::NotRecorded(error)) => why_not(error),
        Err(Stopped::Nothing(why)) => why.clone(),
    };
    layout::paragraph(&text, width, "")
}

/// A text as a sentence before another; nothing for none.
fn sentence(text: &str) -> String {
    match text.chars().last() {
        None => String::new(),
        Some('?' | '.') => format!("{text} "),
        Some(_) => format!("{text}. "),
    }
}

/// Why nothing was recorded.
fn refused(error: &NotRecorded) -> Upshot {
    let why = why_not(error);
    match error {
        NotRecorded::Refused(Refusal::Stands) | NotRecorded::Failed(_) | NotRecorded::Kept(_) => Upshot::Brief(why),
        NotRecorded::Refused(_) => Upshot::Refused(why),
    }
}

/// Why nothing was recorded, and what to do where the disk did not take it: only texts are tried again by themselves.
fn why_not(error: &NotRecorded) -> String {
    let why = words::not_recorded(error, FACE);
    match error {
        NotRecorded::Failed(_) => format!("{why}; nothing of it was recorded, so type it again"),
        NotRecorded::Refused(_) | NotRecorded::Kept(_) => why,
    }
}
