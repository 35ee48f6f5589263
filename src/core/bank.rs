//! Question banks: what can be asked, what a strong and a weak answer look like, and how to help and probe.

use std::borrow::Cow;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::ids::{BankId, DimensionId, QuestionId, TechnologyId, TopicId};
use super::later_value::LaterValue;
use super::names::{Named, named};
use super::scale::{Kind, Level, Minutes};
use super::version::Version1;

named!(Bank: "bank" titled, Question: "question");

impl Named for Blank {
    const WHAT: &'static str = "blank";

    fn name(&self) -> &str {
        self.as_str()
    }
}

/// A file of `banks/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bank {
    /// The version of the file's format.
    pub version: Version1,
    /// The bank's name; the file is called so, too.
    pub id: BankId,
    /// The title for people.
    pub title: String,
    /// The questions, in no order that matters.
    pub questions: Vec<Question>,
}

/// One question with all that the interviewer needs around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "WrittenQuestion", into = "WrittenQuestion")]
pub struct Question {
    /// The question's name, unique over all banks.
    pub id: QuestionId,
    /// What sort of question it is.
    pub kind: Kind,
    /// The level it is meant for.
    pub level: Level,
    /// 1 to 5, on one scale over all levels.
    pub difficulty: u8,
    /// How long it takes with a follow-up or two.
    pub minutes: Minutes,
    /// What it is about.
    pub topics: Vec<TopicId>,
    /// What a candidate has to know to answer at all; none where it is neutral.
    pub technologies: Vec<TechnologyId>,
    /// The rubric's dimensions on which it gives evidence.
    pub dimensions: Vec<DimensionId>,
    /// Questions never asked in the same interview, in either direction.
    pub enemies: Vec<QuestionId>,
    /// The names in braces in the prompt that a resume fills.
    pub blanks: Vec<Blank>,
    /// Kept for old sessions, but asked no more.
    pub retired: bool,
    /// What is said and read. A draw looks at none of it, so that of most questions it is never made.
    pub wording: LaterValue<QuestionText>,
}

impl Deref for Question {
    type Target = QuestionText;

    fn deref(&self) -> &QuestionText {
        &self.wording
    }
}

/// What is said and read of a question, to which it leads by itself: `question.prompt`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionText {
    /// What is said to the candidate.
    pub prompt: String,
    /// The explanation: what is right, and why.
    pub answer: String,
    /// What one observes in a strong and in a weak answer.
    pub signals: Signals,
    /// From a nudge to nearly giving it away.
    #[serde(default)]
    pub hints: Vec<String>,
    /// Probes that tell levels apart.
    pub follow_ups: Vec<String>,
    /// Code or data that the candidate sees.
    #[serde(default)]
    pub handout: Option<String>,
}

/// A question as it is written: its wording among the rest.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Question", description = "One question with all that the interviewer needs around it.")]
struct WrittenQuestion {
    /// The question's name, unique over all banks.
    id: QuestionId,
    /// What is said to the candidate.
    prompt: String,
    /// What sort of question it is.
    kind: Kind,
    /// The level it is meant for.
    level: Level,
    /// 1 to 5, on one scale over all levels.
    #[schemars(range(min = 1, max = 5))]
    difficulty: u8,
    /// How long it takes with a follow-up or two.
    #[schemars(range(min = 1, max = 180))]
    minutes: Minutes,
    /// What it is about.
    topics: Vec<TopicId>,
    /// What a candidate has to know to answer at all; none where it is neutral.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    technologies: Vec<TechnologyId>,
    /// The rubric's dimensions on which it gives evidence.
    dimensions: Vec<DimensionId>,
    /// The explanation: what is right, and why.
    answer: String,
    /// What one observes in a strong and in a weak answer.
    signals: Signals,
    /// From a nudge to nearly giving it away.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    hints: Vec<String>,
    /// Probes that tell levels apart.
    follow_ups: Vec<String>,
    /// Code or data that the candidate sees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    handout: Option<String>,
    /// Questions never asked in the same interview, in either direction.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    enemies: Vec<QuestionId>,
    /// The names in braces in the prompt that a resume fills.
    #[serde(default, rename = "slots", skip_serializing_if = "Vec::is_empty")]
    blanks: Vec<Blank>,
    /// Kept for old sessions, but asked no more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    retired: bool,
}

impl From<WrittenQuestion> for Question {
    fn from(written: WrittenQuestion) -> Self {
        let WrittenQuestion {
            id,
            prompt,
            kind,
            level,
            difficulty,
            minutes,
            topics,
            technologies,
            dimensions,
            answer,
            signals,
            hints,
            follow_ups,
            handout,
            enemies,
            blanks,
            retired,
        } = written;
        let wording = QuestionText { prompt, answer, signals, hints, follow_ups, handout }.into();
        Self {
            id,
            kind,
            level,
            difficulty,
            minutes,
            topics,
            technologies,
            dimensions,
            enemies,
            blanks,
            retired,
            wording,
        }
    }
}

impl From<Question> for WrittenQuestion {
    fn from(question: Question) -> Self {
        let Question {
            id,
            kind,
            level,
            difficulty,
            minutes,
            topics,
            technologies,
            dimensions,
            enemies,
            blanks,
            retired,
            wording,
        } = question;
        let QuestionText { prompt, answer, signals, hints, follow_ups, handout } = wording.into_value();
        Self {
            id,
            prompt,
            kind,
            level,
            difficulty,
            minutes,
            topics,
            technologies,
            dimensions,
            answer,
            signals,
            hints,
            follow_ups,
            handout,
            enemies,
            blanks,
            retired,
        }
    }
}

impl JsonSchema for Question {
    fn schema_name() -> Cow<'static, str> {
        WrittenQuestion::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        WrittenQuestion::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        WrittenQuestion::json_schema(generator)
    }
}

/// What one observes in answers, each of which can be ticked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct Signals {
    /// In a strong answer.
    pub strong: Vec<String>,
    /// In a weak answer.
    pub weak: Vec<String>,
}

/// A blank of a prompt that a resume fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum Blank {
    /// A project of the candidate's.
    Project,
    /// A technology of the candidate's.
    Technology,
    /// An employer of the candidate's.
    Employer,
    /// A role of the candidate's.
    Role,
    /// A degree or training.
    Degree,
    /// Something achieved.
    Achievement,
}

impl Blank {
    /// All of them.
    pub(crate) const ALL: [Self; 6] =
        [Self::Project, Self::Technology, Self::Employer, Self::Role, Self::Degree, Self::Achievement];

    /// The name between braces.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Technology => "technology",
            Self::Employer => "employer",
            Self::Role => "role",
            Self::Degree => "degree",
            Self::Achievement => "achievement",
        }
    }

    /// What stands in the prompt where no resume fills it.
    pub(crate) fn unfilled(self) -> &'static str {
        match self {
            Self::Project => "a project you know well",
            Self::Technology => "a technology you use often",
            Self::Employer => "your current or most recent employer",
            Self::Role => "your current or most recent role",
            Self::Degree => "your degree or training",
            Self::Achievement => "the achievement you are proudest of",
        }
    }
}

/// The prompt with its blanks filled by `filling`, else by their neutral wording.
pub fn fill(prompt: &str, filling: &[(Blank, String)]) -> String {
    let mut text = prompt.to_owned();
    for blank in Blank::ALL {
        let value =
            filling.iter().find(|(name, _)| *name == blank).map_or(blank.unfilled(), |(_, value)| value.as_str());
        text = text.replace(&format!("{{{}}}", blank.as_str()), value);
    }
    match text.chars().next() {
        Some(first) if first.is_lowercase() => {
            let rest = text.split_off(first.len_utf8());
            first.to_uppercase().collect::<String>() + &rest
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prompt_reads_well_filled_and_unfilled() {
        let prompt = "{project}: who used it, and what did {technology} give them?";
        assert_eq!(
            fill(prompt, &[]),
            "A project you know well: who used it, and what did a technology you use often give them?"
        );
        assert_eq!(
            fill(prompt, &[(Blank::Project, "The billing rewrite".into()), (Blank::Technology, "Redis".into())]),
            "The billing rewrite: who used it, and what did Redis give them?"
        );
    }
}
