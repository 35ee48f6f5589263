//! One order for the same ratings, whatever the order of their rows and whatever people are called: sums are rounded and numbers drawn in
//! it, so that no result hangs on either.
//!
//! People are told apart by what they gave and got. Each has a mark, made of their scores and of the marks of those who gave or got them,
//! and this is repeated until it tells no more apart (color refinement: Weisfeiler and Leman 1968). Where several are left with one mark,
//! the first of them by name gets one of its own, and those around it follow. Most often such people can be exchanged for each other, so
//! that it does not matter who is first. Dimensions and rounds, which are not drawn, stand in the order of their names; the first of them
//! is what fixed effects are held against.

use std::borrow::Cow;

use super::{Columns, Ratings};

/// Above so many ratings all stays in the order of the table: nothing is drawn but for who leads, and all else differs by rounding.
const MOST_RATINGS: usize = 100_000;
/// Up to so many candidates all of them are drawn.
const MOST_DRAWN: usize = 400;
/// Of more interviewers nobody's share of what is drawn is large.
const MOST_INTERVIEWERS: usize = 1000;
/// How many ratings are looked at to tell those apart who are alike.
const WORK: usize = 4_000_000;

/// Where what stands in a table in one order stood in another: the former place of each.
#[derive(Clone, Debug)]
pub(super) struct Former {
    candidates: Vec<usize>,
    interviewers: Vec<usize>,
    dimensions: Vec<usize>,
    rounds: Vec<usize>,
}

impl Ratings {
    /// The same ratings in an order that depends on nothing but them.
    pub(crate) fn canonical(&self) -> Cow<'_, Self> {
        if self.len() > MOST_RATINGS || self.former.is_some() {
            return Cow::Borrowed(self);
        }
        Cow::Owned(self.in_order_of(Likeness::of(self).order()))
    }

    /// Where a candidate stood in the table that was given.
    pub(crate) fn candidate_place(&self, candidate: usize) -> usize {
        self.former.as_ref().map_or(candidate, |former| former.candidates[candidate])
    }

    /// Where an interviewer stood in the table that was given.
    pub(crate) fn interviewer_place(&self, interviewer: usize) -> usize {
        self.former.as_ref().map_or(interviewer, |former| former.interviewers[interviewer])
    }

    /// The dimensions in the order of the table that was given.
    pub(crate) fn dimensions_as_given(&self) -> Vec<usize> {
        let mut all: Vec<usize> = (0..self.dimensions.len()).collect();
        all.sort_by_key(|&dimension| self.former.as_ref().map_or(dimension, |former| former.dimensions[dimension]));
        all
    }

    /// What belongs to the dimensions of the table that was given, in the order of these; as it is where it does not belong to them.
    pub(crate) fn by_dimension<T: Clone>(&self, given: &[T]) -> Vec<T> {
        match &self.former {
            Some(former) if given.len() == former.dimensions.len() => {
                former.dimensions.iter().map(|&place| given[place].clone()).collect()
            }
            Some(_) | None => given.to_vec(),
        }
    }

    fn in_order_of(&self, former: Former) -> Self {
        let interviewer = places(&former.interviewers);
        let (dimension, round) = (places(&former.dimensions), places(&former.rounds));
        let (mut rows, mut starts) = (Columns::default(), vec![0]);
        for (candidate, &before) in former.candidates.iter().enumerate() {
            let place = |row: usize| {
                (
                    interviewer[self.rows.interviewer[row] as usize],
                    dimension[usize::from(self.rows.dimension[row])],
                    round[usize::from(self.rows.round[row])],
                )
            };
            // Those of one interviewer on one thing stay in their order: the first counts.
            let mut own: Vec<((u32, u32, u32), usize)> =
                self.of_candidate(before).map(|row| (place(row), row)).collect();
            own.sort_unstable();
            for ((interviewer, dimension, round), row) in own {
                rows.candidate.push(crate::num::narrow(candidate));
                rows.interviewer.push(interviewer);
                rows.dimension.push(short(dimension));
                rows.round.push(short(round));
                rows.category.push(self.rows.category[row]);
                rows.value.push(self.rows.value[row]);
            }
            starts.push(rows.value.len());
        }
        let named = |names: &[String], order: &[usize]| order.iter().map(|&place| names[place].clone()).collect();
        Self {
            scale: self.scale,
            is_declared: self.is_declared,
            steps: self.steps,
            candidates: named(&self.candidates, &former.candidates),
            interviewers: named(&self.interviewers, &former.interviewers),
            dimensions: named(&self.dimensions, &former.dimensions),
            rounds: named(&self.rounds, &former.rounds),
            starts,
            rows,
            former: Some(former),
        }
    }
}

/// The new place of each that stood somewhere before.
fn places(former: &[usize]) -> Vec<u32> {
    let mut places = vec![0; former.len()];
    for (place, &before) in former.iter().enumerate() {
        places[before] = crate::num::narrow(place);
    }
    places
}

/// The number of a dimension or a round, of which there are no more.
fn short(number: u32) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

/// The order of these names.
fn by_name(names: &[String]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by(|&a, &b| names[a].cmp(&names[b]));
    order
}

/// What tells people apart.
struct Likeness<'a> {
    ratings: &'a Ratings,
    dimensions: Vec<usize>,
    rounds: Vec<usize>,
    /// What each row says besides who rated whom.
    said: Vec<u64>,
    candidates: Vec<u64>,
    interviewers: Vec<u64>,
}

impl<'a> Likeness<'a> {
    fn of(ratings: &'a Ratings) -> Self {
        let (dimensions, rounds) = (by_name(&ratings.dimensions), by_name(&ratings.rounds));
        let (dimension, round) = (places(&dimensions), places(&rounds));
        let rows = &ratings.rows;
        let said = rows.dimension.iter().zip(&rows.round).zip(&rows.value).map(|((&own, &held), value)| {
            let place = u64::from(dimension[usize::from(own)]) << 32 | u64::from(round[usize::from(held)]);
            // A negative zero is a zero.
            mixed(mixed(place) ^ (value + 0.0).to_bits())
        });
        let said = said.collect();
        let (candidates, interviewers) = (vec![0; ratings.candidates.len()], vec![0; ratings.interviewers.len()]);
        let mut this = Self { ratings, dimensions, rounds, said, candidates, interviewers };
        this.refine();
        this.part_equals();
        this
    }

    /// Takes what people have in common with others into their marks, until it tells no more of them apart.
    fn refine(&mut self) {
        let mut told = 0;
        loop {
            let count = kinds(&self.candidates) + kinds(&self.interviewers);
            if count <= told {
                return;
            }
            told = count;
            let mut candidates: Vec<u64> = self.candidates.iter().map(|&mark| mixed(mark)).collect();
            let mut interviewers: Vec<u64> = self.interviewers.iter().map(|&mark| mixed(mark)).collect();
            let rows = &self.ratings.rows;
            for ((&candidate, &interviewer), &said) in rows.candidate.iter().zip(&rows.interviewer).zip(&self.said) {
                let (candidate, interviewer) = (candidate as usize, interviewer as usize);
                // Added up, the order of the rows does not matter.
                let got = mixed(said ^ mixed(self.interviewers[interviewer] ^ RATER));
                let gave = mixed(said ^ mixed(self.candidates[candidate] ^ RATED));
                candidates[candidate] = candidates[candidate].wrapping_add(got);
                interviewers[interviewer] = interviewers[interviewer].wrapping_add(gave);
            }
            (self.candidates, self.interviewers) = (candidates, interviewers);
        }
    }

    /// Gives those who are alike marks of their own, one after another.
    fn part_equals(&mut self) {
        if self.candidates.len() > MOST_DRAWN || self.interviewers.len() > MOST_INTERVIEWERS {
            return;
        }
        let each = self.said.len() + self.candidates.len() + self.interviewers.len();
        for _ in 0..WORK / each.max(1) {
            if let Some(first) = first_of_equals(&self.candidates, &self.ratings.candidates) {
                self.candidates[first] = mixed(self.candidates[first] ^ ALONE);
            } else if let Some(first) = first_of_equals(&self.interviewers, &self.ratings.interviewers) {
                self.interviewers[first] = mixed(self.interviewers[first] ^ ALONE);
            } else {
                return;
            }
            self.refine();
        }
    }

    fn order(self) -> Former {
        Former {
            candidates: by_mark(&self.candidates, &self.ratings.candidates),
            interviewers: by_mark(&self.interviewers, &self.ratings.interviewers),
            dimensions: self.dimensions,
            rounds: self.rounds,
        }
    }
}

/// What tells a mark of somebody who rates from one of somebody who is rated, and from one that was given.
const RATER: u64 = 0x9e37_79b9_7f4a_7c15;
const RATED: u64 = 0xd1b5_4a32_d192_ed03;
const ALONE: u64 = 0x8cb9_2ba7_2f3d_8dd7;

fn by_mark(marks: &[u64], names: &[String]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..marks.len()).collect();
    order.sort_by(|&a, &b| marks[a].cmp(&marks[b]).then_with(|| names[a].cmp(&names[b])));
    order
}

/// The first by name of those with the lowest mark that several have.
fn first_of_equals(marks: &[u64], names: &[String]) -> Option<usize> {
    let order = by_mark(marks, names);
    order.windows(2).find(|pair| marks[pair[0]] == marks[pair[1]]).map(|pair| pair[0])
}

/// How many different marks there are.
fn kinds(marks: &[u64]) -> usize {
    let mut sorted = marks.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    sorted.len()
}

/// Spreads a number over all bits (the finalizer of `SplitMix64`: Steele, Lea and Flood 2014).
fn mixed(number: u64) -> u64 {
    let number = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ number >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    (number ^ number >> 31).wrapping_add(RATER)
}
