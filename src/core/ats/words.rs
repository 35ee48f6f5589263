//! The words that applicant tracking systems have for ratings, and what they are on hotseat's scale: `formats/ats.json`, which a
//! workspace may replace.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::ids::DimensionId;
use super::super::names::plain;
use super::super::scale::Rating;
use super::super::version::Version1;
use super::System;

/// `formats/ats.json`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RatingWords {
    /// The version of the file's format.
    pub version: Version1,
    /// The words of each system.
    pub systems: Systems,
    /// What a system calls a dimension, in any case, and which of ours it is; null leaves its ratings out.
    #[serde(default)]
    pub dimensions: BTreeMap<String, Option<DimensionId>>,
}

/// The words of each system.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(inline)]
pub struct Systems {
    /// Greenhouse, Harvest v3.
    pub greenhouse: SystemWords,
    /// Greenhouse, Harvest v1 and v2, which were switched off in August 2026.
    pub greenhouse_v1: SystemWords,
    /// Ashby.
    pub ashby: SystemWords,
    /// Lever.
    pub lever: SystemWords,
    /// Merge's common model.
    pub merge: SystemWords,
    /// Unified's common model.
    pub unified: SystemWords,
}

/// The two sets of words of a system, which differ: one for the whole interview, one for each competency.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SystemWords {
    /// For the whole interview.
    pub overall: WordSet,
    /// For one competency.
    pub attribute: WordSet,
}

/// A set of words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WordSet {
    /// What each word is on our scale.
    pub read: BTreeMap<String, Rating>,
    /// Words that say that nothing was rated.
    #[serde(default)]
    pub not_rated: Vec<String>,
    /// The word for each score; null where a person has to choose. Absent where nothing can be written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub write: Option<FiveWords>,
}

/// A word for each score from 1 to 5, or none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct FiveWords {
    /// For a 1.
    #[serde(rename = "1")]
    pub one: Option<String>,
    /// For a 2.
    #[serde(rename = "2")]
    pub two: Option<String>,
    /// For a 3.
    #[serde(rename = "3")]
    pub three: Option<String>,
    /// For a 4.
    #[serde(rename = "4")]
    pub four: Option<String>,
    /// For a 5.
    #[serde(rename = "5")]
    pub five: Option<String>,
}

/// What a word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordMeaning {
    /// A score.
    Rated(Rating),
    /// That there is none.
    NotRated,
}

/// What the table says of a dimension's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DimensionEntry<'a> {
    /// Nothing.
    No,
    /// Which of ours it is.
    As(&'a DimensionId),
    /// That its ratings are left out.
    LeftOut,
}

impl RatingWords {
    /// The words of a system.
    pub(crate) fn of(&self, system: System) -> &SystemWords {
        match system {
            System::Greenhouse => &self.systems.greenhouse,
            System::GreenhouseV1 => &self.systems.greenhouse_v1,
            System::Ashby => &self.systems.ashby,
            System::Lever => &self.systems.lever,
            System::Merge => &self.systems.merge,
            System::Unified => &self.systems.unified,
        }
    }

    /// What the file says of a dimension's name.
    pub(crate) fn dimension(&self, name: &str) -> DimensionEntry<'_> {
        let wanted = folded(name);
        match self.dimensions.iter().find(|(own, _)| folded(own) == wanted) {
            None => DimensionEntry::No,
            Some((_, Some(ours))) => DimensionEntry::As(ours),
            Some((_, None)) => DimensionEntry::LeftOut,
        }
    }
}

impl WordSet {
    /// What a word says; nothing where it is not in the set. `4 - Strong hire` is what both halves say, where both are in the set and say
    /// the same; else what the one says that is.
    pub(crate) fn meaning(&self, word: &str) -> Option<WordMeaning> {
        let word = folded(word);
        if let Some(meaning) = self.exactly(&word) {
            return Some(meaning);
        }
        let (number, rest) = word.split_once('_')?;
        if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        // A label that is not in the set is another question's: `1 - Junior`.
        let label = self.exactly(rest)?;
        self.exactly(number).is_none_or(|other| other == label).then_some(label)
    }

    fn exactly(&self, folded_word: &str) -> Option<WordMeaning> {
        if folded_word.is_empty() {
            return Some(WordMeaning::NotRated);
        }
        let rated = self.read.iter().find(|(own, _)| folded(own) == folded_word);
        rated.map(|(_, rating)| WordMeaning::Rated(*rating)).or_else(|| {
            let is_not_rated = self.not_rated.iter().any(|own| folded(own) == folded_word);
            is_not_rated.then_some(WordMeaning::NotRated)
        })
    }

    /// The words that it reads, for naming them.
    pub(crate) fn known(&self) -> String {
        let all = self.read.keys().chain(&self.not_rated);
        all.map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}

impl FiveWords {
    /// The word for a score; none where a person has to choose.
    pub(crate) fn at(&self, rating: Rating) -> Option<&str> {
        let word = match rating.get() {
            1 => &self.one,
            2 => &self.two,
            3 => &self.three,
            4 => &self.four,
            _ => &self.five,
        };
        word.as_deref()
    }
}

/// A word as it is looked up: in lower case, with `_` for whatever stands between letters and digits.
pub(super) fn folded(word: &str) -> String {
    let mut folded = String::new();
    for letter in plain(word).chars() {
        if letter.is_alphanumeric() {
            folded.push(letter);
        } else if !folded.is_empty() && !folded.ends_with('_') {
            folded.push('_');
        }
    }
    folded.truncate(folded.trim_end_matches('_').len());
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> RatingWords {
        serde_json::from_str(include_str!("../../../formats/ats.json")).expect("the table reads")
    }

    fn rated(set: &WordSet, word: &str) -> Option<u8> {
        match set.meaning(word)? {
            WordMeaning::Rated(rating) => Some(rating.get()),
            WordMeaning::NotRated => Some(0),
        }
    }

    #[test]
    fn the_two_sets_of_a_system_are_not_one() {
        let words = shipped();
        let greenhouse = words.of(System::Greenhouse);
        assert_eq!(rated(&greenhouse.overall, "strong_no"), Some(1));
        assert_eq!(rated(&greenhouse.overall, "mixed"), None, "the overall set has no middle");
        assert_eq!(rated(&greenhouse.attribute, "mixed"), Some(3));
        assert_eq!(rated(&greenhouse.attribute, "strong_no"), None, "an attribute has another lowest word");
        assert_eq!(rated(&greenhouse.attribute, "definitely_not"), Some(1));
        assert_eq!(rated(&greenhouse.attribute, "no_decision"), Some(0));
        assert_eq!(rated(&words.of(System::Merge).overall, "STRONG_YES"), Some(5));
    }

    #[test]
    fn a_label_behind_a_number_agrees_with_it_or_is_not_known() {
        let words = shipped();
        let lever = &words.of(System::Lever).overall;
        assert_eq!(rated(lever, "4 - Strong Hire"), Some(5));
        assert_eq!(rated(lever, "3"), Some(4));
        assert_eq!(rated(lever, "4 - No Hire"), None, "the number says something else");
        assert_eq!(rated(lever, "1 - Junior"), None, "another question's");
        assert_eq!(rated(lever, "5"), None);
    }

    /// Whatever a set writes, it reads as the same score, but where it has no step for it.
    #[test]
    fn what_is_written_is_read() {
        let words = shipped();
        for system in System::ALL {
            let SystemWords { overall, attribute } = words.of(*system);
            for set in [overall, attribute] {
                let Some(write) = &set.write else { continue };
                for score in [1, 2, 4, 5] {
                    let rating = Rating::try_from(score).expect("a score");
                    let word = write.at(rating).expect("a word");
                    assert_eq!(rated(set, word), Some(score), "{system}: {word}");
                }
            }
        }
    }
}
