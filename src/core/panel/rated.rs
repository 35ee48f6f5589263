//! Sessions as a table of ratings: one value per session and dimension.

use std::collections::{BTreeMap, BTreeSet};

use calibration::report::{BandEdge, Called};
use calibration::{Rating as Row, Ratings, RatingsBuilder, RatingsError, Scale, Score, Steps};

use super::super::ids::slug_of;
use super::super::people::People;
use super::super::rubric::{Band, Rubric};
use super::super::scale::Rating;
use super::pooling::Submitted;
use super::ranking::{LeftOut, left_out};

/// Sessions as ratings.
#[derive(Debug, Clone)]
pub(crate) struct Rated<'a> {
    /// The table.
    pub ratings: Ratings,
    /// Who is meant.
    pub called: Called,
    /// Sessions that count for nobody, and why.
    pub left_out: Vec<LeftOut>,
    /// The rubric that all share; `None` where they were held by several.
    pub rubric: Option<&'a Rubric>,
    /// How many openings (kit, else format, with level) were put together.
    pub openings: usize,
}

/// The table of these sessions: the exact score of each dimension for the model, marked as a conclusion where it is one. A mean that is on
/// one of the scale's steps counts as a score, too.
///
/// # Errors
/// [`RatingsError`] where the table grows beyond its bounds, or the scale has too many such steps.
pub(crate) fn rated<'a>(sessions: &[Submitted<'a>], people: &People, steps: Steps) -> Result<Rated<'a>, RatingsError> {
    let [lowest, .., highest] = Rating::ALL.map(|rating| i32::from(rating.get()));
    let scale = Scale::new(lowest, highest)?;
    let mut builder = RatingsBuilder::new(scale).with_steps(steps)?;
    let mut called = Called::default();
    let mut out = Vec::new();
    let (mut rubrics, mut openings) = (BTreeMap::new(), BTreeSet::new());
    // A stage is known by its name in files, so that `Phone screen` and `phone-screen` are one.
    let mut stages: BTreeMap<String, &str> = BTreeMap::new();
    for session in sessions {
        if let Some(left) = left_out(session, people) {
            out.push(left);
            continue;
        }
        let (Some(candidate), Some(interviewer)) = (session.candidate(), session.interviewer()) else { continue };
        let (plan, summary) = (session.plan(), session.summary);
        rubrics.insert(&plan.rubric.id, &*plan.rubric);
        let kit = plan.kit.as_ref().map(|kit| &kit.id);
        openings.insert((kit, kit.is_none().then_some(&plan.format), plan.level));
        called.candidates.entry(candidate.to_string()).or_insert_with(|| people.candidate_name(candidate));
        called.interviewers.entry(interviewer.to_string()).or_insert_with(|| people.interviewer_name(interviewer));
        let stage = plan.stage.as_deref().map(|stage| {
            let known = slug_of(stage).unwrap_or_else(|| stage.to_owned());
            *stages.entry(known).or_insert(stage)
        });
        for dimension in &plan.rubric.dimensions {
            let score = match summary.conclusion(&dimension.id) {
                Some(rating) => Some(Score::Conclusion(i32::from(rating.get()))),
                None => summary.dimension_score(&dimension.id).map(|exact| Score::Mean(exact.to_f64())),
            };
            if let Some(score) = score {
                builder.push(Row {
                    candidate: candidate.as_str(),
                    interviewer: interviewer.as_str(),
                    dimension: dimension.id.as_str(),
                    round: Some(stage.unwrap_or(plan.format.as_str())),
                    score,
                })?;
            }
        }
    }
    let rubric = if rubrics.len() == 1 { rubrics.into_values().next() } else { None };
    Ok(Rated { ratings: builder.build(), called, left_out: out, rubric, openings: openings.len() })
}

/// A weight for each dimension of the table: the rubric's, or 1 each where it has none of these names.
pub(crate) fn weights_of(ratings: &Ratings, rubric: Option<&Rubric>) -> Vec<u32> {
    let weight = |name: &String| {
        let found = rubric?.dimensions.iter().find(|dimension| dimension.id.as_str() == name)?;
        Some(u32::from(found.weight))
    };
    let found: Vec<Option<u32>> = ratings.dimensions().iter().map(weight).collect();
    if found.iter().flatten().all(|&weight| weight == 0) {
        return vec![1; found.len()];
    }
    found.into_iter().map(Option::unwrap_or_default).collect()
}

/// The bands of a rubric for totals on its own scale, lowest first.
pub(crate) fn bands_of(rubric: &Rubric) -> Vec<BandEdge> {
    let edge = |(index, band): (usize, &Band)| BandEdge {
        id: band.id.to_string(),
        title: band.title.clone(),
        // Whatever is below the lowest bound is in the lowest band, as in `Rubric::band_of`.
        from: if index == 0 { -1e9 } else { band.at_least.to_f64() },
    };
    rubric.bands.iter().rev().enumerate().map(edge).collect()
}
