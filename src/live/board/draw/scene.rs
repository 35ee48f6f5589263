//! What a screen is drawn from.

use crate::core::library::Library;
use crate::core::scale::Millis;
use crate::core::scorecard::About;
use crate::core::session::Session;

use super::super::view::View;
use super::text::Palette;

/// What the board is told and does not change.
#[derive(Debug, Clone, Copy)]
pub struct Backdrop<'a> {
    /// Whom the session is about.
    pub about: &'a About,
    /// Where questions can be brought in from.
    pub library: &'a Library,
    /// Whether there may be color.
    pub color: bool,
}

/// Everything that a screen is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The session.
    pub session: &'a Session,
    /// The view.
    pub view: &'a View,
    /// The session's clock.
    pub now: Millis,
    /// What the board was told.
    pub backdrop: Backdrop<'a>,
    /// What fills the status line.
    pub failure: Option<&'a str>,
}

impl Scene<'_> {
    pub(super) fn palette(&self) -> Palette {
        Palette { color: self.backdrop.color }
    }
}
