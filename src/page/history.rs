//! What was asked, when and of whom.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::core::ids::{FormatId, QuestionId};
use crate::core::past::PastQuestion;

use super::answer::Answer;
use super::block::{Marks, Page};
use super::question::spaced;
use super::records::{NoTable, Records, cell};
use super::sessions::when;
use super::table::{Cell, Column, Table};

/// How many lines before a line may say the same: as many questions as a round has at most.
const NEAR: usize = 64;

/// What `history` answers with: for programs the oldest first, for people the newest.
#[derive(Debug)]
pub(crate) struct PastList<'a> {
    /// What was asked, the oldest first.
    pub questions: Vec<PastQuestion<'a>>,
    /// Whether candidates and sessions are left out.
    pub anonymous: bool,
    /// Whether every session could be read.
    pub is_whole: bool,
    /// What questions ask and what formats are called, for whoever listens.
    pub words: AskedWords<'a>,
}

/// What is heard of a question and of a format, whose names are for eyes.
#[derive(Debug, Default)]
pub(crate) struct AskedWords<'a> {
    /// The beginnings of prompts.
    pub questions: BTreeMap<&'a QuestionId, String>,
    /// Titles.
    pub formats: BTreeMap<&'a FormatId, &'a str>,
}

impl AskedWords<'_> {
    /// What was asked, when and of whom, without an end.
    fn said(&self, asked: &PastQuestion<'_>) -> String {
        let question = self.questions.get(asked.question).cloned();
        let question = question.unwrap_or_else(|| {
            format!("A question that the library does not have, {}:", spaced(asked.question.as_str()))
        });
        let of = asked.candidate.map(|name| format!(" of {name}")).unwrap_or_default();
        let format =
            self.formats.get(asked.format).map_or_else(|| spaced(asked.format.as_str()), |&title| title.into());
        let at = asked.asked_at;
        format!("{question} Asked{of} on {} at {}, in {format}", at.format("%Y-%m-%d"), at.format("%H:%M"))
    }
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
            page.line(if self.is_whole { "Nothing was asked yet." } else { "Nothing that can be read was asked." });
            return page;
        }
        let mut newest: Vec<&PastQuestion<'_>> = self.questions.iter().collect();
        newest.sort_by_key(|asked| std::cmp::Reverse(asked.asked_at));
        let mut seen = Page::default();
        seen.table(Table::new(columns, newest.iter().copied().map(row)).stacking());
        // What several sessions of one time asked is said once.
        let mut said: Vec<(String, usize)> = Vec::new();
        for asked in newest {
            let text = self.words.said(asked);
            match said.iter_mut().rev().take(NEAR).find(|(other, _)| *other == text) {
                Some((_, times)) => *times += 1,
                None => said.push((text, 1)),
            }
        }
        let line = |(text, times): (String, usize)| match times {
            1 => format!("{text}."),
            many => format!("{text}, in {many} sessions."),
        };
        let mut heard = Page::default();
        heard.texts(Marks::Bullets, said.into_iter().map(line));
        page.either(&seen, &heard);
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
