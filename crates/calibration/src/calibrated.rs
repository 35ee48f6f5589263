//! The calibrated comparison: what an average interviewer would have given, and how sure that is.

use chacha20::ChaCha8Rng;
use serde::Serialize;

use crate::best::CONTENDERS;
use crate::fitted::{Calibration, State, SureOf};
use crate::gaps::{APART, Gaps};
use crate::mixture::{Part, Parts, chance_above, mean, quantile, sd};
use crate::num::{float, graded, whole};
use crate::posterior::{Normal, uniform};
use crate::ratings::Scale;
use crate::raw::raw_scores;
use crate::target::{Target, Views, draw};

/// Up to this many candidates every pair of a group is held against each other.
const EACH_PAIR: usize = 200;

/// Why there is no comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum CompareError {
    /// The data cannot tell candidates from error: one candidate, or one rating each.
    #[error("these ratings cannot tell candidates from chance")]
    CandidatesNotTold,
    /// There is not one weight a dimension, or all weights are zero.
    #[error("each dimension needs a weight, and one must be above zero")]
    Weights,
    /// Bands are not in ascending order, or not numbers.
    #[error("bands need ascending lower bounds")]
    Bands,
}

/// A calibrated value with its uncertainty, in score points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CalibratedScore {
    /// The value; above the highest score means more than the scale can show.
    pub value: f64,
    /// Its standard deviation, with estimated variances allowed for.
    pub sd: f64,
    /// The interval's lower end.
    pub lower: f64,
    /// The interval's upper end.
    pub upper: f64,
}

/// An end of the scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// Nobody can be given less.
    Lowest,
    /// Nobody can be given more.
    Highest,
    /// Both, where little is known.
    Both,
}

impl CalibratedScore {
    /// What of it is on the scale: beyond its ends nobody can be given anything.
    #[must_use]
    pub(crate) fn on(self, scale: Scale) -> Self {
        let within = |value: f64| value.clamp(whole(scale.min), whole(scale.max));
        Self { value: within(self.value), sd: self.sd, lower: within(self.lower), upper: within(self.upper) }
    }

    /// At which ends of the scale it would go on, were there more of it.
    pub(crate) fn beyond(self, scale: Scale) -> Option<End> {
        match (self.lower < whole(scale.min), self.upper > whole(scale.max)) {
            (true, true) => Some(End::Both),
            (true, false) => Some(End::Lowest),
            (false, true) => Some(End::Highest),
            (false, false) => None,
        }
    }
}

/// A candidate on one dimension.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct OnDimension {
    /// The mean over interviewers; `None` where nobody rated it.
    pub raw: Option<f64>,
    /// What an average interviewer would have given.
    pub calibrated: CalibratedScore,
}

/// One candidate's place.
#[derive(Clone, Debug, Serialize)]
pub struct CalibratedCandidate {
    /// Index into the table's candidates.
    pub candidate: usize,
    /// The number of ratings.
    pub n: usize,
    /// The weighted total of raw means over the assessed dimensions.
    pub raw: Option<f64>,
    /// The weighted total that an average interviewer would have given.
    pub total: CalibratedScore,
    /// The same for dimensions at large, not only these: wider where strengths differ by dimension.
    pub ability: CalibratedScore,
    /// In the order of the table's dimensions.
    pub dimensions: Vec<OnDimension>,
    /// The chance of the highest total.
    pub best: f64,
    /// The chance of each band, in the order given.
    pub bands: Vec<f64>,
    /// Where they stand.
    #[serde(flatten)]
    pub place: Place,
}

/// A candidate's place; parts of the panel that share no interviewer are ranked each by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Place {
    /// Which part of the panel.
    pub component: usize,
    /// The rank within the part, from 1; equal totals share the better one.
    pub rank: usize,
    /// Candidates of one number cannot be told apart; numbers go on from part to part.
    pub group: usize,
    /// The chance of a higher total than the next in the part; `None` for its last.
    pub above_next: Option<f64>,
}

/// What candidates of one group were held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Grouping {
    /// No two of a group can be told apart.
    EachPair,
    /// Nobody of a group can be told from its first: there are too many to try each pair.
    WithTheFirst,
}

/// The comparison, best first.
#[derive(Clone, Debug, Serialize)]
pub struct Calibrated {
    /// Candidates by falling total.
    pub candidates: Vec<CalibratedCandidate>,
    /// What candidates of one group were held against.
    pub grouping: Grouping,
    /// How many parts of the panel share no interviewer; above 1, places across parts assume that
    /// the parts' candidates and interviewers are alike on average.
    pub components: usize,
    /// The mean over the ratings, weighted as the total, which calibration keeps.
    pub mean: f64,
}

impl Calibration<'_> {
    /// Compares candidates; `weights` per dimension of the table, `bands` as ascending lower bounds.
    ///
    /// # Errors
    /// [`CompareError`] says why there is none.
    pub fn compare(&self, weights: &[u32], bands: &[f64]) -> Result<Calibrated, CompareError> {
        if !self.tells_candidates() {
            return Err(CompareError::CandidatesNotTold);
        }
        if bands.iter().any(|bound| bound.is_nan()) || bands.windows(2).any(|pair| pair[0] >= pair[1]) {
            return Err(CompareError::Bands);
        }
        let targets = self.targets(weights)?;
        let raw = raw_scores(self.ratings, weights);
        let views: Vec<Vec<Views>> = self.states.iter().map(|state| self.views(state, &targets)).collect();
        let parts = self.parts(&views, &targets);
        let count = self.ratings.candidates().len();
        let components = crate::design::components(self.ratings);
        let mut normal = Normal::new(self.options.seed ^ 0x5eed);
        let drawn = self.drawn(&views, &targets[0], &mut normal);
        let mut candidates: Vec<CalibratedCandidate> = (0..count)
            .map(|candidate| {
                let calibrated = |target: usize, center: f64| self.calibrated(parts[target].of(candidate), center);
                CalibratedCandidate {
                    candidate,
                    n: self.ratings.of_candidate(candidate).len(),
                    raw: raw.totals[candidate],
                    total: calibrated(0, raw.mean),
                    ability: calibrated(1, raw.mean),
                    dimensions: (0..weights.len())
                        .map(|dimension| OnDimension {
                            raw: raw.dimensions[candidate][dimension],
                            calibrated: calibrated(2 + dimension, raw.dimension_means[dimension]),
                        })
                        .collect(),
                    best: 0.0,
                    bands: band_chances(parts[0].of(candidate), bands, raw.mean),
                    place: Place { component: components.of_candidate[candidate], ..Place::default() },
                }
            })
            .collect();
        let total = |candidate: &CalibratedCandidate| graded(candidate.total.value, self.range());
        candidates.sort_by(|a, b| total(b).total_cmp(&total(a)));
        number_parts(&mut candidates);
        let standing: Vec<usize> = candidates.iter().map(|standing| standing.candidate).collect();
        let all = Gaps { states: &self.states, views: &views, widening: &self.widening, drawn: drawn.as_deref() };
        let best = self.best(&standing, (&all, &parts[0]), &mut normal);
        // Equals stand in the order of the table that was given.
        let place = |candidate: &CalibratedCandidate| self.ratings.candidate_place(candidate.candidate);
        candidates.sort_by(|a, b| total(b).total_cmp(&total(a)).then_with(|| place(a).cmp(&place(b))));
        for standing in &mut candidates {
            standing.best = best[standing.candidate];
        }
        let grouping = if count <= EACH_PAIR { Grouping::EachPair } else { Grouping::WithTheFirst };
        let gaps = Gaps { drawn: all.drawn.filter(|_| grouping == Grouping::EachPair), ..all };
        self.place(&mut candidates, &gaps, grouping);
        Ok(Calibrated { candidates, grouping, components: components.count, mean: raw.mean })
    }

    /// Ranks and groups the candidates of each part, who stand by falling total.
    fn place(&self, candidates: &mut [CalibratedCandidate], gaps: &Gaps<'_>, grouping: Grouping) {
        let parts = candidates.iter().map(|standing| standing.place.component + 1).max().unwrap_or(0);
        let mut of_part: Vec<Vec<usize>> = vec![Vec::new(); parts];
        for (index, standing) in candidates.iter().enumerate() {
            of_part[standing.place.component].push(index);
        }
        let people = |part: &Vec<usize>| part.iter().map(|&index| candidates[index].candidate).collect();
        let people: Vec<Vec<usize>> = of_part.iter().map(people).collect();
        let apart = match self.options.groups {
            SureOf::Pairs => APART,
            SureOf::Panel => gaps.for_panel(&people),
        };
        let mut group = 0;
        for (part, people) in of_part.into_iter().zip(people) {
            let (mut first, mut better, mut before) = (0, 0, None);
            for (rank, &index) in part.iter().enumerate() {
                let last = if grouping == Grouping::EachPair { rank } else { rank.min(first + 1) };
                if people[first..last].iter().any(|&other| gaps.above(other, people[rank]) >= apart) {
                    first = rank;
                    group += 1;
                }
                let above_next = people.get(rank + 1).map(|&next| gaps.above(people[rank], next));
                let component = candidates[index].place.component;
                let total = graded(candidates[index].total.value, self.range());
                if before.replace(total) != Some(total) {
                    better = rank;
                }
                candidates[index].place = Place { component, rank: better + 1, group, above_next };
            }
            group += 1;
        }
    }

    /// Total, ability, and each dimension.
    fn targets(&self, weights: &[u32]) -> Result<Vec<Target>, CompareError> {
        let dimensions = self.ratings.dimensions().len();
        let sum: f64 = weights.iter().copied().map(f64::from).sum();
        if weights.len() != dimensions || sum <= 0.0 {
            return Err(CompareError::Weights);
        }
        let mut targets = vec![
            Target { candidate: 1.0, dimensions: weights.iter().map(|&weight| f64::from(weight) / sum).collect() },
            Target { candidate: 1.0, dimensions: vec![0.0; dimensions] },
        ];
        for dimension in 0..dimensions {
            let mut one = vec![0.0; dimensions];
            one[dimension] = 1.0;
            targets.push(Target { candidate: 1.0, dimensions: one });
        }
        Ok(targets)
    }

    fn views(&self, state: &State, targets: &[Target]) -> Vec<Views> {
        Views::candidates(&self.open.cells, state.solved.local(), &state.solution, targets)
    }

    /// Each candidate's share of the ratings.
    fn shares(&self) -> Vec<f64> {
        let n = float(self.ratings.len());
        (0..self.ratings.candidates().len())
            .map(|candidate| float(self.ratings.of_candidate(candidate).len()) / n)
            .collect()
    }

    /// Per target and candidate, the mixture of its centered value.
    fn parts(&self, views: &[Vec<Views>], targets: &[Target]) -> Vec<Parts> {
        let shares = self.shares();
        let views_each = views.len();
        let none = Part { weight: 0.0, mean: 0.0, sd: 0.0 };
        let mut parts = vec![Parts { list: vec![none; shares.len() * views.len()], each: views.len() }; targets.len()];
        for ((index, state), views) in self.states.iter().enumerate().zip(views) {
            let centered = Views::centered(&self.open.cells, &state.solved, views, &shares);
            for (target, centered) in centered.iter().enumerate() {
                for (candidate, (&mean, &variance)) in centered.mean.iter().zip(&centered.variance).enumerate() {
                    let sd = self.widening[candidate] * (variance * state.residual).sqrt();
                    parts[target].list[candidate * views_each + index] = Part { weight: state.weight, mean, sd };
                }
            }
        }
        parts
    }

    fn calibrated(&self, parts: &[Part], center: f64) -> CalibratedScore {
        let tail = 0.5 * (1.0 - self.options.level);
        CalibratedScore {
            value: center + mean(parts),
            sd: sd(parts),
            lower: center + quantile(parts, tail),
            upper: center + quantile(parts, 1.0 - tail),
        }
    }

    /// Totals of all candidates together, draw by draw, against their center; none where there are too many candidates to draw all.
    fn drawn(&self, views: &[Vec<Views>], target: &Target, normal: &mut Normal) -> Option<Vec<Vec<f64>>> {
        if self.widening.len() > CONTENDERS {
            return None;
        }
        let times = self.options.draws.max(1);
        let mut totals = Vec::with_capacity(times);
        let chosen = resample(&self.states, times, &mut normal.rng);
        for ((state, views), times) in self.states.iter().zip(views).zip(chosen) {
            let scale = state.residual.sqrt();
            for _ in 0..times {
                let deviations = draw(&self.open.cells, &state.solved, target, normal)?;
                let values = views[0].mean.iter().zip(&self.widening).zip(deviations);
                totals.push(values.map(|((mean, widening), deviation)| mean + widening * scale * deviation).collect());
            }
        }
        Some(totals)
    }
}

/// How many of `draws` fall to each state, by systematic resampling.
fn resample(states: &[State], draws: usize, rng: &mut ChaCha8Rng) -> Vec<usize> {
    let offset = uniform(rng);
    let mut taken = 0;
    let mut sum = 0.0;
    states
        .iter()
        .enumerate()
        .map(|(index, state)| {
            sum += state.weight * float(draws);
            let until = if index + 1 == states.len() { draws } else { crate::num::floor(sum + offset).min(draws) };
            let times = until.saturating_sub(taken);
            taken = taken.max(until);
            times
        })
        .collect()
}

/// Numbers the parts of the panel, of which the candidates stand by falling total: the largest first, of equally large ones that with the
/// highest total.
fn number_parts(candidates: &mut [CalibratedCandidate]) {
    let count = candidates.iter().map(|candidate| candidate.place.component + 1).max().unwrap_or(0);
    let (mut sizes, mut firsts) = (vec![0_usize; count], vec![usize::MAX; count]);
    for (index, candidate) in candidates.iter().enumerate() {
        sizes[candidate.place.component] += 1;
        firsts[candidate.place.component] = firsts[candidate.place.component].min(index);
    }
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|&part| (std::cmp::Reverse(sizes[part]), firsts[part]));
    let mut numbers = vec![0; count];
    for (number, part) in order.into_iter().enumerate() {
        numbers[part] = number;
    }
    for candidate in candidates {
        candidate.place.component = numbers[candidate.place.component];
    }
}

/// The chance of each band: at or above its bound, and below the next.
fn band_chances(parts: &[Part], bands: &[f64], center: f64) -> Vec<f64> {
    let above: Vec<f64> = bands.iter().map(|bound| chance_above(parts, bound - center)).collect();
    (0..bands.len()).map(|band| (above[band] - above.get(band + 1).copied().unwrap_or(0.0)).max(0.0)).collect()
}
