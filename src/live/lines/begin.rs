//! Before the conversation, when a session goes on, and when one leaves.

use crate::core::session::{Action, Assess, Phase};
use crate::page::clean;

use super::super::dated::is_recorded_as;
use super::super::drafts::HalfTyped;
use super::super::readback;
use super::super::told as history;
use super::super::{Left, drafts};
use super::asking::{Asked, Consent};
use super::console::Input;
use super::round::ending_meant;
use super::{Lines, Next, Result, Upshot, command, help, show, verbs, words};

/// Why a command does nothing before the conversation.
const NOT_BEGUN: &str = "the conversation has not begun: /begin begins it, and /help says what there is to do here";

/// Why nothing ends before the conversation, and what there is instead.
const NOTHING_TO_END: &str = "the conversation has not begun, so there is nothing to end. Did nobody come? /end no-show says so, and asks first. \
                              To put the interview off, /quit leaves it here, and `hotseat resume` begins it another time.";

/// What is said where a conversation goes on.
const PAUSED: &str = "The clocks stand still: /resume lets them run.";

/// Whether a conversation is to end as a no-show.
fn ends_as_no_show(rest: &str) -> bool {
    rest.to_lowercase().starts_with("no")
}

/// Whether a line is a yes, with its slash or without.
fn is_any_yes(line: &str) -> bool {
    line.trim().trim_start_matches('/').eq_ignore_ascii_case("yes")
}

impl Lines<'_> {
    /// The checklist; reading it is not part of the conversation.
    pub(super) fn begin(&mut self) -> Result<Next> {
        let checklist = &self.session().plan().rubric.checklists.before;
        let page = show::checklist(words::BEFORE, checklist, self.width());
        self.print(&format!("{page}\n"))?;
        if !self.console.attended() {
            if self.session().is_about_to_begin() {
                self.record(Action::Resume)?;
            }
            return Ok(Next::Phase);
        }
        if !self.session().is_about_to_begin() {
            self.record(Action::Pause)?;
        }
        self.about = None;
        "before the conversation".clone_into(&mut self.asked);
        loop {
            // A key too many begins nothing: no clock runs backward.
            match self.ask("/begin or yes begins the conversation: ")? {
                Asked::Left(left) => return Ok(Next::Leave(left)),
                Asked::Anew => self.introduce(true)?,
                Asked::Input(Input::Pasted(text)) => self.keep_pasted("", text)?,
                Asked::Input(Input::TooSoon(line)) if is_any_yes(&line) => {
                    self.say("not begun: that came before anybody could read the question")?;
                }
                Asked::Input(Input::Line(line) | Input::TooSoon(line)) => match command::parse(&line) {
                    command::Typed::Empty => {}
                    command::Typed::Command(command::Word::Begin, _) => break,
                    _ if is_any_yes(&line) => break,
                    command::Typed::Text(text) if text.trim().eq_ignore_ascii_case("begin") => break,
                    _ if command::is_nearly_yes(&line) => {
                        self.say("not begun yet: /begin or yes begins it, as a whole word")?;
                    }
                    command::Typed::Command(command::Word::Quit, _) => {
                        if let Upshot::Leave(left) = self.quit()? {
                            return Ok(Next::Leave(left));
                        }
                    }
                    command::Typed::Command(command::Word::Help, rest) => {
                        let text = self.help(&rest);
                        self.tell(text, &line)?;
                    }
                    command::Typed::Command(command::Word::End, rest) if ends_as_no_show(&rest) => {
                        let outcome = self.end(&rest)?;
                        if let Some(left) = self.tell(outcome, &line)? {
                            return Ok(Next::Leave(left));
                        }
                        if self.session().state().phase == Phase::Scoring {
                            return Ok(Next::Phase);
                        }
                    }
                    command::Typed::Command(command::Word::End, rest) if ending_meant(&rest).is_some() => {
                        let text = self.suggesting(NOTHING_TO_END);
                        self.say(&text)?;
                    }
                    command::Typed::Command(command::Word::Plan, rest) => {
                        let outline = self.outline(&rest);
                        self.tell(outline, &line)?;
                    }
                    command::Typed::Command(command::Word::Checklist, _) => {
                        let checklist = self.checklist();
                        self.tell(checklist, &line)?;
                    }
                    command::Typed::Command(command::Word::Note, text) => {
                        let outcome = self.write(&text);
                        self.tell(outcome, &line)?;
                    }
                    command::Typed::Command(command::Word::Keep, rest) => {
                        let outcome = self.keep_aside(&rest)?;
                        if let Some(left) = self.tell(outcome, &line)? {
                            return Ok(Next::Leave(left));
                        }
                    }
                    command::Typed::Command(command::Word::Notes, _) => {
                        let notes = self.read_notes();
                        self.tell(notes, &line)?;
                    }
                    command::Typed::NoCommand(why) => self.keep(&why, &line)?,
                    command::Typed::Command(_, rest) if rest.is_empty() => self.say(NOT_BEGUN)?,
                    command::Typed::Text(_) | command::Typed::Command(..) | command::Typed::Rate(_) => {
                        self.keep_no_answer(NOT_BEGUN, &line)?;
                    }
                },
            }
        }
        self.record(Action::Resume)?;
        Ok(Next::Phase)
    }

    /// Whose interview it is, what is held, and how far it is.
    pub(super) fn introduce(&mut self, new: bool) -> Result<()> {
        let (plan, state) = (self.session().plan(), self.session().state());
        let practice = if state.mock() { ", practice" } else { "" };
        let length = history::minutes_of(state.planned(plan));
        let who = format!("{}, interviewed by {}", self.occasion.who.candidate, self.occasion.who.interviewer);
        let what = format!("{who}: {}, {} level, {length}{practice}.", plan.title, plan.level);
        let far = match (state.phase, new) {
            (_, true) | (Phase::Ready | Phase::Submitted, false) => String::new(),
            (Phase::Live, false) => {
                let used = words::minutes_used(state.clock.used, state.planned(plan));
                format!(" You are at {}, {used}.", history::place(self.session(), state.place))
            }
            (Phase::Scoring, false) => " The conversation is over; the scorecard is not submitted.".to_owned(),
        };
        self.print("\n")?;
        self.say(&format!("{what}{far}"))
    }

    /// A conversation that goes on stays paused until that is said. Texts of a draft become notes: better one at the wrong minute than
    /// none.
    pub(super) fn resume(&mut self) -> Result<Next> {
        if self.session().state().phase == Phase::Live {
            verbs::leave(self.keeper)?;
            self.say(PAUSED)?;
        }
        if let Some(draft) = self.keeper.draft() {
            let (kept, others) = drafts::apart(&draft);
            (self.aside, self.stood) = (kept.aside, kept.stood);
            self.newly_aside = !self.aside.is_empty();
            self.note_draft(&others)?;
            self.save_aside()?;
        }
        Ok(Next::Phase)
    }

    fn note_draft(&mut self, draft: &str) -> Result<()> {
        let texts = drafts::read(draft, self.session().state());
        // A red flag of one's own that has only its title is no text yet.
        let (mut texts, unquoted): (Vec<_>, Vec<_>) = texts.into_iter().partition(|half| !half.text.trim().is_empty());
        for half in unquoted {
            let said = readback::unquoted(&self.session().plan().rubric, &half.purpose);
            self.say(&format!("{said}; /flag, its title and what was said raise it"))?;
        }
        // Recorded just before the crash.
        let session = self.session();
        let as_note =
            |half: &HalfTyped| readback::half_typed_as_note(&session.plan().rubric, &half.purpose, &half.text);
        let last = session.state().notes.last();
        texts.retain(|half| !last.is_some_and(|note| is_recorded_as(&as_note(half), &note.text)));
        match texts.len() {
            0 => {}
            1 => self.say(&format!("{}:", words::DRAFT))?,
            many => self.say(&format!("{many} half-typed texts were kept, and are notes now:"))?,
        }
        for half in texts {
            let slot = half.purpose.slot();
            let text = readback::half_typed_as_note(&self.session().plan().rubric, &half.purpose, &half.text);
            let text = half.typed.map_or_else(|| text.clone(), |typed| self.dated(&text, typed));
            let label = slot.map(|slot| format!("On {slot}: ")).unwrap_or_default();
            self.print(&format!("{label}{}\n", clean::block(text.trim_end())))?;
            self.record(Assess::Note(slot, text))?;
        }
        Ok(())
    }

    pub(super) fn quit(&mut self) -> Result<Upshot> {
        let unsaved = if self.unsaved.is_empty() { "Everything is kept" } else { "What could be written is kept" };
        let question = self.suggesting(&format!("Leave? {unsaved}, and `hotseat resume` goes on."));
        Ok(match self.confirmed(&question, "leaves")? {
            Consent::Yes => Upshot::Leave(Left::Open),
            Consent::No => Upshot::Said(String::new()),
            Consent::Left(left) => Upshot::Leave(left),
        })
    }

    pub(super) fn help(&self, word: &str) -> Upshot {
        let (mode, width) = (help::Mode::of(self.session()), self.width());
        if word.is_empty() {
            return Upshot::Said(self.suggesting(&help::now(mode, width)));
        }
        help::about(word, mode, width).map_or_else(Upshot::Kept, |text| Upshot::Said(self.suggesting(&text)))
    }
}
