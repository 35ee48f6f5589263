//! What is wrong with the list of people: a name that is none, and one name in two ids, of which nobody can know which is meant.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::super::people::{Name, People, folded};
use super::Problem;

/// Names that are none, or that several ids have. The list can be used all the same.
pub(crate) fn people(people: &People) -> Vec<Problem> {
    let candidates = people.candidates.iter().map(|(id, name)| ("candidates", id.as_str(), name));
    let interviewers = people.interviewers.iter().map(|(id, name)| ("interviewers", id.as_str(), name));
    let mut first: BTreeMap<(&str, String), &str> = BTreeMap::new();
    let mut problems = Vec::new();
    for (list, id, name) in candidates.chain(interviewers) {
        if let Err(error) = Name::new(name) {
            let hint = "write the name, or delete the line: the id stands for it then";
            problems.push(Problem::at(format!("/{list}/{id}"), error.to_string()).hint(hint));
            continue;
        }
        match first.entry((list, folded(name))) {
            Entry::Vacant(entry) => {
                entry.insert(id);
            }
            Entry::Occupied(before) => {
                let message = format!("`{name}` is the name of `{}`, too", before.get());
                let hint = "where they are two people, add to a name what tells them apart";
                problems.push(Problem::at(format!("/{list}/{id}"), message).hint(hint));
            }
        }
    }
    let candidates =
        people.spellings.candidates.keys().map(|id| ("candidates", id.as_str(), people.candidates.contains_key(id)));
    let interviewers = people
        .spellings
        .interviewers
        .keys()
        .map(|id| ("interviewers", id.as_str(), people.interviewers.contains_key(id)));
    for (list, id, _) in candidates.chain(interviewers).filter(|(.., is_named)| !is_named) {
        let message = format!("these are spellings of a name that is not here: nobody has the id `{id}`");
        let hint = "delete them, too: they say what somebody is called";
        problems.push(Problem::at(format!("/spellings/{list}/{id}"), message).hint(hint));
    }
    problems
}
