//! Nothing overflows, is cut within a word, or shows an id: every screen at every size with the longest that the banks have.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use hotseat::core::bank::{Bank, Question, QuestionText};
use hotseat::core::plan::Plan;
use hotseat::core::scale::Millis;
use hotseat::core::session::shown_to_candidate;
use hotseat::live::board::draw::{Look, Palette, draw_for_candidate};
use hotseat::store::shipped;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use serde_json::{Value, json};

use super::driver::{Interviewer, text};
use super::plan;

const SIZES: [(u16, u16); 5] = [(60, 18), (80, 24), (100, 30), (140, 40), (200, 50)];

/// The longest of the shipped questions, in each way in which a question can be long.
fn longest() -> Vec<Question> {
    let banks = shipped("banks").map(|(_, text)| serde_json::from_str::<Bank>(text).expect("a bank"));
    let all: Vec<Question> = banks.flat_map(|bank| bank.questions).collect();
    let words = |question: &Question| question.prompt.split_whitespace().map(str::len).max().unwrap_or(0);
    let handout = |question: &Question| question.handout.clone().unwrap_or_default();
    let by = |size: &dyn Fn(&Question) -> usize| all.iter().max_by_key(|question| size(question)).expect("one").clone();
    vec![
        by(&|question| question.prompt.len()),
        by(&words),
        by(&|question| handout(question).lines().map(str::len).max().unwrap_or(0)),
        by(&|question| handout(question).lines().count()),
        by(&|question| {
            question.signals.strong.len()
                + question.signals.weak.len()
                + question.follow_ups.len()
                + question.hints.len()
        }),
        by(&|question| question.answer.len()),
        by(&|question| question.hints.iter().map(String::len).max().unwrap_or(0)),
    ]
}

/// The plan with the longest questions, a long title, and names that can't be mistaken for words.
fn longest_plan() -> Plan {
    static PLAN: OnceLock<Plan> = OnceLock::new();
    let made = PLAN.get_or_init(|| {
        let mut plan = plan::plan();
        let mut questions = longest();
        let spare = questions.remove(1);
        let model = plan.sections[1].questions[0].clone();
        plan.sections[1].questions = (1..)
            .zip(questions)
            .map(|(slot, question)| {
                let mut planned = model.clone();
                planned.slot.0 = slot;
                planned.banked.question = question;
                planned
            })
            .collect();
        let last = plan.sections[1].questions.len();
        plan.sections[1].backups[0].banked.question = spare;
        plan.sections[1].title = "Architecture, trade-offs and the optimization of long-running background work".into();
        plan.sections[2].questions[0].slot.0 = u16::try_from(last).expect("few") + 1;
        let mut value = serde_json::to_value(&plan).expect("a plan");
        rename(&mut value);
        serde_json::from_value(value).expect("a renamed plan")
    });
    made.clone()
}

/// Gives dimensions, sections, questions, bands, flags and criteria ids that stand in no text.
fn rename(plan: &mut Value) {
    let dimensions: Vec<String> = plan["rubric"]["dimensions"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|dimension| dimension["id"].as_str().expect("an id").to_owned())
        .collect();
    let is_dimension = |value: &Value| value.as_str().is_some_and(|id| dimensions.iter().any(|known| known == id));
    walk(plan, "", &is_dimension);
}

/// Walks through a document and renames.
fn walk(value: &mut Value, key: &str, is_dimension: &dyn Fn(&Value) -> bool) {
    match value {
        Value::Object(object) => {
            for (key, inner) in object.iter_mut() {
                let named = matches!(key.as_str(), "id" | "dimension" | "caps_at");
                if named && let Some(id) = inner.as_str() {
                    *inner = json!(format!("zz-{id}"));
                } else {
                    walk(inner, key, is_dimension);
                }
            }
        }
        Value::Array(list) => {
            for inner in list {
                if key == "dimensions" && is_dimension(inner) {
                    *inner = json!(format!("zz-{}", inner.as_str().unwrap_or_default()));
                } else {
                    walk(inner, key, is_dimension);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
/// A screen, and how one gets there.
type Screen = (&'static str, fn(&mut Interviewer));

fn go(kim: &mut Interviewer, keys: &str) {
    kim.presses("Ctrl-Y").waits(100).presses("Ctrl-N").waits(50);
    if !keys.is_empty() {
        kim.presses(keys);
    }
}

fn score(kim: &mut Interviewer, keys: &str) {
    go(kim, "Ctrl-R 4 a");
    kim.presses("Esc").types("says where the copy is kept, and for how long it is good").presses("Enter");
    for _ in 0..6 {
        kim.waits(100).presses("Ctrl-N");
    }
    kim.presses("F9 Ctrl-Y").sees("SCORE");
    if !keys.is_empty() {
        kim.presses(keys);
    }
}

const SCREENS: [Screen; 34] = [
    ("checklist", |kim| {
        kim.waits(1);
    }),
    ("script", |kim| {
        kim.presses("Ctrl-Y");
    }),
    ("note", |kim| go(kim, "")),
    ("note with a half-typed text", |kim| {
        go(kim, "");
        kim.types("she said that it depends on who may keep a copy and for how long, which is more than most do")
            .presses("Ctrl-J");
        kim.types("and then some more of it");
    }),
    ("rate", |kim| go(kim, "Ctrl-R")),
    ("rate at the end", |kim| go(kim, "Ctrl-R 4 3 Down Down Down Down Down Down Down Down Down Down Down")),
    ("rate with a half-typed text", |kim| {
        go(kim, "");
        kim.types("half typed, and long enough that it has no room on one line of a narrow screen")
            .presses("Ctrl-R a b");
    }),
    ("plan", |kim| go(kim, "BackTab")),
    ("plan at a long one", |kim| go(kim, "BackTab Down Down Down")),
    ("explanation", |kim| go(kim, "F3")),
    ("anchors", |kim| go(kim, "F2 4 Up")),
    ("hint", |kim| go(kim, "Ctrl-N Ctrl-N Ctrl-N Ctrl-N Ctrl-N Ctrl-G Ctrl-Y")),
    ("late", |kim| {
        go(kim, "");
        kim.waits(60 * 40);
    }),
    ("help", |kim| go(kim, "Ctrl-O PgDn")),
    ("flags", |kim| go(kim, "Ctrl-F Down")),
    ("quote", |kim| go(kim, "Ctrl-F Enter")),
    ("find", |kim| go(kim, "F4 Down")),
    ("find in the bank", |kim| {
        go(kim, "F4");
        kim.types("pool");
    }),
    ("bring in", |kim| {
        go(kim, "F4");
        kim.types("pool").presses("Enter");
    }),
    ("history", |kim| go(kim, "Ctrl-R 4 a 3 Ctrl-X F10")),
    ("skip", |kim| go(kim, "F6")),
    ("swap", |kim| go(kim, "F8")),
    ("end", |kim| go(kim, "F9")),
    ("leave", |kim| go(kim, "Ctrl-C")),
    ("desk, ratings", |kim| score(kim, "")),
    ("desk, dimension", |kim| score(kim, "Tab")),
    ("desk, reason", |kim| score(kim, "Tab 1")),
    ("desk, criteria", |kim| score(kim, "Tab Tab Tab Tab Tab Space")),
    ("desk, recommendation", |kim| score(kim, "Ctrl-S BackTab BackTab 3")),
    ("desk, take-aways", |kim| score(kim, "Ctrl-S BackTab")),
    ("desk, last look", |kim| score(kim, "Ctrl-S")),
    ("desk, submit", |kim| score(kim, "Ctrl-S Ctrl-S")),
    ("desk, help", |kim| score(kim, "Ctrl-O")),
    ("card", |kim| score(kim, "Ctrl-S Ctrl-S Ctrl-Y")),
];

/// A word as it is compared: without what stands around it.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// All words of a value's texts.
fn words_of(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => into.extend(text.split_whitespace().map(bare)),
        Value::Array(list) => list.iter().for_each(|inner| words_of(inner, into)),
        Value::Object(object) => object.values().for_each(|inner| words_of(inner, into)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn words_on(screen: &str) -> impl Iterator<Item = String> {
    screen.split(|c: char| c.is_whitespace() || c == '─' || c == '…').map(bare).filter(|word| !word.is_empty())
}

/// The words of the plan and of the library.
fn given() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    words_of(&serde_json::to_value(longest_plan()).expect("a plan"), &mut words);
    for question in plan::library().banks.values().flat_map(|bank| &bank.questions) {
        words_of(&serde_json::to_value(question).expect("a question"), &mut words);
    }
    words
}

/// The words of a screen where there is room for everything.
fn roomy(arrive: fn(&mut Interviewer)) -> BTreeSet<String> {
    let on = |(columns, rows)| {
        let mut kim = Interviewer::with_plan(longest_plan(), columns, rows);
        arrive(&mut kim);
        words_on(&kim.screen()).collect::<Vec<_>>()
    };
    [(109, 400), (250, 400)].into_iter().flat_map(on).collect()
}

#[test]
fn no_screen_cuts_a_word_or_shows_an_id_at_any_size() {
    let given = given();
    let long: Vec<&String> = given.iter().filter(|word| word.len() > 28).collect();
    for (name, arrive) in SCREENS {
        let roomy = roomy(arrive);
        let of_both = |word: &String| given.contains(word) || roomy.contains(word);
        for (columns, rows) in SIZES {
            let mut kim = Interviewer::with_plan(longest_plan(), columns, rows);
            arrive(&mut kim);
            let screen = kim.screen();
            let where_ = format!("{name} at {columns}x{rows}");
            // The card lists questions by their ids, for people who look them up; a sentence never does.
            assert!(name == "card" || !screen.contains("zz-"), "an id on {where_}:\n{screen}");
            let foot = screen.lines().last().unwrap_or_default();
            assert!(foot.ends_with("^O all keys"), "{where_} lost the key of help: `{foot}`\n{screen}");
            for word in words_on(&screen).filter(|word| word.chars().any(char::is_alphabetic)) {
                // Times and counts differ from size to size, and a word longer than half a line may be broken.
                let counted = || word.chars().any(|c| c.is_ascii_digit());
                let is_long = |whole: &String| whole.len() > 28 && whole.contains(&word);
                let broken = || long.iter().any(|whole| is_long(whole)) || roomy.iter().any(is_long);
                // What a box covers where there is more room is known all the same.
                let chrome = || {
                    ["above", "below", "line", "lines", "PgUp", "PgDn", "Up", "Down", "of", "After", "conversation"]
                        .contains(&word.as_str())
                };
                assert!(of_both(&word) || counted() || chrome() || broken(), "`{word}` is cut on {where_}:\n{screen}");
            }
        }
    }
}

#[test]
fn what_matters_most_is_at_the_foot_at_every_size() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::asks(columns, rows);
        kim.sees("NOTE")
            .sees("Enter keep")
            .sees("^N next")
            .presses("Ctrl-R")
            .sees("1-5 rate")
            .sees("a-z tick")
            .sees("Esc note");
        kim.presses("F9").sees("^Y does it").sees("Esc goes back").presses("Ctrl-Y").sees("SCORE").sees("Tab on");
        kim.presses("Ctrl-S").sees("^S submit").presses("Ctrl-S Ctrl-Y").sees("CARD").sees("Esc leave");
    }
}

#[test]
fn a_long_title_never_pushes_the_clock_off() {
    for (columns, rows) in SIZES {
        let mut kim = Interviewer::with_plan(longest_plan(), columns, rows);
        go(&mut kim, "");
        kim.sees("Architecture").sees("14:10 left").sees("interview 42:30 left");
    }
}

#[test]
fn the_candidate_reads_handouts_of_76_columns_whole_and_is_told_that_more_follows() {
    let mut plan = plan::plan();
    let handout: Vec<String> = (10..50).map(|line| format!("{line}{}", "x".repeat(74))).collect();
    let question = &mut plan.sections[1].questions[0].banked.question;
    question.wording = QuestionText { handout: Some(handout.join("\n")), ..(**question).clone() }.into();
    let mut kim = Interviewer::with_plan(plan, 80, 24);
    go(&mut kim, "");
    let shown = shown_to_candidate(kim.session(), Millis(0));
    let mut seen = String::new();
    let mut scroll = 0;
    for _ in 0..6 {
        let area = Rect::new(0, 0, 80, 24);
        let mut buffer = Buffer::empty(area);
        let look = Look { clock: true, scroll, palette: Palette { color: true } };
        scroll = draw_for_candidate(&shown, look, area, &mut buffer) + 10;
        let screen = text(&buffer);
        assert!(screen.contains("below: PgDn") || screen.contains("above: PgUp"), "{screen}");
        seen += &screen;
    }
    assert!(handout.iter().all(|line| seen.contains(line)), "{seen}");
}

#[test]
fn a_line_of_code_that_is_too_long_is_broken_between_words_and_says_so() {
    let mut plan = plan::plan();
    let code = "    const wanted = orders.filter((order) => order.total > limit && order.placed >= from && order.placed < to);";
    let question = &mut plan.sections[1].questions[0].banked.question;
    question.wording = QuestionText { handout: Some(code.into()), ..(**question).clone() }.into();
    let mut kim = Interviewer::with_plan(plan, 60, 24);
    go(&mut kim, "");
    let screen = kim.screen();
    let shown: Vec<&str> = screen.lines().skip_while(|line| !line.contains("const wanted")).take(2).collect();
    assert!(shown[1].starts_with("↳ "), "{screen}");
    let again = format!("{} {}", shown[0].trim_end(), shown[1].trim_start_matches("↳ "));
    assert!(code.starts_with(again.trim_end()), "{again}");
}

#[test]
fn a_note_before_is_never_shown_by_its_end_alone() {
    let long =
        "she asks first who may keep a copy of the page, then draws the way of a request, and only then says max-age";
    for (columns, rows) in [(80, 24), (60, 24)] {
        let mut kim = Interviewer::asks(columns, rows);
        kim.types(long).presses("Enter").waits(125).types("short").presses("Enter");
        kim.sees(" 00:00 she asks first").sees(" …").sees(" 02:05 short").does_not_see("max-age");
        kim.sees("F10 shows all");
    }
}
