//! From a JSON pointer to line and column.

use std::collections::BTreeMap;

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::{Position, Problem};

/// The document as a tree with places. Only for texts that are JSON within the usual depth.
pub(super) fn tree(text: &str) -> Option<Value<'_>> {
    parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default()).ok()?.value
}

/// Gives every problem that has none its line and column: the tree and the text are gone through once for all of them.
pub(super) fn locate(text: &str, problems: &mut [Problem]) {
    if problems.iter().all(|problem| problem.at.is_some()) {
        return;
    }
    if let Some(tree) = tree(text) {
        locate_in(&tree, text, problems);
    }
}

/// The same for a text that was read as a tree already.
pub(super) fn locate_in(tree: &Value<'_>, text: &str, problems: &mut [Problem]) {
    let mut wanted = Places::default();
    for (index, problem) in problems.iter().enumerate().filter(|(_, problem)| problem.at.is_none()) {
        wanted.add(&problem.pointer, index);
    }
    let mut starts = Vec::new();
    wanted.find(tree, &mut starts);
    starts.sort_unstable();
    let mut read = Progress::new(text);
    for (byte, index) in starts {
        let at = read.on_to(byte);
        if let Some(problem) = problems.get_mut(index) {
            problem.at = Some(at);
        }
    }
}

/// What is looked for at a place of the tree, and below it by the next step of the pointer.
#[derive(Default)]
struct Places {
    here: Vec<usize>,
    below: BTreeMap<String, Places>,
}

impl Places {
    fn add(&mut self, pointer: &str, index: usize) {
        let mut place = self;
        for step in pointer.split('/').skip(1) {
            place = place.below.entry(step.replace("~1", "/").replace("~0", "~")).or_default();
        }
        place.here.push(index);
    }

    /// The first byte of each; where there is only a part of a pointer, the place of that part.
    fn find(mut self, value: &Value<'_>, starts: &mut Vec<(usize, usize)>) {
        let start = value.range().start;
        starts.extend(self.here.drain(..).map(|index| (start, index)));
        match value {
            Value::Object(object) => {
                for property in &object.properties {
                    if let Some(wanted) = self.below.remove(property.name.as_str()) {
                        wanted.find(&property.value, starts);
                    }
                }
            }
            Value::Array(array) => {
                for (step, wanted) in std::mem::take(&mut self.below) {
                    match step.parse().ok().and_then(|index: usize| array.elements.get(index)) {
                        Some(element) => wanted.find(element, starts),
                        None => {
                            self.below.insert(step, wanted);
                        }
                    }
                }
            }
            Value::StringLit(_) | Value::NumberLit(_) | Value::BooleanLit(_) | Value::NullKeyword(_) => {}
        }
        self.below.into_values().for_each(|wanted| wanted.all(start, starts));
    }

    /// Everything here and below, at one place.
    fn all(self, start: usize, starts: &mut Vec<(usize, usize)>) {
        starts.extend(self.here.into_iter().map(|index| (start, index)));
        self.below.into_values().for_each(|wanted| wanted.all(start, starts));
    }
}

/// How far a text was read, and where that is.
pub(super) struct Progress<'a> {
    text: &'a str,
    byte: usize,
    at: Position,
}

impl<'a> Progress<'a> {
    /// At the beginning.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, byte: 0, at: Position { line: 1, column: 1 } }
    }

    /// Reads on to a byte, and says where that is; bytes are asked for in order.
    pub(super) fn on_to(&mut self, byte: usize) -> Position {
        let passed = self.text.get(self.byte..byte).unwrap_or_default();
        for character in passed.chars() {
            if character == '\n' {
                self.at = Position { line: self.at.line + 1, column: 1 };
            } else {
                self.at.column += 1;
            }
        }
        self.byte = byte;
        self.at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str, pointers: &[&str]) -> Vec<(usize, usize)> {
        let mut problems: Vec<Problem> = pointers.iter().map(|pointer| Problem::at(*pointer, "wrong")).collect();
        locate(text, &mut problems);
        problems.into_iter().map(|problem| problem.at.map_or((0, 0), |at| (at.line, at.column))).collect()
    }

    /// Each by itself would be found by reading 20,000 fields and half a megabyte.
    #[test]
    fn thousands_of_places_are_found_in_one_reading() {
        let fields: Vec<String> = (0..20_000).map(|number| format!("\"unknown-field-{number}\": [1]")).collect();
        let (lines, line) = (format!("{{\n{}}}", fields.join(",\n")), format!("{{{}}}", fields.join(",")));
        let pointers: Vec<String> = (0..20_000).rev().map(|number| format!("/unknown-field-{number}/0")).collect();
        let pointers: Vec<&str> = pointers.iter().map(String::as_str).collect();
        let found = places(&lines, &pointers);
        assert_eq!((found[0], found[19_999]), ((20_001, 25), (2, 21)));
        let found = places(&line, &pointers);
        assert_eq!((found[0].0, found[19_999]), (1, (1, 22)));
        assert!(found.windows(2).all(|pair| pair[0].1 > pair[1].1));
    }

    #[test]
    fn each_pointer_gives_its_place_or_that_of_as_much_of_it_as_there_is() {
        let text = "{\n \"é\": 1, \"a/b\": [true,\n  null, {\"c\": 2}],\n \"é\": 3}";
        let pointers = ["/a~1b/2/c", "/é", "", "/a~1b/7/x", "/a~1b/1", "/none", "/a~1b/x"];
        assert_eq!(places(text, &pointers), [(3, 15), (2, 7), (1, 1), (2, 17), (3, 3), (1, 1), (2, 17)]);
    }
}
