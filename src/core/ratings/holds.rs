//! What the columns of a table hold, by its first rows: numbers, days, names that repeat, texts.

use std::collections::{BTreeMap, BTreeSet};

use super::super::names::plain;
use super::day::DayReader;
use super::score::{SaidScore, ScoreReader};

/// A row of the beginning of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct First {
    /// As an editor counts, or the row of a sheet.
    pub line: u64,
    /// Its cells, trimmed.
    pub cells: Vec<String>,
}

/// What a column holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ColumnHolds {
    /// Cells in which something stands.
    pub filled: usize,
    /// Cells with a number and nothing else.
    pub numbers: usize,
    /// Cells that say a score, in any way.
    pub scores: usize,
    /// Cells with a day.
    pub days: usize,
    /// Cells that look like a person's name: two or three words that begin with capitals.
    pub names: usize,
    /// The most words of a cell.
    pub words: usize,
    /// The different texts, as they are written first, in the order in which they come, and the rows of the first of them.
    pub texts: Vec<(String, u64)>,
    /// Whether all numbers are small enough for scores.
    pub are_small: bool,
}

/// No scale that people give scores on ends above it, but one in percent.
const SMALL: f64 = 20.0;

impl ColumnHolds {
    fn of<'a>(cells: impl Iterator<Item = (u64, &'a str)>, scores: &ScoreReader) -> Self {
        let mut holds = Self { are_small: true, ..Self::default() };
        let mut scores = scores.clone();
        let mut days = DayReader::default();
        let mut known = BTreeSet::new();
        for (line, cell) in cells.filter(|(_, cell)| !cell.is_empty()) {
            let read = scores.read(cell);
            if read == Ok(SaidScore::NotRated) {
                continue;
            }
            holds.filled += 1;
            if let Ok(SaidScore::Points(points)) = read {
                holds.numbers += usize::from(cell.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b',')));
                holds.are_small &= (0.0..=SMALL).contains(&points);
            }
            holds.scores += usize::from(read.is_ok());
            holds.days += usize::from(days.is_day(cell));
            holds.names += usize::from(is_like_a_name(cell));
            holds.words = holds.words.max(cell.split_whitespace().count());
            if known.insert(plain(cell)) {
                holds.texts.push((cell.to_owned(), line));
            }
        }
        holds
    }

    /// Whether each of its cells is a number, as all scores of a scale may be.
    pub(super) fn are_numbers(&self) -> bool {
        self.filled > 0 && self.numbers == self.filled && self.are_small
    }

    /// Whether it holds short texts, such as names.
    pub(super) fn are_short_texts(&self) -> bool {
        self.filled > 0 && self.words <= 4 && self.scores * 2 < self.filled && self.days * 2 < self.filled
    }
}

/// Whether a text looks like a person's name: two or three words that begin with capitals.
pub(super) fn is_like_a_name(cell: &str) -> bool {
    let words: Vec<&str> = cell.split_whitespace().collect();
    (2..=3).contains(&words.len()) && words.iter().all(|word| word.starts_with(char::is_uppercase))
}

/// The first rows of a table below its header, and what its columns hold by them.
#[derive(Debug, Clone, Default)]
pub(super) struct SeenRows<'a> {
    pub rows: &'a [First],
    holds: Vec<ColumnHolds>,
}

impl<'a> SeenRows<'a> {
    pub(super) fn of(rows: &'a [First], width: usize, scores: &ScoreReader) -> Self {
        let cells =
            |column: usize| rows.iter().map(move |row| (row.line, row.cells.get(column).map_or("", String::as_str)));
        Self { rows, holds: (0..width).map(|column| ColumnHolds::of(cells(column), scores)).collect() }
    }

    /// What a column holds; nothing where it is not known.
    pub(super) fn holds(&self, column: usize) -> ColumnHolds {
        self.holds.get(column).cloned().unwrap_or_default()
    }

    /// How many rows hold anything.
    pub(super) fn filled_rows(&self) -> usize {
        self.rows.iter().filter(|row| row.cells.iter().any(|cell| !cell.is_empty())).count()
    }

    /// A cell; empty where there is none.
    pub(super) fn cell(row: &First, column: usize) -> &str {
        row.cells.get(column).map_or("", String::as_str)
    }

    /// Whether a text of one column stands beside several of another: one who filled in forms on several people.
    pub(super) fn goes_with_several(&self, column: usize, other: usize) -> bool {
        let mut beside: BTreeMap<String, String> = BTreeMap::new();
        self.rows.iter().any(|row| {
            let (text, with) = (plain(Self::cell(row, column)), plain(Self::cell(row, other)));
            !text.is_empty() && !with.is_empty() && *beside.entry(text).or_insert_with(|| with.clone()) != with
        })
    }
}
