//! hotseat: run, score and compare technical interviews from the terminal.

pub mod board;
pub mod cmd;
pub mod core;
pub mod page;
pub mod render;
pub mod store;
