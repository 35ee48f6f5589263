//! Tidy ratings: a CSV with a row for each rating, read as a stream, every bad row named by its line.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::rc::Rc;

use super::error::{self, Result};

/// A row of tidy ratings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TidyRow<'a> {
    /// Counted from 1, the header included.
    pub line: u64,
    /// Who was rated.
    pub candidate: &'a str,
    /// Who rated.
    pub interviewer: &'a str,
    /// What was rated.
    pub dimension: &'a str,
    /// The score as it is written.
    pub score: &'a str,
    /// The round or format, where the file says.
    pub round: Option<&'a str>,
    /// A note, where the file has one.
    pub note: Option<&'a str>,
    /// The day, where the file says.
    pub date: Option<&'a str>,
}

/// A row that can't be used, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BadRow {
    /// Counted from 1, the header included.
    pub line: u64,
    /// What is wrong with it.
    pub why: String,
}

/// How many rows were read, and which of them can't be used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct TidyRead {
    /// Rows, bad ones too.
    pub rows: u64,
    /// Those that can't be used, in order.
    pub bad: Vec<BadRow>,
}

/// The columns, each with the names it may have; the first four must be there.
const COLUMNS: [&[&str]; 7] = [
    &["candidate", "ratee"],
    &["interviewer", "rater"],
    &["dimension", "item"],
    &["score"],
    &["round", "format"],
    &["note"],
    &["date"],
];

/// Reads a file of tidy ratings; `each` takes a row and says what is wrong with it, `progress` hears how many rows were read.
///
/// # Errors
/// What the system refused; a header without a column is the only bad row, at line 1.
pub(crate) fn read_tidy(
    path: &Path,
    each: impl FnMut(TidyRow<'_>) -> std::result::Result<(), String>,
    progress: impl FnMut(u64),
) -> Result<TidyRead> {
    let file = File::open(path).map_err(error::io("read", path))?;
    read(file, each, progress).map_err(|failed| error::io("read", path)(failed.into()))
}

/// Reads tidy ratings that are in memory.
///
/// # Errors
/// What the reader of CSV refused.
#[cfg(feature = "fuzzing")]
pub(crate) fn read_tidy_of(
    bytes: &[u8],
    each: impl FnMut(TidyRow<'_>) -> std::result::Result<(), String>,
) -> std::result::Result<TidyRead, csv::Error> {
    read(bytes, each, |_| {})
}

/// The largest row, in bytes.
const LARGEST_ROW: u64 = 1 << 20;
/// What is read at once, in bytes.
const AT_ONCE: usize = 1 << 18;

/// Input of which no more is read than a row may have, until the row ends: a cell is kept whole, and a quote that nothing closes makes
/// a cell of all that follows.
struct RowByRow<'a, R> {
    input: R,
    /// How much was read since the last row ended.
    read: &'a Cell<u64>,
}

impl<R: Read> Read for RowByRow<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.read.get() > LARGEST_ROW {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let count = self.input.read(buffer)?;
        self.read.set(self.read.get() + count as u64);
        Ok(count)
    }
}

/// Whether a row was larger than any may be.
fn is_too_large(error: &csv::Error) -> bool {
    matches!(error.kind(), csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge)
}

fn too_large(line: u64) -> BadRow {
    let why = "the row that begins here has more than 1 MB, and nothing after it was read; is a quote missing at the end of a cell?";
    BadRow { line, why: why.into() }
}

fn read(
    input: impl Read,
    mut each: impl FnMut(TidyRow<'_>) -> std::result::Result<(), String>,
    mut progress: impl FnMut(u64),
) -> std::result::Result<TidyRead, csv::Error> {
    let (since_row, lines) = (Cell::new(0), Rc::new(RefCell::new(LineStarts::default())));
    let input = Counted { input: RowByRow { input, read: &since_row }, lines: Rc::clone(&lines) };
    let mut reader = csv::ReaderBuilder::new().flexible(true).buffer_capacity(AT_ONCE).from_reader(input);
    let mut found = TidyRead::default();
    let head = match reader.byte_headers() {
        Ok(head) => head.clone(),
        Err(error) if is_too_large(&error) => {
            found.bad.push(too_large(1));
            return Ok(found);
        }
        Err(error) => return Err(error),
    };
    let place = |names: &[&str]| {
        head.iter().position(|cell| {
            let cell = std::str::from_utf8(cell).unwrap_or_default().trim_start_matches('\u{feff}').trim();
            names.iter().any(|name| name.eq_ignore_ascii_case(cell))
        })
    };
    let places = COLUMNS.map(place);
    let missing: Vec<&str> = COLUMNS
        .iter()
        .zip(places)
        .take(4)
        .filter(|(_, place)| place.is_none())
        .filter_map(|(names, _)| names.first().copied())
        .collect();
    if !missing.is_empty() {
        let why =
            format!("the header has no {}; it needs candidate, interviewer, dimension, score", missing.join(", "));
        found.bad.push(BadRow { line: 1, why });
        return Ok(found);
    }
    let mut record = csv::ByteRecord::new();
    loop {
        since_row.set(0);
        let start = reader.position().byte();
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(found),
            Err(error) if is_too_large(&error) => {
                let line = lines.borrow_mut().line_from(start).unwrap_or(found.rows + 1);
                found.bad.push(too_large(line));
                return Ok(found);
            }
            Err(error) => return Err(error),
        }
        found.rows += 1;
        if found.rows % 262_144 == 0 {
            progress(found.rows);
        }
        let start = record.position().map_or(0, csv::Position::byte);
        let line = lines.borrow_mut().line_from(start).unwrap_or(found.rows + 1);
        let cell = |column: usize| {
            let bytes = places.get(column).copied().flatten().and_then(|place| record.get(place)).unwrap_or_default();
            std::str::from_utf8(bytes).map(str::trim).map_err(|_| "the row is not UTF-8 text".to_owned())
        };
        let optional = |column: usize| cell(column).map(|text| Some(text).filter(|text| !text.is_empty()));
        let row = || {
            if record.len() > head.len() {
                let (cells, columns) = (record.len(), head.len());
                return Err(format!(
                    "the row has {cells} cells, but the header has {columns}: put quotes around a text with a comma"
                ));
            }
            let required = |column: usize, name: &str| match cell(column) {
                Ok("") => Err(format!("the {name} is missing")),
                other => other,
            };
            Ok(TidyRow {
                line,
                candidate: required(0, "candidate")?,
                interviewer: required(1, "interviewer")?,
                dimension: required(2, "dimension")?,
                score: required(3, "score")?,
                round: optional(4)?,
                note: optional(5)?,
                date: optional(6)?,
            })
        };
        if let Err(why) = row().and_then(&mut each) {
            found.bad.push(BadRow { line, why });
        }
    }
}

/// Where the lines begin on which something stands, as far as they were read and are still asked for. The reader of CSV
/// counts neither the line feed after a carriage return nor blank lines before it has passed them (issues 208 and 395 of `csv`, 1.4.0).
#[derive(Default)]
struct LineStarts {
    /// Offset and number of each.
    starts: VecDeque<(u64, u64)>,
    /// How much was read.
    read: u64,
    /// How many lines ended.
    ended: u64,
    /// The byte before.
    last: u8,
}

impl LineStarts {
    fn take(&mut self, bytes: &[u8]) {
        for byte in bytes {
            let is_end = matches!(byte, b'\n' | b'\r');
            // A line feed after a carriage return ends no line of its own.
            if *byte == b'\n' && self.last != b'\r' || *byte == b'\r' {
                self.ended += 1;
            }
            if !is_end && (self.read == 0 || matches!(self.last, b'\n' | b'\r')) {
                self.starts.push_back((self.read, self.ended + 1));
            }
            self.last = *byte;
            self.read += 1;
        }
    }

    /// The number of the first line that begins at an offset or after it; offsets are asked for in order.
    fn line_from(&mut self, offset: u64) -> Option<u64> {
        while self.starts.front().is_some_and(|(start, _)| *start < offset) {
            self.starts.pop_front();
        }
        self.starts.front().map(|(_, line)| *line)
    }
}

/// What is read, with its lines.
struct Counted<R> {
    input: R,
    lines: Rc<RefCell<LineStarts>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        self.lines.borrow_mut().take(buffer.get(..count).unwrap_or_default());
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bad_row_is_named_by_its_line() {
        let text = "\u{feff}Ratee,rater,item,score\nA,K,t,4\nA,,t,4\nB,K,t,x\n";
        let mut seen = Vec::new();
        let found = read(
            text.as_bytes(),
            |row| {
                seen.push(row.candidate.to_owned());
                row.score.parse::<u8>().map(|_| ()).map_err(|_| format!("`{}` is not a score", row.score))
            },
            |_| {},
        );
        let found = found.expect("it reads");
        assert_eq!(found.rows, 3);
        assert_eq!(seen, ["A", "B"]);
        let bad: Vec<(u64, &str)> = found.bad.iter().map(|bad| (bad.line, bad.why.as_str())).collect();
        assert_eq!(bad, [(3, "the interviewer is missing"), (4, "`x` is not a score")]);
    }

    /// Text without end, and how much of it was read.
    struct Endless<'a> {
        begins: &'a [u8],
        read: &'a Cell<usize>,
    }

    impl Read for Endless<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.begins.read(buffer)?;
            buffer[count..].fill(b'x');
            self.read.set(self.read.get() + buffer.len());
            Ok(buffer.len())
        }
    }

    #[test]
    fn a_row_without_an_end_is_refused_by_its_line_before_it_is_in_memory() {
        for (begins, line, rows) in [("", 1, 0), ("candidate,interviewer,dimension,score\nA,K,t,4\nB,K,t,\"", 3, 1)] {
            let count = Cell::new(0);
            let found =
                read(Endless { begins: begins.as_bytes(), read: &count }, |_| Ok(()), |_| {}).expect("it reads");
            let [bad] = &*found.bad else { panic!("{:?}", found.bad) };
            assert!(bad.why.starts_with("the row that begins here has more than 1 MB"), "{}", bad.why);
            assert_eq!((bad.line, found.rows), (line, rows));
            assert!(count.get() < 2 << 20, "{} bytes were read", count.get());
        }
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them_whatever_ends_them() {
        let rows = [
            "candidate,interviewer,dimension,score,note",
            "A,K,t,4,fine",
            "",
            "B,K,t,4,\"two",
            "lines\"",
            "C,K,t,4,one, two",
            "D,,t,4,",
        ];
        for end in ["\n", "\r\n", "\r"] {
            let found = read(rows.join(end).as_bytes(), |_| Ok(()), |_| {}).expect("it reads");
            let bad: Vec<(u64, &str)> = found.bad.iter().map(|bad| (bad.line, bad.why.as_str())).collect();
            let extra = "the row has 6 cells, but the header has 5: put quotes around a text with a comma";
            assert_eq!(bad, [(6, extra), (7, "the interviewer is missing")], "{end:?}");
        }
    }

    #[test]
    fn a_head_without_a_column_says_which() {
        let found = read("candidate,score\nA,4\n".as_bytes(), |_| Ok(()), |_| {}).expect("it reads");
        assert!(found.bad.first().is_some_and(|bad| bad.line == 1 && bad.why.contains("interviewer, dimension")));
    }
}
