//! Conversions between counts and floating point, in one place so that each has its reason.

/// A count as `f64`; exact up to 2^53, far beyond any table of ratings.
#[expect(clippy::cast_precision_loss, reason = "counts of ratings stay far below 2^53")]
pub(crate) fn float(count: usize) -> f64 {
    count as f64
}

/// An integer score as `f64`, always exact.
pub(crate) fn whole(score: i32) -> f64 {
    f64::from(score)
}

/// The nearest whole number at or below `value`, as an index; 0 below 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "callers pass small non-negative numbers; saturating is the wanted behavior"
)]
pub(crate) fn floor(value: f64) -> usize {
    value as usize
}

/// A value in steps of a 2³⁰th of `range`, to put values in order: those that differ only by how they were rounded come out equal,
/// and their order stays that of their indices.
pub(crate) fn graded(value: f64, range: f64) -> f64 {
    // Where two are ordered by `total_cmp`, a negative zero stands before zero.
    (value / range * 1_073_741_824.0).round() + 0.0
}

/// An index as `u32`. Tables refuse more than `u32::MAX` rows, so this never saturates in practice.
pub(crate) fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// The nearest whole number, of scores that stay below a million.
#[expect(clippy::cast_possible_truncation, reason = "scores beyond a million are refused")]
pub(crate) fn nearest(value: f64) -> i32 {
    value.round() as i32
}
