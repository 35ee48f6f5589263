//! A day as people and documents write it: `2026-11-21`, and in no other way.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate, NaiveTime};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day of the years 0001 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

/// Why a text is no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a day such as 2026-11-21")]
pub struct NotADay(String);

impl Day {
    /// The day of a moment, where it was.
    pub(crate) fn of(at: &DateTime<FixedOffset>) -> Self {
        Self(at.date_naive())
    }

    /// How many days it is after the last day of the year 0; never 0.
    pub(crate) fn number(self) -> u32 {
        u32::try_from(self.0.num_days_from_ce()).unwrap_or_default()
    }

    /// The beginning of the day, by Universal Time.
    pub(crate) fn midnight(self) -> DateTime<FixedOffset> {
        self.0.and_time(NaiveTime::MIN).and_utc().fixed_offset()
    }

    /// The middle of the day, so that no time zone turns it into another.
    pub(crate) fn noon(self) -> DateTime<FixedOffset> {
        self.midnight() + chrono::TimeDelta::hours(12)
    }
}

impl FromStr for Day {
    type Err = NotADay;

    /// Reads four digits, two and two, joined by hyphens: what a schema's `format: date` takes.
    fn from_str(text: &str) -> Result<Self, NotADay> {
        let shape = |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
        let shaped = text.len() == 10 && text.bytes().enumerate().all(shape) && !text.starts_with("0000");
        let day = shaped.then(|| text.parse().ok()).flatten();
        day.map(Self).ok_or_else(|| NotADay(text.to_owned()))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Day {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "format": "date"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_what_a_schema_takes_and_nothing_else() {
        for text in ["2026-11-21", "0001-01-01", "9999-12-31", "2024-02-29"] {
            assert_eq!(text.parse::<Day>().map(|day| day.to_string()), Ok(text.to_owned()));
        }
        for text in [
            "",
            "+12026-01-02",
            "-0001-01-02",
            "0000-01-01",
            "2026-1-2",
            "2026-02-29",
            "2026-11-21 ",
            "21.11.2026",
            "２０２６-11",
        ] {
            assert_eq!(text.parse::<Day>(), Err(NotADay(text.to_owned())));
        }
    }
}
