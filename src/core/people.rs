//! People: the one place where names stand beside the ids by which everything else knows them.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ids::{CandidateId, InterviewerId, NotAName, slug_of};
use super::names::plain;
use super::nearness::{comparable, is_near};
use super::version::Version1;

mod name;

pub(crate) use name::{Name, NotAPerson, folded, fullest, is_cased, steering, steers};

/// `sessions/people.json`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct People {
    /// The version of the file's format.
    pub version: Version1,
    /// Candidates' names by id.
    #[serde(default)]
    pub candidates: BTreeMap<CandidateId, String>,
    /// Interviewers' names by id.
    #[serde(default)]
    pub interviewers: BTreeMap<InterviewerId, String>,
    /// Other spellings of their names, of which a person said once whose they are.
    #[serde(default, skip_serializing_if = "Spellings::is_empty")]
    #[schemars(default)]
    pub spellings: Spellings,
}

/// Other spellings of people's names, by id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct Spellings {
    /// Those of candidates.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(default)]
    pub candidates: BTreeMap<CandidateId, BTreeSet<String>>,
    /// Those of interviewers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(default)]
    pub interviewers: BTreeMap<InterviewerId, BTreeSet<String>>,
}

impl Spellings {
    fn is_empty(&self) -> bool {
        self.candidates.is_empty() && self.interviewers.is_empty()
    }
}

/// Who a given name is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Match<Id> {
    /// Someone known, by name or id.
    Known(Id),
    /// Nobody known, but the names are near: ask.
    Near(Vec<(Id, String)>),
    /// Nobody known.
    New,
}

/// Which of those who are known a person means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Meant {
    /// This one.
    One(CandidateId),
    /// Several could be meant: ask which.
    Several(Vec<(CandidateId, String)>),
    /// None of them, but it may be mistyped: ask.
    Near(Vec<(CandidateId, String)>),
    /// None of them.
    Nobody,
}

impl People {
    /// Who a candidate's name or id is.
    pub(crate) fn candidate(&self, given: &str) -> Match<CandidateId> {
        matching((&self.candidates, &self.spellings.candidates), given, CandidateId::as_str)
    }

    /// Which of those who are known a name or id means, with or without accents: a first or last name alone, too, or the beginning of
    /// one, where only one has it; several, where several have it; where it is mistyped, they are near.
    pub(crate) fn candidate_meant(&self, given: &str) -> Meant {
        let wanted = looked_up(given);
        let found = self.candidate(given);
        if let Match::Known(id) = found {
            return Meant::One(id);
        }
        let of = |fits: &dyn Fn(&str) -> bool| -> Vec<(CandidateId, String)> {
            let fitting = self.candidates.iter().filter(|(_, name)| fits(&looked_up(name)));
            fitting.map(|(id, name)| (id.clone(), name.clone())).collect()
        };
        let only = |fitting: Vec<(CandidateId, String)>| match fitting.as_slice() {
            [] => None,
            [(only, _)] => Some(Meant::One(only.clone())),
            [_, _, ..] => Some(Meant::Several(fitting)),
        };
        let is_it = |name: &str| name == wanted;
        let has_it =
            |name: &str| name.split(' ').next() == Some(&*wanted) || name.split(' ').next_back() == Some(&*wanted);
        if let Some(meant) = only(of(&is_it)).or_else(|| only(of(&has_it))) {
            return meant;
        }
        if let Match::Near(near) = found {
            return Meant::Near(near);
        }
        let letters = wanted.chars().count();
        let begins = |name: &str| {
            letters >= 2 && (name.starts_with(&wanted) || name.split(' ').any(|word| word.starts_with(&wanted)))
        };
        let mistyped =
            |name: &str| letters >= 3 && name.split(' ').any(|word| strsim::osa_distance(word, &wanted) <= 1);
        only(of(&begins)).unwrap_or_else(|| match of(&mistyped) {
            near if near.is_empty() => Meant::Nobody,
            near => Meant::Near(near),
        })
    }

    /// The others whose name has a word for its own: those who could be meant beside the one who is called so.
    pub(crate) fn others_who_have(&self, given: &str, called: &CandidateId) -> Vec<(CandidateId, String)> {
        let wanted = looked_up(given);
        let has_it = |name: &str| format!(" {} ", looked_up(name)).contains(&format!(" {wanted} "));
        let others = self.candidates.iter().filter(|(id, name)| *id != called && has_it(name));
        others.map(|(id, name)| (id.clone(), name.clone())).collect()
    }

    /// Knows somebody by id at least, who is known from a session: the id stands for the name.
    pub(crate) fn know_candidate(&mut self, candidate: &CandidateId) {
        // Nearly everybody is known, and a name need not be cloned to find that out.
        if !self.candidates.contains_key(candidate) {
            self.candidates.insert(candidate.clone(), candidate.to_string());
        }
    }

    /// The same of an interviewer.
    pub(crate) fn know_interviewer(&mut self, interviewer: &InterviewerId) {
        if !self.interviewers.contains_key(interviewer) {
            self.interviewers.insert(interviewer.clone(), interviewer.to_string());
        }
    }

    /// The candidate of that name; somebody new gets a random id, for which `draw` gives names until one is free.
    ///
    /// # Errors
    /// Where what is drawn is no name in files.
    pub(crate) fn candidate_called(
        &mut self,
        name: &Name,
        draw: impl FnMut() -> String,
    ) -> Result<CandidateId, NotAName> {
        if let Match::Known(id) = self.candidate(name.as_str()) {
            return Ok(id);
        }
        self.newcomer(name, draw)
    }

    /// A candidate of that name, whom nobody knows yet, with a random id.
    ///
    /// # Errors
    /// Where what is drawn is no name in files.
    pub(crate) fn newcomer(&mut self, name: &Name, mut draw: impl FnMut() -> String) -> Result<CandidateId, NotAName> {
        let mut id = CandidateId::new(draw())?;
        while self.candidates.contains_key(&id) {
            id = CandidateId::new(draw())?;
        }
        self.candidates.insert(id.clone(), name.as_str().to_owned());
        Ok(id)
    }

    /// The interviewer of that name; somebody new gets an id of the own name as far as it goes, or what is drawn where nothing of it does.
    ///
    /// # Errors
    /// Where what is drawn is no name in files.
    pub(crate) fn interviewer_called(
        &mut self,
        name: &Name,
        draw: impl FnOnce() -> String,
    ) -> Result<InterviewerId, NotAName> {
        if let Match::Known(id) = self.interviewer(name.as_str()) {
            return Ok(id);
        }
        self.new_interviewer(name, draw)
    }

    /// An interviewer of that name, whom nobody knows yet, whoever else is called so.
    ///
    /// # Errors
    /// Where what is drawn is no name in files.
    pub(crate) fn new_interviewer(
        &mut self,
        name: &Name,
        draw: impl FnOnce() -> String,
    ) -> Result<InterviewerId, NotAName> {
        let mut slug = slug_of(name.as_str()).unwrap_or_else(draw);
        slug.truncate(20);
        let slug = slug.trim_end_matches('-');
        let mut id = InterviewerId::new(slug)?;
        let mut number = 2;
        while self.interviewers.contains_key(&id) {
            id = InterviewerId::new(format!("{slug}-{number}"))?;
            number += 1;
        }
        self.interviewers.insert(id.clone(), name.as_str().to_owned());
        Ok(id)
    }

    /// Who an interviewer's name or id is.
    pub(crate) fn interviewer(&self, given: &str) -> Match<InterviewerId> {
        matching((&self.interviewers, &self.spellings.interviewers), given, InterviewerId::as_str)
    }

    /// Remembers that a candidate's name is spelled so, too.
    pub(crate) fn spell_candidate(&mut self, id: &CandidateId, spelling: &str) {
        if folded(self.candidate_called_by(id)) != folded(spelling) {
            self.spellings.candidates.entry(id.clone()).or_default().insert(spelling.to_owned());
        }
    }

    /// The same for an interviewer.
    pub(crate) fn spell_interviewer(&mut self, id: &InterviewerId, spelling: &str) {
        if folded(self.interviewer_called_by(id)) != folded(spelling) {
            self.spellings.interviewers.entry(id.clone()).or_default().insert(spelling.to_owned());
        }
    }

    /// All candidates' names, in the order of the alphabet, whatever the case and the accents.
    pub(crate) fn candidate_names(&self) -> Vec<String> {
        alphabetical(self.candidates.values())
    }

    /// All interviewers' names, in the same order.
    pub(crate) fn interviewer_names(&self) -> Vec<String> {
        alphabetical(self.interviewers.values())
    }

    /// A candidate's name; the id where it is not known.
    pub(crate) fn candidate_name(&self, id: &CandidateId) -> String {
        self.candidate_called_by(id).to_owned()
    }

    /// The same, borrowed.
    pub(crate) fn candidate_called_by<'a>(&'a self, id: &'a CandidateId) -> &'a str {
        self.candidates.get(id).map_or(id.as_str(), String::as_str)
    }

    /// An interviewer's name; the id where it is not known.
    pub(crate) fn interviewer_name(&self, id: &InterviewerId) -> String {
        self.interviewer_called_by(id).to_owned()
    }

    /// The same, borrowed.
    pub(crate) fn interviewer_called_by<'a>(&'a self, id: &'a InterviewerId) -> &'a str {
        self.interviewers.get(id).map_or(id.as_str(), String::as_str)
    }
}

fn alphabetical<'a>(names: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut names: Vec<(String, &String)> = names.map(|name| (folded(name), name)).collect();
    names.sort();
    names.into_iter().map(|(_, name)| name.clone()).collect()
}

fn matching<Id: Clone>(
    (people, spellings): (&BTreeMap<Id, String>, &BTreeMap<Id, BTreeSet<String>>),
    given: &str,
    id_text: fn(&Id) -> &str,
) -> Match<Id> {
    let wanted = folded(given);
    if let Some((id, _)) = people.iter().find(|(id, name)| folded(name) == wanted || id_text(id) == wanted) {
        return Match::Known(id.clone());
    }
    let spelled = |own: &BTreeSet<String>| own.iter().any(|own| folded(own) == wanted);
    if let Some((id, _)) = spellings.iter().find(|(_, own)| spelled(own)) {
        return Match::Known(id.clone());
    }
    let wanted = comparable(given);
    let near: Vec<(Id, String)> = people
        .iter()
        .filter(|(_, name)| is_near(&comparable(name), &wanted))
        .map(|(id, name)| (id.clone(), name.clone()))
        .collect();
    if near.is_empty() { Match::New } else { Match::Near(near) }
}

/// Candidates by all that means them, folded once: for many names at a time.
pub(crate) struct Candidates {
    ids: BTreeMap<String, CandidateId>,
    names: Vec<(String, CandidateId, String)>,
}

impl Candidates {
    pub(crate) fn of(people: &People) -> Self {
        let names: Vec<_> =
            people.candidates.iter().map(|(id, name)| (comparable(name), id.clone(), name.clone())).collect();
        let mut candidates = Self { ids: BTreeMap::new(), names };
        // Of several with one name the first is meant, as where one is looked up by itself.
        for (_, id, name) in &candidates.names {
            for key in [folded(name), id.to_string()] {
                candidates.ids.entry(key).or_insert_with(|| id.clone());
            }
        }
        for (id, spelling) in
            people.spellings.candidates.iter().flat_map(|(id, own)| own.iter().map(move |own| (id, own)))
        {
            candidates.ids.entry(folded(spelling)).or_insert_with(|| id.clone());
        }
        candidates
    }

    /// Who a name or id is.
    pub(crate) fn called(&self, given: &str) -> Match<CandidateId> {
        let wanted = folded(given);
        if let Some(id) = self.ids.get(&wanted) {
            return Match::Known(id.clone());
        }
        let wanted = comparable(given);
        let near = self.names.iter().filter(|(name, ..)| is_near(name, &wanted));
        let near: Vec<_> = near.map(|(_, id, name)| (id.clone(), name.clone())).collect();
        if near.is_empty() { Match::New } else { Match::Near(near) }
    }
}

/// For looking up: without accents, too.
fn looked_up(text: &str) -> String {
    plain(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_one_letter_away_is_near() {
        let mut people = People::default();
        let id = CandidateId::new("c1").expect("an id");
        people.candidates.insert(id.clone(), "Robin Hale".into());
        assert_eq!(people.candidate("robin hale"), Match::Known(id.clone()));
        assert_eq!(people.candidate("Robin Hall"), Match::Near(vec![(id.clone(), "Robin Hale".into())]));
        assert_eq!(people.candidate("c1"), Match::Known(id));
        assert_eq!(people.candidate("Kim Park"), Match::New);
    }

    #[test]
    fn many_names_are_looked_up_as_each_is_by_itself() {
        let mut people = People::default();
        for (id, name) in [("c1", "Robin Hale"), ("c2", "robin hale"), ("c3", "Zoë"), ("c4", "c1"), ("c5", "Ray Hale")]
        {
            people.candidates.insert(CandidateId::new(id).expect("an id"), name.into());
        }
        people.spell_candidate(&CandidateId::new("c5").expect("an id"), "R. Hale");
        people.spell_candidate(&CandidateId::new("c5").expect("an id"), "Kim Park");
        let all = Candidates::of(&people);
        for given in ["r. hale", "ROBIN HALE", "Robin Hal", "c1", "c3", "zoë", "Zoe", "Hale", "Kim Park", "c9", "Ray"]
        {
            assert_eq!(all.called(given), people.candidate(given), "{given}");
        }
    }

    #[test]
    fn a_name_is_looked_up_with_or_without_accents_but_is_another_name() {
        let mut people = People::default();
        let id = |id| CandidateId::new(id).expect("an id");
        people.candidates.insert(id("c1"), "Zoë Łuczak".into());
        for given in ["zoe", "ZOË", "luczak", "Zoe Luczak", "zo", "lucz"] {
            assert_eq!(people.candidate_meant(given), Meant::One(id("c1")), "{given}");
        }
        assert!(matches!(people.candidate("Zoe Luczak"), Match::Near(_)), "somebody else may be called so");
        people.candidates.insert(id("c2"), "Zoe Luczak".into());
        assert_eq!(people.candidate_meant("Zoe Luczak"), Meant::One(id("c2")));
    }

    #[test]
    fn a_first_or_last_name_alone_means_the_only_one_who_has_it() {
        let mut people = People::default();
        let id = |id| CandidateId::new(id).expect("an id");
        for (key, name) in [("c1", "Robin Hale"), ("c2", "Robin Yu"), ("c3", "Jo de Souza")] {
            people.candidates.insert(id(key), name.into());
        }
        for (given, key) in [("hale", "c1"), ("Yu", "c2"), ("Jo", "c3"), ("souza", "c3")] {
            assert_eq!(people.candidate_meant(given), Meant::One(id(key)), "{given}");
            assert_ne!(people.candidate(given), Match::Known(id(key)), "{given} may be somebody new");
        }
        assert!(matches!(people.candidate_meant("robin"), Meant::Several(both) if both.len() == 2));
        assert!(matches!(people.candidate_meant("robbin"), Meant::Near(_)));
    }
}
