//! The code of the banks: every fenced block of answers and handouts parses, and reference solutions do what their handouts show.
//!
//! Python and JavaScript run with the machine's python3 and node. Where one is missing its blocks are not run, and the test says
//! so; with `CI` set that is a failure.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};

use hotseat::core::bank::Question;
use hotseat::store::{self, Origin, Parts, Workspace};
use oxc_allocator::Allocator;
use oxc_parser::{ParseOptions, Parser};
use oxc_span::SourceType;

/// A fenced block.
#[derive(Debug, Clone, serde::Serialize)]
struct Block {
    question: String,
    tag: String,
    code: String,
}

/// The fenced blocks of a text; the fences stand on lines of their own.
fn blocks(question: &str, text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for line in text.lines() {
        match (line.trim_end().strip_prefix("```"), &mut open) {
            (Some(tag), None) => {
                open = Some(Block { question: question.into(), tag: tag.into(), code: String::new() });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some(block)) => {
                block.code.push_str(line);
                block.code.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "{question}: a fence is not closed");
    blocks
}

fn questions() -> Vec<Question> {
    let nowhere = Workspace { root: "/nonexistent/hotseat".into(), origin: Origin::Flag };
    let library = store::load(&nowhere, Parts::All).expect("every document reads").library;
    library.questions().map(|found| found.question.clone()).collect()
}

fn all_blocks(questions: &[Question]) -> Vec<Block> {
    let of = |question: &Question| {
        let mut found = blocks(question.id.as_str(), &question.answer);
        found.extend(blocks(question.id.as_str(), question.handout.as_deref().unwrap_or_default()));
        found
    };
    questions.iter().flat_map(of).collect()
}

/// Whether a program answers; with `CI` it must.
fn there(program: &str) -> bool {
    let there =
        Command::new(program).arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success());
    assert!(there || std::env::var_os("CI").is_none(), "{program} is needed to check the banks' code");
    if !there {
        println!("{program} is not here: its blocks were not run");
    }
    there
}

/// Runs a script with `input` on stdin and gives what it printed.
fn run(program: &str, arguments: &[&str], input: &str) -> String {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("the program reads");
    let output = child.wait_with_output().expect("the program ends");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{program}: {text}{}", String::from_utf8_lossy(&output.stderr));
    text
}

#[test]
fn every_block_of_code_parses() {
    let blocks = all_blocks(&questions());
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for block in &blocks {
        let error = match block.tag.as_str() {
            "js" => script(block, SourceType::mjs().with_jsx(true)),
            "jsx" => script(block, SourceType::jsx()),
            "ts" => script(block, SourceType::ts()),
            "tsx" => script(block, SourceType::tsx()),
            "json" => serde_json::from_str::<serde_json::Value>(&block.code).err().map(|error| error.to_string()),
            "yaml" => yaml_rust2::YamlLoader::load_from_str(&block.code).err().map(|error| error.to_string()),
            "sql" => sql(&block.code),
            "html" => html(&block.code),
            "rust" => syn::parse_file(&block.code).err().map(|error| error.to_string()),
            "sh" if there("bash") => shell(&block.code),
            "" => Some("the fence has no tag".into()),
            _ => continue,
        };
        *counts.entry(block.tag.as_str()).or_default() += 1;
        wrong.extend(error.map(|error| format!("{} ({}): {error}", block.question, block.tag)));
    }
    println!("parsed: {counts:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(counts.get("jsx").is_some_and(|count| *count > 20), "{counts:?}");
}

fn script(block: &Block, kind: SourceType) -> Option<String> {
    let allocator = Allocator::default();
    // A block may be the body of a function.
    let options = ParseOptions { allow_return_outside_function: true, ..ParseOptions::default() };
    let parsed = Parser::new(&allocator, &block.code, kind).with_options(options).parse();
    parsed.errors.first().map(ToString::to_string)
}

fn sql(code: &str) -> Option<String> {
    use sqlparser::dialect::{PostgreSqlDialect, SQLiteDialect};
    let postgres = sqlparser::parser::Parser::parse_sql(&PostgreSqlDialect {}, code).err()?;
    sqlparser::parser::Parser::parse_sql(&SQLiteDialect {}, code).err().map(|_| postgres.to_string())
}

fn html(code: &str) -> Option<String> {
    let mut emitter = html5gum::DefaultEmitter::default();
    emitter.naively_switch_states(true);
    html5gum::Tokenizer::new_with_emitter(code, emitter).flatten().find_map(|token| match token {
        html5gum::Token::Error(error) => Some(format!("{error:?}")),
        _ => None,
    })
}

fn shell(code: &str) -> Option<String> {
    let mut child =
        Command::new("bash").arg("-n").stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("bash starts");
    child.stdin.take().expect("a pipe").write_all(code.as_bytes()).expect("bash reads");
    let output = child.wait_with_output().expect("bash ends");
    (!output.status.success()).then(|| String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn python_parses_and_solutions_do_what_their_handouts_show() {
    if !there("python3") {
        return;
    }
    let mut python = Vec::new();
    let mut examples = Vec::new();
    let mut rows = Vec::new();
    for question in &questions() {
        let id = question.id.as_str();
        let answer = blocks(id, &question.answer);
        let handout = blocks(id, question.handout.as_deref().unwrap_or_default());
        let joined = |blocks: &[Block], tag: &str| -> String {
            blocks.iter().filter(|block| block.tag == tag).map(|block| block.code.clone() + "\n").collect()
        };
        python.extend(answer.iter().chain(&handout).filter(|block| block.tag == "python").cloned());
        if handout.iter().any(|block| block.tag == "pycon") {
            examples.push(serde_json::json!({
                "question": id, "solution": joined(&answer, "python"), "example": joined(&handout, "pycon"),
            }));
        }
        if handout.iter().any(|block| block.tag == "rows") {
            rows.push(serde_json::json!({
                "question": id, "setup": joined(&handout, "sql"), "query": joined(&answer, "sql"), "rows": joined(&handout, "rows"),
            }));
        }
    }
    let input = serde_json::json!({ "python": python, "examples": examples, "rows": rows }).to_string();
    let said = run("python3", &["-c", PYTHON], &input);
    println!("{} Python blocks parsed, {} solutions and {} queries run", python.len(), examples.len(), rows.len());
    assert_eq!(said, "", "{said}");
    assert!(examples.len() > 50 && rows.len() >= 6);
}

/// Reads what to check from stdin, prints what is wrong.
const PYTHON: &str = r#"
import ast, contextlib, doctest, io, json, sqlite3, sys
given = json.load(sys.stdin)
for block in given["python"]:
    try:
        ast.parse(block["code"])
    except SyntaxError as error:
        print(block["question"], error)
for item in given["examples"]:
    space, said = {"__name__": "solution"}, io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            exec(compile("from __future__ import annotations\n" + item["solution"], "answer", "exec"), space)
            test = doctest.DocTestParser().get_doctest(item["example"], space, "handout", None, 0)
            runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
            runner.run(test)
        if runner.failures or not test.examples:
            print(item["question"], said.getvalue())
    except Exception as error:
        print(item["question"], repr(error))
for item in given["rows"]:
    base = sqlite3.connect(":memory:")
    try:
        base.executescript(item["setup"])
        found = base.execute(item["query"].strip().rstrip(";"))
        rows = ["|".join("" if cell is None else str(cell) for cell in row) for row in found]
        if rows != item["rows"].split():
            wanted = item["rows"].strip("\n").split("\n")
            if rows != [line for line in wanted if line]:
                print(item["question"], rows)
    except Exception as error:
        print(item["question"], repr(error))
"#;

#[test]
fn javascript_solutions_do_what_their_handouts_show() {
    if !there("node") {
        return;
    }
    let mut items = Vec::new();
    for question in &questions() {
        let id = question.id.as_str();
        let handout = blocks(id, question.handout.as_deref().unwrap_or_default());
        let solution: String = blocks(id, &question.answer)
            .iter()
            .filter(|block| block.tag == "js")
            .map(|block| block.code.clone())
            .collect();
        for block in handout.iter().filter(|block| block.tag == "jscon") {
            items.push((id.to_owned(), solution.clone(), block.code.clone()));
        }
    }
    let mut wrong = Vec::new();
    for (id, solution, example) in &items {
        let said = run("node", &["-e", &javascript(solution, example)], "");
        if !said.is_empty() {
            wrong.push(format!("{id}: {said}"));
        }
    }
    println!("{} JavaScript solutions run", items.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(items.len() > 10);
}

/// The solution, then each `> expression` held against the literal in the lines below it.
fn javascript(solution: &str, example: &str) -> String {
    let mut script = solution.replace("export default ", "").replace("export ", "");
    script.push_str(
        "\n;(async () => { const shown = value => JSON.stringify(value, (_, v) => v === undefined ? '(undefined)' : v instanceof Map || v instanceof Set ? [...v] : v);\n",
    );
    for part in example.split("\n> ").map(|part| part.trim_start_matches("> ")) {
        let Some((expression, wanted)) = part.trim().rsplit_once('\n') else { continue };
        let expression = expression.trim_end_matches(';');
        let label = serde_json::to_string(expression).expect("a string");
        script.push_str(&format!(
            "{{ const found = shown(await ({expression})), wanted = shown(({wanted})); if (found !== wanted) console.log({label}, found, wanted); }}\n"
        ));
    }
    script + "})();"
}
