//! Backups by what they are beside the question whose place they take: called the same in the box, in the history and where a swap is undone.

use std::cmp::Ordering;

use crate::core::plan::{Backup, Direction, Slot};
use crate::core::session::Session;

/// The backup of a question's section that leads a way.
pub(crate) fn of(session: &Session, slot: Slot, direction: Direction) -> Option<&Backup> {
    let section = session.plan().section(session.state().asking(slot)?.section)?;
    section.backups.iter().find(|backup| backup.direction == direction)
}

/// What it is called: easier or harder only where it is, whichever way it was planned to lead.
pub(crate) fn called(session: &Session, slot: Slot, direction: Direction) -> String {
    let here = session.state().asking(slot).map(|asking| asking.question().difficulty);
    let there = of(session, slot, direction).map(|backup| backup.banked.question.difficulty);
    let beside = here.zip(there).map(|(here, there)| there.cmp(&here));
    let how = match (beside, direction) {
        (Some(Ordering::Less), _) | (None, Direction::Easier) => "easier",
        (Some(Ordering::Greater), _) | (None, Direction::Harder) => "harder",
        (Some(Ordering::Equal), Direction::Easier) => "equally easy",
        (Some(Ordering::Equal), Direction::Harder) => "equally hard",
    };
    format!("{how} backup")
}
