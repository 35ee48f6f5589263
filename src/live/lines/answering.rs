//! Answers in scoring: each is said to be recorded, or why it is not; what does not fit is kept as a note.

use crate::core::event::Recommendation;
use crate::core::ids::{CriterionId, DimensionId};
use crate::core::plan::Slot;
use crate::core::scale::Rating;
use crate::core::session::{Assess, NotRecorded, Refusal};

use super::super::told;
use super::parts::{self, Thing};
use super::scoring::Whereabouts;
use super::{FACE, Lines, Upshot, lookalike, recording, refused, sentence, show, words};

/// What was recorded.
fn recorded(what: &str) -> Upshot {
    Upshot::Brief(format!("{}{what}", words::RECORDED))
}

/// What was recorded before, and stands as it is.
fn stands(what: &str) -> Upshot {
    Upshot::Brief(format!("that stands already, so nothing changed: {what}"))
}

/// What an answer replaces.
fn was(before: Option<Rating>, now: Option<Rating>) -> String {
    before.filter(|_| before != now).map(|before| format!("instead of {before}, ")).unwrap_or_default()
}

impl Lines<'_> {
    /// What was typed where a thing was asked: the answer, or else a note.
    pub(super) fn taken(&mut self, here: &mut Whereabouts, thing: &Thing, text: &str) -> Upshot {
        if let Some((dimension, score)) = here.unreasoned.clone() {
            if let Some(outcome) = self.no_reason(text) {
                return outcome;
            }
            let title = self.session().plan().rubric.title_of(&dimension).to_owned();
            let what = format!("your conclusion on {title}, {score}{}", words::because(text));
            return match self.record(Assess::Conclude(dimension, Some(score), text.to_owned())) {
                Ok(()) => {
                    here.unreasoned = None;
                    self.conclusion_made(&title);
                    here.on();
                    recorded(&what)
                }
                Err(error) => Upshot::Kept(words::not_recorded(&error, FACE)),
            };
        }
        match thing {
            Thing::Rating(slot, dimension) => match recording::rating(text) {
                Ok(rating) => self.rate_here(here, *slot, (dimension, rating)),
                Err(why) => self.rated_by_name(here, thing, text).unwrap_or(Upshot::NoAnswer(why)),
            },
            Thing::Conclusion(dimension) => match recording::rating(text) {
                Ok(score) => self.conclude(here, dimension, score),
                Err(why) => self.rated_by_name(here, thing, text).unwrap_or(Upshot::NoAnswer(why)),
            },
            Thing::Criterion(criterion) => match text.to_lowercase().as_str() {
                "y" | "yes" => self.judge(here, criterion, true),
                "n" | "no" => self.judge(here, criterion, false),
                _ => Upshot::NoAnswer("say yes or no, or press Enter to leave it open".into()),
            },
            Thing::Band if matches!(text.trim(), "0" | "-") => {
                self.recommend(here, "you recommend no band", |recommendation| recommendation.band = None)
            }
            Thing::Band => {
                let bands = &self.session().plan().rubric.bands;
                let band = parts::band(bands, text).map(|band| (band.id.clone(), band.title.clone()));
                let many = bands.len();
                let Some((band, title)) = band else {
                    let how = format!("give a number from 1 to {many}, or a title of the list; 0 recommends nothing");
                    return Upshot::NoAnswer(how);
                };
                let what = format!("you recommend {title}");
                self.recommend(here, &what, |recommendation| recommendation.band = Some(band))
            }
            Thing::Reason => {
                if let Some(outcome) = self.no_reason(text) {
                    return outcome;
                }
                let before = self.session().state().recommendation.as_ref().map(|given| given.reason.as_str());
                let what = format!("why you recommend it{}", words::was(before.unwrap_or_default()));
                self.recommend(here, &what, |recommendation| text.clone_into(&mut recommendation.reason))
            }
            Thing::WentWell | Thing::ToWorkOn => match lookalike::command_of(self.session().plan(), text) {
                // The candidate would read it.
                Some(command) => Upshot::Kept(format!("that looks like the command {command}")),
                None => self.questioned(text, "the candidate").unwrap_or_else(|| self.take_home(here, thing, text)),
            },
            Thing::Submission => Upshot::NoAnswer("only /submit submits, and asks first".into()),
        }
    }

    /// Why a text is no reason: it is not made of words, or is a command without its slash, or one word that answers no why; nothing
    /// where it is one.
    pub(super) fn no_reason(&mut self, text: &str) -> Option<Upshot> {
        if !text.chars().any(char::is_alphabetic) {
            return Some(Upshot::Kept("a reason is made of words".into()));
        }
        match lookalike::command_of(self.session().plan(), text) {
            Some(command) => {
                Some(Upshot::Kept(format!("that looks like the command {command}, and not like a reason")))
            }
            None => self.questioned(text, "the panel"),
        }
    }

    /// A single word where somebody will read a sentence is put aside, until it is typed again.
    fn questioned(&mut self, text: &str, who: &str) -> Option<Upshot> {
        let questioned = self.questioned.take().filter(|_| self.questioned_at + 1 == self.times_heard);
        if !words::is_short(text) || self.is_said_again(text.trim(), questioned.as_deref()) {
            return None;
        }
        (self.questioned, self.questioned_at) = (Some(text.trim().to_owned()), self.times_heard);
        let said = format!("{who} would read only \"{}\": type it again if you mean it", text.trim());
        Some(Upshot::Brief(self.put_aside(text.trim().to_owned(), &said)))
    }

    /// `4 for technical` and `t 4` where a rating or a conclusion is asked for.
    fn rated_by_name(&mut self, here: &mut Whereabouts, thing: &Thing, text: &str) -> Option<Upshot> {
        let pairs = recording::pairs(self.session().plan(), text).ok()?;
        match (thing, pairs.as_slice()) {
            (Thing::Conclusion(asked), [(named, score)]) if asked == named => Some(self.conclude(here, named, *score)),
            (Thing::Rating(slot, asked), [(named, rating)]) if asked == named => {
                Some(self.rate_here(here, *slot, (named, *rating)))
            }
            (Thing::Rating(..), [_, ..]) => Some(self.rate_named(text)),
            (
                Thing::Rating(..)
                | Thing::Conclusion(_)
                | Thing::Criterion(_)
                | Thing::Band
                | Thing::Reason
                | Thing::WentWell
                | Thing::ToWorkOn
                | Thing::Submission,
                _,
            ) => None,
        }
    }

    fn rate_here(
        &mut self,
        here: &mut Whereabouts,
        slot: Slot,
        (dimension, rating): (&DimensionId, Option<Rating>),
    ) -> Upshot {
        let before = self.session().state().asking(slot).and_then(|asking| asking.ratings.get(dimension)).copied();
        let what = match rating {
            Some(rating) => self.chosen(dimension, rating),
            None => format!("{} is not rated at {slot}", self.session().plan().rubric.title_of(dimension)),
        };
        let what = format!("{}{what}", was(before, rating));
        self.on(here, Assess::Rate(Some(slot), dimension.clone(), rating), &what)
    }

    fn judge(&mut self, here: &mut Whereabouts, criterion: &CriterionId, shown: bool) -> Upshot {
        let title = self.session().plan().rubric.criterion(criterion).map_or("", |known| known.title.as_str());
        let what = format!("{title}, {}", told::judged(Some(shown)));
        self.on(here, Assess::Tick(criterion.clone(), Some(shown)), &what)
    }

    /// Records an answer and goes on; what stands already is passed.
    fn on(&mut self, here: &mut Whereabouts, assess: Assess, what: &str) -> Upshot {
        match self.record(assess) {
            Ok(()) => {
                here.on();
                recorded(what)
            }
            Err(NotRecorded::Refused(Refusal::Stands)) => {
                here.on();
                stands(what)
            }
            Err(error) => refused(&error),
        }
    }

    fn conclude(&mut self, here: &mut Whereabouts, dimension: &DimensionId, score: Option<Rating>) -> Upshot {
        let before = self.session().state().conclusions.get(dimension).and_then(|conclusion| conclusion.score);
        let was = was(before, score);
        let what = if let Some(score) = score {
            format!("{was}your conclusion: {}", show::chosen(self.session().plan(), dimension, score))
        } else {
            let title = self.session().plan().rubric.title_of(dimension);
            format!("{was}no conclusion on {title}: your ratings stand")
        };
        match (self.record(Assess::Conclude(dimension.clone(), score, String::new())), score) {
            (Ok(()), _) => {
                let title = self.session().plan().rubric.title_of(dimension).to_owned();
                self.conclusion_made(&title);
                here.on();
                recorded(&what)
            }
            (Err(NotRecorded::Refused(Refusal::Stands)), _) => {
                here.on();
                stands(&what)
            }
            (Err(NotRecorded::Refused(Refusal::ReasonNeeded)), Some(score)) => {
                here.unreasoned = Some((dimension.clone(), score));
                let chosen = show::chosen(self.session().plan(), dimension, score);
                let state = self.session().state();
                let is_rated = state.asking.iter().any(|asking| asking.ratings.contains_key(dimension));
                let rule = "A conclusion that is half a point or more from your ratings taken together needs a reason; \
                            /back and then Enter leaves your ratings to stand without one.";
                Upshot::Brief(if is_rated { format!("{}{rule}", sentence(&chosen)) } else { chosen })
            }
            (Err(error), _) => refused(&error),
        }
    }

    fn take_home(&mut self, here: &mut Whereabouts, thing: &Thing, text: &str) -> Upshot {
        let there = parts::take_aways(self.session(), thing);
        let words = |line: &str| line.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
        if let Some(at) = there.iter().position(|line| words(line) == words(text)) {
            return Upshot::Brief(format!("that line is there already, as line {}: nothing changed", at + 1));
        }
        let number = there.len() + 1;
        self.read_out.clear();
        if *thing == Thing::WentWell {
            let what = format!("line {number} of what went well");
            return self.recommend(here, &what, |recommendation| recommendation.strengths.push(text.into()));
        }
        let what = format!("line {number} of what to work on");
        self.recommend(here, &what, |recommendation| recommendation.growth.push(text.into()))
    }

    fn recommend(&mut self, here: &mut Whereabouts, what: &str, change: impl FnOnce(&mut Recommendation)) -> Upshot {
        let before = self.session().state().recommendation.clone().unwrap_or_default();
        let mut recommendation = before.clone();
        change(&mut recommendation);
        let is_text = recommendation.band == before.band;
        let outcome = match self.record(Assess::Recommend(recommendation)) {
            Ok(()) => recorded(what),
            Err(NotRecorded::Refused(Refusal::Stands)) => stands(what),
            Err(error) if is_text => return Upshot::Kept(words::not_recorded(&error, FACE)),
            Err(error) => return refused(&error),
        };
        // There is room for more than one line to take home.
        if !matches!(here.thing(), Thing::WentWell | Thing::ToWorkOn) {
            here.on();
        }
        outcome
    }
}
