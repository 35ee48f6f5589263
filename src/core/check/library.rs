//! What is wrong between documents: names that point nowhere, ids used in two banks.

use std::collections::{BTreeMap, BTreeSet};

use super::super::bank::Bank;
use super::super::format::Track;
use super::super::library::Library;
use super::super::names::nearest;
use super::Problem;

/// The kinds of document, for saying which file a problem is in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Document {
    /// A bank, by its name.
    Bank(String),
    /// A format, by its name.
    Format(String),
    /// A rubric, by its name.
    Rubric(String),
    /// The loops.
    Loops,
    /// The tracks.
    Tracks,
    /// The technologies.
    Technologies,
    /// The words for ratings.
    RatingWords,
}

/// Why a document can't be read, by what it is and its name; none where it isn't there at all.
pub type WhyUnread<'a> = &'a dyn Fn(&str, &str) -> Option<String>;

/// Every problem between documents. What one names and `unread` knows is there, and can't be read.
pub fn library(library: &Library, unread: WhyUnread<'_>) -> Vec<(Document, Problem)> {
    let mut problems = Vec::new();
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    let mut known = Nameable::of(library);
    for bank in library.banks.values() {
        let found = bank_problems(&mut known, bank, &mut owners);
        problems.extend(found.into_iter().map(|problem| (Document::Bank(bank.id.to_string()), problem)));
    }
    problems.extend(format_problems(library, unread));
    problems.extend(list_problems(library, unread));
    problems
}

fn missing<'a>(what: &str, name: &str, pointer: String, names: impl Iterator<Item = &'a str>) -> Problem {
    let hint = nearest(name, names).first().map(|near| format!("did you mean `{near}`?"));
    Problem::at(pointer, format!("there is no {what} `{name}`")).maybe_hint(hint)
}

/// The same of a document, which may be there all the same.
fn missing_document<'a>(
    (what, name): (&str, &str),
    pointer: String,
    names: impl Iterator<Item = &'a str>,
    unread: WhyUnread<'_>,
) -> Problem {
    match unread(what, name) {
        Some(why) => Problem::at(pointer, format!("the {what} `{name}` can't be read: {why}")).hint("mend that first"),
        None => missing(what, name, pointer, names),
    }
}

/// How many names are held against others for being near: more is work for a minute, where most names of a large bank are wrong.
const MOST_HELD: usize = 500_000;

/// What a question can name, and how many names may still be held against others.
struct Nameable<'a> {
    questions: BTreeSet<&'a str>,
    technologies: BTreeSet<&'a str>,
    dimensions: BTreeSet<&'a str>,
    left: usize,
}

impl<'a> Nameable<'a> {
    fn of(library: &'a Library) -> Self {
        let dimensions = library.rubrics.values().flat_map(|rubric| &rubric.dimensions);
        Self {
            questions: library.questions().map(|found| found.question.id.as_str()).collect(),
            technologies: library.technologies.iter().map(|technology| technology.id.as_str()).collect(),
            dimensions: dimensions.map(|dimension| dimension.id.as_str()).collect(),
            left: MOST_HELD,
        }
    }

    /// How many of so many names may be held against one that is missing: all, until there were too many.
    fn held(&mut self, names: usize) -> usize {
        self.left = self.left.saturating_sub(names);
        if self.left > 0 { names } else { 0 }
    }
}

fn bank_problems<'a>(
    known: &mut Nameable<'a>,
    bank: &'a Bank,
    owners: &mut BTreeMap<&'a str, &'a str>,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, question) in bank.questions.iter().enumerate() {
        let pointer = |field: &str| format!("/questions/{index}/{field}");
        if let Some(other) =
            owners.insert(question.id.as_str(), bank.id.as_str()).filter(|other| *other != bank.id.as_str())
        {
            let message = format!("the id `{}` is used in bank `{other}`, too", question.id);
            problems.push(Problem::at(pointer("id"), message).hint("give one of them another id"));
        }
        for (n, id) in question.technologies.iter().enumerate() {
            if !known.technologies.contains(id.as_str()) {
                let held = known.held(known.technologies.len());
                let names = known.technologies.iter().copied().take(held);
                problems.push(missing("technology", id.as_str(), pointer(&format!("technologies/{n}")), names));
            }
        }
        for (n, id) in question.dimensions.iter().enumerate() {
            if !known.dimensions.contains(id.as_str()) {
                let held = known.held(known.dimensions.len());
                let names = known.dimensions.iter().copied().take(held);
                problems.push(missing("dimension", id.as_str(), pointer(&format!("dimensions/{n}")), names));
            }
        }
        for (n, id) in question.enemies.iter().enumerate() {
            if !known.questions.contains(id.as_str()) {
                let held = known.held(bank.questions.len());
                let names = bank.questions.iter().map(|question| question.id.as_str()).take(held);
                problems.push(missing("question", id.as_str(), pointer(&format!("enemies/{n}")), names));
            }
        }
    }
    problems
}

fn format_problems(library: &Library, unread: WhyUnread<'_>) -> Vec<(Document, Problem)> {
    let mut problems = Vec::new();
    for format in library.formats.values() {
        let mut say = |problem| problems.push((Document::Format(format.id.to_string()), problem));
        let Some(rubric) = library.rubrics.get(&format.rubric) else {
            let names = library.rubrics.keys().map(super::super::ids::RubricId::as_str);
            say(missing_document(("rubric", format.rubric.as_str()), "/rubric".into(), names, unread));
            continue;
        };
        for (n, id) in format.dimensions.iter().enumerate().filter(|(_, id)| rubric.dimension(id).is_none()) {
            let names = rubric.dimensions.iter().map(|dimension| dimension.id.as_str());
            say(missing("dimension", id.as_str(), format!("/dimensions/{n}"), names));
        }
        for (index, section) in format.sections.iter().enumerate() {
            for (n, id) in section.banks.iter().enumerate().filter(|(_, id)| !library.banks.contains_key(*id)) {
                let names = library.banks.keys().map(super::super::ids::BankId::as_str);
                let pointer = format!("/sections/{index}/banks/{n}");
                say(missing_document(("bank", id.as_str()), pointer, names, unread));
            }
        }
    }
    problems
}

fn list_problems(library: &Library, unread: WhyUnread<'_>) -> Vec<(Document, Problem)> {
    let mut problems = Vec::new();
    let formats = || library.formats.keys().map(super::super::ids::FormatId::as_str);
    for (index, list) in library.loops.iter().enumerate() {
        for (n, id) in list.formats.iter().enumerate().filter(|(_, id)| !library.formats.contains_key(*id)) {
            let pointer = format!("/loops/{index}/formats/{n}");
            let problem = missing_document(("format", id.as_str()), pointer, formats(), unread);
            problems.push((Document::Loops, problem));
        }
    }
    for (index, track) in library.tracks.iter().enumerate() {
        for (n, id) in track.formats.iter().enumerate().filter(|(_, id)| !library.formats.contains_key(*id)) {
            let pointer = format!("/tracks/{index}/formats/{n}");
            let problem = missing_document(("format", id.as_str()), pointer, formats(), unread);
            problems.push((Document::Tracks, problem));
        }
        for (n, id) in track.banks.iter().enumerate().filter(|(_, id)| !library.banks.contains_key(*id)) {
            let names = library.banks.keys().map(super::super::ids::BankId::as_str);
            let pointer = format!("/tracks/{index}/banks/{n}");
            let problem = missing_document(("bank", id.as_str()), pointer, names, unread);
            problems.push((Document::Tracks, problem));
        }
        let found = without_problems(library, track, &format!("/tracks/{index}/without"));
        problems.extend(found.into_iter().map(|problem| (Document::Tracks, problem)));
    }
    for (index, technology) in library.technologies.iter().enumerate() {
        for (n, id) in technology.implies.iter().enumerate().filter(|(_, id)| library.technology(id).is_none()) {
            let names = library.technologies.iter().map(|technology| technology.id.as_str());
            let pointer = format!("/technologies/{index}/implies/{n}");
            problems.push((Document::Technologies, missing("technology", id.as_str(), pointer, names)));
        }
    }
    problems
}

/// What a track goes without must be there: a misspelled name would leave nothing out.
fn without_problems(library: &Library, track: &Track, pointer: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let technologies = || library.technologies.iter().map(|technology| technology.id.as_str());
    for (n, id) in track.without.technologies.iter().enumerate() {
        if library.technology(id).is_none() {
            problems.push(missing("technology", id.as_str(), format!("{pointer}/technologies/{n}"), technologies()));
        }
    }
    let banks = || track.banks.iter().filter_map(|id| library.banks.get(id));
    let topics: BTreeSet<&str> = banks()
        .flat_map(|bank| &bank.questions)
        .flat_map(|q| &q.topics)
        .map(super::super::ids::TopicId::as_str)
        .collect();
    for (n, id) in track.without.topics.iter().enumerate().filter(|(_, id)| !topics.contains(id.as_str())) {
        let hint = nearest(id.as_str(), topics.iter().copied()).first().map(|near| format!("did you mean `{near}`?"));
        let message = format!("no question of the track's banks has the topic `{id}`");
        problems.push(Problem::at(format!("{pointer}/topics/{n}"), message).maybe_hint(hint));
    }
    problems
}
