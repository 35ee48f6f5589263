//! What an amendment asks for, kind by kind: what there is, with how it stands now, and what it is to be.

use crate::core::bank::fill;
use crate::core::event::Signal;
use crate::core::ids::{CriterionId, DimensionId};
use crate::core::plan::Slot;
use crate::core::rubric::{Band, Criterion};
use crate::core::scale::Rating;
use crate::core::session::{Asking, Session};
use crate::live::assessed;

use super::super::args::{AmendArgs, EndingArg};
use super::super::ask::Pick;
use super::planned::{Withdrawable, withdrawable};

/// Beside the line that stands.
pub(super) const NOW: &str = "as it is now";
/// The same, of a conclusion: its reason can change by itself.
const NOW_WITH_REASON: &str = "as it is now; picked again, its reason is the one that you give";
/// Who reads what the scorecard says.
pub(super) const PANEL: &str = "The panel";
/// Who reads what is taken home.
const CANDIDATE: &str = "The candidate";

/// Something that an amendment changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Amendable {
    Rating,
    Conclusion,
    Signal,
    Criterion,
    Flag,
    Note,
    WentWell,
    ToWorkOn,
    Withdrawal,
    Recommendation,
    Ending,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wording {
    /// One of these; the one at `at` is how it stands.
    OneOf { asks: String, picks: Vec<Pick>, at: usize },
    /// A line of text, and who reads it as a sentence; nothing where a word will do.
    Line { asks: String, reader: Option<&'static str> },
    /// Who amends: whose scorecard it is, or another.
    Amender,
}

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Responded {
    Picked(usize),
    Typed(String),
}

/// What comes after some answers: another question, or the change as the command line has it.
pub(super) enum Onward {
    Asks(Wording),
    Changes(fn(&mut AmendArgs, String), String),
}

impl Amendable {
    pub(super) const ALL: [Self; 11] = [
        Self::Rating,
        Self::Conclusion,
        Self::Signal,
        Self::Criterion,
        Self::Flag,
        Self::Note,
        Self::WentWell,
        Self::ToWorkOn,
        Self::Withdrawal,
        Self::Recommendation,
        Self::Ending,
    ];

    /// What it is called.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Rating => "A rating",
            Self::Conclusion => "A conclusion",
            Self::Signal => "A signal",
            Self::Criterion => "A criterion",
            Self::Flag => "A red flag is added",
            Self::Note => "A note is added",
            Self::WentWell => "A line is added to what went well",
            Self::ToWorkOn => "A line is added to what to work on",
            Self::Withdrawal => "A note, a red flag or a line for the candidate is taken back",
            Self::Recommendation => "The recommendation",
            Self::Ending => "How the conversation ended",
        }
    }

    /// What comes after the answers to its questions so far, of a session as it stands and as it is after the changes so far.
    pub(super) fn step(self, (stands, session): (&Session, &Session), given: &[Responded]) -> Onward {
        match self {
            Self::Rating => rating(session, given),
            Self::Conclusion => conclusion(session, given),
            Self::Signal => signal(session, given),
            Self::Criterion => criterion(session, given),
            Self::Flag => flag(session, given),
            Self::Note => note(session, given),
            Self::WentWell => line(given, "What went well?", |args, text| args.went_well.push(text)),
            Self::ToWorkOn => line(given, "What is there to work on?", |args, text| args.to_work_on.push(text)),
            Self::Withdrawal => withdrawal((stands, session), given),
            Self::Recommendation => recommendation(session, given),
            Self::Ending => ending(session, given),
        }
    }
}

fn choice(asks: impl Into<String>, picks: Vec<Pick>, at: usize) -> Onward {
    let at = at.min(picks.len().saturating_sub(1));
    Onward::Asks(Wording::OneOf { asks: asks.into(), picks, at })
}

fn text(asks: impl Into<String>, reader: Option<&'static str>) -> Onward {
    Onward::Asks(Wording::Line { asks: asks.into(), reader })
}

/// One of several such changes; an earlier one of the same thing is none any more.
fn put(changes: &mut Vec<String>, change: String) {
    let thing = |change: &str| change.rsplit_once('=').map(|(thing, _)| thing.to_owned());
    changes.retain(|other| thing(other) != thing(&change));
    changes.push(change);
}

/// The line that was picked, of the answers at a place.
fn picked(given: &[Responded], at: usize) -> Option<usize> {
    match given.get(at)? {
        Responded::Picked(index) => Some(*index),
        Responded::Typed(_) => None,
    }
}

fn typed(given: &[Responded], at: usize) -> Option<&str> {
    match given.get(at)? {
        Responded::Typed(text) => Some(text),
        Responded::Picked(_) => None,
    }
}

fn line(given: &[Responded], asks: &str, put: fn(&mut AmendArgs, String)) -> Onward {
    typed(given, 0).map_or_else(|| text(asks, Some(CANDIDATE)), |line| Onward::Changes(put, line.to_owned()))
}

/// The questions that were asked, or are rated all the same.
fn asked(session: &Session) -> Vec<&Asking> {
    session.state().asking.iter().filter(|asking| asking.was_asked() || !asking.ratings.is_empty()).collect()
}

/// Questions by their numbers, with what they ask.
fn questions<'a>(session: &Session, of: impl IntoIterator<Item = &'a Asking>) -> Vec<Pick> {
    let prompt = |asking: &Asking| fill(&asking.question().prompt, session.state().filling());
    of.into_iter().map(|asking| Pick::new(asking.slot.to_string()).about(prompt(asking))).collect()
}

/// The scores of a scale, the best first as on the board, each with its number, and none behind them.
fn scores(session: &Session, (dimension, none): (&DimensionId, &str), now: Option<Rating>) -> (Vec<Pick>, usize) {
    let rubric = &session.plan().rubric;
    let known = rubric.dimension(dimension);
    let one = |rating: Rating| {
        let anchor = known.map(|known| known.anchors.at(rating).to_owned()).unwrap_or_default();
        let pick = Pick::new(rubric.scale.at(rating).to_owned()).about(anchor).numbered(rating.get().into());
        if now == Some(rating) { pick.with(NOW) } else { pick }
    };
    let mut picks: Vec<Pick> = Rating::ALL.into_iter().rev().map(one).collect();
    let none = Pick::new(none).numbered(0);
    picks.push(if now.is_none() { none.with(NOW) } else { none });
    let at = Rating::ALL.iter().rev().position(|rating| now == Some(*rating)).unwrap_or(Rating::ALL.len());
    (picks, at)
}

/// The score that a line of them means, as the command line has it.
fn score(line: usize) -> String {
    Rating::ALL.iter().rev().nth(line).map_or("none".to_owned(), ToString::to_string)
}

fn said(score: Option<Rating>, none: &str) -> String {
    score.map_or(none.to_owned(), |score| score.to_string())
}

fn rating(session: &Session, given: &[Responded]) -> Onward {
    let rubric = &session.plan().rubric;
    let rows: Vec<(&Asking, &DimensionId)> = asked(session)
        .into_iter()
        .flat_map(|asking| assessed::dimensions_of(asking).into_iter().map(move |id| (asking, id)))
        .collect();
    let Some((asking, id)) = picked(given, 0).and_then(|row| rows.get(row)) else {
        let row = |(asking, id): &(&Asking, &DimensionId)| {
            let now = said(asking.ratings.get(*id).copied(), "not rated");
            let prompt = fill(&asking.question().prompt, session.state().filling());
            Pick::new(format!("{}, {}", asking.slot, rubric.title_of(id))).with(now).about(prompt)
        };
        return choice("Which rating?", rows.iter().map(row).collect(), 0);
    };
    let Some(line) = picked(given, 1) else {
        let (picks, at) = scores(session, (id, "not rated"), asking.ratings.get(*id).copied());
        return choice(format!("{} at {}: what is it to be?", rubric.title_of(id), asking.slot), picks, at);
    };
    Onward::Changes(|args, text| put(&mut args.rate, text), format!("{}:{id}={}", asking.slot, score(line)))
}

fn conclusion(session: &Session, given: &[Responded]) -> Onward {
    let rubric = &session.plan().rubric;
    let ids = assessed::dimensions(session);
    let now = |id: &DimensionId| session.state().conclusions.get(id).and_then(|conclusion| conclusion.score);
    let Some(id) = picked(given, 0).and_then(|row| ids.get(row)) else {
        let row = |id: &&DimensionId| Pick::new(rubric.title_of(id)).with(said(now(id), "no conclusion"));
        return choice("A conclusion on what?", ids.iter().map(row).collect(), 0);
    };
    let Some(line) = picked(given, 1) else {
        let (mut picks, at) = scores(session, (id, "no conclusion: the ratings stand"), now(id));
        if now(id).is_some()
            && let Some(stands) = picks.get_mut(at)
        {
            NOW_WITH_REASON.clone_into(&mut stands.facts);
        }
        return choice(format!("{}: what do you conclude?", rubric.title_of(id)), picks, at);
    };
    Onward::Changes(|args, text| put(&mut args.conclude, text), format!("{id}={}", score(line)))
}

fn signal(session: &Session, given: &[Responded]) -> Onward {
    let asked = asked(session);
    let Some(asking) = picked(given, 0).and_then(|row| asked.get(row)) else {
        return choice("A signal of which question?", questions(session, asked), 0);
    };
    let signals = &asking.question().signals;
    let strong = (0_u8..).zip(&signals.strong).map(|(number, text)| (Signal::Strong(number), text));
    let all: Vec<_> =
        strong.chain((0_u8..).zip(&signals.weak).map(|(number, text)| (Signal::Weak(number), text))).collect();
    let is_seen = |signal: &Signal| asking.signals.contains_key(signal);
    let words = |seen: bool| if seen { "seen" } else { "not seen" };
    let Some((row, (signal, _))) = picked(given, 1).and_then(|row| Some((row, all.get(row)?))) else {
        let picks = all.iter().map(|(signal, text)| Pick::new(text.as_str()).with(words(is_seen(signal))));
        return choice(format!("Which signal of {}?", asking.slot), picks.collect(), 0);
    };
    let Some(line) = picked(given, 2) else {
        return both(("Was it seen?", ["seen", "not seen"]), Some(is_seen(signal)));
    };
    let seen = if line == 0 { "seen" } else { "not-seen" };
    Onward::Changes(|args, text| put(&mut args.signal, text), format!("{}:{}={seen}", asking.slot, row + 1))
}

/// One of two; the one that stands is said to.
fn both((asks, words): (&str, [&str; 2]), now: Option<bool>) -> Onward {
    let stands = now.map(|now| usize::from(!now));
    let pick = |(index, word): (usize, &str)| {
        if stands == Some(index) { Pick::new(word).with(NOW) } else { Pick::new(word) }
    };
    choice(asks, words.into_iter().enumerate().map(pick).collect(), stands.unwrap_or(0))
}

fn criterion(session: &Session, given: &[Responded]) -> Onward {
    const JUDGMENTS: [(Option<bool>, &str); 3] = [(Some(true), "shown"), (Some(false), "not-shown"), (None, "none")];
    let criteria = &session.plan().rubric.criteria;
    let now = |id: &CriterionId| session.state().criteria.get(id).copied();
    let words = |judged: Option<bool>| match judged {
        Some(true) => "shown",
        Some(false) => "not shown",
        None => "not judged",
    };
    let Some(criterion) = picked(given, 0).and_then(|row| criteria.get(row)) else {
        let row = |known: &Criterion| {
            Pick::new(known.title.as_str()).with(words(now(&known.id))).about(known.looks_like.as_str())
        };
        return choice("Which criterion?", criteria.iter().map(row).collect(), 0);
    };
    let Some((_, word)) = picked(given, 1).and_then(|line| JUDGMENTS.get(line)) else {
        let now = now(&criterion.id);
        let at = JUDGMENTS.iter().position(|(judged, _)| *judged == now).unwrap_or(0);
        let pick = |(judged, _): (Option<bool>, &str)| {
            let pick = Pick::new(words(judged));
            if judged == now { pick.with(NOW) } else { pick }
        };
        return choice(format!("{}: was it shown?", criterion.title), JUDGMENTS.map(pick).into(), at);
    };
    Onward::Changes(|args, text| put(&mut args.criterion, text), format!("{}={word}", criterion.id))
}

fn flag(session: &Session, given: &[Responded]) -> Onward {
    let (asked, flags) = (asked(session), &session.plan().rubric.red_flags);
    let Some(asking) = picked(given, 0).and_then(|row| asked.get(row)) else {
        return choice("At which question?", questions(session, asked), 0);
    };
    let Some(row) = picked(given, 1) else {
        let mut picks: Vec<Pick> =
            flags.iter().map(|flag| Pick::new(flag.title.as_str()).about(flag.looks_like.as_str())).collect();
        picks.push(Pick::new("One of your own"));
        return choice("Which red flag?", picks, 0);
    };
    let (name, quote) = match flags.get(row) {
        Some(flag) => (flag.id.to_string(), typed(given, 2)),
        None => match typed(given, 2) {
            None => return text("What do you call it?", None),
            // What follows the first such sign is the quote.
            Some(title) => (title.replace('=', "-"), typed(given, 3)),
        },
    };
    match quote {
        None => text("What was said or seen?", Some(PANEL)),
        Some(quote) => Onward::Changes(|args, text| args.flag.push(text), format!("{}:{name}={quote}", asking.slot)),
    }
}

fn note(session: &Session, given: &[Responded]) -> Onward {
    let asked = asked(session);
    let Some(row) = picked(given, 0) else {
        let mut picks = vec![Pick::new("The whole interview")];
        picks.extend(questions(session, asked));
        return choice("What is the note about?", picks, 0);
    };
    let slot: Option<Slot> = row.checked_sub(1).and_then(|row| asked.get(row)).map(|asking| asking.slot);
    let Some(words) = typed(given, 1) else { return text("What do you want to note?", Some(PANEL)) };
    let put: fn(&mut AmendArgs, String) = |args, text| {
        // A question's number stands before the text.
        let (slot, words) = text.split_once(' ').unwrap_or_default();
        args.at = (!slot.is_empty()).then(|| slot.to_owned());
        args.note = Some(words.to_owned());
    };
    Onward::Changes(put, format!("{} {words}", slot.map(|slot| slot.to_string()).unwrap_or_default()))
}

fn withdrawal((stands, now): (&Session, &Session), given: &[Responded]) -> Onward {
    // What was taken back already is gone; the others keep the numbers that the command line knows.
    let (all, left) = (withdrawable(stands), withdrawable(now));
    let all: Vec<(usize, Withdrawable)> = (1..).zip(all).filter(|(_, one)| left.contains(one)).collect();
    let Some((number, _)) = picked(given, 0).and_then(|row| all.get(row)) else {
        let pick = |(_, one): &(usize, Withdrawable)| Pick::new(one.text.as_str()).with(one.what.as_str());
        return choice("Which is taken back?", all.iter().map(pick).collect(), 0);
    };
    Onward::Changes(|args, text| args.withdraw.push(text), format!("#{number}"))
}

fn recommendation(session: &Session, given: &[Responded]) -> Onward {
    let bands = &session.plan().rubric.bands;
    let now = session.state().recommendation.as_ref().and_then(|given| given.band.clone());
    let Some(band) = picked(given, 0).and_then(|row| bands.get(row)) else {
        // The best first, and with the highest number, as on the board.
        let pick = |(number, band): (usize, &Band)| {
            let pick = Pick::new(band.title.as_str()).about(band.meaning.as_str()).numbered(number);
            if now.as_ref() == Some(&band.id) { pick.with(NOW) } else { pick }
        };
        let at = bands.iter().position(|band| now.as_ref() == Some(&band.id)).unwrap_or(0);
        return choice("Which band do you recommend?", (1..=bands.len()).rev().zip(bands).map(pick).collect(), at);
    };
    Onward::Changes(|args, text| args.recommend = Some(text), band.id.to_string())
}

fn ending(session: &Session, given: &[Responded]) -> Onward {
    const ENDINGS: [(EndingArg, &str, &str); 3] = [
        (EndingArg::Completed, "completed", "Completed"),
        (EndingArg::StoppedEarly, "stopped-early", "Stopped early"),
        (EndingArg::NoShow, "no-show", "No-show: the candidate did not come"),
    ];
    let now = session.state().ending;
    let Some((_, word, _)) = picked(given, 0).and_then(|row| ENDINGS.get(row)) else {
        let is_now = |ending: EndingArg| now == Some(ending.into());
        let pick = |(ending, _, title): (EndingArg, &str, &str)| {
            if is_now(ending) { Pick::new(title).with(NOW) } else { Pick::new(title) }
        };
        let at = ENDINGS.iter().position(|(ending, ..)| is_now(*ending)).unwrap_or(0);
        return choice("How did the conversation end?", ENDINGS.map(pick).into(), at);
    };
    let put: fn(&mut AmendArgs, String) = |args, text| {
        args.ending = ENDINGS.iter().find(|(_, word, _)| *word == text).map(|(ending, ..)| *ending);
    };
    Onward::Changes(put, (*word).to_owned())
}
