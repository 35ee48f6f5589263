//! Arguments whose values are a closed list: the type parses them and says what is wrong, and the list is there for help, man pages
//! and completions.

use std::ffi::OsStr;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset};
use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::error::Error;
use clap::{Arg, Command};

use calibration::{SureOf, Term};

use super::super::schemas::SCHEMAS;
use crate::core::ats::System;
use crate::core::ats::sending::Receiver;
use crate::core::names::Named;
use crate::core::scale::{Kind, Level};

/// What begins chance.
pub(super) fn seed() -> impl TypedValueParser<Value = u64> {
    read(|given: &str| given.parse().map_err(|_| "a seed is a whole number from 0, such as 7".to_owned()))
}

/// A moment.
pub(super) fn moment() -> impl TypedValueParser<Value = DateTime<FixedOffset>> {
    read(|given: &str| {
        let how =
            "a time has a day, a time of day and a zone, such as 2026-11-21T10:00:00Z or 2026-11-21T12:00:00+02:00";
        given.parse().map_err(|_| how.to_owned())
    })
}

/// A parser that says what it wants.
fn read<T>(from: fn(&str) -> Result<T, String>) -> impl TypedValueParser<Value = T>
where
    T: Clone + Send + Sync + 'static,
{
    StringValueParser::new().try_map(move |given| from(&given))
}

/// A level.
pub(super) fn level() -> impl TypedValueParser<Value = Level> {
    one_of(Level::ALL.iter().map(|level| level.as_str()))
}

/// A system that scorecards are written for.
pub(super) fn target() -> impl TypedValueParser<Value = Receiver> {
    one_of(Receiver::ALL.iter().map(|target| target.as_str()))
}

/// A system whose scorecards are read.
pub(super) fn system() -> impl TypedValueParser<Value = System> {
    one_of(System::ALL.iter().map(|system| system.as_str()))
}

/// A kind of question.
pub(super) fn kind() -> impl TypedValueParser<Value = Kind> {
    one_of(Kind::ALL.iter().map(|kind| kind.as_str()))
}

/// A term of the model.
pub(super) fn term() -> impl TypedValueParser<Value = Term> {
    one_of(Term::ALL.map(Term::key))
}

/// What is to be sure of groups.
pub(super) fn groups() -> impl TypedValueParser<Value = SureOf> {
    one_of(SureOf::ALL.map(SureOf::key))
}

/// A document that has a schema.
pub(super) fn document() -> impl TypedValueParser<Value = String> {
    one_of(SCHEMAS.iter().map(Named::name))
}

/// A parser for one of `words`.
fn one_of<T>(words: impl IntoIterator<Item = &'static str>) -> impl TypedValueParser<Value = T>
where
    T: FromStr<Err: fmt::Display + std::error::Error + Send + Sync> + Clone + Send + Sync + 'static,
{
    OneOf { parser: StringValueParser::new().try_map(|given| given.parse()), words: words.into_iter().collect() }
}

/// A parser with the words that it takes.
#[derive(Clone)]
struct OneOf<P> {
    parser: P,
    words: Vec<&'static str>,
}

impl<P: TypedValueParser> TypedValueParser for OneOf<P> {
    type Value = P::Value;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, given: &OsStr) -> Result<Self::Value, Error> {
        self.parser.parse_ref(command, argument, given)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.words.iter().copied().map(PossibleValue::new)))
    }
}
