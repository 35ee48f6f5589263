//! Assembles kits: the questions for the sections of one or more rounds that cost least, with the proof, and why each is there.
//!
//! `docs/assembly.md` says what is minimized. All limits are counted in work and all arithmetic is in integers, so the same library,
//! request, history, now, seed and assembler version give the same kit on every platform.

mod account;
mod backup;
mod chance;
mod code;
mod cohort;
mod contradiction;
mod digest;
mod given_up;
mod history;
mod neighbors;
mod not_equivalent;
mod planned;
mod pool;
mod request;
mod statement;
mod swap;
mod why;
mod wishes;

pub use account::{Contribution, GaveWay, Other, Reckoning, Terms};
pub use code::{Changed, DrawCode, NotADrawCode};
pub use cohort::{CohortWish, Equivalence, Equivalents, PlanFacts, equivalents};
pub use contradiction::Contradiction;
pub use history::History;
pub use not_equivalent::NotEquivalent;
pub use request::{DistinctQuestions, NotAssembled, Request, Wishes};
pub(crate) use swap::{KitSlot, Offer, alternatives, replaced};

use super::library::Library;
use super::plan::Kit;
use pool::Pool;
use request::Setting;
use statement::Statement;

/// A kit with what it costs and what is known of that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assembled {
    /// The kit.
    pub kit: Kit,
    /// What it costs, what is proven, and what gave way.
    pub account: Reckoning,
    /// What it was drawn from and what came of it; none at a time that a code can't hold.
    pub code: Option<DrawCode>,
}

/// Assembles the kit that a request asks for; one round for a format, several for a loop.
///
/// # Errors
/// What the request names that is not there, or does not make sense together.
pub fn assemble(library: &Library, request: &Request, history: &History) -> Result<Assembled, NotAssembled> {
    let mut statement = Statement::new(Pool::new(Setting::new(library, request, history)?))?;
    assembled(&mut statement)
}

/// The same, with what each question adds and the best alternative to it.
///
/// # Errors
/// As for [`assemble`].
pub fn explained(
    library: &Library,
    request: &Request,
    history: &History,
) -> Result<(Assembled, Vec<Contribution>), NotAssembled> {
    let mut statement = Statement::new(Pool::new(Setting::new(library, request, history)?))?;
    let assembled = assembled(&mut statement)?;
    let choices = account::choices(&mut statement, &assembled.kit);
    Ok((assembled, choices))
}

fn assembled(statement: &mut Statement<'_>) -> Result<Assembled, NotAssembled> {
    let solution = statement.solved()?;
    let account = account::account(statement, &solution);
    let picks = statement.picks(&solution);
    let kit = planned::kit(&mut statement.pool, &picks)?;
    let code = DrawCode::of(&statement.pool, &kit);
    Ok(Assembled { kit, account, code })
}
