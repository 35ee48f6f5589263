//! What `calibrate` and `compare --calibrated` report: every number with its interval, every gap with its reason.

mod agreement;
mod model;
mod ordinal;
mod people;
mod wanted;

use serde::{Serialize, Serializer};

use crate::calibrated::{Calibrated, CompareError, Grouping};
use crate::design::components;
use crate::fitted::{Calibration, Options, SureOf};
use crate::gaps::APART;
use crate::mixed::{Dropped, FitError, Model, supported};
use crate::num::float;
use crate::ratings::{Ratings, Scale};
use crate::watch::Watch;

pub use agreement::{Agreement, Block, PairLine, Statistics};
pub use model::{FittedIcc, ModelLine};
pub use ordinal::{EffectLine, OrdinalLine, OrdinalReport};
pub use people::{CandidateLine, InterviewerLine, Judged, Value};
pub use wanted::{BandEdge, Called, Wanted};

/// Stands in every output of calibration.
pub const ADVICE: &str = "advice: the exact scores decide";

/// A calibrated panel, as it is printed and written.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// That it advises only.
    pub advice: &'static str,
    /// The number of ratings.
    pub n: usize,
    /// The scale that they were made on.
    pub scale: Scale,
    /// Whether it was declared; else it is the range of the scores seen.
    #[serde(skip)]
    pub is_scale_declared: bool,
    /// The seed of all draws.
    pub seed: u64,
    /// Best first, part by part; in the order of the table where nothing tells them apart.
    pub candidates: Vec<CandidateLine>,
    /// `None` where it is meant for a shared screen: severity is for the person and the lead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interviewers: Option<Vec<InterviewerLine>>,
    /// In the order of the table.
    pub dimensions: Vec<DimensionLine>,
    /// How alike the interviewers' scores are.
    pub agreement: Agreement,
    /// What was fitted.
    pub model: ModelLine,
    /// Who saw whom.
    pub design: Design,
    /// Why nothing is calibrated, for whoever says it in other words than those beside each candidate.
    #[serde(skip)]
    pub uncalibrated: Option<Uncalibrated>,
    /// Whether it matters that the steps of the scale are taken as equal, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<OrdinalReport>,
}

/// A dimension of the total.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DimensionLine {
    /// Its name.
    pub id: String,
    /// Its weight in the total, in any unit; 0 where it stays out.
    pub weight: u32,
    /// How many ratings it has.
    pub n: usize,
}

/// Who saw whom.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Design {
    /// How many parts share no interviewer.
    pub parts: usize,
    /// Candidates that two interviewers or more rated.
    pub shared_candidates: usize,
    /// Interviewers per candidate: fewest, mean, most.
    pub interviewers_per_candidate: (usize, f64, usize),
    /// What candidates of one group were held against, and from which chance on two are told apart.
    pub grouping: Option<Grouping>,
    /// That chance.
    pub apart_from: f64,
    /// Whether that is the chance for the whole panel, or for each pair by itself.
    pub groups: SureOf,
    /// The pair whose rating would most reduce the doubt about the top.
    pub next: Option<NextPair>,
}

/// Who should rate whom next.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NextPair {
    /// Who should be rated, by name.
    pub candidate: String,
    /// By whom.
    pub interviewer: String,
    /// The share of the doubt about the top that it would take away, 0 to 1.
    pub relief: f64,
}

/// Why nothing is calibrated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Uncalibrated {
    /// No model can be fitted.
    #[error(transparent)]
    Fit(#[from] FitError),
    /// The table cannot carry a term of the model that was asked for.
    #[error("the term {} cannot be fitted: {}", .0.term.key(), .0.reason)]
    Term(Dropped),
    /// The model does not tell candidates apart.
    #[error(transparent)]
    Compare(#[from] CompareError),
}

/// What was found out of a table, each with the reason where there is nothing.
struct Found<'a> {
    fitted: Result<Calibration<'a>, Uncalibrated>,
    compared: Result<Calibrated, Uncalibrated>,
}

impl<'a> Found<'a> {
    fn of(ratings: &'a Ratings, wanted: &Wanted, watch: Watch<'_>) -> Self {
        let fitted = fitted(ratings, wanted, watch);
        let edges: Vec<f64> = wanted.bands.iter().map(|band| band.from).collect();
        let compared = match &fitted {
            Ok(fitted) => fitted.compare(&wanted.weights, &edges).map_err(Uncalibrated::from),
            Err(reason) => Err(*reason),
        };
        Self { fitted, compared }
    }
}

/// Builds the report of a table. The order of its rows decides only how people and dimensions are listed that nothing else puts in order;
/// what people are called decides nothing.
pub fn report(ratings: &Ratings, called: &Called, wanted: &Wanted) -> Report {
    watched(ratings, called, wanted, &|_| ())
}

/// The same; `tell` hears now and then how many thousandths of it are done, by about as much time as they take.
pub fn watched(ratings: &Ratings, called: &Called, wanted: &Wanted, tell: &dyn Fn(usize)) -> Report {
    let canonical = ratings.canonical();
    let weights = canonical.by_dimension(&wanted.weights);
    in_order(&canonical, called, &Wanted { weights, ..wanted.clone() }, Watch::of(tell))
}

/// The report of ratings that stand in their order.
fn in_order(ratings: &Ratings, called: &Called, wanted: &Wanted, watch: Watch<'_>) -> Report {
    let found = Found::of(ratings, wanted, watch.part(0.0, 0.75));
    watch.reached(0.85);
    let named = people::Named { ratings, called };
    let next = found.fitted.as_ref().ok().zip(found.compared.as_ref().ok()).and_then(|(fitted, compared)| {
        let next = if wanted.details { fitted.next_pair(compared, &wanted.weights) } else { None }?;
        let (candidate, interviewer) = (named.candidate(next.candidate).1, named.interviewer(next.interviewer).1);
        Some(NextPair { candidate, interviewer, relief: next.relief })
    });
    Report {
        advice: ADVICE,
        n: ratings.len(),
        scale: ratings.scale(),
        is_scale_declared: ratings.is_scale_declared(),
        seed: wanted.seed,
        candidates: people::candidates(&named, wanted, &found),
        interviewers: wanted.severity.then(|| people::interviewers(&named, &found.fitted)),
        dimensions: dimensions(ratings, &wanted.weights),
        agreement: agreement::agreement(ratings, &named, wanted),
        model: model::line(ratings, &found.fitted),
        design: design(ratings, found.compared.as_ref().ok(), (wanted.groups, next)),
        uncalibrated: found.compared.as_ref().err().copied(),
        ordinal: wanted.ordinal.then(|| ordinal::ordinal(&named, wanted, &found)),
    }
}

/// The fitted panel, or why there is none.
fn fitted<'a>(ratings: &'a Ratings, wanted: &Wanted, watch: Watch<'_>) -> Result<Calibration<'a>, Uncalibrated> {
    let options =
        Options { seed: wanted.seed, ends: wanted.exact.is_none(), groups: wanted.groups, ..Options::default() };
    let found = match wanted.exact {
        None => Calibration::watched(ratings, Model::full(), options, watch),
        Some(model) => {
            // Exactly these terms: one that the table cannot carry is refused, not left out.
            let (_, dropped) = supported(ratings, model);
            if let Some(random) = dropped.into_iter().find(|dropped| !dropped.term.is_fixed()) {
                return Err(Uncalibrated::Term(random));
            }
            Calibration::exactly_watched(ratings, model, options, watch)
        }
    };
    match found {
        Err(FitError::NoTerms) if ratings.len() < 2 => Err(FitError::TooFewRatings.into()),
        found => Ok(found?),
    }
}

fn dimensions(ratings: &Ratings, weights: &[u32]) -> Vec<DimensionLine> {
    let mut counts = vec![0; ratings.dimensions().len()];
    for &dimension in &ratings.rows().dimension {
        counts[usize::from(dimension)] += 1;
    }
    let listed = ratings.dimensions_as_given().into_iter();
    listed
        .map(|at| DimensionLine { id: ratings.dimensions()[at].clone(), weight: weights[at], n: counts[at] })
        .collect()
}

fn design(ratings: &Ratings, comparison: Option<&Calibrated>, (groups, next): (SureOf, Option<NextPair>)) -> Design {
    let rows = ratings.rows();
    let mut seen_by: Vec<usize> = Vec::with_capacity(ratings.candidates().len());
    for candidate in 0..ratings.candidates().len() {
        let own = &rows.interviewer[ratings.of_candidate(candidate)];
        seen_by.push(own.chunk_by(|a, b| a == b).count());
    }
    let sum: usize = seen_by.iter().sum();
    let mean = if seen_by.is_empty() { 0.0 } else { float(sum) / float(seen_by.len()) };
    let (fewest, most) = (seen_by.iter().min().copied().unwrap_or(0), seen_by.iter().max().copied().unwrap_or(0));
    Design {
        parts: components(ratings).count,
        shared_candidates: seen_by.iter().filter(|&&count| count > 1).count(),
        interviewers_per_candidate: (fewest, mean, most),
        grouping: comparison.map(|comparison| comparison.grouping),
        apart_from: APART,
        groups,
        next,
    }
}

/// A list of named things as an object, in their order.
pub(crate) fn as_object<S: Serializer, T: Serialize>(list: &[(String, T)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(list.iter().map(|(name, value)| (name, value)))
}
