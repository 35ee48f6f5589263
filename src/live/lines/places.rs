//! Ways through scoring beside the one from thing to thing, and what is changed where one stands: a reason, a line to take home.

use crate::core::find::Words;
use crate::core::rubric::Dimension;
use crate::core::session::{Assess, NotRecorded, Refusal};
use crate::page::layout;

use super::parts::{ScoringPart, Thing, take_aways};
use super::scoring::Whereabouts;
use super::{FACE, Lines, Upshot, command, recording, refused, words};

impl Lines<'_> {
    /// To a part, a dimension, or a question that lacks a rating.
    pub(super) fn going_to(&mut self, here: &mut Whereabouts, rest: &str) -> Upshot {
        let parts = ScoringPart::ALL.map(ScoringPart::as_str).join(", ");
        let given = rest.to_lowercase();
        if given.is_empty() {
            return Upshot::Brief(format!("say where: {parts}, or a dimension"));
        }
        if let Some(slot) = command::slot(rest) {
            let found = here.things.iter().position(|thing| thing.slot() == Some(slot));
            here.at = found.unwrap_or(here.at);
            let none = format!("{slot} lacks no rating; /evidence {slot} reads it, and /rate {slot} rates it anew");
            return if found.is_some() { Upshot::Said(String::new()) } else { Upshot::Brief(none) };
        }
        let short = self.session().plan().rubric.dimensions.iter().find(|known| self.is_short_name(known, &given));
        let short = short.map(|known| Thing::Conclusion(known.id.clone()));
        if let Some(found) = short.and_then(|wanted| here.things.iter().position(|thing| *thing == wanted)) {
            here.at = found;
            return Upshot::Said(String::new());
        }
        let is_meant =
            |part: &ScoringPart| part.as_str().starts_with(&given) || part.as_str().replace('-', " ") == given;
        if let Some(part) = ScoringPart::ALL.into_iter().find(is_meant) {
            let there = here.to(part);
            let none = format!("there is nothing to do for the {}", part.as_str());
            return if there { Upshot::Said(String::new()) } else { Upshot::Brief(none) };
        }
        let dimension = recording::dimension(self.session().plan(), rest).ok().map(Thing::Conclusion);
        match dimension.and_then(|wanted| here.things.iter().position(|thing| *thing == wanted)) {
            Some(found) => {
                here.at = found;
                Upshot::Said(String::new())
            }
            None => self.by_words(here, rest, &parts),
        }
    }

    /// Whether a text is the short name of a dimension, which is no beginning of a part then.
    fn is_short_name(&self, dimension: &Dimension, text: &str) -> bool {
        self.session().plan().rubric.short_name(&dimension.id).eq_ignore_ascii_case(text)
    }

    /// To the only thing that is asked for in these words.
    fn by_words(&self, here: &mut Whereabouts, rest: &str, parts: &str) -> Upshot {
        let words = Words::new(rest);
        let is_meant = |thing: &Thing| words.stand_in(&thing.asked(self.session()));
        let found: Vec<usize> =
            (0..).zip(&here.things).filter(|(_, thing)| is_meant(thing)).map(|(at, _)| at).collect();
        match found.as_slice() {
            [only] => {
                here.at = *only;
                Upshot::Said(String::new())
            }
            [] => Upshot::Kept(format!("scoring has these parts: {parts}; and a dimension is named by its title")),
            several => {
                let asked =
                    several.iter().filter_map(|at| here.things.get(*at)).map(|thing| thing.asked(self.session()));
                let asked: Vec<String> = asked.collect();
                Upshot::Kept(format!("“{rest}” could be more than one: {}", asked.join(", ")))
            }
        }
    }

    /// The reason of the conclusion or the recommendation that one stands at; alone, it is read.
    pub(super) fn why(&mut self, here: &mut Whereabouts, text: &str) -> Upshot {
        let thing = here.thing();
        let Some(so_far) = self.reason(here, &thing) else {
            let why = "a reason belongs to a conclusion or to the recommendation: /go there first".to_owned();
            return if text.is_empty() { Upshot::Brief(why) } else { Upshot::Kept(why) };
        };
        if text.is_empty() {
            let none = "no reason is written yet; /why and a sentence writes it".to_owned();
            return Upshot::Brief(if so_far.is_empty() { none } else { so_far });
        }
        if here.unreasoned.is_some() {
            return self.taken(here, &thing, text);
        }
        let Thing::Conclusion(dimension) = &thing else {
            return self.taken(here, &Thing::Reason, text);
        };
        if let Some(outcome) = self.no_reason(text) {
            return outcome;
        }
        let conclusion = self.session().state().conclusions.get(dimension);
        let score = conclusion.and_then(|conclusion| conclusion.score);
        let was = words::was(conclusion.map(|conclusion| conclusion.reason.as_str()).unwrap_or_default());
        match self.record(Assess::Conclude(dimension.clone(), score, text.to_owned())) {
            Ok(()) => {
                let title = self.session().plan().rubric.title_of(dimension);
                let lacks = if score.is_some() { "" } else { ", though no score is concluded" };
                Upshot::Brief(format!("recorded: your reason on {title}{was}{lacks}"))
            }
            Err(NotRecorded::Refused(Refusal::Stands)) => Upshot::Brief("that is your reason already".into()),
            Err(error) => Upshot::Kept(words::not_recorded(&error, FACE)),
        }
    }

    /// The reason so far; none where there can be none.
    fn reason(&self, here: &Whereabouts, thing: &Thing) -> Option<String> {
        let state = self.session().state();
        match thing {
            Thing::Conclusion(_) if here.unreasoned.is_some() => Some(String::new()),
            Thing::Conclusion(id) => {
                Some(state.conclusions.get(id).map(|known| known.reason.clone()).unwrap_or_default())
            }
            Thing::Band | Thing::Reason => {
                Some(state.recommendation.as_ref().map(|given| given.reason.clone()).unwrap_or_default())
            }
            Thing::Rating(..) | Thing::Criterion(_) | Thing::WentWell | Thing::ToWorkOn | Thing::Submission => None,
        }
    }

    /// Whether there is a reason for the recommendation.
    pub(super) fn is_reasoned(&self) -> bool {
        self.session().state().recommendation.as_ref().is_some_and(|given| !given.reason.is_empty())
    }

    /// Takes the reason for the recommendation off.
    pub(super) fn remove_reason(&mut self) -> Upshot {
        let mut recommendation = self.session().state().recommendation.clone().unwrap_or_default();
        let reason = std::mem::take(&mut recommendation.reason);
        let band = recommendation.band.as_ref();
        let band = band.map_or("no band", |band| self.session().plan().rubric.band_title(band)).to_owned();
        match self.record(Assess::Recommend(recommendation)) {
            Ok(()) => Upshot::Brief(format!("taken off: \"{reason}\"; you still recommend {band}, without a reason")),
            Err(error) => refused(&error),
        }
    }

    /// Takes a line off that the candidate would take home.
    pub(super) fn remove(&mut self, here: &mut Whereabouts, rest: &str) -> Upshot {
        let thing = here.thing();
        let lines = take_aways(self.session(), &thing);
        let many = lines.len();
        if rest.is_empty() && many > 0 {
            let width = self.width();
            let read = (1..).zip(lines).map(|(number, line)| layout::bullet(&format!("{number}. "), line, width));
            return Upshot::Said(format!("{}/remove and a number takes that line off\n", read.collect::<String>()));
        }
        let number = if rest.is_empty() { Some(many) } else { rest.parse().ok() };
        let Some(number) = number else {
            return Upshot::Kept("a line is named by its number, such as /remove 1".into());
        };
        let Some(index) = number.checked_sub(1).filter(|_| number <= many) else {
            return Upshot::Refused(match many {
                0 => "there is no line here to take off".into(),
                many => format!("the lines go from 1 to {many}"),
            });
        };
        let mut recommendation = self.session().state().recommendation.clone().unwrap_or_default();
        let lines = if thing == Thing::WentWell { &mut recommendation.strengths } else { &mut recommendation.growth };
        let line = lines.remove(index);
        match self.record(Assess::Recommend(recommendation)) {
            Ok(()) => Upshot::Brief(format!("taken off: {line}")),
            Err(error) => refused(&error),
        }
    }
}
