//! Other questions for a place of a kit, by what the whole would cost with them.

use super::super::library::Library;
use super::super::plan::{Banked, Kit, Plan, Reason, Slot};
use super::account;
use super::history::History;
use super::pool::Pool;
use super::request::{NotAssembled, Request, Setting, Station};
use super::statement::Statement;

/// A question's place in a kit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KitSlot<'a> {
    /// The kit.
    pub(crate) kit: &'a Kit,
    /// The round, counted from 0.
    pub(crate) round: usize,
    /// The question's slot in it.
    pub(crate) slot: Slot,
}

/// A question that could stand in the place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Offer {
    /// The question.
    pub(crate) banked: Banked,
    /// How many points more the whole would cost; fewer, below 0.
    pub(crate) more: i64,
    /// How many more rules would be broken.
    pub(crate) breaks: u32,
}

/// The questions that could stand in the place of one of a plan, the best first, at most `most`.
///
/// # Errors
/// What the request names that is not there.
pub(crate) fn alternatives(
    library: &Library,
    request: &Request,
    history: &History,
    place: KitSlot<'_>,
    most: usize,
) -> Result<Vec<Offer>, NotAssembled> {
    let KitSlot { kit, round, slot } = place;
    let plan = kit.rounds.get(round).ok_or(NotAssembled::NoFormat)?;
    let found = plan.sections.iter().enumerate().find_map(|(section, of)| {
        let planned = of.questions.iter().find(|planned| planned.slot == slot)?;
        Some((Station { round, section }, &planned.banked.question.id))
    });
    let place = found.ok_or(NotAssembled::NoFormat)?;
    let mut statement = Statement::new(Pool::new(Setting::new(library, request, history)?))?;
    let Some((now, others)) = statement.others(&account::chosen(kit), place, &account::backups(kit), most) else {
        return Ok(Vec::new());
    };
    let signed = |points: u64| i64::try_from(points).unwrap_or(i64::MAX);
    let offer = |other: &::assembly::Alternative| Offer {
        banked: statement.pool.banked(statement.position(other.item)),
        more: signed(other.cost) - signed(now),
        breaks: other.breaches,
    };
    Ok(others.iter().map(offer).collect())
}

/// The plan with another question in a slot's place.
#[must_use]
pub(crate) fn replaced(mut plan: Plan, slot: Slot, with: &Banked) -> Plan {
    for section in &mut plan.sections {
        if let Some(planned) = section.questions.iter_mut().find(|planned| planned.slot == slot) {
            planned.banked = with.clone().into();
            planned.why = vec![Reason::Chosen];
            section.used_minutes = section.questions.iter().map(|planned| planned.banked.question.minutes).sum();
        }
    }
    plan
}
