//! The integration tests, in one binary.

mod board;
mod code;
mod documents;
mod laws;
mod layers;
mod walk;
