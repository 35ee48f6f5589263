//! From dimension scores to total, band and caps, in exact arithmetic (DESIGN: scoring).

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::exact::Exact;
use super::super::ids::{BandId, DimensionId, FlagId};
use super::super::rubric::{Floor, Rubric};
use super::super::scale::{Kind, Level};

/// The least share of the weight, in percent, that must be assessed for a total.
pub(crate) const LEAST_WEIGHT: u32 = 60;

/// What is scored: per dimension and, for floors, per kind of question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scores {
    /// By dimension; absent where not assessed.
    pub dimensions: BTreeMap<DimensionId, Exact>,
    /// The mean over a kind's questions of each question's mean rating; absent where none was rated.
    pub kinds: BTreeMap<Kind, Exact>,
    /// Red flags raised.
    pub flags: Vec<FlagId>,
}

/// What is expected: the level's floors, and what the format or loop should have assessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Floors {
    /// The level.
    pub level: Level,
    /// The dimensions that should have been assessed.
    pub dimensions: Vec<DimensionId>,
    /// The kinds of question that should have been asked.
    pub kinds: Vec<Kind>,
}

/// What capped a band.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "by")]
pub enum CappedBy {
    /// A floor on a dimension.
    Dimension {
        /// The dimension whose score lies below the floor.
        dimension: DimensionId,
        /// The score.
        score: Exact,
        /// What it takes.
        at_least: Exact,
        /// The best band without it.
        caps_at: BandId,
    },
    /// A floor on a kind of question.
    Kind {
        /// The kind whose ratings lie below the floor.
        kind: Kind,
        /// The mean over its questions.
        score: Exact,
        /// What it takes.
        at_least: Exact,
        /// The best band without it.
        caps_at: BandId,
    },
    /// A red flag for which the rubric says so.
    RedFlag {
        /// The red flag that was raised.
        flag: FlagId,
        /// The best band with it.
        caps_at: BandId,
    },
}

impl CappedBy {
    /// The best band that it leaves.
    pub(crate) fn caps_at(&self) -> &BandId {
        match self {
            Self::Dimension { caps_at, .. } | Self::Kind { caps_at, .. } | Self::RedFlag { caps_at, .. } => caps_at,
        }
    }
}

/// What makes a band provisional.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "missing")]
pub enum Gap {
    /// A dimension that should have been assessed was not.
    Dimension {
        /// The dimension that nobody rated.
        dimension: DimensionId,
    },
    /// A floor could not be checked, for want of ratings on that kind of question.
    FloorOnKind {
        /// The kind that has no ratings.
        kind: Kind,
    },
    /// A floor could not be checked, for want of a score on that dimension.
    FloorOnDimension {
        /// The dimension that has no score.
        dimension: DimensionId,
    },
}

/// Total and band.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Σ weight·score / Σ weight over the assessed dimensions; none where less than [`LEAST_WEIGHT`] was assessed.
    pub total: Option<Exact>,
    /// The band after caps.
    pub band: Option<BandId>,
    /// The band that it would have been without caps.
    pub uncapped_band: Option<BandId>,
    /// Every floor and flag that lowered it.
    pub capped_by: Vec<CappedBy>,
    /// What makes the band provisional.
    pub gaps: Vec<Gap>,
    /// Floors of the level on something that was neither assessed nor expected.
    pub not_checked: Vec<Gap>,
    /// Whole percent of the weight that was assessed.
    pub assessed_weight: u32,
}

impl Verdict {
    /// Whether something that should have been assessed is missing.
    pub(crate) fn provisional(&self) -> bool {
        !self.gaps.is_empty()
    }
}

/// Total, band and caps.
pub fn score(rubric: &Rubric, floors: &Floors, scores: &Scores) -> Verdict {
    let assessed = rubric.dimensions.iter().filter_map(|d| Some((i64::from(d.weight), scores.dimensions.get(&d.id)?)));
    let mut weight = 0_i64;
    let mut sum = Exact::zero();
    for (share, value) in assessed {
        weight += share;
        sum = sum + &Exact::from(share) * value;
    }
    let whole: u32 = rubric.dimensions.iter().map(|dimension| u32::from(dimension.weight)).sum();
    let assessed_weight = u32::try_from(weight).unwrap_or(0);
    let enough = assessed_weight * 100 >= LEAST_WEIGHT * whole.max(1);
    let total = if enough { sum / weight } else { None };
    let uncapped_band = total.as_ref().and_then(|total| rubric.band_of(total)).map(|band| band.id.clone());

    let mut gaps: Vec<Gap> = floors
        .dimensions
        .iter()
        .filter(|id| !scores.dimensions.contains_key(*id))
        .map(|id| Gap::Dimension { dimension: id.clone() })
        .collect();
    let mut capped_by = Vec::new();
    let mut not_checked = Vec::new();
    for floor in rubric.floors.iter().filter(|floor| floor.level == floors.level) {
        match check_floor(floor, scores) {
            FloorCheck::Reached => {}
            FloorCheck::Missed(cap) => capped_by.push(cap),
            FloorCheck::Missing(gap) => {
                let expected = match &gap {
                    Gap::FloorOnKind { kind } => floors.kinds.contains(kind),
                    Gap::Dimension { dimension } | Gap::FloorOnDimension { dimension } => {
                        floors.dimensions.contains(dimension)
                    }
                };
                let named = matches!(&gap, Gap::FloorOnDimension { dimension } if expected
                    && gaps.contains(&Gap::Dimension { dimension: dimension.clone() }));
                if expected && !named {
                    gaps.push(gap);
                } else if !expected {
                    not_checked.push(gap);
                }
            }
        }
    }
    let flags = scores.flags.iter().filter_map(|id| rubric.red_flag(id));
    for flag in flags {
        if let Some(caps_at) = flag.caps_at.clone() {
            let cap = CappedBy::RedFlag { flag: flag.id.clone(), caps_at };
            if !capped_by.contains(&cap) {
                capped_by.push(cap);
            }
        }
    }
    capped_by.retain(|cap| uncapped_band.as_ref().is_some_and(|band| rubric.rank(cap.caps_at()) > rubric.rank(band)));
    let band = uncapped_band.clone().map(|band| {
        capped_by.iter().map(CappedBy::caps_at).fold(band, |band, cap| {
            let worse = rubric.rank(cap) > rubric.rank(&band);
            if worse { cap.clone() } else { band }
        })
    });
    Verdict { total, band, uncapped_band, capped_by, gaps, not_checked, assessed_weight }
}

enum FloorCheck {
    Reached,
    Missed(CappedBy),
    Missing(Gap),
}

fn check_floor(floor: &Floor, scores: &Scores) -> FloorCheck {
    let (at_least, caps_at) = (floor.at_least.clone(), floor.caps_at.clone());
    if let Some(dimension) = floor.dimension.clone() {
        return match scores.dimensions.get(&dimension).cloned() {
            Some(score) if score >= at_least => FloorCheck::Reached,
            Some(score) => FloorCheck::Missed(CappedBy::Dimension { dimension, score, at_least, caps_at }),
            None => FloorCheck::Missing(Gap::FloorOnDimension { dimension }),
        };
    }
    match floor.kind.map(|kind| (kind, scores.kinds.get(&kind).cloned())) {
        Some((_, Some(score))) if score >= at_least => FloorCheck::Reached,
        Some((kind, Some(score))) => FloorCheck::Missed(CappedBy::Kind { kind, score, at_least, caps_at }),
        Some((kind, None)) => FloorCheck::Missing(Gap::FloorOnKind { kind }),
        None => FloorCheck::Reached,
    }
}
