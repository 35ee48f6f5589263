//! What was asked, when and of whom.

use serde::Serialize;

use crate::core::past::PastQuestion;

use super::answer::Answer;
use super::block::Page;
use super::records::{NoTable, Records, cell};
use super::sessions::when;
use super::table::{Cell, Column, Table};

/// What `history` answers with: for programs the oldest first, for people the newest.
#[derive(Debug)]
pub(crate) struct PastList<'a> {
    /// What was asked, the oldest first.
    pub questions: Vec<PastQuestion<'a>>,
    /// Whether candidates and sessions are left out.
    pub anonymous: bool,
}

impl Answer for PastList<'_> {
    fn value(&self) -> impl Serialize {
        &self.questions
    }

    fn page(&self) -> Page {
        let own = [
            Column::words("question"),
            Column::words("asked").said("asked {}").beside(),
            Column::words("format").said("{}").beside(),
        ];
        let people = [Column::words("candidate").said("{}"), Column::words("session").said("session {}")];
        let columns = own.into_iter().chain(people.into_iter().filter(|_| !self.anonymous));
        let row = |asked: &PastQuestion<'_>| {
            let own = [asked.question.to_string(), when(asked.asked_at), asked.format.to_string()];
            let people = [cell(asked.candidate), cell(asked.session)];
            let people = people.into_iter().filter(|_| !self.anonymous);
            own.into_iter().chain(people).map(Cell::from).collect::<Vec<_>>()
        };
        let mut page = Page::default().called("History");
        if self.questions.is_empty() {
            page.line("Nothing was asked yet.");
            return page;
        }
        let mut newest: Vec<&PastQuestion<'_>> = self.questions.iter().collect();
        newest.sort_by_key(|asked| std::cmp::Reverse(asked.asked_at));
        page.table(Table::new(columns, newest.into_iter().map(row)).stacking());
        page
    }

    fn records(&self) -> Result<Records, NoTable> {
        let head: &[&str] = if self.anonymous {
            &["question", "asked_at", "format"]
        } else {
            &["question", "asked_at", "candidate", "format", "session"]
        };
        let rows = self.questions.iter().map(|asked| {
            let (question, asked_at) = (asked.question.to_string(), asked.asked_at.to_rfc3339());
            if self.anonymous {
                return vec![question, asked_at, asked.format.to_string()];
            }
            vec![question, asked_at, cell(asked.candidate), asked.format.to_string(), cell(asked.session)]
        });
        Ok(Records::new(head, rows))
    }
}
