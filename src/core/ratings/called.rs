//! What a file calls the dimensions of a rubric: `--dimension "Coding=code-quality"`, or `"Culture=none"` for one that is left out; and
//! which of them a name is nearest to.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::ControlFlow;
use std::str::FromStr;

use super::super::counted::counted;
use super::super::names::{NotFound, nearest, plain};
use super::super::rubric::{Dimension, Rubric};
use super::numbered::{RowNumbers, Taker};
use super::units::without_scale;
use super::{Gleaned, Written};

/// That a name means a dimension of the rubric, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CalledDimension {
    given: String,
    meant: String,
}

impl fmt::Display for CalledDimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.given, self.meant)
    }
}

/// A text that does not say which dimension is meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` does not say which dimension is meant; write \"Coding=code-quality\"")]
pub(crate) struct NotCalled(String);

impl FromStr for CalledDimension {
    type Err = NotCalled;

    fn from_str(text: &str) -> Result<Self, NotCalled> {
        let (given, meant) = text.rsplit_once('=').ok_or_else(|| NotCalled(text.to_owned()))?;
        let (given, meant) = (given.trim().to_owned(), meant.trim().to_owned());
        if given.is_empty() || meant.is_empty() { Err(NotCalled(text.to_owned())) } else { Ok(Self { given, meant }) }
    }
}

/// A name of a dimension as it is compared: in any case, without its scale.
fn folded(name: &str) -> String {
    plain(without_scale(name)).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a person writes for a dimension that is left out.
const NONE: &str = "none";

/// What a file calls dimensions of a rubric.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct CalledDimensions {
    /// What was said of a name, and the dimension that it means; none where it is left out.
    by_name: BTreeMap<String, (CalledDimension, Option<String>)>,
}

impl CalledDimensions {
    /// What a person says, held against the rubric.
    ///
    /// # Errors
    /// That the rubric has no such dimension.
    pub(crate) fn of(said: &[CalledDimension], rubric: &Rubric) -> Result<Self, NotFound> {
        let entry = |one: &CalledDimension| {
            let meant = match rubric.dimension_named(&one.meant.to_lowercase()) {
                Ok(meant) => Some(meant.id.to_string()),
                Err(_) if one.meant.eq_ignore_ascii_case(NONE) => None,
                Err(error) => return Err(error),
            };
            Ok((folded(&one.given), (one.clone(), meant)))
        };
        Ok(Self { by_name: said.iter().map(entry).collect::<Result<_, NotFound>>()? })
    }

    /// Whether anything is said.
    pub(crate) fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }

    /// The dimension that is meant by a name, with what says so; none where it is left out.
    fn meant(&self, given: &str) -> Option<(&CalledDimension, Option<&str>)> {
        self.by_name.get(&folded(given)).map(|(said, meant)| (said, meant.as_deref()))
    }

    /// Whether any is left out.
    fn leaves_out(&self) -> bool {
        self.by_name.values().any(|(_, meant)| meant.is_none())
    }

    /// The names that are given to dimensions.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.values().map(|(said, _)| said.given.as_str())
    }

    /// All that is said.
    pub(crate) fn all(&self) -> impl Iterator<Item = &CalledDimension> {
        self.by_name.values().map(|(said, _)| said)
    }
}

/// Hands on ratings with the dimensions that are meant by their names. One name always means the same, so that rows go on by their
/// numbers as they come.
pub(crate) struct Calling<'a> {
    called: &'a CalledDimensions,
    /// What was said of names that came.
    met: Vec<&'a CalledDimension>,
    /// How many ratings each of those names had that are left out.
    left_out: BTreeMap<&'a str, u64>,
    taker: &'a mut dyn Taker,
}

impl<'a> Calling<'a> {
    pub(crate) fn new(called: &'a CalledDimensions, taker: &'a mut dyn Taker) -> Self {
        Self { called, met: Vec::new(), left_out: BTreeMap::new(), taker }
    }

    /// The dimension that is meant by a name; none where it is left out.
    fn meant<'t>(&mut self, given: &'t str) -> Option<&'t str>
    where
        'a: 't,
    {
        let called = self.called;
        let Some((said, meant)) = called.meant(given) else { return Some(given) };
        if !self.met.contains(&said) {
            self.met.push(said);
        }
        meant
    }

    /// The same for a rating, which is counted where it is left out.
    fn meant_or_left<'t>(&mut self, given: &'t str) -> Option<&'t str>
    where
        'a: 't,
    {
        let meant = self.meant(given);
        if meant.is_none()
            && let Some((said, _)) = self.called.meant(given)
        {
            *self.left_out.entry(said.given.as_str()).or_default() += 1;
        }
        meant
    }

    /// What was left out, in words.
    pub(crate) fn left_out(&self) -> Vec<String> {
        let said =
            |(name, count): (&&str, &u64)| format!("{} on {name}, as --dimension says", counted(*count, "rating"));
        self.left_out.iter().map(said).collect()
    }

    /// What was said of names that did not come.
    pub(crate) fn unmet(&self) -> Vec<&'a CalledDimension> {
        self.called.all().filter(|said| !self.met.contains(said)).collect()
    }
}

impl Taker for Calling<'_> {
    fn take(&mut self, found: Gleaned<'_>) -> ControlFlow<()> {
        match found {
            Gleaned::Rating(written) => {
                let Some(dimension) = self.meant_or_left(written.dimension) else { return ControlFlow::Continue(()) };
                self.taker.take(Gleaned::Rating(Written { dimension, ..written }))
            }
            Gleaned::Unassessed(place, dimension, why) => {
                let Some(dimension) = self.meant(dimension) else { return ControlFlow::Continue(()) };
                self.taker.take(Gleaned::Unassessed(place, dimension, why))
            }
            Gleaned::Session(..) | Gleaned::NotRated(_) | Gleaned::Bad(..) => self.taker.take(found),
        }
    }

    fn wants_numbers(&self) -> bool {
        // A row that is left out must not be the one whose numbers the taker waits for.
        !self.called.leaves_out() && self.taker.wants_numbers()
    }

    fn take_numbered(&mut self, rows: &[RowNumbers]) -> usize {
        self.taker.take_numbered(rows)
    }
}

/// The dimension that a name most likely means: the one with which it shares the most words or beginnings of words.
pub(crate) fn likeliest<'a>(given: &str, rubric: &'a Rubric) -> Option<&'a Dimension> {
    let words = |text: &str| -> Vec<String> {
        let text = plain(text);
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.len() > 3).map(str::to_owned).collect()
    };
    let given_words = words(given);
    let shared = |dimension: &Dimension| {
        let own = words(&dimension.title);
        let of_word = |own: &String| {
            let common =
                |other: &String| own.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
            given_words.iter().map(common).max().filter(|common| *common > 2).unwrap_or_default()
        };
        own.iter().map(of_word).sum::<usize>()
    };
    let best = rubric.dimensions.iter().max_by_key(|dimension| shared(dimension))?;
    if shared(best) > 0 {
        return Some(best);
    }
    let near = nearest(given, rubric.dimensions.iter().map(|dimension| dimension.id.as_str()));
    near.first().and_then(|name| rubric.dimensions.iter().find(|dimension| dimension.id.as_str() == name))
}

/// What says that a name is the dimension that it most likely means.
pub(crate) fn hint(given: &str, rubric: &Rubric) -> String {
    let meant = likeliest(given, rubric).map_or("DIMENSION", |dimension| dimension.id.as_str());
    format!("--dimension \"{}={meant}\"", given.trim())
}
