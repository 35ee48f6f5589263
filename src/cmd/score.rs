//! `hotseat score`: the rubric as a calculator.

use std::collections::BTreeMap;

use crate::core::exact::Exact;
use crate::core::ids::DimensionId;
use crate::core::names;
use crate::core::scorecard::{self, Floors, Scores, weighing_of};
use crate::page::score::Scored;
use crate::store::Parts;

use super::args::ScoreArgs;
use super::context::Context;
use super::failure::{Failure, Result};

/// Total, band and caps of the scores given; kinds of question are not expected here, so their floors are not checked.
pub(super) fn score(context: &Context, args: &ScoreArgs) -> Result {
    let loaded = context.library(Parts::WithoutBanks)?;
    loaded.has([("rubrics", args.rubric.as_str())])?;
    let rubric = names::find(&args.rubric, loaded.library.rubrics.values())?;
    let mut dimensions: BTreeMap<DimensionId, Exact> = BTreeMap::new();
    for given in &args.scores {
        let (dimension, rating) = rubric.scored(given)?;
        if dimensions.insert(dimension.clone(), i64::from(rating.get()).into()).is_some() {
            return Err(Failure::usage(format!("`{dimension}` is given twice"), "keep one of them"));
        }
    }
    let expected = rubric.dimensions.iter().map(|dimension| dimension.id.clone()).collect();
    let floors = Floors { level: args.level, dimensions: expected, kinds: Vec::new() };
    let scores = Scores { dimensions, ..Scores::default() };
    let weighing = weighing_of(rubric, &scorecard::score(rubric, &floors, &scores), false);
    context.show(&Scored { rubric, weighing }, &args.output)
}
