//! The order of the days of a source, sought before the source is read: one day that can be in one order only says the order of all.

use std::ops::ControlFlow;

use super::Gleaned;
use super::day::{DayOrder, DayReader};
use super::numbered::{NO_NUMBER, RatingPart, RowNumbers, Taker};

/// Among how many ratings one with a day that may be either is looked for.
const LOOKED_AT: u64 = 1000;

/// What is known of the order of days so far.
#[derive(Debug, Default)]
pub(crate) struct SoughtOrder {
    days: DayReader,
    /// How many ratings had a day that can be read, or none.
    clear: u64,
    /// Whether a day can be read, by the number of its text.
    known: Vec<Option<bool>>,
    /// The row that comes as it is written.
    coming: Option<RowNumbers>,
}

impl SoughtOrder {
    /// The order, where a day said it.
    pub(crate) fn order(&self) -> Option<DayOrder> {
        self.days.order()
    }

    /// Whether a day may be either, and none says which.
    pub(crate) fn is_unclear(&self) -> bool {
        self.days.order().is_none() && self.days.unclear() > 0
    }

    /// Whether nothing that comes says more. Where none of so many is unclear, none is.
    fn is_done(&self) -> bool {
        self.days.order().is_some() || (self.days.unclear() == 0 && self.clear >= LOOKED_AT)
    }

    /// Whether the day of a row can be read; none where that is not known by its number.
    fn is_clear(&self, row: &RowNumbers) -> Option<bool> {
        *self.known.get(usize::try_from(row.of(RatingPart::Date)).ok()?)?
    }

    fn see(&mut self, date: Option<&str>, row: Option<RowNumbers>) {
        let is_clear = date.is_none_or(|date| self.days.read(date).is_ok());
        self.clear += u64::from(is_clear);
        let number = row.map(|row| row.of(RatingPart::Date)).filter(|number| *number != NO_NUMBER);
        if let Some(number) = number.and_then(|number| usize::try_from(number).ok()) {
            if self.known.len() <= number {
                self.known.resize(number + 1, None);
            }
            self.known[number] = Some(is_clear);
        }
    }
}

impl Taker for SoughtOrder {
    fn take(&mut self, found: Gleaned<'_>) -> ControlFlow<()> {
        let coming = self.coming.take();
        match found {
            Gleaned::Rating(written) => self.see(written.date, coming),
            // Those without a rating have days, too.
            Gleaned::Session(_, said) => self.see(Some(said.date).filter(|date| !date.is_empty()), None),
            Gleaned::NotRated(_) | Gleaned::Unassessed(..) | Gleaned::Bad(..) => {}
        }
        if self.is_done() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn wants_numbers(&self) -> bool {
        true
    }

    fn take_numbered(&mut self, rows: &[RowNumbers]) -> usize {
        let mut taken = 0;
        for row in rows {
            let Some(is_clear) = self.is_clear(row).filter(|_| !self.is_done()) else { break };
            self.clear += u64::from(is_clear);
            taken += 1;
        }
        self.coming = rows.get(taken).copied();
        taken
    }
}
