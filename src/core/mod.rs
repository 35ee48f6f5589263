//! What hotseat exists for, without input or output, clock, terminal or environment: banks, assembly, sessions, scorecards, panels.

pub mod assembly;
pub mod ats;
pub mod audit;
pub mod bank;
pub mod check;
pub mod day;
pub mod event;
pub mod exact;
pub mod find;
pub mod format;
pub mod ids;
pub mod library;
pub mod names;
mod nearness;
pub mod panel;
pub mod people;
pub mod plan;
pub(crate) mod quotes;
pub(crate) mod ratings;
mod rational;
pub mod rubric;
pub mod scale;
pub mod scorecard;
pub mod session;
pub mod shared_value;
pub mod version;
pub mod weighing;
