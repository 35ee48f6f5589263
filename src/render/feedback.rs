//! What the candidate may take home: take-aways, and after practice per question what was seen, what a strong answer has, and what to study.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;

use crate::core::bank::fill;
use crate::core::event::Signal;
use crate::core::plan::Slot;
use crate::core::scorecard::Card;
use crate::core::session::Session;

use super::layout::{bullet, heading, paragraph};
use super::markdown as md;

/// The feedback sheet. After an interview it holds no rating, total, band, note or flag: those are the panel's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Sheet {
    /// The candidate's name.
    pub candidate: String,
    /// The format's title.
    pub title: String,
    /// The day, as `2026-11-21`.
    pub date: String,
    /// Whether it was practice.
    pub mock: bool,
    /// What went well.
    pub strengths: Vec<String>,
    /// What to work on.
    pub growth: Vec<String>,
    /// After practice: question by question.
    pub questions: Vec<Practised>,
    /// Tips for the next interview.
    pub tips: Vec<String>,
}

/// A question of a practice interview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Practised {
    /// Its place.
    pub slot: Slot,
    /// What was asked.
    pub prompt: String,
    /// What the interviewer saw: signals of strong answers.
    pub seen: Vec<String>,
    /// What the interviewer saw: signals of weak answers.
    pub weak: Vec<String>,
    /// Notes.
    pub notes: Vec<String>,
    /// What a strong answer also has.
    pub missing: Vec<String>,
    /// The ratings, as `technical 4`.
    pub ratings: Vec<String>,
    /// The explanation.
    pub answer: String,
    /// What to study next: the question's topics, where something was missing.
    pub study: Vec<String>,
}

/// The sheet of a submitted session.
pub fn sheet(session: &Session, card: &Card) -> Sheet {
    let (plan, state) = (session.plan(), session.state());
    let mock = card.round.mock;
    let recommended = card.recommendation.clone();
    let checklists = &plan.rubric.checklists;
    Sheet {
        candidate: card.candidate.name.clone(),
        title: card.round.title.clone(),
        date: card.round.date.clone(),
        mock,
        strengths: recommended.as_ref().map(|r| r.strengths.clone()).unwrap_or_default(),
        growth: recommended.map(|r| r.growth).unwrap_or_default(),
        questions: if mock {
            state.asking.iter().filter(|a| a.was_asked()).map(|a| practised(session, a)).collect()
        } else {
            Vec::new()
        },
        tips: if mock {
            [checklists.candidate_before.clone(), checklists.candidate_during.clone()].concat()
        } else {
            Vec::new()
        },
    }
}

fn practised(session: &Session, asking: &crate::core::session::Asking) -> Practised {
    let question = asking.question();
    let state = session.state();
    let seen = |strong: bool| {
        let of_kind = asking.signals.keys().filter(|signal| matches!(signal, Signal::Strong(_)) == strong);
        of_kind.filter_map(|signal| asking.signal_text(*signal)).map(str::to_owned).collect::<Vec<_>>()
    };
    let strong = seen(true);
    let missing: Vec<String> = question.signals.strong.iter().filter(|text| !strong.contains(text)).cloned().collect();
    let study = if missing.is_empty() { Vec::new() } else { question.topics.iter().map(ToString::to_string).collect() };
    Practised {
        slot: asking.slot,
        prompt: fill(&question.prompt, state.filling()),
        weak: seen(false),
        notes: state.notes_on(Some(asking.slot)).map(|note| note.text.clone()).collect(),
        missing,
        ratings: asking.ratings.iter().map(|(dimension, rating)| format!("{dimension} {rating}")).collect(),
        answer: question.answer.clone(),
        study,
        seen: strong,
    }
}

/// The sheet for a terminal.
pub fn text(sheet: &Sheet, width: usize) -> String {
    let mut out = heading(&format!("Feedback for {}", sheet.candidate));
    let _ = writeln!(out, "{}, {}", super::clean::line(&sheet.title), sheet.date);
    let mut list = |title: &str, lines: &[String]| {
        if !lines.is_empty() {
            let _ =
                write!(out, "\n{title}\n{}", lines.iter().map(|line| bullet("  - ", line, width)).collect::<String>());
        }
    };
    list("What went well", &sheet.strengths);
    list("What to work on", &sheet.growth);
    if sheet.strengths.is_empty() && sheet.growth.is_empty() && !sheet.mock {
        out += "\nThe interviewer wrote no take-aways.\n";
    }
    for question in &sheet.questions {
        let _ = write!(out, "\n{}", paragraph(&format!("{}  {}", question.slot, question.prompt), width, ""));
        let mut part = |title: &str, lines: &[String]| {
            for line in lines {
                out += &bullet(&format!("  {title}: "), line, width);
            }
        };
        part("seen", &question.seen);
        part("seen (weak)", &question.weak);
        part("note", &question.notes);
        part("a strong answer also", &question.missing);
        if !question.ratings.is_empty() {
            let _ = writeln!(out, "  ratings: {}", question.ratings.join(", "));
        }
        let _ = write!(out, "  explanation:\n{}", paragraph(&question.answer, width, "    "));
        if !question.study.is_empty() {
            out += &bullet("  study next: ", &question.study.join(", "), width);
        }
    }
    if !sheet.tips.is_empty() {
        let _ = write!(
            out,
            "\nFor the next time\n{}",
            sheet.tips.iter().map(|line| bullet("  - ", line, width)).collect::<String>()
        );
    }
    out
}

/// The sheet as Markdown.
pub fn markdown(sheet: &Sheet) -> String {
    let mut out =
        format!("# Feedback for {}\n\n{}, {}\n", md::text(&sheet.candidate), md::text(&sheet.title), sheet.date);
    let mut list = |title: &str, lines: &[String]| {
        if !lines.is_empty() {
            let _ = write!(
                out,
                "\n## {title}\n\n{}",
                lines.iter().map(|line| format!("- {}\n", md::text(line))).collect::<String>()
            );
        }
    };
    list("What went well", &sheet.strengths);
    list("What to work on", &sheet.growth);
    for question in &sheet.questions {
        let _ = write!(out, "\n## {}\n\n", md::text(&question.prompt));
        for (title, lines) in [
            ("seen", &question.seen),
            ("seen (weak)", &question.weak),
            ("note", &question.notes),
            ("a strong answer also", &question.missing),
        ] {
            for line in lines {
                let _ = writeln!(out, "- {title}: {}", md::text(line));
            }
        }
        if !question.ratings.is_empty() {
            let _ = writeln!(out, "- ratings: {}", question.ratings.join(", "));
        }
        // The explanation comes from a bank and is Markdown already.
        let _ = write!(out, "\n{}\n", super::clean::block(&question.answer));
        if !question.study.is_empty() {
            let _ = writeln!(out, "\nStudy next: {}", question.study.join(", "));
        }
    }
    if !sheet.tips.is_empty() {
        let _ = write!(
            out,
            "\n## For the next time\n\n{}",
            sheet.tips.iter().map(|line| format!("- {}\n", md::text(line))).collect::<String>()
        );
    }
    out
}
