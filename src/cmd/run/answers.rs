//! What a new interview needs to be known: given with flags, or answered one after another.

use crate::core::assembly::Wishes;
use crate::core::ids::{CandidateId, FormatId, InterviewerId, TechnologyId, TrackId};
use crate::core::people::{Match, Name, People};
use crate::core::plan::Kit;
use crate::core::scale::Level;

/// Somebody who was named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person<Id> {
    /// The name, as it was typed or as it is known.
    pub(super) name: String,
    /// Who it is, where that is somebody known.
    pub(super) known: Option<Id>,
    /// Whose names are so near that one has to ask, where nobody has asked yet.
    pub(super) near: Vec<(Id, String)>,
}

impl<Id: PartialEq> Person<Id> {
    /// What to call them.
    pub(super) fn called(&self) -> &str {
        let near = self.near.iter().find(|(id, _)| self.known.as_ref() == Some(id));
        near.map_or(self.name.as_str(), |(_, name)| name)
    }

    /// Who a name is, by what is known of it.
    fn of(typed: &Name, found: Match<Id>, named: impl Fn(&Id) -> String) -> Self {
        match found {
            Match::Known(id) => Self { name: named(&id), known: Some(id), near: Vec::new() },
            Match::Near(near) => Self { name: typed.as_str().into(), known: None, near },
            Match::New => Self { name: typed.as_str().into(), known: None, near: Vec::new() },
        }
    }
}

/// The candidate of that name.
pub(super) fn candidate(people: &People, name: &Name) -> Person<CandidateId> {
    Person::of(name, people.candidate(name.as_str()), |id| people.candidate_name(id))
}

/// The interviewer of that name.
pub(super) fn interviewer(people: &People, name: &Name) -> Person<InterviewerId> {
    Person::of(name, people.interviewer(name.as_str()), |id| people.interviewer_name(id))
}

/// The answers so far; those that flags gave are not asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Answers {
    pub(super) format: Option<FormatId>,
    pub(super) level: Option<Level>,
    pub(super) track: Option<TrackId>,
    /// The round of the kit, counted from 1.
    pub(super) round: Option<usize>,
    pub(super) candidate: Option<Person<CandidateId>>,
    pub(super) interviewer: Option<Person<InterviewerId>>,
    /// That another session of the same candidate, round and interviewer is wanted.
    pub(super) again: bool,
}

/// What flags say and nobody is asked about.
#[derive(Debug, Clone, Default)]
pub(super) struct Frozen {
    pub(super) kit: Option<Kit>,
    pub(super) technologies: Vec<TechnologyId>,
    pub(super) wishes: Wishes,
    pub(super) seed: Option<u64>,
    pub(super) mock: bool,
    /// That a candidate whose name is near to a known one is somebody else.
    pub(super) new_candidate: bool,
}
