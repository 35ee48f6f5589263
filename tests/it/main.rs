//! The integration tests, in one binary.

mod ats;
mod ats_again;
mod audited;
mod board;
mod calibration;
mod cli;
mod documents;
mod history;
mod imports;
mod kept;
mod laws;
mod layers;
mod licenses;
mod lines;
mod notations;
mod ratings;
mod scope;
mod shipped;
mod support;
mod walk;
mod words;
