//! The live board: a full-screen interview over the session core. Its screen is a function of session, view and now.

pub mod areas;
mod burst;
mod choices;
mod desk;
pub mod draw;
mod help;
mod interview;
pub mod keys;
mod over;
pub mod parts;
pub mod picture;
mod prose;
mod retrying;
mod screen;
mod talk;
mod typing;
pub mod view;

pub use draw::Backdrop;
pub use interview::Board;
pub use screen::run;
pub(crate) use screen::{Dialog, Follower, converse, present};
