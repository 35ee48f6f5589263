//! What stands on the screen at each step of the interview line by line.

use std::fmt::Write as _;

use crate::core::bank::fill;
use crate::core::event::Signal;
use crate::core::ids::DimensionId;
use crate::core::plan::PlannedSection;
use crate::core::rubric::{Dimension, FiveTexts};
use crate::core::scale::Rating;
use crate::core::scorecard::{EvidenceLine, evidence, evidence_of};
use crate::core::session::{Asking, Pace, Place, Session};

use crate::page::clean;
use crate::page::layout::{bullet, cut, heading, paragraph};

use super::super::words;

/// A checklist on one page.
pub(crate) fn checklist(title: &str, lines: &[String], width: usize) -> String {
    heading(title) + &lines.iter().map(|line| bullet("  - ", line, width)).collect::<String>()
}

/// A section's title and script, where one enters it.
pub(crate) fn section(section: &PlannedSection, width: usize) -> String {
    let mut out = format!("\n{}\n", heading(&format!("{} ({} min)", section.title, section.minutes)).trim_end());
    if let Some(script) = &section.script {
        out += &paragraph(script, width, "  ");
    }
    out
}

/// The current question with all that the interviewer needs; ticks show what was recorded.
pub(crate) fn question(session: &Session, asking: &Asking, width: usize) -> String {
    let question = asking.question();
    let state = session.state();
    let facts = format!(
        "{}, {}, {}, difficulty {}, {} min, {}",
        asking.slot,
        question.kind,
        question.level,
        question.difficulty,
        asking.minutes,
        words::arrival(asking)
    );
    let mut out = format!("\n{facts}\n");
    out += &paragraph(&fill(&question.prompt, state.filling()), width, "  ");
    if let Some(handout) = &question.handout {
        let _ = write!(out, "Handout\n{}", paragraph(handout, width, "  "));
    }
    out += &signals(asking, width);
    if !question.hints.is_empty() {
        out += "Hints (/hint gives the next)\n";
        out += &ticked(&question.hints, |index| asking.hints.contains(&index), width);
    }
    if !question.follow_ups.is_empty() {
        out += "Follow-ups (/probe 1 ticks)\n";
        out += &ticked(&question.follow_ups, |index| asking.follow_ups.contains(&index), width);
    }
    out + &ratings(session, asking)
}

/// Strong and weak signals, numbered through.
fn signals(asking: &Asking, width: usize) -> String {
    let signals = &asking.question().signals;
    let mut out = String::new();
    let mut number = 0;
    let mut list = |title: &str, texts: &[String], signal: fn(u8) -> Signal| {
        let _ = writeln!(out, "{title}");
        for (index, text) in (0_u8..).zip(texts) {
            number += 1;
            let tick = if asking.signals.contains_key(&signal(index)) { "x" } else { " " };
            out += &bullet(&format!("  {number} [{tick}] "), text, width);
        }
    };
    list("Strong (/saw 1 ticks)", &signals.strong, Signal::Strong);
    list("Weak", &signals.weak, Signal::Weak);
    out
}

/// The signal with a number of that list.
pub(crate) fn numbered_signal(asking: &Asking, number: usize) -> Option<Signal> {
    let strong = asking.question().signals.strong.len();
    let index = number.checked_sub(1)?;
    let signal = match index.checked_sub(strong) {
        None => Signal::Strong(u8::try_from(index).ok()?),
        Some(weak) => Signal::Weak(u8::try_from(weak).ok()?),
    };
    asking.signal_text(signal).map(|_| signal)
}

fn ticked(texts: &[String], is_ticked: impl Fn(u8) -> bool, width: usize) -> String {
    (0_u8..)
        .zip(texts)
        .map(|(index, text)| {
            let tick = if is_ticked(index) { "x" } else { " " };
            bullet(&format!("  {} [{tick}] ", index + 1), text, width)
        })
        .collect()
}

/// The question's dimensions with their short names and ratings.
pub(crate) fn ratings(session: &Session, asking: &Asking) -> String {
    let of = |id: &DimensionId| {
        let short = session.plan().rubric.short_name(id);
        let rating = asking.ratings.get(id).map_or("-".to_owned(), ToString::to_string);
        format!("{short} {id} {rating}")
    };
    let own = &asking.dimensions;
    let others = asking.ratings.keys().filter(|id| !own.contains(id));
    let shown: Vec<String> = own.iter().chain(others).map(of).collect();
    format!("Ratings: {}\n", shown.join(" · "))
}

/// The clocks, for the prompt: section and interview, used of planned.
pub(crate) fn clocks(session: &Session, pace: &Pace) -> String {
    let state = session.state();
    let paused = if state.clock.running { "" } else { " PAUSED" };
    let here = match state.place {
        Place::Slot(slot) => format!(" {slot}"),
        Place::Section(_) => String::new(),
    };
    format!(
        "[section {}/{} all {}/{}{paused}]{here}",
        pace.section.used.clock(),
        pace.section.planned.clock(),
        pace.interview.used.clock(),
        pace.interview.planned.clock()
    )
}

/// The whole round as an outline with what has become of each question.
pub(crate) fn outline(session: &Session, width: usize) -> String {
    let (plan, state) = (session.plan(), session.state());
    let mut out = String::new();
    for (position, section) in plan.placed_sections() {
        let here = if state.section() == position { "> " } else { "  " };
        let _ = writeln!(out, "{here}{} ({} min)", clean::line(&section.title), section.minutes);
        for asking in state.asking.iter().filter(|asking| asking.section == position) {
            let text = fill(&asking.question().prompt, state.filling());
            let line = format!("    {:<4} {:<9} {text}", asking.slot, words::status(state, asking));
            let _ = writeln!(out, "{}", cut(&line, width));
        }
        for backup in &section.backups {
            let text = fill(&backup.banked.question.prompt, state.filling());
            let line = format!("    {:<4} {:<9} {text}", "", words::backup(state, position, backup));
            let _ = writeln!(out, "{}", cut(&line, width));
        }
    }
    out
}

/// A dimension's anchors.
pub(crate) fn anchors(dimension: &Dimension, scale: &FiveTexts, width: usize) -> String {
    let mut out = format!("{} ({} % of the total)\n", clean::line(&dimension.title), dimension.weight);
    for rating in Rating::ALL.iter().rev() {
        let mark = format!("  {rating} {}: ", scale.at(*rating));
        out += &bullet(&mark, dimension.anchors.at(*rating), width);
    }
    out
}

/// What was seen, said and given on a dimension, and the ratings; never their mean.
pub fn evidence_on(session: &Session, dimension: &Dimension, width: usize) -> String {
    let (plan, state) = (session.plan(), session.state());
    let mut out = heading(&dimension.title);
    out += &anchors(dimension, &plan.rubric.scale, width);
    let _ = writeln!(out, "Ratings: {}", words::ratings(state, &dimension.id));
    let lines = evidence(plan, state, &dimension.id);
    if lines.is_empty() {
        let _ = writeln!(out, "{}", words::NO_EVIDENCE);
    }
    out + &evidence_lines(&lines, width)
}

/// What was recorded at one question.
pub(crate) fn evidence_at(session: &Session, asking: &Asking, width: usize) -> String {
    evidence_lines(&evidence_of(session.plan(), session.state(), asking), width)
}

/// Evidence, a line each: when, where, what.
fn evidence_lines(lines: &[EvidenceLine], width: usize) -> String {
    let one = |line: &EvidenceLine| {
        let mark = format!("  {} {:<3} {:<6} ", line.ms.clock(), line.slot, line.what.as_str());
        bullet(&mark, &line.text, width)
    };
    lines.iter().map(one).collect()
}
