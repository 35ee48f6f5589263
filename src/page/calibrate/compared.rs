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
use super::{details, heard, most, screen};

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
    let title = format!("{title}, calibrated");
    let careful_with = |page: &mut Page| {
        page.lines(group.caution.map(careful));
        page.lines(group.cohorts.as_ref().map(equality).into_iter().flatten());
    };
    let mut seen = screen((&group.calibrated, titles), &title, true);
    careful_with(&mut seen);
    details::chances(&mut seen, &group.calibrated);
    details::dimensions(&mut seen, &group.calibrated, titles);
    let columns =
        [Column::words("by exact scores"), Column::numbers("rank"), Column::numbers("total"), Column::words("band")];
    seen.table(Table::new(columns, group.exact.iter().map(row)));
    let mut spoken = heard::screen((&group.calibrated, titles), &title, most(true));
    careful_with(&mut spoken);
    spoken.section("By the exact scores, which decide").texts(Marks::Bullets, group.exact.iter().map(said));
    details::chances(&mut spoken, &group.calibrated);
    details::dimensions(&mut spoken, &group.calibrated, titles);
    heard::onward(&mut spoken, &group.calibrated, false);
    let mut page = Page::default();
    page.either(&seen, &spoken);
    let left_out = group.left_out.iter();
    let left_out = left_out.map(|left| {
        let seen = format!("Not counted: {}, {} (session {})", left.candidate, left.why, left.session);
        Item::heard(&seen, format!("Not counted: {}", left.heard()))
    });
    page.list(Marks::Bullets, left_out);
    page
}

/// A record as it is heard.
fn said(record: &Record) -> String {
    let [name, rank, total, band] = texts(record);
    let rank = if record.rank.is_some() { format!("rank {rank}") } else { "not ranked".to_owned() };
    let total = if record.shown.is_some() { format!(", a total of {total}") } else { String::new() };
    format!("{name}: {rank}{total}, {band}")
}

fn row(record: &Record) -> [Cell; 4] {
    texts(record).map(Cell::from)
}

fn texts(record: &Record) -> [String; 4] {
    let band = record.band_title.clone().unwrap_or_else(|| "no band".to_owned());
    let lacks = if record.lacks.is_empty() { String::new() } else { format!("; {}", record.lacks.join("; ")) };
    [
        record.name.clone(),
        record.rank.map_or_else(|| "-".to_owned(), |rank| rank.to_string()),
        record.shown.clone().unwrap_or_else(|| "-".to_owned()),
        band + &lacks,
    ]
}
