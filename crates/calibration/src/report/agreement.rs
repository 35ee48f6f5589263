//! Agreement as it is written: plain numbers, with intervals, counts and reasons beside them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::people::Named;
use super::{Wanted, as_object};
use crate::agreement::{
    self, Coefficient, Estimate, Family, Full, Interval, LeftOut, PairKappa, Resampling, Statistic, Weights, full,
    pair_kappas,
};
use crate::ratings::Ratings;

/// Above this many interviewers pairs are not listed one by one.
const MOST_INTERVIEWERS: usize = 100;
/// Above this many dimensions only all of them together are looked at.
const MOST_DIMENSIONS: usize = 50;

/// How alike interviewers' scores are, over all and for each dimension.
#[derive(Debug, Clone, Serialize)]
pub struct Agreement {
    /// Over all dimensions.
    pub overall: Block,
    /// For each dimension, in the order of the table.
    #[serde(serialize_with = "as_object")]
    pub by_dimension: Vec<(String, Block)>,
}

/// Statistics by what tells them apart.
#[derive(Debug, Clone)]
pub struct Statistics<K>(BTreeMap<K, Statistic>);

impl<K> Default for Statistics<K> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Copy + Ord + Serialize> Statistics<K> {
    fn of(list: impl IntoIterator<Item = (K, Statistic)>) -> Self {
        Self(list.into_iter().map(|(key, statistic)| (key, statistic.finite())).collect())
    }

    /// One of them, where it was asked for.
    pub fn get(&self, key: K) -> Option<&Statistic> {
        self.0.get(&key)
    }

    /// Its value, where it has one.
    pub fn value(&self, key: K) -> Option<f64> {
        self.get(key)?.value()
    }

    /// Its value with its interval and what it rests on, where it has one.
    pub fn estimate(&self, key: K) -> Option<Estimate> {
        self.get(key)?.estimate()
    }

    /// Plain values, those that are missing as well.
    fn values(&self, wanted: impl Fn(K) -> Option<&'static str>) -> BTreeMap<&'static str, Option<f64>> {
        self.0.iter().filter_map(|(&key, statistic)| Some((wanted(key)?, statistic.value()))).collect()
    }

    fn rests_on(&self) -> BTreeMap<K, Ranged> {
        let ranged = |statistic: &Statistic| {
            statistic.estimate().map(|found| Ranged {
                n: found.n,
                interval: found.interval.ok(),
                no_interval: found.interval.err().map(|reason| reason.to_string()),
            })
        };
        self.0.iter().filter_map(|(&key, statistic)| Some((key, ranged(statistic)?))).collect()
    }

    fn undefined(&self) -> BTreeMap<K, String> {
        self.0.iter().filter_map(|(&key, statistic)| Some((key, statistic.undefined()?.to_string()))).collect()
    }
}

/// An interval and what it rests on.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Ranged {
    n: usize,
    interval: Option<Interval>,
    /// Why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    no_interval: Option<String>,
}

/// The statistics of one table.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(into = "WrittenBlock")]
pub struct Block {
    /// The coefficients that were asked for.
    pub coefficients: Statistics<Coefficient>,
    /// Cohen's kappa for each pair of interviewers, on the declared scale.
    pub cohen_kappa: Option<Vec<PairLine>>,
    /// What did not enter.
    pub left_out: LeftOut,
}

/// A block as it is written: values by family, and beside them what they rest on and why one is missing.
#[derive(Serialize)]
struct WrittenBlock {
    equal: Option<f64>,
    within_one: Option<f64>,
    alpha: BTreeMap<&'static str, Option<f64>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    icc: BTreeMap<&'static str, Option<f64>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    gwet: BTreeMap<&'static str, Option<f64>>,
    #[serde(flatten)]
    others: BTreeMap<&'static str, Option<f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cohen_kappa: Option<Vec<PairLine>>,
    rests_on: BTreeMap<Coefficient, Ranged>,
    undefined: BTreeMap<Coefficient, String>,
    left_out: LeftOut,
}

impl From<Block> for WrittenBlock {
    fn from(block: Block) -> Self {
        let found = &block.coefficients;
        let of = |family: Family| found.values(|one| (one.family() == family).then(|| one.key_in_family()));
        Self {
            equal: found.value(Coefficient::Equal),
            within_one: found.value(Coefficient::WithinOne),
            alpha: of(Family::Alpha),
            icc: of(Family::Icc),
            gwet: of(Family::Gwet),
            others: of(Family::Others),
            rests_on: found.rests_on(),
            undefined: found.undefined(),
            cohen_kappa: block.cohen_kappa,
            left_out: block.left_out,
        }
    }
}

/// Two interviewers on the candidates that both saw.
#[derive(Debug, Clone, Serialize)]
#[serde(into = "WrittenPair")]
pub struct PairLine {
    /// Who.
    pub interviewers: (String, String),
    /// Scores that both gave.
    pub n: usize,
    /// Cohen's kappa.
    pub kappa: Statistics<Weights>,
}

/// A pair as it is written.
#[derive(Serialize)]
struct WrittenPair {
    interviewers: (String, String),
    n: usize,
    #[serde(flatten)]
    kappa: BTreeMap<&'static str, Option<f64>>,
    rests_on: BTreeMap<Weights, Ranged>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    undefined: BTreeMap<Weights, String>,
}

impl From<PairLine> for WrittenPair {
    fn from(line: PairLine) -> Self {
        Self {
            kappa: line.kappa.values(|weights| Some(weights.key())),
            rests_on: line.kappa.rests_on(),
            undefined: line.kappa.undefined(),
            interviewers: line.interviewers,
            n: line.n,
        }
    }
}

pub(super) fn agreement(ratings: &Ratings, named: &Named<'_>, wanted: &Wanted) -> Agreement {
    let of = |dimension: Option<usize>| {
        if wanted.details {
            let resampling = Resampling { seed: wanted.seed, ..Resampling::default() };
            let mut block = whole(&full(ratings, dimension, resampling));
            block.cohen_kappa = (dimension.is_none() && ratings.interviewers().len() <= MOST_INTERVIEWERS)
                .then(|| pairs(ratings, named));
            block
        } else {
            brief(ratings, dimension, wanted.seed)
        }
    };
    let listed = if ratings.dimensions().len() <= MOST_DIMENSIONS { ratings.dimensions_as_given() } else { Vec::new() };
    let by_dimension = listed.into_iter().map(|at| (ratings.dimensions()[at].clone(), of(Some(at)))).collect();
    Agreement { overall: of(None), by_dimension }
}

fn brief(ratings: &Ratings, dimension: Option<usize>, seed: u64) -> Block {
    let found = agreement::brief(ratings, dimension, Resampling { seed, ..Resampling::default() });
    let coefficients = Statistics::of([
        (Coefficient::Equal, found.equal),
        (Coefficient::WithinOne, found.within_one),
        (Coefficient::AlphaInterval, found.alpha),
    ]);
    Block { coefficients, cohen_kappa: None, left_out: found.left_out }
}

fn whole(found: &Full) -> Block {
    let coefficients = Statistics::of([
        (Coefficient::Equal, found.brief.equal),
        (Coefficient::WithinOne, found.brief.within_one),
        (Coefficient::AlphaNominal, found.alpha.nominal),
        (Coefficient::AlphaOrdinal, found.alpha.ordinal),
        (Coefficient::AlphaInterval, found.alpha.interval),
        (Coefficient::Icc1, found.icc.icc1),
        (Coefficient::Icc2, found.icc.icc2),
        (Coefficient::Icc3, found.icc.icc3),
        (Coefficient::Icc1k, found.icc.icc1k),
        (Coefficient::Icc2k, found.icc.icc2k),
        (Coefficient::Icc3k, found.icc.icc3k),
        (Coefficient::Ac1, found.gwet.ac1),
        (Coefficient::Ac2Linear, found.gwet.ac2_linear),
        (Coefficient::Ac2Quadratic, found.gwet.ac2_quadratic),
        (Coefficient::FleissKappa, found.fleiss),
        (Coefficient::Rwg, found.r_wg),
    ]);
    Block { coefficients, cohen_kappa: None, left_out: found.brief.left_out }
}

fn pairs(ratings: &Ratings, named: &Named<'_>) -> Vec<PairLine> {
    let line = |pair: PairKappa| {
        let (a, b) = pair.interviewers;
        let (a, b) = if ratings.interviewer_place(a) > ratings.interviewer_place(b) { (b, a) } else { (a, b) };
        let interviewers = (named.interviewer(a).1, named.interviewer(b).1);
        let kappa = Statistics::of([
            (Weights::Identity, pair.unweighted),
            (Weights::Linear, pair.linear),
            (Weights::Quadratic, pair.quadratic),
        ]);
        PairLine { interviewers, n: pair.n, kappa }
    };
    let mut pairs = pair_kappas(ratings, None, Resampling::default().level);
    pairs.sort_by_key(|pair| {
        let (a, b) = pair.interviewers;
        let (a, b) = (ratings.interviewer_place(a), ratings.interviewer_place(b));
        (a.min(b), a.max(b))
    });
    pairs.into_iter().map(line).collect()
}
