//! Agreement as it is written: plain numbers, with intervals, counts and reasons beside them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::people::Named;
use super::{Wanted, as_object, short};
use crate::agreement::{Full, Interval, LeftOut, Resampling, Statistic, full, pair_kappas};
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

/// Named coefficients: plain values, and beside them intervals and reasons.
pub type Coefficients = BTreeMap<&'static str, Option<f64>>;

/// An interval and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Ranged {
    /// What the value rests on.
    pub n: usize,
    /// Its interval, where there is one.
    pub interval: Option<Interval>,
}

/// The statistics of one table.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Block {
    /// Share of pairs of scores that are equal.
    pub equal: Option<f64>,
    /// Share of pairs within one point.
    pub within_one: Option<f64>,
    /// Krippendorff's alpha: nominal, ordinal, interval.
    pub alpha: Coefficients,
    /// ICC(1,1) to ICC(3,k).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub icc: Coefficients,
    /// AC1; AC2 linear and quadratic.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub gwet: Coefficients,
    /// Fleiss' kappa and `r_wg`.
    #[serde(flatten)]
    pub others: Coefficients,
    /// Cohen's kappa for each pair of interviewers, on the declared scale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cohen_kappa: Option<Vec<PairLine>>,
    /// What each value rests on, and its interval.
    pub rests_on: BTreeMap<&'static str, Ranged>,
    /// Why a value is missing.
    pub undefined: BTreeMap<&'static str, String>,
    /// What did not enter.
    pub left_out: LeftOut,
}

impl Block {
    /// Every coefficient: its key beside values, its name for people, its value.
    pub fn coefficients(&self) -> Vec<(&'static str, &'static str, Option<f64>)> {
        let all = [
            (&self.alpha, "nominal", "alpha nominal", "alpha, nominal"),
            (&self.alpha, "ordinal", "alpha ordinal", "alpha, ordinal"),
            (&self.alpha, "interval", "alpha interval", "alpha, interval"),
            (&self.others, "fleiss_kappa", "fleiss_kappa", "Fleiss' kappa"),
            (&self.gwet, "ac1", "AC1", "Gwet's AC1"),
            (&self.gwet, "ac2_linear", "AC2 linear", "Gwet's AC2, linear"),
            (&self.gwet, "ac2_quadratic", "AC2 quadratic", "Gwet's AC2, quadratic"),
            (&self.icc, "ICC(1,1)", "ICC(1,1)", "ICC(1,1)"),
            (&self.icc, "ICC(2,1)", "ICC(2,1)", "ICC(2,1)"),
            (&self.icc, "ICC(3,1)", "ICC(3,1)", "ICC(3,1)"),
            (&self.icc, "ICC(1,k)", "ICC(1,k)", "ICC(1,k)"),
            (&self.icc, "ICC(2,k)", "ICC(2,k)", "ICC(2,k)"),
            (&self.icc, "ICC(3,k)", "ICC(3,k)", "ICC(3,k)"),
            (&self.others, "r_wg", "r_wg", "r_wg"),
        ];
        let found = all.into_iter().filter_map(|(from, own, key, name)| Some((key, name, *from.get(own)?)));
        found.collect()
    }
}

/// Two interviewers on the candidates that both saw.
#[derive(Debug, Clone, Serialize)]
pub struct PairLine {
    /// Who.
    pub interviewers: (String, String),
    /// Scores that both gave.
    pub n: usize,
    /// Unweighted, linear and quadratic.
    #[serde(flatten)]
    pub kappa: Coefficients,
    /// Their intervals.
    pub rests_on: BTreeMap<&'static str, Ranged>,
    /// Why a value is missing.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub undefined: BTreeMap<&'static str, String>,
}

/// Takes a statistic apart: its value, and what stands beside it.
struct Beside<'a> {
    rests_on: &'a mut BTreeMap<&'static str, Ranged>,
    undefined: &'a mut BTreeMap<&'static str, String>,
}

impl Beside<'_> {
    fn take(&mut self, name: &'static str, statistic: Statistic) -> Option<f64> {
        match statistic {
            Statistic::Known(estimate) if estimate.value.is_finite() => {
                self.rests_on.insert(name, Ranged { n: estimate.n, interval: estimate.interval });
                Some(estimate.value)
            }
            Statistic::Known(_) => {
                self.undefined.insert(name, "it comes out as no number".to_owned());
                None
            }
            Statistic::Unknown { undefined } => {
                self.undefined.insert(name, undefined.to_string());
                None
            }
        }
    }

    fn all<const N: usize>(&mut self, list: [(&'static str, &'static str, Statistic); N]) -> Coefficients {
        list.into_iter().map(|(key, name, statistic)| (key, self.take(name, statistic))).collect()
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
    let dimensions = if ratings.dimensions().len() <= MOST_DIMENSIONS { ratings.dimensions() } else { &[] };
    let by_dimension = match dimensions {
        [] => Vec::new(),
        [only] => vec![(only.clone(), of(Some(0)))],
        many => many.iter().enumerate().map(|(index, name)| (name.clone(), of(Some(index)))).collect(),
    };
    Agreement { overall: of(None), by_dimension }
}

fn brief(ratings: &Ratings, dimension: Option<usize>, seed: u64) -> Block {
    let found = short(ratings, dimension, seed);
    let mut block = Block { left_out: found.left_out, ..Block::default() };
    let mut beside = Beside { rests_on: &mut block.rests_on, undefined: &mut block.undefined };
    block.equal = beside.take("equal", found.equal);
    block.within_one = beside.take("within_one", found.within_one);
    block.alpha = beside.all([("interval", "alpha interval", found.alpha)]);
    block
}

fn whole(found: &Full) -> Block {
    let mut block = Block { left_out: found.brief.left_out, ..Block::default() };
    let mut beside = Beside { rests_on: &mut block.rests_on, undefined: &mut block.undefined };
    block.equal = beside.take("equal", found.brief.equal);
    block.within_one = beside.take("within_one", found.brief.within_one);
    block.alpha = beside.all([
        ("nominal", "alpha nominal", found.alpha.nominal),
        ("ordinal", "alpha ordinal", found.alpha.ordinal),
        ("interval", "alpha interval", found.alpha.interval),
    ]);
    block.icc = beside.all([
        ("ICC(1,1)", "ICC(1,1)", found.icc.icc1),
        ("ICC(2,1)", "ICC(2,1)", found.icc.icc2),
        ("ICC(3,1)", "ICC(3,1)", found.icc.icc3),
        ("ICC(1,k)", "ICC(1,k)", found.icc.icc1k),
        ("ICC(2,k)", "ICC(2,k)", found.icc.icc2k),
        ("ICC(3,k)", "ICC(3,k)", found.icc.icc3k),
    ]);
    block.gwet = beside.all([
        ("ac1", "AC1", found.gwet.ac1),
        ("ac2_linear", "AC2 linear", found.gwet.ac2_linear),
        ("ac2_quadratic", "AC2 quadratic", found.gwet.ac2_quadratic),
    ]);
    block.others = beside.all([("fleiss_kappa", "fleiss_kappa", found.fleiss), ("r_wg", "r_wg", found.r_wg)]);
    block
}

fn pairs(ratings: &Ratings, named: &Named<'_>) -> Vec<PairLine> {
    let line = |pair: crate::agreement::PairKappa| {
        let (mut rests_on, mut undefined) = (BTreeMap::new(), BTreeMap::new());
        let mut beside = Beside { rests_on: &mut rests_on, undefined: &mut undefined };
        let kappa = beside.all([
            ("unweighted", "unweighted", pair.unweighted),
            ("linear", "linear", pair.linear),
            ("quadratic", "quadratic", pair.quadratic),
        ]);
        let (a, b) = pair.interviewers;
        let interviewers = (named.interviewer(a).1, named.interviewer(b).1);
        PairLine { interviewers, n: pair.n, kappa, rests_on, undefined }
    };
    pair_kappas(ratings, None, Resampling::default().level).into_iter().map(line).collect()
}
