//! `hotseat score`: the rubric as a calculator.

use std::collections::BTreeMap;

use crate::core::exact::Exact;
use crate::core::ids::DimensionId;
use crate::core::names::by_short_name;
use crate::core::scale::Rating;
use crate::core::scorecard::{self, Floors, Scores, weighing_of};
use crate::page::score::Scored;
use crate::store::Parts;

use super::args::ScoreArgs;
use super::context::{self, Context};
use super::failure::{Failure, Result};

/// Total, band and caps of the scores given; kinds of question are not expected here, so their floors are not checked.
pub(super) fn score(context: &Context, args: &ScoreArgs) -> Result {
    let library = context.library(Parts::WithoutBanks)?.library;
    let rubric = context::rubric(&library, &args.rubric)?;
    let names: Vec<&str> = rubric.dimensions.iter().map(|dimension| dimension.id.as_str()).collect();
    let mut dimensions: BTreeMap<DimensionId, Exact> = BTreeMap::new();
    for given in &args.scores {
        let (name, value) = given
            .split_once('=')
            .ok_or_else(|| Failure::usage(format!("`{given}` is not a score"), "write it as technical=4"))?;
        let name = by_short_name("dimension", name, &names)?;
        let rating: Rating = value.parse().map_err(|error: crate::core::scale::NotARating| {
            Failure::usage(error.to_string(), format!("such as {name}=4"))
        })?;
        let id = DimensionId::new(name).map_err(|error| Failure::usage(error.to_string(), "see `hotseat rubrics`"))?;
        if dimensions.insert(id, i64::from(rating.get()).into()).is_some() {
            return Err(Failure::usage(format!("`{name}` is given twice"), "keep one of them"));
        }
    }
    let expected = rubric.dimensions.iter().map(|dimension| dimension.id.clone()).collect();
    let floors = Floors { level: args.level, dimensions: expected, kinds: Vec::new() };
    let scores = Scores { dimensions, ..Scores::default() };
    let weighing = weighing_of(rubric, &scorecard::score(rubric, &floors, &scores), false);
    context.show(&Scored { rubric, weighing }, &args.output)
}
