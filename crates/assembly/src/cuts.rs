//! A small linear program that grows: the most of a linear gain under constraints that come one after the other.
//!
//! Variables are at least 0, and a constraint says that a sum is at most a number that is at least 0, so that nothing at all is a
//! first solution. It is solved by the simplex method on a dense tableau: primal at first, dual after each further constraint, from
//! where it stands. Its numbers are rounded, so nothing is proven by them.

/// What counts as 0.
const NOTHING: f64 = 1e-7;

/// After how many pivots a solution is taken as it is.
const MOST_PIVOTS: usize = 3000;

/// The tableau: each row gives a basic variable by the others.
#[derive(Debug, Default)]
pub(crate) struct Cuts {
    rows: Vec<Vec<f64>>,
    values: Vec<f64>,
    basic: Vec<usize>,
    /// What a unit more of each variable gains.
    gains: Vec<f64>,
}

impl Cuts {
    /// A variable with what a unit of it gains.
    pub(crate) fn variable(&mut self, gain: f64) -> usize {
        for row in &mut self.rows {
            row.push(0.0);
        }
        self.gains.push(gain);
        self.gains.len() - 1
    }

    /// The constraint that the sum of these multiples of variables is at most a number; the variable of what is left of it.
    pub(crate) fn constrain(&mut self, sum: &[(usize, f64)], most: f64) -> usize {
        let left = self.variable(0.0);
        let mut new = vec![0.0; self.gains.len()];
        new[left] = 1.0;
        for (variable, multiple) in sum {
            new[*variable] += multiple;
        }
        let mut value = most;
        for ((row, basic), of) in self.rows.iter().zip(&self.basic).zip(&self.values) {
            let multiple = new[*basic];
            if multiple != 0.0 {
                subtract(&mut new, row, multiple);
                value -= multiple * of;
            }
        }
        self.rows.push(new);
        self.values.push(value);
        self.basic.push(left);
        left
    }

    /// Finds the best values.
    pub(crate) fn solve(&mut self) {
        for _ in 0..MOST_PIVOTS {
            let Some((row, variable)) = self.broken().or_else(|| self.better()) else { return };
            self.pivot(row, variable);
        }
    }

    /// The value of each variable.
    pub(crate) fn values(&self) -> Vec<f64> {
        let mut values = vec![0.0; self.gains.len()];
        for (basic, value) in self.basic.iter().zip(&self.values) {
            values[*basic] = *value;
        }
        values
    }

    /// What a unit less of a constraint would cost.
    pub(crate) fn worth(&self, left: usize) -> f64 {
        -self.gains[left]
    }

    /// The dual step: the row that is broken most, and the variable that mends it at the least loss.
    fn broken(&self) -> Option<(usize, usize)> {
        let rows = self.values.iter().enumerate().filter(|(_, value)| **value < -NOTHING);
        let (row, _) = rows.min_by(|a, b| a.1.total_cmp(b.1))?;
        let able = self.rows[row].iter().zip(&self.gains).enumerate().filter(|(_, (a, _))| **a < -NOTHING);
        let (variable, _) =
            able.map(|(variable, (a, gain))| (variable, gain / a)).min_by(|a, b| a.1.total_cmp(&b.1))?;
        Some((row, variable))
    }

    /// The primal step: the variable that gains most, and the row that first limits it.
    fn better(&self) -> Option<(usize, usize)> {
        let gains = self.gains.iter().enumerate().filter(|(_, gain)| **gain > NOTHING);
        let (variable, _) = gains.max_by(|a, b| a.1.total_cmp(b.1))?;
        let able = self.rows.iter().zip(&self.values).enumerate().filter(|(_, (row, _))| row[variable] > NOTHING);
        let (row, _) = able.map(|(row, (a, value))| (row, value / a[variable])).min_by(|a, b| a.1.total_cmp(&b.1))?;
        Some((row, variable))
    }

    fn pivot(&mut self, row: usize, variable: usize) {
        let by = self.rows[row][variable];
        let mut pivot = std::mem::take(&mut self.rows[row]);
        for a in &mut pivot {
            *a /= by;
        }
        self.values[row] /= by;
        let value = self.values[row];
        for (other, of) in self.rows.iter_mut().zip(&mut self.values) {
            let multiple = other.get(variable).copied().unwrap_or(0.0);
            if multiple != 0.0 {
                subtract(other, &pivot, multiple);
                *of -= multiple * value;
            }
        }
        let gain = self.gains[variable];
        subtract(&mut self.gains, &pivot, gain);
        self.rows[row] = pivot;
        self.basic[row] = variable;
    }
}

fn subtract(from: &mut [f64], row: &[f64], multiple: f64) {
    for (from, a) in from.iter_mut().zip(row) {
        *from -= multiple * a;
    }
}
