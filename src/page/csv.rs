//! Records as CSV: RFC 4180, with cells that a spreadsheet would run as a formula made harmless.

use std::borrow::Cow;

use crate::core::people::steers;

use super::records::Records;

/// The records with their head; each line ends with CR LF.
pub(super) fn csv(records: &Records) -> String {
    let mut table = CsvTable::headless();
    table.row(records.head.iter().map(String::as_str));
    table.add(records);
    // UTF-8 in is UTF-8 out.
    String::from_utf8(table.end()).unwrap_or_default()
}

/// A table that is written down row by row, in memory.
pub(super) struct CsvTable {
    writer: ::csv::Writer<Vec<u8>>,
}

impl CsvTable {
    /// A table without anything in it.
    pub(super) fn headless() -> Self {
        let mut writer = ::csv::WriterBuilder::new();
        Self { writer: writer.flexible(true).terminator(::csv::Terminator::CRLF).from_writer(Vec::new()) }
    }

    /// Writes the rows of records below those before.
    pub(super) fn add(&mut self, records: &Records) {
        for row in records.rows() {
            self.row(row);
        }
    }

    /// Writes a row below those before. Memory takes whatever is written, and rows may have any length here.
    fn row<'a>(&mut self, cells: impl Iterator<Item = &'a str>) {
        for cell in cells {
            let _ = self.writer.write_field(harmless(cell).as_bytes());
        }
        // Ends the row.
        let _ = self.writer.write_record(None::<&[u8]>);
    }

    /// What was written.
    pub(super) fn end(self) -> Vec<u8> {
        self.writer.into_inner().unwrap_or_default()
    }
}

/// A spreadsheet runs what begins with one of these; a leading apostrophe makes it text. Line ends stay, other control characters go.
fn harmless(cell: &str) -> Cow<'_, str> {
    let is_plain = || cell.bytes().all(|byte| matches!(byte, b' '..=b'~')) || !cell.chars().any(steers);
    if cell.bytes().next().is_none_or(|first| first.is_ascii_alphanumeric()) && is_plain() {
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

    #[test]
    fn rows_of_any_length_are_rows_of_their_own() {
        let mut table = CsvTable::headless();
        for row in [&["a", "b"][..], &["c"], &["d", "e", "f"]] {
            table.row(row.iter().copied());
        }
        assert_eq!(table.end(), b"a,b\r\nc\r\nd,e,f\r\n");
    }
}
