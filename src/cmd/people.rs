//! People who are new here: they get an id, and their names are kept in the one place for names.

use crate::core::ids::{CandidateId, InterviewerId, NotAName};
use crate::core::people::Name;
use crate::store;

use super::context::Context;
use super::failure::{Failure, Result};
use super::surroundings::Chance;

/// The candidate of that name, taken up where nobody is called so.
pub(super) fn candidate_id(context: &Context, given: &str) -> Result<CandidateId> {
    let (name, chance) = (Name::new(given)?, &context.surroundings.chance);
    store::with_people(&context.workspace, |people| Ok(people.candidate_called(&name, || candidate_name(chance))?))
}

/// The interviewer of that name, taken up where nobody is called so.
pub(super) fn interviewer_id(context: &Context, given: &str) -> Result<InterviewerId> {
    let (name, chance) = (Name::new(given)?, &context.surroundings.chance);
    store::with_people(&context.workspace, |people| Ok(people.interviewer_called(&name, || interviewer_name(chance))?))
}

/// A name in files for a candidate: random, so that it tells nothing about the person.
pub(super) fn candidate_name(chance: &Chance) -> String {
    format!("c{}", chance.name(5))
}

/// A name in files for an interviewer whose own has no letter that could stand there.
pub(super) fn interviewer_name(chance: &Chance) -> String {
    format!("i{}", chance.name(5))
}

impl From<NotAName> for Failure {
    fn from(error: NotAName) -> Self {
        Self::refused(error.to_string(), "give another name")
    }
}
