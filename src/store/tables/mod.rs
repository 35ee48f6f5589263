//! Tables of ratings: separated text of any kind and workbooks. Bytes become rows of cells with their places here; what the rows say
//! is for `core::ratings` to decide.

mod encoding;
mod look;
mod piped;
mod plain;
mod separated;
mod sheets;
mod stretch;
mod stretches;
mod texts;
mod workbook;

use std::fs::File;
use std::hash::{BuildHasher as _, RandomState};
use std::io::{Cursor, Read};
use std::ops::ControlFlow;
use std::path::Path;

use encoding_rs::UTF_8;

use crate::core::ratings::layout::{First, Refused, TableLayout, TableOptions, plan};
use crate::core::ratings::numbered::Taker;
use crate::core::ratings::walk::{Cells as _, Walk};
use crate::core::ratings::{Account, Called, SourcePart, Spot};

use super::error::{self, Error, Result};
pub(crate) use piped::{PipedTable, piped, read_piped};
pub(crate) use plain::read_rows;

use encoding::{Decoded, LOOKED_AT, encoding};
use separated::{NextRow, Separated, TextRows};
use stretch::Numbering;
use stretches::{Cutting, ReadOn};

/// How a workbook begins.
const WORKBOOK: &[u8] = b"PK\x03\x04";
/// How many rows a table is told by.
const FIRST_ROWS: usize = 200;
/// The most columns of a table of ratings.
const MOST_COLUMNS: usize = 1000;
/// What may separate cells, with its name.
const SEPARATORS: [(u8, &str); 4] = [(b',', "commas"), (b';', "semicolons"), (b'\t', "tabs"), (b'|', "bars")];

/// Walks over the ratings of a table, as they are written.
///
/// # Errors
/// What the system refused, or why no rating can be read of it.
pub(crate) fn read_table(path: &Path, wanted: &TableOptions, taker: &mut dyn Taker) -> Result<Account> {
    let (begins, file) = opened(path)?;
    let table = TableFile { path, name: path.display().to_string(), wanted, cutting: Cutting::usual() };
    if begins.starts_with(WORKBOOK) {
        return table.workbook(taker);
    }
    if let Some(why) = no_table(&begins) {
        return Err(table.refused(None, why));
    }
    if wanted.sheet.is_some() {
        return Err(table.refused(None, "it is no workbook, and has no sheets: leave --sheet out"));
    }
    table.text(&begins, file, taker)
}

/// How a file begins, and the rest of it.
fn opened(path: &Path) -> Result<(Vec<u8>, File)> {
    let mut file = File::open(path).map_err(error::io("read", path))?;
    let mut begins = Vec::new();
    file.by_ref().take(LOOKED_AT as u64).read_to_end(&mut begins).map_err(error::io("read", path))?;
    Ok((begins, file))
}

/// What separates the cells of a text by its own word, a first line such as `sep=;`.
fn told(text: &str) -> Option<u8> {
    text.lines().next()?.strip_prefix("sep=")?.bytes().next()
}

/// Whether a table is a workbook, which has sheets. One that can't be read is none.
pub(crate) fn is_workbook(path: &Path) -> bool {
    let mut begins = [0; WORKBOOK.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut begins)).is_ok() && begins == WORKBOOK
}

/// Walks over the ratings of separated text that is in memory, in stretches of so many bytes where its rows are taken by numbers.
///
/// # Errors
/// Why no rating can be read of it.
#[cfg(feature = "fuzzing")]
pub(crate) fn read_table_of(
    bytes: &[u8],
    (wanted, stretch): (&TableOptions, usize),
    taker: &mut dyn Taker,
) -> Result<Account> {
    let (begins, rest) = bytes.split_at(bytes.len().min(LOOKED_AT));
    let cutting = Cutting { stretch, at_once: 2 };
    let table = TableFile { path: Path::new("memory"), name: "memory".to_owned(), wanted, cutting };
    match no_table(begins) {
        Some(why) => Err(table.refused(None, why)),
        None => table.text(begins, rest, taker),
    }
}

/// What else a file may be than a table.
fn no_table(begins: &[u8]) -> Option<&'static str> {
    if begins.starts_with(b"%PDF") {
        return Some("it is a PDF, not a table: export the ratings as .csv or .xlsx");
    }
    if begins.starts_with(b"\xd0\xcf\x11\xe0") {
        return Some("it is an old workbook (.xls) or one with a password: save it as .xlsx without a password");
    }
    if begins.starts_with(b"\x1f\x8b") {
        return Some("it is compressed: unpack it first");
    }
    let text = begins.trim_ascii_start();
    if text.starts_with(b"<") {
        return Some("it is a web page or XML, not a table: export the ratings as .csv or .xlsx");
    }
    if text.starts_with(b"{") || text.starts_with(b"[{") {
        return Some(
            "it is JSON, not a table: where it holds scorecards of a tracking system, let its name end in .json",
        );
    }
    let is_utf_16 = encoding(begins, false).1 == Some("UTF-16");
    (begins.contains(&0) && !is_utf_16).then_some("it is no text and no workbook that can be read")
}

/// A table that is to be read.
struct TableFile<'a> {
    path: &'a Path,
    name: String,
    wanted: &'a TableOptions,
    cutting: Cutting,
}

impl TableFile<'_> {
    fn refused(&self, line: Option<u64>, why: impl Into<String>) -> Error {
        let at = line.map_or_else(|| self.name.clone(), |line| format!("{}:{line}", self.name));
        Error::NoRatings { at, why: why.into() }
    }

    fn account(called: Called, name: String) -> Account {
        let mend = "mend them and run it again";
        Account { name: name.clone(), mend, parts: vec![SourcePart { name, called }], ..Account::default() }
    }

    /// Reads separated text.
    fn text(&self, begins: &[u8], file: impl Read + Send, taker: &mut dyn Taker) -> Result<Account> {
        if begins.is_empty() {
            return Err(self.refused(None, "the file is empty: save the ratings into it once more"));
        }
        let (found, said) = encoding(begins, begins.len() < LOOKED_AT);
        let start = if begins.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let (text, _) = found.decode_with_bom_removal(begins);
        let told = told(&text);
        let skipped = u64::from(told.is_some());
        let (separator, plan) = self.separator(&text, told, skipped)?;
        let rest = Cursor::new(begins.get(start..).unwrap_or_default()).chain(file);
        let name = SEPARATORS.iter().find(|(byte, _)| *byte == separator).map_or("cells", |(_, name)| name);
        let mut account = Self::account(Called::Lines, self.name.clone());
        account.summary = [Some(name), said].into_iter().flatten().collect::<Vec<_>>().join(", ") + ", " + &plan.said();
        account.notes.clone_from(&plan.notes);
        (account.scale, account.scale_by) = (plan.scale, plan.scale_by);
        let mut walk = Walk::new(&plan, self.wanted, Some(separator));
        let numbered = walk.numbered().filter(|_| found == UTF_8 && taker.wants_numbers());
        let walked = match numbered.filter(|_| SEPARATORS.iter().any(|(byte, _)| *byte == separator)) {
            Some((columns, width)) => {
                // Nothing that can be seen depends on it.
                let seed = RandomState::new().hash_one(separator);
                let numbering = Numbering { separator, columns, width, seed };
                let how = (&numbering, self.cutting);
                match stretches::read(rest, how, plan.line, (&mut walk, &mut *taker)) {
                    Ok(ReadOn::Left(mut left)) => rows(&mut left, (&plan, &mut walk), taker),
                    Ok(ReadOn::Enough) => Ok(None),
                    Err(error) => Err(error),
                }
            }
            None if found == UTF_8 => rows(&mut Separated::new(rest, separator), (&plan, &mut walk), taker),
            None => rows(&mut Separated::new(Decoded::new(rest, found), separator), (&plan, &mut walk), taker),
        };
        if let Some((line, why)) = walked.map_err(error::io("read", self.path))? {
            return Err(self.refused(Some(line), why));
        }
        account.left_out = left_out(&walk, "line");
        account.notes.extend(walk.filled());
        Ok(account)
    }

    /// What separates the cells, and how the table is to be read with it: what was told, or the only one that makes sense.
    fn separator(&self, text: &str, told: Option<u8>, skipped: u64) -> Result<(u8, TableLayout)> {
        let parted = |separator: u8| -> Result<(usize, Vec<First>)> {
            let first = first_rows(text, separator, skipped);
            let width = first.iter().map(|row| row.cells.len()).max().unwrap_or_default();
            if width > MOST_COLUMNS {
                let why = format!("it has {width} columns, and a table of ratings at most {MOST_COLUMNS}");
                return Err(self.refused(None, why));
            }
            Ok((width, first))
        };
        let refused = |refused: Refused| self.refused(Some(refused.line), refused.why);
        if let Some(told) = told {
            return plan(&parted(told)?.1, self.wanted).map(|plan| (told, plan)).map_err(refused);
        }
        let tried: Vec<_> = SEPARATORS
            .into_iter()
            .map(|(separator, name)| parted(separator).map(|(width, first)| (separator, name, width, first)))
            .collect::<Result<_>>()?;
        // What parts nothing says nothing, unless nothing parts anything.
        let most = tried.iter().map(|(_, _, width, _)| *width).max().unwrap_or_default();
        let mut plans = Vec::new();
        let mut failed = Vec::new();
        for (separator, name, width, first) in tried.into_iter().filter(|(_, _, width, _)| *width > 1 || most <= 1) {
            match plan(&first, self.wanted) {
                Ok(plan) if width > 1 => plans.push((plan.head.told(), separator, name, plan)),
                Ok(plan) => {
                    failed.push((width, Refused { line: plan.line, why: "there is only one column".into() }));
                }
                Err(refused) => failed.push((width, refused)),
            }
        }
        plans.sort_by_key(|(told, ..)| std::cmp::Reverse(*told));
        if let [(first, _, name, _), (second, _, other, _), ..] = plans.as_slice()
            && first == second
        {
            let why = format!(
                "cells may be separated by {name} or by {other}: begin the file with a line sep=; or save it anew"
            );
            return Err(self.refused(None, why));
        }
        if let Some((_, separator, _, plan)) = plans.into_iter().next() {
            return Ok((separator, plan));
        }
        // What would be said with the separator that parts it most.
        failed.sort_by_key(|(width, _)| std::cmp::Reverse(*width));
        let widest = failed.into_iter().next().map(|(_, refused)| refused);
        Err(widest.map_or_else(|| self.refused(None, "the table is empty"), refused))
    }
}

/// The rows of a text by which its layout is told.
fn first_rows(text: &str, separator: u8, skipped: u64) -> Vec<First> {
    let mut rows = TextRows::new(text.as_bytes(), separator);
    let mut first = Vec::new();
    while first.len() < FIRST_ROWS {
        // A row that does not end is named where the table is read.
        let Some(row) = rows.next() else { break };
        if row.line > skipped {
            let text = |column| String::from_utf8_lossy(row.cell(column)).into_owned();
            first.push(First { line: row.line, cells: (0..row.count()).map(text).collect() });
        }
    }
    first
}

/// Why a table is not taken whose last row is less than all others, and has no end.
const CUT_OFF: &str = "the table is cut off: no line break ends this row, its last, which has fewer cells than every other; export it once more, or end the row with a line break where nothing is missing";

/// Hands on the rows below the header; gives the line of one that does not end or was cut off, and why nothing after it can be read.
fn rows<R: Read>(
    reader: &mut Separated<R>,
    (plan, walk): (&TableLayout, &mut Walk),
    taker: &mut dyn Taker,
) -> std::io::Result<Option<(u64, String)>> {
    let mut fewest = reader.fewest;
    loop {
        let flow = match reader.next()? {
            NextRow::Row(row) if row.line < plan.line => ControlFlow::Continue(()),
            NextRow::Row(row) if !row.is_ended && fewest.is_some_and(|fewest| row.count() < fewest) => {
                return Ok(Some((row.line, CUT_OFF.to_owned())));
            }
            NextRow::Row(row) => {
                if !row.is_blank() {
                    fewest = Some(fewest.map_or(row.count(), |fewest| fewest.min(row.count())));
                }
                if row.line == plan.line {
                    continue;
                }
                walk.row(Spot { part: 0, line: row.line, column: None }, &row, &mut |found| taker.take(found))
            }
            NextRow::Endless(line, why) => return Ok(Some((line, why))),
            NextRow::End => return Ok(None),
        };
        if flow.is_break() {
            return Ok(None);
        }
    }
}

/// What was left out of a table, in words.
fn left_out(walk: &Walk, place: &str) -> Vec<String> {
    let counted = |count: u64, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    };
    let empty = counted(walk.empty, "empty row", "empty rows");
    let of_none = "of interviews that count for nobody (practice, no-show, stopped early)";
    let uncounted = counted(walk.uncounted, &format!("row {of_none}"), &format!("rows {of_none}"));
    let footers = (walk.footer_count > 0).then(|| {
        let named: Vec<String> =
            walk.footers.iter().map(|(line, text)| format!("`{text}` at {place} {line}")).collect();
        let more = if walk.footer_count > walk.footers.len() as u64 { ", ..." } else { "" };
        let rows = counted(walk.footer_count, "row", "rows").unwrap_or_default();
        format!("{rows} with one text and nothing else: {}{more}", named.join(", "))
    });
    empty.into_iter().chain(uncounted).chain(footers).collect()
}
