//! Holds a document against the JSON Schema of its type, and names every place where it departs.

use std::collections::BTreeSet;
use std::fmt;

use jsonc_parser::ast::{Object, Value};
use serde_json::Value as Json;

use super::super::ids::is_slug;
use super::super::names::nearest;
use super::super::version::NEWEST;
use super::Problem;

/// Everything in `tree` that the schema does not allow.
pub(super) fn problems(schema: &Json, tree: &Value<'_>) -> Vec<Problem> {
    let definitions = schema.get("$defs").unwrap_or(&Json::Null);
    let mut check = Check { definitions, count: 0, problems: Some(Vec::new()) };
    check.value(schema, tree, Pointer::Document);
    check.problems.unwrap_or_default()
}

/// Where in a document, as a way from its top; most places are passed without a word, and only what is said needs it as a text.
#[derive(Clone, Copy)]
enum Pointer<'a> {
    Document,
    Field(&'a Pointer<'a>, &'a str),
    Item(&'a Pointer<'a>, usize),
}

impl fmt::Display for Pointer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document => Ok(()),
            Self::Field(above, name) => write!(f, "{above}/{}", name.replace('~', "~0").replace('/', "~1")),
            Self::Item(above, index) => write!(f, "{above}/{index}"),
        }
    }
}

struct Check<'a> {
    definitions: &'a Json,
    count: usize,
    /// None where they are only counted.
    problems: Option<Vec<Problem>>,
}

impl Check<'_> {
    /// Counts a problem, and puts it in words where they are wanted.
    fn say(&mut self, pointer: Pointer<'_>, words: impl FnOnce() -> (String, Option<String>)) {
        self.count += 1;
        if let Some(problems) = &mut self.problems {
            let (message, hint) = words();
            problems.push(Problem::at(pointer.to_string(), message).maybe_hint(hint));
        }
    }

    fn value(&mut self, schema: &Json, value: &Value<'_>, pointer: Pointer<'_>) {
        if let Some(name) = schema.get("$ref").and_then(Json::as_str).and_then(|r| r.strip_prefix("#/$defs/")) {
            self.value(self.definitions.get(name).unwrap_or(&Json::Null), value, pointer);
            return;
        }
        if let Some(choices) = alternatives(schema) {
            self.one_of(choices, value, pointer);
            return;
        }
        if let Some(constant) = schema.get("const") {
            self.constant(constant, value, pointer);
            return;
        }
        let expected = types(schema);
        if !expected.is_empty() && !expected.iter().any(|kind| is_type(kind, value)) {
            self.say(pointer, || {
                let expected: Vec<&str> = expected.iter().map(|kind| words(kind)).collect();
                (format!("expected {}, found {}", expected.join(" or "), found(value)), None)
            });
            return;
        }
        match value {
            Value::Object(object) => self.object(schema, object, pointer),
            Value::Array(array) => {
                for (index, element) in array.elements.iter().enumerate() {
                    if let Some(items) = schema.get("items").or_else(|| schema.get("prefixItems")?.get(index)) {
                        self.value(items, element, Pointer::Item(&pointer, index));
                    }
                }
                let length = array.elements.len() as u64;
                let limit = |name| schema.get(name).and_then(Json::as_u64);
                if limit("minItems").is_some_and(|least| length < least)
                    || limit("maxItems").is_some_and(|most| length > most)
                {
                    let wanted = limit("minItems").or(limit("maxItems")).unwrap_or(0);
                    self.say(pointer, || (format!("expected {wanted} items, found {length}"), None));
                }
            }
            Value::StringLit(text) => self.text(schema, &text.value, pointer),
            Value::NumberLit(number) => self.number(schema, number.value, pointer),
            _ => {}
        }
    }

    fn object(&mut self, schema: &Json, object: &Object<'_>, pointer: Pointer<'_>) {
        let empty = serde_json::Map::new();
        let known = schema.get("properties").and_then(Json::as_object).unwrap_or(&empty);
        let others = schema.get("additionalProperties").or_else(|| schema.get("unevaluatedProperties"));
        // The only names that are bound to a form are slugs.
        let slugs = schema.get("patternProperties").and_then(Json::as_object).and_then(|forms| forms.values().next());
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for property in &object.properties {
            let name = property.name.as_str();
            let inside = Pointer::Field(&pointer, name);
            if !seen.insert(name) {
                self.say(inside, || (format!("`{name}` is here twice"), Some("keep one of them".into())));
            }
            if let Some(schema) = known.get(name).or_else(|| slugs.filter(|_| is_slug(name))) {
                self.value(schema, &property.value, inside);
            } else if others == Some(&Json::Bool(false)) {
                self.say(inside, || {
                    let near = nearest(name, known.keys().map(String::as_str));
                    let fields = known.keys().cloned().collect::<Vec<_>>().join(", ");
                    let listed = (!fields.is_empty()).then(|| format!("the fields here are: {fields}"));
                    let hint = near.first().map(|near| format!("did you mean `{near}`?")).or(listed);
                    (format!("unknown field `{name}`"), hint)
                });
            } else if let Some(schema @ Json::Object(_)) = others {
                self.value(schema, &property.value, inside);
            }
        }
        let required = schema.get("required").and_then(Json::as_array);
        for name in required.into_iter().flatten().filter_map(Json::as_str) {
            if !seen.contains(name) {
                self.say(pointer, || (format!("`{name}` is missing"), None));
            }
        }
    }

    fn text(&mut self, schema: &Json, text: &str, pointer: Pointer<'_>) {
        if let Some(choices) = schema.get("enum").and_then(Json::as_array) {
            let choices: Vec<&str> = choices.iter().filter_map(Json::as_str).collect();
            self.choice(&choices, text, pointer);
        }
        match schema.get("pattern").and_then(Json::as_str) {
            Some(pattern) if pattern.starts_with("^[a-z0-9]+") && !is_slug(text) => {
                let hint = "use lower-case letters a-z, digits and single hyphens";
                self.say(pointer, || (format!("`{text}` is not a name"), Some(hint.into())));
            }
            Some(pattern)
                if pattern.starts_with("^-?[0-9]+") && text.parse::<super::super::exact::Exact>().is_err() =>
            {
                self.say(pointer, || (format!("`{text}` is not a decimal number such as \"3.5\""), None));
            }
            _ => {}
        }
    }

    fn number(&mut self, schema: &Json, number: &str, pointer: Pointer<'_>) {
        let Ok(value) = number.parse::<f64>() else { return };
        let limit = |name| schema.get(name).and_then(Json::as_f64);
        let (least, most) = (limit("minimum"), limit("maximum"));
        if least.is_some_and(|least| value < least) || most.is_some_and(|most| value > most) {
            self.say(pointer, || {
                let message = match (least, most) {
                    (Some(least), Some(most)) => format!("{number} is not between {least} and {most}"),
                    (Some(least), None) => format!("{number} is below {least}"),
                    (None, _) => format!("{number} is too large"),
                };
                (message, None)
            });
        }
    }

    fn constant(&mut self, constant: &Json, value: &Value<'_>, pointer: Pointer<'_>) {
        match (constant, value) {
            (Json::String(wanted), Value::StringLit(text)) if *text.value == *wanted => {}
            (Json::Number(wanted), Value::NumberLit(number)) if wanted.to_string() == number.value => {}
            (Json::Number(_), Value::NumberLit(number))
                if matches!(pointer, Pointer::Field(Pointer::Document, "version"))
                    && number.value.parse::<u64>().is_ok_and(|version| version > NEWEST) =>
            {
                let hint = "update hotseat, or take the file from an older copy";
                self.say(pointer, || {
                    let message = format!("version {} is newer than this program reads ({NEWEST})", number.value);
                    (message, Some(hint.into()))
                });
            }
            _ => self.say(pointer, || (format!("expected {constant}, found {}", found(value)), None)),
        }
    }

    fn choice(&mut self, choices: &[&str], text: &str, pointer: Pointer<'_>) {
        if !choices.contains(&text) {
            self.say(pointer, || {
                let near = nearest(text, choices.iter().copied());
                let hint = near.first().map_or_else(
                    || format!("it is one of: {}", choices.join(", ")),
                    |near| format!("did you mean `{near}`?"),
                );
                (format!("`{text}` is not known here"), Some(hint))
            });
        }
    }

    /// Words to choose from; else the alternative that the value itself names; else the one with the fewest problems.
    fn one_of(&mut self, choices: &[Json], value: &Value<'_>, pointer: Pointer<'_>) {
        let words: Vec<&str> = choices.iter().flat_map(enum_words).collect();
        if let (Value::StringLit(text), false) = (value, words.is_empty()) {
            self.choice(&words, &text.value, pointer);
            return;
        }
        if choices.iter().all(|choice| !enum_words(choice).is_empty()) {
            self.say(pointer, || {
                (format!("expected one of \"{}\", found {}", words.join("\", \""), found(value)), None)
            });
            return;
        }
        if let Some((name, text, tags)) = tagged(choices, value) {
            match tags.iter().zip(choices).find(|(tag, _)| **tag == text) {
                Some((_, meant)) => self.value(meant, value, pointer),
                None => self.choice(&tags, text, Pointer::Field(&pointer, name)),
            }
            return;
        }
        let mut best: Option<(usize, &Json)> = None;
        for choice in choices {
            let mut check = Self { definitions: self.definitions, count: 0, problems: None };
            check.value(choice, value, pointer);
            if check.count == 0 {
                return;
            }
            if best.is_none_or(|(fewest, _)| check.count < fewest) {
                best = Some((check.count, choice));
            }
        }
        let Some((fewest, choice)) = best else { return };
        if self.problems.is_some() {
            self.value(choice, value, pointer);
        } else {
            self.count += fewest;
        }
    }
}

fn alternatives(schema: &Json) -> Option<&[Json]> {
    schema.get("oneOf").or_else(|| schema.get("anyOf")).and_then(Json::as_array).map(Vec::as_slice)
}

/// The field of an object by whose word alternatives are told apart, its word, and that of each alternative.
fn tagged<'a>(choices: &'a [Json], value: &'a Value<'_>) -> Option<(&'a str, &'a str, Vec<&'a str>)> {
    let Value::Object(object) = value else { return None };
    object.properties.iter().find_map(|property| {
        let name = property.name.as_str();
        let Value::StringLit(text) = &property.value else { return None };
        let tag = |choice: &'a Json| choice.get("properties")?.get(name)?.get("const")?.as_str();
        Some((name, &*text.value, choices.iter().map(tag).collect::<Option<Vec<&str>>>()?))
    })
}

fn enum_words(schema: &Json) -> Vec<&str> {
    let single = schema.get("const").and_then(Json::as_str);
    let many = schema.get("enum").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str);
    single.into_iter().chain(many).collect()
}

fn types(schema: &Json) -> Vec<&str> {
    match schema.get("type") {
        Some(Json::String(one)) => vec![one],
        Some(Json::Array(many)) => many.iter().filter_map(Json::as_str).collect(),
        _ => Vec::new(),
    }
}

fn is_type(kind: &str, value: &Value<'_>) -> bool {
    match (kind, value) {
        ("object", Value::Object(_))
        | ("array", Value::Array(_))
        | ("string", Value::StringLit(_))
        | ("number", Value::NumberLit(_))
        | ("boolean", Value::BooleanLit(_))
        | ("null", Value::NullKeyword(_)) => true,
        ("integer", Value::NumberLit(number)) => number.value.parse::<i128>().is_ok(),
        _ => false,
    }
}

fn words(kind: &str) -> &str {
    match kind {
        "object" => "an object { }",
        "array" => "a list [ ]",
        "string" => "text",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "true or false",
        _ => "null",
    }
}

fn found(value: &Value<'_>) -> String {
    match value {
        Value::Object(_) => "an object".into(),
        Value::Array(_) => "a list".into(),
        Value::StringLit(text) => format!("the text \"{}\"", text.value.chars().take(40).collect::<String>()),
        Value::NumberLit(number) => format!("the number {}", number.value),
        Value::BooleanLit(truth) => truth.value.to_string(),
        Value::NullKeyword(_) => "null".into(),
    }
}
