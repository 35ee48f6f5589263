//! The conversation: one prompt line that never blocks it, and what every command does.

use crate::core::bank::fill;
use crate::core::find;
use crate::core::plan::{SectionIndex, Slot};
use crate::core::session::{Action, Asking, Phase, Place, Refusal};

use super::super::{moving, told as history};
use super::asking::{self, Asked};
use super::command::{self, Typed, Word};
use super::console::Input;
use super::look::{self, HeardBefore};
use super::{FACE, Lines, Next, Result, Upshot, lookalike, recording, show, verbs, words};

impl Lines<'_> {
    /// Runs until the conversation ends or the interviewer leaves.
    pub(super) fn talk(&mut self) -> Result<Next> {
        let mut shown = None;
        let mut warned = 0;
        self.about = None;
        self.keep_place(None);
        while self.session().state().phase == Phase::Live {
            let here = self.session().state().place;
            if shown != Some(here) {
                let heard = match here {
                    Place::Slot(slot) if self.previewed.take() == Some(slot) => HeardBefore::JustNow,
                    // After /show and the cover it is read whole.
                    _ if shown.is_some() && self.heard.contains(&here) => HeardBefore::Earlier,
                    Place::Slot(_) | Place::Section(_) => HeardBefore::Never,
                };
                let text = look::place(self.session(), (shown, heard), self.width());
                self.print(&text)?;
                self.heard.push(here);
                shown = Some(here);
            }
            let pace = self.session().pace(self.keeper.now());
            if pace.behind > warned
                && let Some(late) = words::late(&pace, FACE)
            {
                self.say(&late)?;
            }
            warned = pace.behind;
            let prompt = show::prompt(self.session(), &pace);
            self.asked = match here {
                Place::Slot(_) => String::new(),
                Place::Section(_) => history::place(self.session(), here),
            };
            let line = match self.ask(&prompt)? {
                Asked::Left(left) => return Ok(Next::Leave(left)),
                Asked::Anew => {
                    let text = look::place(self.session(), (Some(here), HeardBefore::Earlier), self.width());
                    self.print(&text)?;
                    continue;
                }
                Asked::Input(Input::Pasted(text)) => {
                    self.keep_pasted("", text)?;
                    continue;
                }
                Asked::Input(Input::Line(line) | Input::TooSoon(line)) => line,
            };
            let outcome = match command::parse(&line) {
                Typed::Empty if !self.session().state().clock.running => Upshot::Brief(words::still(FACE)),
                Typed::Empty => Upshot::Said(String::new()),
                Typed::Text(text) => self.write_line(text),
                Typed::Rate(scores) => self.rate(&scores),
                Typed::NoCommand(why) => self.rate_by_name(&line, why),
                Typed::Command(word, rest) => self.obey(word, &rest)?,
            };
            if matches!(outcome, Upshot::Again) {
                shown = None;
            }
            if let Some(left) = self.tell(outcome, &line)? {
                return Ok(Next::Leave(left));
            }
        }
        Ok(Next::Phase)
    }

    /// A line without a slash: a note. Where it looks like a command, it is none yet, and it is said which one would do what it says.
    pub(super) fn write_line(&mut self, text: String) -> Upshot {
        if asking::is_answer(&text) {
            return Upshot::NoAnswer("nothing is asked here that wants a yes or a no".into());
        }
        let plan = self.session().plan();
        if let Some(number) = self.flag_meant(&text) {
            let flag = format!("/flag {number} and what was said raises that red flag");
            let rates = lookalike::command_of(plan, &text).map(|command| format!("; {command} rates"));
            return Upshot::Kept(format!("{flag}{}", rates.unwrap_or_default()));
        }
        if let Some(command) = lookalike::command_of(plan, &text) {
            return Upshot::Kept(format!("if you meant a command, type {command}"));
        }
        let kept = match lookalike::command_at_end(plan, &text) {
            Some(command) => {
                format!("noted whole, with {command} in it, which was not done: a command stands on a line of its own")
            }
            None => "noted".to_owned(),
        };
        Upshot::Brief(self.noted(text, &kept))
    }

    /// Why nothing begins here.
    fn begun(&self) -> Upshot {
        let state = self.session().state();
        Upshot::Brief(match state.phase {
            Phase::Live if state.clock.running => "the conversation has begun already".to_owned(),
            Phase::Live => format!("the conversation has begun already, and {}", words::still(FACE)),
            Phase::Ready | Phase::Scoring | Phase::Submitted => words::refusal(&Refusal::Phase(state.phase), FACE),
        })
    }

    /// `/t 4` rates; anything else is no command.
    pub(super) fn rate_by_name(&mut self, line: &str, why: String) -> Upshot {
        let text = line.trim().trim_start_matches('/');
        match recording::pairs(self.session().plan(), text) {
            Ok(_) => self.rate_named(text),
            Err(wrong) if recording::begins_rating(self.session().plan(), text) => Upshot::Kept(wrong),
            Err(_) => match recording::dimension(self.session().plan(), text) {
                Ok(id) => {
                    let rubric = &self.session().plan().rubric;
                    let (title, short) = (rubric.title_of(&id), rubric.short_name(&id));
                    let how = format!("/rate {short} 4 rates it, and /evidence {short} reads what you recorded on it");
                    Upshot::Kept(format!("{title} alone is no command: {how}"))
                }
                Err(_) => Upshot::Kept(why),
            },
        }
    }

    /// What every command does in the conversation; scoring takes those that lead through it before they come here.
    pub(super) fn obey(&mut self, word: Word, rest: &str) -> Result<Upshot> {
        self.flags_read = 0;
        Ok(match word {
            Word::Begin => self.begun(),
            Word::Next => self.moved(Action::Next),
            Word::Back => self.moved(Action::Back),
            Word::Go => self.go(rest),
            Word::Plan => self.outline(rest),
            Word::Show => self.show(rest),
            Word::Cover => self.cover()?,
            Word::Note => self.write(rest),
            Word::Notes => self.read_notes(),
            Word::Keep => self.keep_aside(rest)?,
            Word::Rate => self.rate(rest),
            Word::Saw => self.observe(rest, true),
            Word::Unsaw => self.observe(rest, false),
            Word::Probe => self.probe(rest),
            Word::Hint => self.hint(rest)?,
            Word::Flag => self.flag(rest),
            Word::Evidence => self.evidence(rest),
            Word::Undo => self.undo()?,
            Word::Redo => self.redo(rest)?,
            Word::History => self.history(rest),
            Word::Skip => self.skip(rest)?,
            Word::Drop => self.drop(rest)?,
            Word::Swap => self.swap(rest)?,
            Word::Find => self.find(rest),
            Word::Bring => self.bring(rest)?,
            Word::Handout => self.handout(rest),
            Word::Answer => self.answer(rest),
            Word::Anchors => self.anchors(rest),
            Word::Checklist => self.checklist(),
            Word::Clocks => self.clocks(),
            Word::Pause => self.done(|lines| verbs::pause(lines.keeper, FACE)),
            Word::Resume => self.done(|lines| verbs::resume(lines.keeper)),
            Word::Extend => self.extend(rest),
            Word::End => self.end(rest)?,
            Word::HandOver => self.hand_over(rest)?,
            Word::Quit => self.quit()?,
            Word::Done | Word::Submit => Upshot::Brief(words::refusal(&Refusal::Phase(Phase::Live), FACE)),
            Word::Remove => self.remove_recorded(rest)?,
            Word::Change => self.change_note(rest),
            Word::Why => {
                let why = words::refusal(&Refusal::Phase(self.session().state().phase), FACE);
                if rest.is_empty() { Upshot::Brief(why) } else { Upshot::Kept(why) }
            }
            Word::Reopen => Upshot::Brief("the conversation has not ended".into()),
            Word::Help => self.help(rest),
            Word::Yes | Word::No => Upshot::Brief("nothing was asked that wants a yes or a no".into()),
        })
    }

    /// The round, a line a question; or all of it.
    pub(super) fn outline(&self, rest: &str) -> Upshot {
        match rest {
            "" => Upshot::Said(show::outline(self.session(), self.width())),
            "all" => Upshot::Said(show::whole_outline(self.session(), self.width())),
            _ => Upshot::Kept("/plan reads a line for each question, and /plan all the whole of each".into()),
        }
    }

    /// Goes to a question, or to a section by its title or the beginning of it.
    fn go(&mut self, rest: &str) -> Upshot {
        if let Some(slot) = command::slot(rest) {
            if self.session().state().asking(slot).is_none() {
                return Upshot::Refused(self.no_such(slot));
            }
            return self.moved(Action::Go(Place::Slot(slot)));
        }
        let given = rest.to_lowercase();
        match given.as_str() {
            "" => return Upshot::Brief("say which question, such as /go Q5, or a section by its title".into()),
            "next" => return self.moved(Action::Next),
            "back" => return self.moved(Action::Back),
            _ => {}
        }
        let titled = |title: &str| title.to_lowercase().starts_with(&given);
        let sections = self.session().plan().placed_sections().filter(|(_, section)| titled(&section.title));
        let sections: Vec<_> = sections.map(|(position, _)| position).collect();
        match sections.as_slice() {
            [only] => self.moved(Action::Go(Place::Section(*only))),
            several @ [_, _, ..] => {
                let title = |position: &SectionIndex| {
                    self.session().plan().section(*position).map(|known| known.title.as_str())
                };
                let meant: Vec<&str> = several.iter().filter_map(title).collect();
                Upshot::Kept(format!("“{rest}” could be more than one section: {}", meant.join(", ")))
            }
            [] => self.go_by_words(rest),
        }
    }

    /// Goes to the only question of the round that has all of these words.
    fn go_by_words(&mut self, rest: &str) -> Upshot {
        let words = find::Words::new(rest);
        let state = self.session().state();
        let has = |asking: &&Asking| words.stand_in(&fill(&asking.question().prompt, state.filling()));
        let found: Vec<Slot> = state.asking.iter().filter(has).map(|asking| asking.slot).collect();
        match found.as_slice() {
            [only] => self.moved(Action::Go(Place::Slot(*only))),
            [] => Upshot::Kept(
                "a question is named by its number, such as /go Q5, or by words of it, and a section by its title"
                    .into(),
            ),
            several => {
                let names: Vec<String> = several.iter().map(ToString::to_string).collect();
                Upshot::Kept(format!("“{rest}” is in more than one question: {}", names.join(", ")))
            }
        }
    }

    /// The new place speaks for itself; what the move took back or passed over is said.
    pub(super) fn moved(&mut self, action: Action) -> Upshot {
        let before = self.session().state().place;
        match moving::go(self.keeper, action, FACE) {
            Ok(said) if said.is_empty() && self.session().state().place == before => {
                let here = match before {
                    Place::Slot(slot) => format!("question {}", slot.0),
                    Place::Section(_) => history::place(self.session(), before),
                };
                Upshot::Brief(format!("you are at {here}"))
            }
            Ok(said) if said.is_empty() => Upshot::Said(said),
            Ok(said) => Upshot::Brief(said),
            Err(stopped) => Upshot::Brief(stopped.said(FACE)),
        }
    }
}
