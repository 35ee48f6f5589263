//! `hotseat scorecard`, `feedback`, `export`.

use std::io;
use std::sync::Arc;

use serde::Serialize;

use crate::core::check::FileProblem;
use crate::core::ids::SessionId;
use crate::core::panel::fits;
use crate::core::people::People;
use crate::core::plan::Plan;
use crate::core::rubric::Rubric;
use crate::core::scorecard::{About, Card, Extract, Remarks, evaluate, sheet};
use crate::core::session::{Phase, Session, Summary};
use crate::page::card::{Cards, ExportShape, ExportTable, NamelessCard, ShownCard};
use crate::page::{self, Answer as _, JsonElement, JsonList, Notation, OneOrAll};
use crate::store::{self, Parts, SaidRemarks, SessionText, Stored, Summarized};

use super::args::{ExportArgs, FeedbackArgs, ScorecardArgs};
use super::context::{Context, Sessions, scope};
use super::failure::{Failure, Result};
use super::meant::{Sought, chosen};
use super::sending;

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
        let state = self.session.state();
        evaluate(self.session.plan(), state, About::of(self.id, state, self.people)?)
    }

    /// The scorecard as an element of a list for programs; none before the session has begun.
    fn element(&self) -> SessionText<Option<serde_json::Result<JsonElement>>> {
        let Some(card) = self.evaluated() else { return SessionText::Passing(None) };
        match NamelessCard::of(card.clone()) {
            Some(nameless) => SessionText::Lasting(nameless.into_text()),
            None => SessionText::Passing(Some(page::json_element(&card))),
        }
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
    let spread: Vec<(Summary, Remarks)> =
        read.iter().map(|found| (found.session.summary(), Remarks::of(&found.session))).collect();
    let cards = read.iter().zip(&spread).filter_map(|(found, (summary, remarks))| {
        let card = NamedSession::of(found, &sessions.people).evaluated()?;
        let extract = Extract::of(&found.id, (summary, remarks), &sessions.people)?;
        Some(ShownCard { card, rubric: &found.session.plan().rubric, extract })
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
    let own: Vec<&Summarized> = own.map(|(found, _)| found).collect();
    if let Some(target) = args.ats {
        let cards = cards(context, &own, &sessions.people);
        let cards: Vec<(&Card, &Rubric)> = cards.iter().map(|(card, plan)| (card, &plan.rubric)).collect();
        return sending::send(context, args, target, &cards);
    }
    let (notation, target) = (args.output.notation()?.unwrap_or(Notation::Csv), args.output.target());
    if notation == Notation::Json {
        let done = context.write_out(target, notation.title(), |out| elements(context, &own, &sessions.people, out));
        sessions.leave();
        return done;
    }
    let shape = if args.wide { ExportShape::Wide } else { ExportShape::Long };
    let table = ExportTable::of(shape, own.iter().map(|found| &found.summary));
    let done = store::with_said(&context.workspace, |said| {
        if notation == Notation::Csv {
            return context.write_out(target, notation.title(), |out| {
                out.write_all(table.csv_head().as_bytes()).map_err(Failure::output)?;
                let rows = |part| {
                    let (remarks, unreadable) = remarks(said, part);
                    (table.csv_rows(extracts(part, &remarks, &sessions.people)), unreadable)
                };
                store::in_stretches(&own, rows, |(rows, unreadable)| {
                    context.leave_out(unreadable);
                    out.write_all(rows.as_bytes()).map_err(Failure::output)
                })
            });
        }
        let (remarks, unreadable) = remarks(said, &own);
        context.leave_out(unreadable);
        let page = table.page(extracts(&own, &remarks, &sessions.people));
        context.deliver(&page::show_page(&page, notation), target, notation.title())
    });
    sessions.leave();
    done
}

/// What was said in sessions, and of which of them it can't be read.
fn remarks(said: &SaidRemarks<'_>, sessions: &[&Summarized]) -> (Vec<Option<Remarks>>, Vec<FileProblem>) {
    let mut unreadable = Vec::new();
    let read = |found: &&Summarized| said.of(found).map_err(|error| unreadable.extend(found.unread(error))).ok();
    (sessions.iter().map(read).collect(), unreadable)
}

/// Sessions as a spreadsheet has them, each beside what was said in it.
fn extracts<'a>(
    sessions: &'a [&'a Summarized],
    remarks: &'a [Option<Remarks>],
    people: &'a People,
) -> impl Iterator<Item = Extract<'a>> {
    let said = sessions.iter().zip(remarks).filter_map(|(found, said)| Some((found, said.as_ref()?)));
    said.filter_map(|(found, said)| Extract::of(&found.id, (&found.summary, said), people))
}

/// Writes the scorecards of sessions for programs, one after another, as all of them would fill the memory; and in the end what could not
/// be read.
fn elements(context: &Context, sessions: &[&Summarized], people: &People, out: &mut dyn io::Write) -> Result {
    let mut list = JsonList::of(out);
    let element = |found: Stored| NamedSession::of(&found, people).element();
    store::each_text(&context.workspace, sessions, element, |found, made| -> Result {
        let element = match made {
            Ok(SessionText::Lasting(text)) => NamelessCard::kept(text).named(people),
            Ok(SessionText::Passing(Some(element))) => element.map_err(Failure::not_written)?,
            Ok(SessionText::Passing(None)) => return Ok(()),
            Err(error) => {
                context.leave_out(found.unread(error).into_iter().collect());
                return Ok(());
            }
        };
        list.add(&element).map_err(Failure::output)
    })?;
    let unreadable = context.unreadable();
    if !unreadable.is_empty() {
        let element = page::json_element(&UnreadFiles { unreadable }).map_err(Failure::not_written)?;
        list.add(&element).map_err(Failure::output)?;
    }
    list.end().map_err(Failure::output)
}

/// What could not be read, at the end of what `export` writes for programs.
#[derive(Serialize)]
struct UnreadFiles {
    unreadable: Vec<FileProblem>,
}

/// The scorecards of sessions with their plans; what can't be read is named and left out.
fn cards(context: &Context, sessions: &[&Summarized], people: &People) -> Vec<(Card, Arc<Plan>)> {
    let evaluated = |found: Stored| Some((NamedSession::of(&found, people).evaluated()?, found.session.shared_plan()));
    let mut cards = Vec::new();
    store::read_again(sessions, evaluated, |found, read| match read {
        Ok(card) => cards.extend(card),
        Err(error) => context.leave_out(found.unread(error).into_iter().collect()),
    });
    cards
}
