//! The audit of a bank: per question when it was looked at, what was run or looked up, and which claims were changed.
//!
//! An entry holds for the question as it stood then; the digest tells whether it still stands so.

use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::day::Day;
use super::ids::{BankId, QuestionId};
use super::version::Version1;

/// A file of `banks/audit/`; it is called as its bank is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Audit {
    /// The version of the file's format.
    pub version: Version1,
    /// The bank.
    pub bank: BankId,
    /// What was done, by question.
    pub questions: BTreeMap<QuestionId, AuditEntry>,
}

/// What was done on one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditEntry {
    /// The day.
    pub date: Day,
    /// Of the question as it stood then.
    pub digest: Digest,
    /// What was run, with versions, and what came out.
    pub ran: Vec<String>,
    /// What was looked up, and where.
    pub looked_up: Vec<String>,
    /// The claims that were changed.
    pub changed: Vec<String>,
}

impl AuditEntry {
    /// Whether the question's claims rest on something besides the author's memory.
    pub(crate) fn has_source(&self) -> bool {
        !self.ran.is_empty() || !self.looked_up.is_empty()
    }
}

/// The first 64 bits of the SHA-256 of a question's JSON with sorted keys and without white space, as 16 hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digest(u64);

impl Digest {
    /// Of a question as it stands in its bank. The keys of a `Value` are sorted at every depth.
    pub(crate) fn of(question: &Value) -> Self {
        let hash = Sha256::digest(question.to_string().as_bytes());
        Self(hash.iter().take(8).fold(0, |digits, byte| (digits << 8) | u64::from(*byte)))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let digest = u64::from_str_radix(&text, 16).ok().map(Self).filter(|digest| digest.to_string() == text);
        digest.ok_or_else(|| D::Error::custom(format!("`{text}` is not a digest: 16 hex digits in lower case")))
    }
}

impl JsonSchema for Digest {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Digest".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9a-f]{16}$" })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The expected digits are those of Python's `sha256(json.dumps(q, sort_keys=True, separators=(",", ":"), ensure_ascii=False))`.
    #[test]
    fn a_digest_does_not_depend_on_the_order_of_keys() {
        let question = json!({ "id": "a", "signals": { "weak": ["ü"], "strong": ["x\n\u{1}"] }, "minutes": 5 });
        assert_eq!(Digest::of(&question).to_string(), "08965d2338c5ec4b");
        let other = json!({ "signals": { "strong": ["x\n\u{1}"], "weak": ["ü"] }, "minutes": 5, "id": "a" });
        assert_eq!(Digest::of(&other), Digest::of(&question));
    }

    #[test]
    fn a_digest_is_sixteen_hex_digits() {
        let read = |text: &str| serde_json::from_value::<Digest>(json!(text));
        assert_eq!(read("00000000000000ff").ok(), Some(Digest(255)));
        for wrong in ["ff", "00000000000000FF", "+0000000000000ff", "00000000000000fg"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
