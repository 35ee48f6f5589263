//! The program from outside: what it prints, what it refuses, what it leaves on disk.

mod amending;
mod cards;
mod checking;
mod cohorts;
mod conversation;
mod damage;
mod files;
mod isolation;
mod library;
mod listening;
#[cfg(unix)]
mod past;
mod places;
mod plans;
mod practice;
mod refusing;
mod signals;
mod starting;
mod terminal;
mod words;

pub(crate) use cards::panel;
