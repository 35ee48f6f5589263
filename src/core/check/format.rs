//! What is wrong with a format by itself: minutes and percentages that do not add up, sections that continue nothing.

use std::collections::BTreeSet;

use super::super::format::{Format, Section};
use super::super::ids::SectionId;
use super::super::scale::{Level, Minutes};
use super::super::weighing::ChoiceWeights;
use super::Problem;

/// The longest round. What filling its sections costs grows with their minutes.
const MOST: Minutes = Minutes(600);

pub(super) fn problems(format: &Format) -> Vec<Problem> {
    let mut problems = Vec::new();
    let sum: Minutes = format.sections.iter().map(|section| section.minutes).sum();
    if sum != format.minutes {
        let message = format!("the sections take {sum} minutes, but the format says {}", format.minutes);
        problems.push(Problem::at("/minutes", message).hint("change the minutes here or of a section"));
    }
    if format.minutes > MOST {
        let message = format!("a round takes at most {MOST} minutes, and this one takes {}", format.minutes);
        problems.push(Problem::at("/minutes", message).hint("make it several rounds, in a loop"));
    }
    if format.sections.is_empty() {
        problems.push(Problem::at("/sections", "a format needs a section").hint("add one"));
    }
    let levels = if format.levels.is_empty() { Level::ALL } else { &format.levels };
    for level in levels.iter().filter(|level| !format.mix.contains_key(level)) {
        let message = format!("the mix for level {level} is missing");
        problems.push(Problem::at("/mix", message).hint("add five percentages, for difficulty 1 to 5"));
    }
    for (level, mix) in &format.mix {
        let sum: u32 = mix.iter().map(|share| u32::from(*share)).sum();
        if sum != 100 {
            let message = format!("the mix for level {level} adds up to {sum} percent");
            problems.push(Problem::at(format!("/mix/{level}"), message).hint("make it 100"));
        }
    }
    for (name, points) in format.assembly.weights().into_iter().filter(|(_, points)| *points > ChoiceWeights::MOST) {
        let message = format!("a weight is at most {} points, and `{name}` has {points}", ChoiceWeights::MOST);
        problems.push(Problem::at(format!("/assembly/{name}"), message).hint("weights count beside each other"));
    }
    for (index, section) in format.sections.iter().enumerate() {
        problems.extend(section_problems(format, index, section));
    }
    problems
}

fn section_problems(format: &Format, index: usize, section: &Section) -> Vec<Problem> {
    let mut problems = Vec::new();
    let pointer = format!("/sections/{index}");
    if format.sections.iter().take(index).any(|earlier| earlier.id == section.id) {
        let message = format!("the section id `{}` is used twice", section.id);
        problems.push(Problem::at(format!("{pointer}/id"), message).hint("give one of them another id"));
    }
    if section.minutes.0 == 0 {
        problems.push(Problem::at(format!("{pointer}/minutes"), "a section needs at least one minute"));
    }
    if section.min_questions > section.max_questions {
        let message = format!("at least {} but at most {} questions", section.min_questions, section.max_questions);
        problems.push(Problem::at(format!("{pointer}/min_questions"), message).hint("swap the two"));
    }
    if section.draws() && section.max_questions == 0 {
        let message = format!("`{}` takes kinds of question, but no question", section.id);
        problems.push(Problem::at(format!("{pointer}/max_questions"), message).hint("give max_questions"));
    }
    if let Some(target) = &section.continues {
        problems.extend(
            continues_problem(format, index, target).map(|p| Problem { pointer: format!("{pointer}/continues"), ..p }),
        );
    } else if section.kinds.is_empty() && section.script.is_none() {
        let message = format!("`{}` has neither questions nor a script", section.id);
        problems.push(Problem::at(pointer, message).hint("add `kinds`, or a `script` for the interviewer"));
    }
    problems
}

/// A section may continue an earlier one that draws questions, at once or over others that continue it.
fn continues_problem(format: &Format, index: usize, target: &SectionId) -> Option<Problem> {
    let hint = "name an earlier section that takes questions";
    let Some(position) = format.sections.iter().position(|section| section.id == *target) else {
        return Some(Problem::at("", format!("there is no section `{target}` to continue")).hint(hint));
    };
    let mut seen = BTreeSet::from([index]);
    let mut here = position;
    while let Some(next) = format.sections.get(here).and_then(|section| section.continues.as_ref()) {
        if !seen.insert(here) {
            return Some(Problem::at("", "the sections continue each other in a circle").hint(hint));
        }
        match format.sections.iter().position(|section| section.id == *next) {
            Some(position) => here = position,
            None => return None,
        }
    }
    if seen.contains(&here) {
        return Some(Problem::at("", "the sections continue each other in a circle").hint(hint));
    }
    if position >= index {
        return Some(Problem::at("", format!("`{target}` comes later")).hint(hint));
    }
    let draws = format.sections.get(here).is_some_and(Section::draws);
    (!draws).then(|| Problem::at("", format!("`{target}` has no question to stay with")).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Filling a section of 65,535 minutes took all memory and hours.
    #[test]
    fn a_round_has_its_longest() {
        let of = |minutes: u16| {
            let text = format!(
                r#"{{"version": 1, "id": "long", "title": "Long", "summary": "Long.", "minutes": {minutes}, "rubric": "core", "dimensions": ["technical"],
                "mix": {{"junior": [20, 20, 20, 20, 20], "mid": [20, 20, 20, 20, 20], "senior": [20, 20, 20, 20, 20], "lead": [20, 20, 20, 20, 20]}},
                "sections": [{{"id": "all", "title": "All", "minutes": {minutes}, "kinds": ["concept"], "min_questions": 1, "max_questions": 255}}]}}"#
            );
            let format: Format = serde_json::from_str(&text).expect("a format");
            problems(&format).into_iter().map(|problem| problem.message).collect::<Vec<_>>()
        };
        assert_eq!(of(600), Vec::<String>::new());
        assert_eq!(of(601), ["a round takes at most 600 minutes, and this one takes 601"]);
    }
}
