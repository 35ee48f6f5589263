//! What can be read at any time; nothing here is recorded.

use crate::core::event::Flag;
use crate::core::session::{Asking, Phase, Place, Session};
use crate::page::{clean, layout};

use super::command;
use super::recording::dimension;
use super::{FACE, Lines, Upshot, said, show, words};

/// Whether a question was read out before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeardBefore {
    Never,
    Earlier,
    /// As it came in: without what only its place in the round gives it.
    JustNow,
}

/// The current place: its section where one has just entered it, and its question, in short where it was read before.
pub(super) fn place(session: &Session, (before, heard): (Option<Place>, HeardBefore), width: usize) -> String {
    let state = session.state();
    let position = state.section();
    let mut out = String::from("\n");
    if before.map(|place| state.section_of(place)) != Some(position) {
        out += &show::section(session, position, width);
    }
    if let Some(asking) = state.current() {
        out += &match heard {
            HeardBefore::Never => show::question(session, asking, width),
            HeardBefore::Earlier => show::again(session, asking, width),
            HeardBefore::JustNow => show::rest_of(session, asking, width),
        };
    }
    out
}

impl Lines<'_> {
    /// The question that is named, else the one that one stands at.
    fn question_at(&self, rest: &str) -> Result<&Asking, Upshot> {
        let state = self.session().state();
        if rest.is_empty() {
            let none = || Upshot::Brief("there is no question here: name one, such as Q2".into());
            return self.here().ok_or_else(none);
        }
        let slot = command::slot(rest);
        let slot = slot.ok_or_else(|| Upshot::Kept("a question is named by its number, such as Q2".into()))?;
        state.asking(slot).ok_or_else(|| Upshot::Brief(self.no_such(slot)))
    }

    fn read(&self, rest: &str, text: impl FnOnce(&Asking) -> String) -> Upshot {
        match self.question_at(rest) {
            Ok(asking) => Upshot::Said(text(asking)),
            Err(outcome) => outcome,
        }
    }

    pub(super) fn show(&self, rest: &str) -> Upshot {
        if rest.is_empty() {
            return Upshot::Again;
        }
        self.read(rest, |asking| show::question(self.session(), asking, self.width()))
    }

    pub(super) fn answer(&self, rest: &str) -> Upshot {
        self.read(rest, |asking| layout::paragraph(&asking.question().answer, self.width(), ""))
    }

    pub(super) fn handout(&self, rest: &str) -> Upshot {
        self.read(rest, |asking| match &asking.question().handout {
            Some(handout) => show::as_it_is(handout),
            None => said(&format!("{} has no handout", asking.slot)),
        })
    }

    /// What was recorded at the question or on the dimension that is named, else where one stands: on a criterion, at every question
    /// that could show it.
    pub(super) fn evidence(&self, rest: &str) -> Upshot {
        let (session, width) = (self.session(), self.width());
        if let (true, Some(id)) = (rest.is_empty(), &self.criterion) {
            let known = session.plan().rubric.criterion(id);
            return Upshot::Said(known.map(|known| show::evidence_for(session, known, width)).unwrap_or_default());
        }
        let named = command::slot(rest).is_none().then(|| dimension(session.plan(), rest).ok()).flatten();
        // Where one is asked about a question, that comes first.
        let topic = if rest.is_empty() { self.topic.clone().filter(|_| self.about.is_none()) } else { named };
        match topic.and_then(|id| session.plan().rubric.dimension(&id)) {
            Some(known) => Upshot::Said(show::evidence_on(session, known, width)),
            None if rest.is_empty() || command::slot(rest).is_some() => {
                self.read(rest, |asking| show::evidence_at(session, asking, width))
            }
            None => Upshot::Kept("say of which question or dimension, such as /evidence Q2 or /evidence t".into()),
        }
    }

    pub(super) fn anchors(&self, rest: &str) -> Upshot {
        let (session, width) = (self.session(), self.width());
        let rubric = &session.plan().rubric;
        if let (true, Some(known)) = (rest.is_empty(), self.topic.as_ref().and_then(|id| rubric.dimension(id))) {
            return Upshot::Said(show::anchors(known, &rubric.scale, width));
        }
        if rest.is_empty() {
            let own = self.question_at("").map(|asking| asking.dimensions.clone()).unwrap_or_default();
            let chosen = rubric.dimensions.iter().filter(|dimension| own.is_empty() || own.contains(&dimension.id));
            return Upshot::Said(chosen.map(|dimension| show::anchors(dimension, &rubric.scale, width)).collect());
        }
        match dimension(session.plan(), rest) {
            Ok(id) => {
                let known = rubric.dimension(&id);
                Upshot::Said(known.map(|known| show::anchors(known, &rubric.scale, width)).unwrap_or_default())
            }
            Err(why) => Upshot::Kept(why),
        }
    }

    pub(super) fn clocks(&self) -> Upshot {
        let pace = self.session().pace(self.keeper.now());
        let late = words::late(&pace, FACE).unwrap_or_default();
        Upshot::Said(format!("{}{}", said(&late), show::clocks(self.session(), &pace)))
    }

    /// The checklist for where one is.
    pub(super) fn checklist(&self) -> Upshot {
        let checklists = &self.session().plan().rubric.checklists;
        let (title, lines) = match self.session().state().phase {
            Phase::Ready => (words::BEFORE, &checklists.before),
            Phase::Live if self.session().is_about_to_begin() => (words::BEFORE, &checklists.before),
            Phase::Live => (words::DURING, &checklists.during),
            Phase::Scoring | Phase::Submitted => (words::AFTER, &checklists.after),
        };
        Upshot::Said(show::checklist(title, lines, self.width()))
    }

    /// The red flags that can be raised, numbered; before those that are raised stands where.
    pub(super) fn flags(&self) -> String {
        let (session, width) = (self.session(), self.width());
        let raised = |is_it: &dyn Fn(&Flag) -> bool| {
            let at =
                session.state().flags.iter().filter(|raised| is_it(&raised.flag)).map(|raised| raised.slot.to_string());
            let at: Vec<String> = at.collect();
            if at.is_empty() { String::new() } else { format!("raised at {}: ", at.join(", ")) }
        };
        let flags = (1..).zip(&session.plan().rubric.red_flags);
        let listed = flags.map(|(number, flag)| {
            let raised = raised(&|raised| raised.listed() == Some(&flag.id));
            layout::bullet(&format!("{number}. "), &format!("{raised}{}", flag.title), width)
        });
        let mut list: String = listed.collect();
        for own in session.state().flags.iter().filter(|raised| raised.flag.listed().is_none()) {
            let title = clean::line(own.flag.title(&session.plan().rubric));
            list += &layout::bullet(&format!("Your own, raised at {}: ", own.slot), &title, width);
        }
        let how = "/flag 1 says what the first looks like, and raises it with what was said after it; /flag own, a title, a colon and what was said raises one of your own.";
        let how = layout::paragraph(how, self.width(), "");
        if list.is_empty() { format!("The rubric names no red flags.\n{how}") } else { format!("{list}{how}") }
    }
}
