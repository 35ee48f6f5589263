//! A long text in stretches, which all processors read at once, and whose rows are handed on in the order of the file.
//!
//! Whoever is free takes the next stretch; only so many are in memory at a time. What cannot be cut into whole rows (a quote that nothing
//! closes, a row without an end, what stands behind the last line end) is left to the reader of streams.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::core::ratings::Spot;
use crate::core::ratings::numbered::Taker;
use crate::core::ratings::walk::Walk;

use super::separated::{LARGEST_ROW, Separated};
use super::stretch::{Numbering, Stretch, last_end};
use super::texts::Texts;

/// How a text is cut.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cutting {
    /// How many bytes a stretch has at most.
    pub(super) stretch: usize,
    /// How many are read at once.
    pub(super) at_once: usize,
}

impl Cutting {
    /// For files: stretches that fit the memory next to a processor, on all of them.
    pub(super) fn usual() -> Self {
        Self { stretch: 1 << 18, at_once: thread::available_parallelism().map_or(1, usize::from).min(8) }
    }
}

/// Reads the rows of a text behind its header, which ends at line `header`; gives what is left of it behind the last stretch.
pub(super) fn read<R: Read + Send>(
    input: R,
    (numbering, cutting): (&Numbering, Cutting),
    header: u64,
    (walk, taker): (&mut Walk, &mut dyn Taker),
) -> io::Result<ReadOn<R>> {
    let cutter = Mutex::new(Cutter {
        input,
        separator: numbering.separator,
        size: cutting.stretch,
        left: Vec::new(),
        is_over: false,
        given: 0,
    });
    let mut taking = InOrder {
        separator: numbering.separator,
        header,
        line: 1,
        fewest: None,
        whole: Default::default(),
        walk,
        taker,
    };
    // Most files are one stretch.
    let mut first = Stretch::default();
    if lock(&cutter).cut(&mut first.text)?.is_some() {
        first.read(numbering, header);
        if taking.take(&mut first).is_break() {
            return Ok(ReadOn::Enough);
        }
    }
    if !lock(&cutter).is_over && side_by_side(&cutter, (numbering, cutting.at_once), first, &mut taking)?.is_break() {
        return Ok(ReadOn::Enough);
    }
    let Cutter { input, left, .. } = cutter.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut rest = Separated::from_line(Cursor::new(left).chain(input), numbering.separator, taking.line);
    rest.fewest = taking.fewest;
    Ok(ReadOn::Left(rest))
}

/// What became of the reading of a text.
pub(super) enum ReadOn<R> {
    /// No more of it is wanted.
    Enough,
    /// All of its stretches are read, and this is left.
    Left(Separated<io::Chain<Cursor<Vec<u8>>, R>>),
}

/// Reads all stretches on several threads, and takes them in their order.
fn side_by_side<R: Read + Send>(
    cutter: &Mutex<Cutter<R>>,
    (numbering, at_once): (&Numbering, usize),
    first: Stretch,
    taking: &mut InOrder<'_>,
) -> io::Result<ControlFlow<()>> {
    let (sender, read) = channel();
    let (spare, free) = channel();
    let free = Mutex::new(free);
    for stretch in std::iter::once(first).chain(std::iter::repeat_with(Stretch::default)).take(at_once + 2) {
        // It is received below.
        let _ = spare.send(stretch);
    }
    thread::scope(|scope| {
        for _ in 0..at_once {
            let (sender, free) = (sender.clone(), &free);
            scope.spawn(move || read_stretches(cutter, numbering, free, &sender));
        }
        drop(sender);
        let taken = in_order(&read, &spare, taking);
        // Nobody need go on where no more is wanted.
        if !matches!(taken, Ok(ControlFlow::Continue(()))) {
            lock(cutter).is_over = true;
        }
        drop(spare);
        taken
    })
}

/// A stretch that was read, by its number, or why it could not be.
type NumberedStretch = (usize, io::Result<Stretch>);

fn read_stretches<R: Read>(
    cutter: &Mutex<Cutter<R>>,
    numbering: &Numbering,
    free: &Mutex<Receiver<Stretch>>,
    sender: &Sender<NumberedStretch>,
) {
    loop {
        let received = lock(free).recv();
        let Ok(mut stretch) = received else { return };
        // Whoever has a stretch to fill comes next: so the next one in order is never waited for by those behind it.
        let cut = lock(cutter).cut(&mut stretch.text);
        let outcome = match cut {
            Ok(Some(number)) => {
                stretch.read(numbering, 0);
                (number, Ok(stretch))
            }
            Ok(None) => return,
            // Nothing is cut any more, so this is the number behind the last.
            Err(error) => (lock(cutter).given, Err(error)),
        };
        if sender.send(outcome).is_err() {
            return;
        }
    }
}

fn in_order(
    read: &Receiver<NumberedStretch>,
    spare: &Sender<Stretch>,
    taking: &mut InOrder<'_>,
) -> io::Result<ControlFlow<()>> {
    let mut waiting = BTreeMap::new();
    // The first was taken before.
    let mut next = 1;
    for (number, stretch) in read {
        waiting.insert(number, stretch);
        while let Some(stretch) = waiting.remove(&next) {
            let mut stretch = stretch?;
            if taking.take(&mut stretch).is_break() {
                return Ok(ControlFlow::Break(()));
            }
            next += 1;
            // Where nobody takes it, there is nothing left to read.
            let _ = spare.send(stretch);
        }
    }
    Ok(ControlFlow::Continue(()))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Cuts a text into stretches of whole rows.
struct Cutter<R> {
    input: R,
    separator: u8,
    size: usize,
    /// What was read behind the last cut.
    left: Vec<u8>,
    /// Whether there are no more stretches.
    is_over: bool,
    /// How many there were.
    given: usize,
}

impl<R: Read> Cutter<R> {
    /// The next stretch, with its number; none where what is left can't be cut, or is not wanted.
    fn cut(&mut self, text: &mut Vec<u8>) -> io::Result<Option<usize>> {
        text.clear();
        if self.is_over {
            return Ok(None);
        }
        text.append(&mut self.left);
        // After a failure nothing is read any more.
        self.is_over = true;
        let mut end = 0;
        let mut is_all = false;
        // A row that is longer than the stretch makes it longer, up to the longest that rows may be.
        while end == 0 && !is_all && text.len() <= LARGEST_ROW {
            let wanted = self.size.saturating_sub(text.len()).max(self.size / 2).max(1);
            text.reserve(wanted);
            let wanted = u64::try_from(wanted).unwrap_or(u64::MAX);
            let count = self.input.by_ref().take(wanted).read_to_end(text)?;
            is_all = u64::try_from(count).is_ok_and(|count| count < wanted);
            end = last_end(text, self.separator).unwrap_or_default();
        }
        self.left.extend_from_slice(text.get(end..).unwrap_or_default());
        text.truncate(end);
        self.is_over = end == 0 || is_all;
        if end == 0 {
            return Ok(None);
        }
        self.given += 1;
        Ok(Some(self.given - 1))
    }
}

/// Takes stretches in the order of the text.
struct InOrder<'a> {
    separator: u8,
    /// The line of the header.
    header: u64,
    /// On which line the next stretch begins.
    line: u64,
    /// As of a stretch, of all of them so far.
    fewest: Option<usize>,
    /// The texts of the whole file.
    whole: [Texts; 8],
    walk: &'a mut Walk,
    taker: &'a mut dyn Taker,
}

impl InOrder<'_> {
    fn take(&mut self, stretch: &mut Stretch) -> ControlFlow<()> {
        stretch.renumber(&mut self.whole);
        let count = stretch.numbers.len();
        let mut at = (0..count).take_while(|row| self.line + stretch.line(*row) <= self.header).count();
        while at < count {
            at += self.taker.take_numbered(stretch.numbers.get(at..).unwrap_or_default());
            if at >= count {
                break;
            }
            let Some(row) = stretch.row(at, self.separator) else { break };
            let place = Spot { part: 0, line: self.line + row.line, column: None };
            self.walk.row(place, &row, &mut |found| self.taker.take(found))?;
            at += 1;
        }
        self.line += stretch.lines;
        self.fewest = self.fewest.into_iter().chain(stretch.fewest).min();
        ControlFlow::Continue(())
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use proptest::prelude::*;

    use super::super::{first_rows, rows};
    use super::*;
    use crate::core::ratings::called::{CalledDimensions, Calling};
    use crate::core::ratings::layout::{TableLayout, TableOptions, plan};
    use crate::core::ratings::score::ScoreReader;
    use crate::core::ratings::sought::SoughtOrder;
    use crate::core::ratings::tabled::Tabling;
    use crate::core::ratings::take::{Intake, ScoreRules};
    use crate::core::rubric::Rubric;

    fn rubric() -> Rubric {
        serde_json::from_str(include_str!("../../../rubrics/core.json")).expect("it is shipped")
    }

    const NO_TABLE: &str = "no table";

    /// Walks over a table in stretches, or by one reader.
    fn walked(
        (text, plan): (&[u8], &TableLayout),
        cutting: Option<Cutting>,
        (walk, taker): (&mut Walk, &mut dyn Taker),
    ) -> Option<(u64, String)> {
        let Some(cutting) = cutting else {
            return rows(&mut Separated::new(text, b','), (plan, walk), taker).expect("it reads");
        };
        let (columns, width) = walk.numbered().expect("the table is long");
        let numbering = Numbering { separator: b',', columns, width, seed: 7 };
        match super::read(text, (&numbering, cutting), plan.line, (walk, taker)) {
            Ok(ReadOn::Left(mut left)) => rows(&mut left, (plan, walk), taker).expect("it reads"),
            Ok(ReadOn::Enough) => None,
            Err(error) => panic!("memory does not fail: {error}"),
        }
    }

    /// All that came of the reading of a table, as one text.
    fn read(
        text: &[u8],
        (rubric, called): (&Rubric, &CalledDimensions),
        (cutting, most): (Option<Cutting>, usize),
    ) -> String {
        let first = first_rows(&String::from_utf8_lossy(text), b',', 0);
        let Ok(plan) = plan(&first, &TableOptions::default()) else { return NO_TABLE.to_owned() };
        let wanted = TableOptions::default();
        let mut sought = SoughtOrder::default();
        walked((text, &plan), cutting, (&mut Walk::new(&plan, &wanted, Some(b',')), &mut sought));
        let scores = ScoreReader::with_labels(&rubric.scale);
        let rules = ScoreRules { scores, days: sought.order(), ..ScoreRules::default() };
        let mut tabling = Tabling::new(Intake::new(rules, &[]), most, (rubric, None, None)).expect("a scale");
        let mut calling = Calling::new(called, &mut tabling);
        let mut walk = Walk::new(&plan, &wanted, Some(b','));
        let left = walked((text, &plan), cutting, (&mut walk, &mut calling));
        let unmet: Vec<String> = calling.unmet().into_iter().map(ToString::to_string).collect();
        let Tabling { builder, reading, called, between, .. } = tabling;
        let Intake { candidates, interviewers, problems, not_rated, ratings, shown, of, seen, word, .. } = &reading;
        let people = (candidates.met(), interviewers.met());
        let counts = (not_rated, ratings, of, walk.empty, walk.uncounted, reading.has_comma());
        let footers = (&walk.footers, walk.footer_count);
        format!(
            "{left:?} {footers:?} {unmet:?}\n{people:?}\n{problems:?}\n{counts:?}\n{shown:?}\n{seen:?} {word:?}\n{called:?} {between:?}\n{:?}",
            builder.build_of_first()
        )
    }

    /// A row of a table: its cells, as they may be written, and how its line ends.
    fn row() -> impl Strategy<Value = Vec<u8>> {
        let of = |texts: &'static [&'static str]| prop::sample::select(texts);
        let name = || {
            of(&[
                "Ada One",
                "Ada One",
                "Bo Two",
                "Bo Two",
                " ada  one ",
                "\"One, Ada\"",
                "\"One, \"\"A\"\" B\"",
                "Zoë",
                "B\"o",
                "\"two\nlines\"",
                "\"a\"b",
                " \"Cy\" ",
                "N/A",
                "Total",
                "Overall",
                "",
                "x\ty",
                "\"c\rd\"",
            ])
        };
        let dimension = || of(&["technical", "technical", "Technical", "communication", "\"a, b\"", "CODING", ""]);
        let score = || {
            of(&[
                "4",
                "4",
                "3",
                "5",
                "10",
                "4.5",
                "\"3,5\"",
                "4/5",
                "4/10",
                "good",
                "Good",
                "★★★",
                "N/A",
                "",
                "99",
                "-1",
                "x",
                "3-4",
                "80%",
                "2000000",
            ])
        };
        let rest = || of(&["", "", "", "", ",", ", ", ",more", ",\"\""]);
        let end = || of(&["\n", "\n", "\n", "\r\n", "\r", "\n\n", ",,,,,,,\n"]);
        let cells = (name(), of(&["", "", "7", "8"]), name(), dimension(), score(), of(&["", "onsite", "Onsite"]));
        let day = || {
            of(&[
                "",
                "",
                "2026-11-21",
                "2026-11-21T10:00",
                "1/2/2026",
                "3/4/2026",
                "21/11/2026",
                "11/21/2026",
                "1.2.2026",
            ])
        };
        (cells, day(), rest(), end(), 0..400_u16).prop_map(
            |((candidate, id, interviewer, dimension, score, round), day, rest, end, odd)| {
                let row = match odd {
                    0 => "\"nothing closes it".to_owned(),
                    1 => "Ada One\n".to_owned(),
                    3..6 => format!("{candidate},,,,,,\n"),
                    6..9 => ",,,Prepared by HR\n".to_owned(),
                    _ => format!("{candidate},{id},{interviewer},{dimension},{score},{round},{day}{rest}{end}"),
                };
                let mut row = row.into_bytes();
                if odd == 2 {
                    row.insert(0, 0xff);
                }
                row
            },
        )
    }

    fn table() -> impl Strategy<Value = Vec<u8>> {
        let header = "candidate,candidate id,interviewer,dimension,score,round,date\n";
        prop::collection::vec(row(), 0..120).prop_map(move |rows| [header.as_bytes().to_vec(), rows.concat()].concat())
    }

    #[test]
    fn whatever_the_stretches_a_table_is_what_one_reader_finds() {
        let rubric = rubric();
        let said = ["a, b=communication", "Coding=code-quality"].map(|said| said.parse().expect("it says which"));
        let called = CalledDimensions::of(&said, &rubric).expect("the rubric has them");
        let read = |text: &[u8], how| read(text, (&rubric, &called), how);
        let cuttings = (1..400_usize, 1..4_usize);
        let tables = Cell::new(0);
        let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(200));
        let run = runner.run(&(table(), cuttings, 1..200_usize), |(text, (stretch, at_once), most)| {
            let whole = read(&text, (None, most));
            tables.set(tables.get() + usize::from(whole != NO_TABLE));
            let cut = read(&text, (Some(Cutting { stretch, at_once }), most));
            prop_assert_eq!(cut, whole, "{}", String::from_utf8_lossy(&text));
            Ok(())
        });
        run.expect("all tables are read alike");
        assert!(tables.get() > 150, "{} of them were tables", tables.get());
    }

    #[test]
    fn most_rows_are_taken_by_their_numbers() {
        struct Counting(usize, usize);
        impl Taker for Counting {
            fn take(&mut self, _: crate::core::ratings::Gleaned<'_>) -> ControlFlow<()> {
                self.0 += 1;
                ControlFlow::Continue(())
            }

            fn take_numbered(&mut self, rows: &[crate::core::ratings::numbered::RowNumbers]) -> usize {
                let known = rows.iter().take_while(|row| (1..4).contains(&row.0[0]) && row.0[5] == 1).count();
                self.1 += known;
                known
            }
        }
        let row = |number: usize| format!("\"Ash, {}\",K,t,4\r\n", ["A", "B", "C", "D"][number % 4]);
        let text = "candidate,interviewer,dimension,score\r\n".to_owned() + &(0..1000).map(row).collect::<String>();
        let plan = plan(&first_rows(&text, b',', 0), &TableOptions::default()).expect("a table");
        let mut walk = Walk::new(&plan, &TableOptions::default(), Some(b','));
        let (columns, width) = walk.numbered().expect("the table is long");
        let numbering = Numbering { separator: b',', columns, width, seed: 7 };
        let cutting = Cutting { stretch: 500, at_once: 2 };
        let mut counting = Counting(0, 0);
        let left = super::read(text.as_bytes(), (&numbering, cutting), plan.line, (&mut walk, &mut counting));
        assert!(matches!(left, Ok(ReadOn::Left(_))));
        assert_eq!((counting.0, counting.1), (250, 750));
    }

    #[test]
    fn what_cannot_be_read_is_said_after_what_can() {
        struct FailingRead<'a>(&'a [u8]);
        impl Read for FailingRead<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                if self.0.is_empty() { Err(io::Error::other("the disk is gone")) } else { self.0.read(buffer) }
            }
        }
        let text = "candidate,interviewer,dimension,score\n".to_owned() + &"A,K,t,4\n".repeat(1000);
        let plan = plan(&first_rows(&text, b',', 0), &TableOptions::default()).expect("a table");
        for stretch in [100, 100_000] {
            let mut walk = Walk::new(&plan, &TableOptions::default(), Some(b','));
            let (columns, width) = walk.numbered().expect("the table is long");
            let numbering = Numbering { separator: b',', columns, width, seed: 7 };
            let mut taken = 0;
            let mut count = |_: crate::core::ratings::Gleaned<'_>| {
                taken += 1;
                ControlFlow::Continue(())
            };
            let cutting = Cutting { stretch, at_once: 2 };
            let read =
                super::read(FailingRead(text.as_bytes()), (&numbering, cutting), plan.line, (&mut walk, &mut count));
            assert_eq!(read.err().map(|error| error.to_string()), Some("the disk is gone".to_owned()));
            assert_eq!(taken > 900, stretch == 100, "{taken}");
        }
    }
}
