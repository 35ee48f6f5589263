//! `hotseat scorecard`, `feedback`, `export`.

use crate::core::ids::SessionId;
use crate::core::people::People;
use crate::core::scorecard::{About, Card, evaluate};
use crate::core::session::{Phase, Session};
use crate::render;
use crate::store::{self, Found};

use super::args::{Export, Feedback, Scorecard};
use super::context::{Context, Sessions, json};
use super::failure::{Failure, Result};

/// A submitted session with the names of its people.
pub(super) struct Shown<'a> {
    pub(super) id: &'a SessionId,
    pub(super) session: &'a Session,
    pub(super) people: &'a People,
}

impl<'a> Shown<'a> {
    pub(super) fn of(found: &'a Found, people: &'a People) -> Self {
        Self { id: &found.id, session: &found.session, people }
    }

    /// The scorecard as a value; none before the session has begun.
    pub(super) fn evaluated(&self) -> Option<Card> {
        let (plan, state) = (self.session.plan(), self.session.state());
        let beginning = state.beginning.as_ref()?;
        let about = About {
            session: self.id.clone(),
            candidate: self.people.candidate_name(&beginning.candidate),
            interviewer: self.people.interviewer_name(&beginning.interviewer),
        };
        evaluate(plan, state, about)
    }

    /// The scorecard as text.
    pub(super) fn card(&self, width: usize) -> String {
        let rubric = &self.session.plan().rubric;
        self.evaluated().map(|card| render::card::table(&card, rubric, width)).unwrap_or_default()
    }

    /// What the candidate may take home, as text.
    pub(super) fn feedback(&self, width: usize) -> String {
        let sheet = self.evaluated().map(|card| render::feedback::sheet(self.session, &card));
        sheet.map(|sheet| render::feedback::text(&sheet, width)).unwrap_or_default()
    }
}

/// The sessions that were named; all submitted ones where none was.
fn chosen(context: &Context, given: &[String], example: bool) -> Result<Sessions> {
    let mut sessions = context.sessions(example)?;
    if given.is_empty() {
        sessions.found.retain(|found| found.session.state().phase == Phase::Submitted);
        return Ok(sessions);
    }
    let mut found = Vec::new();
    for name in given {
        let matching: Vec<&Found> = match sessions.found.iter().find(|found| found.id.as_str() == name) {
            Some(exact) => vec![exact],
            None => sessions.found.iter().filter(|found| found.id.as_str().starts_with(name.as_str())).collect(),
        };
        match matching.as_slice() {
            [only] => found.push((*only).clone()),
            [] => {
                let near = crate::core::names::nearest(name, sessions.found.iter().map(|found| found.id.as_str()));
                return Err(store::Error::NoSession { given: name.clone(), near }.into());
            }
            several => {
                let near = several.iter().take(5).map(|found| found.id.to_string()).collect();
                return Err(store::Error::NoSession { given: name.clone(), near }.into());
            }
        }
    }
    if let Some(open) = found.iter().find(|found| found.session.state().phase != Phase::Submitted) {
        let hint = format!("no total is shown before submission; `hotseat resume {}` goes on", open.id);
        return Err(Failure::refused(format!("the session {} is not submitted", open.id), hint));
    }
    sessions.found = found;
    Ok(sessions)
}

/// Prints scorecards.
pub(super) fn scorecard(context: &Context, args: &Scorecard) -> Result {
    if args.sessions.is_empty() && !args.example && !store::all(&context.workspace)?.is_empty() {
        return Err(Failure::usage("no session is named", "`hotseat sessions` lists them"));
    }
    let sessions = chosen(context, &args.sessions, args.example)?;
    let shown: Vec<Shown<'_>> = sessions.found.iter().map(|found| Shown::of(found, &sessions.people)).collect();
    let cards: Vec<Card> = shown.iter().filter_map(Shown::evaluated).collect();
    let rubrics = sessions.found.iter().map(|found| &found.session.plan().rubric);
    let text = if args.notation.json {
        match cards.as_slice() {
            [only] if args.sessions.len() == 1 => json(only)?,
            _ => json(&cards)?,
        }
    } else if args.notation.csv {
        render::card::csv(&cards)
    } else if args.notation.markdown {
        cards
            .iter()
            .zip(rubrics)
            .map(|(card, rubric)| render::card::markdown(card, rubric))
            .collect::<Vec<_>>()
            .join("\n")
    } else {
        let texts = cards.iter().zip(rubrics).map(|(card, rubric)| render::card::table(card, rubric, context.width()));
        texts.collect::<Vec<_>>().join("\n")
    };
    context.deliver(&text, args.output.as_deref())
}

/// Prints what the candidate may take home.
pub(super) fn feedback(context: &Context, args: &Feedback) -> Result {
    let given: Vec<String> = args.session.clone().into_iter().collect();
    if given.is_empty() && !args.example && !store::all(&context.workspace)?.is_empty() {
        return Err(Failure::usage("no session is named", "`hotseat sessions` lists them"));
    }
    let mut sessions = chosen(context, &given, args.example)?;
    sessions.found.truncate(1);
    let sheets: Vec<render::feedback::Sheet> = sessions
        .found
        .iter()
        .filter_map(|found| {
            let card = Shown::of(found, &sessions.people).evaluated()?;
            Some(render::feedback::sheet(&found.session, &card))
        })
        .collect();
    let Some(sheet) = sheets.first() else {
        return Err(Failure::refused("no session is submitted yet", "`hotseat resume` goes on with one"));
    };
    let text = if args.json {
        json(sheet)?
    } else if args.markdown {
        render::feedback::markdown(sheet)
    } else {
        render::feedback::text(sheet, context.width())
    };
    context.deliver(&text, args.output.as_deref())
}

/// Writes every submitted scorecard as one tidy table.
pub(super) fn export(context: &Context, args: &Export) -> Result {
    let sessions = chosen(context, &[], args.example)?;
    let cards: Vec<Card> =
        sessions.found.iter().filter_map(|found| Shown::of(found, &sessions.people).evaluated()).collect();
    let text = if args.json { json(&cards)? } else { render::card::csv(&cards) };
    context.deliver(&text, args.output.as_deref())
}
