//! What is read out at each step of the interview line by line: one thing a line, the answer first, and no drawing.

use std::collections::BTreeMap;

use crate::core::bank::{Question, fill};
use crate::core::event::Signal;
use crate::core::ids::DimensionId;
use crate::core::plan::{Backup, Plan, PlannedSection, SectionIndex};
use crate::core::rubric::{Criterion, Dimension, FiveTexts};
use crate::core::scale::{Minutes, Rating};
use crate::core::scorecard::{EvidenceLine, could_show_at, evidence, evidence_of};
use crate::core::session::{Asking, Conversation, Pace, Place, Session, State, Timing};

use crate::page::clean;
use crate::page::layout::{bullet, cut, one_line, paragraph};

use super::super::assessed::{self, dimensions_of};
use super::super::dated::at;
use super::super::told::minutes_of;
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
pub(crate) fn section(session: &Session, position: SectionIndex, width: usize) -> String {
    let plan = session.plan();
    let Some(section) = plan.section(position) else { return String::new() };
    let planned = minutes_of(session.state().planned_in(plan, position));
    let of = plan.sections.len();
    let mut out = heading(&format!("{}, {planned}, section {} of {of}", section.title, position.0 + 1));
    if let Some(script) = &section.script {
        out += &paragraph(script, width, "");
    }
    out
}

/// The current question: what is asked and looked for; what can wait for its command is counted.
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
        out += &paragraph(&format!("It has a handout, {}; /handout reads it.", lines(handout)), width, "");
    }
    out += &signals_of(asking, width);
    out + &helps_and_ratings(session, asking, width)
}

/// A question that was read out just before: what was not read of it.
pub(crate) fn rest_of(session: &Session, asking: &Asking, width: usize) -> String {
    let prompt = words::headline(session, asking.slot, FEW);
    paragraph(&prompt, width, "")
        + &helps_and_ratings(session, asking, width)
        + &paragraph("/show reads the question again.", width, "")
}

/// Hints, follow-ups and ratings.
fn helps_and_ratings(session: &Session, asking: &Asking, width: usize) -> String {
    let mut out = hints(asking, width);
    if !asking.question().follow_ups.is_empty() {
        out += &follow_ups(asking, width);
    }
    out + &ratings(session.plan(), asking, width)
}

/// How much of a question is read that was read before.
const FEW: usize = 120;

/// A question that was read before: its first line and how it is rated, and how to hear the rest.
pub(crate) fn again(session: &Session, asking: &Asking, width: usize) -> String {
    let prompt = words::headline(session, asking.slot, FEW);
    let rated = assessed::rated(session.plan(), asking);
    paragraph(&prompt, width, "") + &paragraph(&format!("{rated}. /show reads the question again."), width, "")
}

/// How many lines a text has.
fn lines(text: &str) -> String {
    match text.trim_end().lines().count() {
        1 => "1 line".to_owned(),
        many => format!("{many} lines"),
    }
}

/// How many hints there are, and which were given.
fn hints(asking: &Asking, width: usize) -> String {
    let count = asking.question().hints.len();
    if count == 0 {
        return String::new();
    }
    let given: Vec<String> = asking.hints.iter().map(|hint| (hint + 1).to_string()).collect();
    let given = if given.is_empty() { "none given".to_owned() } else { format!("given: {}", given.join(", ")) };
    paragraph(&format!("Hints: {count}, {given}; /hint reads the next, and asks."), width, "")
}

/// A question's signals, those that were seen with a word before them.
pub(crate) fn signals_of(asking: &Asking, width: usize) -> String {
    signals(
        asking.question(),
        ("Strong signals; /saw 1 ticks the first", &|signal| asking.signals.contains_key(&signal)),
        width,
    )
}

/// A question's follow-ups, those that were asked with a word before them.
pub(crate) fn follow_ups(asking: &Asking, width: usize) -> String {
    let title = "Follow-ups; /probe 1 says that you asked the first";
    let asked = |index: u8| asking.follow_ups.contains(&index);
    let texts = &asking.question().follow_ups;
    if texts.is_empty() {
        format!("{} has no follow-ups\n", asking.slot)
    } else {
        numbered(title, texts, &asked, width)
    }
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
    out += &signals(question, ("Strong signals", &|_| false), width);
    let count =
        |what: &str, many: usize| (many > 0).then(|| format!("{many} {what}{}", if many == 1 { "" } else { "s" }));
    let handout = question.handout.as_ref().map(|handout| format!("a handout of {}", lines(handout)));
    let counts = [handout, count("hint", question.hints.len()), count("follow-up", question.follow_ups.len())];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    let counts: Vec<&str> = counts.iter().map(String::as_str).collect();
    if counts.is_empty() { out } else { out + &paragraph(&format!("It has {}.", words::listed(&counts)), width, "") }
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

/// Numbered texts under a title, those that were asked with a word before them.
fn numbered(title: &str, texts: &[String], asked: &dyn Fn(u8) -> bool, width: usize) -> String {
    let lines = (0_u8..).zip(texts).map(|(index, text)| {
        let word = if asked(index) { "asked: " } else { "" };
        bullet(&format!("{}. {word}", index + 1), text, width)
    });
    heading(title) + &lines.collect::<String>()
}

/// How many signals a question has.
pub(crate) fn signal_count(asking: &Asking) -> usize {
    let signals = &asking.question().signals;
    signals.strong.len() + signals.weak.len()
}

/// How a question is rated now, with what a rating was before.
pub(crate) fn rated_anew(plan: &Plan, asking: &Asking, before: &BTreeMap<DimensionId, Rating>) -> String {
    let words = |rating: Option<&Rating>| rating.map_or("not rated".to_owned(), ToString::to_string);
    let of = |id: &DimensionId| {
        let (now, was) = (asking.ratings.get(id), before.get(id));
        let was = was.filter(|_| now != was).map(|was| format!(", was {was}")).unwrap_or_default();
        format!("{} {}{was}", plan.rubric.title_of(id), words(now))
    };
    let gone = before.keys().filter(|id| !asking.dimensions.contains(id) && !asking.ratings.contains_key(id));
    let all: Vec<String> = dimensions_of(asking).into_iter().chain(gone).map(of).collect();
    let between = if all.iter().any(|one| one.contains(", was ")) { "; " } else { ", " };
    all.join(between)
}

/// How a question is rated, with the short names that rate it.
pub(crate) fn ratings(plan: &Plan, asking: &Asking, width: usize) -> String {
    let of = |id: &DimensionId| {
        let rating = asking.ratings.get(id).map_or("not rated".to_owned(), ToString::to_string);
        format!("{} ({}) {rating}", plan.rubric.title_of(id), plan.rubric.short_name(id))
    };
    let all: Vec<String> = dimensions_of(asking).into_iter().map(of).collect();
    let first = asking.dimensions.first().map(|id| plan.rubric.short_name(id)).unwrap_or_default();
    paragraph(&format!("Ratings: {}; /rate {first} 4 gives a 4 on the first", all.join(", ")), width, "")
}

/// A rating with what it stands for.
pub(crate) fn chosen(plan: &Plan, id: &DimensionId, rating: Rating) -> String {
    let Some(dimension) = plan.rubric.dimension(id) else { return String::new() };
    format!("{} {rating}, {}: {}", dimension.title, plan.rubric.scale.at(rating), dimension.anchors.at(rating))
}

/// The same in short: what the score is called.
pub(crate) fn chosen_in_short(plan: &Plan, id: &DimensionId, rating: Rating) -> String {
    format!("{} {rating}, {}", plan.rubric.title_of(id), plan.rubric.scale.at(rating))
}

/// Where one stands and how much time is left there.
pub(crate) fn prompt(session: &Session, pace: &Pace) -> String {
    let (plan, state) = (session.plan(), session.state());
    let here = match state.place {
        Place::Slot(slot) => slot.to_string(),
        Place::Section(position) => plan.section(position).map_or(String::new(), |section| section.title.clone()),
    };
    // The time is the section's, and a question has its own.
    let whose = match state.place {
        // The last section has what the round has left.
        Place::Slot(_) | Place::Section(_) if is_last(plan, state) => "round ",
        Place::Slot(_) => "section ",
        Place::Section(_) => "",
    };
    let section = &pace.section;
    let time = if !state.clock.running {
        "paused".to_owned()
    } else if section.over().0 > 0 {
        format!("{whose}{} over", section.over().clock())
    } else {
        format!("{whose}{} left", section.left().clock())
    };
    format!("{}, {time}> ", clean::line(&here))
}

/// Whether one stands in the last section.
fn is_last(plan: &Plan, state: &State) -> bool {
    state.section().0 + 1 == plan.sections.len()
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
    let question = if let (Place::Slot(slot), Some(question)) = (state.place, &pace.question) {
        line(&slot.to_string(), question)
    } else {
        String::new()
    };
    // The last section has what the round has left, so that two clocks never contradict each other.
    let mut out = if is_last(plan, state) {
        question + &line(&format!("{title}, the last section, and the whole round"), &pace.interview)
    } else {
        line(title, &pace.section) + &question + &line("The whole round", &pace.interview)
    };
    if !state.clock.running {
        out += "The clocks stand still; /resume lets them run.\n";
    }
    out
}

/// The round, a line a question, with what has become of each, and where one stands.
pub(crate) fn outline(session: &Session, width: usize) -> String {
    let line = |asking: &Asking| {
        let text = fill(&asking.question().prompt, session.state().filling());
        let text = one_line(&text);
        format!("{}\n", cut(&format!("- {}, {}: {text}", asking.slot, words::status(session.state(), asking)), width))
    };
    let all = paragraph("/plan all reads the questions whole, and the backups.", width, "");
    sections(session, &line, &|_, _| String::new()) + &all
}

/// The round with its questions whole, and with the backups.
pub(crate) fn whole_outline(session: &Session, width: usize) -> String {
    let state = session.state();
    let line = |asking: &Asking| {
        let text = fill(&asking.question().prompt, state.filling());
        bullet(&format!("{}, {}: ", asking.slot, words::status(state, asking)), &text, width)
    };
    let backups = |position: SectionIndex, section: &PlannedSection| {
        let backup = |backup: &Backup| {
            let text = fill(&backup.banked.question.prompt, state.filling());
            bullet(&format!("Backup, {}: ", words::backup(state, position, backup)), &text, width)
        };
        section.backups.iter().map(backup).collect()
    };
    sections(session, &line, &backups)
}

/// Section by section: its title and minutes, that one is there, its questions, and what stands below them.
fn sections(
    session: &Session,
    line: &dyn Fn(&Asking) -> String,
    below: &dyn Fn(SectionIndex, &PlannedSection) -> String,
) -> String {
    let (plan, state) = (session.plan(), session.state());
    let mut out = String::new();
    for (position, section) in plan.placed_sections() {
        let here = if state.section() == position { ", you are here" } else { "" };
        let planned = minutes_of(state.planned_in(plan, position));
        out += &heading(&format!("{}, {planned}{here}", section.title));
        out.extend(state.asking.iter().filter(|asking| asking.section == position).map(line));
        out += &below(position, section);
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
    let mut out =
        bullet(&format!("{}, your ratings: ", dimension.title), &assessed::ratings_on(state, &dimension.id), width);
    if let Some(conclusion) = state.conclusions.get(&dimension.id) {
        let score = conclusion.score.map_or("none".to_owned(), |score| score.to_string());
        out += &bullet("Your conclusion: ", &format!("{score}{}", words::because(&conclusion.reason)), width);
    }
    let asked = state.asking.iter().filter(|asking| dimensions_of(asking).contains(&&dimension.id));
    let asked: String = asked.filter_map(assessed::follow_ups).map(|asked| paragraph(&asked, width, "")).collect();
    out + &evidence_lines(&evidence(plan, state, &dimension.id), &state.conversation(), width) + &asked
}

/// What was recorded at one question, the ratings first.
pub(crate) fn evidence_at(session: &Session, asking: &Asking, width: usize) -> String {
    let (plan, state) = (session.plan(), session.state());
    let ratings = paragraph(&format!("{}: {}", asking.slot, assessed::rated(plan, asking)), width, "");
    let asked = assessed::follow_ups(asking).map(|asked| paragraph(&asked, width, "")).unwrap_or_default();
    ratings + &evidence_lines(&evidence_of(plan, state, asking), &state.conversation(), width) + &asked
}

/// What was recorded at the questions that could show a criterion.
pub(crate) fn evidence_for(session: &Session, criterion: &Criterion, width: usize) -> String {
    let head = bullet(&format!("{}: ", criterion.title), &criterion.looks_like, width);
    let asked = session.state().asking.iter().filter(|asking| could_show_at(criterion, asking));
    head + &asked.map(|asking| evidence_at(session, asking, width)).collect::<String>()
}

/// Evidence, a line each: where, what, when, counted from the beginning of the conversation.
fn evidence_lines(lines: &[EvidenceLine], conversation: &Conversation, width: usize) -> String {
    if lines.is_empty() {
        return format!("{}\n", words::NO_EVIDENCE);
    }
    let one = |line: &EvidenceLine| {
        let mark = format!("{}, {}, {}: ", line.slot, line.what.as_str(), at(conversation, line.ms));
        bullet(&mark, &line.text, width)
    };
    lines.iter().map(one).collect()
}
