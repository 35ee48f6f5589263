//! Where keys act now: what has the focus, the narrowest area first.

use crate::core::session::{Phase, Session};

use super::keys::Area;
use super::parts::{self, Part};
use super::view::{Ask, Focus, List, View};

/// The areas whose keys act now.
pub(crate) fn areas(session: &Session, view: &View) -> &'static [Area] {
    let phase = session.state().phase;
    if view.covered {
        return match phase {
            Phase::Live if !session.is_about_to_begin() => {
                &[Area::Cover, Area::Note, Area::Talk, Area::Text, Area::Anywhere]
            }
            Phase::Ready | Phase::Live | Phase::Scoring | Phase::Submitted => &[Area::Cover, Area::Anywhere],
        };
    }
    match &view.ask {
        Some(Ask::Choice { .. }) => return &[Area::Choice, Area::Anywhere],
        Some(Ask::List { of: List::History, .. }) => return &[Area::History, Area::List, Area::Text, Area::Anywhere],
        Some(Ask::List { .. }) => return &[Area::List, Area::Text, Area::Anywhere],
        Some(Ask::Write { .. }) => return &[Area::Text, Area::Anywhere],
        None => {}
    }
    match phase {
        Phase::Live if session.is_about_to_begin() && view.note.is_blank() => {
            &[Area::Before, Area::Checklist, Area::Text, Area::Anywhere, Area::Keyed]
        }
        Phase::Live if session.is_about_to_begin() => &[Area::Before, Area::Text, Area::Anywhere],
        Phase::Ready | Phase::Live => match view.focus {
            Focus::Note => &[Area::Note, Area::Talk, Area::Text, Area::Anywhere],
            Focus::Rate => &[Area::Rate, Area::Command, Area::Talk, Area::Anywhere, Area::Keyed],
            Focus::Plan => &[Area::Plan, Area::Command, Area::Talk, Area::Anywhere, Area::Keyed],
        },
        Phase::Scoring => {
            let parts = parts::parts(session);
            match parts.get(view.desk.part.min(parts.len().saturating_sub(1))) {
                Some(Part::Ratings) => &[Area::Ratings, Area::Desk, Area::Anywhere, Area::Keyed],
                Some(Part::Dimension(_)) => &[Area::Dimension, Area::Desk, Area::Anywhere, Area::Keyed],
                Some(Part::Criteria) => &[Area::Criteria, Area::Desk, Area::Anywhere, Area::Keyed],
                Some(Part::Recommendation) => &[Area::Recommendation, Area::Desk, Area::Anywhere, Area::Keyed],
                Some(Part::TakeAways) => &[Area::TakeAways, Area::Desk, Area::Anywhere, Area::Keyed],
                Some(Part::Submission) | None => &[Area::Submission, Area::Desk, Area::Anywhere, Area::Keyed],
            }
        }
        Phase::Submitted => &[Area::Card, Area::Anywhere, Area::Keyed],
    }
}

/// The word for the mode, as it stands at the foot of the screen.
pub(crate) fn mode(session: &Session, view: &View) -> &'static str {
    match (&view.ask, session.state().phase) {
        (Some(Ask::Choice { .. }), _) => "ASK",
        (Some(Ask::List { of, .. }), _) => match of {
            List::Help(_) => "HELP",
            List::Flags(_) | List::TitleOrQuote(..) => "FLAG",
            List::Questions => "FIND",
            List::History => "HISTORY",
        },
        (Some(Ask::Write { .. }), _) => "WRITE",
        (None, Phase::Scoring) => "SCORE",
        (None, Phase::Submitted) => "CARD",
        (None, Phase::Ready | Phase::Live) if session.is_about_to_begin() => "READY",
        (None, Phase::Ready | Phase::Live) => match view.focus {
            Focus::Note => "NOTE",
            Focus::Rate => "RATE",
            Focus::Plan => "PLAN",
        },
    }
}
