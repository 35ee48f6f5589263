//! Sufficient statistics of the model: counts and sums per cell, grouped for elimination.
//!
//! Ratings that share every effect are one cell. Cells of one candidate and one interviewer are a
//! pair (the level of the halo term). Pairs are grouped by whichever of candidate and interviewer
//! leaves the smaller system once the groups' own effects are eliminated.

use std::collections::HashMap;
use std::ops::{Deref, Range};
use std::sync::Arc;

use super::{Fixed, Terms};
use crate::num::{float, narrow};
use crate::ratings::Ratings;

/// A random term; the order is that of the variance ratios.
pub(crate) const CANDIDATE: usize = 0;
/// Candidate × dimension.
pub(crate) const DIMENSION: usize = 1;
/// Interviewer.
pub(crate) const INTERVIEWER: usize = 2;
/// Candidate × interviewer.
pub(crate) const HALO: usize = 3;
/// The number of random terms.
pub(crate) const TERMS: usize = 4;

/// "This cell has no effect of that term."
pub(crate) const NONE: u32 = u32::MAX;

/// The ratings that share every effect.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell {
    /// How many ratings.
    pub(crate) count: f64,
    /// Local column of the front per term (candidate, candidate × dimension, interviewer).
    pub(crate) local: [u32; 3],
    /// Which row of the fixed design: index into [`Cells::fixed_rows`].
    pub(crate) kind: u32,
}

/// One candidate with one interviewer: its cells, and who.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    pub(crate) cells: Range<u32>,
    pub(crate) count: f64,
    pub(crate) candidate: u32,
    pub(crate) interviewer: u32,
}

/// The pairs eliminated together: one candidate's, or one interviewer's.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) pairs: Range<usize>,
    /// How many effects are eliminated here.
    pub(crate) inner: usize,
    /// Which columns of the remaining system the group touches: random ones; the fixed follow.
    pub(crate) outer: Range<usize>,
    /// Which shape it has.
    pub(crate) shape: usize,
    /// Where its own effects begin among those of all groups.
    pub(crate) own: usize,
}

/// Groups that differ only in whom they touch and in what was scored: whatever hangs on who rated how often on what is the same.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    /// Where its part of the factor starts.
    pub(crate) factor: usize,
    /// The groups of this shape, the first of which stands for all.
    pub(crate) groups: Vec<u32>,
}

/// Everything the criterion needs to know of the ratings.
#[derive(Clone, Debug)]
pub(crate) struct Cells {
    layout: Arc<Pattern>,
    /// Of each cell, the sum of its ratings, less the grand mean each.
    pub(crate) sums: Vec<f64>,
    /// What is known of all ratings together.
    pub(crate) totals: Totals,
}

impl Deref for Cells {
    type Target = Pattern;

    fn deref(&self) -> &Pattern {
        &self.layout
    }
}

/// Who rated whom how often, whatever the scores.
#[derive(Debug)]
pub(crate) struct Pattern {
    pub(crate) list: Vec<Cell>,
    pub(crate) pairs: Vec<Pair>,
    pub(crate) groups: Vec<Group>,
    pub(crate) shapes: Vec<Shape>,
    pub(crate) outer: Vec<u32>,
    /// The fixed part.
    pub(crate) design: Design,
    /// The number of random columns that remain after elimination.
    pub(crate) rest: usize,
    /// Term of each remaining random column.
    pub(crate) rest_terms: Vec<u8>,
    /// The number of levels of each term, 0 where it is not in the model.
    pub(crate) levels: [usize; TERMS],
    /// Whether groups are candidates (else interviewers).
    pub(crate) by_candidate: bool,
    /// The levels of candidate × dimension.
    pub(crate) strengths: Strengths,
}

/// The fixed part of the model.
#[derive(Clone, Debug, Default)]
pub(crate) struct Design {
    /// Columns that are 1 for each kind of cell, after aliased ones are dropped.
    pub(crate) rows: Vec<Vec<u32>>,
    /// The number of columns.
    pub(crate) count: usize,
    /// What each column stands for.
    pub(crate) columns: Vec<Column>,
}

/// The dimensions on which each candidate was rated.
#[derive(Clone, Debug)]
pub(crate) struct Strengths {
    /// The first level of each candidate, and the number of levels at the end.
    pub(crate) starts: Vec<usize>,
    /// The dimension of each level.
    pub(crate) of: Vec<u16>,
}

/// What is known of all ratings together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Totals {
    pub(crate) ratings: usize,
    /// Their mean.
    pub(crate) center: f64,
    /// The sum of squared differences from it.
    pub(crate) squares: f64,
}

/// What a fixed column stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Intercept,
    Dimension(u16),
    Round(u16),
}

/// Which effects a rating has.
#[derive(Clone, Copy)]
pub(crate) struct Key {
    pub(crate) candidate: u32,
    pub(crate) interviewer: u32,
    pub(crate) dimension: u16,
    pub(crate) round: u16,
}

impl Cells {
    /// Cells of the ratings for the wanted terms and fixed effects; `by_candidate` where groups are to be candidates or are not to be.
    pub(crate) fn new(ratings: &Ratings, terms: Terms, fixed: Fixed, by_candidate: Option<bool>) -> Self {
        let rows = ratings.rows();
        let center = ratings.mean().unwrap_or(0.0);
        let squares = rows.value.iter().map(|value| (value - center).powi(2)).sum();
        let keep_dimension = fixed.dimension || terms.candidate_dimension;
        let merged = Merged::of(ratings, keep_dimension, fixed.round, center);
        let strengths = levels_of_dimension(&merged.keys, ratings.candidates().len(), terms);
        let candidates = ratings.candidates().len();
        let interviewers = ratings.interviewers().len();
        let are_fewer = interviewers * usize::from(terms.interviewer)
            <= candidates * usize::from(terms.candidate) + strengths.of.len();
        let by_candidate = by_candidate.unwrap_or(are_fewer || !terms.interviewer);
        let mut this = Pattern {
            list: Vec::with_capacity(merged.keys.len()),
            pairs: Vec::new(),
            groups: Vec::new(),
            shapes: Vec::new(),
            outer: Vec::new(),
            design: Design::default(),
            rest: 0,
            rest_terms: Vec::new(),
            levels: [0; TERMS],
            by_candidate,
            strengths,
        };
        this.fixed_design(&merged, fixed);
        this.rest_of(terms, candidates, interviewers);
        let sums = this.fill(&merged, terms);
        this.levels = [
            if terms.candidate { candidates } else { 0 },
            if terms.candidate_dimension { this.strengths.of.len() } else { 0 },
            if terms.interviewer { interviewers } else { 0 },
            if terms.halo { this.pairs.len() } else { 0 },
        ];
        let totals = Totals { ratings: ratings.len(), center, squares };
        Self { layout: Arc::new(this), sums, totals }
    }

    /// The residual degrees of freedom of the fixed part: ratings less fixed columns.
    pub(crate) fn freedom(&self) -> f64 {
        float(self.totals.ratings) - float(self.design.count)
    }

    /// The same cells for scores less these amounts, one a cell.
    pub(crate) fn shifted(&self, shifts: &[f64]) -> Self {
        let mut this = self.clone();
        for ((sum, cell), shift) in this.sums.iter_mut().zip(&self.layout.list).zip(shifts) {
            this.totals.squares += shift * (shift * cell.count - 2.0 * *sum);
            *sum -= shift * cell.count;
        }
        this
    }
}

impl Pattern {
    fn rest_of(&mut self, terms: Terms, candidates: usize, interviewers: usize) {
        if self.by_candidate {
            if terms.interviewer {
                self.rest_terms = vec![2; interviewers];
            }
        } else {
            if terms.candidate {
                self.rest_terms = vec![0; candidates];
            }
            self.rest_terms.extend(std::iter::repeat_n(1, self.strengths.of.len()));
        }
        self.rest = self.rest_terms.len();
    }

    /// Cuts the ordered cells into pairs and groups and gives each cell its local columns; returns the sums in the cells' order.
    fn fill(&mut self, merged: &Merged, terms: Terms) -> Vec<f64> {
        let Merged { keys, sums, .. } = merged;
        let mut order: Vec<u32> = (0..narrow(keys.len())).collect();
        if !self.by_candidate {
            order.sort_by_key(|&cell| keys[cell as usize].interviewer);
        }
        let mut ordered = Vec::with_capacity(keys.len());
        let mut position = 0;
        while position < order.len() {
            let head = keys[order[position] as usize];
            let same = |key: Key| {
                if self.by_candidate { key.candidate == head.candidate } else { key.interviewer == head.interviewer }
            };
            let end = order[position..]
                .iter()
                .position(|&cell| !same(keys[cell as usize]))
                .map_or(order.len(), |length| position + length);
            let mut group = Group {
                pairs: self.pairs.len()..self.pairs.len(),
                inner: self.inner_of(head, terms),
                outer: self.outer.len()..self.outer.len(),
                shape: 0,
                own: self.groups.last().map_or(0, |group| group.own + group.inner),
            };
            let mut last: Option<(u32, u32)> = None;
            let mut base = [NONE; 3];
            for &cell in &order[position..end] {
                let key = keys[cell as usize];
                let (count, sum) = sums[cell as usize];
                if last != Some((key.candidate, key.interviewer)) {
                    last = Some((key.candidate, key.interviewer));
                    base = self.start_pair(key, &group, terms);
                }
                let mut local = base;
                if terms.candidate_dimension {
                    local[DIMENSION] = self.local_level(key, &group, terms);
                }
                ordered.push(sum);
                let kind = u32::from(key.dimension) * narrow(merged.rounds) + u32::from(key.round);
                self.list.push(Cell { count, local, kind });
                if let Some(pair) = self.pairs.last_mut() {
                    pair.cells.end = narrow(self.list.len());
                    pair.count += count;
                }
            }
            group.pairs.end = self.pairs.len();
            group.outer.end = self.outer.len();
            self.groups.push(group);
            position = end;
        }
        self.find_shapes();
        ordered
    }

    /// Puts groups of one shape together.
    fn find_shapes(&mut self) {
        let mut known: HashMap<Vec<u64>, usize> = HashMap::new();
        let (mut key, mut last) = (Vec::new(), (Vec::new(), 0));
        let mut factor = 0;
        for index in 0..self.groups.len() {
            self.key_of(&self.groups[index], &mut key);
            // Neighbors are often alike.
            let is_last = index > 0 && key == last.0;
            let shape = match known.get(&key).copied() {
                _ if is_last => last.1,
                Some(shape) => shape,
                None => {
                    known.insert(key.clone(), self.shapes.len());
                    self.shapes.push(Shape { factor, groups: Vec::new() });
                    factor += self.groups[index].inner * self.height(&self.groups[index]);
                    self.shapes.len() - 1
                }
            };
            self.shapes[shape].groups.push(narrow(index));
            self.groups[index].shape = shape;
            if !is_last {
                last = (std::mem::take(&mut key), shape);
            }
        }
    }

    /// All that a group's part of the factor hangs on.
    fn key_of(&self, group: &Group, key: &mut Vec<u64>) {
        let both = |low: u32, high: u32| u64::from(low) | u64::from(high) << 32;
        key.clear();
        key.push(both(narrow(group.inner), narrow(group.outer.len())));
        for pair in &self.pairs[group.pairs.clone()] {
            key.push(u64::from(pair.cells.end - pair.cells.start));
            for cell in &self.list[pair.cells.start as usize..pair.cells.end as usize] {
                let [candidate, dimension, interviewer] = cell.local;
                key.extend([cell.count.to_bits(), both(candidate, dimension), both(interviewer, cell.kind)]);
            }
        }
    }

    fn inner_of(&self, head: Key, terms: Terms) -> usize {
        if self.by_candidate {
            let candidate = head.candidate as usize;
            usize::from(terms.candidate) + self.strengths.starts[candidate + 1] - self.strengths.starts[candidate]
        } else {
            usize::from(terms.interviewer)
        }
    }

    /// Opens a pair: its columns for candidate and interviewer.
    fn start_pair(&mut self, key: Key, group: &Group, terms: Terms) -> [u32; 3] {
        let start = narrow(self.list.len());
        self.pairs.push(Pair {
            cells: start..start,
            count: 0.0,
            candidate: key.candidate,
            interviewer: key.interviewer,
        });
        let mut base = [NONE; 3];
        let next = narrow(group.inner + self.outer.len() - group.outer.start);
        if self.by_candidate {
            if terms.candidate {
                base[CANDIDATE] = 0;
            }
            if terms.interviewer {
                base[INTERVIEWER] = next;
                self.outer.push(key.interviewer);
            }
        } else {
            base[INTERVIEWER] = 0;
            if terms.candidate {
                base[CANDIDATE] = next;
                self.outer.push(key.candidate);
            }
        }
        base
    }

    /// The local column of a candidate × dimension level.
    fn local_level(&mut self, key: Key, group: &Group, terms: Terms) -> u32 {
        let candidate = key.candidate as usize;
        let range = self.strengths.starts[candidate]..self.strengths.starts[candidate + 1];
        let within = self.strengths.of[range.clone()].partition_point(|&dimension| dimension < key.dimension);
        if self.by_candidate {
            return narrow(usize::from(terms.candidate) + within);
        }
        let candidates = if terms.candidate { self.strengths.starts.len() - 1 } else { 0 };
        let global = narrow(candidates + range.start + within);
        // Cells of a pair are sorted by dimension, so an equal one can only be the last.
        if self.outer.len() == group.outer.start || self.outer.last() != Some(&global) {
            self.outer.push(global);
        }
        narrow(group.inner + self.outer.len() - 1 - group.outer.start)
    }
}

/// The ratings with those that share every effect as one, in the table's order.
pub(crate) struct Merged {
    pub(crate) keys: Vec<Key>,
    /// Of each key, how many ratings and their sum.
    pub(crate) sums: Vec<(f64, f64)>,
    pub(crate) dimensions: usize,
    /// At least one, as what has no rounds is one.
    pub(crate) rounds: usize,
}

impl Merged {
    fn of(ratings: &Ratings, dimension: bool, round: bool, center: f64) -> Self {
        let rows = ratings.rows();
        let mut keys: Vec<Key> = Vec::new();
        let mut sums: Vec<(f64, f64)> = Vec::new();
        for row in 0..ratings.len() {
            let key = Key {
                candidate: rows.candidate[row],
                interviewer: rows.interviewer[row],
                dimension: if dimension { rows.dimension[row] } else { 0 },
                round: if round { rows.round[row] } else { 0 },
            };
            let value = rows.value[row] - center;
            match (keys.last(), sums.last_mut()) {
                (Some(last), Some(total))
                    if (last.candidate, last.interviewer, last.dimension, last.round)
                        == (key.candidate, key.interviewer, key.dimension, key.round) =>
                {
                    total.0 += 1.0;
                    total.1 += value;
                }
                _ => {
                    keys.push(key);
                    sums.push((1.0, value));
                }
            }
        }
        Self { keys, sums, dimensions: ratings.dimensions().len(), rounds: ratings.rounds().len().max(1) }
    }
}

/// The dimensions on which each candidate was rated, as levels of candidate × dimension.
fn levels_of_dimension(keys: &[Key], candidates: usize, terms: Terms) -> Strengths {
    let mut starts = vec![0; candidates + 1];
    let mut dimensions = Vec::new();
    if !terms.candidate_dimension {
        return Strengths { starts, of: dimensions };
    }
    let mut position = 0;
    for candidate in 0..candidates {
        let mut own = Vec::new();
        while position < keys.len() && keys[position].candidate as usize == candidate {
            own.push(keys[position].dimension);
            position += 1;
        }
        own.sort_unstable();
        own.dedup();
        dimensions.extend(own);
        starts[candidate + 1] = dimensions.len();
    }
    Strengths { starts, of: dimensions }
}

impl Pattern {
    /// How long the eliminated groups' part of the factor is.
    pub(crate) fn factor_length(&self) -> usize {
        let part = |shape: &Shape| {
            let group = self.model_of(shape);
            shape.factor + group.inner * self.height(group)
        };
        self.shapes.last().map_or(0, part)
    }

    /// The group that stands for all of a shape.
    pub(crate) fn model_of(&self, shape: &Shape) -> &Group {
        &self.groups[shape.groups.first().map_or(0, |&first| first as usize)]
    }

    /// How many effects the groups have of their own.
    pub(crate) fn owned(&self) -> usize {
        self.groups.last().map_or(0, |group| group.own + group.inner)
    }
}
