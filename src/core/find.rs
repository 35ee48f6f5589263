//! Finding questions by words: one search for the board, the interview line by line, and `hotseat questions`.
//!
//! Whatever the case and the accents, every word must begin a word somewhere in a question's id, prompt, handout, kind, topics, technologies or
//! bank: "git" finds no "digits". What fits better comes first: a question named by its id, then words that are a whole topic, technology,
//! kind, bank or part of the id, then whole words of the prompt, then beginnings of words, then those of the handout; among equals the
//! order of plan or bank stays.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use super::bank::Question;
use super::ids::BankId;
use super::library::{Found, Library};
use super::names::plain;
use super::session::{Asking, Session};

/// The words that are searched for, in lower case and without accents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Words(Vec<String>);

/// How well a question fits: more is better.
type Fit = u32;

const NAMED: Fit = 1000;
const NAME: Fit = 8;
const WORD: Fit = 4;
const BEGINNING: Fit = 2;
const HANDOUT: Fit = 1;

/// Whether a word of a text begins so; a sign is a word of its own. Both are plain.
fn has_beginning(text: &str, word: &str) -> bool {
    let begins = |(start, word): (usize, &str)| {
        let inside = |before: char| before.is_alphanumeric() && word.starts_with(char::is_alphanumeric);
        !text.get(..start).and_then(|before| before.chars().next_back()).is_some_and(inside)
    };
    text.match_indices(word).any(begins)
}

impl Words {
    /// The words of a text.
    pub(crate) fn new(text: &str) -> Self {
        let mut seen = BTreeSet::new();
        let words = text.split_whitespace().map(plain);
        // A word that is typed again finds nothing else, and a pasted page holds most of its words often.
        Self(words.filter(|word| seen.insert(word.clone())).collect())
    }

    /// Whether there are none; then every question fits.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a text has every one of them, or a word that begins like it, whatever the case and the accents: what narrows a list.
    pub(crate) fn stand_in(&self, text: &str) -> bool {
        let text = plain(text);
        self.0.iter().all(|word| has_beginning(&text, word))
    }

    /// Whether they are a question's id and nothing else.
    fn name(&self, question: &Question) -> bool {
        matches!(self.0.as_slice(), [only] if only == question.id.as_str())
    }

    /// How well a question fits, which also goes by another name where it has a place in a round; none where a word is missing.
    fn fit(&self, bank: &BankId, question: &Question, place: &str) -> Option<Fit> {
        if self.is_empty() {
            return Some(0);
        }
        let names = question.topics.iter().map(AsRef::as_ref).chain(question.technologies.iter().map(AsRef::as_ref));
        let names: Vec<&str> = names.chain([bank.as_str(), question.kind.as_str(), place]).collect();
        let id = question.id.as_str();
        let prompt = plain(&question.prompt);
        let handout = LazyCell::new(|| plain(question.handout.as_deref().unwrap_or_default()));
        let one = |word: &String| {
            let word = word.as_str();
            if names.contains(&word) || id.split('-').any(|part| part == word) {
                return Some(NAME);
            }
            if prompt.split(|c: char| !c.is_alphanumeric()).any(|part| part == word) {
                return Some(WORD);
            }
            let begins =
                has_beginning(&prompt, word) || names.iter().chain([&id]).any(|name| has_beginning(name, word));
            if begins { Some(BEGINNING) } else { has_beginning(&handout, word).then_some(HANDOUT) }
        };
        let fit = self.0.iter().map(one).sum::<Option<Fit>>()?;
        Some(if self.name(question) { NAMED } else { fit })
    }
}

/// Those that fit, the best first.
fn ranked<T>(things: impl Iterator<Item = T>, fit: impl Fn(&T) -> Option<Fit>) -> Vec<T> {
    let mut fitting: Vec<(Fit, T)> = things.filter_map(|thing| Some((fit(&thing)?, thing))).collect();
    fitting.sort_by_key(|(fit, _)| std::cmp::Reverse(*fit));
    fitting.into_iter().map(|(_, thing)| thing).collect()
}

/// The questions of the library that fit, retired ones too.
pub(crate) fn in_library<'a>(library: &'a Library, words: &Words) -> Vec<Found<'a>> {
    ranked(library.questions(), |found| words.fit(found.bank, found.question, ""))
}

/// A question that was found during an interview.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Hit<'a> {
    /// One of the round, which the conversation can go to.
    InRound(&'a Asking),
    /// One of the library, which can be brought in.
    InLibrary(Found<'a>),
}

impl<'a> Hit<'a> {
    /// The question.
    pub(crate) fn question(&self) -> &'a Question {
        match self {
            Self::InRound(asking) => asking.question(),
            Self::InLibrary(found) => found.question,
        }
    }
}

/// The questions of the round that fit, then those of the library that are not in the round and that its rubric can rate: retired ones
/// only by their id, and none where there is no word.
pub(crate) fn in_interview<'a>(session: &'a Session, library: &'a Library, words: &Words) -> Vec<Hit<'a>> {
    let asking = &session.state().asking;
    let standing = asking.iter().filter(|asking| asking.replaced_by.is_none());
    let fit = |asking: &&Asking| {
        let place = asking.slot.to_string().to_lowercase();
        words.fit(&asking.banked.bank, asking.question(), &place)
    };
    let mut hits: Vec<Hit<'a>> = ranked(standing, fit).into_iter().map(Hit::InRound).collect();
    if words.is_empty() {
        return hits;
    }
    let in_round = |question: &Question| asking.iter().any(|asking| asking.question().id == question.id);
    let can_be_asked = |found: &Found<'_>| !found.question.retired || words.name(found.question);
    let rubric = &session.plan().rubric;
    let can_be_rated = |found: &Found<'_>| rubric.rates(found.question);
    let others = in_library(library, words).into_iter().filter(can_be_asked).filter(can_be_rated);
    hits.extend(others.filter(|found| !in_round(found.question)).map(Hit::InLibrary));
    hits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::bank::Bank;

    fn library() -> Library {
        let question = |id: &str, prompt: &str, topics: &[&str], retired: bool| {
            serde_json::json!({
                "id": id, "prompt": prompt, "kind": "concept", "level": "mid", "difficulty": 3, "minutes": 5,
                "topics": topics, "technologies": ["postgresql"], "dimensions": ["technical"], "answer": "Sharding.",
                "signals": {"strong": ["s"], "weak": ["w"]}, "follow_ups": [], "retired": retired
            })
        };
        let bank: Bank = serde_json::from_value(serde_json::json!({
            "version": 1, "id": "databases", "title": "Databases", "questions": [
                question("read-replicas", "Why would the pooling of connections matter?", &["replication"], false),
                question("pool-sizing", "How do you size a connection pool?", &["connections"], false),
                question("old-pool", "What is a pool?", &["pooling"], true),
                question("locks", "Which lock does an update take?", &["transactions"], false),
            ]
        }))
        .expect("a bank");
        let mut library = Library::default();
        library.banks.insert(bank.id.clone(), bank);
        library
    }

    fn found(typed: &str) -> Vec<String> {
        let library = library();
        in_library(&library, &Words::new(typed)).iter().map(|found| found.question.id.to_string()).collect()
    }

    #[test]
    fn a_word_that_is_typed_again_is_looked_for_once() {
        let typed = "Pool a pool A ".repeat(7_000);
        assert_eq!(Words::new(&typed).0, ["pool", "a"]);
        assert_eq!(found(&typed), found("pool a"));
    }

    #[test]
    fn every_word_must_be_there_in_any_field_and_any_case() {
        assert_eq!(found("POOL Size"), ["pool-sizing"]);
        assert_eq!(found("postgresql locks"), ["locks"]);
        assert_eq!(found("databases transactions"), ["locks"]);
        assert_eq!(found("concept update"), ["locks"]);
        assert_eq!(found("pool nowhere"), [""; 0]);
        assert_eq!(found("sharding"), [""; 0], "the answer is not searched: it names what it rules out, too");
        assert_eq!(found("").len(), 4);
    }

    #[test]
    fn a_list_is_narrowed_by_the_beginnings_of_words() {
        let has_words = |text: &str, typed: &str| Words::new(typed).stand_in(text);
        assert!(has_words("end the conversation, or a no-show", "No-Sh END"));
        assert!(has_words("end the conversation, or a no-show", "show con"));
        assert!(!has_words("this section's least valuable", "able"));
        assert!(!has_words("recommend nothing", "end"));
        assert!(has_words("the line `?` shows it", "`?`"), "a sign is a word of its own");
        assert!(has_words("Mentions Łukasz and the café", "lukasz CAFE"), "accents are not needed");
        assert!(has_words("the cafe of lukasz", "Café łukasz"), "and do no harm");
        assert!(has_words("anything", " "));
    }

    #[test]
    fn what_fits_better_comes_first() {
        // By its id, by a whole word of the id, by the beginning of a word.
        assert_eq!(found("pool"), ["pool-sizing", "old-pool", "read-replicas"]);
        assert_eq!(found("connection"), ["pool-sizing", "read-replicas"]);
        assert_eq!(found("old-pool"), ["old-pool"]);
        assert_eq!(found("pooli"), ["read-replicas", "old-pool"], "among equals the order stays");
    }

    #[test]
    fn a_word_is_found_where_it_begins_one_and_never_inside_another() {
        assert_eq!(found("ool"), [""; 0]);
        assert_eq!(found("sizing"), ["pool-sizing"], "a part of an id is a word");
        assert_eq!(found("sql"), [""; 0]);
        assert_eq!(found("pool?"), ["pool-sizing", "old-pool"], "with the sign behind it");
    }
}
