//! What `check` found.

use serde::Serialize;

use crate::core::check::FileProblem;

use super::answer::Answer;
use super::block::{Item, Marks, Page};
use super::records::{NoTable, Records, cell};

/// What `check` answers with.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_field_names, reason = "a field's name is its name in JSON")]
pub(crate) struct Problems<'a> {
    /// Every problem, by file.
    pub problems: &'a [FileProblem],
    /// The shipped documents that the workspace replaces.
    pub replaces: &'a [String],
    /// What others can read of the sessions.
    pub open_to_others: &'a [String],
}

impl Answer for Problems<'_> {
    fn value(&self) -> impl Serialize {
        self
    }

    fn page(&self) -> Page {
        let mut page = Page::default().called("Problems");
        let item = |found: &FileProblem| {
            let item = Item::whole(found.to_string());
            match &found.problem.hint {
                Some(hint) => item.and("hint", hint),
                None => item,
            }
        };
        if self.problems.is_empty() {
            page.line("No problems.");
        }
        page.list(Marks::Nothing, self.problems.iter().map(item));
        page
    }

    fn records(&self) -> Result<Records, NoTable> {
        let row = |found: &FileProblem| {
            let problem = &found.problem;
            vec![
                found.file.clone(),
                cell(problem.at.map(|at| at.line)),
                cell(problem.at.map(|at| at.column)),
                problem.pointer.clone(),
                problem.message.clone(),
                cell(problem.hint.as_ref()),
            ]
        };
        let head = ["file", "line", "column", "pointer", "message", "hint"];
        Ok(Records::new(&head, self.problems.iter().map(row)))
    }
}
