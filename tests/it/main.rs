//! The integration tests, in one binary.

mod code;
mod walk;
