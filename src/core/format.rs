//! Formats with their sections, loops of formats, role tracks and technologies.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ids::{BankId, DimensionId, FormatId, LoopId, RubricId, SectionId, TechnologyId, TopicId, TrackId};
use super::names::named;
use super::scale::{Kind, Level, Minutes};
use super::version::Version1;
use super::weighing::ChoiceWeights;

named!(Format: "format" titled, Loop: "loop" titled, Track: "track" titled, Technology: "technology" titled);

/// A file of `formats/`: one kind of round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Format {
    /// The version of the file's format.
    pub version: Version1,
    /// The format's name; the file is called so, too.
    pub id: FormatId,
    /// The title for people.
    pub title: String,
    /// What it is for, in a sentence.
    pub summary: String,
    /// The whole round; the sections add up to it.
    pub minutes: Minutes,
    /// The rubric by which it is rated.
    pub rubric: RubricId,
    /// The dimensions that it is expected to assess.
    pub dimensions: Vec<DimensionId>,
    /// The levels for which it makes sense; absent for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// Percentages of the rated minutes at difficulty 1 to 5, by level.
    pub mix: BTreeMap<Level, [u8; 5]>,
    /// In order.
    pub sections: Vec<Section>,
    /// What the choice of its questions weighs, and which limits it keeps; absent for the defaults.
    #[serde(default, skip_serializing_if = "ChoiceWeights::is_default")]
    pub assembly: ChoiceWeights,
}

/// A part of a round with a clock of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its name within the format.
    pub id: SectionId,
    /// The title for people.
    pub title: String,
    /// How long it is.
    pub minutes: Minutes,
    /// The kinds of question it takes; none where it has only a script.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    /// Narrows the track's banks; none for all of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub banks: Vec<BankId>,
    /// Narrows the topics; none for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<TopicId>,
    /// The fewest questions that make it worth its minutes.
    #[serde(default)]
    pub min_questions: u8,
    /// The most questions that it takes.
    #[serde(default)]
    pub max_questions: u8,
    /// The earlier section whose question it stays with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continues: Option<SectionId>,
    /// What the interviewer says or listens for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub script: Option<String>,
}

impl Section {
    /// Whether questions are drawn for it (a section that continues another draws none).
    pub fn draws(&self) -> bool {
        !self.kinds.is_empty() && self.continues.is_none()
    }
}

/// `formats/loops.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Loops {
    /// The version of the file's format.
    pub version: Version1,
    /// Named, ordered lists of formats.
    pub loops: Vec<Loop>,
}

/// Rounds on one candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Loop {
    /// Its name.
    pub id: LoopId,
    /// The title for people.
    pub title: String,
    /// The formats, in order.
    pub formats: Vec<FormatId>,
}

/// `formats/tracks.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tracks {
    /// The version of the file's format.
    pub version: Version1,
    /// Role tracks.
    pub tracks: Vec<Track>,
}

/// A role and what it draws on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// Its name.
    pub id: TrackId,
    /// The title for people.
    pub title: String,
    /// Who it is for, in a sentence.
    pub summary: String,
    /// The banks that its questions come from.
    pub banks: Vec<BankId>,
    /// The formats that make sense for it.
    pub formats: Vec<FormatId>,
    /// The kind that stands in for another: in UX design an exercise for coding.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub stands_for: BTreeMap<Kind, Kind>,
    /// Dimensions that it is not expected to assess.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leaves_out: Vec<DimensionId>,
    /// What its questions are not about, although its banks have such questions.
    #[serde(default, skip_serializing_if = "Without::is_empty")]
    pub without: Without,
}

/// What a track does not draw from its banks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct Without {
    /// No question that needs one of these, or one that implies one of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub technologies: Vec<TechnologyId>,
    /// No question with one of these topics.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<TopicId>,
}

impl Without {
    /// Whether everything in the banks may be drawn.
    pub(crate) fn is_empty(&self) -> bool {
        self.technologies.is_empty() && self.topics.is_empty()
    }
}

impl Track {
    /// The kind that is asked where a section takes `kind`.
    pub(crate) fn kind(&self, kind: Kind) -> Kind {
        self.stands_for.get(&kind).copied().unwrap_or(kind)
    }
}

/// `formats/technologies.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Technologies {
    /// The version of the file's format.
    pub version: Version1,
    /// All that questions may name.
    pub technologies: Vec<Technology>,
}

/// A technology, and what knowing it implies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Technology {
    /// Its name.
    pub id: TechnologyId,
    /// Its proper spelling.
    pub title: String,
    /// What a person who knows it also knows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub implies: Vec<TechnologyId>,
}
