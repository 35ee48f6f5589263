//! What happened in an interview, told in a few words: titles instead of ids.

use crate::core::bank::fill;
use crate::core::event::{Course, Ending, Event, Finding, Recording, Talk};
use crate::core::ids::{CriterionId, DimensionId, SectionId};
use crate::core::scale::{Millis, Minutes};
use crate::core::session::{Place, Session};
use crate::page::layout::cut;

/// How much of a text is told.
const WIDTH: usize = 40;

/// What happened.
pub(crate) fn event(session: &Session, event: &Event) -> String {
    match event {
        Event::Course(course) => self::course(course),
        Event::Talk(talk) => self::talk(session, talk),
        Event::Recording(recording) => self::recording(session, recording),
        Event::Undone { entry } => format!("taking back {}", entry_of(session, *entry)),
        Event::Redone { entry } => format!("making again {}", entry_of(session, *entry)),
        Event::Amended { .. } => "an amendment".into(),
    }
}

/// What happened with an entry.
pub(crate) fn entry_of(session: &Session, seq: u64) -> String {
    session.state().entry(seq).map(|entry| self::event(session, &entry.event)).unwrap_or_default()
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
        Course::HandedOver { .. } => "handing over",
    };
    said.to_owned()
}

fn talk(session: &Session, talk: &Talk) -> String {
    match talk {
        Talk::Entered(id) => format!("going to {}", section(session, id)),
        Talk::Asked(slot) => format!("asking {slot}"),
        Talk::Swapped { slot, backup } => format!("swapping {slot} for the {backup} backup"),
        Talk::BroughtIn { question, .. } => {
            let prompt = fill(&question.question.prompt, session.state().filling());
            format!("bringing in \"{}\"", cut(&prompt, WIDTH))
        }
    }
}

fn recording(session: &Session, recording: &Recording) -> String {
    match recording {
        Recording::Hinted { slot, hint } => format!("hint {} at {slot}", hint + 1),
        Recording::FollowedUp { slot, follow_up } => format!("follow-up {} at {slot}", follow_up + 1),
        Recording::Skipped { slot, .. } => format!("skipping {slot}"),
        Recording::Extended { section, minutes } => {
            format!("{} for {}", more_minutes(*minutes), self::section(session, section))
        }
        Recording::Found(finding) => self::finding(session, finding),
    }
}

/// A finding.
pub(crate) fn finding(session: &Session, finding: &Finding) -> String {
    match finding {
        Finding::Observed { slot, signal, seen } => {
            let asking = session.state().asking(*slot);
            let text = asking.and_then(|asking| asking.signal_text(*signal)).unwrap_or_default();
            let what = if *seen { "ticked" } else { "unticked" };
            format!("{what} \"{}\" at {slot}", cut(text, WIDTH))
        }
        Finding::Rated { slot, dimension, rating: Some(rating) } => {
            format!("{} {rating} at {slot}", self::dimension(session, dimension))
        }
        Finding::Rated { slot, dimension, rating: None } => {
            format!("{} not assessed at {slot}", self::dimension(session, dimension))
        }
        Finding::Noted { text, .. } => format!("the note \"{}\"", cut(text, WIDTH)),
        Finding::Flagged { flag, .. } => format!("the red flag \"{}\"", flag.title(&session.plan().rubric)),
        Finding::Ticked { criterion, shown } => {
            let what = if *shown { "shown" } else { "not shown" };
            format!("the criterion {} as {what}", self::criterion(session, criterion))
        }
        Finding::Concluded { dimension, .. } => format!("the conclusion on {}", self::dimension(session, dimension)),
        Finding::Recommended(_) => "the recommendation".into(),
    }
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
