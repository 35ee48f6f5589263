//! The sheets of a workbook as tables of ratings: one that is chosen, or each that holds some, as parts of one table.

use std::rc::Rc;

use crate::core::ratings::head::listed;
use crate::core::ratings::layout::{First, TableLayout, TableOptions, names_fields, plan};
use crate::core::ratings::numbered::Taker;
use crate::core::ratings::walk::{Cells as _, Walk};
use crate::core::ratings::{Account, Called, Spot, letters};

use super::super::error::{self, Error, Result};
use super::look::SheetLook;
use super::workbook::{ChosenSheet, NoSheet, Workbook};
use super::{FIRST_ROWS, MOST_COLUMNS, TableFile, left_out};

/// What stands for all sheets of a workbook that are not hidden.
const ALL_SHEETS: &str = "all";
/// Within which rows a sheet's header stands.
const HEADER_WITHIN: u64 = 30;

impl TableFile<'_> {
    /// Reads a sheet of a workbook, or each that is not hidden.
    pub(super) fn workbook(&self, taker: &mut dyn Taker) -> Result<Account> {
        let opened = Workbook::open(self.path).map_err(error::io("read", self.path))?;
        let mut workbook = opened.map_err(|no_sheet| self.refused(None, no_sheet.to_string()))?;
        let refused = |no_sheet: NoSheet| self.refused(None, no_sheet.to_string());
        let is_all = self.wanted.sheet.as_deref().is_some_and(|sheet| sheet.eq_ignore_ascii_case(ALL_SHEETS));
        let seen = workbook.seen();
        if !is_all || seen.is_empty() {
            let chosen = workbook.sheet(self.wanted.sheet.as_deref()).map_err(refused)?;
            return self.one_sheet(&mut workbook, chosen, taker);
        }
        let mut account = Self::account(Called::Cells, self.name.clone());
        account.parts.clear();
        let mut summaries: Vec<(String, Vec<String>)> = Vec::new();
        let (held, empty): (Vec<String>, Vec<String>) =
            seen.into_iter().partition(|name| workbook.holds_anything(name));
        if !empty.is_empty() {
            account.notes.push(format!("nothing stands in {}", listed(&empty)));
        }
        let mut skipped: Vec<(String, String)> = Vec::new();
        for name in held {
            let part = u32::try_from(account.parts.len()).unwrap_or(u32::MAX);
            let chosen = ChosenSheet { name: name.clone(), is_hidden: false, others: Vec::new() };
            // Where no column is the interviewer, each sheet is that of the one by whose name it is called.
            let wanted = TableOptions { interviewer: Some(name.clone()), ..self.wanted.clone() };
            let table = TableFile { path: self.path, name: self.name.clone(), wanted: &wanted, cutting: self.cutting };
            let own = match table.planned(&mut workbook, &chosen)? {
                Ok(planned) => table.walked(&mut workbook, (chosen, planned, part), taker)?,
                Err(no) if no.has_header => return Err(no.error),
                // Instructions, a legend, a chart's numbers.
                Err(NoPlan { error, .. }) => {
                    skipped.push((name, error.to_string()));
                    continue;
                }
            };
            account.parts.extend(own.parts);
            account.notes.extend(own.notes.into_iter().map(|note| format!("sheet {name}: {note}")));
            account.left_out.extend(own.left_out.into_iter().map(|left| format!("{left} (sheet {name})")));
            if account.scale.is_some_and(|scale| own.scale.is_some_and(|other| other != scale)) {
                let why = format!("the headers of sheet {name} say another scale than those of the sheets before it");
                return Err(self.refused(None, format!("{why}: read them one at a time, with --sheet NAME")));
            }
            if account.scale.is_none() {
                (account.scale, account.scale_by) = (own.scale, own.scale_by);
            }
            let said = own.summary.split_once(", ").map_or("", |(_, said)| said);
            let said =
                said.replace(&format!(", interviewer {name} throughout"), ", interviewer as the sheet is called");
            match summaries.iter_mut().find(|(known, _)| *known == said) {
                Some((_, names)) => names.push(name),
                None => summaries.push((said, vec![name])),
            }
        }
        if account.parts.is_empty()
            && let Some((_, first)) = skipped.first()
        {
            let why = format!("none of its sheets holds ratings: {first}");
            return Err(self.refused(None, why));
        }
        account.notes.extend(
            skipped.into_iter().map(|(name, why)| format!("sheet {name} is not read, as it holds no ratings: {why}")),
        );
        let said = |(said, names): &(String, Vec<String>)| {
            let many = if names.len() == 1 { "sheet" } else { "sheets" };
            format!("{many} {}, {said}", names.join(", "))
        };
        account.summary = summaries.iter().map(said).collect::<Vec<_>>().join("; ");
        Ok(account)
    }

    /// Reads one sheet of a workbook, and says where others look alike.
    fn one_sheet(&self, workbook: &mut Workbook, chosen: ChosenSheet, taker: &mut dyn Taker) -> Result<Account> {
        let mut alike = Vec::new();
        if self.wanted.sheet.is_none() && !chosen.others.is_empty() {
            let header = header_of(workbook, &chosen.name);
            let others = workbook.seen().into_iter().filter(|name| *name != chosen.name);
            let others: Vec<String> = others.collect();
            alike.extend(others.into_iter().filter(|name| header.is_some() && header_of(workbook, name) == header));
        }
        let all = if alike.is_empty() {
            String::new()
        } else {
            let many = if alike.len() == 1 { "has" } else { "have" };
            format!(
                "{} {many} the same columns: --sheet all reads all of them, each as the ratings of the interviewer by whose name it is called where no column says who",
                listed(&alike)
            )
        };
        match self.sheet(workbook, (chosen, 0), taker) {
            Ok(mut account) => {
                account.notes.extend(Some(all).filter(|all| !all.is_empty()));
                Ok(account)
            }
            Err(Error::NoRatings { at, why }) if !all.is_empty() => {
                Err(Error::NoRatings { at, why: format!("{why}; {all}") })
            }
            Err(error) => Err(error),
        }
    }

    /// Reads a sheet of a workbook, as a part of it.
    fn sheet(
        &self,
        workbook: &mut Workbook,
        (chosen, part): (ChosenSheet, u32),
        taker: &mut dyn Taker,
    ) -> Result<Account> {
        let planned = self.planned(workbook, &chosen)?.map_err(|no| no.error)?;
        self.walked(workbook, (chosen, planned, part), taker)
    }

    /// How a sheet is to be read.
    fn planned(
        &self,
        workbook: &mut Workbook,
        chosen: &ChosenSheet,
    ) -> Result<std::result::Result<PlannedSheet, NoPlan>> {
        let sheet = &chosen.name;
        let look = workbook.look(self.path, sheet);
        let is_seen = look.is_some();
        let look = Rc::new(look.unwrap_or_default());
        let mut first: Vec<First> = Vec::new();
        let looked = workbook.first_rows((sheet, &look, FIRST_ROWS as u64), &mut |row| {
            first.push(row.first());
            first.len() < FIRST_ROWS && row.count() <= MOST_COLUMNS
        });
        looked.map_err(|no_sheet| self.refused(None, no_sheet.to_string()))?;
        let refused = |line: Option<u64>, why: String| self.refused_in(sheet, line, why);
        if let Some(wide) = first.iter().find(|row| row.cells.len() > MOST_COLUMNS) {
            let last = letters(u32::try_from(wide.cells.len()).unwrap_or(u32::MAX));
            let why = format!(
                "something stands in {last}{}, column {} of the sheet, and a table of ratings has at most {MOST_COLUMNS}",
                wide.line,
                wide.cells.len()
            );
            return Err(refused(Some(wide.line), why));
        }
        Ok(match plan(&first, self.wanted) {
            Ok(plan) => Ok(PlannedSheet { look, is_seen, plan }),
            Err(no) => {
                Err(NoPlan { has_header: names_fields(&first, self.wanted), error: refused(Some(no.line), no.why) })
            }
        })
    }

    fn refused_in(&self, sheet: &str, line: Option<u64>, why: String) -> Error {
        let line = line.map_or_else(String::new, |line| format!(", row {line}"));
        Error::NoRatings { at: format!("{}, sheet {sheet}{line}", self.name), why }
    }

    /// Walks over a sheet, as a part of its workbook.
    fn walked(
        &self,
        workbook: &mut Workbook,
        (chosen, planned, part): (ChosenSheet, PlannedSheet, u32),
        taker: &mut dyn Taker,
    ) -> Result<Account> {
        let ChosenSheet { name: sheet, is_hidden, others } = chosen;
        let PlannedSheet { look, is_seen, plan } = planned;
        let named = format!("{}, sheet {sheet}", self.name);
        let mut account = Self::account(Called::Cells, named.clone());
        let of = if others.is_empty() { String::new() } else { format!(" of {}", others.len() + 1) };
        account.summary = format!("sheet {sheet}{of}, {}", plan.said());
        if is_hidden {
            account.notes.push(format!("the sheet `{sheet}` is hidden in the workbook"));
        }
        if !others.is_empty() {
            let many = if others.len() > 1 { "sheets that are" } else { "a sheet that is" };
            account.notes.push(format!("{many} not read: {}; --sheet NAME reads another", others.join(", ")));
        }
        account.notes.extend(plan.notes.iter().cloned());
        if is_seen {
            account.notes.extend(look.said(plan.head.cells.len()));
        } else {
            account.notes.push("what is hidden, merged or shown as a percentage in the sheet can't be told".to_owned());
        }
        (account.scale, account.scale_by) = (plan.scale, plan.scale_by);
        let mut empty_texts = 0;
        let mut walk = Walk::new(&plan, self.wanted, None);
        let walked = workbook.rows((&sheet, &look), &mut |row| {
            empty_texts += if row.row > plan.line { row.empty_texts } else { 0 };
            let place = Spot { part, line: row.row, column: None };
            row.row <= plan.line || walk.row(place, row, &mut |found| taker.take(found)).is_continue()
        });
        let end = walked.map_err(|no_sheet| self.refused_in(&sheet, None, no_sheet.to_string()))?;
        if let Some(end) = end {
            account.notes.push(format!(
                "nothing is read from row {end} on, as the 100,000 rows above it have formats and nothing else: if ratings stand below, remove the empty rows"
            ));
        }
        if empty_texts > 0 {
            let (cells, are) = if empty_texts == 1 {
                ("1 cell has".to_owned(), "is")
            } else {
                (format!("{empty_texts} cells have"), "are")
            };
            account.notes.push(format!("{cells} a formula whose text is empty, and {are} read as empty"));
        }
        account.left_out = left_out(&walk, "row");
        account.notes.extend(walk.filled());
        Ok(account)
    }
}

/// A sheet that can be read, and how.
struct PlannedSheet {
    look: Rc<SheetLook>,
    /// Whether it could be told how the sheet looks.
    is_seen: bool,
    plan: TableLayout,
}

/// Why no rating can be read of a sheet.
struct NoPlan {
    error: Error,
    /// Whether it has a header of ratings all the same, so that it may be meant to hold some.
    has_header: bool,
}

/// The cells of the first row of a sheet in which two or more stand; none where no row has so many.
fn header_of(workbook: &mut Workbook, sheet: &str) -> Option<Vec<String>> {
    let mut header = None;
    let look = Rc::default();
    let looked = workbook.rows((sheet, &look), &mut |row| {
        let cells = row.first().cells;
        let is_header = cells.iter().filter(|cell| !cell.is_empty()).count() > 1;
        header = is_header.then_some(cells);
        header.is_none() && row.row < HEADER_WITHIN
    });
    looked.ok().and(header)
}
