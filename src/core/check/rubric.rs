//! What is wrong with a rubric by itself: weights that do not add up, bands out of order, floors and flags that point nowhere.

use std::collections::BTreeSet;

use super::super::names::nearest;
use super::super::rubric::Rubric;
use super::Problem;

pub(super) fn problems(rubric: &Rubric) -> Vec<Problem> {
    let mut problems = Vec::new();
    let sum: u32 = rubric.dimensions.iter().map(|dimension| u32::from(dimension.weight)).sum();
    if sum != 100 {
        let message = format!("the weights add up to {sum} percent");
        problems.push(Problem::at("/dimensions", message).hint("make them 100"));
    }
    if rubric.bands.is_empty() {
        problems.push(Problem::at("/bands", "a rubric needs a band").hint("add one"));
    }
    for (index, pair) in rubric.bands.windows(2).enumerate() {
        if let [higher, lower] = pair
            && lower.at_least >= higher.at_least
        {
            let message = format!(
                "`{}` begins at {}, which is not below {} of `{}`",
                lower.id, lower.at_least, higher.at_least, higher.id
            );
            let pointer = format!("/bands/{}/at_least", index + 1);
            problems.push(Problem::at(pointer, message).hint("list the bands from the highest edge to the lowest"));
        }
    }
    problems.extend(doubled("/dimensions", rubric.dimensions.iter().map(|dimension| dimension.id.as_str())));
    problems.extend(doubled("/bands", rubric.bands.iter().map(|band| band.id.as_str())));
    problems.extend(doubled("/red_flags", rubric.red_flags.iter().map(|flag| flag.id.as_str())));
    problems.extend(doubled("/criteria", rubric.criteria.iter().map(|criterion| criterion.id.as_str())));
    problems.extend(references(rubric));
    problems
}

fn references(rubric: &Rubric) -> Vec<Problem> {
    let mut problems = Vec::new();
    let dimensions = || rubric.dimensions.iter().map(|dimension| dimension.id.as_str());
    let bands = || rubric.bands.iter().map(|band| band.id.as_str());
    for (index, floor) in rubric.floors.iter().enumerate() {
        let pointer = format!("/floors/{index}");
        match (&floor.dimension, floor.kind) {
            (Some(id), None) if rubric.dimension(id).is_none() => {
                let near = nearest(id.as_str(), dimensions()).first().map(|near| format!("did you mean `{near}`?"));
                let message = format!("there is no dimension `{id}` in this rubric");
                problems.push(Problem::at(format!("{pointer}/dimension"), message).maybe_hint(near));
            }
            (Some(_), Some(_)) | (None, None) => {
                let message = "a floor is on a dimension or on a kind";
                problems.push(Problem::at(&pointer, message).hint("give one of the two"));
            }
            _ => {}
        }
        if rubric.band(&floor.caps_at).is_none() {
            let near = nearest(floor.caps_at.as_str(), bands()).first().map(|near| format!("did you mean `{near}`?"));
            let message = format!("there is no band `{}` in this rubric", floor.caps_at);
            problems.push(Problem::at(format!("{pointer}/caps_at"), message).maybe_hint(near));
        }
    }
    for (index, flag) in rubric.red_flags.iter().enumerate() {
        if let Some(band) = flag.caps_at.as_ref().filter(|band| rubric.band(band).is_none()) {
            let near = nearest(band.as_str(), bands()).first().map(|near| format!("did you mean `{near}`?"));
            let message = format!("there is no band `{band}` in this rubric");
            problems.push(Problem::at(format!("/red_flags/{index}/caps_at"), message).maybe_hint(near));
        }
    }
    problems
}

fn doubled<'a>(pointer: &str, names: impl Iterator<Item = &'a str>) -> Vec<Problem> {
    let mut seen = BTreeSet::new();
    names
        .enumerate()
        .filter(|(_, name)| !seen.insert(*name))
        .map(|(index, name)| {
            let message = format!("the id `{name}` is used twice");
            Problem::at(format!("{pointer}/{index}/id"), message).hint("give one of them another id")
        })
        .collect()
}
