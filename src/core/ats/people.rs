//! What people are called by whom a system knows by ids: their names; their addresses where they have none; and where two have one name,
//! something that tells them apart.

use std::collections::{BTreeMap, BTreeSet};

use super::super::names::plain;
use super::record::SystemPerson;
use super::sheet::FilledCard;

/// What each person is called, by the system's id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Labels {
    by_id: BTreeMap<String, String>,
    /// Names that several people have.
    shared: BTreeSet<String>,
}

impl Labels {
    /// What somebody is called.
    pub(super) fn of(&self, person: &SystemPerson) -> String {
        self.by_id.get(&person.id).cloned().unwrap_or_else(|| person.id.clone())
    }

    /// What one should know of them, in sentences.
    pub(super) fn said(&self) -> Vec<String> {
        let shared = self.shared.iter();
        shared
            .map(|name| format!("several people are called {name}: the address or id behind the name tells them apart"))
            .collect()
    }
}

/// What the people of scorecards are called.
pub(super) fn labels(sheets: &[&FilledCard]) -> Labels {
    let mut labels = Labels::default();
    labels.add(sheets.iter().map(|sheet| &sheet.candidate));
    labels.add(sheets.iter().filter_map(|sheet| sheet.interviewer.as_ref()));
    labels
}

impl Labels {
    fn add<'a>(&mut self, persons: impl Iterator<Item = &'a SystemPerson>) {
        // The same person may be told more of in one place than in another.
        let mut known: BTreeMap<&str, &SystemPerson> = BTreeMap::new();
        for person in persons {
            let before = known.get(person.id.as_str());
            if before.is_none_or(|before| before.name.is_none() && (person.name.is_some() || person.email.is_some())) {
                known.insert(&person.id, person);
            }
        }
        let called = |person: &SystemPerson| {
            person.name.clone().or_else(|| person.email.clone()).unwrap_or_else(|| person.id.clone())
        };
        let mut by_name: BTreeMap<String, Vec<&SystemPerson>> = BTreeMap::new();
        for person in known.into_values() {
            by_name.entry(plain(&called(person))).or_default().push(person);
        }
        for persons in by_name.into_values() {
            let is_shared = persons.len() > 1;
            for person in persons {
                let name = called(person);
                let label = if is_shared {
                    self.shared.insert(name.clone());
                    let addressed = person.email.as_ref().filter(|email| **email != name);
                    format!("{name} ({})", addressed.unwrap_or(&person.id))
                } else {
                    name
                };
                self.by_id.insert(person.id.clone(), label);
            }
        }
    }
}
