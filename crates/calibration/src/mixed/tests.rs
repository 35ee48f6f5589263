//! The sparse elimination against plain dense algebra, for both orders and all terms.

use super::cells::{Cells, TERMS};
use super::factor::Factor;
use super::gradient::Solution;
use super::solved::Solved;
use super::{Fixed, Model, Terms};
use crate::ratings::{Rating, Ratings, RatingsBuilder, Scale, Score};

/// An unbalanced table with gaps, repeated ratings and two rounds.
fn table(candidates: usize, interviewers: usize) -> Ratings {
    let mut builder = RatingsBuilder::new(Scale::new(1, 5).unwrap());
    let mut state = 7_u64;
    let mut next = move |bound: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(99);
        (state >> 33) % bound
    };
    for candidate in 0..candidates {
        for interviewer in 0..interviewers {
            for dimension in 0..3 {
                if next(3) == 0 {
                    continue;
                }
                for _ in 0..=next(2) {
                    let score = 1 + i32::try_from((next(3) + candidate as u64 + interviewer as u64) % 5).unwrap();
                    let round = if next(2) == 0 { "a" } else { "b" };
                    let (c, i, d) = (format!("c{candidate}"), format!("i{interviewer}"), format!("d{dimension}"));
                    let score = Score::Conclusion(score);
                    let rating = Rating { candidate: &c, interviewer: &i, dimension: &d, round: Some(round), score };
                    builder.push(rating).unwrap();
                }
            }
        }
    }
    builder.build()
}

/// Criterion by n × n matrices.
#[expect(clippy::cast_precision_loss, reason = "a small table")]
fn dense(ratings: &Ratings, theta: [f64; TERMS]) -> f64 {
    let rows = ratings.rows();
    let n = ratings.len();
    let same = |a: usize, b: usize| {
        let (c, i) = (rows.candidate[a] == rows.candidate[b], rows.interviewer[a] == rows.interviewer[b]);
        let d = rows.dimension[a] == rows.dimension[b];
        [c, c && d, i, c && i]
    };
    let v = Dense::new(n, n, |a, b| {
        let shared = same(a, b);
        let sum: f64 = (0..TERMS).filter(|&t| shared[t]).map(|t| theta[t] * theta[t]).sum();
        sum + f64::from(u8::from(a == b))
    });
    let x = Dense::new(n, 4, |row, column| match column {
        0 => 1.0,
        3 => f64::from(rows.round[row]),
        d => f64::from(u8::from(usize::from(rows.dimension[row]) == d)),
    });
    let y = Dense::new(n, 1, |row, _| rows.value[row]);
    // With V = LL' and the columns of L⁻¹[X y], all that is needed is their products.
    let lower = v.cholesky();
    let (x, y) = (lower.solve(&x), lower.solve(&y));
    let xvx = x.transposed_times(&x);
    let side = xvx.cholesky();
    let beta = side.solve(&x.transposed_times(&y));
    let residual = y.transposed_times(&y).at(0, 0) - beta.transposed_times(&beta).at(0, 0);
    let freedom = n as f64 - 4.0;
    lower.log() + side.log() + freedom * (1.0 + (2.0 * std::f64::consts::PI * residual / freedom).ln())
}

/// A small matrix and the textbook's way with it, so that nothing here rests on what is tested.
struct Dense {
    rows: usize,
    columns: usize,
    data: Vec<f64>,
}

impl Dense {
    fn new(rows: usize, columns: usize, at: impl Fn(usize, usize) -> f64) -> Self {
        let data = (0..rows * columns).map(|index| at(index / columns, index % columns)).collect();
        Self { rows, columns, data }
    }

    fn at(&self, row: usize, column: usize) -> f64 {
        self.data[row * self.columns + column]
    }

    fn transposed_times(&self, other: &Self) -> Self {
        Self::new(self.columns, other.columns, |a, b| (0..self.rows).map(|k| self.at(k, a) * other.at(k, b)).sum())
    }

    fn cholesky(&self) -> Self {
        let mut lower = Self::new(self.rows, self.rows, |_, _| 0.0);
        for row in 0..self.rows {
            for column in 0..=row {
                let known: f64 = (0..column).map(|k| lower.at(row, k) * lower.at(column, k)).sum();
                let left = self.at(row, column) - known;
                let value = if row == column { left.sqrt() } else { left / lower.at(column, column) };
                lower.data[row * self.rows + column] = value;
            }
        }
        lower
    }

    /// Forward substitution, where `self` is lower triangular.
    fn solve(&self, side: &Self) -> Self {
        let mut solved = Self::new(side.rows, side.columns, |_, _| 0.0);
        for column in 0..side.columns {
            for row in 0..side.rows {
                let known: f64 = (0..row).map(|k| self.at(row, k) * solved.at(k, column)).sum();
                solved.data[row * side.columns + column] = (side.at(row, column) - known) / self.at(row, row);
            }
        }
        solved
    }

    /// ln of the squared determinant.
    fn log(&self) -> f64 {
        (0..self.rows).map(|k| 2.0 * self.at(k, k).ln()).sum()
    }
}

fn check(ratings: &Ratings, by_candidate: bool) {
    let terms = Terms { candidate: true, interviewer: true, candidate_dimension: true, halo: true };
    let model = Model { terms, fixed: Fixed { dimension: true, round: true } };
    let cells = Cells::new(ratings, model.terms, model.fixed, None);
    assert_eq!(cells.by_candidate, by_candidate);
    let theta: [f64; TERMS] = [0.8, 0.4, 0.6, 0.5];
    let criterion = |theta: [f64; TERMS]| {
        let factor = Factor::new(&cells, theta).unwrap();
        factor.criterion(&cells, factor.solve(&cells).unwrap().residual)
    };
    for tried in [theta, [0.3, 0.0, 1.2, 0.0], [0.0, 0.0, 0.7, 0.2], [0.5, 0.2, 0.0, 0.1]] {
        let (found, wanted) = (criterion(tried), dense(ratings, tried));
        assert!((found - wanted).abs() < 1e-8 * wanted.abs(), "{tried:?}: {found} is not {wanted}");
    }
    let Solved::Dense(known) = Solved::dense(Factor::new(&cells, theta).unwrap()) else { panic!("it is factored") };
    let effects = known.factor.solve(&cells).unwrap();
    let solution = Solution::new(&cells, &known.factor.local, &effects);
    let slope = known.slope(&cells, &solution, (effects.residual, true));
    for term in 0..TERMS {
        let h = 1e-5;
        let at = |shift: f64| {
            let mut moved = theta;
            moved[term] = (theta[term].powi(2) + shift).sqrt();
            criterion(moved)
        };
        let wanted = (at(h) - at(-h)) / (2.0 * h);
        let found = slope.gradient[term];
        assert!((found - wanted).abs() < 1e-5 * (1.0 + wanted.abs()), "{term}: {found} is not {wanted}");
    }
}

#[test]
fn groups_of_candidates_match_dense_algebra() {
    check(&table(9, 4), true);
}

#[test]
fn groups_of_interviewers_match_dense_algebra() {
    check(&table(2, 12), false);
}
