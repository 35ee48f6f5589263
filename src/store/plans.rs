//! Plans of sessions as they are read: that of a kit lies in many folders, and is parsed once and held once.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::core::plan::{Plan, PlanSummary};
use crate::core::session::HeldOnce;

use super::documents::parse_trusted;
use super::error::{Result, unreadable};
use super::reading;

/// So many plans are remembered: sessions are read in the order of their days, and few openings are at work at once.
const MOST: usize = 64;

/// The plans that were read last, by any thread.
#[derive(Default)]
pub(super) struct Plans {
    known: Mutex<KnownPlans>,
}

#[derive(Default)]
struct KnownPlans {
    /// The one that was read last first.
    last: VecDeque<KnownPlan>,
    common: HeldOnce,
}

struct KnownPlan {
    bytes: Arc<[u8]>,
    plan: Arc<Plan>,
    summary: Arc<PlanSummary>,
}

impl Plans {
    /// The plan in a file, with its summary.
    ///
    /// # Errors
    /// Every problem of the file, or what the system refused.
    pub(super) fn read(&self, path: &Path) -> Result<(Arc<Plan>, Arc<PlanSummary>)> {
        let bytes = reading::bytes(path).map_err(unreadable(path))?;
        if let Some(found) = self.known().find(&bytes) {
            return Ok(found);
        }
        // Two threads that meet the same new plan parse it twice, and nobody waits for anybody who parses.
        let plan: Arc<Plan> = Arc::new(parse_trusted(path, &bytes)?);
        let summary = plan.summary();
        let mut known = self.known();
        let summary = known.common.plan(summary);
        known.last.truncate(MOST - 1);
        let found = (Arc::clone(&plan), Arc::clone(&summary));
        known.last.push_front(KnownPlan { bytes: bytes.into(), plan, summary });
        Ok(found)
    }

    fn known(&self) -> MutexGuard<'_, KnownPlans> {
        // Whoever panicked left plans that are whole.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl KnownPlans {
    fn find(&mut self, bytes: &[u8]) -> Option<(Arc<Plan>, Arc<PlanSummary>)> {
        let position = self.last.iter().position(|known| *known.bytes == *bytes)?;
        self.last.swap(0, position);
        let known = self.last.front()?;
        Some((Arc::clone(&known.plan), Arc::clone(&known.summary)))
    }
}
