//! Calibration against published values, recomputed ones, hand computations and small tables of every kind.

mod cli;
mod edges;
mod property;
mod reference;
mod worked;
