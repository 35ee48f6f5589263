//! Changes an input a little: its bytes, or, where it is JSON, its values, so that it stays JSON and gets further in.

use serde_json::{Map, Value};

use crate::chance::Chance;

/// Texts that readers have been known to stumble over.
const TEXTS: [&str; 14] = [
    "",
    " ",
    "x",
    "r1",
    "technical",
    "\u{0}",
    "\u{1b}[2J",
    "\u{202e}abc",
    "e\u{301}\u{300}",
    "{project}",
    "=1+1",
    "a/b~c",
    "line\nbreak\r",
    "2026-02-30",
];
/// Bytes that mean something in JSON or CSV.
const TOKENS: [&[u8]; 16] = [
    b"\n",
    b"\r\n",
    b"\r",
    b",",
    b";",
    b"\t",
    b"\"",
    b"\"\"",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b"\\u0000",
    b"\xef\xbb\xbf",
    b"\xff",
];

/// A changed input, of at most `longest` bytes; `other` is an input of the same kind to take parts of.
pub fn mutated(input: &[u8], other: &[u8], longest: usize, chance: &mut Chance) -> Vec<u8> {
    let changes = 1 + chance.below(3);
    let mut changed = match serde_json::from_slice::<Value>(input) {
        Ok(mut tree) if !chance.one_in(6) => {
            change_tree(&mut tree, changes, chance);
            serde_json::to_vec(&tree).unwrap_or_default()
        }
        _ if is_lines(input) && !chance.one_in(6) => {
            (0..changes).fold(input.to_vec(), |changed, _| change_lines(&changed, other, chance))
        }
        _ => (0..changes).fold(input.to_vec(), |changed, _| change_bytes(changed, other, chance)),
    };
    changed.truncate(longest);
    changed
}

/// Whether each line is a value of its own, as in a journal.
fn is_lines(input: &[u8]) -> bool {
    input.starts_with(b"{") && input.split(|byte| *byte == b'\n').next().is_some_and(|line| line.ends_with(b"}"))
}

fn change_lines(input: &[u8], other: &[u8], chance: &mut Chance) -> Vec<u8> {
    let lines = |text: &[u8]| text.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect::<Vec<_>>();
    let (mut lines, others) = (lines(input), lines(other));
    if lines.is_empty() {
        return Vec::new();
    }
    let at = chance.below(lines.len());
    match chance.below(5) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(at, lines[at].clone()),
        2 => {
            let with = chance.below(lines.len());
            lines.swap(at, with);
        }
        3 => lines.insert(at, chance.one_of(&others).cloned().unwrap_or_default()),
        _ => {
            if let Ok(mut tree) = serde_json::from_slice::<Value>(&lines[at]) {
                change_tree(&mut tree, 1, chance);
                lines[at] = serde_json::to_vec(&tree).unwrap_or_default();
                lines[at].push(b'\n');
            }
        }
    }
    lines.concat()
}

fn change_bytes(mut bytes: Vec<u8>, other: &[u8], chance: &mut Chance) -> Vec<u8> {
    let at = chance.below(bytes.len() + 1);
    let end = (at + 1 + chance.below(8)).min(bytes.len());
    match chance.below(6) {
        0 => drop(bytes.drain(at.min(end)..end)),
        1 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << chance.below(8);
            }
        }
        2 => {
            let token = chance.one_of(&TOKENS).copied().unwrap_or_default();
            bytes.splice(at..at, token.iter().copied());
        }
        3 => {
            let again = bytes.get(at.min(end)..end).unwrap_or_default().to_vec();
            bytes.splice(at..at, again);
        }
        4 => bytes.truncate(at),
        _ => {
            let from = chance.below(other.len() + 1);
            let to = (from + chance.below(64)).min(other.len());
            bytes.splice(at.min(end)..end, other.get(from..to).unwrap_or_default().iter().copied());
        }
    }
    bytes
}

/// Changes values here and there; a place that an earlier change took away is passed over.
fn change_tree(tree: &mut Value, changes: usize, chance: &mut Chance) {
    let (mut nodes, mut texts) = (0, Vec::new());
    survey(tree, &mut nodes, &mut texts);
    for _ in 0..changes {
        let mut at = chance.below(nodes);
        change_at(tree, &mut at, &texts, chance);
    }
}

/// Counts values, and notes every text, so that one name can take another's place.
fn survey(tree: &Value, nodes: &mut usize, texts: &mut Vec<String>) {
    *nodes += 1;
    match tree {
        Value::Array(values) => values.iter().for_each(|value| survey(value, nodes, texts)),
        Value::Object(fields) => {
            for (name, value) in fields {
                texts.push(name.clone());
                survey(value, nodes, texts);
            }
        }
        Value::String(text) => texts.push(text.clone()),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Changes the value of that number; says whether it was found.
fn change_at(tree: &mut Value, at: &mut usize, texts: &[String], chance: &mut Chance) -> bool {
    if *at == 0 {
        change_value(tree, texts, chance);
        return true;
    }
    *at -= 1;
    match tree {
        Value::Array(values) => values.iter_mut().any(|value| change_at(value, at, texts, chance)),
        Value::Object(fields) => fields.values_mut().any(|value| change_at(value, at, texts, chance)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

fn change_value(value: &mut Value, texts: &[String], chance: &mut Chance) {
    if chance.one_in(8) {
        *value = any_value(texts, chance);
        return;
    }
    match value {
        Value::Null => *value = any_value(texts, chance),
        Value::Bool(truth) => *truth = !*truth,
        Value::Number(_) => *value = any_number(value.as_i64(), chance),
        Value::String(text) => *text = any_text(text, texts, chance),
        Value::Array(values) => {
            let at = chance.below(values.len());
            match chance.below(4) {
                0 => drop((!values.is_empty()).then(|| values.remove(at))),
                1 => values.extend(values.get(at).cloned()),
                2 => values.insert(at, any_value(texts, chance)),
                _ => values.rotate_left(at),
            }
        }
        Value::Object(fields) => change_fields(fields, texts, chance),
    }
}

fn change_fields(fields: &mut Map<String, Value>, texts: &[String], chance: &mut Chance) {
    let names: Vec<String> = fields.keys().cloned().collect();
    let name = chance.one_of(&names).cloned().unwrap_or_default();
    match chance.below(3) {
        0 => drop(fields.remove(&name)),
        1 => {
            let value = fields.remove(&name).unwrap_or_default();
            fields.insert(any_text(&name, texts, chance), value);
        }
        _ => {
            let value = fields.get(&name).cloned().unwrap_or_default();
            fields.insert(any_text(&name, texts, chance), value);
        }
    }
}

fn any_value(texts: &[String], chance: &mut Chance) -> Value {
    match chance.below(7) {
        0 => Value::Null,
        1 => Value::Bool(chance.one_in(2)),
        2 => any_number(None, chance),
        3 => Value::Array(Vec::new()),
        4 => Value::Object(Map::new()),
        5 => (0..chance.below(160)).fold(Value::Null, |inner, _| Value::Array(vec![inner])),
        _ => Value::String(any_text("", texts, chance)),
    }
}

fn any_number(now: Option<i64>, chance: &mut Chance) -> Value {
    const EDGES: [i64; 16] = [0, 1, 2, 5, 6, 100, 101, 180, 181, 255, 256, 65_535, 65_536, -1, i64::MAX, i64::MIN];
    match chance.below(5) {
        0 => now.map_or(0, |now| now.wrapping_add(1)).into(),
        1 => now.map_or(0, |now| now.wrapping_sub(1)).into(),
        2 => u64::MAX.into(),
        3 => (chance.below(1000) as f64 / 7.0).into(),
        _ => chance.one_of(&EDGES).copied().unwrap_or_default().into(),
    }
}

fn any_text(now: &str, texts: &[String], chance: &mut Chance) -> String {
    match chance.below(5) {
        0 => chance.one_of(&TEXTS).copied().unwrap_or_default().to_owned(),
        1 => format!("{now}{}", chance.one_of(&TEXTS).copied().unwrap_or_default()),
        2 => now.chars().skip(1).collect(),
        3 => now.repeat(1 + chance.below(9)),
        _ => chance.one_of(texts).cloned().unwrap_or_default(),
    }
}
