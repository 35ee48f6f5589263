//! The people of one source: spellings of one name folded, and names that are near to each other or to known ones asked about.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::str::FromStr;

use super::super::nearness::{comparable, is_near};
use super::super::people::{Match, Name, folded, is_cased};
use super::nobody::is_nobody;
use super::{Spot, Who};

/// That one name means the person of another: `F. Ash=Fern Ash`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Same {
    given: String,
    meant: String,
}

impl fmt::Display for Same {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.given, self.meant)
    }
}

/// A text that does not say who is meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` does not say who is meant; write \"F. Ash=Fern Ash\"")]
pub(crate) struct NotSame(String);

impl FromStr for Same {
    type Err = NotSame;

    fn from_str(text: &str) -> Result<Self, NotSame> {
        let (given, meant) = text.split_once('=').ok_or_else(|| NotSame(text.to_owned()))?;
        let name =
            |text: &str| Name::new(text).map(|name| name.as_str().to_owned()).map_err(|_| NotSame(text.to_owned()));
        Ok(Self { given: name(given)?, meant: name(meant)? })
    }
}

/// Somebody of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Met {
    /// The name as it is written first; in both cases, where it is so anywhere.
    pub name: Name,
    /// The id that the source has.
    pub id: Option<String>,
    /// Where it is written first.
    pub place: Spot,
    folded: String,
    /// The name letter by letter.
    spelled: String,
}

/// The people of a source, each with a number in the order of their first appearance.
#[derive(Debug, Clone, Default)]
pub(crate) struct Crowd {
    /// Numbers by what is written, to look at no spelling twice.
    written: HashMap<String, u32>,
    /// Numbers by folded name or id.
    keys: HashMap<String, u32>,
    met: Vec<Met>,
    /// What a person said of names, by the name, folded.
    same: BTreeMap<String, Same>,
    /// Those of them that were met.
    used: BTreeSet<String>,
    /// Name, id and number of whoever was met last.
    last: (String, Option<String>, u32),
}

impl Crowd {
    /// Nobody yet; `same` says who is meant by other names.
    pub(crate) fn new(same: &[Same]) -> Self {
        let same = same.iter().map(|same| (folded(&same.given), same.clone())).collect();
        Self { same, ..Self::default() }
    }

    /// The number of a person.
    ///
    /// # Errors
    /// Why the text is nobody's name.
    pub(crate) fn meet(&mut self, who: Who<'_>, place: Spot) -> Result<u32, String> {
        // Rows often come sorted: whoever the row before had is the likeliest.
        if !self.met.is_empty() && self.last.0 == who.name && self.last.1.as_deref() == who.id {
            return Ok(self.last.2);
        }
        let known = if who.id.is_none() { self.written.get(who.name).copied() } else { None };
        let number = match known {
            Some(number) => number,
            None => self.newcomer(who, place)?,
        };
        self.last.0.clear();
        self.last.0.push_str(who.name);
        self.last.1 = who.id.map(str::to_owned);
        self.last.2 = number;
        Ok(number)
    }

    /// Somebody whose spelling is not known yet, or who has an id.
    fn newcomer(&mut self, who: Who<'_>, place: Spot) -> Result<u32, String> {
        let known = who.id.and_then(|id| self.keys.get(&id_key(id)).copied());
        if let Some(number) = known
            && self.of(number).is_some_and(|met| met.spelled == who.name)
        {
            return Ok(number);
        }
        if is_nobody(who.name) {
            return Err(format!("`{}` is nobody's name", who.name));
        }
        let name = Name::new(who.name).map_err(|error| error.to_string())?;
        let written = folded(name.as_str());
        let meant = self.same.get(&written).and_then(|same| Name::new(&same.meant).ok());
        let (name, folded) = match meant {
            Some(meant) => {
                self.used.insert(written);
                let folded = folded(meant.as_str());
                (meant, folded)
            }
            None => (name, written),
        };
        let key = who.id.map_or_else(|| name_key(&folded), id_key);
        let next = u32::try_from(self.met.len()).unwrap_or(u32::MAX);
        let number = *self.keys.entry(key).or_insert(next);
        if number == next {
            let id = who.id.map(str::to_owned);
            self.met.push(Met { name, id, place, folded, spelled: who.name.to_owned() });
        } else if let Some(met) = self.of(number)
            && met.folded != folded
        {
            let (id, before) = (who.id.unwrap_or_default(), met.name.as_str());
            return Err(format!(
                "the id {id} is that of `{before}` above, and of `{0}` here: mend the id, or add --same \"{0}={before}\"",
                name.as_str()
            ));
        } else if let Some(met) = usize::try_from(number).ok().and_then(|number| self.met.get_mut(number))
            && !is_cased(met.name.as_str())
            && is_cased(name.as_str())
        {
            met.name = name;
        }
        if who.id.is_none() {
            self.written.insert(who.name.to_owned(), number);
        }
        Ok(number)
    }

    /// Spellings of which a person said beforehand whom they mean, each with that person's number.
    pub(crate) fn said(&self) -> impl Iterator<Item = (&str, u32)> {
        let used = self.same.iter().filter(|(given, _)| self.used.contains(*given));
        used.filter_map(|(_, same)| Some((same.given.as_str(), *self.keys.get(&name_key(&folded(&same.meant)))?)))
    }

    /// Names of which a person said whom they mean, and that nobody here has.
    pub(crate) fn unused(&self) -> impl Iterator<Item = &Same> {
        self.same.iter().filter(|(given, _)| !self.used.contains(*given)).map(|(_, same)| same)
    }

    /// Everybody, by number.
    pub(crate) fn met(&self) -> &[Met] {
        &self.met
    }

    /// Whoever has that number.
    pub(crate) fn of(&self, number: u32) -> Option<&Met> {
        usize::try_from(number).ok().and_then(|number| self.met.get(number))
    }

    /// Pairs of names that are near to each other, the later one first; none where there are too many names to compare.
    pub(crate) fn near(&self) -> Vec<(usize, usize)> {
        // Who has an id is not told by name.
        self.pairs(|earlier, later| !(earlier.id.is_some() && later.id.is_some()))
    }

    /// Pairs of names that are one or near to each other and count as two people because their ids differ.
    pub(crate) fn told_apart_by_id(&self) -> Vec<(usize, usize)> {
        if self.met.iter().all(|met| met.id.is_none()) {
            return Vec::new();
        }
        self.pairs(|earlier, later| earlier.id.is_some() && later.id.is_some())
    }

    /// How many names were not compared with each other, as there are too many.
    pub(crate) fn uncompared(&self) -> usize {
        self.alike().into_values().map(|group| group.len()).filter(|count| *count > MOST_COMPARED).sum()
    }

    /// Numbers of people by the digits of their names: names with different numbers are never near.
    fn alike(&self) -> BTreeMap<String, Vec<usize>> {
        let mut alike: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, met) in self.met.iter().enumerate() {
            let digits = met.folded.chars().filter(char::is_ascii_digit).collect();
            alike.entry(digits).or_default().push(number);
        }
        alike
    }

    /// Pairs of names that are near to each other, of those that may be a pair.
    fn pairs(&self, may_be: impl Fn(&Met, &Met) -> bool) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        for group in self.alike().into_values().filter(|group| group.len() <= MOST_COMPARED) {
            let names: Vec<(usize, &Met, String)> =
                group.into_iter().map(|at| (at, &self.met[at], comparable(self.met[at].name.as_str()))).collect();
            for (at, (number, later, later_name)) in names.iter().enumerate() {
                let is_one =
                    |(_, earlier, name): &&(usize, &Met, String)| may_be(earlier, later) && is_near(name, later_name);
                pairs.extend(names[..at].iter().filter(is_one).map(|(earlier, ..)| (*number, *earlier)));
            }
        }
        pairs.sort_unstable();
        pairs
    }
}

/// Comparing all of so many names takes a second.
const MOST_COMPARED: usize = 4000;

fn name_key(folded: &str) -> String {
    format!("name {folded}")
}

fn id_key(id: &str) -> String {
    format!("id {id}")
}

/// Who somebody of a source is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Is<Id> {
    /// Somebody known.
    Known(Id),
    /// Whoever has an earlier number.
    Same(usize),
    /// Somebody new.
    New,
    /// One of these, by name, or somebody new.
    Perhaps(Vec<String>),
}

/// What was answered about names that are near to others.
#[derive(Debug, Clone, Default)]
pub(crate) struct WhoIsWho {
    /// Whether all of them are other people.
    pub apart: bool,
    /// Whom a name means, both folded.
    same: BTreeMap<String, String>,
    /// Names of other people.
    others: BTreeSet<String>,
}

impl WhoIsWho {
    /// Whether it was answered whom somebody's name means.
    pub(crate) fn has_answered(&self, met: &Met) -> bool {
        self.same.contains_key(&met.folded)
    }

    /// Takes an answer: whom a name means, or that it is somebody else.
    pub(crate) fn answer(&mut self, name: &Name, meant: Option<&str>) {
        match meant {
            Some(meant) => {
                self.same.insert(folded(name.as_str()), folded(meant));
            }
            None => {
                self.others.insert(folded(name.as_str()));
            }
        }
    }
}

/// Who the people of a source are, among those who are known and among each other.
pub(crate) fn identify<Id>(crowd: &Crowd, known: impl Fn(&str) -> Match<Id>, answers: &WhoIsWho) -> Vec<Is<Id>> {
    let near = crowd.near();
    let is = |(number, met): (usize, &Met)| {
        let meant = answers.same.get(&met.folded);
        let earlier = meant.and_then(|meant| crowd.met.iter().take(number).position(|other| other.folded == *meant));
        if let Some(earlier) = earlier {
            return Is::Same(earlier);
        }
        let text = match (&met.id, meant) {
            (_, Some(meant)) => meant.as_str(),
            (Some(id), None) => match known(id) {
                Match::Known(id) => return Is::Known(id),
                Match::Near(_) | Match::New => met.name.as_str(),
            },
            (None, None) => met.name.as_str(),
        };
        let names: Vec<String> = match known(text) {
            Match::Known(id) => return Is::Known(id),
            Match::Near(names) => names.into_iter().map(|(_, name)| name).collect(),
            Match::New => Vec::new(),
        };
        if answers.apart || answers.others.contains(&met.folded) {
            return Is::New;
        }
        let own =
            near.iter().filter(|(later, _)| *later == number).map(|(_, earlier)| crowd.met[*earlier].name.as_str());
        let mut all: Vec<String> = own.map(str::to_owned).chain(names).collect();
        let mut seen = BTreeSet::new();
        all.retain(|name| seen.insert(folded(name)));
        if all.is_empty() { Is::New } else { Is::Perhaps(all) }
    };
    crowd.met.iter().enumerate().map(is).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crowd(names: &[&str]) -> (Crowd, Vec<u32>) {
        let mut crowd = Crowd::new(&["F. Ash=Fern Ash".parse().expect("it says who")]);
        let numbers = names.iter().map(|name| crowd.meet(Who { name, id: None }, Spot::default()).expect("a name"));
        let numbers = numbers.collect();
        (crowd, numbers)
    }

    #[test]
    fn spellings_of_a_name_are_folded_and_near_ones_are_asked_about() {
        let (crowd, numbers) =
            crowd(&["Fern Ash", "fern ash", "Fern  Ash", "F. Ash", "Ash, Fern", "Basil Reed", "Bazil Reed"]);
        assert_eq!(numbers, [0, 0, 0, 0, 1, 2, 3]);
        assert_eq!(crowd.near(), [(1, 0), (3, 2)]);
        let nobody = |_: &str| Match::<u8>::New;
        let mut answers = WhoIsWho::default();
        let found = identify(&crowd, nobody, &answers);
        assert_eq!(found[1], Is::Perhaps(vec!["Fern Ash".into()]));
        answers.answer(&crowd.met()[1].name, Some("Fern Ash"));
        answers.answer(&crowd.met()[3].name, None);
        assert_eq!(identify(&crowd, nobody, &answers), [Is::New, Is::Same(0), Is::New, Is::New]);
    }

    #[test]
    fn names_with_different_numbers_are_different_people() {
        let names = [
            "Candidate 1",
            "Candidate 2",
            "Candidate 12",
            "Candidate 21",
            "Candidat 1",
            "A",
            "B",
            "Rater A",
            "Rater B",
        ];
        let (crowd, _) = crowd(&names);
        assert_eq!(crowd.near(), [(4, 0)]);
    }

    #[test]
    fn an_initial_for_a_first_name_is_near() {
        assert!(is_near("fern ash", "f. ash") && is_near("f ash", "fern ash"));
        assert!(!is_near("fern ash", "b. ash") && !is_near("fern ash", "f. reed"));
        // For the last name, in the middle or not; in an address.
        assert!(is_near("rosa park", "rosa p.") && is_near("rosa m. park", "rosa park"));
        assert!(!is_near("rosa park", "rosa r.") && !is_near("ana", "a"));
        assert!(is_near(&comparable("Rosa Park"), &comparable("rosa.park@corp.example")));
    }

    #[test]
    fn accents_titles_and_turned_names_are_no_other_people() {
        let names = ["José Muñoz Pérez", "Jose Munoz Perez", "Fern Ash", "Ash Fern", "Dr. Fern Ash", "Fern Ash (HM)"];
        let (crowd, _) = crowd(&names);
        assert_eq!(crowd.near(), [(1, 0), (3, 2), (4, 2), (4, 3), (5, 2), (5, 3), (5, 4)]);
        assert!(!is_near(&comparable("Sam Lee Jr"), &comparable("Pat Lee")));
    }

    #[test]
    fn an_id_is_one_persons_and_nobody_is_called_not_applicable() {
        let mut crowd = Crowd::new(&["A. One=Ada One".parse().expect("it says who"), "X=Y".parse().expect("too")]);
        let mut meet = |name, id| crowd.meet(Who { name, id }, Spot::default());
        assert_eq!(meet("Ada One", Some("7")), Ok(0));
        assert_eq!(meet("ada  one", Some("7")), Ok(0));
        assert_eq!(meet("A. One", Some("7")), Ok(0));
        let refused = meet("Bea Two", Some("7")).expect_err("the id is another's");
        assert!(refused.contains("the id 7 is that of `Ada One` above, and of `Bea Two` here"), "{refused}");
        // Neither is a name that looks like an id.
        assert_eq!((meet("7", None), meet("Ada One", Some("8"))), (Ok(1), Ok(2)));
        assert_eq!(meet("N/A", None), Err("`N/A` is nobody's name".into()));
        assert_eq!(crowd.told_apart_by_id(), [(2, 0)]);
        assert_eq!(crowd.unused().map(ToString::to_string).collect::<Vec<_>>(), ["X=Y"]);
    }
}
