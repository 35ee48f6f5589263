//! What lists, comparisons and draws need of a plan.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::ids::{DimensionId, FormatId, TrackId};
use super::super::rubric::Rubric;
use super::super::scale::{Kind, Level, Minutes};
use super::{CohortPlace, KitRound, Plan};

/// What was held, without its texts: what lists, comparisons and draws need of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanSummary {
    /// The kit it belongs to and its place in it.
    pub kit: Option<KitRound>,
    /// Its place in a cohort.
    pub cohort: Option<CohortPlace>,
    /// The format.
    pub format: FormatId,
    /// Which stage of several it was, as a table said.
    pub stage: Option<String>,
    /// The format's title.
    pub title: String,
    /// The level it was drawn for.
    pub level: Level,
    /// The role track it was drawn for.
    pub track: TrackId,
    /// The whole round.
    pub minutes: Minutes,
    /// The dimensions that it is expected to assess.
    pub dimensions: Vec<DimensionId>,
    /// The kinds that its sections take, each once.
    pub kinds: BTreeSet<Kind>,
    /// The rubric, as it was; one for all plans that have the same.
    pub rubric: Arc<Rubric>,
}

impl Plan {
    /// What was held, without its texts.
    pub fn summary(&self) -> PlanSummary {
        PlanSummary {
            kit: self.kit.clone(),
            cohort: self.cohort.clone(),
            format: self.format.clone(),
            stage: self.stage.clone(),
            title: self.title.clone(),
            level: self.level,
            track: self.track.clone(),
            minutes: self.minutes,
            dimensions: self.dimensions.clone(),
            kinds: self.sections.iter().flat_map(|section| section.kinds.iter().copied()).collect(),
            rubric: Arc::new(self.rubric.clone()),
        }
    }
}
