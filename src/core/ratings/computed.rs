//! Numbers that were computed from others, known by their values: the mean, the median, the sum or the standard deviation of those above
//! or beside them, to the decimals with which they are written. It takes more than that they agree, as scores often do by chance: they
//! have decimals where the others have none, or are larger than all of them.

/// A number as it is written: its value, and how many decimals it has, zeros at the end aside.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct WrittenNumber {
    pub value: f64,
    pub decimals: u32,
}

/// No cell is compared to more decimals than these, as workbooks hold them all.
const DECIMALS: u32 = 6;

impl WrittenNumber {
    /// A cell's number, if it holds one and nothing else.
    pub(super) fn of(cell: &str) -> Option<Self> {
        let text = cell.replace(',', ".");
        if !text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-')) {
            return None;
        }
        let value = text.parse().ok()?;
        let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.trim_end_matches('0').len());
        Some(Self { value, decimals: u32::try_from(decimals).unwrap_or(DECIMALS).min(DECIMALS) })
    }

    /// Whether it is another number, rounded to its decimals.
    fn is(self, other: f64) -> bool {
        let half = 0.5 * 10f64.powi(-i32::try_from(self.decimals).unwrap_or_default());
        // A workbook's last decimals are those of the computer.
        (self.value - other).abs() <= half + 1e-7
    }
}

/// How many there are, as a number to reckon with.
fn number_of(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// What numbers were computed from others by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Computed {
    Mean,
    Median,
    Sum,
    Deviation,
}

impl Computed {
    const ALL: [Self; 4] = [Self::Mean, Self::Median, Self::Sum, Self::Deviation];

    /// In words.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Mean => "the mean",
            Self::Median => "the median",
            Self::Sum => "the sum",
            Self::Deviation => "the standard deviation",
        }
    }

    /// Whether a number is that of others.
    fn is(self, own: WrittenNumber, others: &[f64]) -> bool {
        let count = number_of(others.len());
        let sum: f64 = others.iter().sum();
        let mean = sum / count;
        match self {
            Self::Mean => own.is(mean),
            Self::Sum => own.is(sum),
            Self::Median => {
                let mut sorted = others.to_vec();
                sorted.sort_by(f64::total_cmp);
                let half = sorted.len() / 2;
                let middle = |at: usize| sorted.get(at).copied().unwrap_or_default();
                own.is(if sorted.len() % 2 == 1 { middle(half) } else { f64::midpoint(middle(half - 1), middle(half)) })
            }
            Self::Deviation => {
                let squares: f64 = others.iter().map(|other| (other - mean).powi(2)).sum();
                own.is((squares / count).sqrt()) || (others.len() > 1 && own.is((squares / (count - 1.0)).sqrt()))
            }
        }
    }

    /// How much it says of a number that it is what others give, where that holds: nothing where it may be a score by chance.
    fn tells(self, own: WrittenNumber, others: &[f64], decimals: u32) -> u32 {
        match self {
            Self::Sum => {
                let most = others.iter().copied().fold(f64::MIN, f64::max);
                if own.value > most { u32::try_from(others.len()).unwrap_or(u32::MAX).saturating_sub(1) } else { 0 }
            }
            Self::Mean | Self::Median | Self::Deviation if own.decimals > decimals => {
                if own.decimals > 1 {
                    3
                } else {
                    2
                }
            }
            Self::Mean | Self::Median | Self::Deviation if own.decimals > 1 => 2,
            Self::Mean | Self::Median | Self::Deviation => 0,
        }
    }
}

/// How much has to be said for numbers to be computed.
const ENOUGH: u32 = 4;
/// The same where there are more than two others each.
const ENOUGH_OF_MANY: u32 = 3;

/// A number and those that it may have been computed from.
pub(super) type WithOthers<'a> = (WrittenNumber, &'a [f64]);

/// By what all of some numbers are computed from others; none where they are not, or may agree by chance. `decimals` are the most that
/// the others are written with.
pub(super) fn computed(all: &[WithOthers<'_>], decimals: u32) -> Option<Computed> {
    if all.is_empty() || all.iter().any(|(_, others)| others.len() < 2) {
        return None;
    }
    let enough = if all.iter().any(|(_, others)| others.len() > 2) { ENOUGH_OF_MANY } else { ENOUGH };
    Computed::ALL.into_iter().find(|way| {
        let said = all.iter().map(|(own, others)| way.tells(*own, others, decimals));
        said.fold(0, u32::saturating_add) >= enough && all.iter().all(|(own, others)| way.is(*own, others))
    })
}

/// The scores of the rows above, column by column.
#[derive(Debug, Clone, Default)]
pub(super) struct RowsAbove {
    columns: Vec<Vec<f64>>,
    decimals: u32,
}

/// Of so many rows none is held against those above: what sums up many has a name for it, and no table grows in memory.
const MOST: usize = 10_000;

impl RowsAbove {
    /// By what the scores of a row are computed from those of the rows above.
    pub(super) fn computed(&self, row: &[Option<WrittenNumber>]) -> Option<Computed> {
        let above = |column: usize| self.columns.get(column).map_or(&[][..], Vec::as_slice);
        let all: Vec<WithOthers<'_>> =
            row.iter().enumerate().filter_map(|(column, own)| own.map(|own| (own, above(column)))).collect();
        computed(&all, self.decimals)
    }

    /// Whether the scores of a row are how many there are above.
    pub(super) fn counts(&self, row: &[Option<WrittenNumber>]) -> bool {
        let count = |column: usize| self.columns.get(column).map_or(0.0, |column| number_of(column.len()));
        let mut all = row.iter().enumerate().filter_map(|(column, own)| own.map(|own| (own, count(column))));
        all.next().is_some_and(|(own, count)| own.is(count) && all.all(|(own, count)| own.is(count)))
    }

    /// Adds a row.
    pub(super) fn add(&mut self, row: &[Option<WrittenNumber>]) {
        self.columns.resize(row.len(), Vec::new());
        for (column, own) in self.columns.iter_mut().zip(row) {
            if let Some(own) = own.filter(|_| column.len() < MOST) {
                column.push(own.value);
                self.decimals = self.decimals.max(own.decimals);
            }
        }
    }

    /// Whether it has as many rows as it takes.
    pub(super) fn is_full(&self) -> bool {
        self.columns.iter().any(|column| column.len() >= MOST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<Option<WrittenNumber>> {
        cells.iter().map(|cell| WrittenNumber::of(cell)).collect()
    }

    fn above(rows: &[&[&str]]) -> RowsAbove {
        let mut above = RowsAbove::default();
        for own in rows {
            above.add(&row(own));
        }
        above
    }

    #[test]
    fn rows_that_are_computed_from_those_above_are_known_by_their_values() {
        // By hand: 4+3+4 = 11, 3+3+4 = 10, 3+4+4 = 11; thirds of them; 4,3,4 has the median 4 and the deviations 0.471 and 0.577.
        let three = above(&[&["4", "3", "3"], &["3", "3", "4"], &["4", "4", "4"]]);
        for (cells, way) in [
            (["3.67", "3.33", "3.67"], Computed::Mean),
            (["3,67", "3,33", ""], Computed::Mean),
            (["3.6666666666666665", "3.3333333333333335", "3.6666666666666665"], Computed::Mean),
            (["11", "10", "11"], Computed::Sum),
            (["0.47", "0.47", "0.47"], Computed::Deviation),
            (["0.58", "0.58", "0.58"], Computed::Deviation),
        ] {
            assert_eq!(three.computed(&row(&cells)), Some(way), "{cells:?}");
        }
        // What may be somebody's scores is taken for them.
        for cells in [["4", "3", "4"], ["4", "4", "4"], ["3.5", "3.5", "4"], ["3.67", "3.5", "4"], ["", "", ""]] {
            assert_eq!(three.computed(&row(&cells)), None, "{cells:?}");
        }
        // Two rows say less: a half between two scores, and 4 after 2 and 2, are scores by chance.
        let two = above(&[&["2", "3"], &["2", "4"]]);
        for cells in [["2", "3.5"], ["4", ""], ["2.0", "3"]] {
            assert_eq!(two.computed(&row(&cells)), None, "{cells:?}");
        }
        // Halves among halves are scores, thirds are not.
        let halves = above(&[&["2.5", "3"], &["3.5", "4.5"], &["4", "4.5"]]);
        assert_eq!(halves.computed(&row(&["3.33", "4"])), Some(Computed::Mean));
        assert_eq!(halves.computed(&row(&["3.5", "4.5"])), None);
        assert!(three.counts(&row(&["3", "3", "3"])) && !three.counts(&row(&["3", "4", "3"])));
    }
}
