//! From a table to a fitted ordinal model, or to the reason why there is none.

use super::rows::Rows;
use super::search::search;
use super::{MOST_CATEGORIES, MOST_REST, OrdinalError, OrdinalFit};
use crate::mixed::{MOST_FIXED, Model, Terms};
use crate::num::float;
use crate::ratings::{NO_CATEGORY, Ratings};

/// Multiplications of one factorization, at most.
const MOST_WORK: f64 = 2e9;

/// Fits the ordinal model to the scores that are on a step of the scale; `weights` are those of the dimensions in the totals.
///
/// # Errors
/// [`OrdinalError`] says why there is none.
pub fn fit_ordinal(ratings: &Ratings, model: Model, weights: &[u32]) -> Result<OrdinalFit, OrdinalError> {
    let Terms { candidate, interviewer, candidate_dimension, halo } = model.terms;
    if !(candidate || interviewer || candidate_dimension || halo) {
        return Err(OrdinalError::NoTerms);
    }
    let fixed = usize::from(model.fixed.dimension) * ratings.dimensions().len();
    if fixed + usize::from(model.fixed.round) * ratings.rounds().len() > MOST_FIXED {
        return Err(OrdinalError::TooManyFixed);
    }
    let rows = Rows::new(ratings, model);
    match rows.categories.len() {
        0 => return Err(OrdinalError::NoScores),
        1 => return Err(OrdinalError::OneCategory),
        many if many > MOST_CATEGORIES => return Err(OrdinalError::TooManyCategories),
        _ => {}
    }
    if rows.rest > MOST_REST || work(&rows) > MOST_WORK {
        return Err(OrdinalError::TooLarge);
    }
    if let Some((of, level)) = rows.separated() {
        return Err(OrdinalError::Separated { of, level });
    }
    let optimum = search(&rows)?;
    Ok(optimum.summary(ratings, &rows, (model, weights)))
}

/// About how many multiplications a factorization and its inverse take.
fn work(rows: &Rows) -> f64 {
    let groups = rows.groups.iter().map(|group| {
        let (inner, outer) = (float(group.inner), float(group.width() - group.inner));
        inner.powi(3) + (inner + 1.0) * outer.powi(2) + inner.powi(2) * outer
    });
    float(rows.rest).powi(3) + groups.sum::<f64>() + 20.0 * float(rows.list.len())
}

/// How many scores of a table are between two steps of its scale.
pub(crate) fn between_steps(ratings: &Ratings) -> usize {
    ratings.rows().category.iter().filter(|&&category| category == NO_CATEGORY).count()
}
