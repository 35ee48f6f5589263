//! Tables that come through a pipe: it can be read once, and a table is looked at more than once, so that all of it is kept in memory.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::core::ratings::Account;
use crate::core::ratings::layout::TableOptions;
use crate::core::ratings::numbered::Taker;

use super::super::error::{self, Error, Result};
use super::encoding::LOOKED_AT;
use super::stretches::Cutting;
use super::{TableFile, WORKBOOK, no_table};

/// The most bytes that are kept of a pipe.
const MOST: u64 = 1 << 30;
/// What stands for stdin in the place of a path.
const STDIN: &str = "-";

/// A table that came through a pipe.
#[derive(Debug)]
pub(crate) struct PipedTable {
    /// As it is shown.
    pub name: String,
    bytes: Vec<u8>,
}

/// What comes through a pipe, where a path leads to one; `-` is stdin. None for a file or a folder, and for what is not there.
///
/// # Errors
/// What the system refused, and that it is too much.
pub(crate) fn piped(path: &Path) -> Result<Option<PipedTable>> {
    let is_stdin = path == Path::new(STDIN);
    if !is_stdin && fs::metadata(path).map_or(true, |found| found.is_file() || found.is_dir()) {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    let read = if is_stdin {
        io::stdin().lock().take(MOST + 1).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|pipe| pipe.take(MOST + 1).read_to_end(&mut bytes))
    };
    read.map_err(error::io("read", path))?;
    let name = if is_stdin { "stdin".to_owned() } else { path.display().to_string() };
    if bytes.len() as u64 > MOST {
        let why = "more than 1 GB comes through the pipe: write it into a file, and read that".to_owned();
        return Err(Error::NoRatings { at: name, why });
    }
    Ok(Some(PipedTable { name, bytes }))
}

/// Walks over the ratings of a table that came through a pipe.
///
/// # Errors
/// Why no rating can be read of it.
pub(crate) fn read_piped(piped: &PipedTable, wanted: &TableOptions, taker: &mut dyn Taker) -> Result<Account> {
    let (begins, rest) = piped.bytes.split_at(piped.bytes.len().min(LOOKED_AT));
    let table = TableFile { path: Path::new(&piped.name), name: piped.name.clone(), wanted, cutting: Cutting::usual() };
    if begins.starts_with(WORKBOOK) {
        let why = "it is a workbook, which can't be read from a pipe: write it into a file, and read that";
        return Err(table.refused(None, why));
    }
    if let Some(why) = no_table(begins) {
        return Err(table.refused(None, why));
    }
    if wanted.sheet.is_some() {
        return Err(table.refused(None, "it is no workbook, and has no sheets: leave --sheet out"));
    }
    table.text(begins, rest, taker)
}
