//! Who the people of an import are: known, new, or asked about.

use std::collections::BTreeMap;

use crate::core::ids::{CandidateId, InterviewerId};
use crate::core::people::{Candidates, Name, People};
use crate::core::ratings::Account;
use crate::core::ratings::take::Intake;
use crate::core::ratings::who::{Crowd, Is, WhoIsWho, identify};

use super::super::args::ImportArgs;
use super::super::ask::Pick;
use super::super::context::Context;
use super::super::failure::{Failure, Result};
use super::super::intake;
use super::super::people::{candidate_name, interviewer_name};
use super::super::surroundings::Chance;
use super::rows::RowOfRatings;

/// Somebody who is known, or a number of somebody new.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Identified<Id> {
    Known(Id),
    New(usize),
}

/// Who everybody in a file is, by number.
pub(super) struct Ids {
    candidates: Vec<Identified<CandidateId>>,
    interviewers: Vec<Identified<InterviewerId>>,
    /// Their names, and the file's own ids for them.
    named: [Vec<(Name, Option<String>)>; 2],
}

/// What was answered about candidates and about interviewers.
pub(super) type Answered = (WhoIsWho, WhoIsWho);

impl Ids {
    pub(super) fn of(people: &People, reading: &Intake, (candidates, interviewers): &Answered) -> Self {
        let known = Candidates::of(people);
        let named = |crowd: &Crowd| crowd.met().iter().map(|met| (met.name.clone(), met.id.clone())).collect();
        Self {
            named: [&reading.candidates, &reading.interviewers].map(named),
            candidates: persons(identify(&reading.candidates, |name| known.called(name), candidates)),
            interviewers: persons(identify(&reading.interviewers, |name| people.interviewer(name), interviewers)),
        }
    }

    pub(super) fn candidate(&self, row: &RowOfRatings) -> Option<&Identified<CandidateId>> {
        person(&self.candidates, row.candidate)
    }

    pub(super) fn interviewer(&self, row: &RowOfRatings) -> Option<&Identified<InterviewerId>> {
        person(&self.interviewers, row.interviewer)
    }
}

fn person<Id>(all: &[Identified<Id>], number: u32) -> Option<&Identified<Id>> {
    all.get(usize::try_from(number).ok()?)
}

fn persons<Id: Clone>(found: Vec<Is<Id>>) -> Vec<Identified<Id>> {
    let mut persons: Vec<Identified<Id>> = Vec::with_capacity(found.len());
    for (number, is) in found.into_iter().enumerate() {
        persons.push(match is {
            Is::Known(id) => Identified::Known(id),
            Is::Same(earlier) => persons.get(earlier).cloned().unwrap_or(Identified::New(earlier)),
            Is::New | Is::Perhaps(_) => Identified::New(number),
        });
    }
    persons
}

/// Asks about names that are near to others where somebody is there to answer, and refuses them elsewhere.
pub(super) fn asked(
    context: &Context,
    args: &ImportArgs,
    (account, reading, people): (&Account, &Intake, &People),
) -> Result<Answered> {
    let mut answered = Answered::default();
    answered.0.apart = args.table.apart;
    answered.1.apart = args.table.apart;
    let known = Candidates::of(people);
    let near = |answered: &Answered| {
        let candidates = identify(&reading.candidates, |name| known.called(name), &answered.0);
        let interviewers = identify(&reading.interviewers, |name| people.interviewer(name), &answered.1);
        (perhaps(&reading.candidates, candidates), perhaps(&reading.interviewers, interviewers))
    };
    loop {
        let (candidates, interviewers) = near(&answered);
        let (crowd, (number, names), is_candidate) = match (candidates.first(), interviewers.first()) {
            (Some(first), _) => (&reading.candidates, first, true),
            (None, Some(first)) => (&reading.interviewers, first, false),
            (None, None) => return Ok(answered),
        };
        if !context.surroundings.interactive || args.table.dry_run {
            let all = candidates.iter().map(|one| (&reading.candidates, one));
            let all = all.chain(interviewers.iter().map(|one| (&reading.interviewers, one)));
            let lines = all.filter_map(|(crowd, (number, names))| {
                let met = crowd.met().get(*number)?;
                let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
                Some(format!("{}: `{}` is near to {}", account.at(met.place), met.name.as_str(), names.join(" and ")))
            });
            let lines: Vec<String> = lines.collect();
            let hint = "--same \"NAME=NAME\" says who is meant, --apart that they are other people; or write the known name or a fuller one";
            if args.table.dry_run {
                intake::say_near(context, &lines, hint);
                return Ok(answered);
            }
            return Err(Failure::listed("some names are near to others; nothing was imported".into(), lines, hint));
        }
        let Some(met) = crowd.met().get(*number) else { return Ok(answered) };
        let question = format!("Who is {} ({})?", met.name.as_str(), account.at(met.place));
        let mut picks: Vec<Pick> = names.iter().map(Pick::new).collect();
        picks.push(Pick::new("Somebody else"));
        let chosen = context.manner().choose("People", &question, picks)?;
        let answers = if is_candidate { &mut answered.0 } else { &mut answered.1 };
        answers.answer(&met.name, names.get(chosen).map(String::as_str));
    }
}

/// Those who may be somebody else, by number, with the names of whom they may be.
fn perhaps<Id>(crowd: &Crowd, found: Vec<Is<Id>>) -> Vec<(usize, Vec<String>)> {
    let near = found.into_iter().enumerate().take(crowd.met().len()).filter_map(|(number, is)| match is {
        Is::Perhaps(names) => Some((number, names)),
        Is::Known(_) | Is::Same(_) | Is::New => None,
    });
    near.collect()
}

/// Ids for all people that rows name; newcomers are taken up, the first time that a row names them.
pub(super) struct TakingUp<'a> {
    people: &'a mut People,
    ids: &'a Ids,
    chance: &'a Chance,
    candidates: BTreeMap<usize, CandidateId>,
    interviewers: BTreeMap<usize, InterviewerId>,
}

impl<'a> TakingUp<'a> {
    pub(super) fn new(people: &'a mut People, ids: &'a Ids, chance: &'a Chance) -> Self {
        Self { people, ids, chance, candidates: BTreeMap::new(), interviewers: BTreeMap::new() }
    }

    /// Takes up whom a row names.
    pub(super) fn take_up(&mut self, row: &RowOfRatings) -> Result {
        let chance = self.chance;
        if let Some(Identified::New(number)) = self.ids.candidate(row)
            && !self.candidates.contains_key(number)
            && let Some((name, id)) = self.ids.named[0].get(*number)
        {
            // Two of one name are two where the file tells them apart. An id that hotseat drew is kept, where it is free.
            let id = if let Some(id) = id {
                let mut kept =
                    Some(id.clone()).filter(|id| row.session.is_some() && CandidateId::new(id.as_str()).is_ok());
                self.people.newcomer(name, || kept.take().unwrap_or_else(|| candidate_name(chance)))?
            } else {
                self.people.candidate_called(name, || candidate_name(chance))?
            };
            self.candidates.insert(*number, id);
        }
        if let Some(Identified::New(number)) = self.ids.interviewer(row)
            && !self.interviewers.contains_key(number)
            && let Some((name, id)) = self.ids.named[1].get(*number)
        {
            let id = if id.is_some() {
                self.people.new_interviewer(name, || interviewer_name(chance))?
            } else {
                self.people.interviewer_called(name, || interviewer_name(chance))?
            };
            self.interviewers.insert(*number, id);
        }
        Ok(())
    }

    /// The ids of a row's people.
    pub(super) fn of(&self, row: &RowOfRatings) -> Option<(CandidateId, InterviewerId)> {
        let candidate = match self.ids.candidate(row)? {
            Identified::Known(id) => id,
            Identified::New(number) => self.candidates.get(number)?,
        };
        let interviewer = match self.ids.interviewer(row)? {
            Identified::Known(id) => id,
            Identified::New(number) => self.interviewers.get(number)?,
        };
        Some((candidate.clone(), interviewer.clone()))
    }
}
