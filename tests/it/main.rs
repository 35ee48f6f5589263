//! The integration tests, in one binary.

mod board;
mod calibration;
mod cli;
mod code;
mod documents;
mod kept;
mod laws;
mod layers;
mod program;
mod support;
mod walk;
