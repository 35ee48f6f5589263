//! The cover: nothing but the prompt in sight, where the candidate sees the screen, too.

use crate::core::session::{Action, shown_to_candidate};
use crate::page::layout;

use super::super::told as history;
use super::asking::{Asked, Consent};
use super::command::{self, Typed, Word};
use super::console::Input;
use super::{FACE, Lines, Result, Upshot, show, told, verbs};

/// What can be done under the cover.
const HOW: &str =
    "Covered. What you type is kept as a note; /next, /back, /pause, /resume and /time work, and /cover lifts it.";

impl Lines<'_> {
    /// Until it is lifted: lines are notes, and what would show more than the candidate may see is not done.
    pub(super) fn cover(&mut self) -> Result<Upshot> {
        let how = layout::paragraph(HOW, self.width(), "");
        self.console.clear()?;
        self.print(&how)?;
        self.show_to_candidate()?;
        loop {
            let here = history::place(self.session(), self.session().state().place);
            let line = match self.ask(&format!("{here}, covered> "))? {
                Asked::Left(left) => return Ok(Upshot::Leave(left)),
                Asked::Anew => {
                    self.show_to_candidate()?;
                    continue;
                }
                Asked::Input(Input::Pasted(text)) => {
                    self.keep_pasted("", text)?;
                    continue;
                }
                Asked::Input(Input::Line(line) | Input::TooSoon(line)) => line,
            };
            match command::parse(&line) {
                Typed::Empty => {}
                Typed::Text(text) => {
                    let outcome = self.write_line(text);
                    self.tell(outcome, &line)?;
                }
                Typed::Command(Word::Note, text) => {
                    let outcome = self.write(&text);
                    self.tell(outcome, &line)?;
                }
                Typed::Command(Word::Next, _) => self.turn(Action::Next)?,
                Typed::Command(Word::Back, _) => self.turn(Action::Back)?,
                Typed::Command(Word::Pause, _) => self.said_of(|lines| verbs::pause(lines.keeper, FACE))?,
                Typed::Command(Word::Resume, _) => self.said_of(|lines| verbs::resume(lines.keeper))?,
                // The clocks give nothing away.
                Typed::Command(Word::Clocks, _) => {
                    let clocks = self.clocks();
                    self.tell(clocks, &line)?;
                }
                Typed::Command(Word::Cover, _) => match self.confirmed("Lift the cover?", "lifts it")? {
                    Consent::Yes => return Ok(Upshot::Again),
                    Consent::No => {}
                    Consent::Left(left) => return Ok(Upshot::Leave(left)),
                },
                Typed::NoCommand(why) => self.keep(&why, &line)?,
                Typed::Command(_, rest) if rest.is_empty() => {
                    self.say("not under the cover: /cover lifts it first")?;
                }
                Typed::Command(..) | Typed::Rate(_) => {
                    self.keep("not under the cover: /cover lifts it first", &line)?;
                }
            }
        }
    }

    /// Goes on, and shows the prompt of the new place alone.
    fn turn(&mut self, action: Action) -> Result<()> {
        let before = self.session().state().place;
        let outcome = self.moved(action);
        self.tell(outcome, "")?;
        if self.session().state().place == before { Ok(()) } else { self.show_to_candidate() }
    }

    fn said_of(&mut self, verb: impl FnOnce(&mut Self) -> verbs::Done) -> Result<()> {
        let done = verb(self);
        let text = told(&done, self.width());
        self.print(&text)
    }

    /// What the candidate may see here.
    fn show_to_candidate(&mut self) -> Result<()> {
        let shown = shown_to_candidate(self.session(), self.keeper.now());
        let prompt = shown.prompt().map(|prompt| layout::paragraph(prompt, self.width(), ""));
        let handout = shown.handout().map(|handout| format!("\n{}", show::as_it_is(handout)));
        self.print(&format!("\n{}{}", prompt.unwrap_or_default(), handout.unwrap_or_default()))
    }
}
