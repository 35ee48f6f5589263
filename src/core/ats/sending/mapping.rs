//! Which of a form's fields takes what of a scorecard, and which sessions belong to which applications: a file that `--template` makes
//! and a person completes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::super::super::ids::{DimensionId, NotAName, SessionId};
use super::super::super::version::Version1;
use super::Receiver;

/// A mapping file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The version of the file's format.
    pub version: Version1,
    /// Whose form it is.
    pub system: Receiver,
    /// The form's id.
    pub form: String,
    /// The form's title.
    #[serde(default)]
    pub title: String,
    /// Its fields, in its order.
    pub fields: Vec<MappedField>,
    /// The sessions that are sent, each with what the system knows it by.
    pub sessions: BTreeMap<SessionId, MappedSession>,
}

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MappedField {
    /// By which the system finds it: Ashby's path, Lever's id.
    pub path: String,
    /// What people read.
    #[serde(default)]
    pub title: String,
    /// The system's type of field, such as `Score`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Whether the form refuses to go without.
    #[serde(default)]
    pub required: bool,
    /// What can be chosen, as the system takes it and as people read it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<(String, String)>,
    /// What of a scorecard goes there; null for nothing.
    pub from: Option<CardPart>,
    /// The scores that it holds, in its order, where it holds several: Lever's type `scorecard`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scores: Vec<MappedScore>,
}

/// One of several scores of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MappedScore {
    /// What people read.
    #[serde(default)]
    pub title: String,
    /// The dimension whose score goes there; null for nothing.
    pub from: Option<CardPart>,
}

impl MappedField {
    /// Whether a part of a scorecard goes there.
    pub(crate) fn takes(&self, part: &CardPart) -> bool {
        let inside = self.scores.iter().map(|score| &score.from);
        inside.chain([&self.from]).any(|from| from.as_ref() == Some(part))
    }

    /// Whether anything of a scorecard goes there.
    pub(crate) fn is_filled(&self) -> bool {
        self.from.is_some() || self.scores.iter().any(|score| score.from.is_some())
    }

    /// What of it has nothing mapped to it, as people read it.
    pub(crate) fn open(&self) -> Vec<String> {
        if self.scores.is_empty() {
            return self.from.is_none().then(|| format!("`{}` ({})", self.title, self.kind)).into_iter().collect();
        }
        let open = self.scores.iter().filter(|score| score.from.is_none());
        open.map(|score| format!("`{}` of `{}` ({})", score.title, self.title, self.kind)).collect()
    }
}

/// A session that is sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MappedSession {
    /// Who was interviewed, for whoever completes the file.
    #[serde(default)]
    pub candidate: String,
    /// Who interviewed, likewise.
    #[serde(default)]
    pub interviewer: String,
    /// Ashby's application, Lever's opportunity.
    pub application: String,
    /// The system's id of whoever interviewed: Ashby's `userId`, Lever's `perform_as`. Lever needs it.
    #[serde(default)]
    pub user: String,
    /// Ashby's interview event, Lever's interview; may be empty.
    #[serde(default)]
    pub interview: String,
    /// Lever's panel; given together with the interview.
    #[serde(default)]
    pub panel: String,
}

/// What of a scorecard goes into a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardPart {
    /// The score of a dimension, by its name.
    Dimension(DimensionId),
    /// The interviewer's recommendation.
    Recommendation,
    /// The interviewer's own words on the whole.
    Notes,
    /// The day.
    Date,
}

impl fmt::Display for CardPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Dimension(id) => id.as_str(),
            Self::Recommendation => "recommendation",
            Self::Notes => "notes",
            Self::Date => "date",
        })
    }
}

impl FromStr for CardPart {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<Self, NotAName> {
        Ok(match text {
            "recommendation" => Self::Recommendation,
            "notes" => Self::Notes,
            "date" => Self::Date,
            dimension => Self::Dimension(dimension.parse()?),
        })
    }
}

impl Serialize for CardPart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CardPart {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for CardPart {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Source".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let _ = generator;
        json_schema!({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"})
    }
}
