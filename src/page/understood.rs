//! How a file of ratings is understood: what `--dry-run` shows.

use serde::Serialize;

use crate::core::counted::counted;
use crate::core::ratings::Account;
use crate::core::ratings::take::{Intake, ShownRating};

use super::answer::Answer;
use super::block::Page;
use super::clean::Clean;
use super::layout::cut;
use super::records::{NoTable, Records};
use super::table::{Column, Table};

/// In a line, what a file was found to be.
pub(crate) fn summary(account: &Account, reading: &Intake) -> String {
    let comma = if reading.has_comma() { "decimal commas, " } else { "" };
    match account.summary.split_once(", ") {
        Some((first, rest)) => format!("{first}, {comma}{rest}"),
        None => account.summary.clone(),
    }
}

/// A count of ratings.
pub(crate) fn ratings(count: u64) -> String {
    counted(count, "rating")
}

/// A rating as it was understood.
#[derive(Debug, Serialize)]
struct PreviewRow {
    place: String,
    candidate: String,
    interviewer: String,
    dimension: String,
    score: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    round: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    date: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    note: String,
}

/// How a file is understood: what was found, and its first ratings.
#[derive(Debug, Serialize)]
pub(crate) struct Preview {
    /// What it is.
    found: String,
    notes: Vec<String>,
    ratings: u64,
    /// How many of them repeat others and do not count.
    #[serde(skip_serializing_if = "is_zero")]
    repeated: u64,
    not_rated: u64,
    left_out: Vec<String>,
    problems: Vec<String>,
    problem_count: u64,
    first: Vec<PreviewRow>,
}

impl Preview {
    pub(crate) fn of(account: &Account, reading: &Intake) -> Self {
        let row = |shown: &ShownRating| PreviewRow {
            place: account.at(shown.place),
            candidate: shown.candidate.clone(),
            interviewer: shown.interviewer.clone(),
            dimension: shown.dimension.clone(),
            score: shown.score.clone(),
            round: shown.round.clone(),
            date: shown.date.clone(),
            note: shown.note.clone(),
        };
        Self {
            found: summary(account, reading),
            notes: account.notes.clone(),
            ratings: reading.ratings,
            repeated: 0,
            not_rated: reading.not_rated,
            left_out: account.left_out.clone(),
            problems: reading.problems.lines(account),
            problem_count: reading.problems.count,
            first: reading.shown.iter().map(row).collect(),
        }
    }

    /// The same, where so many of the ratings repeat others and are left out.
    pub(crate) fn without_repeats(self, repeated: usize) -> Self {
        let repeated = repeated as u64;
        Self { ratings: self.ratings.saturating_sub(repeated), repeated, ..self }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands on a reference")]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

/// Of longer notes the beginning is shown; `--json` and `--csv` have all of them.
const LONGEST: usize = 200;

const HEAD: [&str; 8] = ["place", "candidate", "interviewer", "dimension", "score", "round", "date", "note"];

impl PreviewRow {
    fn cells(&self) -> [&String; 8] {
        [
            &self.place,
            &self.candidate,
            &self.interviewer,
            &self.dimension,
            &self.score,
            &self.round,
            &self.date,
            &self.note,
        ]
    }
}

impl Answer for Preview {
    fn value(&self) -> impl Serialize {
        self
    }

    fn page(&self) -> Page {
        let mut page = Page::titled("How the file is understood".to_owned());
        page.line(Clean::said(&self.found));
        let repeated = match self.repeated {
            0 => String::new(),
            count => format!("; left out, as they repeat others: {count}"),
        };
        page.line(format!("{}{repeated}; places where nobody rated: {}", ratings(self.ratings), self.not_rated));
        // Columns that nothing stands in are not shown.
        let is_used = |column: &usize| *column < 5 || self.first.iter().any(|row| !row.cells()[*column].is_empty());
        let used: Vec<usize> = (0..HEAD.len()).filter(is_used).collect();
        let columns: Vec<Column> = used.iter().map(|column| Column::words(HEAD[*column])).collect();
        let cell = |row: &PreviewRow, column: usize| cut(row.cells()[column], LONGEST).into();
        let row = |row: &PreviewRow| used.iter().map(|column| cell(row, *column)).collect::<Vec<_>>();
        page.table(Table::new(columns, self.first.iter().map(row)));
        page
    }

    fn records(&self) -> Result<Records, NoTable> {
        Ok(Records::new(&HEAD, self.first.iter().map(|row| row.cells().map(Clone::clone).to_vec())))
    }
}
