//! Finding what a person meant: exact names, unique prefixes, and the nearest where there is neither.

use std::fmt;

/// Why a word names nothing here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotFound {
    /// What the word should have named.
    pub what: &'static str,
    /// The word.
    pub given: String,
    /// What it may have meant, the nearest first.
    pub nearest: Vec<String>,
    /// All that it could have been, where that is a short list.
    pub choices: Vec<String>,
}

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no {} `{}`", self.what, self.given)
    }
}

impl std::error::Error for NotFound {}

impl NotFound {
    /// What to do next.
    pub(crate) fn hint(&self) -> Option<String> {
        if let Some((first, rest)) = self.nearest.split_first() {
            let rest: String = rest.iter().map(|name| format!(" or `{name}`")).collect();
            return Some(format!("did you mean `{first}`{rest}?"));
        }
        (!self.choices.is_empty()).then(|| format!("there are: {}", self.choices.join(", ")))
    }
}

/// The names nearest to `given`, at most three, the nearest first; none where nothing is near.
pub(crate) fn nearest<'a>(given: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let given = given.to_lowercase();
    let length = given.chars().count();
    let allowed = (length / 3).max(1);
    let mut near: Vec<(usize, &str)> = names
        .into_iter()
        .filter_map(|name| {
            let lower = name.to_lowercase();
            // Lengths that are further apart than that need no table of all letters against all.
            let may_be_near = lower.chars().count().abs_diff(length) <= allowed;
            let distance = if may_be_near { strsim::osa_distance(&given, &lower) } else { usize::MAX };
            let starts = given.len() >= 2 && (lower.starts_with(&given) || lower.split('-').any(|w| w == given));
            (distance <= allowed || starts).then_some((if starts { 0 } else { distance }, name))
        })
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(3).map(|(_, name)| name.to_owned()).collect()
}

/// The error for a word that names none of `names`.
pub(crate) fn not_found<'a>(what: &'static str, given: &str, names: impl IntoIterator<Item = &'a str>) -> NotFound {
    let names: Vec<&str> = names.into_iter().collect();
    let choices = if names.len() <= 16 { names.iter().map(|name| (*name).to_owned()).collect() } else { Vec::new() };
    NotFound { what, given: given.to_owned(), nearest: nearest(given, names), choices }
}

/// What is found by its name.
pub(crate) trait Named {
    /// What it is called in messages.
    const WHAT: &'static str;

    /// Its name.
    fn name(&self) -> &str;

    /// What people call it, where that is something else: it is on the screen, so it may be typed, too.
    fn title(&self) -> Option<&str> {
        None
    }
}

/// Says by which name things of a type are found: their id, and their title where they are `titled`.
macro_rules! named {
    ($($thing:ty: $what:literal $($titled:ident)?),+ $(,)?) => {$(
        impl $crate::core::names::Named for $thing {
            const WHAT: &'static str = $what;

            fn name(&self) -> &str {
                self.id.as_str()
            }

            $($crate::core::names::$titled!();)?
        }
    )+};
}
pub(crate) use named;

/// What people call a thing that has a title.
macro_rules! titled {
    () => {
        fn title(&self) -> Option<&str> {
            Some(&self.title)
        }
    };
}
pub(crate) use titled;

/// The error for a word that names none of `things`.
pub(crate) fn none_of<'a, T: Named + 'a>(given: &str, things: impl IntoIterator<Item = &'a T>) -> NotFound {
    not_found(T::WHAT, given, things.into_iter().map(Named::name))
}

/// A name as it is compared: without case, with a hyphen for every gap between words.
fn folded(given: &str) -> String {
    given.split_whitespace().collect::<Vec<_>>().join("-").to_lowercase()
}

/// The one of `things` whose name or title `given` is, or whose name it is the only beginning of; in any case.
///
/// # Errors
/// Where none or several begin so; several are given as the nearest.
pub(crate) fn find<'a, T: Named>(given: &str, things: impl IntoIterator<Item = &'a T>) -> Result<&'a T, NotFound> {
    let things: Vec<&'a T> = things.into_iter().collect();
    let wanted = folded(given);
    let exact = |thing: &&&'a T| thing.name() == wanted || thing.title().is_some_and(|title| folded(title) == wanted);
    if let Some(exact) = things.iter().find(exact) {
        return Ok(exact);
    }
    let begins = |thing: &&'a T| !wanted.is_empty() && thing.name().starts_with(&wanted);
    match things.iter().copied().filter(begins).collect::<Vec<_>>().as_slice() {
        [only] => Ok(only),
        [] => Err(none_of(given, things)),
        several => Err(NotFound {
            what: T::WHAT,
            given: given.to_owned(),
            nearest: several.iter().take(5).map(|thing| thing.name().to_owned()).collect(),
            choices: Vec::new(),
        }),
    }
}

/// The one of `things` that a short name, a name or its only beginning means.
///
/// # Errors
/// As in [`find`].
pub(crate) fn find_short<'a, T: Named>(given: &str, things: &'a [T]) -> Result<&'a T, NotFound> {
    let names: Vec<&str> = things.iter().map(Named::name).collect();
    let position = short_names(&names).iter().position(|(short, _)| short.eq_ignore_ascii_case(given));
    position.and_then(|position| things.get(position)).map_or_else(|| find(given, things), Ok)
}

/// Short names for typing: the initials of each (`t`, `ps`, `c`, `cq`); where two share theirs, as many letters as tell them apart.
pub(crate) fn short_names<'a>(names: &[&'a str]) -> Vec<(String, &'a str)> {
    let initials = |name: &str| name.split('-').filter_map(|word| word.chars().next()).collect::<String>();
    names
        .iter()
        .map(|name| {
            let own = initials(name);
            let shared = names.iter().filter(|other| initials(other) == own).count() > 1;
            let taken = |length: usize| {
                let start: String = name.chars().take(length).collect();
                names.iter().filter(|other| other.starts_with(&start)).count() > 1
            };
            let short = if shared {
                let length = (1..name.len()).find(|length| !taken(*length)).unwrap_or(name.len());
                name.chars().take(length).collect()
            } else {
                own
            };
            (short, *name)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Named for &str {
        const WHAT: &'static str = "dimension";

        fn name(&self) -> &str {
            self
        }
    }

    const DIMENSIONS: [&str; 4] = ["technical", "problem-solving", "communication", "code-quality"];

    #[test]
    fn fingers_need_one_or_two_letters_for_a_dimension() {
        let find = |given| find_short(given, &DIMENSIONS).copied();
        assert_eq!(find("t"), Ok("technical"));
        assert_eq!(find("ps"), Ok("problem-solving"));
        assert_eq!(find("p"), Ok("problem-solving"));
        assert_eq!(find("c"), Ok("communication"));
        assert_eq!(find("cq"), Ok("code-quality"));
        assert_eq!(find("CQ"), Ok("code-quality"));
        assert_eq!(find("Problem Solving"), Ok("problem-solving"));
        assert!(find("co").is_err());
        assert!(find("x").is_err());
    }

    #[test]
    fn the_nearest_is_suggested() {
        let error = find("technical-screning", &["technical-screening", "warm-up"]);
        let hint = error.err().and_then(|e| e.hint());
        assert_eq!(hint.as_deref(), Some("did you mean `technical-screening`?"));
        assert!(nearest("zzz", ["warm-up"]).is_empty());
    }
}
