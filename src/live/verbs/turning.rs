//! Undo and redo: what was taken back or made again is said, and where one stands then.

use crate::core::event::{Course, Event, Finding, Recording, Talk};
use crate::core::session::{Action, Assess, Place, Recorder, Session, Turn};

use super::super::told;
use super::super::words;
use super::Done;

/// Takes back what was recorded last; says what it was, and where one stands where that changed.
pub(crate) fn undo(recorder: &mut dyn Recorder) -> Done {
    let before = recorder.session().state().place;
    let event = recorder.record(Action::Undo)?;
    let session = recorder.session();
    let entry = taken_back(&event).and_then(|entry| session.state().entry(entry));
    let over = entry.is_some_and(|entry| session.handed_over_since(entry.seq));
    let over = if over { words::HAND_OVER_STANDS } else { "" };
    let stays = entry.and_then(|entry| {
        let stands = || told::stands_now(session, entry.seq).map(|stands| format!("; {stands}"));
        stays(session, &entry.event).or_else(stands)
    });
    let stays = stays.unwrap_or_default();
    Ok(format!("undone: {}{}{stays}{over}", of_history(recorder, &event), went(recorder, before)))
}

/// The number of the entry that an undo took back.
fn taken_back(event: &Event) -> Option<u64> {
    match event {
        Event::Undone { entry, .. } => Some(*entry),
        Event::Redone { .. } | Event::Course(_) | Event::Talk(_) | Event::Recording(_) | Event::Amended { .. } => None,
    }
}

/// A skip went on to the next question, and an undo of it does not go back: where one stands is said, since one may think otherwise.
fn stays(session: &Session, undone: &Event) -> Option<String> {
    let place = session.state().place;
    match undone {
        Event::Recording(Recording::Skipped { slot, .. }) if place != Place::Slot(*slot) => {
            Some(format!("; you are still at {}", told::place(session, place)))
        }
        Event::Course(Course::Ended(_)) if session.is_about_to_begin() => Some("; it has not begun".to_owned()),
        Event::Course(Course::Ended(_)) if session.state().clock.running => {
            Some("; the conversation goes on, and the clocks run again".to_owned())
        }
        Event::Course(Course::Ended(_)) => Some("; the conversation goes on, and the clocks stand still".to_owned()),
        Event::Recording(_)
        | Event::Course(_)
        | Event::Talk(_)
        | Event::Undone { .. }
        | Event::Redone { .. }
        | Event::Amended { .. } => None,
    }
}

/// Makes again what was taken back last; says what it is, and where one stands where that changed.
pub(crate) fn redo(recorder: &mut dyn Recorder) -> Done {
    let before = recorder.session().state().place;
    let event = recorder.record(Action::Redo)?;
    let entry = match &event {
        Event::Redone { entry } => Some(*entry),
        Event::Undone { .. } | Event::Course(_) | Event::Talk(_) | Event::Recording(_) | Event::Amended { .. } => None,
    };
    let brought_in = recorder.session().history().into_iter().find_map(|recorded| match recorded.event {
        Event::Talk(Talk::BroughtIn { .. }) if Some(recorded.entry) == entry => recorded.place,
        Event::Talk(_)
        | Event::Course(_)
        | Event::Recording(_)
        | Event::Undone { .. }
        | Event::Redone { .. }
        | Event::Amended { .. } => None,
    });
    if let Some(place) = brought_in {
        recorder.record(Action::Go(place))?;
    }
    Ok(format!("redone: {}{}", of_history(recorder, &event), went(recorder, before)))
}

/// What records anew what an entry recorded that was taken back; none where that is done again only where it was done.
pub(crate) fn again(session: &Session, entry: u64) -> Option<Action> {
    let Event::Recording(recording) = &session.state().entry(entry)?.event else { return None };
    let finding = match recording {
        Recording::Found(finding) => finding,
        Recording::NoteChanged { entry: note, text } => {
            let stands = session.state().notes.iter().any(|other| other.entry == *note);
            return stands.then(|| Action::ChangeNote(*note, text.clone()));
        }
        Recording::Hinted { .. }
        | Recording::FollowedUp { .. }
        | Recording::Skipped { .. }
        | Recording::Extended { .. }
        | Recording::Removed { .. } => return None,
    };
    let assess = match finding.clone() {
        Finding::Observed { slot, signal, seen } => Assess::Observe(Some(slot), signal, seen),
        Finding::Rated { slot, dimension, rating } => Assess::Rate(Some(slot), dimension, rating),
        // With the text that it had last.
        Finding::Noted { slot, text } => {
            let text = session.text_of_note(entry).map_or(text, str::to_owned);
            Assess::note_on(slot, text)
        }
        Finding::Flagged { flag, slot, quote } => Assess::Flag(flag, Some(slot), quote),
        Finding::Ticked { criterion, shown } => Assess::Tick(criterion, shown),
        Finding::Concluded { dimension, score, reason } => Assess::Conclude(dimension, score, reason),
        Finding::Recommended(_) => Assess::Recommend(told::recommended_again(session, entry)),
    };
    Some(assess.into())
}

/// Whether what a redo would make again ends, skips, drops, swaps or brings in, or is another interviewer's: then it is asked about first.
pub(crate) fn redo_harms(session: &Session) -> bool {
    session.is_anothers(Turn::Redo)
        || session.next_redo().is_some_and(|entry| match &entry.event {
            Event::Course(_) | Event::Talk(_) | Event::Recording(Recording::Skipped { .. }) => true,
            Event::Recording(
                Recording::Found(_)
                | Recording::Hinted { .. }
                | Recording::FollowedUp { .. }
                | Recording::Extended { .. }
                | Recording::NoteChanged { .. }
                | Recording::Removed { .. },
            )
            | Event::Undone { .. }
            | Event::Redone { .. }
            | Event::Amended { .. } => false,
        })
}

/// Whether a redo would give a hint again.
pub(crate) fn redo_hints(session: &Session) -> bool {
    session.next_redo().is_some_and(|entry| matches!(entry.event, Event::Recording(Recording::Hinted { .. })))
}

/// What an undo took back, or a redo made again, in words.
fn of_history(recorder: &dyn Recorder, event: &Event) -> String {
    match event {
        Event::Undone { entry, .. } | Event::Redone { entry } => told::entry_of(recorder.session(), *entry),
        Event::Course(_) | Event::Talk(_) | Event::Recording(_) | Event::Amended { .. } => String::new(),
    }
}

/// Where the conversation stands now, if it stood elsewhere before.
fn went(recorder: &dyn Recorder, before: Place) -> String {
    let session = recorder.session();
    let now = session.state().place;
    if now == before { String::new() } else { format!("; you are at {}", told::place(session, now)) }
}

#[cfg(test)]
mod tests {
    use super::super::memory::begun;
    use super::super::{Wanted, bring};
    use super::*;
    use crate::core::event::Ending;
    use crate::core::scale::Minutes;
    use crate::core::session::Assess;
    use crate::live::words::Face;

    #[test]
    fn undo_and_redo_say_what_in_words_and_where_one_stands_then() {
        let mut memory = begun();
        let technical = memory.session.plan().rubric.dimensions[0].id.clone();
        let rating = crate::core::scale::Rating::try_from(4).ok();
        memory.record(Assess::Rate(None, technical, rating).into()).expect("a rating");
        memory.record(Action::Extend(Minutes(5))).expect("more time");
        memory.record(Action::End(Ending::NoShow)).expect_err("there is a rating");
        memory.record(Action::End(Ending::StoppedEarly)).expect("the end");
        let said = |done: Done| done.unwrap_or_else(|stopped| stopped.said(Face::Lines));
        assert_eq!(
            said(undo(&mut memory)),
            "undone: the end of the conversation, stopped early; the conversation goes on, and the clocks run again"
        );
        assert_eq!(said(undo(&mut memory)), "undone: 5 more minutes for Advanced concepts");
        assert_eq!(said(undo(&mut memory)), "undone: Technical skills 4 at Q1; not rated now");
        assert_eq!(said(undo(&mut memory)), "there is nothing to undo");
        assert_eq!(said(redo(&mut memory)), "redone: Technical skills 4 at Q1");
        memory.record(Action::Skip(None, String::new())).expect("a skip");
        assert_eq!(said(redo(&mut memory)), "there is nothing to redo");
    }

    #[test]
    fn what_is_brought_in_is_gone_to_and_left_again() {
        let mut memory = begun();
        let mut banked = (*memory.session.state().current().expect("a question").banked).clone();
        banked.question.id = crate::core::ids::QuestionId::new("another").expect("an id");
        let wording = crate::core::bank::QuestionText { prompt: "Why another?".into(), ..(*banked.question).clone() };
        banked.question.wording = wording.into();
        let said = |done: Done| done.unwrap_or_else(|stopped| stopped.said(Face::Lines));
        let new = said(bring(&mut memory, &Wanted::InLibrary(Box::new(banked))));
        let slot = new.strip_prefix("brought in as ").expect("it says as what").to_owned();
        assert_eq!(said(undo(&mut memory)), "undone: bringing in \"Why another?\"; you are at Q1");
        assert_eq!(said(redo(&mut memory)), format!("redone: bringing in \"Why another?\"; you are at {slot}"));
    }
}
