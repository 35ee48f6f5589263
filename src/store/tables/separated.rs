//! Rows of cells of a text: separated by one character, in quotes where they hold it, read as a stream with the lines of an editor.

use std::io::{self, Read};

use crate::core::ratings::walk::{Cells, MergedCell};

/// The largest row, in bytes.
pub(super) const LARGEST_ROW: usize = 1 << 20;
/// What is read at once, in bytes.
const AT_ONCE: usize = 1 << 18;

/// The rows of a text.
pub(super) struct Separated<R> {
    input: R,
    separator: u8,
    buffer: Vec<u8>,
    /// Where the next row begins, and where what was read ends.
    start: usize,
    end: usize,
    at_end: bool,
    /// The line on which the next row begins, counted from 1.
    line: u64,
    /// How many cells the row had that had fewest of them, before those that are read here.
    pub(super) fewest: Option<usize>,
    row: RowCells,
}

/// A row: where its cells stand.
#[derive(Debug, Default)]
pub(super) struct RowCells {
    bytes: Vec<u8>,
    cells: Vec<(u32, u32)>,
}

/// What is next in a text.
#[derive(Debug)]
pub(super) enum NextRow<'a> {
    /// A row.
    Row(Border<'a>),
    /// A row without an end, by its line and what is wrong: nothing after it can be read.
    Endless(u64, String),
    /// Nothing.
    End,
}

/// A row in the buffer that it was read into.
#[derive(Debug)]
pub(super) struct Border<'a> {
    pub(super) line: u64,
    pub(super) bytes: &'a [u8],
    pub(super) cells: &'a [(u32, u32)],
    /// Whether a line break follows it, as it does every row but the last one of a text, and that one most often.
    pub(super) is_ended: bool,
}

impl Border<'_> {
    /// Whether nothing stands in it.
    pub(super) fn is_blank(&self) -> bool {
        is_blank(self.cells)
    }
}

/// Whether nothing stands in a row of these cells, and nothing separates them.
pub(super) fn is_blank(cells: &[(u32, u32)]) -> bool {
    matches!(cells, [] | [(_, _)] if cells.iter().all(|(from, to)| from == to))
}

impl Cells for Border<'_> {
    fn count(&self) -> usize {
        self.cells.len()
    }

    fn cell(&self, column: usize) -> &[u8] {
        let Some(&(start, end)) = self.cells.get(column) else { return &[] };
        self.bytes.get(start as usize..end as usize).unwrap_or_default()
    }

    fn wrong(&self, _: usize) -> Option<&str> {
        None
    }

    fn merged(&self, _: usize) -> MergedCell {
        MergedCell::Unknown
    }
}

/// How the scan of a row ended.
pub(super) enum Scan {
    /// The row has so many bytes, its end among them, and so many lines.
    Ended(usize, u64),
    /// More input is needed.
    More,
    /// A quote opened at this line of the row that nothing closes.
    Open(u64),
}

impl<R: Read> Separated<R> {
    pub(super) fn new(input: R, separator: u8) -> Self {
        Self::from_line(input, separator, 1)
    }

    /// The rows of what is left of a text, which begins on this line.
    pub(super) fn from_line(input: R, separator: u8, line: u64) -> Self {
        Self {
            input,
            separator,
            buffer: vec![0; AT_ONCE],
            start: 0,
            end: 0,
            at_end: false,
            line,
            fewest: None,
            row: RowCells::default(),
        }
    }

    /// The next row; blank lines are rows without anything in them.
    pub(super) fn next(&mut self) -> io::Result<NextRow<'_>> {
        loop {
            if self.start == self.end && self.at_end {
                return Ok(NextRow::End);
            }
            let text = self.buffer.get(self.start..self.end).unwrap_or_default();
            let scanned =
                if text.is_empty() { Scan::More } else { scan(&mut self.row, text, self.separator, self.at_end) };
            match scanned {
                Scan::Ended(length, lines) => {
                    let (from, line) = (self.start, self.line);
                    self.start += length;
                    self.line += lines;
                    let text = self.buffer.get(from..self.start).unwrap_or_default();
                    let is_ended = is_ended(text);
                    let (bytes, cells) = self.row.row(text);
                    return Ok(NextRow::Row(Border { line, bytes, cells, is_ended }));
                }
                Scan::Open(line) => return Ok(NextRow::Endless(self.line + line, OPEN.into())),
                Scan::More if self.end - self.start > LARGEST_ROW => {
                    let why = "the row that begins here has more than 1 MB, and nothing after it was read; is a quote missing at the end of a cell?";
                    return Ok(NextRow::Endless(self.line, why.into()));
                }
                Scan::More => self.read()?,
            }
        }
    }

    /// Reads on, behind what is there of the row.
    fn read(&mut self) -> io::Result<()> {
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        if self.buffer.len() - self.end < AT_ONCE {
            self.buffer.resize(self.end + AT_ONCE, 0);
        }
        let count = self.input.read(self.buffer.get_mut(self.end..).unwrap_or_default())?;
        self.at_end = count == 0;
        self.end += count;
        Ok(())
    }
}

/// Why nothing is read after a quote that nothing closes.
const OPEN: &str = "a quote opens here that nothing closes, and all that follows would be one cell; put a quote at its end, or take it away";

/// Finds the cells of the row that a text begins with; `at_end` where nothing follows the text.
pub(super) fn scan(row: &mut RowCells, text: &[u8], separator: u8, at_end: bool) -> Scan {
    row.cells.clear();
    row.bytes.clear();
    let mut begins = 0;
    for (at, &byte) in text.iter().enumerate() {
        // What else means something stands below the letters.
        if byte > b'"' && byte != separator {
            continue;
        }
        if byte == separator {
            row.cells.push(trimmed(text, begins, at));
            begins = at + 1;
        } else if byte == b'\n' {
            row.cells.push(trimmed(text, begins, at));
            return Scan::Ended(at + 1, 1);
        } else if byte == b'\r' {
            // Whether a line feed belongs to it stands behind it.
            let after = text.get(at + 1);
            if after.is_none() && !at_end {
                return Scan::More;
            }
            row.cells.push(trimmed(text, begins, at));
            return Scan::Ended(at + 1 + usize::from(after == Some(&b'\n')), 1);
        } else if byte == b'"' && text.get(begins..at).is_some_and(|before| before.iter().all(|byte| *byte == b' ')) {
            return scan_quoted(row, text, separator, at_end);
        }
    }
    if !at_end {
        return Scan::More;
    }
    row.cells.push(trimmed(text, begins, text.len()));
    Scan::Ended(text.len(), 1)
}

/// The same for a row with quotes, whose cells are copied without them.
fn scan_quoted(row: &mut RowCells, text: &[u8], separator: u8, at_end: bool) -> Scan {
    row.cells.clear();
    row.bytes.clear();
    let (mut at, mut lines, mut begins) = (0, 0, 0);
    // The line of the row on which a quote opened.
    let mut open: Option<u64> = None;
    let mut was_quoted = false;
    while let Some(&byte) = text.get(at) {
        let after = text.get(at + 1).copied();
        if after.is_none() && !at_end {
            return Scan::More;
        }
        let is_end = byte == b'\n' || byte == b'\r';
        let step = if byte == b'\r' && after == Some(b'\n') { 2 } else { 1 };
        if open.is_some() {
            match (byte, after) {
                (b'"', Some(b'"')) => {
                    row.bytes.push(b'"');
                    at += 1;
                }
                (b'"', _) => open = None,
                _ => row.bytes.push(byte),
            }
            if is_end {
                lines += 1;
                if step == 2 {
                    row.bytes.push(b'\n');
                }
                at += step;
            } else {
                at += 1;
            }
            continue;
        }
        if is_end {
            row.close(begins);
            return Scan::Ended(at + step, lines + 1);
        }
        let before = row.bytes.get(begins..).unwrap_or_default();
        if byte == separator {
            row.close(begins);
            begins = row.bytes.len();
            was_quoted = false;
        } else if byte == b'"' && !was_quoted && before.iter().all(|byte| *byte == b' ') {
            row.bytes.truncate(begins);
            (open, was_quoted) = (Some(lines), true);
        } else {
            row.bytes.push(byte);
        }
        at += 1;
    }
    if !at_end {
        return Scan::More;
    }
    if let Some(line) = open {
        return Scan::Open(line);
    }
    row.close(begins);
    Scan::Ended(text.len(), lines + 1)
}

impl RowCells {
    /// The cells of a row that begins so, and what they stand in: the row, or a copy of it.
    pub(super) fn row<'a>(&'a self, text: &'a [u8]) -> (&'a [u8], &'a [(u32, u32)]) {
        (if self.bytes.is_empty() { text } else { &self.bytes }, &self.cells)
    }

    /// A cell of the copy, which ends where the copy does.
    fn close(&mut self, start: usize) {
        self.cells.push(trimmed(&self.bytes, start, self.bytes.len()));
    }
}

/// The rows of a text that is in memory.
pub(super) struct TextRows<'a> {
    text: &'a [u8],
    separator: u8,
    line: u64,
    row: RowCells,
}

impl<'a> TextRows<'a> {
    pub(super) fn new(text: &'a [u8], separator: u8) -> Self {
        Self { text, separator, line: 1, row: RowCells::default() }
    }

    /// The next row; none behind the last, and where one does not end.
    pub(super) fn next(&mut self) -> Option<Border<'_>> {
        if self.text.is_empty() {
            return None;
        }
        let Scan::Ended(length, lines) = scan(&mut self.row, self.text, self.separator, true) else { return None };
        if length > LARGEST_ROW {
            return None;
        }
        let (row, rest) = self.text.split_at_checked(length)?;
        let line = self.line;
        (self.text, self.line) = (rest, line + lines);
        let (bytes, cells) = self.row.row(row);
        Some(Border { line, bytes, cells, is_ended: is_ended(row) })
    }
}

/// Whether a row ends with a line break.
pub(super) fn is_ended(row: &[u8]) -> bool {
    row.last().is_some_and(|last| matches!(last, b'\n' | b'\r'))
}

/// A cell without blanks around it.
pub(super) fn trimmed(text: &[u8], start: usize, end: usize) -> (u32, u32) {
    let cell = text.get(start..end).unwrap_or_default();
    let (mut from, mut to) = (start, end);
    if let (Some(first), Some(last)) = (cell.first(), cell.last())
        // Blanks are the lowest of characters.
        && (*first <= b' ' || *last <= b' ')
    {
        from = start + cell.len() - cell.trim_ascii_start().len();
        to = from + cell.trim_ascii().len();
    }
    (narrow(from), narrow(to))
}

/// Stretches have far less than 4 GB.
pub(super) fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a few bytes at a time.
    struct Drops<'a>(&'a [u8], usize);

    impl Read for Drops<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(buffer.len());
            self.0.read(&mut buffer[..count])
        }
    }

    fn rows(text: &str, at_once: usize) -> Vec<(u64, Vec<String>)> {
        let mut reader = Separated::new(Drops(text.as_bytes(), at_once), b',');
        let mut found = Vec::new();
        loop {
            match reader.next().expect("it reads") {
                NextRow::Row(row) => {
                    let cells = (0..row.count()).map(|column| String::from_utf8_lossy(row.cell(column)).into_owned());
                    found.push((row.line, cells.collect()));
                }
                NextRow::Endless(line, why) => {
                    found.push((line, vec![why]));
                    return found;
                }
                NextRow::End => return found,
            }
        }
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them_whatever_ends_them() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "", "c,\"two", "lines\" ", " d , e", ",", "\"say \"\"yes\"\"\",x\"y"].join(end);
            for at_once in [1, 2, 3, 7, 1000] {
                let found = rows(&text, at_once);
                let own = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
                let wanted = [
                    (1, own(&["a", "b"])),
                    (2, own(&[""])),
                    (3, own(&["c", &format!("two{end}lines")])),
                    (5, own(&["d", "e"])),
                    (6, own(&["", ""])),
                    (7, own(&["say \"yes\"", "x\"y"])),
                ];
                assert_eq!(found, wanted, "{end:?}, {at_once} at once");
            }
        }
    }

    #[test]
    fn a_quote_that_nothing_closes_is_named_where_it_opens() {
        for at_once in [1, 5, 1000] {
            let found = rows("a,b\n\"x\ny\",\"open\nc,d\n", at_once);
            let (line, why) = found.last().expect("there is one");
            assert_eq!((*line, why[0].starts_with("a quote opens here")), (3, true), "{found:?}");
        }
    }

    /// Text without end, and how much of it was read.
    struct Endless<'a>(&'a [u8], &'a std::cell::Cell<usize>);

    impl Read for Endless<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.0.read(buffer)?;
            buffer[count..].fill(b'x');
            self.1.set(self.1.get() + buffer.len());
            Ok(buffer.len())
        }
    }

    #[test]
    fn a_row_without_an_end_is_refused_by_its_line_before_it_is_in_memory() {
        for (begins, line) in [("", 1), ("a,b\nA,K,t,4\nB,K,t,\"", 3)] {
            let count = std::cell::Cell::new(0);
            let mut reader = Separated::new(Endless(begins.as_bytes(), &count), b',');
            let found = loop {
                match reader.next().expect("it reads") {
                    NextRow::Row(_) => {}
                    NextRow::Endless(line, why) => break Some((line, why)),
                    NextRow::End => break None,
                }
            };
            let (found, why) = found.expect("it has no end");
            assert_eq!(found, line);
            assert!(why.starts_with("the row that begins here has more than 1 MB"), "{why}");
            assert!(count.get() < 4 << 20, "{} bytes were read", count.get());
        }
    }
}
