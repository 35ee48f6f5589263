//! What is read out at each step of the interview line by line: one thing a line, the answer first, and no drawing.

use crate::core::bank::{Question, fill};
use crate::core::event::Signal;
use crate::core::ids::DimensionId;
use crate::core::plan::{Plan, SectionIndex};
use crate::core::rubric::{Dimension, FiveTexts};
use crate::core::scale::{Millis, Minutes, Rating};
use crate::core::scorecard::{EvidenceLine, evidence, evidence_of};
use crate::core::session::{Asking, Pace, Place, Session, State, Timing};

use crate::page::clean;
use crate::page::layout::{bullet, paragraph};

use super::super::words;

/// A title on a line of its own.
pub(crate) fn heading(text: &str) -> String {
    format!("{}\n", clean::line(text))
}

/// A checklist.
pub(crate) fn checklist(title: &str, lines: &[String], width: usize) -> String {
    heading(title) + &lines.iter().map(|line| bullet("- ", line, width)).collect::<String>()
}

/// So many minutes.
pub(crate) fn minutes(minutes: Minutes) -> String {
    format!("{minutes} {}", if minutes == Minutes(1) { "minute" } else { "minutes" })
}

/// A section's title and script, where one enters it.
pub(crate) fn section(plan: &Plan, position: SectionIndex, width: usize) -> String {
    let Some(section) = plan.section(position) else { return String::new() };
    let of = plan.sections.len();
    let mut out =
        heading(&format!("{}, {}, section {} of {of}", section.title, minutes(section.minutes), position.0 + 1));
    if let Some(script) = &section.script {
        out += &paragraph(script, width, "");
    }
    out
}

/// The current question with all that the interviewer needs; what was recorded is said with it.
pub(crate) fn question(session: &Session, asking: &Asking, width: usize) -> String {
    let question = asking.question();
    let facts = format!(
        "{}: {}, {}, {} level, difficulty {}, {}",
        asking.slot,
        words::arrival(asking),
        question.kind,
        question.level,
        question.difficulty,
        minutes(asking.minutes),
    );
    let mut out = heading(&facts);
    out += &paragraph(&fill(&question.prompt, session.state().filling()), width, "");
    if let Some(handout) = &question.handout {
        out += &format!("Handout\n{}", as_it_is(handout));
    }
    let seen = |signal| asking.signals.contains_key(&signal);
    out += &signals(question, ("Strong signals; /saw 1 ticks the first", &seen), width);
    let given = |index: u8| asking.hints.contains(&index);
    out += &numbered("Hints; /hint gives the next", &question.hints, ("given: ", &given), width);
    let asked = |index: u8| asking.follow_ups.contains(&index);
    out += &numbered(
        "Follow-ups; /probe 1 says that you asked the first",
        &question.follow_ups,
        ("asked: ", &asked),
        width,
    );
    out + &ratings(session, asking)
}

/// A question that may come into the round, before it does.
pub(crate) fn preview(question: &Question, state: &State, width: usize) -> String {
    let mut out = paragraph(&fill(&question.prompt, state.filling()), width, "");
    let facts = format!(
        "{}, {} level, difficulty {}, {}",
        question.kind,
        question.level,
        question.difficulty,
        minutes(question.minutes)
    );
    out += &heading(&facts);
    if let Some(handout) = &question.handout {
        out += &format!("Handout\n{}", as_it_is(handout));
    }
    out += &signals(question, ("Strong signals", &|_| false), width);
    out += &numbered("Hints", &question.hints, ("", &|_| false), width);
    out + &numbered("Follow-ups", &question.follow_ups, ("", &|_| false), width)
}

/// Code or data, line by line as it was written.
pub(crate) fn as_it_is(text: &str) -> String {
    format!("{}\n", clean::block(text).trim_end())
}

/// Strong and weak signals, numbered through.
fn signals(question: &Question, (strong, seen): (&str, &dyn Fn(Signal) -> bool), width: usize) -> String {
    let mut out = String::new();
    let mut number = 0;
    let mut list = |title: &str, texts: &[String], signal: fn(u8) -> Signal| {
        out += &heading(title);
        for (index, text) in (0_u8..).zip(texts) {
            number += 1;
            let tick = if seen(signal(index)) { "seen: " } else { "" };
            out += &bullet(&format!("{number}. {tick}"), text, width);
        }
    };
    list(strong, &question.signals.strong, Signal::Strong);
    list("Weak signals", &question.signals.weak, Signal::Weak);
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

/// Numbered texts under a title, those that are ticked with a word before them; nothing for none.
fn numbered(title: &str, texts: &[String], (ticked, is_ticked): (&str, &dyn Fn(u8) -> bool), width: usize) -> String {
    if texts.is_empty() {
        return String::new();
    }
    let lines = (0_u8..).zip(texts).map(|(index, text)| {
        let tick = if is_ticked(index) { ticked } else { "" };
        bullet(&format!("{}. {tick}", index + 1), text, width)
    });
    heading(title) + &lines.collect::<String>()
}

/// The question's dimensions with their short names and ratings, a line each.
pub(crate) fn ratings(session: &Session, asking: &Asking) -> String {
    let plan = session.plan();
    let of = |id: &DimensionId| {
        let rating = asking.ratings.get(id).map_or("not rated".to_owned(), ToString::to_string);
        format!("{}, {}: {rating}\n", plan.rubric.short_name(id), clean::line(plan.rubric.title_of(id)))
    };
    let own = &asking.dimensions;
    let others = asking.ratings.keys().filter(|id| !own.contains(id));
    let lines: String = own.iter().chain(others).map(of).collect();
    format!(
        "Ratings; /rate {} 4 gives a 4 on the first\n{lines}",
        own.first().map(|id| plan.rubric.short_name(id)).unwrap_or_default()
    )
}

/// Where one stands and how much time is left there.
pub(crate) fn prompt(session: &Session, pace: &Pace) -> String {
    let (plan, state) = (session.plan(), session.state());
    let here = match state.place {
        Place::Slot(slot) => slot.to_string(),
        Place::Section(position) => plan.section(position).map_or(String::new(), |section| section.title.clone()),
    };
    let section = &pace.section;
    let time = if !state.clock.running {
        "paused".to_owned()
    } else if section.over().0 > 0 {
        format!("{} over", section.over().clock())
    } else {
        format!("{} left", section.left().clock())
    };
    format!("{}, {time}> ", clean::line(&here))
}

/// The clocks in words.
pub(crate) fn clocks(session: &Session, pace: &Pace) -> String {
    let (plan, state) = (session.plan(), session.state());
    let line = |what: &str, timing: &Timing| {
        let rest = if timing.over().0 > 0 {
            format!("{} over", timing.over().clock())
        } else {
            format!("{} left", timing.left().clock())
        };
        format!("{}: {rest}, {} of {} used\n", clean::line(what), timing.used.clock(), timing.planned.clock())
    };
    let title = plan.section(state.section()).map_or("This section", |section| section.title.as_str());
    let mut out = line(title, &pace.section);
    if let (Place::Slot(slot), Some(question)) = (state.place, &pace.question) {
        out += &line(&slot.to_string(), question);
    }
    out += &line("The whole round", &pace.interview);
    if !state.clock.running {
        out += "The clocks stand still; /resume lets them run.\n";
    }
    out
}

/// The whole round, a question a line, with what has become of each.
pub(crate) fn outline(session: &Session, width: usize) -> String {
    let (plan, state) = (session.plan(), session.state());
    let mut out = String::new();
    for (position, section) in plan.placed_sections() {
        let here = if state.section() == position { ", you are here" } else { "" };
        out += &heading(&format!("{}, {}{here}", section.title, minutes(section.minutes)));
        for asking in state.asking.iter().filter(|asking| asking.section == position) {
            let text = fill(&asking.question().prompt, state.filling());
            out += &bullet(&format!("{}, {}: ", asking.slot, words::status(state, asking)), &text, width);
        }
        for backup in &section.backups {
            let text = fill(&backup.banked.question.prompt, state.filling());
            let used = words::backup(state, position, backup);
            out += &bullet(&format!("Backup, {used}: "), &text, width);
        }
    }
    out
}

/// A dimension's anchors, the best first.
pub(crate) fn anchors(dimension: &Dimension, scale: &FiveTexts, width: usize) -> String {
    let mut out = heading(&format!("{}, {} percent of the total", dimension.title, dimension.weight));
    for rating in Rating::ALL.iter().rev() {
        out += &bullet(&format!("{rating}, {}: ", scale.at(*rating)), dimension.anchors.at(*rating), width);
    }
    out
}

/// What was seen, said and given on a dimension, and the ratings; never their mean.
pub fn evidence_on(session: &Session, dimension: &Dimension, width: usize) -> String {
    let (plan, state) = (session.plan(), session.state());
    let mut out = anchors(dimension, &plan.rubric.scale, width);
    let ratings: Vec<String> = state
        .asking
        .iter()
        .filter_map(|asking| Some(format!("{} {}", asking.slot, asking.ratings.get(&dimension.id)?)))
        .collect();
    let ratings = if ratings.is_empty() { "none".to_owned() } else { ratings.join(", ") };
    out += &bullet("Your ratings: ", &ratings, width);
    out + &evidence_lines(&evidence(plan, state, &dimension.id), state.conversation_began(), width)
}

/// What was recorded at one question.
pub(crate) fn evidence_at(session: &Session, asking: &Asking, width: usize) -> String {
    let state = session.state();
    evidence_lines(&evidence_of(session.plan(), state, asking), state.conversation_began(), width)
}

/// Evidence, a line each: where, what, when, counted from the beginning of the conversation.
fn evidence_lines(lines: &[EvidenceLine], began: Millis, width: usize) -> String {
    if lines.is_empty() {
        return format!("{}\n", words::NO_EVIDENCE);
    }
    let one = |line: &EvidenceLine| {
        bullet(
            &format!("{}, {}, at {}: ", line.slot, line.what.as_str(), line.ms.since(began).clock()),
            &line.text,
            width,
        )
    };
    lines.iter().map(one).collect()
}
