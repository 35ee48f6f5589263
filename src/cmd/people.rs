//! New people get an id, and their names are kept in the one place for names.

use crate::core::ids::{CandidateId, InterviewerId};
use crate::core::people::Name;
use crate::store;

use super::context::Context;
use super::failure::{Failure, Result};

/// Takes somebody new up as a candidate.
pub(super) fn candidate_id(context: &mut Context, given: &str) -> Result<CandidateId> {
    let name = Name::new(given)?;
    let people = store::read_people(&context.workspace)?;
    let id = new_candidate(context, |id| people.candidates.contains_key(id))?;
    store::with_people(&context.workspace, |people| people.candidates.insert(id.clone(), name.as_str().to_owned()))?;
    Ok(id)
}

/// Takes somebody new up as an interviewer.
pub(super) fn interviewer_id(context: &mut Context, given: &str) -> Result<InterviewerId> {
    let name = Name::new(given)?;
    let people = store::read_people(&context.workspace)?;
    let id = new_interviewer(context, &name, |id| people.interviewers.contains_key(id))?;
    store::with_people(&context.workspace, |people| people.interviewers.insert(id.clone(), name.as_str().to_owned()))?;
    Ok(id)
}

/// A random name for a candidate that is not taken.
pub(super) fn new_candidate(context: &mut Context, taken: impl Fn(&CandidateId) -> bool) -> Result<CandidateId> {
    loop {
        let name = format!("c{}", context.surroundings.chance.name(5));
        let id = CandidateId::new(name).map_err(|error| Failure::refused(error.to_string(), "please report this"))?;
        if !taken(&id) {
            return Ok(id);
        }
    }
}

/// A name for an interviewer that is not taken: the person's own as far as it goes.
pub(super) fn new_interviewer(
    context: &mut Context,
    name: &Name,
    taken: impl Fn(&InterviewerId) -> bool,
) -> Result<InterviewerId> {
    let otherwise = || format!("i{}", context.surroundings.chance.name(5));
    let id = name.interviewer_id(otherwise, taken);
    id.map_err(|error| Failure::refused(error.to_string(), "give another name"))
}
