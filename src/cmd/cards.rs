//! `hotseat scorecard`, `feedback`, `export`.

use crate::core::ids::SessionId;
use crate::core::panel::fits;
use crate::core::people::People;
use crate::core::scorecard::{About, Card, evaluate, sheet};
use crate::core::session::{Phase, Session};
use crate::page::card::{Cards, ExportShape, Exported};
use crate::page::{self, Answer as _, Notation, OneOrAll};
use crate::store::{Parts, Stored};

use super::args::{ExportArgs, FeedbackArgs, ScorecardArgs};
use super::context::{Context, Sessions, scope};
use super::failure::{Failure, Result};
use super::sending;
use super::sessions::{Sought, chosen};

/// A submitted session with the names of its people.
pub(super) struct NamedSession<'a> {
    pub(super) id: &'a SessionId,
    pub(super) session: &'a Session,
    pub(super) people: &'a People,
}

impl<'a> NamedSession<'a> {
    pub(super) fn of(found: &'a Stored, people: &'a People) -> Self {
        Self { id: &found.id, session: &found.session, people }
    }

    /// The scorecard as a value; none before the session has begun.
    pub(super) fn evaluated(&self) -> Option<Card> {
        let (plan, state) = (self.session.plan(), self.session.state());
        let beginning = state.beginning.as_ref()?;
        let about = About {
            session: self.id.clone(),
            candidate: self.people.candidate_name(&beginning.candidate),
            interviewer: self.people.interviewer_name(state.interviewer().unwrap_or(&beginning.interviewer)),
            earlier: state.hand_overs.iter().map(|hand_over| self.people.interviewer_name(&hand_over.from)).collect(),
        };
        evaluate(plan, state, about)
    }

    /// The scorecard as text.
    pub(super) fn card(&self, context: &Context) -> String {
        let rubric = &self.session.plan().rubric;
        self.evaluated().map(|card| context.text_of(&page::card::page(&card, rubric))).unwrap_or_default()
    }

    /// What the candidate may take home, as text.
    pub(super) fn feedback(&self, context: &Context) -> String {
        let sheet = self.evaluated().map(|card| sheet(self.session, &card));
        sheet.map(|sheet| context.text_of(&sheet.page())).unwrap_or_default()
    }
}

/// Prints scorecards.
pub(super) fn scorecard(context: &Context, args: &ScorecardArgs) -> Result {
    let sessions = context.sessions(args.example)?;
    // Of the example all are shown where nobody is there to choose: it is there to be looked at. Of no sessions there are no cards.
    let shows_all =
        args.sessions.is_empty() && (!sessions.own || sessions.found.is_empty()) && !context.surroundings.interactive;
    let sessions =
        if shows_all { submitted(sessions) } else { chosen(context, sessions, &args.sessions, Sought::Cards)? };
    let is_only = sessions.found.len() == 1 && !shows_all;
    let read = whole(&sessions)?;
    let cards = read.iter().filter_map(|found| {
        let card = NamedSession::of(found, &sessions.people).evaluated()?;
        Some((card, &found.session.plan().rubric))
    });
    let mut cards: Vec<_> = cards.collect();
    let cards = match (is_only, cards.pop()) {
        (true, Some(only)) => OneOrAll::One(only),
        (_, last) => {
            cards.extend(last);
            OneOrAll::All(cards)
        }
    };
    context.show(&Cards(cards), &args.output)
}

/// The sessions whole, as they are now.
fn whole(sessions: &Sessions) -> Result<Vec<Stored>> {
    sessions.found.iter().map(|found| Ok(found.read()?)).collect()
}

/// Prints what the candidate may take home.
pub(super) fn feedback(context: &Context, args: &FeedbackArgs) -> Result {
    let given: Vec<String> = args.session.clone().into_iter().collect();
    let sessions = chosen(context, context.sessions(args.example)?, &given, Sought::Feedback)?;
    for found in &sessions.found {
        let found = found.read()?;
        if let Some(card) = NamedSession::of(&found, &sessions.people).evaluated() {
            return context.show(&sheet(&found.session, &card), &args.output);
        }
    }
    Err(Failure::refused("no session is submitted yet", "`hotseat resume` goes on with one"))
}

/// Those of them that are submitted.
fn submitted(mut sessions: Sessions) -> Sessions {
    sessions.found.retain(|found| found.summary.phase == Phase::Submitted);
    sessions
}

/// Writes every submitted scorecard as one table: a row for each dimension, or one.
pub(super) fn export(context: &Context, args: &ExportArgs) -> Result {
    let sessions = submitted(context.sessions(args.scope.example)?);
    let library = context.library(Parts::WithoutBanks)?.library;
    let scope = scope(&library, &sessions, &args.scope)?;
    let all = sessions.submitted();
    let own = sessions.found.iter().zip(&all).filter(|(_, session)| fits(session, &scope));
    // The texts of scorecards stand in no index: every session is read whole.
    let read = own.filter_map(|(found, _)| match found.read() {
        Ok(read) => Some(read),
        Err(error) => {
            context.leave_out(found.unread(error).into_iter().collect());
            None
        }
    });
    let read: Vec<Stored> = read.collect();
    let cards = read.iter().filter_map(|found| {
        let card = NamedSession::of(found, &sessions.people).evaluated()?;
        Some((card, &found.session.plan().rubric))
    });
    let cards: Vec<_> = cards.collect();
    if let Some(target) = args.ats {
        return sending::send(context, args, target, &cards);
    }
    let cards = cards.into_iter().map(|(card, _)| card).collect();
    let notation = args.output.notation()?.unwrap_or(Notation::Csv);
    let shape = if args.wide { ExportShape::Wide } else { ExportShape::Long };
    context.deliver(&context.shown(&Exported(cards, shape), notation)?, args.output.target(), notation.title())
}
