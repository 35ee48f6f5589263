//! The program from outside, in a sandbox: whole conversations, bad input, hostile text, crashes, a terminal of its own.

mod bad_input;
mod commands;
mod drawing;
mod hostile;
mod imports;
mod kept;
pub(crate) mod sandbox;
mod scores;
mod shipped;
mod terminal;
