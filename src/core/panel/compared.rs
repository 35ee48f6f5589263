//! A group of the exact comparison beside its calibration.

use calibration::report::Report;
use serde::Serialize;

use super::super::exact::Exact;
use super::super::ids::BandId;
use super::cohorts::Cohorts;
use super::ranking::{Basis, Caution, Group, LeftOut, Standing};

/// A group of candidates: the record, and the advice beside it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Compared {
    /// What makes them comparable.
    #[serde(flatten)]
    pub basis: Basis,
    /// Where too little was asked of all to compare by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caution: Option<Caution>,
    /// The cohorts that their plans are of, where any is of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cohorts: Option<Cohorts>,
    /// What the exact scores say, which decides.
    pub exact: Vec<Record>,
    /// What is advised beside it, without a word on interviewers.
    pub calibrated: Report,
    /// Sessions that count for nobody, and why.
    pub left_out: Vec<LeftOut>,
}

/// What the exact scores say of a candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Record {
    /// The candidate's id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The rank; `None` where something is missing.
    pub rank: Option<usize>,
    /// The exact total.
    pub total: Option<Exact>,
    /// As it is shown.
    pub shown: Option<String>,
    /// The band.
    pub band: Option<BandId>,
    /// Its title.
    pub band_title: Option<String>,
    /// What is missing for a rank.
    pub lacks: Vec<String>,
}

/// Puts a group's record beside its calibration.
pub(crate) fn compared(group: &Group, calibrated: Report) -> Compared {
    let record = |rank: Option<usize>, lacks: &[String], standing: &Standing| Record {
        id: standing.candidate.id.to_string(),
        name: standing.candidate.name.clone(),
        rank,
        total: standing.result.total.clone(),
        shown: standing.result.shown.clone(),
        band: standing.result.band.clone(),
        band_title: standing.result.band_title.clone(),
        lacks: lacks.to_vec(),
    };
    let ranked = group.ranked.iter().map(|one| record(Some(one.rank), &[], &one.standing));
    let unranked = group.unranked.iter().map(|one| record(None, &one.lacks, &one.standing));
    Compared {
        basis: group.basis.clone(),
        caution: group.caution,
        cohorts: group.cohorts.clone(),
        exact: ranked.chain(unranked).collect(),
        calibrated,
        left_out: group.left_out.clone(),
    }
}
