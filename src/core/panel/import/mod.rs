//! Ratings made on paper or elsewhere: one immutable document, which stands for submitted sessions.

mod overlap;
mod replay;

use chrono::{DateTime, FixedOffset};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::day::Day;
use super::super::event::{Ending, Recommendation};
use super::super::ids::{CandidateId, DimensionId, FlagId, FormatId, InterviewerId, TrackId};
use super::super::plan::{KitRound, Slot};
use super::super::rubric::Rubric;
use super::super::scale::{Kind, Level, Minutes, Rating};
use super::super::version::Version1;

pub(crate) use overlap::{Corrected, Correction, Overlap, round_in};

/// A file `sessions/import-….json`, named by its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Import {
    /// The version of the file's format.
    pub version: Version1,
    /// The format that was held.
    pub format: FormatId,
    /// The format's title.
    pub title: String,
    /// The round's minutes.
    pub minutes: Minutes,
    /// The level.
    pub level: Level,
    /// The role track, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub track: Option<TrackId>,
    /// The kit and its round, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kit: Option<KitRound>,
    /// The dimensions that the format is expected to assess.
    pub dimensions: Vec<DimensionId>,
    /// The kinds of question that the round had a place for, where that is known: floors on them are checked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    /// The day, where a row has none of its own.
    pub date: Day,
    /// The rubric, as it was.
    pub rubric: Rubric,
    /// The ratings.
    pub rows: Vec<Imported>,
    /// What is known of sessions beside their ratings; a session without any rating stands here alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<ImportedSession>,
}

/// A rating of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Imported {
    /// Who was interviewed.
    pub candidate: CandidateId,
    /// Who interviewed.
    pub interviewer: InterviewerId,
    /// What was rated.
    pub dimension: DimensionId,
    /// The conclusion; absent where the mean of the ratings stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Rating>,
    /// The ratings, question by question.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ratings: Vec<ImportedRating>,
    /// Why the score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Which of several rounds; it tells this session from others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<String>,
    /// Which stage of several it was, as it is written: statistics hold it against others. Absent where nothing said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// A note on the interview as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
}

/// A rating at a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportedRating {
    /// The question's place.
    pub question: Slot,
    /// What sort of question it was, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The rating.
    pub rating: Rating,
}

/// What is known of a session beside its ratings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportedSession {
    /// Who was interviewed.
    pub candidate: CandidateId,
    /// Who interviewed.
    pub interviewer: InterviewerId,
    /// Which of several rounds; it tells this session from others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<String>,
    /// Which stage of several it was, as it is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// The day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
    /// The interviewer's own view.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommendation: Option<Recommendation>,
    /// Red flags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<ImportedFlag>,
    /// Notes on the interview as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// How the conversation ended; to its end where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ending: Option<Ending>,
    /// Whether it was practice.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mock: bool,
    /// How many minutes it took.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes_used: Option<u64>,
    /// Who interviewed before and handed over, in turn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handed_over: Vec<ImportedHandOver>,
    /// Why dimensions were not assessed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_assessed: Vec<NotAssessed>,
    /// What was changed after submission.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amendments: Vec<ImportedAmendment>,
}

/// Somebody who interviewed and handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportedHandOver {
    /// Who.
    pub interviewer: InterviewerId,
    /// Until when.
    pub until: DateTime<FixedOffset>,
}

/// Why a dimension was not assessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NotAssessed {
    /// Which.
    pub dimension: DimensionId,
    /// Why.
    pub reason: String,
}

/// A change after submission, in words: what stands since is in the ratings and beside them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportedAmendment {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Why.
    pub reason: String,
    /// Who did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<InterviewerId>,
    /// What was changed.
    pub what: String,
    /// What stood there before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What stands there since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// A red flag: the rubric's by its name, or one of the interviewer's own by its title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportedFlag {
    /// One of the rubric's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flag: Option<FlagId>,
    /// What one of the interviewer's own is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The question's place.
    pub question: Slot,
    /// What was said or seen.
    pub quote: String,
}

/// What stands as the reason of a conclusion for which an import has none.
pub(crate) const NO_REASON: &str = "imported";
