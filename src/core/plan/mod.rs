//! Plans and kits: one round, frozen with all its texts, weights and anchors; and the rounds of one opening.

mod cohort;
mod summary;

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::bank::Question;
use super::ids::{
    BankId, DimensionId, FormatId, KitId, LoopId, NotAName, QuestionId, SectionId, TechnologyId, TopicId, TrackId,
};
use super::rubric::Rubric;
use super::scale::{Kind, Level, Minutes};
use super::shared_value::SharedValue;
use super::version::Version1;

pub use cohort::CohortPlace;
pub(crate) use cohort::is_equal;
pub use summary::PlanSummary;

/// The version of the assembler; the same request gives the same kit only under the same one.
pub(crate) const ASSEMBLER: u32 = 3;

/// The bank, track and section of what stands for an import: of its questions nothing but their numbers is known.
pub(crate) const IMPORTED: &str = "imported";

/// One round, frozen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The version of the file's format.
    pub version: Version1,
    /// The assembler that made it.
    pub assembler: u32,
    /// The kit it belongs to and its place in it; absent for a plan drawn for one session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kit: Option<KitRound>,
    /// Its place among several that were made to be equally hard; absent for a plan that was drawn alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cohort: Option<CohortPlace>,
    /// The format.
    pub format: FormatId,
    /// Which stage of several it was, as a table said of ratings that were imported: `Phone screen`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// The format's title.
    pub title: String,
    /// The level it was drawn for.
    pub level: Level,
    /// The role track it was drawn for.
    pub track: TrackId,
    /// The technologies it was drawn for; none for any.
    pub technologies: Vec<TechnologyId>,
    /// What the draw began with.
    pub seed: u64,
    /// The whole round.
    pub minutes: Minutes,
    /// The dimensions that it is expected to assess.
    pub dimensions: Vec<DimensionId>,
    /// In order.
    pub sections: Vec<PlannedSection>,
    /// The rubric, as it was.
    pub rubric: Rubric,
}

/// Where in a kit a plan stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KitRound {
    /// The kit.
    pub id: KitId,
    /// The round, counted from 1.
    pub round: u8,
}

/// A section with its questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlannedSection {
    /// The section's name.
    pub id: SectionId,
    /// The title for people.
    pub title: String,
    /// How long it is.
    pub minutes: Minutes,
    /// What its questions take together.
    pub used_minutes: Minutes,
    /// The kinds of question it takes; none where it has only a script.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    /// Where it stays with an earlier section's question: that section, and the slot for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continues: Option<Continuation>,
    /// What the interviewer says or listens for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub script: Option<String>,
    /// In order, from easy to hard.
    pub questions: Vec<PlannedQuestion>,
    /// One easier and one harder, where the banks have them.
    pub backups: Vec<Backup>,
    /// What could not be had.
    pub given_up: Vec<GivenUp>,
}

/// A second slot for an earlier section's question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct Continuation {
    /// The section that it continues.
    pub section: SectionId,
    /// The slot that is rated for it.
    pub slot: Slot,
}

/// The number of a question's place in a round, counted from 1 over all sections; shown as `Q3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub struct Slot(pub u16);

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("Q{}", self.0))
    }
}

/// Why a text is not a slot.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a question's place")]
pub struct NotASlot(pub String);

/// `Q3`, `q3` or `3`.
impl FromStr for Slot {
    type Err = NotASlot;

    fn from_str(text: &str) -> Result<Self, NotASlot> {
        let number = text.strip_prefix(['Q', 'q']).unwrap_or(text);
        number.parse().map(Self).map_err(|_| NotASlot(text.to_owned()))
    }
}

/// A section's position in its plan, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionIndex(pub usize);

/// A question in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlannedQuestion {
    /// Its place.
    pub slot: Slot,
    /// Within about the first three quarters of the section's minutes; else it is asked if there is time.
    pub must_ask: bool,
    /// Why it is in.
    pub why: Vec<Reason>,
    /// Its bank and its text; held once by all sessions of the plan.
    #[serde(flatten)]
    pub banked: SharedValue<Banked>,
}

/// A question that stands by for one that turns out too hard or too easy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Backup {
    /// For whom it is.
    pub direction: Direction,
    /// Why it is in.
    pub why: Vec<Reason>,
    /// Its bank and its text; held once by all sessions of the plan.
    #[serde(flatten)]
    pub banked: SharedValue<Banked>,
}

impl Backup {
    /// Whether it is easier than each of its section's questions, or harder; otherwise it is as easy as the easiest, or as hard as the
    /// hardest.
    pub(crate) fn is_beyond(&self, difficulties: impl IntoIterator<Item = u8>) -> bool {
        let own = self.banked.question.difficulty;
        difficulties.into_iter().all(|other| match self.direction {
            Direction::Easier => own < other,
            Direction::Harder => own > other,
        })
    }
}

/// A question with the bank it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Banked {
    /// The bank.
    pub bank: BankId,
    /// The question.
    #[serde(flatten)]
    pub question: Question,
}

/// Which way a backup leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum Direction {
    /// For a candidate who struggles.
    Easier,
    /// For a candidate who excels.
    Harder,
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Easier => "easier",
            Self::Harder => "harder",
        })
    }
}

/// Why a question is in a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "reason", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Reason {
    /// It is meant for the level asked for.
    Level {
        /// The question's level.
        level: Level,
    },
    /// It is meant for a level below.
    LevelBelow {
        /// The question's level.
        level: Level,
    },
    /// It is meant for a level above; as a harder backup, too.
    LevelAbove {
        /// The question's level.
        level: Level,
    },
    /// It takes the share of this difficulty that the format wants.
    Difficulty {
        /// 1 to 5.
        difficulty: u8,
        /// Percentages of the rated minutes that the format wants at this difficulty.
        wanted: u8,
    },
    /// It needs a technology that was asked for.
    Technology {
        /// Those it needs of the ones asked for.
        technologies: Vec<TechnologyId>,
    },
    /// It is about something that nothing else in the round is about.
    Topic {
        /// The topic that only it is about.
        topic: TopicId,
    },
    /// It is the only one from its bank.
    Bank {
        /// The bank that nothing else is from.
        bank: BankId,
    },
    /// Its kind stands in for the one that the section takes.
    StandsFor {
        /// The kind that the section takes.
        kind: Kind,
    },
    /// It was asked before, long enough ago.
    Rested {
        /// Whole days since.
        days: u32,
    },
    /// Nobody was asked it before in any session known here.
    Fresh,
    /// It fills the section to the minute.
    Fills {
        /// How many minutes it takes.
        minutes: Minutes,
    },
    /// It is easier than everything in the section, or as easy as the easiest.
    Easier {
        /// 1 to 5.
        difficulty: u8,
    },
    /// It is harder than everything in the section, or as hard as the hardest.
    Harder {
        /// 1 to 5.
        difficulty: u8,
    },
    /// The interviewer chose it.
    Chosen,
}

/// What a section could not be given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "given_up", rename_all = "kebab-case", deny_unknown_fields)]
pub enum GivenUp {
    /// Minutes stay empty.
    Empty {
        /// How many.
        minutes: Minutes,
        /// What kept questions out.
        lacking: Lacking,
    },
    /// Fewer questions than the section wants.
    TooFew {
        /// How many it has.
        questions: u8,
        /// How many it wants.
        wanted: u8,
    },
    /// The section goes beyond the round's mix of difficulties.
    Mix {
        /// Minutes beyond what the mix wants at their difficulty.
        minutes: Minutes,
    },
    /// A question rested less than it should.
    Rest {
        /// The question that was asked not long ago.
        question: QuestionId,
        /// Whole days since it was asked.
        days: u32,
    },
    /// Two questions on one topic.
    Topic {
        /// The topic that two questions share.
        topic: TopicId,
    },
    /// No backup in one direction.
    Backup {
        /// Which way.
        direction: Direction,
    },
}

/// Of the questions whose kind and bank fit a section: how many could be asked, and what kept the others out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct Lacking {
    /// Could be asked, but did not fit the minutes that were left.
    pub eligible: u32,
    /// Are for another level.
    pub level: u32,
    /// Need a technology that was not asked for.
    pub technology: u32,
    /// The candidate was asked before.
    pub asked_before: u32,
    /// Are excluded by wish; absent where none is.
    #[serde(default, skip_serializing_if = "is_none")]
    pub excluded: u32,
    /// Are in this kit already, or an enemy of one that is.
    pub in_kit: u32,
    /// Are in other plans of the cohort; absent where none is.
    #[serde(default, skip_serializing_if = "is_none")]
    pub in_cohort: u32,
    /// Take longer than the section.
    pub too_long: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_none(count: &u32) -> bool {
    *count == 0
}

/// A file of `kits/`: the frozen plans of one opening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kit {
    /// The version of the file's format.
    pub version: Version1,
    /// The kit's name.
    pub id: KitId,
    /// The title for people.
    pub title: String,
    /// The loop, where it has several rounds; either this or `format`.
    #[serde(default, rename = "loop", skip_serializing_if = "Option::is_none")]
    pub loop_id: Option<LoopId>,
    /// The format, where it has one round; either this or `loop`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<FormatId>,
    /// The level it was drawn for.
    pub level: Level,
    /// The role track it was drawn for.
    pub track: TrackId,
    /// The technologies it was drawn for; none for any.
    pub technologies: Vec<TechnologyId>,
    /// What the draw began with.
    pub seed: u64,
    /// In order.
    pub rounds: Vec<Plan>,
}

impl Kit {
    /// The kit that has only this plan; named as the plan's own kit where it has one, else as its format.
    ///
    /// # Errors
    /// None, as the name of a format is one.
    pub(crate) fn of_plan(plan: Plan) -> Result<Self, NotAName> {
        let id = plan.kit.as_ref().map_or_else(|| KitId::new(plan.format.as_str()), |kit| Ok(kit.id.clone()))?;
        Ok(Self {
            version: Version1,
            id,
            title: plan.title.clone(),
            loop_id: None,
            format: Some(plan.format.clone()),
            level: plan.level,
            track: plan.track.clone(),
            technologies: plan.technologies.clone(),
            seed: plan.seed,
            rounds: vec![plan],
        })
    }
}

impl Plan {
    /// Whether it stands for an import, which nobody goes on with.
    pub(crate) fn is_imported(&self) -> bool {
        self.sections.first().is_some_and(|section| section.id.as_str() == IMPORTED)
    }

    /// The questions that are drawn, in order, without backups.
    pub fn questions(&self) -> impl Iterator<Item = &PlannedQuestion> {
        self.sections.iter().flat_map(|section| &section.questions)
    }

    /// The sections with their positions, in order.
    pub(crate) fn placed_sections(&self) -> impl Iterator<Item = (SectionIndex, &PlannedSection)> {
        self.sections.iter().enumerate().map(|(position, section)| (SectionIndex(position), section))
    }

    /// The section at a position.
    pub(crate) fn section(&self, at: SectionIndex) -> Option<&PlannedSection> {
        self.sections.get(at.0)
    }

    /// The position of the section of that name.
    pub(crate) fn section_index(&self, id: &SectionId) -> Option<SectionIndex> {
        self.sections.iter().position(|section| section.id == *id).map(SectionIndex)
    }

    /// Every question that the plan holds, backups too.
    pub fn all_questions(&self) -> impl Iterator<Item = &Banked> {
        self.sections.iter().flat_map(|section| {
            section
                .questions
                .iter()
                .map(|planned| &*planned.banked)
                .chain(section.backups.iter().map(|backup| &*backup.banked))
        })
    }

    /// The highest slot number in use.
    pub(crate) fn last_slot(&self) -> Slot {
        let continued = self.sections.iter().filter_map(|section| section.continues.as_ref()).map(|c| c.slot);
        self.questions().map(|planned| planned.slot).chain(continued).max().unwrap_or(Slot(0))
    }
}
