//! Scorecards for applicant tracking systems: each card becomes what a system can take (`paste`, `bodies`, `model`), and what is lost on
//! the way is said (`losses`). Nothing is sent from here.

mod bodies;
mod form;
mod losses;
mod mapping;
mod model;
mod paste;

pub(crate) use bodies::bodies;
pub(crate) use form::{FormDefinition, form};
pub(crate) use losses::Losses;
pub use mapping::{CardPart, MappedField, MappedScore, MappedSession, Mapping};
pub(crate) use model::model;
pub(crate) use paste::{Pasted, paste};

use super::super::exact::Exact;
use super::super::panel::NO_REASON;
use super::super::rubric::Rubric;
use super::super::scale::{NotOneOf, Rating, words};
use super::super::scorecard::{Card, DimensionLine, What};
use super::System;
use super::words::{WordMeaning, WordSet};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

words! {
    /// A system that scorecards are written for.
    Receiver, "system to write for":
    /// What a person pastes: Harvest v3 takes no scorecards.
    Greenhouse = "greenhouse",
    /// Bodies of `applicationFeedback.submit`.
    Ashby = "ashby",
    /// Bodies of feedback on opportunities.
    Lever = "lever",
    /// The common model, which is read only.
    Merge = "merge",
}

impl Receiver {
    /// The system whose words are written.
    pub(crate) fn system(self) -> System {
        match self {
            Self::Greenhouse => System::Greenhouse,
            Self::Ashby => System::Ashby,
            Self::Lever => System::Lever,
            Self::Merge => System::Merge,
        }
    }
}

/// A submitted scorecard with the rubric by which it was scored.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SentCard<'a> {
    /// The card.
    pub card: &'a Card,
    /// The rubric.
    pub rubric: &'a Rubric,
}

/// A score as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    /// The whole score.
    pub rating: Rating,
    /// The system's word for it; none where a person has to choose.
    pub word: Option<String>,
    /// Whether the word is read as that score again.
    pub exact: bool,
}

impl Step {
    fn of(set: &WordSet, rating: Rating) -> Self {
        let word = set.write.as_ref().and_then(|write| write.at(rating)).map(str::to_owned);
        let exact = word.as_deref().is_some_and(|word| set.meaning(word) == Some(WordMeaning::Rated(rating)));
        Self { rating, word, exact }
    }
}

/// The whole score of a dimension: the interviewer's conclusion, or else what is nearest to the mean, the lower one of two; none where it
/// was not assessed.
pub(super) fn whole(line: &DimensionLine) -> Option<Rating> {
    let nearest = |score: &Exact| {
        let above =
            |rating: &&Rating| Exact::ratio(2 * i64::from(rating.get()) - 1, 2).is_some_and(|edge| *score > edge);
        Rating::ALL.iter().rev().find(above).copied().or(Rating::ALL.first().copied())
    };
    line.conclusion.or_else(|| line.score.as_ref().and_then(nearest))
}

/// What the interviewer recommends, as a score: the highest band is a 5, the lowest a 1, and those between stand at even distances.
pub(super) fn recommended(scored: SentCard<'_>) -> Option<Rating> {
    let band = scored.card.recommendation.as_ref()?.band.as_ref()?;
    let (rank, steps) = (scored.rubric.rank(band)?, scored.rubric.bands.len().checked_sub(1)?);
    let below = if steps == 0 { 0 } else { (rank * 8 + steps) / (2 * steps) };
    u8::try_from(5_usize.saturating_sub(below)).ok().and_then(|score| Rating::try_from(score).ok())
}

/// Why the conclusion, and what was noted on the dimension, a line each, as plain text.
pub(super) fn comment(line: &DimensionLine) -> Option<String> {
    // What an import gives as the reason of all its conclusions says nothing.
    let reason =
        Some(line.reason.trim()).filter(|reason| !reason.is_empty() && *reason != NO_REASON).map(str::to_owned);
    let noted = line.evidence.iter().filter(|evidence| match evidence.what {
        What::Note | What::Flag => true,
        // They stand under several dimensions, and are too many for a comment.
        What::Strong | What::Weak | What::Hint => false,
    });
    let lines: Vec<String> = reason.into_iter().chain(noted.map(|evidence| evidence.text.clone())).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The interviewer's own words on the whole: the reason of the recommendation, strengths, what to work on, notes, and red flags.
pub(super) fn take_aways(card: &Card) -> Option<String> {
    let mut lines = Vec::new();
    if let Some(recommended) = &card.recommendation {
        lines.extend(Some(recommended.reason.trim()).filter(|reason| !reason.is_empty()).map(str::to_owned));
        lines.extend(recommended.strengths.iter().map(|text| format!("+ {text}")));
        lines.extend(recommended.growth.iter().map(|text| format!("- {text}")));
    }
    lines.extend(card.notes.iter().map(|note| note.text.clone()));
    lines.extend(card.flags.iter().map(|flag| format!("Red flag: {} ({})", flag.title, flag.quote)));
    (!lines.is_empty()).then(|| lines.join("\n"))
}
