//! The equations of a large table solved by steps, with what the inverse holds estimated from probes.
//!
//! Where a trace or a variance is a sum over entries of S⁻¹, the part that the diagonal D of S explains is exact; of the rest, random
//! vectors u with E(uu') = D tell an estimate without bias, as S⁻¹u·(D⁻¹u)' is S⁻¹ on average (Hutchinson 1990; the diagonal as a
//! control variate). What each group holds by itself is exact as well (Rao-Blackwell). ln |S| comes from the steps of the same solutions:
//! they are those of Lanczos, whose small matrix gives a Gauss quadrature (Ubaru, Chen & Saad 2017).

use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng, SeedableRng};
use serde::Serialize;

use super::cells::{Cells, Group, HALO, Shape, TERMS};
use super::equations::{Equations, LANES, Lane, Solver, StepLog};
use super::factor::Effects;
use super::gradient::{Slope, Solution, Told, finished, information, term_of};
use super::local::{Entries, Sides, Sparse, halo};
use crate::dense::block::add_row;
use crate::dense::{NotPositive, Square};
use crate::num::float;
use crate::threads::shared;

/// The seed of the probes, which are the same for all tables of a size.
const SEED: u64 = 0x70_726f_6265;

/// How the equations are solved.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effort {
    /// How many probes there are, beside the four vectors that go with them.
    pub(crate) probes: usize,
    /// What may be left of each side.
    pub(crate) tolerance: f64,
}

/// How far a fit may be off because its traces were estimated.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Accuracy {
    /// How many probes there were.
    pub probes: usize,
    /// The largest standard error by chance of a term's standard deviation, relative to it (of a term that the ratings hardly tell,
    /// relative to ten times what they leave open).
    pub deviation: f64,
    /// Up to where it may be.
    pub tolerance: f64,
    /// The standard error of the REML criterion by chance.
    pub criterion: f64,
}

/// The equations at one set of variance ratios, solved by steps.
#[derive(Debug)]
pub(crate) struct Sampled {
    pub(crate) equations: Equations,
    /// S⁻¹ times the right-hand side, and times each fixed column.
    solved: Vec<Vec<Lane>>,
    /// S⁻¹ times each fixed column.
    fixed: Vec<Vec<f64>>,
    /// The Cholesky factor of the fixed columns, after all others.
    lower: Square,
    common: Common,
    probes: Probes,
}

/// What all remaining random columns have in common: the vector of ones. What the inverse says of it is exact, and probes see only what is
/// orthogonal to it in the metric of the diagonal; else its chance would be in every entry.
#[derive(Debug)]
struct Common {
    /// S⁻¹D1.
    solved: Vec<f64>,
    /// 1'D1.
    size: f64,
    /// 1'DS⁻¹D1.
    form: f64,
}

impl Common {
    /// The exact part of a'S⁻¹b beyond the diagonal, from 1'a and D1'S⁻¹a, and those of b.
    fn part(&self, (one_a, solved_a): (f64, f64), (one_b, solved_b): (f64, f64)) -> f64 {
        (one_a * solved_b + solved_a * one_b - one_a * one_b * (1.0 + self.form / self.size)) / self.size
    }

    /// 1'a and D1'S⁻¹a.
    fn along(&self, a: impl Iterator<Item = (usize, f64)>) -> (f64, f64) {
        a.fold((0.0, 0.0), |(one, solved), (at, weight)| (one + weight, solved + weight * self.solved[at]))
    }

    /// Takes from the rows what is along the vector of ones.
    fn project(&self, diagonal: &[f64], rows: &mut [Lane]) -> Lane {
        let mut along = [0.0; LANES];
        for (row, value) in rows.iter().zip(diagonal) {
            add_row(&mut along, *value, row);
        }
        let along = along.map(|along| along / self.size);
        for row in rows {
            row.iter_mut().zip(along).for_each(|(one, along)| *one -= along);
        }
        along
    }
}

/// Probes: D⁻¹u and what S⁻¹u has beyond it, some at a time. Where a lane is none of them, it is zero.
#[derive(Debug)]
struct Probes {
    count: usize,
    blocks: Vec<Probed>,
}

#[derive(Debug)]
struct Probed {
    given: Vec<Lane>,
    beyond: Vec<Lane>,
    /// What was taken off of each vector of ones, and what of its solution.
    taken: (Lane, Lane),
    /// The first four of the first block are no probes but the sides of the information.
    is_probe: [bool; LANES],
    steps: StepLog,
}

impl Probed {
    /// The solution as it was.
    fn solution(&self, common: &Common) -> Vec<Lane> {
        let (given, solved) = self.taken;
        let rows = self.beyond.iter().zip(&self.given).zip(&common.solved);
        rows.map(|((beyond, own), ones)| {
            std::array::from_fn(|lane| beyond[lane] + own[lane] + solved[lane] + given[lane] * ones)
        })
        .collect()
    }
}

/// The score of the variances, with what of it is by chance.
pub(crate) struct SlopeThere {
    pub(crate) solution: Solution,
    /// y'Py with unit residual variance.
    pub(crate) residual: f64,
    pub(crate) slope: Slope,
    /// What each probe says of the traces.
    pub(crate) chance: Vec<[f64; TERMS]>,
}

/// S⁻¹ times some columns, from where `before` is.
fn solve_columns(
    cells: &Cells,
    equations: &Equations,
    columns: &[&[f64]],
    (before, tolerance): (Option<&[Vec<Lane>]>, f64),
) -> Vec<Vec<Lane>> {
    let mut solver = Solver::new(cells, equations);
    let blocks = columns.chunks(LANES).enumerate();
    let each = blocks.map(|(block, columns)| {
        let side: Vec<Lane> = (0..cells.rest)
            .map(|row| std::array::from_fn(|lane| columns.get(lane).map_or(0.0, |column| column[row])))
            .collect();
        let begin = before.and_then(|before| before.get(block)).cloned();
        let mut x = begin.unwrap_or_else(|| vec![[0.0; LANES]; cells.rest]);
        solver.solve(&side, &mut x, tolerance);
        x
    });
    each.collect()
}

/// Of some vectors the first alone.
fn first_lanes(rows: &[Lane]) -> Vec<Lane> {
    rows.iter().map(|row| std::array::from_fn(|lane| if lane == 0 { row[0] } else { 0.0 })).collect()
}

impl Sampled {
    /// Solves for fixed and random effects; `before` is where to begin.
    fn new(
        cells: &Cells,
        equations: Equations,
        tolerance: f64,
        before: Option<&Self>,
    ) -> Result<(Self, Effects), NotPositive> {
        let rest = cells.rest;
        let sides = Sides::new(cells, &equations.local);
        let mut columns: Vec<&[f64]> =
            std::iter::once(&sides.outer[..rest]).chain(equations.coupling.iter().map(Vec::as_slice)).collect();
        columns.push(&equations.diagonal);
        let before = before.map(|before| before.solved.as_slice());
        // What people are told hangs on these.
        let solved = solve_columns(cells, &equations, &columns, (before, CLOSER * tolerance));
        let column =
            |index: usize| -> Vec<f64> { solved[index / LANES].iter().map(|row| row[index % LANES]).collect() };
        let fixed: Vec<Vec<f64>> = (1..columns.len() - 1).map(column).collect();
        let common = Common {
            solved: column(columns.len() - 1),
            size: equations.diagonal.iter().sum(),
            form: dot(&column(columns.len() - 1), &equations.diagonal),
        };
        let mut lower = equations.fixed.clone();
        for (index, coupling) in equations.coupling.iter().enumerate() {
            for (other, solved) in fixed.iter().enumerate().take(index + 1) {
                lower[(index, other)] -= dot(coupling, solved);
            }
        }
        lower.cholesky()?;
        let own = column(0);
        let probes = Probes { count: 0, blocks: Vec::new() };
        let this = Self { equations, solved, fixed, lower, common, probes };
        let effects = this.finish(cells, sides, own)?;
        Ok((this, effects))
    }

    /// The solution, from that of the random columns without fixed ones.
    fn finish(&self, cells: &Cells, sides: Sides, mut outer: Vec<f64>) -> Result<Effects, NotPositive> {
        let (random, fixed) = sides.outer.split_at(cells.rest);
        let mut effects: Vec<f64> =
            fixed.iter().zip(&self.equations.coupling).map(|(effect, column)| effect - dot(column, &outer)).collect();
        self.lower.solve_lower(&mut effects);
        let explained: f64 = effects.iter().map(|effect| effect * effect).sum();
        self.lower.solve_upper(&mut effects);
        let residual = sides.squares - dot(random, &outer) - explained;
        if !residual.is_finite() || residual <= 1e-14 * cells.totals.squares {
            return Err(NotPositive);
        }
        for (column, effect) in self.fixed.iter().zip(&effects) {
            outer.iter_mut().zip(column).for_each(|(outer, value)| *outer -= value * effect);
        }
        outer.extend(effects);
        Ok(Effects { own: sides.own, outer, residual })
    }

    /// The solution for the scores of these cells.
    pub(crate) fn solve(&self, cells: &Cells) -> Result<Effects, NotPositive> {
        let sides = Sides::new(cells, &self.equations.local);
        // Scores that are a little other have a solution that is near.
        let near: Vec<Vec<Lane>> = self.solved.iter().take(1).map(|rows| first_lanes(rows)).collect();
        let side = &[&sides.outer[..cells.rest]];
        let solved = solve_columns(cells, &self.equations, side, (Some(&near), TIGHT));
        let own = solved.iter().flatten().map(|row| row[0]).collect();
        self.finish(cells, sides, own)
    }

    /// Solves at `theta`, and tells the slope of the criterion there.
    pub(crate) fn score(
        cells: &Cells,
        theta: [f64; TERMS],
        effort: Effort,
        before: Option<&Self>,
    ) -> Result<(Self, SlopeThere), NotPositive> {
        let (mut this, effects) = Self::new(cells, Equations::new(cells, theta)?, effort.tolerance, before)?;
        let solution = Solution::new(cells, &this.equations.local, &effects);
        let (mut forms, sides) = information(cells, &this.equations.local, &solution);
        let rest = cells.rest;
        this.probe(cells, &sides, effort, before);
        let fixed: Vec<Vec<f64>> = sides
            .iter()
            .map(|side| {
                let mut own: Vec<f64> =
                    side[rest..].iter().zip(&this.fixed).map(|(own, column)| own - dot(column, side)).collect();
                this.lower.solve_lower(&mut own);
                own
            })
            .collect();
        if let Some(first) = this.probes.blocks.first_mut() {
            for (s, forms) in forms.iter_mut().enumerate() {
                for (t, form) in forms.iter_mut().enumerate() {
                    let along: f64 = sides[s].iter().zip(&first.beyond).map(|(side, solved)| side * solved[t]).sum();
                    *form -= along + dot(&fixed[s], &fixed[t]);
                }
            }
        }
        let (traces, chance) = this.traces(cells);
        let told = Told { traces, forms, residual: effects.residual };
        let slope = Slope::of(cells, &this.equations.local.theta, &solution, &told);
        Ok((this, SlopeThere { solution, residual: effects.residual, slope, chance }))
    }

    /// How many probes there are.
    pub(crate) fn probes(&self) -> usize {
        self.probes.count
    }

    /// Solves for the probes, and for the sides of the information with them.
    fn probe(&mut self, cells: &Cells, sides: &[Vec<f64>; TERMS], effort: Effort, before: Option<&Self>) {
        let mut signs = ChaCha8Rng::seed_from_u64(SEED);
        let mut solver = Solver::new(cells, &self.equations);
        let roots: Vec<f64> = self.equations.diagonal.iter().map(|value| value.sqrt()).collect();
        let mut blocks = Vec::new();
        for block in 0..(TERMS + effort.probes).div_ceil(LANES) {
            let is_probe: [bool; LANES] = std::array::from_fn(|lane| {
                let at = block * LANES + lane;
                (TERMS..TERMS + effort.probes).contains(&at)
            });
            let mut given = Vec::with_capacity(cells.rest);
            let side: Vec<Lane> = roots
                .iter()
                .enumerate()
                .map(|(row, root)| {
                    let bits = signs.next_u32();
                    let sign: Lane = std::array::from_fn(|lane| match (is_probe[lane], bits >> lane & 1) {
                        (false, _) => 0.0,
                        (true, 0) => -1.0,
                        (true, _) => 1.0,
                    });
                    given.push(sign.map(|sign| sign / root));
                    let own =
                        |lane: usize| if block == 0 { sides.get(lane).map_or(0.0, |side| side[row]) } else { 0.0 };
                    std::array::from_fn(|lane| if is_probe[lane] { sign[lane] * root } else { own(lane) })
                })
                .collect();
            let begin = before.and_then(|before| before.probes.blocks.get(block));
            let mut beyond = match (begin, before) {
                (Some(begin), Some(before)) => begin.solution(&before.common),
                _ => vec![[0.0; LANES]; cells.rest],
            };
            let steps = solver.solve(&side, &mut beyond, effort.tolerance);
            // The sides of the information are no probes, and stay as they are.
            let taken = self.common.project(&self.equations.diagonal, &mut given);
            for (x, solved) in beyond.iter_mut().zip(&self.common.solved) {
                x.iter_mut().zip(taken).for_each(|(x, taken)| *x -= solved * taken);
            }
            let mut probes = beyond.clone();
            let off = self.common.project(&self.equations.diagonal, &mut probes);
            for ((x, probe), given) in beyond.iter_mut().zip(&probes).zip(&given) {
                for lane in (0..LANES).filter(|&lane| is_probe[lane]) {
                    x[lane] = probe[lane] - given[lane];
                }
            }
            let off = std::array::from_fn(|lane| if is_probe[lane] { off[lane] } else { 0.0 });
            blocks.push(Probed { given, beyond, taken: (taken, off), is_probe, steps });
        }
        self.probes = Probes { count: effort.probes, blocks };
    }

    /// `tr(PZ_tZ_t`') per term, and what each probe says of it.
    fn traces(&self, cells: &Cells) -> ([f64; TERMS], Vec<[f64; TERMS]>) {
        let mut sums = TraceSums::new(self.probes.blocks.len());
        let fixed_share = |row: usize| {
            let mut own: Vec<f64> = self.fixed.iter().map(|column| column[row]).collect();
            self.lower.solve_lower(&mut own);
            own.iter().map(|value| value * value).sum::<f64>()
        };
        for (column, &term) in cells.rest_terms.iter().enumerate() {
            let term = usize::from(term);
            let one = (1.0, self.common.solved[column]);
            sums.exact[term] +=
                self.equations.diagonal[column].recip() + self.common.part(one, one) + fixed_share(column);
            for (sums, block) in sums.chance.iter_mut().zip(&self.probes.blocks) {
                let (given, beyond) = (&block.given[column], &block.beyond[column]);
                for lane in 0..LANES {
                    sums[term][lane] += given[lane] * beyond[lane];
                }
            }
        }
        let pieces: Vec<(&Shape, &[u32])> = cells
            .shapes
            .iter()
            .flat_map(|shape| shape.groups.chunks(PART).map(move |groups| (shape, groups)))
            .collect();
        // Small shapes go together, as each piece has sums of its own.
        for part in shared(pieces.chunks(FEW).collect(), |pieces| {
            let mut sums = TraceSums::new(self.probes.blocks.len());
            for (shape, groups) in pieces {
                self.of_groups(cells, shape, groups, &mut sums);
            }
            sums
        }) {
            sums.include(&part);
        }
        let finished = |diagonal: [f64; TERMS]| finished(cells, &self.equations.local.theta, diagonal);
        let mut each = Vec::with_capacity(self.probes.count);
        for (block, chance) in self.probes.blocks.iter().zip(&sums.chance) {
            for lane in (0..LANES).filter(|&lane| block.is_probe[lane]) {
                each.push(finished(std::array::from_fn(|term| sums.exact[term] + chance[term][lane])));
            }
        }
        let count = float(each.len().max(1));
        let mean = std::array::from_fn(|term| each.iter().map(|one| one[term]).sum::<f64>() / count);
        (mean, each)
    }

    /// Adds the sums of some groups' own effects, and of the halo.
    fn of_groups(&self, cells: &Cells, shape: &Shape, groups: &[u32], sums: &mut TraceSums) {
        let theta = &self.equations.local.theta;
        let group = cells.model_of(shape);
        let part = self.equations.local.part(cells, group);
        let width = cells.width(group);
        let count = float(groups.len());
        // Weights on the columns outside, each with its term and factor.
        let mut reached: Vec<(usize, f64, Vec<f64>)> = Vec::new();
        for column in 0..group.inner {
            let (mut side, mut outside) = (vec![0.0; group.inner], vec![0.0; width]);
            side[column] = 1.0;
            let term = term_of(cells, column);
            sums.exact[term] += count * part.reach(&mut side, &mut outside);
            reached.push((term, 1.0, outside));
        }
        if cells.levels[HALO] > 0 {
            cells.each_pair(group, theta, |ratings, total| {
                let (mut side, mut outside) = (vec![0.0; group.inner], vec![0.0; width]);
                for &(column, value) in total {
                    match column.checked_sub(group.inner) {
                        None => side[column] = value,
                        Some(column) => outside[column] = value,
                    }
                }
                let (shrink, _) = halo(ratings, theta);
                let own = part.reach(&mut side, &mut outside);
                sums.exact[HALO] += count * (shrink * ratings - shrink * shrink * own);
                reached.push((HALO, -shrink * shrink, outside));
            });
        }
        for &group in groups {
            let group = &cells.groups[group as usize];
            for (term, factor, outside) in &reached {
                self.add(cells, group, outside, sums, (*term, *factor));
            }
        }
    }

    /// Adds `factor` × w'Qw to a term, for weights on the columns outside a group.
    fn add(&self, cells: &Cells, group: &Group, outside: &[f64], sums: &mut TraceSums, (term, factor): (usize, f64)) {
        let outer = &cells.outer[group.outer.clone()];
        let (random, fixed) = outside.split_at(outer.len());
        let near: f64 = random.iter().zip(outer).map(|(w, &at)| w * w / self.equations.diagonal[at as usize]).sum();
        let along = self.common.along(outer.iter().map(|&at| at as usize).zip(random.iter().copied()));
        let common = self.common.part(along, along);
        let far = self.fixed_part(&outer.iter().map(|&at| at as usize).zip(random.iter().copied()), fixed);
        sums.exact[term] += factor * (near + common + far);
        for (sums, block) in sums.chance.iter_mut().zip(&self.probes.blocks) {
            let (mut given, mut beyond) = ([0.0; LANES], [0.0; LANES]);
            for (w, &at) in random.iter().zip(outer) {
                let (one, other) = (&block.given[at as usize], &block.beyond[at as usize]);
                add_row(&mut given, *w, one);
                add_row(&mut beyond, *w, other);
            }
            // Where a lane is no probe, nothing was given.
            for lane in 0..LANES {
                sums[term][lane] += factor * given[lane] * beyond[lane];
            }
        }
    }

    /// What the fixed effects' uncertainty adds.
    fn fixed_part(&self, random: &(impl Iterator<Item = (usize, f64)> + Clone), fixed: &[f64]) -> f64 {
        let mut own: Vec<f64> = fixed
            .iter()
            .zip(&self.fixed)
            .map(|(own, column)| own - random.clone().map(|(at, w)| w * column[at]).sum::<f64>())
            .collect();
        self.lower.solve_lower(&mut own);
        own.iter().map(|value| value * value).sum()
    }

    /// L⁻¹V'a, where V = (−W; I).
    fn on_fixed(&self, a: &Entries) -> Vec<f64> {
        let rest = self.equations.diagonal.len();
        let mut own = vec![0.0; self.fixed.len()];
        for &(at, value) in a {
            match at.checked_sub(rest) {
                Some(index) => own[index] += value,
                None => own.iter_mut().zip(&self.fixed).for_each(|(own, column)| *own -= value * column[at]),
            }
        }
        self.lower.solve_lower(&mut own);
        own
    }

    /// What a and b share on the random columns, by the diagonal.
    fn near(&self, a: &Entries, b: &Entries) -> f64 {
        let rest = self.equations.diagonal.len();
        let random = |list: &Entries| -> Sparse {
            let mut random: Sparse = list.iter().copied().filter(|(at, _)| *at < rest).collect();
            random.sort_unstable_by_key(|(at, _)| *at);
            random
        };
        let (a, b) = (random(a), random(b));
        let (mut sum, mut place) = (0.0, 0);
        for &(at, value) in &a {
            while b.get(place).is_some_and(|(other, _)| *other < at) {
                place += 1;
            }
            for (_, other) in b[place..].iter().take_while(|(other, _)| *other == at) {
                sum += value * other / self.equations.diagonal[at];
            }
        }
        sum
    }

    /// a'S⁻¹a on the random columns, estimated.
    fn on_random(&self, a: &Entries) -> f64 {
        let rest = self.equations.diagonal.len();
        let along = |rows: &[Lane]| {
            let mut sum = [0.0; LANES];
            for &(at, value) in a.iter().filter(|(at, _)| *at < rest) {
                add_row(&mut sum, value, &rows[at]);
            }
            sum
        };
        let mut chance = 0.0;
        for block in &self.probes.blocks {
            let (given, beyond) = (along(&block.given), along(&block.beyond));
            chance += given.iter().zip(&beyond).map(|(given, beyond)| given * beyond).sum::<f64>();
        }
        let along = self.along(a);
        let exact = self.near(a, a) + self.common.part(along, along);
        // By chance, what is small may come out as less than nothing.
        (exact + chance / float(self.probes.count.max(1))).max(0.0)
    }

    fn along(&self, a: &Entries) -> (f64, f64) {
        let rest = self.equations.diagonal.len();
        self.common.along(a.iter().copied().filter(|(at, _)| *at < rest))
    }

    /// a'Qa, estimated.
    pub(crate) fn own(&self, a: &Entries) -> f64 {
        self.on_random(a) + self.on_fixed(a).iter().map(|value| value * value).sum::<f64>()
    }

    /// a'Qb as far as a and b share columns.
    pub(crate) fn between(&self, a: &Entries, b: &Entries) -> f64 {
        self.near(a, b) + self.common.part(self.along(a), self.along(b)) + dot(&self.on_fixed(a), &self.on_fixed(b))
    }

    /// a'Qa where the fixed effects are taken as known.
    pub(crate) fn given_fixed(&self, a: &Entries) -> f64 {
        self.on_random(a)
    }

    /// Qx for each of some vectors, solved.
    pub(crate) fn times(&self, cells: &Cells, vectors: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let rest = cells.rest;
        let random: Vec<&[f64]> = vectors.iter().map(|vector| &vector[..rest]).collect();
        let solved = solve_columns(cells, &self.equations, &random, (None, TIGHT));
        let finish = |(index, vector): (usize, &Vec<f64>)| {
            let mut product: Vec<f64> = solved[index / LANES].iter().map(|row| row[index % LANES]).collect();
            let mut own: Vec<f64> =
                vector[rest..].iter().zip(&self.fixed).map(|(own, column)| own - dot(column, vector)).collect();
            self.lower.solve_lower(&mut own);
            self.lower.solve_upper(&mut own);
            for (column, effect) in self.fixed.iter().zip(&own) {
                product.iter_mut().zip(column).for_each(|(product, value)| *product -= value * effect);
            }
            product.extend(own);
            product
        };
        vectors.iter().enumerate().map(finish).collect()
    }

    /// ln of the squared determinants of all effects, with its standard error.
    pub(crate) fn logarithms(&self) -> (f64, f64) {
        let diagonal: f64 = self.equations.diagonal.iter().map(|value| value.ln()).sum();
        let size = float(self.equations.diagonal.len());
        let mut each = Vec::with_capacity(self.probes.count);
        for block in &self.probes.blocks {
            for lane in (0..LANES).filter(|&lane| block.is_probe[lane]) {
                each.push(
                    size * super::lanczos::log(block.steps.iter().map(|(length, share)| (length[lane], share[lane]))),
                );
            }
        }
        let (mean, error) = mean_and_error(&each);
        let fixed: f64 = (0..self.lower.size()).map(|column| 2.0 * self.lower[(column, column)].ln()).sum();
        (self.equations.local.log + diagonal + mean + fixed, error)
    }
}

/// The mean and its standard error.
pub(crate) fn mean_and_error(values: &[f64]) -> (f64, f64) {
    let count = float(values.len().max(1));
    let mean = values.iter().sum::<f64>() / count;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (mean, (squares / (count - 1.0).max(1.0) / count).sqrt())
}

/// So many groups of a shape are summed at once.
const PART: usize = 16_384;
/// So many shapes.
const FEW: usize = 256;
/// What may be left of a side that everybody's variance rests on.
const TIGHT: f64 = 1e-4;
/// What may be left of the right-hand side, beside what may be left of probes.
const CLOSER: f64 = 0.1;

/// Sums over effects: what is exact, and what each probe adds.
struct TraceSums {
    exact: [f64; TERMS],
    chance: Vec<[Lane; TERMS]>,
}

impl TraceSums {
    fn new(blocks: usize) -> Self {
        Self { exact: [0.0; TERMS], chance: vec![[[0.0; LANES]; TERMS]; blocks] }
    }

    fn include(&mut self, other: &Self) {
        self.exact.iter_mut().zip(other.exact).for_each(|(sum, value)| *sum += value);
        for (sums, others) in self.chance.iter_mut().flatten().zip(other.chance.iter().flatten()) {
            sums.iter_mut().zip(others).for_each(|(sum, value)| *sum += value);
        }
    }
}

/// x'y over the shorter one, in a fixed order.
fn dot(x: &[f64], y: &[f64]) -> f64 {
    x.iter().zip(y).map(|(x, y)| x * y).sum()
}
