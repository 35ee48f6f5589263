//! From a JSON pointer to line and column.

use jsonc_parser::ast::Value;
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::{Position, Problem};

/// The document as a tree with places. Only for texts that are JSON within the usual depth.
pub(super) fn tree(text: &str) -> Option<Value<'_>> {
    parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default()).ok()?.value
}

/// The position of a byte.
pub(super) fn position(text: &str, byte: usize) -> Position {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    Position { line, column }
}

/// Gives every problem that has none its line and column.
pub(super) fn locate(text: &str, problems: &mut [Problem]) {
    if problems.iter().all(|problem| problem.at.is_some()) {
        return;
    }
    let Some(tree) = tree(text) else { return };
    for problem in problems.iter_mut().filter(|problem| problem.at.is_none()) {
        problem.at = Some(position(text, find(&tree, &problem.pointer).start));
    }
}

/// The place of a pointer, or of as much of it as there is.
fn find(tree: &Value<'_>, pointer: &str) -> Range {
    let mut value = tree;
    for step in pointer.split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        let next = match value {
            Value::Object(object) => object.properties.iter().find(|p| p.name.as_str() == step).map(|p| &p.value),
            Value::Array(array) => step.parse().ok().and_then(|index: usize| array.elements.get(index)),
            _ => None,
        };
        match next {
            Some(next) => value = next,
            None => break,
        }
    }
    value.range()
}
