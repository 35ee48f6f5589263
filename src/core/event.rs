//! What happened in a session: plain data in the past tense, a line of the journal each.

use chrono::{DateTime, FixedOffset};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::bank::Blank;
use super::ids::{BandId, CandidateId, CriterionId, DimensionId, FlagId, InterviewerId, SectionId};
use super::plan::{Banked, Direction, Slot};
use super::scale::{Millis, Minutes, Percent, Rating};

/// A line of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Counted from 1, without gaps.
    pub seq: u64,
    /// When, for people.
    pub at: DateTime<FixedOffset>,
    /// When, on the session's clock, which only runs forward.
    pub ms: Millis,
    /// What.
    pub event: Event,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Event {
    /// The session began.
    Began(Beginning),
    /// A section without questions was entered.
    SectionEntered {
        /// Which.
        section: SectionId,
    },
    /// A question was put, or gone back to.
    Asked {
        /// Where it stands.
        slot: Slot,
    },
    /// A hint was given.
    Hinted {
        /// The question.
        slot: Slot,
        /// Counted from 0.
        hint: u8,
    },
    /// A follow-up was asked.
    FollowedUp {
        /// The question.
        slot: Slot,
        /// Counted from 0.
        follow_up: u8,
    },
    /// A signal was observed, or taken back.
    Observed {
        /// The question.
        slot: Slot,
        /// Which.
        signal: Signal,
        /// Whether it was seen.
        seen: bool,
    },
    /// A question was rated on a dimension, or the rating taken back.
    Rated {
        /// The question.
        slot: Slot,
        /// What was rated.
        dimension: DimensionId,
        /// The rating; none for not assessed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rating: Option<Rating>,
    },
    /// A note was written.
    Noted {
        /// The question it is about; none for the interview.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        slot: Option<Slot>,
        /// The note.
        text: String,
    },
    /// A red flag was raised.
    Flagged {
        /// Which.
        flag: FlagId,
        /// The question at which.
        slot: Slot,
        /// What was said or seen.
        quote: String,
    },
    /// A criterion was judged.
    Ticked {
        /// Which.
        criterion: CriterionId,
        /// Whether it was shown.
        shown: bool,
    },
    /// A question was passed over or dropped.
    Skipped {
        /// Which.
        slot: Slot,
        /// Why.
        reason: String,
    },
    /// A backup took a question's place; it has the next free slot.
    Swapped {
        /// The question that it replaces.
        slot: Slot,
        /// Which backup of the section.
        backup: Direction,
    },
    /// A question from the bank was added; it has the next free slot.
    BroughtIn {
        /// The slot after which it stands.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<Slot>,
        /// The section that it belongs to.
        section: SectionId,
        /// The question, whole, so that no later edit changes it.
        question: Box<Banked>,
    },
    /// The clocks were stopped.
    Paused,
    /// The clocks went on: after a pause, after the program was left, or after an end that was none.
    Resumed,
    /// A section got more minutes.
    Extended {
        /// Which.
        section: SectionId,
        /// How many.
        minutes: Minutes,
    },
    /// An entry was taken back.
    Undone {
        /// Its number.
        entry: u64,
    },
    /// The conversation ended.
    ConversationEnded {
        /// How.
        ending: Ending,
    },
    /// The interviewer concluded on a dimension.
    Concluded {
        /// Which.
        dimension: DimensionId,
        /// The conclusion; none to keep the mean.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        score: Option<Rating>,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// The interviewer recommended.
    Recommended(Recommendation),
    /// The scorecard was submitted.
    Submitted,
    /// Something was changed after submission.
    Amended {
        /// Why.
        reason: String,
        /// What.
        change: Box<Event>,
    },
}

/// Who and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beginning {
    /// Who is interviewed.
    pub candidate: CandidateId,
    /// Who interviews.
    pub interviewer: InterviewerId,
    /// Practice between friends: no band.
    #[serde(default)]
    pub mock: bool,
    /// By how much every clock is stretched.
    #[serde(default)]
    pub extra_time: Percent,
    /// What fills the blanks of prompts.
    #[serde(default)]
    pub filling: Vec<(Blank, String)>,
}

/// One of a question's signals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Signal {
    /// Of a strong answer, counted from 0.
    Strong(u8),
    /// Of a weak answer, counted from 0.
    Weak(u8),
}

/// How a conversation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// To its end.
    Completed,
    /// Before its end.
    StoppedEarly,
    /// The candidate did not come.
    NoShow,
}

impl Ending {
    /// The words for people and files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::StoppedEarly => "stopped-early",
            Self::NoShow => "no-show",
        }
    }
}

/// The interviewer's own view.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recommendation {
    /// The band that the interviewer would give; none where there is no saying.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub band: Option<BandId>,
    /// Why, in a sentence or two.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// What the candidate may take home: what went well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub strengths: Vec<String>,
    /// What the candidate may take home: what to work on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub growth: Vec<String>,
}

impl Event {
    /// Whether an undo takes it back: what was recorded, not where one stands, the clocks, or the session's course.
    pub fn can_be_undone(&self) -> bool {
        match self {
            Self::Hinted { .. }
            | Self::FollowedUp { .. }
            | Self::Observed { .. }
            | Self::Rated { .. }
            | Self::Noted { .. }
            | Self::Flagged { .. }
            | Self::Ticked { .. }
            | Self::Skipped { .. }
            | Self::Extended { .. }
            | Self::Concluded { .. }
            | Self::Recommended(_) => true,
            Self::Began(_)
            | Self::SectionEntered { .. }
            | Self::Asked { .. }
            | Self::Swapped { .. }
            | Self::BroughtIn { .. }
            | Self::Paused
            | Self::Resumed
            | Self::Undone { .. }
            | Self::ConversationEnded { .. }
            | Self::Submitted
            | Self::Amended { .. } => false,
        }
    }

    /// Whether it may be the change of an amendment.
    pub fn can_amend(&self) -> bool {
        self.can_be_undone() && !matches!(self, Self::Skipped { .. } | Self::Extended { .. })
    }
}
