//! Why an entry of a journal can't follow those before it.

use super::super::ids::SectionId;
use super::super::plan::Slot;

/// Why an entry cannot follow those before it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// The numbers have a gap or a repetition.
    #[error("entry {found} stands where entry {expected} belongs")]
    Sequence {
        /// The number that belongs here.
        expected: u64,
        /// The number that stands here.
        found: u64,
    },
    /// Session time ran backward.
    #[error("entry {0}: its session time lies before that of the entry above it")]
    Time(u64),
    /// It names a question that the session does not have.
    #[error("entry {0}: there is no {1} in this session")]
    Slot(u64, Slot),
    /// It names a section that the plan does not have.
    #[error("entry {0}: there is no section `{1}` in this plan")]
    Section(u64, SectionId),
    /// It takes back what cannot be taken back.
    #[error("entry {0}: it takes back entry {1}, which cannot be taken back")]
    Undo(u64, u64),
    /// It makes again what was not taken back last.
    #[error("entry {0}: it makes entry {1} again, which was not the last to be taken back")]
    Redo(u64, u64),
    /// It comes at a time when it cannot come.
    #[error("entry {0}: it cannot happen while the session is {1}")]
    Phase(u64, &'static str),
    /// It brings in a question, and no number is left for it.
    #[error("entry {0}: there is no number left for another question")]
    NoSlotLeft(u64),
    /// It names something else that is not there.
    #[error("entry {0}: it names a {1} that is not there")]
    Missing(u64, &'static str),
}
