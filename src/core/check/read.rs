//! Reads a document: straight into its type where it is right, and with a list of all that is wrong where it is not.

use std::fmt;
use std::sync::LazyLock;

use schemars::{JsonSchema, schema_for};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::super::ats::RatingWords;
use super::super::ats::sending::Mapping;
use super::super::audit::Audit;
use super::super::bank::Bank;
use super::super::format::{Format, Loops, Technologies, Tracks};
use super::super::library::Marker;
use super::super::panel::Import;
use super::super::people::People;
use super::super::plan::{Kit, Plan};
use super::super::rubric::Rubric;
use super::{Position, Problem, locate, shape};

/// A document that can be found wrong, in its shape and beyond it.
pub trait Checkable: DeserializeOwned + JsonSchema {
    /// The JSON Schema of its type, which is made once: making it takes longer than reading many a document.
    fn schema() -> &'static Value;

    /// What is wrong with it by itself.
    fn problems(&self) -> Vec<Problem>;
}

macro_rules! checkable {
    ($problems:expr => $($document:ty),+) => {$(
        impl Checkable for $document {
            fn schema() -> &'static Value {
                static SCHEMA: LazyLock<Value> = LazyLock::new(|| schema_for!($document).into());
                &SCHEMA
            }

            fn problems(&self) -> Vec<Problem> {
                $problems(self)
            }
        }
    )+};
}
checkable!(super::bank::problems => Bank);
checkable!(super::format::problems => Format);
checkable!(super::rubric::problems => Rubric);
checkable!(without_rounds => Kit);
checkable!(nothing_beyond_shape => Audit, Loops, Tracks, Technologies, RatingWords, Mapping, Plan, People, Import, Marker);

fn without_rounds(kit: &Kit) -> Vec<Problem> {
    if kit.rounds.is_empty() {
        return vec![Problem::at("/rounds", "a kit needs a round").hint("`hotseat plan NAME -o FILE` writes one")];
    }
    Vec::new()
}

fn nothing_beyond_shape<T>(_: &T) -> Vec<Problem> {
    Vec::new()
}

/// Reads a document and checks it by itself.
///
/// # Errors
/// Every problem of its shape; or, where that is right, every problem of its content.
pub fn read<T: Checkable>(text: &str) -> Result<T, Vec<Problem>> {
    let mut problems = match serde_json::from_str::<T>(text) {
        Ok(document) => match document.problems() {
            problems if problems.is_empty() => return Ok(document),
            problems => problems,
        },
        Err(error) => misshapen::<T>(text, &error),
    };
    locate::locate(text, &mut problems);
    problems.sort();
    problems.dedup();
    Err(problems)
}

fn misshapen<T: Checkable>(text: &str, error: &serde_json::Error) -> Vec<Problem> {
    if text.trim().is_empty() {
        return vec![at(1, 1, "the file is empty").hint("`hotseat schema` prints what belongs into it")];
    }
    if let Err(error) = serde_json::from_str::<Value>(text) {
        if !text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '[']) {
            return vec![at(error.line(), error.column(), "this is no JSON document, which begins with {")];
        }
        let hint = if error.to_string().starts_with("recursion limit") {
            "nothing in hotseat's files is nested deeper than a dozen levels"
        } else {
            "look for a missing comma, quote or bracket here or on the line above"
        };
        return vec![at(error.line(), error.column(), reason(&error)).hint(hint)];
    }
    let mut problems = Vec::new();
    if let Some(tree) = locate::tree(text) {
        problems = shape::problems(T::schema(), &tree);
        locate::locate_in(&tree, text, &mut problems);
    }
    if problems.is_empty() {
        problems.push(at(error.line(), error.column(), reason(error)));
    }
    problems
}

fn at(line: usize, column: usize, message: impl Into<String>) -> Problem {
    let mut problem = Problem::at("", message);
    problem.at = Some(Position { line: line.max(1), column: column.max(1) });
    problem
}

/// The message without the place, which is said beside it.
fn reason(error: &impl fmt::Display) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(message, _)| message.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_of_a_type_is_made_once_and_is_its_own() {
        assert!(std::ptr::eq(Bank::schema(), Bank::schema()));
        assert_eq!(*Bank::schema(), Value::from(schema_for!(Bank)));
        assert_eq!(*People::schema(), Value::from(schema_for!(People)));
        assert_ne!(Bank::schema(), People::schema());
    }
}
