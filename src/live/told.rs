//! What happened in an interview, told in a few words: titles instead of ids.

use crate::core::bank::{Question, fill};
use crate::core::event::{Course, Ending, Entry, Event, Finding, Recommendation, Recording, Talk};
use crate::core::ids::{CriterionId, DimensionId, SectionId};
use crate::core::plan::Slot;
use crate::core::quotes::quoted;
use crate::core::scale::{Millis, Minutes};
use crate::core::session::{PASSED, Place, Session};
use crate::page::layout::cut;

use super::backups;

/// How much of a text is told: what has room in the lines at the foot of a small screen.
const WIDTH: usize = 100;

/// What happened.
pub(crate) fn event(session: &Session, event: &Event) -> String {
    match event {
        Event::Course(course) => self::course(course),
        Event::Talk(talk) => self::talk(session, talk),
        Event::Recording(recording) => self::recording(session, recording),
        Event::Undone { entry, .. } => format!("taking back {}", entry_of(session, *entry)),
        Event::Redone { entry } => format!("making again {}", entry_of(session, *entry)),
        Event::Amended { .. } => "an amendment".into(),
    }
}

/// What happened with an entry; of a recommendation, what it changed.
pub(crate) fn entry_of(session: &Session, seq: u64) -> String {
    let Some(entry) = session.state().entry(seq) else { return String::new() };
    match recommendation_in(&entry.event) {
        Some(given) => listed(&changes(session, &recommended_before(session, seq), given), WIDTH),
        None => self::event(session, &as_it_stands(session, entry)),
    }
}

/// What an entry recorded as a line of a list; a note as it stands.
pub(crate) fn line_of(session: &Session, seq: u64) -> String {
    let entry = session.state().entry(seq);
    entry.map(|entry| line(session, &as_it_stands(session, entry))).unwrap_or_default()
}

/// What an entry recorded; a note with the text that it has, or had last.
fn as_it_stands(session: &Session, entry: &Entry) -> Event {
    let mut event = entry.event.clone();
    if let Event::Recording(Recording::Found(Finding::Noted { text, .. })) = &mut event
        && let Some(stands) = session.text_of_note(entry.seq)
    {
        stands.clone_into(text);
    }
    event
}

/// The recommendation that an event gave.
fn recommendation_in(event: &Event) -> Option<&Recommendation> {
    if let Event::Recording(Recording::Found(Finding::Recommended(given))) = event { Some(given) } else { None }
}

/// The recommendation that stood before an entry.
fn recommended_before(session: &Session, seq: u64) -> Recommendation {
    let state = session.state();
    let given = |seq: u64| state.entry(seq).and_then(|entry| recommendation_in(&entry.event));
    let mut standing: Vec<u64> = Vec::new();
    for entry in state.entries.iter().take_while(|entry| entry.seq < seq) {
        if let Event::Undone { entry, .. } = &entry.event {
            standing.retain(|standing| standing != entry);
        }
        let again = if let Event::Redone { entry } = &entry.event { *entry } else { entry.seq };
        standing.extend(given(again).map(|_| again));
    }
    standing.last().and_then(|last| given(*last)).cloned().unwrap_or_default()
}

/// The recommendation as it is now with what an entry changed in the one before it; a line that was taken off then is taken off again.
pub(crate) fn recommended_again(session: &Session, seq: u64) -> Recommendation {
    let mut now = session.state().recommendation.clone().unwrap_or_default();
    let before = recommended_before(session, seq);
    let Some(given) = session.state().entry(seq).and_then(|entry| recommendation_in(&entry.event)) else { return now };
    if given.band != before.band {
        now.band.clone_from(&given.band);
    }
    if given.reason != before.reason {
        now.reason.clone_from(&given.reason);
    }
    let lines = |now: &mut Vec<String>, before: &[String], given: &[String]| {
        now.retain(|line| given.contains(line) || !before.contains(line));
        let new = given.iter().filter(|line| !before.contains(line) && !now.contains(line));
        let new: Vec<String> = new.cloned().collect();
        now.extend(new);
    };
    lines(&mut now.strengths, &before.strengths, &given.strengths);
    lines(&mut now.growth, &before.growth, &given.growth);
    now
}

/// A part of a recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RecommendedPart {
    /// The band.
    Band,
    /// Why it is recommended.
    Reason,
    /// The lines to take home on what went well.
    WentWell,
    /// The lines to take home on what to work on.
    ToWorkOn,
}

/// The part of the recommendation that an entry changed, where it is one.
pub(crate) fn part_of(session: &Session, seq: u64) -> Option<RecommendedPart> {
    let given = recommendation_in(&session.state().entry(seq)?.event)?;
    changes(session, &recommended_before(session, seq), given).first().map(|change| change.part)
}

/// Something that a recommendation changed.
struct Difference {
    part: RecommendedPart,
    what: String,
    /// The text that it is about, where it is about one.
    words: Option<String>,
}

/// What a recommendation changed, part by part.
fn changes(session: &Session, before: &Recommendation, now: &Recommendation) -> Vec<Difference> {
    let mut changes = Vec::new();
    if before.band != now.band {
        let band = now.band.as_ref().map_or("no band", |band| session.plan().rubric.band_title(band));
        changes.push(Difference { part: RecommendedPart::Band, what: format!("recommending {band}"), words: None });
    }
    if before.reason != now.reason {
        let none = if now.reason.is_empty() { "no reason" } else { "the reason" };
        let what = format!("{none} for the recommendation");
        let words = (!now.reason.is_empty()).then(|| now.reason.clone());
        changes.push(Difference { part: RecommendedPart::Reason, what, words });
    }
    let lines = [
        (RecommendedPart::WentWell, "what went well", &before.strengths, &now.strengths),
        (RecommendedPart::ToWorkOn, "what to work on", &before.growth, &now.growth),
    ];
    for (part, of, before, now) in lines {
        let differs = |index: &usize| before.get(*index) != now.get(*index);
        let Some(index) = (0..before.len().max(now.len())).find(differs) else { continue };
        let taken_off = now.len() < before.len();
        let line = if taken_off { before.get(index) } else { now.get(index) };
        let word = if taken_off { "taking off " } else { "" };
        changes.push(Difference { part, what: format!("{word}line {} of {of}", index + 1), words: line.cloned() });
    }
    changes
}

/// What a recommendation says that the one before it did not.
pub(crate) fn recommended(session: &Session, before: &Recommendation, now: &Recommendation) -> String {
    listed(&changes(session, before, now), usize::MAX)
}

/// Changes in a line, of each text as much as `most`.
fn listed(changes: &[Difference], most: usize) -> String {
    let one = |change: &Difference| match &change.words {
        Some(words) => format!("{} {}", change.what, quoted(&cut(words, most))),
        None => change.what.clone(),
    };
    let texts: Vec<String> = changes.iter().map(one).collect();
    if texts.is_empty() { "the recommendation".to_owned() } else { texts.join("; ") }
}

/// What stands now where an undo took something back that had replaced something, or that stands otherwise now.
pub(crate) fn stands_now(session: &Session, seq: u64) -> Option<String> {
    let state = session.state();
    let back = |score: Option<String>, none: &str| score.map_or(none.to_owned(), |score| format!("back to {score}"));
    let Event::Recording(recording) = &state.entry(seq)?.event else { return None };
    let finding = match recording {
        Recording::Found(finding) => finding,
        Recording::Removed { .. } => return Some("it stands again".to_owned()),
        Recording::NoteChanged { entry, .. } => {
            let stands = state.notes.iter().find(|note| note.entry == *entry)?;
            return Some(format!("it reads {} again", quoted(&cut(&stands.text, WIDTH))));
        }
        Recording::Hinted { .. }
        | Recording::FollowedUp { .. }
        | Recording::Skipped { .. }
        | Recording::Extended { .. } => return None,
    };
    Some(match finding {
        Finding::Observed { seen, .. } => if *seen { "not ticked now" } else { "ticked again" }.to_owned(),
        Finding::Rated { slot, dimension, .. } => {
            let rating = state.asking(*slot).and_then(|asking| asking.ratings.get(dimension));
            back(rating.map(ToString::to_string), "not rated now")
        }
        Finding::Ticked { criterion, .. } => {
            let shown = state.criteria.get(criterion).map(|shown| judged(Some(*shown)).to_owned());
            back(shown, "not judged now")
        }
        Finding::Concluded { dimension, score: None, reason } if !reason.is_empty() => {
            let now = state.conclusions.get(dimension).map(|conclusion| conclusion.reason.as_str());
            match now.unwrap_or_default() {
                "" => "no reason is written there now".to_owned(),
                now => format!("the reason there is {} again", quoted(&cut(now, WIDTH))),
            }
        }
        Finding::Concluded { dimension, .. } => {
            let score = state.conclusions.get(dimension).and_then(|conclusion| conclusion.score);
            let rated = state.dimension_score(dimension).is_some();
            back(score.map(|score| score.to_string()), if rated { "your ratings stand" } else { "no conclusion now" })
        }
        Finding::Recommended(given) => {
            let now = state.recommendation.clone().unwrap_or_default();
            let parts = changes(session, &now, given).into_iter().map(|change| part_now(session, change.part, &now));
            parts.collect::<Vec<_>>().join("; ")
        }
        Finding::Noted { .. } | Finding::Flagged { .. } => return None,
    })
}

/// How a part of the recommendation stands.
fn part_now(session: &Session, part: RecommendedPart, now: &Recommendation) -> String {
    let band = now.band.as_ref().map_or("no band", |band| session.plan().rubric.band_title(band));
    let lines = |of: &str, lines: &[String]| match lines.len() {
        0 => format!("{of} has no line now"),
        1 => format!("{of} has 1 line now"),
        many => format!("{of} has {many} lines now"),
    };
    match part {
        RecommendedPart::Band => format!("you recommend {band} now"),
        // Where no band is chosen there is nothing that could still be recommended.
        RecommendedPart::Reason => match (now.band.is_some(), now.reason.as_str()) {
            (true, "") => format!("you still recommend {band}, without a reason"),
            (true, reason) => format!("you still recommend {band}, because {}", quoted(&cut(reason, WIDTH))),
            (false, "") => "no reason is written there now".to_owned(),
            (false, reason) => format!("the reason there is {} again", quoted(&cut(reason, WIDTH))),
        },
        RecommendedPart::WentWell => lines("what went well", &now.strengths),
        RecommendedPart::ToWorkOn => lines("what to work on", &now.growth),
    }
}

/// Where the conversation stands, in a few words.
pub(crate) fn place(session: &Session, place: Place) -> String {
    match place {
        Place::Slot(slot) => slot.to_string(),
        Place::Section(section) => {
            session.plan().section(section).map(|section| section.title.clone()).unwrap_or_default()
        }
    }
}

fn course(course: &Course) -> String {
    let said = match course {
        Course::Began(_) => "the beginning",
        Course::Paused => "the pause",
        Course::Resumed => "letting the clocks run",
        Course::Ended(ending) => match ending {
            Ending::Completed => "the end of the conversation, completed",
            Ending::StoppedEarly => "the end of the conversation, stopped early",
            Ending::NoShow => "the end, as a no-show",
        },
        Course::Submitted => "the submission",
        Course::Slept { ms } => return format!("{} of sleep that no clock counts", minutes_of(*ms)),
        Course::HandedOver { .. } => "the hand-over",
    };
    said.to_owned()
}

fn talk(session: &Session, talk: &Talk) -> String {
    match talk {
        Talk::Entered(id) => format!("going to {}", section(session, id)),
        Talk::Asked(slot) => format!("asking {slot}"),
        Talk::Swapped { slot, backup } => {
            format!("swapping {slot} for the {}", backups::called(session, *slot, *backup))
        }
        Talk::BroughtIn { question, .. } => {
            let prompt = fill(&question.question.prompt, session.state().filling());
            format!("bringing in {}", quoted(&cut(&prompt, WIDTH)))
        }
    }
}

fn recording(session: &Session, recording: &Recording) -> String {
    match recording {
        Recording::Hinted { slot, hint } => format!("hint {} at {slot}", hint + 1),
        Recording::FollowedUp { slot, follow_up } => format!("follow-up {} at {slot}", follow_up + 1),
        Recording::Skipped { slot, reason } if reason == PASSED => format!("that {slot} was {PASSED}"),
        Recording::Skipped { slot, .. } => format!("skipping {slot}"),
        Recording::Extended { section, minutes } => {
            format!("{} for {}", more_minutes(*minutes), self::section(session, section))
        }
        Recording::Found(finding) => self::finding(session, finding),
        Recording::NoteChanged { entry, text } => {
            let at = slot_of_note(session, *entry).map(|slot| format!(" at {slot}")).unwrap_or_default();
            format!("the new text of a note{at}, {}", quoted(&cut(text, WIDTH)))
        }
        Recording::Removed { entry } => format!("removing {}", entry_of(session, *entry)),
    }
}

/// A finding.
pub(crate) fn finding(session: &Session, finding: &Finding) -> String {
    let (what, words) = found(session, finding);
    let said = || words.as_ref().map(|words| format!(" {}", quoted(&cut(words, WIDTH)))).unwrap_or_default();
    let at = || finding.slot().map(|slot| format!(" at {slot}")).unwrap_or_default();
    match finding {
        Finding::Observed { .. } => format!("{what}{}{}", said(), at()),
        Finding::Rated { .. } => format!("{what}{}", at()),
        Finding::Noted { .. } => format!("the {what}{}{}", said(), at()),
        Finding::Flagged { flag, quote, .. } => {
            let title = quoted(flag.title(&session.plan().rubric));
            format!("the {what} {title}{}, with the words {}", at(), quoted(&cut(quote, WIDTH)))
        }
        Finding::Ticked { .. } => format!("the {what} as {}", words.unwrap_or_default()),
        Finding::Concluded { dimension, score: Some(score), .. } => {
            format!("the conclusion of {score} on {}", self::dimension(session, dimension))
        }
        Finding::Concluded { dimension, score: None, reason } if !reason.is_empty() => {
            format!("the reason on {} {}", self::dimension(session, dimension), quoted(&cut(reason, WIDTH)))
        }
        Finding::Concluded { score: None, .. } => what,
        Finding::Recommended(_) => format!("the {what}"),
    }
}

/// What was found, and the words that it is known by.
fn found(session: &Session, finding: &Finding) -> (String, Option<String>) {
    let rubric = &session.plan().rubric;
    let because = |reason: &str| if reason.is_empty() { String::new() } else { format!(", because {reason}") };
    match finding {
        Finding::Observed { slot, signal, seen } => {
            let asking = session.state().asking(*slot);
            let text = asking.and_then(|asking| asking.signal_text(*signal)).unwrap_or_default();
            (if *seen { "ticked" } else { "unticked" }.into(), Some(text.to_owned()))
        }
        Finding::Rated { dimension, rating, .. } => {
            let rating = rating.map_or("not rated".to_owned(), |rating| rating.to_string());
            (format!("{} {rating}", self::dimension(session, dimension)), None)
        }
        Finding::Noted { text, .. } => ("note".into(), Some(text.clone())),
        Finding::Flagged { flag, quote, .. } => {
            ("red flag".into(), Some(format!("{}: {}", flag.title(rubric), quoted(quote))))
        }
        Finding::Ticked { criterion, shown } => {
            let judged = judged(*shown).to_owned();
            (format!("criterion {}", self::criterion(session, criterion)), Some(judged))
        }
        Finding::Concluded { dimension, score, reason } => {
            let title = self::dimension(session, dimension);
            let because = because(reason);
            if let Some(score) = score {
                return (format!("conclusion on {title}"), Some(format!("{score}{because}")));
            }
            let stands = session.state().mean_rating(dimension).is_some();
            let stays = if stands { "your ratings stand" } else { "it stays not assessed" };
            (format!("no conclusion on {title}"), Some(format!("{stays}{because}")))
        }
        Finding::Recommended(given) => {
            let band = given.band.as_ref().map_or("no band", |band| rubric.band_title(band));
            let lines = |what: &str, lines: &[String]| lines.iter().map(|line| format!("; {what}: {line}")).collect();
            let strengths: String = lines("went well", &given.strengths);
            let growth: String = lines("to work on", &given.growth);
            ("recommendation".into(), Some(format!("{band}{}{strengths}{growth}", because(&given.reason))))
        }
    }
}

/// The words of a hint or a follow-up that is recorded, behind a colon; nothing for anything else.
pub(crate) fn words_of(session: &Session, entry: u64) -> String {
    let event = session.state().entry(entry).map(|entry| &entry.event);
    let said = |slot: Slot, of: fn(&Question) -> &[String], number: u8| {
        let asking = session.state().asking(slot);
        asking.and_then(|asking| of(asking.question()).get(usize::from(number)).cloned())
    };
    let words = match event {
        Some(Event::Recording(Recording::Hinted { slot, hint })) => said(*slot, |question| &question.hints, *hint),
        Some(Event::Recording(Recording::FollowedUp { slot, follow_up })) => {
            said(*slot, |question| &question.follow_ups, *follow_up)
        }
        Some(_) | None => None,
    };
    words.map(|words| format!(": {words}")).unwrap_or_default()
}

/// What happened as a line of a list: at which question, what, and the words that it is known by.
pub(crate) fn line(session: &Session, event: &Event) -> String {
    let Event::Recording(recording) = event else { return self::event(session, event) };
    let texts = |slot: Slot, of: fn(&Question) -> &[String], number: u8| {
        let asking = session.state().asking(slot);
        asking.and_then(|asking| of(asking.question()).get(usize::from(number)).cloned())
    };
    let (slot, (what, words)) = match recording {
        Recording::Found(finding) => (finding.slot(), found(session, finding)),
        Recording::Hinted { slot, hint } => {
            (Some(*slot), (format!("hint {}", hint + 1), texts(*slot, |question| &question.hints, *hint)))
        }
        Recording::FollowedUp { slot, follow_up } => {
            let text = texts(*slot, |question| &question.follow_ups, *follow_up);
            (Some(*slot), (format!("follow-up {}", follow_up + 1), text))
        }
        Recording::Skipped { slot, reason } => {
            if reason == PASSED {
                return format!("{slot} · {PASSED}, and not asked");
            }
            let reason = (!matches!(reason.as_str(), "" | "skipped")).then(|| reason.clone());
            (Some(*slot), ("skipped".into(), reason))
        }
        Recording::Extended { .. } => (None, (self::recording(session, recording), None)),
        Recording::NoteChanged { entry, text } => {
            (slot_of_note(session, *entry), ("note changed".into(), Some(text.clone())))
        }
        Recording::Removed { entry } => (None, ("removed".into(), Some(line_of(session, *entry)))),
    };
    let at = slot.map(|slot| format!("{slot} · ")).unwrap_or_default();
    let words = words.map(|words| format!(": {words}")).unwrap_or_default();
    format!("{at}{what}{words}")
}

/// The question that a note is on.
fn slot_of_note(session: &Session, entry: u64) -> Option<Slot> {
    session.state().entry(entry)?.event.finding()?.slot()
}

/// Some minutes more.
pub(crate) fn more_minutes(minutes: Minutes) -> String {
    let word = if minutes == Minutes(1) { "minute" } else { "minutes" };
    format!("{minutes} more {word}")
}

/// A stretch of time in whole minutes.
pub(crate) fn minutes_of(ms: Millis) -> String {
    match ms.minutes() {
        1 => "1 minute".into(),
        many => format!("{many} minutes"),
    }
}

fn section<'a>(session: &'a Session, id: &'a SectionId) -> &'a str {
    let plan = session.plan();
    plan.section_index(id).and_then(|index| plan.section(index)).map_or(id.as_str(), |known| known.title.as_str())
}

fn dimension<'a>(session: &'a Session, id: &'a DimensionId) -> &'a str {
    session.plan().rubric.title_of(id)
}

fn criterion<'a>(session: &'a Session, id: &'a CriterionId) -> &'a str {
    session.plan().rubric.criterion(id).map_or(id.as_str(), |known| known.title.as_str())
}

/// Whether a criterion was shown.
pub(crate) fn judged(shown: Option<bool>) -> &'static str {
    match shown {
        Some(true) => "shown",
        Some(false) => "not shown",
        None => "not judged",
    }
}
