//! Keys that stand twice in one object: JSON allows them, and the last would count in silence.

use std::collections::BTreeMap;

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged as _;

use super::Problem;
use super::locate::{self, Progress};

/// Every key that stands above already in its object. The document can be used all the same.
pub(crate) fn doubled_keys(text: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    if let Some(tree) = locate::tree(text) {
        look(&mut Progress::new(text), ("", &tree), &mut problems);
    }
    problems
}

fn look(read: &mut Progress<'_>, (pointer, value): (&str, &Value<'_>), problems: &mut Vec<Problem>) {
    match value {
        Value::Object(object) => {
            let mut lines = BTreeMap::new();
            for property in &object.properties {
                let name = property.name.as_str();
                let pointer = format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
                let at = read.on_to(property.range().start);
                if let Some(line) = lines.get(name) {
                    let message = format!("`{name}` stands on line {line} already; this one counts");
                    let mut problem = Problem::at(pointer.clone(), message).hint("keep one of them");
                    problem.at = Some(at);
                    problems.push(problem);
                } else {
                    lines.insert(name, at.line);
                }
                look(read, (&pointer, &property.value), problems);
            }
        }
        Value::Array(array) => {
            for (index, element) in array.elements.iter().enumerate() {
                look(read, (&format!("{pointer}/{index}"), element), problems);
            }
        }
        Value::StringLit(_) | Value::NumberLit(_) | Value::BooleanLit(_) | Value::NullKeyword(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_stands_twice_is_named_with_both_places() {
        let text = "{\n  \"candidates\": {\n    \"c1\": \"Ann\",\n    \"c1\": \"Bo\"\n  },\n  \"interviewers\": {\"c1\": \"Kim\"}\n}";
        let found = doubled_keys(text);
        let said: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(said, ["4:5: `c1` stands on line 3 already; this one counts"]);
        assert!(doubled_keys("no JSON").is_empty());
    }
}
