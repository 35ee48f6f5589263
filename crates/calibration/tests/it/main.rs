//! The tests from outside, as one program: published values, tables at the edge, and properties.

#![expect(clippy::cast_precision_loss, reason = "counts in tests are small")]

mod edges;
mod flat;
mod large;
mod ordinal;
mod peers;
mod property;
mod reference;
