//! What a box says before something is done: the question, what will happen, the answers to choose from, what it is about.

use crate::core::bank::fill;
use crate::core::event::{Course, Ending, Event, Recording, Talk};
use crate::core::find;
use crate::core::ids::QuestionId;
use crate::core::plan::{Direction, Slot};
use crate::core::session::{Asking, Session, Turn};

use super::super::drafts::HalfTyped;
use super::super::{backups, readback, told, words};
use super::keys::FACE;
use super::view::Choice;

/// What a box says.
#[derive(Debug, Default)]
pub(super) struct Notice {
    /// The question.
    pub(super) title: String,
    /// What will happen.
    pub(super) says: String,
    /// What one should know before answering.
    pub(super) remarks: Vec<String>,
    /// The answers to choose from; none where there is but one.
    pub(super) answers: Vec<String>,
    /// What the answer under the cursor does, in a word or two; where there are several.
    pub(super) does: String,
    /// The text that it is about, whole.
    pub(super) about: String,
}

/// How a conversation can end, in the order of the box: one that has not begun, only by nobody's coming; else what fits how far it is
/// comes first.
pub(super) fn endings(session: &Session) -> &'static [Ending] {
    let state = session.state();
    if session.is_about_to_begin() {
        &[Ending::NoShow]
    } else if !state.asking.iter().any(Asking::was_asked) {
        &[Ending::NoShow, Ending::StoppedEarly, Ending::Completed]
    } else if words::unasked(state).is_some() {
        &[Ending::StoppedEarly, Ending::Completed, Ending::NoShow]
    } else {
        &[Ending::Completed, Ending::StoppedEarly, Ending::NoShow]
    }
}

/// The ending on which the box opens: the one that was looked for, or the first.
pub(super) fn ending_looked_for(session: &Session, typed: &str) -> usize {
    let words = find::Words::new(typed);
    let is_it = |ending: &Ending| !words.is_empty() && words.stand_in(words::ending_is_called(*ending));
    endings(session).iter().position(is_it).unwrap_or(0)
}

/// Of what somebody else recorded.
const ANOTHERS: &str = "It is from before the hand-over: another interviewer's, and not yours.";
const TAKES_BACK: &str = "Ctrl-X takes it back.";
/// What a no-show does, and what it leaves to do.
const NO_SHOW: &str =
    "The session ends as a no-show, and nothing is assessed. The scorecard is then still to be submitted: Ctrl-S.";

/// What the box says about a choice, with its cursor on `row`.
pub(super) fn asked(session: &Session, choice: &Choice, row: usize) -> Notice {
    match choice {
        Choice::End if session.is_about_to_begin() => Notice {
            title: "No-show: the candidate does not come?".into(),
            says: format!("{NO_SHOW} {TAKES_BACK}"),
            ..Notice::default()
        },
        Choice::End => Notice {
            title: "End the conversation?".into(),
            says: match endings(session).get(row) {
                Some(Ending::NoShow) => format!("{NO_SHOW} {TAKES_BACK}"),
                Some(Ending::Completed | Ending::StoppedEarly) | None => {
                    format!("The clocks stop, and scoring begins. {TAKES_BACK}")
                }
            },
            remarks: match endings(session).get(row) {
                Some(Ending::NoShow) => Vec::new(),
                Some(Ending::Completed | Ending::StoppedEarly) | None => {
                    let state = session.state();
                    words::unasked(state).into_iter().chain(words::nothing_recorded(state, FACE)).collect()
                }
            },
            answers: endings(session).iter().map(|ending| words::ends_like(*ending).to_owned()).collect(),
            does: endings(session).get(row).map(|ending| words::ending(*ending).to_owned()).unwrap_or_default(),
            about: String::new(),
        },
        Choice::Leave => Notice {
            title: "Leave?".into(),
            says: "Everything is kept, and `hotseat resume` continues.".into(),
            ..Notice::default()
        },
        Choice::Skip(slot) => Notice {
            title: format!("Skip {slot} and go on?"),
            says: format!("It counts as not asked. {TAKES_BACK}"),
            about: prompt(session, *slot),
            ..Notice::default()
        },
        Choice::Drop(slot) => Notice {
            title: format!("Drop {slot}, the least valuable if-time question of this section?"),
            says: format!("It will not be asked. {TAKES_BACK}"),
            about: prompt(session, *slot),
            ..Notice::default()
        },
        Choice::Swap(slot) => swap(session, *slot, row),
        Choice::Bring(banked) => Notice {
            title: "Bring this question in, and go to it?".into(),
            says: match session.state().current() {
                Some(asking) => format!("It comes after {}. {TAKES_BACK}", asking.slot),
                None => format!("It comes at the end of this section. {TAKES_BACK}"),
            },
            about: words::preview(&banked.question, session.state()),
            ..Notice::default()
        },
        Choice::Hint(slot) => hint(session, *slot),
        Choice::Do(key) => Notice {
            title: "Do this?".into(),
            says: format!("{}: {}", key.shown_or("From this list"), key.does),
            ..Notice::default()
        },
        Choice::Undo(entry) => Notice {
            title: "Take this back?".into(),
            says: undo_says(session, *entry),
            remarks: anothers(session, Turn::Undo),
            about: told::line_of(session, *entry),
            ..Notice::default()
        },
        Choice::Redo(entry) => redo(session, *entry),
        Choice::Again(entry) => Notice {
            title: "Record this again?".into(),
            says: format!("It was taken back. It is recorded anew, as of now. {TAKES_BACK}"),
            about: told::line_of(session, *entry),
            ..Notice::default()
        },
        Choice::Remove(entry) => remove(session, *entry, row),
        Choice::HandOver(name, half_typed) => hand_over(session, name, half_typed),
        Choice::Meant(names) => meant(names, row),
        Choice::ToTalk => Notice {
            title: "Go back into the conversation?".into(),
            says: "It had not ended, then: the clocks run on.".into(),
            ..Notice::default()
        },
        Choice::Submit(half_typed) => submit(session, half_typed),
    }
}

/// What taking an entry back leads to.
fn undo_says(session: &Session, entry: u64) -> String {
    const REDO: &str = "Redo (Alt-X or F12) makes it again.";
    let is_end = |event: &Event| matches!(event, Event::Course(Course::Ended(_)));
    if session.state().entry(entry).is_some_and(|entry| is_end(&entry.event)) {
        if !session.has_begun() {
            return format!("The checklist comes back: the conversation had not begun. {REDO}");
        }
        return format!("The conversation goes on where it was, and its clocks run again if they ran then. {REDO}");
    }
    REDO.to_owned()
}

fn remove(session: &Session, entry: u64, row: usize) -> Notice {
    let is_note = session.state().notes.iter().any(|note| note.entry == entry);
    let answers = ["Remove it.", "Change its text: it opens, and Enter keeps the new one."];
    Notice {
        title: if is_note { "Remove this note, or change its text?" } else { "Remove this by itself?" }.into(),
        says: "Whatever was recorded after it stands. Ctrl-X brings it back.".into(),
        remarks: session.handed_over_since(entry).then(|| ANOTHERS.to_owned()).into_iter().collect(),
        answers: if is_note { answers.map(str::to_owned).into() } else { Vec::new() },
        does: ["remove it", "change its text"].get(row).filter(|_| is_note).copied().unwrap_or_default().to_owned(),
        about: told::line_of(session, entry),
    }
}

fn hand_over(session: &Session, name: &str, half_typed: &[HalfTyped]) -> Notice {
    let texts = texts(session, half_typed);
    let becomes = "What is half typed is yours: it becomes a note first.".to_owned();
    Notice {
        title: format!("Hand over to {name}?"),
        says: "What was recorded before stays as it is; they continue here, at this screen. Undo does not take this back: \
               handing over again does."
            .into(),
        remarks: (!texts.is_empty()).then_some(becomes).into_iter().collect(),
        about: texts.join("\n"),
        ..Notice::default()
    }
}

fn meant(names: &[String], row: usize) -> Notice {
    let (new, known) = names.split_last().map_or(("", [].as_slice()), |(new, known)| (new.as_str(), known));
    let answers = known.iter().map(|name| format!("{name}, who is known here."));
    Notice {
        title: format!("Who is meant by \"{new}\"?"),
        says: "It is near a name that is known here.".into(),
        answers: answers.chain([format!("Somebody new: {new}.")]).collect(),
        does: names.get(row).cloned().unwrap_or_default(),
        ..Notice::default()
    }
}

fn submit(session: &Session, half_typed: &[HalfTyped]) -> Notice {
    let becomes = "What is half typed becomes a note on the card, as it stands here; Esc, and empty it where you wrote \
                   it, if it should not.";
    let texts = texts(session, half_typed);
    let state = session.state();
    let given = state.recommendation.as_ref().and_then(|given| given.band.as_ref());
    let recommended = given.map(|band| format!("You recommend: {}.", session.plan().rubric.band_title(band)));
    let remarks = recommended.into_iter().chain(words::unrated(state)).chain(words::unrecommended(state));
    Notice {
        title: words::SUBMIT.into(),
        says: "This is the one thing that can't be undone.".into(),
        remarks: remarks.chain((!texts.is_empty()).then(|| becomes.to_owned())).collect(),
        about: texts.join("\n"),
        ..Notice::default()
    }
}

/// Half-typed texts, each with where it stands.
fn texts(session: &Session, half_typed: &[HalfTyped]) -> Vec<String> {
    let rubric = &session.plan().rubric;
    let named = |half: &HalfTyped| readback::half_typed(rubric, &half.purpose, &half.text);
    half_typed.iter().map(named).collect()
}

/// That it was recorded by somebody else, where it was.
fn anothers(session: &Session, turn: Turn) -> Vec<String> {
    session.is_anothers(turn).then(|| ANOTHERS.to_owned()).into_iter().collect()
}

fn prompt(session: &Session, slot: Slot) -> String {
    let asking = session.state().asking(slot);
    asking.map(|asking| fill(&asking.question().prompt, session.state().filling())).unwrap_or_default()
}

/// The backups that can still take a question's place.
pub(super) fn open_backups(session: &Session, slot: Slot) -> Vec<Direction> {
    let Some(asking) = session.state().asking(slot) else { return Vec::new() };
    let Some(section) = session.plan().section(asking.section) else { return Vec::new() };
    let used = |id: &QuestionId| session.state().asking.iter().any(|asking| asking.question().id == *id);
    let open = section.backups.iter().filter(|backup| !used(&backup.banked.question.id));
    open.map(|backup| backup.direction).collect()
}

fn swap(session: &Session, slot: Slot, row: usize) -> Notice {
    let directions = open_backups(session, slot);
    let chosen = directions.get(row);
    let backup = chosen.and_then(|direction| backups::of(session, slot, *direction));
    let about = backup.map(|backup| words::preview(&backup.banked.question, session.state()));
    let here = session.state().asking(slot).map(Asking::question);
    let beside = |direction: &Direction| {
        let backup = backups::of(session, slot, *direction);
        backup.zip(here).map(|(backup, here)| words::in_place_of(&backup.banked.question, here)).unwrap_or_default()
    };
    let is_alike = |beside: &str| beside.starts_with("of ");
    let one = |direction: &Direction| backups::called(session, slot, *direction);
    Notice {
        title: format!("Put a backup in the place of {slot}?"),
        says: format!(
            "{slot} is not asked any more; what is recorded at it stays, and is on the scorecard with it. {TAKES_BACK}"
        ),
        remarks: match directions.as_slice() {
            [only] => vec![format!("This section has one backup left, which is {}.", beside(only))],
            _ => chosen
                .map(beside)
                .filter(|said| is_alike(said))
                .map(|said| format!("It is {said}."))
                .into_iter()
                .collect(),
        },
        answers: directions.iter().map(|direction| format!("The {}.", one(direction))).collect(),
        does: chosen.map(|direction| format!("the {}", one(direction))).unwrap_or_default(),
        about: about.unwrap_or_default(),
    }
}

/// The number of the next hint, counted from 0, and its text.
pub(super) fn next_hint(asking: &Asking) -> Option<(u8, &String)> {
    let hints = (0_u8..).zip(&asking.question().hints);
    hints.into_iter().find(|(number, _)| !asking.hints.contains(number))
}

fn redo(session: &Session, entry: u64) -> Notice {
    let event = session.state().entry(entry).map(|entry| &entry.event);
    let (title, about) = match event {
        Some(Event::Course(Course::Ended(ending))) => {
            let how = format!("It ended like this: {}.", words::ending(*ending));
            ("Make the end of the conversation again?".to_owned(), how)
        }
        Some(Event::Recording(Recording::Skipped { slot, .. })) => {
            (format!("Skip {slot} again?"), prompt(session, *slot))
        }
        Some(Event::Recording(Recording::Hinted { slot, hint })) => {
            let asking = session.state().asking(*slot);
            let text = asking.and_then(|asking| asking.question().hints.get(usize::from(*hint)));
            (format!("Give hint {} at {slot} again?", hint + 1), text.cloned().unwrap_or_default())
        }
        Some(Event::Talk(Talk::Swapped { slot, backup })) => {
            let called = backups::called(session, *slot, *backup);
            let found = backups::of(session, *slot, *backup);
            let found = found.map(|backup| words::preview(&backup.banked.question, session.state()));
            (format!("Put the {called} in the place of {slot} again?"), found.unwrap_or_default())
        }
        Some(Event::Talk(Talk::BroughtIn { question, .. })) => {
            let found = words::preview(&question.question, session.state());
            ("Bring this question in again, and go to it?".to_owned(), found)
        }
        Some(
            event @ (Event::Course(_)
            | Event::Talk(_)
            | Event::Recording(_)
            | Event::Undone { .. }
            | Event::Redone { .. }
            | Event::Amended { .. }),
        ) => ("Make this again?".to_owned(), told::line(session, event)),
        None => ("Make this again?".to_owned(), String::new()),
    };
    let remarks = anothers(session, Turn::Redo);
    Notice { title, says: format!("It was taken back. {TAKES_BACK}"), remarks, about, ..Notice::default() }
}

fn hint(session: &Session, slot: Slot) -> Notice {
    let asking = session.state().asking(slot);
    let next = asking.and_then(next_hint);
    let count = asking.map_or(0, |asking| asking.question().hints.len());
    Notice {
        title: next.map_or("Give a hint?".into(), |(number, _)| format!("Give hint {} of {count}?", number + 1)),
        says: format!("It counts as given. {TAKES_BACK}"),
        about: next.map(|(_, text)| text.clone()).unwrap_or_default(),
        ..Notice::default()
    }
}
