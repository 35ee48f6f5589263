//! The cells of `hotseat export` that tell the course of a session: who handed over, and what was changed after submission. Each is
//! written and read here; several stand one to a line, as in [`super::packed`].

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::super::ids::InterviewerId;

/// Somebody who interviewed and handed over, as a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HandOverText {
    /// The name.
    pub name: String,
    /// The name in files.
    pub id: InterviewerId,
    /// Until when.
    pub until: DateTime<FixedOffset>,
}

impl fmt::Display for HandOverText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}) until {}", self.name, self.id, self.until.to_rfc3339())
    }
}

/// A text that is none of a session's course.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotOfACourse {
    /// It says no hand-over.
    #[error("`{0}` is no hand-over, such as `Basil Reed (basil-reed) until 2026-11-12T09:30:00+01:00`")]
    HandOver(String),
    /// It says no change.
    #[error(
        "`{0}` is no change after submission: it begins with when and why, and has lines with `what:`, `from:` and `to:`"
    )]
    Amendment(String),
}

impl FromStr for HandOverText {
    type Err = NotOfACourse;

    fn from_str(text: &str) -> Result<Self, NotOfACourse> {
        let read = || {
            let (who, until) = text.rsplit_once(" until ")?;
            let (name, id) = who.strip_suffix(')')?.rsplit_once(" (")?;
            let until = DateTime::parse_from_rfc3339(until.trim()).ok()?;
            Some(Self { name: name.to_owned(), id: InterviewerId::new(id).ok()?, until })
        };
        read().ok_or_else(|| NotOfACourse::HandOver(text.to_owned()))
    }
}

/// A change after submission, as a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmendmentText {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Why.
    pub reason: String,
    /// Who did it; none where that is not known.
    pub by: Option<AmenderText>,
    /// What was changed.
    pub what: String,
    /// What stood there before.
    pub from: Option<String>,
    /// What stands there since.
    pub to: Option<String>,
}

/// Somebody who changed a scorecard after submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmenderText {
    /// The name.
    pub name: String,
    /// The name in files.
    pub id: InterviewerId,
}

/// What continues a part of several lines.
const GOES_ON: &str = "  ";

fn part(text: &str) -> String {
    text.replace('\n', &format!("\n{GOES_ON}"))
}

impl fmt::Display for AmendmentText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}\nwhat: {}", self.at.to_rfc3339(), part(&self.reason), part(&self.what))?;
        for (name, value) in [("from", &self.from), ("to", &self.to)] {
            if let Some(value) = value {
                write!(f, "\n{name}: {}", part(value))?;
            }
        }
        if let Some(AmenderText { name, id }) = &self.by {
            write!(f, "\nby: {} ({id})", part(name))?;
        }
        Ok(())
    }
}

impl FromStr for AmendmentText {
    type Err = NotOfACourse;

    fn from_str(text: &str) -> Result<Self, NotOfACourse> {
        let bad = || NotOfACourse::Amendment(text.to_owned());
        let mut parts: Vec<String> = Vec::new();
        for line in text.lines() {
            match (line.strip_prefix(GOES_ON), parts.last_mut()) {
                (Some(rest), Some(last)) => {
                    last.push('\n');
                    last.push_str(rest);
                }
                (Some(_) | None, _) => parts.push(line.to_owned()),
            }
        }
        let mut parts = parts.into_iter();
        let first = parts.next().ok_or_else(bad)?;
        let (at, reason) = first.split_once(' ').unwrap_or((&first, ""));
        let at = DateTime::parse_from_rfc3339(at).map_err(|_| bad())?;
        let mut values = [None, None, None, None];
        for line in parts {
            let (name, value) = line.split_once(':').ok_or_else(bad)?;
            let place = ["what", "from", "to", "by"].iter().position(|known| *known == name).ok_or_else(bad)?;
            values[place] = Some(value.strip_prefix(' ').unwrap_or(value).to_owned());
        }
        let [what, from, to, by] = values;
        let amender = |by: String| {
            let (name, id) = by.strip_suffix(')')?.rsplit_once(" (")?;
            Some(AmenderText { name: name.to_owned(), id: InterviewerId::new(id).ok()? })
        };
        let by = by.map(|by| amender(by).ok_or_else(bad)).transpose()?;
        Ok(Self { at, reason: reason.to_owned(), by, what: what.ok_or_else(bad)?, from, to })
    }
}

#[cfg(test)]
mod tests {
    use super::super::packed::{joined, parted};
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let moment = |text| DateTime::parse_from_rfc3339(text).expect("a moment");
        let until = moment("2026-11-12T09:30:00.25+01:00");
        let hand_over = HandOverText {
            name: "Basil (until) Reed".into(),
            id: InterviewerId::new("basil-reed").expect("a name"),
            until,
        };
        assert_eq!(hand_over.to_string(), "Basil (until) Reed (basil-reed) until 2026-11-12T09:30:00.250+01:00");
        assert_eq!(hand_over.to_string().parse(), Ok(hand_over));
        assert!("Basil Reed".parse::<HandOverText>().is_err());
        let all = [
            AmendmentText {
                at: until,
                reason: "second thoughts\nto: nobody\n\nend".into(),
                by: Some(AmenderText {
                    name: "Lee (the second) Ray".into(),
                    id: InterviewerId::new("lee-ray").expect("a name"),
                }),
                what: "the criterion \"from: here\"".into(),
                from: Some("3 (because)\n  indented".into()),
                to: Some("4".into()),
            },
            AmendmentText { at: until, reason: "a slip".into(), by: None, what: "a note".into(), from: None, to: None },
        ];
        let texts = all.each_ref().map(ToString::to_string);
        let cell = joined(texts.iter().map(String::as_str));
        let read: Result<Vec<AmendmentText>, _> = parted(&cell).iter().map(|text| text.parse()).collect();
        assert_eq!(read, Ok(all.to_vec()));
        assert_eq!(texts[1], "2026-11-12T09:30:00.250+01:00 a slip\nwhat: a note", "people read it, too");
        for bad in [
            "",
            "a slip",
            "2026-11-12T09:30:00Z a slip",
            "2026-11-12T09:30:00Z a slip\nwhat: a\nwho: b",
            "2026-11-12T09:30:00Z a slip\nwhat: a\nby: Lee",
        ] {
            assert!(bad.parse::<AmendmentText>().is_err(), "{bad}");
        }
    }
}
