//! Severity: how much lower than the panel an interviewer rates, for the person and the lead only.

use serde::Serialize;

use crate::design::confounded;
use crate::fitted::Calibration;
use crate::mixed::INTERVIEWER;
use crate::mixture::{Part, mean, quantile, sd};
use crate::num::{float, floor};
use crate::raw::spread;
use crate::target::{Views, equal_shares};

/// Nobody is judged on fewer candidates than this that others saw as well.
pub const FEWEST_SHARED: usize = 5;
/// "Typical" needs an interval no wider to each side than this share of the scale's range.
const CLOSE_ENOUGH: f64 = 0.125;

/// What can be said of an interviewer; a round is its index in the table, or in a report its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Verdict<R = usize> {
    /// Rates lower than the panel: the interval excludes its mean.
    Severe,
    /// Rates higher than the panel.
    Lenient,
    /// The interval holds the panel's mean and is narrow.
    Typical,
    /// Too few to say.
    TooFew {
        /// About how many more candidates that others see as well would settle it.
        more: usize,
    },
    /// Cannot be told from the rounds that only this interviewer takes.
    Confounded {
        /// The round.
        round: R,
    },
}

impl Verdict {
    /// The same with the round's name.
    pub(crate) fn named(&self, name: impl Fn(usize) -> String) -> Verdict<String> {
        match *self {
            Self::Severe => Verdict::Severe,
            Self::Lenient => Verdict::Lenient,
            Self::Typical => Verdict::Typical,
            Self::TooFew { more } => Verdict::TooFew { more },
            Self::Confounded { round } => Verdict::Confounded { round: name(round) },
        }
    }
}

/// One interviewer's severity, in score points.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Severity {
    /// Index into the table's interviewers.
    pub interviewer: usize,
    /// The number of ratings.
    pub n: usize,
    /// Candidates that somebody else rated as well.
    pub shared: usize,
    /// Positive = rates lower than the panel: minus the predicted effect.
    pub severity: f64,
    /// The conditional standard deviation of the predicted effect.
    pub sd: f64,
    /// Lower end of the interval against the panel's mean, estimated variances allowed for.
    pub lower: f64,
    /// Upper end.
    pub upper: f64,
    /// The standard deviation that belongs to the interval.
    pub interval_sd: f64,
    /// The standard deviation of the scores given; `None` for a single one.
    pub spread: Option<f64>,
    /// What can be said.
    pub verdict: Verdict,
}

impl Calibration<'_> {
    /// The severity of every interviewer, in the table's order; empty without the term.
    #[must_use]
    pub fn severities(&self) -> Vec<Severity> {
        let count = self.open.cells.levels[INTERVIEWER];
        if count == 0 {
            return Vec::new();
        }
        let shares = equal_shares(count);
        let mut parts = vec![Vec::with_capacity(self.states.len()); count];
        for state in &self.states {
            let view = Views::interviewers(&self.open.cells, state.solved.local(), &state.solution);
            let views = std::slice::from_ref(&view);
            let Some(centered) = Views::centered(&self.open.cells, &state.solved, views, &shares).pop() else {
                continue;
            };
            for (interviewer, (mean, variance)) in centered.mean.iter().zip(&centered.variance).enumerate() {
                let sd = (variance * state.residual).sqrt();
                parts[interviewer].push(Part { weight: state.weight, mean: 0.0 - mean, sd });
            }
        }
        let fit = self.fit();
        let tail = 0.5 * (1.0 - self.options.level);
        let between: f64 = self
            .states
            .iter()
            .map(|state| state.weight * state.residual * state.solved.theta()[INTERVIEWER].powi(2))
            .sum();
        let confounded = confounded(self.ratings);
        let seen = Seen::of(self);
        (0..count)
            .map(|interviewer| {
                let parts = &parts[interviewer];
                let (lower, upper) = (quantile(parts, tail), quantile(parts, 1.0 - tail));
                let known = || {
                    let (sd, severity) = (sd(parts), mean(parts));
                    Known { lower, upper, sd, severity, shared: seen.shared[interviewer] }
                };
                let verdict = confounded[interviewer]
                    .map_or_else(|| self.verdict(&known(), between), |round| Verdict::Confounded { round });
                Severity {
                    interviewer,
                    n: seen.scores[interviewer].len(),
                    shared: seen.shared[interviewer],
                    // From zero: a minus would make a negative zero of none.
                    severity: 0.0 - fit.interviewers[interviewer].effect,
                    sd: fit.interviewers[interviewer].sd,
                    lower,
                    upper,
                    interval_sd: sd(parts),
                    spread: spread(&seen.scores[interviewer]),
                    verdict,
                }
            })
            .collect()
    }

    /// Severe, lenient or typical only with enough shared candidates; else how many more.
    fn verdict(&self, known: &Known, between: f64) -> Verdict {
        let Known { lower, upper, sd, severity, shared } = *known;
        let close = CLOSE_ENOUGH * self.range();
        let half = 0.5 * (upper - lower);
        let settled = lower > 0.0 || upper < 0.0;
        let missing = FEWEST_SHARED.saturating_sub(shared);
        if missing == 0 && settled {
            return if severity > 0.0 { Verdict::Severe } else { Verdict::Lenient };
        }
        if missing == 0 && half <= close {
            return Verdict::Typical;
        }
        // Precision grows by the same amount with each shared candidate, from 1/between at none.
        let prior = if between > 0.0 { 1.0 / between } else { 0.0 };
        let gained = (1.0 / (sd * sd) - prior).max(0.0) / float(shared.max(1));
        let wanted = 1.0 / (sd * close / half).powi(2);
        let needed = if half > close && gained > 0.0 {
            floor(((wanted - 1.0 / (sd * sd)) / gained).clamp(0.0, 999.0).ceil())
        } else {
            0
        };
        Verdict::TooFew { more: missing.max(needed).max(1) }
    }
}

/// What a verdict rests on.
struct Known {
    lower: f64,
    upper: f64,
    sd: f64,
    severity: f64,
    shared: usize,
}

/// What each interviewer gave, and to how many that others rated as well.
struct Seen {
    scores: Vec<Vec<f64>>,
    shared: Vec<usize>,
}

impl Seen {
    fn of(calibration: &Calibration<'_>) -> Self {
        let ratings = calibration.ratings;
        let rows = ratings.rows();
        let count = ratings.interviewers().len();
        let mut seen = Self { scores: vec![Vec::new(); count], shared: vec![0; count] };
        for candidate in 0..ratings.candidates().len() {
            let range = ratings.of_candidate(candidate);
            let mut own: Vec<u32> = rows.interviewer[range.clone()].to_vec();
            own.dedup();
            if own.len() > 1 {
                for &interviewer in &own {
                    seen.shared[interviewer as usize] += 1;
                }
            }
            for row in range {
                seen.scores[rows.interviewer[row] as usize].push(rows.value[row]);
            }
        }
        seen
    }
}
