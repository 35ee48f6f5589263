//! What was asked, when and of whom, as a table: to look at, and to share with others whose questions should rest, too.

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use super::day::Day;
use super::ids::{FormatId, QuestionId, SessionId};

/// The columns that are read; others may stand beside them.
pub(crate) const COLUMNS: [&str; 3] = ["question", "asked_at", "candidate"];

/// In the place of a column, where a whole row is wrong.
const ROW: &str = "the row";
/// Where a cell is empty that must not be.
const NOTHING: &str = "nothing stands there";

/// A question that was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct PastQuestion<'a> {
    /// Which.
    pub question: &'a QuestionId,
    /// When the interview began.
    #[serde(serialize_with = "moment")]
    pub asked_at: DateTime<FixedOffset>,
    /// The candidate's name, unless it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub candidate: Option<&'a str>,
    /// In which format.
    pub format: &'a FormatId,
    /// In which session, unless it is left out: its name has those of people in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<&'a SessionId>,
}

fn moment<S: serde::Serializer>(at: &DateTime<FixedOffset>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&at.to_rfc3339())
}

/// A row of a history that comes from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PastRow {
    /// Which question.
    pub question: QuestionId,
    /// When it was asked.
    pub asked_at: DateTime<FixedOffset>,
    /// Of whom, by name or id; nothing where that is not said.
    pub candidate: Option<String>,
}

/// Something wrong in a history, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PastProblem {
    /// The line, counted from 1.
    pub line: u64,
    /// The column, by its name, or that it is about the row.
    pub column: &'static str,
    /// What is wrong.
    pub why: String,
}

impl std::fmt::Display for PastProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}: {}", self.line, self.column, self.why)
    }
}

/// Reads a history row by row.
#[derive(Debug)]
pub(crate) struct PastTable {
    now: DateTime<FixedOffset>,
    /// Where the columns are, once the header was read.
    columns: Option<[Option<usize>; 3]>,
    /// How many cells the header has, without empty ones at its end.
    width: usize,
    rows: Vec<PastRow>,
    problems: Vec<PastProblem>,
}

impl PastTable {
    /// Nothing is read yet; what lies after `now` is a mistake.
    pub(crate) fn new(now: DateTime<FixedOffset>) -> Self {
        Self { now, columns: None, width: 0, rows: Vec::new(), problems: Vec::new() }
    }

    /// Takes a row; the first is the header.
    pub(crate) fn row(&mut self, line: u64, cells: &[&str]) {
        if cells.iter().all(|cell| cell.is_empty()) {
            return;
        }
        let Some([question, asked_at, candidate]) = self.columns else {
            self.columns = Some(self.header(line, cells));
            self.width = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            return;
        };
        if cells.len() < self.width {
            let why =
                format!("it has {} of the header's {} cells: was the file cut off there?", cells.len(), self.width);
            return self.problems.push(PastProblem { line, column: ROW, why });
        }
        let cell = |column: Option<usize>| column.and_then(|column| cells.get(column)).copied().unwrap_or_default();
        // What has no column is named once, at the header.
        let question = question.map(|_| match cell(question) {
            "" => Err(NOTHING.to_owned()),
            name => QuestionId::new(name).map_err(|error| error.to_string()),
        });
        let asked_at = asked_at.map(|_| self.time(cell(asked_at)));
        let candidate = Some(cell(candidate)).filter(|name| !name.is_empty()).map(str::to_owned);
        match (question, asked_at) {
            (Some(Ok(question)), Some(Ok(asked_at))) => self.rows.push(PastRow { question, asked_at, candidate }),
            (question, asked_at) => {
                let problem = |column, why: Option<String>| why.map(|why| PastProblem { line, column, why });
                self.problems.extend(problem(COLUMNS[0], question.and_then(Result::err)));
                self.problems.extend(problem(COLUMNS[1], asked_at.and_then(Result::err)));
            }
        }
    }

    fn header(&mut self, line: u64, cells: &[&str]) -> [Option<usize>; 3] {
        COLUMNS.map(|name| {
            let mut found = cells.iter().enumerate().filter(|(_, cell)| cell.eq_ignore_ascii_case(name));
            let (first, second) = (found.next(), found.next());
            let needed = name != COLUMNS[2];
            let why = match (first, second) {
                (None, _) if needed => Some("there is no such column in the header".to_owned()),
                (Some(_), Some(_)) => Some("two columns are called so".to_owned()),
                (Some(_) | None, _) => None,
            };
            self.problems.extend(why.map(|why| PastProblem { line, column: name, why }));
            first.map(|(column, _)| column)
        })
    }

    /// A moment, or a day, which stands for its beginning (UTC).
    fn time(&self, text: &str) -> Result<DateTime<FixedOffset>, String> {
        if let Ok(day) = text.parse::<Day>() {
            return self.past(day.midnight(), text);
        }
        match DateTime::parse_from_rfc3339(text) {
            Ok(time) => self.past(time, text),
            Err(_) if text.is_empty() => Err(NOTHING.to_owned()),
            Err(_) => {
                Err(format!("`{text}` is neither a day such as 2026-11-21 nor a time such as 2026-11-21T10:00:00Z"))
            }
        }
    }

    /// A time that is not yet to come.
    fn past(&self, time: DateTime<FixedOffset>, text: &str) -> Result<DateTime<FixedOffset>, String> {
        if time <= self.now {
            return Ok(time);
        }
        Err(format!("`{text}` is yet to come: it is {} now", self.now.to_rfc3339()))
    }

    /// The rows.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub(crate) fn read(self) -> Result<Vec<PastRow>, Vec<PastProblem>> {
        let mut problems = self.problems;
        if self.columns.is_none() {
            let why = "the file is empty: it begins with a header of question, asked_at and, if you like, candidate";
            problems.push(PastProblem { line: 1, column: COLUMNS[0], why: why.to_owned() });
        }
        if problems.is_empty() { Ok(self.rows) } else { Err(problems) }
    }
}
