//! The live board: a full-screen interview over the session core. It gets a keeper, never the store; its screen is a function of session, view and now.

#![warn(clippy::wildcard_enum_match_arm)]

mod asking;
mod desk;
pub mod draw;
pub mod keys;
mod live;
pub mod parts;
pub mod places;
mod screen;
mod talk;
mod unsaved;
pub mod view;
pub mod words;

pub use draw::Setting;
pub use live::{Board, Left};
pub use screen::{Follower, present, run};
pub use unsaved::Keeper;
