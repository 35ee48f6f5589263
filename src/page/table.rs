//! Tables with typed columns.

use super::clean::Clean;

/// A table with a head.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Table {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// Whether the first cell of a row is never broken: where a row doesn't fit, it gets a line of its own.
    pub(super) stacks: bool,
    /// What the rows are about, where that stands in the head alone: it is said before them.
    pub(super) about: Option<Clean>,
    /// The most rows that a screen shows, and where the others are to be had.
    pub(super) brief: Option<(usize, &'static str)>,
}

/// A column: what stands above it and what it holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Column {
    pub(super) title: Clean,
    pub(super) kind: ColumnKind,
    /// The most columns of a terminal that a cell takes; the rest is cut.
    pub(super) most: Option<usize>,
    /// What stands around a cell where it is said in a line, with `{}` for the cell and `{title}` for the title; for intervals, what
    /// their signs mean.
    pub(super) said: &'static str,
    /// What is said instead of a cell of 1, where that is a count: `1 rating`.
    pub(super) one: Option<&'static str>,
    /// Whether it is said beside the first cell, where rows are said in lines.
    pub(super) beside: bool,
    /// The title in words, where the one above the column is short.
    pub(super) words: Option<Clean>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum ColumnKind {
    Words,
    Numbers,
    /// Intervals, drawn from `low` to `high` where there is room; their numbers stand in other columns.
    Intervals {
        low: f64,
        high: f64,
    },
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    /// Words or a number as it is shown.
    Text(Clean),
    /// A stretch of the column's axis.
    Interval(Interval),
}

/// A stretch of an axis with marked points on it, the last on top.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Interval {
    /// Where it begins.
    pub lower: f64,
    /// Where it ends.
    pub upper: f64,
    /// Points and their marks.
    pub points: Vec<(f64, char)>,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<Interval> for Cell {
    fn from(interval: Interval) -> Self {
        Self::Interval(interval)
    }
}

impl Column {
    fn new(title: impl Into<Clean>, kind: ColumnKind) -> Self {
        Self { title: title.into(), kind, most: None, said: "{title} {}", one: None, beside: false, words: None }
    }

    /// A column of words.
    pub(crate) fn words(title: impl Into<Clean>) -> Self {
        Self::new(title, ColumnKind::Words)
    }

    /// A column of numbers, which lean to the right.
    pub(crate) fn numbers(title: impl Into<Clean>) -> Self {
        Self::new(title, ColumnKind::Numbers)
    }

    /// A column of intervals on an axis from `low` to `high`; where they are drawn, it is said what the signs mean.
    pub(crate) fn intervals(low: f64, high: f64, signs: &'static str) -> Self {
        Self { said: signs, ..Self::new("", ColumnKind::Intervals { low, high }) }
    }

    /// Cuts cells that are wider on a terminal.
    #[must_use]
    pub(crate) fn at_most(self, most: usize) -> Self {
        Self { most: Some(most), ..self }
    }

    /// How a cell is said in a line, with `{}` for the cell, such as `{} min`.
    #[must_use]
    pub(crate) fn said(self, said: &'static str) -> Self {
        Self { said, ..self }
    }

    /// How one thing is said in a line, where the column counts things.
    #[must_use]
    pub(crate) fn one(self, one: &'static str) -> Self {
        Self { one: Some(one), ..self }
    }

    /// What stands around a cell of that text where it is said in a line.
    pub(super) fn around(&self, text: &str) -> &'static str {
        self.one.filter(|_| text == "1").unwrap_or(self.said)
    }

    /// What a listener hears for a title that is short.
    #[must_use]
    pub(crate) fn called(self, words: impl Into<Clean>) -> Self {
        Self { words: Some(words.into()), ..self }
    }

    /// The title in words.
    pub(super) fn spoken(&self) -> &Clean {
        self.words.as_ref().unwrap_or(&self.title)
    }

    /// Says the cell beside the row's first one, where rows are said in lines.
    #[must_use]
    pub(crate) fn beside(self) -> Self {
        Self { beside: true, ..self }
    }

    pub(super) fn is_drawn(&self) -> bool {
        matches!(self.kind, ColumnKind::Intervals { .. })
    }
}

impl Table {
    /// A table; every row has a cell for each column.
    pub(crate) fn new<R: IntoIterator<Item = Cell>>(
        columns: impl IntoIterator<Item = Column>,
        rows: impl IntoIterator<Item = R>,
    ) -> Self {
        let rows = rows.into_iter().map(|row| row.into_iter().collect()).collect();
        Self { columns: columns.into_iter().collect(), rows, stacks: false, about: None, brief: None }
    }

    /// Never breaks the first cell of a row: where rows don't fit, each takes a line for it and one for the rest.
    #[must_use]
    pub(crate) fn stacking(self) -> Self {
        Self { stacks: true, ..self }
    }

    /// Says what the rows are about before them, where they are said.
    #[must_use]
    pub(crate) fn about(self, what: impl Into<Clean>) -> Self {
        Self { about: Some(what.into()), ..self }
    }

    /// Shows the first `most` rows on a screen and says where the others are to be had; documents have all.
    #[must_use]
    pub(crate) fn brief(self, most: usize, more: &'static str) -> Self {
        Self { brief: Some((most, more)), ..self }
    }

    /// The rows that a screen shows, and what it says of the others.
    pub(super) fn on_screen(&self) -> (&[Vec<Cell>], Option<String>) {
        match self.brief {
            Some((most, more)) if most < self.rows.len() => {
                let left = self.rows.len() - most;
                (self.rows.get(..most).unwrap_or_default(), Some(format!("... and {left} more: {more}")))
            }
            Some(_) | None => (&self.rows, None),
        }
    }

    /// The columns that can be written, with their places.
    pub(super) fn written(&self) -> impl Iterator<Item = (usize, &Column)> {
        self.columns.iter().enumerate().filter(|(_, column)| !column.is_drawn())
    }

    /// The text of a cell; empty for one that is only drawn.
    pub(super) fn text(row: &[Cell], column: usize) -> &str {
        match row.get(column) {
            Some(Cell::Text(text)) => text.as_str(),
            Some(Cell::Interval(_)) | None => "",
        }
    }
}
