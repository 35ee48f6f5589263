//! After the conversation: what is unrated, conclusions from the evidence, recommendation, submission. No mean, total or band before that.

use crate::core::event::{Ending, Recommendation};
use crate::core::ids::DimensionId;
use crate::core::scale::Rating;
use crate::core::session::{Action, Assess, NotRecorded, Phase, Refusal};
use crate::page::{clean, layout};

use super::asking::{Asked, Consent};
use super::command::{self, Typed, Word};
use super::console::Input;
use super::parts::{self, ScoringPart, Thing};
use super::{FACE, Lines, Next, Result, Upshot, missing, readback, recording, refused, show, words};

const WORDS: &str = "Enter leaves a thing as it is, /back goes to the thing before, /done to the next part, /submit to the end, and \
                     /reopen back into the conversation. /evidence reads what you recorded, /anchors what each score looks like, \
                     and /help says more.";

/// Where scoring stands.
pub(super) struct Whereabouts {
    pub(super) things: Vec<Thing>,
    pub(super) at: usize,
    /// What was read out last.
    shown: Option<Thing>,
    /// A conclusion that still needs its reason.
    pub(super) unreasoned: Option<(DimensionId, Rating)>,
}

impl Whereabouts {
    pub(super) fn thing(&self) -> Thing {
        self.things.get(self.at).cloned().unwrap_or(Thing::Submission)
    }

    pub(super) fn on(&mut self) {
        self.at = (self.at + 1).min(self.things.len().saturating_sub(1));
    }

    pub(super) fn to(&mut self, part: ScoringPart) -> bool {
        let found = self.things.iter().position(|thing| thing.part() == part);
        self.at = found.unwrap_or(self.at);
        found.is_some()
    }
}

impl Lines<'_> {
    /// Runs until the card is submitted, the conversation reopened, or the interviewer leaves.
    pub(super) fn score(&mut self) -> Result<Next> {
        let things = parts::things(self.session());
        if self.session().state().ending != Some(Ending::NoShow) {
            let checklist = &self.session().plan().rubric.checklists.after;
            let page = show::checklist(words::AFTER, checklist, self.width());
            self.print(&format!("\n{page}\n{}", layout::paragraph(WORDS, self.width(), "")))?;
        }
        let mut here = Whereabouts { things, at: 0, shown: None, unreasoned: None };
        while self.session().state().phase == Phase::Scoring {
            if let Some(left) = self.one(&mut here)? {
                self.unreasoned_kept(&mut here)?;
                (self.about, self.topic) = (None, None);
                return Ok(Next::Leave(left));
            }
        }
        (self.about, self.topic) = (None, None);
        Ok(Next::Phase)
    }

    /// Asks for one thing and takes what comes.
    fn one(&mut self, here: &mut Whereabouts) -> Result<Option<super::Left>> {
        let thing = here.thing();
        self.about = thing.slot();
        self.topic = thing.dimension().cloned();
        if here.shown.as_ref() != Some(&thing) {
            let text = parts::introduced(self.session(), here.shown.as_ref(), &thing, self.width());
            self.print(&text)?;
            here.shown = Some(thing.clone());
            if thing == Thing::Submission {
                let outcome = self.submit()?;
                return self.tell(outcome, "");
            }
        }
        let prompt = match &here.unreasoned {
            Some((dimension, score)) => {
                format!("{} ", clean::line(&words::why_conclude(self.session(), dimension, *score)))
            }
            None => parts::prompt(self.session(), &thing),
        };
        let line = match self.ask(&prompt)? {
            Asked::Left(left) => return Ok(Some(left)),
            Asked::Input(Input::Pasted(text)) => {
                self.keep_pasted("", text)?;
                return Ok(None);
            }
            Asked::Input(Input::Line(line) | Input::TooSoon(line)) => line,
        };
        let outcome = match command::parse(&line) {
            Typed::Empty => self.passed(here),
            Typed::Text(text) | Typed::Rate(text) => self.taken(here, &thing, &text),
            Typed::NoCommand(why) => self.rate_by_name(&line, why),
            Typed::Command(word, rest) => self.led(here, word, &rest)?,
        };
        self.tell(outcome, &line)
    }

    /// Enter alone: on to the next thing, but a conclusion is not lost for want of its reason.
    fn passed(&mut self, here: &mut Whereabouts) -> Upshot {
        if let Some((dimension, score)) = &here.unreasoned {
            let title = self.session().plan().rubric.title_of(dimension);
            return Upshot::Brief(format!(
                "your {score} on {title} stands only with a reason; /back takes the {score} back"
            ));
        }
        if here.thing() == Thing::Submission {
            return Upshot::Said(String::new());
        }
        let recommended = self.session().state().recommendation.as_ref().is_some_and(|given| given.band.is_some());
        if here.thing() == Thing::Band && !recommended {
            // Nothing to give a reason for.
            here.on();
        }
        here.on();
        Upshot::Said(String::new())
    }

    /// The commands that lead through scoring; the others do what they do in the conversation.
    fn led(&mut self, here: &mut Whereabouts, word: Word, rest: &str) -> Result<Upshot> {
        let moves = matches!(word, Word::Next | Word::Done | Word::Submit | Word::Reopen | Word::Go);
        if moves {
            self.unreasoned_kept(here)?;
        }
        Ok(match word {
            Word::Next => self.passed(here),
            Word::Back => self.back(here),
            Word::Go => self.going_to(here, rest),
            Word::Why => self.why(here, rest),
            Word::Remove => self.remove(here, rest),
            Word::Done => {
                let part = here.thing().part();
                while here.thing().part() == part && here.at + 1 < here.things.len() {
                    here.on();
                }
                Upshot::Said(String::new())
            }
            Word::Submit => {
                here.to(ScoringPart::Submission);
                here.shown = None;
                Upshot::Said(String::new())
            }
            Word::Reopen => match self.record(Action::Resume) {
                Ok(()) => Upshot::Said("the conversation is open again, and the clocks run\n".into()),
                Err(error) => refused(&error),
            },
            Word::Show if rest.is_empty() => {
                here.shown = None;
                Upshot::Said(String::new())
            }
            other @ (Word::Plan
            | Word::Show
            | Word::Cover
            | Word::Note
            | Word::Rate
            | Word::Saw
            | Word::Unsaw
            | Word::Probe
            | Word::Hint
            | Word::Flag
            | Word::Evidence
            | Word::Undo
            | Word::Redo
            | Word::History
            | Word::Skip
            | Word::Drop
            | Word::Swap
            | Word::Find
            | Word::Bring
            | Word::Handout
            | Word::Answer
            | Word::Anchors
            | Word::Checklist
            | Word::Clocks
            | Word::Pause
            | Word::Resume
            | Word::Extend
            | Word::End
            | Word::HandOver
            | Word::Quit
            | Word::Help
            | Word::Yes
            | Word::No) => self.obey(other, rest)?,
        })
    }

    fn back(&mut self, here: &mut Whereabouts) -> Upshot {
        if let Some((dimension, score)) = here.unreasoned.take() {
            let title = self.session().plan().rubric.title_of(&dimension);
            return Upshot::Brief(format!("the {score} on {title} is taken back"));
        }
        if here.at == 0 {
            return Upshot::Said("this is the first thing; /reopen goes back into the conversation\n".into());
        }
        here.at -= 1;
        Upshot::Said(String::new())
    }

    /// A conclusion that is left without its reason stays as a note.
    fn unreasoned_kept(&mut self, here: &mut Whereabouts) -> Result<()> {
        let Some((dimension, score)) = here.unreasoned.take() else { return Ok(()) };
        let title = self.session().plan().rubric.title_of(&dimension).to_owned();
        let text = format!("Concluded {score} on {title}, without a reason");
        let said = self.noted(text, &format!("your {score} on {title} has no reason, so it is kept as a note"));
        self.say(&said)
    }

    /// What was typed where a thing was asked: the answer, or else a note.
    pub(super) fn taken(&mut self, here: &mut Whereabouts, thing: &Thing, text: &str) -> Upshot {
        if let Some((dimension, score)) = here.unreasoned.clone() {
            if !text.chars().any(char::is_alphabetic) {
                return Upshot::Kept("a reason is made of words".into());
            }
            return match self.record(Assess::Conclude(dimension, Some(score), text.to_owned())) {
                Ok(()) => {
                    here.unreasoned = None;
                    here.on();
                    Upshot::Said(String::new())
                }
                Err(error) => Upshot::Kept(words::not_recorded(&error, FACE)),
            };
        }
        match thing {
            Thing::Rating(slot, dimension) => match recording::rating(text) {
                Ok(rating) => {
                    let outcome = self.on(here, Assess::Rate(Some(*slot), dimension.clone(), rating), text);
                    self.with_anchor(outcome, dimension, rating)
                }
                Err(why) => Upshot::Kept(why),
            },
            Thing::Conclusion(dimension) => match recording::rating(text) {
                Ok(score) => {
                    let outcome = self.conclude(here, dimension, score);
                    self.with_anchor(outcome, dimension, score)
                }
                Err(why) => Upshot::Kept(why),
            },
            Thing::Criterion(criterion) => match text.to_lowercase().as_str() {
                "y" | "yes" => self.on(here, Assess::Tick(criterion.clone(), Some(true)), text),
                "n" | "no" => self.on(here, Assess::Tick(criterion.clone(), Some(false)), text),
                _ => Upshot::Kept("say yes or no, or press Enter to leave it open".into()),
            },
            Thing::Band if matches!(text.trim(), "0" | "-") => {
                self.recommend(here, text, |recommendation| recommendation.band = None)
            }
            Thing::Band => {
                let bands = &self.session().plan().rubric.bands;
                let (band, many) = (parts::band(bands, text).map(|band| band.id.clone()), bands.len());
                let Some(band) = band else {
                    let how = format!("give a number from 1 to {many}, or a title of the list; 0 recommends nothing");
                    return Upshot::Kept(how);
                };
                self.recommend(here, text, |recommendation| recommendation.band = Some(band))
            }
            Thing::Reason if !text.chars().any(char::is_alphabetic) => Upshot::Kept("a reason is made of words".into()),
            Thing::Reason => self.recommend(here, text, |recommendation| text.clone_into(&mut recommendation.reason)),
            Thing::WentWell => self.recommend(here, text, |recommendation| recommendation.strengths.push(text.into())),
            Thing::ToWorkOn => self.recommend(here, text, |recommendation| recommendation.growth.push(text.into())),
            Thing::Submission => Upshot::Kept(String::new()),
        }
    }

    /// After a score was taken, what it stands for.
    fn with_anchor(&self, outcome: Upshot, dimension: &DimensionId, score: Option<Rating>) -> Upshot {
        let silent = matches!(&outcome, Upshot::Said(text) if text.is_empty());
        match score {
            Some(score) if silent => Upshot::Brief(show::chosen(self.session().plan(), dimension, score)),
            Some(_) | None => outcome,
        }
    }

    /// Records an answer and goes on; what could not be written is kept.
    fn on(&mut self, here: &mut Whereabouts, assess: Assess, text: &str) -> Upshot {
        match self.record(assess) {
            Ok(()) => {
                here.on();
                Upshot::Said(String::new())
            }
            Err(error) if text.chars().count() > 3 => Upshot::Kept(words::not_recorded(&error, FACE)),
            Err(error) => refused(&error),
        }
    }

    fn conclude(&mut self, here: &mut Whereabouts, dimension: &DimensionId, score: Option<Rating>) -> Upshot {
        match (self.record(Assess::Conclude(dimension.clone(), score, String::new())), score) {
            (Ok(()), _) => {
                here.on();
                Upshot::Said(String::new())
            }
            (Err(NotRecorded::Refused(Refusal::ReasonNeeded)), Some(score)) => {
                here.unreasoned = Some((dimension.clone(), score));
                Upshot::Said(String::new())
            }
            (Err(error), _) => refused(&error),
        }
    }

    fn recommend(&mut self, here: &mut Whereabouts, text: &str, change: impl FnOnce(&mut Recommendation)) -> Upshot {
        let mut recommendation = self.session().state().recommendation.clone().unwrap_or_default();
        change(&mut recommendation);
        match self.record(Assess::Recommend(recommendation)) {
            Ok(()) => {
                // There is room for more than one line to take home.
                if !matches!(here.thing(), Thing::WentWell | Thing::ToWorkOn) {
                    here.on();
                }
                Upshot::Said(String::new())
            }
            Err(error) if text.chars().count() > 3 => Upshot::Kept(words::not_recorded(&error, FACE)),
            Err(error) => refused(&error),
        }
    }

    /// Reads everything back, names what is missing and where the evidence is thin, and asks.
    fn submit(&mut self) -> Result<Upshot> {
        let mut text = format!("\n{}", readback::read_back(self.session(), self.width()));
        if self.session().state().ending != Some(Ending::NoShow) {
            let lists =
                [("Still missing", missing::missing(self.session())), (words::THIN, missing::thinness(self.session()))];
            for (title, lines) in lists.iter().filter(|(_, lines)| !lines.is_empty()) {
                text += &format!("\n{}", show::checklist(title, lines, self.width()));
            }
        }
        if let Some(far) = missing::far(self.session()) {
            text += &format!("\n{}", layout::paragraph(&far, self.width(), ""));
        }
        self.print(&format!("{text}\n"))?;
        Ok(match self.confirmed(words::SUBMIT, "submits it")? {
            Consent::Yes => match self.record(Action::Submit) {
                Ok(()) => Upshot::Said(String::new()),
                Err(error) => refused(&error),
            },
            Consent::No => Upshot::Said(String::new()),
            Consent::Left(left) => Upshot::Leave(left),
        })
    }
}
