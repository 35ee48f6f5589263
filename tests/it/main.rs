//! The integration tests, in one binary.

mod board;
mod calibration;
mod cli;
mod code;
mod documents;
mod laws;
mod layers;
mod notations;
mod program;
mod support;
mod walk;
