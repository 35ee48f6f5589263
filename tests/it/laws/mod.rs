//! The laws of the design, each held by one test or several; a name begins with the number of its law. Laws that need the board or
//! a terminal are held where those are driven: `board::property`, `board::failures` and `board::pty`.

mod candidate;
mod cohorts;
mod disk;
mod drawing;
mod escaping;
mod index;
mod optimum;
mod scores;
pub(crate) mod session;
