//! The program from outside: what it prints, what it refuses, what it leaves on disk.

mod bad_input;
mod commands;
mod keeping;
mod scores;
mod terminal;
