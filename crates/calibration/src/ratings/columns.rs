//! The rows of a table, column by column, and the names that their numbers stand for.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::thread;

use crate::num::narrow;
use crate::threads::each_at_once;

/// Names in the order of their first appearance, each with a number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    pub(crate) list: Vec<String>,
    numbers: HashMap<String, u32>,
    /// The number given last.
    last: u32,
}

impl Names {
    pub(crate) fn intern(&mut self, name: &str) -> u32 {
        // Rows often come sorted: the name of the row before is the likeliest.
        if let Some(last) = self.list.get(self.last as usize)
            && last == name
        {
            return self.last;
        }
        self.last = self.number(name);
        self.last
    }

    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = narrow(self.list.len());
        self.list.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        number
    }
}

/// The rows, column by column.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    pub(crate) candidate: Vec<u32>,
    pub(crate) interviewer: Vec<u32>,
    pub(crate) dimension: Vec<u16>,
    pub(crate) round: Vec<u16>,
    pub(crate) category: Vec<u16>,
    pub(crate) value: Vec<f64>,
}

/// The rows as they are given, by the numbers of all that is in them.
#[derive(Clone, Debug, Default)]
pub(super) struct GivenRows {
    pub(super) candidate: Vec<u32>,
    pub(super) interviewer: Vec<u32>,
    pub(super) dimension: Vec<u16>,
    pub(super) round: Vec<u16>,
    /// By its number.
    pub(super) score: Vec<u32>,
    /// Only where a row has one.
    pub(super) occasion: Vec<u32>,
}

/// Whole numbers in one, the first of them in the highest bits, so that it is ordered as they are.
trait Packed: Copy + Ord + Default + Send + Sync {
    /// Puts a number behind the others.
    fn put(self, width: u32, number: u32) -> Self;
    /// Takes the last number off.
    fn take(&mut self, width: u32) -> u32;
}

impl Packed for u64 {
    fn put(self, width: u32, number: u32) -> Self {
        self << width | Self::from(number)
    }

    #[expect(clippy::cast_possible_truncation, reason = "numbers have at most 32 bits")]
    fn take(&mut self, width: u32) -> u32 {
        let number = *self & ((1 << width) - 1);
        *self >>= width;
        number as u32
    }
}

impl Packed for u128 {
    fn put(self, width: u32, number: u32) -> Self {
        self << width | Self::from(number)
    }

    #[expect(clippy::cast_possible_truncation, reason = "numbers have at most 32 bits")]
    fn take(&mut self, width: u32) -> u32 {
        let number = *self & ((1 << width) - 1);
        *self >>= width;
        number as u32
    }
}

/// How many bits the numbers of a row have: those of interviewer, dimension and round, its own, and that of its score. They are 128 at
/// most.
type Widths = [u32; 5];

impl GivenRows {
    pub(super) fn len(&self) -> usize {
        self.score.len()
    }

    /// The rows in the order of candidate, interviewer, dimension, round and place, with what their scores are; where it is wanted
    /// without those that repeat one before on the same occasion, of which there are so many.
    pub(super) fn in_order(self, scores: &[(f64, u16)], only_first: bool) -> (Columns, usize) {
        // Few are in order before anybody else is at work.
        let at_once = if self.len() < FEW { 1 } else { thread::available_parallelism().map_or(1, usize::from).min(8) };
        self.in_order_by(scores, only_first, at_once)
    }

    /// The same, by so many threads.
    fn in_order_by(self, scores: &[(f64, u16)], only_first: bool, at_once: usize) -> (Columns, usize) {
        fn width<T: Copy + Into<u32>>(column: &[T]) -> u32 {
            let most = column.iter().map(|&number| number.into()).max();
            u32::BITS - most.unwrap_or(0).leading_zeros()
        }
        let row = u32::BITS - narrow(self.len()).leading_zeros();
        let widths = [width(&self.interviewer), width(&self.dimension), width(&self.round), row, width(&self.score)];
        // What is sorted is as short as it can be.
        if widths.iter().sum::<u32>() <= u64::BITS {
            self.sorted_by::<u64>(widths, (scores, only_first), at_once)
        } else {
            self.sorted_by::<u128>(widths, (scores, only_first), at_once)
        }
    }

    /// Where the rows of each candidate begin once they are in order, and how many rows there are.
    fn starts(&self) -> Vec<usize> {
        let most = self.candidate.iter().max().map_or(0, |&candidate| candidate as usize + 1);
        let mut starts = vec![0; most + 1];
        for &candidate in &self.candidate {
            starts[candidate as usize + 1] += 1;
        }
        for candidate in 1..starts.len() {
            starts[candidate] += starts[candidate - 1];
        }
        starts
    }

    /// Rows are put to their candidates first, of whom each has few, and those of each are sorted by all else.
    fn sorted_by<P: Packed>(
        self,
        widths: Widths,
        (scores, only_first): (&[(f64, u16)], bool),
        at_once: usize,
    ) -> (Columns, usize) {
        let mut places = self.starts();
        let count = self.len();
        let parts = parts(&places, at_once);
        places.pop();
        let mut keys = vec![P::default(); count];
        let (mut rest, mut rest_of_keys, mut begin) = (places.as_mut_slice(), keys.as_mut_slice(), 0);
        let own = parts.iter().map(|(candidates, end)| {
            let places = rest.split_off_mut(..candidates.len()).unwrap_or_default();
            let keys = rest_of_keys.split_off_mut(..end - begin).unwrap_or_default();
            (candidates.clone(), std::mem::replace(&mut begin, *end), places, keys)
        });
        each_at_once(own.collect(), |(candidates, begin, places, keys)| {
            self.place(widths, (candidates, begin), places, keys);
        });
        // Now each place is where the rows of its candidate end. All but the occasions is in the keys again.
        let Self { mut candidate, mut interviewer, mut dimension, mut round, score, occasion } = self;
        drop(score);
        let (mut value, mut category) = (vec![0.0; count], vec![0; count]);
        let mut out = Out {
            candidate: &mut candidate,
            interviewer: &mut interviewer,
            dimension: &mut dimension,
            round: &mut round,
            value: &mut value,
            category: &mut category,
        };
        let own = parts.iter().scan(0, |begin, (candidates, end)| {
            let keys = &keys[*begin..*end];
            let begin = std::mem::replace(begin, *end);
            Some((candidates.clone(), begin, &places[candidates.clone()], keys, out.take(keys.len())))
        });
        let kept = each_at_once(own.collect(), |(candidates, begin, ends, keys, out)| {
            out.fill((candidates, begin, ends, keys), widths, (scores, only_first), &occasion)
        });
        // Where one has fewer rows than keys, the next ones follow it.
        let mut columns = Columns { candidate, interviewer, dimension, round, category, value };
        let (mut to, mut begin) = (0, 0);
        for (kept, (_, end)) in kept.into_iter().zip(&parts) {
            columns.copy_within(begin..begin + kept, to);
            to += kept;
            begin = *end;
        }
        columns.truncate(to);
        (columns, count - to)
    }

    /// Puts the rows of some candidates in order, as keys; `places` are where those of each begin, and then where they end.
    fn place<P: Packed>(
        &self,
        [interviewer_width, dimension_width, round_width, row_width, score_width]: Widths,
        (candidates, begin): (Range<usize>, usize),
        places: &mut [usize],
        keys: &mut [P],
    ) {
        for (row, &candidate) in self.candidate.iter().enumerate() {
            let Some(place) = (candidate as usize).checked_sub(candidates.start).and_then(|own| places.get_mut(own))
            else {
                continue;
            };
            keys[*place - begin] = P::default()
                .put(interviewer_width, self.interviewer[row])
                .put(dimension_width, u32::from(self.dimension[row]))
                .put(round_width, u32::from(self.round[row]))
                .put(row_width, narrow(row))
                .put(score_width, self.score[row]);
            *place += 1;
        }
        let mut from = 0;
        for end in places {
            keys[from..*end - begin].sort_unstable();
            from = *end - begin;
        }
    }
}

/// Of fewer rows no threads are made.
const FEW: usize = 100_000;

/// Candidates in as many parts of about as many rows, each with the end of its rows.
fn parts(starts: &[usize], at_once: usize) -> Vec<(Range<usize>, usize)> {
    let (candidates, count) = (starts.len() - 1, starts[starts.len() - 1]);
    let cut = |part: usize| starts.partition_point(|&start| start < count * part / at_once).min(candidates);
    let ends = (1..=at_once).map(|part| if part == at_once { candidates } else { cut(part) });
    ends.scan(0, |from, to| Some((std::mem::replace(from, to)..to, starts[to]))).collect()
}

/// Places for rows in order.
#[derive(Default)]
struct Out<'a> {
    candidate: &'a mut [u32],
    interviewer: &'a mut [u32],
    dimension: &'a mut [u16],
    round: &'a mut [u16],
    value: &'a mut [f64],
    category: &'a mut [u16],
}

impl Out<'_> {
    /// The first so many of them.
    fn take(&mut self, count: usize) -> Self {
        Self {
            candidate: self.candidate.split_off_mut(..count).unwrap_or_default(),
            interviewer: self.interviewer.split_off_mut(..count).unwrap_or_default(),
            dimension: self.dimension.split_off_mut(..count).unwrap_or_default(),
            round: self.round.split_off_mut(..count).unwrap_or_default(),
            value: self.value.split_off_mut(..count).unwrap_or_default(),
            category: self.category.split_off_mut(..count).unwrap_or_default(),
        }
    }

    /// Fills them with the rows of some candidates, and says how many there are.
    fn fill<P: Packed>(
        self,
        (candidates, begin, ends, keys): (Range<usize>, usize, &[usize], &[P]),
        [interviewer_width, dimension_width, round_width, row_width, score_width]: Widths,
        (scores, only_first): (&[(f64, u16)], bool),
        occasion: &[u32],
    ) -> usize {
        let mut repeats = Repeats::new(occasion);
        let (mut from, mut kept) = (0, 0);
        for (candidate, end) in candidates.zip(ends) {
            let own = &keys[from..*end - begin];
            from = *end - begin;
            repeats.begin();
            for &(mut key) in own {
                let (points, step) = scores[key.take(score_width) as usize];
                let row = key.take(row_width) as usize;
                if only_first && repeats.has(key, row) {
                    continue;
                }
                #[expect(clippy::cast_possible_truncation, reason = "they were 16 bits wide")]
                {
                    self.round[kept] = key.take(round_width) as u16;
                    self.dimension[kept] = key.take(dimension_width) as u16;
                }
                self.interviewer[kept] = key.take(interviewer_width);
                self.candidate[kept] = narrow(candidate);
                self.value[kept] = points;
                self.category[kept] = step;
                kept += 1;
            }
        }
        kept
    }
}

impl Columns {
    fn copy_within(&mut self, from: Range<usize>, to: usize) {
        if from.start == to {
            return;
        }
        self.candidate.copy_within(from.clone(), to);
        self.interviewer.copy_within(from.clone(), to);
        self.dimension.copy_within(from.clone(), to);
        self.round.copy_within(from.clone(), to);
        self.value.copy_within(from.clone(), to);
        self.category.copy_within(from, to);
    }

    fn truncate(&mut self, count: usize) {
        self.candidate.truncate(count);
        self.interviewer.truncate(count);
        self.dimension.truncate(count);
        self.round.truncate(count);
        self.value.truncate(count);
        self.category.truncate(count);
    }
}

/// Tells which of rows in order repeat one before on the same occasion.
struct Repeats<'a, P> {
    occasion: &'a [u32],
    /// What the row before is on, and its place.
    last: Option<(P, usize)>,
    /// The occasions so far, where there is more than one row on the same.
    seen: HashSet<u32>,
}

impl<'a, P: Packed> Repeats<'a, P> {
    fn new(occasion: &'a [u32]) -> Self {
        Self { occasion, last: None, seen: HashSet::new() }
    }

    /// The rows of another candidate come.
    fn begin(&mut self) {
        self.last = None;
        self.seen.clear();
    }

    fn has(&mut self, on: P, row: usize) -> bool {
        let is_repeat = match self.last {
            Some((before, _)) if before != on => {
                self.seen.clear();
                false
            }
            None => false,
            // Without occasions all are of one.
            Some(_) if self.occasion.is_empty() => true,
            Some((_, before)) => {
                self.seen.insert(self.occasion[before]);
                !self.seen.insert(self.occasion[row])
            }
        };
        self.last = Some((on, row));
        is_repeat
    }
}

/// Scores with numbers, each once, with what they are on the scale.
#[derive(Clone, Debug, Default)]
pub(super) struct Scores {
    pub(super) list: Vec<(f64, u16)>,
    numbers: HashMap<(u64, u16), u32>,
    /// The number given last.
    last: u32,
}

impl Scores {
    pub(super) fn number(&mut self, value: f64, category: u16) -> u32 {
        let key = (value.to_bits(), category);
        let is_last = |&(value, category): &(f64, u16)| (value.to_bits(), category) == key;
        if !self.list.get(self.last as usize).is_some_and(is_last) {
            let next = narrow(self.list.len());
            self.last = *self.numbers.entry(key).or_insert(next);
            if self.last == next {
                self.list.push((value, category));
            }
        }
        self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of few numbers, so that many repeat others; wide ones need more than 64 bits.
    fn given(count: u32, is_wide: bool, with_occasions: bool) -> GivenRows {
        let mut state = 7_u32;
        let mut below = |most: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % most
        };
        let mut rows = GivenRows::default();
        for _ in 0..count {
            let (far, many) = if is_wide { (u32::MAX - 9, 40_000) } else { (0, 0) };
            rows.candidate.push(below(9));
            rows.interviewer.push(below(3) + far);
            rows.dimension.push(many + u16::try_from(below(3)).expect("it is small"));
            rows.round.push(many + u16::try_from(below(2)).expect("it is small"));
            rows.score.push(below(5));
            if with_occasions {
                rows.occasion.push(below(3));
            }
        }
        rows
    }

    #[test]
    fn rows_are_in_order_and_of_those_that_repeat_others_the_first_is_kept() {
        let scores = [(1.0, 0), (2.0, 1), (2.5, u16::MAX), (4.0, 3), (5.0, 4)];
        for (is_wide, with_occasions, only_first) in
            [(false, false, false), (false, false, true), (false, true, true), (true, true, true), (true, false, true)]
        {
            let rows = given(500, is_wide, with_occasions);
            // By a stable sort and a look at all rows before.
            let key = |row: usize| (rows.candidate[row], rows.interviewer[row], rows.dimension[row], rows.round[row]);
            let occasion = |row: usize| rows.occasion.get(row).copied();
            let is_first =
                |row: &usize| (0..*row).all(|before| (key(before), occasion(before)) != (key(*row), occasion(*row)));
            let mut expected: Vec<usize> = (0..500).filter(|row| !only_first || is_first(row)).collect();
            expected.sort_by_key(|row| key(*row));
            let keys: Vec<_> = expected.iter().map(|row| key(*row)).collect();
            let points: Vec<_> = expected.iter().map(|row| scores[rows.score[*row] as usize]).collect();
            let by = |at_once| rows.clone().in_order_by(&scores, only_first, at_once);
            let (columns, left_out) = by(1);
            for at_once in [2, 3, 8, 40] {
                let (other, also_left_out) = by(at_once);
                assert_eq!(
                    (format!("{other:?}"), also_left_out),
                    (format!("{columns:?}"), left_out),
                    "{at_once} threads"
                );
            }
            let found = |row: usize| {
                (columns.candidate[row], columns.interviewer[row], columns.dimension[row], columns.round[row])
            };
            assert_eq!((0..columns.value.len()).map(found).collect::<Vec<_>>(), keys);
            let found: Vec<_> = columns.value.iter().copied().zip(columns.category.iter().copied()).collect();
            assert_eq!((found, left_out), (points, 500 - keys.len()));
            assert_eq!([columns.candidate.len(), columns.round.len()], [keys.len(); 2]);
        }
    }
}
