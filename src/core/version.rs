//! The version that every document carries.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// `1`: the one version that this program reads and writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Version1;

/// The newest version of documents that this program reads.
pub(crate) const NEWEST: u64 = 1;

impl Serialize for Version1 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(NEWEST)
    }
}

impl<'de> Deserialize<'de> for Version1 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u64::deserialize(deserializer)? {
            NEWEST => Ok(Self),
            newer if newer > NEWEST => Err(de::Error::custom(format!(
                "version {newer} is newer than this program reads ({NEWEST}): update hotseat"
            ))),
            _ => Err(de::Error::custom(format!("there is no version below {NEWEST}"))),
        }
    }
}

impl JsonSchema for Version1 {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Version".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "integer", "const": NEWEST})
    }
}
