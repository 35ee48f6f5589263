//! The small closed sets and counted quantities of an interview: levels, kinds, ratings, minutes, milliseconds, percentages.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What was expected, and the words that would have been right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not a {what}; it is one of {}", .choices.join(", "))]
pub struct NotOneOf {
    /// What the word should have named.
    pub what: &'static str,
    /// What was given.
    pub given: String,
    /// The words that are right.
    pub choices: Vec<&'static str>,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $what:literal: $($(#[$item_doc:meta])* $item:ident = $text:literal,)+) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name {
            $($(#[$item_doc])* $item,)+
        }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$item,)+];

            /// The word for it in files, flags and output.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$item => $text,)+
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = NotOneOf;
            fn from_str(text: &str) -> Result<Self, NotOneOf> {
                Self::ALL.iter().copied().find(|item| item.as_str().eq_ignore_ascii_case(text)).ok_or_else(|| NotOneOf {
                    what: $what,
                    given: text.to_owned(),
                    choices: Self::ALL.iter().map(|item| item.as_str()).collect(),
                })
            }
        }
    };
}
pub(crate) use words;

words! {
    /// The experience that a question is meant for and a candidate is interviewed at.
    Level, "level":
    /// 1–2 years.
    Junior = "junior",
    /// 3–4 years.
    Mid = "mid",
    /// 5–6 years.
    Senior = "senior",
    /// More than 6 years; lead and principal.
    Lead = "lead",
}

impl Level {
    /// The level below, if there is one.
    pub fn below(self) -> Option<Self> {
        Self::ALL.iter().copied().take_while(|level| *level < self).last()
    }

    /// The level above, if there is one.
    pub(crate) fn above(self) -> Option<Self> {
        Self::ALL.iter().copied().find(|level| *level > self)
    }

    /// How many steps it is from another one, up or down.
    pub(crate) fn steps_from(self, other: Self) -> u8 {
        let (low, high) = (self.min(other), self.max(other));
        Self::ALL.iter().filter(|level| low < **level && **level <= high).fold(0, |steps, _| steps + 1)
    }
}

words! {
    /// What sort of question it is.
    Kind, "kind":
    /// Explain an idea and its trade-offs.
    Concept = "concept",
    /// Write code.
    Coding = "coding",
    /// A hands-on task without code.
    Exercise = "exercise",
    /// Design a system.
    SystemDesign = "system-design",
    /// Work through a situation.
    Scenario = "scenario",
    /// Review given code.
    CodeReview = "code-review",
    /// Past behavior.
    Behavioral = "behavioral",
    /// Leading others.
    Leadership = "leadership",
    /// The candidate's own experience.
    Experience = "experience",
    /// One of the candidate's projects, in depth.
    Project = "project",
}

/// A whole score from 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Rating(u8);

/// Why a number is not a rating.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a rating: give a whole number from 1 to 5")]
pub struct NotARating(pub String);

impl Rating {
    /// All five, from poor to excellent.
    pub const ALL: [Self; 5] = [Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// The number.
    pub fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Rating {
    type Error = NotARating;
    fn try_from(value: u8) -> Result<Self, NotARating> {
        if (1..=5).contains(&value) { Ok(Self(value)) } else { Err(NotARating(value.to_string())) }
    }
}

impl From<Rating> for u8 {
    fn from(rating: Rating) -> Self {
        rating.0
    }
}

impl FromStr for Rating {
    type Err = NotARating;
    fn from_str(text: &str) -> Result<Self, NotARating> {
        let value: u8 = text.parse().map_err(|_| NotARating(text.to_owned()))?;
        if text.len() == 1 { value.try_into() } else { Err(NotARating(text.to_owned())) }
    }
}

impl fmt::Display for Rating {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl JsonSchema for Rating {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Rating".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "integer", "minimum": 1, "maximum": 5})
    }
}

/// A length of time that is planned, in whole minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub struct Minutes(pub u16);

impl Minutes {
    /// The same in milliseconds, stretched by an accommodation.
    pub(crate) fn stretched(self, extra: Percent) -> Millis {
        Millis(u64::from(self.0) * 600 * (100 + u64::from(extra.0)))
    }
}

impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::iter::Sum for Minutes {
    fn sum<I: Iterator<Item = Self>>(values: I) -> Self {
        Self(values.fold(0, |sum: u16, value| sum.saturating_add(value.0)))
    }
}

/// Milliseconds on the session's clock, which only runs forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub struct Millis(pub u64);

impl Millis {
    /// Whole minutes and seconds, as `12:05`.
    pub(crate) fn clock(self) -> String {
        format!("{:02}:{:02}", self.0 / 60_000, self.0 / 1000 % 60)
    }

    /// The difference, or zero where `earlier` is later.
    #[must_use]
    pub(crate) fn since(self, earlier: Self) -> Self {
        Self(self.0.saturating_sub(earlier.0))
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// Minutes, rounded to the nearest.
    pub(crate) fn minutes(self) -> u64 {
        self.0.saturating_add(30_000) / 60_000
    }
}

/// Whole percent by which an accommodation stretches every clock, 0 to 300.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Percent(u16);

/// Why a number is not an amount of extra time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an amount of extra time: give a whole percentage from 0 to 300")]
pub struct NotAPercent(pub String);

impl Percent {
    /// The number.
    pub(crate) fn get(self) -> u16 {
        self.0
    }
}

impl TryFrom<u16> for Percent {
    type Error = NotAPercent;
    fn try_from(value: u16) -> Result<Self, NotAPercent> {
        if value <= 300 { Ok(Self(value)) } else { Err(NotAPercent(value.to_string())) }
    }
}

impl From<Percent> for u16 {
    fn from(percent: Percent) -> Self {
        percent.0
    }
}

impl FromStr for Percent {
    type Err = NotAPercent;
    fn from_str(text: &str) -> Result<Self, NotAPercent> {
        let digits = text.strip_suffix('%').unwrap_or(text);
        let value: u16 = digits.parse().map_err(|_| NotAPercent(text.to_owned()))?;
        value.try_into().map_err(|_| NotAPercent(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_numbers_from_one_to_five_are_ratings() {
        for bad in ["0", "6", "3.5", "four", "", "05", "-1", "+3"] {
            assert!(bad.parse::<Rating>().is_err(), "{bad}");
        }
        assert_eq!("5".parse::<Rating>().map(Rating::get), Ok(5));
    }

    #[test]
    fn levels_have_neighbours() {
        assert_eq!(Level::Junior.below(), None);
        assert_eq!(Level::Senior.below(), Some(Level::Mid));
        assert_eq!(Level::Senior.above(), Some(Level::Lead));
        assert_eq!(Level::Lead.above(), None);
    }

    #[test]
    fn extra_time_stretches_minutes() {
        let half = "50%".parse::<Percent>().expect("a percent");
        assert_eq!(Minutes(10).stretched(half), Millis(900_000));
        assert!("301".parse::<Percent>().is_err());
        assert_eq!(Millis(3_725_000).clock(), "62:05");
    }

    /// A journal that was written by hand may say any time.
    #[test]
    fn no_time_is_too_long_for_minutes() {
        assert_eq!(Millis(89_999).minutes(), 1);
        assert_eq!(Millis(u64::MAX).minutes(), u64::MAX / 60_000);
    }
}
