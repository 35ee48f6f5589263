//! Backups by what they are beside the question whose place they take: called the same in the box, in the history and where a swap is undone.

use std::cmp::Ordering;

use crate::core::plan::{Backup, Direction, Slot};
use crate::core::session::Session;
use crate::page::question::spaced;

/// The backup of a question's section that leads a way.
pub(crate) fn of(session: &Session, slot: Slot, direction: Direction) -> Option<&Backup> {
    let section = session.plan().section(session.state().asking(slot)?.section)?;
    section.backups.iter().find(|backup| backup.direction == direction)
}

/// What it is called: easier or harder only where it is, whichever way it was planned to lead. Where both are easier, or both harder, its
/// difficulty tells it from the other one; where that is the same, its topics.
pub(crate) fn called(session: &Session, slot: Slot, direction: Direction) -> String {
    let own = how(session, slot, direction);
    let other = match direction {
        Direction::Easier => Direction::Harder,
        Direction::Harder => Direction::Easier,
    };
    let both = of(session, slot, direction).zip(of(session, slot, other));
    let alike = both.filter(|_| how(session, slot, other) == own);
    let apart = alike.map(|(one, other)| {
        let (one, other) = (&one.banked.question, &other.banked.question);
        let own: Vec<&str> =
            one.topics.iter().filter(|topic| !other.topics.contains(topic)).map(AsRef::as_ref).collect();
        match (one.difficulty != other.difficulty, own.as_slice()) {
            (true, _) => format!(" of difficulty {}", one.difficulty),
            (false, []) => String::new(),
            (false, own) => format!(" on {}", spaced(&own.join(", "))),
        }
    });
    format!("{own} backup{}", apart.unwrap_or_default())
}

fn how(session: &Session, slot: Slot, direction: Direction) -> &'static str {
    let here = session.state().asking(slot).map(|asking| asking.question().difficulty);
    let there = of(session, slot, direction).map(|backup| backup.banked.question.difficulty);
    let beside = here.zip(there).map(|(here, there)| there.cmp(&here));
    match (beside, direction) {
        (Some(Ordering::Less), _) | (None, Direction::Easier) => "easier",
        (Some(Ordering::Greater), _) | (None, Direction::Harder) => "harder",
        (Some(Ordering::Equal), Direction::Easier) => "equally easy",
        (Some(Ordering::Equal), Direction::Harder) => "equally hard",
    }
}
