//! What to begin with: the shipped documents in small pieces, their prose cut short, so that an input is read in microseconds.

use std::collections::BTreeSet;

use hotseat::store::shipped;
use serde_json::{Value, json};

/// Every fortieth question of the banks, as a bank of its own.
pub fn bank() -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for (path, text) in shipped("banks") {
        let bank = tree(path, text);
        for question in bank["questions"].as_array().into_iter().flatten().step_by(40) {
            let mut question = question.clone();
            shorten(&mut question, Cut { prose: PROSE, list: 2 });
            // The blanks of a prompt stand in it, also when it is short.
            let blanks =
                question.get("slots").and_then(Value::as_array).map(|slots| slots.iter().filter_map(Value::as_str));
            if let Some(prompt) = blanks.map(|blanks| blanks.map(|blank| format!("{{{blank}}} ")).collect::<String>()) {
                question["prompt"] = prompt.into();
            }
            found
                .push(bytes(&json!({"version": 1, "id": bank["id"], "title": bank["title"], "questions": [question]})));
        }
    }
    found
}

/// The formats, which are those of the folder that have sections.
pub fn format() -> Vec<Vec<u8>> {
    let documents = shipped("formats").map(|(path, text)| tree(path, text));
    documents.filter(|document| document.get("sections").is_some()).map(|format| written(&format, usize::MAX)).collect()
}

/// The rubrics: small, with shorter lists, and whole.
pub fn rubric() -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for (path, text) in shipped("rubrics") {
        let rubric = tree(path, text);
        found.extend([bytes(&small_rubric(&rubric)), bytes(&with_short_lists(&rubric)), written(&rubric, 4)]);
    }
    found
}

/// A rubric of two dimensions and three bands, with one of all else.
fn small_rubric(rubric: &Value) -> Value {
    let mut rubric = rubric.clone();
    for (list, most) in [("dimensions", 2), ("bands", 3), ("floors", 1), ("red_flags", 1), ("criteria", 1)] {
        truncate(&mut rubric[list], most);
    }
    for dimension in rubric["dimensions"].as_array_mut().into_iter().flatten() {
        dimension["weight"] = 50.into();
    }
    shorten(&mut rubric, SMALL);
    rubric
}

fn with_short_lists(rubric: &Value) -> Value {
    let mut rubric = rubric.clone();
    ["floors", "red_flags", "criteria"].iter().for_each(|list| truncate(&mut rubric[list], 2));
    shorten(&mut rubric, Cut { prose: PROSE, list: usize::MAX });
    rubric
}

/// The plan of each session of the example panel: two sections of it, one without questions, and all of it with a question or two a section.
pub fn plan() -> Vec<Vec<u8>> {
    let mut found: Vec<Vec<u8>> = plans().iter().map(bytes).collect();
    found.sort();
    found.dedup();
    found
}

fn plans() -> Vec<Value> {
    let (mut small, mut whole) = (example("plan.json"), example("plan.json"));
    for plan in &mut small {
        plan["rubric"] = small_rubric(&plan["rubric"]);
        plan["rubric"]["checklists"] = json!({});
        for (list, most) in [("dimensions", 1), ("bands", 1), ("floors", 0), ("criteria", 0)] {
            truncate(&mut plan["rubric"][list], most);
        }
        truncate(&mut plan["sections"], 2);
        for section in plan["sections"].as_array_mut().into_iter().flatten().skip(1) {
            for list in ["questions", "backups"] {
                section[list] = json!([]);
            }
        }
        with_one_question(plan);
        shorten(plan, SMALL);
    }
    for plan in &mut whole {
        plan["rubric"] = with_short_lists(&plan["rubric"]);
        with_one_question(plan);
        shorten(plan, Cut { prose: PROSE, list: usize::MAX });
    }
    small.into_iter().chain(whole).collect()
}

fn with_one_question(plan: &mut Value) {
    for section in plan["sections"].as_array_mut().into_iter().flatten() {
        for list in ["questions", "backups"] {
            truncate(&mut section[list], 1);
            section[list].as_array_mut().into_iter().flatten().for_each(|question| truncate(&mut question["why"], 2));
        }
    }
}

/// A kit of each of those plans.
pub fn kit() -> Vec<Vec<u8>> {
    let kit = |plan: Value| {
        json!({
            "version": 1, "id": plan["kit"]["id"], "title": "A kit", "format": plan["format"], "level": plan["level"],
            "track": plan["track"], "technologies": plan["technologies"], "seed": plan["seed"], "rounds": [plan],
        })
    };
    let mut found: Vec<Vec<u8>> = plans().into_iter().map(|plan| bytes(&kit(plan))).collect();
    found.sort();
    found.dedup();
    found
}

/// The journals of the example panel, in stretches of six lines after the first, and whole.
pub fn journal() -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for (path, text) in shipped("sessions") {
        if !path.ends_with("journal.jsonl") {
            continue;
        }
        let lines: Vec<Value> = text.lines().map(|line| tree(path, line)).collect();
        let lines: Vec<Vec<u8>> =
            lines.iter().map(|line| [written(line, usize::MAX), b"\n".to_vec()].concat()).collect();
        let (first, rest) = lines.split_at(1);
        found.extend(rest.chunks(6).map(|chunk| [first.concat(), chunk.concat()].concat()));
        found.push(lines.concat());
    }
    found
}

/// The plan that every journal is replayed over: that of the example panel, with all its questions.
pub fn plan_of_journals() -> Vec<u8> {
    example("plan.json").first().map(|plan| written(plan, usize::MAX)).unwrap_or_default()
}

/// The people of the example panel, and others whose names are hard to tell apart.
pub fn people() -> Vec<Vec<u8>> {
    let others = json!({
        "version": 1,
        "candidates": {"c1": "Zoë Miller", "c2": "Zoe Miller", "c3": "Ann", "c4": "Ann Lee", "c5": "李雷", "c6": "c1"},
        "interviewers": {"kim-park": "Kim Park", "kim-park-2": "KIM  PARK"},
    });
    let own = shipped("sessions").filter(|(path, _)| path.ends_with("people.json"));
    own.map(|(_, text)| text.as_bytes().to_vec()).chain([written(&others, usize::MAX)]).collect()
}

/// An import over the shipped rubric.
pub fn import() -> Vec<Vec<u8>> {
    let rubric = shipped("rubrics").next().map(|(path, text)| small_rubric(&tree(path, text))).unwrap_or_default();
    let row = |candidate: &str, interviewer: &str, dimension: &str, score: u8| json!({"candidate": candidate, "interviewer": interviewer, "dimension": dimension, "score": score});
    let mut noted = row("c2", "lee", "problem-solving", 5);
    for (field, text) in [("round", "R1"), ("note", "said why"), ("date", "2026-11-03")] {
        noted[field] = text.into();
    }
    let rows = [
        row("c1", "kim", "technical", 4),
        row("c1", "kim", "problem-solving", 2),
        row("c2", "lee", "technical", 1),
        noted,
    ];
    let import = |rows: &[Value]| {
        json!({
            "version": 1, "format": "deep-technical", "title": "Deep technical", "minutes": 60, "level": "mid",
            "dimensions": ["technical", "problem-solving"], "date": "2026-11-02", "rubric": rubric, "rows": rows,
        })
    };
    [import(&rows), import(&rows[..1]), import(&[])]
        .iter()
        .map(|import| serde_json::to_vec(import).unwrap_or_default())
        .collect()
}

/// Tables of ratings, in the ways in which programs write them.
pub fn ratings() -> Vec<Vec<u8>> {
    let rows = [
        "candidate,interviewer,dimension,score,round,note,date",
        "Rowan Alder,Fern Ash,technical,4,r1,\"clear, calm\",2026-11-10",
        "Rowan Alder,Fern Ash,communication,3,r1,,",
        "Hazel Thorne,Iris Holly,technical,5,r2,\"said \"\"no\"\"\nand why\",2026-11-11",
        "Linden Moss,Basil Reed,problem-solving,2.5,,,",
    ];
    let mut found: Vec<Vec<u8>> = ["\n", "\r\n", "\r"].map(|end| (rows.join(end) + end).into_bytes()).into();
    found.push([b"\xef\xbb\xbf".to_vec(), rows.join("\n").into_bytes()].concat());
    for separator in [";", "\t"] {
        found.push("ratee,rater,item,score\nA,K,t,4\n\nB,K,t,x\n".replace(',', separator).into_bytes());
    }
    found
}

fn example(name: &str) -> Vec<Value> {
    shipped("sessions").filter(|(path, _)| path.ends_with(name)).map(|(path, text)| tree(path, text)).collect()
}

fn tree(path: &str, text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn truncate(list: &mut Value, most: usize) {
    if let Some(items) = list.as_array_mut() {
        items.truncate(most);
    }
}

fn bytes(document: &Value) -> Vec<u8> {
    serde_json::to_vec(document).unwrap_or_default()
}

/// How much is left: of a text the first characters, of a list the first texts.
#[derive(Clone, Copy)]
struct Cut {
    prose: usize,
    list: usize,
}

/// The characters that are left of a text.
const PROSE: usize = 12;
/// What makes a plan fit into less than two kilobytes.
const SMALL: Cut = Cut { prose: 3, list: 1 };

/// The document with its prose cut short, and of each list of texts so many.
fn written(document: &Value, most: usize) -> Vec<u8> {
    let mut document = document.clone();
    shorten(&mut document, Cut { prose: PROSE, list: most });
    bytes(&document)
}

fn shorten(value: &mut Value, cut: Cut) {
    match value {
        // A text without a blank is a name.
        Value::String(text) if text.contains(' ') => *text = text.chars().take(cut.prose).collect(),
        Value::Array(values) => {
            if values.iter().all(Value::is_string) {
                values.truncate(cut.list);
            }
            values.iter_mut().for_each(|value| shorten(value, cut));
        }
        Value::Object(fields) => fields.values_mut().for_each(|value| shorten(value, cut)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// What a dictionary for the engine holds, each as it stands in one: the names in JSON of a corpus, or the cells of its tables and what
/// stands between them.
pub fn dictionary(corpus: &[Vec<u8>]) -> Vec<String> {
    let names = names(corpus);
    if !names.is_empty() {
        return names.iter().map(|name| format!("\"\\\"{name}\\\"\"")).collect();
    }
    const BETWEEN: [&str; 12] = [
        ",",
        ";",
        "\\x09",
        "|",
        "\\x0d\\x0a",
        "\\x0a",
        "\\\"",
        "\\\"\\\"",
        "sep=;",
        "\\xef\\xbb\\xbf",
        "\\xff\\xfe",
        "\\x00",
    ];
    let is_plain = |cell: &&str| {
        (1..=24).contains(&cell.len()) && cell.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ')
    };
    let texts = corpus.iter().filter_map(|input| std::str::from_utf8(input).ok());
    let cells =
        texts.flat_map(|text| text.split([',', ';', '\t', '|', '\n', '\r', '"', '\\'])).map(str::trim).filter(is_plain);
    let cells: BTreeSet<&str> = cells.collect();
    BETWEEN.into_iter().chain(cells).map(|token| format!("\"{token}\"")).collect()
}

/// The names in JSON of a corpus, of fields and of what they hold.
fn names(corpus: &[Vec<u8>]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for input in corpus {
        let values = serde_json::Deserializer::from_slice(input).into_iter::<Value>();
        values.map_while(Result::ok).for_each(|value| collect_names(&value, &mut found));
    }
    found
}

fn collect_names(value: &Value, found: &mut BTreeSet<String>) {
    let is_name = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    match value {
        Value::String(text) if is_name(text) => drop(found.insert(text.clone())),
        Value::Array(values) => values.iter().for_each(|value| collect_names(value, found)),
        Value::Object(fields) => {
            for (name, value) in fields {
                found.extend(is_name(name).then(|| name.clone()));
                collect_names(value, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
