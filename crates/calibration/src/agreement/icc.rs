//! Intraclass correlations ICC(1,1) to ICC(3,k) over complete rows, with F-based intervals
//! (Shrout & Fleiss 1979).

use super::{Estimate, Icc, IntervalKind, Statistic, Undefined};
use crate::num::float;
use crate::ratings::Ratings;
use crate::special::f_quantile;

/// Mean squares of a complete table.
struct Squares {
    n: f64,
    k: f64,
    rows: f64,
    within: f64,
    columns: f64,
    error: f64,
}

/// The six coefficients; rows are candidate × dimension, columns interviewers.
pub(crate) fn icc(ratings: &Ratings, dimension: Option<usize>, level: f64) -> Icc {
    match complete(ratings, dimension).and_then(|(values, k)| squares(&values, k)) {
        Ok(squares) => squares.all(level),
        Err(reason) => {
            let none = Statistic::none(reason);
            Icc { icc1: none, icc2: none, icc3: none, icc1k: none, icc2k: none, icc3k: none }
        }
    }
}

/// Rows scored by every interviewer, one after another. Means count here as they are.
fn complete(ratings: &Ratings, dimension: Option<usize>) -> Result<(Vec<f64>, usize), Undefined> {
    let k = ratings.interviewers().len();
    if k < 2 {
        return Err(Undefined::OneInterviewer);
    }
    let rows = ratings.rows();
    let mut values = Vec::new();
    let mut own: Vec<Vec<(u32, f64)>> = vec![Vec::new(); ratings.dimensions().len()];
    for candidate in 0..ratings.candidates().len() {
        for row in ratings.of_candidate(candidate) {
            let at = usize::from(rows.dimension[row]);
            let repeated = own[at].last().is_some_and(|&(last, _)| last == rows.interviewer[row]);
            if !repeated && dimension.is_none_or(|only| only == at) {
                own[at].push((rows.interviewer[row], rows.value[row]));
            }
        }
        for unit in &mut own {
            if unit.len() == k {
                values.extend(unit.iter().map(|(_, value)| value));
            }
            unit.clear();
        }
    }
    if values.len() < 2 * k { Err(Undefined::TooFewComplete) } else { Ok((values, k)) }
}

fn squares(values: &[f64], k: usize) -> Result<Squares, Undefined> {
    let (rows, columns) = (float(values.len() / k), float(k));
    let mean = values.iter().sum::<f64>() / float(values.len());
    let total: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    if total <= 1e-12 {
        return Err(Undefined::NoVariation);
    }
    let row_sum: f64 =
        values.chunks_exact(k).map(|row| (row.iter().sum::<f64>() / columns - mean).powi(2)).sum::<f64>() * columns;
    let column_sum: f64 =
        (0..k).map(|column| (values.iter().skip(column).step_by(k).sum::<f64>() / rows - mean).powi(2)).sum::<f64>()
            * rows;
    Ok(Squares {
        n: rows,
        k: columns,
        rows: row_sum / (rows - 1.0),
        within: (total - row_sum) / (rows * (columns - 1.0)),
        columns: column_sum / (columns - 1.0),
        error: ((total - row_sum - column_sum) / ((rows - 1.0) * (columns - 1.0))).max(0.0),
    })
}

impl Squares {
    fn all(&self, level: f64) -> Icc {
        let (n, k) = (self.n, self.k);
        let one = (self.rows - self.within) / (self.rows + (k - 1.0) * self.within);
        let two_down = self.rows + (k - 1.0) * self.error + k * (self.columns - self.error) / n;
        let two = (self.rows - self.error) / two_down;
        let three = (self.rows - self.error) / (self.rows + (k - 1.0) * self.error);
        let two_k = (self.rows - self.error) / (self.rows + (self.columns - self.error) / n);
        let upper = f64::midpoint(1.0, level);
        let ratio = |f: f64| (f - 1.0) / (f + k - 1.0);
        let mean_of = |f: f64| 1.0 - 1.0 / f;
        let ends = |below: f64, low: f64, high: f64| {
            let f = self.rows / below;
            (f / f_quantile(upper, low, high), f * f_quantile(upper, high, low))
        };
        let first = ends(self.within, n - 1.0, n * (k - 1.0));
        let third = ends(self.error, n - 1.0, (n - 1.0) * (k - 1.0));
        let second = self.absolute(two, upper);
        let step_up = |value: f64| k * value / (1.0 + (k - 1.0) * value);
        Icc {
            icc1: self.known(one, ratio(first.0), ratio(first.1)),
            icc2: self.known(two, second.0, second.1),
            icc3: self.known(three, ratio(third.0), ratio(third.1)),
            icc1k: self.known(1.0 - self.within / self.rows, mean_of(first.0), mean_of(first.1)),
            icc2k: self.known(two_k, step_up(second.0), step_up(second.1)),
            icc3k: self.known(1.0 - self.error / self.rows, mean_of(third.0), mean_of(third.1)),
        }
    }

    /// Shrout & Fleiss's interval for ICC(2,1), with Satterthwaite's degrees of freedom.
    fn absolute(&self, value: f64, upper: f64) -> (f64, f64) {
        let (n, k) = (self.n, self.k);
        let f = self.columns / self.error;
        let down = n * (1.0 + (k - 1.0) * value) - k * value;
        let top = (k - 1.0) * (n - 1.0) * (k * value * f + down).powi(2);
        let bottom = (n - 1.0) * (k * value * f).powi(2) + down.powi(2);
        let freedom = top / bottom;
        let high = f_quantile(upper, n - 1.0, freedom);
        let low = f_quantile(upper, freedom, n - 1.0);
        let noise = k * self.columns + (k * n - k - n) * self.error;
        (
            n * (self.rows - high * self.error) / (high * noise + n * self.rows),
            n * (low * self.rows - self.error) / (noise + n * low * self.rows),
        )
    }

    fn known(&self, value: f64, lower: f64, upper: f64) -> Statistic {
        if !value.is_finite() {
            return Statistic::none(Undefined::Indeterminate);
        }
        if value > 1.0 + 1e-9 {
            return Statistic::none(Undefined::NoShare);
        }
        let n = crate::num::floor(self.n + 0.5);
        Statistic::Known(Estimate::of(value, n, Ok((lower, upper)), IntervalKind::ClosedForm))
    }
}
