//! What counts twice: a session of which a copy lies beside it, and imports of the same ratings.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use crate::core::check::{FileProblem, Problem};
use crate::core::ids::CandidateId;
use crate::core::panel::{Import, Overlap};

use super::super::documents::read_trusted;
use super::super::reading;
use super::super::session::{JOURNAL, PLAN};
use super::summarized::{Home, Summarized};

/// Copies among these sessions. Only those of one candidate that began at one moment are looked at.
pub(super) fn doubled(sessions: &[Summarized]) -> Vec<FileProblem> {
    let mut first: HashMap<(DateTime<FixedOffset>, &CandidateId), usize> = HashMap::with_capacity(sessions.len());
    let mut alike: BTreeMap<usize, Vec<&Summarized>> = BTreeMap::new();
    for (position, found) in sessions.iter().enumerate() {
        let Some(began) = &found.summary.began else { continue };
        let one = *first.entry((began.at, &began.candidate)).or_insert(position);
        if one != position {
            alike.entry(one).or_insert_with(|| sessions.get(one).into_iter().collect()).push(found);
        }
    }
    let mut problems = Vec::new();
    let mut imports = BTreeSet::new();
    for group in alike.into_values() {
        problems.extend(copies(group.iter().filter_map(|found| Files::of(found)).collect()));
        let paths: BTreeSet<&Path> = group.iter().filter_map(|found| found.import()).collect();
        let paths: Vec<&Path> = paths.into_iter().collect();
        imports.extend(paths.windows(2).map(|pair| (pair[0], pair[1])));
    }
    problems.extend(imports.into_iter().filter_map(|(one, other)| same_ratings(one, other)));
    problems
}

/// A session's files.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Files {
    plan: Vec<u8>,
    journal: Vec<u8>,
    folder: PathBuf,
}

impl Files {
    fn of(found: &Summarized) -> Option<Self> {
        let Home::Folder(sessions, _) = &found.home else { return None };
        let folder = sessions.join(found.id.as_str());
        let mut journal = reading::bytes(&folder.join(JOURNAL)).ok()?;
        journal.truncate(journal.trim_ascii_end().len());
        Some(Self { plan: reading::bytes(&folder.join(PLAN)).ok()?, journal, folder })
    }

    /// Whether the other one is this one, or goes on from its end.
    fn begins(&self, other: &Self) -> bool {
        let rest = other.journal.strip_prefix(self.journal.as_slice());
        self.plan == other.plan && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(b"\n"))
    }
}

/// Those that are a copy or the beginning of another.
fn copies(mut all: Vec<Files>) -> Vec<FileProblem> {
    // What begins another stands right before it, or before another that it begins.
    all.sort();
    let pairs = all.windows(2).filter(|pair| pair[0].begins(&pair[1]));
    let problem = |pair: &[Files]| {
        let [one, other] = pair else { return None };
        let is_same = one.journal.len() == other.journal.len();
        let (double, of) = if is_same { (other, one) } else { (one, other) };
        let of = of.folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (what, hint) = if is_same {
            (format!("this is a copy of {of}, and both count"), "move one of them away")
        } else {
            (
                format!("this is the beginning of {of}, and both count"),
                "move this one away, as the other goes on from it",
            )
        };
        Some(FileProblem::of(&double.folder, Problem::at("", what).hint(hint)))
    };
    pairs.filter_map(problem).collect()
}

/// That two imports have ratings in common.
fn same_ratings(one: &Path, other: &Path) -> Option<FileProblem> {
    let [first, second] = [one, other].map(|path| read_trusted::<Import>(path).ok());
    let both = Some(second?.also_in(&first?)).filter(|both| !both.is_empty())?;
    let what = match both {
        Overlap { ratings: 1, sessions: 0 } => "1 of its ratings stands".to_owned(),
        Overlap { ratings, sessions: 0 } => format!("{ratings} of its ratings stand"),
        Overlap { ratings: 0, sessions: 1 } => "1 of its sessions stands".to_owned(),
        Overlap { ratings: 0, sessions } => format!("{sessions} of its sessions stand"),
        Overlap { .. } => format!("of it {} stand", both.said()),
    };
    let of = one.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let problem = Problem::at("/rows", format!("{what} in {of}, too, and both count"));
    Some(FileProblem::of(other, problem.hint("move one of the two files away")))
}
