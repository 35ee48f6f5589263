//! What lies among the sessions and is none, or is a part of one that can't be used: it is in no list, so that only a check finds it.

use std::fs;
use std::path::Path;

use crate::core::check::{FileProblem, Problem};
use crate::core::ids::SessionId;

use super::error::unread;
use super::index;
use super::listing::{ImportFile, is_session};
use super::opening::unfit;
use super::people::{FILE, PEOPLE_LOCK};
use super::reading::{LARGEST, too_large};
use super::session::{DRAFT, JOURNAL, LOCK, PLAN, TIME};

/// What lies in this folder of sessions and is in no list; nothing where it can't be looked into.
pub(super) fn strays(sessions: &Path) -> Vec<FileProblem> {
    let of_program = [PEOPLE_LOCK, index::FILE, index::REMARKS, index::TEXTS].map(|name| sessions.join(name));
    let mut found: Vec<FileProblem> = of_program.iter().filter_map(|path| made_anew(path)).collect();
    for entry in fs::read_dir(sessions).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        match (path.is_dir(), SessionId::new(name.as_str())) {
            (true, Ok(_)) => found.extend(of_folder(&path)),
            (true, Err(_)) if holds_part(&path) => found.push(misnamed(&path)),
            (true, Err(_)) => found.extend(no_session(&path)),
            (false, Ok(_)) => found.extend(no_folder(&path, &name)),
            (false, Err(_)) if name == FILE || ImportFile::of(sessions, name).is_some() => {}
            (false, Err(_)) => found.extend(foreign(&path)),
        }
    }
    found
}

/// What is wrong with a folder that has a session's name, beside its plan and journal.
fn of_folder(folder: &Path) -> Vec<FileProblem> {
    let of_program = [LOCK, DRAFT, TIME].map(|name| folder.join(name));
    let mut found: Vec<FileProblem> = of_program.iter().filter_map(|path| made_anew(path)).collect();
    let draft = folder.join(DRAFT);
    if fs::metadata(&draft).is_ok_and(|found| found.is_file() && found.len() > LARGEST) {
        let problem = Problem::at("", too_large("it has", LARGEST).to_string());
        found.push(FileProblem::of(&draft, problem.hint("move it away: half-typed texts are short")));
    }
    if is_session(folder) {
        return found;
    }
    if of_program.iter().any(|path| fs::symlink_metadata(path).is_ok()) {
        let problem = Problem::at("", "a session was held here, but its plan and its journal are missing");
        let hint = format!("put {PLAN} and {JOURNAL} back from a copy, or remove the folder");
        found.push(FileProblem::of(folder, problem.hint(hint)));
    } else {
        found.extend(no_session(folder));
    }
    found
}

/// Whether a folder has a plan or a journal of a session.
fn holds_part(folder: &Path) -> bool {
    [PLAN, JOURNAL].iter().any(|file| fs::symlink_metadata(folder.join(file)).is_ok())
}

/// A folder that is no session: the sessions further down in it, else itself.
fn no_session(folder: &Path) -> Vec<FileProblem> {
    let mut deeper = Vec::new();
    too_deep(folder, DEEPEST, &mut deeper);
    if !deeper.is_empty() {
        return deeper;
    }
    let (what, hint) = match fs::read_dir(folder).map(|mut entries| entries.next().is_none()) {
        Ok(true) => ("an empty folder lies among the sessions", "remove it, or put the session back from a copy"),
        Ok(false) => (
            "a folder lies among the sessions that is none: it has neither plan nor journal",
            "move it out of the folder of the sessions, or put plan and journal back from a copy",
        ),
        Err(_) => (
            "a folder lies among the sessions that can't be looked into",
            "see who may read it, and move it away where it is no session",
        ),
    };
    vec![FileProblem::of(folder, Problem::at("", what).hint(hint))]
}

/// How many folders below one that is no session are looked into for sessions.
const DEEPEST: usize = 4;

/// The sessions that lie in a folder, where no list looks for them; links are not followed.
fn too_deep(folder: &Path, levels: usize, found: &mut Vec<FileProblem>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        if holds_part(&path) {
            let problem = Problem::at("", "a session lies here, but it is in no list: it is a folder too deep");
            found.push(FileProblem::of(&path, problem.hint("move it up, right into the folder of the sessions")));
        } else if levels > 1 {
            too_deep(&path, levels - 1, found);
        }
    }
}

/// What the program makes by itself, and can't where something else stands in its place.
fn made_anew(path: &Path) -> Option<FileProblem> {
    let mut found = unread(path, &unfit(path)?);
    found.problem.hint = Some("move it away; hotseat makes it anew".into());
    Some(found)
}

/// A folder that holds a session and is called as none is, such as a copy that a file manager made.
fn misnamed(folder: &Path) -> FileProblem {
    let problem = Problem::at("", "a session lies here, but it is in no list: its folder's name is no session's");
    let hint = "rename it, with lower-case letters, digits and single hyphens alone; where it is a copy, move it away";
    FileProblem::of(folder, problem.hint(hint))
}

/// A file that hotseat didn't put among the sessions.
fn foreign(path: &Path) -> Option<FileProblem> {
    let problem = Problem::at("", "this file among the sessions is none of hotseat's, and nothing reads it");
    path.exists().then(|| FileProblem::of(path, problem.hint("move it out of the folder of the sessions")))
}

/// Something else than a folder with a session's name, which begins with a day.
fn no_folder(path: &Path, name: &str) -> Option<FileProblem> {
    let day = name.get(..11).is_some_and(|day| {
        day.char_indices().all(|(at, c)| if matches!(at, 4 | 7 | 10) { c == '-' } else { c.is_ascii_digit() })
    });
    if !day {
        return foreign(path);
    }
    let problem = Problem::at("", "something else stands where the folder of a session belongs");
    // A link that leads nowhere is a session that can't be read.
    path.exists().then(|| FileProblem::of(path, problem.hint("move it away, and put the folder back from a copy")))
}
