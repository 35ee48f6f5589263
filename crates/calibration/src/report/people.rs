//! Candidates and interviewers as they are written.

use serde::Serialize;

use super::Called;
use super::{Found, Uncalibrated, Wanted, as_object};
use crate::calibrated::{CalibratedCandidate, CalibratedScore, End, Place};
use crate::fitted::Calibration;
use crate::mixed::{DropReason, Fit, Term};
use crate::ratings::Ratings;
use crate::severity::{Severity, Verdict};

/// A table with the names of its people.
pub(super) struct Named<'a> {
    pub(super) ratings: &'a Ratings,
    pub(super) called: &'a Called,
}

impl Named<'_> {
    /// A candidate's id and name.
    pub(super) fn candidate(&self, index: usize) -> (String, String) {
        let id = self.ratings.candidates().get(index).cloned().unwrap_or_default();
        let name = self.called.candidates.get(&id).cloned().unwrap_or_else(|| id.clone());
        (id, name)
    }

    /// An interviewer's id and name.
    pub(super) fn interviewer(&self, index: usize) -> (String, String) {
        let id = self.ratings.interviewers().get(index).cloned().unwrap_or_default();
        let name = self.called.interviewers.get(&id).cloned().unwrap_or_else(|| id.clone());
        (id, name)
    }
}

/// One candidate. `calibrated` to `upper` are the ability: what to expect on dimensions like these; `total` is the weighted
/// total on these dimensions.
#[derive(Debug, Clone, Serialize)]
pub struct CandidateLine {
    /// The id.
    pub id: String,
    /// The name, where there is one beside the id.
    pub name: String,
    /// The number of ratings.
    pub n: usize,
    /// The weighted total of raw means.
    pub raw: Option<f64>,
    /// The ability, `None` where nothing tells candidates apart.
    #[serde(flatten)]
    pub ability: Judged,
    /// The weighted total.
    pub total: Option<CalibratedScore>,
    /// At which end of the scale the total's interval ends because the scale does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_end: Option<End>,
    /// By dimension, in the order of the table.
    #[serde(serialize_with = "as_object")]
    pub dimensions: Vec<(String, Value)>,
    /// The chance of the highest total.
    pub best: Option<f64>,
    /// The chance of each band, lowest first.
    #[serde(serialize_with = "as_object")]
    pub bands: Vec<(String, f64)>,
    /// Where they stand.
    #[serde(flatten)]
    pub place: Option<Place>,
    /// Why a value is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undefined: Option<String>,
}

/// A calibrated value with both its deviations.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Judged {
    /// The value.
    pub calibrated: Option<f64>,
    /// With `--terms` the conditional standard deviation of the fit, else the interval's own.
    pub sd: Option<f64>,
    /// The interval's lower end.
    pub lower: Option<f64>,
    /// The interval's upper end.
    pub upper: Option<f64>,
    /// The standard deviation that belongs to the interval.
    pub interval_sd: Option<f64>,
    /// With `--terms` the predicted effect of the fit, against the mean of all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effect: Option<f64>,
}

/// A candidate on one dimension.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Value {
    /// The mean over interviewers; `None` where nobody rated it.
    pub raw: Option<f64>,
    /// What an average interviewer would have given, `None` where nothing tells candidates apart.
    #[serde(flatten)]
    pub calibrated: CalibratedScore,
    /// Why there is no raw value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undefined: Option<&'static str>,
}

pub(super) fn candidates(named: &Named<'_>, wanted: &Wanted, found: &Found<'_>) -> Vec<CandidateLine> {
    let compared = match &found.compared {
        Ok(compared) => compared,
        Err(reason) => return bare(named, wanted, *reason),
    };
    let fit = wanted.exact.and(found.fitted.as_ref().ok()).map(Calibration::fit);
    let mut lines: Vec<CandidateLine> =
        compared.candidates.iter().map(|candidate| ranked(named, wanted, fit, candidate)).collect();
    lines.sort_by_key(|line| line.place.map(|place| (place.component, place.rank)));
    lines
}

fn ranked(named: &Named<'_>, wanted: &Wanted, fit: Option<&Fit>, standing: &CalibratedCandidate) -> CandidateLine {
    let (id, name) = named.candidate(standing.candidate);
    let listed = named.ratings.dimensions_as_given().into_iter();
    let dimensions = listed.map(|at| (&named.ratings.dimensions()[at], &standing.dimensions[at]));
    let raw = standing.raw;
    let scale = named.ratings.scale();
    // Given terms are fitted as if the scale had no ends, and where the range seen stands for a scale, nobody knows where it ends.
    let has_ends = fit.is_none() && named.ratings.is_scale_declared();
    let shown = |score: CalibratedScore| if has_ends { score.on(scale) } else { score };
    CandidateLine {
        id,
        name,
        n: standing.n,
        raw,
        ability: judged(standing, shown(standing.ability), fit),
        total: Some(shown(standing.total)),
        at_end: if has_ends { standing.total.beyond(scale) } else { None },
        dimensions: dimensions
            .map(|(name, on)| {
                (
                    name.clone(),
                    Value {
                        raw: on.raw,
                        calibrated: shown(on.calibrated),
                        undefined: on.raw.is_none().then_some("nobody rated it"),
                    },
                )
            })
            .collect(),
        best: Some(standing.best),
        bands: wanted.bands.iter().map(|band| band.id.clone()).zip(standing.bands.iter().copied()).collect(),
        place: Some(standing.place),
        undefined: raw.is_none().then(|| "none of the dimensions with a weight was rated".to_owned()),
    }
}

/// The ability; with a fit of given terms, what that fit says: intercept plus effect, and its conditional deviation.
fn judged(standing: &CalibratedCandidate, own: CalibratedScore, fit: Option<&Fit>) -> Judged {
    let prediction = fit.and_then(|fit| Some((fit, fit.candidates.get(standing.candidate)?)));
    let (value, sd) = match prediction {
        Some((fit, prediction)) if fit.fixed.len() == 1 => (fit.intercept() + prediction.effect, prediction.sd),
        Some((_, prediction)) => (own.value, prediction.sd),
        None => (own.value, own.sd),
    };
    // Added to and taken off, an end would differ by its last digit.
    let end = |end: f64| if prediction.is_some() { value + end - own.value } else { end };
    Judged {
        calibrated: Some(value),
        sd: Some(sd),
        lower: Some(end(own.lower)),
        upper: Some(end(own.upper)),
        interval_sd: Some(own.sd),
        effect: prediction.map(|(_, prediction)| prediction.effect),
    }
}

/// Candidates with raw scores only, in the order of the table.
fn bare(named: &Named<'_>, wanted: &Wanted, reason: Uncalibrated) -> Vec<CandidateLine> {
    let raw = crate::raw::raw_scores(named.ratings, &wanted.weights);
    let line = |index: usize| {
        let (id, name) = named.candidate(index);
        CandidateLine {
            id,
            name,
            n: named.ratings.of_candidate(index).len(),
            raw: raw.totals.get(index).copied().flatten(),
            ability: Judged::default(),
            total: None,
            at_end: None,
            dimensions: Vec::new(),
            best: None,
            bands: Vec::new(),
            place: None,
            undefined: Some(reason.to_string()),
        }
    };
    let mut all: Vec<usize> = (0..named.ratings.candidates().len()).collect();
    all.sort_by_key(|&candidate| named.ratings.candidate_place(candidate));
    all.into_iter().map(line).collect()
}

/// One interviewer, for the person and the lead.
#[derive(Debug, Clone, Serialize)]
pub struct InterviewerLine {
    /// The id.
    pub id: String,
    /// The name, where there is one beside the id.
    pub name: String,
    /// The number of ratings.
    pub n: usize,
    /// Candidates that somebody else rated as well.
    pub shared: Option<usize>,
    /// Positive = rates lower than the panel.
    pub severity: Option<f64>,
    /// The conditional standard deviation.
    pub sd: Option<f64>,
    /// The interval's lower end, against the panel's mean.
    pub lower: Option<f64>,
    /// Its upper end.
    pub upper: Option<f64>,
    /// The standard deviation that belongs to the interval.
    pub interval_sd: Option<f64>,
    /// The standard deviation of the scores given.
    pub spread: Option<f64>,
    /// What can be said.
    pub verdict: Option<Verdict<String>>,
    /// Why a value is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undefined: Option<String>,
}

pub(super) fn interviewers(named: &Named<'_>, fitted: &Result<Calibration<'_>, Uncalibrated>) -> Vec<InterviewerLine> {
    let fitted = match fitted {
        Ok(fitted) => fitted,
        Err(reason) => return silent(named, &reason.to_string()),
    };
    let severities = fitted.severities();
    if severities.is_empty() {
        let dropped = fitted.dropped().iter().find(|dropped| dropped.term == Term::Interviewer);
        let reason = dropped.map_or_else(
            || "the model has no such term".to_owned(),
            |dropped| format!("severity cannot be told: {}", unseen(dropped.reason)),
        );
        return silent(named, &reason);
    }
    let mut severities: Vec<&Severity> = severities.iter().collect();
    severities.sort_by_key(|severity| named.ratings.interviewer_place(severity.interviewer));
    severities.into_iter().map(|severity| judged_interviewer(named, severity)).collect()
}

/// Why nothing tells one interviewer from another.
fn unseen(reason: DropReason) -> &'static str {
    match reason {
        DropReason::OneLevel => "only one person rated",
        DropReason::NotRepeated => "nobody gave more than one rating",
        DropReason::SameAsOthers => "every candidate was rated by somebody who rated nobody else",
        DropReason::LeavesNoError => "with it no error would be left",
        DropReason::TooManyLevels => "there are too many people for that",
    }
}

fn judged_interviewer(named: &Named<'_>, severity: &Severity) -> InterviewerLine {
    let (id, name) = named.interviewer(severity.interviewer);
    let round = |index: usize| named.ratings.rounds().get(index).cloned().unwrap_or_default();
    InterviewerLine {
        id,
        name,
        n: severity.n,
        shared: Some(severity.shared),
        severity: Some(severity.severity),
        sd: Some(severity.sd),
        lower: Some(severity.lower),
        upper: Some(severity.upper),
        interval_sd: Some(severity.interval_sd),
        spread: severity.spread,
        verdict: Some(severity.verdict.named(round)),
        undefined: severity.spread.is_none().then(|| "one score has no spread".to_owned()),
    }
}

/// Interviewers of whom nothing can be said.
fn silent(named: &Named<'_>, reason: &str) -> Vec<InterviewerLine> {
    let mut counts = vec![0; named.ratings.interviewers().len()];
    for &interviewer in &named.ratings.rows().interviewer {
        counts[interviewer as usize] += 1;
    }
    let line = |(index, n): (usize, usize)| {
        let (id, name) = named.interviewer(index);
        InterviewerLine {
            id,
            name,
            n,
            shared: None,
            severity: None,
            sd: None,
            lower: None,
            upper: None,
            interval_sd: None,
            spread: None,
            verdict: None,
            undefined: Some(reason.to_owned()),
        }
    };
    let mut all: Vec<(usize, usize)> = counts.into_iter().enumerate().collect();
    all.sort_by_key(|(interviewer, _)| named.ratings.interviewer_place(*interviewer));
    all.into_iter().map(line).collect()
}
