//! The library: all banks, formats, rubrics, loops, tracks and technologies that a request can draw on.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ats::RatingWords;
use super::bank::{Bank, Question};
use super::format::{Format, Loop, Technology, Track};
use super::ids::{BankId, FormatId, LoopId, QuestionId, RubricId, TechnologyId, TrackId};
use super::rubric::Rubric;
use super::version::Version1;

/// Documents by name; in the order of names, so that nothing depends on the order of reading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Library {
    /// Question banks.
    pub banks: BTreeMap<BankId, Bank>,
    /// Formats.
    pub formats: BTreeMap<FormatId, Format>,
    /// Rubrics.
    pub rubrics: BTreeMap<RubricId, Rubric>,
    /// Loops, in the order of their file.
    pub loops: Vec<Loop>,
    /// Role tracks, in the order of their file.
    pub tracks: Vec<Track>,
    /// Technologies, in the order of their file.
    pub technologies: Vec<Technology>,
    /// What applicant tracking systems' words for ratings mean.
    pub rating_words: RatingWords,
}

/// A question together with the bank that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<'a> {
    /// The bank.
    pub bank: &'a BankId,
    /// The question.
    pub question: &'a Question,
}

impl Library {
    /// All questions, bank by bank, in the order of the files.
    pub fn questions(&self) -> impl Iterator<Item = Found<'_>> {
        self.banks.values().flat_map(|bank| bank.questions.iter().map(|question| Found { bank: &bank.id, question }))
    }

    /// The question of that name.
    pub fn question(&self, id: &QuestionId) -> Option<Found<'_>> {
        self.questions().find(|found| found.question.id == *id)
    }

    /// The loop of that name.
    pub(crate) fn list(&self, id: &LoopId) -> Option<&Loop> {
        self.loops.iter().find(|list| list.id == *id)
    }

    /// The role track of that name.
    pub(crate) fn track(&self, id: &TrackId) -> Option<&Track> {
        self.tracks.iter().find(|track| track.id == *id)
    }

    /// The technology of that name.
    pub(crate) fn technology(&self, id: &TechnologyId) -> Option<&Technology> {
        self.technologies.iter().find(|technology| technology.id == *id)
    }

    /// The questions that a track draws on: those of its banks, but for the technologies and topics that it goes without.
    pub fn of_track<'a>(&'a self, track: &'a Track) -> impl Iterator<Item = Found<'a>> {
        let without = &track.without;
        let needs = |technology: &Technology| {
            let known = self.known(std::slice::from_ref(&technology.id));
            without.technologies.iter().any(|id| known.contains(id))
        };
        let out: BTreeSet<&TechnologyId> =
            self.technologies.iter().filter(|technology| needs(technology)).map(|technology| &technology.id).collect();
        self.questions().filter(move |found| {
            let question = found.question;
            track.banks.contains(found.bank)
                && !question.technologies.iter().any(|id| out.contains(id))
                && !question.topics.iter().any(|topic| without.topics.contains(topic))
        })
    }

    /// Everything that a person who knows `technologies` knows: those, and what they imply, directly or not.
    pub fn known(&self, technologies: &[TechnologyId]) -> BTreeSet<TechnologyId> {
        let mut known = BTreeSet::new();
        let mut open: Vec<TechnologyId> = technologies.to_vec();
        while let Some(id) = open.pop() {
            if let Some(technology) = self.technology(&id) {
                open.extend(technology.implies.iter().filter(|implied| !known.contains(*implied)).cloned());
            }
            known.insert(id);
        }
        known
    }
}

/// `hotseat.json`: marks the folder that it stands in as a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Marker {
    /// The version of the file's format.
    pub version: Version1,
}
