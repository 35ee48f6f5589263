//! What a report is asked for: the terms of the model, weights, bands.

use std::collections::BTreeMap;

use crate::fitted::SureOf;
use crate::mixed::Model;

/// What a report is asked for.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Exactly this model; `None` for whatever of the full one the data can carry.
    pub exact: Option<Model>,
    /// A weight for each dimension of the table.
    pub weights: Vec<u32>,
    /// The bands of a total, lowest first; none where they are on another scale.
    pub bands: Vec<BandEdge>,
    /// The seed of all draws.
    pub seed: u64,
    /// What is to be sure of groups.
    pub groups: SureOf,
    /// Whether to hold the order against that of an ordinal model.
    pub ordinal: bool,
    /// Every statistic, and who should rate whom next.
    pub details: bool,
    /// Interviewers by name, for the person and the lead.
    pub severity: bool,
}

/// A band's lower bound for the statistics.
#[derive(Debug, Clone, PartialEq)]
pub struct BandEdge {
    /// The band.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its lower bound; the lowest band has none in effect.
    pub from: f64,
}

/// The names behind the ids of a table; an id without one is its own name.
#[derive(Debug, Clone, Default)]
pub struct Called {
    /// By the candidate's id.
    pub candidates: BTreeMap<String, String>,
    /// By the interviewer's id.
    pub interviewers: BTreeMap<String, String>,
}
