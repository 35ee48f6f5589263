//! What happened in a session: plain data in the past tense, a line of the journal each.
//!
//! Events come in families, by what may become of them: [`Course`] and [`Talk`] stand once they happened, a [`Recording`] can be
//! taken back, and after submission only a [`Change`] can be amended: a [`Finding`] or the ending. An amendment that skips a question
//! can't be built. In the journal all of them are flat, told apart by `type`: see `wire`.

mod fields;
mod moment;
mod wire;

use chrono::{DateTime, FixedOffset};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::bank::Blank;
use super::ids::{BandId, CandidateId, CriterionId, DimensionId, FlagId, InterviewerId, SectionId};
use super::plan::{Banked, Direction, Slot};
use super::rubric::Rubric;
use super::scale::{Millis, Minutes, Percent, Rating};

/// A line of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Counted from 1, without gaps.
    pub seq: u64,
    /// When, for people.
    #[serde(deserialize_with = "moment::read")]
    pub at: DateTime<FixedOffset>,
    /// When, on the session's clock, which only runs forward.
    pub ms: Millis,
    /// What happened.
    pub event: Event,
}

/// What happened, by what may become of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "wire::Flat", try_from = "wire::Flat")]
pub enum Event {
    /// The session took its course. Of it, an undo takes back the end of the conversation alone.
    Course(Course),
    /// The conversation moved. An undo takes back swaps and questions that were brought in, not where one stands.
    Talk(Talk),
    /// Something was recorded, which an undo takes back.
    Recording(Recording),
    /// An entry was taken back. It stays in the journal.
    Undone {
        /// The number of the entry that was taken back.
        entry: u64,
        /// Whether it was recorded by mistake, so that no redo makes it again.
        for_good: bool,
    },
    /// An entry that was taken back was made again.
    Redone {
        /// The number of the entry that stands again.
        entry: u64,
    },
    /// Something was added or changed after submission.
    Amended {
        /// Why; it stays on the scorecard.
        reason: String,
        /// Who amended it; none where that is not known, as in journals of earlier versions.
        by: Option<InterviewerId>,
        /// What stands from then on.
        change: Change,
    },
}

impl Event {
    /// What it found out about the candidate, in the interview or by a change after submission.
    pub(crate) fn finding(&self) -> Option<&Finding> {
        match self {
            Self::Recording(Recording::Found(finding)) | Self::Amended { change: Change::Found(finding), .. } => {
                Some(finding)
            }
            Self::Course(_)
            | Self::Talk(_)
            | Self::Recording(_)
            | Self::Undone { .. }
            | Self::Redone { .. }
            | Self::Amended { .. } => None,
        }
    }
}

/// What can be changed after submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A finding about the candidate.
    Found(Finding),
    /// How the conversation ended.
    Ended(Ending),
    /// A note or a red flag does not stand any more.
    Withdrawn {
        /// The number of the entry that recorded it.
        entry: u64,
    },
    /// Something was changed of which only the words are known: in a session that was imported. What stands since is recorded before it.
    Told {
        /// What was changed.
        what: String,
        /// What stood there before; none where there was nothing.
        from: Option<String>,
        /// What stands there since.
        to: Option<String>,
    },
}

/// A step in the course of the session: its phases and its clocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Course {
    /// The session began.
    Began(Beginning),
    /// The clocks were stopped.
    Paused,
    /// The clocks went on: after a pause, after the program was left, or after an end that was none.
    Resumed,
    /// The conversation ended.
    Ended(Ending),
    /// The scorecard was submitted.
    Submitted,
    /// The machine slept while the clocks ran; they did not count it.
    Slept {
        /// For how long.
        ms: Millis,
    },
    /// Another interviewer went on.
    HandedOver {
        /// Who goes on.
        to: InterviewerId,
    },
}

/// A move of the conversation, possible only while it goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Talk {
    /// A section without questions was entered.
    Entered(SectionId),
    /// A question was put, or gone back to.
    Asked(Slot),
    /// A backup took a question's place; it has the next free slot.
    Swapped {
        /// The question that it replaces.
        slot: Slot,
        /// Which backup of the section.
        backup: Direction,
    },
    /// A question from the bank was added; it has the next free slot.
    BroughtIn {
        /// The slot after which it stands; none for the end of the section.
        after: Option<Slot>,
        /// The section that it belongs to.
        section: SectionId,
        /// The question, whole, so that no later edit changes it.
        question: Box<Banked>,
    },
}

/// What undo can take back. All but findings, changes of notes, skips and removals belongs to the conversation and is possible only while it goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recording {
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
    /// A question was passed over or dropped; after the conversation, it turned out to have been only passed through.
    Skipped {
        /// The question.
        slot: Slot,
        /// Why it was not asked, as the interviewer put it; may be empty.
        reason: String,
    },
    /// A section got more minutes.
    Extended {
        /// The section.
        section: SectionId,
        /// How many more.
        minutes: Minutes,
    },
    /// Something was found out about the candidate.
    Found(Finding),
    /// A note got another text. It stays where and when it was written, and theirs who wrote it.
    NoteChanged {
        /// The number of the entry that recorded the note.
        entry: u64,
        /// Its new text.
        text: String,
    },
    /// An earlier recording was taken off by itself, whatever was recorded after it. It stays in the journal.
    Removed {
        /// The number of the entry that recorded it.
        entry: u64,
    },
}

/// What was found out about the candidate: evidence, ratings, conclusions. Free until submission, an amendment after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A signal was observed, or taken back.
    Observed {
        /// The question.
        slot: Slot,
        /// One of the question's signals.
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
        rating: Option<Rating>,
    },
    /// A note was written.
    Noted {
        /// The question it is about; none for the interview.
        slot: Option<Slot>,
        /// The note.
        text: String,
    },
    /// A red flag was raised.
    Flagged {
        /// Which.
        flag: Flag,
        /// The question at which.
        slot: Slot,
        /// What was said or seen.
        quote: String,
    },
    /// A criterion was judged.
    Ticked {
        /// One of the rubric's.
        criterion: CriterionId,
        /// Whether it was shown; none where nothing is said of it any more.
        shown: Option<bool>,
    },
    /// The interviewer concluded on a dimension; only after the conversation.
    Concluded {
        /// One of the rubric's.
        dimension: DimensionId,
        /// The conclusion; none to keep the mean.
        score: Option<Rating>,
        /// Why; may be empty.
        reason: String,
    },
    /// The interviewer recommended; only after the conversation.
    Recommended(Recommendation),
}

impl Finding {
    /// The question that it was found at; none where it is about the whole interview.
    pub fn slot(&self) -> Option<Slot> {
        match self {
            Self::Observed { slot, .. } | Self::Rated { slot, .. } | Self::Flagged { slot, .. } => Some(*slot),
            Self::Noted { slot, .. } => *slot,
            Self::Ticked { .. } | Self::Concluded { .. } | Self::Recommended(_) => None,
        }
    }
}

/// A red flag that is raised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flag {
    /// One of the rubric's.
    Listed(FlagId),
    /// One of the interviewer's own, by its title. It is shown and counted, and caps nothing.
    Own(String),
}

impl Flag {
    /// The rubric's name for it, if it has one.
    pub(crate) fn listed(&self) -> Option<&FlagId> {
        match self {
            Self::Listed(id) => Some(id),
            Self::Own(_) => None,
        }
    }

    /// What it is called.
    pub(crate) fn title<'a>(&'a self, rubric: &'a Rubric) -> &'a str {
        match self {
            Self::Listed(id) => rubric.red_flag(id).map_or(id.as_str(), |flag| flag.title.as_str()),
            Self::Own(title) => title,
        }
    }
}

impl From<FlagId> for Flag {
    fn from(id: FlagId) -> Self {
        Self::Listed(id)
    }
}

impl From<Finding> for Change {
    fn from(finding: Finding) -> Self {
        Self::Found(finding)
    }
}

impl From<Course> for Event {
    fn from(event: Course) -> Self {
        Self::Course(event)
    }
}

impl From<Talk> for Event {
    fn from(event: Talk) -> Self {
        Self::Talk(event)
    }
}

impl From<Recording> for Event {
    fn from(event: Recording) -> Self {
        Self::Recording(event)
    }
}

impl From<Finding> for Event {
    fn from(finding: Finding) -> Self {
        Self::Recording(Recording::Found(finding))
    }
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
    /// The word for it in files.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::StoppedEarly => "stopped-early",
            Self::NoShow => "no-show",
        }
    }

    /// The words for it that people read.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::StoppedEarly => "stopped early",
            Self::NoShow => "no-show",
        }
    }
}

/// The interviewer's own view.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
