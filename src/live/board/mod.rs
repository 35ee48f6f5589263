//! The live board: a full-screen interview over the session core. Its screen is a function of session, view and now.

pub mod areas;
mod burst;
mod choices;
mod closing;
mod complaints;
mod correcting;
mod desk;
mod drafts;
pub mod draw;
mod ears;
mod elsewhere;
mod field;
mod flagging;
mod help;
mod interview;
pub mod keys;
mod over;
pub mod parts;
pub mod picture;
mod present;
mod prose;
mod rating;
mod retrying;
mod screen;
mod successor;
mod talk;
mod ticking;
mod typing;
mod undoing;
pub mod view;
mod writing;

pub use draw::Backdrop;
pub use interview::Board;
pub(crate) use present::{Follower, present};
pub use screen::run;
pub(crate) use screen::{Dialog, converse};
