//! Questions that must come or must not: what contradicts the rules or each other, all at once.

use super::super::ids::QuestionId;
use super::contradiction::Contradiction;
use super::pool::{Never, Pool};
use super::request::{NotAssembled, Station};

/// That every wish by itself, and every two together, can be kept.
pub(super) fn check(pool: &Pool<'_>, sections: &[u64], places: &[Station]) -> Result<(), NotAssembled> {
    let wishes = &pool.setting.request.wishes;
    let mut found = Vec::new();
    for question in wishes.exclude.iter() {
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
fn against(pool: &Pool<'_>, id: &QuestionId, (sections, places): (&[u64], &[Station])) -> Option<Contradiction> {
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
        // Said already, as a question that is included and excluded.
        Some(Never::Excluded) => return None,
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
