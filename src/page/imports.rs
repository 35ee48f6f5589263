//! What `import --list` lists.

use serde::Serialize;

use crate::core::day::Day;
use crate::core::ids::FormatId;
use crate::core::scale::Level;

use super::answer::Answer;
use super::block::Page;
use super::records::{NoTable, Records};
use super::table::{Cell, Column, Table};

/// An import in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ListedImport {
    /// Its name, which is that of its file.
    pub import: String,
    /// The format's id.
    pub format: FormatId,
    /// The format's title, for people.
    #[serde(skip)]
    pub title: String,
    /// The level.
    pub level: Level,
    /// The first and the last day of its ratings and sessions.
    pub first: Day,
    /// The last of them.
    pub last: Day,
    /// How many ratings it has.
    pub ratings: usize,
    /// How many candidates.
    pub candidates: usize,
    /// How many interviewers.
    pub interviewers: usize,
}

/// What was imported, by name.
#[derive(Debug)]
pub(crate) struct ImportList {
    /// Each import that can be read.
    pub found: Vec<ListedImport>,
    /// Whether there is no other.
    pub is_all: bool,
}

impl Answer for ImportList {
    fn value(&self) -> impl Serialize {
        &self.found
    }

    fn page(&self) -> Page {
        let mut page = Page::titled("Imported ratings".to_owned());
        if self.found.is_empty() {
            page.line(if self.is_all { "Nothing was imported yet." } else { "No import can be read." });
            return page;
        }
        let columns = [
            Column::words("import"),
            Column::words("format").said("{}"),
            Column::words("days").said("{}"),
            Column::numbers("ratings").said("{} ratings").one("1 rating"),
            Column::numbers("candidates").said("{} candidates").one("1 candidate"),
            Column::numbers("interviewers").said("{} interviewers").one("1 interviewer"),
        ];
        let row = |own: &ListedImport| {
            let days =
                if own.first == own.last { own.first.to_string() } else { format!("{} to {}", own.first, own.last) };
            [
                own.import.clone(),
                format!("{}, {}", own.title, own.level),
                days,
                own.ratings.to_string(),
                own.candidates.to_string(),
                own.interviewers.to_string(),
            ]
            .map(Cell::from)
        };
        page.table(Table::new(columns, self.found.iter().map(row)).stacking());
        page
    }

    fn records(&self) -> Result<Records, NoTable> {
        let head = ["import", "format", "level", "first", "last", "ratings", "candidates", "interviewers"];
        let row = |own: &ListedImport| {
            vec![
                own.import.clone(),
                own.format.to_string(),
                own.level.to_string(),
                own.first.to_string(),
                own.last.to_string(),
                own.ratings.to_string(),
                own.candidates.to_string(),
                own.interviewers.to_string(),
            ]
        };
        Ok(Records::new(&head, self.found.iter().map(row)))
    }
}
