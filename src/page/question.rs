//! Questions of the banks: one whole, or a list.

use serde::Serialize;

use crate::core::bank::{Question, fill};
use crate::core::counted::counted;
use crate::core::library::Found;

use super::answer::{Answer, OneOrAll};
use super::block::{Fact, Item, Marks, Page};
use super::layout::cut;
use super::records::{NoTable, Records};
use super::table::{Cell, Column, Table};

/// How much of a prompt is heard where many are, in columns.
const BEGINNING: usize = 100;

/// What `questions` answers with.
#[derive(Debug)]
pub(crate) struct QuestionList<'a>(pub OneOrAll<Found<'a>>);

#[derive(Serialize)]
struct WithBank<'a> {
    bank: &'a str,
    #[serde(flatten)]
    question: &'a Question,
}

impl<'a> WithBank<'a> {
    fn of(found: Found<'a>) -> Self {
        Self { bank: found.bank.as_str(), question: found.question }
    }
}

impl Answer for QuestionList<'_> {
    fn value(&self) -> impl Serialize {
        match &self.0 {
            OneOrAll::One(found) => OneOrAll::One(WithBank::of(*found)),
            OneOrAll::All(found) => OneOrAll::All(found.iter().map(|found| WithBank::of(*found)).collect()),
        }
    }

    fn page(&self) -> Page {
        match &self.0 {
            OneOrAll::One(found) => whole(*found),
            OneOrAll::All(found) => list(found),
        }
    }

    fn records(&self) -> Result<Records, NoTable> {
        let head = [
            "question",
            "bank",
            "kind",
            "level",
            "difficulty",
            "minutes",
            "topics",
            "technologies",
            "dimensions",
            "retired",
            "prompt",
            "handout",
            "answer",
            "strong",
            "weak",
            "hints",
            "follow_ups",
        ];
        Ok(Records::new(&head, self.0.as_slice().iter().map(|found| row(*found))))
    }
}

fn row(found: Found<'_>) -> Vec<String> {
    let question = found.question;
    vec![
        question.id.to_string(),
        found.bank.to_string(),
        question.kind.to_string(),
        question.level.to_string(),
        question.difficulty.to_string(),
        question.minutes.to_string(),
        names(&question.topics, " "),
        names(&question.technologies, " "),
        names(&question.dimensions, " "),
        question.retired.to_string(),
        fill(&question.prompt, &[]),
        question.handout.clone().unwrap_or_default(),
        question.answer.clone(),
        question.signals.strong.join("\n"),
        question.signals.weak.join("\n"),
        question.hints.join("\n"),
        question.follow_ups.join("\n"),
    ]
}

fn names<T: AsRef<str>>(names: &[T], between: &str) -> String {
    names.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(between)
}

/// One question with everything around it.
fn whole(found: Found<'_>) -> Page {
    let question = found.question;
    let some = |list: String| if list.is_empty() { "none".to_owned() } else { list };
    let mut page = Page::titled(Fact::heard(question.id.as_str(), format!("A question: {}", kind(question))));
    let listed = |what: &str, names: String| {
        let text = format!("{what}: {}", some(names));
        Fact::heard(&text, spaced(&text))
    };
    page.lines([
        Fact::heard(
            format!(
                "{} · {} · difficulty {} · {} min · bank {}",
                question.kind, question.level, question.difficulty, question.minutes, found.bank
            ),
            format!("from the bank {}", spaced(found.bank.as_str())),
        ),
        listed("topics", names(&question.topics, ", ")),
        listed("technologies", names(&question.technologies, ", ")),
        listed("dimensions", names(&question.dimensions, ", ")),
    ]);
    if question.retired {
        page.line("retired: asked no more");
    }
    let prompt = fill(&question.prompt, &[]);
    page.section("Prompt").lines(prompt.lines().filter(|line| !line.trim().is_empty()));
    if let Some(handout) = &question.handout {
        page.section("Handout").verbatim(handout);
    }
    page.section("Answer").prose(&question.answer);
    page.list_section(
        "Strong signals",
        Marks::Column,
        question.signals.strong.iter().map(|text| Item::labeled("+", text)),
    );
    page.list_section("Weak signals", Marks::Column, question.signals.weak.iter().map(|text| Item::labeled("-", text)));
    page.list_section("Hints", Marks::Numbers, question.hints.iter().map(Item::new));
    page.list_section("Follow-ups", Marks::Numbers, question.follow_ups.iter().map(Item::new));
    page
}

/// The beginning of what a question asks, for a list that is listened to.
pub(crate) fn beginning(question: &Question) -> String {
    cut(&fill(&question.prompt, &[]), BEGINNING)
}

/// A name as words.
pub(crate) fn spaced(name: &str) -> String {
    name.replace('-', " ")
}

/// What kind of question it is, as it is heard.
fn kind(question: &Question) -> String {
    let Question { kind, level, difficulty, minutes, .. } = question;
    let kind = spaced(kind.as_str());
    format!("{kind}, {level} level, difficulty {difficulty} of 5, {}", counted(minutes.0, "minute"))
}

/// A list; a narrow terminal shows two lines for each.
pub(crate) fn list(found: &[Found<'_>]) -> Page {
    let columns = [
        Column::words("question"),
        Column::words("kind").said("{}").beside(),
        Column::words("level").said("{}").beside(),
        Column::numbers("diff").said("difficulty {}").beside(),
        Column::numbers("min").said("{} min").beside(),
        Column::words("prompt").said("{}").at_most(72),
    ];
    let row = |found: &Found<'_>| {
        let Question { id, kind, level, difficulty, minutes, .. } = found.question;
        [
            Cell::from(id.as_str()),
            kind.to_string().into(),
            level.to_string().into(),
            difficulty.to_string().into(),
            minutes.to_string().into(),
            fill(&found.question.prompt, &[]).into(),
        ]
    };
    let mut seen = Page::default();
    seen.table(Table::new(columns, found.iter().map(row)).stacking());
    let mut heard = Page::default();
    let said = |found: &Found<'_>| {
        let question = found.question;
        let text = format!("{} ({})", beginning(question), kind(question));
        Item::new(text).and_whole(format!("its name: {}", question.id))
    };
    // How many there are says whether one listens on; how to go on is said once, by the first.
    let count = counted(found.len(), "question");
    match found.first() {
        Some(first) => {
            heard.line(format!("{count}. The name of each reads it whole; the first, for example:"));
            let command = format!("`hotseat questions {}`", first.question.id);
            heard.list(Marks::Nothing, [Item::whole(command)]);
        }
        None => {
            heard.line(count);
        }
    }
    heard.list(Marks::Bullets, found.iter().map(said));
    let mut page = Page::default().called("Questions");
    page.either(&seen, &heard);
    page
}
