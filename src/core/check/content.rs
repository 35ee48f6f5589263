//! What makes a question worth asking: long enough answers, observable signals, plausible minutes, and no two questions alike.
//!
//! None of this keeps a bank from being used; `hotseat check` names it, so that authors can test their own content.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::super::bank::{Bank, Question};
use super::super::ids::{BankId, QuestionId};
use super::super::library::Library;
use super::super::scale::Kind;
use super::Problem;
use super::library::Document;
use super::plain::{bare, each_word, prose};

/// The fewest words of an answer, code not counted.
const FEWEST_WORDS: usize = 60;
/// The most words of an answer, by minutes from which they hold: a design that is talked about for long does not fit a paragraph.
/// Beside them what an author is told to aim at.
const MOST_WORDS: [(u16, usize, usize); 3] = [(25, 480, 450), (15, 300, 250), (0, 240, 200)];
/// The fewest and most signals of a side.
const SIGNALS: std::ops::RangeInclusive<usize> = 2..=5;
/// The fewest and most follow-ups, and hints where help is usual.
const PROBES: std::ops::RangeInclusive<usize> = 2..=4;
/// The widest line of a handout, in columns: it must fit a terminal of 80.
const HANDOUT_COLUMNS: usize = 76;
/// The share of words, in percent, from which two prompts are nearly the same.
const NEARLY_THE_SAME: usize = 60;

/// Everything about the questions of some banks that their authors should look at again, held against the questions of all others.
pub fn content(library: &Library, is_theirs: impl Fn(&BankId) -> bool) -> Vec<(Document, Problem)> {
    let (theirs, others): (Vec<&Bank>, Vec<&Bank>) = library.banks.values().partition(|bank| is_theirs(&bank.id));
    if theirs.is_empty() {
        return Vec::new();
    }
    let titles: Vec<&str> = library.technologies.iter().map(|technology| technology.title.as_str()).collect();
    let mut problems = Vec::new();
    for bank in &theirs {
        let document = Document::Bank(bank.id.to_string());
        for (index, question) in bank.questions.iter().enumerate() {
            let pointer = format!("/questions/{index}");
            let found = of_question(question, &pointer, &titles);
            problems.extend(found.into_iter().map(|problem| (document.clone(), problem)));
        }
    }
    problems.extend(the_same(&others, &theirs));
    problems.extend(nearly_the_same(&others, &theirs));
    problems
}

/// A code review and the identifiers of its handout that nothing else of it names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Unnamed {
    /// The bank.
    pub bank: BankId,
    /// The question.
    pub question: QuestionId,
    /// In the order of the handout.
    pub names: Vec<String>,
}

/// What authors of code reviews should look at: code that is shown and never spoken of may hold a flaw that nobody noticed.
pub(crate) fn unnamed(library: &Library) -> Vec<Unnamed> {
    let listed = library.questions().filter(|found| !found.question.retired).map(|found| Unnamed {
        bank: found.bank.clone(),
        question: found.question.id.clone(),
        names: super::wording::unnamed(found.question),
    });
    listed.filter(|unnamed| !unnamed.names.is_empty()).collect()
}

fn of_question(question: &Question, pointer: &str, titles: &[&str]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut say = |field: &str, message: String, hint: &str| {
        problems.push(Problem::at(format!("{pointer}/{field}"), format!("`{}`: {message}", question.id)).hint(hint));
    };
    let words = prose(&question.answer).split_whitespace().count();
    let limit = MOST_WORDS.iter().find(|(minutes, ..)| question.minutes.0 >= *minutes);
    let (most, aim) = limit.map_or((usize::MAX, usize::MAX), |(_, most, aim)| (*most, *aim));
    if !(FEWEST_WORDS..=most).contains(&words) {
        let hint = format!("say what is right and why in {FEWEST_WORDS} to {aim} words; code is not counted");
        say("answer", format!("the answer has {words} words"), &hint);
    }
    for (side, signals) in [("strong", &question.signals.strong), ("weak", &question.signals.weak)] {
        if !SIGNALS.contains(&signals.len()) {
            say("signals", format!("{} {side} signals", signals.len()), "give two to five, each of them observable");
        }
    }
    if !PROBES.contains(&question.follow_ups.len()) {
        say(
            "follow_ups",
            format!("{} follow-ups", question.follow_ups.len()),
            "give two to four, from confirming to stretching",
        );
    }
    let (shape, hints) = (shape(question.kind), question.hints.len());
    if shape.hints && !PROBES.contains(&hints) {
        say("hints", format!("{hints} hints"), "give two to four, from a nudge to nearly giving it away");
    }
    if !shape.minutes.contains(&question.minutes.0) {
        let (least, most) = (shape.minutes.start(), shape.minutes.end());
        let hint = format!("a question of kind {} takes {least} to {most} minutes", question.kind);
        say("minutes", format!("{} minutes", question.minutes), &hint);
    }
    if shape.handout && question.handout.is_none() {
        say("kind", "there is no handout".into(), "add what the candidate works with as `handout`");
    }
    for dimension in question.dimensions.iter().filter(|id| shape.without.contains(&id.as_str())) {
        let hint = format!("a question of kind {} gives no evidence on it", question.kind);
        say("dimensions", format!("{dimension} does not fit the kind"), &hint);
    }
    let widest = question.handout.iter().flat_map(|text| text.lines()).map(unicode_width::UnicodeWidthStr::width).max();
    if let Some(widest) = widest.filter(|width| *width > HANDOUT_COLUMNS) {
        say(
            "handout",
            format!("a line of {widest} columns"),
            "break it at 76, so that it fits a terminal of 80 columns",
        );
    }
    for (field, text) in [("prompt", &question.prompt), ("answer", &question.answer)] {
        if let Some(mark) = placeholder(text) {
            say(field, format!("`{mark}` was left behind"), "write what belongs there");
        }
        if let Some((found, title)) = misspelled(text, titles) {
            say(field, format!("`{found}` is spelled {title}"), "spell the technology as its makers do");
        }
    }
    problems.extend(super::wording::problems(question, pointer));
    problems
}

/// What a question of a kind should be like.
struct Shape {
    minutes: std::ops::RangeInclusive<u16>,
    hints: bool,
    handout: bool,
    without: &'static [&'static str],
}

fn shape(kind: Kind) -> Shape {
    let (minutes, hints, handout, without): (_, _, _, &'static [&'static str]) = match kind {
        Kind::Concept => (2..=10, false, false, &[]),
        Kind::Coding => (10..=60, true, true, &[]),
        Kind::Exercise => (8..=60, true, false, &[]),
        Kind::SystemDesign => (10..=60, true, false, &["code-quality"]),
        Kind::Scenario => (4..=20, true, false, &[]),
        Kind::CodeReview => (5..=20, true, true, &[]),
        Kind::Behavioral => (4..=12, false, false, &["code-quality", "technical"]),
        Kind::Leadership => (4..=15, false, false, &["code-quality"]),
        Kind::Experience => (3..=10, false, false, &[]),
        Kind::Project => (4..=20, false, false, &[]),
    };
    Shape { minutes, hints, handout, without }
}

fn placeholder(text: &str) -> Option<&'static str> {
    let bare = bare(text);
    ["TODO", "FIXME", "XXX", "TBD", "lorem ipsum", "???"].into_iter().find(|mark| bare.contains(mark))
}

/// A technology's name with its letters right and their case wrong; only names that mix cases, so that no ordinary word is meant.
fn misspelled<'a>(text: &str, titles: &[&'a str]) -> Option<(String, &'a str)> {
    let mixed = |title: &&&str| {
        let inner = title.chars().skip(1);
        title.chars().all(char::is_alphanumeric)
            && inner.clone().any(char::is_uppercase)
            && title.chars().any(char::is_lowercase)
    };
    let bare = bare(text);
    let words = bare.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().any(char::is_uppercase));
    let titles: Vec<&&str> = titles.iter().filter(mixed).collect();
    words.into_iter().find_map(|word| {
        let title = titles.iter().find(|title| title.eq_ignore_ascii_case(word) && ***title != word)?;
        Some((word.to_owned(), **title))
    })
}

/// The questions of banks, each with its bank and its place there.
fn placed<'a>(banks: &[&'a Bank]) -> impl Iterator<Item = (&'a Bank, usize, &'a Question)> {
    banks.iter().flat_map(|bank| bank.questions.iter().enumerate().map(|(index, question)| (*bank, index, question)))
}

/// A prompt that stands under two ids, enemies or not: one of them is too many. What only others have in common is theirs to find.
fn the_same(others: &[&Bank], theirs: &[&Bank]) -> Vec<(Document, Problem)> {
    let told = |question: &Question| question.prompt.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let asked = |banks| placed(banks).filter(|(.., question)| !question.retired);
    let mut first: BTreeMap<String, &Question> = BTreeMap::new();
    for (.., question) in asked(others) {
        first.entry(told(question)).or_insert(question);
    }
    let mut problems = Vec::new();
    for (bank, index, question) in asked(theirs) {
        match first.entry(told(question)) {
            Entry::Vacant(place) => {
                place.insert(question);
            }
            Entry::Occupied(other) => {
                let message = format!("`{}`: the prompt is that of `{}`", question.id, other.get().id);
                let problem = Problem::at(format!("/questions/{index}/prompt"), message).hint("drop one of them");
                problems.push((Document::Bank(bank.id.to_string()), problem));
            }
        }
    }
    problems
}

/// The most prompts that one is held against: they share one of its rarest words, so that there are more only where a bank says the
/// same over and over, and has a problem for each question anyway.
const MOST_HELD: usize = 500;

/// Prompts of which most words are the same as those of another, over all banks; those that are enemies already are known.
fn nearly_the_same(others: &[&Bank], theirs: &[&Bank]) -> Vec<(Document, Problem)> {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut numbered = |question: &Question| {
        let mut ids: Vec<u32> = each_word(&question.prompt)
            .map(|word| {
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                *numbers.entry(word).or_insert(next)
            })
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let asked = || placed(others).chain(placed(theirs));
    let prompts: Vec<(&Question, Vec<u32>)> = asked().map(|(.., question)| (question, numbered(question))).collect();
    let mut frequency = vec![0_usize; numbers.len()];
    for id in prompts.iter().flat_map(|(_, ids)| ids) {
        frequency[*id as usize] += 1;
    }
    let are_others = others.iter().map(|bank| bank.questions.len()).sum::<usize>();
    // Two prompts that have so much in common share one of their rarest words: only those are held against each other.
    let mut by_word: Vec<Vec<usize>> = vec![Vec::new(); numbers.len()];
    let mut problems = Vec::new();
    for (position, ((bank, index, _), (question, ids))) in asked().zip(&prompts).enumerate() {
        let mut rarest = ids.clone();
        rarest.sort_unstable_by_key(|id| (frequency[*id as usize], *id));
        rarest.truncate(ids.len() + 1 - (ids.len() * NEARLY_THE_SAME).div_ceil(100));
        let is_near = |near: &usize| {
            let Some((other, other_ids)) = prompts.get(*near) else { return false };
            let known = || question.enemies.contains(&other.id) || other.enemies.contains(&question.id);
            share(ids, other_ids) >= NEARLY_THE_SAME && !known()
        };
        if position >= are_others && ids.len() >= 6 {
            let held = rarest.iter().flat_map(|id| &by_word[*id as usize]).take(MOST_HELD);
            // One is enough to look at: where there are hundreds, hundreds of lines for each say nothing more.
            if let Some((other, _)) = held.copied().find(is_near).and_then(|near| prompts.get(near)) {
                let message = format!("`{}`: the prompt is nearly that of `{}`", question.id, other.id);
                let problem = Problem::at(format!("/questions/{index}/prompt"), message);
                let problem = problem.hint("drop one, make them differ, or make them enemies");
                problems.push((Document::Bank(bank.id.to_string()), problem));
            }
        }
        for id in rarest {
            by_word[id as usize].push(position);
        }
    }
    problems
}

/// The share of words that two sorted lists have in common, in percent of all their words.
fn share(a: &[u32], b: &[u32]) -> usize {
    if a.len() * 100 < b.len() * NEARLY_THE_SAME || b.len() * 100 < a.len() * NEARLY_THE_SAME {
        return 0;
    }
    let both = a.iter().filter(|id| b.binary_search(id).is_ok()).count();
    (both * 100).checked_div(a.len() + b.len() - both).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::bank::QuestionText;

    #[test]
    fn code_does_not_count_as_words_and_may_hold_marks() {
        let text = "One two.\n\n```python\nx = 1  # TODO three four\n```\nFive.";
        assert_eq!(prose(text).split_whitespace().count(), 3);
        assert_eq!(prose("```sql\nSELECT 1\n```\nTwo words").split_whitespace().count(), 2);
        assert_eq!(placeholder(text), None);
        assert_eq!(placeholder("TODO: write this"), Some("TODO"));
    }

    #[test]
    fn technologies_are_spelled_as_their_makers_do() {
        let titles = ["PostgreSQL", "React", "JavaScript"];
        assert_eq!(misspelled("On Postgresql 16", &titles), Some(("Postgresql".into(), "PostgreSQL")));
        assert_eq!(misspelled("On PostgreSQL, with `Javascript`; react to it", &titles), None);
    }

    #[test]
    fn a_prompt_stands_under_one_id() {
        let question = |id: &str, prompt: &str| {
            format!(
                r#"{{"id": "{id}", "prompt": "{prompt}", "kind": "concept", "level": "mid", "difficulty": 2, "minutes": 5, "topics": ["t"],
                "dimensions": ["technical"], "answer": "a", "signals": {{"strong": [], "weak": []}}, "follow_ups": [], "enemies": ["one"]}}"#
            )
        };
        let bank = format!(
            r#"{{"version": 1, "id": "b", "title": "B", "questions": [{}, {}, {}]}}"#,
            question("one", "Why do caches go stale?"),
            question("two", "why do caches  go stale?"),
            question("three", "Why?")
        );
        let bank: Bank = serde_json::from_str(&bank).unwrap();
        let told = |others: &[&Bank], theirs: &[&Bank]| {
            let found = the_same(others, theirs).into_iter();
            found.map(|(_, problem)| problem.message).collect::<Vec<_>>()
        };
        assert_eq!(told(&[], &[&bank]), ["`two`: the prompt is that of `one`"]);
        // Of those who share a prompt, the author who asked is told, whichever bank comes first.
        let own = Bank { id: BankId::new("a").unwrap(), questions: bank.questions[..1].to_vec(), ..bank.clone() };
        assert_eq!(told(&[&bank], &[&own]), ["`one`: the prompt is that of `one`"]);
        assert_eq!(told(&[&bank], &[]), Vec::<String>::new());
    }

    /// Held against each other one by one, these would be 500,000 pairs, and in the first bank as many lines.
    #[test]
    fn a_bank_of_thousands_of_like_prompts_has_one_problem_for_each() {
        let question: Question = serde_json::from_value(serde_json::json!({
            "id": "q", "prompt": "?", "kind": "concept", "level": "mid", "difficulty": 2, "minutes": 5, "topics": ["t"],
            "dimensions": ["technical"], "answer": "a", "signals": {"strong": [], "weak": []}, "follow_ups": []
        }))
        .unwrap();
        let bank = |prompt: &dyn Fn(usize) -> String| Bank {
            version: crate::core::version::Version1,
            id: BankId::new("b").unwrap(),
            title: "B".into(),
            questions: (0..1_000)
                .map(|number| Question {
                    id: QuestionId::new(format!("q{number}")).unwrap(),
                    wording: QuestionText { prompt: prompt(number), ..(*question).clone() }.into(),
                    ..question.clone()
                })
                .collect(),
        };
        let alike = bank(&|number| format!("Which seven habits make number{number} caches grow stale slowly?"));
        let found = nearly_the_same(&[], &[&alike]);
        assert_eq!(found.len(), 999);
        assert!(found.iter().all(|(_, problem)| problem.message.ends_with("nearly that of `q0`")), "{:?}", found[0]);
        // Of few words, each of which hundreds of others have, too.
        let few = bank(&|number| (1..=8).map(|nth| format!("word{} ", (number * nth * nth + nth) % 29)).collect());
        assert!(nearly_the_same(&[], &[&few]).len() <= 999);
    }

    #[test]
    fn two_lists_share_what_both_have() {
        assert_eq!(share(&[1, 2, 3, 4], &[1, 2, 3, 4]), 100);
        assert_eq!(share(&[1, 2, 3, 4], &[3, 4, 5, 6]), 33);
        assert_eq!(share(&[], &[]), 0);
    }
}
