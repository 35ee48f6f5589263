//! Records as CSV: RFC 4180, with cells that a spreadsheet would run as a formula made harmless.

use std::borrow::Cow;
use std::io;

use crate::core::people::steers;

use super::records::Records;

/// The records with their head; each line ends with CR LF.
pub(super) fn csv(records: &Records) -> String {
    let written = || {
        let mut table = CsvTable::headed(&records.head, Vec::new())?;
        table.rows(records)?;
        table.writer.into_inner().map_err(::csv::IntoInnerError::into_error)
    };
    // Writing into memory can't fail, and UTF-8 in is UTF-8 out.
    written().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// A table that is written down row by row.
pub(super) struct CsvTable<W: io::Write> {
    writer: ::csv::Writer<W>,
}

impl<W: io::Write> CsvTable<W> {
    /// A table with nothing but its head.
    pub(super) fn headed(head: &[String], out: W) -> io::Result<Self> {
        let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
        writer.write_record(head).map_err(refused)?;
        Ok(Self { writer })
    }

    /// Writes the rows of records below those before.
    pub(super) fn rows(&mut self, records: &Records) -> io::Result<()> {
        for row in records.rows() {
            for cell in row {
                self.writer.write_field(harmless(cell).as_bytes()).map_err(refused)?;
            }
            // Ends the row.
            self.writer.write_record(None::<&[u8]>).map_err(refused)?;
        }
        Ok(())
    }

    /// Nothing more comes.
    pub(super) fn end(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// What the place that is written to said: that nobody reads on is no failure, and must be told from one.
fn refused(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
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

    /// Somebody who looks at the beginning alone.
    struct Leaves;

    impl io::Write for Leaves {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn that_nobody_reads_on_is_told_from_a_failure() {
        let records = Records::new(&["a"], (0..9999).map(|number| vec![number.to_string()]));
        let mut table = CsvTable::headed(&records.head, Leaves).expect("it is held back");
        let error = table.rows(&records).expect_err("nobody reads");
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    }

    #[test]
    fn formulas_are_made_harmless_and_quotes_doubled() {
        let rows = [vec!["=cmd()".to_owned(), "a \"b\", c".to_owned()], vec!["-3".to_owned(), " @x".to_owned()]];
        assert_eq!(harmless("\u{FF1D}cmd()"), "'\u{FF1D}cmd()");
        assert_eq!([harmless("'=x"), harmless("'x")], ["''=x", "'x"]);
        assert_eq!(csv(&Records::new(&["a", "b"], rows)), "a,b\r\n'=cmd(),\"a \"\"b\"\", c\"\r\n-3,' @x\r\n");
    }
}
