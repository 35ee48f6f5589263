//! Lists the shipped documents, so that they are compiled in: `banks/`, `formats/`, `rubrics/` and the example panel in `sessions/`; writes
//! the first three down as `src/store/compiled.rs` reads them, in an instant, at every start, the wording of each question by itself; and makes a number of the source that the index of sessions and what lies beside it depend on, so that no index outlives a change to it.

use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hasher as _};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use serde_json::Value;

#[expect(clippy::disallowed_methods, reason = "cargo reads what a build script writes only after it has ended")]
fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut list = String::from("&[\n");
    let mut compiled = String::from("&[\n");
    let mut keys = Vec::new();
    for folder in ["banks", "formats", "rubrics", "sessions"] {
        println!("cargo::rerun-if-changed={folder}");
        let mut files = Vec::new();
        collect(&root.join(folder), &mut files)?;
        files.sort();
        for file in files {
            println!("cargo::rerun-if-changed={}", file.display());
            let name = file.strip_prefix(&root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            let _ = writeln!(list, "    ({name:?}, include_str!({:?})),", file.display().to_string());
            if folder == "sessions" {
                continue;
            }
            let text = fs::read_to_string(&file)?;
            let mut document: Value =
                serde_json::from_str(&text).map_err(|error| io::Error::other(format!("{name} is no JSON: {error}")))?;
            let apart = if folder == "banks" { take_wordings(&mut document) } else { Vec::new() };
            let (mut tree, mut texts) = (Vec::new(), String::new());
            compile(&document, &mut keys, (&mut tree, &mut texts));
            let mut starts = Vec::new();
            for part in &apart {
                starts.push((tree.len(), texts.len()));
                compile(part, &mut keys, (&mut tree, &mut texts));
            }
            let base = out.join(name.replace('/', "-"));
            let (tree_file, texts_file) = (base.with_extension("tree"), base.with_extension("texts"));
            fs::write(&tree_file, tree)?;
            fs::write(&texts_file, texts)?;
            let [tree, texts] = [tree_file, texts_file].map(|file| file.display().to_string());
            let _ =
                writeln!(compiled, "    ({name:?}, include_bytes!({tree:?}), include_str!({texts:?}), &{starts:?}),");
        }
    }
    list.push_str("]\n");
    compiled.push_str("]\n");
    println!(
        "cargo::rustc-env=HOTSEAT_CORE={:x}",
        source(&root, &["src/core", "src/store/index", "src/page/answer.rs", "src/page/clean.rs", "src/page/card"])?
    );
    fs::write(out.join("compiled.rs"), compiled)?;
    fs::write(out.join("keys.rs"), format!("&{keys:?}"))?;
    fs::write(out.join("embedded.rs"), list)
}

/// Takes out of a bank what is said and read of its questions, and leaves empty texts and lists in its place.
fn take_wordings(bank: &mut Value) -> Vec<Value> {
    let questions = bank.get_mut("questions").and_then(Value::as_array_mut);
    let fields = ["prompt", "answer", "signals", "hints", "follow_ups", "handout"];
    let take = |question: &mut Value| {
        let mut wording = serde_json::Map::new();
        for field in fields {
            if let Some(value) = question.get_mut(field) {
                let emptied = emptied(value);
                wording.insert(field.to_owned(), std::mem::replace(value, emptied));
            }
        }
        Value::Object(wording)
    };
    questions.into_iter().flatten().map(take).collect()
}

/// A value of that shape with nothing said in it.
fn emptied(value: &Value) -> Value {
    match value {
        Value::String(_) => Value::String(String::new()),
        Value::Array(_) => Value::Array(Vec::new()),
        Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), emptied(value))).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

/// Appends what a value holds: a letter for what it is, then its number, its length, or what is in it. Texts stand by themselves, one
/// after another; names of fields are numbers.
fn compile(value: &Value, keys: &mut Vec<String>, (tree, texts): (&mut Vec<u8>, &mut String)) {
    match value {
        Value::Null => tree.push(b'n'),
        Value::Bool(is_true) => tree.push(if *is_true { b't' } else { b'f' }),
        Value::Number(number) => {
            let (kind, bits) = match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(number), ..) => (b'u', number),
                (None, Some(number), _) => (b'i', number.cast_unsigned()),
                (None, None, number) => (b'd', number.unwrap_or_default().to_bits()),
            };
            tree.push(kind);
            push(tree, bits);
        }
        Value::String(text) => {
            tree.push(b's');
            push(tree, text.len() as u64);
            texts.push_str(text);
        }
        Value::Array(values) => {
            tree.push(b'a');
            push(tree, values.len() as u64);
            for value in values {
                compile(value, keys, (tree, texts));
            }
        }
        Value::Object(fields) => {
            tree.push(b'o');
            push(tree, fields.len() as u64);
            for (name, value) in fields {
                let known = keys.iter().position(|key| key == name);
                push(tree, known.unwrap_or(keys.len()) as u64);
                if known.is_none() {
                    keys.push(name.clone());
                }
                compile(value, keys, (tree, texts));
            }
        }
    }
}

/// Appends a number, seven bits to a byte, the lowest first.
fn push(tree: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        tree.push(low(number) | 0x80);
        number >>= 7;
    }
    tree.push(low(number));
}

/// A number made of some files, and all below some folders.
fn source(root: &Path, folders: &[&str]) -> io::Result<u64> {
    let mut hasher = DefaultHasher::new();
    let mut left: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
    let mut files = Vec::new();
    while let Some(path) = left.pop() {
        println!("cargo::rerun-if-changed={}", path.display());
        if path.is_dir() {
            left.extend(
                fs::read_dir(&path)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?,
            );
        } else {
            files.push(path);
        }
    }
    files.sort();
    for path in files {
        hasher.write(&fs::read(path)?);
    }
    Ok(hasher.finish())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let known = path.extension().is_some_and(|extension| extension == "json" || extension == "jsonl");
        // The audit of the banks is for their authors, not for the binary.
        if path.is_dir() && path.file_name().is_none_or(|name| name != "audit") {
            collect(&path, files)?;
        } else if known {
            files.push(path);
        }
    }
    Ok(())
}

/// The lowest seven bits.
fn low(number: u64) -> u8 {
    u8::try_from(number & 0x7f).unwrap_or_default()
}
