//! Scorecards: what a plan and a session come to, derived exactly at every reading.

mod card;
mod evaluate;
mod feedback;
mod scoring;
mod thin;

pub use card::{
    AskedLine, Candidate, Card, CriterionLine, DimensionLine, EvidenceLine, FlagLine, Interviewer, NoteLine, Outcome,
    RatingLine, Recommended, Round, Weighing, What,
};
pub use evaluate::{
    About, could_show, evaluate, evidence, evidence_of, floors, people, question_means, scores, weighing_of,
};
pub use feedback::{Practiced, Sheet, sheet};
pub use scoring::{CappedBy, Floors, Gap, LEAST_WEIGHT, Scores, Verdict, score};
pub use thin::{Thin, thin};
