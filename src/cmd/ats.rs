//! Scorecards of applicant tracking systems, for `calibrate --from` and `import`.

use std::path::Path;

use crate::core::ats::{FoundScorecards, NoScorecards, SourceFile, System, find};
use crate::core::check::FileProblem;
use crate::core::ratings::{Account, Taking};
use crate::store::{self, Loaded};

use super::context::Context;
use super::failure::{Failure, Result};

/// What was found, and the files that it stands in.
pub(super) struct Scorecards {
    name: String,
    found: FoundScorecards,
    files: Vec<SourceFile>,
}

/// Reads the scorecards of a file or folder; `said` is the system that they are said to be of.
pub(super) fn read(context: &Context, path: &Path, (loaded, said): (&Loaded, Option<System>)) -> Result<Scorecards> {
    loaded.has([("formats", "ats")])?;
    let read = store::read_records(path).map_err(|error| unreadable(path, error))?;
    if !read.passed_over.is_empty() {
        context.say(&format!(
            "not read, since they are called neither JSON nor JSON Lines: {}",
            read.passed_over.join(", ")
        ));
    }
    let found =
        find(&read.files, read.chunks, &loaded.library.rating_words, said).map_err(|error| refused(path, &error))?;
    Ok(Scorecards { name: path.display().to_string(), found, files: read.files })
}

/// Files in which something else stands than records: each with what to do.
fn unreadable(path: &Path, error: store::Error) -> Failure {
    let store::Error::Documents(problems) = error else { return error.into() };
    let line = |one: &FileProblem| match &one.problem.hint {
        Some(hint) => format!("{one}; {hint}"),
        None => one.to_string(),
    };
    let count = if problems.len() == 1 { "1 file".to_owned() } else { format!("{} files", problems.len()) };
    let message = format!("{count} of {} can't be read; nothing was taken from it", path.display());
    Failure::listed(message, problems.iter().map(line).collect(), "docs/ats.md says what the files hold")
}

fn refused(path: &Path, error: &NoScorecards) -> Failure {
    let details = match error {
        NoScorecards::Missing(_, missing) => {
            missing.iter().map(|one| format!("{} is missing: {}", one.file, one.holds)).collect()
        }
        NoScorecards::NoRecord
        | NoScorecards::NoScorecard
        | NoScorecards::SeveralSystems(_)
        | NoScorecards::AnotherSystem { .. }
        | NoScorecards::AnotherVersion { .. } => Vec::new(),
    };
    Failure::listed(format!("{}: {error}; nothing was taken from it", path.display()), details, &error.hint())
}

impl Scorecards {
    /// Hands on every rating, and gives an account of them.
    pub(super) fn walk(&self, each: &mut Taking<'_>) -> Account {
        self.found.hand_on(&self.files, each);
        self.found.account(self.name.clone(), &self.files)
    }

    /// That people have names, unless ids are wanted for them.
    pub(super) fn names_people(&self, ids: bool) -> Result {
        let nameless = self.found.nameless();
        if ids || nameless.is_empty() {
            return Ok(());
        }
        let lines = nameless.iter().map(|one| format!("{} is missing: {}", one.file, one.holds)).collect();
        let hint = "put these files beside the others; --ids takes the ids for names";
        Err(Failure::listed(
            format!("{} does not say who the people are; nothing was taken from it", self.name),
            lines,
            hint,
        ))
    }
}
