//! What the candidate may see of a session: the prompt, the handout and, where wanted, the section's clock; there is no room for more.

use super::super::bank::fill;
use super::super::scale::Millis;
use super::Session;
use super::pace::Timing;
use super::state::Phase;

/// What the candidate may see. It is only made here, from the current question's prompt and handout.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    prompt: Option<String>,
    handout: Option<String>,
    section: Option<Timing>,
}

impl Shown {
    /// What is said to the candidate, its blanks filled; none between questions.
    pub fn prompt(&self) -> Option<&str> {
        self.prompt.as_deref()
    }

    /// Code or data that belongs to the prompt.
    pub fn handout(&self) -> Option<&str> {
        self.handout.as_deref()
    }

    /// The section's clock; none outside the conversation.
    pub(crate) fn section(&self) -> Option<Timing> {
        self.section
    }
}

/// What the candidate may see at `now` on the session's clock. Outside the conversation that is nothing.
pub fn shown_to_candidate(session: &Session, now: Millis) -> Shown {
    let state = session.state();
    if state.phase != Phase::Live || session.is_about_to_begin() {
        return Shown::default();
    }
    let section = Some(session.pace(now).section);
    let Some(asking) = state.current() else { return Shown { section, ..Shown::default() } };
    let question = asking.question();
    Shown { prompt: Some(fill(&question.prompt, state.filling())), handout: question.handout.clone(), section }
}
