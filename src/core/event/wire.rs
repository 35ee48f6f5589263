//! Events as they stand in the journal: one flat list, told apart by `type`. Written and read through this one type.

use std::fmt;

use serde::de::value::{EnumAccessDeserializer, MapDeserializer};
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::super::ids::{CriterionId, DimensionId, FlagId, InterviewerId, SectionId};
use super::super::plan::{Banked, Direction, Slot};
use super::super::scale::{Millis, Minutes, Rating};
use super::fields::{FieldName, Fields, TAG};
use super::{Beginning, Change, Course, Ending, Event, Finding, Flag, Recommendation, Recording, Signal, Talk};

/// What is written by serde's own way of telling variants apart is read by [`Fields`], from one list of variants.
macro_rules! flat {
    ($($variants:tt)*) => {
        /// An event as JSON has it.
        #[derive(Serialize)]
        #[serde(tag = "type", rename_all = "kebab-case")]
        pub(super) enum Flat { $($variants)* }

        /// The same for reading.
        #[derive(Deserialize)]
        #[serde(remote = "Flat", rename_all = "kebab-case", deny_unknown_fields)]
        enum Variants { $($variants)* }
    };
}

flat! {
    Began(Beginning),
    SectionEntered {
        section: SectionId,
    },
    Asked {
        slot: Slot,
    },
    Hinted {
        slot: Slot,
        hint: u8,
    },
    FollowedUp {
        slot: Slot,
        follow_up: u8,
    },
    Observed {
        slot: Slot,
        signal: Signal,
        seen: bool,
    },
    Rated {
        slot: Slot,
        dimension: DimensionId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rating: Option<Rating>,
    },
    Noted {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        slot: Option<Slot>,
        text: String,
    },
    Flagged {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        flag: Option<FlagId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<String>,
        slot: Slot,
        quote: String,
    },
    Ticked {
        criterion: CriterionId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        shown: Option<bool>,
    },
    Skipped {
        slot: Slot,
        reason: String,
    },
    Swapped {
        slot: Slot,
        backup: Direction,
    },
    BroughtIn {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<Slot>,
        section: SectionId,
        question: Box<Banked>,
    },
    Paused,
    Resumed,
    Extended {
        section: SectionId,
        minutes: Minutes,
    },
    Undone {
        entry: u64,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        for_good: bool,
    },
    Redone {
        entry: u64,
    },
    NoteChanged {
        entry: u64,
        text: String,
    },
    Removed {
        entry: u64,
    },
    ConversationEnded {
        ending: Ending,
    },
    Concluded {
        dimension: DimensionId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        score: Option<Rating>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    Recommended(Recommendation),
    Submitted,
    Slept {
        ms: Millis,
    },
    HandedOver {
        to: InterviewerId,
    },
    Amended {
        reason: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<InterviewerId>,
        change: Box<Flat>,
    },
    /// Only within an amendment.
    Withdrawn {
        entry: u64,
    },
    /// Only within an amendment.
    Told {
        what: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
    },
}

/// Reads an event: in a journal its `type` stands first, so that the fields behind it go straight to where they belong. Where something
/// else stands first, all of them are held until the `type` is found.
impl<'de> Deserialize<'de> for Flat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EventVisitor)
    }
}

struct EventVisitor;

impl<'de> Visitor<'de> for EventVisitor {
    type Value = Flat;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an event with its `type`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Flat, A::Error> {
        match fields.next_key()? {
            Some(FieldName::Type) => Variants::deserialize(EnumAccessDeserializer::new(Fields(fields))),
            Some(FieldName::Other(key)) => {
                let mut held = Map::new();
                held.insert(key, fields.next_value()?);
                while let Some((key, value)) = fields.next_entry::<String, Value>()? {
                    if held.contains_key(&key) {
                        return Err(A::Error::custom(format!("duplicate field `{key}`")));
                    }
                    held.insert(key, value);
                }
                let tag = held.remove(TAG).ok_or_else(|| A::Error::missing_field(TAG))?;
                let fields = std::iter::once((TAG.to_owned(), tag)).chain(held);
                let found: Result<Flat, serde_json::Error> = self.visit_map(MapDeserializer::new(fields));
                found.map_err(A::Error::custom)
            }
            None => Err(A::Error::missing_field(TAG)),
        }
    }
}

impl From<Event> for Flat {
    fn from(event: Event) -> Self {
        match event {
            Event::Course(Course::Began(beginning)) => Self::Began(beginning),
            Event::Course(Course::Paused) => Self::Paused,
            Event::Course(Course::Resumed) => Self::Resumed,
            Event::Course(Course::Ended(ending)) => Self::ConversationEnded { ending },
            Event::Course(Course::Submitted) => Self::Submitted,
            Event::Course(Course::Slept { ms }) => Self::Slept { ms },
            Event::Course(Course::HandedOver { to }) => Self::HandedOver { to },
            Event::Talk(Talk::Entered(section)) => Self::SectionEntered { section },
            Event::Talk(Talk::Asked(slot)) => Self::Asked { slot },
            Event::Talk(Talk::Swapped { slot, backup }) => Self::Swapped { slot, backup },
            Event::Talk(Talk::BroughtIn { after, section, question }) => Self::BroughtIn { after, section, question },
            Event::Recording(Recording::Hinted { slot, hint }) => Self::Hinted { slot, hint },
            Event::Recording(Recording::FollowedUp { slot, follow_up }) => Self::FollowedUp { slot, follow_up },
            Event::Recording(Recording::Skipped { slot, reason }) => Self::Skipped { slot, reason },
            Event::Recording(Recording::Extended { section, minutes }) => Self::Extended { section, minutes },
            Event::Recording(Recording::Found(finding)) => finding.into(),
            Event::Recording(Recording::NoteChanged { entry, text }) => Self::NoteChanged { entry, text },
            Event::Recording(Recording::Removed { entry }) => Self::Removed { entry },
            Event::Undone { entry, for_good } => Self::Undone { entry, for_good },
            Event::Redone { entry } => Self::Redone { entry },
            Event::Amended { reason, by, change: Change::Found(finding) } => {
                Self::Amended { reason, by, change: Box::new(finding.into()) }
            }
            Event::Amended { reason, by, change: Change::Ended(ending) } => {
                Self::Amended { reason, by, change: Box::new(Self::ConversationEnded { ending }) }
            }
            Event::Amended { reason, by, change: Change::Withdrawn { entry } } => {
                Self::Amended { reason, by, change: Box::new(Self::Withdrawn { entry }) }
            }
            Event::Amended { reason, by, change: Change::Told { what, from, to } } => {
                Self::Amended { reason, by, change: Box::new(Self::Told { what, from, to }) }
            }
        }
    }
}

impl From<Finding> for Flat {
    fn from(finding: Finding) -> Self {
        match finding {
            Finding::Observed { slot, signal, seen } => Self::Observed { slot, signal, seen },
            Finding::Rated { slot, dimension, rating } => Self::Rated { slot, dimension, rating },
            Finding::Noted { slot, text } => Self::Noted { slot, text },
            Finding::Flagged { flag: Flag::Listed(flag), slot, quote } => {
                Self::Flagged { flag: Some(flag), title: None, slot, quote }
            }
            Finding::Flagged { flag: Flag::Own(title), slot, quote } => {
                Self::Flagged { flag: None, title: Some(title), slot, quote }
            }
            Finding::Ticked { criterion, shown } => Self::Ticked { criterion, shown },
            Finding::Concluded { dimension, score, reason } => Self::Concluded { dimension, score, reason },
            Finding::Recommended(recommendation) => Self::Recommended(recommendation),
        }
    }
}

/// Why a line of the journal is no event.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotAnEvent {
    /// An amendment of something else than a finding or the ending.
    #[error("an amendment can't change this")]
    Amendment,
    /// A withdrawal that is no amendment.
    #[error("only an amendment withdraws")]
    Withdrawal,
    /// Words on a change that stand outside of an amendment.
    #[error("only an amendment tells of a change")]
    Telling,
    /// A red flag that is neither the rubric's nor one's own, or both.
    #[error("a red flag has either `flag`, one of the rubric's, or a `title` of its own")]
    Flag,
}

impl TryFrom<Flat> for Event {
    type Error = NotAnEvent;

    fn try_from(flat: Flat) -> Result<Self, NotAnEvent> {
        Ok(match flat {
            Flat::Began(beginning) => Course::Began(beginning).into(),
            Flat::Paused => Course::Paused.into(),
            Flat::Resumed => Course::Resumed.into(),
            Flat::ConversationEnded { ending } => Course::Ended(ending).into(),
            Flat::Submitted => Course::Submitted.into(),
            Flat::Slept { ms } => Course::Slept { ms }.into(),
            Flat::HandedOver { to } => Course::HandedOver { to }.into(),
            Flat::SectionEntered { section } => Talk::Entered(section).into(),
            Flat::Asked { slot } => Talk::Asked(slot).into(),
            Flat::Swapped { slot, backup } => Talk::Swapped { slot, backup }.into(),
            Flat::BroughtIn { after, section, question } => Talk::BroughtIn { after, section, question }.into(),
            Flat::Hinted { slot, hint } => Recording::Hinted { slot, hint }.into(),
            Flat::FollowedUp { slot, follow_up } => Recording::FollowedUp { slot, follow_up }.into(),
            Flat::Skipped { slot, reason } => Recording::Skipped { slot, reason }.into(),
            Flat::Extended { section, minutes } => Recording::Extended { section, minutes }.into(),
            Flat::Observed { slot, signal, seen } => Finding::Observed { slot, signal, seen }.into(),
            Flat::Rated { slot, dimension, rating } => Finding::Rated { slot, dimension, rating }.into(),
            Flat::Noted { slot, text } => Finding::Noted { slot, text }.into(),
            Flat::Flagged { flag, title, slot, quote } => {
                let raised = match (flag, title) {
                    (Some(id), None) => Flag::Listed(id),
                    (None, Some(title)) => Flag::Own(title),
                    (Some(_), Some(_)) | (None, None) => return Err(NotAnEvent::Flag),
                };
                Finding::Flagged { flag: raised, slot, quote }.into()
            }
            Flat::Ticked { criterion, shown } => Finding::Ticked { criterion, shown }.into(),
            Flat::Concluded { dimension, score, reason } => Finding::Concluded { dimension, score, reason }.into(),
            Flat::Recommended(recommendation) => Finding::Recommended(recommendation).into(),
            Flat::Undone { entry, for_good } => Self::Undone { entry, for_good },
            Flat::Redone { entry } => Self::Redone { entry },
            Flat::NoteChanged { entry, text } => Recording::NoteChanged { entry, text }.into(),
            Flat::Removed { entry } => Recording::Removed { entry }.into(),
            // By itself it is no event: before submission an undo takes back.
            Flat::Withdrawn { .. } => return Err(NotAnEvent::Withdrawal),
            Flat::Told { .. } => return Err(NotAnEvent::Telling),
            Flat::Amended { reason, by, change } => {
                let change = match *change {
                    Flat::Withdrawn { entry } => {
                        return Ok(Self::Amended { reason, by, change: Change::Withdrawn { entry } });
                    }
                    Flat::Told { what, from, to } => {
                        return Ok(Self::Amended { reason, by, change: Change::Told { what, from, to } });
                    }
                    other => other,
                };
                match Self::try_from(change)? {
                    Self::Recording(Recording::Found(change)) => Self::Amended { reason, by, change: change.into() },
                    Self::Course(Course::Ended(ending)) => Self::Amended { reason, by, change: Change::Ended(ending) },
                    Self::Course(_)
                    | Self::Talk(_)
                    | Self::Recording(_)
                    | Self::Undone { .. }
                    | Self::Redone { .. }
                    | Self::Amended { .. } => {
                        return Err(NotAnEvent::Amendment);
                    }
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every type of event as the journal has it.
    const LINES: [&str; 42] = [
        r#"{"type":"began","candidate":"c1","interviewer":"kim","mock":false,"extra_time":0,"filling":[["project","the billing rewrite"]]}"#,
        r#"{"type":"section-entered","section":"opening"}"#,
        r#"{"type":"asked","slot":1}"#,
        r#"{"type":"hinted","slot":1,"hint":0}"#,
        r#"{"type":"followed-up","slot":1,"follow_up":2}"#,
        r#"{"type":"observed","slot":1,"signal":{"strong":0},"seen":true}"#,
        r#"{"type":"observed","slot":1,"signal":{"weak":1},"seen":false}"#,
        r#"{"type":"rated","slot":1,"dimension":"technical","rating":4}"#,
        r#"{"type":"rated","slot":1,"dimension":"technical"}"#,
        r#"{"type":"noted","slot":1,"text":"a note"}"#,
        r#"{"type":"noted","text":"a note on the interview"}"#,
        r#"{"type":"flagged","flag":"blames-others","slot":1,"quote":"their fault"}"#,
        r#"{"type":"flagged","title":"Looks things up on the phone","slot":1,"quote":"one moment"}"#,
        r#"{"type":"ticked","criterion":"teamwork","shown":true}"#,
        r#"{"type":"slept","ms":720000}"#,
        r#"{"type":"handed-over","to":"lee"}"#,
        r#"{"type":"amended","reason":"a slip","change":{"type":"conversation-ended","ending":"completed"}}"#,
        r#"{"type":"skipped","slot":2,"reason":"no time"}"#,
        r#"{"type":"swapped","slot":2,"backup":"easier"}"#,
        r#"{"type":"brought-in","after":1,"section":"core","question":{"bank":"b","id":"q","prompt":"Why?","kind":"concept","level":"mid","difficulty":3,"minutes":5,"topics":["t"],"dimensions":["technical"],"answer":"So.","signals":{"strong":["s"],"weak":["w"]},"follow_ups":[],"slots":["project"]}}"#,
        r#"{"type":"brought-in","section":"core","question":{"bank":"b","id":"q","prompt":"Why?","kind":"concept","level":"mid","difficulty":3,"minutes":5,"topics":["t"],"dimensions":["technical"],"answer":"So.","signals":{"strong":["s"],"weak":["w"]},"follow_ups":[]}}"#,
        r#"{"type":"paused"}"#,
        r#"{"type":"resumed"}"#,
        r#"{"type":"extended","section":"core","minutes":5}"#,
        r#"{"type":"undone","entry":4}"#,
        r#"{"type":"redone","entry":4}"#,
        r#"{"type":"removed","entry":4}"#,
        r#"{"type":"conversation-ended","ending":"stopped-early"}"#,
        r#"{"type":"concluded","dimension":"technical","score":4,"reason":"because"}"#,
        r#"{"type":"concluded","dimension":"technical"}"#,
        r#"{"type":"recommended","band":"hire","reason":"because","strengths":["a"],"growth":["b"]}"#,
        r#"{"type":"recommended"}"#,
        r#"{"type":"submitted"}"#,
        r#"{"type":"amended","reason":"a slip","change":{"type":"rated","slot":1,"dimension":"technical","rating":5}}"#,
        r#"{"type":"amended","reason":"a slip","change":{"type":"noted","text":"a note"}}"#,
        r#"{"type":"amended","reason":"a slip","change":{"type":"ticked","criterion":"teamwork","shown":false}}"#,
        r#"{"type":"amended","reason":"a slip","change":{"type":"recommended","band":"hire"}}"#,
        r#"{"type":"amended","reason":"a slip","change":{"type":"withdrawn","entry":4}}"#,
        r#"{"type":"amended","reason":"a slip","change":{"type":"told","what":"the conclusion on Technical","from":"3","to":"4"}}"#,
        r#"{"type":"amended","reason":"a slip","by":"kim","change":{"type":"noted","text":"a note"}}"#,
        r#"{"type":"ticked","criterion":"teamwork"}"#,
        r#"{"type":"note-changed","entry":4,"text":"a note, as it is to read"}"#,
    ];

    #[test]
    fn every_event_is_written_as_it_was_read() {
        for line in LINES {
            let event: Event = serde_json::from_str(line).expect("an event");
            assert_eq!(serde_json::to_string(&event).expect("it writes"), line);
        }
    }

    /// Some programs put fields into an order of their own.
    #[test]
    fn the_type_may_stand_anywhere_but_once_and_no_field_twice() {
        let order = [r#"{"slot":1,"type":"rated","rating":4,"dimension":"technical"}"#, LINES[7]];
        let [event, same] = order.map(|line| serde_json::from_str::<Event>(line).expect("an event"));
        assert_eq!(event, same);
        let amended = r#"{"change":{"text":"a note","type":"noted"},"reason":"a slip","type":"amended"}"#;
        assert_eq!(
            serde_json::from_str::<Event>(amended).expect("an event"),
            serde_json::from_str(LINES[34]).expect("an event")
        );
        assert!(serde_json::from_str::<Event>(r#"{"type":"paused","why":"lunch"}"#).is_ok(), "as ever");
        for (bad, why) in [
            (r#"{"slot":1,"type":"asked","slot":2}"#, "duplicate field `slot`"),
            (r#"{"slot":1}"#, "missing field `type`"),
            ("{}", "missing field `type`"),
            (r#"{"slot":1,"type":"asked","more":2}"#, "unknown field `more`"),
            (r#"{"type":"lunch"}"#, "unknown variant `lunch`"),
            (r#"{"type":"asked"}"#, "missing field `slot`"),
        ] {
            let error = serde_json::from_str::<Event>(bad).expect_err("no event").to_string();
            assert!(error.contains(why), "{bad}: {error}");
        }
    }

    #[test]
    fn only_findings_and_the_ending_amend_and_nothing_is_unknown() {
        let amended = |change: &str| format!(r#"{{"type":"amended","reason":"a slip","change":{change}}}"#);
        let change = r#"{"type":"skipped","slot":2,"reason":"no time"}"#;
        for bad in
            [amended(change), amended(&amended(r#"{"type":"noted","text":"x"}"#)), amended(r#"{"type":"paused"}"#)]
        {
            let error = serde_json::from_str::<Event>(&bad).expect_err("no amendment").to_string();
            assert!(error.contains("an amendment can't change this"), "{error}");
        }
        assert!(serde_json::from_str::<Event>(r#"{"type":"asked","slot":1,"more":2}"#).is_err());
        let withdrawn = serde_json::from_str::<Event>(r#"{"type":"withdrawn","entry":4}"#);
        assert!(withdrawn.is_err_and(|error| error.to_string().contains("only an amendment withdraws")));
        for bad in [r#""flag":"rude","title":"Rude","#, ""] {
            let line = format!(r#"{{"type":"flagged",{bad}"slot":1,"quote":"x"}}"#);
            let error = serde_json::from_str::<Event>(&line).expect_err("no flag").to_string();
            assert!(error.contains("either `flag`"), "{error}");
        }
    }
}
