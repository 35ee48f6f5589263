//! The line-by-line interview: what stands on the screen at each step. Plain words, so that a screen reader can follow.

use std::fmt::Write as _;

use crate::core::bank::fill;
use crate::core::event::{Course, Event, Finding, Recording, Signal, Talk};
use crate::core::ids::DimensionId;
use crate::core::names::short_names;
use crate::core::plan::{PlannedSection, Slot};
use crate::core::rubric::{Dimension, FiveTexts};
use crate::core::scale::Rating;
use crate::core::scorecard::{EvidenceLine, evidence, evidence_of};
use crate::core::session::{Arrival, Asking, Pace, Place, Session, Status};

use super::layout::{bullet, cut, heading, paragraph};

/// A checklist on one page.
pub fn checklist(title: &str, lines: &[String], width: usize) -> String {
    heading(title) + &lines.iter().map(|line| bullet("  - ", line, width)).collect::<String>()
}

/// A section's title and script, where one enters it.
pub fn section(section: &PlannedSection, width: usize) -> String {
    let mut out = format!("\n{}\n", heading(&format!("{} ({} min)", section.title, section.minutes)).trim_end());
    if let Some(script) = &section.script {
        out += &paragraph(script, width, "  ");
    }
    out
}

/// The current question with all that the interviewer needs; ticks show what was recorded.
pub fn question(session: &Session, asking: &Asking, width: usize) -> String {
    let question = asking.question();
    let state = session.state();
    let when = match (asking.arrival, asking.continues) {
        (_, Some(slot)) => format!("goes on with {slot}"),
        (Arrival::Backup(direction), _) => format!("{direction} backup"),
        (Arrival::BroughtIn, _) => "brought in".into(),
        (Arrival::Planned, _) if asking.must_ask => "must ask".into(),
        (Arrival::Planned, _) => "if time".into(),
    };
    let facts = format!(
        "{}, {}, {}, difficulty {}, {} min, {when}",
        asking.slot, question.kind, question.level, question.difficulty, asking.minutes
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
pub fn numbered_signal(asking: &Asking, number: usize) -> Option<Signal> {
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
pub fn ratings(session: &Session, asking: &Asking) -> String {
    let names: Vec<&str> = session.plan().rubric.dimensions.iter().map(|dimension| dimension.id.as_str()).collect();
    let short = short_names(&names);
    let of = |id: &DimensionId| {
        let short = short.iter().find(|(_, name)| *name == id.as_str()).map_or("", |(short, _)| short.as_str());
        let rating = asking.ratings.get(id).map_or("-".to_owned(), ToString::to_string);
        format!("{short} {id} {rating}")
    };
    let own = &asking.dimensions;
    let others = asking.ratings.keys().filter(|id| !own.contains(id));
    let shown: Vec<String> = own.iter().chain(others).map(of).collect();
    format!("Ratings: {}\n", shown.join(" · "))
}

/// The clocks, for the prompt: section and interview, used of planned.
pub fn clocks(session: &Session, pace: &Pace) -> String {
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

/// What to do about being late; nothing where all is well.
pub fn late(pace: &Pace) -> Option<String> {
    if pace.behind == 0 {
        return None;
    }
    let mut advice = Vec::new();
    if let Some(slot) = pace.drop {
        advice.push(format!("drop {slot} (/drop {slot})"));
    }
    if let Some(slot) = pace.keep {
        advice.push(format!("keep {slot}"));
    }
    if advice.is_empty() {
        advice.push("/next, or /extend 5".into());
    }
    Some(format!("{} min behind: {}", pace.behind, advice.join(", ")))
}

/// The whole round as an outline with what has become of each question.
pub fn outline(session: &Session, width: usize) -> String {
    let (plan, state) = (session.plan(), session.state());
    let mut out = String::new();
    for (position, section) in plan.placed_sections() {
        let here = if state.section() == position { "> " } else { "  " };
        let _ = writeln!(out, "{here}{} ({} min)", super::clean::line(&section.title), section.minutes);
        for asking in state.asking.iter().filter(|asking| asking.section == position) {
            let status = match state.status(asking) {
                Status::Open if asking.must_ask => "must ask",
                Status::Open => "if time",
                Status::Current => "current",
                Status::Done => "done",
                Status::Unrated => "unrated",
                Status::Skipped => "skipped",
                Status::Swapped => "swapped",
            };
            let text = fill(&asking.question().prompt, state.filling());
            let line = format!("    {:<4} {status:<9} {}", asking.slot, text);
            let _ = writeln!(out, "{}", cut(&line, width));
        }
        for backup in &section.backups {
            let text = fill(&backup.banked.question.prompt, state.filling());
            let line = format!("    {:<4} {:<9} {text}", "", backup.direction);
            let _ = writeln!(out, "{}", cut(&line, width));
        }
    }
    out
}

/// A dimension's anchors.
pub fn anchors(dimension: &Dimension, scale: &FiveTexts, width: usize) -> String {
    let mut out = format!("{} ({} % of the total)\n", super::clean::line(&dimension.title), dimension.weight);
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
    let ratings: Vec<String> = state
        .asking
        .iter()
        .filter_map(|asking| Some(format!("{} {}", asking.slot, asking.ratings.get(&dimension.id)?)))
        .collect();
    let ratings = if ratings.is_empty() { "none".to_owned() } else { ratings.join(" · ") };
    let _ = writeln!(out, "Ratings: {ratings}");
    let lines = evidence(plan, state, &dimension.id);
    if lines.is_empty() {
        out += "No signal, hint, note or flag was recorded for it.\n";
    }
    out + &evidence_lines(&lines, width)
}

/// What was recorded at one question.
pub fn evidence_at(session: &Session, asking: &Asking, width: usize) -> String {
    evidence_lines(&evidence_of(session.plan(), session.state(), asking), width)
}

/// Evidence, a line each: when, where, what.
pub fn evidence_lines(lines: &[EvidenceLine], width: usize) -> String {
    let one = |line: &EvidenceLine| {
        let mark = format!("  {} {:<3} {:<6} ", line.ms.clock(), line.slot, line.what.as_str());
        bullet(&mark, &line.text, width)
    };
    lines.iter().map(one).collect()
}

/// A question in a line.
pub fn headline(session: &Session, slot: Slot, width: usize) -> String {
    let asking = session.state().asking(slot);
    let prompt = asking.map(|asking| fill(&asking.question().prompt, session.state().filling()));
    cut(&format!("{slot}  {}", prompt.unwrap_or_default()), width)
}

/// What happened, in a few words.
pub fn event(event: &Event) -> String {
    match event {
        Event::Course(Course::Began(_)) => "the beginning".into(),
        Event::Course(Course::Paused) => "the pause".into(),
        Event::Course(Course::Resumed) => "going on".into(),
        Event::Course(Course::Ended(ending)) => format!("the end, {}", ending.as_str()),
        Event::Course(Course::Submitted) => "the submission".into(),
        Event::Talk(Talk::Entered(section)) => format!("the section {section}"),
        Event::Talk(Talk::Asked(slot)) => format!("asking {slot}"),
        Event::Talk(Talk::Swapped { slot, backup }) => format!("the {backup} backup for {slot}"),
        Event::Talk(Talk::BroughtIn { question, .. }) => format!("bringing in {}", question.question.id),
        Event::Recording(recording) => self::recording(recording),
        Event::Undone { .. } => "taking a recording back".into(),
        Event::Amended { .. } => "an amendment".into(),
    }
}

/// What was recorded, in a few words.
pub fn recording(recording: &Recording) -> String {
    match recording {
        Recording::Hinted { slot, hint } => format!("hint {} at {slot}", hint + 1),
        Recording::FollowedUp { slot, follow_up } => format!("follow-up {} at {slot}", follow_up + 1),
        Recording::Skipped { slot, .. } => format!("skipping {slot}"),
        Recording::Extended { section, minutes } => format!("{minutes} more minutes for {section}"),
        Recording::Found(finding) => match finding {
            Finding::Observed { slot, seen: true, .. } => format!("a signal at {slot}"),
            Finding::Observed { slot, seen: false, .. } => format!("a signal not seen at {slot}"),
            Finding::Rated { slot, dimension, rating: Some(rating) } => format!("{dimension} {rating} at {slot}"),
            Finding::Rated { slot, dimension, rating: None } => format!("{dimension} not assessed at {slot}"),
            Finding::Noted { text, .. } => format!("the note \"{}\"", cut(text, 40)),
            Finding::Flagged { flag, .. } => format!("the flag {flag}"),
            Finding::Ticked { criterion, .. } => format!("the criterion {criterion}"),
            Finding::Concluded { dimension, .. } => format!("the conclusion on {dimension}"),
            Finding::Recommended(_) => "the recommendation".into(),
        },
    }
}
