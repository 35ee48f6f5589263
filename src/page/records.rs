//! Tidy tables for spreadsheets: what a reading command has for other programs than this one.

use std::fmt;

use thiserror::Error;

/// A table for spreadsheets: tidy, one fact to a row, nothing rounded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Records {
    /// The names of the columns, which `docs/json.md` explains.
    pub head: Vec<String>,
    /// The rows, a cell for each column.
    pub rows: Vec<Vec<String>>,
}

impl Records {
    /// Records of rows.
    pub(crate) fn new<H: ToString>(head: &[H], rows: impl IntoIterator<Item = Vec<String>>) -> Self {
        Self { head: head.iter().map(ToString::to_string).collect(), rows: rows.into_iter().collect() }
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
