//! The scores as they enter the model: what is alike is one row, and rows are grouped for elimination.
//!
//! A group is a candidate or an interviewer, whichever leaves the smaller system, with all effects that belong to it alone (of a
//! candidate also those by dimension, and of either the halo of its pairs). They are eliminated group by group; what is left are the
//! effects of the other side.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::mixed::{CANDIDATE, Column, DIMENSION, Design, HALO, INTERVIEWER, Model, TERMS, Term};
use crate::num::narrow;
use crate::ratings::{NO_CATEGORY, Ratings};

/// No effect of a term.
const NONE: u32 = u32::MAX;

/// Scores that share category and effects.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// How many.
    pub(super) count: f64,
    /// Which of the categories in use.
    pub(super) category: usize,
    /// Which row of the fixed design.
    kind: usize,
    /// The effect of each term, as a column of its group.
    columns: [u32; TERMS],
}

impl Row {
    /// The terms of which it has an effect, each with that as a column of its group.
    pub(super) fn effects(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        self.columns.into_iter().enumerate().filter(|(_, column)| *column != NONE).map(|(term, at)| (term, at as usize))
    }
}

/// A candidate's rows, or an interviewer's.
#[derive(Clone, Debug)]
pub(super) struct RowGroup {
    pub(super) rows: Range<usize>,
    /// How many effects are its own: its first columns.
    pub(super) inner: usize,
    /// Where they begin among all effects.
    at: usize,
    /// Its other columns, among [`Rows::outer`].
    outer: Range<usize>,
}

/// All of them.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    pub(super) list: Vec<Row>,
    /// How many scores they are.
    pub(super) scores: usize,
    pub(super) groups: Vec<RowGroup>,
    /// The effects of each group that are not its own.
    outer: Vec<u32>,
    /// How many effects belong to no group. They are the first.
    pub(super) rest: usize,
    /// The term of each effect.
    pub(super) terms: Vec<usize>,
    /// The scores in use, in steps from the lowest of the scale.
    pub(super) categories: Vec<u16>,
    /// The fixed part. Its first column is the intercept, for which the thresholds stand.
    pub(super) design: Design,
    rounds: usize,
    /// Where the effect of each candidate is, of each candidate on each dimension, and of each interviewer.
    pub(super) places: EffectPlaces,
}

/// Where effects are.
#[derive(Clone, Debug, Default)]
pub(super) struct EffectPlaces {
    pub(super) candidates: BTreeMap<u32, usize>,
    pub(super) strengths: BTreeMap<(u32, u16), usize>,
    pub(super) interviewers: BTreeMap<u32, usize>,
}

/// What makes scores alike, the group first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Alike {
    group: u32,
    candidate: u32,
    interviewer: u32,
    dimension: u16,
    round: u16,
    category: u16,
}

/// One effect: of a candidate, of one on a dimension, of an interviewer, of one with a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Effect {
    term: usize,
    candidate: u32,
    dimension: u16,
    interviewer: u32,
}

impl Effect {
    fn of(term: usize, alike: Alike) -> Self {
        let Alike { candidate, interviewer, dimension, .. } = alike;
        let none = Self { term, candidate: 0, dimension: 0, interviewer: 0 };
        match term {
            CANDIDATE => Self { candidate, ..none },
            DIMENSION => Self { candidate, dimension, ..none },
            INTERVIEWER => Self { interviewer, ..none },
            _ => Self { candidate, interviewer, ..none },
        }
    }
}

impl RowGroup {
    /// How many columns it has.
    pub(super) fn width(&self) -> usize {
        self.inner + self.outer.len()
    }

    /// Where its own effects are, among all effects.
    pub(super) fn own(&self) -> Range<usize> {
        self.at..self.at + self.inner
    }
}

impl Rows {
    /// The scores that are on a step of the scale; others are left out.
    pub(super) fn new(ratings: &Ratings, model: Model) -> Self {
        let rows = ratings.rows();
        let (dimensions, rounds) = (ratings.dimensions().len(), ratings.rounds().len().max(1));
        let mut categories: Vec<u16> = rows.category.iter().copied().filter(|&step| step != NO_CATEGORY).collect();
        categories.sort_unstable();
        categories.dedup();
        let has: [bool; TERMS] = [CANDIDATE, DIMENSION, INTERVIEWER, HALO].map(|term| match term {
            CANDIDATE => model.terms.candidate,
            DIMENSION => model.terms.candidate_dimension,
            INTERVIEWER => model.terms.interviewer,
            _ => model.terms.halo,
        });
        let with_dimension = model.fixed.dimension || has[DIMENSION];
        let mut counts = vec![0.0; dimensions.max(1) * rounds];
        let mut all = Vec::with_capacity(ratings.len());
        for row in (0..ratings.len()).filter(|&row| rows.category[row] != NO_CATEGORY) {
            let (dimension, round) = (rows.dimension[row], rows.round[row]);
            counts[usize::from(dimension) * rounds + usize::from(round)] += 1.0;
            all.push(Alike {
                group: 0,
                candidate: rows.candidate[row],
                interviewer: rows.interviewer[row],
                dimension: if with_dimension { dimension } else { 0 },
                round: if model.fixed.round { round } else { 0 },
                category: rows.category[row],
            });
        }
        let design = Design::of(&counts, (dimensions, rounds), model.fixed);
        let mut this = Self {
            list: Vec::new(),
            scores: all.len(),
            groups: Vec::new(),
            outer: Vec::new(),
            rest: 0,
            terms: Vec::new(),
            categories,
            design,
            rounds,
            places: EffectPlaces::default(),
        };
        this.fill(all, has);
        this
    }

    fn fill(&mut self, mut all: Vec<Alike>, has: [bool; TERMS]) {
        let levels = |terms: &[usize]| {
            let wanted = terms.iter().filter(|&&term| has[term]);
            let mut levels: Vec<Effect> =
                wanted.flat_map(|&term| all.iter().map(move |&alike| Effect::of(term, alike))).collect();
            levels.sort_unstable();
            levels.dedup();
            levels
        };
        let (of_candidates, of_interviewers) = (levels(&[CANDIDATE, DIMENSION]), levels(&[INTERVIEWER]));
        let by_candidate = of_interviewers.len() <= of_candidates.len();
        let rest = if by_candidate { of_interviewers } else { of_candidates };
        let is_outer = |term: usize| if by_candidate { term == INTERVIEWER } else { term < INTERVIEWER };
        for &effect in &rest {
            self.add(effect);
        }
        self.rest = rest.len();
        for alike in &mut all {
            alike.group = if by_candidate { alike.candidate } else { alike.interviewer };
        }
        all.sort_unstable();
        for group in all.chunk_by(|one, other| one.group == other.group) {
            let (start, at) = (self.list.len(), self.terms.len());
            let mut own: BTreeMap<Effect, u32> = BTreeMap::new();
            let mut touched: BTreeMap<Effect, u32> = BTreeMap::new();
            for &alike in group {
                for term in (0..TERMS).filter(|&term| has[term]) {
                    let effects = if is_outer(term) { &mut touched } else { &mut own };
                    let next = narrow(effects.len());
                    effects.entry(Effect::of(term, alike)).or_insert(next);
                }
            }
            // Numbered as they were met, they are stored as they are numbered.
            let mut inner: Vec<(&Effect, &u32)> = own.iter().collect();
            inner.sort_unstable_by_key(|(_, number)| **number);
            for (effect, _) in inner {
                self.add(*effect);
            }
            let mut outer: Vec<(&Effect, &u32)> = touched.iter().collect();
            outer.sort_unstable_by_key(|(_, number)| **number);
            let from = self.outer.len();
            self.outer.extend(outer.iter().map(|(effect, _)| narrow(rest.partition_point(|other| other < *effect))));
            for alike in group.chunk_by(|one, other| one == other) {
                let first = alike[0];
                let columns = std::array::from_fn(|term| match (has[term], is_outer(term)) {
                    (false, _) => NONE,
                    (true, false) => own[&Effect::of(term, first)],
                    (true, true) => narrow(own.len()) + touched[&Effect::of(term, first)],
                });
                self.list.push(Row {
                    count: crate::num::float(alike.len()),
                    category: self.categories.partition_point(|&category| category < first.category),
                    kind: usize::from(first.dimension) * self.rounds + usize::from(first.round),
                    columns,
                });
            }
            self.groups.push(RowGroup {
                rows: start..self.list.len(),
                inner: own.len(),
                at,
                outer: from..self.outer.len(),
            });
        }
    }

    /// One more effect.
    fn add(&mut self, effect: Effect) {
        let place = self.terms.len();
        self.terms.push(effect.term);
        let places = &mut self.places;
        if effect.term == CANDIDATE {
            places.candidates.insert(effect.candidate, place);
        } else if effect.term == DIMENSION {
            places.strengths.insert((effect.candidate, effect.dimension), place);
        } else if effect.term == INTERVIEWER {
            places.interviewers.insert(effect.interviewer, place);
        }
    }

    /// How many effects there are.
    pub(super) fn size(&self) -> usize {
        self.terms.len()
    }

    /// How many thresholds.
    pub(super) fn thresholds(&self) -> usize {
        self.categories.len().saturating_sub(1)
    }

    /// How many fixed effects beside the thresholds.
    pub(super) fn fixed(&self) -> usize {
        self.design.count.saturating_sub(1)
    }

    /// The fixed effects that a row has.
    pub(super) fn fixed_of(&self, row: &Row) -> impl Iterator<Item = usize> {
        self.design.rows[row.kind].iter().filter(|&&column| column > 0).map(|&column| column as usize - 1)
    }

    /// The effects of a group that are not its own, among all effects.
    pub(super) fn outer(&self, group: &RowGroup) -> &[u32] {
        &self.outer[group.outer.clone()]
    }

    /// The effect that a column of a group stands for, among all effects.
    pub(super) fn effect(&self, group: &RowGroup, column: usize) -> usize {
        match column.checked_sub(group.inner) {
            None => group.at + column,
            Some(outer) => self.outer[group.outer.start + outer] as usize,
        }
    }

    /// The group whose own an effect is, with its column; `None` for one that belongs to no group.
    pub(super) fn owner(&self, effect: usize) -> Option<(usize, usize)> {
        let before = self.groups.partition_point(|group| group.at <= effect);
        let index = before.checked_sub(1)?;
        let column = effect - self.groups[index].at;
        (effect >= self.rest && column < self.groups[index].inner).then_some((index, column))
    }

    /// A dimension or round whose scores are all at one end, so that its effect has none.
    pub(super) fn separated(&self) -> Option<(Term, usize)> {
        let top = self.categories.len().saturating_sub(1);
        let [by_dimension, by_round] = [Term::Dimension, Term::Round].map(|term| self.has_column_of(term));
        let mut ends: BTreeMap<(bool, usize), (usize, usize)> = BTreeMap::new();
        for row in &self.list {
            let levels = [(false, row.kind / self.rounds), (true, row.kind % self.rounds)];
            for level in levels.into_iter().filter(|(is_round, _)| if *is_round { by_round } else { by_dimension }) {
                let (low, high) = ends.entry(level).or_insert((row.category, row.category));
                (*low, *high) = ((*low).min(row.category), (*high).max(row.category));
            }
        }
        let found = ends.into_iter().find(|(_, (low, high))| *high == 0 || *low == top);
        found.map(|((is_round, level), _)| (if is_round { Term::Round } else { Term::Dimension }, level))
    }

    fn has_column_of(&self, term: Term) -> bool {
        self.design.columns.iter().any(|&column| level_of(column).is_some_and(|(of, _)| of == term))
    }

    /// The dimension or round of a fixed effect.
    pub(super) fn level(&self, column: usize) -> Option<(Term, usize)> {
        level_of(*self.design.columns.get(column + 1)?)
    }
}

fn level_of(column: Column) -> Option<(Term, usize)> {
    match column {
        Column::Intercept => None,
        Column::Dimension(level) => Some((Term::Dimension, usize::from(level))),
        Column::Round(level) => Some((Term::Round, usize::from(level))),
    }
}
