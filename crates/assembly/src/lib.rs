#![doc = include_str!("../README.md")]

mod alternatives;
mod attempt;
mod block;
mod cohort;
mod completion;
mod cost;
mod cuts;
mod dual;
mod ground;
mod in_turn;
mod live;
mod mixture;
mod model;
mod multipliers;
mod profiles;
mod search;
mod solve;
mod task;
mod thin;
mod weights;

pub use alternatives::{Alternative, alternatives};
pub use cohort::{Forms, NoCohort, assemble};
pub use cost::{Relaxed, Terms, breaches, terms};
pub use model::{
    Cohort, DEFAULT_WORK, Form, Item, KINDS, LoadWish, MOST_ITEMS, MOST_MINUTES, MOST_POINTS, MOST_SECTIONS, Pack,
    Problem, Section, Unsolvable,
};
pub use solve::{Solution, solve};
pub use weights::{DIFFICULTIES, Weights};
