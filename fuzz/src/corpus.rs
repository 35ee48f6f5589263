//! What to begin with: the shipped documents in small pieces, their prose cut short, so that an input is read in microseconds.

use hotseat::store::shipped;
use serde_json::{Value, json};

/// Every fortieth question of the banks, as a bank of its own.
pub fn bank() -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for (path, text) in shipped("banks") {
        let bank = tree(path, text);
        for question in bank["questions"].as_array().into_iter().flatten().step_by(40) {
            let alone = json!({"version": 1, "id": bank["id"], "title": bank["title"], "questions": [question]});
            found.push(written(&alone, 2));
        }
    }
    found
}

/// The formats.
pub fn format() -> Vec<Vec<u8>> {
    let lists = ["loops.json", "tracks.json", "technologies.json"];
    let formats = shipped("formats").filter(|(path, _)| !lists.iter().any(|list| path.ends_with(list)));
    formats.map(|(path, text)| written(&tree(path, text), usize::MAX)).collect()
}

/// The rubrics, whole and with shorter lists.
pub fn rubric() -> Vec<Vec<u8>> {
    let rubrics = || shipped("rubrics").map(|(path, text)| tree(path, text));
    rubrics().map(|rubric| small_rubric(&rubric)).chain(rubrics().map(|rubric| written(&rubric, 4))).collect()
}

fn small_rubric(rubric: &Value) -> Vec<u8> {
    let mut rubric = rubric.clone();
    for list in ["floors", "red_flags", "criteria"] {
        if let Some(items) = rubric[list].as_array_mut() {
            items.truncate(2);
        }
    }
    written(&rubric, usize::MAX)
}

/// The plan of each session of the example panel, with a question or two a section.
pub fn plan() -> Vec<Vec<u8>> {
    let plans = example("plan.json").into_iter();
    let mut found: Vec<Vec<u8>> = plans.map(|plan| with_small_rubric(&plan, 1)).collect();
    found.sort();
    found.dedup();
    found
}

/// A kit of each of those plans.
pub fn kit() -> Vec<Vec<u8>> {
    let kit = |text: Vec<u8>| {
        let plan: Value = serde_json::from_slice(&text).unwrap_or_default();
        let kit = json!({
            "version": 1, "id": plan["kit"]["id"], "title": "A kit", "format": plan["format"], "level": plan["level"],
            "track": plan["track"], "technologies": plan["technologies"], "seed": plan["seed"], "rounds": [plan],
        });
        serde_json::to_vec(&kit).unwrap_or_default()
    };
    plan().into_iter().map(kit).collect()
}

fn with_small_rubric(plan: &Value, questions: usize) -> Vec<u8> {
    let rubric: Value = serde_json::from_slice(&small_rubric(&plan["rubric"])).unwrap_or_default();
    let mut plan: Value = serde_json::from_slice(&written(plan, usize::MAX)).unwrap_or_default();
    for section in plan["sections"].as_array_mut().into_iter().flatten() {
        for list in ["questions", "backups"] {
            if let Some(items) = section[list].as_array_mut() {
                items.truncate(questions);
            }
        }
    }
    plan["rubric"] = rubric;
    serde_json::to_vec(&plan).unwrap_or_default()
}

/// The journals of the example panel, in stretches of ten lines from the beginning.
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
        found.extend(rest.chunks(10).map(|chunk| [first.concat(), chunk.concat()].concat()));
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
    let rubric: Value = serde_json::from_slice(&rubric).unwrap_or_default();
    let row = |candidate: &str, interviewer: &str, dimension: &str, score: u8| json!({"candidate": candidate, "interviewer": interviewer, "dimension": dimension, "score": score});
    let mut noted = row("c2", "lee", "communication", 5);
    for (field, text) in [("round", "R1"), ("note", "said why"), ("date", "2026-11-03")] {
        noted[field] = text.into();
    }
    let rows = [
        row("c1", "kim", "technical", 4),
        row("c1", "kim", "communication", 2),
        row("c2", "lee", "technical", 1),
        noted,
    ];
    let import = |rows: &[Value]| {
        json!({
            "version": 1, "format": "deep-technical", "title": "Deep technical", "minutes": 60, "level": "mid",
            "dimensions": ["technical", "communication"], "date": "2026-11-02", "rubric": rubric, "rows": rows,
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

/// The document with its prose cut short, and of each list of texts so many.
fn written(document: &Value, most: usize) -> Vec<u8> {
    let mut document = document.clone();
    shorten(&mut document, most);
    serde_json::to_vec(&document).unwrap_or_default()
}

fn shorten(value: &mut Value, most: usize) {
    match value {
        // A text without a blank is a name.
        Value::String(text) if text.contains(' ') && text.len() > 12 => *text = text.chars().take(12).collect(),
        Value::Array(values) => {
            if values.iter().all(Value::is_string) {
                values.truncate(most);
            }
            values.iter_mut().for_each(|value| shorten(value, most));
        }
        Value::Object(fields) => fields.values_mut().for_each(|value| shorten(value, most)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
