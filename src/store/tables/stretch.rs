//! A stretch of a text: whole rows of it, read by themselves, so that several stretches can be read at once.
//!
//! What a row says often depends on rows before it. So a stretch says of its rows nothing but where they stand and, by numbers of its own, which texts their
//! cells hold; what they mean is decided in the order of the file.

use encoding_rs::Encoding;

use crate::core::ratings::numbered::{NO_NUMBER, RatingPart, RowNumbers};

use super::separated::{Border, RowCells, Scan, is_blank, is_ended, narrow, scan, trimmed};
use super::texts::Texts;

/// How the rows of a text are told by numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbering {
    pub(super) separator: u8,
    /// The columns of the parts that have one.
    pub(super) columns: [Option<usize>; 8],
    /// How many columns the header has.
    pub(super) width: usize,
    /// For the marks of texts.
    pub(super) seed: u64,
}

/// Whole rows of a text.
#[derive(Debug, Default)]
pub(super) struct Stretch {
    pub(super) text: Vec<u8>,
    /// Where each row begins, and on which of the stretch's lines, counted from 0.
    rows: Vec<(u32, u32)>,
    /// How many lines it has.
    pub(super) lines: u64,
    /// How many cells the row has that has fewest of them, blank rows and those above the header aside.
    pub(super) fewest: Option<usize>,
    /// What the cells of each row hold, by numbers of `texts`.
    pub(super) numbers: Vec<RowNumbers>,
    /// The texts of this stretch, and of those before that stood in the same place: few of them are new.
    texts: [Texts; 8],
    /// Their numbers in the whole file, as far as they have any.
    known: [Vec<u32>; 8],
    /// Where separators, quotes and line ends stand.
    marks: Vec<u32>,
    /// Where the cells of a row stand.
    cells: Vec<(u32, u32)>,
    /// A row with quotes that has to be copied.
    copied: RowCells,
}

impl Stretch {
    /// Finds the rows of its text, and numbers what their cells hold. The header is on the `header`th of its lines, or above all of them
    /// where that is 0.
    pub(super) fn read(&mut self, how: &Numbering, header: u64) {
        let Self { text, rows, lines, fewest, numbers, texts, known, marks, cells, copied } = self;
        *fewest = None;
        rows.clear();
        numbers.clear();
        for (texts, known) in texts.iter_mut().zip(known) {
            if texts.are_many() {
                texts.clear();
                known.clear();
            }
        }
        *lines = 0;
        // Of what is no text, each row is looked at.
        let is_text = Encoding::utf8_valid_up_to(text) == text.len();
        let (none, parts) = unnumbered(how);
        let mut number = |bytes: &[u8], cells: &[(u32, u32)]| {
            if is_text { numbered(bytes, cells, (how, none, &parts), texts) } else { RowNumbers::NONE }
        };
        let mut see = |line: u32, cells: &[(u32, u32)]| {
            if u64::from(line) + 1 >= header && !is_blank(cells) {
                *fewest = Some(fewest.map_or(cells.len(), |fewest| fewest.min(cells.len())));
            }
        };
        mark(text, how.separator, marks);
        let (mut start, mut next) = (0, 0);
        while start < text.len() {
            let line = u32::try_from(*lines).unwrap_or(u32::MAX);
            rows.push((narrow(start), line));
            let (end, more) = match plain_row((text, start), (marks, &mut next), how.separator, cells) {
                Some(end) => {
                    see(line, cells);
                    numbers.push(number(text, cells));
                    (end, 1)
                }
                None => match scan(copied, text.get(start..).unwrap_or_default(), how.separator, true) {
                    Scan::Ended(length, more) => {
                        let row = copied.row(text.get(start..).unwrap_or_default());
                        see(line, row.1);
                        numbers.push(number(row.0, row.1));
                        let end = start + length;
                        next += marks.get(next..).unwrap_or_default().iter().take_while(|at| wide(**at) < end).count();
                        (end, more)
                    }
                    // Whoever looks at the row sees it.
                    Scan::More | Scan::Open(_) => {
                        numbers.push(RowNumbers::NONE);
                        (text.len(), 1)
                    }
                },
            };
            *lines += more;
            start = end;
        }
    }

    /// Gives the texts the numbers that they have in the whole file.
    pub(super) fn renumber(&mut self, whole: &mut [Texts; 8]) {
        for ((own, whole), known) in self.texts.iter().zip(whole).zip(&mut self.known) {
            let new = own.from(known.len()).map(|(text, mark)| whole.number(text, mark).unwrap_or(NO_NUMBER));
            known.extend(new);
        }
        let parts = self.known.iter().map(Vec::as_slice).enumerate();
        let parts: Vec<(usize, &[u32])> = parts.filter(|(_, known)| !known.is_empty()).collect();
        for RowNumbers(row) in &mut self.numbers {
            for (part, known) in &parts {
                row[*part] = known.get(wide(row[*part])).copied().unwrap_or(NO_NUMBER);
            }
        }
    }

    /// On which of its lines a row begins, counted from 0.
    pub(super) fn line(&self, row: usize) -> u64 {
        self.rows.get(row).map_or(0, |(_, line)| u64::from(*line))
    }

    /// A row as it is written; none where a quote opens in it that nothing closes.
    pub(super) fn row(&mut self, row: usize, separator: u8) -> Option<Border<'_>> {
        let (start, line) = *self.rows.get(row)?;
        let end = self.rows.get(row + 1).map_or(self.text.len(), |(end, _)| wide(*end));
        let text = self.text.get(wide(start)..end).unwrap_or_default();
        match scan(&mut self.copied, text, separator, true) {
            Scan::Ended(..) => {
                let (bytes, cells) = self.copied.row(text);
                Some(Border { line: u64::from(line), bytes, cells, is_ended: is_ended(text) })
            }
            Scan::More | Scan::Open(_) => None,
        }
    }
}

fn wide(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The numbers of a row whose cells have none yet, and the parts whose cells have.
fn unnumbered(how: &Numbering) -> (RowNumbers, Vec<(RatingPart, usize)>) {
    let of = |(part, column): (RatingPart, &Option<usize>)| column.map(|column| (part, column));
    let columns = RatingPart::ALL.into_iter().zip(&how.columns);
    // What stands in no column is the same for all rows; an id that stands nowhere is none.
    let number = |part: RatingPart| if how.columns[part as usize].is_some() || part.is_id() { NO_NUMBER } else { 0 };
    (RowNumbers(RatingPart::ALL.map(number)), columns.filter_map(of).collect())
}

/// What the cells of a row hold, by numbers.
fn numbered(
    bytes: &[u8],
    cells: &[(u32, u32)],
    (how, none, parts): (&Numbering, RowNumbers, &[(RatingPart, usize)]),
    texts: &mut [Texts; 8],
) -> RowNumbers {
    let is_filled = |(from, to): &(u32, u32)| from < to;
    if cells.len() > how.width && cells.iter().skip(how.width).any(is_filled) {
        return RowNumbers::NONE;
    }
    let mut numbers = none;
    for (part, column) in parts {
        let cell = cells.get(*column).and_then(|(from, to)| bytes.get(wide(*from)..wide(*to))).unwrap_or_default();
        if cell.is_empty() && part.is_id() {
            continue;
        }
        match texts[*part as usize].number_in(cell, how.seed) {
            Some(number) => numbers.0[*part as usize] = number,
            None => return RowNumbers::NONE,
        }
    }
    numbers
}

/// Where separators, quotes and line ends stand in a text.
fn mark(text: &[u8], separator: u8, marks: &mut Vec<u32>) {
    const LANE: usize = 64;
    marks.clear();
    let is_mark = |byte: u8| byte == separator || byte == b'\n' || byte == b'"' || byte == b'\r';
    let (lanes, rest) = text.as_chunks::<LANE>();
    for (lane, begins) in lanes.iter().zip((0..).step_by(LANE)) {
        let found = lane.map(|byte| u8::from(is_mark(byte)));
        // Eight bytes of 0 and 1 make eight bits of a word.
        let (words, _) = found.as_chunks::<8>();
        let mut bits = words
            .iter()
            .rev()
            .fold(0, |bits: u64, word| bits << 8 | u64::from_le_bytes(*word).wrapping_mul(0x0102_0408_1020_4080) >> 56);
        while bits != 0 {
            marks.push(begins + bits.trailing_zeros());
            bits &= bits - 1;
        }
    }
    let begins = text.len() - rest.len();
    marks.extend((begins..).zip(rest).filter(|(_, byte)| is_mark(**byte)).map(|(at, _)| narrow(at)));
}

/// The end of the row that begins at `start`, where it has no quotes but those around cells that need no copy: most rows are so. The marks from
/// `next` on are those of the row and what follows it.
fn plain_row(
    (text, start): (&[u8], usize),
    (marks, next): (&[u32], &mut usize),
    separator: u8,
    cells: &mut Vec<(u32, u32)>,
) -> Option<usize> {
    cells.clear();
    let mut begins = start;
    let mut coming = *next;
    let mut mark = || {
        let at = wide(*marks.get(coming)?);
        coming += 1;
        Some((at, *text.get(at)?))
    };
    loop {
        let (mut at, mut byte) = mark()?;
        if byte == b'"' {
            if at != begins {
                // In the middle of a cell it is a letter; behind blanks it may open one.
                let before = text.get(begins..at).unwrap_or_default();
                if before.iter().all(|byte| *byte == b' ') {
                    return None;
                }
                continue;
            }
            let close = loop {
                match mark()? {
                    (at, b'"') => break at,
                    (_, b'\n' | b'\r') => return None,
                    _ => {}
                }
            };
            (at, byte) = mark()?;
            if at != close + 1 || byte == b'"' {
                return None;
            }
            cells.push(trimmed(text, begins + 1, close));
        } else {
            cells.push(trimmed(text, begins, at));
        }
        if byte == separator {
            begins = at + 1;
            continue;
        }
        let mut end = at + 1;
        if byte == b'\r' {
            // A line feed belongs to it.
            if mark() != Some((end, b'\n')) {
                return None;
            }
            end += 1;
        }
        *next = coming;
        return Some(end);
    }
}

/// Where the last row that ends in a text ends, of a text that begins with a row; none where none does, or only may.
pub(super) fn last_end(text: &[u8], separator: u8) -> Option<usize> {
    // What stands outside of quotes, from where to where.
    let mut outside = Vec::new();
    let mut from = 0;
    while let Some(open) = opened(text, from, separator) {
        outside.push((from, open));
        match closed(text, open + 1) {
            Some(close) => from = close + 1,
            None => return outside.iter().rev().find_map(|span| line_end(text, *span)),
        }
    }
    outside.push((from, text.len()));
    outside.iter().rev().find_map(|span| line_end(text, *span))
}

/// The first quote that opens a cell, of what begins outside of quotes.
fn opened(text: &[u8], from: usize, separator: u8) -> Option<usize> {
    let is_opening = |at: &usize| {
        let before = text.get(from..*at).unwrap_or_default();
        let blanks = before.iter().rev().take_while(|byte| **byte == b' ').count();
        match before.get(..before.len() - blanks).and_then(<[u8]>::last) {
            Some(byte) => *byte == separator || matches!(byte, b'\n' | b'\r'),
            // The text begins, or a quote was closed just before.
            None => from == 0,
        }
    };
    let rest = text.get(from..).unwrap_or_default();
    memchr::memchr_iter(b'"', rest).map(|at| from + at).find(is_opening)
}

/// The quote that closes a cell; two are one of its letters.
fn closed(text: &[u8], from: usize) -> Option<usize> {
    let mut from = from;
    loop {
        let at = from + memchr::memchr(b'"', text.get(from..)?)?;
        if text.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        from = at + 2;
    }
}

/// Where the last line ends of what stands from here to there, outside of quotes.
fn line_end(text: &[u8], (from, to): (usize, usize)) -> Option<usize> {
    let last = |to: usize| memchr::memrchr2(b'\n', b'\r', text.get(from..to)?).map(|at| from + at);
    let mut at = last(to)?;
    // Whether a line feed belongs to a carriage return stands behind it.
    if at + 1 == text.len() && text.get(at) == Some(&b'\r') {
        at = last(at)?;
    }
    Some(at + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::separated::TextRows;
    use super::*;
    use crate::core::ratings::walk::Cells as _;

    fn text() -> impl Strategy<Value = Vec<u8>> {
        let letters = prop::sample::select(b"aaaabb,,,\"\"\"  \n\n\r\t;\xc3".as_slice());
        prop::collection::vec(letters, 0..300)
    }

    #[test]
    fn a_text_keeps_its_number_in_the_file_when_a_stretch_forgets_it() {
        let how = Numbering {
            separator: b',',
            columns: [Some(0), None, None, None, None, None, None, None],
            width: 1,
            seed: 7,
        };
        let (mut stretch, mut whole) = (Stretch::default(), <[Texts; 8]>::default());
        for first in [0, 3000, 1000, 0] {
            stretch.text = (first..first + 3000).map(|name| format!("Name {name}\n")).collect::<String>().into_bytes();
            stretch.read(&how, 0);
            stretch.renumber(&mut whole);
            let numbers: Vec<u32> = stretch.numbers.iter().map(|row| row.of(RatingPart::Candidate)).collect();
            assert_eq!(numbers, (first..first + 3000).collect::<Vec<u32>>());
        }
        // It did forget: of 6,000 texts it has those of the last two stretches.
        assert_eq!(stretch.texts[0].from(0).count(), 4000);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        /// Held against the reader of single rows.
        #[test]
        fn a_stretch_has_the_rows_that_are_read_one_by_one(text in text()) {
            let how = Numbering {
                separator: b',',
                columns: [Some(0), None, Some(1), None, None, Some(2), None, Some(9)],
                width: 3,
                seed: 7,
            };
            let mut stretch = Stretch { text: text.clone(), ..Stretch::default() };
            stretch.read(&how, 0);
            let mut rows = TextRows::new(&text, b',');
            let mut at = 0;
            while let Some(row) = rows.next() {
                let own = |column: usize| row.cell(column).to_vec();
                let cells: Vec<Vec<u8>> = (0..row.count()).map(own).collect();
                prop_assert_eq!(stretch.line(at) + 1, row.line);
                let RowNumbers(numbers) = stretch.numbers[at];
                let is_text = std::str::from_utf8(&text).is_ok();
                if !is_text || cells.iter().skip(3).any(|cell| !cell.is_empty()) {
                    prop_assert_eq!(numbers, [NO_NUMBER; 8]);
                } else {
                    for (part, column) in [(0, 0), (2, 1), (5, 2), (7, 9)] {
                        let known = stretch.texts[part].from(wide(numbers[part])).next().map(|(text, _)| text.to_vec());
                        prop_assert_eq!(known, Some(cells.get(column).cloned().unwrap_or_default()));
                    }
                    prop_assert_eq!((numbers[1], numbers[3], numbers[4], numbers[6]), (NO_NUMBER, NO_NUMBER, 0, 0));
                }
                let written = stretch.row(at, b',').expect("it ends");
                let written: Vec<Vec<u8>> = (0..written.count()).map(|column| written.cell(column).to_vec()).collect();
                prop_assert_eq!(written, cells);
                at += 1;
            }
            // What is left is a row in which a quote opens that nothing closes.
            prop_assert!(stretch.numbers.len() == at || stretch.row(at, b',').is_none());
        }

        #[test]
        fn a_text_is_cut_where_its_last_whole_row_ends(text in text(), more in text()) {
            let whole = [text.clone(), more].concat();
            let mut ends = vec![0];
            let mut copied = RowCells::default();
            while let Scan::Ended(length, _) = scan(&mut copied, &whole[ends[ends.len() - 1]..], b',', true) {
                if length == 0 {
                    break;
                }
                ends.push(ends[ends.len() - 1] + length);
            }
            let is_end = |end: &usize| *end > 0 && *end <= text.len() && matches!(whole[*end - 1], b'\n' | b'\r');
            // Where a carriage return is the last of the text, a line feed may follow.
            let is_sure = |end: &usize| *end < text.len() || whole[*end - 1] == b'\n';
            let last = ends.iter().copied().filter(is_end).rfind(is_sure);
            prop_assert_eq!(last_end(&text, b','), last);
        }
    }
}
