//! What can go wrong with files: what failed, where, and what to do next.

use std::io;
use std::path::{Path, PathBuf};

use crate::core::check::{FileProblem, Position, Problem};
use crate::core::counted::counted;
use crate::core::ids::SessionId;

use super::opening::{is_circle, is_no_file};

/// The result of touching files.
pub(crate) type Result<T> = std::result::Result<T, Error>;

/// What can go wrong with files.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The system refused.
    #[error("can't {doing} {}", .path.display())]
    Io {
        /// What was being done, in the imperative.
        doing: &'static str,
        /// To what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Documents have problems.
    #[error("{} in {}", count(.0.len()), files(.0))]
    Documents(Vec<FileProblem>),
    /// A file that a person named, and that is none of the workspace's, has problems: no check sees it.
    #[error("{} in {}", count(.0.len()), files(.0))]
    Named(Vec<FileProblem>),
    /// A document is needed that can't be read, and of which the problem was named.
    #[error("this needs {0}, which can't be read")]
    Needed(String),
    /// A journal is damaged in the middle.
    #[error("{}:{line}: {reason}", .path.display())]
    Damaged {
        /// The journal.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// A journal is no longer the file that was written to.
    #[error("{} {how}", .path.display())]
    Lost {
        /// The journal.
        path: PathBuf,
        /// What became of it.
        how: &'static str,
    },
    /// The same, after which the whole session was written down anew.
    #[error("{} {how}: all that was recorded is saved anew as {id}", .path.display())]
    SavedAnew {
        /// The journal.
        path: PathBuf,
        /// What became of it.
        how: &'static str,
        /// The session's name from now on.
        id: SessionId,
    },
    /// No rating can be read of a file.
    #[error("{at}: {why}")]
    NoRatings {
        /// The file, and the line where one shows it.
        at: String,
        /// What is wrong with it.
        why: String,
    },
    /// A file is no separated text.
    #[error("{at}: {why}")]
    NoTable {
        /// The file, and the line where one shows it.
        at: String,
        /// What is wrong with it.
        why: String,
    },
    /// The session stands for imported ratings.
    #[error("the ratings of {0} were imported")]
    Imported(String),
    /// Another process has the session open.
    #[error("the session {0} is open in another terminal")]
    Locked(String),
    /// No session of that name.
    #[error("there is no session `{given}`")]
    NoSession {
        /// What was given.
        given: String,
        /// Those it may have meant.
        near: Vec<String>,
    },
    /// Several sessions begin so.
    #[error("`{given}` could be more than one session")]
    SeveralSessions {
        /// What was given.
        given: String,
        /// Those that begin so.
        begin: Vec<String>,
    },
    /// There is no place for user data.
    #[error("there is no home folder to keep data in")]
    NoHome,
    /// A folder that is to be written into is not there.
    #[error("there is no folder {}", .0.display())]
    NoFolder(PathBuf),
    /// It is there already.
    #[error("{} is there already", .0.display())]
    Exists(PathBuf),
}

impl Error {
    /// What to do next.
    pub(crate) fn hint(&self) -> Option<String> {
        match self {
            Self::Io { source, .. } if is_circle(source) => {
                Some("a link on this path leads back to itself: remove it, or choose another path".into())
            }
            Self::Io { source, .. } if is_no_file(source) => {
                Some("move it away; where something stood there before, put it back from a copy".into())
            }
            Self::Io { source, .. } => match source.kind() {
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    Some("choose a folder that you may write to, with --workspace DIR".into())
                }
                io::ErrorKind::NotADirectory => Some("a part of this path is a file: choose another folder".into()),
                io::ErrorKind::IsADirectory => {
                    Some("a folder stands where a file belongs: move it away, or name another file".into())
                }
                io::ErrorKind::NotFound => Some("check the path".into()),
                io::ErrorKind::StorageFull => Some("free some disk space, and do it again".into()),
                _ => None,
            },
            Self::Documents(problems) => match problems.as_slice() {
                [FileProblem { problem: Problem { hint: Some(hint), .. }, .. }] => Some(hint.clone()),
                _ => Some("`hotseat check` lists every problem".into()),
            },
            Self::Named(problems) => match problems.as_slice() {
                [FileProblem { problem: Problem { hint: Some(hint), .. }, .. }] => Some(hint.clone()),
                _ => Some("mend the file, or write it anew with `hotseat plan FORMAT -o FILE`".into()),
            },
            Self::Needed(_) => Some("mend it or move it away; `hotseat check` lists every problem".into()),
            Self::Damaged { path, line, .. } => Some(format!(
                "keep a copy of {}, then fix line {line}, or cut the file before it, which {}; nothing was changed",
                path.display(),
                cut_costs(*line)
            )),
            Self::Lost { .. } => Some("look who else writes to this folder".into()),
            Self::SavedAnew { id, .. } => Some(format!("`hotseat resume {id}` goes on with it")),
            Self::NoRatings { .. } => {
                Some("nothing was taken from it; --dry-run shows how a file is understood".into())
            }
            Self::NoTable { .. } => {
                Some("a history is a CSV with a header: question, asked_at and, if you like, candidate".into())
            }
            Self::Imported(_) => Some("fix the file, take the import back (`hotseat import --list` names it, and `hotseat import --remove NAME` removes it), and import it again".into()),
            Self::Locked(_) => Some("leave it there first (Ctrl-C, or /quit), then resume it here".into()),
            Self::NoSession { near: meant, .. } | Self::SeveralSessions { begin: meant, .. } if !meant.is_empty() => {
                Some(format!("did you mean {}?", meant.join(" or ")))
            }
            Self::NoSession { .. } | Self::SeveralSessions { .. } => Some("`hotseat sessions` lists them".into()),
            Self::NoHome => Some("give a folder with --workspace DIR".into()),
            Self::NoFolder(_) => Some("make it first, or name a file in another folder".into()),
            Self::Exists(_) => Some("name another file or folder, or move this one away".into()),
        }
    }

    /// What is wrong with a file or folder that can't be read, as a check lists it.
    pub(super) fn problems(self, path: &Path) -> Vec<FileProblem> {
        let one = |path: &Path, problem: Problem| vec![FileProblem::of(path, problem)];
        match self {
            Self::Documents(problems) | Self::Named(problems) => problems,
            Self::Damaged { path, line, reason } => {
                let costs = cut_costs(line);
                let mut problem = Problem::at("", reason)
                    .hint(format!("keep a copy, then fix the line, or cut the file before it, which {costs}"));
                problem.at = Some(Position { line, column: 1 });
                one(&path, problem)
            }
            Self::Io { path, source, .. } => vec![unread(&path, &source)],
            Self::Needed(_)
            | Self::Lost { .. }
            | Self::SavedAnew { .. }
            | Self::NoRatings { .. }
            | Self::NoTable { .. }
            | Self::Imported(_)
            | Self::Locked(_)
            | Self::NoSession { .. }
            | Self::SeveralSessions { .. }
            | Self::NoHome
            | Self::NoFolder(_)
            | Self::Exists(_) => one(path, Problem::at("", self.to_string())),
        }
    }

    /// Whether the session that was looked for is there, but can't be read.
    pub(crate) fn is_about_a_session(&self) -> bool {
        matches!(self, Self::Io { .. } | Self::Documents(_) | Self::Damaged { .. })
    }

    /// Whether what was given names nothing here, or not one thing.
    pub(crate) fn is_about_a_name(&self) -> bool {
        matches!(self, Self::NoSession { .. } | Self::SeveralSessions { .. })
    }

    /// Whether the data is at fault, rather than the request or the system.
    pub(crate) fn is_data(&self) -> bool {
        matches!(
            self,
            Self::Documents(_)
                | Self::Named(_)
                | Self::Needed(_)
                | Self::Damaged { .. }
                | Self::NoRatings { .. }
                | Self::NoTable { .. }
        )
    }
}

/// What it costs to cut a journal before a line.
fn cut_costs(line: usize) -> String {
    format!("loses line {line} and all that was recorded after it")
}

/// Why a file or folder can't be read, and what to do about it. Where the folder around it is a link that leads nowhere, that is it.
pub(super) fn unread(path: &Path, source: &io::Error) -> FileProblem {
    let around = path.parent().filter(|around| is_astray(around) && !path.is_symlink());
    let path = around.unwrap_or(path);
    FileProblem::of(path, refused_by_system(path, source))
}

/// A document, journal or folder of the workspace that can't be read.
pub(super) fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> Error + '_ {
    move |source| Error::Documents(vec![unread(path, &source)])
}

/// Whether a path is a link that leads nowhere, or back to itself.
pub(super) fn is_astray(path: &Path) -> bool {
    path.is_symlink() && !path.exists()
}

fn refused_by_system(path: &Path, source: &io::Error) -> Problem {
    let again = "move it away, and put the file back from a copy";
    if is_circle(source) {
        return Problem::at("", "this link leads back to itself")
            .hint("remove it, and put back what stood there from a copy");
    }
    if is_no_file(source) {
        return Problem::at("", source.to_string()).hint(again);
    }
    match source.kind() {
        io::ErrorKind::NotFound if is_astray(path) => Problem::at("", "this link leads nowhere")
            .hint("put back what it led to (a drive may not be mounted), or remove the link"),
        io::ErrorKind::NotFound => Problem::at("", "the file is missing").hint("put it back from a copy"),
        io::ErrorKind::PermissionDenied => {
            Problem::at("", "you may not read it").hint("give yourself the right to read it")
        }
        io::ErrorKind::IsADirectory => Problem::at("", "a folder stands where a file belongs").hint(again),
        io::ErrorKind::NotADirectory => Problem::at("", "a file stands where a folder belongs").hint("move it away"),
        io::ErrorKind::FileTooLarge => Problem::at("", source.to_string()).hint("split it, or move it away"),
        _ => Problem::at("", format!("it can't be read: {source}")).hint("put it back from a copy, or move it away"),
    }
}

/// The first problem of a file that can't be read, which says how many more there are.
pub(super) fn first_of(problems: Vec<FileProblem>) -> Option<FileProblem> {
    let more = problems.len().saturating_sub(1);
    let mut first = problems.into_iter().next()?;
    if more > 0 {
        first.problem.message = format!("{}, and {} more", first.problem.message, count(more));
    }
    Some(first)
}

/// The system's error with what was being done to what.
pub(super) fn io<'a>(doing: &'static str, path: &'a Path) -> impl FnOnce(io::Error) -> Error + 'a {
    move |source| Error::Io { doing, path: path.to_owned(), source }
}

fn count(problems: usize) -> String {
    counted(problems, "problem")
}

fn files(problems: &[FileProblem]) -> String {
    let mut files: Vec<&str> = problems.iter().map(|problem| problem.file.as_str()).collect();
    files.dedup();
    match files.as_slice() {
        [one] => (*one).to_owned(),
        many => format!("{} files", many.len()),
    }
}
