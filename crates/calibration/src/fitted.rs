//! One fitted panel with its uncertainty: what comparison, severity and design are read from.

use std::sync::{Arc, OnceLock};

use serde::Serialize;

use crate::ends::open_ended;
use crate::mixed::{
    Accuracy, CANDIDATE, DIMENSION, DropReason, Dropped, Fit, FitError, Fitted, How, MOST_FIXED_SAMPLED, Model,
    Precision, Solution, Solved, Term, optimize, supported,
};
use crate::num::{float, floor, whole};
use crate::posterior::points;
use crate::ratings::Ratings;
use crate::watch::Watch;

/// Fewer points than this would be worse than none.
const FEWEST_POINTS: usize = 48;
/// Multiplications that integrating over the variances may cost.
const WORK: f64 = 2.0e8;

/// How to allow for uncertainty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Seed of all draws.
    pub seed: u64,
    /// Points over the uncertain variances; large tables, whose variances are sure, use one.
    pub points: usize,
    /// Draws for the chance of being the best.
    pub draws: usize,
    /// The level of intervals, such as 0.95.
    pub level: f64,
    /// Whether to allow for the ends of the scale.
    pub ends: bool,
    /// What is sure of groups.
    pub groups: SureOf,
}

/// What is sure of groups, at 95%.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SureOf {
    /// That nobody in the whole panel is told apart wrongly: there is an allowance for how many pairs are looked at.
    #[default]
    Panel,
    /// The same of each pair by itself. Where there are many pairs, some are told apart by chance.
    Pairs,
}

/// Why a word says nothing of groups.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is neither `panel` nor `pairs`")]
pub struct NotSureOf(String);

impl SureOf {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Panel, Self::Pairs];

    /// The word for it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Panel => "panel",
            Self::Pairs => "pairs",
        }
    }
}

impl std::str::FromStr for SureOf {
    type Err = NotSureOf;

    fn from_str(text: &str) -> Result<Self, NotSureOf> {
        Self::ALL.into_iter().find(|one| one.key() == text).ok_or_else(|| NotSureOf(text.to_owned()))
    }
}

impl Default for Options {
    fn default() -> Self {
        Self { seed: 1, points: 96, draws: 1000, level: 0.95, ends: true, groups: SureOf::default() }
    }
}

/// How the intervals were made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// The variances are integrated over this many points.
    Integrated {
        /// Points with weight.
        points: usize,
    },
    /// The variances are taken as known: the table is large.
    PlugIn,
}

/// Everything known at one point of the variances.
pub(crate) struct State {
    /// Weights of all points add up to 1.
    pub(crate) weight: f64,
    /// The residual variance drawn for this point.
    pub(crate) residual: f64,
    pub(crate) solution: Arc<Solution>,
    pub(crate) solved: Arc<Solved>,
}

/// A fitted panel.
pub struct Calibration<'a> {
    pub(crate) ratings: &'a Ratings,
    pub(crate) options: Options,
    pub(crate) plain: Fitted,
    pub(crate) open: Fitted,
    pub(crate) widening: Vec<f64>,
    pub(crate) states: Vec<State>,
    method: Method,
    model: Model,
    dropped: Vec<Dropped>,
    fit: OnceLock<Fit>,
}

impl<'a> Calibration<'a> {
    /// Fits what the data can carry of `model`, and integrates over the variances.
    ///
    /// # Errors
    /// [`FitError`] says why there is no model.
    pub fn new(ratings: &'a Ratings, model: Model, options: Options) -> Result<Self, FitError> {
        Self::watched(ratings, model, options, Watch::nobody())
    }

    /// The same, heard of on the way.
    pub(crate) fn watched(
        ratings: &'a Ratings,
        model: Model,
        options: Options,
        watch: Watch<'_>,
    ) -> Result<Self, FitError> {
        let (mut model, mut dropped) = supported(ratings, model);
        let how = How::of(Precision::Enough, watch);
        if Precision::Enough.is_too_much(ratings) {
            model = fewer_fixed(ratings, model, &mut dropped);
        }
        let mut found = Self::fitted(ratings, (model, how), dropped.clone(), options);
        // What somebody rates alike on all dimensions is no more than what they rate, with whatever error that has.
        for term in [Term::Halo, Term::CandidateDimension] {
            if matches!(found, Err(FitError::NoError)) && model.has(term) {
                model = model.without(term);
                dropped.push(Dropped { term, reason: DropReason::LeavesNoError });
                found = Self::fitted(ratings, (model, how), dropped.clone(), options);
            }
        }
        found
    }

    /// Fits exactly `model`, whether or not the data tell its terms apart.
    ///
    /// # Errors
    /// [`FitError`] says why there is no model.
    pub fn exactly(ratings: &'a Ratings, model: Model, options: Options) -> Result<Self, FitError> {
        Self::exactly_watched(ratings, model, options, Watch::nobody())
    }

    /// The same, heard of on the way.
    pub(crate) fn exactly_watched(
        ratings: &'a Ratings,
        model: Model,
        options: Options,
        watch: Watch<'_>,
    ) -> Result<Self, FitError> {
        Self::fitted(ratings, (model, How::of(Precision::Exact, watch)), Vec::new(), options)
    }

    fn fitted(
        ratings: &'a Ratings,
        (model, how): (Model, How<'_>),
        dropped: Vec<Dropped>,
        options: Options,
    ) -> Result<Self, FitError> {
        let (first, second) = (how.watch.part(0.0, 0.6), how.watch.part(0.6, 1.0));
        let plain = optimize(ratings, model, How { watch: first, ..how })?;
        let are_rounded = ratings.rows().category.iter().all(|&c| c != crate::ratings::NO_CATEGORY);
        let rounded = are_rounded.then(|| ratings.steps());
        let opened = if options.ends { open_ended(&plain, ratings.scale(), (rounded, second)).ok() } else { None };
        let (open, widening) = match opened {
            Some(opened) => (opened.fitted, opened.widening),
            None => (plain.clone(), vec![1.0; ratings.candidates().len()]),
        };
        let half_range = 0.5 * range(ratings);
        let count = affordable(&open, options.points);
        let integrated = if count >= FEWEST_POINTS { points(&open, count, options.seed, half_range) } else { None };
        let method = integrated.as_ref().map_or(Method::PlugIn, |points| Method::Integrated { points: points.len() });
        let states = match integrated {
            Some(points) => points
                .into_iter()
                .map(|point| State {
                    weight: point.weight,
                    residual: point.residual,
                    solution: Arc::new(Solution::new(&open.cells, &point.factor.local, &point.effects)),
                    solved: Arc::new(Solved::dense(point.factor)),
                })
                .collect(),
            None => vec![State {
                weight: 1.0,
                residual: open.residual(),
                solution: Arc::clone(&open.solution),
                solved: Arc::clone(&open.solved),
            }],
        };
        Ok(Self { ratings, options, plain, open, widening, states, method, model, dropped, fit: OnceLock::new() })
    }

    /// The model as other software reports it: without the allowance for the ends of the scale.
    #[must_use]
    pub fn fit(&self) -> &Fit {
        self.fit.get_or_init(|| self.plain.summary(self.ratings))
    }

    /// The same without what is said of each person.
    pub(crate) fn outline(&self) -> Fit {
        self.plain.outline(self.ratings)
    }

    /// How far estimates may be off by chance, where the table is too large for equations that are factored.
    #[must_use]
    pub fn accuracy(&self) -> Option<Accuracy> {
        self.plain.accuracy
    }

    /// The model that was fitted.
    #[must_use]
    pub fn model(&self) -> Model {
        self.model
    }

    /// Terms that were wanted but that the data cannot carry.
    #[must_use]
    pub fn dropped(&self) -> &[Dropped] {
        &self.dropped
    }

    /// How the intervals are made.
    #[must_use]
    pub fn method(&self) -> Method {
        self.method
    }

    /// How wide the scale is, in score points.
    pub(crate) fn range(&self) -> f64 {
        range(self.ratings)
    }

    /// Whether the model has anything that tells candidates apart.
    pub(crate) fn tells_candidates(&self) -> bool {
        self.open.cells.levels[CANDIDATE] + self.open.cells.levels[DIMENSION] > 0
    }
}

fn range(ratings: &Ratings) -> f64 {
    whole(ratings.scale().max) - whole(ratings.scale().min)
}

/// The model with no more fixed effects than equations can have that are not factored: the terms with most levels are left out.
fn fewer_fixed(ratings: &Ratings, mut model: Model, dropped: &mut Vec<Dropped>) -> Model {
    let mut terms = [(ratings.rounds().len(), Term::Round), (ratings.dimensions().len(), Term::Dimension)];
    terms.sort_by_key(|(levels, _)| std::cmp::Reverse(*levels));
    for (_, term) in terms {
        let levels: usize = terms.iter().filter(|(_, term)| model.has(*term)).map(|(levels, _)| levels).sum();
        if levels >= MOST_FIXED_SAMPLED && model.has(term) {
            model = model.without(term);
            dropped.push(Dropped { term, reason: DropReason::TooManyLevels });
        }
    }
    model
}

/// How many points the table can afford.
fn affordable(fitted: &Fitted, wanted: usize) -> usize {
    let cells = &fitted.cells;
    if let Solved::Sampled(_) = &*fitted.solved {
        return 0;
    }
    let rest = float(cells.rest + cells.design.count);
    let groups: f64 =
        cells.groups.iter().map(|group| (float(group.inner) + 2.0) * float(cells.height(group)).powi(2)).sum();
    floor(WORK / (rest.powi(3) + 3.0 * groups + 1.0)).min(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ratings::{Rating, RatingsBuilder, Scale, Score};

    /// Forty rounds are too many for equations that are not factored, three dimensions are not.
    #[test]
    fn too_many_rounds_for_so_many_people_are_left_out_and_named() {
        let mut builder = RatingsBuilder::new(Scale::new(1, 5).expect("a scale"));
        for index in 0..120 {
            let [candidate, interviewer, dimension, round] =
                [(7, "c"), (5, "i"), (3, "d"), (40, "r")].map(|(of, what)| format!("{what}{}", index % of));
            let (dimension, round) = (dimension.as_str(), Some(round.as_str()));
            let score = Score::Conclusion(1 + index % 4);
            let rating = Rating { candidate: &candidate, interviewer: &interviewer, dimension, round, score };
            builder.push(rating).expect("on the scale");
        }
        let mut dropped = Vec::new();
        let model = fewer_fixed(&builder.build(), Model::full(), &mut dropped);
        assert!(model.has(Term::Dimension) && !model.has(Term::Round));
        assert_eq!(dropped, [Dropped { term: Term::Round, reason: DropReason::TooManyLevels }]);
    }

    /// Who sees whom in a drawn table.
    struct Drawn {
        candidates: u64,
        interviewers: u64,
        dimensions: u64,
        /// Interviewers of a candidate, from and up to.
        seats: (u64, u64),
        /// Up to so many points are put on top of every score, which the end of the scale then cuts off.
        higher: u64,
    }

    fn table(drawn: &Drawn, seed: u64) -> Ratings {
        let mut state = seed;
        let mut below = move |bound: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % bound
        };
        let mut builder = RatingsBuilder::new(Scale::new(1, 9).expect("a scale"));
        let severity: Vec<u64> = (0..drawn.interviewers).map(|_| below(3)).collect();
        for candidate in 0..drawn.candidates {
            let ability = below(5);
            let strengths: Vec<u64> = (0..drawn.dimensions).map(|_| below(3)).collect();
            for _ in 0..drawn.seats.0 + below(drawn.seats.1 - drawn.seats.0 + 1) {
                let interviewer = below(drawn.interviewers);
                let colored = below(2) + ability + severity[usize::try_from(interviewer).expect("small")];
                for (dimension, strength) in strengths.iter().enumerate() {
                    let score = (colored + strength + below(3) + drawn.higher).clamp(1, 9);
                    let names = [format!("c{candidate}"), format!("i{interviewer}"), format!("d{dimension}")];
                    let [candidate, interviewer, dimension] = names.each_ref().map(String::as_str);
                    let score = Score::Conclusion(i32::try_from(score).expect("a score"));
                    builder
                        .push(Rating { candidate, interviewer, dimension, round: None, score })
                        .expect("on the scale");
                }
            }
        }
        builder.build()
    }

    /// Exact and by steps, at the optimum of one and the same table: what hangs on chance is off by no more than a few of the standard
    /// errors that are reported, and what people are told by little beside its own deviation.
    fn agree(drawn: &Drawn, seed: u64) {
        let ratings = table(drawn, seed);
        let (model, dropped) = supported(&ratings, Model::full());
        assert!(model.has(Term::Halo), "{dropped:?}");
        let fitted = |largest| {
            let how = How { largest, ..How::of(Precision::Exact, Watch::nobody()) };
            Calibration::fitted(&ratings, (model, how), Vec::new(), Options { points: 0, ..Options::default() })
                .expect("a fit")
        };
        let (exact, steps) = (fitted(12_000), fitted(0));
        assert!(exact.accuracy().is_none());
        let accuracy = steps.accuracy().expect("it was estimated");
        assert!(accuracy.deviation < 5.0 * accuracy.tolerance, "{accuracy:?}");
        for (exact, steps) in [(&exact.plain, &steps.plain), (&exact.open, &steps.open)] {
            for (wanted, found) in exact.solved.theta().into_iter().zip(steps.solved.theta()) {
                assert!(
                    (found - wanted).abs() <= (4.0 * accuracy.deviation + 3e-4) * wanted + 0.01,
                    "{found} is not {wanted}"
                );
            }
            assert!((steps.residual() / exact.residual() - 1.0).abs() < 4.0 * accuracy.deviation + 1e-3);
        }
        let (wanted, found) = (exact.plain.criterion(), steps.plain.criterion());
        assert!((found - wanted).abs() <= 4.0 * accuracy.criterion + 0.01, "{found} is not {wanted}: {accuracy:?}");
        let weights = vec![1; ratings.dimensions().len()];
        let compare = |calibration: &Calibration<'_>| {
            let mut compared = calibration.compare(&weights, &[]).expect("a comparison").candidates;
            compared.sort_by_key(|standing| standing.candidate);
            compared
        };
        for (wanted, found) in compare(&exact).iter().zip(compare(&steps)) {
            for (wanted, found) in [(wanted.total, found.total), (wanted.ability, found.ability)] {
                assert!((found.value - wanted.value).abs() < 0.02 * wanted.sd, "{found:?} is not {wanted:?}");
                assert!((found.sd / wanted.sd - 1.0).abs() < 0.05, "{found:?} is not {wanted:?}");
            }
        }
        for (wanted, found) in exact.severities().iter().zip(steps.severities()) {
            assert!((found.severity - wanted.severity).abs() < 0.02 * wanted.sd, "{found:?} is not {wanted:?}");
            assert!((found.sd / wanted.sd - 1.0).abs() < 0.1, "{found:?} is not {wanted:?}");
        }
    }

    #[test]
    fn by_steps_a_table_is_what_it_is_factored() {
        agree(&Drawn { candidates: 200, interviewers: 60, dimensions: 2, seats: (4, 4), higher: 0 }, 1);
    }

    #[test]
    fn by_steps_an_unbalanced_table_is_what_it_is_factored() {
        agree(&Drawn { candidates: 150, interviewers: 40, dimensions: 3, seats: (1, 9), higher: 1 }, 2);
    }

    #[test]
    fn by_steps_a_table_at_the_end_of_its_scale_is_what_it_is_factored() {
        agree(&Drawn { candidates: 200, interviewers: 50, dimensions: 2, seats: (2, 6), higher: 3 }, 3);
    }

    /// More interviewers than candidates: factored, interviewers are the groups; by steps, candidates, as they have several effects each.
    #[test]
    fn by_steps_a_table_of_many_interviewers_is_what_it_is_factored() {
        agree(&Drawn { candidates: 30, interviewers: 300, dimensions: 2, seats: (20, 40), higher: 1 }, 4);
    }
}
