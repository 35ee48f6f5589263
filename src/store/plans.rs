//! Plans of sessions as they are read: that of a kit lies in many folders, and is parsed once.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;

use crate::core::plan::{Plan, PlanSummary};
use crate::core::session::HeldOnce;

use super::documents::parse_trusted;
use super::error::{Result, io};
use super::reading;

/// So many plans are remembered: sessions are read in the order of their days, and few openings are at work at once.
const MOST: usize = 64;

/// The plans that were read last.
#[derive(Default)]
pub(super) struct Plans {
    known: VecDeque<KnownPlan>,
}

struct KnownPlan {
    bytes: Vec<u8>,
    plan: Plan,
    summary: Arc<PlanSummary>,
}

impl Plans {
    /// The plan in a file, with its summary.
    ///
    /// # Errors
    /// Every problem of the file, or what the system refused.
    pub(super) fn read(&mut self, path: &Path, common: &mut HeldOnce) -> Result<(Plan, Arc<PlanSummary>)> {
        let bytes = reading::bytes(path).map_err(io("read", path))?;
        if let Some(position) = self.known.iter().position(|known| known.bytes == bytes) {
            self.known.swap(0, position);
        } else {
            let plan: Plan = parse_trusted(path, &bytes)?;
            self.known.truncate(MOST - 1);
            self.known.push_front(KnownPlan { bytes, summary: common.plan(plan.summary()), plan });
        }
        let known = &self.known[0];
        Ok((known.plan.clone(), Arc::clone(&known.summary)))
    }
}
