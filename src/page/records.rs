//! Tidy tables for spreadsheets: what a reading command has for other programs than this one.

use std::fmt::{self, Write as _};
use std::ops::Range;

use thiserror::Error;

/// A table for spreadsheets: tidy, one fact to a row, nothing rounded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Records {
    /// The names of the columns, which `docs/json.md` explains.
    pub head: Vec<String>,
    /// The texts of all cells, row by row. Hundreds of thousands of rows would not fit as texts of their own.
    cells: String,
    /// Where each cell ends in them.
    ends: Vec<usize>,
}

impl Records {
    /// Records of rows.
    pub(crate) fn new<H: ToString>(head: &[H], rows: impl IntoIterator<Item = Vec<String>>) -> Self {
        let (mut cells, mut ends) = (String::new(), Vec::new());
        for row in rows {
            for cell in row {
                cells.push_str(&cell);
                ends.push(cells.len());
            }
        }
        Self { head: head.iter().map(ToString::to_string).collect(), cells, ends }
    }

    /// No rows yet.
    pub(super) fn headed(head: Vec<String>) -> Self {
        Self { head, ..Self::default() }
    }

    /// Takes all rows out.
    pub(super) fn clear(&mut self) {
        self.cells.clear();
        self.ends.clear();
    }

    /// How many cells there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// One more cell.
    pub(super) fn push(&mut self, value: impl fmt::Display) {
        // A text takes whatever is written.
        let _ = write!(self.cells, "{value}");
        self.ends.push(self.cells.len());
    }

    /// One more cell, empty where there is no value.
    pub(super) fn push_any(&mut self, value: Option<impl fmt::Display>) {
        match value {
            Some(value) => self.push(value),
            None => self.push(""),
        }
    }

    /// One more cell of several values.
    pub(super) fn push_joined(&mut self, values: impl IntoIterator<Item = impl fmt::Display>, between: &str) {
        for (index, value) in values.into_iter().enumerate() {
            let between = if index == 0 { "" } else { between };
            let _ = write!(self.cells, "{between}{value}");
        }
        self.ends.push(self.cells.len());
    }

    /// Some earlier cells once more.
    pub(super) fn repeat(&mut self, cells: Range<usize>) {
        for cell in cells {
            let end = |cell: usize| self.ends.get(cell).copied().unwrap_or_default();
            let start = cell.checked_sub(1).map_or(0, end);
            self.cells.extend_from_within(start..end(cell));
            self.ends.push(self.cells.len());
        }
    }

    /// The rows, a cell for each column.
    pub(super) fn rows(&self) -> impl Iterator<Item = impl Iterator<Item = &str>> {
        let columns = self.head.len().max(1);
        (0..self.ends.len()).step_by(columns).map(move |first| {
            let after = self.ends.len().min(first + columns);
            (first..after).map(|cell| self.cell(cell))
        })
    }

    fn cell(&self, cell: usize) -> &str {
        let end = |cell: usize| self.ends.get(cell).copied().unwrap_or_default();
        let start = cell.checked_sub(1).map_or(0, end);
        self.cells.get(start..end(cell)).unwrap_or_default()
    }
}

/// Why there is nothing for a spreadsheet; reads on from "there is no CSV of this: ".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("there is no CSV of this: {0}")]
pub struct NoTable(pub &'static str);

/// A value as a cell; empty where there is none.
pub(super) fn cell(value: Option<impl fmt::Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
