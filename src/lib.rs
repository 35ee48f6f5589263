//! hotseat: run, score and compare technical interviews from the terminal.

pub mod cmd;
pub mod core;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
pub mod live;
pub mod page;
pub mod store;
mod threads;
