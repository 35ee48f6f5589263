//! Before the conversation, when a session goes on, and when one leaves.

use crate::core::session::{Action, Assess, NotRecorded, Phase};
use crate::page::clean;

use super::super::{Left, drafts};
use super::asking::{Asked, Consent};
use super::console::Input;
use super::{Lines, Next, Result, Upshot, command, help, show, words};

impl Lines<'_> {
    /// The checklist; reading it is not part of the conversation.
    pub(super) fn begin(&mut self) -> Result<Next> {
        let checklist = &self.session().plan().rubric.checklists.before;
        let page = show::checklist(words::BEFORE, checklist, self.width());
        self.print(&format!("\n{page}\n"))?;
        if !self.console.attended() {
            return if self.session().is_about_to_begin() { self.resume() } else { Ok(Next::Phase) };
        }
        if !self.session().is_about_to_begin() {
            self.record(Action::Pause)?;
        }
        loop {
            match self.ask("Enter begins the conversation: ")? {
                Asked::Left(left) => return Ok(Next::Leave(left)),
                Asked::Input(Input::Pasted(text)) => self.keep_pasted("", text)?,
                Asked::Input(Input::Line(line) | Input::TooSoon(line)) => match command::parse(&line) {
                    command::Typed::Empty | command::Typed::Command(command::Word::Next, _) => break,
                    command::Typed::Command(command::Word::Quit, _) => {
                        if let Upshot::Leave(left) = self.quit()? {
                            return Ok(Next::Leave(left));
                        }
                    }
                    command::Typed::Command(command::Word::Help, rest) => {
                        let text = self.help(&rest);
                        self.tell(text, &line)?;
                    }
                    command::Typed::Text(text) => self.keep("the conversation has not begun", text)?,
                    command::Typed::NoCommand(why) => self.keep(&why, line)?,
                    command::Typed::Command(..) | command::Typed::Rate(_) => {
                        self.keep("the conversation has not begun", line)?;
                    }
                },
            }
        }
        self.record(Action::Resume)?;
        Ok(Next::Phase)
    }

    /// A draft becomes a note: better one at the wrong minute than none.
    pub(super) fn resume(&mut self) -> Result<Next> {
        if self.session().state().phase == Phase::Live {
            self.record(Action::Resume)?;
        }
        if let Some(draft) = self.keeper.draft() {
            for (purpose, text) in drafts::read(&draft, self.session().state()) {
                self.print(&format!("{}:\n{}\n", words::DRAFT, clean::block(&text)))?;
                self.record(Assess::Note(purpose.slot(), text))?;
            }
            self.keeper.keep_draft("").map_err(NotRecorded::Failed)?;
        }
        Ok(Next::Phase)
    }

    pub(super) fn quit(&mut self) -> Result<Upshot> {
        let unsaved = if self.unsaved.is_empty() { "Everything is kept" } else { "What could be written is kept" };
        let question = format!("Leave? {unsaved}, and `hotseat resume` goes on.");
        Ok(match self.confirmed(&question, "leaves")? {
            Consent::Yes => Upshot::Leave(Left::Open),
            Consent::No => Upshot::Said(String::new()),
            Consent::Left(left) => Upshot::Leave(left),
        })
    }

    pub(super) fn help(&self, word: &str) -> Upshot {
        let (phase, width) = (self.session().state().phase, self.width());
        if word.is_empty() {
            return Upshot::Said(help::all(phase, width));
        }
        match help::about(word, width) {
            Some(text) => Upshot::Said(text),
            None => Upshot::Kept(command::unknown(word.trim_start_matches('/'))),
        }
    }
}
