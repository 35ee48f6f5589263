//! Every reading command in every notation: the same answer for people, documents, browsers, spreadsheets and programs.
//!
//! The commands come from the program's own help, so that a new one can't be forgotten.

use html5gum::{Token, Tokenizer};

use crate::support::{Said, Sandbox};

/// Commands that act, or print what is no answer: they have no notations.
const ACTING: [&str; 10] =
    ["run", "resume", "present", "amend", "init", "copy", "schema", "completions", "man", "help"];

/// Reading commands, with words that make them answer over the example panel and the shipped library.
const READING: [(&str, &[&[&str]]); 16] = [
    ("import", &[&["--list"]]),
    ("scorecard", &[&["--example"], &["--example", "2026-11-11-cm4xz-r1-fern-ash-x6pq"]]),
    ("feedback", &[&["2026-11-11-cm4xz-r1-fern-ash-x6pq", "--example"]]),
    ("compare", &[&["--example"], &["--example", "--calibrated"]]),
    ("calibrate", &[&["--example"], &["--example", "--details"]]),
    ("plan", &[&["warm-up", "--seed", "1", "--explain"], &["individual-contributor", "--seed", "1", "--explain"]]),
    ("questions", &[&["--bank", "real-time"], &["--usage", "--example"], &["rt-live-updates-for-old-product"]]),
    ("formats", &[&[], &["warm-up"]]),
    ("loops", &[&[], &["senior-lead"]]),
    ("tracks", &[&[], &["backend"]]),
    ("rubrics", &[&[], &["core"]]),
    ("sessions", &[&["--example"]]),
    ("history", &[&["--example"], &["--example", "--anonymous"]]),
    ("export", &[&["--example"]]),
    ("score", &[&["technical=3", "problem-solving=5", "communication=5", "--level", "senior"]]),
    ("check", &[&[], &["--unnamed"]]),
];

/// Where a notation makes no sense, and what the flag then says.
const NONE: [(&str, &str, &str); 1] =
    [("feedback", "--csv", "error: there is no CSV of this: what a candidate takes home is prose")];

fn commands(sandbox: &Sandbox) -> Vec<String> {
    let help = sandbox.run("--help").stdout;
    let (_, rest) = help.split_once("Commands:\n").expect("help lists the commands");
    let (list, _) = rest.split_once("\n\n").expect("the list ends");
    let names = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

fn run(sandbox: &Sandbox, command: &str, words: &[&str], flag: Option<&str>) -> Said {
    let mut arguments = vec![command];
    arguments.extend(words);
    arguments.extend(flag);
    sandbox.call(arguments).run()
}

#[test]
fn every_command_is_known_to_act_or_to_answer() {
    let sandbox = Sandbox::empty();
    for command in commands(&sandbox) {
        let known = ACTING.contains(&command.as_str()) || READING.iter().any(|(name, _)| *name == command);
        assert!(known, "`{command}` is new: say here whether it answers, and with which words");
    }
}

#[test]
fn every_answer_reads_in_every_notation() {
    let sandbox = Sandbox::empty();
    for (command, words) in READING {
        for words in words {
            for flag in ["--json", "--csv", "--markdown", "--html"] {
                let ran = run(&sandbox, command, words, Some(flag));
                if let Some((_, _, said)) = NONE.iter().find(|(name, none, _)| (*name, *none) == (command, flag)) {
                    assert!(
                        ran.code == 2 && ran.stdout.is_empty() && ran.stderr.starts_with(said),
                        "{command} {flag}: {ran:?}"
                    );
                    continue;
                }
                assert_eq!(ran.code, 0, "{command} {words:?} {flag}: {}", ran.stderr);
                well_formed(flag, &ran.stdout, &format!("{command} {words:?} {flag}"));
            }
        }
    }
}

fn well_formed(flag: &str, text: &str, what: &str) {
    match flag {
        "--json" => {
            serde_json::from_str::<serde_json::Value>(text).unwrap_or_else(|error| panic!("{what}: {error:?}"));
        }
        // A reader that isn't flexible refuses rows of another length.
        "--csv" => {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            assert!(reader.headers().is_ok_and(|head| head.len() > 2), "{what}: {text}");
            reader.records().for_each(|row| assert!(row.is_ok(), "{what}: {row:?}"));
        }
        "--html" => balanced(text, what),
        "--markdown" => assert!(text.contains(['#', '|', '-']) || text.lines().count() > 1, "{what}: {text}"),
        other => panic!("say here what is well formed with {other}"),
    }
}

/// Every tag that is opened is closed, in the right order; nothing is loaded from elsewhere.
fn balanced(text: &str, what: &str) {
    assert!(text.starts_with("<!doctype html>\n<html lang=\"en\">"), "{what}");
    assert!(!text.contains("<script") && !text.contains("src=") && !text.contains("href="), "{what}");
    let mut open: Vec<String> = Vec::new();
    for token in Tokenizer::new(text) {
        match token.expect("reading from memory can't fail") {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if !["meta", "br"].contains(&name.as_str()) {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => {
                assert_eq!(open.pop().as_deref(), Some(&*String::from_utf8_lossy(&tag.name)), "{what}");
            }
            Token::Error(error) => panic!("{what}: {error:?}"),
            _ => {}
        }
    }
    assert!(open.is_empty(), "{what}: {open:?} stay open");
}

/// The words of a text, whatever marks stand between them.
fn words_of(text: &str) -> Vec<String> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The text between the tags of a page's body, as a reader sees it.
fn shown(html: &str) -> String {
    let (_, body) = html.split_once("<main>").expect("a body");
    let mut out = String::new();
    for token in Tokenizer::new(body) {
        match token.expect("reading from memory can't fail") {
            Token::String(text) => out += &String::from_utf8_lossy(&text),
            _ => out.push(' '),
        }
    }
    out
}

#[test]
fn text_markdown_and_html_say_the_same_words() {
    let sandbox = Sandbox::empty();
    for (command, words) in READING.iter().filter(|(command, _)| !["export", "check"].contains(command)) {
        for words in *words {
            let text = sandbox.call([&[*command], *words].concat()).env("COLUMNS", "160").run().stdout;
            let markdown = run(&sandbox, command, words, Some("--markdown")).stdout;
            let html = run(&sandbox, command, words, Some("--html")).stdout;
            // A terminal cuts a long prompt, in the middle of a word too; documents never do.
            let cut = text.contains('…');
            // Only a terminal draws bars, and says what their signs mean.
            let whole = text.lines().filter(|line| !line.starts_with("bars:")).map(|line| match line.split_once('…') {
                Some((kept, _)) => kept.rsplit_once(' ').map_or("", |(kept, _)| kept),
                None => line,
            });
            let is_bar = |word: &String| word.chars().all(|sign| "xo".contains(sign));
            let text: Vec<String> = whole.flat_map(words_of).filter(|word| !is_bar(word)).collect();
            // A document has a title, where a screen shows what was asked for a line before.
            let title = words_of(markdown.lines().next().unwrap_or_default());
            let same = |other: Vec<String>, notation: &str| {
                let missing = text.iter().find(|word| !other.contains(word));
                assert!(missing.is_none(), "{command} {words:?} {notation} doesn't say {missing:?}");
                let added =
                    other.iter().find(|word| !cut && word.len() > 1 && !text.contains(word) && !title.contains(word));
                assert!(added.is_none(), "{command} {words:?} {notation} alone says {added:?}");
            };
            same(words_of(&markdown), "--markdown");
            // A browser numbers lists by itself.
            let numbers = (1..=9).map(|number: u8| number.to_string());
            same(words_of(&shown(&html)).into_iter().chain(numbers).collect(), "--html");
        }
    }
}

/// What is said around cells where rows are said in lines.
const AROUND: [&str; 2] = ["with", "difficulty"];

/// However narrow the terminal, no word is broken: each stands in the document, too, where nothing is cut.
#[test]
fn a_narrow_terminal_breaks_no_word() {
    let sandbox = Sandbox::empty();
    for (command, words) in READING.iter().filter(|(command, _)| !["export", "check"].contains(command)) {
        for words in *words {
            let whole = words_of(&run(&sandbox, command, words, Some("--markdown")).stdout);
            for narrow in ["60", "50"] {
                let said = sandbox.call([&[*command], *words].concat()).env("COLUMNS", narrow).run().stdout;
                // What is cut ends between words; of numbered lists a document has the numbers by itself, and bars are drawn.
                for line in said.lines().filter(|line| !line.contains('…') && !line.starts_with("bars:")) {
                    let is_bar = |word: &str| word.chars().all(|sign| "xo".contains(sign));
                    let is_whole = |word: &str| whole.iter().any(|own| own == word) || AROUND.contains(&word);
                    let broken = words_of(line).into_iter().find(|word| !is_whole(word) && !is_bar(word));
                    assert!(broken.is_none(), "{command} {words:?} at {narrow} columns breaks {broken:?}: {line}");
                }
            }
        }
    }
}
