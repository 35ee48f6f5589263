//! The scorecard as a value: what the table, CSV, JSON and Markdown show.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::event::{Ending, Flag};
use super::super::exact::Exact;
use super::super::ids::{
    BandId, CandidateId, CriterionId, DimensionId, FlagId, FormatId, InterviewerId, QuestionId, RubricId, SessionId,
    TrackId, slug_of,
};
use super::super::plan::{KitRound, Slot};
use super::super::rubric::{Need, Rubric};
use super::super::scale::{Kind, Level, Millis, Minutes, Rating};
use super::super::session::{Conversation, Raised};
use super::change_line::ChangeLine;
use super::scoring::{CappedBy, Gap};
use super::thin::Thin;

/// A submitted session's scorecard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Card {
    /// The session.
    pub session: SessionId,
    /// Who was interviewed.
    pub candidate: Candidate,
    /// Who interviewed.
    pub interviewer: Interviewer,
    /// What was held.
    pub round: Round,
    /// Total and band.
    pub result: Weighing,
    /// Every dimension of the rubric, in its order.
    pub dimensions: Vec<DimensionLine>,
    /// Every question that was asked or passed over, in order.
    pub questions: Vec<AskedLine>,
    /// Notes on the interview as a whole.
    pub notes: Vec<NoteLine>,
    /// Red flags with their quotes.
    pub flags: Vec<FlagLine>,
    /// The criteria that this round could show.
    pub criteria: Vec<CriterionLine>,
    /// The interviewer's own view.
    pub recommendation: Option<Recommended>,
    /// Where the evidence is thin.
    pub thin: Vec<Thin>,
    /// Changes after submission: reasons, oldest first.
    pub amendments: Vec<String>,
    /// The same changes: what was changed, from what, to what, why and when.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub changes: Vec<ChangeLine>,
    /// Who interviewed before, and until when.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub handed_over: Vec<HandedOverLine>,
    /// When the conversation was held, on the session's clock.
    #[serde(skip)]
    pub conversation: Conversation,
    /// Whether it was imported, and is corrected where it came from.
    #[serde(skip)]
    pub imported: bool,
}

impl Card {
    /// Calls everybody in it by a name, whom it knows by id.
    pub(crate) fn call(
        &mut self,
        candidate: impl FnOnce(&CandidateId) -> String,
        mut interviewer: impl FnMut(&InterviewerId) -> String,
    ) {
        self.candidate.name = candidate(&self.candidate.id);
        let earlier = self.handed_over.iter_mut().map(|line| &mut line.interviewer);
        for own in std::iter::once(&mut self.interviewer).chain(earlier) {
            own.name = interviewer(&own.id);
        }
        for by in self.changes.iter_mut().filter_map(|change| change.by.as_mut()) {
            by.name = interviewer(&by.id);
        }
    }

    /// A moment as people count it.
    pub fn clock(&self, ms: Millis) -> String {
        self.conversation.clock(ms)
    }
}

/// Somebody who interviewed and handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HandedOverLine {
    /// Who.
    pub interviewer: Interviewer,
    /// Until when, by the wall clock.
    pub until: String,
    /// Until when, in milliseconds of the session's clock.
    pub until_ms: Millis,
}

/// Who was interviewed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Candidate {
    /// The random name by which everything but people.json knows the candidate.
    pub id: CandidateId,
    /// The name.
    pub name: String,
}

/// Who interviewed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Interviewer {
    /// The name in files.
    pub id: InterviewerId,
    /// The name.
    pub name: String,
}

/// What was held, when and how long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Round {
    /// The day it began, as `2026-11-21`.
    pub date: String,
    /// The format.
    pub format: FormatId,
    /// Which stage of several it was, as a table said of ratings that were imported.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(default)]
    pub stage: Option<String>,
    /// The format's title.
    pub title: String,
    /// The level.
    pub level: Level,
    /// The role track.
    pub track: TrackId,
    /// The kit and its round.
    pub kit: Option<KitRound>,
    /// The rubric.
    pub rubric: RubricId,
    /// How the conversation ended.
    pub ending: Ending,
    /// Practice: no band.
    pub mock: bool,
    /// Minutes planned, extra time included.
    pub minutes_planned: u64,
    /// Minutes used, rounded.
    pub minutes_used: u64,
    /// Minutes that the computer slept meanwhile, rounded; no clock counts them.
    #[serde(skip_serializing_if = "is_zero")]
    #[schemars(default)]
    pub minutes_slept: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes it so")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// Total and band with all that bears on them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Weighing {
    /// The exact total as a decimal; six places where it repeats; null below 60% of the weight.
    pub total: Option<Exact>,
    /// The total as a fraction, where its decimal repeats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_fraction: Option<String>,
    /// The total for people: on its own side of every edge.
    #[serde(skip)]
    pub shown: Option<String>,
    /// The band; null without a total, and for practice.
    pub band: Option<BandId>,
    /// The band's title.
    #[serde(skip)]
    pub band_title: Option<String>,
    /// Whether something that should have been assessed is missing.
    pub provisional: bool,
    /// Whole percent of the weight that was assessed.
    pub assessed_weight: u32,
    /// Every floor and flag that lowered the band.
    pub capped_by: Vec<CappedBy>,
    /// The band that it would have been.
    pub uncapped_band: Option<BandId>,
    /// What is missing.
    pub missing: Vec<Gap>,
    /// Floors that were not checked, because this round is not expected to show it.
    pub not_checked: Vec<Gap>,
}

/// A dimension with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DimensionLine {
    /// One of the rubric's dimensions.
    pub id: DimensionId,
    /// The title for people.
    pub title: String,
    /// Whole percent of the total.
    pub weight: u8,
    /// Whether the round is expected to assess it.
    pub expected: bool,
    /// The score; null where not assessed.
    pub score: Option<Exact>,
    /// The mean of the ratings; null where nobody rated it.
    pub mean: Option<Exact>,
    /// The interviewer's conclusion.
    pub conclusion: Option<Rating>,
    /// Why it differs from the mean.
    pub reason: String,
    /// The ratings.
    pub ratings: Vec<RatingLine>,
    /// What was seen and said, in order.
    pub evidence: Vec<EvidenceLine>,
}

/// A rating.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RatingLine {
    /// The question's place.
    pub slot: Slot,
    /// The question.
    pub question: QuestionId,
    /// The rating.
    pub rating: Rating,
}

/// Something seen, said or given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EvidenceLine {
    /// The question's place.
    pub slot: Slot,
    /// When, in milliseconds of the session's clock.
    pub ms: Millis,
    /// What sort of evidence.
    pub what: What,
    /// The signal, hint, note or quote.
    pub text: String,
    /// When a note got this text in the place of the one that was written, in milliseconds of the session's clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed_ms: Option<Millis>,
    /// Who recorded it, where that is not the interviewer whose card it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<InterviewerId>,
}

/// A note on the interview as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NoteLine {
    /// When, in milliseconds of the session's clock.
    pub ms: Millis,
    /// The note.
    pub text: String,
    /// When it got this text in the place of the one that was written, in milliseconds of the session's clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed_ms: Option<Millis>,
    /// Who wrote it, where that is not the interviewer whose card it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<InterviewerId>,
}

/// A sort of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum What {
    /// A signal of a strong answer.
    Strong,
    /// A signal of a weak answer.
    Weak,
    /// A hint that was given.
    Hint,
    /// A note.
    Note,
    /// A red flag with its quote.
    Flag,
}

impl What {
    /// The word for it, as wide as the longest.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Weak => "weak",
            Self::Hint => "hint",
            Self::Note => "note",
            Self::Flag => "flag",
        }
    }
}

/// A question that was asked or passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AskedLine {
    /// Its place.
    pub slot: Slot,
    /// The question.
    pub id: QuestionId,
    /// What was said.
    pub prompt: String,
    /// What sort of question.
    pub kind: Kind,
    /// The level it is meant for.
    pub level: Level,
    /// 1 to 5.
    pub difficulty: u8,
    /// The section's title.
    pub section: String,
    /// Minutes planned.
    pub minutes_planned: Minutes,
    /// Milliseconds used.
    pub used_ms: Millis,
    /// asked, skipped, swapped or not-asked.
    pub outcome: Outcome,
    /// Hints given.
    pub hints: usize,
    /// Follow-ups that were asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub follow_ups: Vec<FollowUpLine>,
    /// The dimensions that it was asked for, and not rated on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub unrated: Vec<DimensionId>,
}

/// A follow-up that was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FollowUpLine {
    /// When, in milliseconds of the session's clock.
    pub ms: Millis,
    /// What was asked.
    pub text: String,
}

/// What became of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum Outcome {
    /// It was asked.
    Asked,
    /// It was passed over.
    Skipped,
    /// A backup took its place.
    Swapped,
    /// It never came up.
    NotAsked,
}

impl Outcome {
    /// The word for it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Skipped => "skipped",
            Self::Swapped => "swapped",
            Self::NotAsked => "not asked",
        }
    }
}

/// A red flag that was raised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FlagLine {
    /// One of the rubric's red flags; of one's own, its title as a name.
    pub id: FlagId,
    /// The title for people.
    pub title: String,
    /// Whether it is one of the interviewer's own, which the rubric does not list.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schemars(default)]
    pub own: bool,
    /// The question at which.
    pub slot: Slot,
    /// When, in milliseconds of the session's clock.
    pub ms: Millis,
    /// What was said or seen.
    pub quote: String,
}

impl FlagLine {
    /// A flag that was raised, by the rubric of its round; none where it has no name, which the type of names rules out.
    pub(crate) fn of(raised: &Raised, rubric: &Rubric) -> Option<Self> {
        let (id, own) = match &raised.flag {
            Flag::Listed(id) => (id.clone(), false),
            Flag::Own(title) => (FlagId::new(slug_of(title).unwrap_or_else(|| "own".into())).ok()?, true),
        };
        let title = raised.flag.title(rubric).to_owned();
        Some(Self { id, title, own, slot: raised.slot, ms: raised.ms, quote: raised.quote.clone() })
    }
}

/// A criterion that this round could show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CriterionLine {
    /// One of the rubric's criteria.
    pub id: CriterionId,
    /// The title for people.
    pub title: String,
    /// How much it is needed.
    pub need: Need,
    /// Whether it was shown; null where nobody judged it.
    pub shown: Option<bool>,
}

/// The interviewer's own view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Recommended {
    /// The band that the interviewer would give.
    pub band: Option<BandId>,
    /// The band's title.
    #[serde(skip)]
    pub band_title: Option<String>,
    /// The interviewer's reason; may be empty.
    pub reason: String,
    /// What went well.
    pub strengths: Vec<String>,
    /// What to work on.
    pub growth: Vec<String>,
}
