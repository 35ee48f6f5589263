//! What the fuzz targets in `fuzz/` need of the inside; it is there with the feature `fuzzing` alone.

use crate::core::check;
use crate::core::panel::Import;
use crate::core::people::{Candidates, Match, People};
use crate::core::session::Session;
use crate::store;

/// How many ratings an import holds, and the sessions that it stands for; none where its rows can't stand as sessions.
pub fn imported(import: &Import) -> Option<(usize, Vec<Session>)> {
    let sessions = import.sessions("fuzz").ok()?;
    Some((import.rows.len(), sessions.into_iter().map(|(_, session)| session).collect()))
}

/// How many problems a list of people has beyond its shape.
pub fn problems_of(people: &People) -> usize {
    check::people(people).len()
}

/// Whether a name or id is somebody known; none where the two ways to look it up, for one and for many, differ.
pub fn is_known(people: &People, given: &str) -> Option<bool> {
    let (one, many) = (people.candidate(given), Candidates::of(people).called(given));
    (one == many).then_some(matches!(one, Match::Known(_)))
}

/// What became of a table of ratings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingTable {
    /// How many rows it has.
    pub rows: u64,
    /// The lines of those that were taken, in order.
    pub taken: Vec<u64>,
    /// The lines of those that were not, in order.
    pub bad: Vec<u64>,
}

/// Reads a table of ratings as `import` and `calibrate --from` do.
pub fn ratings(bytes: &[u8]) -> Option<RatingTable> {
    let mut taken = Vec::new();
    let each = |row: store::TidyRow<'_>| {
        taken.push(row.line);
        Ok(())
    };
    let read = store::read_tidy_of(bytes, each).ok()?;
    Some(RatingTable { rows: read.rows, taken, bad: read.bad.into_iter().map(|bad| bad.line).collect() })
}
