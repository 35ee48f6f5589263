//! Where in a cohort a plan stands: several plans of one draw that are made to be equally hard, for as many candidates.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::ids::CohortId;

/// Where in a cohort a plan stands, and how equal its plans are.
///
/// A load is the sum over a plan's questions of minutes times difficulty (1 to 5); backups do not count.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct CohortPlace {
    /// The cohort.
    pub id: CohortId,
    /// The plan's number in it, counted from 1.
    pub number: u16,
    /// How many plans the cohort has.
    pub plans: u16,
    /// The load of this plan.
    pub load: u64,
    /// The load of the lightest plan.
    pub lightest: u64,
    /// The load of the heaviest plan.
    pub heaviest: u64,
    /// The most questions that any two plans share, backups included.
    pub overlap: u16,
}

impl CohortPlace {
    /// Loads that differ by at most so many percent of the heaviest count as equal.
    pub(crate) const EQUAL_PERCENT: u64 = 2;

    /// How far the heaviest plan is above the lightest, in points of load.
    pub(crate) fn spread(&self) -> u64 {
        self.heaviest.saturating_sub(self.lightest)
    }

    /// Whether the plans count as equally heavy.
    pub(crate) fn is_equal(&self) -> bool {
        is_equal(self.lightest, self.heaviest)
    }
}

/// Whether loads from `lightest` to `heaviest` count as equal.
pub(crate) fn is_equal(lightest: u64, heaviest: u64) -> bool {
    u128::from(heaviest.saturating_sub(lightest)) * 100 <= u128::from(heaviest) * u128::from(CohortPlace::EQUAL_PERCENT)
}
