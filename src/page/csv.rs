//! Records as CSV: RFC 4180, with cells that a spreadsheet would run as a formula made harmless.

use std::borrow::Cow;

use crate::core::people::{steering, steers};

use super::records::Records;

/// The records with their head; each line ends with CR LF.
pub(super) fn csv(records: &Records) -> String {
    let mut table = CsvTable::headless();
    table.row(records.head.iter().map(String::as_str));
    table.add(records);
    table.end()
}

/// A table that is written down row by row, in memory.
pub(super) struct CsvTable {
    text: String,
}

/// What is to be known of the bytes of a cell, one bit each: whether a character may begin with one that steers or that a spreadsheet runs,
/// and whether the cell is to stand within quotes.
const SUSPECT: u8 = 1;
const QUOTED: u8 = 2;

fn of_byte(byte: u8) -> u8 {
    match byte {
        b'"' | b',' => QUOTED,
        b'\n' | b'\r' => SUSPECT | QUOTED,
        b' '..=b'~' => 0,
        _ => SUSPECT,
    }
}

impl CsvTable {
    /// A table without anything in it.
    pub(super) fn headless() -> Self {
        Self { text: String::new() }
    }

    /// Writes the rows of records below those before.
    pub(super) fn add(&mut self, records: &Records) {
        for row in records.rows() {
            self.row(row);
        }
    }

    /// Writes a row below those before; rows may have any length here.
    fn row<'a>(&mut self, cells: impl Iterator<Item = &'a str>) {
        let from = self.text.len();
        for (index, cell) in cells.enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            self.cell(cell);
        }
        // A row of one empty cell would be no row.
        if self.text.len() == from {
            self.text.push_str("\"\"");
        }
        self.text.push_str("\r\n");
    }

    fn cell(&mut self, cell: &str) {
        let begins_plainly = cell.bytes().next().is_none_or(|first| first.is_ascii_alphanumeric());
        let of_bytes = cell.bytes().fold(0, |all, byte| all | of_byte(byte));
        if begins_plainly && of_bytes == 0 {
            self.text.push_str(cell);
            return;
        }
        let cell = if begins_plainly && of_bytes == QUOTED { Cow::Borrowed(cell) } else { harmless(cell) };
        if !cell.contains(['"', ',', '\n', '\r']) {
            self.text.push_str(&cell);
            return;
        }
        self.text.push('"');
        for (index, part) in cell.split('"').enumerate() {
            if index > 0 {
                self.text.push_str("\"\"");
            }
            self.text.push_str(part);
        }
        self.text.push('"');
    }

    /// What was written.
    pub(super) fn end(self) -> String {
        self.text
    }
}

/// A spreadsheet runs what begins with one of these; a leading apostrophe makes it text. Line ends stay, other control characters go.
fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.bytes().next().is_none_or(|first| first.is_ascii_alphanumeric()) && steering(cell).next().is_none() {
        return Cow::Borrowed(cell);
    }
    let cell: String = cell.chars().map(|c| if steers(c) && c != '\n' { '\u{FFFD}' } else { c }).collect();
    // The last four are their full-width forms, which some spreadsheets take for the same.
    let signs = ['=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'];
    // One that has apostrophes of its own gets one more, so that what is read back is what was there.
    let bare = cell.trim_start_matches('\'');
    let runs = bare.trim_start().starts_with(signs) || bare.starts_with(['\t', '\r', '\u{FFFD}']);
    let number = cell.parse::<f64>().is_ok_and(f64::is_finite);
    Cow::Owned(if runs && !number { format!("'{cell}") } else { cell })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_harmless_and_quotes_doubled() {
        let rows = [vec!["=cmd()".to_owned(), "a \"b\", c".to_owned()], vec!["-3".to_owned(), " @x".to_owned()]];
        assert_eq!(harmless("\u{FF1D}cmd()"), "'\u{FF1D}cmd()");
        assert_eq!([harmless("'=x"), harmless("'x")], ["''=x", "'x"]);
        assert_eq!(csv(&Records::new(&["a", "b"], rows)), "a,b\r\n'=cmd(),\"a \"\"b\"\", c\"\r\n-3,' @x\r\n");
    }

    /// As the crate `csv` writes them.
    #[test]
    fn cells_stand_within_quotes_where_another_program_would_put_them_there() {
        let cells = [
            "",
            "a",
            "a b",
            " a",
            "a,b",
            "\"",
            "a\"b\"",
            "a\nb",
            "a#b",
            "#",
            "\u{e9},\u{201c}x\u{201d}",
            "a;b|c",
            "1.5",
        ];
        let rows = cells.iter().map(|cell| vec![*cell]).chain([vec!["", ""], vec![], cells.to_vec(), vec!["x", ""]]);
        let (mut table, mut other) = (CsvTable::headless(), ::csv::WriterBuilder::new());
        let mut other = other.flexible(true).terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
        for row in rows.filter(|row| !row.is_empty()) {
            table.row(row.iter().copied());
            other.write_record(row.iter().map(|cell| harmless(cell).into_owned())).expect("memory takes it");
        }
        let other = other.into_inner().expect("memory takes it");
        assert_eq!(table.end(), String::from_utf8(other).expect("it is text"));
    }

    #[test]
    fn rows_of_any_length_are_rows_of_their_own() {
        let mut table = CsvTable::headless();
        for row in [&["a", "b"][..], &["c"], &["d", "e", "f"]] {
            table.row(row.iter().copied());
        }
        assert_eq!(table.end(), "a,b\r\nc\r\nd,e,f\r\n");
    }
}
