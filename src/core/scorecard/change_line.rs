//! A change after submission, as the scorecard tells it.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::ids::InterviewerId;

/// A change after submission, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChangeLine {
    /// When, by the wall clock.
    pub at: String,
    /// Why.
    pub reason: String,
    /// Who did it; not there where the journal does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Amender>,
    /// What was done, for people; programs tell it by `from` and `to`.
    #[serde(skip)]
    pub deed: Alteration,
    /// What was changed.
    pub what: String,
    /// What stood there before; null where there was nothing.
    pub from: Option<String>,
    /// What stands there since.
    pub to: Option<String>,
}

/// Who changed a scorecard after submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Amender {
    /// The name in files.
    pub id: InterviewerId,
    /// The name.
    pub name: String,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alteration {
    /// Something that stood there, or did not, was said anew.
    Changed,
    /// Something was said besides.
    Added,
    /// Something does not stand any more.
    Withdrew,
}
