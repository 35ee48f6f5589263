//! hotseat: run, score and compare technical interviews from the terminal.

pub mod cmd;
pub mod core;
pub mod live;
pub mod page;
pub mod store;
