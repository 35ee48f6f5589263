//! Scorecards of applicant tracking systems, for `calibrate --from` and `import`.

use std::ops::ControlFlow;
use std::path::Path;

use crate::core::ats::{FoundScorecards, NoScorecards, SourceFile, System, find};
use crate::core::check::FileProblem;
use crate::core::ratings::Taking;
use crate::core::ratings::{self, Account};
use crate::store::{self, Loaded, TidyRow};

use super::context::Context;
use super::failure::{Failure, Result};

/// What was found, and the files that it stands in.
pub(super) struct Scorecards {
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
    Ok(Scorecards { found, files: read.files })
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
        NoScorecards::NoScorecard
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
        self.found.account(&self.files)
    }

    /// That people have names, unless ids are wanted for them.
    pub(super) fn names_people(&self, path: &Path, ids: bool) -> Result {
        let nameless = self.found.nameless();
        if ids || nameless.is_empty() {
            return Ok(());
        }
        let lines = nameless.iter().map(|one| format!("{} is missing: {}", one.file, one.holds)).collect();
        let hint = "put these files beside the others; --ids takes the ids for names";
        Err(Failure::listed(
            format!("{} does not say who the people are; nothing was taken from it", path.display()),
            lines,
            hint,
        ))
    }
}

/// Says what was found, and refuses what is not understood.
pub(super) fn understood(
    context: &Context,
    (account, problems): (&Account, &ratings::ProblemList),
    path: &Path,
) -> Result {
    context.say(&account.summary);
    for note in &account.notes {
        context.say(&format!("note: {note}"));
    }
    if !account.left_out.is_empty() {
        context.say(&format!("left out: {}", account.left_out.join(", ")));
    }
    if problems.count == 0 {
        return Ok(());
    }
    let count = if problems.count == 1 { "1 problem".to_owned() } else { format!("{} problems", problems.count) };
    let message = format!("{count} in {}; nothing was taken from it", path.display());
    Err(Failure::listed(
        message,
        problems.lines(account),
        "mend them, or say in formats/ats.json what they mean (`hotseat copy formats/ats`)",
    ))
}

/// Hands every rating on as a row of a table, and says what was found.
pub(super) fn take(
    context: &Context,
    (scorecards, path): (&Scorecards, &Path),
    row: &mut dyn FnMut(TidyRow<'_>) -> std::result::Result<(), String>,
) -> Result<u64> {
    let (mut problems, mut not_rated, mut rows) = (ratings::ProblemList::default(), 0_usize, 0_u64);
    let mut account = scorecards.walk(&mut |found| {
        match found {
            ratings::Gleaned::Rating(written) => {
                rows += 1;
                let score = match written.score {
                    ratings::Score::Text(text) => text.to_owned(),
                    ratings::Score::Mean(mean) => mean.to_string(),
                };
                let tidy = TidyRow {
                    line: written.place.line,
                    candidate: written.candidate.name,
                    interviewer: written.interviewer.name,
                    dimension: written.dimension,
                    score: &score,
                    round: written.round,
                    note: written.note,
                    date: written.date,
                };
                if let Err(why) = row(tidy) {
                    problems.push(written.place, why);
                }
            }
            ratings::Gleaned::NotRated(_) => not_rated += 1,
            ratings::Gleaned::Bad(place, why) => problems.push(place, why),
        }
        ControlFlow::Continue(())
    });
    if not_rated > 0 {
        account.left_out.push(format!("{not_rated} not rated"));
    }
    understood(context, (&account, &problems), path).map(|()| rows)
}
