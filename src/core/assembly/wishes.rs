//! Questions that must come or must not: what contradicts the rules or each other, all at once.

use std::fmt;

use super::super::ids::{BankId, QuestionId, TechnologyId, TrackId};
use super::super::scale::{Kind, Minutes};
use super::pool::{Never, Pool};
use super::request::NotAssembled;
use super::statement::Place;

/// Why a question that is included or excluded can't be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contradiction {
    /// No bank has it.
    Unknown {
        /// The name.
        question: QuestionId,
    },
    /// It is included and excluded.
    BothWays {
        /// The question.
        question: QuestionId,
    },
    /// It is asked no more.
    Retired {
        /// The question.
        question: QuestionId,
    },
    /// The track does not draw on it.
    Track {
        /// The question.
        question: QuestionId,
        /// Its bank.
        bank: BankId,
        /// The track.
        track: TrackId,
    },
    /// It needs technologies that were not chosen.
    Technologies {
        /// The question.
        question: QuestionId,
        /// Those.
        technologies: Vec<TechnologyId>,
    },
    /// The candidate was asked it before.
    AskedBefore {
        /// The question.
        question: QuestionId,
    },
    /// No section takes its kind, its bank and its topics.
    NoSection {
        /// The question.
        question: QuestionId,
        /// Its kind.
        kind: Kind,
    },
    /// It takes longer than every section that takes its kind.
    TooLong {
        /// The question.
        question: QuestionId,
        /// How long it takes.
        minutes: Minutes,
        /// How long the longest of these sections is.
        longest: Minutes,
    },
    /// Two that are included are never asked together.
    Enemies {
        /// One.
        a: QuestionId,
        /// The other.
        b: QuestionId,
    },
    /// Those that are included don't fit into the sections together.
    Crowded {
        /// All of them.
        questions: Vec<QuestionId>,
    },
}

impl fmt::Display for Contradiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { question } => write!(f, "no bank has a question `{question}`"),
            Self::BothWays { question } => write!(f, "`{question}` is included and excluded"),
            Self::Retired { question } => write!(f, "`{question}` is retired: it is asked no more"),
            Self::Track { question, bank, track } => {
                write!(f, "`{question}` is of the bank `{bank}`, and the track `{track}` does not draw on it")
            }
            Self::Technologies { question, technologies } => {
                let names: Vec<&str> = technologies.iter().map(AsRef::as_ref).collect();
                write!(f, "`{question}` needs {}, and --tech leaves that out", names.join(" and "))
            }
            Self::AskedBefore { question } => write!(f, "this candidate was asked `{question}` before"),
            Self::NoSection { question, kind } => {
                write!(f, "no section takes `{question}`, a question of the kind {kind}")
            }
            Self::TooLong { question, minutes, longest } => {
                let unit = if minutes.0 == 1 { "minute" } else { "minutes" };
                write!(f, "`{question}` takes {minutes} {unit}, and the longest section for its kind has {longest}")
            }
            Self::Enemies { a, b } => write!(f, "`{a}` and `{b}` are never asked together"),
            Self::Crowded { questions } => {
                let names: Vec<String> = questions.iter().map(|id| format!("`{id}`")).collect();
                write!(f, "{} don't fit into the sections together", names.join(", "))
            }
        }
    }
}

/// That every wish by itself, and every two together, can be kept.
pub(super) fn check(pool: &Pool<'_>, sections: &[u64], places: &[Place]) -> Result<(), NotAssembled> {
    let wishes = &pool.setting.request.wishes;
    let mut found = Vec::new();
    for question in &wishes.exclude {
        if wishes.include.contains(question) {
            found.push(Contradiction::BothWays { question: question.clone() });
        } else if pool.setting.library.question(question).is_none() {
            found.push(Contradiction::Unknown { question: question.clone() });
        }
    }
    found.extend(wishes.include.iter().filter_map(|id| against(pool, id, (sections, places))));
    let indices: Vec<usize> = wishes.include.iter().filter_map(|id| pool.named(id)).collect();
    for (position, a) in indices.iter().enumerate() {
        for b in indices.iter().skip(position + 1).filter(|b| pool.are_enemies(*a, **b)) {
            let id = |index: usize| pool.question(index).id.clone();
            found.push(Contradiction::Enemies { a: id(*a), b: id(*b) });
        }
    }
    if found.is_empty() { Ok(()) } else { Err(NotAssembled::Wishes(found)) }
}

/// What speaks against including a question.
fn against(pool: &Pool<'_>, id: &QuestionId, (sections, places): (&[u64], &[Place])) -> Option<Contradiction> {
    let setting = &pool.setting;
    let question = id.clone();
    let Some(index) = pool.named(id) else {
        let Some(found) = setting.library.question(id) else { return Some(Contradiction::Unknown { question }) };
        if found.question.retired {
            return Some(Contradiction::Retired { question });
        }
        let (bank, track) = (found.bank.clone(), setting.track.id.clone());
        return Some(Contradiction::Track { question, bank, track });
    };
    let here = pool.question(index);
    match pool.why_never(index) {
        Some(Never::Technology) => {
            let known = setting.known.as_ref();
            let unknown = here.technologies.iter().filter(|id| known.is_some_and(|known| !known.contains(*id)));
            return Some(Contradiction::Technologies { question, technologies: unknown.cloned().collect() });
        }
        Some(Never::AskedBefore) => return Some(Contradiction::AskedBefore { question }),
        None => {}
    }
    let able = (0..).zip(places).filter(|(bit, _): &(u32, _)| sections[index] >> bit & 1 == 1);
    let longest = able.map(|(_, place)| setting.formats[place.round].sections[place.section].minutes).max();
    match longest {
        None => Some(Contradiction::NoSection { question, kind: here.kind }),
        Some(longest) if here.minutes > longest => {
            Some(Contradiction::TooLong { question, minutes: here.minutes, longest })
        }
        Some(_) => None,
    }
}
