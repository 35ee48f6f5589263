//! Whether those who are compared had plans that were made to be equally hard.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::super::ids::{CandidateId, CohortId};
use super::super::plan::CohortPlace;
use super::pooling::Submitted;

/// The cohorts that the plans of a group are of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(inline)]
pub struct Cohorts {
    /// Whether all candidates had plans of the same cohorts and none beside.
    pub same: bool,
    /// How many candidates had a plan of none.
    pub without: usize,
    /// Each cohort, in the order of their names.
    pub each: Vec<CohortHeld>,
}

/// A cohort of which plans were held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(inline)]
pub struct CohortHeld {
    /// The cohort.
    pub id: CohortId,
    /// How many candidates had a plan of it.
    pub candidates: usize,
    /// How many plans it has.
    pub plans: u16,
    /// The load of its lightest plan: minutes times difficulty.
    pub lightest: u64,
    /// The load of its heaviest plan.
    pub heaviest: u64,
    /// How far they are apart.
    pub spread: u64,
    /// Whether that is at most 2% of the heaviest.
    pub equal: bool,
    /// The most questions that two of its plans share, backups included.
    pub overlap: u16,
    /// Its plans that were held with more than one candidate.
    pub repeated: Vec<PlanRepeated>,
}

/// A plan of a cohort that several candidates had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(inline)]
pub struct PlanRepeated {
    /// Which of the cohort's plans, counted from 1.
    pub number: u16,
    /// How many candidates had it.
    pub candidates: usize,
}

/// What is to be said of the cohorts of these; nothing where no plan is of any.
pub(super) fn cohorts(by_candidate: &BTreeMap<&CandidateId, Vec<Submitted<'_>>>) -> Option<Cohorts> {
    let mut held: BTreeMap<&CohortId, (&CohortPlace, usize)> = BTreeMap::new();
    let mut plans: BTreeMap<(&CohortId, u16), usize> = BTreeMap::new();
    let mut sets: BTreeSet<BTreeSet<&CohortId>> = BTreeSet::new();
    let mut without = 0;
    for sessions in by_candidate.values() {
        let places: Vec<Option<&CohortPlace>> = sessions.iter().map(|session| session.plan().cohort.as_ref()).collect();
        let own: BTreeMap<&CohortId, &CohortPlace> = places.iter().flatten().map(|place| (&place.id, *place)).collect();
        for (id, place) in &own {
            held.entry(id).or_insert((place, 0)).1 += 1;
        }
        for plan in places.iter().flatten().map(|place| (&place.id, place.number)).collect::<BTreeSet<_>>() {
            *plans.entry(plan).or_insert(0) += 1;
        }
        without += usize::from(places.iter().any(Option::is_none));
        sets.insert(own.into_keys().collect());
    }
    let each: Vec<CohortHeld> = held
        .into_values()
        .map(|(place, candidates)| CohortHeld {
            id: place.id.clone(),
            candidates,
            plans: place.plans,
            lightest: place.lightest,
            heaviest: place.heaviest,
            spread: place.spread(),
            equal: place.is_equal(),
            overlap: place.overlap,
            repeated: plans
                .iter()
                .filter(|((id, _), candidates)| **id == place.id && **candidates > 1)
                .map(|((_, number), candidates)| PlanRepeated { number: *number, candidates: *candidates })
                .collect(),
        })
        .collect();
    (!each.is_empty()).then_some(Cohorts { same: sets.len() == 1 && without == 0, without, each })
}
