//! The live board: a full-screen interview over the session core. It gets a keeper, never the store; its screen is a function of session, view and now.

mod asking;
mod desk;
pub mod draw;
pub mod keys;
mod live;
pub mod parts;
pub mod places;
mod press;
mod screen;
mod talk;
mod unsaved;
pub mod view;
pub mod words;

pub use live::{Board, Keeper, Left, Setting};
pub use screen::{Follower, present, run};
