//! Who the people of an import are: known, new, or asked about.

use std::collections::BTreeMap;

use crate::core::ids::{CandidateId, InterviewerId};
use crate::core::people::{Candidates, Name, People, folded, fullest};
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

/// A candidate and an interviewer, by their numbers in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) candidate: u32,
    pub(super) interviewer: u32,
}

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
    /// What those of them who are new are called.
    called: [Vec<Option<Name>>; 2],
    /// Spellings of which it was said whose they are, by number.
    settled: [Vec<(String, u32)>; 2],
}

/// What was answered about candidates and about interviewers.
pub(super) type Answered = (WhoIsWho, WhoIsWho);

impl Ids {
    pub(super) fn of(people: &People, reading: &Intake, (candidates, interviewers): &Answered) -> Self {
        let known = Candidates::of(people);
        let named = |crowd: &Crowd| crowd.met().iter().map(|met| (met.name.clone(), met.id.clone())).collect();
        let named: [Vec<_>; 2] = [&reading.candidates, &reading.interviewers].map(named);
        let settled = [settled(&reading.candidates, candidates), settled(&reading.interviewers, interviewers)];
        let candidates = persons(identify(&reading.candidates, |name| known.called(name), candidates));
        let interviewers = persons(identify(&reading.interviewers, |name| people.interviewer(name), interviewers));
        let called = [called(&named[0], &candidates), called(&named[1], &interviewers)];
        Self { candidates, interviewers, named, called, settled }
    }

    /// Who was taken for whom, in words.
    pub(super) fn taken_for(&self, people: &People) -> Vec<String> {
        let [candidates, interviewers] = &self.named;
        let mut said = Vec::new();
        let candidate = |own: &Identified<CandidateId>| match own {
            Identified::Known(id) => Some(people.candidate_name(id)),
            Identified::New(number) => self.called[0].get(*number)?.as_ref().map(|name| name.as_str().to_owned()),
        };
        said.extend(taken(candidates, &self.candidates, candidate));
        let interviewer = |own: &Identified<InterviewerId>| match own {
            Identified::Known(id) => Some(people.interviewer_name(id)),
            Identified::New(number) => self.called[1].get(*number)?.as_ref().map(|name| name.as_str().to_owned()),
        };
        said.extend(taken(interviewers, &self.interviewers, interviewer));
        said
    }

    pub(super) fn candidate(&self, pair: Pair) -> Option<&Identified<CandidateId>> {
        person(&self.candidates, pair.candidate)
    }

    pub(super) fn interviewer(&self, pair: Pair) -> Option<&Identified<InterviewerId>> {
        person(&self.interviewers, pair.interviewer)
    }
}

/// What those who are new are called, by number: whoever has an id as it says, and else by the fullest of the spellings that mean them.
fn called<Id>(named: &[(Name, Option<String>)], persons: &[Identified<Id>]) -> Vec<Option<Name>> {
    let mut spellings: BTreeMap<usize, Vec<&Name>> = BTreeMap::new();
    for ((name, _), is) in named.iter().zip(persons) {
        if let Identified::New(number) = is {
            spellings.entry(*number).or_default().push(name);
        }
    }
    let called = |(number, (own, id)): (usize, &(Name, Option<String>))| {
        let spellings = spellings.get(&number)?;
        if id.is_some() { Some(own.clone()) } else { fullest(spellings.iter().copied()).cloned() }
    };
    named.iter().enumerate().map(called).collect()
}

/// Spellings of which it was said whose they are, with those people's numbers.
fn settled(crowd: &Crowd, answers: &WhoIsWho) -> Vec<(String, u32)> {
    let answered = (0..).zip(crowd.met()).filter(|(_, met)| answers.has_answered(met));
    let answered = answered.map(|(number, met)| (met.name.as_str().to_owned(), number));
    crowd.said().map(|(spelling, number)| (spelling.to_owned(), number)).chain(answered).collect()
}

/// Spellings that are another name of somebody than the one that is kept, in words.
fn taken<Id>(
    named: &[(Name, Option<String>)],
    persons: &[Identified<Id>],
    called: impl Fn(&Identified<Id>) -> Option<String>,
) -> Vec<String> {
    let other = |((name, _), person): (&(Name, Option<String>), &Identified<Id>)| {
        let kept = called(person).filter(|kept| folded(kept) != folded(name.as_str()))?;
        Some(format!("`{}` was taken for {kept}", name.as_str()))
    };
    named.iter().zip(persons).filter_map(other).collect()
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

/// Asks about names that are near to others where somebody is there to answer; a dry run asks nothing, and says them. Where nobody is
/// there they hinder the import.
pub(super) fn asked(
    context: &Context,
    args: &ImportArgs,
    (account, reading, people): (&Account, &Intake, &People),
    hindrances: &mut Vec<Failure>,
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
            if context.surroundings.interactive {
                intake::say_near(context, &lines, hint);
                return Ok(answered);
            }
            let message = "some names are near to others; nothing was imported";
            hindrances.push(Failure::listed(message.into(), lines, hint));
            return Ok(answered);
        }
        let Some(met) = crowd.met().get(*number) else { return Ok(answered) };
        let question = format!("Who is {} ({})?", met.name.as_str(), account.at(met.place));
        // Enter alone must not make two people one.
        let mut picks = vec![Pick::new("Somebody else")];
        picks.extend(names.iter().map(Pick::new));
        let chosen = context.manner().choose("People", &question, picks)?;
        let answers = if is_candidate { &mut answered.0 } else { &mut answered.1 };
        answers.answer(&met.name, chosen.checked_sub(1).and_then(|chosen| names.get(chosen)).map(String::as_str));
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

/// Ids for all people that a file names; newcomers are taken up, the first time that it names them.
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

    /// Takes up a candidate and an interviewer; `is_exported` says whether their ids were hotseat's own.
    pub(super) fn take_up(&mut self, pair: Pair, is_exported: bool) -> Result {
        let chance = self.chance;
        if let Some(Identified::New(number)) = self.ids.candidate(pair)
            && !self.candidates.contains_key(number)
            && let Some((_, id)) = self.ids.named[0].get(*number)
            && let Some(name) = self.ids.called[0].get(*number).and_then(Option::as_ref)
        {
            // Two of one name are two where the file tells them apart. An id that hotseat drew is kept, where it is free.
            let id = if let Some(id) = id {
                let mut kept = Some(id.clone()).filter(|id| is_exported && CandidateId::new(id.as_str()).is_ok());
                self.people.newcomer(name, || kept.take().unwrap_or_else(|| candidate_name(chance)))?
            } else {
                self.people.candidate_called(name, || candidate_name(chance))?
            };
            self.candidates.insert(*number, id);
        }
        self.take_up_interviewer(pair.interviewer)
    }

    /// Takes up an interviewer.
    pub(super) fn take_up_interviewer(&mut self, number: u32) -> Result {
        let chance = self.chance;
        if let Some(Identified::New(number)) = person(&self.ids.interviewers, number)
            && !self.interviewers.contains_key(number)
            && let Some((_, id)) = self.ids.named[1].get(*number)
            && let Some(name) = self.ids.called[1].get(*number).and_then(Option::as_ref)
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

    /// Remembers what was settled of spellings, so that it is not asked again.
    pub(super) fn remember(&mut self) {
        for (spelling, number) in &self.ids.settled[0] {
            let id = match person(&self.ids.candidates, *number) {
                Some(Identified::Known(id)) => Some(id),
                Some(Identified::New(number)) => self.candidates.get(number),
                None => None,
            };
            if let Some(id) = id {
                self.people.spell_candidate(id, spelling);
            }
        }
        for (spelling, number) in &self.ids.settled[1] {
            if let Some(id) = self.interviewer(*number) {
                self.people.spell_interviewer(&id, spelling);
            }
        }
    }

    /// The ids of two people.
    pub(super) fn of(&self, pair: Pair) -> Option<(CandidateId, InterviewerId)> {
        let candidate = match self.ids.candidate(pair)? {
            Identified::Known(id) => id,
            Identified::New(number) => self.candidates.get(number)?,
        };
        Some((candidate.clone(), self.interviewer(pair.interviewer)?))
    }

    /// The id of an interviewer.
    pub(super) fn interviewer(&self, number: u32) -> Option<InterviewerId> {
        match person(&self.ids.interviewers, number)? {
            Identified::Known(id) => Some(id.clone()),
            Identified::New(number) => self.interviewers.get(number).cloned(),
        }
    }
}
