//! What the fuzz targets in `fuzz/` need of the inside; it is there with the feature `fuzzing` alone.

use std::ops::ControlFlow;
use std::sync::LazyLock;

use crate::core::check;
use crate::core::panel::Import;
use crate::core::people::{Candidates, Match, People};
use crate::core::ratings::Gleaned;
use crate::core::ratings::layout::TableOptions;
use crate::core::ratings::numbered::Taker;
use crate::core::ratings::tabled::Tabling;
use crate::core::ratings::take::{Intake, ScoreRules};
use crate::core::rubric::Rubric;
use crate::core::session::Session;
use crate::store::{self, Parts};

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
pub struct TableRead {
    /// The lines of ratings that were understood, in order.
    pub taken: Vec<u64>,
    /// The lines of places where nobody rated, in order.
    pub not_rated: Vec<u64>,
    /// The lines of what was not understood, in order.
    pub bad: Vec<u64>,
}

/// Reads a table of ratings as `import` and `calibrate --from` do; none where no table is found in it.
pub fn ratings(bytes: &[u8]) -> Option<TableRead> {
    let mut table = TableRead { taken: Vec::new(), not_rated: Vec::new(), bad: Vec::new() };
    let mut reading = Intake::new(ScoreRules::default(), &[]);
    let mut each = |found: Gleaned<'_>| {
        let (place, lines) = match found {
            Gleaned::Rating(written) => match reading.understand(&written) {
                Ok(Some(_)) => (written.place, &mut table.taken),
                Ok(None) => (written.place, &mut table.not_rated),
                Err(_) => (written.place, &mut table.bad),
            },
            Gleaned::Session(..) => return ControlFlow::Continue(()),
            Gleaned::NotRated(place) | Gleaned::Unassessed(place, ..) => (place, &mut table.not_rated),
            Gleaned::Bad(place, _) => (place, &mut table.bad),
        };
        lines.push(place.line);
        ControlFlow::Continue(())
    };
    store::read_table_of(bytes, (&TableOptions::default(), bytes.len().max(1)), &mut each).ok()?;
    Some(table)
}

/// Hands everything on as it is written, and offers no row by its numbers.
struct AsWritten<'a, 'b>(&'a mut Tabling<'b>);

impl Taker for AsWritten<'_, '_> {
    fn take(&mut self, found: Gleaned<'_>) -> ControlFlow<()> {
        self.0.take(found)
    }
}

/// What `calibrate --from` makes of a table, in words: as it is written, or with `stretch` in stretches of so many bytes side by side, whose
/// rows go by the numbers of their texts. Both say the same; none where no table is found.
pub fn tabled(bytes: &[u8], stretch: Option<usize>) -> Option<String> {
    static RUBRIC: LazyLock<Rubric> = LazyLock::new(|| {
        let rubrics = store::shipped_library(Parts::WithoutBanks).rubrics;
        rubrics.into_values().next().unwrap_or_else(|| unreachable!("a rubric is shipped"))
    });
    let reading = Intake::new(ScoreRules::default(), &[]);
    let mut tabling = Tabling::new(reading, usize::MAX, (&RUBRIC, None, None)).ok()?;
    let options = TableOptions::default();
    let account = match stretch {
        Some(stretch) => store::read_table_of(bytes, (&options, stretch), &mut tabling),
        None => store::read_table_of(bytes, (&options, bytes.len().max(1)), &mut AsWritten(&mut tabling)),
    };
    let account = account.ok()?;
    let Tabling { builder, reading, called, .. } = tabling;
    let (count, problems) = (builder.len(), reading.problems.lines(&account));
    let (ratings, repeated) = builder.build_of_first();
    let left_out = &account.left_out;
    Some(format!(
        "{count} {repeated} {} {problems:?} {left_out:?} {called:?} {:?} {:?}",
        reading.not_rated,
        ratings.dimensions(),
        ratings.scale()
    ))
}
