//! What `calibrate` and `compare --calibrated` report: every number with its interval, every gap with its reason.

mod agreement;
mod model;
mod people;
mod wanted;

use serde::{Serialize, Serializer};

use crate::agreement::{Brief, brief};
use crate::calibrated::{Calibrated, Grouping};
use crate::design::components;
use crate::fitted::{Calibration, Options};
use crate::mixed::{FitError, Model, supported};
use crate::num::float;
use crate::ratings::{Ratings, Scale};

pub use agreement::{Agreement, Block, Coefficients, PairLine, Ranged};
pub use model::ModelLine;
pub use people::{CandidateLine, InterviewerLine, Judged, Said, Value};
pub use wanted::{BandEdge, Called, NotATerm, Term, Wanted, model_of};

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
}

/// A dimension of the total.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DimensionLine {
    /// Its name.
    pub id: String,
    /// Its weight in the total, in any unit; 0 where the rubric has none of that name.
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
    /// The interview that would most reduce the doubt about the top.
    pub next: Option<NextPair>,
}

/// The interview to hold next.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NextPair {
    /// Who should be interviewed, by name.
    pub candidate: String,
    /// By whom.
    pub interviewer: String,
    /// The share of the doubt about the top that it would take away, 0 to 1.
    pub relief: f64,
}

/// Builds the report of a table.
pub fn report(ratings: &Ratings, called: &Called, wanted: &Wanted) -> Report {
    let (fitted, refused) = fitted(ratings, wanted);
    let edges: Vec<f64> = wanted.bands.iter().map(|band| band.from).collect();
    let compared = fitted.as_ref().map(|fitted| fitted.compare(&wanted.weights, &edges));
    let (comparison, unranked) = match compared {
        Some(Ok(comparison)) => (Some(comparison), None),
        Some(Err(error)) => (None, Some(error.to_string())),
        None => (None, refused.clone()),
    };
    let named = people::Named { ratings, called };
    let candidates = people::candidates(&named, wanted, fitted.as_ref(), comparison.as_ref(), unranked.as_deref());
    let interviewers =
        wanted.severity.then(|| people::interviewers(&named, wanted, fitted.as_ref(), refused.as_deref()));
    let next = fitted.as_ref().zip(comparison.as_ref()).and_then(|(fitted, comparison)| {
        let next = if wanted.details { fitted.next_pair(comparison, &wanted.weights) } else { None }?;
        let (candidate, interviewer) = (named.candidate(next.candidate).1, named.interviewer(next.interviewer).1);
        Some(NextPair { candidate, interviewer, relief: next.relief })
    });
    Report {
        advice: ADVICE,
        n: ratings.len(),
        scale: ratings.scale(),
        seed: wanted.seed,
        candidates,
        interviewers,
        dimensions: dimensions(ratings, &wanted.weights),
        agreement: agreement::agreement(ratings, &named, wanted),
        model: model::line(ratings, fitted.as_ref(), refused),
        design: design(ratings, comparison.as_ref(), next),
    }
}

/// The fitted panel, or why there is none.
fn fitted<'a>(ratings: &'a Ratings, wanted: &Wanted) -> (Option<Calibration<'a>>, Option<String>) {
    let options = Options { seed: wanted.seed, ends: wanted.exact.is_none(), ..Options::default() };
    let found = match wanted.exact {
        None => Calibration::new(ratings, Model::full(), options),
        Some(model) => match unfit(ratings, model) {
            Some(reason) => return (None, Some(reason)),
            None => Calibration::exactly(ratings, model, options),
        },
    };
    match found {
        Ok(fitted) => (Some(fitted), None),
        Err(FitError::NoTerms) if ratings.len() < 2 => (None, Some(FitError::TooFewRatings.to_string())),
        Err(error) => (None, Some(error.to_string())),
    }
}

/// Why a model that was asked for by its terms cannot be fitted to these ratings.
fn unfit(ratings: &Ratings, model: Model) -> Option<String> {
    let (_, dropped) = supported(ratings, model);
    let random = dropped.iter().find(|dropped| !matches!(dropped.term, "dimension" | "round"))?;
    Some(format!("the term {} cannot be fitted: {}", random.term, random.reason))
}

fn dimensions(ratings: &Ratings, weights: &[u32]) -> Vec<DimensionLine> {
    let mut counts = vec![0; ratings.dimensions().len()];
    for &dimension in &ratings.rows().dimension {
        counts[usize::from(dimension)] += 1;
    }
    let lines = ratings.dimensions().iter().zip(weights).zip(counts);
    lines.map(|((id, &weight), n)| DimensionLine { id: id.clone(), weight, n }).collect()
}

fn design(ratings: &Ratings, comparison: Option<&Calibrated>, next: Option<NextPair>) -> Design {
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
        apart_from: crate::calibrated::APART,
        next,
    }
}

/// What a debrief hears of one dimension or of all.
pub(crate) fn short(ratings: &Ratings, dimension: Option<usize>, seed: u64) -> Brief {
    brief(ratings, dimension, crate::agreement::Resampling { seed, ..Default::default() })
}

/// A list of named things as an object, in their order.
pub(crate) fn as_object<S: Serializer, T: Serialize>(list: &[(String, T)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(list.iter().map(|(name, value)| (name, value)))
}
