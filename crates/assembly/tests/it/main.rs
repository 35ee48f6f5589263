//! The tests from outside, as one program: small problems against every selection there is, kept optima, and what is refused.

mod cohorts;
mod drawn;
mod edges;
mod every;
mod judge;
mod kept;
mod property;
