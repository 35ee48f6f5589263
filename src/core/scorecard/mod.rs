//! Scorecards: what a plan and a session come to, derived exactly at every reading.

mod apart;
mod card;
mod change_line;
mod changes;
mod evaluate;
mod extract;
mod feedback;
mod scoring;
mod thin;

pub(crate) use apart::apart;
pub use card::Card;
pub(crate) use card::{AskedLine, Candidate, DimensionLine, EvidenceLine, FlagLine, Outcome, Weighing, What};
pub(crate) use change_line::{Alteration, ChangeLine};

pub use evaluate::{About, evaluate, weighing_of};
pub(crate) use evaluate::{could_show, could_show_at, evidence, evidence_of, floors};

pub use extract::Remarks;
pub(crate) use extract::{Extract, ExtractLine};

pub(crate) use feedback::{Practiced, Sheet, sheet};
pub(crate) use scoring::{CappedBy, Gap, LEAST_WEIGHT, Verdict};
pub use scoring::{Floors, Scores, score};
pub(crate) use thin::{Thin, thin, thin_words};
