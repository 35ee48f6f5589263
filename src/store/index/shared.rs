//! What records share: each name, rubric and plan stands once, and records name its number.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::core::ids::NotAName;
use crate::core::plan::{CohortPlace, KitRound, PlanSummary};
use crate::core::rubric::Rubric;
use crate::core::scale::{Kind, Level, Minutes};

/// What stands once, before the records.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Shared<'a> {
    #[serde(borrow)]
    names: Vec<&'a str>,
    /// As JSON.
    rubrics: Vec<String>,
    #[serde(borrow)]
    plans: Vec<PlanRecord<'a>>,
}

/// The summary of a plan, with numbers for names.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
struct PlanRecord<'a> {
    kit: Option<(u32, u8)>,
    cohort: Option<CohortPlace>,
    format: u32,
    stage: Option<&'a str>,
    title: &'a str,
    level: Level,
    track: u32,
    minutes: Minutes,
    dimensions: Vec<u32>,
    kinds: Vec<Kind>,
    rubric: u32,
}

/// Gives numbers to what is written.
#[derive(Default)]
pub(super) struct Numbers<'a> {
    shared: Shared<'a>,
    names: HashMap<&'a str, u32>,
    /// Rubrics by where they stand in memory, which is one place for those that are known to be equal.
    rubrics: BTreeMap<*const Rubric, u32>,
    plans: HashMap<PlanRecord<'a>, u32>,
    /// Plans by where they stand in memory.
    places: HashMap<*const PlanSummary, u32>,
}

impl<'a> Numbers<'a> {
    /// What stands before the records.
    pub(super) fn shared(&self) -> &Shared<'a> {
        &self.shared
    }

    /// The number of a name.
    pub(super) fn name(&mut self, name: &'a str) -> Option<u32> {
        if let Some(number) = self.names.get(name) {
            return Some(*number);
        }
        let number = u32::try_from(self.shared.names.len()).ok()?;
        self.shared.names.push(name);
        self.names.insert(name, number);
        Some(number)
    }

    /// The number of a plan.
    pub(super) fn plan(&mut self, plan: &'a Arc<PlanSummary>) -> Option<u32> {
        if let Some(number) = self.places.get(&Arc::as_ptr(plan)) {
            return Some(*number);
        }
        let PlanSummary { kit, cohort, format, stage, title, level, track, minutes, dimensions, kinds, rubric } =
            &**plan;
        let kit = match kit {
            Some(KitRound { id, round }) => Some((self.name(id.as_str())?, *round)),
            None => None,
        };
        let record = PlanRecord {
            kit,
            cohort: cohort.clone(),
            format: self.name(format.as_str())?,
            stage: stage.as_deref(),
            title,
            level: *level,
            track: self.name(track.as_str())?,
            minutes: *minutes,
            dimensions: dimensions.iter().map(|id| self.name(id.as_str())).collect::<Option<_>>()?,
            kinds: kinds.iter().copied().collect(),
            rubric: self.rubric(rubric)?,
        };
        let number = if let Some(number) = self.plans.get(&record) {
            *number
        } else {
            let number = u32::try_from(self.shared.plans.len()).ok()?;
            self.shared.plans.push(record.clone());
            self.plans.insert(record, number);
            number
        };
        self.places.insert(Arc::as_ptr(plan), number);
        Some(number)
    }

    fn rubric(&mut self, rubric: &Arc<Rubric>) -> Option<u32> {
        if let Some(number) = self.rubrics.get(&Arc::as_ptr(rubric)) {
            return Some(*number);
        }
        let text = serde_json::to_string(&**rubric).ok()?;
        let same = self.shared.rubrics.iter().position(|known| *known == text);
        let number = u32::try_from(same.unwrap_or(self.shared.rubrics.len())).ok()?;
        if same.is_none() {
            self.shared.rubrics.push(text);
        }
        self.rubrics.insert(Arc::as_ptr(rubric), number);
        Some(number)
    }
}

/// What numbers stand for, of what was read.
pub(super) struct Meanings<'a> {
    names: Vec<&'a str>,
    plans: Vec<Arc<PlanSummary>>,
}

impl<'a> Meanings<'a> {
    /// What they stand for; none where something is no name or no rubric.
    pub(super) fn of(shared: Shared<'a>) -> Option<Self> {
        let Shared { names, rubrics, plans } = shared;
        let rubrics = rubrics.iter().map(|text| serde_json::from_str(text).ok().map(Arc::new));
        let rubrics: Vec<Arc<Rubric>> = rubrics.collect::<Option<_>>()?;
        let mut meanings = Self { names, plans: Vec::new() };
        meanings.plans =
            plans.into_iter().map(|plan| meanings.summary(plan, &rubrics).map(Arc::new)).collect::<Option<_>>()?;
        Some(meanings)
    }

    fn summary(&self, record: PlanRecord<'_>, rubrics: &[Arc<Rubric>]) -> Option<PlanSummary> {
        let kit = match record.kit {
            Some((id, round)) => Some(KitRound { id: self.name(id)?, round }),
            None => None,
        };
        Some(PlanSummary {
            kit,
            cohort: record.cohort,
            format: self.name(record.format)?,
            stage: record.stage.map(str::to_owned),
            title: record.title.to_owned(),
            level: record.level,
            track: self.name(record.track)?,
            minutes: record.minutes,
            dimensions: record.dimensions.into_iter().map(|id| self.name(id)).collect::<Option<_>>()?,
            kinds: record.kinds.into_iter().collect(),
            rubric: Arc::clone(rubrics.get(usize::try_from(record.rubric).ok()?)?),
        })
    }

    /// The name of a number, parsed.
    pub(super) fn name<T: std::str::FromStr<Err = NotAName>>(&self, number: u32) -> Option<T> {
        self.names.get(usize::try_from(number).ok()?)?.parse().ok()
    }

    /// The plan of a number.
    pub(super) fn plan(&self, number: u32) -> Option<Arc<PlanSummary>> {
        self.plans.get(usize::try_from(number).ok()?).map(Arc::clone)
    }

    /// Names that are parsed once, and shared from then on.
    pub(super) fn once<T: std::str::FromStr<Err = NotAName>>(&self) -> Once<'_, 'a, T> {
        Once { meanings: self, parsed: (0..self.names.len()).map(|_| None).collect() }
    }
}

/// Names of one type, each parsed when it is first met.
pub(super) struct Once<'m, 'a, T> {
    meanings: &'m Meanings<'a>,
    parsed: Vec<Option<Arc<T>>>,
}

impl<T: std::str::FromStr<Err = NotAName>> Once<'_, '_, T> {
    /// The name of a number.
    pub(super) fn name(&mut self, number: u32) -> Option<Arc<T>> {
        let slot = self.parsed.get_mut(usize::try_from(number).ok()?)?;
        if slot.is_none() {
            *slot = Some(Arc::new(self.meanings.name(number)?));
        }
        slot.clone()
    }
}
