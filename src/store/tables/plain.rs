//! The rows of separated text whose columns are told by its header alone.

use std::io::{Cursor, Read as _};
use std::path::Path;

use super::super::error::{self, Error, Result};
use super::encoding::{Decoded, LOOKED_AT, encoding};
use super::separated::{NextRow, Separated, TextRows};
use super::{SEPARATORS, WORKBOOK, no_table, opened, told};
use crate::core::ratings::walk::Cells as _;
use crate::core::ratings::walk::exported::plain_cell;

/// Hands on every row of separated text with its line, cells without blanks around them.
///
/// # Errors
/// What the system refused, or why it is no such text.
pub(crate) fn read_rows(path: &Path, each: &mut dyn FnMut(u64, &[&str])) -> Result<()> {
    let refused = |line: Option<u64>, why: &str| {
        let name = path.display();
        let at = line.map_or_else(|| name.to_string(), |line| format!("{name}:{line}"));
        Error::NoTable { at, why: why.to_owned() }
    };
    let (begins, file) = opened(path)?;
    if begins.starts_with(WORKBOOK) {
        return Err(refused(None, "it is a workbook: save it as .csv"));
    }
    if let Some(why) = no_table(&begins) {
        // What could be done with it concerns ratings.
        return Err(refused(None, why.split(':').next().unwrap_or(why)));
    }
    let (found, _) = encoding(&begins, begins.len() < LOOKED_AT);
    let (text, _) = found.decode_with_bom_removal(&begins);
    let told = told(&text);
    let width = |separator| TextRows::new(text.as_bytes(), separator).next().map_or(0, |row| row.count());
    // The first of those that part the header most.
    let widest = SEPARATORS.iter().rev().map(|(separator, _)| *separator).max_by_key(|separator| width(*separator));
    let separator = told.or(widest).unwrap_or(b',');
    let mut rows = Separated::new(Decoded::new(Cursor::new(&begins).chain(file), found), separator);
    loop {
        match rows.next().map_err(error::io("read", path))? {
            NextRow::Row(row) if told.is_some() && row.line == 1 => {}
            NextRow::Row(row) => {
                let texts: Vec<String> =
                    (0..row.count()).map(|column| String::from_utf8_lossy(row.cell(column)).into_owned()).collect();
                each(row.line, &texts.iter().map(|text| plain_cell(text)).collect::<Vec<_>>());
            }
            NextRow::Endless(line, why) => return Err(refused(Some(line), &why)),
            NextRow::End => return Ok(()),
        }
    }
}
