//! What lies there twice: a session of which a copy lies beside it, which counts once, and imports of the same ratings, which both count.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use crate::core::check::{FileProblem, Problem};
use crate::core::ids::{CandidateId, InterviewerId};
use crate::core::panel::{Import, Overlap};

use super::super::documents::read_trusted;
use super::super::reading;
use super::super::session::{JOURNAL, PLAN};
use super::summarized::{Home, Summarized};

/// Takes copies out of these sessions, so that each counts once, and names them, with whatever counts twice all the same. Only sessions
/// of one candidate that one interviewer began at one moment are looked at.
pub(super) fn without_copies(sessions: &mut Vec<Summarized>) -> Vec<FileProblem> {
    let alike = alike(sessions);
    if alike.is_empty() {
        return Vec::new();
    }
    let mut problems = Vec::new();
    let (mut imports, mut gone) = (BTreeSet::new(), BTreeSet::new());
    for group in alike.into_values() {
        let found = || group.iter().filter_map(|position| Some((*position, sessions.get(*position)?)));
        for copy in copies(found().filter_map(|(position, found)| Files::of(position, found)).collect()) {
            gone.extend(copy.gone);
            problems.push(copy.problem);
        }
        let paths: BTreeSet<&Path> = found().filter_map(|(_, found)| found.import()).collect();
        let paths: Vec<&Path> = paths.into_iter().collect();
        imports.extend(paths.windows(2).map(|pair| (pair[0].to_owned(), pair[1].to_owned())));
    }
    problems.extend(imports.into_iter().filter_map(|(one, other)| same_ratings(&one, &other)));
    let mut position = 0;
    sessions.retain(|_| {
        position += 1;
        !gone.contains(&(position - 1))
    });
    problems
}

/// Where the sessions stand that one interviewer began with one candidate at one moment, which no two do but copies of one: by where the
/// first of them stands.
fn alike(sessions: &[Summarized]) -> BTreeMap<usize, Vec<usize>> {
    // Mostly they are in that order already.
    let began = |(position, found): (usize, &Summarized)| Some((found.summary.began.as_ref()?.at, position));
    let mut moments: Vec<(DateTime<FixedOffset>, usize)> = sessions.iter().enumerate().filter_map(began).collect();
    moments.sort_unstable();
    let mut alike: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at_one in moments.chunk_by(|one, other| one.0 == other.0).filter(|at_one| at_one.len() > 1) {
        let mut first: BTreeMap<(&CandidateId, &InterviewerId), usize> = BTreeMap::new();
        for (_, position) in at_one {
            let Some((found, began)) =
                sessions.get(*position).and_then(|found| Some((found, found.summary.began.as_ref()?)))
            else {
                continue;
            };
            // A copy may have been handed over since; ratings are known by whose they are in the end.
            let earlier = began.handed_over.first().filter(|_| found.import().is_none());
            let one = *first.entry((&began.candidate, earlier.unwrap_or(&began.interviewer))).or_insert(*position);
            if one != *position {
                alike.entry(one).or_insert_with(|| vec![one]).push(*position);
            }
        }
    }
    alike
}

/// A session's files.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Files {
    plan: Vec<u8>,
    journal: Vec<u8>,
    folder: PathBuf,
    /// Where it stands among all sessions.
    position: usize,
}

impl Files {
    fn of(position: usize, found: &Summarized) -> Option<Self> {
        let Home::Folder(sessions, _) = &found.home else { return None };
        let folder = sessions.join(found.id.as_str());
        let mut journal = reading::bytes(&folder.join(JOURNAL)).ok()?;
        journal.truncate(journal.trim_ascii_end().len());
        Some(Self { plan: reading::bytes(&folder.join(PLAN)).ok()?, journal, folder, position })
    }

    /// Whether the other one is this one, or goes on from its end.
    fn begins(&self, other: &Self) -> bool {
        let rest = other.journal.strip_prefix(self.journal.as_slice());
        self.plan == other.plan && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(b"\n"))
    }

    /// Whether both were one session once: nobody begins two with one candidate at one moment.
    fn was_one_with(&self, other: &Self) -> bool {
        let first = |files: &Self| files.journal.split(|byte| *byte == b'\n').next().map(<[u8]>::to_vec);
        self.plan == other.plan && first(self) == first(other)
    }

    fn name(&self) -> String {
        self.folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// A session that lies there twice.
struct Copy {
    problem: FileProblem,
    /// Where the one stands that counts for nothing; none where both count.
    gone: Option<usize>,
}

/// Those that are a copy or the beginning of another, and those that went on from the same beginning in two ways.
fn copies(mut all: Vec<Files>) -> Vec<Copy> {
    // What begins another stands right before it, or before another that it begins.
    all.sort();
    let copy = |pair: &[Files]| {
        let [one, other] = pair else { return None };
        if !one.begins(other) {
            let what = format!("this and {} begin alike and then differ, and both count", one.name());
            let hint = "look at both with `hotseat scorecard`, and move one of them away";
            let problem = FileProblem::of(&other.folder, Problem::at("", what).hint(hint));
            return one.was_one_with(other).then_some(Copy { problem, gone: None });
        }
        let is_same = one.journal.len() == other.journal.len();
        let (double, of) = if is_same { (other, one) } else { (one, other) };
        let of = of.name();
        let (what, hint) = if is_same {
            (format!("this is a copy of {of}, which counts once"), "move one of them away")
        } else {
            (
                format!("this is the beginning of {of}, which alone counts"),
                "move this one away, as the other goes on from it",
            )
        };
        let problem = FileProblem::of(&double.folder, Problem::at("", what).hint(hint));
        Some(Copy { problem, gone: Some(double.position) })
    };
    all.windows(2).filter_map(copy).collect()
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
