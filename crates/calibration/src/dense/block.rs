//! Matrices that fit in the first-level cache, column by column.

use ndarray::linalg::general_mat_mul;
use ndarray::{Array2, ArrayView2, ArrayViewMut2, ShapeBuilder};

use super::NotPositive;

/// x ← x + factor·y.
pub(super) fn add(x: &mut [f64], factor: f64, y: &[f64]) {
    for (x, y) in x.iter_mut().zip(y) {
        *x += factor * y;
    }
}

/// x ← x + factor·y for as many as go together.
pub(crate) fn add_row<const N: usize>(x: &mut [f64; N], factor: f64, y: &[f64; N]) {
    // By number: so the compiler makes one of several.
    for lane in 0..N {
        x[lane] += factor * y[lane];
    }
}

/// x ← x − the four columns, each times its value at the row where x begins: x is read and written a quarter as often.
fn subtract_four(x: &mut [f64], four: &[f64], size: usize) {
    let row = size - x.len();
    let (front, back) = four.split_at(2 * size);
    let (first, second) = front.split_at(size);
    let (third, fourth) = back.split_at(size);
    let [first, second, third, fourth] = [first, second, third, fourth].map(|column| &column[row..]);
    let factors = [first[0], second[0], third[0], fourth[0]];
    for ((((x, a), b), c), d) in x.iter_mut().zip(first).zip(second).zip(third).zip(fourth) {
        *x -= (factors[0] * a + factors[1] * b) + (factors[2] * c + factors[3] * d);
    }
}

/// x'y, in eight sums that can be made at the same time.
pub(super) fn dot(x: &[f64], y: &[f64]) -> f64 {
    let (x, y) = (x.chunks_exact(8), y.chunks_exact(8));
    let rest: f64 = x.remainder().iter().zip(y.remainder()).map(|(a, b)| a * b).sum();
    let mut sums = [0.0; 8];
    for (x, y) in x.zip(y) {
        for ((sum, a), b) in sums.iter_mut().zip(x).zip(y) {
            *sum += a * b;
        }
    }
    rest + sums.iter().sum::<f64>()
}

/// A ← L, where A = LL'; the lower triangle.
pub(super) fn cholesky(a: &mut [f64], size: usize) -> Result<(), NotPositive> {
    for column in 0..size {
        let (done, rest) = a.split_at_mut(column * size);
        let current = &mut rest[column..size];
        let fours = done.chunks_exact(4 * size);
        for previous in fours.remainder().chunks_exact(size) {
            add(current, -previous[column], &previous[column..]);
        }
        for previous in fours {
            subtract_four(current, previous, size);
        }
        let pivot = current[0];
        if pivot <= 0.0 || !pivot.is_finite() {
            return Err(NotPositive);
        }
        let root = pivot.sqrt();
        for value in current {
            *value /= root;
        }
    }
    Ok(())
}

/// L ← L⁻¹; the lower triangle.
pub(super) fn invert(l: &mut [f64], size: usize) {
    for column in (0..size).rev() {
        let (before, done) = l.split_at_mut((column + 1) * size);
        let current = &mut before[column * size + column..];
        let pivot = current[0].recip();
        current[0] = pivot;
        // What is below is multiplied by the inverse of what is to the right, from the last row on.
        let below = &mut current[1..];
        for (index, other) in done.chunks_exact(size).enumerate().rev() {
            let own = below[index];
            let values = &other[column + 1 + index..];
            below[index] = own * values[0];
            add(&mut below[index + 1..], own, &values[1..]);
        }
        for value in below {
            *value *= -pivot;
        }
    }
}

/// L ← L'L; the lower triangle.
pub(super) fn square(l: &mut [f64], size: usize) {
    for column in 0..size {
        let (before, others) = l.split_at_mut((column + 1) * size);
        let current = &mut before[column * size..];
        current[column] = dot(&current[column..], &current[column..]);
        for (index, other) in others.chunks_exact(size).enumerate() {
            let row = column + 1 + index;
            current[row] = dot(&current[row..], &other[row..]);
        }
    }
}

/// The lower triangle in a place of its own, zeros above.
pub(super) fn lower(l: &ArrayView2<'_, f64>) -> Vec<f64> {
    let mut own = vec![0.0; l.len()];
    for (index, (into, from)) in own.chunks_exact_mut(l.nrows().max(1)).zip(l.columns()).enumerate() {
        if let Some(from) = from.as_slice() {
            into[index..].copy_from_slice(&from[index..]);
        }
    }
    own
}

/// Takes a step on the lower triangle of a part of a larger matrix.
pub(super) fn within<T>(mut a: ArrayViewMut2<'_, f64>, step: impl FnOnce(&mut [f64], usize) -> T) -> T {
    let size = a.nrows();
    let mut own = lower(&a.view());
    let result = step(&mut own, size);
    for (index, (mut into, from)) in a.columns_mut().into_iter().zip(own.chunks_exact(size.max(1))).enumerate() {
        if let Some(into) = into.as_slice_mut() {
            into[index..].copy_from_slice(&from[index..]);
        }
    }
    result
}

/// B ← BL or, `transposed`, BL'.
pub(super) fn times(mut b: ArrayViewMut2<'_, f64>, l: &[f64], transposed: bool) {
    let size = b.ncols();
    let Ok(l) = ArrayView2::from_shape((size, size).f(), l) else { return };
    let by_columns = b.strides()[0] == 1;
    let mut before = Array2::zeros(b.raw_dim().set_f(by_columns));
    before.assign(&b);
    let l = if transposed { l.reversed_axes() } else { l };
    general_mat_mul(1.0, &before, &l, 0.0, &mut b);
}
