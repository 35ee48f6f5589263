//! Rows whose texts have numbers: what was understood of a text once need not be read again.
//!
//! A long table says the same few texts over and over. Its reader may give each text of a column a number, and offer rows as nothing but
//! numbers to whoever takes them. A row in which all texts were understood before means what they meant, and is taken by its numbers;
//! any other row is handed on as it is written, and whatever there is to say of it is said there.

use std::ops::ControlFlow;

use super::Gleaned;

/// What a text of a row is for, where the meaning of the row's rating depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RatingPart {
    Candidate,
    CandidateId,
    Interviewer,
    InterviewerId,
    Dimension,
    Score,
    Round,
    Date,
}

impl RatingPart {
    pub(crate) const ALL: [Self; 8] = [
        Self::Candidate,
        Self::CandidateId,
        Self::Interviewer,
        Self::InterviewerId,
        Self::Dimension,
        Self::Score,
        Self::Round,
        Self::Date,
    ];

    pub(crate) fn is_id(self) -> bool {
        matches!(self, Self::CandidateId | Self::InterviewerId)
    }
}

/// The texts of a row, each by its number among the texts of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RowNumbers(pub [u32; 8]);

/// Where a text has no number: an id that is not there, or a row that is not told by numbers.
pub(crate) const NO_NUMBER: u32 = u32::MAX;

impl RowNumbers {
    /// A row that is not told by numbers.
    pub(crate) const NONE: Self = Self([NO_NUMBER; 8]);

    pub(crate) fn of(&self, part: RatingPart) -> u32 {
        self.0[part as usize]
    }
}

/// What takes what a source comes upon.
pub(crate) trait Taker {
    /// Takes it; breaks where no more is wanted.
    fn take(&mut self, found: Gleaned<'_>) -> ControlFlow<()>;

    /// Whether rows are to be offered by numbers.
    fn wants_numbers(&self) -> bool {
        false
    }

    /// Takes as many of the first of these rows as are understood by their numbers alone, and says how many. The one after them comes
    /// next, as it is written.
    fn take_numbered(&mut self, _rows: &[RowNumbers]) -> usize {
        0
    }
}

impl<F: FnMut(Gleaned<'_>) -> ControlFlow<()>> Taker for F {
    fn take(&mut self, found: Gleaned<'_>) -> ControlFlow<()> {
        self(found)
    }
}
