//! What is wrong with a bank by itself: doubled names, questions that cannot be asked or rated, blanks that nothing fills.

use std::collections::BTreeMap;

use super::super::bank::{Bank, Blank, Question};
use super::super::scale::Kind;
use super::Problem;

/// The longest document text, in characters; more can't be read during a call.
const LONGEST: usize = 20_000;

pub(super) fn problems(bank: &Bank) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, question) in bank.questions.iter().enumerate() {
        let pointer = format!("/questions/{index}");
        if let Some(earlier) = first.insert(question.id.as_str(), index) {
            let message = format!("the id `{}` is used twice, first by question {}", question.id, earlier + 1);
            problems.push(Problem::at(format!("{pointer}/id"), message).hint("give one of them another id"));
        }
        problems.extend(question_problems(question, &pointer));
    }
    problems
}

fn question_problems(question: &Question, pointer: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut say = |field: &str, message: String, hint: &str| {
        problems.push(Problem::at(format!("{pointer}/{field}"), message).hint(hint));
    };
    let texts = [
        ("prompt", Some(&question.prompt)),
        ("answer", Some(&question.answer)),
        ("handout", question.handout.as_ref()),
    ];
    for (field, text) in texts {
        let Some(text) = text else { continue };
        if text.trim().is_empty() {
            say(field, format!("`{}`: the {field} is empty", question.id), "write it, or leave the question out");
        }
        if text.chars().count() > LONGEST {
            say(
                field,
                format!("`{}`: the {field} is too long to read", question.id),
                "keep it below 20,000 characters",
            );
        }
    }
    if question.dimensions.is_empty() {
        say(
            "dimensions",
            format!("`{}` gives evidence on no dimension", question.id),
            "name at least one of the rubric's",
        );
    }
    if question.topics.is_empty() {
        say("topics", format!("`{}` is about no topic", question.id), "name at least one");
    }
    if question.minutes.0 == 0 {
        say("minutes", format!("`{}` takes no time", question.id), "give whole minutes");
    }
    if !(1..=5).contains(&question.difficulty) {
        say("difficulty", format!("`{}`: difficulty is 1 to 5", question.id), "give a whole number from 1 to 5");
    }
    if question.signals.strong.is_empty() || question.signals.weak.is_empty() {
        say(
            "signals",
            format!("`{}` has no strong or no weak signal", question.id),
            "say what one observes in such an answer",
        );
    }
    if question.enemies.contains(&question.id) {
        say("enemies", format!("`{}` is its own enemy", question.id), "take it out of its enemies");
    }
    if question.kind == Kind::CodeReview && question.handout.is_none() {
        say("kind", format!("`{}` is a code review without a handout", question.id), "add the code as `handout`");
    }
    for name in blanks(&question.prompt) {
        match Blank::ALL.iter().find(|blank| blank.as_str() == name) {
            Some(blank) if !question.blanks.contains(blank) => {
                say(
                    "slots",
                    format!("`{}`: {{{name}}} is in the prompt but not among the slots", question.id),
                    "add it to `slots`",
                );
            }
            Some(_) => {}
            None => {
                let known = Blank::ALL.map(Blank::as_str).join(", ");
                say(
                    "prompt",
                    format!("`{}`: nothing fills {{{name}}}", question.id),
                    &format!("the slots are: {known}"),
                );
            }
        }
    }
    for blank in question.blanks.iter().filter(|blank| !question.prompt.contains(&format!("{{{}}}", blank.as_str()))) {
        let message = format!("`{}`: the slot {} is not in the prompt", question.id, blank.as_str());
        say("slots", message, "take it out, or use it in the prompt");
    }
    problems
}

/// The lower-case words in braces.
fn blanks(prompt: &str) -> impl Iterator<Item = &str> {
    prompt.split('{').skip(1).filter_map(|rest| {
        let name = rest.split_once('}')?.0;
        (!name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase())).then_some(name)
    })
}
