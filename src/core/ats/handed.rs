//! What was found, handed on as every reader of ratings does.

use std::collections::BTreeSet;

use super::super::counted::counted;
use super::super::ratings::{self, Account, Score, SourcePart, Taking, Who};
use super::found::{FoundScorecards, WrittenRating};
use super::page::RecordPlace;
use super::resources::SourceFile;
use super::sheet::{Missing, WithoutFile};

impl FoundScorecards {
    /// Hands on what was found, in the order of the scorecards.
    pub(crate) fn hand_on(&self, files: &[SourceFile], take: &mut Taking<'_>) {
        let place = |place: &RecordPlace| placed(files, *place);
        for own in &self.not_rated {
            let place = place(&own.place);
            let found = match &own.note {
                Some(note) => ratings::Gleaned::Unassessed(place, &own.name, note),
                None => ratings::Gleaned::NotRated(place),
            };
            if take(found).is_break() {
                return;
            }
        }
        for (at, why) in &self.unclear {
            if take(ratings::Gleaned::Bad(place(at), why.clone())).is_break() {
                return;
            }
        }
        for rating in &self.ratings {
            let score = rating.score.get().to_string();
            let date = rating.date.map(|day| day.to_string());
            let written = ratings::Written {
                place: place(&rating.place),
                beside: ratings::BesideColumns::default(),
                candidate: Who { name: &rating.candidate, id: None },
                interviewer: Who { name: &rating.interviewer, id: None },
                dimension: &rating.dimension,
                score: Score::Text(&score),
                round: rating.round.as_deref(),
                held: None,
                reason: rating.reason.as_deref(),
                note: rating.note.as_deref(),
                date: date.as_deref(),
                basis: ratings::RatingBasis::default(),
            };
            if take(ratings::Gleaned::Rating(written)).is_break() {
                return;
            }
        }
    }

    /// What it turned out to be.
    pub(crate) fn account(&self, name: String, files: &[SourceFile]) -> Account {
        let mut notes: Vec<String> = self
            .missing
            .iter()
            .map(|missing| {
                let file = format!("no file of {} is here, which holds {}", missing.file, missing.holds);
                format!("{file}: {}", missing.without.said())
            })
            .collect();
        notes.extend(self.notes.iter().cloned());
        Account {
            name,
            mend: "mend them, or say in formats/ats.json what they mean (`hotseat copy formats/ats`)",
            parts: files.iter().map(|file| SourcePart { name: file.shown.clone(), called: file.called }).collect(),
            summary: self.summary(),
            notes,
            scale: None,
            scale_by: "",
            left_out: self.left_out.iter().map(|(what, count)| what.said(*count)).collect(),
        }
    }

    /// The missing files without which people have no names.
    pub(crate) fn nameless(&self) -> Vec<&Missing> {
        self.missing.iter().filter(|missing| missing.without == WithoutFile::Ids).collect()
    }

    /// What was found, in a line.
    fn summary(&self) -> String {
        let different = |of: fn(&WrittenRating) -> &str| self.ratings.iter().map(of).collect::<BTreeSet<_>>().len();
        format!(
            "{}: {} in {} of {} by {} on {}",
            self.system.title(),
            counted(self.ratings.len(), "rating"),
            counted(self.scorecards, "scorecard"),
            counted(different(|one| &one.candidate), "candidate"),
            counted(different(|one| &one.interviewer), "interviewer"),
            counted(different(|one| &one.dimension), "dimension"),
        )
    }
}

/// A place as all sources give it.
fn placed(files: &[SourceFile], place: RecordPlace) -> ratings::Spot {
    let by_line = files.get(place.file).is_some_and(|file| file.called == ratings::Called::Lines);
    let line = if by_line { place.line } else { place.record };
    ratings::Spot { part: u32::try_from(place.file).unwrap_or(u32::MAX), line: line as u64, column: None }
}
