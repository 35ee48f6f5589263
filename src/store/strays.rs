//! What lies among the sessions and is none, or is a part of one that can't be used: it is in no list, so that only a check finds it.

use std::fs;
use std::path::Path;

use crate::core::check::{FileProblem, Problem};
use crate::core::ids::SessionId;

use super::error::unread;
use super::index;
use super::listing::is_session;
use super::opening::unfit;
use super::people::PEOPLE_LOCK;
use super::reading::{LARGEST, too_large};
use super::session::{DRAFT, JOURNAL, LOCK, PLAN, TIME};

/// What lies in this folder of sessions and is in no list; nothing where it can't be looked into.
pub(super) fn strays(sessions: &Path) -> Vec<FileProblem> {
    let of_program = [PEOPLE_LOCK, index::FILE, index::REMARKS].map(|name| sessions.join(name));
    let mut found: Vec<FileProblem> = of_program.iter().filter_map(|path| made_anew(path)).collect();
    for entry in fs::read_dir(sessions).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        match (path.is_dir(), SessionId::new(name.as_str())) {
            (true, Ok(_)) => found.extend(of_folder(&path)),
            (true, Err(_)) => found.extend(misnamed(&path)),
            (false, Ok(_)) => found.extend(no_folder(&path, &name)),
            (false, Err(_)) => {}
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
    if !is_session(folder) && of_program.iter().any(|path| fs::symlink_metadata(path).is_ok()) {
        let problem = Problem::at("", "a session was held here, but its plan and its journal are missing");
        let hint = format!("put {PLAN} and {JOURNAL} back from a copy, or remove the folder");
        found.push(FileProblem::of(folder, problem.hint(hint)));
    }
    found
}

/// What the program makes by itself, and can't where something else stands in its place.
fn made_anew(path: &Path) -> Option<FileProblem> {
    let mut found = unread(path, &unfit(path)?);
    found.problem.hint = Some("move it away; hotseat makes it anew".into());
    Some(found)
}

/// A folder that holds a session and is called as none is, such as a copy that a file manager made.
fn misnamed(folder: &Path) -> Option<FileProblem> {
    let holds = |file: &str| fs::symlink_metadata(folder.join(file)).is_ok();
    let problem = Problem::at("", "a session lies here, but it is in no list: its folder's name is no session's");
    let hint = "rename it, with lower-case letters, digits and single hyphens alone; where it is a copy, move it away";
    (holds(PLAN) || holds(JOURNAL)).then(|| FileProblem::of(folder, problem.hint(hint)))
}

/// Something else than a folder with a session's name, which begins with a day.
fn no_folder(path: &Path, name: &str) -> Option<FileProblem> {
    let day = name.get(..11).is_some_and(|day| {
        day.char_indices().all(|(at, c)| if matches!(at, 4 | 7 | 10) { c == '-' } else { c.is_ascii_digit() })
    });
    let problem = Problem::at("", "something else stands where the folder of a session belongs");
    // A link that leads nowhere is a session that can't be read.
    (day && path.exists())
        .then(|| FileProblem::of(path, problem.hint("move it away, and put the folder back from a copy")))
}
