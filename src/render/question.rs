//! A question, whole or in a list.

use std::fmt::Write as _;

use crate::core::bank::{Question, fill};
use crate::core::library::Found;

use super::layout::{bullet, heading, paragraph};
use super::table::{Side, table};

/// One question with everything around it.
pub fn whole(found: Found<'_>, width: usize) -> String {
    let question = found.question;
    let mut out = heading(question.id.as_str());
    out += &paragraph(&facts(found), width, "");
    let mut part = |title: &str, text: String| {
        let _ = write!(out, "\n{title}\n{text}");
    };
    part("Prompt", paragraph(&fill(&question.prompt, &[]), width, "  "));
    if let Some(handout) = &question.handout {
        part("Handout", paragraph(handout, width, "  "));
    }
    part("Answer", paragraph(&question.answer, width, "  "));
    part("Strong signals", bullets(&question.signals.strong, "  + ", width));
    part("Weak signals", bullets(&question.signals.weak, "  - ", width));
    if !question.hints.is_empty() {
        part("Hints", numbered(&question.hints, width));
    }
    part("Follow-ups", numbered(&question.follow_ups, width));
    out
}

fn facts(found: Found<'_>) -> String {
    let question = found.question;
    let names = |list: Vec<&str>| if list.is_empty() { "none".to_owned() } else { list.join(", ") };
    format!(
        "{} · {} · difficulty {} · {} min · bank {}\ntopics: {}\ntechnologies: {}\ndimensions: {}{}",
        question.kind,
        question.level,
        question.difficulty,
        question.minutes,
        found.bank,
        names(question.topics.iter().map(AsRef::as_ref).collect()),
        names(question.technologies.iter().map(AsRef::as_ref).collect()),
        names(question.dimensions.iter().map(AsRef::as_ref).collect()),
        if question.retired { "\nretired: asked no more" } else { "" },
    )
}

/// Lines that each begin with a mark.
pub fn bullets(texts: &[String], mark: &str, width: usize) -> String {
    texts.iter().map(|text| bullet(mark, text, width)).collect()
}

/// Lines that each begin with a number, counted from 1.
pub fn numbered(texts: &[String], width: usize) -> String {
    (1..).zip(texts).map(|(number, text)| bullet(&format!("  {number}. "), text, width)).collect()
}

/// A list, a line each.
pub fn list(found: &[Found<'_>], width: usize) -> String {
    let row = |found: &Found<'_>| {
        let Question { id, kind, level, difficulty, minutes, prompt, .. } = found.question;
        [
            id.to_string(),
            kind.to_string(),
            level.to_string(),
            difficulty.to_string(),
            minutes.to_string(),
            super::layout::cut(&fill(prompt, &[]), 120),
        ]
    };
    let head = [
        ("question", Side::Left),
        ("kind", Side::Left),
        ("level", Side::Left),
        ("diff", Side::Right),
        ("min", Side::Right),
        ("prompt", Side::Left),
    ];
    if width >= 100 {
        return table(width, head, found.iter().map(row));
    }
    let mut out = String::new();
    for found in found {
        let [id, kind, level, difficulty, minutes, prompt] = row(found);
        let _ = writeln!(out, "{id}  ({kind}, {level}, difficulty {difficulty}, {minutes} min)");
        let _ = writeln!(out, "    {}", super::layout::cut(&prompt, width.saturating_sub(4)));
    }
    out
}
