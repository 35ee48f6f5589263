//! What the board records, and what it says came of it.

use crate::core::event::{Event, Finding, Recording};
use crate::core::scale::Millis;
use crate::core::session::{Action, NotRecorded, Recorder, Refusal};

use super::super::verbs::{self, Done, Stopped};
use super::super::{told, words};
use super::interview::Board;
use super::keys::FACE;
use super::view::Tone;

impl Board<'_> {
    /// Records, and says why not where it may not be.
    pub(super) fn record(&mut self, action: impl Into<Action>) -> Result<Event, NotRecorded> {
        self.record_typed(action, None)
    }

    /// The same, of a text whose typing began before.
    fn record_typed(&mut self, action: impl Into<Action>, typed: Option<Millis>) -> Result<Event, NotRecorded> {
        let before = self.session().state().recommendation.clone().unwrap_or_default();
        let recorded = self.keeper.record_typed(action.into(), typed);
        match &recorded {
            Ok(Event::Recording(Recording::Found(Finding::Recommended(given)))) => {
                self.say(format!("{}{}", words::RECORDED, told::recommended(self.session(), &before, given)));
            }
            Ok(event @ Event::Recording(_)) => {
                self.say(format!("{}{}", words::RECORDED, told::line(self.session(), event)));
            }
            Ok(
                Event::Course(_) | Event::Talk(_) | Event::Undone { .. } | Event::Redone { .. } | Event::Amended { .. },
            )
            | Err(NotRecorded::Failed(_) | NotRecorded::Kept(_)) => {}
            Err(NotRecorded::Refused(refusal)) => self.refuse(self.refused(refusal)),
        }
        recorded
    }

    /// Why a thing may not be done here, and what leads on from here.
    pub(super) fn refused(&self, refusal: &Refusal) -> String {
        if *refusal == Refusal::NoQuestion {
            return format!("{refusal}: {}", words::onward(self.session(), FACE));
        }
        words::refusal(refusal, FACE)
    }

    /// The same; says whether it may be done now, whatever the disk said.
    pub(super) fn accept(&mut self, action: impl Into<Action>) -> bool {
        verbs::accepted(&self.record(action))
    }

    /// The same, of a text whose typing began before: as a note it says so where that was another minute.
    pub(super) fn accept_typed(&mut self, action: impl Into<Action>, typed: Option<Millis>) -> bool {
        verbs::accepted(&self.record_typed(action, typed))
    }

    /// Does it, and says what came of it.
    pub(super) fn does(&mut self, verb: impl FnOnce(&mut dyn Recorder) -> Done) {
        let done = verb(&mut self.keeper);
        self.tell(done);
    }

    /// Says what came of a verb.
    pub(super) fn tell(&mut self, done: Done) {
        match done {
            Ok(text) if text.is_empty() => {}
            Ok(text) => self.say(text),
            // The status line says that it is not saved yet.
            Err(Stopped::NotRecorded(NotRecorded::Kept(_))) => {}
            Err(stopped) => self.refuse(stopped.said(FACE)),
        }
    }

    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.view.said = Some((Tone::Calm, text.into()));
    }

    /// Says something beside what was said of the same key.
    pub(super) fn say_too(&mut self, text: &str) {
        self.view.said = Some(match self.view.said.take() {
            Some((tone, said)) => (tone, format!("{said}; {text}")),
            None => (Tone::Calm, text.to_owned()),
        });
    }

    pub(super) fn refuse(&mut self, text: impl Into<String>) {
        self.view.said = Some((Tone::Loud, text.into()));
    }
}
