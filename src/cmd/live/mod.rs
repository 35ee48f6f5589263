//! The interview: on the board, or line by line, where plain text is a note and a line that begins with `/` is a command.

mod board;
mod scoring;
mod talk;
mod words;

use crate::core::library::Library;
use crate::core::session::{Action, Assess, Phase, Recorder};
use crate::render;
use crate::store::Live;

use super::context::Context;
use super::failure::{Failure, Result};
use super::prompt;

/// How a person left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Left {
    /// The session can be gone on with.
    Open,
    /// It is submitted.
    Submitted,
    /// It is submitted, and the two want to swap roles.
    ReturnMatch,
}

/// A new session: the checklist, the conversation, the scoring. With a library, on the board.
pub(super) fn run(context: &mut Context, recorder: &mut Live, library: Option<&Library>) -> Result<Left> {
    if let Some(library) = library {
        return board::open(context, recorder, library);
    }
    let checklists = &recorder.session().plan().rubric.checklists;
    let page = render::live::checklist("Before you begin", &checklists.before, context.width());
    context.print(&format!("{page}\n"))?;
    if context.surroundings.interactive {
        // Reading the page is not part of the conversation.
        recorder.record(Action::Pause)?;
        if prompt::line("Enter begins the conversation: ")?.is_none() {
            return leave(context, recorder);
        }
        recorder.record(Action::Resume)?;
    }
    go_on(context, recorder)
}

/// A session that was left. With a library, on the board.
pub(super) fn resume(context: &mut Context, recorder: &mut Live, library: Option<&Library>) -> Result<Left> {
    if recorder.session().state().phase == Phase::Ready {
        // The process ended between making the session and its first entry, which held who was meant.
        let message = format!("the session {} never began: nothing was recorded in it", recorder.id());
        return Err(Failure::refused(message, "start again with `hotseat run`"));
    }
    if let Some(library) = library {
        return board::open(context, recorder, library);
    }
    if recorder.session().state().phase == Phase::Live {
        recorder.record(Action::Resume)?;
    }
    if let Some(draft) = recorder.draft() {
        context.print(&format!("A half-typed note was kept:\n{}\n", render::clean::block(&draft)))?;
        recorder.record(Assess::Note(None, draft).into())?;
        recorder.keep_draft("")?;
    }
    go_on(context, recorder)
}

fn go_on(context: &mut Context, recorder: &mut Live) -> Result<Left> {
    loop {
        let left = match recorder.session().state().phase {
            Phase::Ready | Phase::Live => talk::talk(context, recorder)?,
            Phase::Scoring => scoring::scoring(context, recorder)?,
            Phase::Submitted => return submitted(context, recorder),
        };
        if left == Next::Leave {
            return leave(context, recorder);
        }
    }
}

/// Whether to go on to the next phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Phase,
    Leave,
}

fn leave(context: &Context, recorder: &mut Live) -> Result<Left> {
    let state = recorder.session().state();
    if state.phase == Phase::Live && state.clock.running {
        recorder.record(Action::Pause)?;
    }
    context.say(&format!("everything is kept; go on with: hotseat resume {}", recorder.id()));
    Ok(Left::Open)
}

fn submitted(context: &Context, recorder: &Live) -> Result<Left> {
    let people = crate::store::read_people(&context.workspace)?;
    let found = super::cards::Shown { id: recorder.id(), session: recorder.session(), people: &people };
    let mock = recorder.session().state().mock();
    let text = if mock { found.feedback(context.width()) } else { found.card(context.width()) };
    context.print(&format!("\n{text}"))?;
    let id = recorder.id();
    context.say(&format!(
        "submitted; `hotseat scorecard {id}` shows it again, `hotseat feedback {id}` what the candidate may take home"
    ));
    if mock && context.surroundings.interactive {
        let answer = prompt::line("Return match with roles swapped? r for yes, Enter for no: ")?;
        if answer.is_some_and(|answer| answer.trim().eq_ignore_ascii_case("r")) {
            return Ok(Left::ReturnMatch);
        }
    }
    Ok(Left::Submitted)
}
