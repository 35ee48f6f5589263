//! What is lost on the way into a system, counted, so that it is said and not found out.

use std::collections::BTreeMap;

use super::super::super::scale::Rating;
use super::super::super::scorecard::DimensionLine;
use super::{SentCard, Step, whole};

/// What was lost.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Losses {
    /// Means that were rounded.
    rounded: usize,
    /// Scores that the system has no step for, with the word that was written, or none; each with how often.
    steps: BTreeMap<(&'static str, u8, Option<String>), usize>,
    /// Scorecards on which nobody recommended anything.
    unrecommended: usize,
    /// Scorecards with words on the whole, for which there is no place.
    words: usize,
    /// Notes on scores for which there is no place.
    notes: usize,
    /// What was rated and no field takes, by its title, each with how often.
    unmapped: BTreeMap<String, usize>,
    /// Scorecards of practice, and of candidates who did not come.
    pub not_sent: usize,
}

impl Losses {
    /// Counts what a dimension's score loses.
    pub(super) fn dimension(&mut self, line: &DimensionLine, step: &Step) {
        let is_whole = line.conclusion.is_some() || line.score.as_ref() == Some(&step.rating.into());
        self.rounded += usize::from(!is_whole);
        self.step("rating", step);
    }

    /// Counts what a recommendation loses.
    pub(super) fn recommendation(&mut self, step: Option<&Step>) {
        match step {
            Some(step) => self.step("recommendation", step),
            None => self.unrecommended += 1,
        }
    }

    /// Counts the words on the whole of a scorecard for which there is no place.
    pub(super) fn words(&mut self, words: Option<&str>) {
        self.words += usize::from(words.is_some());
    }

    /// Counts a note on a score for which there is no place.
    pub(super) fn note(&mut self, note: Option<&str>) {
        self.notes += usize::from(note.is_some());
    }

    /// Counts what was rated and no field takes.
    pub(super) fn unmapped(&mut self, title: &str) {
        *self.unmapped.entry(title.to_owned()).or_default() += 1;
    }

    fn step(&mut self, what: &'static str, step: &Step) {
        if !step.exact {
            *self.steps.entry((what, step.rating.get(), step.word.clone())).or_default() += 1;
        }
    }

    /// A sentence for each.
    pub(crate) fn said(&self, title: &str) -> Vec<String> {
        let several = |count: usize, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
        let mut said = Vec::new();
        if self.not_sent > 0 {
            said.push(format!(
                "left out: {} of practice or of candidates who did not come",
                several(self.not_sent, "scorecard")
            ));
        }
        for ((what, score, word), count) in &self.steps {
            let (what, is) = (several(*count, what), if *count == 1 { "is" } else { "are" });
            let instead = match word {
                Some(word) => format!("written as `{word}`"),
                None => "left for a person to choose".to_owned(),
            };
            said.push(format!("{what} {is} {score} of 5, for which {title} has no step: {instead}"));
        }
        if self.rounded > 0 {
            said.push(format!("{} rounded to a whole score, halves downward", several(self.rounded, "mean")));
        }
        if self.unrecommended > 0 {
            said.push(format!(
                "{} without the interviewer's recommendation: choose it by hand",
                several(self.unrecommended, "scorecard")
            ));
        }
        if self.words > 0 {
            said.push(format!(
                "{} with words on the whole (reason, strengths, what to work on, notes, red flags): there is no place for them, and they are not written",
                several(self.words, "scorecard")
            ));
        }
        if self.notes > 0 {
            said.push(format!(
                "{} with a note: there is no place for it beside a choice, and it is not written",
                several(self.notes, "score")
            ));
        }
        for (title, count) in &self.unmapped {
            said.push(format!(
                "{title}, on {}: no field takes it, and it is not written",
                several(*count, "scorecard")
            ));
        }
        said
    }
}

/// The dimensions of a card that were assessed, with their whole scores.
pub(super) fn assessed(scored: SentCard<'_>) -> impl Iterator<Item = (&DimensionLine, Rating)> {
    scored.card.dimensions.iter().filter_map(|line| Some((line, whole(line)?)))
}
