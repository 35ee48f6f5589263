//! The integration tests, in one binary.

mod calibration;
mod code;
mod documents;
mod walk;
