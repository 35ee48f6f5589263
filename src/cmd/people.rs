//! Who a name means: known people are found, near names are asked about, new people get an id.

use crate::core::ids::{CandidateId, InterviewerId};
use crate::core::people::{Match, Name, People};
use crate::store::{self, Stored};

use super::args::RunArgs;
use super::context::Context;
use super::failure::{Failure, Result};
use super::prompt::Manner;

/// Who sits on which side.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub(super) candidate: CandidateId,
    pub(super) interviewer: InterviewerId,
}

/// The session that began last, for what is remembered from it.
pub(super) fn last_session(context: &Context) -> Result<Option<Stored>> {
    let sessions = store::all(&context.workspace)?;
    Ok(sessions.into_iter().max_by_key(|found| found.session.state().entries.first().map(|entry| entry.at)))
}

/// Who interviewed last, as the name to offer.
fn last_interviewer(context: &Context, people: &People) -> Result<Option<String>> {
    let last = last_session(context)?;
    Ok(last.and_then(|found| found.session.state().interviewer().map(|id| people.interviewer_name(id))))
}

/// The candidate that a name means; somebody new is added, and where a name is near to a known one, who is meant is asked.
pub(super) fn candidate_id(
    context: &mut Context,
    manner: Manner,
    people: &People,
    given: &str,
    new: bool,
) -> Result<CandidateId> {
    let near = match people.candidate(given) {
        Match::Known(id) => return Ok(id),
        Match::Near(near) if !new => near,
        Match::Near(_) | Match::New => Vec::new(),
    };
    let name = Name::new(given)?;
    if !near.is_empty() {
        if !context.surroundings.interactive {
            let names: Vec<String> = near.iter().map(|(id, name)| format!("{name} ({id})")).collect();
            let message = format!("`{}` is not known, but {} is", name.as_str(), names.join(" and "));
            return Err(Failure::usage(message, "give the id, or add --new-candidate where it is somebody else"));
        }
        let mut titles: Vec<String> = near.iter().map(|(id, name)| format!("{name} ({id})")).collect();
        titles.push(format!("{}, who is somebody else", name.as_str()));
        let chosen = manner.choose("Who is meant?", &titles, 0)?;
        if let Some((id, _)) = near.get(chosen) {
            return Ok(id.clone());
        }
    }
    let id = new_candidate(context, |id| people.candidates.contains_key(id))?;
    store::with_people(&context.workspace, |people| people.candidates.insert(id.clone(), name.as_str().to_owned()))?;
    Ok(id)
}

/// A random name for a candidate that is not taken.
pub(super) fn new_candidate(context: &mut Context, taken: impl Fn(&CandidateId) -> bool) -> Result<CandidateId> {
    loop {
        let name = format!("c{}", context.surroundings.draw_name(5));
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
    let id = name.interviewer_id(|| format!("i{}", context.surroundings.draw_name(5)), taken);
    id.map_err(|error| Failure::refused(error.to_string(), "give another name"))
}

/// The interviewer that a name means; somebody new is added.
pub(super) fn interviewer_id(context: &mut Context, people: &People, given: &str) -> Result<InterviewerId> {
    if let Match::Known(id) = people.interviewer(given) {
        return Ok(id);
    }
    let name = Name::new(given)?;
    let id = new_interviewer(context, &name, |id| people.interviewers.contains_key(id))?;
    store::with_people(&context.workspace, |people| people.interviewers.insert(id.clone(), name.as_str().to_owned()))?;
    Ok(id)
}

/// The two whom the arguments name, or who are asked for; somebody new is added.
pub(super) fn pair(context: &mut Context, manner: Manner, args: &RunArgs) -> Result<Pair> {
    let known = store::read_people(&context.workspace)?;
    let check = |text: &str| Name::new(text).err().map(|error| error.to_string());
    let candidate = match &args.wanted.candidate {
        Some(name) => name.clone(),
        None => manner.text("The candidate's name", None, check)?,
    };
    let interviewer = match &args.interviewer {
        Some(name) => name.clone(),
        None => manner.text("Your name", last_interviewer(context, &known)?, check)?,
    };
    let candidate = candidate_id(context, manner, &known, &candidate, args.new_candidate)?;
    let interviewer = interviewer_id(context, &known, &interviewer)?;
    Ok(Pair { candidate, interviewer })
}
