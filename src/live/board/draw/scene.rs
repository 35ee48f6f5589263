//! What a screen is drawn from, and what drawing finds out.

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

/// What drawing found out: where the cursor stands, and how far things could be scrolled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seen {
    /// Where text is being written.
    pub cursor: Option<(u16, u16)>,
    /// The scroll of the question, the checklist or the card as it was possible.
    pub scroll: Option<usize>,
    /// The scroll of the signals in a column of their own as it was possible.
    pub aside: Option<usize>,
    /// The scroll at the desk as it was possible.
    pub desk_scroll: Option<usize>,
    /// The scroll of what lies over the screen as it was possible.
    pub over_scroll: Option<usize>,
    /// The line under the cursor of the list of what can be done.
    pub over_row: Option<usize>,
    /// How many lines a page has.
    pub page: usize,
    /// Whether the signals have a column of their own.
    pub columns: bool,
    /// Whether there is no room for the board.
    pub small: bool,
}
