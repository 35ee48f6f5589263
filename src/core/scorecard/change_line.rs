//! A change after submission, as the scorecard tells it.

use schemars::JsonSchema;
use serde::Serialize;

/// A change after submission, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChangeLine {
    /// When, by the wall clock.
    pub at: String,
    /// Why.
    pub reason: String,
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
