//! One word for one thing (docs/design.md, "Words"), one way to write it, and no files that use each other in a circle: all read
//! from the source.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::buffer::Cursor;

/// A token of the source, as far as names and paths need it: comments are gone, texts and numbers have become nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Ident(String),
    Punct(char),
    Group(Vec<Token>),
}

impl Token {
    fn ident(&self) -> Option<&str> {
        match self {
            Self::Ident(ident) => Some(ident),
            Self::Punct(_) | Self::Group(_) => None,
        }
    }

    fn is(&self, word: &str) -> bool {
        self.ident() == Some(word)
    }
}

fn tokens(mut cursor: Cursor<'_>) -> Vec<Token> {
    let mut found = Vec::new();
    while !cursor.eof() {
        if let Some((ident, rest)) = cursor.ident() {
            found.push(Token::Ident(ident.to_string()));
            cursor = rest;
        } else if let Some((punct, rest)) = cursor.punct() {
            found.push(Token::Punct(punct.as_char()));
            cursor = rest;
        } else if let Some((inside, _, _, rest)) = cursor.any_group() {
            found.push(Token::Group(tokens(inside)));
            cursor = rest;
        } else {
            let Some((_, rest)) = cursor.token_tree() else { break };
            cursor = rest;
        }
    }
    found
}

/// What `read` makes of a file's tokens.
fn of_source<T>(text: &str, read: impl Fn(Cursor<'_>) -> T) -> T {
    let parse = |input: syn::parse::ParseStream<'_>| {
        let found = read(input.cursor());
        input.step(|cursor| {
            let mut rest = *cursor;
            while let Some((_, next)) = rest.token_tree() {
                rest = next;
            }
            Ok(((), rest))
        })?;
        Ok(found)
    };
    syn::parse::Parser::parse_str(parse, text).expect("the file is Rust")
}

/// A file of the source: its module's path, where it lies, and its tokens.
struct Source {
    module: Vec<String>,
    path: PathBuf,
    tokens: Vec<Token>,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder reads") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).expect("the file reads");
            let tokens = of_source(&text, tokens);
            let path = path.strip_prefix(&root).expect("below the root").to_owned();
            let module = path.with_extension("");
            let module = module.iter().map(|part| part.to_string_lossy().into_owned());
            let module = module.filter(|part| !["mod", "lib", "main"].contains(&part.as_str())).collect();
            found.push(Source { module, path, tokens });
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

/// The types that tokens declare; those that belong to an `impl` or a `trait` apart.
fn types(tokens: &[Token], found: &mut Vec<String>) {
    let mut of_trait = false;
    for (index, token) in tokens.iter().enumerate() {
        let next = tokens.get(index + 1);
        match token {
            Token::Ident(word) if ["struct", "enum", "trait", "union", "type"].contains(&word.as_str()) => {
                found.extend(next.and_then(Token::ident).map(str::to_owned));
                of_trait |= word == "trait";
            }
            Token::Ident(word) => of_trait |= word == "impl",
            // A macro of the project's own, which is given the names: `names! { FormatId; ... }`, `words! { Kind, ... }`.
            Token::Punct('!') if index > 0 && (tokens[index - 1].is("names") || tokens[index - 1].is("words")) => {
                if let Some(Token::Group(inside)) = next {
                    let first = inside.iter().position(|token| token.ident().is_some());
                    for (index, pair) in inside.windows(2).enumerate() {
                        if let [Token::Ident(name), Token::Punct(end)] = pair
                            && (*end == ';' || *end == ',' && first == Some(index))
                        {
                            found.push(name.clone());
                        }
                    }
                }
            }
            Token::Punct(';') => of_trait = false,
            Token::Punct(_) => {}
            Token::Group(inside) => {
                let mut within = Vec::new();
                types(inside, &mut within);
                if of_trait {
                    // What is declared in a method is a type like others; what an impl says of a trait is none.
                    within.retain(|name| !ASSOCIATED.contains(&name.as_str()));
                }
                found.extend(within);
            }
        }
    }
}

/// Names of associated types, which traits of others prescribe; and the one alias that every module may have of its own.
const ASSOCIATED: [&str; 8] = ["Err", "Error", "IntoIter", "Item", "Output", "Target", "Value", "Variant"];
const ALIAS: &str = "Result";

#[test]
fn no_two_types_share_a_name() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in sources() {
        let mut found = Vec::new();
        types(&source.tokens, &mut found);
        for name in found.into_iter().filter(|name| name != ALIAS) {
            places.entry(name).or_default().push(source.path.display().to_string());
        }
    }
    for expected in ["Format", "FormatId", "Kind", "Plan", "RunArgs"] {
        assert!(places.contains_key(expected), "{expected} is not found");
    }
    places.retain(|_, places| places.len() > 1);
    assert_eq!(places, BTreeMap::new());
}

/// The texts in the source: what is shown, and what is said of it in documentation, which comes as attributes.
fn literals(mut cursor: Cursor<'_>) -> Vec<String> {
    let mut found = Vec::new();
    while !cursor.eof() {
        if let Some((literal, rest)) = cursor.literal() {
            found.push(literal.to_string());
            cursor = rest;
        } else if let Some((inside, _, _, rest)) = cursor.any_group() {
            found.extend(literals(inside));
            cursor = rest;
        } else {
            let Some((_, rest)) = cursor.token_tree() else { break };
            cursor = rest;
        }
    }
    found
}

/// Every file below `folder`.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder reads").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

/// Whether a text writes a percentage as Americans don't: in two words, or with a gap before the sign.
fn is_split_percent(text: &str) -> bool {
    let gaps = text.match_indices(" %").any(|(at, _)| text[..at].ends_with(|c: char| c.is_ascii_digit() || c == '}'));
    gaps || text.to_lowercase().contains("per cent")
}

#[test]
fn percentages_are_written_in_one_way() {
    assert!(is_split_percent("95 % interval") && is_split_percent("{chance:.0} %") && is_split_percent("Per cents"));
    assert!(!is_split_percent("95% interval, in percent"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut wrong = Vec::new();
    let mut read = 0;
    for folder in ["src", "crates", "docs", "formats", "rubrics", "examples", "tests/it", "README.md", "CHANGELOG.md"] {
        let path = root.join(folder);
        for path in if path.is_dir() { files_below(&path) } else { vec![path] } {
            let ending = path.extension().unwrap_or_default().to_string_lossy().into_owned();
            // This file says how it is not to be done.
            if !["rs", "md", "json", "txt", "snap"].contains(&ending.as_str()) || path.ends_with(file!()) {
                continue;
            }
            let text = fs::read_to_string(&path).expect("the file reads");
            let texts =
                if ending == "rs" { of_source(&text, literals) } else { text.lines().map(str::to_owned).collect() };
            read += texts.len();
            let split = texts.into_iter().filter(|text| is_split_percent(text));
            wrong.extend(split.map(|text| format!("{}: {text}", path.display())));
        }
    }
    assert!(read > 10_000, "{read} texts were read");
    assert_eq!(wrong, Vec::<String>::new());
}

/// What a module says of others; all paths as they are written.
#[derive(Default)]
struct Uses {
    /// The file that the module stands in, which is the module itself unless it is a part of a file.
    file: Vec<String>,
    /// What is imported, by the name that it has here; several where parts of the module give one name to several things.
    aliases: BTreeMap<String, Vec<Vec<String>>>,
    /// Of which modules everything is imported.
    globs: Vec<Vec<String>>,
    /// Paths that code goes by.
    paths: Vec<Vec<String>>,
}

/// The modules by their paths from the crate's root.
type Modules = BTreeMap<Vec<String>, Uses>;

fn path(text: &[&str]) -> Vec<String> {
    text.iter().map(|word| (*word).to_owned()).collect()
}

fn joined(module: &[String], words: &[String]) -> Vec<String> {
    [module, words].concat()
}

/// The paths that begin at `tokens`, branches and all, each with the name it goes by; and how many tokens they take.
fn branches(tokens: &[Token]) -> (Vec<(Vec<String>, String)>, usize) {
    let mut path: Vec<String> = Vec::new();
    let mut at = 0;
    loop {
        match tokens.get(at) {
            Some(Token::Ident(word)) => path.push(word.clone()),
            Some(Token::Punct('*')) if at > 0 => path.push("*".to_owned()),
            Some(Token::Group(inside)) if at > 0 => {
                let mut found = Vec::new();
                for branch in inside.split(|token| *token == Token::Punct(',')) {
                    for (rest, name) in branches(branch).0 {
                        let named = if name == "self" { path.last().cloned().unwrap_or_default() } else { name };
                        found.push((joined(&path, &rest), named));
                    }
                }
                return (found, at + 1);
            }
            Some(Token::Punct(_) | Token::Group(_)) | None => break,
        }
        at += 1;
        if tokens.get(at) != Some(&Token::Punct(':')) || tokens.get(at + 1) != Some(&Token::Punct(':')) {
            break;
        }
        at += 2;
    }
    let mut name = path.last().cloned().unwrap_or_default();
    if tokens.get(at).is_some_and(|token| token.is("as"))
        && let Some(Token::Ident(other)) = tokens.get(at + 1)
    {
        name.clone_from(other);
        at += 2;
    }
    (if path.is_empty() { Vec::new() } else { vec![(path, name)] }, at.max(1))
}

/// Reads what a module says of others; a module within the file has an entry of its own.
fn uses(module: &[String], tokens: &[Token], all: &mut Modules) {
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let begins = at == 0 || tokens[at - 1] != Token::Punct(':');
        if token.is("use") {
            let (paths, taken) = branches(&tokens[at + 1..]);
            let own = all.entry(module.to_vec()).or_default();
            for (path, name) in paths {
                if name == "*" {
                    own.globs.push(path[..path.len() - 1].to_vec());
                    own.paths.push(path);
                } else {
                    own.aliases.entry(name).or_default().push(path);
                }
            }
            at += 1 + taken;
        } else if let (true, Some(Token::Ident(name)), Some(Token::Group(inside))) =
            (token.is("mod"), tokens.get(at + 1), tokens.get(at + 2))
        {
            // Unit tests use what they test, whatever that uses.
            if name != "tests" {
                let part = joined(module, std::slice::from_ref(name));
                let file = all.get(module).map(|own| own.file.clone()).unwrap_or_default();
                all.insert(part.clone(), Uses { file, ..Uses::default() });
                uses(&part, inside, all);
            }
            at += 3;
        } else if let Token::Group(inside) = token {
            uses(module, inside, all);
            at += 1;
        } else if token.ident().is_some() && begins {
            let (paths, taken) = branches(&tokens[at..]);
            all.entry(module.to_vec()).or_default().paths.extend(paths.into_iter().map(|(path, _)| path));
            at += taken;
        } else {
            at += 1;
        }
    }
}

/// The modules in which a path ends that is written in `module`, through what modules re-export; none for what is declared right
/// there, and for other crates. `seen` holds the names that were followed already.
fn written_in(module: &[String], path: &[String], all: &Modules, seen: &mut Vec<Vec<String>>) -> Vec<Vec<String>> {
    let Some((first, rest)) = path.split_first() else { return Vec::new() };
    match first.as_str() {
        "crate" => below(&[], rest, all, seen),
        "self" => below(module, rest, all, seen),
        "super" => below(&module[..module.len().saturating_sub(1)], rest, all, seen),
        _ if is_known(module, first, all) => below(module, path, all, seen),
        _ => {
            let globs = all.get(module).map(|uses| uses.globs.as_slice()).unwrap_or_default();
            globs.iter().flat_map(|glob| written_in(module, &joined(glob, path), all, seen)).collect()
        }
    }
}

/// Whether a module has a module of that name below it, or imports something by it.
fn is_known(module: &[String], name: &String, all: &Modules) -> bool {
    all.contains_key(&joined(module, std::slice::from_ref(name)))
        || all.get(module).is_some_and(|uses| uses.aliases.contains_key(name))
}

/// The same for a path that goes down from `module`.
fn below(module: &[String], path: &[String], all: &Modules, seen: &mut Vec<Vec<String>>) -> Vec<Vec<String>> {
    let mut module = module.to_vec();
    for (index, word) in path.iter().enumerate() {
        let next = joined(&module, std::slice::from_ref(word));
        if word == "super" {
            module.pop();
        } else if word == "self" {
        } else if all.contains_key(&next) {
            module = next;
        } else if let Some(aliases) = all.get(&module).and_then(|uses| uses.aliases.get(word))
            && !seen.contains(&next)
        {
            seen.push(next);
            let further = aliases.iter().map(|alias| joined(alias, &path[index + 1..]));
            let found = further.flat_map(|path| written_in(&module, &path, all, seen)).collect();
            seen.pop();
            return found;
        } else {
            return vec![module];
        }
    }
    // It ends at a module: what is used of it, other paths say.
    Vec::new()
}

/// Pairs of files of which one uses the other and is, through whatever files, used by it; and how many uses there are in all.
fn circles(files: &[(Vec<String>, Vec<Token>)]) -> (Vec<String>, usize) {
    let mut all = Modules::new();
    for (module, _) in files {
        all.insert(module.clone(), Uses { file: module.clone(), ..Uses::default() });
    }
    for (module, tokens) in files {
        uses(module, tokens, &mut all);
    }
    let mut edges: BTreeMap<Vec<String>, BTreeSet<Vec<String>>> = BTreeMap::new();
    for (module, uses) in &all {
        let ends = uses.paths.iter().flat_map(|path| written_in(module, path, &all, &mut Vec::new()));
        let files = ends.filter_map(|end| all.get(&end)).map(|end| end.file.clone());
        edges.entry(uses.file.clone()).or_default().extend(files.filter(|file| *file != uses.file));
    }
    let mut reached = edges.clone();
    loop {
        let before: usize = reached.values().map(BTreeSet::len).sum();
        let known = reached.clone();
        for to in reached.values_mut() {
            let further: Vec<Vec<String>> = to.iter().filter_map(|to| known.get(to)).flatten().cloned().collect();
            to.extend(further);
        }
        if reached.values().map(BTreeSet::len).sum::<usize>() == before {
            break;
        }
    }
    let found = edges
        .iter()
        .flat_map(|(module, to)| to.iter().map(move |to| (module, to)))
        .filter(|(module, to)| reached.get(*to).is_some_and(|back| back.contains(*module)))
        .map(|(module, to)| format!("{} uses {}", module.join("::"), to.join("::")))
        .collect();
    (found, edges.values().map(BTreeSet::len).sum())
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let files: Vec<_> = sources().into_iter().map(|source| (source.module, source.tokens)).collect();
    let files: Vec<_> = files.into_iter().filter(|(module, _)| !module.is_empty()).collect();
    let (found, uses) = circles(&files);
    assert!(uses > 200, "uses are found");
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn a_circle_is_found_however_it_is_closed() {
    let help = "use super::command::{self, TABLE}; pub fn all() { command::meant(TABLE) }";
    for command in [
        "fn z() { super::help::all() }",
        "fn z() { crate::lines::help::all() }",
        "use super::help; fn z() { help::all() }",
        "use super::help as other; fn z() { other::all() }",
        "use super::{help::{all as every}, show}; fn z() { every() }",
        "use super::help::*; fn z() { all() }",
        "use super::*; fn z() { help::all() }",
        "use super::all; fn z() { all() }",
        "use crate::lines; use lines::help; fn z() { help::all() }",
        "mod part { use super::super::help; fn z() { help::all() } }",
        // The part's name for it must not hide the file's.
        "use super::help::all; mod part { use super::all; } fn z() { all() }",
        "fn z() { one(); } fn one() { use super::help::all; all() } fn two() { use super::show::all; all() }",
    ] {
        let of = |text| of_source(text, tokens);
        let files = [
            (path(&["lines"]), of("mod command; mod help; mod show; pub use help::all;")),
            (path(&["lines", "command"]), of(command)),
            (path(&["lines", "help"]), of(help)),
            (path(&["lines", "show"]), of("pub fn all() {}")),
        ];
        let (found, _) = circles(&files);
        let both = ["lines::command uses lines::help", "lines::help uses lines::command"];
        assert_eq!(found, both, "{command}");
    }
    let harmless = [(path(&["help"]), of_source(help, tokens)), (path(&["command"]), of_source("mod part {}", tokens))];
    assert_eq!(circles(&harmless), (Vec::new(), 1));
}
