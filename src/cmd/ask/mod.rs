//! Questions to the person at the terminal: what is asked, apart from how it is shown and answered.
//!
//! A `Flow` asks one thing after another. Two faces hold it: a form, which has the screen for itself and is a machine of key presses, and
//! numbered lists and lines of input, for screen readers and simple terminals.

mod draw;
mod field;
mod form;
mod inquiry;
mod lines;
mod manner;

pub(super) use inquiry::{Expected, Flow, Inquiry, Pick, Piece, Response};
pub(super) use manner::Manner;
#[cfg(test)]
pub(super) use manner::pictures;
