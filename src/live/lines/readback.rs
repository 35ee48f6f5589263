//! What will be submitted, read back: in short, whole, or a part of it; what is missing has its own list.

use crate::core::ids::DimensionId;
use crate::core::session::{Asking, Session};
use crate::page::layout::paragraph;

use super::super::assessed;
use super::super::readback::{self, ReadPart};
use super::super::words::{self, Face};
use super::{lookalike, show};

/// All of it, a sentence a line.
pub(super) fn read_back(session: &Session, width: usize) -> String {
    let sentences = readback::sentences(session, Face::Lines).into_iter().chain(commands(session));
    let lines: String = sentences.map(|sentence| paragraph(&sentence, width, "")).collect();
    format!("{}{lines}", show::heading(readback::TITLE))
}

/// It in short: what decides is said whole, and the rest counted.
pub(super) fn brief(session: &Session, width: usize) -> String {
    if session.state().is_no_show() {
        return read_back(session, width);
    }
    let assessed = ReadPart::ALL.into_iter().flat_map(|part| in_short(session, part)).collect();
    let sentences = readback::around(session, Face::Lines, assessed).into_iter().chain(commands(session));
    let lines: String = sentences.map(|sentence| paragraph(&sentence, width, "")).collect();
    let parts = ReadPart::ALL.map(ReadPart::as_str).join(", ");
    let how = paragraph(&format!("/show reads all of it, and with one of these words a part: {parts}."), width, "");
    format!("{}{lines}{how}", show::heading(&format!("{}, in short", readback::TITLE)))
}

/// The part that a word or its beginning names; none where it names none.
pub(super) fn part(session: &Session, given: &str, width: usize) -> Option<String> {
    let whole = |text: &str| text.replace(['-', ' '], "");
    let is_meant = |part: &ReadPart| given.len() > 2 && whole(part.as_str()).starts_with(&whole(given));
    let part = ReadPart::ALL.into_iter().find(is_meant)?;
    let sentences = part.sentences(session);
    if sentences.is_empty() {
        return Some(format!("{}: none\n", part.as_str()));
    }
    Some(sentences.iter().map(|sentence| paragraph(sentence, width, "")).collect())
}

/// So many of something, if there are any.
fn counted(many: usize, (one, several): (&str, &str)) -> Option<String> {
    (many > 0).then(|| format!("{many} {}", if many == 1 { one } else { several }))
}

/// Counts in a sentence, if there are any.
fn joined(counts: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    let counts: Vec<&str> = counts.iter().map(String::as_str).collect();
    (!counts.is_empty()).then(|| format!("{}.", words::listed(&counts)))
}

/// A part as shortly as it can be said.
fn in_short(session: &Session, part: ReadPart) -> Vec<String> {
    let state = session.state();
    let sum = |of: fn(&Asking) -> usize| state.asking.iter().map(of).sum::<usize>();
    let at = |is_it: fn(&&Asking) -> bool| state.asking.iter().filter(is_it).count();
    let sentence = match part {
        ReadPart::Ratings => {
            let rated = counted(at(|asking| !asking.ratings.is_empty()), ("question is rated", "questions are rated"));
            Some(rated.map_or_else(|| "No question is rated.".to_owned(), |rated| format!("{rated}.")))
        }
        ReadPart::Signals => {
            let seen = counted(sum(|asking| asking.signals.len()), ("signal was seen", "signals were seen"));
            let there = counted(at(|asking| !asking.signals.is_empty()), ("question", "questions"));
            seen.zip(there).map(|(seen, there)| format!("{seen}, at {there}."))
        }
        ReadPart::Given => joined([
            counted(sum(|asking| asking.follow_ups.len()), ("follow-up was asked", "follow-ups were asked")),
            counted(sum(|asking| asking.hints.len()), ("hint was given", "hints were given")),
            counted(at(|asking| asking.skipped.is_some()), ("question was skipped", "questions were skipped")),
        ]),
        ReadPart::Criteria => {
            let judged = |shown: bool| state.criteria.values().filter(|judged| **judged == shown).count();
            joined([
                counted(judged(true), ("criterion is shown", "criteria are shown")),
                counted(judged(false), ("criterion is not shown", "criteria are not shown")),
            ])
        }
        ReadPart::TakeAways => {
            let given = state.recommendation.clone().unwrap_or_default();
            let lines = joined([
                counted(given.strengths.len(), ("line on what went well", "lines on what went well")),
                counted(given.growth.len(), ("line on what to work on", "lines on what to work on")),
            ]);
            lines.map(|lines| format!("To take home: {lines}"))
        }
        ReadPart::Conclusions => return conclusions(session),
        ReadPart::Flags | ReadPart::Recommendation => return part.sentences(session),
    };
    sentence.into_iter().collect()
}

/// The scores that are concluded, the dimensions on which ratings stand, and those that are not assessed.
fn conclusions(session: &Session) -> Vec<String> {
    let (rubric, state) = (&session.plan().rubric, session.state());
    let score = |id: &DimensionId| state.conclusions.get(id).and_then(|conclusion| conclusion.score);
    let (mut concluded, mut rated, mut open) = (Vec::new(), Vec::new(), Vec::new());
    for id in assessed::dimensions(session) {
        let title = rubric.title_of(id);
        match (score(id), state.dimension_score(id)) {
            (Some(score), _) => concluded.push(format!("{score} on {title}")),
            (None, Some(_)) => rated.push(title.to_owned()),
            (None, None) => open.push(title.to_owned()),
        }
    }
    let sentence = |before: &str, names: &[String]| {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        (!names.is_empty()).then(|| format!("{before} {}.", words::listed(&names)))
    };
    let all = [
        sentence("You conclude", &concluded),
        sentence("Your ratings stand on", &rated),
        sentence("Not assessed:", &open),
    ];
    all.into_iter().flatten().collect()
}

/// Notes that read like commands: what they were to record is not recorded.
fn commands(session: &Session) -> Option<String> {
    const MOST: usize = 5;
    let notes = &session.state().notes;
    let meant: Vec<String> = notes
        .iter()
        .filter(|note| lookalike::is_command(session.plan(), &note.text))
        .map(|note| match note.slot {
            Some(slot) => format!("\"{}\" at {slot}", note.text.trim()),
            None => format!("\"{}\"", note.text.trim()),
        })
        .collect();
    let more = meant.len().saturating_sub(MOST);
    let more = if more > 0 { format!(", and {more} more") } else { String::new() };
    let what = match meant.len() {
        0 => return None,
        1 => "1 note looks like a command that was".to_owned(),
        many => format!("{many} notes look like commands that were"),
    };
    Some(format!("{what} not obeyed: {}{more}.", meant.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ")))
}
