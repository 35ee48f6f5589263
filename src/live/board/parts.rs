//! What the screen is made of, derived from the session: the lines that a cursor can stand on, and the parts of the scoring desk.

use crate::core::event::{Course, Ending, Entry, Event, Flag, Signal};
use crate::core::find::{self, Hit};
use crate::core::ids::DimensionId;
use crate::core::library::Library;
use crate::core::plan::{SectionIndex, Slot};
use crate::core::rubric::RedFlag;
use crate::core::scorecard::About;
use crate::core::session::{Again, Asking, Place, Recorded, Session};
use crate::page::layout::one_line;

use super::super::assessed;
pub(crate) use super::super::assessed::{criteria, dimensions_of as dimensions};
use super::super::drafts::Purpose;
use super::super::told;

/// Something that can be ticked at a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A signal.
    Signal(Signal),
    /// A follow-up, counted from 0.
    FollowUp(u8),
}

/// Everything that can be ticked at a question: strong signals, weak signals, follow-ups; lettered from a in this order.
pub(crate) fn marks(asking: &Asking) -> Vec<Mark> {
    let question = asking.question();
    let count = |texts: &[String]| 0..u8::try_from(texts.len()).unwrap_or(u8::MAX);
    let strong = count(&question.signals.strong).map(|index| Mark::Signal(Signal::Strong(index)));
    let weak = count(&question.signals.weak).map(|index| Mark::Signal(Signal::Weak(index)));
    strong.chain(weak).chain(count(&question.follow_ups).map(Mark::FollowUp)).collect()
}

/// The letter of a mark by its position; none after z.
pub(crate) fn letter(position: usize) -> Option<char> {
    u8::try_from(position).ok().filter(|position| *position < 26).map(|position| char::from(b'a' + position))
}

/// A line of the outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OutlineRow {
    /// A section, by position.
    Section(SectionIndex),
    /// A question.
    Question(Slot),
    /// A backup of a section: both positions.
    Backup(SectionIndex, usize),
}

/// The lines of the outline.
pub(crate) fn outline(session: &Session) -> Vec<OutlineRow> {
    let mut rows = Vec::new();
    for (position, section) in session.plan().placed_sections() {
        rows.push(OutlineRow::Section(position));
        let here = session.state().asking.iter().filter(|asking| asking.section == position);
        rows.extend(here.map(|asking| OutlineRow::Question(asking.slot)));
        rows.extend((0..section.backups.len()).map(|backup| OutlineRow::Backup(position, backup)));
    }
    rows
}

/// The outline's line for where the conversation stands.
pub(crate) fn outline_row(session: &Session) -> usize {
    let here = match session.state().place {
        Place::Section(position) => OutlineRow::Section(position),
        Place::Slot(slot) => OutlineRow::Question(slot),
    };
    outline(session).iter().position(|row| *row == here).unwrap_or(0)
}

/// A part of the scoring desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// Ratings of the questions that were asked.
    Ratings,
    /// A dimension: evidence, anchors, conclusion.
    Dimension(DimensionId),
    /// Criteria that this round could show.
    Criteria,
    /// The interviewer's own view.
    Recommendation,
    /// What the candidate takes home.
    TakeAways,
    /// The last look.
    Submission,
}

/// The parts of the scoring desk for this session, in order.
pub(crate) fn parts(session: &Session) -> Vec<Part> {
    let state = session.state();
    if state.ending == Some(Ending::NoShow) {
        return vec![Part::Submission];
    }
    let mut parts = Vec::new();
    if !rating_rows(session).is_empty() {
        parts.push(Part::Ratings);
    }
    parts.extend(assessed::dimensions(session).into_iter().map(|id| Part::Dimension(id.clone())));
    if !criteria(session).is_empty() {
        parts.push(Part::Criteria);
    }
    if !state.mock() {
        parts.push(Part::Recommendation);
    }
    parts.extend([Part::TakeAways, Part::Submission]);
    parts
}

/// The part that a text belongs to; none where it belongs to no part.
pub(crate) fn part_of(session: &Session, purpose: &Purpose) -> Option<Part> {
    let part = match purpose {
        Purpose::Quote(..) | Purpose::Note(Some(_)) | Purpose::Correction(_, Some(_)) => Part::Ratings,
        Purpose::Reason(dimension, _) => Part::Dimension(dimension.clone()),
        Purpose::Why => Part::Recommendation,
        Purpose::Strength | Purpose::Growth => Part::TakeAways,
        Purpose::Note(None) | Purpose::Correction(_, None) | Purpose::HandOver => return None,
    };
    Some(part).filter(|part| parts(session).contains(part))
}

/// Every question that was asked with each dimension it is rated on.
pub(crate) fn rating_rows(session: &Session) -> Vec<(Slot, DimensionId)> {
    let asked = session.state().asking.iter().filter(|asking| asking.was_asked());
    asked.flat_map(|asking| dimensions(asking).into_iter().map(|id| (asking.slot, id.clone()))).collect()
}

/// Whether a line of [`rating_rows`] has no rating.
pub(crate) fn is_unrated(session: &Session, row: &(Slot, DimensionId)) -> bool {
    session.state().asking(row.0).is_some_and(|asking| !asking.ratings.contains_key(&row.1))
}

/// A line of the take-aways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TakeAway {
    /// A line of what went well, by position.
    Strength(usize),
    /// Where a line of what went well is added.
    NewStrength,
    /// A line of what to work on, by position.
    Growth(usize),
    /// Where a line of what to work on is added.
    NewGrowth,
}

/// The lines of the take-aways.
pub(crate) fn take_aways(session: &Session) -> Vec<TakeAway> {
    let recommendation = session.state().recommendation.as_ref();
    let strengths = recommendation.map_or(0, |recommendation| recommendation.strengths.len());
    let growth = recommendation.map_or(0, |recommendation| recommendation.growth.len());
    let mut rows: Vec<TakeAway> = (0..strengths).map(TakeAway::Strength).collect();
    rows.push(TakeAway::NewStrength);
    rows.extend((0..growth).map(TakeAway::Growth));
    rows.push(TakeAway::NewGrowth);
    rows
}

/// The red flags whose name or description has every typed word.
pub(crate) fn flags<'a>(session: &'a Session, typed: &str) -> Vec<&'a RedFlag> {
    let words = find::Words::new(typed);
    let all = session.plan().rubric.red_flags.iter();
    all.filter(|flag| words.stand_in(&format!("{} {} {}", flag.id, flag.title, flag.looks_like))).collect()
}

/// The red flag on a line of the list: one of the rubric's, or below them one of one's own with the typed title.
pub(crate) fn flag(session: &Session, typed: &str, row: usize) -> Option<Flag> {
    let listed = flags(session, typed);
    match listed.get(row) {
        Some(flag) => Some(Flag::Listed(flag.id.clone())),
        None if row == listed.len() && !typed.trim().is_empty() => Some(Flag::Own(one_line(typed))),
        None => None,
    }
}

/// What a long text may be that fits no red flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LongText {
    /// The title of a flag of one's own.
    Title,
    /// What was said or seen.
    Quote,
}

impl LongText {
    /// What it is, and what comes then.
    pub(crate) fn says(self) -> &'static str {
        match self {
            Self::Title => "It is the title of one of your own: what was said or seen comes next.",
            Self::Quote => "It is what was said or seen: which flag it shows comes next.",
        }
    }
}

/// What it may be, as far as that has every typed word.
pub(crate) fn long_texts(typed: &str) -> Vec<LongText> {
    let words = find::Words::new(typed);
    [LongText::Title, LongText::Quote].into_iter().filter(|text| words.stand_in(text.says())).collect()
}

/// How many lines the list of red flags has.
pub(crate) fn flag_rows(session: &Session, typed: &str) -> usize {
    flags(session, typed).len() + usize::from(!typed.trim().is_empty())
}

/// The most questions that are listed.
const MOST: usize = 30;

/// The questions of the round and the library that have every typed word, as many as are listed.
pub(crate) fn find<'a>(session: &'a Session, library: &'a Library, typed: &str) -> Vec<Hit<'a>> {
    let mut hits = find::in_interview(session, library, &find::Words::new(typed));
    hits.truncate(MOST);
    hits
}

/// Who had the interview when an entry was recorded, where that is another one than now.
pub(crate) fn earlier_interviewer<'a>(session: &Session, interviewers: &[&'a str], entry: u64) -> Option<&'a str> {
    let is_hand_over = |entry: &&Entry| matches!(entry.event, Event::Course(Course::HandedOver { .. }));
    let hand_overs = session.state().entries.iter().filter(is_hand_over);
    let before = hand_overs.clone().take_while(|hand_over| hand_over.seq < entry).count();
    (before < hand_overs.count()).then(|| interviewers.get(before).copied()).flatten()
}

/// Everybody who interviewed, in order, by name.
pub(crate) fn interviewers<'a>(about: &'a About, since: &'a [String]) -> Vec<&'a str> {
    about.earlier.iter().chain([&about.interviewer]).chain(since).map(String::as_str).collect()
}

/// Whether a line of the history is a hand-over.
pub(crate) fn hands_over(recorded: &Recorded<'_>) -> bool {
    matches!(recorded.event, Event::Course(Course::HandedOver { .. }))
}

/// What was recorded, as a line; a hand-over with the name of who went on.
pub(crate) fn recorded_line(session: &Session, interviewers: &[&str], recorded: &Recorded<'_>) -> String {
    let line = told::line(session, recorded.event);
    if recorded.asked_after_all {
        return format!("{line}; gone back to, and asked after all");
    }
    if !hands_over(recorded) {
        return line;
    }
    let is_hand_over = |entry: &&Entry| matches!(entry.event, Event::Course(Course::HandedOver { .. }));
    let entries = session.state().entries.iter().take_while(|entry| entry.seq <= recorded.entry);
    let count = entries.filter(is_hand_over).count();
    let named = |position: Option<usize>| interviewers.get(position?);
    match (named(count.checked_sub(1)), named(Some(count))) {
        (Some(from), Some(to)) => format!("{from} handed over to {to}; handing over again goes back"),
        (None, _) | (_, None) => line,
    }
}

/// What was recorded and stands, or was taken back, as far as its line has every typed word; the newest first. What
/// something later made void is not there.
pub(crate) fn history<'a>(session: &'a Session, interviewers: &[&str], typed: &str) -> Vec<Recorded<'a>> {
    let mut history = session.history();
    history.retain(|recorded| !recorded.undone || recorded.again.is_some() || recorded.asked_after_all);
    // What was recorded again in the same way is there once.
    let all = history.clone();
    let mut later = 0..;
    history.retain(|recorded| {
        let later = later.next().and_then(|index: usize| all.get(..index)).unwrap_or_default();
        recorded.again != Some(Again::Anew) || later.iter().all(|other| other.event != recorded.event)
    });
    let words = find::Words::new(typed);
    if !words.is_empty() {
        history.retain(|recorded| words.stand_in(&recorded_line(session, interviewers, recorded)));
    }
    history
}
