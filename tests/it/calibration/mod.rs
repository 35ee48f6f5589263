//! `calibrate` and `compare --calibrated` as a person meets them. The statistics have tests of their own, in `crates/calibration`.

mod cli;
mod ordinal;
mod worked;
