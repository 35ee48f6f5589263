//! The record and the advice side by side, for a shared screen.

use serde::Serialize;

use calibration::report::ADVICE;

use crate::core::panel::{Compared, Record};

use super::super::answer::Answer;
use super::super::block::{Item, Marks, Page};
use super::super::compare::{careful, equality};
use super::super::records::{NoTable, Records};
use super::super::table::{Cell, Column, Table};
use super::records::records_of;
use super::titles::Titles;
use super::{details, screen};

/// A group of candidates.
#[derive(Debug)]
pub(crate) struct ComparedGroup {
    /// What it has in common, for programs.
    pub key: String,
    /// The same for people.
    pub title: String,
    /// The record and the advice.
    pub compared: Compared,
}

/// What `compare --calibrated` answers with: groups of candidates, each with what it has in common, and what dimensions are called.
#[derive(Debug)]
pub(crate) struct Groups(pub Vec<ComparedGroup>, pub Titles);

impl Answer for Groups {
    fn value(&self) -> impl Serialize {
        let groups: Vec<&Compared> = self.0.iter().map(|group| &group.compared).collect();
        serde_json::json!({ "advice": ADVICE, "groups": groups })
    }

    fn page(&self) -> Page {
        self.0.iter().map(|group| page(&group.title, &group.compared, &self.1)).collect()
    }

    fn records(&self) -> Result<Records, NoTable> {
        Ok(records_of(self.0.iter().map(|group| (group.key.as_str(), &group.compared.calibrated))))
    }
}

fn page(title: &str, group: &Compared, titles: &Titles) -> Page {
    let mut page = screen((&group.calibrated, titles), &format!("{title}, calibrated"), true);
    page.lines(group.caution.map(careful));
    page.lines(group.cohorts.as_ref().map(equality).into_iter().flatten());
    details::chances(&mut page, &group.calibrated);
    details::dimensions(&mut page, &group.calibrated, titles);
    let columns = [
        Column::words("by exact scores"),
        Column::numbers("rank").said("by exact scores, rank {}"),
        Column::numbers("total"),
        Column::words("band"),
    ];
    page.table(Table::new(columns, group.exact.iter().map(row)));
    let left_out = group.left_out.iter();
    let left_out = left_out.map(|left| {
        let heard = format!("Not counted: {}, {}", left.candidate, left.why);
        Item::heard(&format!("{heard} (session {})", left.session), heard)
    });
    page.list(Marks::Bullets, left_out);
    page
}

fn row(record: &Record) -> [Cell; 4] {
    let band = record.band_title.clone().unwrap_or_else(|| "no band".to_owned());
    let lacks = if record.lacks.is_empty() { String::new() } else { format!("; {}", record.lacks.join("; ")) };
    [
        Cell::from(&record.name),
        record.rank.map_or_else(|| "-".to_owned(), |rank| rank.to_string()).into(),
        record.shown.clone().unwrap_or_else(|| "-".to_owned()).into(),
        (band + &lacks).into(),
    ]
}
