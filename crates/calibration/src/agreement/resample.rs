//! Intervals by resampling candidates: seeded bootstrap, or a jackknife where there are too many.

use chacha20::ChaCha8Rng;
use chacha20::rand_core::SeedableRng;

use super::alpha::METRICS;
use super::chance::{Kind, Layout};
use super::coefficient::Weights;
use super::units::Units;
use super::{Alpha, Brief, Estimate, Full, Gwet, IntervalKind, NoInterval, Resampling, Statistic, Undefined};
use crate::num::{float, floor};
use crate::posterior::below;
use crate::ratings::Ratings;
use crate::special::t_quantile;

/// Additions that a bootstrap may cost; beyond it the jackknife takes over.
const WORK: usize = 30_000_000;

/// Sums per candidate that are kept at once: 8 bytes × 25,000,000 is 200 MB. Beyond it there are no intervals.
const LARGEST: usize = 25_000_000;

/// Agreement in short.
pub(crate) fn brief(units: &Units, resampling: Resampling) -> Brief {
    let kinds = [Kind::Within(0), Kind::Within(1), Kind::Alpha(METRICS[2])];
    let found = statistics(units, &kinds, resampling);
    Brief { equal: found[0], within_one: found[1], alpha: found[2], left_out: units.left_out }
}

/// Every statistic.
pub(crate) fn full(ratings: &Ratings, units: &Units, dimension: Option<usize>, resampling: Resampling) -> Full {
    let kinds = [
        Kind::Within(0),
        Kind::Within(1),
        Kind::Alpha(METRICS[0]),
        Kind::Alpha(METRICS[1]),
        Kind::Alpha(METRICS[2]),
        Kind::Fleiss,
        Kind::Gwet(Weights::Identity),
        Kind::Gwet(Weights::Linear),
        Kind::Gwet(Weights::Quadratic),
        Kind::Rwg,
    ];
    let found = statistics(units, &kinds, resampling);
    Full {
        brief: Brief { equal: found[0], within_one: found[1], alpha: found[4], left_out: units.left_out },
        alpha: Alpha { nominal: found[2], ordinal: found[3], interval: found[4] },
        fleiss: found[5],
        gwet: Gwet { ac1: found[6], ac2_linear: found[7], ac2_quadratic: found[8] },
        icc: super::icc::icc(ratings, dimension, resampling.level),
        r_wg: found[9],
    }
}

/// The statistics with intervals over candidates.
fn statistics(units: &Units, kinds: &[Kind], resampling: Resampling) -> Vec<Statistic> {
    let layout = Layout::new(units);
    let length = layout.length();
    let count = units.candidates.len();
    let mut total = vec![0.0; length];
    if count.saturating_mul(length) > LARGEST {
        (0..units.len()).for_each(|unit| layout.add(units, unit, &mut total));
        return kinds.iter().map(|&kind| bare(&layout, kind, &total)).collect();
    }
    let mut each = vec![0.0; count * length];
    for (range, sums) in units.candidates.iter().zip(each.chunks_exact_mut(length)) {
        range.clone().for_each(|unit| layout.add(units, unit, sums));
    }
    if is_drawn(each.len(), resampling) {
        each = in_order(&each, length);
    }
    each.chunks_exact(length).for_each(|sums| add(&mut total, sums, 1.0));
    let values: Vec<_> = kinds.iter().map(|&kind| layout.value(kind, &total)).collect();
    let sums = Sums { layout: &layout, each: &each, total: &total };
    let (way, ends) = sums.ends(kinds, (&values, units.paired()), resampling);
    let known = |(value, ends)| match value {
        Err(Undefined::NoPairs) => Statistic::none(units.unpaired()),
        Err(reason) => Statistic::none(reason),
        Ok(value) => Statistic::Known(Estimate::of(value, layout.n(&total), ends, way)),
    };
    values.into_iter().zip(ends).map(known).collect()
}

/// Whether candidates are resampled: so many sums can be added up so often.
fn is_drawn(sums: usize, resampling: Resampling) -> bool {
    sums.saturating_mul(resampling.times) <= WORK
}

/// The sums of candidates in an order of their own, so that the same ratings give the same draws in any order of rows.
fn in_order(each: &[f64], length: usize) -> Vec<f64> {
    let mut all: Vec<&[f64]> = each.chunks_exact(length).collect();
    let compared = |one: &[f64], other: &[f64]| {
        let mut places = one.iter().zip(other).map(|(one, other)| one.total_cmp(other));
        places.find(|order| order.is_ne()).unwrap_or(std::cmp::Ordering::Equal)
    };
    all.sort_by(|one, other| compared(one, other));
    all.concat()
}

/// A statistic of a table that is too large for an interval.
fn bare(layout: &Layout, kind: Kind, total: &[f64]) -> Statistic {
    match layout.value(kind, total) {
        Err(reason) => Statistic::none(reason),
        Ok(value) => {
            Statistic::Known(Estimate::of(value, layout.n(total), Err(NoInterval::TooLarge), IntervalKind::Jackknife))
        }
    }
}

fn add(total: &mut [f64], sums: &[f64], sign: f64) {
    for (total, value) in total.iter_mut().zip(sums) {
        *total += sign * value;
    }
}

/// Values of each statistic over resampled candidates; those undefined are left out.
fn bootstrap(layout: &Layout, kinds: &[Kind], each: &[f64], resampling: Resampling) -> Vec<Vec<f64>> {
    let length = layout.length();
    let count = each.len() / length;
    let mut rng = ChaCha8Rng::seed_from_u64(resampling.seed);
    let mut values = vec![Vec::with_capacity(resampling.times); kinds.len()];
    let mut total = vec![0.0; length];
    for _ in 0..resampling.times {
        total.fill(0.0);
        for _ in 0..count {
            let chosen = below(&mut rng, count);
            add(&mut total, &each[chosen * length..(chosen + 1) * length], 1.0);
        }
        for (values, &kind) in values.iter_mut().zip(kinds) {
            if let Ok(value) = layout.value(kind, &total) {
                values.push(value);
            }
        }
    }
    values
}

/// The percentiles at both ends, where enough of the resamples have a value.
fn percentiles(mut values: Vec<f64>, level: f64) -> Option<(f64, f64)> {
    if values.len() < 20 {
        return None;
    }
    values.sort_by(f64::total_cmp);
    let at = |chance: f64| {
        let place = chance * float(values.len() - 1);
        let index = floor(place).min(values.len() - 1);
        let next = (index + 1).min(values.len() - 1);
        values[index] + (place - float(index)) * (values[next] - values[index])
    };
    let tail = 0.5 * (1.0 - level);
    Some((at(tail), at(1.0 - tail)))
}

/// The ends of an interval, or why there are none.
type Ends = Result<(f64, f64), NoInterval>;

/// What the statistics are made of.
struct Sums<'a> {
    layout: &'a Layout,
    /// The sums of each candidate, one after the other.
    each: &'a [f64],
    /// Of all together.
    total: &'a [f64],
}

impl Sums<'_> {
    /// The ends of each statistic's interval, and how they are made.
    fn ends(
        &self,
        kinds: &[Kind],
        (values, paired): (&[Result<f64, Undefined>], usize),
        resampling: Resampling,
    ) -> (IntervalKind, Vec<Ends>) {
        let count = self.each.len() / self.layout.length();
        let without = if count < 2 {
            Some(NoInterval::OneCandidate)
        } else if resampling.times == 0 {
            Some(NoInterval::Unwanted)
        } else if paired < 2 {
            Some(NoInterval::OnePair)
        } else {
            None
        };
        if let Some(reason) = without {
            return (IntervalKind::Bootstrap, vec![Err(reason); kinds.len()]);
        }
        if !is_drawn(self.each.len(), resampling) {
            return (IntervalKind::Jackknife, self.jackknife((kinds, values), resampling.level));
        }
        let drawn = bootstrap(self.layout, kinds, self.each, resampling);
        let ends = drawn.into_iter().map(|values| percentiles(values, resampling.level).ok_or(NoInterval::FewValues));
        (IntervalKind::Bootstrap, ends.collect())
    }

    /// Of each statistic, value ± t × jackknife standard error, leaving one candidate out at a time; without a value, nothing is said of
    /// its interval.
    fn jackknife(&self, (kinds, values): (&[Kind], &[Result<f64, Undefined>]), level: f64) -> Vec<Ends> {
        let length = self.layout.length();
        let count = float(self.each.len() / length);
        let mut left = self.total.to_vec();
        // Of the changes of each: their sum, the sum of their squares, how many there are.
        let mut changes = vec![(0.0, 0.0, 0.0); kinds.len()];
        for sums in self.each.chunks_exact(length) {
            add(&mut left, sums, -1.0);
            for ((&kind, value), changes) in kinds.iter().zip(values).zip(&mut changes) {
                if let (Ok(value), Ok(without)) = (value, self.layout.value(kind, &left)) {
                    let change = without - value;
                    changes.0 += change;
                    changes.1 += change * change;
                    changes.2 += 1.0;
                }
            }
            add(&mut left, sums, 1.0);
        }
        let ends = |(value, (sum, squares, made)): (&Result<f64, Undefined>, (f64, f64, f64))| {
            let value = value.map_err(|_| NoInterval::FewValues)?;
            if made < count {
                return Err(NoInterval::FewValues);
            }
            let variance = (count - 1.0) / count * (squares - sum * sum / count).max(0.0);
            let half = t_quantile(level, count - 1.0) * variance.sqrt();
            Ok((value - half, value + half))
        };
        values.iter().zip(changes).map(ends).collect()
    }
}
