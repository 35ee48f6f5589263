//! The rows of a table, column by column, and the names that their numbers stand for.

use std::collections::HashMap;

use crate::num::narrow;

/// Names in the order of their first appearance, each with a number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    pub(crate) list: Vec<String>,
    numbers: HashMap<String, u32>,
    /// The number given last.
    last: u32,
}

impl Names {
    pub(crate) fn intern(&mut self, name: &str) -> u32 {
        // Rows often come sorted: the name of the row before is the likeliest.
        if let Some(last) = self.list.get(self.last as usize)
            && last == name
        {
            return self.last;
        }
        self.last = self.number(name);
        self.last
    }

    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = narrow(self.list.len());
        self.list.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        number
    }
}

/// The rows, column by column.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    pub(crate) candidate: Vec<u32>,
    pub(crate) interviewer: Vec<u32>,
    pub(crate) dimension: Vec<u16>,
    pub(crate) round: Vec<u16>,
    pub(crate) category: Vec<u16>,
    pub(crate) value: Vec<f64>,
    /// Only where a row has one.
    pub(crate) occasion: Vec<u32>,
}

/// The row of a packed key.
#[expect(clippy::cast_possible_truncation, reason = "the row is in the lowest 32 bits")]
fn low(packed: u128) -> u32 {
    packed as u32
}

/// Sorts the rows, unless they are already in order.
pub(crate) fn sorted(rows: Columns) -> Columns {
    let key = |row: usize| (rows.candidate[row], rows.interviewer[row], rows.dimension[row], rows.round[row]);
    let count = rows.value.len();
    if (1..count).all(|row| key(row - 1) <= key(row)) {
        return rows;
    }
    // Key and row in one number: sorting it reads memory in order, and equal keys keep their order.
    let packed = |row: usize| {
        let (candidate, interviewer, dimension, round) = key(row);
        let people = u128::from(candidate) << 96 | u128::from(interviewer) << 64;
        people | u128::from(dimension) << 48 | u128::from(round) << 32 | u128::from(narrow(row))
    };
    let mut keys: Vec<u128> = (0..count).map(packed).collect();
    keys.sort_unstable();
    rows.only(&keys.into_iter().map(low).collect::<Vec<_>>())
}

impl Columns {
    /// These rows of it, in this order.
    fn only(&self, order: &[u32]) -> Self {
        fn of<T: Copy>(column: &[T], order: &[u32]) -> Vec<T> {
            if column.is_empty() { Vec::new() } else { order.iter().map(|&row| column[row as usize]).collect() }
        }
        Self {
            candidate: of(&self.candidate, order),
            interviewer: of(&self.interviewer, order),
            dimension: of(&self.dimension, order),
            round: of(&self.round, order),
            category: of(&self.category, order),
            value: of(&self.value, order),
            occasion: of(&self.occasion, order),
        }
    }

    /// Sorted rows without those that repeat one before on the same occasion.
    pub(crate) fn first_of_each(self) -> Self {
        let key = |row: usize| (self.candidate[row], self.interviewer[row], self.dimension[row], self.round[row]);
        let occasion = |row: usize| self.occasion.get(row).copied().unwrap_or_default();
        let (mut first, mut repeated) = (0, Vec::new());
        for row in 1..self.value.len() {
            if key(row) != key(first) {
                first = row;
            } else if (first..row).any(|earlier| occasion(earlier) == occasion(row)) {
                repeated.push(narrow(row));
            }
        }
        if repeated.is_empty() {
            return self;
        }
        let mut repeated = repeated.into_iter().peekable();
        let kept = (0..narrow(self.value.len())).filter(|row| repeated.next_if_eq(row).is_none());
        self.only(&kept.collect::<Vec<_>>())
    }
}
