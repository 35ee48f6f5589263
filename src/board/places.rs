//! Where keys act now: what has the focus, the narrowest place first.

use crate::core::session::{Phase, Session};

use super::keys::Place;
use super::parts::{self, Part};
use super::view::{Ask, Focus, View};

/// The places whose keys act now.
pub fn places(session: &Session, view: &View) -> &'static [Place] {
    let phase = session.state().phase;
    if view.covered {
        return match phase {
            Phase::Live if !session.is_about_to_begin() => &[Place::Note, Place::Talk, Place::Text, Place::Anywhere],
            _ => &[Place::Anywhere],
        };
    }
    match &view.ask {
        Some(Ask::Help { .. }) => return &[Place::Help, Place::Anywhere],
        Some(Ask::Choice(_)) => return &[Place::Choice, Place::Anywhere],
        Some(Ask::Flag { .. } | Ask::Find { .. }) => return &[Place::List, Place::Text, Place::Anywhere],
        Some(Ask::Write { .. }) => return &[Place::Text, Place::Anywhere],
        None => {}
    }
    match phase {
        Phase::Live if session.is_about_to_begin() => &[Place::Before, Place::Anywhere],
        Phase::Ready | Phase::Live => match view.focus {
            Focus::Note => &[Place::Note, Place::Talk, Place::Text, Place::Anywhere],
            Focus::Rate => &[Place::Rate, Place::Command, Place::Talk, Place::Anywhere],
            Focus::Plan => &[Place::Plan, Place::Command, Place::Talk, Place::Anywhere],
        },
        Phase::Scoring => {
            let parts = parts::parts(session);
            match parts.get(view.desk.part.min(parts.len().saturating_sub(1))) {
                Some(Part::Ratings) => &[Place::Ratings, Place::Desk, Place::Anywhere],
                Some(Part::Dimension(_)) => &[Place::Dimension, Place::Desk, Place::Anywhere],
                Some(Part::Criteria) => &[Place::Criteria, Place::Desk, Place::Anywhere],
                Some(Part::Recommendation) => &[Place::Recommendation, Place::Desk, Place::Anywhere],
                Some(Part::TakeAways) => &[Place::TakeAways, Place::Desk, Place::Anywhere],
                _ => &[Place::Submission, Place::Desk, Place::Anywhere],
            }
        }
        Phase::Submitted => &[Place::Card, Place::Anywhere],
    }
}

/// The word for the mode, as it stands at the foot of the screen.
pub fn mode(session: &Session, view: &View) -> &'static str {
    match (&view.ask, session.state().phase) {
        (Some(Ask::Help { .. }), _) => "KEYS",
        (Some(Ask::Choice(_)), _) => "ASK",
        (Some(Ask::Flag { .. }), _) => "FLAG",
        (Some(Ask::Find { .. }), _) => "FIND",
        (Some(Ask::Write { .. }), _) => "WRITE",
        (None, Phase::Scoring) => "SCORE",
        (None, Phase::Submitted) => "CARD",
        (None, _) if session.is_about_to_begin() => "READY",
        (None, _) => match view.focus {
            Focus::Note => "NOTE",
            Focus::Rate => "RATE",
            Focus::Plan => "PLAN",
        },
    }
}
