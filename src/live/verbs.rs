//! What an interviewer does, once for both faces: each verb records what it takes and gives what is to be said about it.

use crate::core::event::{Event, Recording, Signal, Talk};
use crate::core::find::Hit;
use crate::core::ids::InterviewerId;
use crate::core::plan::{Banked, Direction, Slot};
use crate::core::scale::Minutes;
use crate::core::session::{Action, Assess, NotRecorded, Phase, Place, Recorder, Refusal, Session, Turn};

use super::told;
use super::words::{self, Face};

/// What came of a verb: what is to be said, or why it was not done.
pub(crate) type Done = Result<String, Stopped>;

/// Why a thing was not done, or is not on disk yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stopped {
    /// It was not recorded.
    NotRecorded(NotRecorded),
    /// There is nothing to do; in words.
    Nothing(String),
}

impl From<NotRecorded> for Stopped {
    fn from(error: NotRecorded) -> Self {
        Self::NotRecorded(error)
    }
}

impl Stopped {
    /// Why, in words.
    pub(crate) fn said(&self, face: Face) -> String {
        match self {
            Self::NotRecorded(error) => words::not_recorded(error, face),
            Self::Nothing(why) => why.clone(),
        }
    }
}

/// Whether a thing may be done now, whatever the disk said: what a recorder keeps for later counts as done, and so does what stands.
pub(crate) fn accepted<T>(recorded: &Result<T, NotRecorded>) -> bool {
    match recorded {
        Ok(_) | Err(NotRecorded::Kept(_) | NotRecorded::Refused(Refusal::Stands)) => true,
        Err(NotRecorded::Refused(_) | NotRecorded::Failed(_)) => false,
    }
}

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

/// Gives a hint: the next, or a certain one (counted from 0).
pub(crate) fn hint(recorder: &mut dyn Recorder, which: Option<u8>) -> Done {
    let event = recorder.record(Action::Hint(which))?;
    let Event::Recording(Recording::Hinted { slot, hint }) = event else { return Ok(String::new()) };
    let asking = recorder.session().state().asking(slot);
    let text = asking.and_then(|asking| asking.question().hints.get(usize::from(hint)));
    Ok(format!("hint {}: {}", hint + 1, text.map_or("", String::as_str)))
}

/// Asks a follow-up, counted from 0.
pub(crate) fn follow_up(recorder: &mut dyn Recorder, number: u8, face: Face) -> Done {
    let asking = recorder.session().state().current();
    if asking.is_some_and(|asking| asking.follow_ups.contains(&number)) {
        return Err(Stopped::Nothing(words::asked_already(face)));
    }
    let text = asking.and_then(|asking| asking.question().follow_ups.get(usize::from(number))).cloned();
    recorder.record(Action::FollowUp(number))?;
    Ok(format!("asked: {}", text.unwrap_or_default()))
}

/// Observes a signal at a question, or takes it back.
pub(crate) fn observe(recorder: &mut dyn Recorder, slot: Slot, signal: Signal, seen: bool) -> Done {
    recorder.record(Assess::Observe(Some(slot), signal, seen).into())?;
    let asking = recorder.session().state().asking(slot);
    let text = asking.and_then(|asking| asking.signal_text(signal)).unwrap_or_default();
    let weak = if matches!(signal, Signal::Weak(_)) { " (weak)" } else { "" };
    Ok(format!("{}{weak}: {text}", if seen { "saw" } else { "not seen" }))
}

/// Passes over the current question and goes on; at the last one there is nothing to go on to.
pub(crate) fn skip(recorder: &mut dyn Recorder, why: &str, face: Face) -> Done {
    let slot = recorder.session().state().current().map(|asking| asking.slot);
    let slot = slot.ok_or(NotRecorded::Refused(Refusal::NoQuestion))?;
    let skipped = recorder.record(Action::Skip(Some(slot), why.to_owned()));
    if !accepted(&skipped) {
        skipped?;
    }
    let moved = recorder.record(Action::Next);
    match moved {
        Ok(_) => Ok(words::skipped(slot, true, face)),
        Err(NotRecorded::Refused(_)) => Ok(words::skipped(slot, false, face)),
        Err(error @ (NotRecorded::Failed(_) | NotRecorded::Kept(_))) => Err(error.into()),
    }
}

/// Drops a question: the one that is named, else the least valuable of the section.
pub(crate) fn drop(recorder: &mut dyn Recorder, which: Option<Slot>, face: Face) -> Done {
    let Some(slot) = which.or_else(|| recorder.session().least_valuable()) else {
        return Err(Stopped::Nothing("no if-time question is left in this section".into()));
    };
    recorder.record(Action::Skip(Some(slot), "no time".into()))?;
    Ok(words::dropped(slot, face))
}

/// Puts a backup in the current question's place.
pub(crate) fn swap(recorder: &mut dyn Recorder, direction: Direction) -> Done {
    recorder.record(Action::Swap(direction))?;
    Ok(format!("the {direction} backup stands here now"))
}

/// Goes to a question of the round, or brings one in from the library and goes there.
pub(crate) fn bring(recorder: &mut dyn Recorder, hit: &Wanted) -> Done {
    match hit {
        Wanted::InRound(slot) => {
            recorder.record(Action::Go(Place::Slot(*slot)))?;
            Ok(String::new())
        }
        Wanted::InLibrary(banked) => {
            let id = banked.question.id.clone();
            recorder.record(Action::BringIn(banked.clone()))?;
            let asking = recorder.session().state().asking.iter().filter(|asking| asking.question().id == id);
            let slot = asking.map(|asking| asking.slot).max().ok_or(NotRecorded::Refused(Refusal::NoQuestion))?;
            recorder.record(Action::Go(Place::Slot(slot)))?;
            Ok(format!("brought in as {slot}"))
        }
    }
}

/// A question that was chosen from what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// One of the round.
    InRound(Slot),
    /// One of the library.
    InLibrary(Box<Banked>),
}

impl From<Hit<'_>> for Wanted {
    fn from(hit: Hit<'_>) -> Self {
        match hit {
            Hit::InRound(asking) => Self::InRound(asking.slot),
            Hit::InLibrary(found) => {
                Self::InLibrary(Box::new(Banked { bank: found.bank.clone(), question: found.question.clone() }))
            }
        }
    }
}

/// Stops the clocks.
pub(crate) fn pause(recorder: &mut dyn Recorder, face: Face) -> Done {
    recorder.record(Action::Pause)?;
    Ok(words::still(face))
}

/// Lets the clocks run on.
pub(crate) fn resume(recorder: &mut dyn Recorder) -> Done {
    if recorder.session().state().clock.running {
        return Err(Stopped::Nothing("the clocks run already".into()));
    }
    recorder.record(Action::Resume)?;
    Ok("the clocks run".into())
}

/// Gives the section more minutes.
pub(crate) fn extend(recorder: &mut dyn Recorder, minutes: Minutes) -> Done {
    recorder.record(Action::Extend(minutes))?;
    Ok(words::extended(minutes))
}

/// Hands over to another interviewer, whose name is `name`.
pub(crate) fn hand_over(recorder: &mut dyn Recorder, to: InterviewerId, name: &str) -> Done {
    recorder.record(Action::HandOver(to))?;
    Ok(format!("{name} interviews now; what was recorded before stays as it is, and an undo of it asks first"))
}

/// On every tick: whether the machine slept since the last one. What it slept while the clocks ran is recorded, and said once.
pub(crate) fn woke(recorder: &mut dyn Recorder) -> Option<Done> {
    let slept = recorder.slept()?;
    let state = recorder.session().state();
    if state.phase != Phase::Live || !state.clock.running {
        return None;
    }
    let done = recorder.record(Action::Sleep(slept));
    let said = format!("the computer slept for {}; the clocks did not count that", told::minutes_of(slept));
    Some(done.map(|_| said).map_err(Stopped::from))
}

/// Before the program is left: the clocks of a conversation that goes on are stopped.
///
/// # Errors
/// Where that could not be recorded.
pub(crate) fn leave(recorder: &mut dyn Recorder) -> Result<(), NotRecorded> {
    let state = recorder.session().state();
    if state.phase == Phase::Live && state.clock.running {
        recorder.record(Action::Pause)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, FixedOffset};

    use super::*;
    use crate::core::event::{Beginning, Ending};
    use crate::core::ids::CandidateId;
    use crate::core::scale::{Millis, Percent};

    /// A session in memory, on a machine that sleeps as told.
    struct Memory {
        session: Session,
        slept: Option<Millis>,
    }

    fn at() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-11-21T10:00:00Z").expect("a time")
    }

    impl Recorder for Memory {
        fn session(&self) -> &Session {
            &self.session
        }

        fn now(&self) -> Millis {
            self.session.state().clock.now
        }

        fn slept(&mut self) -> Option<Millis> {
            self.slept.take()
        }

        fn record(&mut self, action: Action) -> Result<Event, NotRecorded> {
            let event = self.session.decide(action)?;
            let entry = self.session.entry(event.clone(), at(), self.now());
            self.session.apply(entry).expect("it follows");
            Ok(event)
        }
    }

    fn begun() -> Memory {
        let plan = include_str!("../../sessions/2026-11-10-c7hqk-r1-iris-holly-b2rm/plan.json");
        let plan = serde_json::from_str(plan).expect("a plan");
        let mut memory = Memory { session: Session::new(plan), slept: None };
        let beginning = Beginning {
            candidate: CandidateId::new("c1").expect("an id"),
            interviewer: InterviewerId::new("kim").expect("an id"),
            mock: false,
            extra_time: Percent::default(),
            filling: Vec::new(),
        };
        memory.record(Action::Begin(beginning)).expect("it begins");
        memory.record(Action::Go(Place::Slot(Slot(1)))).expect("the first question");
        memory
    }

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
        assert_eq!(said(undo(&mut memory)), "undone: the end of the conversation, stopped early");
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
        let mut banked = memory.session.state().current().expect("a question").banked.clone();
        banked.question.id = crate::core::ids::QuestionId::new("another").expect("an id");
        banked.question.prompt = "Why another?".into();
        let said = |done: Done| done.unwrap_or_else(|stopped| stopped.said(Face::Lines));
        let new = said(bring(&mut memory, &Wanted::InLibrary(Box::new(banked))));
        let slot = new.strip_prefix("brought in as ").expect("it says as what").to_owned();
        assert_eq!(said(undo(&mut memory)), "undone: bringing in \"Why another?\"; you are at Q1");
        assert_eq!(said(redo(&mut memory)), format!("redone: bringing in \"Why another?\"; you are at {slot}"));
    }

    #[test]
    fn sleep_is_noticed_once_and_only_while_the_clocks_run() {
        let mut memory = begun();
        assert_eq!(woke(&mut memory), None);
        memory.slept = Some(Millis(720_000));
        let said = "the computer slept for 12 minutes; the clocks did not count that";
        assert_eq!(woke(&mut memory), Some(Ok(said.into())));
        assert_eq!(woke(&mut memory), None);
        memory.record(Action::Pause).expect("a pause");
        memory.slept = Some(Millis(720_000));
        assert_eq!(woke(&mut memory), None);
        assert_eq!(memory.session.state().clock.slept, Millis(720_000));
    }
}
